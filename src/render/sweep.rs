//! Many plans in a row as text, Markdown, CSV, JSON and pictures.

mod csv;
pub(super) mod page;
mod ranked;
mod rows;

pub use ranked::{Tornado, TornadoBar, tornado};
pub use rows::sweep_rows;

use super::page::{markdown, text};
use super::{Format, Options, RenderError, picture, svg};
use crate::sweep::Sweep;

/// A form of what is a list and can be a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListFormat {
    /// Tables for a terminal.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For a report.
    Md,
    /// A heat map of two axes, or lines of one.
    Picture(Format),
}

/// The sweep in a format.
pub fn sweep(found: &Sweep, format: ListFormat, options: &Options) -> Result<Vec<u8>, RenderError> {
    let lang = options.lang;
    let text = match format {
        ListFormat::Table => text::write(&page::page(found, lang), options),
        ListFormat::Json => found.to_json(),
        ListFormat::Csv => csv::write(found, lang),
        ListFormat::Md => markdown::write(&page::page(found, lang)),
        ListFormat::Picture(format) => {
            let upshot = page::upshot(found, lang);
            let drawing = svg::sweep(found, &upshot, lang)?;
            return picture::page(&drawing, format, &page::title(found, lang), options);
        }
    };
    Ok(text.into_bytes())
}
