//! Reading and checking as a whole: what an inventory becomes.

use ikou::calendar::Date;
use ikou::diag::{Finding, Severity, Sink};
use ikou::inventory::{Files, Inventory, load};
use ikou::source::Sources;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Loads one text as `systems.toml` on the day of the seed.
fn load_text(text: &str) -> (Option<Inventory>, Vec<Finding>) {
    let mut sources = Sources::new();
    let inventory = sources.add("systems.toml", text);
    let files = Files {
        inventory,
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let inventory = load(&mut sources, &files, day("2021-08-03"), &mut sink);
    (inventory, sink.into_sorted())
}

fn example() -> String {
    let page = std::fs::read_to_string("docs/inventory.md").unwrap();
    let start = page.find("```toml\n").unwrap() + "```toml\n".len();
    let length = page[start..].find("```").unwrap();
    page[start..start + length].to_owned()
}

#[test]
fn the_example_is_read_without_errors() {
    let (inventory, findings) = load_text(&example());
    let errors: Vec<_> = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .collect();
    assert_eq!(errors, Vec::<&Finding>::new());
    let inventory = inventory.unwrap();
    assert_eq!(inventory.municipality.name, "郡山市");
    assert_eq!(inventory.horizon, (day("2021-07-01"), day("2027-03-31")));
    let tax = &inventory.systems[0];
    let routes: Vec<(&str, &str)> = tax
        .routes
        .iter()
        .map(|r| {
            let routes = &inventory.routes;
            (
                routes.bridges[r.bridge].id.as_str(),
                routes.targets[r.target].id.as_str(),
            )
        })
        .collect();
    assert_eq!(
        routes,
        [
            ("rehost", "gov-cloud"),
            ("extend", "gov-cloud"),
            ("none", "gov-cloud")
        ]
    );
    let ids: Vec<&str> = inventory.rounds.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["tax/bridge", "tax/standard"]);
    let fact = &inventory.facts["procurement.\"tax/bridge\".extend.price.month"];
    assert_eq!(fact.value, "2100000");
}
