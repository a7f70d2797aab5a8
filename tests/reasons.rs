//! Every date has a reason, and the reason is true: a date moved to the neighbouring candidate
//! breaks the rule that its reason names, or worsens the level by as much as it says.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

#[path = "generate/dice.rs"]
mod dice;
#[path = "generate/load.rs"]
mod load;
#[expect(dead_code, reason = "other tests count bars and symbols with it")]
mod planned;
#[path = "generate/random.rs"]
#[expect(dead_code, reason = "other tests take tiny inventories")]
mod random;
#[path = "generate/spec.rs"]
#[expect(dead_code, reason = "other tests change inventories")]
mod spec;

use ikou::calendar::Date;
use ikou::inventory::Inventory;
use ikou::plan::verify::verify;
use ikou::plan::{Effort, Objective, Plan, Reason, Side, make, with_date};
use ikou::why::{WhyError, why};
use ikou::words::Lang;
use planned::Texts;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

type City = (String, Inventory, Plan);

/// The shipped city, every folder of tests/cases, and made-up inventories (`IKOU_CASES`, else few).
fn cities() -> &'static [City] {
    static CITIES: OnceLock<Vec<City>> = OnceLock::new();
    CITIES.get_or_init(|| {
        let mut all = written();
        all.extend(made_up());
        all
    })
}

/// Made-up inventories whose plan keeps every rule.
fn made_up() -> Vec<City> {
    let cases = std::env::var("IKOU_CASES")
        .ok()
        .and_then(|n| n.parse().ok());
    let effort = Effort {
        steps: 100_000,
        passes: 1,
    };
    let plans = (0..cases.unwrap_or(60)).filter_map(|seed| {
        let texts = random::spec(seed, random::ANY).plain();
        let (inventory, sources) = load::checked(&texts).ok()?;
        let plan = make(&inventory, &sources, Vec::new(), effort);
        let sound = verify(&inventory, &plan).is_empty();
        sound.then(|| (format!("seed {seed}"), inventory, plan))
    });
    plans.collect()
}

fn written() -> Vec<City> {
    let mut all = Vec::new();
    let (inventory, plan) = Texts::of(".", "schedules").plan("2021-08-03".parse().unwrap());
    all.push(("shipped".to_owned(), inventory, plan));
    let mut folders: Vec<_> = std::fs::read_dir("tests/cases")
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    folders.sort();
    for folder in folders {
        let folder = folder.to_str().unwrap();
        let expected = std::fs::read_to_string(format!("{folder}/expected.toml")).unwrap();
        let expected: toml::Table = expected.parse().unwrap();
        let as_of = expected["as-of"].as_datetime().unwrap().to_string();
        let (inventory, plan) = Texts::of(folder, "").plan(as_of.parse().unwrap());
        all.push((folder.to_owned(), inventory, plan));
    }
    all
}

/// One date of the plan.
struct Dated<'p> {
    system: &'p str,
    round: &'p str,
    kind: &'p str,
    date: Date,
    reason: &'p str,
    activity: bool,
}

fn dated(plan: &Plan) -> Vec<Dated<'_>> {
    let mut all = Vec::new();
    for system in &plan.systems {
        all.extend(system.milestones.iter().map(|m| Dated {
            system: &system.id,
            round: &m.round,
            kind: &m.kind,
            date: m.date,
            reason: &m.reason,
            activity: false,
        }));
        all.extend(system.activities.iter().map(|a| Dated {
            system: &system.id,
            round: &a.round,
            kind: &a.id,
            date: a.from,
            reason: &a.reason,
            activity: true,
        }));
    }
    all
}

fn broken(inventory: &Inventory, plan: &Plan) -> BTreeSet<&'static str> {
    // What a plan says of ceilings is a warning of the search, which no edited plan has.
    let rules = verify(inventory, plan).into_iter().map(|v| v.rule);
    rules.filter(|rule| *rule != "ceiling").collect()
}

