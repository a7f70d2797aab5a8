//! The roadmap as cells: a column for each month, coloured by conditional formats from the dates
//! beside it, so that moving a date moves the bar.

use super::book::Book;
use super::lines::{Line, lines};
use super::sheet::{Area, Column, Known, Sheet, address, literal};
use super::style::{self, Ink};
use crate::calendar::{Date, FiscalYear};
use crate::chart::{Axis, Look, Span};
use crate::render::RenderError;
use crate::report::{Mark, system_is_bad, wording};
use chrono::Datelike;
use rust_xlsxwriter::column_number_to_name;
use std::collections::BTreeMap;

// Columns.
const NUMBER: u16 = 0;
const SYSTEM: u16 = 1;
const STAGE: u16 = 2;
const KIND: u16 = 3;
const OWNER: u16 = 4;
const VENDOR: u16 = 5;
const FROM: u16 = 6;
const TO: u16 = 7;
const MARK: u16 = 8;
const NOTE: u16 = 12;
const MONTHS: u16 = 13;

/// Bars with colours of their own, by the words of their kinds.
const LOOKS: [(Look, &str); 10] = [
    (Look::Present, "kind-present"),
    (Look::Cloud, "kind-cloud"),
    (Look::Extension, "kind-extension"),
    (Look::New, "kind-new"),
    (Look::OwnServer, "kind-own-server"),
    (Look::Standard, "kind-standard"),
    (Look::Work, "kind-work"),
    (Look::Operation, "kind-operation"),
    (Look::Reference, "kind-reference"),
    (Look::Gap, "kind-gap"),
];

/// Where dates stand on the roadmap, for what follows them on other sheets.
pub(super) struct Places {
    sheet: String,
    /// By system, round and kind of milestone.
    marks: BTreeMap<(usize, String, String), (u32, u16)>,
    /// First row of each system.
    rows: Vec<u32>,
    live: bool,
}

impl Places {
    /// The formula of a milestone's day, where it stands on the roadmap.
    pub(super) fn formula(&self, system: usize, round: &str, kind: &str) -> Option<String> {
        let key = (system, round.to_owned(), kind.to_owned());
        let (row, col) = self.marks.get(&key).filter(|_| self.live)?;
        Some(format!(
            "={}!{}",
            super::sheet::quoted(&self.sheet),
            address(*row, *col)
        ))
    }

    /// The cell of a system's name.
    pub(super) fn cell(&self, system: usize) -> Option<String> {
        self.rows.get(system).map(|row| address(*row, SYSTEM))
    }
}

/// The kind of a bar, as the conditional formats know it.
pub(super) fn kinds(book: &Book<'_>) -> Vec<(Look, String)> {
    let word = |(look, key): (Look, &str)| (look, book.word(key));
    LOOKS.into_iter().map(word).collect()
}

pub(super) fn sheet<'b>(book: &'b Book<'_>) -> Result<(Sheet<'b>, Places), RenderError> {
    let name = &book.names.roadmap;
    let (mut sheet, row) = Sheet::new(book, name, name)?;
    let how = if book.live {
        "note-live"
    } else {
        "note-values"
    };
    sheet.text(row, 0, &book.word(how), Ink::Soft)?;
    let axis = Axis::of(book.plan);
    let months = axis.months();
    let (years, head) = (row + 1, row + 2);
    header(book, &mut sheet, years, &axis, &months)?;
    sheet.frozen(head, OWNER)?;
    sheet.repeat_rows(years, head)?;

    let lines = lines(book);
    let first = head + 1;
    let deadlines = deadlines(book, &mut sheet, first, head, &months)?;
    let begin = first + deadlines;
    let row_of = |n: usize| begin.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
    let mut places = Places {
        sheet: name.clone(),
        marks: BTreeMap::new(),
        rows: Vec::new(),
        live: book.live,
    };
    let kinds = kinds(book);
    for (n, line) in lines.iter().enumerate() {
        let row = row_of(n);
        if line.first {
            places.rows.push(row);
        }
        for (col, mark) in (MARK..).zip(&line.marks) {
            if let Some((_, _, kind)) = mark {
                let key = (line.system, line.round.clone(), kind.clone());
                places.marks.entry(key).or_insert((row, col));
            }
        }
        dates(book, &mut sheet, row, line, line.begins_with.map(row_of))?;
        words(book, &mut sheet, row, line, &kinds)?;
        cells(book, &mut sheet, (row, head), line, &months)?;
    }
    let last = row_of(lines.len()).saturating_sub(1).max(head);
    looks(book, &mut sheet, (first, begin, last), head, &months)?;
    if lines.is_empty() {
        sheet.text(begin, 0, &wording_none(book), Ink::Plain)?;
    }
    sheet.filter(Area {
        rows: (head, last),
        cols: (NUMBER, NOTE),
    })?;
    sheet.print(book.paper, book);
    Ok((sheet, places))
}

