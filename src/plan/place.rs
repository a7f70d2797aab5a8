//! One move of the search: the best ▲ (and ★) of one system's move, everything else as it is.

mod room;
mod trial;

use super::axis::{Day, NEVER};
use super::levels::{Levels, Rank};
use super::model::{Candidate, Model, SignDay};
use super::state::{State, Which, ratio};
use room::Room;
use trial::TrialValue;

/// Looking at what a provider has to do counts as so many days tried: it takes as long.
const A_LOOK: u64 = 64;

/// Which ▲ to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// The best of all days.
    Best,
    /// The first day that is allowed.
    First,
    /// This day, if it is allowed.
    On(Day),
    /// The last day of those with the least gap and lateness.
    Last,
    /// The best day not after this one.
    Until(Day),
}

/// A choice of ▲ and ★.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// What assignments that differ in this move are compared by.
    rank: Rank,
    pub(crate) candidate: usize,
    pub(crate) sign: Option<SignDay>,
    /// Another round's work or ▲ kept it from some day.
    pub(crate) contested: bool,
}

/// The move that is being tried: what it may not collide with.
struct Attempt<'s, 'm> {
    state: &'s State,
    model: &'s Model<'m>,
    i: usize,
    which: Which,
    round: usize,
    /// ▲ of the systems that share the round.
    others: Vec<Day>,
    /// First day of the others' work.
    others_from: Day,
    room: Option<Room<'s>>,
    /// Greatest load of everything else.
    elsewhere: u64,
    /// The month that was counted last, and its ▲ without the one that is tried.
    month: std::cell::Cell<(Day, u32)>,
    /// Whether capacity has refused a day.
    contested: std::cell::Cell<bool>,
    /// The first ★ day not before a day, as last looked up.
    first_sign: std::cell::Cell<(Day, usize)>,
    /// Capacities are left out of account.
    unlimited: bool,
}

impl Attempt<'_, '_> {
    /// First and last ▲ of the round with this one.
    fn span(&self, c: &Candidate) -> (Day, Day) {
        let others = self.others.iter().copied();
        others.fold((c.day, c.day), |(a, b), d| (a.min(d), b.max(d)))
    }

    /// ★ days that capacity and product allow for this ▲, the earliest first; empty where none does.
    fn signs(&self, v_max: Day) -> &[SignDay] {
        let round = &self.model.rounds[self.round];
        let free = self
            .room
            .as_ref()
            .map_or(Day::MIN, |r| r.free_from(v_max - 1));
        let least = round.available.max(free);
        let (known, mut at) = self.first_sign.get();
        if known != least {
            at = round.signs.partition_point(|s| s.day < least);
            self.first_sign.set((least, at));
        }
        &round.signs[at..]
    }

    fn house_from(&self, c: &Candidate) -> Day {
        let starts = &self.model.rounds[self.round].house_start;
        starts
            .get(c.slot)
            .copied()
            .unwrap_or(c.day)
            .min(self.others_from)
    }

    /// Whether work before this ▲ finds its ★ and its room.
    fn possible(&self, c: &Candidate) -> bool {
        let round = &self.model.rounds[self.round];
        let (v_min, v_max) = self.span(c);
        if round.in_house {
            let free = self
                .room
                .as_ref()
                .map_or(Day::MIN, |r| r.free_from(v_max - 1));
            let from = self.house_from(c).max(self.model.as_of);
            if self.house_from(c) < round.available {
                return false;
            }
            if free > from {
                self.contested.set(true);
                return false;
            }
        } else {
            let mut signs = self.signs(v_max).iter().take_while(|s| s.ready <= v_min);
            if !signs.any(|s| s.until >= v_max - 1) {
                let full = self
                    .room
                    .as_ref()
                    .is_some_and(|r| r.free_from(v_max - 1) > self.model.as_of);
                self.contested.set(self.contested.get() || full);
                return false;
            }
        }
        let fits = |(used, capacity)| c.day < self.model.as_of || used <= capacity;
        let possible = self.unlimited || self.cutovers(c).is_none_or(fits);
        self.contested.set(self.contested.get() || !possible);
        possible
    }

    /// ▲ of the provider in the month of this one, and how many it can.
    fn cutovers(&self, c: &Candidate) -> Option<(u32, u32)> {
        let p = self.model.rounds[self.round].provider?;
        let units = self.model.rounds[self.round].units;
        let (from, to) = self.model.axis.month_of(c.day);
        let (month, mut used) = self.month.get();
        if month != from {
            used = self.state.cutovers[p]
                .range(from..=to)
                .map(|(_, n)| *n)
                .sum();
            // The round's own ▲ were taken out of the loads; each of their days counts once.
            let own: std::collections::BTreeSet<Day> = self
                .others
                .iter()
                .copied()
                .filter(|d| (from..=to).contains(d))
                .collect();
            used = used.saturating_add(units.saturating_mul(own.len() as u32));
            self.month.set((from, used));
        }
        if !self.others.contains(&c.day) {
            used = used.saturating_add(units);
        }
        Some((used, self.model.cutover_capacity(p, c.day)))
    }

