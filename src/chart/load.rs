//! Work that runs at the same time at a vendor or in a team, against what it can do.

use super::Axis;
use crate::calendar::Date;
use crate::plan::{Load, Plan};
use crate::report::wording;

/// The load of a vendor or a team over the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadStrip {
    /// Shown name.
    pub name: String,
    /// A team of the city's own.
    pub team: bool,
    /// Stretches of one load, by date, without holes.
    pub steps: Vec<LoadSpan>,
    /// Greatest load.
    pub most: u32,
    /// Capacity on the day of the greatest load, relative to it; `None` without a limit.
    pub capacity: Option<u32>,
    /// Somewhere above its capacity.
    pub over: bool,
}

/// Days of the same load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadSpan {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Work stages that run.
    pub units: u32,
    /// How many may; `None`: no limit.
    pub capacity: Option<u32>,
}

impl LoadSpan {
    /// More than may run.
    pub fn over(&self) -> bool {
        self.capacity.is_some_and(|most| self.units > most)
    }
}

/// Those that have work on the axis, in the order of the plan.
pub(super) fn strips(plan: &Plan, axis: &Axis) -> Vec<LoadStrip> {
    plan.load
        .iter()
        .filter_map(|load| strip(load, axis))
        .filter(|strip| strip.most > 0)
        .collect()
}

fn strip(load: &Load, axis: &Axis) -> Option<LoadStrip> {
    let mut steps: Vec<LoadSpan> = Vec::new();
    for (n, step) in load.builds.iter().enumerate() {
        let next = load.builds.get(n + 1).and_then(|s| s.from.pred_opt());
        let (from, to) = (
            step.from.max(axis.from),
            next.unwrap_or(axis.to).min(axis.to),
        );
        if from <= to {
            steps.push(LoadSpan {
                from,
                to,
                units: step.units,
                capacity: step.capacity,
            });
        }
    }
    let ratio = |s: &LoadSpan| {
        let capacity = u64::from(s.capacity.unwrap_or(u32::MAX).max(1));
        u64::from(s.units) * 1_000_000 / capacity
    };
    let worst = *steps.iter().max_by_key(|s| (ratio(s), s.units))?;
    Some(LoadStrip {
        name: wording::name_or_id(&load.name, &load.provider),
        team: load.team,
        most: steps.iter().map(|s| s.units).max().unwrap_or(0),
        capacity: worst.capacity,
        over: steps.iter().any(LoadSpan::over),
        steps,
    })
}
