//! Reading and checking as a whole: what an inventory becomes.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

#[path = "known/mod.rs"]
mod known;
#[path = "check/long.rs"]
mod long;

use ikou::calendar::Date;
use ikou::diag::{Finding, Severity, Sink};
use ikou::inventory::{Files, Inventory, load};
use ikou::source::Sources;
use known::{FRAME, blocks, example, known_keys, load_block, page};

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

#[test]
fn every_key_that_is_read_is_documented() {
    let page = page();
    let keys: std::collections::BTreeSet<String> =
        known_keys().into_iter().map(|(_, key)| key).collect();
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

/// Loads an inventory and the files beside it; panics with what is wrong.
fn sound(text: &str, beside: &[(&str, &str)], as_of: &str) -> Inventory {
    let mut sources = Sources::new();
    let inventory = sources.add("systems.toml", format!("{text}\n{FRAME}"));
    let mut file = |name: &str| {
        let text = beside
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, text)| *text);
        text.map(|text| sources.add(format!("{name}.toml"), text))
    };
    let files = Files {
        inventory,
        calendar: file("calendar"),
        routes: file("routes"),
        actuals: file("actuals"),
    };
    let mut sink = Sink::new();
    let loaded = load(&mut sources, &files, day(as_of), &mut sink);
    loaded.unwrap_or_else(|| panic!("{:#?}", sink.into_sorted()))
}

fn plain(text: &str) -> Inventory {
    sound(text, &[], "2021-08-03")
}

const SYSTEM: &str = "[[system]]\nid = \"a\"\nname = \"あ\"\n";

#[test]
fn dates_are_read_in_every_form() {
    for (written, meant) in [
        ("2026-03-31", "2026-03-31"),
        ("\"2026-03-31\"", "2026-03-31"),
        ("\"令和8年3月31日\"", "2026-03-31"),
        ("\"令和８年３月３１日\"", "2026-03-31"),
        ("\"Ｒ８．３．３１\"", "2026-03-31"),
        ("\"R8.3.31\"", "2026-03-31"),
        ("\"2024-02\"", "2024-02-29"),
        ("\"２０２１－１２\"", "2021-12-31"),
        ("\"令和8年3月\"", "2026-03-31"),
        ("\"Ｒ８．３\"", "2026-03-31"),
        ("\"平成31年4月\"", "2019-04-30"),
    ] {
        let inventory = plain(&format!("[[deadline]]\nid = \"d\"\ndate = {written}\n"));
        assert_eq!(inventory.deadlines[0].date, day(meant), "{written}");
        assert_eq!(inventory.facts["deadline.d.date"].value, meant, "{written}");
    }
    // A first day: the month's first.
    for written in ["2023-10", "令和5年10月", "R5.10"] {
        let text = "[[procurement]]\nid = \"p\"\nsystems = [\"a\"]\nstage = \"standard\"\n";
        let inventory = plain(&format!("{SYSTEM}{text}available = \"{written}\"\n"));
        assert_eq!(inventory.rounds[0].available, Some(day("2023-10-01")));
    }
}

