//! What makes a comparison less than one of like with like.

use super::beside::{ComparedPlan, Given};
use crate::plan::{Plan, Status};
use schemars::JsonSchema;
use serde::Serialize;

/// Something about a plan that the reader of a comparison should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompareNotice {
    /// `municipality`, `horizon`, `as-of`: other than the first plan's. `inputs`: made from another
    /// state of the same files. `systems`: some are in one plan only. `unproved`: not proved to be
    /// the best, so that small differences may come from the search. `no-plan`: no plan was found.
    pub code: &'static str,
    /// Name of the plan.
    pub plan: String,
    /// What it has; the files of `inputs`, the number of `systems`.
    pub value: String,
    /// What the first plan has.
    pub first: String,
}

/// All of them, plan by plan.
pub(super) fn notices(given: &[Given<'_>], plans: &[ComparedPlan]) -> Vec<CompareNotice> {
    let mut all = Vec::new();
    let Some(first) = given.first() else {
        return all;
    };
    for (given, about) in given.iter().zip(plans) {
        let mut add = |code: &'static str, value: String, first: String| {
            all.push(CompareNotice {
                code,
                plan: given.name.to_owned(),
                value,
                first,
            });
        };
        match about.status {
            Status::Optimal => {}
            Status::Unknown => add("no-plan", String::new(), String::new()),
            Status::Feasible | Status::Infeasible => add("unproved", String::new(), String::new()),
        }
        differences(first.plan, given.plan, &mut add);
    }
    all
}

fn differences(old: &Plan, new: &Plan, add: &mut impl FnMut(&'static str, String, String)) {
    let whose = |plan: &Plan| {
        let m = &plan.municipality;
        format!("{} {}", m.name, m.code).trim().to_owned()
    };
    if old.municipality.code != new.municipality.code
        || old.municipality.name != new.municipality.name
    {
        add("municipality", whose(new), whose(old));
    }
    let horizon = |plan: &Plan| format!("{} – {}", plan.horizon.from, plan.horizon.to);
    if old.horizon != new.horizon {
        add("horizon", horizon(new), horizon(old));
    }
    if old.as_of != new.as_of {
        add("as-of", new.as_of.to_string(), old.as_of.to_string());
    }
    let changed = new.inputs.iter().filter(|input| {
        let mut same = old.inputs.iter().filter(|o| o.path == input.path);
        // What was typed is told as a cause.
        !input.path.starts_with("--") && same.any(|o| o.sha256 != input.sha256)
    });
    let changed: Vec<&str> = changed.map(|input| input.path.as_str()).collect();
    if !changed.is_empty() {
        add("inputs", changed.join(", "), String::new());
    }
    let only = |one: &Plan, other: &Plan| {
        let missing = one.systems.iter().filter(|s| other.system(&s.id).is_none());
        missing.count()
    };
    let (added, gone) = (only(new, old), only(old, new));
    if added + gone > 0 {
        add("systems", added.to_string(), gone.to_string());
    }
}
