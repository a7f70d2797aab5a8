//! What a TOML file holds, with a place and a provenance for every value.
//!
//! The tree owns its text, so that files can be laid over each other before anything is checked.

use super::{MAX_NESTING, Table};
use crate::facts::Provenance;
use crate::source::{FileId, Span};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// A value, where it is written, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What is written.
    pub value: Value,
    /// Where.
    pub span: Span,
    /// Source and confidence: its own, or those of the table around it.
    pub provenance: Arc<Provenance>,
}

/// The kinds of value that TOML has.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `"text"`
    Text(String),
    /// `12`; as written where the number does not fit 64 bits.
    Integer(Result<i64, String>),
    /// `1.5`, as written.
    Float(String),
    /// `true`
    Boolean(bool),
    /// `2026-03-31`: year, month, day.
    Date(i32, u32, u32),
    /// A date with a time, or a time.
    Time(String),
    /// `[…]` or `[[…]]`
    Array(Vec<Node>),
    /// `{…}` or `[…]`
    Table(Table),
    /// What a syntax error left behind: already reported.
    Broken,
}

/// One key of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the key is written.
    pub key: Span,
    /// Its value.
    pub node: Node,
}

impl Node {
    /// The table, where it is one.
    pub fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The value of a key, where this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.table().and_then(|t| t.get(key)).map(|e| &e.node)
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements, where it is an array.
    pub fn array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// An empty table: what an absent file holds.
    pub fn empty(file: FileId) -> Node {
        Node {
            value: Value::Table(Table::new()),
            span: Span {
                file,
                start: 0,
                end: 0,
            },
            provenance: Arc::default(),
        }
    }
}

/// Turns a parsed table into a tree; `broken` are the places of syntax errors, in order.
pub(super) struct Planter<'a> {
    file: FileId,
    /// Where the parsed text begins in the file.
    begin: usize,
    broken: &'a [Range<usize>],
    provenance: Arc<Provenance>,
    /// The keys so far: there are few, and each stands in very many tables.
    keys: BTreeSet<Arc<str>>,
    /// The first place that is nested too deeply.
    pub(super) too_deep: Option<Span>,
    /// How many tables there are.
    pub(super) records: usize,
}

impl<'a> Planter<'a> {
    pub(super) fn new(file: FileId, begin: usize, broken: &'a [Range<usize>]) -> Planter<'a> {
        Planter {
            file,
            begin,
            broken,
            provenance: Arc::default(),
            keys: BTreeSet::new(),
            too_deep: None,
            records: 0,
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: self.begin + range.start,
            end: self.begin + range.end.max(range.start),
        }
    }

    fn is_broken(&self, range: &Range<usize>) -> bool {
        let first = self.broken.partition_point(|b| b.end < range.start);
        self.broken.get(first).is_some_and(|b| b.start <= range.end)
    }

    pub(super) fn table(&mut self, table: DeTable<'_>, depth: usize) -> Table {
        self.records += 1;
        table
            .into_iter()
            .map(|(key, value)| {
                let key_span = self.span(key.span());
                let node = self.node(value.span(), value.into_inner(), depth + 1);
                let entry = Entry {
                    key: key_span,
                    node,
                };
                (self.key(key.get_ref()), entry)
            })
            .collect()
    }

    fn key(&mut self, key: &str) -> Arc<str> {
        if let Some(known) = self.keys.get(key) {
            return known.clone();
        }
        let new: Arc<str> = key.into();
        self.keys.insert(new.clone());
        new
    }

    fn node(&mut self, range: Range<usize>, value: DeValue<'_>, depth: usize) -> Node {
        let span = self.span(range.clone());
        // What is left of a text still names what it names: `id = "tax` is the system tax.
        let whole = matches!(
            value,
            DeValue::Array(_) | DeValue::Table(_) | DeValue::String(_)
        );
        let scalar_is_broken = !whole && (range.is_empty() || self.is_broken(&range));
        let value = if scalar_is_broken {
            Value::Broken
        } else if depth > MAX_NESTING {
            self.too_deep.get_or_insert(span);
            Value::Broken
        } else {
            match value {
                DeValue::String(text) if text.is_empty() && self.is_broken(&range) => Value::Broken,
                DeValue::String(text) => Value::Text(text.into_owned()),
                DeValue::Integer(i) => Value::Integer(
                    i64::from_str_radix(i.as_str(), i.radix()).map_err(|_| i.as_str().to_owned()),
                ),
                DeValue::Float(f) => Value::Float(f.as_str().to_owned()),
                DeValue::Boolean(b) => Value::Boolean(b),
                DeValue::Datetime(d) => match (d.date, d.time) {
                    (Some(date), None) => {
                        Value::Date(date.year.into(), date.month.into(), date.day.into())
                    }
                    (None, None) => Value::Broken,
                    _ => Value::Time(d.to_string()),
                },
                DeValue::Array(items) => Value::Array(
                    items
                        .into_iter()
                        .map(|item| self.node(item.span(), item.into_inner(), depth + 1))
                        .collect(),
                ),
                DeValue::Table(table) => Value::Table(self.table(table, depth)),
            }
        };
        Node {
            value,
            span,
            provenance: self.provenance.clone(),
        }
    }
}
