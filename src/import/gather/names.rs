//! What records are called: by id or by name, those of the inventory and those of the tables.

use crate::import::heading::folded;
use crate::import::record::Kind;
use crate::inventory::Node;
use std::collections::{BTreeMap, BTreeSet};

/// The records of an inventory that is there already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Kind, id and name.
    records: Vec<(Kind, String, String)>,
    /// The contract and the hardware of each system.
    of_systems: BTreeMap<String, (Option<String>, Option<String>)>,
    /// The procurement of each stage of a system.
    rounds: BTreeMap<(String, String), String>,
}

impl Known {
    /// What a file of an inventory has.
    pub fn of(inventory: &Node) -> Known {
        let mut known = Known::default();
        for kind in Kind::ALL.into_iter().filter(|kind| !kind.single()) {
            let records = inventory.get(kind.key()).and_then(Node::array);
            for record in records.unwrap_or_default() {
                let Some(id) = record.get("id").and_then(Node::text) else {
                    continue;
                };
                let text = |key| record.get(key).and_then(Node::text).map(str::to_owned);
                let name = text("name").unwrap_or_default();
                known.records.push((kind, id.to_owned(), name));
                if kind == Kind::System {
                    let has = (text("contract"), text("hardware"));
                    known.of_systems.insert(id.to_owned(), has);
                }
                if kind == Kind::Procurement {
                    let systems = record.get("systems").and_then(Node::array);
                    let systems = systems.unwrap_or_default().iter();
                    let stage = text("stage").unwrap_or_default();
                    for system in systems.filter_map(Node::text) {
                        let key = (stage.clone(), system.to_owned());
                        known.rounds.entry(key).or_insert_with(|| id.to_owned());
                    }
                }
            }
        }
        known
    }
}

/// Ids by what they are called.
pub(super) struct Names<'a> {
    known: &'a Known,
    ids: BTreeMap<(Kind, String), String>,
    there: BTreeSet<(Kind, &'a str)>,
}

impl<'a> Names<'a> {
    pub(super) fn new(known: &'a Known) -> Names<'a> {
        let mut names = Names {
            known,
            ids: BTreeMap::new(),
            there: known.records.iter().map(|(k, id, _)| (*k, &**id)).collect(),
        };
        for (kind, id, name) in &known.records {
            names.call(*kind, id, id);
            names.call(*kind, name, id);
        }
        names
    }

    /// From now on `name` is `id`, unless it is another already.
    pub(super) fn call(&mut self, kind: Kind, name: &str, id: &str) {
        let name = folded(name);
        if !name.is_empty() {
            self.ids
                .entry((kind, name))
                .or_insert_with(|| id.to_owned());
        }
    }

    /// The id of what is called so.
    pub(super) fn find(&self, kind: Kind, name: &str) -> Option<String> {
        self.ids.get(&(kind, folded(name))).cloned()
    }

    /// Whether the inventory has it.
    pub(super) fn is_there(&self, kind: Kind, id: &str) -> bool {
        self.there.contains(&(kind, id))
    }

    /// The contract of a system of the inventory.
    pub(super) fn contract_of(&self, system: &str) -> Option<String> {
        self.known.of_systems.get(system)?.0.clone()
    }

    /// The hardware of a system of the inventory.
    pub(super) fn hardware_of(&self, system: &str) -> Option<String> {
        self.known.of_systems.get(system)?.1.clone()
    }

    /// The procurement of the inventory that serves a stage of a system.
    pub(super) fn round_of(&self, system: &str, stage: &str) -> Option<String> {
        let key = (stage.to_owned(), system.to_owned());
        self.known.rounds.get(&key).cloned()
    }
}
