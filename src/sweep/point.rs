//! One combination of values, and what its plan comes to.

use super::values::Step;
use crate::calendar::Date;
use crate::diag::{Severity, Sink};
use crate::inventory::scenario::{Change, apply};
use crate::inventory::{Draft, check};
use crate::plan::{Effort, Near, Plan, Status, make_near, make_quietly};
use crate::source::Sources;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A combination of values and its plan.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Point {
    /// One value of each axis; none: the files as they are.
    pub values: Vec<String>,
    /// Whether there is a plan, and what is known of it.
    pub state: State,
    /// The code of the first finding, where the values cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// Days without cover.
    pub gap_days: i64,
    /// Days past hard deadlines.
    pub hard_late_days: i64,
    /// Weighted days past soft deadlines.
    pub late_days: i64,
    /// Yen within the horizon.
    pub cost_yen: i64,
    /// How many systems miss a deadline.
    pub late_systems: usize,
    /// Deadlines that are missed.
    pub missed: Vec<Miss>,
    /// The cutover to the standard of each system.
    pub cutovers: BTreeMap<String, Date>,
}

/// What is known of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Its plan is proved to be the best.
    Proved,
    /// A plan, and perhaps not the best.
    Planned,
    /// No plan was found.
    NoPlan,
    /// The files cannot have such values.
    Refused,
}

/// A deadline that a system misses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Miss {
    /// Id of the deadline; null: days without cover.
    pub deadline: Option<String>,
    /// Id of the system.
    pub system: String,
    /// Days late, or days without cover.
    pub days: i64,
}

impl Point {
    /// What a plan comes to.
    pub(super) fn of(values: Vec<String>, plan: &Plan) -> Point {
        let objective = &plan.outcome.objective;
        let mut missed = Vec::new();
        for warning in plan.warnings.iter().filter(|w| w.code == "gap") {
            let days = warning.values.get("days").and_then(|d| d.parse().ok());
            missed.push(Miss {
                deadline: None,
                system: warning.system.clone(),
                days: days.unwrap_or(0),
            });
        }
        let mut late = 0;
        let mut cutovers = BTreeMap::new();
        for system in &plan.systems {
            let all = system.deadlines.iter().filter(|d| !d.met);
            let before = missed.len();
            missed.extend(all.map(|d| Miss {
                deadline: Some(d.id.clone()),
                system: system.id.clone(),
                days: d.slack_days.saturating_neg(),
            }));
            late += usize::from(missed.len() > before);
            if let Some(date) = crate::compare::date(system, "cutover", true) {
                cutovers.insert(system.id.clone(), date);
            }
        }
        Point {
            values,
            state: match plan.outcome.status {
                Status::Optimal => State::Proved,
                Status::Feasible | Status::Infeasible => State::Planned,
                Status::Unknown => State::NoPlan,
            },
            finding: None,
            gap_days: objective.gap_days,
            hard_late_days: objective.hard_late_days,
            late_days: objective.late_days,
            cost_yen: objective.cost_yen,
            late_systems: late,
            missed,
            cutovers,
        }
    }

    fn refused(values: Vec<String>, finding: Option<String>) -> Point {
        Point {
            values,
            state: State::Refused,
            finding,
            gap_days: 0,
            hard_late_days: 0,
            late_days: 0,
            cost_yen: 0,
            late_systems: 0,
            missed: Vec::new(),
            cutovers: BTreeMap::new(),
        }
    }

    /// Whether there is a plan.
    pub fn planned(&self) -> bool {
        matches!(self.state, State::Proved | State::Planned)
    }
}

/// What values are laid over.
pub(super) struct Bench<'a> {
    pub(super) draft: &'a Draft,
    pub(super) sources: &'a Sources,
    pub(super) effort: Effort,
    pub(super) as_of: Date,
    pub(super) base: &'a Point,
    /// What may be taken over from the plan of the files as they are.
    pub(super) near: Option<&'a Near<'a>>,
}

impl Bench<'_> {
    /// The plan of a combination of values.
    pub(super) fn point(&self, steps: &[Step]) -> Point {
        let values: Vec<String> = steps.iter().map(|s| s.text.clone()).collect();
        let changes: Vec<Change> = steps.iter().flat_map(|s| s.changes.clone()).collect();
        let (mut draft, mut sink) = (self.draft.clone(), Sink::new());
        let effects = apply(&mut draft, &changes, &mut sink);
        let refused = |sink: Sink| {
            let findings = sink.into_sorted();
            let error = findings.iter().find(|f| f.severity == Severity::Error);
            error.map(|f| f.code.name().to_owned())
        };
        if sink.has_errors() {
            return Point::refused(values, refused(sink));
        }
        if effects.is_empty() {
            return Point {
                values,
                ..self.base.clone()
            };
        }
        let Some(inventory) = check(draft, self.as_of, &mut sink) else {
            return Point::refused(values, refused(sink));
        };
        let plan = match self.near {
            Some(near) => make_near(&inventory, self.sources, self.effort, near),
            None => make_quietly(&inventory, self.sources, self.effort),
        };
        Point::of(values, &plan)
    }
}
