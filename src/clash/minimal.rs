//! The smallest set of facts that cannot all hold, and the proof that it is smallest.
//!
//! A set is found by deletion: one fact after another is relaxed (many at once, as long as that
//! works), and stays relaxed where there still is no sound plan. What cannot be relaxed is a member.

use super::facts::{About, Candidate};
use crate::inventory::{Inventory, SystemIx};
use crate::plan::{Aim, Effort, Plan, Status, Trial, Wish, make_as_wished, make_quietly, trial};
use crate::source::Sources;

/// What is tried, and on what.
pub(super) struct Scene<'a> {
    pub(super) inventory: &'a Inventory,
    /// The same without prices: trials ask nothing of cost.
    pub(super) free: &'a Inventory,
    pub(super) sources: &'a Sources,
    pub(super) candidates: &'a [Candidate],
    pub(super) wish: Option<&'a Wish>,
    pub(super) aim: Aim,
    pub(super) effort: Effort,
}

/// A set that clashes.
#[derive(Clone, Debug)]
pub(super) struct Set {
    /// Indices of candidates.
    pub(super) members: Vec<usize>,
    /// With these alone in force there is no sound plan: proved.
    pub(super) enough: bool,
    /// Without any one of them there is one: shown by a verified plan each.
    pub(super) smallest: bool,
}

impl Scene<'_> {
    /// An inventory with the facts that are not in force relaxed.
    fn with(&self, inventory: &Inventory, in_force: &[bool]) -> Inventory {
        let mut inventory = inventory.clone();
        let relaxed = self.candidates.iter().zip(in_force);
        for (candidate, _) in relaxed.filter(|(_, in_force)| !**in_force) {
            candidate.about.relax(&mut inventory);
        }
        inventory
    }

    pub(super) fn trial(&self, in_force: &[bool]) -> Trial {
        self.trial_of(&self.with(self.free, in_force))
    }

    /// Whether an inventory of the same systems, without prices, has a sound plan.
    pub(super) fn trial_of(&self, inventory: &Inventory) -> Trial {
        let systems: Vec<SystemIx> = (0..inventory.systems.len()).map(SystemIx).collect();
        trial(inventory, &systems, self.wish, self.aim, self.effort)
    }

    /// A verified plan of an inventory of the same systems; `None`: none that is sound was found.
    pub(super) fn plan_of(&self, inventory: &Inventory, sources: &Sources) -> Option<Plan> {
        let plan = match self.wish {
            Some(wish) => make_as_wished(inventory, sources, self.effort, wish)?,
            None => make_quietly(inventory, sources, self.effort),
        };
        let status = plan.outcome.status;
        let there = matches!(status, Status::Optimal | Status::Feasible)
            || (status == Status::Infeasible && self.aim != Aim::Sound);
        let sound = self.aim.holds(&plan.outcome.objective);
        (there && sound).then_some(plan)
    }

    /// Facts in force that clash, none of which can be left out as far as trials show; `None`: what
    /// is in force is not known to clash.
    pub(super) fn members(&self, in_force: &mut [bool]) -> Option<Vec<usize>> {
        if self.trial(in_force) != Trial::Impossible {
            return None;
        }
        let open: Vec<usize> = (0..in_force.len()).filter(|c| in_force[*c]).collect();
        self.reduce(&open, in_force);
        Some((0..in_force.len()).filter(|c| in_force[*c]).collect())
    }

    /// A smallest set within the facts that are in force; `None` where they are not known to clash.
    pub(super) fn smallest(&self, mut in_force: Vec<bool>) -> Option<Set> {
        let members = self.members(&mut in_force)?;
        let enough = self.trial(&in_force) == Trial::Impossible;
        let without = |member: &usize| {
            let mut fewer = in_force.clone();
            fewer[*member] = false;
            self.plan_of(&self.with(self.inventory, &fewer), self.sources)
                .is_some()
        };
        let smallest = enough && members.iter().all(without);
        Some(Set {
            members,
            enough,
            smallest,
        })
    }

    /// Relaxes as many of these as can be without a sound plan.
    fn reduce(&self, some: &[usize], in_force: &mut [bool]) {
        if some.is_empty() {
            return;
        }
        some.iter().for_each(|c| in_force[*c] = false);
        if self.trial(in_force) == Trial::Impossible {
            return;
        }
        some.iter().for_each(|c| in_force[*c] = true);
        if some.len() > 1 {
            let (first, second) = some.split_at(some.len() / 2);
            self.reduce(first, in_force);
            self.reduce(second, in_force);
        }
    }

    /// What a member is about.
    pub(super) fn about(&self, member: usize) -> &About {
        &self.candidates[member].about
    }
}
