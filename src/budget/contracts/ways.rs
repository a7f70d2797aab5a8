//! Which vote is the last in time, and what is left to do when a contract slips.

use super::acts::Acts;
use super::book::Book;
use super::{Contract, Part, Way};
use crate::budget::sum;
use crate::calendar::{Date, FiscalYear, Supplementary};

impl Book<'_> {
    /// Limit, latest vote and ways, once the days are known.
    pub(super) fn finish(&self, contract: &mut Contract, acts: &Acts, last_year: i32) {
        let Some(signed) = contract.signed else {
            return;
        };
        let voted: Option<i32> = self
            .fact(&contract.round, "money.fiscal-year")
            .and_then(|year| year.parse().ok())
            .filter(|_| !acts.requested);
        let year = voted.map_or(FiscalYear::of(signed), FiscalYear);
        if contract.instrument == "debt-burden" {
            let later = contract.shares.iter().filter(|(y, _)| **y > year.0);
            let later = sum(later.map(|(_, yen)| *yen));
            contract.limit = Some(later.saturating_add(contract.beyond));
            contract.until = Some(last_year);
        }
        let done = acts.sign_done || signed < self.plan.as_of;
        if done || contract.part == Part::Running && acts.first.is_some() {
            return;
        }
        let lead = self.duration(&contract.round, "method.lead");
        let begins = acts.notice.unwrap_or_else(|| {
            lead.map_or(signed, |lead| {
                let day = lead.before(signed, self.calendar);
                self.calendar.open_on_or_before(day)
            })
        });
        if acts.requested {
            let latest = self.latest_session(year, begins);
            let initial = || (String::new(), self.calendar.initial_budget(year).vote);
            let named = latest.map(|s| (self.session(s.session), s.vote));
            let caused = self.fact(&contract.round, "supplementary").is_some();
            if let Some(s) = latest.filter(|s| !caused && s.request >= self.plan.as_of) {
                contract.ways.push(Way::Supplementary {
                    session: self.session(s.session),
                    request: s.request,
                    vote: s.vote,
                });
            }
            contract.latest = Some(named.unwrap_or_else(initial));
        }
        contract.ways.push(Way::SignBy {
            date: year.last_day(),
            days: (year.last_day() - signed).num_days(),
        });
        if acts.requested && begins < year.first_day() {
            let budget = self.calendar.initial_budget(year);
            contract.ways.push(Way::Preparation {
                notice: begins,
                from: budget.preparation_from,
            });
            let sessions = self.calendar.supplementary_budgets(year.previous());
            let as_of = self.plan.as_of;
            let early = |s: &&Supplementary| s.vote <= begins && s.request >= as_of;
            if let Some(s) = sessions.iter().rfind(early) {
                contract.ways.push(Way::ZeroDebt {
                    session: self.session(s.session),
                    request: s.request,
                    vote: s.vote,
                });
            }
        }
        if contract.part == Part::Work
            && let Some(to) = contract.to
            && let Some((session, vote)) = self.last_session(FiscalYear::of(to), to)
        {
            contract.ways.push(match contract.limit {
                Some(_) => Way::ChangeDebt { session, vote },
                None => Way::CarryOver { session, vote },
            });
        }
    }

    fn session(&self, at: usize) -> String {
        let sessions = &self.calendar.rules().sessions;
        sessions.get(at).map(|s| s.name.clone()).unwrap_or_default()
    }

    /// The last session that votes money of a year and is not after the notice.
    fn latest_session(&self, year: FiscalYear, begins: Date) -> Option<Supplementary> {
        let sessions = self.calendar.supplementary_budgets(year);
        sessions.into_iter().rfind(|s| s.vote <= begins)
    }

    /// The last session of a fiscal year, which votes what a slip makes necessary.
    fn last_session(&self, year: FiscalYear, after: Date) -> Option<(String, Date)> {
        let sessions = self.calendar.supplementary_budgets(year);
        let last = sessions.last()?;
        (last.vote <= year.last_day() && after <= year.last_day())
            .then(|| (self.session(last.session), last.vote))
    }
}
