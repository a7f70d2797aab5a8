//! The defaults built into the program: complete, consistent, each with its source.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

use std::collections::BTreeSet;
use toml::{Table, Value};

const CALENDAR: &str = include_str!("../src/builtin/calendar.toml");
const LAW: &str = include_str!("../src/builtin/law.toml");
const ROUTES: &str = include_str!("../src/builtin/routes.toml");
const CATALOGUE: &str = include_str!("../src/builtin/catalogue.toml");
const STEPS: &str = include_str!("../src/builtin/steps.toml");

fn table(text: &str) -> Table {
    text.parse().expect("valid TOML")
}

fn list<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let list = table[key].as_array().expect(key);
    list.iter()
        .map(|entry| entry.as_table().expect(key))
        .collect()
}

fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("{key} in {table:?}"))
}

/// Days, counting months short or long.
fn days(length: &str, month: i64) -> i64 {
    let unit = length.trim_start_matches(|c: char| c.is_ascii_digit());
    let number: i64 = length[..length.len() - unit.len()].parse().expect(length);
    number
        * match unit {
            "M" => month,
            "W" => 7,
            "d" => 1,
            _ => panic!("{length}"),
        }
}

#[test]
fn every_fact_says_how_sure_it_is_and_a_stated_one_where_it_is_stated() {
    let mut records = 0;
    for (file, keys) in [
        (
            CALENDAR,
            &["session", "method", "tax", "blackout", "law-event"][..],
        ),
        (LAW, &["instrument", "threshold", "benchmark"]),
        (ROUTES, &["bridge", "target"]),
        (CATALOGUE, &["business"]),
        (STEPS, &["step"]),
    ] {
        let file = table(file);
        let single = [
            "fiscal-year",
            "closed",
            "budget",
            "long-term",
            "window",
            "pia",
            "notice-days",
        ];
        let singles = single.iter().filter_map(|key| file.get(*key)?.as_table());
        for record in keys.iter().flat_map(|key| list(&file, key)).chain(singles) {
            records += 1;
            match text(record, "confidence") {
                "stated" => assert!(text(record, "source").len() > 3, "{record:?}"),
                "assumed" => {}
                other => panic!("{other}"),
            }
        }
    }
    assert!(records > 80, "{records}");
}

#[test]
fn the_catalogue_holds_the_twenty_businesses_and_the_common_functions() {
    let file = table(CATALOGUE);
    let all = list(&file, "business");
    let known = |b: &Table| {
        b["known-from"]
            .as_datetime()
            .map(ToString::to_string)
            .unwrap()
    };
    let common = |b: &&Table| b["common"].as_bool().unwrap();
    let statutory: Vec<&Table> = all.iter().copied().filter(|b| !common(b)).collect();
    assert_eq!(statutory.len(), 20);
    assert_eq!(all.len(), 27);
    let late: Vec<&str> = statutory
        .iter()
        .filter(|b| known(b) == "2022-01-04")
        .map(|b| text(b, "name"))
        .collect();
    assert_eq!(late, ["印鑑登録", "戸籍", "戸籍の附票"]);
    let others = statutory
        .iter()
        .filter(|b| known(b) == "2020-12-25")
        .count();
    assert_eq!(others, 17);
    let orders: BTreeSet<i64> = statutory
        .iter()
        .map(|b| b["order"].as_integer().unwrap())
        .collect();
    assert_eq!(orders, (1..=20).collect());
    let prefecture: Vec<&str> = statutory
        .iter()
        .filter(|b| b["prefecture"].as_bool().unwrap())
        .map(|b| text(b, "id"))
        .collect();
    assert_eq!(prefecture, ["jido_fuyo", "seiho"]);
    let mut codes = BTreeSet::new();
    for business in &all {
        for code in business["codes"].as_array().unwrap() {
            let code = code.as_str().unwrap();
            assert!(
                code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()),
                "{code}"
            );
            assert!(codes.insert(code), "{code} twice");
        }
    }
}

