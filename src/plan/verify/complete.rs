//! Nothing is missing, and nothing is there that no rule gives.

use super::Found;
use super::money::lacks_vote;
use super::reading::{Move, Reading, Taken};
use crate::plan::{Activity, Stage, StageKind};

/// `route`: each system takes a route that the inventory allows.
pub(super) fn route(reading: &Reading<'_>, found: &mut Found) {
    for missing in reading.gaps.iter().filter(|m| m.rule == "route") {
        found.add(
            Some(&missing.system),
            missing.round.as_deref(),
            missing.what,
            &[],
        );
    }
}

/// `complete`: each round has its milestones, each system its stages and steps, and no other.
pub(super) fn complete(reading: &Reading<'_>, found: &mut Found) {
    for missing in reading.gaps.iter().filter(|m| m.rule == "complete") {
        found.add(
            Some(&missing.system),
            missing.round.as_deref(),
            missing.what,
            &[],
        );
    }
    for (_, _, shared) in reading.taken_rounds() {
        one_contract(reading, &shared.users, found);
    }
    for taken in &reading.taken {
        milestones(reading, taken, found);
        stages(taken, found);
        activities(taken, found);
    }
}

/// A shared round has one ★ for all of its systems.
fn one_contract(reading: &Reading<'_>, users: &[usize], found: &mut Found) {
    let Some((first, others)) = users.split_first() else {
        return;
    };
    let first = &reading.taken[*first];
    for other in others.iter().map(|u| &reading.taken[*u]) {
        for m in &other.moves {
            let same = first.moves.iter().find(|f| f.ix == m.ix);
            if let Some(same) = same.filter(|f| f.sign != m.sign) {
                let dates =
                    [same.sign, m.sign].map(|d| d.map(|d| d.to_string()).unwrap_or_default());
                let what = "a shared round is signed on two days";
                found.add(
                    Some(&other.system.id),
                    Some(&m.round.id),
                    what,
                    &[("first", &dates[0]), ("other", &dates[1])],
                );
            }
        }
    }
}

fn milestones(reading: &Reading<'_>, taken: &Taken<'_>, found: &mut Found) {
    let system = Some(taken.system.id.as_str());
    let too_many = super::covered::beyond(reading, taken);
    // What another rule says is not said again.
    let said = |kind: &str, round: &str, missing: bool| {
        let lacks = |m: &Move<'_>| m.round.id == round && lacks_vote(reading, taken, m);
        let beyond = || too_many.iter().any(|b| round.starts_with(&b.stem));
        (missing && kind == "debt_burden_vote" && taken.moves.iter().any(lacks))
            || (!missing && kind == "extension_contract" && beyond())
    };
    for (act, milestone) in &taken.pairs {
        let act = act.map(|a| &taken.acts[a]);
        let milestone = milestone.map(|m| &taken.plan.milestones[m]);
        match (act, milestone) {
            (Some(act), None) if said(act.kind, &act.round, true) => {}
            (None, Some(extra)) if said(&extra.kind, &extra.round, false) => {}
            (Some(act), None) => {
                found.add(
                    system,
                    Some(&act.round),
                    "a milestone is missing",
                    &[("kind", &act.kind), ("date", &act.date)],
                );
            }
            (None, Some(extra)) => {
                found.add(
                    system,
                    Some(&extra.round),
                    "a milestone that no rule gives",
                    &[("kind", &extra.kind), ("date", &extra.date)],
                );
            }
            (Some(act), Some(milestone)) => {
                let symbol = milestone.symbol.as_deref();
                if (symbol, milestone.stage.as_str()) != (act.symbol, act.stage.as_str()) {
                    found.add(
                        system,
                        Some(&act.round),
                        "a milestone of another stage or symbol",
                        &[
                            ("kind", &act.kind),
                            ("stage", &milestone.stage),
                            ("must-stage", &act.stage),
                            ("symbol", &symbol.unwrap_or("none")),
                            ("must-symbol", &act.symbol.unwrap_or("none")),
                        ],
                    );
                }
            }
            (None, None) => {}
        }
    }
}

/// The bars that must be there and those that are, side by side; several of one id by date.
pub(super) fn bars<'t>(taken: &'t Taken<'_>) -> Vec<(Option<&'t Stage>, Option<&'t Stage>)> {
    fn sorted(stages: &[Stage]) -> Vec<&Stage> {
        let mut all: Vec<&Stage> = stages.iter().collect();
        all.sort_by_key(|s| (s.kind, s.id.as_str(), s.from));
        all
    }
    let mut ares = sorted(&taken.plan.stages);
    let mut pairs = Vec::new();
    for must in sorted(&taken.stages) {
        let is = ares
            .iter()
            .position(|is| (is.kind, &is.id) == (must.kind, &must.id))
            .map(|i| ares.remove(i));
        pairs.push((Some(must), is));
    }
    pairs.extend(ares.into_iter().map(|is| (None, Some(is))));
    pairs
}

fn stages(taken: &Taken<'_>, found: &mut Found) {
    for pair in bars(taken) {
        let (what, stage) = match pair {
            // What the cover rule says about these is enough.
            (Some(s), None) | (None, Some(s)) if s.kind == StageKind::Gap => continue,
            (Some(must), None) => ("a stage is missing", must),
            (None, Some(extra)) => ("a stage that no rule gives", extra),
            (Some(must), Some(is))
                if must.round != is.round || must.extensions != is.extensions =>
            {
                ("a stage of another round or with other extensions", is)
            }
            _ => continue,
        };
        found.add(
            Some(&taken.system.id),
            stage.round.as_deref(),
            what,
            &[
                ("stage", &stage.id),
                ("from", &stage.from),
                ("to", &stage.to),
                ("extensions", &stage.extensions),
            ],
        );
    }
}

fn activities(taken: &Taken<'_>, found: &mut Found) {
    let known = |a: &&Activity| !taken.moves.iter().any(|m| m.round.id == a.round);
    for extra in taken.plan.activities.iter().filter(known) {
        found.add(
            Some(&taken.system.id),
            Some(&extra.round),
            "a step of no round",
            &[("activity", &extra.id)],
        );
    }
    for m in taken.moves.iter().filter(|m| !m.done) {
        let of_round = |a: &&Activity| a.round == m.round.id;
        let musts: Vec<&str> = taken
            .activities
            .iter()
            .filter(of_round)
            .map(|a| a.id.as_str())
            .collect();
        let ares: Vec<&str> = taken
            .plan
            .activities
            .iter()
            .filter(of_round)
            .map(|a| a.id.as_str())
            .collect();
        if musts != ares {
            found.add(
                Some(&taken.system.id),
                Some(&m.round.id),
                "other steps than the round has",
                &[("are", &ares.join(" ")), ("must", &musts.join(" "))],
            );
        }
    }
}
