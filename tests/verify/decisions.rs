//! Other decisions, with all that follows from them done right: exactly the rules that forbid the
//! decision are broken.

use super::{broken, found, shipped};
use ikou::calendar::{Calendar, Date};
use ikou::plan::Plan;
use ikou::plan::verify::rebuild;
use std::collections::BTreeSet;

/// Sets ★ or ▲ of a round, for one system or for all.
pub(super) fn decide(plan: &mut Plan, system: Option<&str>, round: &str, kind: &str, day: Date) {
    let mut done = 0;
    for s in plan
        .systems
        .iter_mut()
        .filter(|s| system.is_none_or(|id| s.id == id))
    {
        for m in s
            .milestones
            .iter_mut()
            .filter(|m| m.round == round && m.kind == kind)
        {
            m.date = day;
            done += 1;
        }
    }
    assert!(done > 0, "no {kind} of {round}");
}

fn dated(plan: &Plan, round: &str, kind: &str) -> Date {
    let milestones = plan.systems.iter().flat_map(|s| &s.milestones);
    milestones
        .filter(|m| m.round == round && m.kind == kind)
        .map(|m| m.date)
        .next()
        .unwrap()
}

fn go_live_after(calendar: &Calendar, day: Date) -> Date {
    day.iter_days()
        .skip(1)
        .find(|d| calendar.is_go_live_day(*d))
        .unwrap()
}

fn go_live_before(calendar: &Calendar, day: Date) -> Date {
    let mut d = day.pred_opt().unwrap();
    while !calendar.is_go_live_day(d) {
        d = d.pred_opt().unwrap();
    }
    d
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The rules that are broken once `change` is made and all that follows is rebuilt.
fn after(change: &dyn Fn(&mut Plan, &Calendar)) -> BTreeSet<&'static str> {
    let (inventory, mut plan) = shipped();
    change(&mut plan, &inventory.calendar);
    let rebuilt = rebuild(&inventory, &plan).unwrap();
    broken(&inventory, &rebuilt)
}

