//! From an inventory to a plan in one call: search, derive, bound, explain, verify.

use super::model::Model;
use super::proof::{Decided, Neighbour, decide, decide_near};
use super::search::{Effort, unplaced};
use super::wish::Wish;
use super::{Input, Milestone, Plan, PlanSystem, Start, Status, Watch};
use crate::inventory::{Bounds, Inventory};
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// Systems beyond this number are refused: the answer would come too late to be of use.
pub const MAX_SYSTEMS: usize = 10_000;

/// Plans an inventory.
///
/// `inputs` are the files that plan.json names; `sources` give facts their file and line. The
/// plan always comes back, with what is known about it in `outcome`.
pub fn make(inventory: &Inventory, sources: &Sources, inputs: Vec<Input>, effort: Effort) -> Plan {
    planned(&Model::new(inventory), sources, inputs, effort, true)
}

/// What is given to a search beside the inventory.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run<'r> {
    /// Where it begins. The plan is never worse than this one, as far as it is still allowed.
    pub start: Option<&'r Start>,
    /// Who may ask it to end.
    pub watch: Option<&'r Watch>,
}

/// As [`make`], from an earlier plan, or until somebody asks it to end.
pub fn make_run(
    inventory: &Inventory,
    sources: &Sources,
    inputs: Vec<Input>,
    effort: Effort,
    run: Run<'_>,
) -> Plan {
    let mut model = Model::new(inventory);
    model.watch = run.watch;
    if let Some(start) = run.start {
        model.begin(start);
    }
    planned(&model, sources, inputs, effort, true)
}

/// As [`make`], for the inventory alone: what passed gates cost is not told.
pub fn make_quietly(inventory: &Inventory, sources: &Sources, effort: Effort) -> Plan {
    planned(&Model::new(inventory), sources, Vec::new(), effort, false)
}

/// What plans of like inventories may take over from one: how each part of it that has nothing to do
/// with the others was decided.
pub struct Near<'i>(Neighbour<'i>);

/// As [`make_quietly`], and what others like it may take over.
pub fn make_first<'i>(
    inventory: &'i Inventory,
    sources: &Sources,
    effort: Effort,
) -> (Plan, Near<'i>) {
    let model = Model::new(inventory);
    let (decided, near) = decide_near(&model, effort, None);
    let plan = told(&model, decided, sources, Vec::new(), (effort, false));
    (plan, Near(near))
}

/// As [`make_quietly`], sooner: parts on which nothing bears that differs from a plan made before are
/// not decided again. The plan is the same, byte by byte.
pub fn make_near(
    inventory: &Inventory,
    sources: &Sources,
    effort: Effort,
    near: &Near<'_>,
) -> Plan {
    let model = Model::new(inventory);
    let (decided, _) = decide_near(&model, effort, Some(&near.0));
    told(&model, decided, sources, Vec::new(), (effort, false))
}

/// The best plan that fulfils a wish: what having it otherwise would cost, beside [`make`]'s plan.
///
/// `None`: no plan fulfils it, or none was found. The reasons of the plan know nothing of the wish.
pub fn make_as_wished(
    inventory: &Inventory,
    sources: &Sources,
    effort: Effort,
    wish: &Wish,
) -> Option<Plan> {
    let mut model = Model::new(inventory);
    model.ask(wish);
    let plan = planned(&model, sources, Vec::new(), effort, false);
    let cutovers = |system: &PlanSystem| system.milestones.iter().any(of_target);
    let placed = plan.outcome.status != Status::Unknown && plan.systems.iter().all(cutovers);
    (placed && fulfilled(&plan.systems[wish.system.0], wish)).then_some(plan)
}

/// Whether a milestone is the ▲ of the standard.
fn of_target(milestone: &Milestone) -> bool {
    milestone.kind == "cutover" && milestone.stage == "standard"
}

/// Whether a system of a plan has what was asked for it.
fn fulfilled(system: &PlanSystem, wish: &Wish) -> bool {
    let standard = wish.cutover == Bounds::StandardCutover;
    let cutovers = system.milestones.iter().filter(|m| m.kind == "cutover");
    let asked: Vec<&Milestone> = cutovers.filter(|m| of_target(m) == standard).collect();
    let within = |m: &&Milestone| {
        wish.not_before.is_none_or(|d| d <= m.date) && wish.not_after.is_none_or(|d| m.date <= d)
    };
    let dated = wish.not_before.is_some() || wish.not_after.is_some();
    let bridge = wish.bridge.as_ref();
    asked.iter().all(within)
        && !(dated && asked.is_empty())
        && bridge.is_none_or(|b| *b == system.route.bridge)
}