/// Fails once, with everything that is wrong.
fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_date_has_a_reason_that_ends_in_facts_of_the_plan() {
    let mut wrong = Vec::new();
    for (city, _, plan) in cities() {
        for d in dated(plan) {
            if !plan.reasons.contains_key(d.reason) {
                wrong.push(format!("{city} {} {}: no reason", d.round, d.kind));
            }
        }
        for (id, reason) in &plan.reasons {
            let facts = reason.facts.iter().filter(|f| !plan.facts.contains_key(*f));
            wrong.extend(facts.map(|f| format!("{city} {id}: no fact {f}")));
            let before = reason.previous.iter();
            let before = before.filter(|p| !plan.reasons.contains_key(*p));
            wrong.extend(before.map(|p| format!("{city} {id}: no reason {p}")));
            for (name, value) in &reason.values {
                if value.is_empty() {
                    wrong.push(format!("{city} {id} {}: {name} is empty", reason.rule));
                }
            }
        }
        wrong.extend(cycles(plan).into_iter().map(|id| format!("{city} {id}")));
    }
    none(wrong);
}

/// Reasons that rest on themselves.
fn cycles(plan: &Plan) -> Vec<String> {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, reason) in &plan.reasons {
        open.insert(id, reason.previous.len());
    }
    let mut ends: Vec<&str> = Vec::new();
    ends.extend(open.iter().filter(|(_, n)| **n == 0).map(|(id, _)| *id));
    let mut rest_on: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, reason) in &plan.reasons {
        for p in &reason.previous {
            rest_on.entry(p).or_default().push(id);
        }
    }
    while let Some(end) = ends.pop() {
        open.remove(end);
        for id in rest_on.remove(end).unwrap_or_default() {
            let n = open.get_mut(id).unwrap();
            *n -= 1;
            if *n == 0 {
                ends.push(id);
            }
        }
    }
    open.keys()
        .map(|id| format!("{id} rests on itself"))
        .collect()
}

/// The first level that differs, and by how much it is worse.
fn worse(was: &Objective, is: &Objective) -> (&'static str, f64) {
    let levels = [
        ("gap_days", was.gap_days as f64, is.gap_days as f64),
        (
            "hard_late_days",
            was.hard_late_days as f64,
            is.hard_late_days as f64,
        ),
        ("late_days", was.late_days as f64, is.late_days as f64),
        ("cost_yen", was.cost_yen as f64, is.cost_yen as f64),
        ("peak_load", was.peak_load, is.peak_load),
        (
            "cutover_day_sum",
            was.cutover_day_sum as f64,
            is.cutover_day_sum as f64,
        ),
        (
            "contract_day_sum",
            was.contract_day_sum as f64,
            is.contract_day_sum as f64,
        ),
    ];
    let differs = levels
        .into_iter()
        .find(|(_, was, is)| (was - is).abs() > 1e-9);
    differs.map_or(("none", 0.0), |(level, was, is)| (level, is - was))
}

fn reason_is_true(
    inventory: &Inventory,
    plan: &Plan,
    d: &Dated<'_>,
    reason: &Reason,
) -> Result<(), String> {
    let Some(tried) = reason.tried else {
        return match reason.rule.as_str() {
            "actual" => Ok(()),
            _ => Err("nothing was tried".to_owned()),
        };
    };
    if tried >= d.date || reason.side != Side::Earliest {
        return Err(format!("tried {tried}"));
    }
    let moved = with_date(inventory, plan, d.system, d.round, d.kind, tried)
        .ok_or_else(|| format!("{tried} cannot be tried"))?;
    let broken = broken(inventory, &moved);
    let (level, by) = worse(&plan.outcome.objective, &moved.outcome.objective);
    let seen = format!("tried {tried}: breaks {broken:?}, {level} {by:+}");
    match &reason.worsens {
        Some(w) => {
            let same = w.level == level && (w.by - by).abs() < 1e-5 && by > 0.0;
            if reason.rule == "level" && same && broken.is_empty() {
                return Ok(());
            }
            Err(format!("{} by {}, but {seen}", w.level, w.by))
        }
        None if broken.contains(reason.rule.as_str()) => Ok(()),
        None => Err(seen),
    }
}

