//! Workbooks: their values, not their formulas; merged areas hold their value everywhere.

use super::book::{Book, Cell, MOST_CELLS, Sheet, Unreadable};
use calamine::{Data, DataType, Dimensions, Range, Reader, Sheets, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Larger areas that only one value covers are a background, no table.
const MOST_MERGED: usize = 100_000;

/// All sheets of a workbook.
pub(super) fn book(name: &str, bytes: &[u8]) -> Result<Book, Unreadable> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let names = workbook.sheet_names();
    let (mut sheets, mut cells) = (Vec::new(), 0);
    for sheet in names {
        let range = workbook.worksheet_range(&sheet).map_err(broken)?;
        let (height, width) = range
            .end()
            .map_or((0, 0), |(r, c)| (r as usize, c as usize));
        cells += (height + 1).saturating_mul(width + 1);
        if cells > MOST_CELLS {
            return Err(Unreadable::TooLarge { most: MOST_CELLS });
        }
        let merged = merged(&mut workbook, &sheet);
        let mut read = read(&sheet, &range, &merged);
        without_result(&mut read, workbook.worksheet_formula(&sheet).ok());
        sheets.push(read);
    }
    Ok(Book {
        name: name.to_owned(),
        sheets,
    })
}

/// Why a workbook is not opened; what its reader says more is in its own words.
fn broken(error: calamine::Error) -> Unreadable {
    use calamine::{Error, OdsError, XlsError, XlsxError};
    match error {
        Error::Xlsx(XlsxError::Password)
        | Error::Xls(XlsError::Password)
        | Error::Ods(OdsError::Password) => Unreadable::Password,
        _ => Unreadable::Workbook,
    }
}

/// Merged areas, where the format tells of them.
fn merged(workbook: &mut Sheets<Cursor<&[u8]>>, sheet: &str) -> Vec<Dimensions> {
    match workbook {
        Sheets::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn read(name: &str, range: &Range<Data>, merged: &[Dimensions]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        ..Sheet::default()
    };
    let (top, left) = range
        .start()
        .map_or((0, 0), |(r, c)| (r as usize, c as usize));
    sheet.rows.resize(top, Vec::new());
    for row in range.rows() {
        let mut cells = vec![Cell::Empty; left];
        cells.extend(row.iter().map(cell));
        sheet.rows.push(cells);
    }
    for area in merged {
        let (r0, c0) = (area.start.0 as usize, area.start.1 as usize);
        let (r1, c1) = (area.end.0 as usize, area.end.1 as usize);
        let first = sheet.cell(r0, c0).clone();
        let size = (r1.saturating_sub(r0) + 1).saturating_mul(c1.saturating_sub(c0) + 1);
        if first.is_empty() || size > MOST_MERGED {
            continue;
        }
        for row in r0..=r1.min(sheet.rows.len().saturating_sub(1)) {
            for column in c0..=c1 {
                let cells = &mut sheet.rows[row];
                if (row, column) == (r0, c0) {
                    continue;
                }
                if cells.len() <= column {
                    cells.resize(column + 1, Cell::Empty);
                }
                cells[column] = first.clone();
                sheet.repeated.insert((row, column));
            }
        }
    }
    sheet
}

/// Formulas of which the file holds no result are told, not taken for empty cells.
fn without_result(sheet: &mut Sheet, formulas: Option<Range<String>>) {
    let Some(formulas) = formulas else { return };
    let (top, left) = formulas
        .start()
        .map_or((0, 0), |(r, c)| (r as usize, c as usize));
    for (row, column, formula) in formulas.used_cells() {
        let (row, column) = (top + row, left + column);
        if formula.is_empty() || !sheet.cell(row, column).is_empty() {
            continue;
        }
        if sheet.rows.len() <= row {
            sheet.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut sheet.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = Cell::Broken(format!("={formula}"));
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) if text.trim().is_empty() => Cell::Empty,
        Data::String(text) => Cell::Text(text.clone()),
        Data::Bool(flag) => Cell::Flag(*flag),
        Data::DateTime(_) | Data::DateTimeIso(_) => match data.as_date() {
            Some(date) => Cell::Date(date),
            None => Cell::Broken(data.to_string()),
        },
        Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Error(error) => Cell::Broken(error.to_string()),
    }
}
