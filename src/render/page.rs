//! Headings, tables of text and sentences, before any format: what the budget, a comparison or a
//! sweep says to people, as text for a terminal and as Markdown.

pub(super) mod markdown;
pub(super) mod text;

/// A page.
pub(in crate::render) struct Page {
    pub(in crate::render) title: String,
    pub(in crate::render) lines: Vec<String>,
    pub(in crate::render) sections: Vec<Section>,
}

/// A heading and what stands below it.
#[derive(Default)]
pub(in crate::render) struct Section {
    pub(in crate::render) heading: String,
    /// Belongs to the section before.
    pub(in crate::render) sub: bool,
    pub(in crate::render) lines: Vec<String>,
    pub(in crate::render) table: Option<Table>,
    /// Sentences with others below them.
    pub(in crate::render) items: Vec<(String, Vec<String>)>,
    pub(in crate::render) notes: Vec<String>,
}

/// A table of text.
pub(in crate::render) struct Table {
    pub(in crate::render) columns: Vec<Column>,
    pub(in crate::render) rows: Vec<Vec<String>>,
    /// The last row is the sum.
    pub(in crate::render) total: bool,
}

/// A column.
pub(in crate::render) struct Column {
    pub(in crate::render) title: String,
    pub(in crate::render) kind: Kind,
}

/// Kind of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Kind {
    /// Left, wrapped.
    Text,
    /// Right, never wrapped.
    Yen,
}
