//! `ikou assumptions`.

use crate::sealed::{EMPTY, Room};
use serde_json::Value;

/// A lease that ends too early if it ends half a year earlier, a stated price, a confirmed name.
const CITY: &str = r#"
[municipality]
name = "試験県"
kind = "prefecture"

[horizon]
from = 2021-07-01
to = 2027-03-31

[[deadline]]
id = "standard"
date = 2026-03-31
source = "方針"

[[contract]]
id = "tax"
ends = 2023-03-31
price = { month = 1_000_000 }
source = "契約書"
provenance = { ends = { confidence = "assumed" } }

[[system]]
id = "tax"
name = "税"
owner = "税務課"
contract = "tax"
bridges = ["none"]
confirmed-by = "税務課"
confirmed-on = 2021-07-01

[[procurement]]
id = "tax/standard"
systems = ["tax"]
stage = "standard"
work = "12M"
method = { kind = "open" }
cost = [{ per = "once", yen = 10_000_000 }, { per = "month", yen = 500_000 }]

[[outside]]
business = "seiho"
reason = "別の団体が処理"

[[outside]]
business = "jido_fuyo"
reason = "別の団体が処理"
"#;

fn listed(room: &Room, args: &[&str]) -> Value {
    let all = [&["assumptions", "--format", "json"], args].concat();
    let run = room.run(&all);
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

fn paths(found: &Value) -> Vec<&str> {
    let facts = found["facts"].as_array().unwrap().iter();
    facts.map(|f| f["path"].as_str().unwrap()).collect()
}

#[test]
fn what_changes_the_plan_most_stands_first() {
    let room = Room::new().file("systems.toml", CITY);
    let found = listed(&room, &[]);
    let paths = paths(&found);
    assert_eq!(paths[0], "contract.tax.ends", "{paths:?}");
    // Neither what is stated, nor what its owner confirmed, nor what is built in.
    for other in [
        "contract.tax.price",
        "system.tax.owner",
        "deadline.standard.date",
    ] {
        assert!(!paths.contains(&other), "{paths:?}");
    }
    let first = &found["facts"][0];
    assert_eq!(first["owners"], serde_json::json!(["税務課"]));
    assert_eq!(first["measured"], true);
    let moves = first["moves"].as_array().unwrap();
    assert_eq!(moves.len(), 2);
    let effect = |of: &Value| {
        [&of["gap_days"], &of["late_days"], &of["cost_yen"]].map(|n| n.as_i64().unwrap())
    };
    assert!(moves.iter().any(|m| effect(m) != [0, 0, 0]), "{moves:?}");
    // What is told is what a plan with the move says.
    let plan = |args: &[&str]| -> Value {
        let all = [&["plan", "--effort", "quick", "--format", "json"], args].concat();
        serde_json::from_str(&room.run(&all).out).unwrap()
    };
    let (old, new) = (plan(&[]), plan(&["--shift", "contract.tax.ends=-6M"]));
    let of = |plan: &Value, level: &str| plan["outcome"]["objective"][level].as_i64().unwrap();
    let down = moves.iter().find(|m| m["by"] == "-6M").unwrap();
    for level in ["gap_days", "late_days", "cost_yen"] {
        assert_eq!(down[level], of(&new, level) - of(&old, level), "{level}");
    }
}

#[test]
fn owners_and_what_is_only_stated_can_be_asked_for() {
    let room = Room::new().file("systems.toml", CITY);
    let open = listed(&room, &["--unconfirmed"]);
    assert!(paths(&open).contains(&"contract.tax.price"));
    let own = listed(&room, &["--owner", "税務"]);
    assert!(
        paths(&own).iter().all(|p| !p.starts_with("municipality")),
        "{own}"
    );
    let run = room.run(&["assumptions", "--owner", "水道課"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("水道課"), "{}", run.err);
    let none = listed(&room, &["--measure", "0"]);
    assert_eq!(none["measured"], 0);
    assert!(none["left_out"].as_u64().unwrap() > 0);
}

#[test]
fn people_and_spreadsheets_see_the_same() {
    let room = Room::new().file("systems.toml", CITY);
    let table = room.run(&["assumptions"]);
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(
        table
            .out
            .contains("\n税務課\n  contract.tax.ends = 2023-03-31（systems.toml 17行目、仮定）\n"),
        "{}",
        table.out
    );
    assert!(table.out.contains("      6か月前へ: "), "{}", table.out);
    let english = room.run(&["assumptions", "--lang", "en"]);
    assert!(
        english.out.contains("      6 months earlier: "),
        "{}",
        english.out
    );
    let md = room.run(&["assumptions", "--format", "md"]);
    assert!(
        md.out
            .contains("| contract.tax.ends | 2023-03-31 | systems.toml:17 | 6か月前へ: "),
        "{}",
        md.out
    );
    let csv = room.run(&["assumptions", "--format", "csv"]);
    assert!(
        csv.out.starts_with('\u{feff}')
            && csv
                .out
                .contains("\r\n1,contract.tax.ends,2023-03-31,仮定,税務課,tax,systems.toml,17,"),
        "{}",
        csv.out
    );
    let empty = Room::new()
        .file("systems.toml", EMPTY)
        .run(&["assumptions"]);
    assert_eq!(empty.code, 0, "{}", empty.err);
}

#[test]
fn the_published_schema_is_the_one_printed() {
    let room = Room::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/assumptions.schema.json");
    let printed = room.run(&["schema", "assumptions"]).out;
    if std::env::var_os("IKOU_UPDATE").is_some() {
        std::fs::write(path, &printed).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap();
    assert_eq!(
        published, printed,
        "ikou schema assumptions > docs/assumptions.schema.json"
    );
    let schema: Value = serde_json::from_str(&published).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let room = Room::new().file("systems.toml", CITY);
    assert!(validator.is_valid(&listed(&room, &["--unconfirmed"])));
}

/// What is written as a range or a distribution is not guessed at: it goes to its own ends.
#[test]
fn ranges_go_to_their_own_ends() {
    let work = r#"{ low = "12M", likely = "13M", high = "16M", plan = "likely" }"#;
    let city = CITY
        .replace("work = \"12M\"", &format!("work = {work}"))
        .replace("yen = 10_000_000", "yen = \"8_000_000..10_000_000\"");
    let room = Room::new().file("systems.toml", city);
    let run = room.run(&["sweep", "--tornado", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    let moves = |key: &str| {
        let mut facts = found["facts"].as_array().unwrap().iter();
        let fact = facts.find(|f| f["path"].as_str().unwrap().ends_with(key));
        fact.unwrap()["moves"].as_array().unwrap().clone()
    };
    let plan = |set: &str| -> i64 {
        let all = [
            "plan", "--effort", "quick", "--format", "json", "--set", set,
        ];
        let plan: Value = serde_json::from_str(&room.run(&all).out).unwrap();
        plan["outcome"]["objective"]["cost_yen"].as_i64().unwrap()
    };
    let base = plan("municipality.name=\"試験県\"");
    let work = moves("standard\".work");
    let told = |m: &Value| (m["by"].clone(), m["end"].clone());
    let said: Vec<_> = work.iter().map(told).collect();
    assert_eq!(
        said,
        [("low".into(), "12M".into()), ("high".into(), "16M".into())]
    );
    for (m, end) in work.iter().zip(["12M", "16M"]) {
        let set = format!("procurement.\"tax/standard\".work={end}");
        assert_eq!(m["cost_yen"], plan(&set) - base, "{end}");
    }
    // One amount of the list is a range, the other is not: each pair by itself.
    let cost = moves("standard\".cost");
    let said: Vec<_> = cost.iter().map(told).collect();
    assert_eq!(
        said,
        [
            ("0.8".into(), Value::Null),
            ("1.2".into(), Value::Null),
            ("low".into(), "8000000".into()),
            ("high".into(), "10000000".into())
        ]
    );
    // The plan uses the upper end of a plain range.
    assert!(cost[2]["cost_yen"].as_i64().unwrap() < 0);
    assert_eq!(cost[3]["cost_yen"], 0);
    let table = room.run(&["sweep", "--tornado", "--lang", "en"]);
    assert!(table.out.contains("at its low end"), "{}", table.out);
}
