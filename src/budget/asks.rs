//! What is asked for, and by when.

use super::contracts::{Contract, Part};
use super::groups::in_year;
use super::{Nature, Row, sum};
use crate::calendar::{Date, FiscalYear};
use crate::plan::Plan;
use std::collections::BTreeMap;

/// One request for money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The fiscal year whose budget is asked.
    pub fiscal_year: i32,
    /// In a supplementary budget.
    pub supplementary: bool,
    /// Last day of the request: ● or ◆.
    pub request: Date,
    /// Day of the vote, where the plan has one.
    pub vote: Option<Date>,
    /// Round.
    pub round: String,
    /// System, or the ids of all users joined by `+`.
    pub system: String,
    /// Yen of the round in that year.
    pub yen: i64,
    /// ◇: limit of the 債務負担行為 that is voted with it.
    pub limit: Option<i64>,
    /// Instruments of the round's money, in the order of the rows.
    pub instruments: Vec<String>,
    /// Day of signing.
    pub contract: Option<Date>,
    /// It lies behind: recorded as done.
    pub done: bool,
}

pub(super) fn asks(plan: &Plan, rows: &[Row], contracts: &[Contract]) -> Vec<Ask> {
    let mut paid: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    // What only the planner counts is not asked for.
    for row in rows.iter().filter(|r| r.nature() != Nature::Penalty) {
        paid.entry(&row.round).or_default().push(row);
    }
    let mut signed: BTreeMap<&str, Vec<&Contract>> = BTreeMap::new();
    for contract in contracts {
        signed.entry(&contract.round).or_default().push(contract);
    }
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut asks: Vec<Ask> = Vec::new();
    for system in &plan.systems {
        for m in &system.milestones {
            let supplementary = match m.kind.as_str() {
                "budget_request" => false,
                "supplementary_request" => true,
                _ => continue,
            };
            let place = places.get(m.round.as_str());
            if let Some(known) = place.and_then(|at| asks.get_mut(*at)) {
                known.request = known.request.min(m.date);
                continue;
            }
            let of = |kinds: &[&str]| {
                let mut all = system.milestones.iter();
                all.find(|o| o.round == m.round && kinds.contains(&o.kind.as_str()))
                    .map(|o| o.date)
            };
            let contract = of(&["contract", "operation_contract", "extension_contract"]);
            let year = contract.map_or_else(
                || match FiscalYear::of(m.date) {
                    year if supplementary => year,
                    year => year.next(),
                },
                FiscalYear::of,
            );
            let own = paid.get(m.round.as_str()).map_or(&[][..], Vec::as_slice);
            let users = own.first().map_or(&system.id, |row| &row.system);
            let mut instruments: Vec<String> = Vec::new();
            for row in own {
                if !instruments.contains(&row.instrument) {
                    instruments.push(row.instrument.clone());
                }
            }
            let of_round = signed.get(m.round.as_str()).into_iter().flatten();
            let limits: Vec<i64> = of_round
                .filter(|c| c.part != Part::Extension || c.instrument == "debt-burden")
                .filter_map(|c| c.limit)
                .collect();
            places.insert(&m.round, asks.len());
            asks.push(Ask {
                fiscal_year: year.0,
                supplementary,
                request: m.date,
                vote: of(&["budget_vote"]),
                round: m.round.clone(),
                system: users.clone(),
                yen: in_year(own.iter().copied(), year.0),
                limit: (!limits.is_empty()).then(|| sum(limits)),
                instruments,
                contract,
                done: m.done,
            });
        }
    }
    asks.sort_by_key(|a| (a.request, a.fiscal_year));
    asks
}
