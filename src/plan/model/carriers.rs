//! What carries a service to its end, and beyond it by extension.

use super::Model;
use crate::inventory::{Extend, Notice, Price, SystemIx};
use crate::plan::axis::{Day, day};
use crate::plan::extension::{self, Step};

/// What carries the present service, or a round's service: an end and steps beyond it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Carrier {
    /// Original end.
    pub(crate) end: Day,
    /// Steps that can be taken.
    pub(crate) steps: Vec<Step>,
    /// Their first and last days.
    pub(crate) stretches: Vec<(Day, Day)>,
    pub(crate) price: Option<Price>,
    pub(crate) extend_price: Option<Price>,
    pub(crate) exit_fee: i64,
    pub(crate) users: Vec<usize>,
    /// Whether it is hardware; else a contract.
    pub(crate) hardware: bool,
    /// Least number of steps: those already signed.
    pub(crate) signed: usize,
}

impl Carrier {
    /// Last day after `n` steps.
    pub(crate) fn end_after(&self, n: usize) -> Day {
        if n == 0 {
            self.end
        } else {
            self.stretches.get(n - 1).map_or(self.end, |s| s.1)
        }
    }

    /// How far it can be carried.
    pub(crate) fn reach(&self, may_extend: bool) -> Day {
        self.end_after(if may_extend {
            self.steps.len()
        } else {
            self.signed
        })
    }

    /// The least number of steps that reaches `need`.
    pub(crate) fn steps_for(&self, need: Day, may_extend: bool) -> usize {
        let most = if may_extend {
            self.steps.len()
        } else {
            self.signed
        };
        (self.signed..=most)
            .find(|n| self.end_after(*n) >= need)
            .unwrap_or(most)
    }
}

/// Contracts, then hardware.
pub(super) fn all(model: &Model) -> Vec<Carrier> {
    let inventory = model.inventory;
    let carrier = |end,
                   extend: &Option<Extend>,
                   notice: Option<Notice>,
                   acts,
                   price,
                   exit,
                   users: &[SystemIx],
                   hardware| {
        let steps = extension::steps(
            &inventory.calendar,
            inventory.as_of,
            end,
            extend.as_ref(),
            notice,
            acts,
        );
        Carrier {
            end: day(end),
            signed: steps.iter().filter(|s| s.done).count(),
            stretches: steps.iter().map(|s| (day(s.from), day(s.to))).collect(),
            steps,
            price,
            extend_price: extend.as_ref().and_then(|e| e.price.clone()),
            exit_fee: exit,
            users: users.iter().map(|s| s.0).collect(),
            hardware,
        }
    };
    let contracts = inventory
        .contracts
        .iter()
        .zip(&model.acts.contracts)
        .map(|(c, acts)| {
            let fee = c.exit_fee.map_or(0, |f| f.high);
            carrier(
                c.ends,
                &c.extend,
                c.notice,
                acts,
                c.price.clone(),
                fee,
                &c.users,
                false,
            )
        });
    let hardware = inventory
        .hardware
        .iter()
        .zip(&model.acts.hardware)
        .map(|(h, acts)| {
            carrier(
                h.expires,
                &h.extend,
                h.notice,
                acts,
                h.price.clone(),
                h.exit_fee.map_or(0, |f| f.high),
                &h.users,
                true,
            )
        });
    contracts.chain(hardware).collect()
}
