//! docs/model.md against the program: every key it names is one that the reader knows, every
//! function exists, every rule and every level stands there once.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

#[path = "known/mod.rs"]
mod known;

use known::known_keys;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PAGE: &str = include_str!("../docs/model.md");
const RULES: &str = include_str!("../docs/rules.md");

/// A part of a page, from its heading to the next of the same rank.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let mut parts = page.split("\n## ");
    parts.find(|part| part.starts_with(heading)).unwrap()
}

/// The names that stand in headings of a part, with what stands below each.
fn named(part: &str) -> Vec<(&str, &str)> {
    let below = part.split("\n### `").skip(1);
    below.map(|text| text.split_once('`').unwrap()).collect()
}

/// What stands between backquotes, blocks left out.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    let lines = prose.flat_map(str::lines);
    lines
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .collect()
}

/// The table in the verifier: rule, module, function.
fn checks() -> BTreeMap<&'static str, (&'static str, &'static str)> {
    let source = include_str!("../src/plan/verify.rs");
    let table = source.split("const CHECKS").nth(1).unwrap();
    let rows = table.lines().skip(1).take_while(|line| *line != "];");
    let row = |line: &'static str| {
        let (rule, function) = line.trim().strip_prefix("(\"")?.split_once("\", ")?;
        Some((rule, function.strip_suffix("),")?.split_once("::")?))
    };
    rows.map(|line| row(line).unwrap_or_else(|| panic!("{line}")))
        .collect()
}

#[test]
fn every_rule_stands_there_once_with_its_one_function() {
    let rules = section(RULES, "Never broken").lines();
    let rules: Vec<&str> = rules
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let told = named(section(PAGE, "Never broken"));
    let names: Vec<&str> = told.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, rules);
    let checks = checks();
    for (rule, text) in told {
        let (module, function) = checks[rule];
        assert_eq!(function, rule.replace('-', "_"), "named after its rule");
        let path = format!("plan::verify::{module}::{function}");
        assert!(quoted(text).contains(&path.as_str()), "{rule}: no {path}");
    }
}

#[test]
fn every_level_stands_there_once_in_its_order() {
    let order = section(RULES, "Order of the levels");
    let words = order.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let levels: Vec<&str> = words.filter(|word| word.contains('_')).collect();
    assert_eq!(levels.len(), 7);
    let told = named(section(PAGE, "Levels"));
    let names: Vec<&str> = told.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, levels);
    for (at, (level, text)) in told.iter().enumerate() {
        let path = format!("plan::verify::levels::{level}");
        assert!(quoted(text).contains(&path.as_str()), "{level}: no {path}");
        let symbol = char::from_u32('₁' as u32 + u32::try_from(at).unwrap()).unwrap();
        assert!(text.contains(&format!("L{symbol} ")), "{level}: L{symbol}");
    }
}

/// So do those of promises, which the verifier counts in one function.
#[test]
fn every_level_of_promises_stands_there_once() {
    let told = named(section(PAGE, "Promises"));
    let names: Vec<&str> = told.iter().map(|(name, _)| *name).collect();
    let levels = ikou::inventory::Level::PROMISES.map(|level| level.name());
    assert_eq!(names, levels);
    for ((level, text), symbol) in told.iter().zip(["Lₚ ", "Lₘ "]) {
        assert!(
            quoted(text).contains(&"plan::verify::levels::promises"),
            "{level}"
        );
        assert!(text.contains(symbol), "{level}: {symbol}");
    }
}

/// The Japanese page has the same rules and levels in the same order, each leading to its formula.
#[test]
fn the_japanese_page_leads_to_every_formula() {
    let page = include_str!("../docs/model.ja.md");
    let links = page.lines().filter_map(|line| {
        let name = line.split_once("[`")?.1.split('`').next()?;
        line.contains(&format!("](model.md#{name})"))
            .then_some(name)
    });
    let formulas = ["Never broken", "Levels", "Promises"].map(|part| named(section(PAGE, part)));
    let names = formulas.iter().flatten().map(|(name, _)| *name);
    assert_eq!(links.collect::<Vec<_>>(), names.collect::<Vec<_>>());
}

/// The parts of a path; an id may hold points between quotes.
fn parts(path: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut inside = false;
    for c in path.chars() {
        match c {
            '"' => inside = !inside,
            '.' if !inside => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    parts
}

/// Whether a table of a file is the one that a key's path names: the same parts in the same order,
/// with ids and numbers between them.
fn is_table(table: &[String], named: &[String]) -> bool {
    let mut left = named.iter().peekable();
    let mut since = 0;
    for part in table {
        if left.peek() == Some(&part) {
            left.next();
            since = 0;
        } else {
            since += 1;
        }
    }
    left.peek().is_none() && since <= 1 && table.first() == named.first()
}

#[test]
fn every_key_is_one_that_the_reader_knows() {
    let known: Vec<(Vec<String>, String)> = known_keys()
        .into_iter()
        .filter_map(|(path, key)| {
            let mut table = parts(&path);
            // Provenance of single keys has no path of its own.
            (table.pop()? == "zz").then_some((table, key))
        })
        .collect();
    let knows = |path: &str| {
        let mut named = parts(path);
        let key = named.pop().unwrap();
        known.iter().any(|(t, k)| *k == key && is_table(t, &named))
    };
    assert!(knows("procurement.cost.yen") && !knows("procurement.yen") && !knows("yen"));
    let mut count = 0;
    let mut unknown = BTreeSet::new();
    for table in PAGE.split("\n\n").filter(|t| t.contains("| written as |")) {
        let column = table.lines().next().unwrap().split('|');
        let column = column
            .map(str::trim)
            .position(|c| c == "written as")
            .unwrap();
        for row in table.lines().skip(2) {
            let cell = row.split('|').nth(column).unwrap();
            for path in quoted(cell).into_iter().filter(|p| !p.starts_with("--")) {
                count += 1;
                if !knows(path) {
                    unknown.insert(path);
                }
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(count > 90, "{count}");
}

#[test]
fn every_function_exists() {
    let mut count = 0;
    let mut missing = BTreeSet::new();
    for path in quoted(PAGE).into_iter().filter(|t| t.contains("::")) {
        let parts: Vec<&str> = path.split("::").collect();
        let file = |n: usize| Path::new("src").join(format!("{}.rs", parts[..n].join("/")));
        let modules = (1..parts.len()).rev().find(|n| file(*n).is_file());
        let modules = modules.unwrap_or_else(|| panic!("{path}: no such module"));
        let source = std::fs::read_to_string(file(modules)).unwrap();
        for name in &parts[modules..] {
            let forms = if name.starts_with(|c: char| c.is_lowercase()) {
                [
                    format!("fn {name}("),
                    format!("fn {name}<"),
                    format!("fn {name}\n"),
                ]
            } else {
                ["struct", "enum", "const"].map(|word| format!("{word} {name}"))
            };
            if !forms.iter().any(|form| source.contains(form.as_str())) {
                missing.insert(path);
            }
        }
        count += 1;
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(count > 100, "{count}");
}
