//! What the reader asks of each value: the source of the JSON Schemas, so that they and the reader
//! cannot differ. Values are known by their place in memory: a trace is of one run over one tree.

use crate::inventory::read::Node;
use std::collections::{BTreeMap, BTreeSet};

/// What a value may be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::inventory) enum Shape {
    Text,
    Date,
    Dates,
    MonthDay,
    FiscalYear,
    Duration,
    Durations,
    Yen,
    Decimal,
    Boolean,
    Number(u32, u32),
    Words(Vec<String>),
    /// The id of a record of this kind.
    Reference(&'static str),
}

/// What was asked of one table.
#[derive(Clone, Debug, Default)]
pub(in crate::inventory) struct Asked {
    pub(in crate::inventory) keys: Vec<&'static str>,
    pub(in crate::inventory) required: Vec<&'static str>,
}

/// What was asked of all.
#[derive(Clone, Debug, Default)]
pub(in crate::inventory) struct Trace {
    tables: BTreeMap<usize, Asked>,
    values: BTreeMap<usize, BTreeSet<Shape>>,
}

fn place(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

impl Trace {
    pub(super) fn table(&mut self, node: &Node, keys: &[&'static str], required: &[&'static str]) {
        let asked = self.tables.entry(place(node)).or_default();
        asked.keys.extend(keys);
        asked.required.extend(required);
    }

    pub(super) fn value(&mut self, node: &Node, shape: Shape) {
        self.values.entry(place(node)).or_default().insert(shape);
    }

    /// What was asked of a table.
    pub(in crate::inventory) fn of_table(&self, node: &Node) -> Option<&Asked> {
        self.tables.get(&place(node))
    }

    /// What a value was taken for.
    pub(in crate::inventory) fn of_value(&self, node: &Node) -> impl Iterator<Item = &Shape> {
        self.values.get(&place(node)).into_iter().flatten()
    }
}
