//! Why each date is what it is: the rule that would break one candidate day earlier (later, for
//! acts placed at their last day), or the level of the objective that would worsen.

mod acts;
mod contract;
mod cutover;
mod extended;
mod prices;
mod recorded;

use super::axis::Day;
use super::derive::{Move, Part, parts};
use super::model::Model;
use super::state::{State, Which};
use super::{Horizon, Plan, Reason, Side, Worsens};
use crate::calendar::{Date, Duration};
use crate::inventory::Round;
use std::collections::BTreeMap;

/// The path of a fact: `contract.tax-2016.ends`, ids quoted where they need it.
pub(crate) fn path(kind: &str, id: &str, key: &str) -> String {
    format!("{kind}.{}.{key}", crate::facts::segment(id))
}

/// A reason under construction.
#[derive(Clone)]
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

    fn facts(mut self, paths: Vec<String>) -> Draft {
        self.facts.extend(paths);
        self
    }

    /// How long before it must lie; none where it has no length.
    fn lead(self, length: Option<Duration>) -> Draft {
        match length.filter(|l| !l.is_zero()) {
            Some(length) => self.value("lead", length),
            None => self,
        }
    }

    fn after(mut self, reason: &str) -> Draft {
        if !reason.is_empty() && !self.previous.iter().any(|p| p == reason) {
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
    parts: &'m [Part<'m>],
    /// Where each system stands in `parts`.
    place: Vec<Option<usize>>,
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
    let own = keys.iter().map(|key| path("procurement", &round.id, key));
    let own: Vec<String> = own.filter(|p| facts.contains_key(p)).collect();
    if !own.is_empty() || route_key.is_empty() {
        return own;
    }
    let default = route_fact(model, round, which, route_key);
    let known = default.into_iter().filter(|p| facts.contains_key(p));
    known.collect()
}

/// The path of a key of the route's move that a round pays for.
fn route_fact(model: &Model, round: &Round, which: Which, key: &str) -> Option<String> {
    let routes = &model.inventory.routes;
    let (kind, id) = match which {
        Which::Bridge => {
            let of = |m: &crate::inventory::MoveRule| m.kind == round.work_kind;
            let mut rules = routes.bridges.iter();
            let found = rules.find(|b| b.move_to.as_ref().is_some_and(of))?;
            ("bridge", found.id.as_str())
        }
        Which::Standard => {
            let systems = round.systems.first()?;
            let mut taken = model.inventory.system(*systems).routes.iter();
            let own = taken.find(|r| model.inventory.round(r.target_round).id == round.id)?;
            ("target", routes.targets[own.target].id.as_str())
        }
    };
    Some(path(&format!("routes.{kind}"), id, &format!("move.{key}")))
}

/// Ids of the reasons for one move's acts, as far as they have been given.
#[derive(Clone, Default)]
struct Pins {
    contract: String,
    cutover: String,
    request: String,
    vote: String,
}

/// Gives every dated thing of the plan its reason.
pub(super) fn fill(model: &Model, state: &State, plan: &mut Plan) {
    let mut state_copy = state.clone();
    let peak = state_copy.peak(model);
    let parts = parts(model, state);
    let mut place = vec![None; model.systems.len()];
    for (at, part) in parts.iter().enumerate() {
        place[part.system] = Some(at);
    }
    let mut scene = Scene {
        model,
        state: state_copy,
        peak,
        parts: &parts,
        place,
    };
    let mut book = Book { plan, next: 0 };
    // ★ first: a ▲ may rest on the ★ and ▲ of other systems. A shared round has one ★.
    let mut pins: BTreeMap<(usize, usize), Pins> = BTreeMap::new();
    let mut signed: BTreeMap<usize, Pins> = BTreeMap::new();
    for part in &parts {
        for m in &part.moves {
            let pin = signed.entry(m.index).or_insert_with(|| {
                let mut pin = Pins::default();
                contract::reason(&scene, &mut book, m, &mut pin);
                if let Some(sign) = m.sign {
                    contract::vote(&scene, &mut book, m, sign, &mut pin);
                }
                pin
            });
            pins.insert((part.system, m.index), pin.clone());
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
    let known: BTreeMap<String, usize> = book
        .plan
        .systems
        .iter()
        .enumerate()
        .map(|(at, s)| (s.id.clone(), at))
        .collect();
    for part in &parts {
        if let Some(at) = known.get(&model.inventory.systems[part.system].id) {
            acts::fill(model, &mut book, part, &pins, *at);
        }
    }
    recorded::fill(model.inventory, plan);
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
