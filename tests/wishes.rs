//! Having it otherwise: plans that fulfil a wish, beside the plan without it.
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

use chrono::Days;
use ikou::calendar::Date;
use ikou::compare::{Comparison, date};
use ikou::inventory::{Bounds, Inventory, SystemIx};
use ikou::plan::{Effort, Plan, Status, Wish, make, make_as_wished, verify};
use ikou::source::Sources;
use ikou::why::instead;
use ikou::words::Lang;
use load::{Texts, checked};

const EFFORT: Effort = Effort {
    steps: 100_000,
    passes: 1,
};

/// The first four levels: those that are proved first.
fn levels(plan: &Plan) -> [i64; 4] {
    let o = &plan.outcome.objective;
    [o.gap_days, o.hard_late_days, o.late_days, o.cost_yen]
}

/// Whether these levels are proved.
fn proved(plan: &Plan) -> bool {
    let (o, b) = (&plan.outcome.objective, &plan.outcome.bound);
    [b.gap_days, b.hard_late_days, b.late_days, b.cost_yen]
        == [o.gap_days, o.hard_late_days, o.late_days, o.cost_yen].map(Some)
}

fn wish(system: usize, not_before: Option<Date>, not_after: Option<Date>) -> Wish {
    Wish {
        system: SystemIx(system),
        bridge: None,
        cutover: Bounds::StandardCutover,
        not_before,
        not_after,
    }
}

/// A ▲ lies before a day, or on it or after: the better of both plans is the plan without a wish.
#[test]
fn what_is_split_by_a_day_is_as_good_as_the_whole() {
    let cases = std::env::var("IKOU_CASES").ok();
    let cases = cases.and_then(|n| n.parse().ok()).unwrap_or(40);
    let (mut split, mut none) = (0, 0);
    for seed in 0..cases {
        let Ok((inventory, sources)) = checked(&random::spec(seed, random::TINY).plain()) else {
            continue;
        };
        let plan = make(&inventory, &sources, Vec::new(), EFFORT);
        if plan.outcome.status != Status::Optimal {
            continue;
        }
        for (i, system) in plan.systems.iter().enumerate() {
            let Some(now) = date(system, "cutover", true) else {
                continue;
            };
            let with = |wish: &Wish| wished(&inventory, &sources, wish, seed);
            let same = with(&wish(i, Some(now), None)).unwrap();
            assert_eq!(levels(&same), levels(&plan), "seed {seed}, {}", system.id);
            for days in [1, 40, 400] {
                let later = now + Days::new(days);
                let after = with(&wish(i, Some(later), None));
                let before = with(&wish(i, None, Some(later - Days::new(1))));
                let before = before.expect("the plan itself fulfils it");
                assert_eq!(levels(&before), levels(&plan), "seed {seed}, {}", system.id);
                match after {
                    Some(after) => {
                        split += 1;
                        let better = levels(&after) < levels(&plan);
                        assert!(!better, "seed {seed}, {}: {later}", system.id);
                    }
                    None => none += 1,
                }
            }
            let earlier = now - Days::new(1);
            if let Some(before) = with(&wish(i, None, Some(earlier))) {
                assert!(levels(&before) >= levels(&plan), "seed {seed}");
            }
        }
    }
    println!("{split} later, {none} impossible");
    assert!(split > 20, "{split}");
}

/// The plan that fulfils a wish; it keeps every rule and the wish.
fn wished(inventory: &Inventory, sources: &Sources, wish: &Wish, seed: u64) -> Option<Plan> {
    let plan = make_as_wished(inventory, sources, EFFORT, wish)?;
    let found = verify::verify(inventory, &plan);
    assert!(found.is_empty(), "seed {seed}, {wish:?}: {found:#?}");
    let day = date(&plan.systems[wish.system.0], "cutover", true).unwrap();
    assert!(wish.not_before.is_none_or(|d| d <= day), "seed {seed}");
    assert!(wish.not_after.is_none_or(|d| day <= d), "seed {seed}");
    Some(plan)
}

fn shipped() -> (Inventory, Sources, Plan) {
    let systems = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/systems.toml"));
    let texts = Texts {
        systems: systems.unwrap(),
        as_of: Date::from_ymd_opt(2021, 8, 3).unwrap(),
        ..Texts::default()
    };
    let (inventory, sources) = checked(&texts).unwrap();
    let plan = make(&inventory, &sources, Vec::new(), Effort::NORMAL);
    (inventory, sources, plan)
}

#[test]
fn the_shipped_plan_otherwise() {
    let (inventory, sources, plan) = shipped();
    let of = |id: &str| plan.systems.iter().position(|s| s.id == id).unwrap();
    let told = |wish: &Wish, lang: Lang| {
        let wished = make_as_wished(&inventory, &sources, Effort::NORMAL, wish);
        instead(&plan, wished.as_ref(), wish, lang, 100)
    };
    let day = |y, m, d| Date::from_ymd_opt(y, m, d);
    let later = wish(of("care"), day(2026, 3, 1), None);
    insta::assert_snapshot!("care_later_ja", told(&later, Lang::Ja));
    insta::assert_snapshot!("care_later_en", told(&later, Lang::En));
    let sooner = wish(of("care"), None, day(2024, 6, 1));
    insta::assert_snapshot!("care_sooner_ja", told(&sooner, Lang::Ja));
    let bridge = Wish {
        cutover: Bounds::BridgeCutover,
        ..wish(of("care"), day(2023, 6, 1), None)
    };
    insta::assert_snapshot!("care_bridge_later_en", told(&bridge, Lang::En));
    let replaced = Wish {
        bridge: Some("replace".to_owned()),
        ..wish(of("care"), None, None)
    };
    insta::assert_snapshot!("care_replaced_ja", told(&replaced, Lang::Ja));
    assert!(proved(&plan));
}

#[test]
fn a_plan_beside_itself_has_no_difference() {
    let (_, _, plan) = shipped();
    let same = Comparison::of(&plan, &plan);
    assert!(same.moved.is_empty() && same.warnings.is_empty() && same.costs.is_empty());
    assert_eq!(same.worsens(), None);
}
