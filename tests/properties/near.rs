//! A plan that takes over what a neighbour has decided is the plan that is made from nothing.

use super::dice::Dice;
use super::load::checked;
use super::{EFFORT, cases, random, wild};
use chrono::Days;
use ikou::inventory::Inventory;
use ikou::plan::{make_first, make_near, make_quietly};

/// An inventory with something else in it, as a what-if has it.
fn otherwise(dice: &mut Dice, inventory: &Inventory) -> Inventory {
    let mut other = inventory.clone();
    let one_of = |dice: &mut Dice, n: usize| {
        usize::try_from(dice.range(0, i64::try_from(n).unwrap() - 1)).unwrap()
    };
    let days = Days::new(u64::try_from(dice.range(1, 200)).unwrap());
    match dice.range(0, 4) {
        0 if !other.contracts.is_empty() => {
            let at = one_of(dice, other.contracts.len());
            other.contracts[at].ends = other.contracts[at].ends + days;
        }
        1 if !other.rounds.is_empty() => {
            let at = one_of(dice, other.rounds.len());
            for cost in &mut other.rounds[at].costs {
                cost.yen.high *= 2;
            }
        }
        2 if !other.rounds.is_empty() => {
            let at = one_of(dice, other.rounds.len());
            let round = &mut other.rounds[at];
            round.available = Some(round.available.unwrap_or(inventory.as_of) + days);
        }
        3 if !other.deadlines.is_empty() => {
            let at = one_of(dice, other.deadlines.len());
            other.deadlines[at].date = other.deadlines[at].date - days;
        }
        _ => other.horizon.1 = other.horizon.1 + days,
    }
    other
}

#[test]
fn what_is_taken_over_changes_no_byte() {
    let mut compared = 0;
    for seed in 0..cases(30) {
        let mut dice = Dice::new(seed);
        let spec = match seed % 3 {
            2 => wild::spec(6_000_000 + seed, random::ANY),
            _ => random::spec(6_000_000 + seed, random::ANY),
        };
        let Ok((inventory, sources)) = checked(&spec.plain()) else {
            continue;
        };
        let (first, near) = make_first(&inventory, &sources, EFFORT);
        assert_eq!(first, make_quietly(&inventory, &sources, EFFORT));
        assert_eq!(first, make_near(&inventory, &sources, EFFORT, &near));
        for _ in 0..2 {
            let other = otherwise(&mut dice, &inventory);
            let cold = make_quietly(&other, &sources, EFFORT);
            let warm = make_near(&other, &sources, EFFORT, &near);
            assert_eq!(warm.to_json(), cold.to_json(), "seed {seed}");
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}
