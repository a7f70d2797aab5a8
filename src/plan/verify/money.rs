//! When money is asked for, voted, and signed for.

use super::Found;
use super::acts::less;
use super::past::Past;
use super::reading::{Reading, Shared, Taken};
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Money, Round};

/// A round that needs money of its own, with its ★ and one of its systems.
struct Asking<'r> {
    taken: &'r Taken<'r>,
    round: &'r Round,
    past: &'r Past,
    shared: &'r Shared,
    sign: Date,
}

/// The rounds whose ★ does not lie behind.
fn asking<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Asking<'r>> {
    reading
        .taken_rounds()
        .filter(|(_, _, shared)| !shared.behind)
        .flat_map(move |(round, past, shared)| {
            shared.users.iter().filter_map(move |user| {
                let (taken, sign) = (&reading.taken[*user], shared.sign?);
                Some(Asking {
                    taken,
                    round,
                    past,
                    shared,
                    sign,
                })
            })
        })
}

fn add(found: &mut Found, taken: &Taken<'_>, round: &str, what: &str, days: &[(&str, Date)]) {
    let values: Vec<(&str, &dyn std::fmt::Display)> = days
        .iter()
        .map(|(key, date)| (*key, date as &dyn std::fmt::Display))
        .collect();
    found.add(Some(&taken.system.id), Some(round), what, &values);
}

/// `budget-season`: every request lies on an open day of the season before the fiscal year of what
/// it pays for.
pub(super) fn budget_season(reading: &Reading<'_>, found: &mut Found) {
    for taken in &reading.taken {
        for request in taken
            .plan
            .milestones
            .iter()
            .filter(|m| m.kind == "budget_request" && !m.done)
        {
            let signing = ["contract", "operation_contract", "extension_contract"];
            let sign = signing
                .iter()
                .find_map(|kind| taken.date(&request.round, kind));
            let Some(sign) = sign else { continue };
            let budget = reading.calendar.initial_budget(FiscalYear::of(sign));
            let season = budget.request_from..=budget.request_to;
            if !season.contains(&request.date) || !reading.calendar.is_open(request.date) {
                add(
                    found,
                    taken,
                    &request.round,
                    "a request outside the season",
                    &[
                        ("request", request.date),
                        ("from", budget.request_from),
                        ("to", budget.request_to),
                    ],
                );
            }
        }
    }
    for Asking {
        taken,
        round,
        past,
        sign,
        ..
    } in asking(reading)
    {
        let sessions = reading.calendar.supplementary_budgets(FiscalYear::of(sign));
        let standard = taken.standard().filter(|m| m.round.id == round.id);
        let operation = standard.map(|m| super::bars::operation_round(taken, m));
        for of in [Some(&round.id), operation.as_ref()].into_iter().flatten() {
            let Some(request) = taken.date(of, "supplementary_request") else {
                continue;
            };
            let allowed =
                round.supplementary.is_some() && sessions.iter().any(|s| s.request == request);
            if !allowed && past.requested != Some(request) {
                let what = "a supplementary request without a cause or a session";
                add(found, taken, of, what, &[("request", request)]);
            }
        }
    }
}

/// `budget-vote`: each vote lies on the session's day, and no contract before it.
pub(super) fn budget_vote(reading: &Reading<'_>, found: &mut Found) {
    for (taken, act, milestone) in super::held::moved(reading) {
        if !act.done && ["budget_vote", "debt_burden_vote"].contains(&act.kind) {
            add(
                found,
                taken,
                &act.round,
                "a vote on another day than the session's",
                &[("vote", milestone.date), ("session", act.date)],
            );
        }
    }
    for taken in &reading.taken {
        for vote in taken
            .plan
            .milestones
            .iter()
            .filter(|m| m.kind == "budget_vote")
        {
            let signing = ["contract", "operation_contract", "extension_contract"];
            let sign = signing
                .iter()
                .find_map(|kind| taken.date(&vote.round, kind));
            if let Some(sign) = sign.filter(|sign| *sign < vote.date) {
                add(
                    found,
                    taken,
                    &vote.round,
                    "signed before the vote",
                    &[("contract", sign), ("vote", vote.date)],
                );
            }
        }
    }
}

