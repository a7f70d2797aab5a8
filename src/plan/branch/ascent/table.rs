//! The choices of all systems as columns of numbers, which prices are laid on again and again.

use super::super::Problem;
use super::super::periods::{Periods, day_room, month_room, taken};
use super::super::prices::Asked;
use crate::plan::axis::Day;
use crate::plan::levels::Levels;
use crate::plan::model::Model;
use crate::plan::options::{Apart, Cutover};

/// How often prices themselves are gone through for one set of them.
const PASSES: usize = 4;

/// Some ▲ of one round.
pub(super) struct Days {
    /// Whose capacity it takes, and how many units.
    pub(super) provider: Option<(usize, f64)>,
    /// What is bounded, and the levels between.
    pub(super) base: Vec<f64>,
    pub(super) between: Vec<Vec<f64>>,
    /// Indices into the system's candidates.
    pub(super) candidates: Vec<usize>,
    /// Work as places in the sums of prices; month of ▲.
    pub(super) work: Vec<(usize, usize)>,
    pub(super) month: Vec<Option<usize>>,
    /// Which ties it has a part in, and that.
    pub(super) ties: Vec<(usize, Vec<f64>)>,
}

/// The choices on one route.
pub(super) struct Way {
    pub(super) route: usize,
    pub(super) bridge: Option<Days>,
    pub(super) standard: Days,
    /// Pairs of both that count, and what they are worth more than their parts.
    pub(super) pairs: Vec<(u32, u32, f64)>,
}

/// All of them, and what there is of capacity.
pub(super) struct Table {
    as_of: Day,
    pub(super) ways: Vec<Vec<Way>>,
    pub(super) periods: Periods,
    pub(super) months: Periods,
    /// Capacity by provider: by period in days, by month.
    pub(super) rooms: Vec<(Vec<f64>, Vec<f64>)>,
    /// By provider and day, how many limited days lie before it.
    limited: Vec<Vec<u32>>,
    /// What is shared whatever is chosen.
    pub(super) shared: f64,
    /// What a day is worth to a system, about.
    pub(super) day: f64,
}

impl Table {
    /// `None`: there are more choices than so many.
    pub(super) fn new(problem: &Problem, asked: &Asked, most: usize) -> Option<Table> {
        let model = problem.model;
        let (periods, months) = (Periods::halves(model), Periods::months(model));
        let rooms = (0..model.builds.len()).map(|p| rooms(model, p, &periods, &months));
        let limited = (0..model.builds.len()).map(|p| limited(model, p));
        let shared =
            Levels::default().with(model.at.yen, problem.shared.bound(problem, &asked.windows));
        let mut table = Table {
            as_of: model.as_of,
            ways: Vec::new(),
            rooms: rooms.collect(),
            limited: limited.collect(),
            shared: shared.get(asked.place) as f64,
            day: 0.0,
            periods,
            months,
        };
        let (mut worths, mut all) = (Vec::new(), 0);
        for (i, useful) in asked.useful.iter().enumerate() {
            let links = problem.own_links(asked, i);
            let within = asked.windows.within(problem, i, &links);
            let apart = problem.options[i].apart(model, &within, useful);
            let choices = |a: &Apart| a.pairs.len() + a.standards.len();
            all += apart.iter().map(choices).sum::<usize>();
            if all > most {
                return None;
            }
            worths.extend(worth_of_a_day(&apart, asked.place));
            let ways = apart.iter().map(|a| table.way(problem, asked, i, a));
            let ways = ways.collect();
            table.ways.push(ways);
        }
        table.day = worths.iter().sum::<f64>() / worths.len().max(1) as f64;
        Some(table)
    }

    /// What is looked at for one set of prices: all choices, and [`PASSES`] times all capacity that has a
    /// price.
    pub(super) fn entries(&self) -> usize {
        let entries = |way: &Way| way.standard.base.len() + way.pairs.len();
        let choices: usize = self.ways.iter().flatten().map(entries).sum();
        choices + PASSES * self.rooms.len() * (self.periods.len() + self.months.len())
    }

