//! One move of the search: the best ▲ (and ★) of one system's move, everything else as it is.

use super::axis::{Day, NEVER};
use super::evaluate::{Levels, Local};
use super::model::{Model, SignDay};
use super::state::{State, Which, ratio};

/// What two assignments that differ in one move are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) levels: Levels,
    pub(crate) peak: u64,
    pub(crate) cutover: i64,
    pub(crate) sign: i64,
}

/// Which ▲ to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// The best of all days.
    Best,
    /// The first day that is allowed.
    First,
    /// This day, if it is allowed.
    On(Day),
}

/// A choice of ▲ and ★.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    pub(crate) key: Key,
    pub(crate) candidate: usize,
    pub(crate) sign: Option<SignDay>,
}

/// Loads of one provider without the round that is being placed.
struct Room<'s> {
    load: &'s [u32],
    capacity: &'s [u32],
    units: u32,
    first: Day,
    /// For each day the last day on or before it that has no room; before as-of nothing counts.
    blocked: Vec<Day>,
}

impl Room<'_> {
    fn at(&self, d: Day) -> usize {
        ((d - self.first).max(0) as usize).min(self.load.len().saturating_sub(1))
    }

    /// Greatest load / capacity with the round on `from..=to`.
    fn peak(&self, from: Day, to: Day) -> u64 {
        if to < from {
            return 0;
        }
        let days = self.at(from)..=self.at(to);
        let pairs = self.load[days.clone()].iter().zip(&self.capacity[days]);
        pairs
            .map(|(l, c)| ratio(l.saturating_add(self.units), *c))
            .max()
            .unwrap_or(0)
    }

    /// The first day from which the round could run to `to` without passing `limit`, not before
    /// `least`; `from` is known to be such a day.
    fn earliest_under(&self, limit: u64, least: Day, from: Day) -> Day {
        let mut d = from;
        while d > least {
            let i = self.at(d - 1);
            if ratio(self.load[i].saturating_add(self.units), self.capacity[i]) > limit {
                break;
            }
            d -= 1;
        }
        d
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
        let system = &model.systems[i];
        let route = system.routes[self.route[i]];
        let round_ix = match which {
            Which::Bridge => route.bridge_round?,
            Which::Standard => route.target_round,
        };
        let round = &model.rounds[round_ix];
        let kept = self.local[i];
        // The rest of a shared round stays where it is.
        self.take(model, round_ix);
        let others: Vec<Day> = self
            .cutovers_of(model, round_ix)
            .map(|(_, c)| c.day)
            .collect();
        let (others_min, others_max) = (
            others.iter().copied().min().unwrap_or(NEVER),
            others.iter().copied().max().unwrap_or(Day::MIN),
        );
        let others_from = self
            .work_days(model, round_ix)
            .map_or(NEVER, |(from, _)| from);
        let peak_elsewhere = self.peak(model);
        let (least, most) = self.bounds(model, i, which);
        let fixed = round.done.iter().find(|d| d.0 == i).map(|d| d.1);
        let room = round.provider.map(|p| Room {
            load: &self.load[p],
            capacity: &model.builds[p],
            units: round.units,
            first: model.first,
            blocked: blocked(model, p, &self.load[p], round.units),
        });
        let cutover_days = round.provider.map(|p| (p, &self.cutovers[p]));

        let mut best: Option<Choice> = None;
        let other = match which {
            Which::Bridge => self.candidate(model, i, Which::Standard),
            Which::Standard => self.candidate(model, i, Which::Bridge),
        };
        let others_slot = self.first_slot(model, round_ix);
        let bridge_slot = route.bridge_round.and_then(|r| self.first_slot(model, r));
        let trial = TrialValue {
            state: self,
            model,
            i,
        };
        let all = &system.candidates;
        let (from, to) = match pick {
            Pick::On(d) => {
                let at = all.partition_point(|c| c.day < d);
                (
                    at,
                    all.len()
                        .min(at + usize::from(all.get(at).is_some_and(|c| c.day == d))),
                )
            }
            _ => (
                all.partition_point(|c| c.day < least),
                all.partition_point(|c| c.day <= most),
            ),
        };
        for (index, c) in all.iter().enumerate().take(to).skip(from) {
            match fixed {
                Some(done) if c.day != done => continue,
                Some(_) => {}
                None if c.day < round.first_cutover || c.day < model.as_of => continue,
                None => {}
            }
            if c.day < least || c.day > most {
                continue;
            }
            let (v_min, v_max) = (c.day.min(others_min), c.day.max(others_max));
            // The earliest and the latest ★ that capacity and work allow.
            let (sign, from) = if round.in_house {
                let from = round.house_start.get(c.slot).copied().unwrap_or(c.day);
                (None, from.min(others_from))
            } else {
                let free = room
                    .as_ref()
                    .map_or(Day::MIN, |r| r.blocked[r.at(v_max - 1)] + 1);
                let least = round.available.max(free);
                let signs = &round.signs[round.signs.partition_point(|s| s.day < least)..];
                let fits = |s: &&SignDay| s.ready <= v_min && s.until >= v_max - 1;
                let Some(first) = signs.iter().take_while(|s| s.ready <= v_min).find(fits) else {
                    continue;
                };
                (Some((*first, signs)), first.day)
            };
            if let Some(r) = &room
                && r.blocked[r.at(v_max - 1)] >= from.max(model.as_of)
            {
                continue;
            }
            if let Some((p, days)) = cutover_days {
                let already = others.contains(&c.day);
                let capacity = model.cutover_capacity(p, c.day);
                let (a, b) = model.axis.month_of(c.day);
                let used: u32 = days.range(a..=b).map(|(_, n)| *n).sum::<u32>()
                    + others_in(&others, a, b, round.units);
                let used = if already {
                    used
                } else {
                    used.saturating_add(round.units)
                };
                if c.day >= model.as_of && used > capacity {
                    continue;
                }
            }
            *steps += 1;
            let first = match which {
                Which::Bridge if round.one_term => Some(others_slot.unwrap_or(c.slot).min(c.slot)),
                Which::Bridge => None,
                Which::Standard => bridge_slot,
            };
            let local = match which {
                Which::Bridge => model.local(i, self.route[i], Some(c), other, first),
                Which::Standard => model.local(i, self.route[i], other, Some(c), first),
            };
            // Days that are worse before any yen is counted need no counting.
            if let Some(b) = &best
                && system.sharers.is_empty()
                && (b.key.levels.gap, b.key.levels.hard, b.key.levels.late)
                    < (local.levels.gap, local.levels.hard, local.levels.late)
            {
                continue;
            }
            let levels = trial.levels(local, first.filter(|_| which == Which::Bridge), round_ix);
            if best.as_ref().is_some_and(|b| b.key.levels < levels) {
                continue;
            }
            let (sign, peak) = match (sign, &room) {
                (Some((first, signs)), Some(room)) => {
                    choose_sign(model, room, peak_elsewhere, first, signs, v_min, v_max)
                }
                (Some((first, _)), None) => (Some(first), peak_elsewhere),
                (None, Some(room)) => (
                    None,
                    peak_elsewhere.max(room.peak(from.max(model.as_of), v_max - 1)),
                ),
                (None, None) => (None, peak_elsewhere),
            };
            let peak = match cutover_days {
                Some((p, days)) => {
                    let (a, b) = model.axis.month_of(c.day);
                    let used: u32 = days.range(a..=b).map(|(_, n)| *n).sum::<u32>()
                        + others_in(&others, a, b, round.units)
                        + if others.contains(&c.day) {
                            0
                        } else {
                            round.units
                        };
                    let counted = c.day >= model.as_of;
                    peak.max(if counted {
                        ratio(used, model.cutover_capacity(p, c.day))
                    } else {
                        0
                    })
                }
                None => peak,
            };
            let key = Key {
                levels,
                peak,
                cutover: i64::from(c.day),
                sign: sign.map_or(0, |s| i64::from(s.day)),
            };
            if best.as_ref().is_none_or(|b| key < b.key) {
                best = Some(Choice {
                    key,
                    candidate: index,
                    sign,
                });
            }
            if pick == Pick::First {
                break;
            }
        }
        self.local[i] = kept;
        self.put(model, round_ix);
        best
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

/// ▲ of the same round on other days of the month: taken out of the loads with the round.
fn others_in(others: &[Day], from: Day, to: Day, units: u32) -> u32 {
    let mut days: Vec<Day> = others
        .iter()
        .copied()
        .filter(|d| (from..=to).contains(d))
        .collect();
    days.sort_unstable();
    days.dedup();
    units.saturating_mul(days.len() as u32)
}

fn blocked(model: &Model, p: usize, load: &[u32], units: u32) -> Vec<Day> {
    let mut last = Day::MIN / 2;
    let mut days = vec![last; load.len()];
    for (from, to, capacity) in &model.stretches[p] {
        let most = load[*from..*to].iter().fold(0, |a: u32, b| a.max(*b));
        let room = most.saturating_add(units) <= *capacity;
        if room {
            days[*from..*to].fill(last);
            continue;
        }
        for i in *from..*to {
            let d = model.first + i as Day;
            if d >= model.as_of && load[i].saturating_add(units) > *capacity {
                last = d;
            }
            days[i] = last;
        }
    }
    days
}

/// The ★ with the least peak, and the earliest of those.
fn choose_sign(
    model: &Model,
    room: &Room,
    elsewhere: u64,
    first: SignDay,
    signs: &[SignDay],
    v_min: Day,
    v_max: Day,
) -> (Option<SignDay>, u64) {
    let fitting = &signs[..signs.partition_point(|s| s.ready <= v_min)];
    let fits = |s: &&SignDay| s.until >= v_max - 1;
    let Some(latest) = fitting.iter().rev().find(fits) else {
        return (Some(first), u64::MAX);
    };
    let shortest = room.peak(latest.day.max(model.as_of), v_max - 1);
    let limit = elsewhere.max(shortest);
    let free = room.earliest_under(limit, first.day, latest.day);
    let chosen = fitting[fitting.partition_point(|s| s.day < free)..]
        .iter()
        .find(fits);
    (Some(*chosen.unwrap_or(latest)), limit)
}

/// Levels of everything that one system touches, for one trial after another.
struct TrialValue<'s, 'm> {
    state: &'s State,
    model: &'s Model<'m>,
    i: usize,
}

impl<'s, 'm> TrialValue<'s, 'm> {
    /// `first`: where the term of the shared round `round` begins in this trial.
    fn levels(&self, local: Local, first: Option<usize>, round: usize) -> Levels {
        let (state, model, i) = (self.state, self.model, self.i);
        let system = &model.systems[i];
        let mut levels = local.levels;
        // Sharers whose term begins elsewhere in this trial.
        let mut moved: Vec<(usize, Local)> = Vec::new();
        for j in &system.sharers {
            let Some(mut theirs) = state.local[*j] else {
                continue;
            };
            if first.is_some() && state.which(model, *j, round) == Some(Which::Bridge) {
                let bridge = state.candidate(model, *j, Which::Bridge);
                let standard = state.candidate(model, *j, Which::Standard);
                theirs = model.local(*j, state.route[*j], bridge, standard, first);
                moved.push((*j, theirs));
            }
            levels += theirs.levels;
        }
        let of = |u: usize| match moved.iter().find(|(j, _)| *j == u) {
            _ if u == i => Some(local),
            Some((_, theirs)) => Some(*theirs),
            None => state.local[u],
        };
        let mut yen = 0i64;
        let mut emit = |c: super::charges::Charge| yen = yen.saturating_add(model.yen(&c));
        for carrier in system.contract.into_iter().chain(system.hardware) {
            model.carrier_charges(carrier, &of, &mut emit);
        }
        for round in &system.rounds {
            let used = model.round_use(*round, &|u| of(u).map(|l| (l, state.route[u])));
            if let Some(used) = used {
                super::charges::round(model, *round, used, &mut emit);
            }
        }
        for link in &system.soft {
            let link_of = |u: usize| of(u).map_or(NEVER, |l| l.standard_day());
            let (from, to) = (
                link_of(model.soft[*link].from),
                link_of(model.soft[*link].to),
            );
            model.link_charges(*link, from, to, &mut emit);
        }
        levels.yen = levels.yen.saturating_add(yen);
        levels
    }
}