/// A number that no machine holds is told as it is written.
#[test]
fn a_sum_beyond_all_bounds_is_told_as_written() {
    let huge = "9".repeat(100);
    for (written, told) in [
        (
            "99_999_999_999_999_999_999",
            "99999999999999999999 yen is too much",
        ),
        ("-99_999_999_999_999_999_999", "-99999999999999999999"),
        (huge.as_str(), "99999999999999999999…9999999999 yen"),
    ] {
        let text = format!(
            "{SYSTEM}contract = \"k\"\n[[contract]]\nid = \"k\"\nends = 2024-03-31\nexit = {written}\n{FRAME}"
        );
        let (_, findings) = load_text(&text);
        let finding = findings.iter().find(|f| f.code.name() == "bad-amount");
        let said = ikou::diag::show::message(finding.unwrap(), ikou::words::Lang::En);
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn money_is_read_in_every_form() {
    use ikou::calendar::FiscalYear;
    use ikou::inventory::{InstrumentKind, Money};
    for (written, meant) in [
        ("{ state = \"none\" }", Money::None),
        (
            "{ state = \"signed\", date = 2021-04-01 }",
            Money::Signed {
                instrument: None,
                date: day("2021-04-01"),
            },
        ),
        (
            "{ state = \"voted\", fiscal-year = \"令和３年度\" }",
            Money::Voted {
                fiscal_year: FiscalYear(2021),
                instrument: InstrumentKind::Initial,
                until: FiscalYear(2021),
            },
        ),
        (
            "{ state = \"voted\", fiscal-year = 2021, instrument = \"debt-burden\", until = \"R5\" }",
            Money::Voted {
                fiscal_year: FiscalYear(2021),
                instrument: InstrumentKind::DebtBurden,
                until: FiscalYear(2023),
            },
        ),
    ] {
        let inventory = plain(&format!(
            "{SYSTEM}[[procurement]]\nid = \"p\"\nsystems = [\"a\"]\nstage = \"standard\"\nmoney = {written}\n"
        ));
        assert_eq!(inventory.rounds[0].money, meant, "{written}");
    }
}

#[test]
fn yen_and_durations_may_be_ranges() {
    let inventory = plain(&format!(
        "{SYSTEM}[[procurement]]\nid = \"p\"\nsystems = [\"a\"]\nstage = \"standard\"\nwork = \"12M..18M\"\n\
         cost = [{{ per = \"once\", yen = \"４０_000_000..60,000,000\" }}, {{ per = \"month\", yen = \"1_000\" }}]\n"
    ));
    let round = &inventory.rounds[0];
    assert_eq!(round.work.to_string(), "12M..18M");
    assert_eq!(
        (round.costs[0].yen.low, round.costs[0].yen.high),
        (40_000_000, 60_000_000)
    );
    assert_eq!(round.costs[1].yen.to_string(), "1000");
    assert_eq!(
        inventory.facts["procurement.p.cost"].value,
        "once 40000000..60000000, month 1000"
    );
    assert_eq!(
        inventory.facts["procurement.p.cost.0.yen"].value,
        "40000000..60000000"
    );
}

fn confidence(inventory: &Inventory, path: &str) -> (Option<String>, String) {
    let fact = inventory
        .facts
        .get(path)
        .unwrap_or_else(|| panic!("{path}"));
    let confidence = format!("{:?}", fact.provenance.confidence).to_lowercase();
    (fact.provenance.source.clone(), confidence)
}

#[test]
fn facts_say_where_they_come_from() {
    let inventory = plain(
        r#"
        [[contract]]
        id = "bare"
        ends = 2024-03-31

        [[contract]]
        id = "sourced"
        ends = 2024-03-31
        extend = { by = "12M" }
        price = { month = 1 }
        exit = 5
        source = "契約書"
        provenance = { price = { confidence = "assumed" }, exit = { source = "覚書", confidence = "confirmed" } }
        "#,
    );
    let of = |path: &str| confidence(&inventory, path);
    assert_eq!(of("contract.bare.ends"), (None, "assumed".into()));
    assert_eq!(
        of("contract.sourced.ends"),
        (Some("契約書".into()), "stated".into())
    );
    assert_eq!(
        of("contract.sourced.extend.by"),
        (Some("契約書".into()), "stated".into())
    );
    assert_eq!(
        of("contract.sourced.price.month"),
        (Some("契約書".into()), "assumed".into())
    );
    assert_eq!(
        of("contract.sourced.exit"),
        (Some("覚書".into()), "confirmed".into())
    );
    // For the whole file.
    let inventory = plain("source = \"台帳\"\n[[contract]]\nid = \"c\"\nends = 2024-03-31\n");
    assert_eq!(
        confidence(&inventory, "contract.c.ends"),
        (Some("台帳".into()), "stated".into())
    );
}

/// Who confirmed a fact, and when.
fn confirmation(inventory: &Inventory, path: &str) -> (String, String, String) {
    let of = &inventory.facts[path].provenance;
    let on = of.confirmed_on.map(|day| day.to_string());
    let confidence = format!("{:?}", of.confidence).to_lowercase();
    (
        confidence,
        of.confirmed_by.clone().unwrap_or_default(),
        on.unwrap_or_default(),
    )
}

#[test]
fn owners_confirm_records_and_single_keys() {
    let inventory = plain(
        r#"
        confirmed-by = "DX推進課"
        confirmed-on = 2021-06-01
        [[contract]]
        id = "whole-file"
        ends = 2024-03-31
        [[contract]]
        id = "own"
        ends = 2024-03-31
        exit = 5
        price = { month = 1 }
        source = "契約書"
        confirmed-by = "税務部 市民税課"
        confirmed-on = "令和3年7月30日"
        provenance = { price = { confidence = "assumed" }, exit = { confirmed-on = 2021-08-01 } }
        [[contract]]
        id = "sourced"
        ends = 2024-03-31
        source = "契約書"
        "#,
    );
    let of = |path: &str| confirmation(&inventory, path);
    let as_texts = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(
        of("contract.whole-file.ends"),
        as_texts("confirmed", "DX推進課", "2021-06-01")
    );
    assert_eq!(
        of("contract.own.ends"),
        as_texts("confirmed", "税務部 市民税課", "2021-07-30")
    );
    // What is assumed was confirmed by nobody, though the record was.
    assert_eq!(of("contract.own.price.month"), as_texts("assumed", "", ""));
    assert_eq!(
        of("contract.own.exit"),
        as_texts("confirmed", "税務部 市民税課", "2021-08-01")
    );
    assert_eq!(of("contract.sourced.ends"), as_texts("stated", "", ""));
}

#[test]
fn a_citys_value_does_not_borrow_the_built_in_source() {
    let calendar = "[budget]\nvote = \"03-20\"\n[closed]\nsource = \"休日条例\"\nadd = []\n";
    let inventory = sound("", &[("calendar", calendar)], "2021-08-03");
    assert_eq!(
        confidence(&inventory, "calendar.budget.vote"),
        (None, "assumed".into())
    );
    let built_in = confidence(&inventory, "calendar.budget.request.to");
    assert!(built_in.0.is_some(), "{built_in:?}");
    assert_eq!(inventory.calendar.rules().budget.vote.day, 20);
    assert_eq!(inventory.calendar.rules().budget.request_to.day, 31);
}

#[test]
fn files_are_laid_over_the_built_in_ones_key_by_key() {
    let calendar = r#"
        [[session]]
        id = "june"
        vote = "06-25"

        [[session]]
        id = "may"
        request = "03-31"
        vote = "05-20"

        [[method]]
        kind = "open"
        lead = "8W"
    "#;
    let routes = r#"
        [[bridge]]
        id = "rehost"
        [bridge.move]
        length = "4M"
        [[bridge.move.activity]]
        id = "build"
        length = "2M"

        [[bridge]]
        id = "balloon"
        name = "気球"
    "#;
    let before = plain("");
    let after = sound(
        "",
        &[("calendar", calendar), ("routes", routes)],
        "2021-08-03",
    );
    let sessions = |i: &Inventory| {
        let all = i.calendar.rules().sessions.clone();
        all.into_iter()
            .map(|s| (s.id, s.name, s.vote.day))
            .collect::<Vec<_>>()
    };
    let mut expected = sessions(&before);
    expected[0].2 = 25;
    expected.push(("may".into(), "may".into(), 20));
    assert_eq!(sessions(&after), expected);
    let lead = |i: &Inventory| i.calendar.rules().methods[0].lead.to_string();
    assert_eq!(
        (lead(&before).as_str(), lead(&after).as_str()),
        ("6W", "8W")
    );
    assert_eq!(
        before.calendar.rules().methods.len(),
        after.calendar.rules().methods.len()
    );

    let rehost = after
        .routes
        .bridges
        .iter()
        .find(|b| b.id == "rehost")
        .unwrap();
    let to = rehost.move_to.as_ref().unwrap();
    assert_eq!(to.length.to_string(), "4M");
    let activities: Vec<&str> = to.activities.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(
        activities,
        ["build"],
        "activities have an order: the list is one value"
    );
    assert_eq!(to.platform, "vendor-cloud");
    assert_eq!(after.routes.bridges.last().unwrap().name.en, "気球");
}

fn round_ids(inventory: &Inventory) -> Vec<&str> {
    inventory.rounds.iter().map(|r| r.id.as_str()).collect()
}

#[test]
fn routes_imply_the_rounds_that_are_not_written() {
    let inventory = plain(
        r#"
        [[system]]
        id = "a"
        name = "あ"
        bridges = ["rehost", "none", "own-server"]
        targets = ["gov-cloud", "own-standard"]

        [[system]]
        id = "b"
        name = "い"

        [[procurement]]
        id = "a/rehost"
        systems = ["b"]
        stage = "standard"
        "#,
    );
    assert_eq!(
        round_ids(&inventory),
        [
            "a/rehost",
            "a/rehost-2",
            "a/standard",
            "a/standard-own-standard",
            "a/own-server"
        ]
    );
    let round = |id: &str| inventory.round(inventory.round_by_id(id).unwrap());
    let platform = |id: &str| {
        inventory.platforms[round(id).platform.unwrap().0]
            .id
            .as_str()
    };
    assert_eq!(platform("a/rehost-2"), "vendor-cloud");
    assert_eq!(platform("a/standard"), "gov-cloud");
    assert_eq!(platform("a/standard-own-standard"), "own");
    assert!(round("a/own-server").in_house() && !round("a/rehost-2").in_house());
    assert_eq!(round("a/standard").work.to_string(), "12M..18M");
    assert!(!round("a/standard").activities.is_empty());
    assert_eq!(round("a/standard").method.lead.to_string(), "3M");
    assert_eq!(inventory.systems[0].routes.len(), 6);
    // The default is known under the round's own path, with the place it comes from.
    let fact = &inventory.facts["procurement.\"a/standard\".work"];
    assert_eq!(
        fact,
        &inventory.facts["routes.target.gov-cloud.move.length"]
    );
    assert_eq!(
        inventory.facts["procurement.\"a/standard\".method.kind"].value,
        "proposal"
    );
}

#[test]
fn a_procurement_serves_the_targets_of_its_platform_or_all() {
    let text = |platform: &str| {
        format!(
            "[[system]]\nid = \"a\"\nname = \"あ\"\ntargets = [\"gov-cloud\", \"own-standard\"]\n\
             [[procurement]]\nid = \"p\"\nsystems = [\"a\"]\nstage = \"standard\"\n{platform}\n"
        )
    };
    let all = plain(&text(""));
    assert_eq!(round_ids(&all), ["p"]);
    assert_eq!(
        all.rounds[0].platform, None,
        "which platform hangs on the target"
    );
    let one = plain(&text("platform = \"own\""));
    assert_eq!(round_ids(&one), ["p", "a/standard"]);
    let rounds: Vec<usize> = one.systems[0]
        .routes
        .iter()
        .map(|r| r.target_round.0)
        .collect();
    assert_eq!(rounds, [1, 0]);
}

#[test]
fn users_providers_and_platforms_are_resolved() {
    let inventory = plain(
        r#"
        [[system]]
        id = "a"
        name = "あ"
        contract = "c"
        hardware = "h"
        bridges = ["own-server"]

        [[procurement]]
        id = "p"
        systems = ["a"]
        stage = "own-server"
        team = "t"

        [[team]]
        id = "t"
        builds = 1

        [[vendor]]
        id = "v"
        builds = [{ from = 2024-04-01, value = 3 }, { to = 2024-03-31, value = 1 }]

        [[contract]]
        id = "c"
        vendor = "v"
        ends = 2024-03-31

        [[hardware]]
        id = "h"
        expires = 2024-03-31

        [[platform]]
        id = "gov-cloud"
        name = "ガバメントクラウド"
        supported-until = 2040-03-31
        "#,
    );
    assert_eq!(inventory.contracts[0].users.len(), 1);
    assert_eq!(inventory.hardware[0].users.len(), 1);
    let ids: Vec<&str> = inventory.providers.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["v", "t"]);
    assert_eq!(inventory.rounds[0].provider.map(|p| p.0), Some(1));
    let builds = &inventory.providers[0].builds;
    assert_eq!(builds.on(day("2024-03-31")), Some(1));
    assert_eq!(builds.on(day("2024-04-01")), Some(3));
    let platforms: Vec<&str> = inventory.platforms.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(platforms, ["gov-cloud", "own", "vendor-cloud"]);
    assert_eq!(
        inventory.platforms[inventory.hardware[0].platform.0].id,
        "own"
    );
}

#[test]
fn the_catalogue_is_that_of_the_day_and_the_kind() {
    let count = |text: &str, as_of: &str| {
        let inventory = sound(text, &[], as_of);
        inventory.catalogue.statutory().count()
    };
    assert_eq!(count("", "2021-08-03"), 17);
    assert_eq!(count("", "2022-01-03"), 17);
    assert_eq!(count("", "2022-01-04"), 20);
    let mut sources = Sources::new();
    let text = FRAME.replace("\"city\"", "\"prefecture\"");
    let inventory = sources.add("systems.toml", text);
    let files = Files {
        inventory,
        calendar: None,
        routes: None,
        actuals: None,
    };
    let inventory = load(&mut sources, &files, day("2022-01-04"), &mut Sink::new()).unwrap();
    let ids: Vec<&str> = inventory
        .catalogue
        .statutory()
        .map(|b| b.id.as_str())
        .collect();
    assert_eq!(ids.len(), 2);
    assert!(
        ids.contains(&"seiho") && ids.contains(&"jido_fuyo"),
        "{ids:?}"
    );
}

#[test]
fn what_is_learnt_later_is_not_known() {
    let calendar =
        "[[law-event]]\nid = \"x\"\nname = \"改正\"\ndate = 2024-04-01\nknown-from = 2022-04-01\n";
    let known = |as_of: &str| {
        let inventory = sound("", &[("calendar", calendar)], as_of);
        inventory
            .calendar
            .rules()
            .law_events
            .iter()
            .any(|e| e.id == "x")
    };
    assert!(!known("2022-03-31") && known("2022-04-01"));
    let actuals = "[[actual]]\nevent = \"done\"\ndate = 2021-08-04\nround = \"a/standard\"\n\
                   [[actual]]\nevent = \"signed\"\ndate = 2021-04-01\nround = \"a/standard\"\n\
                   [[actual]]\nevent = \"voted\"\ndate = 2021-03-24\nround = \"a/standard\"\n";
    let count = |as_of: &str| {
        let inventory = sound(SYSTEM, &[("actuals", actuals)], as_of);
        inventory
            .actuals
            .iter()
            .map(|a| a.date.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(count("2021-08-03"), ["2021-03-24", "2021-04-01"]);
    assert_eq!(count("2021-08-04").len(), 3);
}

#[test]
fn the_assessment_takes_longer_in_a_large_city() {
    let lead = |population: &str| {
        let text = FRAME.replace("kind = \"city\"", &format!("kind = \"city\"\n{population}"));
        let (inventory, findings) = load_text(&text);
        let inventory = inventory.unwrap_or_else(|| panic!("{findings:?}"));
        inventory.routes.targets[0].move_to.pia_lead.to_string()
    };
    assert_eq!(lead(""), "1M");
    assert_eq!(lead("population = 999"), "0d");
    assert_eq!(lead("population = 1_000"), "1M");
    assert_eq!(lead("population = 299_999"), "1M");
    assert_eq!(lead("population = 300_000"), "4M");
}

/// Whatever the order of the records, the same is found and the same is resolved.
#[test]
fn the_order_of_records_does_not_matter() {
    let seen = |text: &str| {
        let (inventory, findings) = load_text(text);
        let mut found: Vec<String> = findings
            .iter()
            .map(|f| format!("{} {:?} {:?}", f.code.name(), f.path, f.nearest))
            .collect();
        found.sort();
        let rounds = inventory.map(|i| {
            let mut ids: Vec<String> = i.rounds.iter().map(|r| r.id.clone()).collect();
            ids.sort();
            ids
        });
        (found, rounds)
    };
    for text in [
        example(),
        example().replace("\"tax-2016\"\nvendor", "\"tax-2017\"\nvendor"),
    ] {
        let records: Vec<&str> = text.split("\n\n").collect();
        let mut back = records.clone();
        // `schema` must stand before the first table.
        back[1..].reverse();
        assert_eq!(seen(&text), seen(&back.join("\n\n")));
        back[1..].rotate_left(3);
        assert_eq!(seen(&text), seen(&back.join("\n\n")));
    }
}

#[test]
fn one_run_finds_the_mistakes_of_all_files() {
    let mut sources = Sources::new();
    let mut add = |name: &str, text: &str| sources.add(name, text);
    let files = Files {
        inventory: add("systems.toml", &format!("colour = 1\n{FRAME}")),
        calendar: Some(add("calendar.toml", "[budget]\nvote = \"3/25\"\n")),
        routes: Some(add("routes.toml", "[pia]\nlead = 1\n")),
        actuals: Some(add("actuals.toml", "[[actual]]\nevent = \"done\"\n")),
    };
    let mut sink = Sink::new();
    assert!(load(&mut sources, &files, day("2021-08-03"), &mut sink).is_none());
    let found: Vec<(String, &str)> = sink
        .into_sorted()
        .iter()
        .map(|f| {
            (
                sources.get(f.labels[0].span.file).name.clone(),
                f.code.name(),
            )
        })
        .collect();
    let expected = [
        ("systems.toml", "unknown-key"),
        ("calendar.toml", "bad-date"),
        ("routes.toml", "wrong-type"),
        ("actuals.toml", "missing-key"),
        ("actuals.toml", "missing-key"),
    ];
    assert_eq!(found, expected.map(|(file, code)| (file.to_owned(), code)));
}

/// Two thousand systems, about sixty thousand lines: read, checked and sound.
#[test]
fn two_thousand_systems_are_read() {
    let system = example()
        .split("[[contract]]")
        .nth(1)
        .map(|t| format!("[[contract]]{t}"))
        .unwrap();
    let vendor = "[[vendor]]\nid = \"vendor-a\"\n[[hardware]]\nid = \"integrated-server\"\nexpires = 2022-12-31\n";
    let mut text = format!("{vendor}\n{FRAME}");
    for number in 0..2_000 {
        let one = system
            .replace("tax-2016", &format!("c{number}"))
            .replace("\"tax", &format!("\"tax{number}"))
            .replace(
                "[\"kojin_juminzei\", \"hojin_juminzei\", \"kotei\", \"keiji\"]",
                "[]",
            );
        text.push_str(&one);
    }
    assert!(text.lines().count() > 55_000, "{}", text.lines().count());
    let (inventory, findings) = load_text(&text);
    let inventory = inventory.unwrap_or_else(|| panic!("{:?}", &findings[..5]));
    assert_eq!(
        (inventory.systems.len(), inventory.rounds.len()),
        (2_000, 4_000)
    );
}
