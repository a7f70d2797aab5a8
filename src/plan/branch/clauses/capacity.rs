//! What vendors and teams can take, as bounded sums.

use super::{Clauses, NONE};
use crate::plan::axis::Day;
use crate::plan::branch::Problem;
use crate::plan::branch::periods::{Periods, day_room, month_room, taken};
use crate::solve::{Number, When};
use std::collections::BTreeMap;

/// The work of one round for one of its systems.
struct Work {
    round: usize,
    /// Its ▲; [`NONE`] where it is not taken.
    cutover: Number,
    /// The first day of the work by ▲; none where no capacity is taken.
    begins: BTreeMap<i64, Option<Day>>,
}

impl Clauses {
    pub(super) fn capacities(&mut self, problem: &Problem) {
        let model = problem.model;
        for provider in 0..model.builds.len() {
            let works = self.works(problem, provider);
            self.builds(problem, provider, &works);
            self.cutovers(problem, provider, &works);
        }
    }

    /// All work that a vendor or team may have.
    fn works(&mut self, problem: &Problem, provider: usize) -> Vec<Work> {
        let model = problem.model;
        let mut works = Vec::new();
        for (i, system) in model.systems.iter().enumerate() {
            for round in system.rounds.iter().copied() {
                let source = &model.rounds[round];
                if source.provider != Some(provider) || !source.done.is_empty() {
                    continue;
                }
                let cutover = self.number(i, |left| {
                    let both = left.chosen.bridge.into_iter().chain([left.chosen.standard]);
                    let mine = both.into_iter().find(|(r, _)| *r == round);
                    mine.map_or(NONE, |(_, day)| i64::from(day))
                });
                let begin = |day: &i64| {
                    let day_of = Day::try_from(*day).ok();
                    let taken = day_of.and_then(|day| taken(model, round, day));
                    (*day, taken.map(|(_, from)| from))
                };
                works.push(Work {
                    round,
                    begins: cutover.values().iter().map(begin).collect(),
                    cutover,
                });
            }
        }
        works
    }

    /// On no day is more work under way than there is room.
    fn builds(&mut self, problem: &Problem, provider: usize, works: &[Work]) {
        let model = problem.model;
        let begins = works
            .iter()
            .flat_map(|w| w.begins.values().flatten().copied());
        let stretches = model.stretches[provider].iter();
        let changes = stretches.map(|(from, ..)| {
            model
                .first
                .saturating_add(Day::try_from(*from).unwrap_or(Day::MAX))
        });
        let mut days: Vec<Day> = begins
            .chain(changes)
            .filter(|d| *d >= model.as_of)
            .collect();
        days.sort_unstable();
        days.dedup();
        for day in days {
            let Some(room) = day_room(model, provider, day) else {
                continue;
            };
            self.no_more(problem, works, room, |work| work.under_way(day));
        }
    }

    /// In no month are there more ▲ than there is room.
    fn cutovers(&mut self, problem: &Problem, provider: usize, works: &[Work]) {
        let months = Periods::months(problem.model);
        for n in 0..months.len() {
            let days = months.days(n);
            let Some(room) = month_room(problem.model, provider, days.clone()) else {
                continue;
            };
            self.no_more(problem, works, room, |work| {
                let from = work.cutover.at_least(i64::from(days.start));
                vec![[from, !work.cutover.at_least(i64::from(days.end))]]
            });
        }
    }

    /// The units of rounds that count, each once, are no more than `room`; a round counts where both of a
    /// pair are so.
    fn no_more(
        &mut self,
        problem: &Problem,
        works: &[Work],
        room: u32,
        counts: impl Fn(&Work) -> Vec<[When; 2]>,
    ) {
        let mut rounds: BTreeMap<usize, Vec<[When; 2]>> = BTreeMap::new();
        for work in works {
            let mine = counts(work).into_iter();
            let mut mine = mine.filter(|pair| !pair.contains(&When::Never)).peekable();
            if mine.peek().is_some() {
                rounds.entry(work.round).or_default().extend(mine);
            }
        }
        let units = |round: &usize| i64::from(problem.model.rounds[*round].units);
        let mut left = i64::from(room);
        rounds.retain(|round, pairs| {
            // What counts whatever is chosen.
            let always = pairs.contains(&[When::Always; 2]);
            left -= if always { units(round) } else { 0 };
            !always
        });
        if left < 0 {
            self.formula.clause([]);
        }
        if rounds.keys().map(units).sum::<i64>() <= left {
            return;
        }
        let mut terms = Vec::with_capacity(rounds.len());
        for (round, pairs) in &rounds {
            let lit = match pairs.as_slice() {
                [[When::Is(lit), When::Always] | [When::Always, When::Is(lit)]] => *lit,
                _ => self.formula.var(),
            };
            for pair in pairs {
                self.formula.any([!pair[0], !pair[1], When::Is(lit)]);
            }
            terms.push((lit, units(round)));
        }
        self.formula.at_most(terms, left.max(0));
    }
}

impl Work {
    /// When it is under way on a day: where both of any of these pairs are so.
    fn under_way(&self, day: Day) -> Vec<[When; 2]> {
        let after = i64::from(day) + 1;
        let mut all = Vec::new();
        // Days of ▲, behind the day, whose work begins by then: as stretches that follow one another.
        let mut from: Option<i64> = None;
        for (cutover, begin) in self.begins.range(after..) {
            match (from, begin.is_some_and(|begin| begin <= day)) {
                (None, true) => from = Some(*cutover),
                (Some(first), false) => {
                    all.push([
                        self.cutover.at_least(first),
                        !self.cutover.at_least(*cutover),
                    ]);
                    from = None;
                }
                _ => {}
            }
        }
        if let Some(first) = from {
            all.push([self.cutover.at_least(first), When::Always]);
        }
        all
    }
}
