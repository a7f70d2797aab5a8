//! Tables laid into an inventory that is there: what differs is changed, what is new is added, and
//! everything else stays as it is, comments and order too.

use super::fresh::{appended, cost, keys, row_of};
use super::gather::Gathered;
use super::record::{Fact, Kind, Record};
use super::value::{Edge, Typed, date, plain};
use crate::calendar::{Date, Duration};
use crate::diag::fix::{Edit, apply, quoted};
use crate::facts::segment;
use crate::import::book::{Cell, Place};
use crate::import::heading::folded;
use crate::inventory::{Catalogue, Entry, Node, Value, added, replaced};
use crate::source::Span;
use crate::words::Lang;
use std::collections::BTreeMap;

/// A fact that is otherwise now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Path of the fact.
    pub path: String,
    /// As it was written; `None`: it was not there.
    pub old: Option<String>,
    /// As it is written now.
    pub new: String,
    /// The cell that says so.
    pub at: Place,
}

/// An inventory with tables laid into it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Updated {
    /// The new text.
    pub text: String,
    /// What makes it of the old one, in order.
    pub edits: Vec<Edit>,
    /// What differs, in the order of the file's records.
    pub changed: Vec<Changed>,
    /// Paths of new records.
    pub added: Vec<String>,
    /// Facts for which the file has no place: to be written by hand.
    pub unplaced: Vec<Changed>,
}

/// Lays `gathered` into `text`, whose tree is `root`.
pub fn update(
    text: &str,
    root: &Node,
    gathered: &Gathered,
    catalogue: &Catalogue,
    lang: Lang,
) -> Updated {
    let mut updated = Updated::default();
    let mut edits = Vec::new();
    let mut new = Vec::new();
    let there = index(root);
    for record in &gathered.records {
        let node = match record.kind.single() {
            true => root.get(record.kind.key()),
            false => there.get(&(record.kind, record.id.as_str())).copied(),
        };
        match node {
            Some(node) => {
                let mut writing = Writing {
                    text,
                    lang,
                    updated: &mut updated,
                    edits: &mut edits,
                };
                writing.record(node, record);
            }
            // Without facts it is only referred to by its id, which is enough where it is known.
            None => new.push(record),
        }
    }
    edits.sort();
    updated.added = new.iter().map(|record| path(record, "")).collect();
    if !new.is_empty() {
        let mut more = appended(&new, catalogue, lang);
        if !text.ends_with('\n') && !text.is_empty() {
            more.insert(0, '\n');
        }
        if text.contains("\r\n") {
            more = more.replace('\n', "\r\n");
        }
        let end = text.len();
        let span = Span {
            start: end,
            end,
            ..root.span
        };
        edits.push(Edit { span, text: more });
    }
    updated.text = apply(text, &edits);
    updated.edits = edits;
    updated
}

/// Records by kind and id.
fn index(root: &Node) -> BTreeMap<(Kind, &str), &Node> {
    let mut there = BTreeMap::new();
    for kind in Kind::ALL.into_iter().filter(|kind| !kind.single()) {
        let records = root.get(kind.key()).and_then(Node::array);
        for record in records.unwrap_or_default() {
            if let Some(id) = record.get("id").and_then(Node::text) {
                there.entry((kind, id)).or_insert(record);
            }
        }
    }
    there
}

/// The path of a fact of a record, or of the record.
fn path(record: &Record, key: &str) -> String {
    let kind = record.kind.key().to_owned();
    let id = (!record.kind.single()).then(|| segment(&record.id).to_string());
    let key = (!key.is_empty()).then(|| key.to_owned());
    let parts: Vec<String> = [Some(kind), id, key].into_iter().flatten().collect();
    parts.join(".")
}

struct Writing<'a> {
    text: &'a str,
    lang: Lang,
    updated: &'a mut Updated,
    edits: &'a mut Vec<Edit>,
}