#[test]
fn a_contract_or_cutover_one_candidate_earlier_breaks_its_rule_or_worsens_its_level() {
    let mut wrong = Vec::new();
    for (city, inventory, plan) in cities() {
        for d in dated(plan) {
            if d.activity || !["contract", "cutover"].contains(&d.kind) {
                continue;
            }
            let reason = &plan.reasons[d.reason];
            if let Err(what) = reason_is_true(inventory, plan, &d, reason) {
                let (system, round, kind, date) = (d.system, d.round, d.kind, d.date);
                let rule = &reason.rule;
                wrong.push(format!(
                    "{city} {system} {round} {kind} {date} {rule}: {what}"
                ));
            }
        }
    }
    none(wrong);
}

/// The plan with one act on another day, and nothing else.
fn edited(plan: &Plan, d: &Dated<'_>, to: Date) -> Plan {
    let mut edited = plan.clone();
    for s in &mut edited.systems {
        let acts = s.milestones.iter_mut();
        for m in acts.filter(|m| m.round == d.round && m.kind == d.kind && m.date == d.date) {
            m.date = to;
        }
    }
    edited
}

#[test]
fn every_other_act_one_candidate_later_or_earlier_breaks_its_rule() {
    let mut wrong = Vec::new();
    for (city, inventory, plan) in cities() {
        let calendar = &inventory.calendar;
        for d in dated(plan) {
            if d.activity || ["contract", "cutover"].contains(&d.kind) {
                continue;
            }
            let reason = &plan.reasons[d.reason];
            let to = match reason.side {
                Side::Latest => calendar.open_on_or_after(d.date.succ_opt().unwrap()),
                Side::Earliest => calendar.open_on_or_before(d.date.pred_opt().unwrap()),
            };
            let broken = broken(inventory, &edited(plan, &d, to));
            if !broken.contains(reason.rule.as_str()) {
                let rule = &reason.rule;
                wrong.push(format!(
                    "{city} {} {} {}: {rule}, but {broken:?}",
                    d.round, d.kind, d.date
                ));
            }
            if reason.tried.is_some_and(|tried| tried != to) {
                wrong.push(format!(
                    "{city} {} {}: tried {:?}",
                    d.round, d.kind, reason.tried
                ));
            }
        }
    }
    none(wrong);
}

#[test]
fn every_activity_one_day_later_or_earlier_breaks_its_rule() {
    let mut wrong = Vec::new();
    for (city, inventory, plan) in cities() {
        for (s, system) in plan.systems.iter().enumerate() {
            for (a, activity) in system.activities.iter().enumerate() {
                let reason = &plan.reasons[&activity.reason];
                // What has happened is not judged by its length.
                if reason.rule == "actual" {
                    continue;
                }
                let mut edited = plan.clone();
                let to = &mut edited.systems[s].activities[a];
                let step = |d: Date| match reason.side {
                    Side::Latest => d.succ_opt().unwrap(),
                    Side::Earliest => d.pred_opt().unwrap(),
                };
                (to.from, to.to) = (step(activity.from), step(activity.to));
                let broken = broken(inventory, &edited);
                if !broken.contains(reason.rule.as_str()) {
                    let (round, id, rule) = (&activity.round, &activity.id, &reason.rule);
                    wrong.push(format!("{city} {round} {id}: {rule}, but {broken:?}"));
                }
            }
        }
    }
    none(wrong);
}

#[test]
fn what_is_said_to_be_free_is_free_inside_and_not_outside() {
    let mut wrong = Vec::new();
    let mut stretches = 0;
    for (city, inventory, plan) in cities() {
        let calendar = &inventory.calendar;
        let mut seen = BTreeSet::new();
        for d in dated(plan) {
            let Some(free) = plan.reasons[d.reason].free else {
                continue;
            };
            if !seen.insert((d.round, d.kind)) {
                continue;
            }
            stretches += 1;
            let before = calendar.open_on_or_before(free.from.pred_opt().unwrap());
            let after = calendar.open_on_or_after(free.to.succ_opt().unwrap());
            let inside = free.from.iter_days().take_while(|day| *day <= free.to);
            for day in inside.filter(|day| calendar.is_open(*day)) {
                let broken = broken(inventory, &edited(plan, &d, day));
                if broken.iter().any(|rule| *rule != "derived-date") {
                    wrong.push(format!(
                        "{city} {} {} on {day}: {broken:?}",
                        d.round, d.kind
                    ));
                }
            }
            for day in [before, after] {
                let broken = broken(inventory, &edited(plan, &d, day));
                if broken.iter().all(|rule| *rule == "derived-date") {
                    wrong.push(format!("{city} {} {} still free on {day}", d.round, d.kind));
                }
            }
        }
    }
    assert!(stretches > 20, "{stretches}");
    none(wrong);
}

