//! From a first plan to a better one and to a better bound: in few nodes, close by, by prices, in many
//! nodes, in other orders.

mod share;

use super::Work;
use crate::plan::branch::{Better, Guide, Limits, Problem};
use crate::plan::levels::Levels;
use crate::plan::search::{guided, improve, rearranged, search};
use crate::plan::watch::Watch;
use crate::solve::guarded;
use share::Share;

/// Steps in which branch and bound is tried before anything else.
const FEW_STEPS: u64 = 2_000_000;

/// A plan is near what is proved where it costs no more than this part of it more.
const NEAR: i64 = 100;

/// Plans close by are looked for where it costs more than this part of it more.
const FAR: i64 = 400;

/// How much of clauses may be looked at for one step of the effort.
const WORK_A_STEP: u64 = 1;

/// How often a plan that clauses led to is arranged better, and clauses are asked again.
const MOST_TURNS: u64 = 2;

/// How often prices are looked for anew while clauses are asked.
const MOST_AGAIN: u32 = 6;

/// Choices of a system, in the mean, with which plans close by are looked for, at first and at most.
const EACH: usize = 35;
const MOST_EACH: usize = 140;

/// What a system has more than by itself, beyond which not all are asked to have their least.
const FEW_DAYS: i64 = 8;

/// The part of the effort that goes into looking for prices.
const STEPS_FOR_PRICES: u64 = 16;