impl Writing<'_> {
    /// What a record has otherwise, or not at all.
    fn record(&mut self, node: &Node, record: &Record) {
        let mut new = Vec::new();
        let mut marked = Vec::new();
        let whole: BTreeMap<String, String> = keys(record).into_iter().collect();
        for (key, fact) in &record.facts {
            let (outer, inner) = key.split_once('.').unwrap_or((key, ""));
            let entry = node.table().and_then(|table| table.get(outer));
            let done = match entry {
                None => {
                    let value = whole.get(outer).cloned().unwrap_or_default();
                    if !new.iter().any(|(k, _)| k == outer) {
                        new.push((outer.to_owned(), value.clone()));
                    }
                    Done::Changed(None, fact.value.toml())
                }
                Some(entry) if inner.is_empty() => self.plain(entry, fact),
                Some(entry) if outer == "cost" => self.cost(entry, inner, fact),
                Some(entry) => self.within(entry, inner, fact),
            };
            let path = path(record, key);
            let at = fact.at.clone();
            match done {
                Done::Same => {}
                Done::Changed(old, new) => {
                    marked.push(outer.to_owned());
                    self.updated.changed.push(Changed { path, old, new, at });
                }
                Done::NoPlace(old) => {
                    let new = fact.value.toml();
                    self.updated.unplaced.push(Changed { path, old, new, at });
                }
            }
        }
        marked.dedup();
        self.provenance(node, record, &marked, &mut new);
        if added(self.text, node, &new, self.edits).is_none() {
            self.take_back(record, &new);
        }
    }

    /// Keys that could not be added after all.
    fn take_back(&mut self, record: &Record, new: &[(String, String)]) {
        for (key, _) in new {
            let of = path(record, key);
            let (gone, kept) = std::mem::take(&mut self.updated.changed)
                .into_iter()
                .partition(|c| c.old.is_none() && c.path.starts_with(&of));
            self.updated.changed = kept;
            let gone: Vec<Changed> = gone;
            self.updated.unplaced.extend(gone);
        }
    }

    fn written(&self, node: &Node) -> String {
        let span = node.span;
        let text = self.text.get(span.start..span.end).unwrap_or("");
        text.to_owned()
    }

    /// A value in the place of another.
    fn plain(&mut self, entry: &Entry, fact: &Fact) -> Done {
        if same(&fact.value, &entry.node) {
            return Done::Same;
        }
        let old = self.written(&entry.node);
        let value = match (&fact.value, entry.node.array()) {
            // What else is said of those that stay, stays.
            (Typed::List(ids), Some(items)) => {
                let item = |id: &String| {
                    let found = items.iter().find(|item| named(item) == Some(id));
                    found.map_or_else(|| quoted(id), |item| self.written(item))
                };
                let items: Vec<String> = ids.iter().map(item).collect();
                format!("[{}]", items.join(", "))
            }
            _ => fact.value.toml(),
        };
        self.edits.extend(replaced(self.text, entry, &value));
        Done::Changed(Some(old), value)
    }

    /// A value in a table of the record.
    fn within(&mut self, entry: &Entry, inner: &str, fact: &Fact) -> Done {
        let Some(table) = entry.node.table() else {
            return Done::NoPlace(Some(self.written(&entry.node)));
        };
        if let Some(entry) = table.get(inner) {
            return self.plain(entry, fact);
        }
        let new = [(inner.to_owned(), fact.value.toml())];
        match added(self.text, &entry.node, &new, self.edits) {
            Some(()) => Done::Changed(None, fact.value.toml()),
            None => Done::NoPlace(None),
        }
    }

    /// An amount in the list of costs: of the one entry that is paid so.
    fn cost(&mut self, entry: &Entry, per: &str, fact: &Fact) -> Done {
        let items = entry.node.array().unwrap_or_default();
        let paid = |item: &&Node| item.get("per").and_then(Node::text) == Some(per);
        let mut found = items.iter().filter(paid);
        let first = found.next();
        if per == "tax" {
            let taxed = |item: &Node| item.get("tax").is_some_and(|tax| same(&fact.value, tax));
            return match items.iter().all(taxed) {
                true => Done::Same,
                false => Done::NoPlace(None),
            };
        }
        match (first, found.next()) {
            (Some(item), None) => match item.table().and_then(|table| table.get("yen")) {
                Some(yen) => self.plain(yen, fact),
                None => Done::NoPlace(Some(self.written(item))),
            },
            (None, _) => {
                let Some(last) = items.last() else {
                    return Done::NoPlace(None);
                };
                let end = last.span.end;
                let inline = self.written(last).starts_with('{');
                if !inline {
                    return Done::NoPlace(None);
                }
                let value = fact.value.toml();
                self.edits.push(Edit {
                    span: Span {
                        start: end,
                        end,
                        ..last.span
                    },
                    text: format!(", {}", cost(per, &value, None)),
                });
                Done::Changed(None, value)
            }
            (Some(_), Some(_)) => Done::NoPlace(Some(self.written(&entry.node))),
        }
    }

    /// Where changed facts come from now.
    fn provenance(
        &mut self,
        node: &Node,
        record: &Record,
        marked: &[String],
        new: &mut Vec<(String, String)>,
    ) {
        if marked.is_empty() {
            return;
        }
        let source = quoted(&row_of(record, self.lang));
        let own = node.get("source").and_then(Node::text);
        if own == Some(&row_of(record, self.lang)) {
            return;
        }
        let told = format!("{{ source = {source}, confidence = \"stated\" }}");
        match node.table().and_then(|table| table.get("provenance")) {
            None => {
                let each = marked.iter().map(|key| format!("{key} = {told}"));
                let all: Vec<String> = each.collect();
                new.push(("provenance".to_owned(), format!("{{ {} }}", all.join(", "))));
            }
            Some(entry) => {
                let Some(table) = entry.node.table() else {
                    return;
                };
                let mut more = Vec::new();
                for key in marked {
                    match table.get(key) {
                        Some(single) => self.edits.extend(replaced(self.text, single, &told)),
                        None => more.push((key.clone(), told.clone())),
                    }
                }
                _ = added(self.text, &entry.node, &more, self.edits);
            }
        }
    }
}

