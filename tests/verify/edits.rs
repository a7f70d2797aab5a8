//! One thing edited in a sound plan, and nothing else: each edit is found, by the right rule.

use super::{broken, found, shipped};
use chrono::Days;
use ikou::plan::{Plan, StageKind};

/// Names of rules of which one must be broken, and the plan must not stay sound.
fn expect(name: &str, edited: &Plan, inventory: &ikou::inventory::Inventory, any_of: &[&str]) {
    let rules = broken(inventory, edited);
    assert!(
        any_of.iter().any(|rule| rules.contains(rule)),
        "{name}: {any_of:?} expected, found {:#?}",
        found(inventory, edited)
    );
}

/// The rule that finds a milestone on another day.
fn rule_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "budget_request" => &["budget-season", "fiscal-year-of-money", "derived-date"],
        "notice" => &["notice", "derived-date"],
        "budget_vote" | "debt_burden_vote" => &["budget-vote"],
        // ★ and ▲ are decisions: what follows from them no longer fits.
        "contract" | "cutover" => &["derived-date"],
        _ => &["derived-date"],
    }
}

#[test]
fn every_milestone_on_another_day() {
    let (inventory, plan) = shipped();
    for s in 0..plan.systems.len() {
        for m in 0..plan.systems[s].milestones.len() {
            for days in [-7, 1_i64] {
                let mut edited = plan.clone();
                let milestone = &mut edited.systems[s].milestones[m];
                milestone.date = match u64::try_from(days) {
                    Ok(later) => milestone.date + Days::new(later),
                    Err(_) => milestone.date - Days::new(days.unsigned_abs()),
                };
                let name = format!("{} {} {days:+}", milestone.round, milestone.kind);
                expect(
                    &name,
                    &edited,
                    &inventory,
                    rule_of(&plan.systems[s].milestones[m].kind),
                );
            }
        }
    }
}

#[test]
fn acts_past_what_holds_them() {
    let (inventory, plan) = shipped();
    // Round, kind, new day, rules that must all be broken.
    let table: [(&str, &str, &str, &[&str]); 7] = [
        (
            "tax/bridge",
            "contract",
            "2022-03-24",
            &["budget-vote", "fiscal-year-of-money", "order"],
        ),
        (
            "tax/bridge",
            "budget_request",
            "2021-11-01",
            &["budget-season"],
        ),
        (
            "tax/bridge",
            "budget_request",
            "2021-10-28",
            &["derived-date"],
        ),
        ("tax/bridge", "budget_vote", "2022-03-24", &["budget-vote"]),
        (
            "tax/bridge",
            "enquiry",
            "2021-11-30",
            &["order", "derived-date"],
        ),
        (
            "tax/bridge",
            "enquiry",
            "2021-08-02",
            &["as-of", "derived-date"],
        ),
        (
            "tax/bridge",
            "pia",
            "2022-05-02",
            &["order", "derived-date"],
        ),
    ];
    for (round, kind, day, rules) in table {
        let mut edited = plan.clone();
        let milestones = edited.systems.iter_mut().flat_map(|s| &mut s.milestones);
        let mut moved = 0;
        for m in milestones.filter(|m| m.round == round && m.kind == kind) {
            m.date = day.parse().unwrap();
            moved += 1;
        }
        assert!(moved > 0, "no {kind} of {round}");
        for rule in rules {
            expect(
                &format!("{round} {kind} on {day}"),
                &edited,
                &inventory,
                &[rule],
            );
        }
    }
}

#[test]
fn every_act_on_a_closed_day_and_every_notice_given_later() {
    let (inventory, plan) = shipped();
    let mut notices = 0;
    for s in 0..plan.systems.len() {
        for m in 0..plan.systems[s].milestones.len() {
            let milestone = &plan.systems[s].milestones[m];
            let name = format!("{} {}", milestone.round, milestone.kind);
            let mut later = milestone.date.iter_days().skip(1);
            let mut edited = plan.clone();
            let closed = later.find(|day| !inventory.calendar.is_open(*day)).unwrap();
            edited.systems[s].milestones[m].date = closed;
            expect(&name, &edited, &inventory, &["open-day"]);
            if milestone.kind == "notice" {
                let open = later.find(|day| inventory.calendar.is_open(*day)).unwrap();
                edited.systems[s].milestones[m].date = open;
                expect(&name, &edited, &inventory, &["notice"]);
                notices += 1;
            }
        }
    }
    assert!(notices > 0);
}

