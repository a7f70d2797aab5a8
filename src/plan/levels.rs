//! What plans are compared by: level by level, in the order that was asked for.
//!
//! All levels but the peak are sums over what systems do, so that the best of each by itself bounds
//! all of them together, in any order. A level that is not minded has no place: what is added to it
//! is forgotten.

use crate::inventory::{Level, Order};

/// Levels that are sums.
pub(crate) const SUMS: usize = 8;

/// The sums, each in its place: least is best, earlier places first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Levels([i64; SUMS]);

impl Default for Levels {
    #[inline]
    fn default() -> Levels {
        Levels([0; SUMS])
    }
}

/// The place of a level that is not minded.
const NOWHERE: usize = SUMS;

impl std::ops::AddAssign for Levels {
    #[inline]
    fn add_assign(&mut self, other: Levels) {
        for (mine, by) in self.0.iter_mut().zip(other.0) {
            *mine = mine.saturating_add(by);
        }
    }
}

impl std::ops::SubAssign for Levels {
    #[inline]
    fn sub_assign(&mut self, other: Levels) {
        for (mine, by) in self.0.iter_mut().zip(other.0) {
            *mine = mine.saturating_sub(by);
        }
    }
}

impl Levels {
    /// More than any plan is worth.
    pub(crate) const WORST: Levels = Levels([i64::MAX; SUMS]);

    /// What stands in a place; 0 where the level is not minded.
    #[inline]
    pub(crate) fn get(&self, place: usize) -> i64 {
        self.0.get(place).copied().unwrap_or(0)
    }

    #[inline]
    pub(crate) fn set(&mut self, place: usize, to: i64) {
        if let Some(mine) = self.0.get_mut(place) {
            *mine = to;
        }
    }

    #[inline]
    pub(crate) fn add(&mut self, place: usize, by: i64) {
        if let Some(mine) = self.0.get_mut(place) {
            *mine = mine.saturating_add(by);
        }
    }

    /// With so much more in a place.
    #[inline]
    pub(crate) fn with(mut self, place: usize, by: i64) -> Levels {
        self.add(place, by);
        self
    }

    #[inline]
    pub(crate) fn plus(mut self, other: Levels) -> Levels {
        self += other;
        self
    }

    /// The first places, the others 0.
    #[inline]
    pub(crate) fn first(self, places: usize) -> Levels {
        self.then(places, Levels::default())
    }

    /// The first places, the others as in `rest`.
    #[inline]
    pub(crate) fn then(self, places: usize, mut rest: Levels) -> Levels {
        for (mine, to) in rest.0.iter_mut().zip(self.0).take(places) {
            *mine = to;
        }
        rest
    }
}

/// The sums with the peak in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank([i64; SUMS + 1]);

/// Where each level stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Places {
    pub(crate) gap: usize,
    pub(crate) hard: usize,
    pub(crate) late: usize,
    /// Promises that are not kept, and the days that ▲ are away from them.
    pub(crate) changed: usize,
    pub(crate) moved: usize,
    pub(crate) yen: usize,
    pub(crate) cutovers: usize,
    pub(crate) signs: usize,
    /// Sums that count more than the peak; all, where the peak is not minded.
    pub(crate) before_peak: usize,
    /// Whether the peak is minded.
    pub(crate) peak: bool,
    /// What no plan is below on any level.
    pub(crate) floor: Levels,
}

impl Places {
    pub(crate) fn new(order: &Order) -> Places {
        let sums = order.levels().iter().filter(|l| **l != Level::PeakLoad);
        let sums: Vec<Level> = sums.copied().collect();
        let of = |level: Level| sums.iter().position(|l| *l == level).unwrap_or(NOWHERE);
        let peak = order.levels().iter().position(|l| *l == Level::PeakLoad);
        Places {
            gap: of(Level::GapDays),
            hard: of(Level::HardLateDays),
            late: of(Level::LateDays),
            changed: of(Level::PromisesChanged),
            moved: of(Level::PromisedDaysMoved),
            yen: of(Level::CostYen),
            cutovers: of(Level::CutoverDaySum),
            signs: of(Level::ContractDaySum),
            before_peak: peak.unwrap_or(SUMS),
            peak: peak.is_some(),
            floor: Levels::default(),
        }
    }

