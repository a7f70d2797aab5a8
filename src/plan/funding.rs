//! Which money a signing day is paid from, and what must have come before it.

use super::acts::RoundActs;
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Inventory, Money, MoveRule, Round};

/// Where the money of a ★ comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// ● in the season of the year before.
    Initial,
    /// ◆ in the same year, for a stated cause.
    Supplementary,
    /// Voted before the plan began.
    Voted,
    /// Signed before the plan began.
    Signed,
}

/// The money behind one signing day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Funding {
    pub(crate) source: Source,
    /// The request (● or ◆), where one is made or was recorded.
    pub(crate) request: Option<Date>,
    /// The vote, where one lies ahead or was recorded.
    pub(crate) vote: Option<Date>,
    /// Last day that the work may run to.
    pub(crate) until: Option<Date>,
}

/// A signing day is an open day, or 1 April.
pub(crate) fn may_sign(inventory: &Inventory, day: Date) -> bool {
    use chrono::Datelike;
    inventory.calendar.is_open(day) || (day.month(), day.day()) == (4, 1)
}

/// The money that a ★ of `round` on `sign` would be paid from; `None`: it may not be signed then.
/// Whether the product is available is not asked here.
pub(crate) fn funding(
    inventory: &Inventory,
    rule: &MoveRule,
    round: &Round,
    acts: &RoundActs,
    sign: Date,
) -> Option<Funding> {
    if let Money::Signed { date, .. } = round.money {
        let signed = Funding {
            source: Source::Signed,
            request: None,
            vote: None,
            until: None,
        };
        return (date == sign).then_some(signed);
    }
    if let Some(signed) = acts.signed {
        let done = Funding {
            source: Source::Initial,
            request: acts.requested,
            vote: acts.voted,
            until: None,
        };
        return (signed == sign).then_some(done);
    }
    let calendar = &inventory.calendar;
    let as_of = inventory.as_of;
    if sign < as_of || !may_sign(inventory, sign) {
        return None;
    }
    let council = super::council::vote(inventory, round, sign);
    let notice = round.method.lead.before(council.unwrap_or(sign), calendar);
    let noticed = acts.notice_given.is_some();
    if council.is_some_and(|vote| vote < as_of) {
        return None;
    }
    // The contract is voted one session after the money.
    let later = |money: Date| council.is_none_or(|vote| money < vote);
    if !noticed && calendar.open_on_or_before(notice) < as_of {
        return None;
    }
    let year = FiscalYear::of(sign);
    if let Money::Voted {
        fiscal_year, until, ..
    } = round.money
        && fiscal_year == year
    {
        let until = Some(until.last_day());
        return Some(Funding {
            source: Source::Voted,
            request: None,
            vote: None,
            until,
        });
    }
    let budget = calendar.initial_budget(year);
    // What is recorded of money that is voted for a later year is no other money.
    let other = !matches!(round.money, Money::Voted { fiscal_year, .. } if year < fiscal_year);
    let requested = acts.requested_for(year).filter(|_| other);
    let voted = acts.voted_for(year).filter(|_| other);
    let request = requested.unwrap_or(budget.request_to);
    // Nobody can be asked for a price any more where that day lies behind.
    let asked_for_price = |request: Date| {
        let enquired = acts.enquired_for(request).is_some();
        enquired
            || rule
                .enquiry
                .is_none_or(|e| calendar.open_on_or_before(e.before(request, calendar)) >= as_of)
    };
    let in_season = budget.request_from <= budget.request_to;
    let asked = requested.is_some()
        || voted.is_some()
        || (in_season && request >= as_of && asked_for_price(request));
    let in_time = voted.is_some() || budget.vote >= as_of;
    let prepared = noticed || calendar.open_on_or_before(notice) >= budget.preparation_from;
    let in_order = voted.unwrap_or(budget.vote) <= sign && later(voted.unwrap_or(budget.vote));
    if asked && in_time && prepared && in_order {
        let request = if voted.is_some() {
            requested
        } else {
            Some(request)
        };
        let vote = Some(voted.unwrap_or(budget.vote));
        return Some(Funding {
            source: Source::Initial,
            request,
            vote,
            until: None,
        });
    }
    round.supplementary.as_ref()?;
    let recorded = acts.supplementary_for(year, calendar);
    let sessions = calendar.supplementary_budgets(year);
    let fixed = recorded.map(|d| sessions.iter().position(|s| s.request >= d));
    let may_ask = |at: usize, request: Date| match fixed {
        Some(session) => session == Some(at),
        None => request >= as_of && asked_for_price(request),
    };
    let prepared_from = calendar.open_on_or_before(notice);
    sessions
        .iter()
        .enumerate()
        .rfind(|(at, s)| {
            let in_time = s.vote >= as_of && s.vote <= prepared_from && later(s.vote);
            may_ask(*at, s.request) && in_time
        })
        .map(|(_, s)| Funding {
            source: Source::Supplementary,
            request: Some(recorded.unwrap_or(s.request)),
            vote: Some(s.vote),
            until: None,
        })
}
