//! Every amount of the law that is built in, a yen beside it and on it, on the first day on which it
//! holds and on the day before.

use super::day;
use chrono::{Datelike, Days};
use ikou::calendar::Date;
use ikou::diag::Sink;
use ikou::inventory::{Files, load};
use ikou::source::Sources;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// One amount.
#[derive(Clone, Debug)]
struct Amount {
    id: String,
    rule: String,
    object: String,
    kind: String,
    from: Date,
    yen: i64,
}

fn amounts() -> Vec<Amount> {
    let law: Table = include_str!("../../src/builtin/law.toml").parse().unwrap();
    let mut all = Vec::new();
    for t in law["threshold"].as_array().unwrap() {
        let text = |key: &str| t[key].as_str().unwrap().to_owned();
        let date = |key: &str| t.get(key).map(|d| day(&d.to_string()));
        let from = date("from").max(date("known-from")).unwrap();
        for kind in t["kinds"].as_array().unwrap() {
            all.push(Amount {
                id: text("id"),
                rule: text("rule"),
                object: text("object"),
                kind: kind.as_str().unwrap().to_owned(),
                // Plans of the last century are none.
                from: from.max(day("2015-04-01")),
                yen: t["yen"].as_integer().unwrap(),
            });
        }
    }
    all
}

/// What is found about a contract of so many yen, with the variant of its text.
fn found(amount: &Amount, yen: i64, lead: &str, on: Date) -> Vec<String> {
    let method = match amount.rule.as_str() {
        "small" => "small",
        _ => "open",
    };
    let year = on.year();
    let text = format!(
        r#"
[municipality]
name = "例示"
kind = "{}"

[horizon]
from = {year}-04-01
to = {}-03-31

[[system]]
id = "a"
name = "共通"
group = "common"

[[procurement]]
id = "a/standard"
systems = ["a"]
stage = "standard"
object = "{}"
method = {{ kind = "{method}", lead = "{lead}" }}
cost = [{{ per = "once", yen = {yen} }}]
"#,
        amount.kind,
        year + 6,
        amount.object
    );
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", text),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    load(&mut sources, &files, on, &mut sink).unwrap();
    let ours = [
        "small-contract-too-large",
        "council-vote-needed",
        "notice-too-short",
    ];
    let codes = sink.findings().iter().map(|f| f.code.name());
    let codes = codes.filter(|code| ours.contains(code));
    codes.map(str::to_owned).collect()
}

#[test]
fn each_amount_holds_to_the_yen_and_to_the_day() {
    let all = amounts();
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    for amount in &all {
        *rules.entry(amount.rule.clone()).or_default() += 1;
        // The greatest that is free, and the least that is not.
        let (code, free, bound) = match amount.rule.as_str() {
            "small" => ("small-contract-too-large", amount.yen, amount.yen + 1),
            "council" => ("council-vote-needed", amount.yen - 1, amount.yen),
            _ => ("notice-too-short", amount.yen - 1, amount.yen),
        };
        // Long enough for a city's own rules; too short by a day for an agreement's.
        let lead = match amount.rule.as_str() {
            "gpa" | "eu-epa" => "40d",
            _ => "90d",
        };
        let is =
            |yen: i64, lead: &str, on: Date| found(amount, yen, lead, on).iter().any(|c| c == code);
        let on = amount.from;
        assert!(!is(free, lead, on), "{amount:?}");
        assert!(is(bound, lead, on), "{amount:?}");
        if lead == "40d" {
            assert!(!is(bound, "41d", on), "{amount:?}");
        }
        // The day before, the amount before holds.
        let eve = on - Days::new(1);
        let before = all.iter().filter(|other| {
            let same = (&other.rule, &other.object, &other.kind)
                == (&amount.rule, &amount.object, &amount.kind);
            same && other.from <= eve
        });
        if let Some(before) = before.max_by_key(|other| other.from) {
            assert!(before.yen < amount.yen, "{amount:?}");
            assert!(is(free, lead, eve), "{amount:?}");
        }
    }
    // Kinds of municipality, objects and dates of law.
    assert!(
        ["small", "council", "gpa", "eu-epa"]
            .iter()
            .all(|r| rules[*r] >= 6),
        "{rules:?}"
    );
    let ids: Vec<&str> = all.iter().map(|a| a.id.as_str()).collect();
    assert!(ids.contains(&"small-goods-2025") && ids.contains(&"gpa-services-2026"));
}

#[test]
fn what_the_law_does_not_name_is_not_asked_for() {
    // Services and leases are voted by no council, whatever they cost.
    for object in ["services", "lease"] {
        let amount = Amount {
            id: String::new(),
            rule: "council".to_owned(),
            object: object.to_owned(),
            kind: "city".to_owned(),
            from: day("2021-08-03"),
            yen: 0,
        };
        assert_eq!(found(&amount, 9_000_000_000, "90d", amount.from), [""; 0]);
    }
    let law: Value = toml::from_str(include_str!("../../src/builtin/law.toml")).unwrap();
    let notice = &law["notice-days"];
    let days = [
        "ordinary",
        "urgent",
        "international",
        "international-urgent",
    ];
    assert_eq!(
        days.map(|k| notice[k].as_integer().unwrap()),
        [10, 5, 40, 24]
    );
}