/// `fiscal-year-of-money`: ★ lies in the fiscal year that carries the money.
pub(super) fn fiscal_year_of_money(reading: &Reading<'_>, found: &mut Found) {
    for Asking {
        taken,
        round,
        past,
        shared,
        sign,
    } in asking(reading)
    {
        let year = FiscalYear::of(sign);
        let requested = taken
            .date(&round.id, "budget_request")
            .map(|d| FiscalYear::of(d).next());
        let supplementary = taken
            .date(&round.id, "supplementary_request")
            .map(FiscalYear::of);
        let voted = match round.money {
            Money::Voted { fiscal_year, .. }
                if requested.or(supplementary).is_none() && !voted_anew(round, past, year) =>
            {
                Some(fiscal_year)
            }
            _ => None,
        };
        let carried = requested
            .or(supplementary)
            .or(voted)
            .filter(|_| !shared.voted);
        if let Some(carried) = carried.filter(|carried| *carried != year) {
            let what = "signed outside the fiscal year that carries the money";
            found.add(
                Some(&taken.system.id),
                Some(&round.id),
                what,
                &[("contract", &sign), ("fiscal-year", &carried.0)],
            );
        }
    }
}

/// Whether a vote of other money than the inventory says is voted is recorded for a year.
fn voted_anew(round: &Round, past: &Past, year: FiscalYear) -> bool {
    past.about(year, &round.money) && past.voted_for(year).is_some()
}

/// `lapse`: voted money is signed by 31 March of its fiscal year, and the work ends by 31 March of
/// the last year that it may pay.
pub(super) fn lapse(reading: &Reading<'_>, found: &mut Found) {
    for Asking {
        taken,
        round,
        past,
        shared,
        sign,
    } in asking(reading)
    {
        let Money::Voted {
            fiscal_year, until, ..
        } = round.money
        else {
            continue;
        };
        let asked_anew = taken.date(&round.id, "budget_request").is_some()
            || taken.date(&round.id, "supplementary_request").is_some()
            || voted_anew(round, past, FiscalYear::of(sign));
        if !shared.voted && !asked_anew {
            add(
                found,
                taken,
                &round.id,
                "voted money lapses before it is signed for",
                &[("contract", sign), ("until", fiscal_year.last_day())],
            );
        }
        let end = shared.last.pred_opt().unwrap_or(shared.last);
        if shared.voted && until.last_day() < end {
            add(
                found,
                taken,
                &round.id,
                "the work runs on after the money",
                &[("end", end), ("until", until.last_day())],
            );
        }
    }
}

/// `instrument`: work that crosses 31 March has ◇, or voted money that reaches its end.
pub(super) fn instrument(reading: &Reading<'_>, found: &mut Found) {
    for Asking {
        taken,
        round,
        shared,
        sign,
        ..
    } in asking(reading)
    {
        let has = taken.date(&round.id, "debt_burden_vote").is_some();
        if reading.crosses(shared) && !shared.voted && !has {
            add(
                found,
                taken,
                &round.id,
                "work crosses 31 March without ◇",
                &[("contract", sign), ("cutover", shared.last)],
            );
        }
    }
}

/// `preparation`: notice is not before the day from which the budget allows it.
pub(super) fn preparation(reading: &Reading<'_>, found: &mut Found) {
    for Asking {
        taken,
        round,
        past,
        shared,
        sign,
    } in asking(reading)
    {
        if past.noticed.is_some() {
            continue;
        }
        let bids = super::council::bids(reading, round, sign);
        let notice = less(reading.calendar, round.method.lead, bids);
        let from = if shared.supplementary {
            taken.date(&round.id, "budget_vote")
        } else if !shared.voted {
            Some(
                reading
                    .calendar
                    .initial_budget(FiscalYear::of(sign))
                    .preparation_from,
            )
        } else {
            None
        };
        if let Some(from) = from.filter(|from| notice < *from) {
            add(
                found,
                taken,
                &round.id,
                "notice before the budget allows it",
                &[("notice", notice), ("from", from)],
            );
        }
    }
}
