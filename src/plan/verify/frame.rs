//! Whether a plan is a plan of this inventory at all, with dates that can be computed with.

use super::Found;
use crate::calendar::Date;
use crate::inventory::Inventory;
use crate::plan::Plan;
use chrono::Datelike;
use std::collections::BTreeSet;

/// First and last year that a plan's dates may lie in.
const FIRST_YEAR: i32 = 1900;
pub(super) const LAST_YEAR: i32 = 2200;

/// A day so late that it means "no end".
pub(super) fn never() -> Date {
    Date::from_ymd_opt(2400, 1, 1).unwrap_or(Date::MAX)
}

/// Checks what all else rests on; `false`: nothing more can be said.
pub(super) fn sound(inventory: &Inventory, plan: &Plan, found: &mut Found) -> bool {
    let before = found.all.len();
    if plan.schema != 1 {
        found.add(
            None,
            None,
            "unknown version of the format",
            &[("schema", &plan.schema)],
        );
    }
    if plan.as_of != inventory.as_of {
        let dates: [(&str, &dyn std::fmt::Display); 2] =
            [("plan", &plan.as_of), ("inventory", &inventory.as_of)];
        found.add(None, None, "another as-of date", &dates);
    }
    if (plan.horizon.from, plan.horizon.to) != inventory.horizon {
        found.add(
            None,
            None,
            "another horizon",
            &[("from", &plan.horizon.from)],
        );
    }
    dates(plan, found);
    systems(inventory, plan, found);
    found.all.len() == before
}

/// No date so far off that computing with it means nothing.
fn dates(plan: &Plan, found: &mut Found) {
    for system in &plan.systems {
        let stages = system.stages.iter().flat_map(|s| [s.from, s.to]);
        let activities = system.activities.iter().flat_map(|a| [a.from, a.to]);
        let milestones = system.milestones.iter().map(|m| m.date);
        let absurd = stages
            .chain(activities)
            .chain(milestones)
            .find(|d| !(FIRST_YEAR..=LAST_YEAR).contains(&d.year()));
        if let Some(date) = absurd {
            found.add(
                Some(&system.id),
                None,
                "a date out of range",
                &[("date", &date)],
            );
        }
    }
}

/// Each system of the inventory once, and no other.
fn systems(inventory: &Inventory, plan: &Plan, found: &mut Found) {
    let known: BTreeSet<&str> = inventory.systems.iter().map(|s| s.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    for system in &plan.systems {
        if !known.contains(system.id.as_str()) {
            found.add(Some(&system.id), None, "no such system", &[]);
        } else if !seen.insert(system.id.as_str()) {
            found.add(Some(&system.id), None, "a system twice", &[]);
        }
    }
    for id in known.difference(&seen) {
        found.add(Some(id), None, "a system is missing", &[]);
    }
}
