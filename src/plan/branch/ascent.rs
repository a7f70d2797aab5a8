//! Looking for prices that prove much: a subgradient ascent (deflected, with steps after Polyak).
//!
//! It reckons in floating point; what its prices prove is told by [`super::prices`] alone. The sequence
//! of operations is the same on every machine.

mod table;

use super::Problem;
use super::prices::{Asked, Prices, SCALE};
use crate::plan::levels::{Levels, SUMS};
use crate::plan::options::Choice;
use table::{Days, Table, Way};

/// Choices of all systems, pairs of days above all, beyond which nothing is looked for: each is looked at
/// in every step.
const MOST_CHOICES: usize = 400_000;

/// How much of the direction before is kept.
const DEFLECTION: f64 = 0.9;

/// After so many steps without a better bound it goes on from the best one, in lesser steps.
const PATIENCE: u32 = 20;
const LESS: f64 = 0.8;

/// Steps are too small to change anything.
const LEAST: f64 = 0.002;

/// Choices that are as much work as one ▲ day tried elsewhere.
const A_STEP: u64 = 8;

/// What every system chooses, whatever room there is.
pub(crate) type Guide = Vec<Option<Choice>>;

/// What systems choose at good prices is kept this often.
const GUIDES: usize = 8;

/// What an ascent came to.
pub(super) struct Ascended {
    pub(super) prices: Prices,
    /// What all systems choose at the last of the prices that were better than those before: close to
    /// what the capacities allow.
    pub(super) guides: Vec<Guide>,
}

/// Prices by provider and period, by provider and month, of levels between, of ties; or what is taken
/// too much of each.
#[derive(Clone)]
struct Point {
    builds: Vec<Vec<f64>>,
    cutovers: Vec<Vec<f64>>,
    between: Vec<f64>,
    ties: Vec<f64>,
}

impl Point {
    fn all(&mut self) -> impl Iterator<Item = &mut f64> {
        let vendors = self.builds.iter_mut().chain(&mut self.cutovers);
        vendors
            .flatten()
            .chain(&mut self.between)
            .chain(&mut self.ties)
    }

    fn zero(&self) -> Point {
        let mut zero = self.clone();
        zero.all().for_each(|x| *x = 0.0);
        zero
    }
}

impl Problem<'_> {
    /// Good prices for what is asked. `steps` is what may be tried, and what is left of it. `None`: there
    /// is nothing to be had.
    pub(super) fn ascended(&self, asked: &Asked, steps: &mut u64) -> Option<Ascended> {
        let at = &self.model.at;
        // What lies between two ▲ is gap and yen: these have no price.
        let priced = asked.fixed..asked.place;
        if priced.clone().any(|p| [at.gap, at.yen].contains(&p)) {
            return None;
        }
        let ascent = Ascent {
            problem: self,
            asked,
            table: Table::new(self, asked, MOST_CHOICES)?,
        };
        let goal = asked.best.get(asked.place) as f64;
        let (point, guides) = ascent.climb(goal, steps)?;
        let whole = |x: &f64| (x * SCALE as f64) as i64;
        let table = |t: &[Vec<f64>]| -> Vec<Vec<i64>> {
            t.iter()
                .map(|row| row.iter().map(whole).collect())
                .collect()
        };
        let mut levels = [0; SUMS];
        levels[asked.place] = SCALE;
        for (level, price) in priced.zip(&point.between) {
            levels[level] = whole(price);
        }
        let prices = Prices {
            place: asked.place,
            fixed: asked.fixed,
            levels,
            builds: table(&point.builds),
            cutovers: table(&point.cutovers),
            ties: point.ties.iter().map(whole).collect(),
        };
        Some(Ascended { prices, guides })
    }
}

/// One choice: its route, ▲ of the bridge, ▲ of the standard.
type Pick<'t> = (&'t Way, Option<usize>, usize);

struct Ascent<'p, 'm> {
    problem: &'p Problem<'m>,
    asked: &'p Asked,
    table: Table,
}

