//! Prices of what vendors and teams have too little of, and what they prove.
//!
//! Where every unit of capacity has a price and each system pays for what it takes, no system needs to
//! know of the others: the best choice of each, less what all capacity together is worth, is no more
//! than any plan within the capacities (Lagrangian relaxation). Any prices that are not negative prove
//! something; [`super::ascent`] looks for good ones, here they are told again by themselves: every
//! choice of every system is gone through, in whole numbers.

use super::Problem;
use super::ascent::Guide;
use super::node::Windows;
use super::periods::{Periods, day_room, month_room, taken};
use super::ties::Tie;
use crate::plan::axis::Day;
use crate::plan::levels::{Levels, SUMS};
use crate::plan::model::Model;
use crate::plan::options::{Choice, Chosen, Part, Useful, Window, meet};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Prices and factors are whole numbers of this part of a unit of the level.
pub(super) const SCALE: i64 = 1 << 16;

/// A price of each unit of capacity, and what it is to bound.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    /// The level that is bounded.
    pub(super) place: usize,
    /// On so many levels before it, every system is at its own least.
    pub(super) fixed: usize,
    /// What a unit of a level counts: [`SCALE`] of the one that is bounded, a price of those between.
    pub(super) levels: [i64; SUMS],
    /// What a unit at work costs a day, by provider and period.
    pub(super) builds: Vec<Vec<i64>>,
    /// What a ▲ costs, by provider and month.
    pub(super) cutovers: Vec<Vec<i64>>,
    /// What each tie counts.
    pub(super) ties: Vec<i64>,
}

/// What is asked of prices: a bound for plans that are better than one that is known.
pub(super) struct Asked {
    /// The level that is bounded, and how many levels before it are as each system by itself has them.
    pub(super) place: usize,
    pub(super) fixed: usize,
    /// What the known plan is worth.
    pub(super) best: Levels,
    /// Which choices count, by system.
    pub(super) useful: Vec<Useful>,
    /// Where these lie.
    pub(super) windows: Windows,
    pub(super) ties: Vec<Tie>,
}

/// The best prices of a level that is not proved yet.
pub(super) struct Priced {
    pub(super) prices: Prices,
    pub(super) asked: Asked,
    /// What the choices of all systems are worth with them, and this, is no more than what a plan is.
    pub(super) rest: i128,
    /// What each system is worth at least.
    pub(super) leasts: Vec<i128>,
}

impl Priced {
    /// What the choices of all systems may be worth above their least, where a plan has at most `most` on
    /// the level.
    pub(super) fn more(&self, most: i64) -> i128 {
        i128::from(most) * i128::from(SCALE) - self.rest - self.leasts.iter().sum::<i128>()
    }
}

/// What prices prove of all plans that are as good as the known one on the levels before the bounded one.
#[derive(Debug)]
struct Proved {
    /// What counts besides the choices of systems, and these at least.
    rest: i128,
    leasts: Vec<i128>,
    /// None that is better has less.
    least: i64,
    /// None that has no more lies outside these windows, or has another ▲ than these.
    windows: Windows,
    left: Vec<Vec<Part>>,
}

/// Whether prices mean something.
fn sound(prices: &Prices, ties: &[Tie]) -> bool {
    let scale = SCALE as f64;
    let mut shares: BTreeMap<(bool, usize), i64> = BTreeMap::new();
    for (tie, price) in ties.iter().zip(&prices.ties) {
        let (least, most) = tie.prices();
        if (*price as f64) < least * scale || (*price as f64) > most * scale {
            return false;
        }
        if let Some(of) = tie.shares() {
            *shares.entry(of).or_insert(0) += price;
        }
    }
    let all = prices.builds.iter().chain(&prices.cutovers).flatten();
    all.chain(&prices.levels).all(|price| *price >= 0)
        && prices.levels.get(prices.place) == Some(&SCALE)
        && prices.ties.len() == ties.len()
        && shares.values().all(|share| *share <= SCALE)
}

