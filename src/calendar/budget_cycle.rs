//! When money is asked for and voted.

use super::{Calendar, Date, FiscalYear};

/// The dates of one fiscal year's initial budget (当初予算).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InitialBudget {
    /// The year that carries the money.
    pub fiscal_year: FiscalYear,
    /// First open day of the request season.
    pub request_from: Date,
    /// Last open day of the request season: where ● is placed.
    pub request_to: Date,
    /// The vote, rolled back to an open day.
    pub vote: Date,
    /// From here on notice for a ★ from 4/1 may be given as 準備行為 (an open day).
    pub preparation_from: Date,
}

/// One supplementary budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supplementary {
    /// Index of the session in the rules.
    pub session: usize,
    /// The year that carries the money.
    pub fiscal_year: FiscalYear,
    /// Last open day of the request.
    pub request: Date,
    /// The vote, rolled back to an open day.
    pub vote: Date,
}

impl Calendar {
    /// The initial budget of a fiscal year: requested in the season of the year before.
    pub fn initial_budget(&self, fiscal_year: FiscalYear) -> InitialBudget {
        let before = fiscal_year.previous();
        let rules = &self.rules().budget;
        InitialBudget {
            fiscal_year,
            request_from: self.open_on_or_after(rules.request_from.in_fiscal_year(before)),
            request_to: self.open_on_or_before(rules.request_to.in_fiscal_year(before)),
            vote: self.open_on_or_before(rules.vote.in_fiscal_year(before)),
            preparation_from: self.open_on_or_after(rules.preparation_from.in_fiscal_year(before)),
        }
    }

    /// The supplementary budgets of a fiscal year by the day of their vote.
    pub fn supplementary_budgets(&self, fiscal_year: FiscalYear) -> Vec<Supplementary> {
        let mut all: Vec<Supplementary> = self
            .rules()
            .sessions
            .iter()
            .enumerate()
            .map(|(session, rule)| {
                let vote = rule.vote.in_fiscal_year(fiscal_year);
                let request = rule.request.in_fiscal_year(fiscal_year);
                let request = if request > vote {
                    rule.request.in_fiscal_year(fiscal_year.previous())
                } else {
                    request
                };
                Supplementary {
                    session,
                    fiscal_year,
                    request: self.open_on_or_before(request),
                    vote: self.open_on_or_before(vote),
                }
            })
            .collect();
        all.sort_by_key(|s| (s.vote, s.session));
        all
    }
}
