//! What is due: nothing that lies ahead is left out, every entry says why and what if, and calendars
//! are read by other programs.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files, fails loudly, and asks the environment whether oracles are required"
)]

#[path = "generate/dice.rs"]
mod dice;
#[path = "generate/load.rs"]
mod load;
#[path = "planned/mod.rs"]
#[expect(dead_code, reason = "other tests take others")]
mod planned;
#[path = "generate/random.rs"]
#[expect(dead_code, reason = "other tests take others")]
mod random;
#[path = "generate/spec.rs"]
#[expect(dead_code, reason = "other tests change inventories")]
mod spec;

use ical::parser::ical::component::IcalEvent;
use ikou::calendar::{Date, Duration};
use ikou::deadlines::{
    Asked, Deadlines, Due, Earlier, NameOf, State, csv, ics, lints, markdown, told,
};
use ikou::diag::{Code, Sink};
use ikou::inventory::{self, Files, Inventory};
use ikou::plan::{Effort, Plan, make};
use ikou::render::TerminalStyle;
use ikou::source::Sources;
use ikou::words::Lang;
use planned::Texts;
use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn shipped() -> (Inventory, Plan) {
    Texts::of(".", "schedules").plan(day("2021-08-03"))
}

fn case(name: &str, as_of: &str) -> (Inventory, Plan) {
    Texts::of(&format!("tests/cases/{name}"), ".").plan(day(as_of))
}

fn asked(owner: &str, vendor: &str, within: Option<Duration>) -> Asked {
    let list = |text: &str| -> Vec<String> {
        let texts = [text].into_iter().filter(|t| !t.is_empty());
        texts.map(str::to_owned).collect()
    };
    Asked {
        owners: list(owner),
        vendors: list(vendor),
        within,
        ..Asked::default()
    }
}

/// Every act of the plan that lies ahead, every end and every deadline is in the list, once.
#[test]
fn nothing_that_lies_ahead_is_left_out() {
    for (inventory, plan) in [
        shipped(),
        case("toyohashi-2026", "2026-02-01"),
        case("koriyama-2026", "2026-02-01"),
        case("voted-lapses", "2021-08-03"),
        case("in-house", "2021-08-03"),
    ] {
        let all = Deadlines::of(&inventory, &plan, Lang::Ja);
        let ids: BTreeSet<&str> = all.deadlines.iter().map(|d| d.id.as_str()).collect();
        assert_eq!(ids.len(), all.deadlines.len(), "ids are told once");
        let has = |kind: &str, system: &str, date: Date| {
            let mut found = all.deadlines.iter();
            found.any(|d| {
                d.kind == kind && d.date == date && d.systems.iter().any(|s| s.id == system)
            })
        };
        for system in &plan.systems {
            for m in &system.milestones {
                let ahead = !m.done && m.date >= plan.as_of;
                assert!(
                    !ahead || has(&m.kind, &system.id, m.date),
                    "{} {m:?}",
                    system.id
                );
            }
            for stage in system.stages.iter().filter(|s| s.id == "gap") {
                assert!(has("gap", &system.id, stage.from.max(plan.as_of)));
            }
        }
        for due in &all.deadlines {
            assert!(!due.why.is_empty() && !due.if_missed.is_empty(), "{due:?}");
            for text in [&due.what, &due.why, &due.if_missed] {
                assert!(!text.contains("{$") && !text.contains("due-"), "{text}");
            }
            assert_eq!(due.days_left, (due.date - plan.as_of).num_days());
            assert_eq!(due.state == State::Missed, due.days_left < 0, "{due:?}");
        }
        assert!(all.deadlines.is_sorted_by_key(|d| d.date));
    }
}

