//! Which ids there are, known before any record is read: the order of records does not matter,
//! and a record with mistakes still counts for those that refer to it.

use super::fields::element;
use crate::diag::{Code, Finding, Sink};
use crate::facts::segment;
use crate::inventory::read::{Node, Value};
use crate::source::Span;
use std::collections::BTreeMap;

/// The kinds of record that others refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    System,
    Contract,
    Hardware,
    Platform,
    Vendor,
    Team,
    Deadline,
    Procurement,
    Business,
    Bridge,
    Target,
}

impl Kind {
    /// The table's name in TOML, and the first part of paths.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::System => "system",
            Kind::Contract => "contract",
            Kind::Hardware => "hardware",
            Kind::Platform => "platform",
            Kind::Vendor => "vendor",
            Kind::Team => "team",
            Kind::Deadline => "deadline",
            Kind::Procurement => "procurement",
            Kind::Business => "business",
            Kind::Bridge => "bridge",
            Kind::Target => "target",
        }
    }
}

/// Indices by id, and the records behind them.
#[derive(Clone, Default)]
pub(super) struct Ids {
    by_id: BTreeMap<Kind, BTreeMap<String, (usize, Span)>>,
}

/// One record of a list: its path, and whether it is the first with its id.
pub(super) struct Record<'t> {
    pub(super) node: &'t Node,
    pub(super) path: String,
    pub(super) id: String,
    /// `false`: its id was taken; it is checked, then dropped.
    pub(super) first: bool,
}

impl Ids {
    pub(super) fn get(&self, kind: Kind, id: &str) -> Option<usize> {
        self.by_id.get(&kind)?.get(id).map(|(ix, _)| *ix)
    }

    pub(super) fn names(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.by_id
            .get(&kind)
            .into_iter()
            .flatten()
            .map(|(id, _)| id.as_str())
    }

    pub(super) fn count(&self, kind: Kind) -> usize {
        self.by_id.get(&kind).map_or(0, BTreeMap::len)
    }

    /// Adds an id that is not written in a file of its own kind (built-in platforms).
    pub(super) fn add(&mut self, kind: Kind, id: &str, ix: usize, span: Span) {
        self.by_id
            .entry(kind)
            .or_default()
            .insert(id.to_owned(), (ix, span));
    }

    /// Where a record is declared.
    pub(super) fn span(&self, kind: Kind, id: &str) -> Option<Span> {
        self.by_id.get(&kind)?.get(id).map(|(_, span)| *span)
    }

    /// Gives the records of a list their indices, from `first` on; doubles are reported.
    pub(super) fn enrol<'t>(
        &mut self,
        kind: Kind,
        list: Option<&'t Node>,
        first: usize,
        sink: &mut Sink,
    ) -> Vec<Record<'t>> {
        let Some(node) = list else { return Vec::new() };
        let items = match &node.value {
            Value::Array(items) => items,
            Value::Broken => return Vec::new(),
            _ => {
                sink.push(
                    Finding::new(Code::WrongType, node.span)
                        .variant("records")
                        .arg("expected", "records")
                        .arg("kind", kind.name())
                        .path(kind.name()),
                );
                return Vec::new();
            }
        };
        let known = self.by_id.entry(kind).or_default();
        let mut next = first;
        let mut records = Vec::with_capacity(items.len());
        for (number, node) in items.iter().enumerate() {
            let id_node = node.get("id");
            let id = id_node
                .and_then(Node::text)
                .map(str::trim)
                .unwrap_or_default()
                .to_owned();
            let path = format!("{}.{}", kind.name(), element(node, number));
            let span = id_node.map_or(node.span, |n| n.span);
            if node.table().is_none() {
                // No record at all: reported when it is read, and counted by nobody.
                records.push(Record {
                    node,
                    path,
                    id,
                    first: false,
                });
            } else if id.is_empty() {
                // Without an id it is nobody's: still checked, under its number.
                records.push(Record {
                    node,
                    path,
                    id,
                    first: true,
                });
                next += 1;
            } else if let Some((_, before)) = known.get(&id) {
                sink.push(
                    Finding::new(Code::DuplicateId, span)
                        .arg("id", &id)
                        .arg("kind", kind.name())
                        .label(*before, "label-first-here")
                        .path(path.clone()),
                );
                let path = format!("{}.{}", kind.name(), segment(&format!("{id}#{number}")));
                records.push(Record {
                    node,
                    path,
                    id,
                    first: false,
                });
            } else {
                known.insert(id.clone(), (next, span));
                next += 1;
                records.push(Record {
                    node,
                    path,
                    id,
                    first: true,
                });
            }
        }
        records
    }
}
