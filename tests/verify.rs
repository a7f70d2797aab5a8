//! The verifier against plans that are sound, and against plans that are not.

#[path = "generate/load.rs"]
mod load;

use ikou::inventory::Inventory;
use ikou::plan::verify::verify;
use ikou::plan::{Effort, Plan, make};
use load::{Texts, checked};

fn planned(systems: String) -> (Inventory, Plan) {
    let as_of = "2021-08-03".parse().unwrap();
    let texts = Texts {
        systems,
        calendar: None,
        actuals: None,
        as_of,
    };
    let (inventory, sources) = checked(&texts).unwrap();
    let plan = make(&inventory, &sources, Vec::new(), Effort::QUICK);
    (inventory, plan)
}

fn first_block(page: &str) -> String {
    let start = page.find("```toml\n").unwrap() + "```toml\n".len();
    let length = page[start..].find("```").unwrap();
    page[start..start + length].to_owned()
}

#[test]
fn the_plan_of_the_documented_example_is_sound() {
    let systems = first_block(include_str!("../docs/inventory.md"));
    let (inventory, plan) = planned(systems);
    let found: Vec<String> = verify(&inventory, &plan)
        .iter()
        .map(|v| v.to_string())
        .collect();
    assert_eq!(found, Vec::<String>::new());
}