#[test]
fn what_ends_is_told_with_what_the_plan_does_about_it() {
    let (inventory, plan) = shipped();
    let all = Deadlines::of(&inventory, &plan, Lang::En);
    let of = |id: &str| -> &Due { all.deadlines.iter().find(|d| d.id == id).expect(id) };
    let server = of("hardware_end:integrated-server");
    assert_eq!(server.date, day("2022-12-31"));
    assert_eq!(server.systems.len(), 5);
    assert!(
        server.assumed && server.why.contains("systems.toml line "),
        "{}",
        server.why
    );
    let tax = of("contract_end:tax-2016");
    assert!(
        tax.if_missed.contains("until 2022-12-23"),
        "{}",
        tax.if_missed
    );
    assert_eq!(tax.vendors[0].id, "vendor-a");
    // The plan does without another year; the last day to ask for one is a decision all the same.
    let option = of("extension_option:contract.tax-2016:1");
    assert_eq!(option.date, day("2022-06-30"));
    // The hosting after the move, and its year of extension.
    assert_eq!(of("service_end:tax/bridge").date, day("2024-12-25"));
    assert_eq!(of("service_end:tax/bridge:1").date, day("2025-12-25"));
    assert_eq!(of("deadline:standard").systems.len(), 10);
    // A missed request costs a year; the network knows that this is too much.
    let request = of("budget_request:tax/bridge");
    assert!(
        request.if_missed.contains("2022-10-31"),
        "{}",
        request.if_missed
    );
    assert!(
        request.if_missed.contains("2023-04-01"),
        "{}",
        request.if_missed
    );
    assert!(request.if_missed.contains("gap"), "{}", request.if_missed);
    // A budget is voted once for all.
    assert_eq!(of("budget_vote:2022-03").systems.len(), 4);

    let (inventory, plan) = case("gap-unavoidable", "2021-08-03");
    let all = Deadlines::of(&inventory, &plan, Lang::En);
    let endangered = all
        .deadlines
        .iter()
        .filter(|d| d.state == State::Endangered);
    let kinds: Vec<&str> = endangered.map(|d| d.kind.as_str()).collect();
    assert_eq!(kinds, ["contract_end", "gap"]);

    let (inventory, plan) = case("voted-lapses", "2022-08-03");
    let all = Deadlines::of(&inventory, &plan, Lang::En);
    let missed: Vec<&Due> = all
        .deadlines
        .iter()
        .filter(|d| d.state == State::Missed)
        .collect();
    assert_eq!(missed.len(), 2);
    assert!(
        missed[0].why.contains("504 days less of gap"),
        "{}",
        missed[0].why
    );
}

#[test]
fn whose_and_until_when() {
    let (inventory, plan) = shipped();
    let all = Deadlines::of(&inventory, &plan, Lang::Ja);
    let six = Some(Duration::Months(6));
    let tax = all
        .clone()
        .only(&asked("市民税課", "", six), &inventory)
        .unwrap();
    assert_eq!(tax.until, Some(day("2022-02-02")));
    assert_eq!(tax.asked.owners, ["税務部 市民税課"]);
    assert!(!tax.deadlines.is_empty() && tax.later > 0);
    for due in &tax.deadlines {
        let owners: Vec<&str> = due.systems.iter().map(|s| s.owner.as_str()).collect();
        assert_eq!(owners, ["税務部 市民税課"], "{due:?}");
        assert!(due.date <= day("2022-02-02"));
    }
    let vendor = all
        .clone()
        .only(&asked("", "vendor-b", None), &inventory)
        .unwrap();
    assert!(!vendor.deadlines.is_empty());
    for due in &vendor.deadlines {
        assert!(due.vendors.iter().any(|v| v.id == "vendor-b"), "{due:?}");
    }
    let business = Asked {
        businesses: vec!["介護保険".to_owned()],
        ..Asked::default()
    };
    let care = all.clone().only(&business, &inventory).unwrap();
    assert_eq!(care.asked.businesses[0].id, "kaigo");
    assert!(
        care.deadlines
            .iter()
            .all(|d| d.systems.iter().all(|s| s.id == "care"))
    );
    let unknown = all
        .only(&asked("", "vendor-z", None), &inventory)
        .unwrap_err();
    assert_eq!(unknown.wanted, NameOf::Vendor);
    assert!(unknown.nearest.unwrap().starts_with("vendor-"));
}

