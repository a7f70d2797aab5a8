//! Each rule broken alone, by the smallest change that breaks it, and by exactly how much.
//!
//! A plan that breaks several rules may be refused by one of them for all the others. Here each has
//! to stand by itself: nothing else is wrong.

use super::found;
use super::town::{TOWN, Town};
use ikou::plan::verify::rule_names;
use ikou::plan::{Milestone, Plan};
use std::collections::BTreeSet;

/// What breaks the rule.
enum Change {
    /// Other facts or decisions; all that follows is rebuilt.
    Rebuilt(Town),
    /// The plan itself, nothing rebuilt.
    Plan(fn(&mut Plan)),
    /// The same, where something has happened.
    Recorded(Town, fn(&mut Plan)),
}
use Change::{Plan as Edit, Rebuilt, Recorded};

/// The act of a round in a plan.
fn act<'p>(plan: &'p mut Plan, round: &str, kind: &str) -> &'p mut Milestone {
    let acts = plan.systems.iter_mut().flat_map(|s| &mut s.milestones);
    let mut acts = acts.filter(|m| m.round == round && m.kind == kind);
    acts.next().unwrap()
}

fn on(plan: &mut Plan, round: &str, kind: &str, day: &str) {
    act(plan, round, kind).date = day.parse().unwrap();
}

