//! Where facts come from and how sure they are.

use crate::source::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Bound;
use std::sync::Arc;

/// How sure a fact is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// No source gives it: it waits for its owner's review, and every output shows so.
    Assumed,
    /// A source states it.
    #[default]
    Stated,
    /// Its owner confirmed it.
    Confirmed,
}

/// Source and confidence of a record or of one of its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The document.
    pub source: Option<String>,
    /// How sure.
    pub confidence: Confidence,
    /// Which owner confirmed it.
    pub confirmed_by: Option<String>,
    /// On which day.
    pub confirmed_on: Option<chrono::NaiveDate>,
}

/// The keys that say where facts come from; they may stand in every record.
pub const PROVENANCE_KEYS: [&str; 5] = [
    "source",
    "confidence",
    "confirmed-by",
    "confirmed-on",
    "provenance",
];

/// One fact of the inputs: `contract.tax-2016.ends` is 2022-12-31.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The value as plain text.
    pub value: String,
    /// Source and confidence: those of its record mostly, shared with it.
    pub provenance: Arc<Provenance>,
    /// Where it is written; built-in defaults lie in built-in files.
    pub span: Span,
}

/// All facts of the inputs by path, `kind.id.key` (ids quoted where they hold a dot, a space or a
/// quote). They lie record by record: there are very many, and most of their paths begin alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    records: BTreeMap<Box<str>, BTreeMap<Box<str>, Fact>>,
}

/// The path of one of the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactPath<'f> {
    record: &'f str,
    key: &'f str,
}

impl std::fmt::Display for FactPath<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.record)?;
        if !self.key.is_empty() {
            write!(f, ".{}", self.key)?;
        }
        Ok(())
    }
}

impl FactPath<'_> {
    /// Whether it is this path.
    pub fn is(&self, path: &str) -> bool {
        (self.record, self.key) == split(path)
    }

    /// The part before its first dot: the kind of its record.
    pub fn kind(&self) -> &str {
        self.record.split('.').next().unwrap_or(self.record)
    }
}

/// The keys under which a record has facts.
#[derive(Clone, Copy, Debug)]
pub struct FactKeys<'f>(Option<&'f BTreeMap<Box<str>, Fact>>);

impl FactKeys<'_> {
    /// Whether there is a fact under a key.
    pub fn contains(&self, key: &str) -> bool {
        self.0.is_some_and(|facts| facts.contains_key(key))
    }
}

/// A path as the first two parts of it, `kind.id`, and the rest. Where there are but two or fewer
/// parts there is no rest.
fn split(path: &str) -> (&str, &str) {
    let (mut quoted, mut escaped, mut dots) = (false, false, 0);
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'.' if !quoted => {
                dots += 1;
                if dots == 2 {
                    return match (path.get(..at), path.get(at + 1..)) {
                        (Some(record), Some(key)) => (record, key),
                        _ => (path, ""),
                    };
                }
            }
            _ => {}
        }
    }
    (path, "")
}

/// All texts from this one on.
fn from(text: &str) -> (Bound<&str>, Bound<&str>) {
    (Bound::Included(text), Bound::Unbounded)
}

impl Facts {
    /// None yet.
    pub fn new() -> Facts {
        Facts::default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.values().map(BTreeMap::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The fact of a path.
    pub fn get(&self, path: &str) -> Option<&Fact> {
        let (record, key) = split(path);
        self.records.get(record)?.get(key)
    }

    /// Whether there is a fact of a path.
    pub fn contains_key(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// The keys under which a record, named by the first two parts of its path, has facts.
    pub fn keys(&self, record: &str) -> FactKeys<'_> {
        FactKeys(self.records.get(record))
    }

    /// Puts facts under keys of a record, named by the first two parts of its path, instead of those
    /// that were there.
    pub fn insert_all<'k>(
        &mut self,
        record: &str,
        facts: impl IntoIterator<Item = (&'k str, Fact)>,
    ) {
        let mut facts = facts.into_iter().peekable();
        if facts.peek().is_none() {
            return;
        }
        // The record's name is copied only where there are no facts of it yet.
        let known = match self.records.get_mut(record) {
            Some(known) => known,
            None => self.records.entry(record.into()).or_default(),
        };
        known.extend(facts.map(|(key, fact)| (key.into(), fact)));
    }

    /// Puts a fact under a path, instead of the one that was there.
    pub fn insert(&mut self, path: &str, fact: Fact) {
        let (record, key) = split(path);
        self.insert_all(record, [(key, fact)]);
    }

    /// Takes the fact of a path away.
    pub fn remove(&mut self, path: &str) {
        let (record, key) = split(path);
        if let Some(known) = self.records.get_mut(record) {
            known.remove(key);
            if known.is_empty() {
                self.records.remove(record);
            }
        }
    }

    /// Adds others; where both have a fact of a path, the other's counts.
    pub fn join(&mut self, others: Facts) {
        for (record, facts) in others.records {
            match self.records.entry(record) {
                Entry::Vacant(place) => _ = place.insert(facts),
                Entry::Occupied(mut known) => known.get_mut().extend(facts),
            }
        }
    }

    /// All of them by record and key.
    pub fn iter(&self) -> impl Iterator<Item = (FactPath<'_>, &Fact)> {
        self.records.iter().flat_map(|(record, facts)| {
            facts.iter().map(move |(key, fact)| {
                let path = FactPath { record, key };
                (path, fact)
            })
        })
    }

    /// The path, or the first one below it, of which there is a fact.
    pub fn at_or_below(&self, path: &str) -> Option<FactPath<'_>> {
        let below = format!("{path}.");
        let (record, key) = split(path);
        // The keys of the record, or further down.
        let within = self
            .records
            .get_key_value(record)
            .and_then(|(record, facts)| {
                let under = match key {
                    "" => String::new(),
                    _ => format!("{key}."),
                };
                let own = facts.get_key_value(key).map(|(found, _)| found);
                let mut further = facts.range::<str, _>(from(&under)).map(|(found, _)| found);
                let found =
                    own.or_else(|| further.next().filter(|found| found.starts_with(&under)));
                found.map(|key| FactPath { record, key })
            });
        // All records of a kind.
        within.or_else(|| {
            let (record, facts) = self.records.range::<str, _>(from(&below)).next()?;
            let (key, _) = facts.iter().next().filter(|_| record.starts_with(&below))?;
            Some(FactPath { record, key })
        })
    }
}

impl std::ops::Index<&str> for Facts {
    type Output = Fact;

