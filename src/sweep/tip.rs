//! Between which two values of the first axis a deadline first falls, found by halving.

use super::point::{Bench, Point};
use super::values::{Axis, Step};
use crate::progress::Progress;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of neighbouring values looked into at most; each takes a plan for every halving.
pub const MOST_TIPS: usize = 40;
/// Halvings of one pair at most: more than any number of 64 bits needs for one deadline.
const MOST_PLANS: usize = 80;

/// Where a deadline, or the cover of a system, first falls along the first axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tip {
    /// Id of the deadline; null: days without cover.
    pub deadline: Option<String>,
    /// Id of the system.
    pub system: String,
    /// Values of the other axes.
    pub others: Vec<String>,
    /// The value next to it with which it is still kept; null: with none that was tried.
    pub kept: Option<String>,
    /// The value with which it falls.
    pub missed: String,
    /// Days late with that value, or days without cover.
    pub days: i64,
    /// Whether no value lies between the two.
    pub exact: bool,
}

/// A deadline of a system.
type What = (Option<String>, String);

/// Two neighbouring values between which something falls.
struct Pair {
    /// Which combination of the other axes.
    line: usize,
    /// The first of the two along the axis.
    at: usize,
    /// What falls there.
    what: Vec<What>,
}

fn days(point: &Point, what: &What) -> Option<i64> {
    let mut missed = point.missed.iter();
    let is = |m: &&super::Miss| m.deadline == what.0 && m.system == what.1;
    missed.find(is).map(|m| m.days)
}

/// Every tip, and how many plans it took to find them.
pub(super) fn tips(
    bench: &Bench<'_>,
    axes: &[Axis],
    points: &[Point],
    progress: &Progress,
) -> (Vec<Tip>, usize) {
    let Some((axis, others)) = axes.split_first() else {
        return (Vec::new(), 0);
    };
    let lines = others.iter().map(|a| a.values.len()).product::<usize>();
    // Every point of a line is as far from the next as there are lines.
    let point = |line: usize, at: usize| points.get(at * lines + line);
    let mut pairs: Vec<Pair> = Vec::new();
    let mut tips: Vec<(usize, Tip)> = Vec::new();
    for line in 0..lines {
        let along: Vec<&Point> = (0..axis.values.len())
            .filter_map(|at| point(line, at))
            .collect();
        let mut found: BTreeMap<usize, Vec<What>> = BTreeMap::new();
        for what in whats(&along) {
            let planned = || along.iter().enumerate().filter(|(_, p)| p.planned());
            let falls = |n: usize| {
                let (one, two) = (along.get(n), along.get(n + 1));
                one.zip(two).is_some_and(|(one, two)| {
                    one.planned()
                        && two.planned()
                        && days(one, &what).is_some() != days(two, &what).is_some()
                })
            };
            if let Some(at) = (0..along.len()).find(|n| falls(*n)) {
                found.entry(at).or_default().push(what);
            } else if planned().all(|(_, p)| days(p, &what).is_some())
                && let Some((_, first)) = planned().next()
            {
                let tip = Tip {
                    days: days(first, &what).unwrap_or(0),
                    deadline: what.0,
                    system: what.1,
                    others: first.values.iter().skip(1).cloned().collect(),
                    kept: None,
                    missed: first.values.first().cloned().unwrap_or_default(),
                    exact: false,
                };
                tips.push((line, tip));
            }
        }
        let of_line = found.into_iter();
        pairs.extend(of_line.map(|(at, what)| Pair { line, at, what }));
    }
    // Each pair is looked into by itself, one halving after another.
    progress.begin(pairs.len());
    let looked = crate::parallel::map(pairs.len(), usize::MAX, |n| {
        let pair = &pairs[n];
        let ends = point(pair.line, pair.at).zip(point(pair.line, pair.at + 1));
        let Some((low, high)) = ends else {
            return (Vec::new(), 0);
        };
        let rest = super::steps(axes, pair.at * lines + pair.line);
        let rest: Vec<Step> = rest.into_iter().skip(1).cloned().collect();
        let found = halve(bench, axis, pair, (low, high), &rest, n < MOST_TIPS);
        progress.step();
        found
    });
    let mut between = 0;
    for (pair, (found, plans)) in pairs.iter().zip(looked) {
        tips.extend(found.into_iter().map(|tip| (pair.line, tip)));
        between += plans;
    }
    // By deadline, then as the other values were asked for; what falls somewhere before what always
    // does.
    tips.sort_by(|(line, a), (other, b)| {
        let key = |line: usize, t: &Tip| (t.deadline.clone(), line, t.kept.is_none());
        key(*line, a).cmp(&key(*other, b))
    });
    (tips.into_iter().map(|(_, tip)| tip).collect(), between)
}

/// What is missed in any of these, in the order of the plans.
fn whats(along: &[&Point]) -> Vec<What> {
    let mut seen = BTreeSet::new();
    let missed = along.iter().filter(|p| p.planned()).flat_map(|p| &p.missed);
    let all = missed.map(|m| (m.deadline.clone(), m.system.clone()));
    all.filter(|what| seen.insert(what.clone())).collect()
}

fn halve(
    bench: &Bench<'_>,
    axis: &Axis,
    pair: &Pair,
    (low, high): (&Point, &Point),
    rest: &[Step],
    look: bool,
) -> (Vec<Tip>, usize) {
    let place = |at: usize| axis.values.get(at).and_then(|step| step.place);
    let ends = place(pair.at).zip(place(pair.at + 1));
    let ends = ends.filter(|(one, two)| one.0 == two.0 && look);
    // What was planned between, by its place: several deadlines take the same halvings.
    let mut known: BTreeMap<i64, Point> = BTreeMap::new();
    let mut tips = Vec::new();
    for what in &pair.what {
        let mut near = [low.clone(), high.clone()];
        let mut exact = false;
        if let Some(((unit, a), (_, b))) = ends {
            let falls = days(high, what).is_some();
            let mut at = [a, b];
            loop {
                exact = at[0].abs_diff(at[1]) <= unit.near().unsigned_abs();
                let middle = at[0] + (at[1] - at[0]) / 2;
                if exact || (!known.contains_key(&middle) && known.len() >= MOST_PLANS) {
                    break;
                }
                let point = match known.entry(middle) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => {
                        let Some(step) = axis.step(unit, middle) else {
                            break;
                        };
                        let mut steps = vec![step];
                        steps.extend_from_slice(rest);
                        place.insert(bench.point(&steps))
                    }
                };
                if !point.planned() {
                    break;
                }
                let side = usize::from(days(point, what).is_some() == falls);
                at[side] = middle;
                near[side] = point.clone();
            }
        }
        let [one, two] = near;
        let (kept, missed) = match days(&two, what) {
            Some(_) => (one, two),
            None => (two, one),
        };
        let value = |point: &Point| point.values.first().cloned().unwrap_or_default();
        tips.push(Tip {
            deadline: what.0.clone(),
            system: what.1.clone(),
            others: rest.iter().map(|s| s.text.clone()).collect(),
            kept: Some(value(&kept)),
            missed: value(&missed),
            days: days(&missed, what).unwrap_or(0),
            exact,
        });
    }
    (tips, known.len())
}
