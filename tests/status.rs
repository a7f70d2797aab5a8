//! Plan and actuals: what is as promised shows no slip, what slips shows by how much, why, and which
//! money it asks for.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

#[path = "planned/mod.rs"]
#[expect(dead_code, reason = "other tests take others")]
mod planned;

use ikou::calendar::{Date, Duration};
use ikou::deadlines::Asked;
use ikou::inventory::{Inventory, steps};
use ikou::plan::Plan;
use ikou::render::TerminalStyle;
use ikou::status::{
    Beside, Instrument, MilestoneStatus, State, Status, SystemStatus, View, csv, markdown, told,
};
use ikou::words::Lang;
use planned::Texts;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn asked() -> Asked {
    Asked {
        within: Some(Duration::Months(3)),
        ..Asked::default()
    }
}

fn shipped() -> Texts {
    Texts::of(".", "schedules")
}

fn approved() -> Plan {
    shipped().plan(day("2021-08-03")).1
}

/// What happened until October 2022: 国保・年金 is not signed for, 住民情報 and 健康管理 were signed
/// for late.
fn after_a_year() -> (Inventory, Plan) {
    let actuals = std::fs::read_to_string("tests/status/actuals.toml").unwrap();
    let texts = Texts {
        actuals: Some(actuals),
        ..shipped()
    };
    texts.plan(day("2022-10-01"))
}

fn status(baseline: &Plan, now: &(Inventory, Plan), asked: &Asked, lang: Lang) -> Status {
    let beside = Beside {
        inventory: &now.0,
        name: "令和3年8月",
        baseline,
        forecast: &now.1,
    };
    Status::of(beside, &[], asked, lang).unwrap()
}

fn system<'s>(status: &'s Status, id: &str) -> &'s SystemStatus {
    status.systems.iter().find(|s| s.id == id).unwrap()
}

fn milestone<'s>(status: &'s Status, id: &str, kind: &str, round: &str) -> &'s MilestoneStatus {
    let mut all = system(status, id).milestones.iter();
    all.find(|m| m.kind == kind && m.round == round).unwrap()
}

#[test]
fn on_its_own_day_a_plan_is_as_promised() {
    let (inventory, plan) = shipped().plan(day("2021-08-03"));
    let status = status(&plan, &(inventory, plan.clone()), &asked(), Lang::Ja);
    for m in status.systems.iter().flat_map(|s| &s.milestones) {
        assert!(matches!(m.state, State::Kept | State::Done), "{m:?}");
        assert_eq!((m.slip_days, m.planned), (Some(0), m.actual.or(m.forecast)));
    }
    let milestones: usize = plan.systems.iter().map(|s| s.milestones.len()).sum();
    let counted: usize = status.systems.iter().map(|s| s.milestones.len()).sum();
    assert_eq!(counted, milestones, "each milestone once");
    assert!(status.endangered.is_empty() && status.instruments.is_empty());
    assert_eq!((status.yen_more, status.counts.overdue), (0, 0));
    assert_eq!(
        status.upshot.last().unwrap(),
        "切替は、どのシステムも承認計画どおりの見込みです。"
    );
}

