//! A sheet that is filled cell by cell, within what Excel can hold.

use super::book::Book;
use super::style::{self, Ink, Styles};
use crate::calendar::Date;
use crate::chart::Look;
use crate::render::{Paper, RenderError};
use crate::words::{Lang, say};
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, Format, Formula, IgnoreError, Url, Worksheet,
    XlsxError, column_number_to_name,
};
use std::collections::BTreeMap;

/// Rows of a sheet in Excel.
pub(super) const MOST_ROWS: u32 = 1_048_576;
/// Numbers beyond this lose their last digits in Excel.
const EXACT: i64 = 999_999_999_999_999;
/// A row is never higher than this many lines (409 points are Excel's limit).
const MOST_LINES: u32 = 34;
/// Half-width letters in a line of a note.
const NOTE_ROOM: usize = 44;
/// Links that Excel takes on one sheet.
const MOST_LINKS: u32 = 65_000;

/// A sheet.
pub(super) struct Sheet<'b> {
    inner: Worksheet,
    pub(super) name: String,
    styles: &'b Styles,
    lang: Lang,
    links: u32,
    /// Whether it has so many rows that only what must be written is: no empty cells, no heights of rows,
    /// which Excel and LibreOffice find by themselves.
    sparse: bool,
    /// Widths of columns, in digits.
    widths: BTreeMap<u16, f64>,
    /// Rows with several lines of text.
    lines: BTreeMap<u32, u32>,
}

/// Rows and columns, from 0, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) rows: (u32, u32),
    pub(super) cols: (u16, u16),
}

/// A result that a formula has as long as nothing is changed.
pub(super) enum Known<'t> {
    Day(Option<Date>),
    Number(i64),
    Text(&'t str),
}

/// A column: heading and width.
pub(super) type Column = (String, f64);

impl<'b> Sheet<'b> {
    /// An empty sheet with its title; what follows begins on the row that is returned.
    pub(super) fn new(
        book: &'b Book<'_>,
        name: &str,
        matter: &str,
    ) -> Result<(Sheet<'b>, u32), RenderError> {
        let mut sheet = Sheet::bare(&book.styles, book.lang, name)?;
        sheet.sparse = !book.live;
        let title = say(
            book.lang,
            "sheets-title",
            &[("title", &book.title), ("sheet", matter)],
        );
        sheet.text(0, 0, &title, Ink::Title)?;
        let mut row = 1;
        if name != book.names.cover {
            let back = say(book.lang, "sheets-back", &[("sheet", &book.names.cover)]);
            sheet.link(row, 0, &book.names.cover, "A1", &back, Ink::Way)?;
            row += 1;
        }
        sheet.text(row, 0, &book.dates, Ink::Soft)?;
        row += 1;
        for what_if in &book.what_ifs {
            sheet.text(row, 0, what_if, Ink::Alarm)?;
            row += 1;
        }
        Ok((sheet, row))
    }

