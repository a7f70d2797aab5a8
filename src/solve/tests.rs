use super::learned::{Entry, Record};
use super::*;
use crate::dice::Dice;

/// Clauses of two or three and sums over some variables.
fn random(dice: &mut Dice) -> Formula {
    let mut formula = Formula::default();
    let vars: Vec<Lit> = (0..4 + dice.below(8)).map(|_| formula.var()).collect();
    let any = |dice: &mut Dice| {
        let lit = vars[dice.below(vars.len())];
        if dice.below(2) == 0 { lit } else { !lit }
    };
    for _ in 0..dice.below(3 * vars.len()) {
        let lits: Vec<Lit> = (0..2 + dice.below(2)).map(|_| any(dice)).collect();
        formula.clause(lits);
    }
    for _ in 0..dice.below(5) {
        let sign = dice.below(2) == 0;
        let terms: Vec<(Lit, i64)> = vars
            .iter()
            .map(|lit| (if sign { *lit } else { !*lit }, dice.below(9) as i64))
            .collect();
        let all: i64 = terms.iter().map(|t| t.1).sum();
        formula.at_most(terms, dice.below(all.max(1) as usize) as i64);
    }
    formula
}

/// Whether there is an assignment, by trying them all.
fn has_any(formula: &Formula) -> bool {
    (0..1u32 << formula.vars()).any(|bits| {
        let model: Vec<bool> = (0..formula.vars()).map(|v| bits >> v & 1 == 1).collect();
        formula.kept_by(&model)
    })
}

fn shows(formula: &Formula, record: &Record) -> bool {
    replay::holds(formula, record, &|| false)
}

fn solved(formula: &Formula) -> Answer {
    Solver::new(formula).solve(&mut 1_000_000_000, &|| false)
}

#[test]
fn answers_are_those_of_trying_all_assignments() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut with, mut without) = (0, 0);
    for _ in 0..3_000 {
        let formula = random(&mut dice);
        match solved(&formula) {
            Answer::Holds(model) => {
                assert!(formula.kept_by(&model));
                with += 1;
            }
            Answer::None(record) => {
                assert!(!has_any(&formula));
                assert!(shows(&formula, &record));
                without += 1;
            }
            Answer::Unknown => unreachable!("work enough"),
        }
    }
    assert!(with > 500 && without > 500, "{with}, {without}");
}

/// All entries of a record.
fn entries(record: &Record) -> Vec<(Entry, Vec<Lit>)> {
    let (mut reader, mut lits) = (record.read(), Vec::new());
    std::iter::from_fn(|| reader.next(&mut lits).map(|entry| (entry, lits.clone()))).collect()
}

/// What was learned of one formula proves nothing of another that has an assignment.
#[test]
fn a_record_proves_nothing_that_is_not_so() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut records: Vec<Record> = Vec::new();
    let mut refused = 0;
    for _ in 0..600 {
        let formula = random(&mut dice);
        match solved(&formula) {
            Answer::None(record) => records.push(record),
            _ => {
                for record in records.iter().rev().take(20) {
                    let all = entries(record);
                    let mut lits = all.iter().flat_map(|entry| &entry.1);
                    let within = lits.all(|lit| lit.var() < formula.vars());
                    if within {
                        assert!(!shows(&formula, record));
                        refused += 1;
                    }
                }
            }
        }
    }
    assert!(refused > 500, "{refused}");
}

/// More pigeons than holes: each in one, no two in the same.
fn pigeons(count: usize, holes: usize) -> Formula {
    let mut formula = Formula::default();
    let sits: Vec<Vec<Lit>> = (0..count)
        .map(|_| (0..holes).map(|_| formula.var()).collect())
        .collect();
    for pigeon in &sits {
        formula.clause(pigeon.iter().copied());
    }
    for hole in 0..holes {
        for (n, one) in sits.iter().enumerate() {
            for other in &sits[n + 1..] {
                formula.clause([!one[hole], !other[hole]]);
            }
        }
    }
    formula
}

#[test]
fn what_is_forgotten_on_the_way_does_not_spoil_the_record() {
    let formula = pigeons(9, 8);
    let solver = Solver::new(&formula).forgetful();
    let Answer::None(record) = solver.solve(&mut 1_000_000_000, &|| false) else {
        panic!("nine pigeons sit in eight holes")
    };
    let all = entries(&record);
    let forgotten = all.iter().filter(|e| matches!(e.0, Entry::Forgotten(_)));
    assert!(forgotten.count() > 20);
    assert!(shows(&formula, &record));
    assert!(matches!(solved(&pigeons(8, 8)), Answer::Holds(_)));
    // The last clauses alone follow from nothing.
    assert!(!shows(&formula, &Record::of(&all[all.len() - 2..])));
    // Nor does one that says more than was learned.
    let (entry, mut lits) = all[0].clone();
    lits.pop();
    assert!(!shows(&formula, &Record::of(&[(entry, lits)])));
    // Nor one of variables that the formula does not have.
    let other = Lit::positive(formula.vars());
    assert!(!shows(
        &formula,
        &Record::of(&[(Entry::Learned, vec![other])])
    ));
}

#[test]
fn the_work_is_no_more_than_was_allowed_by_much_and_the_same_each_time() {
    let formula = pigeons(11, 10);
    let mut left = 500_000;
    assert!(matches!(
        Solver::new(&formula).solve(&mut left, &|| false),
        Answer::Unknown
    ));
    assert_eq!(left, 0);
    let used = |formula: &Formula| {
        let mut left = 1_000_000_000;
        Solver::new(formula).solve(&mut left, &|| false);
        1_000_000_000 - left
    };
    let formula = pigeons(7, 6);
    assert_eq!(used(&formula), used(&formula));
    assert!(matches!(
        Solver::new(&formula).solve(&mut u64::MAX.clone(), &|| true),
        Answer::Unknown
    ));
}

/// Whatever is asked falls over: that is no answer, and what was there before stays.
#[test]
fn a_question_that_falls_over_is_not_answered() {
    let (mut kept, formula) = (7, pigeons(9, 8));
    let fell_over = guarded(|| {
        let answer = Solver::new(&formula).solve(&mut 1_000_000_000, &|| panic!("on purpose"));
        kept = 0;
        Some(answer)
    });
    assert!(fell_over.is_none() && kept == 7);
    assert!(guarded(|| Some(solved(&formula))).is_some());
    assert_eq!(guarded(|| None::<u8>), None);
}

#[test]
fn numbers_have_one_of_their_values() {
    let mut formula = Formula::default();
    let number = Number::new(&mut formula, [7, 3, 3, 20]);
    assert_eq!(number.values(), [3, 7, 20]);
    assert_eq!(number.at_least(3), When::Always);
    assert_eq!(number.at_least(21), When::Never);
    assert_eq!(number.at_least(4), number.at_least(7));
    for value in [3, 7, 20] {
        let mut only = formula.clone();
        for when in number.is(value) {
            only.any([when]);
        }
        let Answer::Holds(model) = solved(&only) else {
            panic!("{value} is one of them")
        };
        assert_eq!(number.read(&model), Some(value));
        let told: i64 = number
            .steps()
            .filter(|(lit, _)| lit.is_true_in(&model))
            .map(|(_, by)| by)
            .sum();
        assert_eq!(3 + told, value);
    }
}