#[test]
fn what_is_told_and_written() {
    let (inventory, plan) = shipped();
    let plain = TerminalStyle::default();
    for (lang, width) in [
        (Lang::Ja, 80),
        (Lang::En, 80),
        (Lang::Ja, 160),
        (Lang::En, 160),
    ] {
        let all = Deadlines::of(&inventory, &plan, lang);
        let half = all
            .clone()
            .only(&asked("", "", Some(Duration::Months(6))), &inventory)
            .unwrap();
        let text = told(&half, lang, width, plain);
        insta::assert_snapshot!(format!("shipped-{}-{width}", lang.code()), text);
        for line in told(&all, lang, width, plain).lines() {
            assert!(
                textwrap::core::display_width(line) <= width,
                "{width}: {line}"
            );
        }
        let rows = csv(&all, lang);
        assert!(rows.starts_with('\u{feff}'));
        assert_eq!(rows.matches("\r\n").count(), 1 + all.deadlines.len());
        let page = markdown(&half, lang);
        let rows = page.lines().filter(|l| l.starts_with("| ")).count();
        assert_eq!(rows, 1 + half.deadlines.len());
        let json: serde_json::Value = serde_json::from_str(&all.to_json()).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&ikou::deadlines::schema()).unwrap();
        assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json));
    }
    let path = "docs/deadlines.schema.json";
    if std::env::var_os("IKOU_UPDATE").is_some() {
        std::fs::write(path, ikou::deadlines::schema()).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap();
    assert_eq!(
        published,
        ikou::deadlines::schema(),
        "run with IKOU_UPDATE=1"
    );
}

#[test]
fn no_name_becomes_a_formula_or_markup() {
    let mut texts = Texts::of("tests/cases/one-system", ".");
    texts.systems = texts.systems.replacen(
        "[[system]]",
        "[[system]]\nowner = \"=cmd|' /C calc'!A1\"",
        1,
    );
    let (inventory, plan) = texts.plan(day("2021-08-03"));
    let all = Deadlines::of(&inventory, &plan, Lang::Ja);
    let rows = csv(&all, Lang::Ja);
    assert!(
        rows.contains(",'=cmd|") && !rows.contains(",=cmd"),
        "{rows}"
    );
    assert!(markdown(&all, Lang::Ja).contains("=cmd\\|"));
}

#[test]
fn nothing_is_due_where_nothing_is() {
    let (inventory, plan) = case("empty", "2021-08-03");
    for lang in Lang::ALL {
        let all = Deadlines::of(&inventory, &plan, lang);
        assert!(all.deadlines.is_empty());
        let text = told(&all, lang, 40, TerminalStyle::default());
        assert!(text.lines().count() >= 3, "{text}");
        assert!(ics(&all, &all, &Earlier::default(), lang).ends_with("END:VCALENDAR\r\n"));
    }
}

/// Where no plan can be made, what ends is told all the same, and that there is no plan.
#[test]
fn without_a_plan_what_ends_is_told() {
    let folder = "tests/clash/no-go-live-day";
    let mut sources = Sources::new();
    let text = |name: &str| std::fs::read_to_string(format!("{folder}/{name}.toml")).unwrap();
    let files = Files {
        inventory: sources.add("systems.toml", text("systems")),
        calendar: Some(sources.add("calendar.toml", text("calendar"))),
        routes: None,
        actuals: None,
    };
    let inventory =
        inventory::load(&mut sources, &files, day("2021-08-03"), &mut Sink::new()).unwrap();
    let plan = make(&inventory, &sources, Vec::new(), Effort::QUICK);
    let all = Deadlines::of(&inventory, &plan, Lang::En);
    let kinds: Vec<&str> = all.deadlines.iter().map(|d| d.kind.as_str()).collect();
    assert_eq!(kinds, ["deadline", "contract_end"]);
    let text = told(&all, Lang::En, 80, TerminalStyle::default());
    assert!(text.contains("There is no plan"), "{text}");
    assert!(!text.contains("moves to the next service"), "{text}");
}

/// The events of a calendar by UID, as another program reads them.
fn events(text: &str) -> BTreeMap<String, IcalEvent> {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none());
    let uid = |e: &IcalEvent| value(e, "UID");
    let count = calendar.events.len();
    let all: BTreeMap<String, IcalEvent> =
        calendar.events.into_iter().map(|e| (uid(&e), e)).collect();
    assert_eq!(all.len(), count, "every UID stands once");
    all
}

fn value(event: &IcalEvent, name: &str) -> String {
    let mut properties = event.properties.iter();
    let found = properties.find(|p| p.name == name).expect(name);
    found.value.clone().unwrap_or_default()
}