    /// A sheet with nothing on it.
    pub(super) fn bare(
        styles: &'b Styles,
        lang: Lang,
        name: &str,
    ) -> Result<Sheet<'b>, RenderError> {
        let mut sheet = Sheet {
            inner: Worksheet::new(),
            name: name.to_owned(),
            styles,
            lang,
            links: 0,
            sparse: false,
            widths: BTreeMap::new(),
            lines: BTreeMap::new(),
        };
        sheet.check(None, |inner| inner.set_name(name).map(|_| ()))?;
        sheet.inner.set_screen_gridlines(false);
        // A formula that gives an empty text says so.
        sheet.inner.set_formula_result_default("");
        Ok(sheet)
    }

    fn check(
        &mut self,
        at: Option<(u32, u16)>,
        act: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>,
    ) -> Result<(), RenderError> {
        act(&mut self.inner).map_err(|error| failed(&error, &self.name, at, self.lang))
    }

    /// Words, never a formula.
    pub(super) fn text(
        &mut self,
        row: u32,
        col: u16,
        text: &str,
        ink: Ink,
    ) -> Result<(), RenderError> {
        if text.is_empty() && self.sparse {
            return Ok(());
        }
        let styles = self.styles;
        self.measure(row, col, text, ink);
        self.check(Some((row, col)), |inner| {
            let format = styles.get(ink);
            if text.is_empty() {
                inner.write_blank(row, col, format).map(|_| ())
            } else {
                inner
                    .write_string_with_format(row, col, text, format)
                    .map(|_| ())
            }
        })
    }

    /// Words on the ground of a bar.
    pub(super) fn coloured(
        &mut self,
        row: u32,
        col: u16,
        text: &str,
        look: Look,
    ) -> Result<(), RenderError> {
        let format = self.styles.get(Ink::Mark).merge(&style::bar(look));
        self.check(Some((row, col)), |inner| {
            inner
                .write_string_with_format(row, col, text, &format)
                .map(|_| ())
        })
    }

    /// A day, as a number that Excel knows as a date; one before 1900-03-01 as words.
    pub(super) fn day(
        &mut self,
        row: u32,
        col: u16,
        day: Option<Date>,
        ink: Ink,
    ) -> Result<(), RenderError> {
        match (day, day.and_then(serial)) {
            (_, Some(number)) => self.number_as(row, col, number, ink),
            (Some(day), None) => self.text(row, col, &day.to_string(), ink),
            (None, None) => self.text(row, col, "", ink),
        }
    }

    /// A whole number that Excel holds to the last digit.
    pub(super) fn number(
        &mut self,
        row: u32,
        col: u16,
        n: i64,
        ink: Ink,
    ) -> Result<(), RenderError> {
        if !(-EXACT..=EXACT).contains(&n) {
            let cell = address(row, col);
            let args = [
                ("sheet", self.name.as_str()),
                ("cell", &cell),
                ("number", &n.to_string()),
            ];
            let cause = say(self.lang, "sheets-error-number", &args);
            return Err(RenderError { cause });
        }
        self.number_as(row, col, n as f64, ink)
    }

    fn number_as(&mut self, row: u32, col: u16, n: f64, ink: Ink) -> Result<(), RenderError> {
        let styles = self.styles;
        self.check(Some((row, col)), |inner| {
            inner
                .write_number_with_format(row, col, n, styles.get(ink))
                .map(|_| ())
        })
    }

    /// A formula and what it gives as long as nothing is changed.
    pub(super) fn formula(
        &mut self,
        row: u32,
        col: u16,
        formula: &str,
        known: Known<'_>,
        ink: Ink,
    ) -> Result<(), RenderError> {
        let result = match known {
            Known::Day(day) => day
                .and_then(serial)
                .map(|n| n.to_string())
                .unwrap_or_default(),
            Known::Number(n) => n.to_string(),
            Known::Text(text) => text.to_owned(),
        };
        let formula = Formula::new(formula).set_result(result);
        let styles = self.styles;
        self.check(Some((row, col)), |inner| {
            inner
                .write_formula_with_format(row, col, formula, styles.get(ink))
                .map(|_| ())
        })
    }

    /// A link to a cell of a sheet; words alone where there are more than Excel takes.
    pub(super) fn link(
        &mut self,
        row: u32,
        col: u16,
        sheet: &str,
        cell: &str,
        text: &str,
        ink: Ink,
    ) -> Result<(), RenderError> {
        if self.links >= MOST_LINKS || text.is_empty() {
            return self.text(row, col, text, ink);
        }
        self.links += 1;
        self.measure(row, col, text, ink);
        let styles = self.styles;
        let url = Url::new(format!("internal:{}!{cell}", quoted(sheet))).set_text(text);
        self.check(Some((row, col)), |inner| {
            inner
                .write_url_with_format(row, col, url, styles.get(ink))
                .map(|_| ())
        })
    }

    /// A heading over several columns.
    pub(super) fn across(
        &mut self,
        row: u32,
        cols: (u16, u16),
        text: &str,
        ink: Ink,
    ) -> Result<(), RenderError> {
        if cols.0 == cols.1 {
            return self.text(row, cols.0, text, ink);
        }
        let styles = self.styles;
        self.check(Some((row, cols.0)), |inner| {
            inner
                .merge_range(row, cols.0, row, cols.1, text, styles.get(ink))
                .map(|_| ())
        })
    }

    /// The headings of a table, with widths; they stay in sight and on every page.
    pub(super) fn head(
        &mut self,
        row: u32,
        columns: &[Column],
        fixed: u16,
    ) -> Result<(), RenderError> {
        for (col, (heading, width)) in (0u16..).zip(columns) {
            self.width(col, *width)?;
            self.text(row, col, heading, Ink::Head)?;
        }
        self.frozen(row, fixed)
    }

    /// What stays in sight: all rows up to this one, and so many columns.
    pub(super) fn frozen(&mut self, row: u32, cols: u16) -> Result<(), RenderError> {
        self.check(None, |inner| {
            inner.set_freeze_panes(row + 1, cols)?;
            inner.set_repeat_rows(row, row).map(|_| ())
        })
    }

    pub(super) fn repeat_rows(&mut self, from: u32, to: u32) -> Result<(), RenderError> {
        self.check(None, |inner| inner.set_repeat_rows(from, to).map(|_| ()))
    }

    pub(super) fn width(&mut self, col: u16, width: f64) -> Result<(), RenderError> {
        self.widths.insert(col, width);
        self.check(None, |inner| inner.set_column_width(col, width).map(|_| ()))
    }

    /// Remembers how many lines a text takes: not every program finds the height by itself.
    fn measure(&mut self, row: u32, col: u16, text: &str, ink: Ink) {
        if self.sparse {
            return;
        }
        let Some(width) = self.widths.get(&col).filter(|_| ink.wraps()) else {
            return;
        };
        // A digit of the standard font has 7 dots, a half-width letter of ours less than 6.
        let room = ((width * 7.0 - 2.0) / 5.6).max(2.0) as usize;
        let lines: usize = text.split('\n').map(|line| lines_of(line, room)).sum();
        let lines = u32::try_from(lines).unwrap_or(MOST_LINES).min(MOST_LINES);
        if lines > 1 {
            let known = self.lines.entry(row).or_default();
            *known = lines.max(*known);
        }
    }

    /// Filters at the headings of a table.
    pub(super) fn filter(&mut self, area: Area) -> Result<(), RenderError> {
        let last = area.rows.1.max(area.rows.0);
        self.check(None, |inner| {
            inner
                .autofilter(area.rows.0, area.cols.0, last, area.cols.1)
                .map(|_| ())
        })
    }

    /// A look that cells have as long as a formula holds.
    pub(super) fn when(
        &mut self,
        area: Area,
        formula: &str,
        format: Format,
    ) -> Result<(), RenderError> {
        if area.rows.1 < area.rows.0 || area.cols.1 < area.cols.0 {
            return Ok(());
        }
        let rule = ConditionalFormatFormula::new()
            .set_rule(formula)
            .set_format(format);
        self.check(None, |inner| {
            inner
                .add_conditional_format(area.rows.0, area.cols.0, area.rows.1, area.cols.1, &rule)
                .map(|_| ())
        })
    }

    /// The look of cells to be filled in, where they are not written one by one.
    pub(super) fn open_cells(&mut self, area: Area) -> Result<(), RenderError> {
        match self.sparse {
            true => self.when(area, "=TRUE", style::to_fill_in()),
            false => Ok(()),
        }
    }

    /// One of these words, from a list that drops down.
    pub(super) fn choice(&mut self, area: Area, words: &[String]) -> Result<(), RenderError> {
        self.ask(area, || DataValidation::new().allow_list_strings(words))
    }

    /// What cells take, and what is said of anything else.
    pub(super) fn ask(
        &mut self,
        area: Area,
        rule: impl FnOnce() -> Result<DataValidation, XlsxError>,
    ) -> Result<(), RenderError> {
        if area.rows.1 < area.rows.0 {
            return Ok(());
        }
        self.check(None, |inner| {
            inner
                .add_data_validation(area.rows.0, area.cols.0, area.rows.1, area.cols.1, &rule()?)
                .map(|_| ())
        })
    }

    /// What is shown beside a cell as long as a mouse points at it.
    pub(super) fn note(&mut self, row: u32, col: u16, text: &str) -> Result<(), RenderError> {
        let lines: usize = text.lines().map(|line| lines_of(line, NOTE_ROOM)).sum();
        let lines = u32::try_from(lines).unwrap_or(MOST_LINES);
        let note = style::note(text).set_height(lines * 15 + 10);
        self.check(Some((row, col)), |inner| {
            inner.insert_note(row, col, &note).map(|_| ())
        })
    }

    /// Digits that are words: no program is to warn of them.
    pub(super) fn digits_are_words(&mut self, area: Area) -> Result<(), RenderError> {
        self.check(None, |inner| {
            let kind = IgnoreError::NumberStoredAsText;
            inner
                .ignore_error_range(area.rows.0, area.cols.0, area.rows.1, area.cols.1, kind)
                .map(|_| ())
        })
    }

    /// Paper, one page wide, with title and page numbers.
    pub(super) fn print(&mut self, paper: Paper, book: &Book<'_>) {
        self.page(paper, &book.title);
    }

    /// Paper, one page wide, with a title below.
    pub(super) fn page(&mut self, paper: Paper, title: &str) {
        let size = match paper {
            Paper::A4 => 9,
            Paper::A3 | Paper::A0 => 8,
        };
        // A header holds 255 characters, and `&` is its own.
        let title: String = title.chars().take(60).collect();
        self.inner
            .set_paper_size(size)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.5, 0.25, 0.25)
            .set_footer(format!("&L{}&C&A&R&P / &N", title.replace('&', "&&")));
    }

    pub(super) fn tab(&mut self, color: rust_xlsxwriter::Color) {
        self.inner.set_tab_color(color);
    }

    /// Portrait.
    pub(super) fn upright(&mut self) {
        self.inner.set_portrait();
    }

    pub(super) fn done(mut self) -> Result<Worksheet, RenderError> {
        for (row, lines) in std::mem::take(&mut self.lines) {
            let height = f64::from(lines) * 11.5 + 3.0;
            self.check(None, |inner| inner.set_row_height(row, height).map(|_| ()))?;
        }
        Ok(self.inner)
    }
}