fn wording_none(book: &Book<'_>) -> String {
    crate::words::say(book.lang, "report-no-systems", &[])
}

fn month_column(n: usize) -> u16 {
    MONTHS.saturating_add(u16::try_from(n).unwrap_or(u16::MAX))
}

/// Headings: fiscal years over months.
fn header(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    years: u32,
    axis: &Axis,
    months: &[Span],
) -> Result<(), RenderError> {
    let head = years + 1;
    let columns: [Column; 13] = [
        ("col-number", 3.0),
        ("col-system", 14.5),
        ("col-stage", 15.0),
        ("col-kind", book.width(5.5, 8.0)),
        ("col-owner", 11.0),
        ("col-vendor", 12.0),
        ("col-from", book.day_width(7.6)),
        ("col-to", book.day_width(7.6)),
        ("col-request", book.day_width(7.6)),
        ("col-debt", book.day_width(7.6)),
        ("col-contract", book.day_width(7.6)),
        ("col-cutover", book.day_width(7.6)),
        ("col-note", 9.0),
    ]
    .map(|(key, width)| (book.word(key), width));
    for (col, (heading, width)) in (0u16..).zip(&columns) {
        sheet.width(col, *width)?;
        sheet.text(years, col, "", Ink::Head)?;
        sheet.text(head, col, heading, Ink::Head)?;
    }
    for (n, month) in months.iter().enumerate() {
        let col = month_column(n);
        sheet.width(col, 1.6)?;
        let day = first_of_month(month.from);
        // The months follow the first one, so that the whole chart can be moved.
        match (n, book.live) {
            (0, _) | (_, false) => sheet.day(head, col, day, Ink::Month)?,
            _ => {
                let before = address(head, col - 1);
                let formula = format!("=EDATE({before},1)");
                sheet.formula(head, col, &formula, Known::Day(day), Ink::Month)?;
            }
        }
    }
    let mut n = 0usize;
    for year in axis.years() {
        let count = months
            .iter()
            .filter(|m| m.fiscal_year == year.fiscal_year)
            .count();
        if count == 0 {
            continue;
        }
        // Where there is room for it, 令和８年度（2026）.
        let label = match count {
            0..=3 => wording::fiscal_year_short(year.fiscal_year),
            4..=6 => book.year(year.fiscal_year),
            _ => wording::fiscal_year(year.fiscal_year, true, book.lang),
        };
        let cols = (month_column(n), month_column(n + count - 1));
        sheet.across(years, cols, &label, Ink::Year)?;
        n += count;
    }
    Ok(())
}

fn first_of_month(day: Date) -> Option<Date> {
    day.with_day(1)
}