#[test]
fn a_calendar_is_read_by_others() {
    let (inventory, plan) = shipped();
    let all = Deadlines::of(&inventory, &plan, Lang::Ja);
    let text = ics(&all, &all, &Earlier::default(), Lang::Ja);
    assert_eq!(text, ics(&all, &all, &Earlier::default(), Lang::Ja));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let read = events(&text);
    assert_eq!(read.len(), all.deadlines.len());
    let mut dates: Vec<String> = read.values().map(|e| value(e, "DTSTART")).collect();
    let mut ours: Vec<String> = all
        .deadlines
        .iter()
        .map(|d| d.date.format("%Y%m%d").to_string())
        .collect();
    dates.sort();
    ours.sort();
    assert_eq!(dates, ours);
    for event in read.values() {
        assert_eq!(value(event, "DTSTAMP"), "20210803T000000Z");
        assert_eq!(value(event, "SEQUENCE"), "0");
        assert!(event.alarms.len() <= 2);
    }
    // Tomorrow's notice would have rung long ago; next year's rings twice.
    let alarms = |date: &str| {
        let mut found = read.values().filter(|e| value(e, "DTSTART") == date);
        found.next().expect(date).alarms.len()
    };
    assert_eq!(
        (alarms("20210804"), alarms("20210827"), alarms("20220401")),
        (0, 1, 2)
    );
}

/// What moved rises, what is gone is cancelled and stays so, what comes back rises again; what is
/// only not shown is no cancellation.
#[test]
fn a_calendar_follows_the_plan() {
    let at = |systems: &dyn Fn(String) -> String| {
        let mut texts = Texts::of("tests/cases/one-system", ".");
        texts.systems = systems(texts.systems);
        let (inventory, plan) = texts.plan(day("2021-08-03"));
        Deadlines::of(&inventory, &plan, Lang::En)
    };
    let first = at(&|text| text);
    let none = Earlier::default();
    let before = ics(&first, &first, &none, Lang::En);
    let same = ics(&first, &first, &Earlier::read(&before).unwrap(), Lang::En);
    assert_eq!(before, same);

    // Without its first act; another one day later.
    let mut other = first.clone();
    let gone = other.deadlines.remove(0);
    let moved = other.deadlines[0].date + chrono::Days::new(1);
    other.deadlines[0].date = moved;
    let after = ics(&other, &other, &Earlier::read(&before).unwrap(), Lang::En);
    let (old, new) = (events(&before), events(&after));
    assert_eq!(
        old.keys().collect::<Vec<_>>(),
        new.keys().collect::<Vec<_>>()
    );
    let mut told = BTreeMap::new();
    for (uid, event) in &new {
        let key = (value(event, "STATUS"), value(event, "SEQUENCE"));
        *told.entry(key).or_insert(0) += 1;
        let date = value(event, "DTSTART");
        match value(event, "STATUS").as_str() {
            "CANCELLED" => assert_eq!(date, gone.date.format("%Y%m%d").to_string()),
            _ if value(event, "SEQUENCE") == "1" => {
                assert_eq!(date, moved.format("%Y%m%d").to_string());
            }
            _ => assert_eq!(date, value(&old[uid], "DTSTART")),
        }
    }
    let key = |status: &str, sequence: &str| (status.to_owned(), sequence.to_owned());
    assert_eq!(told[&key("CANCELLED", "1")], 1);
    assert_eq!(told[&key("CONFIRMED", "1")], 1);
    assert_eq!(told[&key("CONFIRMED", "0")], new.len() - 2);
    // Written once more nothing changes; what comes back rises again.
    let again = ics(&other, &other, &Earlier::read(&after).unwrap(), Lang::En);
    assert_eq!(after, again);
    let back = ics(&first, &first, &Earlier::read(&after).unwrap(), Lang::En);
    let sequences: BTreeSet<String> = events(&back)
        .values()
        .map(|e| value(e, "SEQUENCE"))
        .collect();
    assert_eq!(sequences, ["0", "2"].map(str::to_owned).into());

    // Asked for less: nothing is cancelled that is still in the plan.
    let mut few = first.clone();
    few.deadlines.truncate(2);
    let shown = ics(&few, &first, &Earlier::read(&before).unwrap(), Lang::En);
    assert_eq!(events(&shown).len(), 2);
    assert!(!shown.contains("CANCELLED"));
}