/// Lines of a text in a column with room for so many half-width letters: words stay whole where
/// they fit.
fn lines_of(text: &str, room: usize) -> usize {
    let options = textwrap::Options::new(room).break_words(true);
    textwrap::wrap(text, options).len().max(1)
}

/// Why a sheet could not be written, for people.
pub(super) fn failed(
    error: &XlsxError,
    sheet: &str,
    at: Option<(u32, u16)>,
    lang: Lang,
) -> RenderError {
    let cell = at.map(|(row, col)| address(row, col)).unwrap_or_default();
    let cause = match error {
        XlsxError::RowColumnLimitError => say(lang, "sheets-error-size", &[("sheet", sheet)]),
        XlsxError::MaxStringLengthExceeded => say(
            lang,
            "sheets-error-text",
            &[("sheet", sheet), ("cell", &cell)],
        ),
        XlsxError::SheetnameLengthExceeded(_) => {
            say(lang, "sheets-error-name", &[("sheet", sheet)])
        }
        other => say(
            lang,
            "sheets-error-other",
            &[("sheet", sheet), ("error", &other.to_string())],
        ),
    };
    RenderError { cause }
}

/// `C7` of row 6 and column 2.
pub(super) fn address(row: u32, col: u16) -> String {
    format!("{}{}", column_number_to_name(col), u64::from(row) + 1)
}

