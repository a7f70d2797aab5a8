//! Each folder of `tests/cases` is an inventory and what its plan must be. Adding a case means
//! adding files, not code.
//!
//! `expected.toml`: `as-of`, `exit` (0 or 3), the levels `gap-days`, `late-days`, `cost-yen`;
//! `[routes]` by system; `[symbols]` and `[bars]`, counted as on a roadmap; `[[date]]` by round,
//! kind and, in a shared round, system; `[[yen]]` by round and kind, summed; `[[conflict]]`;
//! `[[warning]]`, the sentence in both languages.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

mod planned;

use ikou::calendar::Date;
use ikou::plan::{Plan, Status};
use ikou::report::Report;
use ikou::words::Lang;
use planned::{Texts, bars, milestone, symbols};
use toml::{Table, Value};

const KEYS: [&str; 10] = [
    "as-of",
    "exit",
    "gap-days",
    "late-days",
    "cost-yen",
    "routes",
    "symbols",
    "bars",
    "date",
    "yen",
];

#[test]
fn every_case_is_planned_as_expected() {
    let mut folders: Vec<_> = std::fs::read_dir("tests/cases")
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    folders.sort();
    assert!(folders.len() >= 12);
    for folder in folders {
        let folder = folder.to_str().unwrap();
        println!("{folder}");
        let text = std::fs::read_to_string(format!("{folder}/expected.toml")).unwrap();
        let expected: Table = text.parse().unwrap();
        let as_of = day(&expected["as-of"]);
        let (_, plan) = Texts::of(folder, "").plan(as_of);
        compare(&expected, &plan);
    }
}

fn compare(expected: &Table, plan: &Plan) {
    for key in expected.keys() {
        assert!(
            KEYS.contains(&key.as_str()) || ["conflict", "warning"].contains(&key.as_str()),
            "unknown key {key}"
        );
    }
    let objective = plan.outcome.objective;
    let unkept = objective.gap_days > 0 || objective.hard_late_days > 0;
    let known = matches!(plan.outcome.status, Status::Optimal | Status::Feasible);
    assert_eq!(
        number(&expected["exit"]),
        if known && !unkept { 0 } else { 3 },
        "exit"
    );
    let levels = [
        ("gap-days", objective.gap_days),
        ("late-days", objective.late_days),
        ("cost-yen", objective.cost_yen),
    ];
    for (key, is) in levels {
        if let Some(value) = expected.get(key) {
            assert_eq!(is, number(value), "{key}");
        }
    }
    for (system, route) in table(expected, "routes") {
        let is = &plan.system(system).expect(system).route;
        assert_eq!(
            format!("{}/{}", is.bridge, is.target),
            route.as_str().unwrap(),
            "{system}"
        );
    }
    for (symbol, count) in table(expected, "symbols") {
        assert_eq!(
            symbols(&plan.systems, symbol) as i64,
            number(count),
            "{symbol}"
        );
    }
    for (name, count) in table(expected, "bars") {
        assert_eq!(bars(&plan.systems, name) as i64, number(count), "{name}");
    }
    for date in tables(expected, "date") {
        let (round, kind) = (text(date, "round"), text(date, "kind"));
        let is = match date.get("system") {
            Some(system) => plan.system(system.as_str().unwrap()).and_then(|s| {
                s.milestones
                    .iter()
                    .find(|m| m.round == round && m.kind == kind)
            }),
            None => milestone(plan, round, kind),
        };
        let must = date.get("date").map(day);
        assert_eq!(is.map(|m| m.date), must, "{round} {kind}");
    }
    for yen in tables(expected, "yen") {
        let (round, kind) = (text(yen, "round"), text(yen, "kind"));
        let rows = plan
            .budget
            .iter()
            .filter(|r| r.round == round && r.kind == kind);
        assert_eq!(
            rows.map(|r| r.yen).sum::<i64>(),
            number(&yen["yen"]),
            "{round} {kind}"
        );
    }
    for warning in tables(expected, "warning") {
        for (lang, key) in [(Lang::Ja, "ja"), (Lang::En, "en")] {
            let said = Report::of(plan, lang).warnings;
            let must = text(warning, key);
            assert!(said.iter().any(|n| n.text == must), "{must}\n{said:#?}");
        }
    }
    let conflicts = tables(expected, "conflict");
    assert_eq!(
        plan.outcome.conflicts.len(),
        conflicts.len(),
        "{:#?}",
        plan.outcome.conflicts
    );
    for (is, must) in plan.outcome.conflicts.iter().zip(conflicts) {
        assert_eq!(is.rule, text(must, "rule"));
        assert_eq!(is.at_least, must.get("at-least").map(number));
        for fact in must["facts"].as_array().unwrap() {
            assert!(
                is.facts.iter().any(|f| f == fact.as_str().unwrap()),
                "{fact} {:?}",
                is.facts
            );
        }
    }
}

fn table<'t>(expected: &'t Table, key: &str) -> impl Iterator<Item = (&'t String, &'t Value)> {
    expected
        .get(key)
        .and_then(Value::as_table)
        .into_iter()
        .flatten()
}

fn tables<'t>(expected: &'t Table, key: &str) -> Vec<&'t Table> {
    let all = expected
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    all.map(|v| v.as_table().unwrap()).collect()
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table[key].as_str().unwrap()
}

fn number(value: &Value) -> i64 {
    value.as_integer().unwrap()
}

fn day(value: &Value) -> Date {
    value.as_datetime().unwrap().to_string().parse().unwrap()
}
