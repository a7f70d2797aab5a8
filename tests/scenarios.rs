//! What-ifs: every fact can be named by its path, what is laid over is checked like what is
//! written, and the two scenarios that are shipped show what docs/scenarios.md says.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use ikou::calendar::Date;
use ikou::diag::{Code, Finding, Severity, Sink};
use ikou::inventory::scenario::{self, Change, Path, Typed, apply, typed, what_if};
use ikou::inventory::{Draft, Files, Inventory, check, read};
use ikou::plan::{Effort, Plan, make, verify::verify};
use ikou::source::Sources;

fn as_of() -> Date {
    "2021-08-03".parse().unwrap()
}

/// The shipped inventory, read once.
fn seed() -> (Sources, Draft) {
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

fn proved(draft: Draft) -> (Option<Inventory>, Vec<Finding>) {
    let mut sink = Sink::new();
    let inventory = check(draft, as_of(), &mut sink);
    (inventory, sink.into_sorted())
}

/// The changes that the lines ask for; none may be refused.
fn changes(sources: &mut Sources, kind: Typed, lines: &str) -> Vec<Change> {
    let file = sources.add("--set", lines);
    let mut sink = Sink::new();
    let changes = typed(sources, file, kind, &mut sink);
    assert!(sink.findings().is_empty(), "{:#?}", sink.findings());
    changes
}

/// One grammar: the path under which a fact is told is the path by which it is changed.
#[test]
fn every_fact_can_be_set_by_its_path() {
    let (mut sources, draft) = seed();
    let (inventory, _) = proved(draft.clone());
    let mut count = 0;
    for (path, fact) in inventory.unwrap().facts.iter() {
        let path = path.to_string();
        // Built-in defaults and routes implied by them have facts too; the catalogue is law.
        if sources.get(fact.span.file).builtin || path == "schema" {
            continue;
        }
        let changes = changes(&mut sources, Typed::Set, &format!("{path}={}", fact.value));
        let mut sink = Sink::new();
        let mut other = draft.clone();
        apply(&mut other, &changes, &mut sink);
        for finding in sink.findings() {
            assert_eq!(finding.code, Code::Unchanged, "{path} = {}", fact.value);
            assert_eq!(finding.labels.len(), 2, "both places: {path}");
        }
        count += 1;
    }
    assert!(count > 400, "{count}");
}

#[test]
fn what_is_typed_is_what_would_be_written() {
    let (mut sources, draft) = seed();
    let lines = "contract.tax-2016.ends = \"令和5年12月\"\nvendor.vendor-a.builds=7\nsystem.\"tax\".owner=財政課\nprocurement.\"tax/standard\".cost.0.yen=1_000\ncontract.tax-2016.extend={ by = \"6M\" }\ncalendar.budget.vote=\"03-20\"\nmunicipality.lang=en";
    let changes = changes(&mut sources, Typed::Set, lines);
    let (inventory, findings) = proved(what_if(&draft, &changes));
    assert!(
        findings.iter().all(|f| f.severity < Severity::Error),
        "{findings:#?}"
    );
    let facts = inventory.unwrap().facts;
    for (path, value) in [
        ("contract.tax-2016.ends", "2023-12-31"),
        ("vendor.vendor-a.builds", "7"),
        ("system.tax.owner", "財政課"),
        ("procurement.\"tax/standard\".cost.0.yen", "1000"),
        ("contract.tax-2016.extend.by", "6M"),
        ("contract.tax-2016.extend.at-most", "4"),
        ("calendar.budget.vote", "03-20"),
        ("municipality.lang", "en"),
    ] {
        assert_eq!(facts[path].value, value, "{path}");
    }
    // Facts say where they come from: the text that was typed, to the character.
    let at = facts["contract.tax-2016.ends"].span;
    assert_eq!(sources.get(at.file).name, "--set");
    assert_eq!(sources.snippet(at), "\"令和5年12月\"");
    assert_eq!(sources.position(facts["municipality.lang"].span).line, 7);
    // The draft is as it was.
    let (inventory, _) = proved(draft);
    assert_eq!(
        inventory.unwrap().facts["contract.tax-2016.ends"].value,
        "2022-12-31"
    );
}

#[test]
fn groups_move_and_grow_together() {
    let (mut sources, draft) = seed();
    let later = changes(
        &mut sources,
        Typed::Shift,
        "vendor.vendor-a.available=+9M\ncontract.*.ends=-1M",
    );
    let text = "reason = \"試験\"\n[scale]\nvendor.vendor-a.cost = 1.1\ngroup.core.work = \"150%\"\n\"system.election.cost\" = 0\n";
    let file = sources.add("dear.toml", text);
    let mut sink = Sink::new();
    let scenario = scenario::read(&sources, file, "dear", &mut sink);
    let mut other = what_if(&draft, &later);
    let effects = scenario.lay_over(&mut other, &mut sink);
    assert!(sink.findings().is_empty(), "{:#?}", sink.findings());
    assert!(
        effects
            .iter()
            .any(|e| e.path == "contract.resident-2018.price.month")
    );
    let (inventory, findings) = proved(other);
    assert!(
        findings.iter().all(|f| f.severity < Severity::Error),
        "{findings:#?}"
    );
    let facts = inventory.unwrap().facts;
    for (path, value) in [
        ("procurement.\"tax/standard\".available", "2025-01-01"),
        ("procurement.\"insurance/standard\".available", "2024-10-01"),
        ("contract.tax-2016.ends", "2022-11-30"),
        ("contract.tax-2016.price.month", "2420000"),
        ("contract.tax-2016.extend.price.month", "2662000"),
        ("procurement.\"tax/bridge\".cost.0.yen", "72600000"),
        ("procurement.\"insurance/bridge\".cost.0.yen", "77000000"),
        ("procurement.\"tax/bridge\".work", "8M..9M"),
        ("procurement.\"election/move\".cost.0.yen", "0"),
        // A term is neither yen nor work.
        ("procurement.\"tax/bridge\".term", "24M"),
    ] {
        assert_eq!(facts[path].value, value, "{path}");
    }
}

#[test]
fn records_come_and_go() {
    let (mut sources, draft) = seed();
    let text = r#"
reason = "試験"
remove = ["system.tax.after.resident", "system.elderly", "procurement.\"elderly/standard\"", "procurement.\"elderly/replace\"", "contract.elderly-2021", "vendor.vendor-e"]

[[add.system]]
id = "library"
name = "図書館システム"
bridges = ["none"]

[[add.calendar.blackout]]
id = "festival"
name = "市制記念行事"
from = "11-01"
to = "11-07"

[[add."system.welfare.after"]]
system = "library"
link = "soft"
"#;
    let file = sources.add("other.toml", text);
    let mut sink = Sink::new();
    let scenario = scenario::read(&sources, file, "other", &mut sink);
    let mut other = draft.clone();
    let effects = scenario.lay_over(&mut other, &mut sink);
    assert!(sink.findings().is_empty(), "{:#?}", sink.findings());
    let gone = effects.iter().filter(|e| e.new.is_none()).count();
    let come: Vec<&str> = effects
        .iter()
        .filter(|e| e.old.is_none())
        .map(|e| e.path.as_str())
        .collect();
    assert_eq!(gone, 6);
    assert_eq!(
        come,
        [
            "system.library",
            "calendar.blackout.festival",
            "system.welfare.after.library"
        ]
    );
    let (inventory, findings) = proved(other);
    assert!(
        findings.iter().all(|f| f.severity < Severity::Error),
        "{findings:#?}"
    );
    let inventory = inventory.unwrap();
    assert!(inventory.system_by_id("library").is_some());
    assert!(inventory.system_by_id("elderly").is_none());
    assert!(
        inventory
            .calendar
            .rules()
            .blackouts
            .iter()
            .any(|b| b.id == "festival")
    );
    let tax = inventory.system_by_id("tax").unwrap();
    assert!(inventory.system(tax).links.is_empty());
}

/// What results is checked: a doubled id is shown in both files, a wrong value where it was typed.
#[test]
fn what_results_is_checked_at_its_place() {
    let (mut sources, draft) = seed();
    let text = "reason = \"試験\"\n[[add.system]]\nid = \"tax\"\nname = \"あ\"\n[change]\ncontract.tax-2016.vendor = \"vendor-z\"\n";
    let file = sources.add("bad.toml", text);
    let scenario = scenario::read(&sources, file, "bad", &mut Sink::new());
    let mut other = draft.clone();
    scenario.lay_over(&mut other, &mut Sink::new());
    let (inventory, findings) = proved(other);
    assert!(inventory.is_none());
    let places = |code: Code| -> Vec<String> {
        let found = findings.iter().find(|f| f.code == code).unwrap();
        let named = found.labels.iter();
        named
            .map(|l| sources.get(l.span.file).name.clone())
            .collect()
    };
    assert_eq!(places(Code::DuplicateId), ["bad.toml", "systems.toml"]);
    assert_eq!(places(Code::UnknownId)[0], "bad.toml");
    // What ten systems share is one mistake.
    let wrong = changes(&mut sources, Typed::Set, "system.*.nmae=x");
    let (_, findings) = proved(what_if(&draft, &wrong));
    let found = findings.iter().filter(|f| f.code == Code::UnknownKey);
    assert_eq!(found.count(), 1);
    // What was taken away and is still referred to is shown where it was taken away.
    let file = sources.add(
        "gone.toml",
        "reason = \"試験\"\nremove = [\"vendor.vendor-e\"]\n",
    );
    let scenario = scenario::read(&sources, file, "gone", &mut Sink::new());
    let mut other = draft;
    scenario.lay_over(&mut other, &mut Sink::new());
    let (_, findings) = proved(other);
    for finding in findings.iter().filter(|f| f.code == Code::UnknownId) {
        let files: Vec<_> = finding
            .labels
            .iter()
            .map(|l| sources.get(l.span.file).name.as_str())
            .collect();
        assert_eq!(files, ["systems.toml", "gone.toml"]);
    }
    assert!(findings.iter().any(|f| f.code == Code::UnknownId));
}

/// A sweep tries hundreds of values: none may read the files again.
#[test]
fn a_value_that_a_program_tries_needs_no_text() {
    let (mut sources, draft) = seed();
    let typed = changes(&mut sources, Typed::Set, "vendor.vendor-a.builds=2");
    let scenario::Action::Set(node) = &typed[0].action else {
        panic!()
    };
    let tried = Change::set(Path::parse("vendor.vendor-a.builds").unwrap(), node.clone());
    let mut one = what_if(&draft, std::slice::from_ref(&tried));
    let two = what_if(&draft, &typed);
    let builds = |d: &Draft| {
        proved(d.clone()).0.unwrap().facts["vendor.vendor-a.builds"]
            .value
            .clone()
    };
    assert_eq!(
        (builds(&one), builds(&two)),
        ("2".to_owned(), "2".to_owned())
    );
    // What is not there leaves everything as it is.
    let nowhere = Change::set(Path::parse("vendor.vendor-x.builds").unwrap(), node.clone());
    one = what_if(&draft, &[nowhere]);
    assert_eq!(one.inventory, draft.inventory);
}

fn planned(name: &str) -> Plan {
    let (mut sources, mut draft) = seed();
    let path = format!("schedules/scenarios/{name}.toml");
    let file = sources.add(path.clone(), std::fs::read_to_string(path).unwrap());
    let mut sink = Sink::new();
    let scenario = scenario::read(&sources, file, name, &mut sink);
    scenario.lay_over(&mut draft, &mut sink);
    assert!(sink.findings().is_empty(), "{:#?}", sink.findings());
    let inventory = check(draft, as_of(), &mut sink).unwrap();
    let plan = make(&inventory, &sources, Vec::new(), Effort::NORMAL);
    assert_eq!(verify(&inventory, &plan), []);
    plan
}

fn cutover(plan: &Plan, system: &str, round: &str) -> Date {
    let acts = &plan.system(system).unwrap().milestones;
    let found = acts
        .iter()
        .find(|m| m.kind == "cutover" && m.round == round);
    found.unwrap().date
}

fn as_it_is() -> Plan {
    let (sources, draft) = seed();
    let inventory = proved(draft).0.unwrap();
    make(&inventory, &sources, Vec::new(), Effort::NORMAL)
}

/// docs/scenarios.md tells this.
#[test]
fn the_shipped_scenarios_show_what_they_are_for() {
    let base = as_it_is();
    let of = |plan: &Plan| plan.outcome.objective;
    let (tax, care, resident) = (
        ("tax", "tax/standard"),
        ("care", "care/standard"),
        ("resident", "resident/standard"),
    );

    let longer = planned("server-one-year-longer");
    let day = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(cutover(&base, "tax", "tax/bridge"), day("2022-12-26"));
    assert_eq!(cutover(&longer, "tax", "tax/bridge"), day("2024-01-04"));
    assert_eq!((of(&longer).gap_days, of(&longer).late_days), (0, 0));
    assert_eq!(of(&base).cost_yen - of(&longer).cost_yen, 5_267_268);

    let late = planned("vendor-a-nine-months-late");
    assert_eq!((of(&base).late_days, of(&late).gap_days), (0, 0));
    let days = [resident, care, tax].map(|(system, round)| cutover(&late, system, round));
    let target = day("2026-03-31");
    assert_eq!(days.map(|d| (d - target).num_days()), [6, 37, 62]);
    assert!(cutover(&late, "disability", "disability/standard") <= target);
    let plan = late.system("tax").unwrap().milestones.iter();
    let signed: Vec<Date> = plan
        .filter(|m| m.kind == "contract" && m.round == "tax/standard")
        .map(|m| m.date)
        .collect();
    assert_eq!(signed, [day("2025-01-06")]);
}
