//! Deadlines and covers that the baseline kept and the forecast does not, and why.

use super::changed::causes;
use super::{Beside, Endangered};
use crate::deadlines::DueName;
use crate::plan::{Milestone, Plan, PlanSystem, StageKind};
use crate::report::{clean, missed_gates, wording};
use crate::why::sentence;
use crate::words::{Lang, say};

/// The worst first: gaps, hard ones, then by days.
pub(super) fn all(
    beside: &Beside<'_>,
    shown: &dyn Fn(&str) -> bool,
    lang: Lang,
) -> Vec<Endangered> {
    let mut found = Vec::new();
    for now in beside.forecast.systems.iter().filter(|s| shown(&s.id)) {
        let old = beside.baseline.system(&now.id);
        found.extend(deadlines(beside, old, now, lang));
        found.extend(gap(beside, old, now, lang));
    }
    found.sort_by(|a: &Endangered, b| {
        let key = |e: &Endangered| (e.deadline != "gap", !e.hard, !e.newly, -e.days);
        key(a).cmp(&key(b)).then_with(|| a.system.cmp(&b.system))
    });
    found
}

fn deadlines(
    beside: &Beside<'_>,
    old: Option<&PlanSystem>,
    now: &PlanSystem,
    lang: Lang,
) -> Vec<Endangered> {
    let plan = beside.forecast;
    let mut found = Vec::new();
    for missed in now.deadlines.iter().filter(|d| !d.met) {
        let before = old.and_then(|o| o.deadlines.iter().find(|d| d.id == missed.id));
        // Late already, and no later than that.
        if before.is_some_and(|b| !b.met && b.slack_days <= missed.slack_days) {
            continue;
        }
        let declared = plan.deadlines.iter().find(|d| d.id == missed.id);
        let bounds = declared.map_or("standard.cutover", |d| d.bounds.as_str());
        let (why, reason) = why(plan, now, cutover(now, bounds), lang);
        found.push(Endangered {
            system: name(now),
            owner: clean(&now.owner),
            deadline: missed.id.clone(),
            name: wording::deadline(plan, &missed.id, lang),
            hard: declared.is_some_and(|d| d.hard),
            date: missed.date,
            slack_before: before.map(|b| b.slack_days),
            days: missed.slack_days.saturating_neg(),
            newly: before.is_none_or(|b| b.met),
            why,
            causes: reason.map(|r| causes(beside, r, lang)).unwrap_or_default(),
        });
    }
    found
}

/// A service that is not covered for longer than it was.
fn gap(
    beside: &Beside<'_>,
    old: Option<&PlanSystem>,
    now: &PlanSystem,
    lang: Lang,
) -> Option<Endangered> {
    let plan = beside.forecast;
    let days = |plan: &Plan, system: &PlanSystem| -> i64 {
        let gaps = system.stages.iter().filter(|s| s.kind == StageKind::Gap);
        let gaps = gaps.map(|s| (s.to - s.from.max(plan.as_of)).num_days() + 1);
        gaps.map(|n| n.max(0)).sum()
    };
    let (was, is) = (old.map_or(0, |o| days(beside.baseline, o)), days(plan, now));
    if is == 0 || is <= was {
        return None;
    }
    let mut gaps = now.stages.iter().filter(|s| s.kind == StageKind::Gap);
    let first = gaps.find(|s| s.to >= plan.as_of)?;
    // What comes after the gap came too late.
    let mut cutovers = now.milestones.iter().filter(|m| m.kind == "cutover");
    let (why, reason) = why(plan, now, cutovers.find(|m| m.date > first.from), lang);
    Some(Endangered {
        system: name(now),
        owner: clean(&now.owner),
        deadline: "gap".to_owned(),
        name: say(lang, "status-gap", &[]),
        hard: true,
        date: first.from.max(plan.as_of),
        slack_before: None,
        days: is,
        newly: was == 0,
        why,
        causes: reason.map(|r| causes(beside, r, lang)).unwrap_or_default(),
    })
}

fn name(system: &PlanSystem) -> DueName {
    DueName {
        id: system.id.clone(),
        name: wording::name_or_id(&system.name, &system.id),
    }
}

/// The ▲ that a deadline is about: of the standard, of the bridge; the first one where it is about
/// what is left.
fn cutover<'p>(system: &'p PlanSystem, bounds: &str) -> Option<&'p Milestone> {
    let mut all = system.milestones.iter().filter(|m| m.kind == "cutover");
    match bounds {
        "standard.cutover" => all.find(|m| m.stage == "standard"),
        "bridge.cutover" => all.find(|m| m.stage != "standard"),
        _ => all.next(),
    }
}

/// What holds a ▲ where it is, and what has been missed; with the reason's id.
fn why<'p>(
    plan: &'p Plan,
    system: &PlanSystem,
    cutover: Option<&'p Milestone>,
    lang: Lang,
) -> (Vec<String>, Option<&'p str>) {
    let mut told = Vec::new();
    let mut id = None;
    if let Some(m) = cutover
        && let Some(reason) = plan.reasons.get(&m.reason)
    {
        let date = m.date.to_string();
        let why = sentence(&m.kind, reason, lang);
        let args = [("date", date.as_str()), ("why", why.as_str())];
        told.push(say(lang, "status-why-cutover", &args));
        id = Some(m.reason.as_str());
    }
    told.extend(missed_gates(plan, &system.id, lang));
    (told, id)
}
