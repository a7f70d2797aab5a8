//! What can be read and is yet hardly meant.

use super::context::Context;
use super::rounds::method_name;
use super::values::grouped;
use crate::calendar::{Calendar, Date, FiscalYear, LAST_YEAR};
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::{
    Actual, Capacity, CapacityPeriod, Contract, ContractIx, CostPer, Event, Extend, Hardware,
    HardwareIx, Money, Provider, Round, RoundIx, System, WorkKind,
};
use crate::source::Span;
use std::collections::BTreeSet;

/// Grounds that a method needs, and the amount up to which a small contract may be made.
pub(super) fn ground(
    cx: &mut Context<'_>,
    calendar: &Calendar,
    round: &Round,
    span: Span,
    path: &str,
) {
    let name = method_name(round.method.kind);
    let rule = calendar.rules().methods.iter().find(|m| m.kind == name);
    if rule.is_some_and(|m| m.needs_ground) && round.method.ground.is_none() {
        let finding = Finding::new(Code::MissingGround, span)
            .arg("method", name)
            .path(format!("{path}.method.ground"));
        cx.push_absence(finding);
    }
    let limit = rule.and_then(|m| m.limits.iter().rev().find(|l| l.from <= cx.as_of));
    let once = round.costs.iter().filter(|c| c.per == CostPer::Once);
    let once: i64 = once.fold(0, |sum, c| sum.saturating_add(c.yen.high));
    if let Some(limit) = limit
        && once > limit.yen
    {
        let finding = Finding::new(Code::SmallContractTooLarge, span)
            .arg("yen", grouped(once))
            .arg("limit", grouped(limit.yen))
            .path(format!("{path}.method.kind"));
        cx.sink.push(finding);
    }
}

/// A fee for leaving a service that has no end to leave before.
pub(super) fn fee(cx: &mut Context<'_>, round: &Round, path: &str) {
    let never = round.term.is_none() || round.work_kind == WorkKind::Standard;
    if round.exit_fee.is_some() && never {
        let path = format!("{path}.exit");
        let finding = Finding::new(Code::NoEffect, cx.span_of(&path, round.span))
            .variant("exit")
            .arg("key", "exit")
            .path(path);
        cx.push_absence(finding);
    }
}

/// Dates that make the round impossible.
pub(super) fn dates(
    cx: &mut Context<'_>,
    horizon: Option<(Date, Date)>,
    round: &Round,
    path: &str,
) {
    if let (Some(available), Some((_, to))) = (round.available, horizon) {
        let end = to + chrono::Months::new(60);
        if available > end {
            let at = format!("{path}.available");
            let finding = Finding::new(Code::OutsideHorizon, cx.span_of(&at, round.span))
                .variant("available")
                .arg("date", available)
                .arg("to", end)
                .path(at);
            cx.sink.push(finding);
        }
    }
    match round.money {
        Money::Voted { fiscal_year, .. } if fiscal_year < FiscalYear::of(cx.as_of) => {
            let at = format!("{path}.money.fiscal-year");
            let finding = Finding::new(Code::MoneyLapsed, cx.span_of(&at, round.span))
                .arg("year", fiscal_year.0)
                .arg("last", fiscal_year.last_day())
                .path(at);
            cx.sink.push(finding);
        }
        Money::Signed { date, .. } if date > cx.as_of => {
            let at = format!("{path}.money.date");
            let finding = Finding::new(Code::FutureActual, cx.span_of(&at, round.span))
                .variant("signed")
                .arg("date", date)
                .arg("as-of", cx.as_of)
                .path(at);
            cx.sink.push(finding);
        }
        _ => {}
    }
}

/// Rounds that take more of their vendor or team than it ever has.
pub(super) fn units(
    cx: &mut Context<'_>,
    horizon: Option<(Date, Date)>,
    rounds: &[Round],
    providers: &[Provider],
    actuals: &[Actual],
) {
    let Some((_, to)) = horizon else { return };
    let behind: BTreeSet<RoundIx> = actuals.iter().filter_map(|a| a.round).collect();
    let as_of = cx.as_of;
    let most = |capacity: &Capacity| {
        let ahead = |p: &CapacityPeriod| p.to.is_none_or(|last| last >= as_of);
        let days = capacity.periods.iter().filter(|p| ahead(p));
        // On days of no period there is no limit.
        let days: Vec<&CapacityPeriod> = days.collect();
        let first = days.first()?.from.is_none_or(|from| from <= as_of);
        let last = days.last()?.to.is_none_or(|last| last >= to);
        let next = |pair: &[&CapacityPeriod]| pair[0].to.and_then(|d| d.succ_opt()) == pair[1].from;
        let whole = first && last && days.windows(2).all(next);
        days.iter().map(|p| p.value).max().filter(|_| whole)
    };
    for (n, round) in rounds.iter().enumerate() {
        let Some(provider) = round.provider.and_then(|p| providers.get(p.0)) else {
            continue;
        };
        if behind.contains(&RoundIx(n)) || matches!(round.money, Money::Signed { .. }) {
            continue;
        }
        let kinds = [
            ("builds", &provider.builds),
            ("cutovers-per-month", &provider.cutovers_per_month),
        ];
        for (kind, capacity) in kinds {
            let Some(most) = most(capacity).filter(|most| *most < round.units) else {
                continue;
            };
            let path = format!("procurement.{}.units", segment(&round.id));
            let place = cx.span_of(&path, round.span);
            let limit = if provider.team { "team" } else { "vendor" };
            let limit = format!("{limit}.{}.{kind}", segment(&provider.id));
            let finding = Finding::new(Code::UnitsAboveCapacity, place)
                .arg("kind", kind)
                .arg("units", round.units)
                .arg("provider", &provider.name)
                .arg("most", most)
                .label(cx.span_of(&limit, provider.span), "label-limit-here")
                .path(path);
            cx.sink.push(finding);
            break;
        }
    }
}

