//! What a reader of the plan must not overlook, worst first.

use super::axis::date;
use super::model::Model;
use super::state::{State, Which};
use super::{Plan, PlanWarning, StageKind};
use crate::facts::Confidence;
use crate::inventory::SystemIx;

fn warning(code: &str, system: &str, values: &[(&str, String)]) -> PlanWarning {
    PlanWarning {
        code: code.to_owned(),
        system: system.to_owned(),
        values: values
            .iter()
            .map(|(k, v)| ((*k).to_owned(), v.clone()))
            .collect(),
    }
}

pub(super) fn fill(model: &Model, state: &State, plan: &mut Plan) {
    let mut all = Vec::new();
    gaps(plan, &mut all);
    late(model, plan, &mut all);
    lapsed(model, state, &mut all);
    references(model, state, &mut all);
    blackouts(model, state, &mut all);
    closed_days(model, state, &mut all);
    ceilings(model, plan, &mut all);
    let facts = plan.facts.values();
    let count = facts
        .filter(|f| {
            f.confidence == Confidence::Assumed && !f.file.starts_with(crate::source::BUILTIN)
        })
        .count();
    if count > 0 {
        all.push(warning("assumed", "", &[("count", count.to_string())]));
    }
    plan.warnings = all;
}

fn gaps(plan: &Plan, all: &mut Vec<PlanWarning>) {
    for system in &plan.systems {
        for stage in system.stages.iter().filter(|s| s.kind == StageKind::Gap) {
            let from = stage.from.max(plan.as_of);
            if from > stage.to {
                continue;
            }
            let days = (stage.to - from).num_days() + 1;
            let values = [
                ("from", from.to_string()),
                ("to", stage.to.to_string()),
                ("days", days.to_string()),
            ];
            all.push(warning("gap", &system.id, &values));
        }
    }
}

fn late(model: &Model, plan: &Plan, all: &mut Vec<PlanWarning>) {
    for hard in [true, false] {
        for system in &plan.systems {
            for kept in system.deadlines.iter().filter(|d| !d.met) {
                let declared = model.inventory.deadlines.iter().find(|d| d.id == kept.id);
                // A derived one is about the hardware, not about ▲.
                let (code, falls) = match declared {
                    Some(d) if d.hard => ("hard-late", "cutover"),
                    Some(_) => ("late", "cutover"),
                    None => ("overrun", "needed"),
                };
                if hard != (code != "late") {
                    continue;
                }
                let day = kept.date + chrono::Days::new(kept.slack_days.unsigned_abs());
                let values = [
                    ("deadline", kept.id.clone()),
                    ("date", kept.date.to_string()),
                    (falls, day.to_string()),
                    ("days", (-kept.slack_days).to_string()),
                ];
                all.push(warning(code, &system.id, &values));
            }
        }
    }
}

/// Voted money that is not signed for in its year.
fn lapsed(model: &Model, state: &State, all: &mut Vec<PlanWarning>) {
    for part in super::derive::parts(model, state) {
        for m in &part.moves {
            let crate::inventory::Money::Voted { fiscal_year, .. } = m.round.money else {
                continue;
            };
            if m.sign
                .is_some_and(|s| crate::calendar::FiscalYear::of(s) != fiscal_year)
            {
                let id = &model.inventory.systems[part.system].id;
                let values = [
                    ("milestone", "contract".to_owned()),
                    ("round", m.round.id.clone()),
                    ("date", fiscal_year.last_day().to_string()),
                ];
                all.push(warning("missed-gate", id, &values));
            }
        }
    }
}

/// The old system cannot be kept for reference as long as the route asks for.
fn references(model: &Model, state: &State, all: &mut Vec<PlanWarning>) {
    for part in super::derive::parts(model, state) {
        let mut old = part.local.present;
        for m in &part.moves {
            let wanted = m.rule.reference;
            let wanted_end = wanted.after(m.cutover, &model.inventory.calendar);
            let missing = super::axis::day(wanted_end) - 1 - old.reference.max(m.used.cutover - 1);
            let past = m.used.cutover < model.as_of;
            if !wanted.is_zero() && missing > 0 && !past {
                let stage = if m.which == Which::Standard && part.moves.len() > 1 {
                    part.moves[0].rule.service.id.clone()
                } else {
                    "current".to_owned()
                };
                let kept = if old.reference > i32::MIN {
                    old.reference
                } else {
                    old.cover
                };
                let until = date(kept.min(m.used.cutover - 1).max(old.reference)).to_string();
                let id = &model.inventory.systems[part.system].id;
                let values = [
                    ("stage", stage),
                    ("until", until),
                    ("days", missing.to_string()),
                ];
                all.push(warning("reference-short", id, &values));
            }
            old = m.used;
        }
    }
}