/// Rule, what breaks it, and all that is found.
fn table() -> Vec<(&'static str, Change, &'static [&'static str])> {
    vec![
        (
            "as-of",
            Rebuilt(Town {
                today: "2022-09-01",
                ..TOWN
            }),
            &[
                "as-of [tax] [tax/standard]: an act that has not happened lies before the as-of date; date = 2022-08-31; days-over = 1; kind = enquiry",
            ],
        ),
        (
            "actual",
            Recorded(
                Town {
                    actual: "event = \"enquired\"\ndate = 2022-03-31\nround = \"tax/standard\"",
                    ..TOWN
                },
                |p| on(p, "tax/standard", "enquiry", "2022-04-01"),
            ),
            &[
                "actual [tax] [tax/standard]: what has happened was moved; days-off = 1; is = 2022-04-01; kind = enquiry; must = 2022-03-31",
            ],
        ),
        (
            "route",
            Edit(|p| p.systems[1].route.bridge = "none".to_owned()),
            &["route [care]: a route that is not allowed"],
        ),
        (
            // One day more would be a plan.
            "order",
            Rebuilt(Town {
                decisions: &[("tax/bridge", "", "cutover", "2025-07-28")],
                ..TOWN
            }),
            &[
                "order [tax] [tax/standard]: the standard's ▲ is not after the bridge's; bridge = 2025-07-28; days-over = 1; standard = 2025-07-28",
            ],
        ),
        (
            "work-time",
            Rebuilt(Town {
                decisions: &[("tax/bridge", "", "contract", "2023-04-04")],
                ..TOWN
            }),
            &[
                "work-time [tax] [tax/bridge]: less time between ★ and ▲ than the work takes; cutover = 2023-12-18; days-over = 1; ready = 2023-12-19",
            ],
        ),
        (
            // Three months from 31 August end on 29 November; counted back from 30 November they
            // begin on 30 August.
            "activity-order",
            Rebuilt(Town {
                fact: (
                    "method = { kind = \"open\" }\nwork = \"12M\"",
                    "work = \"3M\"\nactivities = [{ id = \"all\", length = \"3M\" }]",
                ),
                decisions: &[
                    ("care/standard", "", "contract", "2026-08-31"),
                    ("care/standard", "", "cutover", "2026-11-30"),
                ],
                ..TOWN
            }),
            &[
                "activity-order [care] [care/standard]: a step is outside the work; activity = all; days-over = 1; from = 2026-08-30; to = 2026-11-29",
                "activity-order [vote] [care/standard]: a step is outside the work; activity = all; days-over = 1; from = 2026-08-30; to = 2026-11-29",
            ],
        ),
        (
            "budget-season",
            Edit(|p| on(p, "tax/operation", "budget_request", "2024-11-01")),
            &[
                "budget-season [tax] [tax/operation]: a request outside the season; days-over = 1; from = 2024-10-01; request = 2024-11-01; to = 2024-10-31",
            ],
        ),
        (
            "budget-vote",
            Edit(|p| on(p, "tax/operation", "budget_vote", "2025-03-24")),
            &[
                "budget-vote [tax] [tax/operation]: a vote on another day than the session's; days-off = -1; session = 2025-03-25; vote = 2025-03-24",
            ],
        ),
        (
            "fiscal-year-of-money",
            Edit(|p| on(p, "tax/operation", "budget_request", "2023-10-31")),
            &[
                "fiscal-year-of-money [tax] [tax/operation]: signed outside the fiscal year that carries the money; contract = 2025-07-25; fiscal-year = 2024; years-off = 1",
            ],
        ),
        (
            // From the session of the vote on there is no other day of a session before ★.
            "council-vote",
            Rebuilt(Town {
                fact: ("object = \"services\"", "object = \"goods\""),
                ..TOWN
            }),
            &[
                "council-vote [tax] [tax/bridge]: no session votes the contract after its money and before it is signed; budget-vote = 2023-03-24; contract-vote = 2023-03-24; days-over = 1",
            ],
        ),
        (
            // ▲ on Monday 1 April would be in time; the next go-live day is a week later.
            "lapse",
            Rebuilt(Town {
                fact: VOTED,
                decisions: &[("tax/bridge", "", "cutover", "2024-04-08")],
                ..TOWN
            }),
            &[
                "lapse [tax] [tax/bridge]: the work runs on after the money; days-over = 7; end = 2024-04-07; until = 2024-03-31",
            ],
        ),
        (
            "instrument",
            Edit(|p| {
                let tax = &mut p.systems[0].milestones;
                tax.retain(|m| m.kind != "debt_burden_vote" || m.round != "tax/standard");
            }),
            // 2025-07-27 less 2024-03-31.
            &[
                "instrument [tax] [tax/standard]: work crosses 31 March without ◇; contract = 2023-10-02; cutover = 2025-07-28; days-over = 483",
            ],
        ),
        (
            "preparation",
            Rebuilt(Town {
                calendar: "[budget]\npreparation-from = \"02-20\"\n",
                ..TOWN
            }),
            &[
                "preparation [care] [care/standard]: notice before the budget allows it; days-over = 1; from = 2024-02-20; notice = 2024-02-19",
                "preparation [vote] [care/standard]: notice before the budget allows it; days-over = 1; from = 2024-02-20; notice = 2024-02-19",
            ],
        ),
        (
            "open-day",
            Rebuilt(Town {
                decisions: &[("tax/bridge", "", "contract", "2023-04-02")],
                ..TOWN
            }),
            &[
                "open-day [tax] [tax/bridge]: an act on a closed day; date = 2023-04-02; kind = contract",
            ],
        ),
        (
            "window",
            Rebuilt(Town {
                decisions: &[("tax/bridge", "", "cutover", "2023-12-19")],
                ..TOWN
            }),
            &[
                "window [tax] [tax/bridge]: ▲ is not the first open day after enough closed days; closed-days = 0; date = 2023-12-19; must = 2",
            ],
        ),
        (
            "blackout",
            Rebuilt(Town {
                calendar: "[[blackout]]\nid = \"that-day\"\nfrom = \"12-18\"\nto = \"12-18\"\nhard = true\n",
                ..TOWN
            }),
            &[
                "blackout [tax] [tax/bridge]: ▲ in a hard blackout; blackout = that-day; date = 2023-12-18",
            ],
        ),
        (
            "availability",
            Rebuilt(Town {
                fact: ("available = 2023-10-02", "available = 2023-10-03"),
                ..TOWN
            }),
            &[
                "availability [tax] [tax/standard]: work begins before the product is available; available = 2023-10-03; date = 2023-10-02; days-over = 1",
            ],
        ),
        (
            // Marine Day makes the 22nd the go-live day before the 28th.
            "link-hard",
            Rebuilt(Town {
                decisions: &[("care/standard", "", "cutover", "2025-07-22")],
                ..TOWN
            }),
            &[
                "link-hard [care]: goes live before what it comes after; after = tax; cutover = 2025-07-22; days-over = 6; its-cutover = 2025-07-28",
            ],
        ),
        (
            "link-together",
            Rebuilt(Town {
                decisions: &[("care/standard", "vote", "cutover", "2025-09-29")],
                ..TOWN
            }),
            &[
                "link-together [vote]: does not go live together; cutover = 2025-09-29; days-off = -7; its-cutover = 2025-10-06; with = care",
            ],
        ),
        (
            "capacity-builds",
            Rebuilt(Town {
                fact: (
                    "builds = 3",
                    "builds = [{ from = 2023-12-17, to = 2023-12-17, value = 1 }]",
                ),
                ..TOWN
            }),
            &[
                "capacity-builds: more work at once than the capacity; capacity = 1; from = 2023-12-17; provider = maker; to = 2023-12-17; units = 2; units-over = 1",
            ],
        ),
        (
            "capacity-cutovers",
            Rebuilt(Town {
                fact: (
                    "cutovers-per-month = 2",
                    "cutovers-per-month = [{ from = 2025-07-28, to = 2025-07-28, value = 0 }]",
                ),
                ..TOWN
            }),
            &[
                "capacity-cutovers: more cutovers in a month than the capacity; capacity = 0; count = 1; cutovers-over = 1; month = 2025-07; provider = maker",
            ],
        ),
        (
            "notice",
            Edit(|p| on(p, "contract.care-now/extension-1", "notice", "2024-07-05")),
            &[
                "notice [care] [contract.care-now/extension-1]: notice is given too late; days-off = 1; is = 2024-07-05; kind = notice; must = 2024-07-04",
            ],
        ),
        (
            "extension-limit",
            Edit(|p| {
                let mut second =
                    act(p, "contract.care-now/extension-1", "extension_contract").clone();
                second.round = "contract.care-now/extension-2".to_owned();
                p.systems[1].milestones.push(second);
            }),
            &[
                "extension-limit [care] [contract.care-now/extension-1]: more extensions than are allowed; at-most = 1; steps = 2; steps-over = 1",
            ],
        ),
        (
            "cover",
            Edit(|p| {
                let stages = &mut p.systems[0].stages;
                let last = stages.iter_mut().find(|s| s.id == "standard").unwrap();
                last.to = last.to.pred_opt().unwrap();
            }),
            &[
                "cover [tax] [tax/standard]: a stage has other edges; from = 2025-07-26; from-off = 0; must-from = 2025-07-26; must-to = 2027-03-31; stage = standard; to = 2027-03-30; to-off = -1",
            ],
        ),
        (
            "derived-date",
            Edit(|p| on(p, "tax/bridge", "enquiry", "2022-09-29")),
            &[
                "derived-date [tax] [tax/bridge]: not on the day that follows from ★ and ▲; days-off = -1; is = 2022-09-29; kind = enquiry; must = 2022-09-30",
            ],
        ),
        (
            "objective",
            Edit(|p| p.outcome.objective.cutover_day_sum += 1),
            &[
                "objective: a level is not what the dates give; is = 4409; level = cutover_day_sum; must = 4408; off = 1",
            ],
        ),
        (
            // One yen from one row to another: the sum stays.
            "yen",
            Edit(|p| {
                p.budget[0].yen -= 1;
                p.budget[1].yen += 1;
            }),
            &[
                "yen [care] [contract.care-now]: other yen than follow; fiscal-year = 2022; instrument = existing; is = 3719999; kind = present; must = 3720000; yen-off = -1",
                "yen [tax] [contract.tax-now]: other yen than follow; fiscal-year = 2022; instrument = existing; is = 3720001; kind = present; must = 3720000; yen-off = 1",
            ],
        ),
        (
            // Two contracts, 310,000 yen a month for a year each.
            "ceiling",
            Rebuilt(Town {
                fact: (
                    "[[vendor]]",
                    "[[ceiling]]\nid = \"fy2022\"\nfiscal-year = 2022\nyen = 7_439_999\n\n[[vendor]]",
                ),
                ..TOWN
            }),
            &[
                "ceiling: a ceiling is exceeded, and the plan does not say so; ceiling = fy2022; yen-over = 1",
            ],
        ),
        (
            "section",
            Edit(|p| p.systems[0].slack_days += 1),
            &[
                "section [tax]: slack is not what the dates give; critical = false; is = 144; must = 143; must-be-critical = false",
            ],
        ),
        (
            "complete",
            Edit(|p| {
                p.systems[0]
                    .milestones
                    .retain(|m| m.kind != "resident_notice")
            }),
            &[
                "complete [tax] [tax/standard]: a milestone is missing; date = 2025-05-28; kind = resident_notice",
            ],
        ),
    ]
}

/// What is found in the town under a change.
fn changed(change: &Change) -> Vec<String> {
    let (town, edit) = match change {
        Rebuilt(town) => (town, None),
        Edit(edit) => (&TOWN, Some(edit)),
        Recorded(town, edit) => (town, Some(edit)),
    };
    let (inventory, mut plan) = town.planned();
    if let Some(edit) = edit {
        edit(&mut plan);
    }
    found(&inventory, &plan)
}

#[test]
fn the_town_keeps_every_rule() {
    assert_eq!(changed(&Rebuilt(TOWN)), Vec::<String>::new());
}

#[test]
fn each_rule_is_broken_alone() {
    let table = table();
    let mut wrong = Vec::new();
    for (rule, change, expected) in &table {
        let found = changed(change);
        if found != *expected {
            wrong.push((rule, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let tried: BTreeSet<&str> = table.iter().map(|(rule, ..)| *rule).collect();
    let all: BTreeSet<&str> = rule_names().collect();
    let missing: Vec<_> = all.difference(&tried).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Voted money of the tax system's move, of the year of its ★.
const VOTED: (&str, &str) = (
    "object = \"services\"",
    "money = { state = \"voted\", fiscal-year = 2023, until = 2023 }",
);

/// What a rule says besides, where what breaks it breaks others by nature.
#[test]
fn every_part_of_a_rule_says_by_how_much() {
    let table: [(&str, Change, &[&str]); 10] = [
        (
            "order",
            Edit(|p| on(p, "tax/bridge", "enquiry", "2022-11-01")),
            &[
                "acts are out of order; days-over = 1; first = enquiry; on = 2022-11-01; then = request; then-on = 2022-10-31",
            ],
        ),
        (
            "order",
            Edit(|p| on(p, "tax/bridge", "pia", "2023-05-03")),
            &[
                "pia is not before configuration; configuration = 2023-05-03; days-over = 1; pia = 2023-05-03",
            ],
        ),
        (
            "order",
            Edit(|p| on(p, "tax/bridge", "contract", "2023-12-18")),
            &["▲ is not after ★; contract = 2023-12-18; cutover = 2023-12-18; days-over = 1"],
        ),
        (
            "order",
            Edit(|p| {
                let present = &mut p.systems[0].stages[0];
                present.to = present.to.succ_opt().unwrap();
            }),
            &[
                "service stages do not follow each other; days-off = -1; from = 2023-12-16; to = 2023-12-16",
            ],
        ),
        (
            "activity-order",
            Edit(|p| {
                let first = &mut p.systems[0].activities[0];
                assert_eq!(first.id, "requirements");
                first.to = first.to.pred_opt().unwrap();
            }),
            &[
                "a step is shorter than its length; activity = requirements; days-over = 1; from = 2023-04-03; to = 2023-05-01",
            ],
        ),
        (
            "activity-order",
            Edit(|p| {
                let first = &mut p.systems[0].activities[0];
                first.to = first.to.succ_opt().unwrap();
            }),
            &[
                "a step begins before the one before it ends; activity = build; days-over = 1; from = 2023-05-03; to = 2023-09-17",
            ],
        ),
        (
            "budget-vote",
            Edit(|p| on(p, "tax/bridge", "budget_vote", "2023-04-04")),
            &[
                "a vote on another day than the session's; days-off = 11; session = 2023-03-24; vote = 2023-04-04",
                "signed before the vote; contract = 2023-04-03; days-over = 1; vote = 2023-04-04",
            ],
        ),
        (
            "lapse",
            Recorded(
                Town {
                    fact: VOTED,
                    ..TOWN
                },
                |p| {
                    on(p, "tax/bridge", "contract", "2024-04-01");
                },
            ),
            &[
                "voted money lapses before it is signed for; contract = 2024-04-01; days-over = 1; until = 2024-03-31",
            ],
        ),
        (
            // Without the server from 2024-01-01 on, ▲ on a Tuesday two weeks later.
            "cover",
            Recorded(
                Town {
                    decisions: &[("tax/bridge", "", "cutover", "2024-01-16")],
                    ..TOWN
                },
                |p| p.systems[0].stages.retain(|s| s.id != "gap"),
            ),
            &["a gap is hidden; days-off = -15; from = 2024-01-01; to = 2024-01-15"],
        ),
        (
            "objective",
            Edit(|p| {
                let (is, bound) = (&p.outcome.objective, &mut p.outcome.bound);
                (bound.gap_days, bound.hard_late_days) = (Some(0), Some(0));
                (bound.late_days, bound.cost_yen) = (Some(0), Some(is.cost_yen + 1));
            }),
            &[
                "better than what is said to be possible; bound = 225910001; is = 225910000; level = cost_yen; under = 1",
            ],
        ),
    ];
    let mut wrong = Vec::new();
    for (rule, change, expected) in &table {
        let found = changed(change);
        let of_rule = |v: &String| {
            let what = v.strip_prefix(rule)?.trim_start();
            Some(
                what.split_once(": ")
                    .map_or(what, |(_, what)| what)
                    .to_owned(),
            )
        };
        let said: Vec<String> = found.iter().filter_map(of_rule).collect();
        if said != *expected {
            wrong.push((rule, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
