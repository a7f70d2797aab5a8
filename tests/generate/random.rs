//! Made-up inventories: every kind of record, route, round, money and actual, in odd combinations.

#[path = "prices.rs"]
mod prices;

use crate::dice::Dice;
use crate::spec::{Record, Spec};
use ikou::calendar::Date;

/// How large and how wild.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) systems: (i64, i64),
    /// Least closed days before ▲: more of them, fewer candidate days.
    pub(crate) closed_days: (i64, i64),
    /// Last fiscal year of the horizon.
    pub(crate) last_year: (i64, i64),
    pub(crate) actuals: bool,
}

/// Anything that the tests of properties take.
pub(crate) const ANY: Size = Size {
    systems: (0, 6),
    closed_days: (1, 5),
    last_year: (2022, 2027),
    actuals: true,
};

/// So few candidate days that all combinations can be tried.
pub(crate) const TINY: Size = Size {
    systems: (1, 4),
    closed_days: (4, 5),
    last_year: (2023, 2025),
    actuals: false,
};

const BRIDGES: [&str; 6] = [
    "none",
    "extend",
    "re-lease",
    "rehost",
    "replace",
    "own-server",
];
const TARGETS: [&str; 3] = ["gov-cloud", "other-cloud", "own-standard"];
const BUSINESSES: [&str; 8] = [
    "kojin_juminzei",
    "kotei",
    "kokuho",
    "kaigo",
    "koki",
    "seiho",
    "juki",
    "senkyo",
];

/// The inventory of a seed.
pub(crate) fn spec(seed: u64, size: Size) -> Spec {
    let mut dice = Dice::new(seed);
    let as_of: &str = if size.actuals {
        dice.pick::<&str>(&["2021-08-03", "2021-08-03", "2022-02-10", "2022-11-01"])
    } else {
        "2021-08-03"
    };
    let to = dice.range(size.last_year.0, size.last_year.1) + 1;
    let mut spec = Spec {
        as_of: as_of.parse().unwrap(),
        horizon: ("2021-07-01".to_owned(), format!("{to}-03-31")),
        records: Vec::new(),
        calendar: calendar(&mut dice, size),
        routes: String::new(),
        scenario: String::new(),
        actuals: Vec::new(),
    };
    let [hardware, vendors, contracts] = [dice.range(0, 2), dice.range(0, 2), dice.range(0, 3)];
    for i in 0..vendors {
        spec.records.push(provider(
            &mut dice,
            if i == 1 { "team" } else { "vendor" },
            i,
        ));
    }
    for i in 0..hardware {
        spec.records.push(machine(&mut dice, i));
    }
    if dice.percent(15) {
        let mut platform = Record::new("platform", "gov-cloud");
        platform.line(format!("supported-until = {}", date(&mut dice, 2023, 2029)));
        spec.records.push(platform);
    }
    for i in 0..contracts {
        spec.records.push(contract(&mut dice, i, vendors));
    }
    let systems = dice.range(size.systems.0, size.systems.1);
    let mut routes = Vec::new();
    for i in 0..systems {
        let (record, bridges) = system(&mut dice, i, hardware, contracts);
        spec.records.push(record);
        routes.push(bridges);
    }
    rounds(&mut dice, &mut spec, &routes, vendors, size);
    deadlines(&mut dice, &mut spec, systems);
    if size.actuals && dice.percent(50) {
        actuals(&mut dice, &mut spec);
    }
    prices::more(&mut Dice::new(seed ^ 0xFEE5), &mut spec);
    spec
}

pub(crate) fn date(dice: &mut Dice, from: i64, to: i64) -> String {
    let (year, month) = (dice.range(from, to), dice.range(1, 12));
    // Ends of months and of fiscal years are where rules differ.
    let day = match dice.range(0, 3) {
        0 => 1,
        1 => dice.range(2, 27),
        _ => last_day(year, month),
    };
    format!("{year:04}-{month:02}-{day:02}")
}