fn rules(names: &[&'static str]) -> BTreeSet<&'static str> {
    names.iter().copied().collect()
}

#[test]
fn a_cutover_on_a_tuesday_breaks_the_window() {
    let tuesday = |plan: &mut Plan, _: &Calendar| {
        let day = dated(plan, "insurance/standard", "cutover");
        decide(
            plan,
            None,
            "insurance/standard",
            "cutover",
            day + chrono::Days::new(1),
        );
    };
    assert_eq!(after(&tuesday), rules(&["window"]));
}

#[test]
fn a_cutover_on_a_closed_day_is_no_act_of_the_office_either() {
    let saturday = |plan: &mut Plan, _: &Calendar| {
        let day = dated(plan, "insurance/standard", "cutover");
        decide(
            plan,
            None,
            "insurance/standard",
            "cutover",
            day - chrono::Days::new(2),
        );
    };
    assert_eq!(after(&saturday), rules(&["window", "open-day"]));
}

#[test]
fn a_later_cutover_is_worse_but_keeps_every_rule() {
    let (inventory, plan) = shipped();
    let mut later = plan.clone();
    let day = dated(&plan, "assistance/standard", "cutover");
    let day = go_live_after(&inventory.calendar, day + chrono::Days::new(40));
    decide(&mut later, None, "assistance/standard", "cutover", day);
    let rebuilt = rebuild(&inventory, &later).unwrap();
    assert_eq!(found(&inventory, &rebuilt), Vec::<String>::new());
    let (was, is) = (plan.outcome.objective, rebuilt.outcome.objective);
    assert_eq!(
        is.cutover_day_sum - was.cutover_day_sum,
        (day - dated(&plan, "assistance/standard", "cutover")).num_days()
    );
    assert_ne!(is.cost_yen, was.cost_yen);
}

#[test]
fn going_live_before_what_a_system_comes_after() {
    let early = |plan: &mut Plan, calendar: &Calendar| {
        let resident = dated(plan, "resident/standard", "cutover");
        decide(
            plan,
            None,
            "tax/standard",
            "cutover",
            go_live_before(calendar, resident),
        );
    };
    assert!(after(&early).contains("link-hard"));
}

#[test]
fn going_live_apart_although_linked_together() {
    let apart = |plan: &mut Plan, calendar: &Calendar| {
        let day = go_live_after(calendar, dated(plan, "resident/standard", "cutover"));
        decide(plan, Some("election"), "resident/standard", "cutover", day);
    };
    assert!(after(&apart).contains("link-together"));
}

#[test]
fn two_cutovers_of_one_vendor_in_one_month() {
    let same = |plan: &mut Plan, _: &Calendar| {
        let day = dated(plan, "resident/bridge", "cutover");
        decide(plan, None, "tax/bridge", "cutover", day);
        decide(plan, None, "care/bridge", "cutover", day);
    };
    assert_eq!(after(&same), rules(&["capacity-cutovers"]));
}

#[test]
fn less_time_than_the_work_takes() {
    let hasty = |plan: &mut Plan, calendar: &Calendar| {
        let (sign, cutover) = (
            dated(plan, "health/standard", "contract"),
            dated(plan, "health/standard", "cutover"),
        );
        let middle = sign + chrono::Days::new((cutover - sign).num_days() as u64 / 4);
        let sign = calendar.open_on_or_after(cutover - chrono::Days::new(200));
        assert!(sign > middle);
        decide(plan, None, "health/standard", "contract", sign);
    };
    let rules = after(&hasty);
    assert!(rules.contains("work-time"), "{rules:?}");
    assert!(rules.contains("activity-order"), "{rules:?}");
}

#[test]
fn signed_on_a_closed_day() {
    let closed = |plan: &mut Plan, calendar: &Calendar| {
        let sign = dated(plan, "tax/bridge", "contract");
        let day = sign
            .iter_days()
            .skip(1)
            .find(|d| !calendar.is_open(*d))
            .unwrap();
        decide(plan, None, "tax/bridge", "contract", day);
    };
    assert_eq!(after(&closed), rules(&["open-day"]));
}

#[test]
fn signed_before_the_product_is_there() {
    let early = |plan: &mut Plan, _: &Calendar| {
        decide(plan, None, "tax/standard", "contract", day("2023-04-03"));
    };
    let rules = after(&early);
    assert!(rules.contains("availability"), "{rules:?}");
}

#[test]
fn signed_with_money_that_would_have_been_asked_for_before_today() {
    let this_year = |plan: &mut Plan, _: &Calendar| {
        decide(plan, None, "tax/bridge", "contract", day("2021-10-01"));
    };
    assert_eq!(after(&this_year), rules(&["as-of"]));
}

#[test]
fn voted_money_is_lost_when_it_is_not_signed_in_its_year() {
    // With a new request it is no longer the voted money, which is allowed; without, it lapses.
    let (inventory, mut plan) = shipped();
    decide(
        &mut plan,
        None,
        "disability/bridge",
        "contract",
        day("2022-04-01"),
    );
    let rebuilt = rebuild(&inventory, &plan).unwrap();
    let asked = |plan: &Plan| {
        let disability = plan.system("disability").unwrap();
        disability
            .milestones
            .iter()
            .any(|m| m.kind == "budget_request" && m.round == "disability/bridge")
    };
    assert!(!asked(&plan) && asked(&rebuilt));
    let rules = broken(&inventory, &plan);
    assert!(
        rules.contains("lapse") && rules.contains("fiscal-year-of-money"),
        "{rules:?}"
    );
    assert!(!broken(&inventory, &rebuilt).contains("lapse"));
}

#[test]
fn the_standard_before_the_bridge() {
    let swapped = |plan: &mut Plan, _: &Calendar| {
        let bridge = dated(plan, "care/bridge", "cutover");
        let standard = dated(plan, "care/standard", "cutover");
        decide(plan, None, "care/bridge", "cutover", standard);
        decide(plan, None, "care/standard", "cutover", bridge);
    };
    assert!(after(&swapped).contains("order"));
}

#[test]
fn leaving_late_is_a_gap_that_is_shown_and_counted() {
    let (inventory, plan) = shipped();
    let mut late = plan.clone();
    let cutover = dated(&plan, "resident/bridge", "cutover");
    let later = go_live_after(&inventory.calendar, cutover + chrono::Days::new(60));
    decide(&mut late, None, "resident/bridge", "cutover", later);
    let rebuilt = rebuild(&inventory, &late).unwrap();
    // The server may be used until 2022-12-31; the new service begins on a closed stretch's first day.
    let start = inventory.calendar.service_start(later);
    let days = (start - day("2023-01-01")).num_days();
    assert!(days > 30);
    assert_eq!(rebuilt.outcome.objective.gap_days, days);
    let gap = rebuilt
        .system("resident")
        .unwrap()
        .stages
        .iter()
        .find(|s| s.id == "gap")
        .unwrap();
    assert_eq!(
        (gap.from, gap.to),
        (day("2023-01-01"), start.pred_opt().unwrap())
    );
    // Shown, it keeps the rules (what it costs is the objective's matter) …
    let rules = broken(&inventory, &rebuilt);
    assert!(!rules.contains("cover"), "{rules:?}");
    // … hidden, it does not.
    let mut hidden = rebuilt.clone();
    let resident = hidden
        .systems
        .iter_mut()
        .find(|s| s.id == "resident")
        .unwrap();
    resident.stages.retain(|s| s.id != "gap");
    for stage in resident.stages.iter_mut().filter(|s| s.id == "current") {
        stage.to = start.pred_opt().unwrap();
    }
    let rules = broken(&inventory, &hidden);
    assert!(rules.contains("cover"), "{rules:?}");
}

#[test]
fn a_swapped_bridge() {
    // The tax system on the bridge that it may take, but with the rounds of another; and on one that it may not.
    for (bridge, rule) in [("re-lease", "complete"), ("replace", "route")] {
        let (inventory, mut plan) = shipped();
        plan.systems
            .iter_mut()
            .find(|s| s.id == "tax")
            .unwrap()
            .route
            .bridge = bridge.to_owned();
        assert!(
            broken(&inventory, &plan).contains(rule),
            "{bridge}: {:?}",
            found(&inventory, &plan)
        );
    }
}