#[test]
fn a_year_later_actuals_slips_and_causes_are_told() {
    let baseline = approved();
    let status = status(&baseline, &after_a_year(), &asked(), Lang::Ja);
    // What is recorded stands as it happened.
    let asked_for = milestone(&status, "tax", "budget_request", "tax/bridge");
    assert_eq!(asked_for.planned, Some(day("2021-10-29")));
    assert_eq!(asked_for.actual, Some(day("2021-10-28")));
    assert_eq!(
        (asked_for.slip_days, asked_for.state),
        (Some(-1), State::Done)
    );
    let signed = milestone(&status, "resident", "contract", "resident/bridge");
    assert_eq!((signed.slip_days, signed.state), (Some(75), State::Done));
    // What is not recorded is overdue, and has a new day with its reason.
    let open = milestone(&status, "insurance", "contract", "insurance/bridge");
    assert_eq!((open.planned, open.actual), (Some(day("2022-04-01")), None));
    assert_eq!(open.state, State::Overdue);
    assert!(open.forecast.unwrap() >= day("2022-10-01") && !open.why.is_empty());
    // What nothing records, and what follows from it has happened.
    let pia = milestone(&status, "tax", "pia", "tax/bridge");
    assert_eq!((pia.state, pia.slip_days), (State::Passed, None));
    // Why the server is still in use, down to the line that was written since.
    let late = status.endangered.iter();
    let late = late.filter(|e| e.system.id == "resident");
    let late: Vec<_> = late.collect();
    assert_eq!(late.len(), 2, "{late:?}");
    assert!(
        late.iter()
            .all(|e| e.newly && e.hard == (e.deadline == "gap"))
    );
    let cause = &late[0].causes[0];
    assert_eq!(cause.new.as_deref(), Some("2022-06-15"));
    assert_eq!(
        (cause.old.as_deref(), cause.file.as_str()),
        (None, "actuals.toml")
    );
    assert!(cause.what.contains("resident/bridge"), "{}", cause.what);
    // The build of 国保・年金 was one of one year: it crosses 31 March now, and the money was voted.
    let needed = &status.instruments[0];
    assert_eq!(needed.round, "insurance/bridge");
    assert_eq!(needed.instrument, Instrument::DebtBurden);
    assert_eq!(needed.fiscal_year, 2022);
}

#[test]
fn progress_is_counted_in_steps_and_is_no_workload() {
    let baseline = approved();
    let now = after_a_year();
    let status = status(&baseline, &now, &asked(), Lang::Ja);
    let care = system(&status, "care").progress.clone().unwrap();
    assert_eq!((care.step, care.done, care.of), (9, 8, 40));
    assert_eq!((care.code.as_str(), care.open), ("③-2", vec![6]));
    assert!(system(&status, "health").progress.is_none());
    let text = told(
        &status,
        View::default(),
        Lang::Ja,
        80,
        TerminalStyle::default(),
    );
    assert!(text.contains("作業量ではありません"), "{text}");
    // Recorded or not, it moves no date.
    let bare = std::fs::read_to_string("tests/status/actuals.toml").unwrap();
    let bare = bare.split("[[progress]]").next().unwrap().to_owned();
    let texts = Texts {
        actuals: Some(bare),
        ..shipped()
    };
    assert_eq!(texts.plan(day("2022-10-01")).1.systems, now.1.systems);
    let numbers: Vec<u32> = steps().iter().map(|s| s.number).collect();
    assert_eq!(numbers, (1..=40).collect::<Vec<u32>>());
}

/// Work that is signed for with one year's money, and takes longer than promised.
fn longer_work(as_of: &str) -> Status {
    let actuals = std::fs::read_to_string("tests/status/actuals.toml").unwrap();
    let systems = shipped().systems;
    let (before, care) = systems.split_once("id = \"care/bridge\"").unwrap();
    let care = care.replacen("work = \"5M..6M\"", "work = \"5M..13M\"", 1);
    let texts = Texts {
        systems: format!("{before}id = \"care/bridge\"{care}"),
        actuals: Some(actuals),
        ..shipped()
    };
    status(&approved(), &texts.plan(day(as_of)), &asked(), Lang::Ja)
}

#[test]
fn a_slip_past_march_asks_for_the_instrument_that_is_left() {
    let care = |status: &Status| {
        let mut all = status.instruments.iter();
        all.find(|n| n.round == "care/bridge").cloned().unwrap()
    };
    // In autumn the session of March can vote a carry-over.
    let needed = care(&longer_work("2022-10-01"));
    assert_eq!(needed.instrument, Instrument::CarryOver);
    assert_eq!(needed.fiscal_year, 2022);
    let vote = needed.vote.unwrap();
    assert!(
        day("2023-02-01") < vote && vote <= day("2023-03-31"),
        "{vote}"
    );
    assert!(needed.request.unwrap() < vote);
    assert!(needed.text.contains("第213条"), "{}", needed.text);
    let session = needed.session.unwrap();
    assert!(!session.is_empty() && needed.text.contains(&session));
    // After its vote no session is left in the year.
    let late = care(&longer_work("2023-03-30"));
    assert_eq!(late.instrument, Instrument::AccidentCarryOver);
    assert!(late.text.contains("第220条第3項"), "{}", late.text);
    assert_eq!(late.vote, None);
    // And after the year there is only to be asked what was done.
    let over = care(&longer_work("2023-04-03"));
    assert_eq!(over.instrument, Instrument::YearEnded);
}

