//! What if: plans side by side, and many plans in a row.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

#[path = "what_if/compare.rs"]
mod compare;
#[path = "what_if/sweep.rs"]
mod sweep;

use ikou::calendar::Date;
use ikou::diag::Sink;
use ikou::inventory::scenario::{self, Typed, typed};
use ikou::inventory::{Draft, Files, Inventory, check, read};
use ikou::plan::{Effort, Plan, PlanScenario, make};
use ikou::source::Sources;

fn as_of() -> Date {
    "2021-08-03".parse().unwrap()
}

/// The shipped inventory.
fn shipped() -> (Sources, Draft) {
    let text = |path: &str| std::fs::read_to_string(path).unwrap();
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", text("systems.toml")),
        calendar: Some(sources.add("schedules/calendar.toml", text("schedules/calendar.toml"))),
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let draft = read(&mut sources, &files, &mut sink);
    assert!(!sink.has_errors());
    (sources, draft)
}

fn checked(draft: Draft) -> Inventory {
    check(draft, as_of(), &mut Sink::new()).unwrap()
}

fn plan_of(draft: Draft, sources: &Sources) -> Plan {
    make(&checked(draft), sources, Vec::new(), Effort::NORMAL)
}

/// The plan of the shipped inventory with lines of `--set` laid over it.
fn with(lines: &str) -> Plan {
    let (mut sources, mut draft) = shipped();
    let file = sources.add("--set", lines);
    let mut sink = Sink::new();
    let changes = typed(&mut sources, file, Typed::Set, &mut sink);
    scenario::apply(&mut draft, &changes, &mut sink);
    assert!(!sink.has_errors(), "{:#?}", sink.findings());
    plan_of(draft, &sources)
}

/// The plan under a shipped scenario.
fn under(name: &str) -> Plan {
    let (mut sources, mut draft) = shipped();
    let path = format!("schedules/scenarios/{name}.toml");
    let file = sources.add(&path, std::fs::read_to_string(&path).unwrap());
    let mut sink = Sink::new();
    let scenario = scenario::read(&sources, file, name, &mut sink);
    scenario.lay_over(&mut draft, &mut sink);
    assert!(!sink.has_errors());
    let mut plan = plan_of(draft, &sources);
    plan.scenarios = vec![PlanScenario {
        id: name.to_owned(),
        name: scenario.name,
        reason: scenario.reason,
        changes: Vec::new(),
    }];
    plan
}
