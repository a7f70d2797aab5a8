use super::*;
use crate::dice::Dice;
use crate::inventory::Order;
use crate::plan::branch::sample::{LIMITS, TIED, each, inventories, read};

/// What prices are asked about yen where the levels before are at each system's own least.
fn about_yen(problem: &Problem, alone: &[Option<Choice>], best: Levels) -> Option<Asked> {
    let yen = problem.model.at.yen;
    let sum = problem.bound(alone)?;
    let own: Vec<Levels> = alone.iter().flatten().map(|c| c.value).collect();
    (sum.first(yen) == best.first(yen)).then(|| problem.asked((yen, yen), &own, sum, best))
}

#[test]
fn no_prices_prove_more_than_is_true() {
    let (mut dice, mut proved) = (Dice(0x2545_f491_4f6c_dd1d), 0);
    for inventory in inventories() {
        each(&inventory, |problem, alone, best| {
            let Some(asked) = about_yen(problem, alone, best) else {
                return;
            };
            let yen = problem.model.at.yen;
            let model = problem.model;
            let (periods, months) = (Periods::halves(model), Periods::months(model));
            for round in 0..30u64 {
                let mut any = |most: u64| match dice.below(3) {
                    0 => i64::try_from(dice.below(usize::try_from(most).unwrap())).unwrap(),
                    _ => 0,
                };
                let most = SCALE as u64 * 40_000 * round;
                let ties = asked.ties.iter().map(|tie| match tie {
                    Tie::Carrier { .. } | Tie::Round { .. } => any(SCALE as u64 / 2),
                    Tie::Interface { .. } => any(2 * SCALE as u64) - SCALE,
                    Tie::Order { .. } | Tie::Together { .. } => any(most.max(1)),
                });
                let ties = ties.collect();
                let mut table = |n: usize| -> Vec<Vec<i64>> {
                    let row = |_| (0..n).map(|_| any(most.max(1))).collect();
                    (0..model.builds.len()).map(row).collect()
                };
                let mut levels = [0; SUMS];
                levels[yen] = SCALE;
                let prices = Prices {
                    place: yen,
                    fixed: yen,
                    levels,
                    builds: table(periods.len()),
                    cutovers: table(months.len()),
                    ties,
                };
                if let Some(Proved { least, .. }) = problem.proved_by(&prices, &asked) {
                    proved += 1;
                    assert!(least <= best.get(yen), "{least} of {}", best.get(yen));
                }
            }
        });
    }
    assert!(proved > 60, "{proved}");
}

/// The tree alone does not come to an end here; the yen are those of CP-SAT (benches/claims).
/// Close to good prices the bound lies close to the best plan: what is counted once too often shows.
#[test]
fn nor_do_prices_close_to_good_ones() {
    let (mut dice, mut close) = (Dice(0x9e37_79b9_7f4a_7c15), 0);
    for inventory in inventories() {
        each(&inventory, |problem, alone, best| {
            let Some(asked) = about_yen(problem, alone, best) else {
                return;
            };
            let best = best.get(problem.model.at.yen);
            let good = problem.ascended(&asked, &mut 2_000_000).unwrap().prices;
            for _ in 0..40 {
                let mut prices = good.clone();
                let work = prices.builds.iter_mut().chain(&mut prices.cutovers);
                // Lower, as it is, or half as much again.
                for price in work.flatten() {
                    *price = *price / 2 * [0, 1, 2, 2, 2, 3][dice.below(6)];
                }
                for (price, tie) in prices.ties.iter_mut().zip(&asked.ties) {
                    let most = if tie.is_yen() { 2 } else { 3 };
                    *price = *price / 2 * [0, 1, 2, 2, 2, most][dice.below(6)];
                }
                let least = problem.proved_by(&prices, &asked).unwrap().least;
                assert!(least <= best, "{least} of {best}");
                close += usize::from(best - least < best / 50);
            }
        });
    }
    assert!(close > 100, "{close}");
}

