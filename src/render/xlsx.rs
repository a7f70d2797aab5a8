//! The plan as a workbook: a roadmap of cells whose bars follow the dates, lists, budget sheets whose
//! sums are formulas, what is to be confirmed and what was found.
//!
//! Texts are written as texts, so that none becomes a formula. Every formula has its result beside
//! it, so that a program that does not calculate reads the same numbers.

mod book;
mod cover;
mod deadlines;
mod lines;
mod lists;
mod load;
mod money;
mod open;
mod parts;
mod roadmap;
mod sheet;
mod style;
pub(super) mod template;
mod year;

use super::{Options, RenderError};
use crate::calendar::Date;
use crate::plan::Plan;
use book::Book;
use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use sheet::{Sheet, failed};

/// The workbook of a plan.
pub(super) fn write(plan: &Plan, options: &Options) -> Result<Vec<u8>, RenderError> {
    let book = Book::of(plan, options);
    let mut sheets = Vec::new();
    let (roadmap, places) = roadmap::sheet(&book)?;
    let (money, years) = money::sheets(&book)?;
    let load = load::sheet(&book)?;
    let lists = [
        lists::systems(&book, &places)?,
        lists::dates(&book, &places)?,
        deadlines::sheet(&book, &places)?,
    ];
    let open = open::assumptions(&book)?;
    let findings = open::findings(&book)?;
    let others: Vec<Sheet<'_>> = [roadmap]
        .into_iter()
        .chain(lists)
        .chain([money])
        .chain(years)
        .chain([load, open, findings])
        .collect();
    sheets.push(cover::sheet(&book, &others)?);
    sheets.extend(others);

    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&book.title, plan.as_of));
    for sheet in sheets {
        workbook.push_worksheet(sheet.done()?);
    }
    let name = &book.names.cover;
    workbook
        .save_to_buffer()
        .map(parts::alike)
        .map_err(|error| failed(&error, name, None, book.lang))
}

/// Title and a day of creation that is the plan's own: the same plan gives the same bytes.
fn properties(title: &str, day: Date) -> DocProperties {
    let properties = DocProperties::new().set_title(title).set_author("ikou");
    let year = u16::try_from(day.year().clamp(1900, 9999)).unwrap_or(1900);
    let (month, day) = (day.month() as u8, day.day() as u8);
    match ExcelDateTime::from_ymd(year, month, day) {
        Ok(created) => properties.set_creation_datetime(&created),
        // No such day in Excel: the first one that there is.
        Err(_) => ExcelDateTime::from_ymd(1900, 1, 1).map_or(properties.clone(), |first| {
            properties.set_creation_datetime(&first)
        }),
    }
}
