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
    /// Request for the initial budget; `None` where the step was signed before the plan began.
    pub(crate) request: Option<Date>,
    /// Its vote.
    pub(crate) vote: Option<Date>,
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
        let due = notice.filter(|n| n.kind == NoticeKind::ToExtend).map(|n| {
            let last = n.by.before(from, calendar) - Days::new(1);
            acts.notice_given
                .filter(|_| steps.is_empty())
                .unwrap_or(calendar.open_on_or_before(last))
        });
        let given = is_done || (steps.is_empty() && acts.notice_given.is_some());
        let budget = calendar.initial_budget(FiscalYear::of(contract));
        let missed = contract < as_of
            || budget.request_to < as_of
            || due.is_some_and(|d| d < as_of && !given);
        if missed && !is_done {
            break;
        }
        let ahead = !is_done;
        steps.push(Step {
            from,
            to,
            notice: due.filter(|_| ahead),
            request: Some(budget.request_to).filter(|_| ahead),
            vote: Some(budget.vote).filter(|_| ahead),
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
    let request = calendar
        .initial_budget(FiscalYear::of(contract_day(calendar, from)))
        .request_to;
    let given = taken.is_empty() && acts.notice_given.is_some();
    let due = notice.filter(|n| n.kind == NoticeKind::ToExtend && !given);
    let due = due.map(|n| calendar.open_on_or_before(n.by.before(from, calendar) - Days::new(1)));
    let notice = due.map(|date| Passed {
        kind: "notice",
        date,
    });
    let request = Passed {
        kind: "budget_request",
        date: request,
    };
    let passed = notice.into_iter().chain([request]);
    let first = passed.filter(|p| p.date < as_of).min_by_key(|p| p.date)?;
    Some((taken.len() + 1, first))
}
