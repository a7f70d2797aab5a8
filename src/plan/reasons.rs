//! Why each date is what it is: the rule that would break one candidate day earlier (later, for
//! acts placed at their last day), or the level of the objective that would worsen.

mod acts;
mod contract;
mod cutover;

use super::axis::Day;
use super::derive::{Move, Part, parts};
use super::model::Model;
use super::state::{State, Which};
use super::{Horizon, Plan, Reason, Side, Worsens};
use crate::calendar::Date;
use crate::inventory::Round;
use std::collections::BTreeMap;

/// The path of a fact: `contract.tax-2016.ends`, ids quoted where they need it.
pub(crate) fn path(kind: &str, id: &str, key: &str) -> String {
    let plain = !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if plain {
        format!("{kind}.{id}.{key}")
    } else {
        format!("{kind}.\"{id}\".{key}")
    }
}

/// A reason under construction.
struct Draft {
    rule: &'static str,
    side: Side,
    facts: Vec<String>,
    previous: Vec<String>,
    tried: Option<Date>,
    worsens: Option<Worsens>,
    free: Option<Horizon>,
    values: BTreeMap<String, String>,
}

impl Draft {
    fn new(rule: &'static str, side: Side) -> Draft {
        Draft {
            rule,
            side,
            facts: Vec::new(),
            previous: Vec::new(),
            tried: None,
            worsens: None,
            free: None,
            values: BTreeMap::new(),
        }
    }

    fn earliest(rule: &'static str) -> Draft {
        Draft::new(rule, Side::Earliest)
    }

    fn latest(rule: &'static str) -> Draft {
        Draft::new(rule, Side::Latest)
    }

    fn fact(mut self, path: String) -> Draft {
        self.facts.push(path);
        self
    }

    fn after(mut self, reason: &str) -> Draft {
        if !reason.is_empty() {
            self.previous.push(reason.to_owned());
        }
        self
    }

    fn tried(mut self, date: Date) -> Draft {
        self.tried = Some(date);
        self
    }

    fn value(mut self, name: &str, value: impl ToString) -> Draft {
        self.values.insert(name.to_owned(), value.to_string());
        self
    }
}

/// Gives reasons their ids and keeps only facts that exist.
struct Book<'p> {
    plan: &'p mut Plan,
    next: usize,
}

impl Book<'_> {
    fn add(&mut self, draft: Draft) -> String {
        self.next += 1;
        let id = format!("r{}", self.next);
        let mut facts: Vec<String> = Vec::new();
        for fact in draft.facts {
            if self.plan.facts.contains_key(&fact) && !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        let reason = Reason {
            rule: draft.rule.to_owned(),
            side: draft.side,
            facts,
            previous: draft.previous,
            slack_days: None,
            tried: draft.tried,
            worsens: draft.worsens,
            free: draft.free,
            values: draft.values,
        };
        self.plan.reasons.insert(id.clone(), reason);
        id
    }
}

/// What reasons are given with: the finished assignment and its tables.
struct Scene<'m> {
    model: &'m Model<'m>,
    state: State,
    /// The plan's peak load, in millionths.
    peak: u64,
}

/// Paths of the facts that say how long a round's work takes.
fn work_facts(model: &Model, m: &Move) -> Vec<String> {
    round_facts(model, m.round, &["work"], m.which, "length")
}

/// A round's own fact, or the route's default behind it.
fn round_facts(
    model: &Model,
    round: &Round,
    keys: &[&str],
    which: Which,
    route_key: &str,
) -> Vec<String> {
    let facts = &model.inventory.facts;
    let own: Vec<String> = keys
        .iter()
        .map(|key| path("procurement", &round.id, key))
        .filter(|p| facts.contains_key(p))
        .collect();
    if !own.is_empty() || route_key.is_empty() {
        return own;
    }
    let kind = if which == Which::Bridge {
        "bridge"
    } else {
        "target"
    };
    let id = match which {
        Which::Bridge => round.work_kind.name().to_owned(),
        Which::Standard => {
            let targets = model.inventory.routes.targets.iter();
            let of = |t: &&crate::inventory::TargetRule| t.move_to.kind == round.work_kind;
            targets
                .clone()
                .find(of)
                .map(|t| t.id.clone())
                .unwrap_or_default()
        }
    };
    let default = format!("routes.{kind}.{id}.move.{route_key}");
    Some(default)
        .into_iter()
        .filter(|p| facts.contains_key(p))
        .collect()
}

/// Ids of the reasons for one move's ★ and ▲.
#[derive(Clone, Default)]
struct Pins {
    contract: String,
    cutover: String,
}

/// Gives every dated thing of the plan its reason.
pub(super) fn fill(model: &Model, state: &State, plan: &mut Plan) {
    let mut state_copy = state.clone();
    let peak = state_copy.peak(model);
    let mut scene = Scene {
        model,
        state: state_copy,
        peak,
    };
    let parts = parts(model, state);
    let mut book = Book { plan, next: 0 };
    // ★ first: a ▲ may rest on the ★ and ▲ of other systems.
    let mut pins: BTreeMap<(usize, usize), Pins> = BTreeMap::new();
    let mut signed: BTreeMap<usize, String> = BTreeMap::new();
    for part in &parts {
        for m in &part.moves {
            let id = match signed.get(&m.index) {
                Some(id) => id.clone(),
                None => contract::reason(&scene, &mut book, m),
            };
            signed.insert(m.index, id.clone());
            pins.insert(
                (part.system, m.index),
                Pins {
                    contract: id,
                    cutover: String::new(),
                },
            );
        }
    }
    // ▲ in the order of their days, so that what they rest on has its reason.
    let mut order: Vec<(Day, usize, usize)> = Vec::new();
    for (p, part) in parts.iter().enumerate() {
        order.extend(
            part.moves
                .iter()
                .enumerate()
                .map(|(k, m)| (m.used.cutover, p, k)),
        );
    }
    order.sort_unstable();
    for (_, p, k) in order {
        let part = &parts[p];
        let id = cutover::reason(&mut scene, &mut book, part, &part.moves[k], &pins);
        if let Some(pin) = pins.get_mut(&(part.system, part.moves[k].index)) {
            pin.cutover = id;
        }
    }
    for part in &parts {
        acts::fill(model, &mut book, part, &pins);
    }
    let slack: BTreeMap<String, i64> = plan
        .systems
        .iter()
        .map(|s| (s.id.clone(), s.slack_days))
        .collect();
    for system in &plan.systems {
        for m in system
            .milestones
            .iter()
            .filter(|m| m.kind == "cutover" || m.kind == "contract")
        {
            if let Some(reason) = plan.reasons.get_mut(&m.reason) {
                reason.slack_days = slack.get(&system.id).copied();
            }
        }
    }
}

/// The move of a part that a milestone's round belongs to.
fn move_of<'p, 'a>(part: &'p Part<'a>, round: &str) -> Option<&'p Move<'a>> {
    part.moves.iter().find(|m| m.round.id == round)
}

/// The derived part of one system.
fn parts_of<'m>(scene: &Scene<'m>, i: usize) -> Option<Part<'m>> {
    super::derive::part(scene.model, &scene.state, i)
}
