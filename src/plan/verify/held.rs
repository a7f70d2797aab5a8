//! Acts that are held on one day: by what has happened, or at their last day.

use super::acts::Act;
use super::reading::{Reading, Taken};
use super::{Found, days_between, money};
use crate::inventory::{Money, RoundIx, Route};
use crate::plan::{Activity, Milestone, StageKind};

/// Acts of which the plan has another day than they must have.
pub(super) fn moved<'r>(
    reading: &'r Reading<'_>,
) -> impl Iterator<Item = (&'r Taken<'r>, &'r Act, &'r Milestone)> {
    reading.taken.iter().flat_map(|taken| {
        taken.pairs.iter().filter_map(move |(act, milestone)| {
            let (act, milestone) = (&taken.acts[(*act)?], &taken.plan.milestones[(*milestone)?]);
            (act.date != milestone.date).then_some((taken, act, milestone))
        })
    })
}

fn report(found: &mut Found, taken: &Taken<'_>, act: &Act, milestone: &Milestone, what: &str) {
    found.add(
        Some(&taken.system.id),
        Some(&act.round),
        what,
        &[
            ("kind", &act.kind),
            ("is", &milestone.date),
            ("must", &act.date),
            ("days-off", &days_between(act.date, milestone.date)),
        ],
    );
}

/// `actual`: what has happened stays on its day, and nothing else is said to have happened; a
/// round that was signed keeps its route.
pub(super) fn actual(reading: &Reading<'_>, found: &mut Found) {
    for (taken, act, milestone) in moved(reading).filter(|(_, act, _)| act.done) {
        report(found, taken, act, milestone, "what has happened was moved");
    }
    for taken in &reading.taken {
        for (act, milestone) in &taken.pairs {
            let Some(milestone) = milestone.map(|m| &taken.plan.milestones[m]) else {
                continue;
            };
            let done = act.is_some_and(|a| taken.acts[a].done);
            if milestone.done != done {
                let what = if done {
                    "not marked as done"
                } else {
                    "marked as done"
                };
                found.add(
                    Some(&taken.system.id),
                    Some(&milestone.round),
                    what,
                    &[("kind", &milestone.kind), ("date", &milestone.date)],
                );
            }
        }
        for m in &taken.moves {
            let past = reading.past(m);
            let done = past.done_for(taken.ix).filter(|date| *date != m.cutover);
            let signed = match m.round.money {
                Money::Signed { .. } => None,
                _ => past
                    .signed
                    .filter(|date| Some(*date) != m.sign && m.sign.is_some()),
            };
            let late = past
                .started
                .filter(|date| m.sign.is_some_and(|sign| *date < sign));
            let decided = [
                ("cutover", done, Some(m.cutover)),
                ("contract", signed, m.sign),
                ("started", late, m.sign),
            ];
            for (kind, date, is) in decided {
                if let (Some(date), Some(is)) = (date, is) {
                    found.add(
                        Some(&taken.system.id),
                        Some(&m.round.id),
                        "what has happened was moved",
                        &[
                            ("kind", &kind),
                            ("is", &is),
                            ("must", &date),
                            ("days-off", &days_between(date, is)),
                        ],
                    );
                }
            }
        }
    }
    let all = begun(reading);
    for taken in &reading.taken {
        let begun = &all[taken.ix.0];
        let on =
            |r: RoundIx, route: &Route| route.bridge_round == Some(r) || route.target_round == r;
        let kept = |route: &Route| begun.iter().filter(|r| on(**r, route)).count();
        let most = taken.system.routes.iter().map(kept).max().unwrap_or(0);
        let missing = begun
            .iter()
            .filter(|r| !taken.moves.iter().any(|m| m.ix == **r));
        if begun.len() - missing.clone().count() == most {
            continue;
        }
        // Of those that some route could have taken.
        for r in missing.filter(|r| taken.system.routes.iter().any(|route| on(**r, route))) {
            let what = "a round that was signed is not on the route";
            let round = &reading.inventory.round(*r).id;
            found.add(Some(&taken.system.id), Some(round), what, &[]);
        }
    }
}

/// By system, the rounds that have been signed or begun for it.
fn begun(reading: &Reading<'_>) -> Vec<Vec<RoundIx>> {
    let mut all = vec![Vec::new(); reading.inventory.systems.len()];
    let rounds = reading.inventory.rounds.iter().zip(&reading.history.rounds);
    for (ix, (round, past)) in rounds.enumerate() {
        if !past.behind(&round.money) {
            continue;
        }
        for system in &round.systems {
            // In-house there is no ★ that would have been signed for all.
            let for_others =
                round.in_house() && past.started.is_none() && past.done_for(*system).is_none();
            if !for_others {
                all[system.0].push(RoundIx(ix));
            }
        }
    }
    all
}

/// A notice after its last day.
fn too_late(act: &Act, milestone: &Milestone) -> bool {
    act.kind == "notice" && !act.done && act.date < milestone.date
}

/// `notice`: notice to the vendor lies on or before the end less its length.
pub(super) fn notice(reading: &Reading<'_>, found: &mut Found) {
    for (taken, act, milestone) in moved(reading) {
        if too_late(act, milestone) {
            report(found, taken, act, milestone, "notice is given too late");
        }
    }
}

/// `derived-date`: acts, steps and bars that follow from ★ and ▲ lie where they follow.
pub(super) fn derived_date(reading: &Reading<'_>, found: &mut Found) {
    for (taken, act, milestone) in moved(reading) {
        // What another rule says of the act is not said again.
        let said = ["budget_vote", "debt_burden_vote"].contains(&act.kind)
            || too_late(act, milestone)
            || money::misses(reading, taken, milestone);
        if !act.done && !said {
            report(
                found,
                taken,
                act,
                milestone,
                "not on the day that follows from ★ and ▲",
            );
        }
    }
    for taken in &reading.taken {
        for m in taken.moves.iter().filter(|m| !m.done) {
            let of_round = |a: &&Activity| a.round == m.round.id;
            let musts = taken.activities.iter().filter(of_round);
            let ares = taken.plan.activities.iter().filter(of_round);
            for (must, is) in musts.zip(ares) {
                if must.id == is.id && (must.from, must.to) != (is.from, is.to) {
                    let what = "a step is not where it follows from ★ and ▲";
                    found.add(
                        Some(&taken.system.id),
                        Some(&m.round.id),
                        what,
                        &[
                            ("activity", &must.id),
                            ("from", &is.from),
                            ("to", &is.to),
                            ("must-from", &must.from),
                            ("must-to", &must.to),
                        ],
                    );
                }
            }
        }
        for (must, is) in super::complete::bars(taken) {
            let (Some(must), Some(is)) = (must, is) else {
                continue;
            };
            let served = matches!(must.kind, StageKind::Service | StageKind::Gap);
            if !served && (must.from, must.to) != (is.from, is.to) {
                super::covered::edges(found, taken, must, is);
            }
        }
    }
}