/// `missed`: what passed gates cost is found by a second plan, of the inventory alone.
fn planned(
    model: &Model,
    sources: &Sources,
    inputs: Vec<Input>,
    effort: Effort,
    missed: bool,
) -> Plan {
    let decided = decide(model, effort);
    told(model, decided, sources, inputs, (effort, missed))
}

/// The plan of what was decided: derived, bounded, explained, verified.
fn told(
    model: &Model,
    decided: Decided,
    sources: &Sources,
    inputs: Vec<Input>,
    (effort, missed): (Effort, bool),
) -> Plan {
    let inventory = model.inventory;
    let Decided {
        state,
        steps,
        proof,
        alone,
    } = decided;
    let mut plan = super::derive::plan(model, &state, sources, inputs);
    super::network::fill(model, &state, &mut plan);
    super::warnings::fill(model, &state, &mut plan);
    plan.outcome.steps = steps;
    let levels = state.worth(model);
    let (bound, conflicts) = super::bounds::bounds(model, &alone, proof, levels);
    let possible = bound.is_some();
    let peak = plan.outcome.objective.peak_load;
    plan.outcome.bound = bound.unwrap_or_default();
    plan.outcome.bound.peak_load = plan.outcome.bound.peak_load.map(|_| peak);
    let unavoidable = conflicts.iter().any(|c| c.at_least.is_some());
    plan.outcome.conflicts = conflicts;
    plan.outcome.status = if !possible || (unavoidable && unplaced(model, &state) == 0) {
        Status::Infeasible
    } else if unplaced(model, &state) > 0 {
        Status::Unknown
    } else if plan.systems.is_empty() || proof.complete(&model.at, levels) {
        Status::Optimal
    } else {
        Status::Feasible
    };
    if missed && !model.watch.is_some_and(Watch::is_asked) {
        super::missed::fill(model, &state, &mut plan, sources, effort);
    }
    plan.outcome.cut = model.watch.and_then(Watch::cut);
    super::reasons::fill(model, &state, &mut plan);
    mark_assumed(&mut plan);
    check(inventory, &mut plan);
    plan
}

/// The verifier's word is last: what it refuses is no plan, whatever the search says.
fn check(inventory: &Inventory, plan: &mut Plan) {
    let mut violations = super::verify::verify(inventory, plan);
    // What is claimed of a vendor or team counts as far as the verifier finds it too.
    if !violations.is_empty()
        && super::verify::confirm(inventory, &mut plan.outcome.bound.providers)
    {
        violations = super::verify::verify(inventory, plan);
    }
    if violations.is_empty() {
        return;
    }
    violations.sort();
    if plan.outcome.status != Status::Infeasible {
        plan.outcome.status = Status::Unknown;
    }
    for violation in violations {
        let known = |c: &super::Conflict| c.rule == violation.rule && c.system == violation.system;
        if !plan.outcome.conflicts.iter().any(known) {
            plan.outcome.conflicts.push(super::Conflict {
                rule: violation.rule.to_owned(),
                system: violation.system,
                facts: Vec::new(),
                at_least: None,
            });
        }
    }
}

/// A system is marked where any fact behind its dates is assumed, directly or through what they
/// rest on.
fn mark_assumed(plan: &mut Plan) {
    let facts = &plan.facts;
    let itself = |r: &super::Reason| {
        r.facts.iter().filter_map(|f| facts.get(f)).any(|f| {
            f.confidence == crate::facts::Confidence::Assumed
                && !f.file.starts_with(crate::source::BUILTIN)
        })
    };
    let mut rest_on: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut open: Vec<&str> = Vec::new();
    for (id, reason) in &plan.reasons {
        for previous in &reason.previous {
            rest_on.entry(previous).or_default().push(id);
        }
        if itself(reason) {
            open.push(id);
        }
    }
    let mut assumed: BTreeSet<&str> = BTreeSet::new();
    while let Some(id) = open.pop() {
        if assumed.insert(id) {
            open.extend(rest_on.get(id).into_iter().flatten());
        }
    }
    let marks: Vec<bool> = plan
        .systems
        .iter()
        .map(|s| {
            let milestones = s.milestones.iter().map(|m| &m.reason);
            let mut reasons = milestones.chain(s.activities.iter().map(|a| &a.reason));
            reasons.any(|r| assumed.contains(r.as_str()))
        })
        .collect();
    for (system, assumed) in plan.systems.iter_mut().zip(marks) {
        system.assumed = assumed;
    }
}
