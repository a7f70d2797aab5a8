//! Where facts come from and how sure they are.

use crate::source::Span;
use serde::{Deserialize, Serialize};
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

/// All facts by path, `kind.id.key` (ids quoted where they hold a dot, a space or a quote).
pub type Facts = std::collections::BTreeMap<String, Fact>;

/// One part of a path: an id as it is, or quoted where it holds anything but letters, digits, `-`
/// and `_`.
pub fn segment(id: &str) -> std::borrow::Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if !id.is_empty() && id.chars().all(plain) {
        id.into()
    } else {
        format!("\"{}\"", id.replace('\\', "\\\\").replace('"', "\\\"")).into()
    }
}
