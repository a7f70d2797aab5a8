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

fn page() -> String {
    std::fs::read_to_string("docs/inventory.md").unwrap()
}

/// The TOML blocks of docs/inventory.md; the first is a whole inventory.
fn blocks() -> Vec<String> {
    let page = page();
    let pieces = page.split("```toml\n").skip(1);
    pieces
        .map(|piece| piece.split("```").next().unwrap().to_owned())
        .collect()
}

fn example() -> String {
    blocks().remove(0)
}

const FRAME: &str = r#"
[municipality]
name = "試験市"
kind = "city"

[horizon]
from = 2021-07-01
to = 2027-03-31
"#;

/// A block of the page, completed: what is no whole inventory gets a frame, what is another file
/// goes with the example.
fn load_block(block: &str) -> Vec<Finding> {
    let mut sources = Sources::new();
    let mut files = Files {
        inventory: sources.add("example.toml", example()),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let first = block.lines().next().unwrap_or("").trim_start_matches("# ");
    if first.starts_with("schedules/") {
        let file = Some(sources.add(first, block));
        match first {
            "schedules/calendar.toml" => files.calendar = file,
            "schedules/routes.toml" => files.routes = file,
            "schedules/actuals.toml" => files.actuals = file,
            _ => panic!("{first}"),
        }
    } else {
        let mut text = block.to_owned();
        for table in FRAME.trim().split("\n\n") {
            let header = table.lines().next().unwrap();
            if !text.contains(header) {
                text.push('\n');
                text.push_str(table);
            }
        }
        files.inventory = sources.add("block.toml", text);
    }
    let mut sink = Sink::new();
    load(&mut sources, &files, day("2021-08-03"), &mut sink);
    sink.into_sorted()
}

#[test]
fn every_block_of_the_page_is_sound() {
    let mut count = 0;
    for block in blocks() {
        count += 1;
        for finding in load_block(&block) {
            // A piece refers to records that it does not show.
            let elsewhere = ["unknown-id", "unknown-business"].contains(&finding.code.name());
            assert!(
                finding.severity < Severity::Error || elsewhere,
                "{block}\n{finding:?}"
            );
        }
    }
    assert!(count >= 14, "{count}");
}

/// Puts a key that nobody knows into every table.
fn inject(value: &mut toml::Value) {
    match value {
        toml::Value::Table(table) => {
            table.iter_mut().for_each(|(_, v)| inject(v));
            table.insert("zz".to_owned(), toml::Value::Integer(1));
        }
        toml::Value::Array(items) => items.iter_mut().for_each(inject),
        _ => {}
    }
}

#[test]
fn every_key_that_is_read_is_documented() {
    let page = page();
    let mut keys = std::collections::BTreeSet::new();
    // The built-in files have every table of their kind.
    let mut texts = blocks();
    for name in ["calendar", "routes"] {
        let text = std::fs::read_to_string(format!("src/builtin/{name}.toml")).unwrap();
        texts.push(format!("# schedules/{name}.toml\n{text}"));
    }
    for block in texts {
        let mut value = toml::Value::Table(block.parse().unwrap());
        inject(&mut value);
        let first = block.lines().next().unwrap_or("");
        let first = if first.starts_with("# schedules/") {
            first
        } else {
            ""
        };
        let text = format!("{first}\n{}", toml::to_string(&value).unwrap());
        for finding in load_block(&text) {
            if finding.code.name() == "unknown-key" {
                let known = finding.args.iter().find(|(name, _)| *name == "known");
                let known = known.map(|(_, list)| list.as_str()).unwrap_or_default();
                keys.extend(
                    known
                        .split(", ")
                        .filter(|k| !k.is_empty())
                        .map(str::to_owned),
                );
            }
        }
    }
    assert!(keys.len() > 90, "{}: {keys:?}", keys.len());
    let silent = |key: &&String| {
        let forms = [
            format!("`{key}`"),
            format!("`[{key}]`"),
            format!("`[[{key}]]`"),
        ];
        !forms.iter().any(|form| page.contains(form)) && !page.contains(&format!(".{key}`"))
    };
    let missing: Vec<_> = keys.iter().filter(silent).collect();
    assert_eq!(
        missing,
        Vec::<&String>::new(),
        "keys without a word in docs/inventory.md"
    );
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
