//! What an approved plan promised is kept as far as it can be.

use super::dice::Dice;
use super::exhaustive::{self, Verdict, levels, ordered};
use super::load::checked;
use super::random::{self, TINY};
use super::{EFFORT, cases, placed};
use chrono::Days;
use ikou::inventory::{Inventory, Promises};
use ikou::plan::{Plan, Run, Start, Status, make, make_run, promises_of, verify};
use std::collections::BTreeMap;

/// The levels with promises, by their numbers: after gaps and lateness, before yen.
const ORDER: [usize; 9] = [0, 1, 2, 7, 8, 3, 4, 5, 6];

fn decisions(plan: &Plan) -> Vec<(String, String, Vec<String>)> {
    let of = |s: &ikou::plan::PlanSystem| {
        let cutovers = s.milestones.iter().filter(|m| m.kind == "cutover");
        let cutovers = cutovers.map(|m| format!("{} {}", m.round, m.date));
        (s.id.clone(), s.route.bridge.clone(), cutovers.collect())
    };
    plan.systems.iter().map(of).collect()
}

/// With nothing changed the plan is the approved one; what was not proved best may not be left for
/// something cheaper either.
#[test]
fn with_nothing_changed_nothing_moves() {
    let (mut same, mut proved) = (0, 0);
    for seed in 0..cases(40) {
        let spec = random::spec(4_000_000 + seed, random::ANY);
        let Ok((mut inventory, sources)) = checked(&spec.plain()) else {
            continue;
        };
        let approved = make(&inventory, &sources, Vec::new(), EFFORT);
        if !placed(&inventory, &approved) {
            continue;
        }
        inventory.promise(promises_of(&approved));
        let start = Start::of(&approved);
        let run = Run {
            start: Some(&start),
            watch: None,
        };
        let again = make_run(&inventory, &sources, Vec::new(), EFFORT, run);
        let better = |plan: &Plan| ordered(&levels(plan), &ORDER[..3]);
        // Fewer gaps or less lateness are worth any promise.
        if better(&again) < better(&approved) {
            assert_ne!(approved.outcome.status, Status::Optimal, "seed {seed}");
            continue;
        }
        assert_eq!(better(&again), better(&approved), "seed {seed}");
        assert_eq!(decisions(&again), decisions(&approved), "seed {seed}");
        let objective = &again.outcome.objective;
        assert_eq!(objective.promises_changed, Some(0), "seed {seed}");
        assert_eq!(objective.promised_days_moved, Some(0), "seed {seed}");
        same += 1;
        proved += u32::from(approved.outcome.status == Status::Optimal);
    }
    println!("{same} the same, {proved} of proved plans");
    assert!(same > 15 && proved > 3, "{same} the same, {proved} proved");
}

/// Promises that no longer fit: some days away from what the plan would be.
fn slipped(dice: &mut Dice, inventory: &Inventory, plan: &Plan) -> Promises {
    let mut promises = promises_of(plan);
    for promise in promises.values_mut() {
        for cutover in promise.cutovers.iter_mut().flatten() {
            if dice.percent(60) {
                let days = u64::try_from(dice.range(1, 120)).unwrap();
                let moved = match dice.percent(50) {
                    true => *cutover - Days::new(days),
                    false => *cutover + Days::new(days),
                };
                *cutover = inventory.calendar.open_on_or_after(moved);
            }
        }
        if dice.percent(20) {
            let all = &inventory.routes.bridges;
            let at = usize::try_from(dice.range(0, i64::try_from(all.len()).unwrap() - 1)).unwrap();
            promise.bridge = all[at].id.clone();
        }
    }
    promises
}

/// What a plan does not keep of promises, counted by hand.
fn broken(promises: &Promises, plan: &Plan) -> [i64; 2] {
    let (mut changed, mut days) = (0, 0);
    for system in &plan.systems {
        let Some(promise) = promises.get(&system.id) else {
            continue;
        };
        let route = (&system.route.bridge, &system.route.target);
        changed += i64::from(route != (&promise.bridge, &promise.target));
        for (standard, promised) in [(false, promise.cutovers[0]), (true, promise.cutovers[1])] {
            let mut cutovers = system.milestones.iter().filter(|m| m.kind == "cutover");
            let is = cutovers.find(|m| (m.stage == "standard") == standard);
            match (promised, is.map(|m| m.date)) {
                (Some(promised), Some(is)) => {
                    changed += i64::from(promised != is);
                    days += (is - promised).num_days().abs();
                }
                (Some(_), None) => changed += 1,
                (None, _) => {}
            }
        }
    }
    [changed, days]
}

/// What is called optimal breaks no more promises than trying everything says, and is no worse on
/// the levels before; bounds hold, and the verifier counts the same.
#[test]
fn no_more_is_broken_than_must_be() {
    let mut counts: BTreeMap<(Status, &str), u32> = BTreeMap::new();
    for seed in 0..cases(16) {
        let mut dice = Dice::new(seed);
        let spec = random::spec(5_000_000 + seed, TINY);
        let Ok((mut inventory, sources)) = checked(&spec.plain()) else {
            continue;
        };
        let plan = make(&inventory, &sources, Vec::new(), EFFORT);
        if !placed(&inventory, &plan) {
            continue;
        }
        let promises = slipped(&mut dice, &inventory, &plan);
        inventory.promise(promises.clone());
        let kept = make(&inventory, &sources, Vec::new(), EFFORT);
        let status = kept.outcome.status;
        assert!(placed(&inventory, &kept), "seed {seed}");
        assert_eq!(levels(&kept)[7..], broken(&promises, &kept), "seed {seed}");
        assert!(verify::verify(&inventory, &kept).is_empty(), "seed {seed}");
        let how = match exhaustive::best_keeping(&spec, 150, &ORDER, &promises) {
            Verdict::Best(best) => {
                let (is, best) = (ordered(&levels(&kept), &ORDER), ordered(&best, &ORDER));
                assert!(best <= is, "seed {seed}: found {is:?}, best {best:?}");
                if status == Status::Optimal {
                    assert_eq!(is, best, "seed {seed}: said to be optimal");
                }
                if is == best { "equal" } else { "worse" }
            }
            Verdict::TooMany => "undecided",
            Verdict::Impossible => panic!("seed {seed}: a plan was found"),
        };
        *counts.entry((status, how)).or_default() += 1;
    }
    println!("{counts:?}");
    let of = |how: &str| -> u32 {
        let all = counts.iter().filter(|((_, h), _)| *h == how);
        all.map(|(_, n)| n).sum()
    };
    assert!(of("equal") >= 4, "{counts:?}");
    assert!(of("worse") * 5 <= of("equal"), "{counts:?}");
}