#[test]
fn every_edge_of_a_bar() {
    let (inventory, plan) = shipped();
    for s in 0..plan.systems.len() {
        for b in 0..plan.systems[s].stages.len() {
            let bar = &plan.systems[s].stages[b];
            let rules: &[&str] = match bar.kind {
                StageKind::Service | StageKind::Gap => &["cover"],
                _ => &["derived-date"],
            };
            for (first, later) in [(true, true), (false, false)] {
                let mut edited = plan.clone();
                let edited_bar = &mut edited.systems[s].stages[b];
                let edge = if first {
                    &mut edited_bar.from
                } else {
                    &mut edited_bar.to
                };
                *edge = if later {
                    *edge + Days::new(1)
                } else {
                    *edge - Days::new(1)
                };
                let name = format!(
                    "{} {} first={first} later={later}",
                    plan.systems[s].id, bar.id
                );
                expect(&name, &edited, &inventory, rules);
            }
        }
    }
}

#[test]
fn every_edge_of_a_step() {
    let (inventory, plan) = shipped();
    for s in 0..plan.systems.len() {
        for a in 0..plan.systems[s].activities.len() {
            for first in [true, false] {
                let mut edited = plan.clone();
                let step = &mut edited.systems[s].activities[a];
                let edge = if first { &mut step.from } else { &mut step.to };
                *edge = *edge + Days::new(1);
                let name = format!("{} {} first={first}", step.round, step.id);
                expect(&name, &edited, &inventory, &["derived-date"]);
                if first {
                    let mut short = plan.clone();
                    let step = &mut short.systems[s].activities[a];
                    (step.from, step.to) = (step.to, step.from);
                    let open = step.id == "build" && step.round != "election/move";
                    let rules: &[&str] = if open {
                        &["derived-date"]
                    } else {
                        &["activity-order"]
                    };
                    expect(&format!("{name} reversed"), &short, &inventory, rules);
                }
            }
        }
    }
}

#[test]
fn anything_left_out_or_said_twice() {
    type Edit = dyn Fn(&mut Plan, usize, bool) -> Option<String>;
    fn one<T: Clone>(list: &mut Vec<T>, i: usize, twice: bool) -> Option<()> {
        let item = list.get(i)?.clone();
        if twice {
            list.push(item)
        } else {
            drop(list.remove(i))
        }
        Some(())
    }
    /// The i-th of the items of all systems.
    fn of_systems<T: Clone>(
        plan: &mut Plan,
        mut i: usize,
        twice: bool,
        list: fn(&mut ikou::plan::PlanSystem) -> &mut Vec<T>,
    ) -> Option<String> {
        for system in &mut plan.systems {
            let length = list(system).len();
            if i < length {
                one(list(system), i, twice)?;
                return Some(system.id.clone());
            }
            i -= length;
        }
        None
    }
    let (inventory, plan) = shipped();
    let table: [(&str, &Edit, &[&str]); 9] = [
        (
            "milestone",
            &|p, i, t| of_systems(p, i, t, |s| &mut s.milestones),
            &["complete", "instrument", "extension-limit"],
        ),
        (
            "stage",
            &|p, i, t| of_systems(p, i, t, |s| &mut s.stages),
            &["complete", "cover"],
        ),
        (
            "activity",
            &|p, i, t| of_systems(p, i, t, |s| &mut s.activities),
            &["complete"],
        ),
        (
            "deadline",
            &|p, i, t| of_systems(p, i, t, |s| &mut s.deadlines),
            &["section"],
        ),
        (
            "system",
            &|p, i, t| one(&mut p.systems, i, t).map(|()| i.to_string()),
            &["complete"],
        ),
        (
            "deadline of all",
            &|p, i, t| one(&mut p.deadlines, i, t).map(|()| i.to_string()),
            &["section"],
        ),
        (
            "link",
            &|p, i, t| one(&mut p.links, i, t).map(|()| i.to_string()),
            &["section"],
        ),
        (
            "load",
            &|p, i, t| one(&mut p.load, i, t).map(|()| i.to_string()),
            &["section"],
        ),
        (
            "budget row",
            &|p, i, t| one(&mut p.budget, i, t).map(|()| i.to_string()),
            &["yen"],
        ),
    ];
    for (what, edit, rules) in table {
        for twice in [false, true] {
            let mut edits = 0;
            loop {
                let mut edited = plan.clone();
                let Some(place) = edit(&mut edited, edits, twice) else {
                    break;
                };
                expect(
                    &format!("{what} {edits} of {place}, twice={twice}"),
                    &edited,
                    &inventory,
                    rules,
                );
                edits += 1;
            }
            assert!(edits > 0, "no {what}");
        }
    }
}

