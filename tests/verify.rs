//! The verifier against plans that are sound, and against plans that are not.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

#[path = "verify/alone.rs"]
mod alone;
#[path = "verify/decisions.rs"]
mod decisions;
#[path = "verify/edits.rs"]
mod edits;
#[path = "verify/levels.rs"]
mod levels;
#[path = "generate/load.rs"]
mod load;
#[path = "verify/other_facts.rs"]
mod other_facts;
#[path = "verify/rules_page.rs"]
mod rules_page;
#[path = "verify/town.rs"]
mod town;

use ikou::inventory::Inventory;
use ikou::plan::verify::{rebuild, verify};
use ikou::plan::{Effort, Plan, make};
use load::{Texts, checked};
use std::collections::BTreeSet;

/// The inventory in the repository, planned on the day of the seed.
fn shipped() -> (Inventory, Plan) {
    planned(include_str!("../systems.toml").to_owned())
}

/// The texts of a city that has only an inventory, on the day of the seed.
fn texts(systems: String) -> Texts {
    Texts {
        systems,
        as_of: "2021-08-03".parse().unwrap(),
        ..Texts::default()
    }
}

fn planned(systems: String) -> (Inventory, Plan) {
    let (inventory, sources) = checked(&texts(systems)).unwrap();
    let plan = make(&inventory, &sources, Vec::new(), Effort::QUICK);
    (inventory, plan)
}

/// Names of the rules that a plan breaks.
fn broken(inventory: &Inventory, plan: &Plan) -> BTreeSet<&'static str> {
    verify(inventory, plan).iter().map(|v| v.rule).collect()
}

fn found(inventory: &Inventory, plan: &Plan) -> Vec<String> {
    verify(inventory, plan)
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn first_block(page: &str) -> String {
    let start = page.find("```toml\n").unwrap() + "```toml\n".len();
    let length = page[start..].find("```").unwrap();
    page[start..start + length].to_owned()
}

#[test]
fn the_plan_of_the_documented_example_is_sound() {
    let (inventory, plan) = planned(first_block(include_str!("../docs/inventory.md")));
    assert_eq!(found(&inventory, &plan), Vec::<String>::new());
}

#[test]
fn the_plan_of_the_shipped_inventory_is_sound() {
    let (inventory, plan) = shipped();
    assert_eq!(plan.systems.len(), 10);
    assert_eq!(found(&inventory, &plan), Vec::<String>::new());
}

#[test]
fn a_plan_rebuilt_from_its_decisions_is_the_same_plan() {
    let (inventory, plan) = shipped();
    let rebuilt = rebuild(&inventory, &plan).unwrap();
    assert_eq!(found(&inventory, &rebuilt), Vec::<String>::new());
    assert_eq!(rebuilt.outcome.objective, plan.outcome.objective);
}
