//! Steps of extension: how far a contract, hardware or a round's service can be carried, and the
//! acts of each step.

use super::past::Past;
use super::reading::Reading;
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Extend, Notice, NoticeKind};
use chrono::{Datelike, Days};

/// One step with its acts; an act that a signed extension leaves out is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) from: Date,
    pub(super) to: Date,
    /// Notice, and whether it has been given.
    pub(super) notice: Option<(Date, bool)>,
    /// Request and vote, and whether they are on record.
    pub(super) request: Option<(Date, bool)>,
    pub(super) vote: Option<(Date, bool)>,
    pub(super) contract: Date,
    pub(super) done: bool,
}

/// What is extended, on which terms.
pub(super) struct Terms<'a> {
    /// Original end.
    pub(super) end: Date,
    pub(super) extend: Option<&'a Extend>,
    pub(super) notice: Option<Notice>,
    pub(super) past: &'a Past,
    /// A contract or hardware: what is recorded of it is of its extension. What is recorded of a
    /// round, but a signed extension, is of the round.
    pub(super) holding: bool,
    /// Whether the route allows new steps.
    pub(super) allowed: bool,
}

impl Terms<'_> {
    /// The steps that have been signed, and after them those that can be taken until `needed`.
    pub(super) fn steps(&self, reading: &Reading<'_>, needed: Date) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let Some(extend) = self.extend.filter(|e| !e.by.is_zero()) else {
            return steps;
        };
        let anchor = self.end + Days::new(1);
        let mut end = self.end;
        for n in 1..=extend.at_most {
            let signed = self.past.extended.get(steps.len()).copied();
            let wanted = self.allowed && end < needed;
            if (signed.is_none() && !wanted) || end.year() > super::frame::LAST_YEAR {
                break;
            }
            let next = extend.by.times(n, anchor, reading.calendar);
            let step = self.step(reading, end, next, signed, steps.len());
            if !step.done && !step.in_time(reading.as_of) {
                break;
            }
            end = step.to;
            steps.push(step);
        }
        steps
    }

    /// The step after `end`, up to the day before `next`.
    fn step(
        &self,
        reading: &Reading<'_>,
        end: Date,
        next: Date,
        signed: Option<Date>,
        before: usize,
    ) -> Step {
        let calendar = reading.calendar;
        let from = end + Days::new(1);
        let to = next - Days::new(1);
        if let Some(contract) = signed {
            let (notice, request, vote) = (None, None, None);
            return Step {
                from,
                to,
                notice,
                request,
                vote,
                contract,
                done: true,
            };
        }
        let first_of_year = from == FiscalYear::of(from).first_day();
        let contract = if first_of_year {
            from
        } else {
            calendar.open_on_or_before(end)
        };
        let year = FiscalYear::of(contract);
        let budget = calendar.initial_budget(year);
        let requested = self
            .past
            .requested
            .filter(|d| FiscalYear::of(*d).next() == year);
        let requested = requested.filter(|_| self.holding);
        let voted = self.past.voted_for(year).filter(|_| self.holding);
        let notice = self
            .notice
            .filter(|n| n.kind == NoticeKind::ToExtend)
            .map(|notice| {
                let signed_before = self.past.extended.last();
                let noticed = self.past.noticed.filter(|_| self.holding);
                let given = noticed.filter(|given| {
                    before == self.past.extended.len() && signed_before.is_none_or(|s| s <= given)
                });
                let last = notice.by.before(from, calendar) - Days::new(1);
                match given {
                    Some(given) => (given, true),
                    None => (calendar.open_on_or_before(last), false),
                }
            });
        let request = match (requested, voted) {
            (Some(date), _) => Some((date, true)),
            (None, Some(_)) => None,
            (None, None) => Some((budget.request_to, false)),
        };
        let vote = Some(voted.map_or((budget.vote, false), |date| (date, true)));
        Step {
            from,
            to,
            notice,
            request,
            vote,
            contract,
            done: false,
        }
    }
}

impl Step {
    /// Whether none of its acts lies behind undone.
    fn in_time(&self, as_of: Date) -> bool {
        let noticed = self
            .notice
            .is_none_or(|(date, given)| given || as_of <= date);
        let ahead = |act: Option<(Date, bool)>| act.is_none_or(|(d, done)| done || as_of <= d);
        noticed && ahead(self.request) && ahead(self.vote) && as_of <= self.contract
    }
}

/// The last day after the first `n` steps.
pub(super) fn end_after(end: Date, steps: &[Step], n: usize) -> Date {
    n.checked_sub(1)
        .and_then(|last| steps.get(last))
        .map_or(end, |step| step.to)
}

/// The fewest steps with which `day` is reached, or all; never fewer than have been signed.
pub(super) fn fewest(end: Date, steps: &[Step], day: Date) -> usize {
    let signed = steps.iter().take_while(|s| s.done).count();
    (signed..=steps.len())
        .find(|n| day <= end_after(end, steps, *n))
        .unwrap_or(steps.len())
}
