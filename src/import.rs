//! Tables of other programs become an inventory: Excel, OpenDocument, CSV, and MS Project XML.
//!
//! Bytes become [`Book`]s of cells; headings say which column is which fact ([`Columns`], data in
//! `src/builtin/import.toml`); rows become [`Record`]s; those are written as a commented inventory
//! ([`fresh`]) or laid into one that is there ([`update`]), where only what differs is changed.
//! What is not understood is told cell by cell ([`Left`]), never dropped. A workbook that departments
//! fill in ([`Form`]) asks for the same columns.

mod book;
mod columns;
mod csv;
mod excel;
mod form;
mod fresh;
mod gather;
mod heading;
mod project;
mod record;
mod update;
mod value;

pub use book::{Book, Cell, Place, Sheet, Unreadable};
pub use columns::{BadMap, Column, Columns};
pub use form::{Field, Form, Holds, Page, Prefilled};
pub use fresh::{Start, fresh};
pub use gather::{Gathered, Known, gather};
pub use record::{Fact, Kind, Left, Record, Why};
pub use update::{Changed, Updated, update};
pub use value::Typed;

/// Reads a file: Excel (xlsx, xlsm, xlsb, xls), OpenDocument (ods), MS Project XML, else CSV or
/// text with tabs, in UTF-8, UTF-16 or Shift_JIS.
///
/// What it is shows its content, not its name.
pub fn book(name: &str, bytes: &[u8]) -> Result<Book, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return excel::book(name, bytes);
    }
    let text = csv::decoded(bytes);
    if text.trim_start().starts_with("<?xml") || text.trim_start().starts_with("<Project") {
        return project::book(name, &text);
    }
    csv::book(name, &text)
}