/// A calendar library of another language reads every event, its text and its reminders.
#[test]
fn a_calendar_is_read_by_another_library() {
    const SCRIPT: &str = r#"
import sys, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
assert not calendar.errors, calendar.errors
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    start, end = event.decoded("dtstart"), event.decoded("dtend")
    assert (end - start).days == 1
    alarms = sorted(str(a.decoded("trigger")) for a in event.walk("VALARM"))
    print(start, event["sequence"], str(event["summary"]).replace("\n", " "), len(alarms), sep="\t")
    assert "\n" in str(event["description"])
"#;
    let (inventory, plan) = shipped();
    let all = Deadlines::of(&inventory, &plan, Lang::Ja);
    let text = ics(&all, &all, &Earlier::default(), Lang::Ja);
    let required = std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1");
    let there = Command::new("python3")
        .args(["-c", "import icalendar"])
        .output();
    if !there.is_ok_and(|o| o.status.success()) {
        assert!(
            !required,
            "the Python package icalendar is required and missing"
        );
        println!("skipped: calendars against the Python package icalendar: not installed");
        return;
    }
    let mut child = Command::new("python3")
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, text.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let theirs = String::from_utf8(output.stdout).unwrap();
    assert_eq!(theirs.lines().count(), all.deadlines.len());
    for (line, due) in theirs.lines().zip(&all.deadlines) {
        assert!(
            line.starts_with(&format!("{}\t0\t", due.date)),
            "{line} {due:?}"
        );
        assert!(line.contains(&due.what), "{line} {due:?}");
    }
}

/// Generated inventories: every format holds every deadline, whatever the plan is like.
#[test]
fn every_format_holds_all_of_any_plan() {
    let mut seen = BTreeSet::new();
    for seed in 0..40 {
        let Ok((inventory, sources)) = load::checked(&random::spec(seed, random::TINY).plain())
        else {
            continue;
        };
        let plan = make(&inventory, &sources, Vec::new(), Effort::QUICK);
        let all = Deadlines::of(&inventory, &plan, Lang::En);
        let count = all.deadlines.len();
        let read = events(&ics(&all, &all, &Earlier::default(), Lang::En));
        let ahead = all.deadlines.iter().filter(|d| d.days_left >= 0).count();
        assert_eq!(read.len(), ahead, "seed {seed}");
        assert_eq!(
            csv(&all, Lang::En).matches("\r\n").count(),
            count + 1,
            "seed {seed}"
        );
        for due in &all.deadlines {
            assert!(
                !due.why.is_empty() && !due.if_missed.is_empty(),
                "seed {seed}: {due:?}"
            );
            assert!(!due.systems.is_empty(), "seed {seed}: {due:?}");
            seen.insert(due.kind.clone());
        }
        let gaps = plan.outcome.objective.gap_days > 0;
        let found = lints(&inventory, &plan, None);
        let told = found.iter().any(|f| f.code == Code::NoCover);
        assert_eq!(gaps, told, "seed {seed}");
    }
    assert!(seen.len() > 12, "{seen:?}");
}

/// Names that nobody should have: no format breaks.
#[test]
fn no_name_breaks_a_format() {
    let long = "長い名前".repeat(60);
    for name in [
        "\u{202e}逆\u{200b}",
        "a;b,c:d\\\\n|*_",
        "👨‍👩‍👧‍👦が\u{3099}",
        "=1+1",
        &long,
    ] {
        let mut texts = Texts::of("tests/cases/one-system", ".");
        let from = texts.systems.find("[[system]]").unwrap();
        let at = from + texts.systems[from..].find("name = ").unwrap();
        let end = at + texts.systems[at..].find('\n').unwrap();
        let quoted = name.replace("\\\\n", "\\\\\\\\n");
        texts
            .systems
            .replace_range(at..end, &format!("name = \"{quoted}\""));
        let mut sources = Sources::new();
        let files = Files {
            inventory: sources.add("systems.toml", texts.systems),
            calendar: None,
            routes: None,
            actuals: None,
        };
        let Some(inventory) =
            inventory::load(&mut sources, &files, day("2021-08-03"), &mut Sink::new())
        else {
            continue;
        };
        let plan = make(&inventory, &sources, Vec::new(), Effort::QUICK);
        let all = Deadlines::of(&inventory, &plan, Lang::Ja);
        let text = ics(&all, &all, &Earlier::default(), Lang::Ja);
        assert!(
            text.split_terminator("\r\n").all(|l| l.len() <= 75),
            "{name}"
        );
        assert_eq!(events(&text).len(), all.deadlines.len(), "{name}");
        for line in told(&all, Lang::Ja, 60, TerminalStyle::default()).lines() {
            assert!(textwrap::core::display_width(line) <= 60, "{name}: {line}");
        }
        let rows = markdown(&all, Lang::Ja);
        for row in rows.lines().filter(|l| l.starts_with("| ")) {
            let bars = row.replace("\\|", "").matches('|').count();
            assert_eq!(bars, 9, "{row}");
        }
    }
}
