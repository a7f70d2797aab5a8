//! Plans against the best that is possible: found by trying everything, or known from a plan of
//! nearly the same inventory.

use super::dice::Dice;
use super::exhaustive::{self, Levels, Verdict, levels};
use super::load::Texts;
use super::random::{self, TINY};
use super::{cases, placed, plan_of, plan_of_texts, stricter, wild};
use ikou::plan::{Plan, Status, verify};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A small inventory, its plan, and what trying everything gives.
struct Tried {
    seed: String,
    plan: Plan,
    /// Every system has its ▲.
    found: bool,
    /// The verifier refuses the plan; `no_plan_is_refused` is about that.
    refused: bool,
    verdict: Verdict,
}

/// Small inventories with the best that is possible: tried once for all tests.
fn tried() -> &'static [Tried] {
    static TRIED: OnceLock<Vec<Tried>> = OnceLock::new();
    TRIED.get_or_init(|| {
        let wild = std::env::var("IKOU_WILD").map_or(0, |n| n.parse().unwrap());
        let seeds = (0..cases(24)).map(|seed| (seed, ""));
        // What is paid before the horizon begins does not count.
        let ahead = (0..cases(24) / 2).map(|seed| (seed, "ahead "));
        let seeds = seeds.chain(ahead);
        let seeds = seeds.chain((0..wild).map(|seed| (seed, "wild ")));
        let all = seeds.filter_map(|(seed, kind)| {
            let mut spec = match kind {
                "wild " => wild::spec(2_000_000 + seed, TINY),
                _ => random::spec(1_000_000 + seed, TINY),
            };
            if kind == "ahead " {
                let from = if seed % 2 == 0 {
                    "2022-10-01"
                } else {
                    "2021-08-03"
                };
                spec.horizon.0 = from.to_owned();
            }
            let (inventory, plan) = plan_of(&spec)?;
            let found = placed(&inventory, &plan);
            let refused = found && !verify::verify(&inventory, &plan).is_empty();
            let verdict = exhaustive::best(&spec, 400);
            Some(Tried {
                seed: format!("{kind}{seed}"),
                plan,
                found,
                refused,
                verdict,
            })
        });
        all.collect()
    })
}

/// The search against trying everything: it finds a plan where there is one, and none that is
/// better than the best.
#[test]
fn the_search_is_as_good_as_trying_everything() {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let main = |levels: &Levels| levels[..4].to_vec();
    for t in tried() {
        let (seed, levels) = (&t.seed, levels(&t.plan));
        let how = match &t.verdict {
            Verdict::TooMany => "undecided",
            _ if t.refused => "refused",
            Verdict::Impossible => {
                assert!(
                    !t.found,
                    "seed {seed}: found {levels:?}, nothing is possible"
                );
                "impossible"
            }
            Verdict::Best(best) => {
                assert!(t.found, "seed {seed}: found nothing, {best:?} is possible");
                assert!(
                    *best <= levels,
                    "seed {seed}: found {levels:?}, {best:?} is best"
                );
                if *best < levels {
                    println!("seed {seed}: found {levels:?}, {best:?} is best");
                }
                match (*best == levels, main(best) == main(&levels)) {
                    (true, _) => "equal",
                    (false, true) => "equal in yen",
                    (false, false) => "worse",
                }
            }
        };
        *counts.entry(how).or_default() += 1;
    }
    println!("{counts:?}");
    let count = |how| counts.get(how).copied().unwrap_or(0);
    let equal = count("equal") + count("equal in yen");
    assert!(
        count("worse") * 10 <= equal,
        "too often not the best: {counts:?}"
    );
    assert!(
        count("refused") * 10 <= equal,
        "too often refused: {counts:?}"
    );
}

/// What is called optimal has the best of all levels; what is not called so is bounded by what
/// holds of the best, too.
#[test]
fn optimal_is_optimal() {
    let mut counts: BTreeMap<(Status, bool), u32> = BTreeMap::new();
    for t in tried() {
        let (seed, levels) = (&t.seed, levels(&t.plan));
        let status = t.plan.outcome.status;
        let Verdict::Best(best) = t.verdict else {
            assert!(
                t.verdict == Verdict::TooMany || status != Status::Optimal,
                "seed {seed}: nothing is possible"
            );
            continue;
        };
        if status == Status::Optimal {
            assert_eq!(levels, best, "seed {seed}: said to be optimal");
        }
        let bound = &t.plan.outcome.bound;
        let bounds = [
            bound.gap_days,
            bound.hard_late_days,
            bound.late_days,
            bound.cost_yen,
        ];
        // A bound holds for plans that reach those before it.
        for (level, bound) in bounds.into_iter().enumerate() {
            let Some(bound) = bound else { break };
            assert!(
                bound <= best[level],
                "seed {seed}: level {level} is {best:?} at best, said to be {bound} at least"
            );
            if bound < best[level] {
                break;
            }
        }
        // Two plans that are both the best differ in nothing that is counted.
        *counts.entry((status, levels == best)).or_default() += 1;
    }
    println!("{counts:?}");
    let claimed = counts.keys().any(|(status, _)| *status == Status::Feasible);
    assert!(claimed || counts.keys().any(|(s, _)| *s == Status::Optimal));
}

