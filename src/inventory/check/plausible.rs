//! What can be read and is yet hardly meant.

use super::context::Context;
use super::rounds::method_name;
use super::values::grouped;
use crate::calendar::{Calendar, Date, FiscalYear};
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::{
    Contract, CostPer, Extend, Hardware, Money, Round, RoundIx, System, SystemIx,
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
        Money::Signed { date } if date > cx.as_of => {
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

/// Rounds without a price beside priced ones: the unpriced route would win for nothing.
pub(super) fn prices(cx: &mut Context<'_>, rounds: &[Round], systems: &[System]) {
    let mut told: BTreeSet<RoundIx> = BTreeSet::new();
    for system in systems.iter().filter(|s| s.routes.len() > 1) {
        let mut needed: BTreeSet<RoundIx> = BTreeSet::new();
        for route in &system.routes {
            needed.extend(system.rounds_of(route));
        }
        let paid = |ix: &RoundIx| rounds.get(ix.0).filter(|r| !r.in_house());
        let priced = |r: &Round| !r.costs.is_empty();
        if !needed.iter().filter_map(paid).any(priced) {
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

/// Contracts and hardware that ended before anything can be done about it.
pub(super) fn ended(
    cx: &mut Context<'_>,
    horizon: Option<(Date, Date)>,
    contracts: &[Contract],
    hardware: &[Hardware],
) {
    let Some((from, _)) = horizon else { return };
    let first = from.max(cx.as_of);
    let mut report =
        |path: String, date: Date, extend: Option<&Extend>, users: &[SystemIx], at: Span| {
            // A step may have been taken: actuals say so.
            if date < first && !users.is_empty() && extend.is_none_or(|e| e.at_most == 0) {
                let finding = Finding::new(Code::OutsideHorizon, cx.span_of(&path, at))
                    .variant("ended")
                    .arg("date", date)
                    .arg("from", first)
                    .path(path);
                cx.sink.push(finding);
            }
        };
    for c in contracts {
        let path = format!("contract.{}.ends", segment(&c.id));
        report(path, c.ends, c.extend.as_ref(), &c.users, c.span);
    }
    for h in hardware {
        let path = format!("hardware.{}.expires", segment(&h.id));
        report(path, h.expires, h.extend.as_ref(), &h.users, h.span);
    }
}
