//! The levels of the objective.

use super::Found;
use super::reading::Reading;
use crate::calendar::Date;
use crate::inventory::Bounds;
use crate::plan::Objective;

/// The plan's value as its dates give it.
pub(super) fn levels(reading: &Reading<'_>) -> Objective {
    let days = |date: Date| (date - reading.from).num_days();
    let mut value = Objective {
        gap_days: gap_days(reading),
        cost_yen: reading
            .rows
            .values()
            .fold(0, |sum, yen| sum.saturating_add(*yen)),
        peak_load: peak_load(reading),
        ..Objective::default()
    };
    (value.hard_late_days, value.late_days) = late_days(reading);
    value.cutover_day_sum = reading.moves().map(|(_, m)| days(m.cutover)).sum();
    value.contract_day_sum = reading
        .taken_rounds()
        .filter_map(|(.., shared)| shared.sign)
        .map(days)
        .sum();
    value
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

/// Days late against hard deadlines, and days × weight against soft ones.
fn late_days(reading: &Reading<'_>) -> (i64, i64) {
    let (mut hard, mut soft) = (0_i64, 0_i64);
    for deadline in &reading.inventory.deadlines {
        for taken in &reading.taken {
            let Some(date) = super::slack::date_for(deadline, taken) else {
                continue;
            };
            let bound = taken.moves.iter().find(|m| match deadline.bounds {
                Bounds::StandardCutover => m.standard,
                Bounds::BridgeCutover => !m.standard,
            });
            let late = bound.map_or(0, |m| (m.cutover - date).num_days().max(0));
            if deadline.hard {
                hard = hard.saturating_add(late);
            } else {
                soft = soft.saturating_add(late.saturating_mul(i64::from(deadline.weight)));
            }
        }
    }
    (hard, soft)
}

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
    for (level, is, must) in pairs {
        if is != must {
            found.add(
                None,
                None,
                "a level is not what the dates give",
                &[("level", &level), ("is", &is), ("must", &must)],
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
            &[("level", &"cost_yen"), ("is", &is.cost_yen), ("rows", &sum)],
        );
    }
}

/// A bound holds for plans that keep the rules and reach the bounds before it.
pub(super) fn bounds(reading: &Reading<'_>, found: &mut Found) {
    let (bound, is) = (&reading.plan.outcome.bound, &reading.plan.outcome.objective);
    for (level, bound, value) in [
        ("gap_days", bound.gap_days, is.gap_days),
        ("hard_late_days", bound.hard_late_days, is.hard_late_days),
        ("late_days", bound.late_days, is.late_days),
        ("cost_yen", bound.cost_yen, is.cost_yen),
    ] {
        let Some(bound) = bound else { return };
        if value < bound {
            found.add(
                None,
                None,
                "better than what is said to be possible",
                &[("level", &level), ("is", &value), ("bound", &bound)],
            );
        }
        if value != bound {
            return;
        }
    }
}
