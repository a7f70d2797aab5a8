//! The choices of one system that are asked about.

use crate::plan::axis::Day;
use crate::plan::branch::Problem;
use crate::plan::levels::Levels;
use crate::plan::options::{Choice, Chosen};

/// A choice of one system.
pub(super) struct Left {
    pub(super) chosen: Chosen,
    pub(super) value: Levels,
    /// What it is worth at prices.
    pub(super) worth: i128,
}

/// The days that tell choices of one system apart: on which route, of the bridge, of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    route: usize,
    bridge: Option<Day>,
    standard: Day,
}

impl Days {
    /// Those of a choice of system `i`.
    pub(super) fn of(problem: &Problem, i: usize, choice: &Choice) -> Days {
        let candidates = &problem.model.systems[i].candidates;
        Days {
            route: choice.route,
            bridge: choice.bridge.map(|at| candidates[at].day),
            standard: candidates[choice.standard].day,
        }
    }
}

impl Left {
    pub(super) fn days(&self) -> Days {
        let Chosen {
            route,
            bridge,
            standard,
            ..
        } = self.chosen;
        Days {
            route,
            bridge: bridge.map(|(_, day)| day),
            standard: standard.1,
        }
    }

    /// As a choice of system `i`; `None`: it has no such day.
    pub(super) fn choice(&self, problem: &Problem, i: usize) -> Option<Choice> {
        let candidates = &problem.model.systems[i].candidates;
        let of = |day: Day| candidates.binary_search_by_key(&day, |c| c.day).ok();
        Some(Choice {
            value: self.value,
            route: self.chosen.route,
            bridge: match self.chosen.bridge {
                Some((_, day)) => Some(of(day)?),
                None => None,
            },
            standard: of(self.chosen.standard.1)?,
            links: 0,
        })
    }
}

/// Choices of one system, so many at most: the known one, and those of each route and day that are worth
/// least, in turns.
pub(super) struct Few {
    lefts: Vec<Left>,
    most: usize,
    known: Option<Days>,
    /// How many were added.
    pub(super) added: usize,
}

impl Few {
    pub(super) fn new(most: usize, known: Option<Days>) -> Few {
        Few {
            lefts: Vec::new(),
            most,
            known,
            added: 0,
        }
    }

    /// Adds one. What comes later never brings back what is left out before.
    pub(super) fn add(&mut self, left: Left) {
        self.added += 1;
        self.lefts.push(left);
        if self.lefts.len() >= self.most.saturating_mul(2).max(64) {
            self.cut();
        }
    }

    /// Has so many at most from now on.
    pub(super) fn no_more_than(&mut self, most: usize) {
        self.most = most;
        self.cut();
        self.lefts.shrink_to_fit();
    }

    /// How many are left.
    pub(super) fn len(&self) -> usize {
        self.lefts.len().min(self.most)
    }

    pub(super) fn into_lefts(mut self) -> Vec<Left> {
        self.cut();
        self.lefts
    }

    fn cut(&mut self) {
        if self.lefts.len() <= self.most {
            return;
        }
        let day = |left: &Left| (left.chosen.route, left.chosen.standard.1);
        let lefts = &mut self.lefts;
        lefts.sort_by_key(|left| (day(left), left.worth, left.value));
        let (mut turn, mut last) = (0usize, None);
        let mut turns: Vec<(bool, usize, i128, usize)> = Vec::with_capacity(lefts.len());
        for (at, left) in lefts.iter().enumerate() {
            turn = if last == Some(day(left)) { turn + 1 } else { 0 };
            last = Some(day(left));
            turns.push((self.known != Some(left.days()), turn, left.worth, at));
        }
        turns.sort_unstable();
        let mut kept = vec![false; lefts.len()];
        for (.., at) in turns.into_iter().take(self.most) {
            kept[at] = true;
        }
        let mut kept = kept.into_iter();
        lefts.retain(|_| kept.next() == Some(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(day: Day, bridge: Day, worth: i128) -> Left {
        Left {
            chosen: Chosen {
                route: 0,
                last: bridge,
                bridge: Some((1, bridge)),
                standard: (0, day),
            },
            value: Levels::default(),
            worth,
        }
    }

    /// Cut on the way or at the end, the same are left: the known one, then the least of each day in turns.
    #[test]
    fn what_is_left_is_the_same_however_often_it_is_cut() {
        let all = || (0..3_000).map(|n| left(n % 7, n, i128::from(n * 7_919 % 1_013)));
        let known = Days {
            route: 0,
            bridge: Some(2_999),
            standard: 2_999 % 7,
        };
        let days = |lefts: Vec<Left>| {
            let mut days: Vec<_> = lefts.iter().map(|l| (l.worth, l.days().bridge)).collect();
            days.sort_unstable();
            days
        };
        let mut often = Few::new(50, Some(known));
        let mut once = Few::new(3_000, Some(known));
        all().for_each(|left| often.add(left));
        all().for_each(|left| once.add(left));
        once.no_more_than(50);
        assert_eq!((often.added, often.len(), once.len()), (3_000, 50, 50));
        let (often, once) = (days(often.into_lefts()), days(once.into_lefts()));
        assert_eq!(often, once);
        assert!(often.iter().any(|d| d.1 == Some(2_999)));
        // 49 in turns of 7 days: the seven least of each.
        assert!(often.iter().filter(|d| d.0 > 60).count() <= 1, "{often:?}");
    }

    #[test]
    fn few_are_left_as_they_are() {
        let mut few = Few::new(50, None);
        (0..50).for_each(|n| few.add(left(n, n, i128::from(50 - n))));
        let lefts = few.into_lefts();
        assert!(lefts.iter().map(|l| l.worth).eq((1..=50).rev()));
    }
}
