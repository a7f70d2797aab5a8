//! The bars and the steps inside them, as they follow from the decisions.

use super::reading::{Move, Reading, Taken};
use super::services::{Service, Thing};
use crate::calendar::Date;
use crate::inventory::StageRule;
use crate::plan::{Activity, Stage, StageKind};
use chrono::Days;

/// The steps of every move of a system, in order.
pub(super) fn activities(reading: &Reading<'_>, taken: &Taken<'_>) -> Vec<Activity> {
    taken
        .moves
        .iter()
        .flat_map(|m| of_move(reading, m))
        .collect()
}

/// Steps before the one without a length run on from the start, those after it are counted back
/// from ▲; without such a one all are counted back.
fn of_move(reading: &Reading<'_>, m: &Move<'_>) -> Vec<Activity> {
    let rules = &*m.round.activities;
    let open = rules.iter().position(|rule| rule.length.is_none());
    let mut edges = vec![(m.cutover, m.cutover); rules.len()];
    let mut end = m.cutover;
    for (edge, rule) in edges
        .iter_mut()
        .zip(rules)
        .skip(open.map_or(0, |i| i + 1))
        .rev()
    {
        let from = rule
            .length
            .map_or(end, |length| length.before(end, reading.calendar));
        *edge = (from, end);
        end = from;
    }
    if let Some(open) = open {
        let mut from = m.first_day(reading.calendar);
        for (edge, rule) in edges.iter_mut().zip(rules).take(open) {
            let next = rule
                .length
                .map_or(from, |length| length.after(from, reading.calendar));
            *edge = (from, next);
            from = next;
        }
        edges[open] = (from, end);
    }
    edges
        .into_iter()
        .zip(rules)
        .map(|((from, end), rule)| Activity {
            id: rule.id.clone(),
            name: rule.name.ja.clone(),
            name_en: rule.name.en.clone(),
            stage: m.stage().to_owned(),
            round: m.round.id.clone(),
            from,
            to: end - Days::new(1),
            reason: String::new(),
        })
        .collect()
}

/// First day of the work of a move: ★, or the first step of an in-house round.
pub(super) fn work_start(reading: &Reading<'_>, m: &Move<'_>) -> Date {
    m.sign
        .unwrap_or_else(|| of_move(reading, m).first().map_or(m.cutover, |a| a.from))
}

/// Every bar of a system, cut to the horizon.
pub(super) fn stages(reading: &Reading<'_>, taken: &Taken<'_>) -> Vec<Stage> {
    let mut bars = Vec::new();
    for service in &taken.services {
        service_bars(reading, taken, service, &mut bars);
    }
    for (i, m) in taken.moves.iter().enumerate() {
        let before = m.cutover - Days::new(1);
        if let (Some(sign), false) = (m.sign, m.round.in_house()) {
            bars.push(bar(
                &m.rule.work,
                StageKind::Work,
                Some(&m.round.id),
                sign,
                before,
            ));
        }
        if let Some(rule) = taken.target.operation.as_ref().filter(|_| m.standard) {
            let round = operation_round(taken, m);
            bars.push(bar(
                rule,
                StageKind::Operation,
                Some(&round),
                m.cutover,
                reading.to,
            ));
        }
        if let Some((from, to)) = reference(reading, taken, i) {
            let rule = StageRule {
                id: "reference".into(),
                name: reading.inventory.routes.reference.clone(),
            };
            let payer = taken.services[i]
                .begun_by
                .map(|b| taken.moves[b].round.id.as_str());
            bars.push(bar(&rule, StageKind::Reference, payer, from, to));
        }
    }
    let (from, to) = (reading.from, reading.to);
    bars.retain(|b| b.from <= b.to && b.from <= to && from <= b.to);
    for b in &mut bars {
        (b.from, b.to) = (b.from.max(from), b.to.min(to));
    }
    bars
}

/// How long the service before move `i` is kept for reference after its ▲.
pub(super) fn reference(
    reading: &Reading<'_>,
    taken: &Taken<'_>,
    i: usize,
) -> Option<(Date, Date)> {
    let m = &taken.moves[i];
    let wanted = m.rule.reference.after(m.cutover, reading.calendar) - Days::new(1);
    let to = wanted.min(taken.services[i].covered);
    (m.cutover <= to).then_some((m.cutover, to))
}

/// The round of a standard's operation.
pub(super) fn operation_round(taken: &Taken<'_>, m: &Move<'_>) -> String {
    let shared = m.round.systems.len() > 1;
    format!(
        "{}/operation",
        if shared {
            &m.round.id
        } else {
            &taken.system.id
        }
    )
}

/// The round of a step, counted from 1.
pub(super) fn step_round(reading: &Reading<'_>, thing: Thing, n: usize) -> String {
    let inventory = reading.inventory;
    match thing {
        Thing::Contract(c) => format!("contract.{}/extension-{n}", inventory.contracts[c].id),
        Thing::Hardware(h) => format!("hardware.{}/extension-{n}", inventory.hardware[h].id),
        Thing::Round(r) => format!("{}/extension-{n}", inventory.rounds[r].id),
    }
}

/// The stage that extension steps of a service lengthen.
pub(super) fn extended_stage<'s>(taken: &'s Taken<'_>, service: &Service) -> &'s str {
    match service.begun_by.map(|m| &taken.moves[m].rule) {
        None => "current",
        Some(rule) => rule
            .extension
            .as_ref()
            .map_or(&rule.service.id, |own| &own.id),
    }
}

fn service_bars(
    reading: &Reading<'_>,
    taken: &Taken<'_>,
    service: &Service,
    bars: &mut Vec<Stage>,
) {
    let routes = &reading.inventory.routes;
    let last = service.last_day();
    let begun_by = service.begun_by.map(|i| &taken.moves[i]);
    let round = begun_by.map(|m| m.round.id.as_str());
    let current = routes
        .current
        .iter()
        .find(|(current, _)| *current == taken.system.current);
    let present = StageRule {
        id: "current".into(),
        name: current
            .map(|(_, rule)| rule.name.clone())
            .unwrap_or_default(),
    };
    let rule = begun_by.map_or(&present, |m| &m.rule.service);
    let own = begun_by
        .and_then(|m| m.rule.extension.as_ref())
        .zip(service.base_end);
    match own.filter(|_| service.step_count() > 0) {
        Some((extension, base_end)) => {
            bars.push(bar(
                rule,
                StageKind::Service,
                round,
                service.from,
                last.min(base_end),
            ));
            let first_step = service
                .steps
                .first()
                .map(|(thing, _)| step_round(reading, *thing, 1));
            let from = service.from.max(base_end + Days::new(1));
            let mut long = bar(
                extension,
                StageKind::Service,
                first_step.as_deref(),
                from,
                last,
            );
            long.extensions = service.step_count();
            bars.push(long);
        }
        None => {
            let mut one = bar(rule, StageKind::Service, round, service.from, last);
            one.extensions = service.step_count();
            bars.push(one);
        }
    }
    if let Some((from, to)) = service.gap() {
        let rule = StageRule {
            id: "gap".into(),
            name: routes.gap.clone(),
        };
        bars.push(bar(&rule, StageKind::Gap, None, from, to));
    }
}

fn bar(rule: &StageRule, kind: StageKind, round: Option<&str>, from: Date, to: Date) -> Stage {
    Stage {
        id: rule.id.clone(),
        kind,
        name: rule.name.ja.clone(),
        name_en: rule.name.en.clone(),
        round: round.map(str::to_owned),
        from,
        to,
        extensions: 0,
    }
}
