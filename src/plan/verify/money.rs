//! When money is asked for, voted, and signed for.

use super::acts::less;
use super::past::Past;
use super::reading::{Move, Reading, Shared, Taken};
use super::{Found, days_between};
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Money, Round};
use crate::plan::Milestone;

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

/// Reports days, and by how much the rule is broken.
fn add(
    found: &mut Found,
    (taken, round): (&Taken<'_>, &str),
    what: &str,
    days: &[(&str, Date)],
    broken: (&str, i64),
) {
    let mut values: Vec<(&str, &dyn std::fmt::Display)> = days
        .iter()
        .map(|(key, date)| (*key, date as &dyn std::fmt::Display))
        .collect();
    values.push((broken.0, &broken.1));
    found.add(Some(&taken.system.id), Some(round), what, &values);
}

/// The day on which that is signed which a request or vote is for.
fn signed_on(taken: &Taken<'_>, round: &str) -> Option<Date> {
    let signing = ["contract", "operation_contract", "extension_contract"];
    signing.iter().find_map(|kind| taken.date(round, kind))
}

/// A request that lies on no open day of a season, or of ◆ on the day of no session: the season or
/// session that it is nearest to, and how many days lie between.
fn out_of_season(reading: &Reading<'_>, request: &Milestone) -> Option<(Date, Date, i64)> {
    let (calendar, day) = (reading.calendar, request.date);
    let year = FiscalYear::of(day);
    let (from, to) = if request.kind == "budget_request" {
        let budget = calendar.initial_budget(year.next());
        (budget.request_from, budget.request_to)
    } else {
        let sessions = [year, year.next()].map(|y| calendar.supplementary_budgets(y));
        let requests = sessions.iter().flatten().map(|s| s.request);
        let nearest = requests.min_by_key(|d| days_between(*d, day).abs());
        nearest.map_or((day, day), |d| (d, d))
    };
    let over = days_between(day, from).max(days_between(to, day)).max(0);
    let open = request.kind != "budget_request" || calendar.is_open(day);
    (over > 0 || !open).then_some((from, to, over))
}

/// The fiscal year whose money a request is for, next to the one of the signing.
fn asked_for(reading: &Reading<'_>, request: &Milestone, sign: Date) -> FiscalYear {
    let (asked, signed) = (FiscalYear::of(request.date), FiscalYear::of(sign));
    if request.kind == "budget_request" {
        return asked.next();
    }
    // A session may ask for it in the spring before its fiscal year.
    let sessions = reading.calendar.supplementary_budgets(signed);
    let its_own = sessions.iter().any(|s| s.request == request.date);
    if its_own { signed } else { asked }
}

/// Whether a request is one that `budget-season` or `fiscal-year-of-money` reports.
pub(super) fn misses(reading: &Reading<'_>, taken: &Taken<'_>, request: &Milestone) -> bool {
    let ask = ["budget_request", "supplementary_request"].contains(&request.kind.as_str());
    let sign = signed_on(taken, &request.round).filter(|_| ask && !request.done);
    let Some(sign) = sign else { return false };
    let initial = request.kind == "budget_request";
    let other_year = initial && asked_for(reading, request, sign) != FiscalYear::of(sign);
    other_year || out_of_season(reading, request).is_some()
}

/// The requests of a plan that have not happened, of one kind.
fn requests<'r>(
    reading: &'r Reading<'_>,
    kind: &'static str,
) -> impl Iterator<Item = (&'r Taken<'r>, &'r Milestone)> {
    let all = reading.taken.iter();
    all.flat_map(|taken| taken.plan.milestones.iter().map(move |m| (taken, m)))
        .filter(move |(_, m)| m.kind == kind && !m.done)
}

/// `budget-season`: every request lies on an open day of a season, ◆ on the last day of a session
/// and only where a cause is stated.
pub(super) fn budget_season(reading: &Reading<'_>, found: &mut Found) {
    let initial = requests(reading, "budget_request");
    for (taken, request) in initial.filter(|(t, r)| signed_on(t, &r.round).is_some()) {
        if let Some((from, to, over)) = out_of_season(reading, request) {
            let days = [("request", request.date), ("from", from), ("to", to)];
            let of = (taken, request.round.as_str());
            let what = "a request outside the season";
            add(found, of, what, &days, ("days-over", over));
        }
    }
    for (taken, request) in requests(reading, "supplementary_request") {
        let of = (taken, request.round.as_str());
        let pays = |m: &&Move<'_>| {
            let operation = m.standard.then(|| super::bars::operation_round(taken, m));
            [Some(&m.round.id), operation.as_ref()].contains(&Some(&request.round))
        };
        let cause = |m: &Move<'_>| m.round.supplementary.is_some();
        if !taken.moves.iter().find(pays).is_some_and(cause) {
            let system = Some(taken.system.id.as_str());
            let what = "a supplementary request without a cause";
            found.add(system, Some(of.1), what, &[("request", &request.date)]);
        } else if let Some((session, _, over)) = out_of_season(reading, request) {
            let days = [("request", request.date), ("session", session)];
            let what = "a supplementary request of no session";
            add(found, of, what, &days, ("days-over", over));
        }
    }
}

