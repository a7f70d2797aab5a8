//! Which prices decide between two days of ▲: what is paid with the one and with the other.

use super::path;
use crate::inventory::CostPer;
use crate::plan::axis::{Day, date};
use crate::plan::charges::{Charge, ChargeKind};
use crate::plan::model::Model;
use crate::plan::state::State;
use std::collections::BTreeMap;

/// Who is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Payee {
    /// A contract or a piece of hardware.
    Carrier(usize),
    Round(usize),
    Link(usize),
    /// Soft blackouts of a system.
    System(usize),
}

/// Yen by payee and kind.
pub(super) type Paid = BTreeMap<(Payee, ChargeKind), i64>;

/// What everything that these systems touch costs.
pub(super) fn paid(model: &Model, state: &State, members: &[usize]) -> Paid {
    let mut paid = Paid::new();
    let mut payees: Vec<Payee> = Vec::new();
    for i in members {
        let system = &model.systems[*i];
        let carriers = system.contract.into_iter().chain(system.hardware);
        payees.extend(carriers.map(Payee::Carrier));
        payees.extend(system.rounds.iter().map(|r| Payee::Round(*r)));
        payees.extend(system.soft.iter().map(|l| Payee::Link(*l)));
        let penalty = state.local[*i].map_or(0, |l| l.penalty);
        paid.insert((Payee::System(*i), ChargeKind::Blackout), penalty);
    }
    payees.sort_unstable();
    payees.dedup();
    for payee in payees {
        let mut emit = |c: Charge| {
            let sum = paid.entry((payee, c.kind)).or_insert(0);
            *sum = sum.saturating_add(model.yen(&c));
        };
        match payee {
            Payee::Carrier(c) => {
                let present = |u: usize| state.local[u].as_ref().map(|l| l.present);
                model.carrier_charges(c, &present, &mut emit);
            }
            Payee::Round(r) => state.round_charges(model, r, &mut emit),
            Payee::Link(l) => {
                let (from, to) = state.link_days(model, l);
                model.link_charges(l, from, to, &mut emit);
            }
            Payee::System(_) => {}
        }
    }
    paid
}

/// The kind of money that grows most, and the facts behind all that grows.
pub(super) fn behind(
    model: &Model,
    before: &Paid,
    after: &Paid,
    tried: Day,
) -> (Option<&'static str>, Vec<String>) {
    let mut grows: Vec<(i64, Payee, ChargeKind)> = after
        .iter()
        .map(|(key, yen)| (yen - before.get(key).copied().unwrap_or(0), key.0, key.1))
        .filter(|(by, _, _)| *by > 0)
        .collect();
    grows.sort_by_key(|(by, payee, kind)| (-by, *payee, *kind));
    let mut sums: BTreeMap<ChargeKind, i64> = BTreeMap::new();
    for (by, _, kind) in &grows {
        *sums.entry(*kind).or_insert(0) += by;
    }
    let most = sums.iter().max_by_key(|(_, by)| **by);
    let most = most.map(|(kind, _)| kind.name());
    let facts = grows.into_iter().flat_map(|(_, payee, kind)| {
        let new = before.get(&(payee, kind)).copied().unwrap_or(0) == 0;
        facts(model, payee, kind, tried, new)
    });
    (most, facts.collect())
}

/// The facts behind what a payee is paid; `new`: it would not be paid at all on the day chosen.
fn facts(model: &Model, payee: Payee, kind: ChargeKind, tried: Day, new: bool) -> Vec<String> {
    let inventory = model.inventory;
    match payee {
        Payee::Carrier(c) => {
            let contracts = inventory.contracts.len();
            let (group, id, end) = match inventory.contracts.get(c) {
                Some(contract) => ("contract", &contract.id, "ends"),
                None => ("hardware", &inventory.hardware[c - contracts].id, "expires"),
            };
            let keys: &[&str] = match kind {
                ChargeKind::Extension => &["extend.price.month", "extend.price.year", "extend.by"],
                ChargeKind::Exit => &["exit"],
                _ => &["price.month", "price.year"],
            };
            let keys = keys.iter().copied().chain([end]);
            keys.map(|key| path(group, id, key)).collect()
        }
        Payee::Round(r) => {
            let round = &inventory.rounds[r];
            if kind == ChargeKind::Extension {
                let keys = [
                    "extend.price.month",
                    "extend.price.year",
                    "extend.by",
                    "term",
                ];
                return keys.map(|key| path("procurement", &round.id, key)).to_vec();
            }
            if kind == ChargeKind::Exit {
                return ["exit", "term"]
                    .map(|key| path("procurement", &round.id, key))
                    .to_vec();
            }
            let costs = round.costs.iter().enumerate();
            costs
                .filter(|(_, c)| (c.per == CostPer::Once) == (kind == ChargeKind::Once))
                .map(|(n, _)| path("procurement", &round.id, &format!("cost.{n}.yen")))
                .collect()
        }
        Payee::Link(l) => {
            let link = &model.soft[l];
            let (from, to) = (&inventory.systems[link.from], &inventory.systems[link.to]);
            let once = new.then_some("interface.once");
            let keys = once
                .into_iter()
                .chain(["interface.month", "interface.year"]);
            keys.map(|key| path("system", &to.id, &path("after", &from.id, key)))
                .collect()
        }
        Payee::System(i) => {
            let rules = &inventory.calendar.rules().blackouts;
            let soft = rules.iter().filter(|b| {
                !b.hard && b.price > 0 && b.contains(date(tried)) && model.applies(b, i)
            });
            soft.flat_map(|b| ["name", "price"].map(|key| path("calendar.blackout", &b.id, key)))
                .collect()
        }
    }
}
