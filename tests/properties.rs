//! Properties that hold for every inventory.

#[path = "generate/dice.rs"]
mod dice;
#[path = "generate/load.rs"]
mod load;
#[path = "generate/random.rs"]
mod random;
#[path = "generate/spec.rs"]
mod spec;

use ikou::plan::{Effort, Plan, make, verify};
use load::checked;
use random::ANY;
use spec::Spec;

/// Enough for six systems, and quick.
const EFFORT: Effort = Effort {
    steps: 100_000,
    passes: 1,
};

/// How many inventories each property is tried on: `IKOU_CASES`, else few.
fn cases(few: u64) -> u64 {
    std::env::var("IKOU_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(few)
}

fn plan_of(spec: &Spec) -> Option<(ikou::inventory::Inventory, Plan)> {
    let (inventory, sources) = checked(&spec.plain()).ok()?;
    let plan = make(&inventory, &sources, Vec::new(), EFFORT);
    Some((inventory, plan))
}

/// Whether every system has its ▲: else no plan was found, and the outcome says so.
fn placed(inventory: &ikou::inventory::Inventory, plan: &Plan) -> bool {
    plan.systems.len() == inventory.systems.len()
        && plan.systems.iter().all(|s| {
            s.milestones
                .iter()
                .any(|m| m.kind == "cutover" && m.stage == "standard")
        })
}

/// The violations of a plan that is said to keep the rules.
fn broken(spec: &Spec) -> Vec<String> {
    let Some((inventory, plan)) = plan_of(spec) else {
        return Vec::new();
    };
    if !placed(&inventory, &plan) {
        return Vec::new();
    }
    verify::verify(&inventory, &plan)
        .iter()
        .map(|v| v.to_string())
        .collect()
}

#[test]
fn generated_inventories_are_mostly_sound() {
    let errors: Vec<String> = (0..200)
        .filter_map(|seed| checked(&random::spec(seed, ANY).plain()).err())
        .map(|findings| format!("{:?}", findings.first().map(|f| (f.code, f.path.clone()))))
        .collect();
    assert!(
        errors.len() < 40,
        "{} of 200 refused: {errors:#?}",
        errors.len()
    );
}

#[test]
#[ignore = "some plans still break a rule"]
fn every_plan_is_accepted() {
    let mut failures = Vec::new();
    let (mut planned, mut unplaced) = (0, 0);
    for seed in 0..cases(150) {
        let spec = random::spec(seed, ANY);
        let Some((inventory, plan)) = plan_of(&spec) else {
            continue;
        };
        if !placed(&inventory, &plan) {
            unplaced += 1;
            continue;
        }
        planned += 1;
        let found = verify::verify(&inventory, &plan);
        if !found.is_empty() {
            failures.push((seed, found));
        }
    }
    println!(
        "{planned} planned, {unplaced} not, {} failures",
        failures.len()
    );
    let mut kinds: std::collections::BTreeMap<String, Vec<String>> = Default::default();
    for (seed, found) in &failures {
        for v in found {
            let extra: Vec<&str> = ["kind", "level", "part", "stage"]
                .iter()
                .filter_map(|k| v.values.get(*k))
                .map(|s| s.as_str())
                .collect();
            kinds
                .entry(format!("{}: {} {}", v.rule, v.what, extra.join(" ")))
                .or_default()
                .push(format!("{seed}: {v}"));
        }
    }
    for (k, all) in &kinds {
        println!("== {k} ({})", all.len());
        for a in all.iter().take(4) {
            println!("     {a}");
        }
    }
    assert!(failures.is_empty());
}

#[test]
#[ignore = "to look into one seed: SEED=… WANT=…"]
fn shrink() {
    let seed: u64 = std::env::var("SEED").unwrap().parse().unwrap();
    let want = std::env::var("WANT").unwrap_or_default();
    let fails = |spec: &Spec| broken(spec).iter().any(|v| v.contains(&want));
    let smallest = random::spec(seed, ANY).smallest(&fails);
    let texts = smallest.plain();
    println!(
        "as of {}\n{}\n{}\n{}",
        texts.as_of,
        texts.systems,
        texts.actuals.unwrap_or_default(),
        texts.calendar.unwrap_or_default()
    );
    println!("{:#?}", broken(&smallest));
    let plan = plan_of(&smallest).unwrap().1;
    std::fs::write("/tmp/shrunk.json", plan.to_json()).unwrap();
}