impl Work<'_> {
    /// Whether nothing is left to be done, or the user has asked for the end: then what is known now is all,
    /// and the outcome tells so.
    fn ended(&self) -> bool {
        self.settled() || self.model.watch.is_some_and(Watch::heed)
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
        let mut left = self.effort.steps * WORK_A_STEP;
        if !self.effort.is_quick() {
            // What is proved is known soonest so, and whether all can be in time.
            let guides = self.raise();
            if self.open() == Some(self.model.at.yen) {
                let mut now = left / 8;
                left -= now;
                self.ask(&mut now);
                left += now;
            } else {
                let most = self.steps + self.effort.steps / 4;
                self.follow(guides, most);
                self.sooner(&mut left);
            }
        }
        for turn in 0..MOST_TURNS {
            let mut work = left / (MOST_TURNS - turn);
            left -= work;
            self.improve();
            if self.effort.is_quick() {
                break;
            }
            self.sooner(&mut work);
            let found = self.ask(&mut work);
            left += work;
            if !found || self.ended() {
                break;
            }
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
                self.raise_often(&mut left);
                self.ask(&mut left);
            }
        }
    }

    /// Looks for better plans and a better bound by prices and, where the plan is far from what is proved,
    /// close by in turns.
    fn sooner(&mut self, work: &mut u64) {
        self.raise_often(work);
        let mut now = *work / 2;
        *work -= now;
        let a_turn = now / 4;
        let mut each = EACH;
        while now > 0 && each <= MOST_EACH && !self.ended() {
            let late = self.open().is_some_and(|place| place < self.model.at.yen);
            if !late && !self.far(FAR) {
                break;
            }
            let before = self.worth();
            let mut part = now.min(a_turn);
            now -= part;
            self.near(each, &mut part);
            now += part;
            if self.worth() == before {
                each *= 2;
            } else {
                each = EACH;
                self.raise();
            }
        }
        *work += now;
    }

    /// Looks for better plans in which some systems stay as they are, with so many choices of each.
    fn near(&mut self, each: usize, work: &mut u64) {
        let Some((worth, state)) = self.best.clone() else {
            return;
        };
        let all = *work;
        let problem = self.problem();
        let found = guarded(|| problem.near((worth, &state), each, work));
        self.best = found.or(self.best.take());
        self.steps += (all - *work) / WORK_A_STEP;
    }

    /// The level that prices leave open.
    fn open(&self) -> Option<usize> {
        self.problem.as_ref().and_then(Problem::open)
    }

    /// Whether all systems may have as little of a level before yen as each by itself, as far as is known,
    /// and are not far from it.
    fn may_be_in_time(&self) -> bool {
        let late = self.open().filter(|place| *place < self.model.at.yen);
        late.zip(self.bound).is_some_and(|(place, bound)| {
            let own = self.hints.iter().flatten();
            let own: i64 = own.map(|choice| choice.value.get(place)).sum();
            let now = self.worth().map_or(0, |worth| worth.get(place));
            bound.get(place) <= own && now - own <= FEW_DAYS * self.hints.len() as i64
        })
    }

    /// Tries to arrange the best plan better.
    fn improve(&mut self) {
        if let Some((_, state)) = self.best.clone() {
            let least = self.bound;
            let (alone, own) = (&self.alone, &self.hints);
            self.keep(improve(self.model, self.effort, alone, own, least, state));
        }
    }

    /// Asks clauses for better plans than the best one, among what prices leave: for any at first, and
    /// where that is not answered, for such as are closer to what is proved. Whether one was found.
    /// `work`: what may be looked at, less what was.
    fn ask(&mut self, work: &mut u64) -> bool {
        let before = self.worth();
        let mut at = self.open();
        let mut share = self.share(at);
        // The gap that there was when prices were looked for, and how often they may be once more.
        let (mut priced, mut again) = (0, MOST_AGAIN);
        while !self.ended() && *work > 0 {
            let (Some((worth, state)), Some(bound)) = (self.best.clone(), self.bound) else {
                break;
            };
            if at != self.open() {
                at = self.open();
                share = self.share(at);
                priced = 0;
            }
            let Some(place) = at else {
                break;
            };
            let gap = worth.get(place).saturating_sub(bound.get(place));
            if gap <= 0 || worth.first(place) != bound.first(place) {
                break;
            }
            if place == self.model.at.yen && gap < priced / 2 && again > 0 {
                again -= 1;
                // What is close by now has other prices.
                priced = gap;
                self.raise();
                continue;
            }
            if priced == 0 {
                priced = gap;
            }
            let most = bound.get(place) + share.of(gap - 1);
            let all = (*work / 3).max(self.effort.steps / 16).min(*work);
            let mut now = all;
            let problem = self.problem();
            let better = guarded(|| Some(problem.better((worth, &state), most, &mut now)));
            let better = better.unwrap_or(Better::Unknown);
            *work -= all - now;
            self.steps += (all - now) / WORK_A_STEP;
            match better {
                Better::Found(worth, state) => {
                    self.best = Some((worth, *state));
                    share.found();
                }
                Better::None(least) => {
                    self.bound = self.bound.max(Some(least));
                    share.none();
                    if most + 1 == worth.get(place) {
                        self.raise();
                    }
                }
                Better::Unknown if share.unknown(gap) => {}
                Better::Unknown => break,
            }
        }
        self.worth() != before
    }

    /// What is asked for first of a level: how close to the bound plans are, where it is not yen or where
    /// the bound is far.
    fn share(&self, place: Option<usize>) -> Share {
        match place {
            Some(place) if place < self.model.at.yen => Share::close(),
            _ if self.far(NEAR) => Share::below(),
            _ => Share::above(),
        }
    }

    /// Raises the bound as long as that leads to better plans, from which other prices follow.
    ///
    /// `work`: what clauses may look at, less what they did.
    fn raise_often(&mut self, work: &mut u64) {
        let most = self.steps + self.effort.steps / 4;
        loop {
            let before = self.worth();
            let guides = self.raise();
            let part = match self.open() {
                // Whether all can be in time is told soonest so.
                Some(_) if self.may_be_in_time() => Some(4),
                // Little is left to be had.
                _ if !self.far(NEAR / 2) => Some(8),
                _ => None,
            };
            if let Some(share) = part.map(|part| *work / part) {
                let mut now = share;
                self.ask(&mut now);
                *work -= share - now;
            }
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
            let more = self.steps < until && self.far(NEAR);
            let late = self.open().is_some_and(|place| place < self.model.at.yen);
            if self.ended() || self.worth() != before || tried > 0 && (!more || late) {
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

    /// Whether the plan is far from what is proved, by more than this part of it: there is more to be
    /// found.
    fn far(&self, part: i64) -> bool {
        let (Some(bound), Some(best)) = (self.bound, self.worth()) else {
            return false;
        };
        let yen = self.model.at.yen;
        let more = best.get(yen).saturating_sub(bound.get(yen));
        let near = more <= best.get(yen) / part;
        best.first(yen) != bound.first(yen) || !near
    }
}
