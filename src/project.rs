//! Projects as research writes them: activities that take days and units of resources, and follow one
//! another. The same clauses, sums and record that prove the last of a plan ([`crate::plan`]) give the
//! least makespan of a project: a yardstick, since the best makespans of many are published.
//!
//! Resource-constrained project scheduling: no activity is interrupted, it starts when all it follows
//! have ended, and on no day do those under way take more of a resource than there is.

mod first;
mod windows;

use crate::solve::{Answer, Formula, Number, Solver, When, replay};
use windows::Windows;

/// One activity.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// How many days it takes.
    pub days: u32,
    /// Units that it takes of each resource, all its days.
    pub units: Vec<u32>,
    /// Indices of the activities that start only after it has ended.
    pub followers: Vec<usize>,
}

/// A project.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Units of each resource.
    pub capacities: Vec<u32>,
    /// Its activities.
    pub activities: Vec<Activity>,
}

/// What is known of the least makespan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Makespan {
    /// On which day, counted from 0, each activity of the best schedule starts.
    pub starts: Vec<u32>,
    /// How many days that takes.
    pub days: u32,
    /// No schedule takes fewer days than this; the same as `days`: the best is found and proved.
    pub least: u32,
    /// How much was looked at for it.
    pub work: u64,
}

impl Project {
    /// Whether starts keep all rules: an answer is looked at by this alone.
    pub fn allows(&self, starts: &[u32]) -> bool {
        if starts.len() != self.activities.len() {
            return false;
        }
        let spans = starts.iter().zip(&self.activities);
        let spans: Vec<(u64, u64)> = spans
            .map(|(start, a)| (u64::from(*start), u64::from(*start) + u64::from(a.days)))
            .collect();
        let follows = spans.iter().zip(&self.activities).all(|((_, end), a)| {
            let started = |j: &usize| spans.get(*j).is_some_and(|(start, _)| end <= start);
            a.followers.iter().all(started)
        });
        // What is taken rises only where something starts.
        let within = |(day, _): &(u64, u64)| {
            let under_way = |span: &(u64, u64)| (span.0..span.1).contains(day);
            let busy = spans
                .iter()
                .zip(&self.activities)
                .filter(|s| under_way(s.0));
            let mut sums = vec![0u64; self.capacities.len()];
            for (_, activity) in busy {
                let units = activity.units.iter();
                let each = sums.iter_mut().zip(units);
                each.for_each(|(sum, units)| *sum += u64::from(*units));
            }
            sums.iter()
                .zip(&self.capacities)
                .all(|(sum, most)| *sum <= u64::from(*most))
        };
        follows && spans.iter().all(within)
    }

    /// The least makespan, looked for in so much work; `None`: an activity follows itself or one that is
    /// not there, takes more than there is, or all together take more than 100,000 days.
    pub fn makespan(&self, work: u64) -> Option<Makespan> {
        let order = self.order()?;
        let all: u64 = self.activities.iter().map(|a| u64::from(a.days)).sum();
        if all > MOST_DAYS {
            return None;
        }
        let fits = |a: &Activity| a.units.iter().zip(&self.capacities).all(|(u, c)| u <= c);
        if !self.activities.iter().all(fits) {
            return None;
        }
        let mut starts = self.first(&order);
        let least = self.bound(&order);
        let mut left = work;
        let mut proved = false;
        while self.days(&starts) > least && !proved {
            match self.within(&order, self.days(&starts) - 1, &starts, &mut left) {
                Within::Found(better) => starts = better,
                Within::None => proved = true,
                Within::Unknown => break,
            }
        }
        let days = self.days(&starts);
        Some(Makespan {
            least: if proved { days } else { least },
            starts,
            days,
            work: work - left,
        })
    }

    /// How many days starts lead to.
    fn days(&self, starts: &[u32]) -> u32 {
        let ends = starts.iter().zip(&self.activities).map(|(s, a)| s + a.days);
        ends.max().unwrap_or(0)
    }

