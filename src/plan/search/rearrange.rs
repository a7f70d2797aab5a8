//! Several systems taken out at once and put back in another order: what moves of one or two cannot
//! reach where a vendor or team is full.

use super::{Placement, Search, whole};
use crate::dice::Dice;
use crate::plan::axis::Day;
use crate::plan::levels::Levels;
use crate::plan::place::Pick;
use crate::plan::state::{State, Which};

/// Systems taken out at once.
const LEAST: usize = 2;
const MOST: usize = 7;

/// Tries without any gain, for each system, after which it is enough.
const PATIENCE: usize = 120;

/// One of so many tries begins with any system that is dearer than by itself, not with one in trouble.
const YEN_TOO: usize = 4;

impl Search<'_> {
    /// Goes on as long as something is in trouble, or dearer than it would be by itself, and orders are
    /// still found that are better.
    /// `least`: levels that no plan is below, where that is known.
    pub(super) fn rearrange(&mut self, state: &mut State, least: Option<Levels>, effort: u64) {
        let model = self.model;
        let n = model.systems.len();
        let until = self.steps.saturating_add(effort);
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let mut now = whole(model, state);
        let reached = |state: &State| {
            let kept = |levels| model.at.kept(levels);
            least.is_some_and(|least| kept(least) == kept(state.worth(model)))
        };
        let mut best = reached(state);
        let mut idle = 0;
        while idle < PATIENCE * n && self.steps < until && !self.spent() {
            if now.0 == 0 && best {
                return;
            }
            // Days come first, but what has none to win may still be cheaper.
            let mut first: Vec<usize> = (0..n).filter(|i| self.troubled(state, *i)).collect();
            if first.is_empty() || idle % YEN_TOO == YEN_TOO - 1 && !self.own.is_empty() {
                first = (0..n).filter(|i| self.dear(state, *i)).collect();
            }
            if first.is_empty() {
                return;
            }
            let mut members = self.neighbours(&first, &mut dice);
            let whole_round = self.in_one_round(state, members[0]);
            let on = self.common_day(state, &whole_round, &mut dice);
            members.retain(|m| !whole_round.contains(m));
            members.splice(0..0, whole_round);
            let old: Vec<Placement> = members.iter().map(|m| self.placement(state, *m)).collect();
            self.take_out(state, &members);
            state.filling = true;
            for m in &members {
                if !on.is_some_and(|(round, day)| self.put_on(state, *m, round, day)) {
                    self.put_back(state, *m);
                }
            }
            state.filling = false;
            let new = whole(model, state);
            idle += 1;
            if new <= now {
                if new < now {
                    (idle, best) = (0, reached(state));
                }
                now = new;
                continue;
            }
            self.take_out(state, &members);
            for (m, placement) in members.iter().zip(&old) {
                self.restore(state, *m, placement);
            }
        }
    }

    /// Whether a system is worth less than it would be alone, in what counts more than the peak.
    fn dear(&self, state: &State, i: usize) -> bool {
        let at = &self.model.at;
        let Some(own) = self.own.get(i) else {
            return false;
        };
        let value = at.kept(state.value(self.model, &[i]));
        own.is_none_or(|own| value > at.kept(own.value))
    }

    /// One system to begin with and some that stand in its way or wait for it, in any order.
    fn neighbours(&self, firsts: &[usize], dice: &mut Dice) -> Vec<usize> {
        let model = self.model;
        let first = firsts[dice.below(firsts.len())];
        let system = &model.systems[first];
        let mut near: Vec<usize> = (0..model.systems.len())
            .filter(|j| *j != first && self.compete(first, *j))
            .collect();
        near.extend(&system.before);
        near.extend(&system.after);
        near.extend(&system.together);
        near.sort_unstable();
        near.dedup();
        let many = LEAST + dice.below(MOST - LEAST + 1);
        let mut members = vec![first];
        while members.len() < many && !near.is_empty() {
            members.push(near.swap_remove(dice.below(near.len())));
        }
        for k in (1..members.len()).rev() {
            members.swap(k, dice.below(k + 1));
        }
        members
    }

    /// The systems that share the round of a system's standard, it among them; empty: no other does.
    fn in_one_round(&self, state: &State, i: usize) -> Vec<usize> {
        let model = self.model;
        let round = model.systems[i].routes[state.route[i]].target_round;
        let standard = |j: &usize| state.which(model, *j, round) == Some(Which::Standard);
        let all = model.rounds[round].systems.iter().copied();
        let all: Vec<usize> = all.filter(standard).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// Some day for all systems of a round, none later than their last; with the round.
    fn common_day(&self, state: &State, all: &[usize], dice: &mut Dice) -> Option<(usize, Day)> {
        let (model, first) = (self.model, *all.first()?);
        let round = model.systems[first].routes[state.route[first]].target_round;
        let day = |j: &usize| state.candidate(model, *j, Which::Standard).map(|c| c.day);
        let last = all.iter().filter_map(day).max()?;
        let days = &model.systems[first].candidates;
        let most = days.partition_point(|c| c.day <= last);
        let least = days.partition_point(|c| c.day < model.rounds[round].first_cutover);
        let at = least + dice.below(most.checked_sub(least)?);
        Some((round, days.get(at)?.day))
    }

    /// Puts the standard of a system on a day in a round, its bridge where that is best then; whether
    /// it is one of the round's, and there is room.
    fn put_on(&mut self, state: &mut State, i: usize, round: usize, day: Day) -> bool {
        let model = self.model;
        let route = &model.systems[i].routes[state.route[i]];
        if route.target_round != round {
            return false;
        }
        let on = Pick::On(day);
        let Some(choice) = state.best(model, i, Which::Standard, on, &mut self.steps) else {
            return false;
        };
        state.accept(model, i, Which::Standard, &choice);
        if route.bridge_round.is_none() || self.choose(state, i, Which::Bridge) {
            return true;
        }
        self.take_out(state, &[i]);
        false
    }

    /// Puts a system on the route and days that are best for it, everything else as it is.
    fn put_back(&mut self, state: &mut State, i: usize) {
        let mut best: Option<(super::Worth, Placement)> = None;
        let routes = super::allowed_routes(self.model, i);
        for route in routes.iter().copied() {
            self.take_out(state, &[i]);
            self.set_route(state, i, route);
            self.place_on_route(state, i, super::Start::Best);
            if routes.len() == 1 {
                return;
            }
            let worth = self.worth(state, &[i]);
            if best.as_ref().is_none_or(|(w, _)| worth < *w) {
                best = Some((worth, self.placement(state, i)));
            }
        }
        if let Some((_, placement)) = best {
            self.restore(state, i, &placement);
        }
    }
}