#[test]
fn every_yen_and_every_level() {
    let (inventory, plan) = shipped();
    for i in 0..plan.budget.len() {
        for yen in [-1, 1] {
            let mut edited = plan.clone();
            edited.budget[i].yen += yen;
            expect(&format!("row {i}"), &edited, &inventory, &["yen"]);
            assert!(
                broken(&inventory, &edited).contains("objective"),
                "the sum is off"
            );
            // The sum put right does not help.
            edited.outcome.objective.cost_yen += yen;
            expect(
                &format!("row {i} and sum"),
                &edited,
                &inventory,
                &["objective"],
            );
        }
        if i % 10 != 0 {
            continue;
        }
        for text in [0, 1, 2, 3] {
            let mut edited = plan.clone();
            let row = &mut edited.budget[i];
            *[
                &mut row.system,
                &mut row.round,
                &mut row.kind,
                &mut row.instrument,
            ][text] = "another".to_owned();
            expect(
                &format!("row {i} text {text}"),
                &edited,
                &inventory,
                &["yen"],
            );
        }
        let mut edited = plan.clone();
        edited.budget[i].fiscal_year += 1;
        expect(&format!("row {i} year"), &edited, &inventory, &["yen"]);
    }
    type Level = fn(&mut ikou::plan::Objective) -> &mut i64;
    let levels: [Level; 6] = [
        |o| &mut o.gap_days,
        |o| &mut o.hard_late_days,
        |o| &mut o.late_days,
        |o| &mut o.cost_yen,
        |o| &mut o.cutover_day_sum,
        |o| &mut o.contract_day_sum,
    ];
    for (i, level) in levels.into_iter().enumerate() {
        for change in [-1, 1] {
            let mut edited = plan.clone();
            *level(&mut edited.outcome.objective) += change;
            expect(&format!("level {i}"), &edited, &inventory, &["objective"]);
        }
    }
    for peak in [0.0, 2.0, f64::NAN, f64::INFINITY] {
        let mut edited = plan.clone();
        edited.outcome.objective.peak_load = peak;
        expect("peak load", &edited, &inventory, &["objective"]);
    }
}