/// `$C$7:$C$90`
pub(super) fn range(col: u16, rows: (u32, u32)) -> String {
    let name = column_number_to_name(col);
    format!("${name}${}:${name}${}", rows.0 + 1, rows.1 + 1)
}

/// `'令和８年度'!`, without the mark: a name as formulas take it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// `"…"` in a formula.
pub(super) fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The number that Excel knows a day by. It takes 1900 for a leap year, so that days before
/// 1900-03-01 have none.
fn serial(day: Date) -> Option<f64> {
    let first = Date::from_ymd_opt(1899, 12, 30)?;
    let n = (day - first).num_days();
    (61..=2_958_465).contains(&n).then_some(n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_the_numbers_that_excel_has_for_them() {
        let of = |text: &str| serial(text.parse().unwrap());
        assert_eq!(of("1900-03-01"), Some(61.0));
        assert_eq!(of("2026-03-31"), Some(46_112.0));
        assert_eq!(of("9999-12-31"), Some(2_958_465.0));
        assert_eq!(of("1900-02-28"), None);
    }

    #[test]
    fn names_of_cells_and_sheets() {
        assert_eq!(address(6, 2), "C7");
        assert_eq!(range(27, (0, 9)), "$AB$1:$AB$10");
        assert_eq!(quoted("It's"), "'It''s'");
        assert_eq!(literal("a\"b"), "\"a\"\"b\"");
    }
}
