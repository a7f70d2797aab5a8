//! What rows become: records with facts, and what is left over.

use super::book::Place;
use super::value::Typed;
use std::collections::BTreeMap;

/// The records of an inventory that tables can tell of, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `[municipality]`
    Municipality,
    /// `[horizon]`
    Horizon,
    /// `[[deadline]]`
    Deadline,
    /// `[[hardware]]`
    Hardware,
    /// `[[vendor]]`
    Vendor,
    /// `[[contract]]`
    Contract,
    /// `[[system]]`
    System,
    /// `[[procurement]]`
    Procurement,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Kind; 8] = [
        Kind::Municipality,
        Kind::Horizon,
        Kind::Deadline,
        Kind::Hardware,
        Kind::Vendor,
        Kind::Contract,
        Kind::System,
        Kind::Procurement,
    ];

    /// The key of the inventory.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Municipality => "municipality",
            Kind::Horizon => "horizon",
            Kind::Deadline => "deadline",
            Kind::Hardware => "hardware",
            Kind::Vendor => "vendor",
            Kind::Contract => "contract",
            Kind::System => "system",
            Kind::Procurement => "procurement",
        }
    }

    /// Whether there is only one, without an id.
    pub fn single(self) -> bool {
        matches!(self, Kind::Municipality | Kind::Horizon)
    }

    /// The key without which a record of the kind says nothing.
    pub(super) fn required(self) -> Option<&'static str> {
        match self {
            Kind::Contract => Some("ends"),
            Kind::Hardware => Some("expires"),
            Kind::Deadline => Some("date"),
            _ => None,
        }
    }
}

/// A value, and the cell that says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The value.
    pub value: Typed,
    /// Where it stands.
    pub at: Place,
}

/// One record of the inventory.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its id; empty for those without.
    pub id: String,
    /// By key; keys of tables within are joined by dots (`price.month`).
    pub facts: BTreeMap<String, Fact>,
    /// Remarks of its rows.
    pub notes: Vec<String>,
    /// The document that its row names.
    pub source: Option<String>,
    /// The row it is first told of in.
    pub at: Place,
}

/// A cell that says nothing to the inventory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// Where.
    pub at: Place,
    /// What it holds.
    pub text: String,
    /// Why it was left.
    pub why: Why,
}

/// Why a cell was left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It stands outside a table: a title, a legend, a sum.
    Outside,
    /// No heading of its sheet is known.
    NoHeadings,
    /// The heading of its column is not known.
    Heading(String),
    /// It is not what its heading says: the kind of value that is expected.
    Value(&'static str),
    /// The row does not say which system, contract or vendor it is about.
    NoRecord,
    /// The record lacks the date without which it says nothing; its key.
    Required(&'static str),
    /// No such system.
    UnknownSystem,
    /// Another row says otherwise.
    Twice,
    /// An error value, or characters that cannot be read.
    Broken,
    /// Dates of work are planned, not read.
    Planned,
}

impl Why {
    /// The key of its sentence, and the values in it.
    pub fn words(&self) -> (&'static str, Option<&str>) {
        match self {
            Why::Outside => ("import-why-outside", None),
            Why::NoHeadings => ("import-why-no-headings", None),
            Why::Heading(heading) => ("import-why-heading", Some(heading)),
            Why::Value("date") => ("import-why-date", None),
            Why::Value("yen") => ("import-why-yen", None),
            Why::Value("number") => ("import-why-number", None),
            Why::Value("length") => ("import-why-length", None),
            Why::Value("business") => ("import-why-business", None),
            Why::Value(_) => ("import-why-word", None),
            Why::NoRecord => ("import-why-no-record", None),
            Why::Required(key) => ("import-why-required", Some(key)),
            Why::UnknownSystem => ("import-why-unknown-system", None),
            Why::Twice => ("import-why-twice", None),
            Why::Broken => ("import-why-broken", None),
            Why::Planned => ("import-why-planned", None),
        }
    }
}