    /// The fact of a path.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[expect(clippy::expect_used, reason = "as all maps do")]
    fn index(&self, path: &str) -> &Fact {
        self.get(path).expect("a fact of this path")
    }
}

/// One part of a path: an id as it is, or quoted where it holds anything but letters, digits, `-`
/// and `_`.
pub fn segment(id: &str) -> std::borrow::Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if !id.is_empty() && id.chars().all(plain) {
        return id.into();
    }
    let mut quoted = String::with_capacity(id.len() + 2);
    quoted.push('"');
    for c in id.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(value: &str) -> Fact {
        Fact {
            value: value.to_owned(),
            provenance: Arc::default(),
            span: Span {
                file: crate::source::FileId(0),
                start: 0,
                end: 0,
            },
        }
    }

    #[test]
    fn a_fact_is_found_by_its_path() {
        let paths = [
            "schema",
            "municipality.kind",
            "system.tax.name",
            "system.tax.after.a.link",
            "system.tax-2.name",
            r#"procurement."a.b/\"c".cost.0.yen"#,
        ];
        let mut facts = Facts::new();
        for path in paths {
            facts.insert(path, fact(path));
        }
        assert_eq!(facts.len(), paths.len());
        for path in paths {
            assert_eq!(facts[path].value, path);
        }
        let told: Vec<String> = facts.iter().map(|(path, _)| path.to_string()).collect();
        let mut sorted = paths.map(str::to_owned);
        sorted.sort();
        assert_eq!(told.len(), sorted.len());
        assert!(sorted.iter().all(|path| told.contains(path)));
        assert!(!facts.contains_key("system.tax"));
        let below = |path: &str| facts.at_or_below(path).map(|found| found.to_string());
        assert_eq!(
            below("system.tax").as_deref(),
            Some("system.tax.after.a.link")
        );
        assert_eq!(
            below("system.tax.after").as_deref(),
            Some("system.tax.after.a.link")
        );
        assert_eq!(below("system.tax.name").as_deref(), Some("system.tax.name"));
        assert_eq!(below("municipality").as_deref(), Some("municipality.kind"));
        assert_eq!(below("system.ta"), None);
        assert_eq!(below("system.tax.nam"), None);
        assert_eq!(below("system").as_deref(), Some("system.tax.after.a.link"));
        facts.remove("schema");
        assert!(!facts.contains_key("schema"));
    }

    #[test]
    fn of_two_facts_of_a_path_the_later_counts() {
        let (mut one, mut other) = (Facts::new(), Facts::new());
        one.insert("a.b.c", fact("1"));
        one.insert("a.b.d", fact("2"));
        other.insert("a.b.c", fact("3"));
        one.join(other);
        assert_eq!((&*one["a.b.c"].value, &*one["a.b.d"].value), ("3", "2"));
    }

    #[test]
    fn facts_of_a_record_are_put_in_at_once() {
        let mut facts = Facts::new();
        facts.insert("a.b.c", fact("1"));
        assert!(facts.keys("a.b").contains("c") && !facts.keys("a.b").contains("d"));
        facts.insert_all("a.b", [("c", fact("2")), ("d.e", fact("3"))]);
        assert_eq!(
            (&*facts["a.b.c"].value, &*facts["a.b.d.e"].value),
            ("2", "3")
        );
        // Nothing is no record.
        facts.insert_all("a.x", Vec::new());
        assert_eq!(facts.len(), 2);
        assert!(facts.at_or_below("a.x").is_none() && !facts.keys("a.x").contains("c"));
    }

    #[test]
    fn an_id_is_quoted_where_it_must_be() {
        assert_eq!(segment("税-2_a"), "税-2_a");
        assert_eq!(segment("a/b"), r#""a/b""#);
        assert_eq!(segment(r#"a"\"#), r#""a\"\\""#);
        assert_eq!(segment(""), r#""""#);
    }
}
