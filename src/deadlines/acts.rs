//! The acts of a plan that lie ahead, and the gates that have passed unkept.

use super::State;
use super::maker::{Maker, New};
use super::missing::if_missed;
use crate::calendar::Date;
use crate::inventory::Inventory;
use crate::plan::{Milestone, PlanSystem};
use crate::report::{clean, sentence as warning, wording};
use crate::why::sentence;

/// Acts that each system of a shared round has for itself.
const OF_A_SYSTEM: [&str; 6] = [
    "pia_start",
    "pia",
    "rehearsal",
    "ordinance",
    "resident_notice",
    "cutover",
];

/// Milestones from the as-of date on that have not happened.
pub(super) fn ahead(maker: &mut Maker<'_>) {
    let plan = maker.plan;
    for system in &plan.systems {
        for m in &system.milestones {
            if m.done || m.date < plan.as_of {
                continue;
            }
            let reason = plan.reasons.get(&m.reason);
            let why = reason.map(|r| sentence(&m.kind, r, maker.lang));
            let facts = reason.map(|r| r.facts.as_slice()).unwrap_or_default();
            let new = New {
                id: id_of(maker.inventory, system, m),
                kind: &m.kind,
                what: what(maker, system, m),
                symbol: m.symbol.clone(),
                date: m.date,
                state: State::Open,
                subject: subject(m),
                // A vote is no vendor's.
                provider: maker.provider(system, &m.round).filter(|_| !is_vote(m)),
                why: why.unwrap_or_default(),
                if_missed: if_missed(maker, system, m),
                assumed: facts.iter().any(|path| maker.assumed(path)),
            };
            maker.add(new, Some(system));
        }
    }
}

/// A budget is voted once, for all that was asked for in it.
fn is_vote(m: &Milestone) -> bool {
    m.kind == "budget_vote"
}

fn subject(m: &Milestone) -> String {
    if is_vote(m) {
        "calendar.budget.vote".to_owned()
    } else {
        m.round.clone()
    }
}

fn id_of(inventory: &Inventory, system: &PlanSystem, m: &Milestone) -> String {
    if is_vote(m) {
        // The month, not the day: a session that is moved by days stays the same.
        return format!("budget_vote:{}", m.date.format("%Y-%m"));
    }
    let id = format!("{}:{}", m.kind, m.round);
    if !OF_A_SYSTEM.contains(&m.kind.as_str()) {
        return id;
    }
    let activity = activity(inventory, system, m).map(|(id, ..)| format!(":{id}"));
    format!("{id}:{}{}", system.id, activity.unwrap_or_default())
}

/// The activity whose end a rehearsal is: id and both names.
fn activity<'s>(
    inventory: &Inventory,
    system: &'s PlanSystem,
    m: &Milestone,
) -> Option<(&'s str, &'s str, &'s str)> {
    let ends = |to: Date| inventory.calendar.open_on_or_before(to) == m.date;
    let mut activities = system.activities.iter();
    let found = activities.find(|a| m.kind == "rehearsal" && a.round == m.round && ends(a.to))?;
    Some((&found.id, &found.name, &found.name_en))
}

/// What it is, with the stage that it belongs to.
fn what(maker: &Maker<'_>, system: &PlanSystem, m: &Milestone) -> String {
    let mut what = wording::milestone(&m.kind, maker.lang);
    if let Some((_, ja, en)) = activity(maker.inventory, system, m) {
        what = clean(match maker.lang {
            crate::words::Lang::Ja => ja,
            crate::words::Lang::En => en,
        });
    }
    if is_vote(m) {
        return what;
    }
    let stage = system.stages.iter().find(|s| s.id == m.stage);
    match stage.map(|s| wording::stage(s, maker.lang)) {
        Some(stage) => maker.say("due-what", &[("what", &what), ("stage", &stage)]),
        None => what,
    }
}

/// Gates that have passed without an actual, with what they cost.
pub(super) fn passed(maker: &mut Maker<'_>) {
    let plan = maker.plan;
    let gates = plan.warnings.iter();
    for gate in gates.filter(|w| w.code.starts_with("missed-gate")) {
        let value = |key: &str| gate.values.get(key).map_or("", String::as_str);
        let (kind, round) = (value("milestone"), value("round"));
        let Ok(date) = value("date").parse::<Date>() else {
            continue;
        };
        let system = plan.system(&gate.system);
        let provider = system.and_then(|s| maker.provider(s, round));
        // Voted money that the plan cannot use lapses on a day to come.
        let ahead = date >= plan.as_of;
        let (why, if_missed) = match ahead {
            true => lapse(maker, date),
            false => (
                warning(plan, gate, maker.lang),
                maker.say("due-miss-passed", &[]),
            ),
        };
        let new = New {
            id: format!("missed:{kind}:{round}:{}", gate.system),
            kind,
            what: wording::milestone(kind, maker.lang),
            symbol: None,
            date,
            state: match ahead {
                true => State::Endangered,
                false => State::Missed,
            },
            subject: round.to_owned(),
            provider,
            why,
            if_missed,
            assumed: false,
        };
        maker.add(new, system);
    }
}

/// Why voted money must be signed for by a day, and what comes of it otherwise.
fn lapse(maker: &Maker<'_>, date: Date) -> (String, String) {
    let year = crate::calendar::FiscalYear::of(date).0;
    let args = [
        ("year", wording::fiscal_year(year, false, maker.lang)),
        ("date", date.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let why = maker.say("due-why-lapse", &args);
    (why, maker.say("due-miss-lapse", &args))
}
