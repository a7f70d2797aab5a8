//! Moves of several systems at once, where moving one alone is held by another.

use super::{Placement, Search, Start};
use crate::plan::axis::Day;
use crate::plan::place::Pick;
use crate::plan::state::{State, Which};

impl Search<'_> {
    /// Systems that go live together with `i` move together: the common day that is best.
    pub(super) fn align(&mut self, state: &mut State, i: usize) -> bool {
        let members = self.together(i);
        if members.len() < 2 || members.iter().any(|m| state.local[*m].is_none()) {
            return false;
        }
        // Once for the group.
        if members[0] != i && state.standard.iter().all(Option::is_some) {
            return false;
        }
        self.move_all(state, &members, Day::MIN)
    }

    /// A system and those that must not go before it, moved to the same day together, where moving
    /// one alone is held by the other.
    pub(super) fn follow(&mut self, state: &mut State, i: usize) -> bool {
        let model = self.model;
        let day = |s: &State, j: usize| s.candidate(model, j, Which::Standard).map(|c| c.day);
        let mine = day(state, i);
        let mut members = vec![i];
        members.extend(
            model.systems[i]
                .after
                .iter()
                .filter(|j| day(state, **j) == mine),
        );
        if members.len() < 2 || mine.is_none() {
            return false;
        }
        // Alone it may go earlier; only later it is held.
        self.move_all(state, &members, mine.unwrap_or(Day::MIN) + 1)
    }

    fn move_all(&mut self, state: &mut State, members: &[usize], from: Day) -> bool {
        let model = self.model;
        let old: Vec<Placement> = members.iter().map(|m| self.placement(state, *m)).collect();
        let mut best = (self.worth(state, members), old.clone());
        let days = model.systems[members[0]].candidates.iter().map(|c| c.day);
        let now = members
            .iter()
            .filter_map(|m| state.candidate(model, *m, Which::Standard));
        // A year beyond where they stand: what is later only costs lateness or cover.
        let most = now.map(|c| c.day + 366).max().unwrap_or(Day::MAX);
        let days: Vec<Day> = days.filter(|d| (from..=most).contains(d)).collect();
        for d in days {
            if self.spent() {
                break;
            }
            members
                .iter()
                .for_each(|m| state.remove(model, *m, Which::Standard));
            let placed = members.iter().all(|m| {
                let choice = state.best(model, *m, Which::Standard, Pick::On(d), &mut self.steps);
                if let Some(choice) = &choice {
                    state.accept(model, *m, Which::Standard, choice);
                }
                choice.is_some()
            });
            if placed {
                let worth = self.worth(state, members);
                if worth < best.0 {
                    best = (
                        worth,
                        members.iter().map(|m| self.placement(state, *m)).collect(),
                    );
                }
            }
        }
        members
            .iter()
            .for_each(|m| state.remove(model, *m, Which::Standard));
        for (m, placement) in members.iter().zip(&best.1) {
            self.restore(state, *m, placement);
        }
        best.1 != old
    }

    /// Two systems that compete for one provider, taken out and put back in either order and, where
    /// both have a bridge, within each number of steps of its extension.
    pub(super) fn swap(&mut self, state: &mut State, i: usize, j: usize, all_routes: bool) -> bool {
        let pair = [i, j];
        let old = pair.map(|m| self.placement(state, m));
        let mut best = (self.worth(state, &pair), old.clone());
        let starts =
            std::iter::once(Start::Best).chain((0..self.steps_of(state, &pair)).map(Start::Steps));
        for (start, order) in starts.flat_map(|s| [(s, [i, j]), (s, [j, i])]) {
            self.take_out(state, &pair);
            for m in order {
                if all_routes && start == Start::Best {
                    self.place(state, m, true);
                } else {
                    self.place_on_route(state, m, start);
                }
            }
            if matches!(start, Start::Steps(_)) {
                // Some do not reach the standard within so few steps.
                if order.iter().any(|m| state.standard[*m].is_none()) {
                    continue;
                }
                order.iter().for_each(|m| self.alternate(state, *m));
            }
            let worth = self.worth(state, &pair);
            if worth < best.0 {
                best = (worth, pair.map(|m| self.placement(state, m)));
            }
        }
        self.take_out(state, &pair);
        for (m, placement) in pair.iter().zip(&best.1) {
            self.restore(state, *m, placement);
        }
        best.1 != old
    }

    pub(super) fn take_out(&self, state: &mut State, members: &[usize]) {
        for m in members {
            state.remove(self.model, *m, Which::Bridge);
            state.remove(self.model, *m, Which::Standard);
        }
    }

    /// Numbers of extension steps to try for bridges that all of these systems have.
    pub(super) fn steps_of(&self, state: &State, members: &[usize]) -> usize {
        let of = |m: &usize| {
            let round = self.model.systems[*m].routes[state.route[*m]].bridge_round?;
            self.model.rounds[round].ends.iter().map(Vec::len).max()
        };
        members
            .iter()
            .map(|m| of(m).unwrap_or(0))
            .min()
            .unwrap_or(0)
            .min(4)
    }

    /// Whether two systems' rounds share a provider.
    pub(super) fn compete(&self, i: usize, j: usize) -> bool {
        let providers = |s: usize| {
            let rounds = self.model.systems[s].rounds.iter();
            rounds
                .filter_map(|r| self.model.rounds[*r].provider)
                .collect::<Vec<_>>()
        };
        let mine = providers(i);
        providers(j).iter().any(|p| mine.contains(p))
    }
}
