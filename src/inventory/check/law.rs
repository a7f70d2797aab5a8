//! What the law of budgets and contracts says about a procurement. No date of a plan is known yet:
//! amounts are judged by the rules of the as-of date.

use super::context::Context;
use super::rounds::method_name;
use super::values::{fold, grouped};
use crate::calendar::{Calendar, Date, Duration, FiscalYear, Law};
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::{
    Actual, Cost, CostPer, Event, InstrumentKind, MethodKind, Money, Round, RoundIx, Tax,
};
use std::collections::BTreeMap;

/// Less than this is probably written in thousands of yen.
const LEAST_ONCE: i64 = 1_000;
const LEAST_MONTH: i64 = 100;

pub(super) fn check(
    cx: &mut Context<'_>,
    calendar: &Calendar,
    rounds: &[Round],
    actuals: &[Actual],
) {
    let kind = cx.facts.get("municipality.kind");
    let kind = kind.map_or_else(String::new, |fact| fact.value.clone());
    let mut happened: BTreeMap<RoundIx, Vec<Event>> = BTreeMap::new();
    for actual in actuals {
        let of = actual.round.map(|round| happened.entry(round).or_default());
        of.into_iter().for_each(|events| events.push(actual.event));
    }
    for (n, round) in rounds.iter().enumerate().filter(|(_, r)| r.written) {
        let buy = Buy::of(cx, calendar, round, &kind);
        let law = &calendar.rules().law;
        amounts(cx, round, &buy);
        if round.in_house() {
            continue;
        }
        small(cx, calendar, &buy, round);
        council(cx, law, &buy, round);
        notice(cx, law, &buy, round);
        ground(cx, &buy, round);
        instrument(cx, calendar, &buy, round);
        let happened = happened.get(&RoundIx(n)).map_or(&[][..], Vec::as_slice);
        reach(cx, calendar, &buy, round, happened);
    }
}

/// What is bought, and for how much.
struct Buy {
    path: String,
    kind: String,
    object: String,
    /// Paid once, tax included.
    once: i64,
    /// A year of what is paid by month or year, or all of a shorter term.
    rent: i64,
}

impl Buy {
    fn of(cx: &Context<'_>, calendar: &Calendar, round: &Round, kind: &str) -> Buy {
        let path = format!("procurement.{}", segment(&round.id));
        let object = cx.facts.get(&format!("{path}.object"));
        let rates = calendar.rules().tax_rates.iter();
        let rate = rates
            .filter(|rate| rate.from <= cx.as_of)
            .max_by_key(|r| r.from);
        let percent = |cost: &Cost| match cost.terms.tax {
            Tax::Included => 100,
            Tax::Excluded => 100 + rate.map_or(0, |rate| i128::from(rate.percent)),
        };
        // Months of a year that are paid.
        let months = match round.term {
            Some(Duration::Months(n)) => i128::from(n.min(12)),
            _ => 12,
        };
        let (mut once, mut rent) = (0i64, 0i64);
        for cost in &round.costs {
            let yen = i128::from(cost.yen.high) * percent(cost) / 100;
            let (sum, yen) = match cost.per {
                CostPer::Once => (&mut once, yen),
                CostPer::Month => (&mut rent, yen * months),
                CostPer::Year => (&mut rent, yen * months / 12),
            };
            *sum = sum.saturating_add(i64::try_from(yen).unwrap_or(i64::MAX));
        }
        Buy {
            kind: kind.to_owned(),
            object: object.map_or("services", |fact| &fact.value).to_owned(),
            once,
            rent,
            path,
        }
    }
}

fn amounts(cx: &mut Context<'_>, round: &Round, buy: &Buy) {
    for (n, cost) in round.costs.iter().enumerate() {
        let least = match cost.per {
            CostPer::Once | CostPer::Year => LEAST_ONCE,
            CostPer::Month => LEAST_MONTH,
        };
        if (1..least).contains(&cost.yen.high) {
            let path = format!("{}.cost.{n}.yen", buy.path);
            let finding = Finding::new(Code::AmountTooSmall, cx.span_of(&path, round.span))
                .arg("yen", grouped(cost.yen.high))
                .path(path);
            cx.sink.push(finding);
        }
    }
}

