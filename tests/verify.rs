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

/// Where the June session asks in March: money of the next fiscal year, though asked for in this one.
#[test]
fn a_session_that_asks_in_the_spring_before_its_fiscal_year() {
    let systems = r#"
schema = 1
[municipality]
name = "試験町"
kind = "town"
[horizon]
from = 2022-04-01
to = 2027-03-31
[[contract]]
id = "now"
ends = 2023-06-30
[[system]]
id = "tax"
name = "税"
contract = "now"
[[procurement]]
id = "tax/standard"
systems = ["tax"]
stage = "standard"
method = { kind = "designated" }
work = "10M"
supplementary = "国の補助事業の決定"
"#;
    let june = "[[session]]\nid = \"june\"\nrequest = \"03-30\"\nvote = \"06-20\"\n";
    let texts = Texts {
        calendar: Some(june.to_owned()),
        as_of: "2022-01-15".parse().unwrap(),
        ..texts(systems.to_owned())
    };
    let (inventory, sources) = checked(&texts).unwrap();
    let plan = make(&inventory, &sources, Vec::new(), Effort::QUICK);
    assert_eq!(found(&inventory, &plan), Vec::<String>::new());
    let mut acts = plan.systems[0].milestones.iter();
    let request = acts.find(|m| m.kind == "supplementary_request").unwrap();
    assert_eq!(request.date.to_string(), "2022-03-30");
    assert_eq!(plan.outcome.status, ikou::plan::Status::Optimal);
}