#[test]
fn a_contract_or_cutover_is_free_only_within_a_stretch() {
    let mut wrong = Vec::new();
    for (city, _, plan) in cities() {
        for d in dated(plan) {
            let reason = &plan.reasons[d.reason];
            if reason.rule == "free" && reason.free.is_none() {
                wrong.push(format!("{city} {} {} {}", d.round, d.kind, d.date));
            }
        }
    }
    none(wrong);
}

#[test]
fn why_is_told_in_both_languages() {
    let (_, plan) = Texts::of(".", "schedules").plan("2021-08-03".parse().unwrap());
    for (lang, name) in [(Lang::Ja, "ja"), (Lang::En, "en")] {
        for (system, what) in [
            ("tax", None),
            ("tax", Some("contract")),
            ("resident", Some("cutover")),
            ("disability", None),
            ("tax", Some("notice")),
        ] {
            let text = why(&plan, lang, system, what, 80).unwrap();
            let what = what.unwrap_or("all");
            insta::assert_snapshot!(format!("why-{system}-{what}-{name}"), text);
        }
    }
}

#[test]
fn every_date_is_told_in_full_and_nothing_twice() {
    let mut wrong = Vec::new();
    for (city, _, plan) in cities() {
        for lang in Lang::ALL {
            for system in &plan.systems {
                let kinds: BTreeSet<&str> = dated(plan)
                    .iter()
                    .filter(|d| d.system == system.id)
                    .map(|d| d.kind)
                    .collect();
                for kind in kinds {
                    let text = why(plan, lang, &system.id, Some(kind), 10_000).unwrap();
                    let part = format!("{city} {} {kind} {}", system.id, lang.code());
                    let holes = ["{$", "why-", "derived-date", "report-"];
                    // Paths of facts may hold anything.
                    let told = |l: &&str| !l.contains(" = ");
                    for line in text.lines().filter(told) {
                        if holes.iter().any(|hole| line.contains(hole)) {
                            wrong.push(format!("{part}: {line}"));
                        }
                    }
                    for section in text.split("\n\n") {
                        let mut seen = BTreeSet::new();
                        let long = section
                            .lines()
                            .map(str::trim)
                            .filter(|l| l.chars().count() > 40);
                        let said =
                            long.filter(|l| !l.starts_with("出典") && !l.starts_with("source"));
                        let twice = said.filter(|l| !seen.insert(*l));
                        wrong.extend(twice.map(|l| format!("{part} twice: {l}")));
                    }
                }
            }
        }
    }
    none(wrong);
}

#[test]
fn what_is_not_there_is_answered_with_what_is_close() {
    let (_, plan) = Texts::of(".", "schedules").plan("2021-08-03".parse().unwrap());
    let unknown = |system: &str| match why(&plan, Lang::Ja, system, None, 80) {
        Err(WhyError::UnknownSystem { nearest, .. }) => nearest,
        other => panic!("{other:?}"),
    };
    assert_eq!(unknown("residant").as_deref(), Some("resident"));
    assert_eq!(
        unknown("住民情報システ").as_deref(),
        Some("住民情報システム")
    );
    assert_eq!(unknown("zzzz"), None);
    let unknown = |what: &str| match why(&plan, Lang::Ja, "tax", Some(what), 80) {
        Err(WhyError::UnknownDate { nearest, .. }) => nearest,
        other => panic!("{other:?}"),
    };
    assert_eq!(unknown("contrct").as_deref(), Some("contract"));
    assert_eq!(unknown("bridge.cutovr").as_deref(), Some("bridge.cutover"));
    assert_eq!(unknown("zzzz"), None);
    // Full-width letters, Japanese and English names are the same question.
    let told = |what: &str| why(&plan, Lang::En, "tax", Some(what), 80).unwrap();
    assert_eq!(told("契約"), told("contract"));
    assert_eq!(told("ＣＯＮＴＲＡＣＴ"), told("contract"));
}