/// What systems of one round pay once counts in the bound of a plan that begins with its horizon.
#[test]
fn two_systems_of_one_round_are_proved_from_the_first_day_on() {
    let systems = r#"
schema = 1
[municipality]
name = "試験町"
kind = "town"
[horizon]
from = 2022-04-01
to = 2027-03-31
[[deadline]]
id = "standard"
date = 2026-03-31
[[system]]
id = "care"
name = "介護"
[[system]]
id = "vote"
name = "選挙"
[[procurement]]
id = "care/standard"
systems = ["care", "vote"]
stage = "standard"
method = { kind = "open" }
work = "12M"
cost = [{ per = "once", yen = 60_000_000 }, { per = "month", yen = 310_000 }]
"#;
    let texts = Texts {
        systems: systems.to_owned(),
        as_of: "2022-04-01".parse().unwrap(),
        ..Texts::default()
    };
    let (_, plan) = plan_of_texts(&texts).unwrap();
    let (outcome, bound) = (&plan.outcome, plan.outcome.bound.cost_yen);
    assert_eq!(bound, Some(outcome.objective.cost_yen));
    assert_eq!(outcome.status, Status::Optimal);
}

/// Prices three times as high: what is proved best is the same plan.
#[test]
fn three_times_the_price_is_the_same_plan() {
    let mut same = 0;
    for seed in 0..cases(30) {
        let mut spec = random::spec(1_000_000 + seed, TINY);
        // From some price on the council votes goods and construction.
        for record in &mut spec.records {
            record.lines.retain(|line| !line.starts_with("object = "));
        }
        let Some((_, plan)) = plan_of(&spec) else {
            continue;
        };
        let Some((_, dearer)) = plan_of(&spec.dearer(3)) else {
            panic!("seed {seed}: refused at other prices");
        };
        let (was, is) = (levels(&plan), levels(&dearer));
        let proved = [&plan, &dearer].map(|p| p.outcome.status == Status::Optimal);
        // What the built-in calendar says a soft blackout costs is not in the generated files.
        let blackout = |p: &Plan| p.budget.iter().any(|row| row.kind == "blackout");
        if proved != [true, true] || blackout(&plan) || blackout(&dearer) {
            continue;
        }
        assert_eq!(was[..3], is[..3], "seed {seed}");
        // Each row is rounded by itself, and each month's price for index and tax.
        let rounded = 72 * (plan.budget.len() + dearer.budget.len()) as i64;
        assert!(
            (is[3] - 3 * was[3]).abs() <= rounded,
            "seed {seed}: {was:?}, {is:?}"
        );
        if is[3] == 3 * was[3] {
            assert_eq!(was[4..], is[4..], "seed {seed}");
        }
        same += 1;
    }
    println!("{same} proved");
}

/// A rule more, whichever: where the plan without it is proved best, none with it is better, on all
/// levels in their order; where nothing is possible without it, nothing is with it.
#[test]
fn one_rule_more_never_makes_a_plan_better() {
    let (mut same, mut worse, mut none) = (0, 0, 0);
    let count = cases(60);
    let plain = (0..count).map(|seed| (seed, random::spec(1_000_000 + seed, TINY)));
    let wild = (0..count / 2).map(|seed| (2_000_000 + seed, wild::spec(2_000_000 + seed, TINY)));
    for (seed, spec) in plain.chain(wild) {
        let Some((inventory, plan)) = plan_of(&spec) else {
            continue;
        };
        let possible = placed(&inventory, &plan);
        let known = match plan.outcome.status {
            Status::Optimal => true,
            Status::Infeasible => !possible,
            _ => false,
        };
        if !known {
            continue;
        }
        for (rule, spec) in stricter::stricter(&spec, &mut Dice::new(seed)) {
            // What cannot all be true is refused.
            let Some((inventory, with)) = plan_of(&spec) else {
                continue;
            };
            let kept = verify::verify(&inventory, &with).is_empty();
            if !(placed(&inventory, &with) && kept) {
                none += 1;
                continue;
            }
            assert!(
                possible,
                "seed {seed}: {rule}: possible only with a rule more"
            );
            let (was, is) = (levels(&plan), levels(&with));
            assert!(was <= is, "seed {seed}: {rule}: {was:?} became {is:?}");
            if was == is {
                same += 1;
            } else {
                worse += 1;
            }
        }
    }
    println!("{same} the same, {worse} worse, {none} without a plan");
    assert!(same > 20 && worse > 20, "{same} the same, {worse} worse");
}

/// Days that weigh seven times as much: the same plan, seven times as late.
#[test]
fn seven_times_the_weight_is_the_same_plan() {
    let (mut proved, mut late) = (0, 0);
    for seed in 0..cases(40) {
        let spec = random::spec(1_000_000 + seed, TINY);
        let Some((_, plan)) = plan_of(&spec) else {
            continue;
        };
        let Some((_, heavier)) = plan_of(&stricter::heavier(&spec, 7)) else {
            panic!("seed {seed}: refused at other weights");
        };
        if [&plan, &heavier].map(|p| p.outcome.status) != [Status::Optimal; 2] {
            continue;
        }
        let mut was = levels(&plan);
        was[2] *= 7;
        assert_eq!(was, levels(&heavier), "seed {seed}");
        proved += 1;
        late += u32::from(was[2] > 0);
    }
    println!("{proved} proved, {late} of them late");
    assert!(proved > 5 && late > 0, "{proved} proved, {late} late");
}
