use super::*;
use crate::dice::Dice;
use crate::plan::branch::sample::{LIMITS, TIED, by_chance, each, inventories, read};
use crate::plan::model::Model;

const WORK: u64 = 400_000_000;

/// Cities whose days, lengths and prices are otherwise.
fn others(dice: &mut Dice) -> String {
    let mut text = TIED.replace("after = [{", "# after = [{");
    let mut any = |of: &[&'static str]| of[dice.below(of.len())];
    for (from, to) in [
        ("\"10M\"", ["\"10M\"", "\"12M\"", "\"14M\""]),
        ("\"11M\"", ["\"11M\"", "\"13M\"", "\"15M\""]),
        ("2023-12-31", ["2023-03-31", "2023-12-31", "2024-12-31"]),
        ("2024-06-30", ["2023-06-30", "2024-06-30", "2025-03-31"]),
        ("2026-03-31", ["2025-03-31", "2025-09-30", "2026-03-31"]),
        ("builds = 1", ["builds = 1", "builds = 2", "builds = 1"]),
        ("1_300_000", ["1_300_000", "900_000", "4_000_000"]),
    ] {
        text = text.replace(from, any(&to));
    }
    text
}

/// What is said of plans between the best one and another that is dearer is so: none is denied that is
/// there, what is found is better, and where there is none that is told.
#[test]
fn no_better_plan_is_denied_and_none_is_made_up() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut found, mut denied) = (0, 0);
    let mut all = inventories();
    all.extend((0..12).map(|_| read(&others(&mut dice))));
    for inventory in all {
        each(&inventory, |problem, alone, best| {
            let yen = problem.model.at.yen;
            by_chance(
                problem,
                alone,
                best,
                (40, &mut dice),
                |problem, choices, (worth, state)| {
                    // Whatever is asked, a plan that is there keeps it.
                    let priced = problem.priced.as_ref().unwrap();
                    let mut kept = Clauses::new(problem, priced, choices, worth.get(yen)).unwrap();
                    for lit in kept.lits_of(problem, choices).unwrap() {
                        kept.formula.clause([lit]);
                    }
                    let answer = Solver::new(&kept.formula).solve(&mut WORK.clone(), &|| false);
                    assert!(matches!(answer, Answer::Holds(_)));
                    let more = worth.get(yen) - best.get(yen);
                    for most in [-1, 0, more / 3, more - 1] {
                        let most = best.get(yen) + most;
                        match problem.better((worth, state), most, &mut WORK.clone()) {
                            Better::Found(better, plan) => {
                                assert!(best.first(yen + 1) <= better.first(yen + 1));
                                assert!(better < worth);
                                assert_eq!(plan.worth(problem.model), better);
                                assert!(problem.assigned(&choices_of(&plan).unwrap()).is_some());
                                found += 1;
                            }
                            Better::None(least) => {
                                assert!(most < best.get(yen), "{most} of {}", best.get(yen));
                                assert!(least.first(yen + 1) <= best.first(yen + 1));
                                denied += 1;
                            }
                            Better::Unknown => {}
                        }
                    }
                },
            );
        });
    }
    assert!(found > 100 && denied > 20, "{found}, {denied}");
}

/// The yen are those of CP-SAT (benches/claims).
#[test]
fn a_plan_with_all_ties_is_proved() {
    let inventory = read(TIED);
    let whole = Model::new(&inventory);
    let part = whole.part(whole.groups().remove(0));
    let mut problem = Problem::new(&part.model);
    let yen = problem.model.at.yen;
    let alone = problem.alone(&mut 0);
    let found = problem.solve(None, LIMITS);
    let (mut best, mut state) = found.state.unwrap();
    problem.raised(problem.bound(&alone).unwrap(), &alone, best, &mut 2_000_000);
    let least = loop {
        match problem.better((best, &state), best.get(yen) - 1, &mut WORK.clone()) {
            Better::Found(worth, plan) => (best, state) = (worth, *plan),
            Better::None(least) => break least,
            Better::Unknown => panic!("left open"),
        }
    };
    assert_eq!(best.get(yen), 203_306_565);
    assert_eq!(least.first(yen + 1), best.first(yen + 1));
    // What nothing may be looked at for is left open.
    let asked = problem.better((best, &state), best.get(yen) - 1, &mut 0);
    assert!(matches!(asked, Better::Unknown));
    // A plan that prices say nothing of: it is dearer than the one they were found with.
    let dearer = best.with(yen, 400_000_000);
    let asked = problem.better((dearer, &state), best.get(yen) - 1, &mut WORK.clone());
    assert!(matches!(asked, Better::Unknown));
}
