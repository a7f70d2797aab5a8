//! What waits for its owner's review: the assumed facts of a plan, and whose they are.

use super::clean;
use crate::facts::{Confidence, segment};
use crate::plan::{Plan, PlanFact};
use std::collections::{BTreeMap, BTreeSet};

/// An assumed fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumedFact<'p> {
    /// Its path.
    pub path: &'p str,
    /// Value, source, place.
    pub fact: &'p PlanFact,
    /// Systems that it is about, by their places in the plan; empty: all, or none by name.
    pub systems: Vec<usize>,
    /// Their owners, each once; empty: nobody's in particular.
    pub owners: Vec<String>,
    /// How many dates of the plan name it among their reasons.
    pub dates: usize,
}

/// The assumed facts of a plan by owner, then by path. Built-in ones are the program's own.
pub fn assumed(plan: &Plan) -> Vec<AssumedFact<'_>> {
    let users = Users::of(plan);
    let dates = dates(plan);
    let waits = |fact: &PlanFact| {
        fact.confidence == Confidence::Assumed && !fact.file.starts_with(crate::source::BUILTIN)
    };
    let mut all: Vec<AssumedFact<'_>> = plan
        .facts
        .iter()
        .filter(|(_, fact)| waits(fact))
        .map(|(path, fact)| {
            let systems = users.systems(path);
            let mut owners: Vec<String> = Vec::new();
            for system in systems.iter().filter_map(|n| plan.systems.get(*n)) {
                let owner = clean(&system.owner);
                if !owner.is_empty() && !owners.contains(&owner) {
                    owners.push(owner);
                }
            }
            AssumedFact {
                path,
                fact,
                owners,
                systems,
                dates: dates.get(path.as_str()).copied().unwrap_or(0),
            }
        })
        .collect();
    // What is nobody's in particular comes last.
    all.sort_by(|a, b| {
        let key = |f: &AssumedFact<'_>| (f.owners.is_empty(), f.owners.clone());
        key(a).cmp(&key(b)).then_with(|| a.path.cmp(b.path))
    });
    all
}

/// How many dates rest on each fact.
fn dates(plan: &Plan) -> BTreeMap<&str, usize> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for system in &plan.systems {
        let of_milestones = system.milestones.iter().map(|m| m.reason.as_str());
        let of_activities = system.activities.iter().map(|a| a.reason.as_str());
        for reason in of_milestones.chain(of_activities) {
            *uses.entry(reason).or_default() += 1;
        }
    }
    let mut dates: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, reason) in &plan.reasons {
        let count = uses.get(id.as_str()).copied().unwrap_or(0);
        let facts: BTreeSet<&str> = reason.facts.iter().map(String::as_str).collect();
        for fact in facts {
            *dates.entry(fact).or_default() += count;
        }
    }
    dates
}

/// Which systems use what.
struct Users<'p>(BTreeMap<(&'static str, std::borrow::Cow<'p, str>), Vec<usize>>);

impl<'p> Users<'p> {
    fn of(plan: &'p Plan) -> Users<'p> {
        let mut all: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut add = |kind: &'static str, id: &'p str, n: usize| {
            let users = all.entry((kind, segment(id))).or_default();
            if users.last() != Some(&n) {
                users.push(n);
            }
        };
        for (n, system) in plan.systems.iter().enumerate() {
            add("system", &system.id, n);
            for kind in ["contract", "hardware"] {
                let path = format!("system.{}.{kind}", segment(&system.id));
                if let Some(fact) = plan.facts.get(&path) {
                    add(kind, &fact.value, n);
                }
            }
            for milestone in &system.milestones {
                add("procurement", &milestone.round, n);
            }
        }
        Users(all)
    }

    /// Those that a fact is about: `contract.tax-2016.ends` of all that use the contract.
    fn systems(&self, path: &str) -> Vec<usize> {
        for kind in ["system", "contract", "hardware", "procurement"] {
            let Some(rest) = path.strip_prefix(kind).and_then(|r| r.strip_prefix('.')) else {
                continue;
            };
            let id = match rest.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').map(|(id, _)| format!("\"{id}\"")),
                None => rest.split_once('.').map(|(id, _)| id.to_owned()),
            };
            let users = id.and_then(|id| self.0.get(&(kind, id.into())));
            return users.cloned().unwrap_or_default();
        }
        Vec::new()
    }
}
