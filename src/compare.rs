//! Plans side by side: what one costs more than another, level by level, and what moves. Of two
//! plans, [`Comparison`] holds what differs; of any number, [`Compared`] holds all that is compared,
//! what matters most first.

mod beside;
mod cause;
mod notices;
mod systems;

pub use beside::{Compared, ComparedPlan, Given, LevelValues, LoadValues, Origin, YearValues};
pub use cause::{Cause, cause};
pub use notices::CompareNotice;
pub use systems::{DateValues, Phase, SystemValues};

use crate::calendar::Date;
use crate::inventory::Level;
use crate::plan::{Objective, Plan, PlanRoute, PlanSystem, PlanWarning};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What differs between two plans.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Every level of the objective, in its order.
    pub levels: Vec<LevelChange>,
    /// Systems of which the route, a ★ or a ▲ differs, in the order of the second plan.
    pub moved: Vec<Moved>,
    /// Warnings that only the second plan has.
    pub warnings: Vec<PlanWarning>,
    /// Yen that differ, by what they are paid for; the greatest difference first.
    pub costs: Vec<CostChange>,
}

/// One level of both plans.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LevelChange {
    /// Name as in [`Objective`].
    pub level: &'static str,
    /// In the first plan.
    pub old: f64,
    /// In the second.
    pub new: f64,
    /// The second plan was not chosen by it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_minded: bool,
}

/// A system that is not where it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Moved {
    /// Its id.
    pub system: String,
    /// Shown name.
    pub name: String,
    /// The routes, where they differ.
    pub route: Option<(PlanRoute, PlanRoute)>,
    /// ★ and ▲ that differ.
    pub dates: Vec<MovedDate>,
}

/// A ★ or ▲ that is not where it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovedDate {
    /// contract or cutover.
    pub kind: String,
    /// Of the bridge or of the standard.
    pub standard: bool,
    /// In the first plan; none: it has no such date.
    pub old: Option<Date>,
    /// In the second.
    pub new: Option<Date>,
}

/// Yen that differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CostChange {
    /// System, or the ids of all that share it joined by `+`.
    pub system: String,
    /// Kind of money as in the budget.
    pub kind: String,
    /// In the first plan.
    pub old: i64,
    /// In the second.
    pub new: i64,
}

impl Comparison {
    /// What `new` has otherwise than `old`.
    pub fn of(old: &Plan, new: &Plan) -> Comparison {
        let moved = new.systems.iter().filter_map(|system| {
            let before = old.system(&system.id);
            let moved = moved(before, system);
            (moved.route.is_some() || !moved.dates.is_empty()).then_some(moved)
        });
        let order = new.outcome.levels();
        let warnings = new.warnings.iter().filter(|w| !old.warnings.contains(w));
        Comparison {
            levels: levels(&old.outcome.objective, &new.outcome.objective, &order),
            moved: moved.collect(),
            warnings: warnings.cloned().collect(),
            costs: costs(old, new),
        }
    }

    /// The first level that the second plan has worse, if any, and by how much; `None` as well where
    /// it is better on a level before.
    pub fn worsens(&self) -> Option<(&'static str, f64)> {
        let mut minded = self.levels.iter().filter(|l| !l.not_minded);
        let first = minded.find(|l| l.old != l.new)?;
        (first.new > first.old).then_some((first.level, first.new - first.old))
    }
}

/// The levels in the order in which they are minded, then those that are not.
fn levels(old: &Objective, new: &Objective, order: &[Level]) -> Vec<LevelChange> {
    let rest = Level::ALL.into_iter().filter(|l| !order.contains(l));
    let change = |level: Level| LevelChange {
        level: level.name(),
        old: old.get(level),
        new: new.get(level),
        not_minded: !order.contains(&level),
    };
    order.iter().copied().chain(rest).map(change).collect()
}

fn moved(old: Option<&PlanSystem>, new: &PlanSystem) -> Moved {
    let mut dates = Vec::new();
    for standard in [false, true] {
        for kind in ["contract", "cutover"] {
            let of = |system: &PlanSystem| date(system, kind, standard);
            let (before, after) = (old.and_then(of), of(new));
            if before != after {
                dates.push(MovedDate {
                    kind: kind.to_owned(),
                    standard,
                    old: before,
                    new: after,
                });
            }
        }
    }
    let route = old.filter(|o| o.route != new.route);
    Moved {
        system: new.id.clone(),
        name: new.name.clone(),
        route: route.map(|o| (o.route.clone(), new.route.clone())),
        dates,
    }
}

/// The ★ or ▲ of a system's bridge or standard.
pub fn date(system: &PlanSystem, kind: &str, standard: bool) -> Option<Date> {
    let mut cutovers = system.milestones.iter().filter(|m| m.kind == "cutover");
    let target = cutovers.find(|m| m.stage == "standard");
    let target = target.map(|m| m.round.as_str());
    let mut all = system.milestones.iter().filter(|m| m.kind == kind);
    all.find(|m| (Some(m.round.as_str()) == target) == standard)
        .map(|m| m.date)
}

fn costs(old: &Plan, new: &Plan) -> Vec<CostChange> {
    let mut sums: BTreeMap<(&str, &str), (i64, i64)> = BTreeMap::new();
    for row in &old.budget {
        let sum = sums.entry((&row.system, &row.kind)).or_default();
        sum.0 = sum.0.saturating_add(row.yen);
    }
    for row in &new.budget {
        let sum = sums.entry((&row.system, &row.kind)).or_default();
        sum.1 = sum.1.saturating_add(row.yen);
    }
    let mut changes: Vec<CostChange> = sums
        .into_iter()
        .filter(|(_, (old, new))| old != new)
        .map(|((system, kind), (old, new))| CostChange {
            system: system.to_owned(),
            kind: kind.to_owned(),
            old,
            new,
        })
        .collect();
    changes.sort_by_key(|c| std::cmp::Reverse(c.old.abs_diff(c.new)));
    changes
}
