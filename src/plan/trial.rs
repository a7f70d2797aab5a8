//! One question about some systems that share nothing with the others: can all be well with them?
//!
//! A trial answers yes, no (proved) or neither. It says nothing of cost, and what it finds is not
//! verified: who claims something shows a whole plan.

use super::Objective;
use super::branch::{Limits, Problem};
use super::levels::Levels;
use super::model::Model;
use super::search::{Effort, first, improve, unplaced};
use super::state::State;
use super::wish::Wish;
use crate::inventory::{Inventory, Order, SystemIx};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Every system has a ▲ of the standard.
    Placed,
    /// And there is no gap, and no hard deadline is missed.
    Sound,
    /// Or no more of either, and no more lateness, than this.
    NoWorse {
        /// Gap days.
        gap_days: i64,
        /// Days past hard deadlines.
        hard_late_days: i64,
        /// Weighted days past soft deadlines.
        late_days: i64,
    },
}

impl Aim {
    /// The most of gap, hard lateness and lateness that fulfils it.
    fn worst(self) -> Option<[i64; 3]> {
        match self {
            Aim::Placed => None,
            Aim::Sound => Some([0, 0, i64::MAX]),
            Aim::NoWorse {
                gap_days,
                hard_late_days,
                late_days,
            } => Some([gap_days, hard_late_days, late_days]),
        }
    }

    /// The worst levels that fulfil it.
    fn levels(self, model: &Model) -> Option<Levels> {
        let at = &model.at;
        let [gap, hard, late] = self.worst()?;
        let lost = Levels::default().with(at.gap, gap).with(at.hard, hard);
        Some(lost.with(at.late, late).with(at.yen, i64::MAX))
    }

    /// Whether a plan fulfils it, as far as its levels say.
    pub fn holds(self, found: &Objective) -> bool {
        self.worst().is_none_or(|most| {
            let levels = [found.gap_days, found.hard_late_days, found.late_days];
            levels <= most
        })
    }
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
    Trials::of(inventory).trial(systems, wish, aim, effort)
}

/// An inventory of which much is asked: its tables are made once.
pub struct Trials<'i>(Model<'i>);

impl<'i> Trials<'i> {
    /// The tables of an inventory.
    pub fn of(inventory: &'i Inventory) -> Trials<'i> {
        Trials(Model::in_order(inventory, &Order::default()))
    }

    /// As [`trial`].
    pub fn trial(
        &self,
        systems: &[SystemIx],
        wish: Option<&Wish>,
        aim: Aim,
        effort: Effort,
    ) -> Trial {
        if systems.len() > MOST_TOGETHER {
            return Trial::Open;
        }
        let mut part = self.0.part(systems.iter().map(|s| s.0).collect());
        if let Some(wish) = wish {
            let own = systems.iter().position(|s| *s == wish.system);
            let own = own.map_or(wish.system, SystemIx);
            part.model.ask(&Wish {
                system: own,
                ..wish.clone()
            });
        }
        decided(&part.model, aim, effort)
    }
}

fn decided(model: &Model, aim: Aim, effort: Effort) -> Trial {
    let at = &model.at;
    let levels = aim.levels(model);
    let enough = |found: Levels| levels.is_none_or(|most| at.kept(found) <= most);
    let problem = Problem::new(model);
    let few = Limits {
        nodes: FEW_NODES,
        steps: effort.steps,
        load: 1_000_000,
        levels,
        any: true,
        unless_queued: true,
    };
    let solved = |limits: Limits| {
        let found = problem.solve(None, limits);
        if found.state.is_some_and(|(value, _)| enough(value)) {
            return Trial::Possible;
        }
        let open = |bound: Option<Levels>| bound.is_some_and(enough);
        if open(found.bound) || open(problem.confirmed(found.bound, limits, found.nodes).0) {
            Trial::Open
        } else {
            Trial::Impossible
        }
    };
    let fulfils = |state: &State| unplaced(model, state) == 0 && enough(state.total(model));
    let known = solved(few);
    if known != Trial::Open {
        return known;
    }
    // A plan that is good enough is mostly found sooner than the best one is proved.
    let mut steps = 0;
    let hints = problem.alone(&mut steps);
    let alone: Vec<Option<Levels>> = hints
        .iter()
        .map(|choice| choice.map(|c| at.days_lost(c.value)))
        .collect();
    let quick = Effort {
        steps: effort.steps.min(Effort::QUICK.steps),
        passes: effort.passes.min(Effort::QUICK.passes),
    };
    let least = problem.bound(&hints);
    let (state, _) = first(model, quick, &alone, &hints, least);
    if fulfils(&state) {
        return Trial::Possible;
    }
    // Any plan will do: a longer search is begun only where a shorter one has found none.
    let most = effort.steps / STEPS_A_NODE;
    let mut nodes = FEW_NODES.min(most);
    loop {
        let known = solved(Limits {
            nodes,
            unless_queued: false,
            ..few
        });
        if known != Trial::Open {
            return known;
        }
        if nodes >= most {
            break;
        }
        nodes = nodes.saturating_mul(4).min(most);
    }
    let (state, _) = improve(model, quick, &alone, &[], least, state);
    if fulfils(&state) {
        Trial::Possible
    } else {
        Trial::Open
    }
}

/// Steps of the effort for which one node may be looked at.
const STEPS_A_NODE: u64 = 1_000;
