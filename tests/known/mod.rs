//! The blocks of docs/inventory.md, read as files, and every key that the reader knows.

use ikou::diag::{Finding, Sink};
use ikou::inventory::{Files, load};
use ikou::source::Sources;

pub(crate) fn page() -> String {
    std::fs::read_to_string("docs/inventory.md").unwrap()
}

/// The TOML blocks of docs/inventory.md; the first is a whole inventory.
pub(crate) fn blocks() -> Vec<String> {
    let page = page();
    let pieces = page.split("```toml\n").skip(1);
    pieces
        .map(|piece| piece.split("```").next().unwrap().to_owned())
        .collect()
}

pub(crate) fn example() -> String {
    blocks().remove(0)
}

pub(crate) const FRAME: &str = r#"
[municipality]
name = "試験市"
kind = "city"

[horizon]
from = 2021-07-01
to = 2027-03-31
"#;

/// A block of the page, completed: what is no whole inventory gets a frame, what is another file
/// goes with the example.
pub(crate) fn load_block(block: &str) -> Vec<Finding> {
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
    load(
        &mut sources,
        &files,
        "2021-08-03".parse().unwrap(),
        &mut sink,
    );
    sink.into_sorted()
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

/// Every key that the reader knows, with the path of the key `zz` beside it: what nobody asks for is put
/// into every table, and the findings say what is known there.
pub(crate) fn known_keys() -> Vec<(String, String)> {
    let mut keys = Vec::new();
    // The built-in files have every table of their kind.
    let mut texts = blocks();
    // Keys that depend on a word which no block has.
    texts.push("[[procurement]]\nid = \"a\"\nmoney = { state = \"signed\" }\n".to_owned());
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
                let known = known.split(", ").filter(|k| !k.is_empty());
                let path = finding.path.clone().unwrap_or_default();
                keys.extend(known.map(|key| (path.clone(), key.to_owned())));
            }
        }
    }
    keys
}