impl Ascent<'_, '_> {
    /// So much of everything.
    fn point(&self, builds: f64, cutovers: f64, between: f64, tie: impl Fn(bool) -> f64) -> Point {
        let providers = self.table.rooms.len();
        let ties = self.asked.ties.iter();
        Point {
            builds: vec![vec![builds; self.table.periods.len()]; providers],
            cutovers: vec![vec![cutovers; self.table.months.len()]; providers],
            between: vec![between; self.asked.place - self.asked.fixed],
            ties: ties.map(|t| tie(t.is_yen())).collect(),
        }
    }

    /// The best point found, and what was chosen there and shortly before; `None`: some system has no
    /// choice at all.
    fn climb(&self, goal: f64, steps: &mut u64) -> Option<(Point, Vec<Guide>)> {
        let cost = (self.table.entries() as u64 / A_STEP).max(1);
        let mut point = self.point(0.0, 0.0, 0.0, |_| 0.0);
        // What prices are compared by: what a day is worth to a system.
        let day = self.table.day.max(1e-6);
        let mut scale = self.point(day, day * 15.0, day, |yen| if yen { 1.0 } else { day });
        let mut direction = point.clone();
        let (mut best, mut kept) = (f64::NEG_INFINITY, point.clone());
        let (mut stalled, mut length) = (0, 1.0);
        let mut guides: Vec<Guide> = Vec::new();
        while *steps >= cost && length > LEAST {
            *steps -= cost;
            let watch = self.problem.model.watch;
            if watch.is_some_and(crate::plan::Watch::is_asked) {
                break;
            }
            let (worth, excess, chosen) = self.relaxed(&point)?;
            if worth > best + 1e-9 * worth.abs() {
                (best, stalled) = (worth, 0);
                kept = point.clone();
                if !guides.contains(&chosen) {
                    if guides.len() == GUIDES {
                        guides.remove(0);
                    }
                    guides.push(chosen);
                }
            } else {
                stalled += 1;
            }
            if best > goal - 1.0 {
                break;
            }
            if stalled > PATIENCE {
                length *= LESS;
                stalled = 0;
                point = kept.clone();
                direction = point.zero();
                continue;
            }
            let most = length * (goal - worth);
            self.step(&mut point, &mut direction, &mut scale, excess, most);
        }
        guides.reverse();
        Some((kept, guides))
    }

    /// One step along what is taken too much and the direction before; `most` says how far.
    fn step(
        &self,
        point: &mut Point,
        direction: &mut Point,
        scale: &mut Point,
        mut excess: Point,
        most: f64,
    ) {
        let mut square = 0.0;
        let all = direction.all().zip(excess.all());
        for (((to, by), at), scale) in all.zip(point.all()).zip(scale.all()) {
            *to = *to * DEFLECTION + *by * *scale;
            // What is free already does not get cheaper.
            if *at != 0.0 || *to > 0.0 {
                square += *to * *to;
            }
        }
        if square <= 0.0 {
            return;
        }
        let by = most / square;
        for ((at, to), scale) in point.all().zip(direction.all()).zip(scale.all()) {
            *at += by * *to * *scale;
        }
        for price in point.builds.iter_mut().chain(&mut point.cutovers).flatten() {
            *price = price.max(0.0);
        }
        point
            .between
            .iter_mut()
            .for_each(|price| *price = price.max(0.0));
        for (price, tie) in point.ties.iter_mut().zip(&self.asked.ties) {
            let (least, most) = tie.prices();
            *price = price.clamp(least, most);
        }
        self.share(&mut point.ties);
    }

    /// Shares of one thing that are more than one together are made less, each by as much.
    fn share(&self, prices: &mut [f64]) {
        let ties = &self.asked.ties;
        let mut from = 0;
        while from < ties.len() {
            let of = ties[from].shares();
            let mut to = from + 1;
            while of.is_some() && to < ties.len() && ties[to].shares() == of {
                to += 1;
            }
            let all = &mut prices[from..to];
            while of.is_some() && all.iter().sum::<f64>() > 1.0 + 1e-12 {
                let more = all.iter().sum::<f64>() - 1.0;
                let some = all.iter().filter(|x| **x > 0.0).count().max(1) as f64;
                all.iter_mut()
                    .for_each(|x| *x = (*x - more / some).max(0.0));
            }
            from = to;
        }
    }