/// The deadlines, each with its month.
fn deadlines(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    first: u32,
    head: u32,
    months: &[Span],
) -> Result<u32, RenderError> {
    let mut row = first;
    for deadline in &book.plan.deadlines {
        let name = wording::deadline_name(book.plan, deadline, book.lang);
        for col in NUMBER..MONTHS {
            sheet.text(row, col, "", Ink::Text)?;
        }
        sheet.text(row, SYSTEM, &name, Ink::Text)?;
        let kind = if deadline.hard { "hard" } else { "soft" };
        sheet.text(row, STAGE, &book.word(kind), Ink::Quiet)?;
        sheet.text(row, KIND, &book.word("kind-deadline"), Ink::Mark)?;
        sheet.day(row, TO, Some(deadline.date), Ink::InputDay)?;
        let marks = [(TO, "▼".to_owned(), deadline.date)];
        month_cells(book, sheet, (row, head), &marks, months)?;
        row += 1;
    }
    Ok(row - first)
}

/// The dates of a row: those that others follow are values, the rest formulas.
fn dates(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    row: u32,
    line: &Line,
    cutover: Option<u32>,
) -> Result<(), RenderError> {
    for (col, mark) in (MARK..).zip(&line.marks) {
        sheet.day(row, col, mark.as_ref().map(|m| m.1), Ink::InputDay)?;
    }
    let follows = match cutover {
        Some(of) => Some(format!("={}", address(of, MARK + 3))),
        None if line.begins_signed() => Some(format!("={}", address(row, MARK + 2))),
        None => None,
    };
    match follows.filter(|_| book.live) {
        Some(formula) => sheet.formula(row, FROM, &formula, Known::Day(line.from), Ink::Day)?,
        None => sheet.day(row, FROM, line.from, Ink::InputDay)?,
    }
    if book.live && line.ends_before_cutover() {
        let formula = format!("={}-1", address(row, MARK + 3));
        sheet.formula(row, TO, &formula, Known::Day(line.to), Ink::Day)
    } else {
        sheet.day(row, TO, line.to, Ink::InputDay)
    }
}

/// The words of a row.
fn words(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    row: u32,
    line: &Line,
    kinds: &[(Look, String)],
) -> Result<(), RenderError> {
    let Some(system) = book.plan.systems.get(line.system) else {
        return Ok(());
    };
    let number = i64::try_from(line.system)
        .unwrap_or(i64::MAX)
        .saturating_add(1);
    sheet.number(row, NUMBER, number, Ink::Count)?;
    let loud = match system_is_bad(book.plan, system) {
        true => Ink::Bad,
        false => Ink::Text,
    };
    sheet.text(row, SYSTEM, &book.name(line.system), loud)?;
    sheet.text(row, STAGE, &line.stage, Ink::Text)?;
    let kind = kinds.iter().find(|(look, _)| Some(*look) == line.look);
    sheet.text(row, KIND, kind.map_or("", |(_, word)| word), Ink::Mark)?;
    sheet.text(row, OWNER, &crate::report::clean(&system.owner), Ink::Text)?;
    sheet.text(row, VENDOR, &line.vendor, Ink::Text)?;
    let (ink, note) = match &line.note {
        Some((mark, text)) => (ink_of(*mark), text.as_str()),
        None => (Ink::Text, ""),
    };
    sheet.text(row, NOTE, note, ink)
}

/// How a note looks.
pub(super) fn ink_of(mark: Mark) -> Ink {
    match mark {
        Mark::Bad => Ink::Bad,
        Mark::Warn => Ink::Warn,
        Mark::Quiet => Ink::Quiet,
        Mark::Plain | Mark::Good => Ink::Text,
    }
}

fn cells(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    at: (u32, u32),
    line: &Line,
    months: &[Span],
) -> Result<(), RenderError> {
    let marks: Vec<(u16, String, Date)> = (MARK..)
        .zip(&line.marks)
        .filter_map(|(col, mark)| {
            let (symbol, day, _) = mark.as_ref()?;
            Some((col, symbol.clone(), *day))
        })
        .collect();
    month_cells(book, sheet, at, &marks, months)
}