/// What became of one fact.
enum Done {
    /// It says so already.
    Same,
    /// As it was, as it is.
    Changed(Option<String>, String),
    /// As it is; there is no one place for the new value.
    NoPlace(Option<String>),
}

/// The name of an element of a list.
fn named(item: &Node) -> Option<&String> {
    match (&item.value, item.get("system").map(|n| &n.value)) {
        (Value::Text(text), _) | (_, Some(Value::Text(text))) => Some(text),
        _ => None,
    }
}

/// Whether a value of the file says the same, in whatever form.
fn same(value: &Typed, node: &Node) -> bool {
    match (value, &node.value) {
        (Typed::Text(text), Value::Text(old)) => folded(text) == folded(old),
        (Typed::Date(day), Value::Date(y, m, d)) => Date::from_ymd_opt(*y, *m, *d) == Some(*day),
        (Typed::Date(day), Value::Text(old)) => {
            let cell = Cell::Text(old.clone());
            [Edge::First, Edge::Last]
                .iter()
                .any(|edge| date(&cell, *edge) == Some(*day))
        }
        (Typed::Yen(n) | Typed::Number(n), Value::Integer(Ok(old))) => n == old,
        (Typed::Yen(n), Value::Text(old)) => {
            // The upper end of a range is what plans use.
            let upper = old.rsplit("..").next().unwrap_or(old).replace('_', "");
            upper.trim().parse() == Ok(*n)
        }
        (Typed::Length(length), Value::Text(old)) => ends(length) == ends(&plain(old)),
        (Typed::Flag(flag), Value::Boolean(old)) => flag == old,
        (Typed::List(ids), Value::Array(items)) => {
            let names: Option<Vec<&String>> = items.iter().map(named).collect();
            let mut new: Vec<&String> = ids.iter().collect();
            let Some(mut old) = names else { return false };
            new.sort();
            old.sort();
            new == old
        }
        _ => false,
    }
}

/// The ends of a length; texts that are none are no ends.
fn ends(text: &str) -> Option<(Duration, Duration)> {
    let (low, high) = text.split_once("..").unwrap_or((text, text));
    Some((Duration::parse(low)?, Duration::parse(high)?))
}
