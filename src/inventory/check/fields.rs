//! One table read key by key: what nobody asked for is an unknown key.

use super::context::{Context, Kind};
use super::trace::Shape;
use super::values;
use crate::calendar::{Date, Duration, Range};
use crate::diag::{Code, Finding};
use crate::facts::{PROVENANCE_KEYS, Provenance, segment};
use crate::inventory::read::{Node, Table, Value};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A table being read.
pub(super) struct Fields<'t, 'c, 's> {
    pub(super) cx: &'c mut Context<'s>,
    pub(super) node: &'t Node,
    table: &'t Table,
    /// The path of the table itself: `contract.tax-2016`.
    pub(super) path: String,
    asked: Vec<&'static str>,
    required: Vec<&'static str>,
}

/// Reads `node` as a table; keys that `read` does not ask for are reported.
pub(super) fn read_table<'t, 's, T>(
    cx: &mut Context<'s>,
    node: &'t Node,
    path: String,
    read: impl FnOnce(&mut Fields<'t, '_, 's>) -> T,
) -> Option<T> {
    let Value::Table(table) = &node.value else {
        cx.wrong_type(node, &path, "table");
        return None;
    };
    let mut fields = Fields {
        cx,
        node,
        table,
        path,
        asked: Vec::new(),
        required: Vec::new(),
    };
    let result = read(&mut fields);
    fields.finish();
    Some(result)
}

/// As [`read_table`], for a record that may carry `source`, `confidence` and `provenance`.
pub(super) fn read_record<'t, 's, T>(
    cx: &mut Context<'s>,
    node: &'t Node,
    path: String,
    read: impl FnOnce(&mut Fields<'t, '_, 's>) -> T,
) -> Option<T> {
    read_table(cx, node, path, |f| {
        f.asked.extend(PROVENANCE_KEYS);
        read(f)
    })
}

impl<'t, 's> Fields<'t, '_, 's> {
    /// Where the table is written.
    pub(super) fn span(&self) -> Span {
        self.node.span
    }

    /// Source and confidence of the table.
    pub(super) fn provenance(&self) -> Provenance {
        (*self.node.provenance).clone()
    }

    /// The path of a key.
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            segment(key).into_owned()
        } else {
            format!("{}.{}", self.path, segment(key))
        }
    }

    /// The value of a key, where it is there and whole.
    pub(super) fn node(&mut self, key: &'static str) -> Option<&'t Node> {
        self.asked.push(key);
        self.table
            .get(key)
            .map(|e| &e.node)
            .filter(|n| n.value != Value::Broken)
    }

    /// Whether the key is written at all.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where a key's value is written, else the table.
    pub(super) fn span_of(&self, key: &str) -> Span {
        self.table.get(key).map_or(self.node.span, |e| e.node.span)
    }

    /// Reports those of `keys` that are not written.
    pub(super) fn require(&mut self, keys: &[&'static str]) {
        self.required.extend(keys);
        for key in keys {
            if !self.table.contains_key(key) {
                let finding = Finding::new(Code::MissingKey, self.node.span)
                    .arg("key", key)
                    .arg("record", &self.path)
                    .path(self.path_of(key));
                self.cx.push_absence(finding);
            }
        }
    }

    /// A text of one line, trimmed, without control characters; never empty.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        let text = values::text(self.cx, node, &path)?;
        // What pictures show.
        if matches!(key, "name" | "owner" | "ja" | "en") {
            values::glyphs(self.cx, node, &path, &text);
        }
        Some(text)
    }

    /// A text as it is, for ids: control characters are refused, full-width stays.
    pub(super) fn id(&mut self) -> Option<String> {
        let node = self.node("id")?;
        values::id(self.cx, node, &self.path.clone())
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &'static str) -> Option<Vec<(String, Span)>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        let Some(items) = node.array() else {
            self.cx.wrong_type(node, &path, "list");
            return None;
        };
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            self.cx.saw(item, || Shape::Text);
            if let Value::Text(text) = &item.value {
                all.push((text.trim().to_owned(), item.span));
            } else {
                self.cx.wrong_type(item, &path, "text");
            }
        }
        let joined = all
            .iter()
            .map(|(t, _)| t.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        self.cx.fact(path, joined, node);
        Some(all)
    }

    /// A first day: a month means its first.
    pub(super) fn first_day(&mut self, key: &'static str) -> Option<Date> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::date(self.cx, node, &path, values::Edge::First)
    }

    /// The first day of a rule, which may be older than any plan.
    pub(super) fn since(&mut self, key: &'static str) -> Option<Date> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::any_date(self.cx, node, &path, values::Edge::First)
    }

    /// A last day: a month means its last.
    pub(super) fn last_day(&mut self, key: &'static str) -> Option<Date> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::date(self.cx, node, &path, values::Edge::Last)
    }

    /// A length of time.
    pub(super) fn duration(&mut self, key: &'static str) -> Option<Duration> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::duration(self.cx, node, &path)
    }

    /// A length of time, a range of two, or a distribution.
    pub(super) fn durations(&mut self, key: &'static str) -> Option<Range<Duration>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::duration_range(self.cx, node, &path)
    }

    /// A first day, a range of two, or a distribution.
    pub(super) fn first_days(&mut self, key: &'static str) -> Option<Range<Date>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::first_days(self.cx, node, &path)
    }

    /// Whole yen, or a range.
    pub(super) fn yen(&mut self, key: &'static str) -> Option<Range<i64>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::yen(self.cx, node, &path)
    }

    /// A whole number within bounds.
    pub(super) fn number(&mut self, key: &'static str, least: u32, most: u32) -> Option<u32> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::number(self.cx, node, &path, least, most)
    }

    /// A list of whole numbers within bounds.
    pub(super) fn numbers(&mut self, key: &'static str, least: u32, most: u32) -> Option<Vec<u32>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        let Some(items) = node.array() else {
            self.cx.wrong_type(node, &path, "list");
            return None;
        };
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            all.extend(values::number(self.cx, item, &path, least, most));
        }
        let joined: Vec<String> = all.iter().map(u32::to_string).collect();
        self.cx.fact(path, joined.join(", "), node);
        Some(all)
    }

    /// True or false.
    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        self.cx.saw(node, || Shape::Boolean);
        let path = self.path_of(key);
        match node.value {
            Value::Boolean(value) => {
                self.cx.fact(path, value.to_string(), node);
                Some(value)
            }
            _ => {
                self.cx.wrong_type(node, &path, "boolean");
                None
            }
        }
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        values::word(self.cx, node, &path, key, words)
    }

    /// The index of the record that a key names.
    pub(super) fn reference(&mut self, key: &'static str, kind: Kind) -> Option<usize> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        let ix = self.cx.resolve(node, &path, kind)?;
        self.cx
            .fact(path, node.text().unwrap_or_default().to_owned(), node);
        Some(ix)
    }

    /// The indices of the records that a list names; doubles are reported.
    pub(super) fn references(&mut self, key: &'static str, kind: Kind) -> Option<Vec<usize>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        let Some(items) = node.array() else {
            self.cx.wrong_type(node, &path, "list");
            self.cx.unread.insert(kind);
            return None;
        };
        let mut all: Vec<usize> = Vec::new();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut names = Vec::new();
        for item in items.iter().filter(|i| i.value != Value::Broken) {
            if let Some(ix) = self.cx.resolve(item, &path, kind) {
                names.push(item.text().unwrap_or_default());
                if !seen.insert(ix) {
                    let finding = Finding::new(Code::NamedTwice, item.span)
                        .arg("id", item.text().unwrap_or_default())
                        .path(path.clone());
                    self.cx.sink.push(finding);
                } else {
                    all.push(ix);
                }
            }
        }
        let joined = names.join(", ");
        self.cx.fact(path, joined, node);
        Some(all)
    }

    /// Reads the table under a key.
    pub(super) fn within<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'t, '_, 's>) -> T,
    ) -> Option<T> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        read_table(self.cx, node, path, read)
    }

    /// As [`Fields::within`], for a table that may carry its own provenance.
    pub(super) fn record<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'t, '_, 's>) -> T,
    ) -> Option<T> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        read_record(self.cx, node, path, read)
    }

    /// Reads each table of the list under a key. An element's path ends in its id, else in the
    /// system or the kind it names, else in its number from 0.
    pub(super) fn each<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Fields<'t, '_, 's>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let path = self.path_of(key);
        let Some(items) = node.array() else {
            self.cx.wrong_type(node, &path, "list");
            return Vec::new();
        };
        let mut all = Vec::with_capacity(items.len());
        for (number, item) in items.iter().enumerate() {
            if item.value == Value::Broken {
                continue;
            }
            let path = format!("{path}.{}", element(item, number));
            all.extend(read_record(self.cx, item, path, &mut read).flatten());
        }
        all
    }

    /// As [`Fields::each`], for elements with an `id` or a `kind` of their own: doubles are reported
    /// as two records of `what`.
    pub(super) fn each_named<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        mut read: impl FnMut(&mut Fields<'t, '_, 's>) -> Option<T>,
    ) -> Vec<T> {
        let mut seen: BTreeMap<&'t str, Span> = BTreeMap::new();
        self.each(key, |f| {
            let name = ["id", "kind"].iter().find_map(|key| f.node.get(key));
            let name = name.and_then(|n| n.text().map(|text| (text.trim(), n.span)));
            let value = read(f);
            let Some((id, span)) = name else { return value };
            match seen.get(id) {
                None => _ = seen.insert(id, span),
                Some(before) => {
                    let finding = Finding::new(Code::DuplicateId, span)
                        .arg("id", id)
                        .arg("kind", what)
                        .label(*before, "label-first-here")
                        .path(f.path.clone());
                    f.cx.sink.push(finding);
                    return None;
                }
            }
            value
        })
    }

    fn finish(self) {
        if let Some(trace) = &mut self.cx.trace {
            trace.table(self.node, &self.asked, &self.required);
        }
        for (key, entry) in self.table.iter() {
            if !self.asked.contains(&key) {
                let mut told = BTreeSet::new();
                let known = self.asked.iter().copied().filter(|key| told.insert(*key));
                let known = known.collect::<Vec<_>>().join(", ");
                let finding = Finding::new(Code::UnknownKey, entry.key)
                    .arg("key", key)
                    .arg("known", known)
                    .nearest(key, self.asked.iter().copied())
                    .path(self.path_of(key));
                self.cx.sink.push(finding);
            }
        }
    }
}

/// The last part of the path of a list's element.
pub(super) fn element(item: &Node, number: usize) -> String {
    let name = ["id", "system", "kind"]
        .iter()
        .find_map(|key| item.get(key))
        .and_then(Node::text);
    match name {
        Some(name) => segment(name.trim()).into_owned(),
        None => number.to_string(),
    }
}
