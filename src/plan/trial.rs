//! One question about some systems that share nothing with the others: can all be well with them?
//!
//! A trial answers yes, no (proved) or neither. It says nothing of cost, and what it finds is not
//! verified: who claims something shows a whole plan.

use super::branch::{Limits, Problem};
use super::evaluate::Levels;
use super::model::Model;
use super::search::{Effort, unplaced};
use super::wish::Wish;
use crate::inventory::{Inventory, SystemIx};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Every system has a ▲ of the standard.
    Placed,
    /// And there is no gap, and no hard deadline is missed.
    Sound,
}

/// What is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// A plan was found.
    Possible,
    /// There is none.
    Impossible,
    /// Neither was shown within the effort.
    Open,
}

/// More systems that hang together than this are not looked into.
pub const MOST_TOGETHER: usize = 200;

/// Nodes for a first, cheap look.
const FEW_NODES: u64 = 200;

/// The systems by what they share, each list with all that bears on its days.
pub fn together(inventory: &Inventory) -> Vec<Vec<SystemIx>> {
    let groups = Model::new(inventory).groups();
    let named = |group: Vec<usize>| group.into_iter().map(SystemIx).collect();
    groups.into_iter().map(named).collect()
}

/// Whether some systems, which share nothing with the others, can have what is asked for.
pub fn trial(
    inventory: &Inventory,
    systems: &[SystemIx],
    wish: Option<&Wish>,
    aim: Aim,
    effort: Effort,
) -> Trial {
    if systems.len() > MOST_TOGETHER {
        return Trial::Open;
    }
    let mut model = Model::new(inventory);
    if let Some(wish) = wish {
        model.ask(wish);
    }
    let part = model.part(systems.iter().map(|s| s.0).collect());
    let worst = Levels {
        gap: 0,
        hard: 0,
        late: i64::MAX,
        yen: i64::MAX,
    };
    let levels = (aim == Aim::Sound).then_some(worst);
    let enough = |found: Levels| levels.is_none_or(|most| found <= most);
    let model = &part.model;
    let problem = Problem::new(model);
    let limits = Limits {
        nodes: FEW_NODES,
        steps: effort.steps,
        load: 1_000_000,
        levels,
        any: true,
    };
    let all = Limits {
        nodes: effort.steps / 1_000,
        any: false,
        ..limits
    };
    for limits in [limits, all] {
        let found = problem.solve(None, limits);
        if found.state.is_some_and(|(value, _)| enough(value.levels)) {
            return Trial::Possible;
        }
        if found.bound.is_none_or(|bound| !enough(bound.levels)) {
            return Trial::Impossible;
        }
    }
    let state = super::proof::decide(model, effort).state;
    if unplaced(model, &state) == 0 && enough(state.total(model)) {
        Trial::Possible
    } else {
        Trial::Open
    }
}