/// The months of a row: a symbol in the month of each of its dates, by a formula where the workbook
/// follows its dates.
fn month_cells(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    (row, head): (u32, u32),
    marks: &[(u16, String, Date)],
    months: &[Span],
) -> Result<(), RenderError> {
    for (n, month) in months.iter().enumerate() {
        let col = month_column(n);
        let ink = if month.month == 4 {
            Ink::April
        } else {
            Ink::Cell
        };
        let shown: String = marks
            .iter()
            .filter(|(_, _, day)| first_of_month(*day) == first_of_month(month.from))
            .map(|(_, symbol, _)| symbol.as_str())
            .collect();
        if !book.live {
            // A grid of so many cells would only make the file large.
            if !shown.is_empty() {
                sheet.text(row, col, &shown, ink)?;
            }
        } else if marks.is_empty() {
            sheet.text(row, col, "", ink)?;
        } else {
            let name = column_number_to_name(col);
            let parts: Vec<String> = marks
                .iter()
                .map(|(of, symbol, _)| {
                    let (of, symbol) = (column_number_to_name(*of), literal(symbol));
                    let row = row + 1;
                    format!(
                        "IF(EOMONTH(${of}{row},0)=EOMONTH({name}${},0),{symbol},\"\")",
                        head + 1
                    )
                })
                .collect();
            let formula = format!("={}", parts.join("&"));
            sheet.formula(row, col, &formula, Known::Text(&shown), ink)?;
        }
    }
    Ok(())
}

/// Colours of bars, deadlines, the as-of month, and names that repeat.
fn looks(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    (first, begin, last): (u32, u32, u32),
    head: u32,
    months: &[Span],
) -> Result<(), RenderError> {
    let end = month_column(months.len().saturating_sub(1));
    let names = [KIND, FROM, TO, NUMBER].map(column_number_to_name);
    let [kind, from, to, number] = &names;
    let month = format!("{}${}", column_number_to_name(MONTHS), head + 1);
    let bars = Area {
        rows: (begin, last),
        cols: (MONTHS, end),
    };
    let row = begin + 1;
    for (look, word) in kinds(book) {
        let word = literal(&word);
        let format = style::bar(look);
        let formula = format!(
            "=AND(${kind}{row}={word},${from}{row}<=EOMONTH({month},0),${to}{row}>={month})"
        );
        sheet.when(bars, &formula, format.clone())?;
        let own = Area {
            rows: (begin, last),
            cols: (KIND, KIND),
        };
        sheet.when(own, &format!("=${kind}{row}={word}"), format)?;
    }
    // Each system begins with a line.
    let other = format!("=${number}{row}<>${number}{begin}");
    let all = Area {
        rows: (begin, last),
        cols: (NUMBER, NOTE),
    };
    sheet.when(all, &other, style::begun())?;
    // A name that stands in the row above, too, is quiet; those of another system begin with a line.
    let repeats = |cols: (u16, u16)| Area {
        rows: (begin + 1, last),
        cols,
    };
    let same = format!(
        "=${number}{}=${number}{begin}",
        begin + 2,
        begin = begin + 1
    );
    sheet.when(repeats((NUMBER, SYSTEM)), &same, style::repeated())?;
    sheet.when(repeats((OWNER, OWNER)), &same, style::repeated())?;
    if begin > first {
        let row = first + 1;
        let deadlines = Area {
            rows: (first, begin - 1),
            cols: (MONTHS, end),
        };
        let formula = format!("=EOMONTH(${to}{row},0)=EOMONTH({month},0)");
        sheet.when(deadlines, &formula, style::deadline())?;
    }
    let as_of = book.plan.as_of;
    let months = Area {
        rows: (head, head),
        cols: (MONTHS, end),
    };
    let today = format!(
        "=EOMONTH({month},0)=EOMONTH(DATE({},{},1),0)",
        as_of.year(),
        as_of.month()
    );
    sheet.when(months, &today, style::ground(style::FULL))?;
    Ok(())
}

/// The fiscal year of a cell with a day.
pub(super) fn fiscal_year(cell: &str) -> String {
    format!("=YEAR({cell})-(MONTH({cell})<4)")
}

/// The fiscal year of a day.
pub(super) fn year_of(day: Date) -> i64 {
    i64::from(FiscalYear::of(day).0)
}
