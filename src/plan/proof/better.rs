//! From a first plan to a better one and to a better bound: in few nodes, close by, by prices, in many
//! nodes, in other orders.

use super::Work;
use crate::plan::branch::{Guide, Limits};
use crate::plan::levels::Levels;
use crate::plan::search::{guided, improve, rearranged, search};
use crate::plan::watch::Watch;

/// Steps in which branch and bound is tried before anything else.
const FEW_STEPS: u64 = 2_000_000;

/// A plan is near what is proved where it costs no more than this part of it more.
const NEAR: i64 = 100;

/// The part of the effort that goes into looking for prices.
const STEPS_FOR_PRICES: u64 = 16;

impl Work<'_> {
    /// Whether nothing is left to be done, or the user has asked for the end.
    fn ended(&self) -> bool {
        self.settled() || self.model.watch.is_some_and(Watch::is_asked)
    }

    /// Looks for something better and for a better bound: in few nodes, close by, by prices, in many
    /// nodes, by other orders.
    pub(super) fn better(&mut self) {
        let most = if self.brief { u64::MAX } else { FEW_STEPS };
        let few = Limits {
            steps: self.effort.steps.min(most),
            ..self.limits()
        };
        self.bounded(few);
        if self.brief || self.ended() {
            return;
        }
        if let Some((_, state)) = self.best.clone() {
            let least = self.bound;
            let (alone, own) = (&self.alone, &self.hints);
            self.keep(improve(self.model, self.effort, alone, own, least, state));
        }
        if !self.effort.is_quick() {
            self.raise_often();
        }
        if self.effort.steps > FEW_STEPS {
            self.bounded(Limits {
                steps: self.effort.steps / 4,
                ..self.limits()
            });
        }
        if !self.ended() {
            let before = self.worth();
            self.keep(search(self.model, self.effort, &self.alone, &self.hints));
            if self.worth() != before && !self.effort.is_quick() {
                self.raise_often();
            }
        }
    }

    /// Raises the bound as long as that leads to better plans, from which other prices follow.
    fn raise_often(&mut self) {
        let most = self.steps + self.effort.steps / 4;
        loop {
            let before = self.worth();
            let guides = self.raise();
            self.follow(guides, most);
            if self.ended() || self.worth() == before {
                return;
            }
            if self.steps >= most {
                break;
            }
        }
        self.raise();
    }

    /// What the best plan is worth.
    fn worth(&self) -> Option<Levels> {
        self.best.as_ref().map(|(value, _)| *value)
    }

    /// Branch and bound from the best plan on.
    fn bounded(&mut self, limits: Limits) {
        if self.best.is_none() || self.ended() {
            return;
        }
        let known = self.best.as_ref().map(|(value, _)| *value);
        let found = self.run(known, limits);
        self.best = found.state.or(self.best.take());
        // What was proved before still holds.
        self.bound = found.bound.max(self.bound);
    }

    /// Raises the bound by prices of what vendors and teams have too little of; what systems choose at
    /// these prices.
    fn raise(&mut self) -> Vec<Guide> {
        let (Some(bound), Some(best)) = (self.bound, self.worth()) else {
            return Vec::new();
        };
        if self.ended() {
            return Vec::new();
        }
        let most = self.effort.steps / STEPS_FOR_PRICES;
        let (hints, mut left) = (self.hints.clone(), most);
        let (raised, guides) = self.problem().raised(bound, &hints, best, &mut left);
        self.bound = Some(raised);
        self.steps += most - left;
        guides
    }

    /// Looks for plans close to what systems choose at good prices, until one is better or so many steps
    /// are spent in all.
    fn follow(&mut self, guides: Vec<Guide>, until: u64) {
        if guides.is_empty() || self.ended() {
            return;
        }
        let before = self.worth();
        let (states, steps) = guided(self.model, self.effort, &self.alone, &guides);
        self.steps += steps;
        for (tried, state) in states.into_iter().enumerate() {
            let more = self.steps < until && self.far();
            if self.ended() || self.worth() != before || tried > 0 && !more {
                break;
            }
            let (alone, own) = (&self.alone, &self.hints);
            self.keep(rearranged(
                self.model,
                self.effort,
                alone,
                own,
                self.bound,
                state,
            ));
        }
    }

    /// Whether the plan is far from what is proved: there is more to be found.
    fn far(&self) -> bool {
        let (Some(bound), Some(best)) = (self.bound, self.worth()) else {
            return false;
        };
        let yen = self.model.at.yen;
        let more = best.get(yen).saturating_sub(bound.get(yen));
        let near = more <= best.get(yen) / NEAR;
        best.first(yen) != bound.first(yen) || !near
    }
}
