//! The levels of the objective.

use super::reading::{Reading, Taken};
use super::{Found, days_between};
use crate::inventory::{Bounds, Deadline, Level};
use crate::plan::Objective;

/// The plan's value as its dates give it.
pub(super) fn levels(reading: &Reading<'_>) -> Objective {
    let promises = promises(reading);
    let minded = |level: Level, value: i64| reading.inventory.order.minds(level).then_some(value);
    Objective {
        gap_days: gap_days(reading),
        hard_late_days: hard_late_days(reading),
        late_days: late_days(reading),
        promises_changed: minded(Level::PromisesChanged, promises.0),
        promised_days_moved: minded(Level::PromisedDaysMoved, promises.1),
        cost_yen: cost_yen(reading),
        peak_load: peak_load(reading),
        cutover_day_sum: cutover_day_sum(reading),
        contract_day_sum: contract_day_sum(reading),
    }
}

/// Days in gap stages from the later of as-of and the horizon's first day.
fn gap_days(reading: &Reading<'_>) -> i64 {
    let first = reading.as_of.max(reading.from);
    let gaps = reading
        .taken
        .iter()
        .flat_map(|t| t.services.iter().filter_map(|s| s.gap()));
    gaps.map(|(from, to)| (to.min(reading.to) - from.max(first)).num_days() + 1)
        .map(|n| n.max(0))
        .sum()
}

/// Days late of every system against a deadline.
fn lateness(reading: &Reading<'_>, deadline: &Deadline) -> i64 {
    let late = |taken: &Taken<'_>| {
        let date = super::slack::date_for(deadline, taken)?;
        let standard = deadline.bounds == Bounds::StandardCutover;
        let bound = taken.moves.iter().find(|m| m.standard == standard)?;
        Some(days_between(date, bound.cutover).max(0))
    };
    let all = reading.taken.iter().filter_map(late);
    all.fold(0, i64::saturating_add)
}

/// Days late against hard deadlines.
fn hard_late_days(reading: &Reading<'_>) -> i64 {
    let deadlines = reading.inventory.deadlines.iter();
    let late = deadlines.filter(|d| d.hard).map(|d| lateness(reading, d));
    late.fold(0, i64::saturating_add)
}

/// Days late against soft deadlines, each times the weight of its deadline.
fn late_days(reading: &Reading<'_>) -> i64 {
    let deadlines = reading.inventory.deadlines.iter();
    let soft = deadlines.filter(|d| !d.hard);
    let late = soft.map(|d| lateness(reading, d).saturating_mul(i64::from(d.weight)));
    late.fold(0, i64::saturating_add)
}

/// Promised routes and ▲ that are not kept, and the days between promised ▲ and those of the plan.
fn promises(reading: &Reading<'_>) -> (i64, i64) {
    let (mut changed, mut days) = (0_i64, 0_i64);
    for taken in &reading.taken {
        let Some(promise) = reading.inventory.promises.get(&taken.system.id) else {
            continue;
        };
        let other = taken.bridge.id != promise.bridge || taken.target.id != promise.target;
        changed += i64::from(other);
        for (standard, day) in [false, true].into_iter().zip(promise.cutovers) {
            let Some(day) = day else { continue };
            let kept = taken.moves.iter().find(|m| m.standard == standard);
            let away = kept.map(|m| days_between(day, m.cutover).abs());
            changed += i64::from(away != Some(0));
            days = days.saturating_add(away.unwrap_or(0));
        }
    }
    (changed, days)
}

/// The sum of all budget rows that follow.
fn cost_yen(reading: &Reading<'_>) -> i64 {
    let yen = reading.rows.values().copied();
    yen.fold(0, i64::saturating_add)
}

/// Days from the horizon's first day to each ▲.
fn cutover_day_sum(reading: &Reading<'_>) -> i64 {
    let cutovers = reading.moves().map(|(_, m)| m.cutover);
    cutovers.map(|d| days_between(reading.from, d)).sum()
}

/// Days from the horizon's first day to each ★; that of a shared round counts once.
fn contract_day_sum(reading: &Reading<'_>) -> i64 {
    let rounds = reading.taken_rounds();
    let signs = rounds.filter_map(|(.., shared)| shared.sign);
    signs.map(|d| days_between(reading.from, d)).sum()
}