/// 少額随意契約. Limits that a city writes with the method hold before those of the law.
fn small(cx: &mut Context<'_>, calendar: &Calendar, buy: &Buy, round: &Round) {
    let own = calendar
        .rules()
        .methods
        .iter()
        .any(|m| m.kind == method_name(MethodKind::Small) && !m.limits.is_empty());
    if round.method.kind != MethodKind::Small || own {
        return;
    }
    let law = &calendar.rules().law;
    let limit = law.threshold("small", &buy.object, &buy.kind, cx.as_of);
    // Of a lease the rent of a year counts, or all of it.
    let yen = match buy.object.as_str() {
        "lease" => buy.once.saturating_add(buy.rent),
        _ => buy.once,
    };
    if let Some(limit) = limit.filter(|limit| yen > limit.yen) {
        let path = format!("{}.method.kind", buy.path);
        let finding = Finding::new(Code::SmallContractTooLarge, cx.span_of(&path, round.span))
            .arg("yen", grouped(yen))
            .arg("limit", grouped(limit.yen))
            .path(path);
        cx.sink.push(finding);
    }
}

/// 議会の議決に付すべき契約.
fn council(cx: &mut Context<'_>, law: &Law, buy: &Buy, round: &Round) {
    let limit = law.threshold("council", &buy.object, &buy.kind, cx.as_of);
    if let Some(limit) = limit.filter(|limit| buy.once >= limit.yen) {
        let path = format!("{}.object", buy.path);
        let finding = Finding::new(Code::CouncilVoteNeeded, cx.span_of(&path, round.span))
            .arg("yen", grouped(buy.once))
            .arg("limit", grouped(limit.yen))
            .arg("law", &limit.law)
            .path(path);
        cx.sink.push(finding);
    }
}

/// Days between notice and bid, which the lead of the method must hold.
fn notice(cx: &mut Context<'_>, law: &Law, buy: &Buy, round: &Round) {
    if !round.method.notice {
        return;
    }
    let urgent = cx.facts.get(&format!("{}.method.urgent", buy.path));
    let urgent = urgent.is_some_and(|fact| fact.value == "true");
    let days = &law.notice;
    let pick = |ordinary: u32, hurried: u32| if urgent { hurried } else { ordinary };
    let kept = |rule: &str| days.agreement.as_deref().is_none_or(|kept| kept == rule);
    let above = |rule: &str| {
        if !kept(rule) {
            return None;
        }
        law.threshold(rule, &buy.object, &buy.kind, cx.as_of)
            .filter(|limit| buy.once >= limit.yen)
    };
    let (variant, needed, article) = if let Some(limit) = above("gpa") {
        (
            "international",
            pick(days.international, days.international_urgent),
            limit.law.clone(),
        )
    } else if let Some(limit) = above("eu-epa") {
        (
            "eu-epa",
            pick(days.international, days.international_urgent),
            limit.law.clone(),
        )
    } else {
        ("", pick(days.ordinary, days.urgent), String::new())
    };
    // The day of the bid comes after the days of notice, and ★ not before it.
    let lead = match round.method.lead {
        Duration::Days(n) => i64::from(n),
        other => other.rough_days(),
    };
    if lead <= i64::from(needed) {
        let path = format!("{}.method", buy.path);
        let at = cx.span_of(&format!("{path}.kind"), round.span);
        let finding = Finding::new(Code::NoticeTooShort, at)
            .variant(variant)
            .arg("lead", round.method.lead)
            .arg("days", needed)
            .arg("law", article)
            .path(format!("{path}.lead"));
        cx.sink.push(finding);
    }
}

/// A ground is one of the cabinet order's.
fn ground(cx: &mut Context<'_>, buy: &Buy, round: &Round) {
    let Some(ground) = &round.method.ground else {
        return;
    };
    let folded = fold(ground);
    let known = ["167条の2", "百六十七条の二", "特例を定める政令"];
    let needed = matches!(
        round.method.kind,
        MethodKind::Negotiated | MethodKind::Proposal | MethodKind::Small
    );
    if needed && !known.iter().any(|part| folded.contains(part)) {
        let path = format!("{}.method.ground", buy.path);
        let finding = Finding::new(Code::UnknownGround, cx.span_of(&path, round.span))
            .arg("ground", ground)
            .path(path);
        cx.sink.push(finding);
    }
}