    /// The place of a level; `None` for the peak.
    pub(crate) fn of(&self, level: Level) -> Option<usize> {
        match level {
            Level::GapDays => Some(self.gap),
            Level::HardLateDays => Some(self.hard),
            Level::LateDays => Some(self.late),
            Level::PromisesChanged => Some(self.changed),
            Level::PromisedDaysMoved => Some(self.moved),
            Level::CostYen => Some(self.yen),
            Level::PeakLoad => None,
            Level::CutoverDaySum => Some(self.cutovers),
            Level::ContractDaySum => Some(self.signs),
        }
    }

    /// What counts more than the peak.
    #[inline]
    pub(crate) fn kept(&self, levels: Levels) -> Levels {
        levels.first(self.before_peak)
    }

    /// Whether no more than sums of days counts less than the peak.
    pub(crate) fn only_days_after_peak(&self) -> bool {
        let ahead = |place: &usize| *place < self.before_peak || *place == NOWHERE;
        [
            self.gap,
            self.hard,
            self.late,
            self.changed,
            self.moved,
            self.yen,
        ]
        .iter()
        .all(ahead)
    }

    /// Gap and lateness alone.
    pub(crate) fn days_lost(&self, levels: Levels) -> Levels {
        let mut lost = levels;
        for place in [
            self.changed,
            self.moved,
            self.yen,
            self.cutovers,
            self.signs,
        ] {
            lost.set(place, 0);
        }
        lost
    }

    /// With the peak, in millionths.
    pub(crate) fn rank(&self, levels: Levels, peak: u64) -> Rank {
        let mut rank = [0; SUMS + 1];
        let (before, after) = levels.0.split_at(self.before_peak.min(SUMS));
        let peak = self.peak.then(|| i64::try_from(peak).unwrap_or(i64::MAX));
        let all = before
            .iter()
            .copied()
            .chain(peak)
            .chain(after.iter().copied());
        rank.iter_mut().zip(all).for_each(|(r, to)| *r = to);
        Rank(rank)
    }

    /// Whether an early ★ counts more than a low peak.
    pub(crate) fn signs_before_peak(&self) -> bool {
        self.signs < self.before_peak
    }

    /// The least that is no less than `levels` and has at least `least` in one place.
    pub(crate) fn raised(&self, levels: Levels, place: usize, least: i64) -> Levels {
        if place == NOWHERE || levels.get(place) >= least {
            return levels;
        }
        let mut rest = self.floor;
        rest.set(place, least);
        levels.then(place, rest)
    }

    /// The least that is no less than `levels` where the lateness is at least that of `late`.
    pub(crate) fn no_less_late(&self, levels: Levels, late: Levels) -> Levels {
        levels.max(levels.then(self.hard.min(self.late), late))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_stands_where_it_was_asked_for() {
        let of = |names: &[&str]| Places::new(&Order::asked(names.iter().copied()).unwrap());
        let plain = Places::new(&Order::default());
        let levels = Levels([1, 2, 3, 4, 5, 6, 0, 0]);
        assert_eq!(plain.rank(levels, 9), Rank([1, 2, 3, 4, 9, 5, 6, 0, 0]));
        let early = of(&["gap_days", "peak_load", "cost_yen"]);
        // Hard lateness stays in front, then the gap.
        assert_eq!((early.hard, early.gap, early.yen, early.late), (0, 1, 2, 8));
        let levels = Levels::default().with(early.yen, 7).with(early.late, 8);
        assert_eq!(early.rank(levels, 9), Rank([0, 0, 9, 7, 0, 0, 0, 0, 0]));
        let without = of(&["cost_yen"]);
        let levels = Levels::default().with(without.yen, 7);
        assert_eq!(without.rank(levels, 9), Rank([0, 0, 7, 0, 0, 0, 0, 0, 0]));
    }

    #[test]
    fn raising_one_level_forgets_those_after_it() {
        let places = Places::new(&Order::asked(["contract_day_sum", "cost_yen"]).unwrap());
        let levels = Levels::default().with(places.signs, 3).with(places.yen, 5);
        assert_eq!(places.raised(levels, places.signs, 3), levels);
        let raised = places.raised(levels, places.signs, 4);
        assert_eq!((raised.get(places.signs), raised.get(places.yen)), (4, 0));
        assert_eq!(places.raised(levels, places.cutovers, 4), levels);
    }
}