/// Rounds without a price beside priced ones: the unpriced route would win for nothing.
pub(super) fn prices(cx: &mut Context<'_>, rounds: &[Round], systems: &[System]) {
    let mut told: BTreeSet<RoundIx> = BTreeSet::new();
    for system in systems {
        let mut needed: BTreeSet<RoundIx> = BTreeSet::new();
        for route in &system.routes {
            needed.extend(system.rounds_of(route));
        }
        let paid = |ix: &RoundIx| rounds.get(ix.0).filter(|r| !r.in_house());
        let priced = |r: &Round| !r.costs.is_empty();
        if !needed.iter().filter_map(paid).any(priced) {
            if needed.iter().any(|ix| paid(ix).is_some()) {
                free(cx, system, rounds);
            }
            continue;
        }
        if system.routes.len() < 2 {
            continue;
        }
        for ix in needed {
            let Some(round) = paid(&ix).filter(|r| !priced(r)) else {
                continue;
            };
            if told.insert(ix) {
                let finding = Finding::new(Code::UnpricedProcurement, round.span)
                    .variant(if round.written { "" } else { "implied" })
                    .arg("id", &round.id)
                    .arg("system", &system.id)
                    .arg("stage", round.work_kind.name())
                    .path(format!("procurement.{}.cost", segment(&round.id)));
                cx.push_absence(finding);
            }
        }
    }
}

/// A system none of whose routes costs anything, beside others that do: the sums would lack it.
fn free(cx: &mut Context<'_>, system: &System, rounds: &[Round]) {
    if rounds.iter().all(|r| r.costs.is_empty()) {
        return;
    }
    let finding = Finding::new(Code::UnpricedProcurement, system.span)
        .variant("system")
        .arg("system", &system.id)
        .path(format!("system.{}", segment(&system.id)));
    cx.push_absence(finding);
}

/// Contracts and hardware that ended before anything can be done about it, with the extensions
/// that are recorded.
pub(super) fn ended(
    cx: &mut Context<'_>,
    calendar: &Calendar,
    horizon: Option<(Date, Date)>,
    (contracts, hardware): (&[Contract], &[Hardware]),
    actuals: &[Actual],
) {
    let Some((from, _)) = horizon else { return };
    let first = from.max(cx.as_of);
    let mut report = |path: String, date: Date, extend: Option<&Extend>, taken: usize, at: Span| {
        let taken = u32::try_from(taken).unwrap_or(u32::MAX);
        // More steps than are allowed were reported as such.
        let steps = extend.map_or(0, |e| taken.min(e.at_most).min(1_000));
        let end = match extend.filter(|_| steps > 0) {
            Some(extend) => {
                let anchor = date + chrono::Days::new(1);
                extend.by.times(steps, anchor, calendar) - chrono::Days::new(1)
            }
            None => date,
        };
        if end < first {
            let variant = match extend {
                Some(e) if e.at_most > steps => "extendable",
                _ => "ended",
            };
            let finding = Finding::new(Code::OutsideHorizon, cx.span_of(&path, at))
                .variant(variant)
                .arg("date", end)
                .arg("from", first)
                .path(path);
            cx.sink.push(finding);
        }
    };
    let extensions = |of: &dyn Fn(&Actual) -> bool| {
        let steps = actuals.iter().filter(|a| a.event == Event::Extended);
        steps.filter(|a| of(a)).count()
    };
    for (ix, c) in contracts
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.users.is_empty())
    {
        let path = format!("contract.{}.ends", segment(&c.id));
        let taken = extensions(&|a| a.contract == Some(ContractIx(ix)));
        report(path, c.ends, c.extend.as_ref(), taken, c.span);
    }
    for (ix, h) in hardware
        .iter()
        .enumerate()
        .filter(|(_, h)| !h.users.is_empty())
    {
        let path = format!("hardware.{}.expires", segment(&h.id));
        let taken = extensions(&|a| a.hardware == Some(HardwareIx(ix)));
        report(path, h.expires, h.extend.as_ref(), taken, h.span);
    }
}

/// Fiscal years whose initial budget nobody can ask for: no open day lies in the request season.
pub(super) fn seasons(cx: &mut Context<'_>, calendar: &Calendar, horizon: Option<(Date, Date)>) {
    let Some((_, to)) = horizon else { return };
    // Without any open day the calendar itself was reported.
    if calendar.rules().closed_weekdays.len() >= 7 {
        return;
    }
    let (first, last) = (FiscalYear::of(cx.as_of).next(), FiscalYear::of(to));
    let closed: Vec<FiscalYear> = (first.0..=last.0.min(LAST_YEAR - 1))
        .map(FiscalYear)
        .filter(|year| {
            let budget = calendar.initial_budget(*year);
            budget.request_from > budget.request_to
        })
        .collect();
    let Some(year) = closed.first() else { return };
    let rules = &calendar.rules().budget;
    let path = "calendar.budget.request.from";
    let Some(place) = cx.facts.get(path).map(|fact| fact.span) else {
        return;
    };
    let finding = Finding::new(Code::EmptySeason, place)
        .arg("year", year.0)
        .arg("count", closed.len())
        .arg("from", rules.request_from.in_fiscal_year(year.previous()))
        .arg("to", rules.request_to.in_fiscal_year(year.previous()))
        .path("calendar.budget.request");
    cx.sink.push(finding);
}
