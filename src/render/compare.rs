//! Plans side by side as text, Markdown, CSV and JSON. What is said is decided once, in [`page`];
//! CSV and JSON hold all values.

mod csv;
mod page;
mod rows;
mod upshot;

pub(super) use page::signed;
pub use rows::compare_rows;
pub(crate) use upshot::amount;

use super::Options;
use super::page::{markdown, text};
use crate::compare::Compared;
use crate::report::clean;
use crate::words::Lang;

/// A text of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompareFormat {
    /// Tables for a terminal.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For a report.
    Md,
}

/// The comparison in a format; `all` also shows what does not differ.
pub fn compare(found: &Compared, all: bool, format: CompareFormat, options: &Options) -> Vec<u8> {
    let lang = options.lang;
    let text = match format {
        CompareFormat::Table => text::write(&page::page(found, all, lang), options),
        CompareFormat::Json => found.to_json(),
        CompareFormat::Csv => csv::write(found, lang),
        CompareFormat::Md => markdown::write(&page::page(found, all, lang)),
    };
    text.into_bytes()
}

/// In a sentence, what one of the plans has otherwise than the first.
pub fn compare_upshot(found: &Compared, plan: usize, lang: Lang) -> String {
    upshot::upshot(found, plan, lang)
}

/// Names of the plans as they stand over columns.
fn names(found: &Compared) -> Vec<String> {
    found.plans.iter().map(|p| clean(&p.name)).collect()
}