#[test]
fn the_steps_are_forty_in_eighteen_groups() {
    let file = table(STEPS);
    let all = list(&file, "step");
    let numbers: Vec<i64> = all
        .iter()
        .map(|s| s["number"].as_integer().unwrap())
        .collect();
    assert_eq!(numbers, (1..=40).collect::<Vec<i64>>());
    let groups: Vec<char> = all
        .iter()
        .filter_map(|s| text(s, "code").chars().next())
        .collect();
    assert!(groups.is_sorted());
    assert_eq!(groups.iter().collect::<BTreeSet<_>>().len(), 18);
    for step in &all {
        assert!(!text(step, "name").is_empty() && !text(step, "name-en").is_empty());
    }
}

#[test]
fn the_bars_bear_the_names_of_the_roadmap() {
    let file = table(ROUTES);
    let mut names = BTreeSet::new();
    for current in list(&file, "current") {
        names.insert(text(current["name"].as_table().unwrap(), "ja"));
    }
    for route in list(&file, "bridge")
        .into_iter()
        .chain(list(&file, "target"))
    {
        let bars = route
            .get("move")
            .into_iter()
            .flat_map(|m| ["work", "service", "extension"].map(|k| m.get(k)));
        for bar in bars.chain([route.get("operation")]).flatten() {
            names.insert(text(bar["name"].as_table().unwrap(), "ja"));
        }
    }
    for name in [
        "現行システム",
        "構築等",
        "サーバ移設",
        "クラウド上に移設（現行システム）",
        "クラウド上で保守契約延長",
        "クラウド上のシステム（新システム）",
        "クラウド上のシステム（現行システム）",
        "市内部サーバ上のシステム",
        "ガバメントクラウド・国の標準システム",
        "運用の別途発注",
    ] {
        assert!(names.contains(name), "{name}");
    }
}

#[test]
fn activities_fit_into_the_shortest_work() {
    let file = table(ROUTES);
    let mut moves = 0;
    for route in list(&file, "bridge")
        .into_iter()
        .chain(list(&file, "target"))
    {
        let Some(work) = route.get("move").and_then(Value::as_table) else {
            continue;
        };
        moves += 1;
        let activities = list(work, "activity");
        let open = activities
            .iter()
            .filter(|a| a.get("length").is_none())
            .count();
        let in_house = text(work, "method") == "in-house";
        assert_eq!(
            open,
            usize::from(!in_house),
            "{}: one activity fills what is left",
            text(route, "id")
        );
        let configures = activities
            .iter()
            .filter(|a| a.contains_key("configuration"))
            .count();
        assert_eq!(
            configures,
            usize::from(work["pia"].as_bool().unwrap()),
            "{}",
            text(route, "id")
        );
        let sum: i64 = activities
            .iter()
            .filter_map(|a| a.get("length")?.as_str())
            .map(|l| days(l, 31))
            .sum();
        let low = text(work, "length").split("..").next().unwrap();
        assert!(
            sum < days(low, 28),
            "{}: {sum} days of activities",
            text(route, "id")
        );
    }
    assert_eq!(moves, 6);
}

#[test]
fn blackouts_are_soft_and_leave_the_new_year_free() {
    let file = table(CALENDAR);
    let catalogue = table(CATALOGUE);
    let businesses: BTreeSet<&str> = list(&catalogue, "business")
        .iter()
        .map(|b| text(b, "id"))
        .collect();
    for blackout in list(&file, "blackout") {
        let id = text(blackout, "id");
        assert_eq!(
            blackout["hard"].as_bool(),
            Some(false),
            "{id}: no law sets one"
        );
        assert!(
            blackout["price"].as_integer().is_some_and(|yen| yen > 0),
            "{id}"
        );
        let (from, to) = (text(blackout, "from"), text(blackout, "to"));
        assert!(from < to, "{id} would run over the New Year");
        assert!(!("01-04" >= from && "01-04" <= to), "{id}");
        assert!(!("01-13" >= from && "01-13" <= to), "{id}");
        for business in blackout["businesses"].as_array().unwrap() {
            assert!(
                businesses.contains(business.as_str().unwrap()),
                "{id}: {business}"
            );
        }
    }
    for event in list(&file, "law-event") {
        for business in event["businesses"].as_array().unwrap() {
            assert!(
                businesses.contains(business.as_str().unwrap()),
                "{business}"
            );
        }
    }
}

