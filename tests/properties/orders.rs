//! Plans with the levels of the objective in another order, or some of them left out.

use super::dice::Dice;
use super::exhaustive::{self, Verdict, levels, ordered};
use super::load::checked;
use super::random::{self, TINY};
use super::{EFFORT, cases, placed, wild};
use ikou::inventory::{Level, Order};
use ikou::plan::{Plan, Run, Start, Status, make, make_run, verify};
use std::collections::BTreeMap;

/// Some of the levels in any order, by their numbers. Trying everything tells Σ ★ only of plans with
/// the least peak, so it never counts more than that.
fn any_order(dice: &mut Dice) -> Vec<usize> {
    loop {
        let mut order: Vec<usize> = (0..7).collect();
        dice.shuffle(&mut order);
        order.truncate(usize::try_from(dice.range(1, 7)).unwrap());
        // Mostly the peak counts little: else everything has to be tried.
        if dice.percent(70) && order.contains(&4) {
            order.retain(|level| *level != 4);
            order.push(4);
        }
        let at = |level| order.iter().position(|l| *l == level);
        if at(6).is_none_or(|signs| at(4).is_none_or(|peak| peak < signs)) {
            return order;
        }
    }
}

/// The same as it is asked for: what is left out has to be named where it would stay.
fn spelt(order: &[usize]) -> Order {
    let names = order.iter().map(|l| Level::ALL[*l].name().to_owned());
    let left_out = [0, 1].into_iter().filter(|level| !order.contains(level));
    let left_out = left_out.map(|level| format!("no-{}", Level::ALL[level].name()));
    let all: Vec<String> = names.chain(left_out).collect();
    Order::asked(all.iter().map(String::as_str)).unwrap()
}

/// In whatever order: what is called optimal is what trying everything finds, bounds hold, and the
/// verifier accepts it.
#[test]
fn optimal_is_optimal_in_any_order() {
    let mut counts: BTreeMap<(Status, &str), u32> = BTreeMap::new();
    for seed in 0..cases(30) {
        let mut dice = Dice::new(seed);
        let spec = match seed % 4 {
            3 => wild::spec(2_000_000 + seed, TINY),
            _ => random::spec(1_000_000 + seed, TINY),
        };
        let order = any_order(&mut dice);
        let Ok((mut inventory, sources)) = checked(&spec.plain()) else {
            continue;
        };
        inventory.order = spelt(&order);
        let plan = make(&inventory, &sources, Vec::new(), EFFORT);
        let status = plan.outcome.status;
        let found = placed(&inventory, &plan);
        if found && !verify::verify(&inventory, &plan).is_empty() {
            *counts.entry((status, "refused")).or_default() += 1;
            continue;
        }
        let how = match exhaustive::best_in(&spec, 150, &order) {
            Verdict::TooMany => "undecided",
            Verdict::Impossible => {
                assert!(!found, "seed {seed}, {order:?}: nothing is possible");
                "impossible"
            }
            Verdict::Best(best) => {
                assert!(found, "seed {seed}, {order:?}: {best:?} is possible");
                let (is, best) = (ordered(&levels(&plan), &order), ordered(&best, &order));
                assert!(
                    best <= is,
                    "seed {seed}, {order:?}: found {is:?}, best {best:?}"
                );
                if status == Status::Optimal {
                    assert_eq!(is, best, "seed {seed}, {order:?}: said to be optimal");
                }
                bounded(&plan, &order, &best, seed);
                if is == best { "equal" } else { "worse" }
            }
        };
        *counts.entry((status, how)).or_default() += 1;
    }
    println!("{counts:?}");
    let of = |status, how| counts.get(&(status, how)).copied().unwrap_or(0);
    let equal: u32 = [Status::Optimal, Status::Feasible, Status::Infeasible]
        .map(|s| of(s, "equal"))
        .iter()
        .sum();
    let worse = of(Status::Feasible, "worse") + of(Status::Infeasible, "worse");
    assert!(of(Status::Optimal, "equal") >= 5, "{counts:?}");
    assert!(worse * 5 <= equal, "too often not the best: {counts:?}");
}

/// A bound holds for plans that reach those before it.
fn bounded(plan: &Plan, order: &[usize], best: &[i64], seed: u64) {
    for (at, level) in order.iter().enumerate() {
        let level = Level::ALL[*level];
        let Some(bound) = plan.outcome.bound.get(level) else {
            break;
        };
        let (bound, best) = match level {
            Level::PeakLoad => ((bound * 1e6).round(), best[at] as f64),
            _ => (bound, best[at] as f64),
        };
        let name = level.name();
        assert!(
            bound <= best,
            "seed {seed}: {name} is {best}, bounded by {bound}"
        );
        if bound < best {
            break;
        }
    }
}

/// From its own plan on, whatever the effort, nothing is worse; where that was proved, it is the same.
#[test]
fn from_a_plan_on_nothing_is_worse() {
    let (mut same, mut better, mut fewer) = (0, 0, 0);
    for seed in 0..cases(60) {
        let mut dice = Dice::new(seed);
        let spec = random::spec(seed, random::ANY);
        let Ok((mut inventory, sources)) = checked(&spec.plain()) else {
            continue;
        };
        let order = any_order(&mut dice);
        let usual = dice.percent(50);
        if !usual {
            inventory.order = spelt(&order);
        }
        let order = if usual { (0..7).collect() } else { order };
        let plan = make(&inventory, &sources, Vec::new(), EFFORT);
        if !placed(&inventory, &plan) {
            continue;
        }
        let start = Start::of(&plan);
        let run = Run {
            start: Some(&start),
            watch: None,
        };
        let again = make_run(&inventory, &sources, Vec::new(), EFFORT, run);
        let [was, is] = [&plan, &again].map(|p| ordered(&levels(p), &order));
        assert!(is <= was, "seed {seed}, {order:?}: {was:?} became {is:?}");
        let refused = |plan| !verify::verify(&inventory, plan).is_empty();
        assert!(refused(&plan) || !refused(&again), "seed {seed}");
        if plan.outcome.status == Status::Optimal {
            assert_eq!(is, was, "seed {seed}");
        }
        match is == was {
            true => same += 1,
            false => better += 1,
        }
        fewer += u32::from(again.outcome.steps <= plan.outcome.steps);
    }
    println!("{same} the same, {better} better, {fewer} with fewer steps");
    assert!(same > 10, "{same} the same, {better} better");
    assert!(fewer * 2 > same + better, "{fewer} with fewer steps");
}

/// With no effort at all, the plan it begins with is kept.
#[test]
fn without_effort_the_plan_it_begins_with_is_kept() {
    let none = ikou::plan::Effort {
        steps: 0,
        passes: 0,
    };
    let mut kept = 0;
    for seed in 0..cases(40) {
        let spec = random::spec(seed, random::ANY);
        let Ok((inventory, sources)) = checked(&spec.plain()) else {
            continue;
        };
        let plan = make(&inventory, &sources, Vec::new(), EFFORT);
        if !placed(&inventory, &plan) {
            continue;
        }
        let start = Start::of(&plan);
        let run = Run {
            start: Some(&start),
            watch: None,
        };
        let again = make_run(&inventory, &sources, Vec::new(), none, run);
        let (was, is) = (levels(&plan), levels(&again));
        assert!(is <= was, "seed {seed}: {was:?} became {is:?}");
        kept += u32::from(is == was);
    }
    assert!(kept > 10, "{kept}");
}
