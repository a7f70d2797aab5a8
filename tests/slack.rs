//! How late systems may go live: the last days are what trying every day finds, and no later one.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files, fails loudly, and asks the environment how much to try"
)]

#[path = "generate/dice.rs"]
mod dice;
#[path = "generate/load.rs"]
mod load;
#[path = "generate/random.rs"]
#[expect(dead_code, reason = "other tests take others")]
mod random;
#[path = "generate/spec.rs"]
#[expect(dead_code, reason = "other tests change inventories")]
mod spec;

use ikou::calendar::Date;
use ikou::compare::date;
use ikou::inventory::{Bounds, Inventory, SystemIx};
use ikou::plan::{Effort, Plan, Status, Wish, make, make_as_wished};
use ikou::render::TerminalStyle;
use ikou::slack::{Slacks, listing, slacks, told};
use ikou::source::Sources;
use ikou::words::Lang;
use load::{Texts, checked};

const EFFORT: Effort = Effort {
    steps: 100_000,
    passes: 1,
};

fn levels(plan: &Plan) -> [i64; 3] {
    let o = &plan.outcome.objective;
    [o.gap_days, o.hard_late_days, o.late_days]
}

fn all(inventory: &Inventory, sources: &Sources, plan: &Plan, effort: Effort) -> Slacks {
    let systems: Vec<SystemIx> = (0..inventory.systems.len()).map(SystemIx).collect();
    slacks(inventory, sources, plan, &systems, effort)
}

/// Every go-live day is tried, one after another, without bisection.
#[test]
fn the_last_day_is_what_trying_each_finds() {
    let cases = std::env::var("IKOU_CASES").ok();
    let cases = cases.and_then(|n| n.parse().ok()).unwrap_or(24);
    let (mut found, mut stopped) = (0, 0);
    for seed in 0..cases {
        let Ok((inventory, sources)) = checked(&random::spec(seed, random::TINY).plain()) else {
            continue;
        };
        let plan = make(&inventory, &sources, Vec::new(), EFFORT);
        if plan.outcome.status != Status::Optimal {
            continue;
        }
        for (i, slack) in all(&inventory, &sources, &plan, EFFORT)
            .systems
            .iter()
            .enumerate()
        {
            let (Some(cutover), Some(latest)) = (slack.cutover, slack.latest) else {
                continue;
            };
            found += 1;
            assert_eq!(
                slack.days,
                Some((latest - cutover).num_days()),
                "seed {seed}"
            );
            assert_eq!(date(&plan.systems[i], "cutover", true), Some(cutover));
            let shown = |from: Date| {
                let wish = Wish {
                    system: SystemIx(i),
                    bridge: None,
                    cutover: Bounds::StandardCutover,
                    not_before: Some(from),
                    not_after: None,
                };
                make_as_wished(&inventory, &sources, EFFORT, &wish)
                    .is_some_and(|wished| levels(&wished) <= levels(&plan))
            };
            let days = inventory
                .calendar
                .go_live_days(cutover, inventory.planning_end());
            let last = days
                .iter()
                .take_while(|d| **d == cutover || shown(**d))
                .last();
            if slack.proved {
                assert_eq!(last, Some(&latest), "seed {seed}, {}", slack.system);
                stopped += usize::from(!slack.stopped_by.is_empty());
            } else {
                assert!(last >= Some(&latest), "seed {seed}, {}", slack.system);
            }
            assert!(slack.stopped_by.is_empty() || slack.next.is_some());
        }
    }
    println!("{found} systems, {stopped} with what stops them");
    assert!(found > 10 && stopped > 5, "{found} {stopped}");
}

fn of(systems: &str) -> (Inventory, Sources, Plan) {
    let texts = Texts {
        systems: std::fs::read_to_string(systems).unwrap(),
        as_of: "2021-08-03".parse().unwrap(),
        ..Texts::default()
    };
    let (inventory, sources) = checked(&texts).unwrap();
    let plan = make(&inventory, &sources, Vec::new(), Effort::NORMAL);
    (inventory, sources, plan)
}

/// What stops a system is told: the target for the one, the end of its contract for the other.
#[test]
fn what_stops_a_system_is_told() {
    let (inventory, sources, plan) = of("tests/cases/links/systems.toml");
    let found = all(&inventory, &sources, &plan, Effort::NORMAL);
    let zei = found.systems.iter().find(|s| s.system == "zei").unwrap();
    // The last go-live day by the target.
    assert_eq!((zei.latest, zei.proved), ("2026-03-30".parse().ok(), true));
    let facts: Vec<&str> = zei.stopped_by.iter().map(|f| f.path.as_str()).collect();
    assert!(facts.contains(&"deadline.standard.date"), "{facts:?}");
    let kokuho = found.systems.iter().find(|s| s.system == "kokuho").unwrap();
    let facts: Vec<&str> = kokuho.stopped_by.iter().map(|f| f.path.as_str()).collect();
    assert!(facts.contains(&"contract.kokuho.ends"), "{facts:?}");
}

#[test]
fn what_is_told_and_written() {
    let (inventory, sources, plan) = of("systems.toml");
    let found = all(&inventory, &sources, &plan, Effort::NORMAL);
    let plain = TerminalStyle::default();
    for (lang, width) in [(Lang::Ja, 80), (Lang::En, 80), (Lang::En, 160)] {
        let text = told(&found, &plan, lang, width, plain);
        insta::assert_snapshot!(format!("shipped-{}-{width}", lang.code()), text);
    }
    let list = listing(&found, &plan, Lang::Ja);
    let text = list.with_columns(&[]).unwrap().csv();
    assert!(text.starts_with('\u{feff}'));
    assert_eq!(text.matches("\r\n").count(), 1 + found.systems.len());
    let json: serde_json::Value = serde_json::from_str(&found.to_json()).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&ikou::slack::schema()).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json));
    assert_eq!(
        include_str!("../docs/slack.schema.json"),
        ikou::slack::schema()
    );
    assert_eq!(
        include_str!("../docs/why.schema.json"),
        ikou::why::instead_schema()
    );
}

#[test]
fn nothing_and_no_system_are_answered() {
    let (inventory, sources, plan) = of("tests/cases/empty/systems.toml");
    let found = all(&inventory, &sources, &plan, Effort::QUICK);
    assert!(found.systems.is_empty());
    let text = told(&found, &plan, Lang::En, 40, TerminalStyle::default());
    assert!(text.lines().count() >= 2, "{text}");
}