fn last_day(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn calendar(dice: &mut Dice, size: Size) -> String {
    let closed = dice.range(size.closed_days.0, size.closed_days.1);
    let mut text = format!("[window]\nclosed-days = {closed}\n");
    if dice.percent(30) {
        let (month, hard) = (dice.range(1, 12), dice.percent(60));
        text += &format!(
            "\n[[blackout]]\nid = \"quiet\"\nfrom = \"{month:02}-03\"\nto = \"{:02}-20\"\nhard = {hard}\n",
            month % 12 + 1
        );
        if !hard {
            text += &format!("price = {}\n", dice.range(0, 900_000));
        }
    }
    if dice.percent(20) {
        text += "\n[[tax]]\nfrom = 2024-07-01\npercent = 12\n";
    }
    if dice.percent(20) {
        text += &format!("\n[long-term]\nlimit = \"{}M\"\n", dice.range(12, 60));
    }
    text
}

fn capacity(dice: &mut Dice, most: i64) -> String {
    if dice.percent(70) {
        return dice.range(1, most).to_string();
    }
    let edge = dice.range(2022, 2024);
    format!(
        "[{{ to = {edge}-03-31, value = {} }}, {{ from = {edge}-04-01, value = {} }}]",
        dice.range(0, most),
        dice.range(1, most)
    )
}

fn provider(dice: &mut Dice, table: &'static str, i: i64) -> Record {
    let mut record = Record::new(table, &format!("v{i}"));
    if dice.percent(70) {
        let builds = capacity(dice, 3);
        record.line(format!("builds = {builds}"));
    }
    if dice.percent(50) {
        let cutovers = capacity(dice, 2);
        record.line(format!("cutovers-per-month = {cutovers}"));
    }
    record
}

fn price(dice: &mut Dice) -> String {
    let mut parts = Vec::new();
    if dice.percent(80) {
        parts.push(format!("month = {}", dice.range(1, 3_000_000)));
    }
    if dice.percent(30) || parts.is_empty() {
        parts.push(format!("year = {}", dice.range(1, 20_000_000)));
    }
    if dice.percent(30) {
        parts.push("tax = \"excluded\"".to_owned());
    }
    format!("{{ {} }}", parts.join(", "))
}

/// `extend` and `notice`.
pub(crate) fn terms(dice: &mut Dice, record: &mut Record) {
    if dice.percent(70) {
        let by = *dice.pick(&["12M", "6M", "1M", "13W"]);
        let most = dice.range(0, 4);
        let own = if dice.percent(40) {
            format!(", price = {}", price(dice))
        } else {
            String::new()
        };
        record.line(format!(
            "extend = {{ by = \"{by}\", at-most = {most}{own} }}"
        ));
    }
    if dice.percent(50) {
        let (kind, by) = (
            dice.pick(&["to-extend", "to-extend", "to-end"]),
            dice.pick(&["6M", "45d", "30bd"]),
        );
        record.line(format!("notice = {{ kind = \"{kind}\", by = \"{by}\" }}"));
    }
}

fn machine(dice: &mut Dice, i: i64) -> Record {
    let mut record = Record::new("hardware", &format!("h{i}"));
    record.line(format!("expires = {}", date(dice, 2021, 2024)));
    record.line(format!(
        "platform = \"{}\"",
        dice.pick(&["own", "vendor-cloud"])
    ));
    if dice.percent(50) {
        let price = price(dice);
        record.line(format!("price = {price}"));
    }
    terms(dice, &mut record);
    record
}

fn contract(dice: &mut Dice, i: i64, vendors: i64) -> Record {
    let mut record = Record::new("contract", &format!("c{i}"));
    record.line(format!("ends = {}", date(dice, 2021, 2025)));
    if vendors > 0 && dice.percent(50) {
        record.line("vendor = \"@v0@\"");
    }
    if dice.percent(80) {
        let price = price(dice);
        record.line(format!("price = {price}"));
    }
    if dice.percent(30) {
        record.line(format!("exit = {}", dice.range(1, 5_000_000)));
    }
    terms(dice, &mut record);
    record
}

/// A system, and its bridges.
fn system(dice: &mut Dice, i: i64, hardware: i64, contracts: i64) -> (Record, Vec<&'static str>) {
    let mut record = Record::new("system", &format!("s{i}"));
    record.line(format!("name = \"システム{i}\""));
    record.line(format!(
        "businesses = [\"{}\"]",
        BUSINESSES[usize::try_from(i).unwrap() % 8]
    ));
    if hardware > 0 && dice.percent(60) {
        record.line(format!("hardware = \"@h{}@\"", dice.range(0, hardware - 1)));
    }
    if contracts > 0 && dice.percent(70) {
        record.line(format!(
            "contract = \"@c{}@\"",
            dice.range(0, contracts - 1)
        ));
    }
    record.line(format!(
        "current = \"{}\"",
        dice.pick(&["existing", "cloud", "cloud-new", "own-server"])
    ));
    let mut bridges: Vec<&'static str> = BRIDGES.into_iter().filter(|_| dice.percent(45)).collect();
    if bridges.is_empty() {
        bridges.push(*dice.pick(&BRIDGES));
    }
    dice.shuffle(&mut bridges);
    let mut targets: Vec<&str> = TARGETS.into_iter().filter(|_| dice.percent(35)).collect();
    if targets.is_empty() {
        targets.push("gov-cloud");
    }
    let quoted = |ids: &[&str]| {
        ids.iter()
            .map(|id| format!("\"{id}\""))
            .collect::<Vec<_>>()
            .join(", ")
    };
    record.line(format!("bridges = [{}]", quoted(&bridges)));
    record.line(format!("targets = [{}]", quoted(&targets)));
    for before in 0..i {
        if dice.percent(20) {
            let rest = match dice.range(0, 5) {
                0 | 1 => ", link = \"hard\"".to_owned(),
                2 => ", link = \"together\"".to_owned(),
                _ => format!(
                    ", link = \"soft\", interface = {{ once = {}, month = {} }}",
                    dice.range(0, 900_000),
                    dice.range(0, 90_000)
                ),
            };
            record.after.push((format!("s{before}"), rest));
        }
    }
    (record, bridges)
}

/// Rounds: some written, some shared, the others as the routes have them.
fn rounds(
    dice: &mut Dice,
    spec: &mut Spec,
    routes: &[Vec<&'static str>],
    vendors: i64,
    size: Size,
) {
    let mut number = 0;
    for stage in ["rehost", "replace", "own-server", "standard"] {
        let mut users: Vec<String> = routes
            .iter()
            .enumerate()
            .filter(|(_, bridges)| stage == "standard" || bridges.contains(&stage))
            .map(|(i, _)| format!("s{i}"))
            .collect();
        while !users.is_empty() {
            let share = if dice.percent(25) {
                dice.range(2, 3)
            } else {
                1
            };
            let rest = users.split_off((share as usize).min(users.len()));
            let group = std::mem::replace(&mut users, rest);
            if dice.percent(75) {
                let mut record = round(dice, &format!("r{number}"), stage, vendors, size);
                record.systems = group;
                spec.records.push(record);
                number += 1;
            }
        }
    }
}

fn round(dice: &mut Dice, id: &str, stage: &str, vendors: i64, size: Size) -> Record {
    let mut record = Record::new("procurement", id);
    record.line(format!("stage = \"{stage}\""));
    if vendors > 0 && dice.percent(75) {
        let vendor = dice.range(0, vendors - 1);
        let key = if vendor == 1 { "team" } else { "vendor" };
        record.line(format!("{key} = \"@v{vendor}@\""));
        if dice.percent(20) {
            record.line("units = 2");
        }
    }
    let in_house = stage == "own-server" && dice.percent(60);
    if in_house {
        record.line("method = { kind = \"in-house\" }");
    } else {
        match dice.range(0, 4) {
            0 => record.line("method = { kind = \"open\" }"),
            1 => record.line("method = { kind = \"designated\" }"),
            2 => record.line(
                "method = { kind = \"negotiated\", ground = \"167-2-1-2\", lead = \"10bd\" }",
            ),
            _ => {}
        }
    }
    if dice.percent(60) && !in_house {
        record.line(format!(
            "work = \"{}\"",
            dice.pick(&["4M", "7M", "8M..10M", "30W", "14M", "180bd"])
        ));
        // Lengths that fit: the built-in ones of a standard take nine months and more.
        let activities = match dice.range(0, 2) {
            0 => "[]",
            1 => {
                "[{ id = \"design\", length = \"1M\" }, { id = \"build\", configuration = true }, \
                 { id = \"rehearsal-1\", length = \"10bd\", rehearsal = true }]"
            }
            _ => {
                "[{ id = \"build\", length = \"1M\", configuration = true }, \
                 { id = \"rehearsal-1\", length = \"2W\" }, { id = \"cutover\", length = \"3d\" }]"
            }
        };
        record.line(format!("activities = {activities}"));
    }
    if stage != "standard" && dice.percent(60) {
        record.line(format!("term = \"{}M\"", dice.range(3, 40)));
        terms(dice, &mut record);
    }
    if dice.percent(30) {
        record.line(format!("available = {}", date(dice, 2021, 2023)));
    }
    let mut costs = Vec::new();
    for _ in 0..dice.range(0, 3) {
        let per = dice.pick(&["once", "month", "year"]);
        let most = if *per == "month" {
            3_000_000
        } else {
            90_000_000
        };
        let tax = if dice.percent(30) {
            ", tax = \"excluded\""
        } else {
            ""
        };
        costs.push(format!(
            "{{ per = \"{per}\", yen = {}{tax} }}",
            dice.range(1, most)
        ));
    }
    if !costs.is_empty() {
        record.line(format!("cost = [{}]", costs.join(", ")));
    }
    if !in_house {
        money(dice, &mut record, size);
    }
    record
}

fn money(dice: &mut Dice, record: &mut Record, size: Size) {
    match dice.range(0, 9) {
        0 | 1 => {
            let (year, more) = (dice.range(2021, 2023), dice.range(0, 2));
            let instrument = if more == 0 {
                *dice.pick(&["initial", "supplementary"])
            } else {
                "debt-burden"
            };
            record.line(format!(
                "money = {{ state = \"voted\", fiscal-year = {year}, instrument = \"{instrument}\", until = {} }}",
                year + more
            ));
        }
        2 if size.actuals => {
            let signed = date(dice, 2021, 2021);
            if signed.as_str() < "2021-08" {
                record.line(format!("money = {{ state = \"signed\", date = {signed} }}"));
            }
        }
        3 => record.line("supplementary = \"国の補助事業の決定\""),
        _ => {}
    }
}

fn deadlines(dice: &mut Dice, spec: &mut Spec, systems: i64) {
    for i in 0..dice.range(0, 3) {
        let mut record = Record::new("deadline", &format!("d{i}"));
        record.line("name = \"期限\"");
        record.line(format!("date = {}", date(dice, 2022, 2026)));
        record.line(format!(
            "kind = \"{}\"",
            dice.pick(&["policy", "hardware", "individual"])
        ));
        record.line(format!("hard = {}", dice.percent(40)));
        let bounds = dice.pick(&["standard.cutover", "standard.cutover", "bridge.cutover"]);
        record.line(format!("bounds = \"{bounds}\""));
        if dice.percent(30) {
            record.line(format!("weight = {}", dice.range(1, 5)));
        }
        if systems > 0 && dice.percent(30) {
            record
                .systems
                .push(format!("s{}", dice.range(0, systems - 1)));
        }
        spec.records.push(record);
    }
}

/// What has happened, in an order in which it can have happened.
fn actuals(dice: &mut Dice, spec: &mut Spec) {
    let as_of = spec.as_of;
    let before = |dice: &mut Dice, least: i64, most: i64| -> Date {
        as_of - chrono_days(dice.range(least, most))
    };
    let rounds: Vec<(String, Vec<String>)> = spec
        .records
        .iter()
        // What is done by the city's staff is not signed, what was signed is not signed again.
        .filter(|r| r.table == "procurement")
        .filter(|r| {
            !r.lines
                .iter()
                .any(|l| l.contains("in-house") || l.contains("\"signed\""))
        })
        .map(|r| (r.id.clone(), r.systems.clone()))
        .collect();
    for (id, systems) in rounds {
        if !dice.percent(30) {
            continue;
        }
        let events: &[(&str, i64)] = match dice.range(0, 8) {
            0 => &[("requested", 300)],
            4 => &[("enquired", 10)],
            5 => &[("enquired", 330), ("requested", 300), ("notice-given", 20)],
            6 => &[("requested", 200), ("voted", 130), ("pia-started", 60)],
            7 => &[("done", 20)],
            8 => &[("enquired", 500), ("pia-started", 5)],
            1 => &[("requested", 300), ("voted", 130)],
            2 => &[("requested", 300), ("voted", 130), ("signed", 40)],
            _ => &[("signed", 400), ("started", 370), ("done", 20)],
        };
        for (event, ago) in events {
            let day = before(dice, *ago, ago + 20);
            for system in systems
                .iter()
                .take(if *event == "done" { systems.len() } else { 1 })
            {
                let mut lines = vec![
                    format!("event = \"{event}\""),
                    format!("date = {day}"),
                    format!("round = \"@{id}@\""),
                ];
                if *event == "done" && systems.len() > 1 {
                    lines.push(format!("system = \"@{system}@\""));
                }
                spec.actuals.push((id.clone(), lines));
            }
        }
    }
    let things: Vec<(&'static str, String, bool)> = spec
        .records
        .iter()
        .filter(|r| ["contract", "hardware"].contains(&r.table))
        .map(|r| {
            let never = |l: &String| l.starts_with("extend") && l.contains("at-most = 0");
            let may = r.lines.iter().any(|l| l.starts_with("extend")) && !r.lines.iter().any(never);
            (r.table, r.id.clone(), may)
        })
        .collect();
    for (table, id, may) in things {
        if dice.percent(25) {
            // What may not be extended has not been.
            let events: &[(&str, i64)] = match dice.range(0, 5) {
                0 if may => &[("extended", 1)],
                1 if may => &[("extended", 100), ("notice-given", 1)],
                2 => &[("requested", 1)],
                3 => &[("requested", 250), ("voted", 120), ("notice-given", 1)],
                4 => &[("voted", 100)],
                _ => &[("notice-given", 1)],
            };
            for (event, ago) in events {
                let day = before(dice, *ago, ago + 90);
                let lines = vec![
                    format!("event = \"{event}\""),
                    format!("date = {day}"),
                    format!("{table} = \"@{id}@\""),
                ];
                spec.actuals.push((id.clone(), lines));
            }
        }
    }
}

fn chrono_days(days: i64) -> chrono::Days {
    chrono::Days::new(u64::try_from(days).unwrap())
}