/// `budget-vote`: each vote lies on the session's day, and no contract before it.
pub(super) fn budget_vote(reading: &Reading<'_>, found: &mut Found) {
    for (taken, act, milestone) in super::held::moved(reading) {
        if !act.done && ["budget_vote", "debt_burden_vote"].contains(&act.kind) {
            add(
                found,
                (taken, &act.round),
                "a vote on another day than the session's",
                &[("vote", milestone.date), ("session", act.date)],
                ("days-off", days_between(act.date, milestone.date)),
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
            let sign = signed_on(taken, &vote.round);
            if let Some(sign) = sign.filter(|sign| *sign < vote.date) {
                add(
                    found,
                    (taken, &vote.round),
                    "signed before the vote",
                    &[("contract", sign), ("vote", vote.date)],
                    ("days-over", days_between(sign, vote.date)),
                );
            }
        }
    }
}

/// `fiscal-year-of-money`: ★, and what else is signed for, lies in the fiscal year that carries the
/// money.
pub(super) fn fiscal_year_of_money(reading: &Reading<'_>, found: &mut Found) {
    for (taken, request) in requests(reading, "budget_request") {
        if let Some(sign) = signed_on(taken, &request.round) {
            let carried = asked_for(reading, request, sign);
            other_year(found, (taken, &request.round), sign, carried);
        }
    }
    for Asking {
        taken,
        round,
        past,
        shared,
        sign,
    } in asking(reading)
    {
        let of_round = |kind: &str| {
            let mut all = taken.plan.milestones.iter();
            all.find(|m| m.kind == kind && m.round == round.id)
        };
        let initial = of_round("budget_request");
        let supplementary = of_round("supplementary_request").filter(|_| initial.is_none());
        let voted = match round.money {
            Money::Voted { fiscal_year, .. }
                if initial.or(supplementary).is_none()
                    && !voted_anew(round, past, FiscalYear::of(sign)) =>
            {
                Some(fiscal_year)
            }
            _ => None,
        };
        // What is still to be asked for in a season was judged above.
        let recorded = initial.filter(|m| m.done).or(supplementary);
        let carried = recorded
            .map(|m| asked_for(reading, m, sign))
            .or(voted)
            .filter(|_| !shared.voted);
        if let Some(carried) = carried {
            other_year(found, (taken, &round.id), sign, carried);
        }
    }
}

/// Reports a signing outside the fiscal year that carries its money.
fn other_year(
    found: &mut Found,
    (taken, round): (&Taken<'_>, &str),
    sign: Date,
    carried: FiscalYear,
) {
    let off = i64::from(FiscalYear::of(sign).0) - i64::from(carried.0);
    if off != 0 {
        found.add(
            Some(&taken.system.id),
            Some(round),
            "signed outside the fiscal year that carries the money",
            &[
                ("contract", &sign),
                ("fiscal-year", &carried.0),
                ("years-off", &off),
            ],
        );
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
            let (first, last) = (fiscal_year.first_day(), fiscal_year.last_day());
            let over = days_between(last, sign).max(days_between(sign, first));
            add(
                found,
                (taken, &round.id),
                "voted money lapses before it is signed for",
                &[("contract", sign), ("until", last)],
                ("days-over", over),
            );
        }
        let end = shared.last.pred_opt().unwrap_or(shared.last);
        if shared.voted && until.last_day() < end {
            add(
                found,
                (taken, &round.id),
                "the work runs on after the money",
                &[("end", end), ("until", until.last_day())],
                ("days-over", days_between(until.last_day(), end)),
            );
        }
    }
}

/// `instrument`: work that crosses 31 March has ◇, or voted money that reaches its end.
pub(super) fn instrument(reading: &Reading<'_>, found: &mut Found) {
    for taken in &reading.taken {
        for m in taken.moves.iter().filter(|m| lacks_vote(reading, taken, m)) {
            let shared = reading.shared(m);
            let (Some(sign), Some(end)) = (shared.sign, shared.last.pred_opt()) else {
                continue;
            };
            add(
                found,
                (taken, &m.round.id),
                "work crosses 31 March without ◇",
                &[("contract", sign), ("cutover", shared.last)],
                (
                    "days-over",
                    days_between(FiscalYear::of(sign).last_day(), end),
                ),
            );
        }
    }
}

/// Whether the work of a move crosses 31 March, and the plan has no ◇ for it.
pub(super) fn lacks_vote(reading: &Reading<'_>, taken: &Taken<'_>, m: &Move<'_>) -> bool {
    let shared = reading.shared(m);
    let asked = shared.behind || shared.voted;
    !asked && reading.crosses(shared) && taken.date(&m.round.id, "debt_burden_vote").is_none()
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
                (taken, &round.id),
                "notice before the budget allows it",
                &[("notice", notice), ("from", from)],
                ("days-over", days_between(notice, from)),
            );
        }
    }
}