    /// What the best choices are worth at these prices, and what they take more than there is.
    fn relaxed(&self, point: &Point) -> Option<(f64, Point, Guide)> {
        let table = &self.table;
        let mut excess = self.point(0.0, 0.0, 0.0, |_| 0.0);
        let mut worth = table.shared;
        let mut sums: Vec<Vec<f64>> = Vec::with_capacity(table.rooms.len());
        for (p, (work, month)) in table.rooms.iter().enumerate() {
            let each = work.iter().zip(&point.builds[p]);
            let cutovers = month.iter().zip(&point.cutovers[p]);
            worth -= each
                .chain(cutovers)
                .map(|(room, price)| room * price)
                .sum::<f64>();
            let subtract = |to: &mut [f64], of: &[f64]| {
                to.iter_mut().zip(of).for_each(|(to, of)| *to = -of);
            };
            subtract(&mut excess.builds[p], work);
            subtract(&mut excess.cutovers[p], month);
            sums.push(table.summed(p, &point.builds[p]));
        }
        for (n, level) in (self.asked.fixed..self.asked.place).enumerate() {
            let most = self.asked.best.get(level) as f64;
            worth -= most * point.between[n];
            excess.between[n] = -most;
        }
        for (price, tie) in point.ties.iter().zip(&self.asked.ties) {
            worth -= price.abs() * tie.slack() as f64;
        }
        let (mut bridge, mut standard) = (Vec::new(), Vec::new());
        let mut choices = Vec::with_capacity(table.ways.len());
        for ways in &table.ways {
            let mut best = (f64::INFINITY, None);
            for way in ways {
                paid(&way.standard, point, &sums, &mut standard);
                let Some(ends) = &way.bridge else {
                    for (k, cost) in standard.iter().enumerate() {
                        if *cost < best.0 {
                            best = (*cost, Some((way, None, k)));
                        }
                    }
                    continue;
                };
                paid(ends, point, &sums, &mut bridge);
                for (e, k, more) in &way.pairs {
                    let (e, k) = (*e as usize, *k as usize);
                    let cost = bridge[e] + standard[k] + more;
                    if cost < best.0 {
                        best = (cost, Some((way, Some(e), k)));
                    }
                }
            }
            let (cost, chosen) = best;
            let (way, end, k): Pick = chosen?;
            worth += cost;
            self.takes(&way.standard, k, &mut excess);
            if let (Some(bridge), Some(e)) = (&way.bridge, end) {
                self.takes(bridge, e, &mut excess);
            }
            let ends = way.bridge.as_ref().zip(end);
            choices.push(Some(Choice {
                value: Levels::default(),
                route: way.route,
                bridge: ends.map(|(bridge, e)| bridge.candidates[e]),
                standard: way.standard.candidates[k],
                links: 0,
            }));
        }
        Some((worth, excess, choices))
    }

    /// Adds what a ▲ takes.
    fn takes(&self, days: &Days, k: usize, excess: &mut Point) {
        for (sum, column) in excess.between.iter_mut().zip(&days.between) {
            *sum += column[k];
        }
        for (tie, column) in &days.ties {
            excess.ties[*tie] += column[k];
        }
        let Some((p, units)) = days.provider else {
            return;
        };
        self.table.limited_days(p, days.work[k], |n, count| {
            excess.builds[p][n] += units * count;
        });
        if let Some(month) = days.month[k] {
            excess.cutovers[p][month] += units;
        }
    }
}

/// What each ▲ is worth with what it pays.
fn paid(days: &Days, point: &Point, sums: &[Vec<f64>], paid: &mut Vec<f64>) {
    paid.clear();
    paid.extend(&days.base);
    let between = days.between.iter().zip(&point.between);
    let ties = days
        .ties
        .iter()
        .map(|(tie, column)| (column, &point.ties[*tie]));
    for (column, price) in between.chain(ties).filter(|(_, price)| **price != 0.0) {
        let each = paid.iter_mut().zip(column);
        each.for_each(|(paid, by)| *paid += by * price);
    }
    let Some((p, units)) = days.provider else {
        return;
    };
    let (sums, months) = (&sums[p], &point.cutovers[p]);
    for ((paid, work), month) in paid.iter_mut().zip(&days.work).zip(&days.month) {
        *paid += units * (sums[work.1] - sums[work.0]);
        if let Some(month) = month {
            *paid += units * months[*month];
        }
    }
}
