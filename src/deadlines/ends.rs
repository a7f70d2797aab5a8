//! Declared deadlines, gaps and waivers.

use super::State;
use super::maker::{Maker, New, path};
use crate::facts::Confidence;
use crate::inventory::Bounds;
use crate::plan::{PlanDeadline, PlanSystem, StageKind, SystemDeadline};
use crate::report::{clean, wording};

/// The ▲ that a deadline is about.
fn cutover<'p>(
    maker: &Maker<'_>,
    system: &'p PlanSystem,
    deadline: &PlanDeadline,
) -> Option<&'p crate::plan::Milestone> {
    let declared = maker.inventory.deadlines.iter();
    let bounds = declared.filter(|d| d.id == deadline.id).map(|d| d.bounds);
    let standard = bounds.into_iter().next()? == Bounds::StandardCutover;
    let mut all = system.milestones.iter();
    all.find(|m| m.kind == "cutover" && (m.stage == "standard") == standard)
}

/// Deadlines that somebody set, where the system has not gone live.
pub(super) fn deadlines(maker: &mut Maker<'_>) {
    let plan = maker.plan;
    let declared: Vec<&PlanDeadline> = plan.deadlines.iter().filter(|d| !d.derived).collect();
    for system in &plan.systems {
        for kept in &system.deadlines {
            let Some(deadline) = declared.iter().find(|d| d.id == kept.id) else {
                continue;
            };
            let cutover = cutover(maker, system, deadline);
            if cutover.is_some_and(|m| m.done) || (cutover.is_none() && kept.met) {
                continue;
            }
            let own = kept.date != deadline.date;
            let id = match own {
                true => format!("deadline:{}:{}", kept.id, system.id),
                false => format!("deadline:{}", kept.id),
            };
            let state = match (kept.met, kept.date < plan.as_of) {
                (true, _) => State::Open,
                (false, false) => State::Endangered,
                (false, true) => State::Missed,
            };
            let fact = path("deadline", &kept.id, "date");
            let new = New {
                id,
                kind: "deadline",
                what: wording::deadline(plan, &kept.id, maker.lang),
                symbol: None,
                date: kept.date,
                state,
                subject: kept.id.clone(),
                provider: target_provider(maker, system),
                why: why(maker, deadline, own, &fact),
                if_missed: if_missed(maker, deadline, kept),
                assumed: deadline.confidence == Confidence::Assumed || maker.assumed(&fact),
            };
            maker.add(new, Some(system));
        }
    }
    told_of_all(maker);
    if !maker.planned() {
        unplanned(maker, &declared);
    }
}

/// Without a plan nothing falls for a system: the deadlines as they were set.
fn unplanned(maker: &mut Maker<'_>, declared: &[&PlanDeadline]) {
    let plan = maker.plan;
    for deadline in declared.iter().filter(|d| d.date >= plan.as_of) {
        let of = |s: &&PlanSystem| deadline.systems.is_empty() || deadline.systems.contains(&s.id);
        for system in plan.systems.iter().filter(of) {
            let fact = path("deadline", &deadline.id, "date");
            let new = New {
                id: format!("deadline:{}", deadline.id),
                kind: "deadline",
                what: wording::deadline(plan, &deadline.id, maker.lang),
                symbol: None,
                date: deadline.date,
                state: State::Endangered,
                subject: deadline.id.clone(),
                provider: None,
                why: why(maker, deadline, false, &fact),
                if_missed: maker.say("due-miss-deadline-unplanned", &[]),
                assumed: deadline.confidence == Confidence::Assumed,
            };
            maker.add(new, Some(system));
        }
    }
}

/// Of a deadline that several systems share, the plan's room is that of the tightest.
fn told_of_all(maker: &mut Maker<'_>) {
    let plan = maker.plan;
    for deadline in plan.deadlines.iter().filter(|d| !d.derived) {
        let of = |s: &PlanSystem| {
            let mut own = s.deadlines.iter();
            own.find(|d| d.id == deadline.id && d.date == deadline.date)
                .cloned()
        };
        let live = |s: &PlanSystem| cutover(maker, s, deadline).is_some_and(|m| m.done);
        let systems = plan.systems.iter().filter(|s| !live(s));
        let Some(tightest) = systems.filter_map(of).min_by_key(|d| d.slack_days) else {
            continue;
        };
        let told = if_missed(maker, deadline, &tightest);
        maker.retell(&format!("deadline:{}", deadline.id), told);
    }
}

fn target_provider(maker: &Maker<'_>, system: &PlanSystem) -> Option<crate::inventory::ProviderIx> {
    let standard = system.stages.iter().find(|s| s.id == "standard")?;
    maker.provider(system, standard.round.as_deref()?)
}

fn why(maker: &Maker<'_>, deadline: &PlanDeadline, own: bool, fact: &str) -> String {
    let key = match (own, deadline.hard) {
        (true, _) => "due-why-individual",
        (false, true) => "due-why-deadline-hard",
        (false, false) => "due-why-deadline",
    };
    maker.say(key, &[("place", &maker.place(fact))])
}

fn if_missed(maker: &Maker<'_>, deadline: &PlanDeadline, kept: &SystemDeadline) -> String {
    let days = kept.slack_days.unsigned_abs().to_string();
    let plan = match (kept.met, deadline.hard) {
        (true, true) => "due-miss-deadline-hard",
        (true, false) => "due-miss-deadline",
        (false, true) => "due-late-deadline-hard",
        (false, false) => "due-late-deadline",
    };
    maker.say(plan, &[("n", &days)])
}

/// First days without cover.
pub(super) fn gaps(maker: &mut Maker<'_>) {
    let plan = maker.plan;
    for system in &plan.systems {
        let gaps = system.stages.iter().filter(|s| s.kind == StageKind::Gap);
        for (n, gap) in gaps.enumerate() {
            if gap.to < plan.as_of {
                continue;
            }
            let from = gap.from.max(plan.as_of);
            let args = [
                ("from", from.to_string()),
                ("to", gap.to.to_string()),
                ("days", ((gap.to - from).num_days() + 1).to_string()),
            ];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let new = New {
                id: format!("gap:{}:{n}", system.id),
                kind: "gap",
                what: maker.say("due-kind-gap", &[]),
                symbol: None,
                date: from,
                state: State::Endangered,
                subject: system.id.clone(),
                provider: None,
                why: maker.say("due-why-gap", &args),
                if_missed: maker.say("due-miss-gap", &args),
                assumed: system.assumed,
            };
            maker.add(new, Some(system));
        }
    }
}

/// Waivers that end.
pub(super) fn waivers(maker: &mut Maker<'_>) {
    let plan = maker.plan;
    for waiver in &maker.inventory.waivers {
        let Some(until) = waiver.until.filter(|until| *until >= plan.as_of) else {
            continue;
        };
        let code = clean(&waiver.code);
        let new = New {
            id: format!("waiver_end:{}:{}", waiver.code, waiver.path),
            kind: "waiver_end",
            what: maker.say("due-kind-waiver-end", &[("code", &code)]),
            symbol: None,
            date: until,
            state: State::Open,
            subject: waiver.path.clone(),
            provider: None,
            why: maker.say("due-why-waiver", &[("reason", &clean(&waiver.reason))]),
            if_missed: maker.say("due-miss-waiver", &[("code", &code)]),
            assumed: false,
        };
        let about = plan.systems.iter().find(|s| {
            let own = format!("system.{}", crate::facts::segment(&s.id));
            let rest = waiver.path.strip_prefix(&own);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        maker.add(new, about);
    }
}
