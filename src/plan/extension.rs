//! Extensions: how far a contract, hardware or hosting can be carried, step by step, and the acts
//! that each step takes.

use super::acts::ResourceActs;
use crate::calendar::{Calendar, Date, FiscalYear};
use crate::inventory::{Extend, Notice, NoticeKind};
use chrono::Days;

/// One step of an extension with its acts, each at its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// First day of the step.
    pub(crate) from: Date,
    /// Last day of the step.
    pub(crate) to: Date,
    /// Notice to the vendor, where one is due.
    pub(crate) notice: Option<Date>,
    /// Whether it has been given.
    pub(crate) told: bool,
    /// Request for the initial budget; `None` where the step was signed before the plan began.
    pub(crate) request: Option<Date>,
    /// Its vote.
    pub(crate) vote: Option<Date>,
    /// Whether request and vote are recorded.
    pub(crate) requested: bool,
    pub(crate) voted: bool,
    /// Signing of the extension.
    pub(crate) contract: Date,
    /// It has been signed.
    pub(crate) done: bool,
}

/// The steps that can be taken after `end`, in order, at most `extend.at_most`.
///
/// n steps end on the day before (end + 1 day) + n × `by`: always counted from the original end.
pub(crate) fn steps(
    calendar: &Calendar,
    as_of: Date,
    end: Date,
    extend: Option<&Extend>,
    notice: Option<Notice>,
    acts: &ResourceActs,
) -> Vec<Step> {
    let Some(extend) = extend.filter(|e| !e.by.is_zero()) else {
        return Vec::new();
    };
    let anchor = end + Days::new(1);
    let last_year = crate::calendar::LAST_YEAR;
    let mut steps = Vec::new();
    let mut from = anchor;
    for n in 1..=extend.at_most.min(1_000) {
        let next = extend.by.times(n, anchor, calendar);
        let to = next - Days::new(1);
        let done = acts.extended.get(n as usize - 1).copied();
        let signed = contract_day(calendar, from);
        let (contract, is_done) = (done.unwrap_or(signed), done.is_some());
        // What was said after the last signing is said of the next step.
        let told = acts.notice_given.filter(|told| {
            steps.len() == acts.extended.len() && acts.extended.last().is_none_or(|s| s <= told)
        });
        let due = notice.filter(|n| n.kind == NoticeKind::ToExtend).map(|n| {
            let last = n.by.before(from, calendar) - Days::new(1);
            told.unwrap_or(calendar.open_on_or_before(last))
        });
        let given = is_done || told.is_some();
        let year = FiscalYear::of(contract);
        let budget = calendar.initial_budget(year);
        let (requested, voted) = (acts.requested_for(year), acts.voted_for(year));
        let asked = requested.is_some() || voted.is_some() || budget.request_to >= as_of;
        let in_time = voted.is_some() || budget.vote >= as_of;
        let missed =
            contract < as_of || !asked || !in_time || due.is_some_and(|d| d < as_of && !given);
        if missed && !is_done {
            break;
        }
        let ahead = !is_done;
        // A request before a recorded vote is left out, unless it is recorded too.
        let request = match voted {
            Some(_) => requested,
            None => Some(requested.unwrap_or(budget.request_to)),
        };
        steps.push(Step {
            from,
            to,
            notice: due.filter(|_| ahead),
            told: told.is_some(),
            request: request.filter(|_| ahead),
            vote: Some(voted.unwrap_or(budget.vote)).filter(|_| ahead),
            requested: requested.is_some(),
            voted: voted.is_some(),
            contract,
            done: is_done,
        });
        from = next;
        if chrono::Datelike::year(&from) > last_year {
            break;
        }
    }
    steps
}

/// The last day to sign what begins on `from`: the last open day before it, but 1 April itself.
fn contract_day(calendar: &Calendar, from: Date) -> Date {
    if from == FiscalYear::of(from).first_day() {
        from
    } else {
        calendar.open_on_or_before(from - Days::new(1))
    }
}

/// A last day of a step that lies behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passed {
    /// `notice` or `budget_request`.
    pub(crate) kind: &'static str,
    pub(crate) date: Date,
}

/// The number of the first step that cannot be taken any more, and the first of its last days that
/// passed.
pub(crate) fn passed(
    calendar: &Calendar,
    as_of: Date,
    end: Date,
    extend: Option<&Extend>,
    notice: Option<Notice>,
    acts: &ResourceActs,
) -> Option<(usize, Passed)> {
    let taken = steps(calendar, as_of, end, extend, notice, acts);
    let extend = extend.filter(|e| !e.by.is_zero() && taken.len() < e.at_most as usize)?;
    let anchor = end + Days::new(1);
    let from = match taken.len() {
        0 => anchor,
        n => extend.by.times(u32::try_from(n).ok()?, anchor, calendar),
    };
    let year = FiscalYear::of(contract_day(calendar, from));
    let request = calendar.initial_budget(year).request_to;
    let asked = acts.requested_for(year).is_some() || acts.voted_for(year).is_some();
    let told = |told: &Date| {
        taken.len() == acts.extended.len() && acts.extended.last().is_none_or(|s| s <= told)
    };
    let given = acts.notice_given.as_ref().is_some_and(told);
    let due = notice.filter(|n| n.kind == NoticeKind::ToExtend && !given);
    let due = due.map(|n| calendar.open_on_or_before(n.by.before(from, calendar) - Days::new(1)));
    let notice = due.map(|date| Passed {
        kind: "notice",
        date,
    });
    let request = (!asked).then_some(Passed {
        kind: "budget_request",
        date: request,
    });
    let passed = notice.into_iter().chain(request);
    let first = passed.filter(|p| p.date < as_of).min_by_key(|p| p.date)?;
    Some((taken.len() + 1, first))
}