fn blackouts(model: &Model, state: &State, all: &mut Vec<PlanWarning>) {
    for (i, system) in model.inventory.systems.iter().enumerate() {
        for which in [Which::Bridge, Which::Standard] {
            let Some(c) = state.candidate(model, i, which) else {
                continue;
            };
            if c.day < model.as_of {
                continue;
            }
            for rule in &model.inventory.calendar.rules().blackouts {
                if !rule.hard && model.applies(rule, i) && rule.contains(date(c.day)) {
                    let values = [
                        ("blackout", rule.name.clone()),
                        ("cutover", date(c.day).to_string()),
                        ("yen", rule.price.to_string()),
                    ];
                    all.push(warning("soft-blackout", &system.id, &values));
                }
            }
        }
    }
}

/// Fiscal years that cost more than they may.
fn ceilings(model: &Model, plan: &Plan, all: &mut Vec<PlanWarning>) {
    for ceiling in &model.inventory.ceilings {
        let of = |row: &&super::BudgetRow| {
            let systems = ceiling.systems.iter().flatten();
            let mut ids = systems.map(|ix| model.inventory.system(*ix).id.as_str());
            let ours = ceiling.systems.as_ref().is_none_or(Vec::is_empty)
                || ids.any(|id| row.system.split('+').any(|user| user == id));
            let paid = match ceiling.per.as_slice() {
                [] => row.kind != "blackout",
                per => per.contains(&row.kind),
            };
            row.fiscal_year == ceiling.fiscal_year.0 && ours && paid
        };
        let planned = plan.budget.iter().filter(of).map(|row| row.yen);
        let planned = planned.fold(0, i64::saturating_add);
        if planned > ceiling.yen {
            let values = [
                ("ceiling", ceiling.name.clone()),
                ("fiscal_year", ceiling.fiscal_year.0.to_string()),
                ("planned", planned.to_string()),
                ("limit", ceiling.yen.to_string()),
                ("over", (planned - ceiling.yen).to_string()),
            ];
            let code = if ceiling.hard {
                "hard-ceiling"
            } else {
                "ceiling"
            };
            all.push(warning(code, "", &values));
        }
    }
}

/// An old contract, hardware or platform that ends in the closed days right before ▲.
fn closed_days(model: &Model, state: &State, all: &mut Vec<PlanWarning>) {
    let inventory = model.inventory;
    for part in super::derive::parts(model, state) {
        let Some(first) = part.moves.first().filter(|m| m.used.cutover >= model.as_of) else {
            continue;
        };
        let system = inventory.system(SystemIx(part.system));
        let present = part.local.present;
        let closed = model.axis.service_start(first.used.cutover)..first.used.cutover;
        let mut ends = Vec::new();
        if let Some(c) = system.contract {
            let carrier = &model.carriers[c.0];
            let path = format!("contract.{}", inventory.contracts[c.0].id);
            ends.push((path, carrier.end_after(present.steps[0])));
        }
        if let Some(h) = system.hardware {
            let carrier = &model.carriers[inventory.contracts.len() + h.0];
            let path = format!("hardware.{}", inventory.hardware[h.0].id);
            ends.push((path, carrier.end_after(present.steps[1])));
            let platform = &inventory.platforms[inventory.hardware[h.0].platform.0];
            let path = format!("platform.{}", platform.id);
            ends.push((path, model.systems[part.system].platform_end));
        }
        for (what, end) in ends.into_iter().filter(|(_, end)| closed.contains(end)) {
            let values = [
                ("what", what),
                ("date", date(end).to_string()),
                ("cutover", first.cutover.to_string()),
            ];
            all.push(warning("ends-in-closed-days", &system.id, &values));
        }
    }
}
