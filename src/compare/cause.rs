//! Why one plan is otherwise than another, as far as its what-ifs say.

use crate::plan::{Plan, PlanChange, PlanScenario};
use schemars::JsonSchema;
use serde::Serialize;

/// A what-if that one plan rests on and the other does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cause {
    /// Name of the scenario's file without its end; `--set` and `--shift` for what was typed.
    pub scenario: String,
    /// Shown name, or empty.
    pub name: String,
    /// How many values it changes.
    pub changes: usize,
    /// Path of the only one, or of the first.
    pub path: Option<String>,
    /// What it is by then.
    pub value: Option<String>,
}

/// What `new` rests on and `old` does not.
pub fn cause(old: &Plan, new: &Plan) -> Vec<Cause> {
    let known = |s: &&PlanScenario| {
        let same = |o: &PlanScenario| o.id == s.id && values(o) == values(s);
        !old.scenarios.iter().any(same)
    };
    new.scenarios
        .iter()
        .filter(known)
        .map(|s| {
            let first: Option<&PlanChange> = s.changes.first();
            Cause {
                scenario: s.id.clone(),
                name: s.name.clone(),
                changes: s.changes.len(),
                path: first.map(|c| c.path.clone()),
                value: first.and_then(|c| c.new.as_ref()).map(|w| w.value.clone()),
            }
        })
        .collect()
}

/// What a scenario changes, wherever that is written.
fn values(scenario: &PlanScenario) -> Vec<(&str, Option<&str>)> {
    scenario
        .changes
        .iter()
        .map(|c| (c.path.as_str(), c.new.as_ref().map(|w| w.value.as_str())))
        .collect()
}