#[test]
fn owners_and_vendors_see_their_own() {
    let baseline = approved();
    let now = after_a_year();
    let own = Asked {
        owners: vec!["介護保険課".to_owned()],
        ..asked()
    };
    let status_of = |asked: &Asked| status(&baseline, &now, asked, Lang::Ja);
    let care = status_of(&own);
    assert_eq!(care.systems.len(), 1);
    assert_eq!(care.systems[0].id, "care");
    assert!(care.endangered.iter().all(|e| e.system.id == "care"));
    assert!(
        care.due
            .iter()
            .all(|d| d.systems.iter().all(|s| s.id == "care"))
    );
    let vendor = Asked {
        vendors: vec!["vendor-a".to_owned()],
        ..asked()
    };
    let vendor = status_of(&vendor);
    assert!(!vendor.systems.is_empty());
    for m in vendor.systems.iter().flat_map(|s| &s.milestones) {
        assert_eq!(m.vendor.as_ref().unwrap().id, "vendor-a");
    }
}

/// Systems that one of both does not have are told, and nothing of them is lost.
#[test]
fn systems_that_came_and_went_are_named() {
    let mut baseline = approved();
    let (inventory, now) = shipped().plan(day("2021-08-03"));
    let mut gone = baseline.systems[0].clone();
    gone.id = "old".to_owned();
    gone.name = "旧システム".to_owned();
    baseline.systems.push(gone);
    baseline.systems.retain(|s| s.id != "care");
    let status = status(&baseline, &(inventory, now), &asked(), Lang::Ja);
    assert_eq!(status.gone[0].id, "old");
    assert_eq!(status.new[0].id, "care");
    let care = system(&status, "care");
    assert!(care.milestones.iter().all(|m| m.state == State::Added));
    let text = told(
        &status,
        View::default(),
        Lang::Ja,
        80,
        TerminalStyle::default(),
    );
    assert!(
        text.contains("旧システム") && text.contains("承認計画になく"),
        "{text}"
    );
}

#[test]
fn every_format_says_the_same() {
    let baseline = approved();
    let now = after_a_year();
    let plain = TerminalStyle::default();
    for (lang, width) in [(Lang::Ja, 80), (Lang::En, 160)] {
        let status = status(&baseline, &now, &asked(), lang);
        let text = told(&status, View::default(), lang, width, plain);
        insta::assert_snapshot!(format!("status-{}-{width}", lang.code()), text);
        for view in [View { all: false }, View { all: true }] {
            for width in [40, 60, width] {
                for line in told(&status, view, lang, width, plain).lines() {
                    let wide = textwrap::core::display_width(line);
                    assert!(wide <= width, "{width}: {line}");
                    assert!(!line.contains("{$") && !line.contains("status-"), "{line}");
                }
            }
        }
        let milestones: usize = status.systems.iter().map(|s| s.milestones.len()).sum();
        let rows = csv(&status, lang);
        assert!(rows.starts_with('\u{feff}'));
        assert_eq!(rows.matches("\r\n").count(), 1 + milestones);
        let page = markdown(&status, View { all: true }, lang);
        let rows = page.lines().filter(|l| l.starts_with("| ")).count();
        assert_eq!(rows, status.systems.len() + milestones);
        let json: serde_json::Value = serde_json::from_str(&status.to_json()).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&ikou::status::schema()).unwrap();
        assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json));
    }
    let path = "docs/status.schema.json";
    if std::env::var_os("IKOU_UPDATE").is_some() {
        std::fs::write(path, ikou::status::schema()).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap();
    assert_eq!(published, ikou::status::schema(), "run with IKOU_UPDATE=1");
}

#[test]
fn an_empty_inventory_has_nothing_to_tell() {
    let (inventory, plan) = Texts::of("tests/cases/empty", ".").plan(day("2021-08-03"));
    let status = status(&plan, &(inventory, plan.clone()), &asked(), Lang::En);
    assert!(status.systems.is_empty() && status.endangered.is_empty());
    let text = told(
        &status,
        View::default(),
        Lang::En,
        80,
        TerminalStyle::default(),
    );
    assert!(text.contains("0 done"), "{text}");
}