#[test]
fn good_prices_prove_what_the_tree_alone_does_not() {
    let inventory = read(TIED);
    let whole = Model::new(&inventory);
    let part = whole.part(whole.groups().remove(0));
    assert_eq!(part.systems.len(), 3);
    let mut problem = Problem::new(&part.model);
    let few = crate::plan::branch::Limits {
        nodes: 2_000,
        ..LIMITS
    };
    let yen = problem.model.at.yen;
    let found = problem.solve(None, few);
    let (best, _) = found.state.unwrap();
    let bound = found.bound.unwrap();
    assert!(bound.get(yen) < best.get(yen), "the tree ends");
    let alone = problem.alone(&mut 0);
    let mut steps = 10_000_000;
    let (raised, guides) = problem.raised(bound, &alone, best, &mut steps);
    assert!(bound < raised && raised <= best);
    assert!(steps < 10_000_000 && !guides.is_empty());
    // Most of what the systems have in the way of one another is counted.
    let (before, after) = (
        best.get(yen) - bound.get(yen),
        best.get(yen) - raised.get(yen),
    );
    assert!(after * 4 <= before, "{after} of {before}");
    // Within the windows that prices leave, the tree ends.
    let found = problem.solve(Some(best), few);
    let worth = found.state.map_or(best, |(worth, _)| worth);
    assert_eq!(worth.get(yen), 203_306_565);
    assert_eq!(
        found.bound.map(|b| b.first(yen + 1)),
        Some(worth.first(yen + 1))
    );
    let (confirmed, _) = problem.confirmed(found.bound, few, found.nodes);
    assert_eq!(confirmed.map(|b| b.get(yen)), Some(203_306_565));
}

/// What prices leave still has every best plan.
#[test]
fn no_best_plan_is_left_out() {
    for inventory in inventories() {
        each(&inventory, |problem, alone, best| {
            let bound = problem.bound(alone).unwrap();
            for worse in [40_000_000, 1_000_000, 0] {
                let known = best.with(problem.model.at.yen, worse);
                problem.raised(bound, alone, known, &mut 2_000_000);
                let again = problem.solve(None, LIMITS);
                let signs = problem.model.at.signs;
                let best = Some(best.first(signs));
                assert_eq!(again.state.map(|(worth, _)| worth.first(signs)), best);
                assert_eq!(again.bound.map(|bound| bound.first(signs)), best);
            }
        });
    }
}

#[test]
fn what_is_proved_already_is_never_lowered_nor_raised_too_far() {
    for inventory in inventories() {
        each(&inventory, |problem, alone, best| {
            let bound = problem.bound(alone).unwrap();
            for worse in [0, 1_000_000, 400_000_000] {
                // A plan that is dearer than the best one.
                let known = best.with(problem.model.at.yen, worse);
                let (raised, _) = problem.raised(bound, alone, known, &mut 2_000_000);
                assert!(bound <= raised && raised <= best);
            }
            assert_eq!(problem.raised(best, alone, best, &mut 2_000_000).0, best);
        });
    }
}

#[test]
fn prices_that_mean_nothing_prove_nothing() {
    let inventory = inventories().remove(0);
    each(&inventory, |problem, alone, best| {
        let asked = about_yen(problem, alone, best).unwrap();
        let mut steps = 1_000_000;
        let good = problem.ascended(&asked, &mut steps).unwrap().prices;
        assert!(problem.proved_by(&good, &asked).is_some());
        let spoilt = |spoil: &dyn Fn(&mut Prices)| {
            let mut prices = good.clone();
            spoil(&mut prices);
            problem.proved_by(&prices, &asked).map(|p| p.least)
        };
        let share = |tie: &Tie| matches!(tie, Tie::Carrier { .. });
        let carrier = asked.ties.iter().position(share).unwrap();
        let order = |tie: &Tie| matches!(tie, Tie::Order { .. });
        let order = asked.ties.iter().position(order).unwrap();
        assert_eq!(spoilt(&|p| p.builds[0][0] = -1), None);
        assert_eq!(spoilt(&|p| p.ties[order] = -1), None);
        assert_eq!(spoilt(&|p| p.ties[carrier] = SCALE + 1), None);
        assert_eq!(spoilt(&|p| p.ties[carrier..=carrier + 1].fill(SCALE)), None);
        assert_eq!(spoilt(&|p| p.levels[p.place] = 2 * SCALE), None);
        assert_eq!(spoilt(&|p| p.ties.clear()), None);
    });
}

#[test]
fn what_counts_less_than_the_peak_has_no_price() {
    let inventory = inventories().remove(0);
    let order = Order::asked(["gap_days", "late_days", "peak_load", "cost_yen"]).unwrap();
    let plain = Model::new(&inventory);
    let other = plain.reordered(&order);
    for (model, raised) in [(&plain, true), (&other, false)] {
        let part = model.part(model.groups().remove(0));
        let mut problem = Problem::new(&part.model);
        let alone = problem.alone(&mut 0);
        let bound = problem.bound(&alone).unwrap();
        let (best, _) = problem.solve(None, LIMITS).state.unwrap();
        let (after, _) = problem.raised(bound, &alone, best, &mut 2_000_000);
        assert_eq!(bound < after, raised);
        assert_eq!(problem.narrowed.is_some(), raised);
    }
}