#[test]
fn ids_are_unique() {
    for (file, keys) in [
        (CALENDAR, &["session", "blackout", "law-event"][..]),
        (ROUTES, &["current", "bridge", "target"]),
        (CATALOGUE, &["business"]),
    ] {
        let file = table(file);
        for key in keys {
            let ids: Vec<&str> = list(&file, key)
                .iter()
                .map(|record| text(record, "id"))
                .collect();
            let unique: BTreeSet<&&str> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "{key}");
        }
    }
}

/// The smallest inventory, read over the built-in files as of a day.
fn inventory_as_of(as_of: &str) -> ikou::inventory::Inventory {
    let mut sources = ikou::source::Sources::new();
    let text = "schema = 1\n[municipality]\nname = \"試験市\"\nkind = \"city\"\n[horizon]\nfrom = 2021-07-01\nto = 2027-03-31\n";
    let files = ikou::inventory::Files {
        inventory: sources.add("systems.toml", text),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = ikou::diag::Sink::new();
    let inventory = ikou::inventory::load(&mut sources, &files, as_of.parse().unwrap(), &mut sink);
    inventory.unwrap_or_else(|| panic!("{:?}", sink.findings()))
}

#[test]
fn a_plan_knows_only_what_was_known_on_its_day() {
    for (as_of, businesses, events) in [
        ("2021-08-03", 17, "0 of 2023 and later laws"),
        ("2022-01-03", 17, "0 of 2023 and later laws"),
        ("2022-01-04", 20, "0 of 2023 and later laws"),
        ("2025-01-01", 20, "6 of 2023 and later laws"),
    ] {
        let inventory = inventory_as_of(as_of);
        assert_eq!(
            inventory.catalogue.statutory().count(),
            businesses,
            "{as_of}"
        );
        let late = [
            "family-register-anywhere",
            "child-allowance-2024",
            "insurance-card-end",
            "name-readings",
            "child-support-levy",
            "care-information-base",
        ];
        let known = &inventory.calendar.rules().law_events;
        let count = known
            .iter()
            .filter(|e| late.contains(&e.id.as_str()))
            .count();
        assert_eq!(format!("{count} of 2023 and later laws"), events, "{as_of}");
        assert!(
            known.iter().any(|e| e.id == "property-revaluation-2027"),
            "{as_of}"
        );
    }
}

#[test]
fn the_built_in_rules_arrive_as_they_are_written() {
    let inventory = inventory_as_of("2021-08-03");
    let rules = inventory.calendar.rules();
    assert_eq!(
        rules.blackouts.len(),
        list(&table(CALENDAR), "blackout").len()
    );
    assert_eq!(rules.methods.len(), 6);
    assert_eq!(rules.sessions.len(), 4);
    assert_eq!(rules.window.closed_days, 2);
    let day = |text: &str| text.parse().unwrap();
    assert!(inventory.calendar.is_go_live_day(day("2026-01-05")));
    let budget = inventory
        .calendar
        .initial_budget(ikou::calendar::FiscalYear(2022));
    assert_eq!(
        (budget.request_to, budget.vote),
        (day("2021-10-29"), day("2022-03-25"))
    );
    let ids = |ids: Vec<&String>| ids.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(
        ids(inventory.routes.bridges.iter().map(|b| &b.id).collect()),
        [
            "none",
            "extend",
            "re-lease",
            "rehost",
            "replace",
            "own-server"
        ]
    );
    assert_eq!(
        ids(inventory.routes.targets.iter().map(|t| &t.id).collect()),
        ["gov-cloud", "other-cloud", "own-standard"]
    );
}