    /// ★ and peak for this ▲.
    fn finish(&self, c: &Candidate) -> (Option<SignDay>, u64) {
        let (v_min, v_max) = self.span(c);
        let in_house = self.model.rounds[self.round].in_house;
        let (sign, peak) = match (&self.room, in_house) {
            (Some(room), true) => (
                None,
                self.elsewhere.max(room.peak(self.house_from(c), v_max - 1)),
            ),
            (None, true) => (None, self.elsewhere),
            (Some(room), false) => {
                let most = self.state.early;
                match room.choose_sign(self.elsewhere, self.signs(v_max), (v_min, v_max), most) {
                    Some((sign, peak)) => (Some(sign), peak),
                    None => (None, u64::MAX),
                }
            }
            (None, false) => {
                let fits = |s: &&SignDay| s.ready <= v_min && s.until >= v_max - 1;
                (self.signs(v_max).iter().find(fits).copied(), self.elsewhere)
            }
        };
        match self.cutovers(c) {
            Some((used, capacity)) if c.day >= self.model.as_of => {
                (sign, peak.max(ratio(used, capacity)))
            }
            _ => (sign, peak),
        }
    }
}

impl State {
    /// The ▲ for `which` of system `i`, with everything else as it is; the system's own ▲ must be
    /// out of the state. `None`: no day is allowed.
    pub(crate) fn best(
        &mut self,
        model: &Model,
        i: usize,
        which: Which,
        pick: Pick,
        steps: &mut u64,
    ) -> Option<Choice> {
        let route = model.systems[i].routes[self.route[i]];
        let round = match which {
            Which::Bridge => route.bridge_round?,
            Which::Standard => route.target_round,
        };
        if self.candidates(model, i, which, round, pick).is_empty() {
            return None;
        }
        *steps += A_LOOK;
        // The rest of a shared round stays where it is.
        self.take(model, round);
        let elsewhere = self.peak(model);
        let source = &model.rounds[round];
        let attempt = Attempt {
            state: self,
            model,
            i,
            which,
            round,
            others: self.cutovers_of(model, round).map(|(_, c)| c.day).collect(),
            others_from: self.work_days(model, round).map_or(NEVER, |(from, _)| from),
            room: source
                .provider
                .map(|p| Room::new(self, model, p, source.units)),
            elsewhere,
            month: std::cell::Cell::new((Day::MIN, 0)),
            contested: std::cell::Cell::new(false),
            first_sign: std::cell::Cell::new((Day::MIN + 1, 0)),
            unlimited: self.unlimited,
        };
        let best = attempt.best(pick, steps);
        self.put(model, round);
        best
    }

    /// Candidates between the system's other move, its links and what has happened.
    fn candidates(
        &self,
        model: &Model,
        i: usize,
        which: Which,
        round: usize,
        pick: Pick,
    ) -> std::ops::Range<usize> {
        let all = &model.systems[i].candidates;
        let round = &model.rounds[round];
        let (mut least, mut most) = self.bounds(model, i, which);
        let asked = model.systems[i].asked.windows[usize::from(which == Which::Standard)];
        (least, most) = (least.max(asked.0), most.min(asked.1));
        match round.done.iter().find(|d| d.0 == i) {
            Some((_, done)) => {
                least = least.max(*done);
                most = most.min(*done);
            }
            None => least = least.max(round.first_cutover).max(model.as_of),
        }
        match pick {
            Pick::On(d) => {
                least = least.max(d);
                most = most.min(d);
            }
            Pick::Until(d) => most = most.min(d),
            Pick::Best | Pick::First | Pick::Last => {}
        }
        // No ▲ before the first ★ is worked off.
        if !round.in_house && round.done.is_empty() {
            least = least.max(round.signs.first().map_or(NEVER, |s| s.ready));
        }
        let from = all.partition_point(|c| c.day < least);
        from..all.partition_point(|c| c.day <= most).max(from)
    }

    /// ▲ must lie between these days because of the system's other move and of links.
    fn bounds(&self, model: &Model, i: usize, which: Which) -> (Day, Day) {
        let system = &model.systems[i];
        let (mut least, mut most) = (Day::MIN, NEVER);
        match which {
            Which::Bridge => {
                if let Some(c) = self.candidate(model, i, Which::Standard) {
                    most = most.min(c.day - 1);
                }
            }
            Which::Standard => {
                if let Some(c) = self.candidate(model, i, Which::Bridge) {
                    least = least.max(c.day + 1);
                }
                let of = |j: &usize| self.candidate(model, *j, Which::Standard).map(|c| c.day);
                least = system.before.iter().filter_map(of).fold(least, Day::max);
                most = system.after.iter().filter_map(of).fold(most, Day::min);
                for day in system.together.iter().filter_map(of) {
                    least = least.max(day);
                    most = most.min(day);
                }
            }
        }
        (least, most)
    }