/// Greatest load / capacity of any vendor or team, on any day or in any month.
fn peak_load(reading: &Reading<'_>) -> f64 {
    reading
        .burdens
        .iter()
        .zip(&reading.inventory.providers)
        .filter_map(|(burden, p)| burden.peak(&p.builds, &p.cutovers_per_month, reading.as_of))
        .fold(0.0, f64::max)
}

/// `objective`: the levels are what the dates give; the budget's rows add up; no bound is above
/// the value it bounds.
pub(super) fn objective(reading: &Reading<'_>, found: &mut Found) {
    order(reading, found);
    if !reading.whole() {
        return;
    }
    let (must, is) = (levels(reading), &reading.plan.outcome.objective);
    let pairs = [
        ("gap_days", is.gap_days, must.gap_days),
        ("hard_late_days", is.hard_late_days, must.hard_late_days),
        ("late_days", is.late_days, must.late_days),
        ("cost_yen", is.cost_yen, must.cost_yen),
        ("cutover_day_sum", is.cutover_day_sum, must.cutover_day_sum),
        (
            "contract_day_sum",
            is.contract_day_sum,
            must.contract_day_sum,
        ),
    ];
    let promises = [
        (
            "promises_changed",
            is.promises_changed,
            must.promises_changed,
        ),
        (
            "promised_days_moved",
            is.promised_days_moved,
            must.promised_days_moved,
        ),
    ];
    // Told where they are minded, and nowhere else; -1 is never a level.
    let promises = promises.map(|(level, is, must)| (level, is.unwrap_or(-1), must.unwrap_or(-1)));
    for (level, is, must) in pairs.into_iter().chain(promises) {
        if is != must {
            found.add(
                None,
                None,
                "a level is not what the dates give",
                &[
                    ("level", &level),
                    ("is", &is),
                    ("must", &must),
                    ("off", &is.saturating_sub(must)),
                ],
            );
        }
    }
    // Written so that a value that is no number is found too.
    let near = (is.peak_load - must.peak_load).abs() <= 1e-9;
    if !near {
        found.add(
            None,
            None,
            "a level is not what the dates give",
            &[
                ("level", &"peak_load"),
                ("is", &is.peak_load),
                ("must", &must.peak_load),
            ],
        );
    }
    let sum = reading
        .plan
        .budget
        .iter()
        .fold(0_i64, |sum, row| sum.saturating_add(row.yen));
    if sum != is.cost_yen {
        found.add(
            None,
            None,
            "the budget's rows do not add up to the cost",
            &[
                ("level", &"cost_yen"),
                ("is", &is.cost_yen),
                ("rows", &sum),
                ("yen-off", &sum.saturating_sub(is.cost_yen)),
            ],
        );
    }
}

/// A bound holds for plans that keep the rules and reach the bounds before it, in the order that was
/// asked for.
pub(super) fn bounds(reading: &Reading<'_>, found: &mut Found) {
    let (bound, is) = (&reading.plan.outcome.bound, &reading.plan.outcome.objective);
    for level in reading.inventory.order.levels() {
        let Some(bound) = bound.get(*level) else {
            return;
        };
        let value = is.get(*level);
        if value < bound {
            found.add(
                None,
                None,
                "better than what is said to be possible",
                &[
                    ("level", &level.name()),
                    ("is", &value),
                    ("bound", &bound),
                    ("under", &(bound - value)),
                ],
            );
        }
        if value != bound {
            return;
        }
    }
}

/// The levels are minded in the order that the inventory asks for.
fn order(reading: &Reading<'_>, found: &mut Found) {
    let asked = &reading.inventory.order;
    let told = &reading.plan.outcome.order;
    let same = match told.is_empty() {
        true => asked.is_default(),
        false => *told == asked.names(),
    };
    if !same {
        let (is, must) = (told.join(","), asked.names().join(","));
        let values: [(&str, &dyn std::fmt::Display); 2] = [("is", &is), ("must", &must)];
        found.add(
            None,
            None,
            "the levels are not in the order asked for",
            &values,
        );
    }
}