/// Voted money must reach as far as it is said to pay; a term beyond the ordinance needs ◇.
fn instrument(cx: &mut Context<'_>, calendar: &Calendar, buy: &Buy, round: &Round) {
    if let Money::Voted {
        fiscal_year,
        instrument,
        until,
    } = round.money
    {
        let years = until.0.saturating_sub(fiscal_year.0);
        let reach = match instrument {
            InstrumentKind::Initial | InstrumentKind::Supplementary => Some(0),
            InstrumentKind::CarryOver => Some(1),
            _ => None,
        };
        let path = format!("{}.money.instrument", buy.path);
        let at = cx.span_of(
            &path,
            cx.span_of(&format!("{}.money.until", buy.path), round.span),
        );
        if reach.is_some_and(|reach| years > reach) {
            let finding = Finding::new(Code::InstrumentTooShort, at)
                .arg("instrument", instrument.name())
                .arg("year", fiscal_year.0)
                .arg("until", until.0)
                .path(path);
            cx.sink.push(finding);
        } else if instrument == InstrumentKind::LongTerm && buy.object != "lease" {
            let finding = Finding::new(Code::LongTermForWork, at).path(path);
            cx.sink.push(finding);
        }
    }
    let limit = calendar.rules().long_term_limit;
    if let (Some(term), Some(limit)) = (round.term, limit)
        && term.rough_days() > limit.rough_days()
    {
        let path = format!("{}.term", buy.path);
        let finding = Finding::new(Code::TermBeyondOrdinance, cx.span_of(&path, round.span))
            .arg("term", term)
            .arg("limit", limit)
            .path(path);
        cx.sink.push(finding);
    }
}

/// Work against the years that its money reaches, at the earliest that it can be done.
fn reach(cx: &mut Context<'_>, calendar: &Calendar, buy: &Buy, round: &Round, happened: &[Event]) {
    let last_day = |from: Date| {
        let ready = round.work.high.after(from, calendar);
        ready.pred_opt().unwrap_or(ready)
    };
    match round.money {
        Money::Voted {
            fiscal_year, until, ..
        } => {
            let begun = [Event::Signed, Event::Started, Event::Done];
            let begun = happened.iter().any(|event| begun.contains(event));
            let first = cx.as_of.max(fiscal_year.first_day());
            let last = last_day(first.max(round.available.unwrap_or(first)));
            if begun || fiscal_year < FiscalYear::of(cx.as_of) || last <= until.last_day() {
                return;
            }
            let path = format!("{}.money.until", buy.path);
            let fallback = cx.span_of(&format!("{}.money.fiscal-year", buy.path), round.span);
            let finding = Finding::new(Code::InstrumentTooShort, cx.span_of(&path, fallback))
                .variant("work")
                .arg("work", round.work.high)
                .arg("last", last)
                .arg("until", until.last_day())
                .path(path);
            cx.sink.push(finding);
        }
        Money::Signed { date, instrument } => {
            let done = happened.iter().filter(|e| **e == Event::Done).count();
            let (year, last) = (FiscalYear::of(date), last_day(date));
            let of_one_year = match instrument {
                None => false,
                Some(InstrumentKind::Initial | InstrumentKind::Supplementary) => true,
                Some(_) => return,
            };
            if done >= round.systems.len() || date > cx.as_of || last <= year.last_day() {
                return;
            }
            let path = format!("{}.money", buy.path);
            let at = cx.span_of(&format!("{path}.date"), round.span);
            let finding = if of_one_year {
                let sessions = calendar.supplementary_budgets(year);
                let left = sessions.iter().rfind(|s| s.vote >= cx.as_of);
                let named = left.and_then(|s| calendar.rules().sessions.get(s.session));
                Finding::new(Code::CarryOverNeeded, at)
                    .variant(if left.is_some() { "" } else { "passed" })
                    .arg("session", named.map_or("", |s| s.name.as_str()))
                    .arg("vote", left.map_or(year.last_day(), |s| s.vote))
            } else {
                Finding::new(Code::InstrumentUnstated, at)
            };
            let finding = finding
                .arg("year", year.0)
                .arg("last", last)
                .path(format!("{path}.instrument"));
            cx.sink.push(finding);
        }
        Money::None => {}
    }
}