    /// Takes a choice over.
    pub(crate) fn accept(&mut self, model: &Model, i: usize, which: Which, choice: &Choice) {
        let route = model.systems[i].routes[self.route[i]];
        let round = match which {
            Which::Bridge => route.bridge_round.unwrap_or(route.target_round),
            Which::Standard => route.target_round,
        };
        self.take(model, round);
        match which {
            Which::Bridge => self.bridge[i] = Some(choice.candidate),
            Which::Standard => self.standard[i] = Some(choice.candidate),
        }
        if choice.sign.is_some() {
            self.sign[round] = choice.sign;
        }
        self.put(model, round);
        self.refresh(model, i);
    }

    /// Takes a system's move out again.
    pub(crate) fn remove(&mut self, model: &Model, i: usize, which: Which) {
        let Some(route) = model.systems[i].routes.get(self.route[i]).copied() else {
            return;
        };
        let round = match which {
            Which::Bridge => match route.bridge_round {
                Some(round) => round,
                None => return,
            },
            Which::Standard => route.target_round,
        };
        self.take(model, round);
        match which {
            Which::Bridge => self.bridge[i] = None,
            Which::Standard => self.standard[i] = None,
        }
        self.put(model, round);
        self.refresh(model, i);
    }
}

impl Attempt<'_, '_> {
    fn best(&self, pick: Pick, steps: &mut u64) -> Option<Choice> {
        let (state, model, i) = (self.state, self.model, self.i);
        let route = model.systems[i].routes[state.route[i]];
        let round = &model.rounds[self.round];
        let other = match self.which {
            Which::Bridge => state.candidate(model, i, Which::Standard),
            Which::Standard => state.candidate(model, i, Which::Bridge),
        };
        let others_slot = state.first_slot(model, self.round);
        let bridge_slot = route.bridge_round.and_then(|r| state.first_slot(model, r));
        let mut trial = TrialValue::new(state, model, i);
        let alone = model.systems[i].sharers.is_empty();
        let at = &model.at;
        let placed = match self.which {
            Which::Bridge => (None, other),
            Which::Standard => (other, None),
        };
        let stays = model.stays(i, state.route[i], placed);
        let floor = model.floor(i, state.route[i], self.which, placed, bridge_slot);
        // What is known before ★ and the load are, and of it what is known before any yen is counted.
        let sure = at.before_peak.min(at.signs);
        let unpaid = sure.min(at.yen);
        // The least levels so far, the days that have them, and what of these is known unpaid.
        let mut least: Option<(Levels, Levels)> = None;
        let mut ties: Vec<(usize, Levels)> = Vec::new();
        for index in state.candidates(model, i, self.which, self.round, pick) {
            let c = &model.systems[i].candidates[index];
            // What a later ▲ loses at least only grows from day to day.
            if alone
                && pick != Pick::Last
                && let Some((_, best)) = &least
                && *best < model.lost_at_least(&floor, c.day).first(unpaid)
            {
                break;
            }
            if !self.possible(c) {
                continue;
            }
            *steps += 1;
            let first = match self.which {
                Which::Bridge if round.one_term => Some(others_slot.unwrap_or(c.slot).min(c.slot)),
                Which::Bridge => None,
                Which::Standard => bridge_slot,
            };
            let moves = match self.which {
                Which::Bridge => (Some(c), other),
                Which::Standard => (other, Some(c)),
            };
            let mut local = model.local_where(i, state.route[i], moves, first, &stays);
            // A standard that is not placed yet is taken to follow when the bridge ends.
            if self.which == Which::Bridge && other.is_none() {
                local.levels.set(at.gap, model.present_gap(&local));
            }
            let day = i64::from(c.day);
            let own = local.levels.with(at.cutovers, day).first(unpaid);
            // Days that are worse before any yen is counted need no counting.
            if alone && least.is_some_and(|(_, best)| best < own) {
                continue;
            }
            let moved = first.filter(|_| self.which == Which::Bridge);
            let levels = match pick {
                Pick::Last => at.days_lost(local.levels),
                _ => trial
                    .levels(&local, moved, self.round)
                    .with(at.cutovers, day),
            };
            let sums = levels;
            let levels = levels.first(sure);
            match &least {
                Some((best, _)) if *best < levels => continue,
                Some((best, _)) if *best == levels && pick == Pick::Last => ties.clear(),
                Some((best, _)) if *best == levels => {}
                _ => {
                    least = Some((levels, own));
                    ties.clear();
                }
            }
            ties.push((index, sums));
            if pick == Pick::First {
                break;
            }
        }
        let mut best: Option<Choice> = None;
        for (index, levels) in ties {
            let c = &model.systems[i].candidates[index];
            let (sign, peak) = self.finish(c);
            let peak = if self.state.filling { 0 } else { peak };
            let signed = sign.map_or(0, |s| i64::from(s.day));
            let rank = at.rank(levels.with(at.signs, signed), peak);
            if best.is_none_or(|b| rank < b.rank) {
                best = Some(Choice {
                    rank,
                    candidate: index,
                    sign,
                    contested: self.contested.get(),
                });
            }
            // The days are in order, and no peak is below what the others have: none is better.
            let later_is_worse =
                sure != at.signs && (at.cutovers == sure || at.signs > at.cutovers);
            if self.state.filling || peak <= self.elsewhere && later_is_worse {
                break;
            }
        }
        best
    }
}
