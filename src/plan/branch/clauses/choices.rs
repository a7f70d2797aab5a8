//! The choices of one system that are asked about.

use crate::plan::axis::Day;
use crate::plan::branch::Problem;
use crate::plan::branch::periods::Periods;
use crate::plan::branch::prices::Priced;
use crate::plan::levels::Levels;
use crate::plan::options::{Choice, Chosen};

/// A system has no more than so many times its share of them.
const MOST_SHARES: usize = 3;

/// A choice of one system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Left {
    pub(super) chosen: Chosen,
    pub(crate) value: Levels,
    /// What it is worth at prices.
    pub(super) worth: i128,
}

/// The days that tell choices of one system apart: on which route, of the bridge, of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    route: usize,
    bridge: Option<Day>,
    pub(crate) standard: Day,
}

impl Days {
    /// Those of a choice of system `i`.
    pub(crate) fn of(problem: &Problem, i: usize, choice: &Choice) -> Days {
        let candidates = &problem.model.systems[i].candidates;
        Days {
            route: choice.route,
            bridge: choice.bridge.map(|at| candidates[at].day),
            standard: candidates[choice.standard].day,
        }
    }

    /// Those of what each system chooses.
    pub(crate) fn all(problem: &Problem, choices: &[Choice]) -> Vec<Days> {
        let each = choices.iter().enumerate();
        each.map(|(i, choice)| Days::of(problem, i, choice))
            .collect()
    }
}

impl Left {
    pub(crate) fn days(&self) -> Days {
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

/// The choices of all systems that prices leave, so many as are asked about.
pub(crate) struct Gathered {
    pub(crate) each: Vec<Vec<Left>>,
    /// Whether none was left out because there were too many.
    pub(super) whole: bool,
    /// How many were looked at.
    pub(crate) looked_at: u64,
}

impl Gathered {
    /// Those that are worth no more than `more` above the least of their system, `most` of all systems
    /// together; a known one is never left out because there are too many.
    pub(crate) fn new(
        problem: &Problem,
        priced: &Priced,
        known: &[Choice],
        more: i128,
        most: usize,
    ) -> Gathered {
        let model = problem.model;
        let periods = (&Periods::halves(model), &Periods::months(model));
        let leasts = &priced.leasts;
        let mut each = MOST_SHARES * most / leasts.len().max(1);
        let mut all: Vec<Few> = Vec::with_capacity(leasts.len());
        let (mut whole, mut looked_at, mut sum) = (true, 0, 0);
        for (i, least) in leasts.iter().enumerate() {
            let known = known.get(i).map(|choice| Days::of(problem, i, choice));
            let mut few = Few::new(each, known);
            let mut add = |worth, value, chosen: &Chosen| {
                few.add(Left {
                    chosen: *chosen,
                    value,
                    worth,
                });
            };
            let within = (i, least.saturating_add(more));
            problem.priced_choices(&priced.prices, &priced.asked, periods, within, &mut add);
            looked_at += few.added as u64;
            sum += few.len();
            let too_many = few.added > few.len() || sum > most;
            all.push(few);
            if whole && too_many {
                whole = false;
                each = most / leasts.len();
                all.iter_mut().for_each(|few| few.no_more_than(each));
            }
        }
        Gathered {
            each: all.into_iter().map(Few::into_lefts).collect(),
            whole,
            looked_at,
        }
    }

    /// The choice of system `i` with these days; `None`: it was not gathered.
    pub(crate) fn find(&self, i: usize, days: Days) -> Option<&Left> {
        self.each[i].iter().find(|left| left.days() == days)
    }
}

/// Choices of one system, so many at most: the known one, and those of each route and day that are worth
/// least, in turns.
pub(crate) struct Few {
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