    fn way(&self, problem: &Problem, asked: &Asked, i: usize, apart: &Apart) -> Way {
        let place = asked.place;
        let pair = |(e, k, value): &(u32, u32, Levels)| {
            let of = |part: &Cutover| part.value.get(place) as f64;
            let parts = of(&apart.ends[*e as usize]) + of(&apart.standards[*k as usize]);
            (*e, *k, value.get(place) as f64 - parts)
        };
        let mut standard = self.days(problem, asked, apart.target, &apart.standards);
        let mut bridge = apart
            .bridge
            .map(|round| self.days(problem, asked, round, &apart.ends));
        for (n, tie) in asked.ties.iter().enumerate().filter(|(_, t)| t.has(i)) {
            let (to, days) = match &mut bridge {
                Some(bridge) if tie.is_left() => (bridge, &apart.ends),
                _ => (&mut standard, &apart.standards),
            };
            let part = |c: &Cutover| tie.part(problem, i, c.last, c.day) as f64;
            to.ties.push((n, days.iter().map(part).collect()));
        }
        Way {
            route: apart.route,
            bridge,
            standard,
            pairs: apart.pairs.iter().map(pair).collect(),
        }
    }

    fn days(&self, problem: &Problem, asked: &Asked, round: usize, all: &[Cutover]) -> Days {
        let model = problem.model;
        let source = &model.rounds[round];
        let sharers = source.systems.len().max(1) as f64;
        let place = |d: Day| usize::try_from(d - self.as_of).unwrap_or(0);
        let column = |level: usize| all.iter().map(|c| c.value.get(level) as f64).collect();
        let takes: Vec<_> = all
            .iter()
            .map(|c| (c.day, taken(model, round, c.day)))
            .collect();
        let work = |(day, taken): &(Day, Option<(usize, Day)>)| {
            taken.map_or((0, 0), |(_, from)| {
                (place(from), place(*day).max(place(from)))
            })
        };
        let month = |(day, taken): &(Day, Option<(usize, Day)>)| {
            let (p, _) = (*taken)?;
            let month = self.months.of(*day)?;
            month_room(model, p, self.months.days(month)).map(|_| month)
        };
        Days {
            provider: source
                .provider
                .map(|p| (p, f64::from(source.units) / sharers)),
            base: column(asked.place),
            between: (asked.fixed..asked.place).map(column).collect(),
            candidates: all.iter().map(|c| c.candidate).collect(),
            work: takes.iter().map(work).collect(),
            month: takes.iter().map(month).collect(),
            ties: Vec::new(),
        }
    }

    /// By day, what all limited days of a provider before it cost.
    pub(super) fn summed(&self, provider: usize, prices: &[f64]) -> Vec<f64> {
        let count = &self.limited[provider];
        let mut sums = Vec::with_capacity(count.len());
        let mut sum = 0.0;
        sums.push(0.0);
        for (n, price) in prices.iter().enumerate() {
            for day in self.periods.days(n) {
                let at = usize::try_from(day - self.as_of).unwrap_or(0);
                if count[at + 1] > count[at] {
                    sum += price;
                }
                sums.push(sum);
            }
        }
        sums
    }

    /// The limited days of a provider from one place to another, period by period.
    pub(super) fn limited_days(
        &self,
        provider: usize,
        (from, to): (usize, usize),
        mut each: impl FnMut(usize, f64),
    ) {
        let (count, mut at) = (&self.limited[provider], from);
        while at < to {
            let day = self
                .as_of
                .saturating_add(Day::try_from(at).unwrap_or(Day::MAX));
            let Some(n) = self.periods.of(day) else {
                return;
            };
            let end = usize::try_from(self.periods.days(n).end - self.as_of).unwrap_or(to);
            let end = end.min(to);
            each(n, f64::from(count[end] - count[at]));
            at = end;
        }
    }
}

/// What a system gains or loses by a day: its range of values over its range of days.
fn worth_of_a_day(apart: &[Apart], place: usize) -> Option<f64> {
    let all = || apart.iter().flat_map(|a| &a.standards);
    let days = all().map(|c| c.day).max()? - all().map(|c| c.day).min()?;
    let worth = |c: &Cutover| c.value.get(place);
    let range = all().map(worth).max()? as f64 - all().map(worth).min()? as f64;
    Some(range / f64::from(days + 1))
}

fn rooms(model: &Model, p: usize, periods: &Periods, months: &Periods) -> (Vec<f64>, Vec<f64>) {
    let room = |n: usize| {
        let rooms = periods.days(n).filter_map(|d| day_room(model, p, d));
        rooms.map(f64::from).sum::<f64>()
    };
    let month = |n: usize| month_room(model, p, months.days(n)).map_or(0.0, f64::from);
    (
        (0..periods.len()).map(room).collect(),
        (0..months.len()).map(month).collect(),
    )
}

fn limited(model: &Model, p: usize) -> Vec<u32> {
    let mut count = vec![0];
    let mut sum = 0;
    for day in model.as_of..=model.last {
        sum += u32::from(day_room(model, p, day).is_some());
        count.push(sum);
    }
    count
}
