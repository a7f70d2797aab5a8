//! One sheet for each fiscal year: what its budget must hold.

use super::asks::Ask;
use super::{Nature, Row, sum};
use crate::calendar::{Calendar, Date, FiscalYear};
use std::collections::BTreeSet;

/// What the initial budget of one fiscal year holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearSheet {
    /// The year.
    pub fiscal_year: i32,
    /// Last day of the preview of IT requests (事前協議), where the city has one.
    pub precheck: Option<Date>,
    /// Last day of requests for its initial budget.
    pub request: Date,
    /// Day of its vote.
    pub vote: Date,
    /// Yen asked for the first time: rounds whose ● or ◆ is for this year.
    pub new: i64,
    /// Yen that follows from what was decided before: contracts that run, shares of ◇.
    pub committed: i64,
    /// Yen paid once.
    pub one_off: i64,
    /// Yen that goes on.
    pub running: i64,
    /// What only the planner counts and nobody asks for.
    pub penalty: i64,
    /// All of it, as in plan.json.
    pub total: i64,
    /// Limits of the 債務負担行為 that are voted with this year's budgets.
    pub limits: i64,
}

pub(super) fn sheets(
    rows: &[Row],
    years: &[i32],
    asks: &[Ask],
    calendar: &Calendar,
) -> Vec<YearSheet> {
    // A year may have a request and a ◇, and money only later.
    let mut all: Vec<i32> = years
        .iter()
        .copied()
        .chain(asks.iter().map(|a| a.fiscal_year))
        .collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
        .map(|year| {
            let budget = calendar.initial_budget(FiscalYear(year));
            let of_year = || rows.iter().filter(|row| row.fiscal_year == year);
            let nature = |n: Nature| sum(of_year().filter(|r| r.nature() == n).map(|r| r.yen));
            let asked = || asks.iter().filter(|ask| ask.fiscal_year == year);
            let rounds: BTreeSet<&str> = asked().map(|ask| ask.round.as_str()).collect();
            let new = sum(of_year()
                .filter(|row| row.nature() != Nature::Penalty)
                .filter(|row| rounds.contains(row.round.as_str()))
                .map(|row| row.yen));
            let total = sum(of_year().map(|row| row.yen));
            let penalty = nature(Nature::Penalty);
            YearSheet {
                fiscal_year: year,
                precheck: calendar.rules().budget.precheck.map(|day| {
                    let before = FiscalYear(year).previous();
                    calendar.open_on_or_before(day.in_fiscal_year(before))
                }),
                request: budget.request_to,
                vote: budget.vote,
                new,
                committed: total.saturating_sub(new).saturating_sub(penalty),
                one_off: nature(Nature::OneOff),
                running: nature(Nature::Running),
                penalty,
                total,
                limits: sum(asked().filter_map(|ask| ask.limit)),
            }
        })
        .collect()
}
