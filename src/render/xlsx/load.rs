//! Work that runs at the same time and cutovers, month by month, against what vendors and teams can do.

use super::book::Book;
use super::sheet::{Area, Sheet};
use super::style::{self, Ink};
use crate::calendar::Date;
use crate::chart::{Axis, Span};
use crate::plan::Load;
use crate::render::RenderError;
use crate::report::wording;
use chrono::Datelike;
use rust_xlsxwriter::column_number_to_name;

const MONTHS: u16 = 4;

pub(super) fn sheet<'b>(book: &'b Book<'_>) -> Result<Sheet<'b>, RenderError> {
    let name = &book.names.load;
    let (mut sheet, row) = Sheet::new(book, name, name)?;
    sheet.text(row, 0, &book.word("note-load"), Ink::Soft)?;
    let axis = Axis::of(book.plan);
    let months = axis.months();
    let (years, head) = (row + 1, row + 2);
    let columns = [
        ("col-vendor", 22.0),
        ("col-team", 8.0),
        ("col-what", 18.0),
        ("col-most", 8.0),
    ];
    for (col, (key, width)) in (0u16..).zip(columns) {
        sheet.width(col, width)?;
        sheet.text(years, col, "", Ink::Head)?;
        sheet.text(head, col, &book.word(key), Ink::Head)?;
    }
    let column = |n: usize| MONTHS.saturating_add(u16::try_from(n).unwrap_or(u16::MAX));
    for (n, month) in months.iter().enumerate() {
        sheet.width(column(n), 1.8)?;
        sheet.day(head, column(n), month.from.with_day(1), Ink::Month)?;
    }
    let mut n = 0usize;
    for year in axis.years() {
        let count = (months.iter())
            .filter(|m| m.fiscal_year == year.fiscal_year)
            .count();
        if count == 0 {
            continue;
        }
        let label = match count {
            0..=3 => wording::fiscal_year_short(year.fiscal_year),
            _ => book.year(year.fiscal_year),
        };
        sheet.across(years, (column(n), column(n + count - 1)), &label, Ink::Year)?;
        n += count;
    }
    sheet.frozen(head, MONTHS)?;
    sheet.repeat_rows(years, head)?;
    let mut row = head;
    for load in book.plan.load.iter().filter(|load| works(load)) {
        for (at, what) in [What::Work, What::Limit, What::Cutovers]
            .into_iter()
            .enumerate()
        {
            row += 1;
            let shown = wording::name_or_id(&load.name, &load.provider);
            let ink = if at == 0 { Ink::Text } else { Ink::Quiet };
            sheet.text(row, 0, &shown, ink)?;
            let team = if load.team { "team" } else { "vendor" };
            sheet.text(row, 1, &book.word(team), Ink::Text)?;
            sheet.text(row, 2, &book.word(what.key()), Ink::Text)?;
            let values: Vec<Option<u32>> = months.iter().map(|m| what.of(load, m)).collect();
            let most = values.iter().flatten().max().copied();
            count(&mut sheet, (row, 3), most.filter(|_| what != What::Limit))?;
            for (n, (value, month)) in values.iter().zip(&months).enumerate() {
                let ink = if month.month == 4 {
                    Ink::April
                } else {
                    Ink::Cell
                };
                match value.filter(|v| *v > 0 || what == What::Limit) {
                    Some(value) => sheet.number(row, column(n), i64::from(value), ink)?,
                    None => sheet.text(row, column(n), "", ink)?,
                }
            }
        }
        // Above the limit in the row below it, or at it.
        let area = Area {
            rows: (row - 2, row - 2),
            cols: (MONTHS, column(months.len().saturating_sub(1))),
        };
        let cell = |row: u32| format!("{}{}", column_number_to_name(MONTHS), row + 1);
        let (work, limit) = (cell(row - 2), cell(row - 1));
        let both = format!("ISNUMBER({work}),ISNUMBER({limit})");
        sheet.when(
            area,
            &format!("=AND({both},{work}>{limit})"),
            style::ground(style::ALARM),
        )?;
        sheet.when(
            area,
            &format!("=AND({both},{work}={limit})"),
            style::ground(style::FULL),
        )?;
    }
    sheet.filter(Area {
        rows: (head, row),
        cols: (0, 3),
    })?;
    if row == head {
        sheet.text(head + 1, 0, &book.word("none"), Ink::Plain)?;
    }
    sheet.print(book.paper, book);
    Ok(sheet)
}

fn count(sheet: &mut Sheet<'_>, at: (u32, u16), n: Option<u32>) -> Result<(), RenderError> {
    match n {
        Some(n) => sheet.number(at.0, at.1, i64::from(n), Ink::Count),
        None => sheet.text(at.0, at.1, "", Ink::Text),
    }
}

fn works(load: &Load) -> bool {
    load.builds.iter().any(|step| step.units > 0) || load.cutovers.values().any(|n| *n > 0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Work,
    Limit,
    Cutovers,
}

impl What {
    fn key(self) -> &'static str {
        match self {
            What::Work => "load-work",
            What::Limit => "load-limit",
            What::Cutovers => "load-cutovers",
        }
    }

    /// The most in a month; the least of limits.
    fn of(self, load: &Load, month: &Span) -> Option<u32> {
        match self {
            What::Work => steps(load, month).map(|s| s.0).max(),
            What::Limit => steps(load, month).filter_map(|s| s.1).min(),
            What::Cutovers => {
                let key = format!("{:04}-{:02}", month.from.year(), month.from.month());
                load.cutovers.get(&key).copied()
            }
        }
    }
}

/// Units and limits of a month.
fn steps<'l>(load: &'l Load, month: &'l Span) -> impl Iterator<Item = (u32, Option<u32>)> + 'l {
    load.builds.iter().enumerate().filter_map(|(n, step)| {
        let next = load.builds.get(n + 1).map_or(Date::MAX, |s| s.from);
        (step.from <= month.to && next > month.from).then_some((step.units, step.capacity))
    })
}