    /// A schedule of so many days at most.
    fn within(&self, order: &[usize], days: u32, near: &[u32], work: &mut u64) -> Within {
        let Some(windows) = Windows::new(self, order, days) else {
            return Within::None;
        };
        let mut formula = Formula::default();
        let starts: Vec<Number> = (0..self.activities.len())
            .map(|i| Number::new(&mut formula, windows.of(i)))
            .collect();
        for (i, activity) in self.activities.iter().enumerate() {
            for j in &activity.followers {
                let always = When::Always;
                follows(
                    &mut formula,
                    always,
                    (&starts[i], activity.days),
                    &starts[*j],
                );
            }
        }
        self.apart(&mut formula, order, &starts);
        self.capacities(&mut formula, &starts, i64::from(days));
        let mut solver = Solver::new(&formula);
        for (number, near) in starts.iter().zip(near) {
            number
                .set_to(i64::from(*near))
                .for_each(|lit| solver.prefer(lit));
        }
        match solver.solve(work, &|| false) {
            Answer::Holds(model) => {
                let read = |n: &Number| n.read(&model).and_then(|day| u32::try_from(day).ok());
                let found: Option<Vec<u32>> = starts.iter().map(read).collect();
                let found = found.filter(|found| formula.kept_by(&model) && self.allows(found));
                found.map_or(Within::Unknown, Within::Found)
            }
            Answer::None(record) if replay::holds(&formula, &record, &|| false) => Within::None,
            _ => Within::Unknown,
        }
    }

    /// Of two that cannot be under way together, one follows the other: nothing new, but drawn sooner.
    fn apart(&self, formula: &mut Formula, order: &[usize], starts: &[Number]) {
        let mut reach = vec![vec![false; self.activities.len()]; self.activities.len()];
        for i in order.iter().rev() {
            for j in &self.activities[*i].followers {
                let theirs = reach[*j].clone();
                reach[*i][*j] = true;
                reach[*i]
                    .iter_mut()
                    .zip(theirs)
                    .for_each(|(mine, by)| *mine |= by);
            }
        }
        for (i, one) in self.activities.iter().enumerate() {
            for (j, other) in self.activities.iter().enumerate().skip(i + 1) {
                let units = one.units.iter().zip(&other.units).zip(&self.capacities);
                let mut units = units.map(|((a, b), capacity)| a.saturating_add(*b) > *capacity);
                let both = one.days > 0 && other.days > 0 && units.any(|too_much| too_much);
                if both && !reach[i][j] && !reach[j][i] {
                    let first = When::Is(formula.var());
                    follows(formula, first, (&starts[i], one.days), &starts[j]);
                    follows(formula, !first, (&starts[j], other.days), &starts[i]);
                }
            }
        }
    }

    /// On no day is more taken than there is.
    fn capacities(&self, formula: &mut Formula, starts: &[Number], days: i64) {
        for day in 0..days {
            let mut rows: Vec<Vec<_>> = vec![Vec::new(); self.capacities.len()];
            let mut left: Vec<i64> = self.capacities.iter().map(|c| i64::from(*c)).collect();
            for (activity, start) in self.activities.iter().zip(starts) {
                if activity.days == 0 || activity.units.iter().all(|u| *u == 0) {
                    continue;
                }
                let from = day - i64::from(activity.days) + 1;
                let begun = [start.at_least(from), !start.at_least(day + 1)];
                let taken = |by: &mut dyn FnMut(usize, i64)| {
                    let each = activity.units.iter().enumerate();
                    for (r, units) in each.take(self.capacities.len()) {
                        if *units > 0 {
                            by(r, i64::from(*units));
                        }
                    }
                };
                match begun {
                    [When::Never, _] | [_, When::Never] => {}
                    [When::Always, When::Always] => taken(&mut |r, units| left[r] -= units),
                    [a, b] => {
                        let busy = formula.var();
                        formula.any([!a, !b, When::Is(busy)]);
                        taken(&mut |r, units| rows[r].push((busy, units)));
                    }
                }
            }
            for (row, left) in rows.into_iter().zip(left) {
                if left < 0 {
                    formula.clause([]);
                } else {
                    formula.at_most(row, left);
                }
            }
        }
    }
}

/// Where `when` is so, the second starts only so many days after the first.
fn follows(formula: &mut Formula, when: When, (first, days): (&Number, u32), second: &Number) {
    for day in first.values() {
        let after = second.at_least(day + i64::from(days));
        formula.any([!when, !first.at_least(*day), after]);
    }
}

/// Days of all activities together, beyond which a schedule is not looked for: each day has its sums.
const MOST_DAYS: u64 = 100_000;

enum Within {
    Found(Vec<u32>),
    None,
    Unknown,
}
