//! Each folder of `tests/cases` is an inventory and what its plan must be. Adding a case means
//! adding files, not code.
//!
//! `expected.toml`: `as-of`, `exit` (0 or 3), `status`, the levels `gap-days`, `late-days`,
//! `cost-yen` and what is proved of them (`[bound]`); `late`, the systems that miss a deadline;
//! `[individual]`, deadlines of single systems; `[routes]` by system; `[symbols]` and `[bars]`,
//! counted as on a roadmap; `[[date]]` by round, kind and, in a shared round, system; `[[yen]]` by
//! round and kind, summed; `[[conflict]]`; `[warnings]`, how many of each code; `[[warning]]`, the
//! sentence in both languages. docs/cases.md tells of the real ones.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

mod planned;

use ikou::calendar::Date;
use ikou::plan::{Plan, PlanSystem, Status};
use ikou::render::{Format, Options, render};
use ikou::report::Report;
use ikou::words::Lang;
use planned::{Texts, bars, milestone, symbols};
use std::collections::BTreeMap;
use toml::{Table, Value};

const KEYS: [&str; 15] = [
    "as-of",
    "exit",
    "status",
    "bound",
    "late",
    "individual",
    "warnings",
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

/// docs/cases.md tells the real cases in a table: every number is one of the plan's.
#[test]
fn the_page_on_real_cases_says_what_they_are() {
    let page = |lang: &str| std::fs::read_to_string(format!("docs/cases{lang}.md")).unwrap();
    let rows = |page: &str| -> Vec<Vec<String>> {
        let lines = page
            .lines()
            .filter(|l| l.starts_with("| ") && l.contains("| 20"));
        let cells = |l: &str| {
            l.trim_matches('|')
                .split('|')
                .map(|c| c.trim().to_owned())
                .collect()
        };
        lines.map(cells).collect()
    };
    let told = rows(&page(""));
    assert_eq!(told, rows(&page(".ja")), "both languages tell the same");
    assert_eq!(told.len(), 7);
    for row in told {
        let folder = format!("tests/cases/{}", row[0]);
        let (_, plan) = Texts::of(&folder, "").plan(row[1].parse().unwrap());
        let all = &plan.systems;
        let bridged = |s: &&PlanSystem| {
            let moves = s.milestones.iter().filter(|m| m.kind == "cutover");
            moves.count() > 1
        };
        let live = |s: &&PlanSystem| {
            let last = s.milestones.iter().rfind(|m| m.kind == "cutover");
            last.is_some_and(|m| m.done)
        };
        let individual = |s: &&PlanSystem| {
            s.deadlines.iter().any(|own| {
                let of_all = plan.deadlines.iter().find(|d| d.id == own.id);
                of_all.is_some_and(|d| !d.derived && d.date != own.date)
            })
        };
        let cutovers = all.iter().flat_map(|s| &s.milestones);
        let is = [
            all.len(),
            all.iter().filter(bridged).count(),
            symbols(all, "●"),
            symbols(all, "◇"),
            symbols(all, "★"),
            cutovers.filter(|m| m.kind == "cutover").count(),
            all.iter().filter(live).count(),
            all.iter().filter(individual).count(),
            late(&plan).len(),
        ];
        let (systems, rest) = (row[2].clone(), &row[4..]);
        let must: Vec<usize> = std::iter::once(&systems)
            .chain(rest)
            .map(|n| n.parse().unwrap())
            .collect();
        assert_eq!(is.to_vec(), must, "{}", row[0]);
        assert_eq!(name(plan.outcome.status), row[3], "{}", row[0]);
        assert!(plan.outcome.objective.gap_days == 0, "{}", row[0]);
    }
}

/// The days that the page names are days of the plans.
#[test]
fn the_page_on_real_cases_names_days_of_the_plans() {
    for lang in ["", ".ja"] {
        let page = std::fs::read_to_string(format!("docs/cases{lang}.md")).unwrap();
        for (case, as_of, days) in [
            (
                "koriyama-residents-2018",
                "2018-04-01",
                &["2023-10-02", "2022-01-04", "2019-07-29", "2024-07-29"][..],
            ),
            (
                "koriyama-internal-2018",
                "2018-04-01",
                &[
                    "2019-05-07",
                    "2019-09-30",
                    "2020-03-30",
                    "2020-09-23",
                    "2019-04-01",
                ],
            ),
            (
                "kokuho-2023",
                "2021-08-03",
                &["2021-10-29", "2022-02-18", "2022-04-01", "2023-01-04"],
            ),
            (
                "koriyama-2026",
                "2026-11-23",
                &[
                    "2026-01-05",
                    "2026-03-30",
                    "2027-10-29",
                    "2028-04-01",
                    "2029-10-01",
                ],
            ),
            (
                "toyohashi-2026",
                "2026-02-01",
                &["2026-01-05", "2026-10-30", "2027-04-15", "2028-10-16"],
            ),
            ("kakogawa-2025", "2025-04-01", &["2026-01-05"]),
            (
                "hakodate-2025",
                "2025-12-01",
                &["2026-01-05", "2026-10-30", "2027-04-01", "2028-10-02"],
            ),
        ] {
            let (_, plan) =
                Texts::of(&format!("tests/cases/{case}"), "").plan(as_of.parse().unwrap());
            for text in days {
                let day: Date = text.parse().unwrap();
                let mut dates = plan.systems.iter().flat_map(|s| &s.milestones);
                assert!(dates.any(|m| m.date == day), "{case}: {text}");
                assert!(page.contains(text), "docs/cases{lang}.md: {text}");
            }
        }
    }
}

/// With the request of October 2026 on record, the four late systems of Koriyama go live a year
/// earlier: what docs/cases.md says that the gate costs.
#[test]
fn a_recorded_request_moves_the_late_systems_a_year() {
    let mut texts = Texts::of("tests/cases/koriyama-2026", "");
    let as_of: Date = "2026-11-23".parse().unwrap();
    let (_, without) = texts.plan(as_of);
    let mut actuals = texts.actuals.take().unwrap();
    let late = ["tax", "care", "disability", "common"];
    for id in late {
        actuals += &format!(
            "\n[[actual]]\nevent = \"requested\"\nround = \"{id}/standard\"\ndate = 2026-10-30\n"
        );
    }
    texts.actuals = Some(actuals);
    let (_, with) = texts.plan(as_of);
    for id in late {
        let day = |plan: &Plan, kind: &str| {
            milestone(plan, &format!("{id}/standard"), kind)
                .unwrap()
                .date
        };
        assert_eq!(day(&with, "contract").to_string(), "2027-04-01");
        assert_eq!(day(&with, "cutover").to_string(), "2028-10-02");
        assert_eq!(
            (day(&without, "cutover") - day(&with, "cutover")).num_days(),
            364
        );
    }
}

/// Which days of signing give the day that Kakogawa published.
#[test]
fn the_published_day_of_kakogawa_follows_from_a_contract_of_three_weeks() {
    let mut texts = Texts::of("tests/cases/kakogawa-2025", "");
    let mut given: Vec<Date> = Vec::new();
    let first: Date = "2024-06-03".parse().unwrap();
    let written = texts.systems.clone();
    for signed in first.iter_days().take(45) {
        texts.systems = written.replace("date = 2024-07-01", &format!("date = {signed}"));
        let (_, plan) = texts.plan("2025-04-01".parse().unwrap());
        let cutover = milestone(&plan, "resident/standard", "cutover")
            .unwrap()
            .date;
        if cutover == "2026-01-05".parse().unwrap() {
            given.push(signed);
        }
    }
    let page = std::fs::read_to_string("docs/cases.md").unwrap();
    let (from, to) = (given[0], given[given.len() - 1]);
    assert_eq!(
        (to - from).num_days() + 1,
        given.len() as i64,
        "one stretch"
    );
    assert!(
        page.contains(&format!("from {from} to {to}")),
        "{from} to {to}"
    );
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
    if let Some(status) = expected.get("status") {
        assert_eq!(name(plan.outcome.status), status.as_str().unwrap());
    }
    let bound = &plan.outcome.bound;
    for (level, must) in table(expected, "bound") {
        let is = match level.as_str() {
            "gap-days" => bound.gap_days,
            "hard-late-days" => bound.hard_late_days,
            "late-days" => bound.late_days,
            "cost-yen" => bound.cost_yen,
            other => panic!("no bound {other}"),
        };
        assert_eq!(is, Some(number(must)), "bound of {level}");
    }
    if let Some(late) = expected.get("late") {
        let must: Vec<&str> = late
            .as_array()
            .unwrap()
            .iter()
            .flat_map(Value::as_str)
            .collect();
        assert_eq!(self::late(plan), must);
    }
    for (system, must) in table(expected, "individual") {
        let own = &plan.system(system).expect(system).deadlines;
        assert!(own.iter().any(|d| d.date == day(must)), "{system}: {own:?}");
        for format in [Format::Table, Format::Gantt] {
            let note = format!("個別期限 {}", day(must));
            assert!(drawn(plan, format).contains(&note), "{system}: {note}");
        }
    }
    if expected.contains_key("warnings") {
        let mut counted: BTreeMap<&str, i64> = BTreeMap::new();
        for warning in plan.warnings.iter().filter(|w| w.code != "assumed") {
            *counted.entry(&warning.code).or_default() += 1;
        }
        let must = table(expected, "warnings").map(|(code, n)| (code.as_str(), number(n)));
        assert_eq!(counted, must.collect(), "warnings");
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

/// The systems that miss a deadline, in the order of the plan.
fn late(plan: &Plan) -> Vec<&str> {
    let missing = |s: &&PlanSystem| s.deadlines.iter().any(|d| !d.met);
    plan.systems
        .iter()
        .filter(missing)
        .map(|s| s.id.as_str())
        .collect()
}

fn name(status: Status) -> &'static str {
    match status {
        Status::Optimal => "optimal",
        Status::Feasible => "feasible",
        Status::Infeasible => "infeasible",
        Status::Unknown => "unknown",
    }
}

fn drawn(plan: &Plan, format: Format) -> String {
    let options = Options {
        lang: Lang::Ja,
        width: 240,
        ..Options::default()
    };
    String::from_utf8(render(plan, format, &options).unwrap()).unwrap()
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