#[test]
fn what_only_repeats_the_dates() {
    let (inventory, plan) = shipped();
    type Edit = fn(&mut Plan);
    let table: [(&str, Edit, &str); 29] = [
        ("slack", |p| p.systems[0].slack_days += 1, "section"),
        ("critical", |p| p.systems[0].critical ^= true, "section"),
        ("early move", |p| p.systems[0].early_move ^= true, "section"),
        ("met", |p| p.systems[0].deadlines[0].met ^= true, "section"),
        (
            "slack of a deadline",
            |p| p.systems[0].deadlines[0].slack_days -= 1,
            "section",
        ),
        (
            "date of a deadline",
            |p| p.deadlines[0].date = p.as_of,
            "section",
        ),
        ("hard", |p| p.deadlines[0].hard ^= true, "section"),
        (
            "interface days",
            |p| p.links[1].interface_days += 1,
            "section",
        ),
        (
            "interface yen",
            |p| p.links[1].interface_yen += 1,
            "section",
        ),
        (
            "kind of link",
            |p| p.links[0].kind = "soft".to_owned(),
            "section",
        ),
        (
            "network, earliest",
            |p| p.systems[0].network[0].earliest = p.as_of,
            "section",
        ),
        (
            "network, latest",
            |p| p.systems[2].network[1].latest = p.horizon.to,
            "section",
        ),
        (
            "network, one less",
            |p| drop(p.systems[1].network.pop()),
            "section",
        ),
        (
            "name of a bar",
            |p| p.systems[0].stages[0].name = "別の名前".to_owned(),
            "section",
        ),
        (
            "English name of a bar",
            |p| p.systems[3].stages.last_mut().unwrap().name_en = "Other".to_owned(),
            "section",
        ),
        (
            "name of a step",
            |p| p.systems[0].activities[0].name.push('!'),
            "section",
        ),
        ("name", |p| p.systems[1].name.clear(), "section"),
        ("owner", |p| p.systems[1].owner.clear(), "section"),
        ("vendor", |p| p.systems[1].vendor.push('x'), "section"),
        (
            "businesses",
            |p| drop(p.systems[0].businesses.pop()),
            "section",
        ),
        ("city", |p| p.municipality.name.clear(), "section"),
        ("vendor's name", |p| p.load[0].name.clear(), "section"),
        (
            "name of a deadline",
            |p| p.deadlines[0].name.clear(),
            "section",
        ),
        ("load", |p| p.load[0].builds[1].units += 1, "section"),
        ("peak", |p| p.load[0].peak = Some(0.25), "section"),
        ("done", |p| p.systems[0].milestones[0].done = true, "actual"),
        (
            "symbol",
            |p| p.systems[0].milestones[0].symbol = Some("★".to_owned()),
            "complete",
        ),
        (
            "stage of a milestone",
            |p| p.systems[0].milestones[0].stage = "current".to_owned(),
            "complete",
        ),
        (
            "extensions",
            |p| p.systems[0].stages[0].extensions += 1,
            "complete",
        ),
    ];
    for (name, edit, rule) in table {
        let mut edited = plan.clone();
        edit(&mut edited);
        expect(name, &edited, &inventory, &[rule]);
    }
}

#[test]
fn plans_that_are_no_plans_are_refused_without_a_panic() {
    use ikou::calendar::Date;
    let (inventory, plan) = shipped();
    let far = [
        Date::MIN,
        Date::MAX,
        "1899-12-31".parse().unwrap(),
        "2201-01-01".parse().unwrap(),
    ];
    for day in far {
        for what in 0..5 {
            let mut edited = plan.clone();
            let system = &mut edited.systems[0];
            match what {
                0 => system.milestones.iter_mut().for_each(|m| m.date = day),
                1 => system
                    .stages
                    .iter_mut()
                    .for_each(|s| (s.from, s.to) = (day, day)),
                2 => system.activities.iter_mut().for_each(|a| a.from = day),
                3 => edited.as_of = day,
                _ => edited.horizon.to = day,
            }
            expect("far day", &edited, &inventory, &["complete"]);
        }
    }
    // As far as is allowed, all at once, and backwards.
    for day in ["1900-01-01", "2200-12-31", "2000-02-29"] {
        let day: Date = day.parse().unwrap();
        let mut edited = plan.clone();
        for system in &mut edited.systems {
            system.milestones.iter_mut().for_each(|m| m.date = day);
            system
                .activities
                .iter_mut()
                .for_each(|a| (a.from, a.to) = (a.to, a.from));
            system
                .stages
                .iter_mut()
                .for_each(|s| (s.from, s.to) = (s.to, s.from));
        }
        expect("one day for all", &edited, &inventory, &["order"]);
    }
    let mut edited = plan.clone();
    for (i, system) in edited.systems.iter_mut().enumerate() {
        system.id = if i % 2 == 0 {
            String::new()
        } else {
            "\u{0}\n選挙".to_owned()
        };
        system.route.bridge.clear();
    }
    expect("no known system", &edited, &inventory, &["complete"]);
    let mut edited = plan.clone();
    edited
        .budget
        .iter_mut()
        .for_each(|row| (row.yen, row.fiscal_year) = (i64::MAX, i32::MIN));
    edited.outcome.objective.cost_yen = i64::MIN;
    edited.outcome.bound.cost_yen = Some(i64::MAX);
    edited.load.clear();
    edited.deadlines.clear();
    expect("numbers without sense", &edited, &inventory, &["yen"]);
    let mut edited = plan.clone();
    edited.systems.clear();
    expect("no systems", &edited, &inventory, &["complete"]);
    let mut edited = plan.clone();
    edited.schema = 2;
    expect("schema", &edited, &inventory, &["complete"]);
}
