//! What the law of budgets and contracts says about a procurement. No date of a plan is known yet:
//! amounts are judged by the rules of the as-of date.

use super::context::Context;
use super::rounds::method_name;
use super::values::{fold, grouped};
use crate::calendar::{Calendar, Duration, Law};
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::{CostPer, InstrumentKind, MethodKind, Money, Round};

/// Less than this is probably written in thousands of yen.
const LEAST_ONCE: i64 = 1_000;
const LEAST_MONTH: i64 = 100;

pub(super) fn check(cx: &mut Context<'_>, calendar: &Calendar, rounds: &[Round]) {
    let kind = cx.facts.get("municipality.kind");
    let kind = kind.map_or_else(String::new, |fact| fact.value.clone());
    for round in rounds.iter().filter(|r| r.written) {
        let buy = Buy::of(cx, round, &kind);
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
    }
}

/// What is bought, and for how much.
struct Buy {
    path: String,
    kind: String,
    object: String,
    once: i64,
}

impl Buy {
    fn of(cx: &Context<'_>, round: &Round, kind: &str) -> Buy {
        let path = format!("procurement.{}", segment(&round.id));
        let object = cx.facts.get(&format!("{path}.object"));
        let once = round.costs.iter().filter(|c| c.per == CostPer::Once);
        Buy {
            kind: kind.to_owned(),
            object: object.map_or("services", |fact| &fact.value).to_owned(),
            once: once.fold(0, |sum, cost| sum.saturating_add(cost.yen.high)),
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
    if let Some(limit) = limit.filter(|limit| buy.once > limit.yen) {
        let path = format!("{}.method.kind", buy.path);
        let finding = Finding::new(Code::SmallContractTooLarge, cx.span_of(&path, round.span))
            .arg("yen", grouped(buy.once))
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
        } else if instrument == InstrumentKind::LongTerm {
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