impl Problem<'_> {
    /// A bound of all plans that is no less than `bound`: the first level on which that is below `best`,
    /// the best plan known, is raised by prices, then the next. With it, what systems choose at good
    /// prices. What is solved from then on keeps within the windows of plans that are no worse.
    ///
    /// `alone`: the best choice of each system by itself. `steps`: what may be tried, less what was.
    pub(crate) fn raised(
        &mut self,
        bound: Levels,
        alone: &[Option<Choice>],
        best: Levels,
        steps: &mut u64,
    ) -> (Levels, Vec<Guide>) {
        let at = &self.model.at;
        let own: Option<Vec<Levels>> = alone.iter().map(|c| c.map(|c| c.value)).collect();
        let (Some(own), Some(sum)) = (own, self.bound(alone)) else {
            return (bound, Vec::new());
        };
        let same = |a: Levels, b: Levels| (0..SUMS).take_while(|p| a.get(*p) == b.get(*p)).count();
        let (mut bound, mut guides) = (bound, Vec::new());
        loop {
            let place = same(bound, best);
            let priced = [at.gap, at.hard, at.late, at.changed, at.moved, at.yen];
            // With a lower peak a better plan may have more of what counts less than it.
            if place >= at.before_peak.min(SUMS) || !priced.contains(&place) || bound > best {
                return (bound, guides);
            }
            let fixed = same(sum, best).min(place);
            let asked = self.asked((place, fixed), &own, sum, best);
            let found = self.ascended(&asked, steps);
            let proved = found
                .as_ref()
                .and_then(|f| self.proved_by(&f.prices, &asked));
            let raised = proved
                .as_ref()
                .map_or(i64::MIN, |p| p.least.min(best.get(place)));
            if let Some(proved) = proved {
                self.narrowed = Some(proved.windows);
                for (options, left) in self.options.iter_mut().zip(&proved.left) {
                    options.keep_only(left.iter());
                }
                self.priced = found.as_ref().map(|f| Priced {
                    prices: f.prices.clone(),
                    asked,
                    rest: proved.rest,
                    leasts: proved.leasts,
                });
            }
            guides.splice(0..0, found.map(|f| f.guides).unwrap_or_default());
            if raised > bound.get(place) {
                bound.set(place, raised);
                bound = bound.then(place + 1, at.floor);
            }
            if raised < best.get(place) {
                if place == at.yen {
                    return (bound, guides);
                }
                break;
            }
        }
        if at.yen < at.before_peak {
            // As if every system could have its least of what counts more than yen.
            let wished = sum.then(at.yen, best);
            let asked = self.asked((at.yen, at.yen), &own, sum, wished);
            let found = self.ascended(&asked, steps);
            guides.splice(0..0, found.map(|f| f.guides).unwrap_or_default());
        }
        (bound, guides)
    }

    /// `own`: the best choice of each system by itself, `sum`: what all of them are worth together.
    fn asked(
        &self,
        (place, fixed): (usize, usize),
        own: &[Levels],
        sum: Levels,
        best: Levels,
    ) -> Asked {
        let model = self.model;
        // Where a system has more than this, the others cannot have so little that it pays.
        let more = best.get(fixed).saturating_sub(sum.get(fixed));
        let useful = |own: &Levels| Useful {
            fixed,
            least: *own,
            most: own.get(fixed).saturating_add(more),
        };
        let useful: Vec<Useful> = own.iter().map(useful).collect();
        let mut windows = self.root();
        for (i, useful) in useful.iter().enumerate() {
            let within = windows.within(self, i, &[]);
            let may = self.options[i].may_go_live(model, &within, useful);
            windows.standard[i] = meet(windows.standard[i], may);
        }
        windows.tighten(self, 0..useful.len());
        let ties = self.ties(&windows, place == model.at.yen);
        Asked {
            place,
            fixed,
            best,
            useful,
            windows,
            ties,
        }
    }

    /// The temporary interfaces that system `i` counts by itself.
    pub(super) fn own_links(&self, asked: &Asked, i: usize) -> Vec<(Window, usize)> {
        // Where yen are bounded, ties stand for them.
        match asked.place == self.model.at.yen {
            true => Vec::new(),
            false => self.shared.links_of(self.model, i, &asked.windows),
        }
    }

    /// What prices prove; `None`: nothing.
    fn proved_by(&self, prices: &Prices, asked: &Asked) -> Option<Proved> {
        if !sound(prices, &asked.ties) {
            return None;
        }
        let model = self.model;
        let (periods, months) = (Periods::halves(model), Periods::months(model));
        let mut sum: i128 = 0;
        // Of all choices, which may be many, only the least with each ▲.
        let mut all: Vec<(i128, BTreeMap<Part, i128>)> = Vec::with_capacity(asked.useful.len());
        for i in 0..asked.useful.len() {
            if model.watch.is_some_and(crate::plan::Watch::is_asked) {
                return None;
            }
            let mut mine: BTreeMap<Part, i128> = BTreeMap::new();
            let mut add = |worth: i128, _: Levels, chosen: &Chosen| {
                for part in chosen.parts() {
                    let least = mine.entry(part).or_insert(worth);
                    *least = worth.min(*least);
                }
            };
            self.priced_choices(prices, asked, (&periods, &months), (i, i128::MAX), &mut add);
            let least = mine.values().copied().min()?;
            sum += least;
            all.push((least, mine));
        }
        let shared = self.shared.bound(self, &asked.windows);
        sum += counted(prices, Levels::default().with(model.at.yen, shared));
        // What all capacity is worth, what may be had of the levels between, what rounding takes off.
        for p in 0..model.builds.len() {
            for n in 0..periods.len() {
                let rooms = periods.days(n).filter_map(|d| day_room(model, p, d));
                let room: i128 = rooms.map(i128::from).sum();
                sum -= room * i128::from(price(&prices.builds, p, n));
            }
            for n in 0..months.len() {
                let room = month_room(model, p, months.days(n)).unwrap_or(0);
                sum -= i128::from(room) * i128::from(price(&prices.cutovers, p, n));
            }
        }
        let mut between = asked.best.then(prices.place, Levels::default());
        for place in 0..prices.fixed {
            between.set(place, 0);
        }
        sum -= counted(prices, between);
        let slack = |(tie, price): (&Tie, &i64)| i128::from(tie.slack()) * i128::from(price.abs());
        sum -= asked.ties.iter().zip(&prices.ties).map(slack).sum::<i128>();
        let leasts: Vec<i128> = all.iter().map(|(least, _)| *least).collect();
        let scale = i128::from(SCALE);
        let least = sum.div_euclid(scale) + i128::from(sum.rem_euclid(scale) > 0);
        // With the others at their least, a system has no more than this above its own.
        let more = i128::from(asked.best.get(prices.place)) * scale - sum;
        let mut windows = asked.windows.clone();
        let mut left = Vec::with_capacity(all.len());
        for (i, (least, mine)) in all.into_iter().enumerate() {
            let few = mine.into_iter().filter(|m| m.1 <= least + more);
            let few: Vec<Part> = few.map(|m| m.0).collect();
            self.narrow(&mut windows, i, &few);
            left.push(few);
        }
        windows.tighten(self, 0..asked.useful.len());
        Some(Proved {
            rest: sum - leasts.iter().sum::<i128>(),
            leasts,
            least: i64::try_from(least).ok()?,
            windows: (more >= 0).then_some(windows)?,
            left,
        })
    }

    /// Goes through the choices of system `i` that count and are worth no more than `most` at prices, in
    /// parts of [`SCALE`], with what each is worth so and by itself.
    pub(super) fn priced_choices(
        &self,
        prices: &Prices,
        asked: &Asked,
        periods: (&Periods, &Periods),
        (i, most): (usize, i128),
        each: &mut dyn FnMut(i128, Levels, &Chosen),
    ) {
        let links = self.own_links(asked, i);
        let within = asked.windows.within(self, i, &links);
        let ties = asked.ties.iter().zip(&prices.ties);
        let ties: Vec<_> = ties
            .filter(|(tie, price)| tie.has(i) && **price != 0)
            .collect();
        let known: RefCell<BTreeMap<(usize, Day), i128>> = RefCell::default();
        let worth = |value: Levels, chosen: &Chosen| {
            let mut worth = counted(prices, value);
            for (round, day) in chosen.bridge.into_iter().chain([chosen.standard]) {
                let mut known = known.borrow_mut();
                let paid = known.entry((round, day));
                worth += *paid.or_insert_with(|| paid_for(self.model, prices, periods, round, day));
            }
            for (tie, price) in &ties {
                let part = tie.part(self, i, chosen.last, chosen.standard.1);
                worth += i128::from(part) * i128::from(**price);
            }
            worth
        };
        let mut may = |least, chosen: &Chosen| most == i128::MAX || worth(least, chosen) <= most;
        let mut each = |value, chosen: &Chosen| {
            let worth = worth(value, chosen);
            if worth <= most {
                each(worth, value, chosen);
            }
        };
        self.options[i].each(self.model, &within, &asked.useful[i], &mut may, &mut each);
    }

    /// Narrows the windows of a system to some ▲.
    fn narrow(&self, windows: &mut Windows, i: usize, parts: &[Part]) {
        const NONE: Window = (Day::MAX, Day::MIN);
        let wide = |to: &mut Window, day: Day| *to = (to.0.min(day), to.1.max(day));
        let rounds = &self.model.systems[i].rounds;
        let (mut present, mut standard) = (NONE, NONE);
        let mut each = vec![NONE; rounds.len()];
        for part in parts {
            if let Some(last) = part.last {
                wide(&mut present, last);
            }
            if part.standard {
                wide(&mut standard, part.day);
            }
            if let Some(at) = rounds.iter().position(|r| *r == part.round) {
                wide(&mut each[at], part.day);
            }
        }
        windows.present[i] = meet(windows.present[i], present);
        windows.standard[i] = meet(windows.standard[i], standard);
        for (k, window) in each.into_iter().enumerate() {
            let at = &mut windows.rounds[self.offsets[i] + k];
            *at = meet(*at, window);
        }
    }
}

