//! What the tests of proofs begin with.

use super::clauses::Clauses;
use super::{Limits, Problem};
use crate::calendar::Date;
use crate::diag::Sink;
use crate::dice::Dice;
use crate::inventory::{Files, Inventory, load};
use crate::plan::levels::Levels;
use crate::plan::model::Model;
use crate::plan::options::Choice;
use crate::plan::state::{FULL, State};
use crate::source::Sources;

/// Effort enough for what the tests prove.
pub(super) const LIMITS: Limits = Limits {
    nodes: 10_000,
    steps: 40_000_000,
    load: FULL,
    levels: None,
    any: false,
    unless_queued: false,
};

/// An inventory by itself, as of 2021-08-03.
pub(super) fn read(text: &str) -> Inventory {
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", text),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let as_of = Date::from_ymd_opt(2021, 8, 3).unwrap();
    let mut sink = Sink::new();
    let inventory = load(&mut sources, &files, as_of, &mut sink);
    inventory.unwrap_or_else(|| panic!("{:?}", sink))
}

/// The shipped inventory.
pub(super) fn shipped() -> Inventory {
    read(include_str!("../../../systems.toml"))
}

/// A city whose systems share a server, a round and a vendor's only crew, with links of every kind.
pub(super) const TIED: &str = r#"
[municipality]
name = "試験市"
kind = "city"
[horizon]
from = 2021-07-01
to = 2027-03-31
[[vendor]]
id = "v"
builds = 1
cutovers-per-month = 1
[[hardware]]
id = "server"
platform = "own"
expires = 2024-03-31
price = { month = 755_160 }
extend = { by = "6M", at-most = 4, price = { month = 1_132_740 } }
[[contract]]
id = "a"
ends = 2023-12-31
price = { month = 1_000_000 }
extend = { by = "3M", at-most = 10, price = { month = 1_300_000 } }
[[contract]]
id = "b"
ends = 2024-03-31
price = { month = 1_500_000 }
extend = { by = "6M", at-most = 5, price = { month = 1_700_000 } }
[[contract]]
id = "c"
ends = 2024-06-30
price = { month = 800_000 }
extend = { by = "6M", at-most = 5 }
[[system]]
id = "a"
name = "あ"
contract = "a"
hardware = "server"
bridges = ["extend"]
[[system]]
id = "b"
name = "い"
contract = "b"
hardware = "server"
bridges = ["none", "extend"]
after = ["a"]
[[system]]
id = "c"
name = "う"
contract = "c"
bridges = ["none", "extend"]
after = [{ system = "a", link = "soft", interface = { month = 377_580 } }]
[[procurement]]
id = "ab"
systems = ["a", "b"]
stage = "standard"
vendor = "v"
work = "10M"
cost = [{ per = "once", yen = 9_000_000 }, { per = "month", yen = 1_132_740 }]
[[procurement]]
id = "c"
systems = ["c"]
stage = "standard"
vendor = "v"
work = "11M"
cost = [{ per = "once", yen = 5_000_000 }, { per = "month", yen = 755_160 }]
[[deadline]]
id = "standard"
date = 2026-03-31
"#;

pub(super) fn inventories() -> Vec<Inventory> {
    vec![
        read(&TIED.replace("after = [{", "# after = [{")),
        shipped(),
        read(include_str!(
            "../../../tests/cases/shared-contract/systems.toml"
        )),
    ]
}

/// Each part with the true worth of its best plan, found without prices.
pub(super) fn each(
    inventory: &Inventory,
    mut test: impl FnMut(&mut Problem, &[Option<Choice>], Levels),
) {
    let whole = Model::new(inventory);
    for group in whole.groups() {
        let part = whole.part(group);
        let mut problem = Problem::new(&part.model);
        let found = problem.solve(None, LIMITS);
        let (best, _) = found.state.unwrap();
        // The days of ★ are decided after the tree.
        let signs = problem.model.at.signs;
        let bound = found.bound.map(|b| b.first(signs));
        assert_eq!(bound, Some(best.first(signs)), "the tree does not end");
        let alone = problem.alone(&mut 0);
        test(&mut problem, &alone, best);
    }
}

/// So many yen may a plan put together by chance cost more than the best one.
pub(super) const DEARER: i64 = 400_000_000;

/// So many tries to put a plan together by chance, of choices that prices of yen leave: those that are
/// plans, dearer than the best one and as good on the levels before, with what they are worth.
pub(super) fn by_chance(
    problem: &mut Problem,
    alone: &[Option<Choice>],
    best: Levels,
    (tries, dice): (usize, &mut Dice),
    mut test: impl FnMut(&Problem, &[Choice], (Levels, &State)),
) {
    let yen = problem.model.at.yen;
    let bound = problem.bound(alone).unwrap();
    problem.raised(bound, alone, best.with(yen, DEARER), &mut 2_000_000);
    if problem.open() != Some(yen) {
        return;
    }
    let priced = problem.priced.as_ref().unwrap();
    let clauses = Clauses::new(problem, priced, &[], best.get(yen) + DEARER).unwrap();
    for _ in 0..tries {
        let choices = clauses.some(problem, |most| dice.below(most)).unwrap();
        let Some(state) = problem.assigned(&choices) else {
            continue;
        };
        let worth = state.worth(problem.model);
        if worth.first(yen) == best.first(yen) && worth.get(yen) > best.get(yen) {
            test(problem, &choices, (worth, &state));
        }
    }
}
