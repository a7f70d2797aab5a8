//! What a procurement costs over five years, as a preview of IT requests asks for it.

use super::contracts::priced_by;
use super::facts::{Facts, Per};
use super::{Row, sum};
use crate::calendar::accrual::accrued;
use crate::calendar::{Calendar, Date};
use crate::facts::segment;
use crate::plan::Plan;
use chrono::Months;
use std::collections::BTreeMap;

/// Cost of one procurement from its first ▲ on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiveYears {
    /// Round.
    pub round: String,
    /// System, or the ids of all users joined by `+`.
    pub system: String,
    /// First ▲.
    pub from: Date,
    /// Last day of the five years, or of a shorter term.
    pub to: Date,
    /// Paid once.
    pub one_off: i64,
    /// Paid for the days from `from` to `to`.
    pub running: i64,
    /// Their sum.
    pub total: i64,
    /// What of all its money lies within the horizon: the rows of the round and its operation.
    pub in_plan: i64,
}

pub(super) fn five_years(
    plan: &Plan,
    rows: &[Row],
    facts: &Facts<'_>,
    calendar: &Calendar,
) -> Vec<FiveYears> {
    let mut order: Vec<&str> = Vec::new();
    let mut moves: BTreeMap<&str, (Date, Date, Vec<&str>)> = BTreeMap::new();
    let operations: BTreeMap<&str, &str> = priced_by(plan)
        .into_iter()
        .map(|(operation, standard)| (standard, operation))
        .collect();
    for system in &plan.systems {
        for m in system.milestones.iter().filter(|m| m.kind == "cutover") {
            let entry = moves.entry(&m.round).or_insert_with(|| {
                order.push(&m.round);
                (m.date, m.date, Vec::new())
            });
            (entry.0, entry.1) = (entry.0.min(m.date), entry.1.max(m.date));
            entry.2.push(&system.id);
        }
    }
    let mut paid: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.kind != "blackout") {
        paid.entry(&row.round).or_default().push(row.yen);
    }
    let mut all = Vec::new();
    for round in order {
        let Some((first, last, users)) = moves.get(round) else {
            continue;
        };
        let costs = facts.costs(round);
        if costs.is_empty() {
            continue;
        }
        let term = facts.duration(&format!("procurement.{}.term", segment(round)));
        let five = first.checked_add_months(Months::new(60)).unwrap_or(*first);
        let end = term.map_or(five, |term| term.after(*first, calendar).min(five));
        let to = end.pred_opt().unwrap_or(*first);
        let paid_on = last.pred_opt().unwrap_or(*last);
        let (mut one_off, mut running) = (0i64, 0i64);
        for cost in costs {
            if cost.per == Per::Once {
                one_off = one_off.saturating_add(facts.gross(cost, paid_on));
            } else {
                let yen = facts.gross(cost, *first);
                running = running.saturating_add(accrued(yen, cost.per == Per::Year, *first, to));
            }
        }
        let operation = operations.get(round).filter(|o| **o != round);
        let own = [Some(&round), operation].into_iter().flatten();
        let own = own.filter_map(|round| paid.get(*round)).flatten().copied();
        all.push(FiveYears {
            round: round.to_owned(),
            system: users.join("+"),
            from: *first,
            to,
            one_off,
            running,
            total: one_off.saturating_add(running),
            in_plan: sum(own),
        });
    }
    all
}