fn price(of: &[Vec<i64>], provider: usize, period: usize) -> i64 {
    let prices = of.get(provider).and_then(|of| of.get(period));
    prices.copied().unwrap_or(0)
}

/// What levels count.
fn counted(prices: &Prices, levels: Levels) -> i128 {
    let places = prices.levels.iter().enumerate().skip(prices.fixed);
    places
        .map(|(place, by)| i128::from(levels.get(place)) * i128::from(*by))
        .sum()
}

/// What one of the systems of a round pays for its capacity where its ▲ is on `day`: all of them
/// together pay for no more than the round takes.
fn paid_for(
    model: &Model,
    prices: &Prices,
    (periods, months): (&Periods, &Periods),
    round: usize,
    day: Day,
) -> i128 {
    let Some((p, from)) = taken(model, round, day) else {
        return 0;
    };
    let limited = (from..day).filter(|d| day_room(model, p, *d).is_some());
    let days = limited.filter_map(|d| periods.of(d));
    let work: i128 = days.map(|n| i128::from(price(&prices.builds, p, n))).sum();
    let month = months.of(day);
    let month = month.filter(|n| month_room(model, p, months.days(*n)).is_some());
    let cutover = month.map_or(0, |n| price(&prices.cutovers, p, n));
    let source = &model.rounds[round];
    let sharers = i128::try_from(source.systems.len().max(1)).unwrap_or(1);
    (work + i128::from(cutover)) * i128::from(source.units) / sharers
}

#[cfg(test)]
mod tests;
