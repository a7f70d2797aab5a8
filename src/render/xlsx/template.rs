//! The workbook that departments fill in: the sheets of a [`Form`] with lists that drop down, notes on
//! every heading, and a guide in front.

use super::properties;
use super::sheet::{Area, Sheet, address, failed, quoted, range};
use super::style::{self, Ink, Styles};
use crate::calendar::Date;
use crate::import::{Field, Form, Holds, Page, Prefilled};
use crate::render::{Paper, RenderError};
use crate::words::{Lang, say};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Workbook,
};

/// Rows that are ruled.
const RULED: u32 = 200;
/// Rows that lists drop down in.
const ASKED: u32 = 5_000;
/// The row of headings: a title, what the sheet is for, then these.
const HEAD: u32 = 2;

/// The workbook; the same form gives the same bytes.
pub(in crate::render) fn write(
    form: &Form,
    as_of: Date,
    lang: Lang,
) -> Result<Vec<u8>, RenderError> {
    let styles = Styles::new(lang);
    let desk = Desk {
        form,
        lang,
        styles: &styles,
    };
    let mut sheets = vec![desk.guide()?];
    for page in &form.pages {
        sheets.push(desk.page(page)?);
    }
    sheets.push(desk.choices()?);
    let mut workbook = Workbook::new();
    let title = say(lang, "form-title", &[("sheet", "")]);
    workbook.set_properties(&properties(title.trim(), as_of));
    for sheet in sheets {
        workbook.push_worksheet(sheet.done()?);
    }
    workbook
        .save_to_buffer()
        .map(super::parts::alike)
        .map_err(|error| failed(&error, &form.guide, None, lang))
}

/// What all sheets are made with.
struct Desk<'f> {
    form: &'f Form,
    lang: Lang,
    styles: &'f Styles,
}

impl Desk<'_> {
    fn word(&self, key: &str) -> String {
        say(self.lang, &format!("form-{key}"), &[])
    }

    /// How to fill in, and what each column asks for.
    fn guide(&self) -> Result<Sheet<'_>, RenderError> {
        let name = &self.form.guide;
        let title = say(self.lang, "form-title", &[("sheet", name)]);
        let mut sheet = Sheet::bare(self.styles, self.lang, name)?;
        sheet.tab(style::TAB);
        sheet.text(0, 0, &title, Ink::Title)?;
        let mut row = 1;
        for step in &self.form.steps {
            sheet.text(row, 0, step, Ink::Plain)?;
            row += 1;
        }
        row += 1;
        let widths = [14.0, 27.0, 62.0, 27.0, 40.0];
        let columns: Vec<(String, f64)> = Form::guide_headings(self.lang)
            .into_iter()
            .zip(widths)
            .collect();
        sheet.head(row, &columns, 0)?;
        for page in &self.form.pages {
            row += 1;
            let first = address(HEAD + 1, 0);
            sheet.link(row, 0, &page.name, &first, &page.name, Ink::Link)?;
            sheet.across(row, (1, 4), &page.matter, Ink::SumText)?;
            for field in &page.fields {
                row += 1;
                sheet.text(row, 0, "", Ink::Text)?;
                let ink = if field.required {
                    Ink::Head
                } else {
                    Ink::MayHead
                };
                sheet.text(row, 1, &field.heading, ink)?;
                sheet.text(row, 2, &field.what, Ink::Text)?;
                sheet.text(row, 3, &field.example, Ink::Text)?;
                sheet.text(row, 4, &field.found, Ink::Quiet)?;
            }
        }
        sheet.page(Paper::A4, &title);
        Ok(sheet)
    }

    /// A sheet to be filled in.
    fn page(&self, page: &Page) -> Result<Sheet<'_>, RenderError> {
        let mut sheet = Sheet::bare(self.styles, self.lang, &page.name)?;
        sheet.text(0, 0, &page.title, Ink::Title)?;
        sheet.text(1, 0, &page.matter, Ink::Soft)?;
        let columns: Vec<(String, f64)> = page
            .fields
            .iter()
            .map(|field| (field.heading.clone(), width(field)))
            .collect();
        let one = page
            .fields
            .iter()
            .any(|f| f.key.starts_with("municipality."));
        // The name stays in sight beside what is filled in.
        let name = page.fields.iter().position(|f| f.key.ends_with(".name"));
        let fixed = if one { 0 } else { name.map_or(0, |at| at + 1) };
        sheet.head(HEAD, &columns, u16::try_from(fixed).unwrap_or(0))?;
        let last = u16::try_from(page.fields.len()).unwrap_or(1).max(1) - 1;
        let (ruled, asked) = if one { (1, 1) } else { (RULED, ASKED) };
        for (col, field) in (0u16..).zip(&page.fields) {
            if !field.required {
                sheet.text(HEAD, col, &field.heading, Ink::MayHead)?;
            }
            sheet.note(HEAD, col, &self.told(field))?;
            for row in HEAD + 1..=HEAD + ruled {
                self.cell(&mut sheet, row, col, field, row == HEAD + 1)?;
            }
            let area = Area {
                rows: (HEAD + 1, HEAD + asked),
                cols: (col, col),
            };
            self.ask(&mut sheet, area, field)?;
            if field.required {
                self.lacking(&mut sheet, area, last)?;
            }
        }
        if !one {
            sheet.filter(Area {
                rows: (HEAD, HEAD + ruled),
                cols: (0, last),
            })?;
        }
        let wide = page.fields.len() > 12;
        sheet.page(if wide { Paper::A3 } else { Paper::A4 }, &page.title);
        Ok(sheet)
    }

    /// The note on a heading.
    fn told(&self, field: &Field) -> String {
        let example = say(
            self.lang,
            "form-note-example",
            &[("example", &field.example)],
        );
        let found = say(self.lang, "form-note-found", &[("found", &field.found)]);
        format!("{}\n{example}\n{found}", field.what)
    }

    /// An empty cell, or what is known already.
    fn cell(
        &self,
        sheet: &mut Sheet<'_>,
        row: u32,
        col: u16,
        field: &Field,
        first: bool,
    ) -> Result<(), RenderError> {
        let ink = match field.holds {
            Holds::Date => Ink::InputDay,
            Holds::Yen => Ink::InputYen,
            Holds::Number => Ink::Count,
            Holds::Code => Ink::Code,
            _ => Ink::Text,
        };
        match field.known.as_ref().filter(|_| first) {
            Some(Prefilled::Text(text)) => sheet.text(row, col, text, ink),
            Some(Prefilled::Day(day)) => sheet.day(row, col, Some(*day), ink),
            None => sheet.text(row, col, "", ink),
        }
    }

    /// What the cells of a column take.
    fn ask(&self, sheet: &mut Sheet<'_>, area: Area, field: &Field) -> Result<(), RenderError> {
        let warn = |rule: DataValidation, key: &str| {
            rule.set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title(self.word("bad-title"))?
                .set_error_message(self.word(key))
        };
        // A list that proposes: several may stand there, or a name that is new.
        let propose = |list: String, several: bool| {
            let rule = DataValidation::new()
                .allow_list_formula(Formula::new(list))
                .show_error_message(false);
            if !several {
                return Ok(rule);
            }
            rule.set_input_title(self.word("several-title"))?
                .set_input_message(self.word("several"))
        };
        match &field.holds {
            Holds::Text => Ok(()),
            Holds::Code => sheet.digits_are_words(area),
            Holds::Date => sheet.ask(area, || {
                let day = |year| ExcelDateTime::from_ymd(year, 1, 1);
                let rule = DataValidationRule::Between(day(1975)?, day(2099)?);
                warn(DataValidation::new().allow_date(rule), "bad-date")
            }),
            Holds::Yen | Holds::Number => sheet.ask(area, || {
                let rule = DataValidationRule::GreaterThanOrEqualTo(0.0);
                warn(
                    DataValidation::new().allow_decimal_number(rule),
                    "bad-number",
                )
            }),
            Holds::Word(words) => sheet.ask(area, || {
                DataValidation::new()
                    .allow_list_strings(words)?
                    .set_error_title(self.word("bad-title"))?
                    .set_error_message(self.word("bad-word"))
            }),
            Holds::Words(words) => sheet.ask(area, || {
                DataValidation::new()
                    .allow_list_strings(words)?
                    .show_error_message(false)
                    .set_input_title(self.word("several-title"))?
                    .set_input_message(self.word("several"))
            }),
            Holds::Businesses => {
                let last = HEAD + u32::try_from(self.form.businesses.len()).unwrap_or(1);
                let col = u16::from(self.lang == Lang::Ja);
                let cells = range(col, (HEAD + 1, last));
                let list = format!("={}!{cells}", quoted(&self.form.choices));
                sheet.ask(area, || propose(list, true))
            }
            Holds::Name { page, key, several } => {
                let Some((name, col)) = self.column(*page, key) else {
                    return Ok(());
                };
                let cells = range(col, (HEAD + 1, HEAD + RULED));
                let list = format!("={}!{cells}", quoted(name));
                sheet.ask(area, || propose(list, *several))
            }
        }
    }

    /// The sheet and column of a fact.
    fn column(&self, page: usize, key: &str) -> Option<(&str, u16)> {
        let page = self.form.pages.get(page)?;
        let col = page.fields.iter().position(|field| field.key == key)?;
        Some((&page.name, u16::try_from(col).ok()?))
    }

    /// A required cell is yellow as long as it is empty in a row that says anything.
    fn lacking(&self, sheet: &mut Sheet<'_>, area: Area, last: u16) -> Result<(), RenderError> {
        let row = area.rows.0;
        let cell = address(row, area.cols.0);
        let all = format!("${}:${}", address(row, 0), address(row, last));
        let rule = format!("=AND(LEN(TRIM({cell}))=0,COUNTA({all})>0)");
        sheet.when(area, &rule, style::lacking())
    }

    /// The words that can be chosen.
    fn choices(&self) -> Result<Sheet<'_>, RenderError> {
        let name = &self.form.choices;
        let title = say(self.lang, "form-title", &[("sheet", name)]);
        let mut sheet = Sheet::bare(self.styles, self.lang, name)?;
        sheet.text(0, 0, &title, Ink::Title)?;
        sheet.text(1, 0, &self.word("holds-choices"), Ink::Soft)?;
        let mut columns: Vec<(String, f64)> = Form::business_headings(self.lang)
            .into_iter()
            .zip([20.0, 34.0])
            .collect();
        let fields = self.form.pages.iter().flat_map(|page| &page.fields);
        let lists: Vec<(&str, &[String])> = fields
            .filter_map(|field| match &field.holds {
                Holds::Word(words) | Holds::Words(words) => Some((&*field.heading, &**words)),
                _ => None,
            })
            .collect();
        columns.extend(
            lists
                .iter()
                .map(|(heading, _)| ((*heading).to_owned(), 22.0)),
        );
        sheet.head(HEAD, &columns, 0)?;
        for (row, (id, name)) in (HEAD + 1..).zip(&self.form.businesses) {
            sheet.text(row, 0, id, Ink::Text)?;
            sheet.text(row, 1, name, Ink::Text)?;
        }
        for (col, (_, words)) in (2u16..).zip(&lists) {
            for (row, word) in (HEAD + 1..).zip(*words) {
                sheet.text(row, col, word, Ink::Text)?;
            }
        }
        sheet.page(Paper::A4, &title);
        Ok(sheet)
    }
}

/// How wide a column is, in digits.
fn width(field: &Field) -> f64 {
    match (&field.holds, field.key.as_str()) {
        (_, "system.name" | "hardware.name" | "vendor.name") => 22.0,
        (_, "municipality.name" | "row.note" | "system.businesses") => 22.0,
        (Holds::Name { .. }, _) | (_, "row.source") => 17.0,
        (Holds::Text | Holds::Words(_), _) => 14.0,
        (Holds::Word(_), "system.current") => 14.0,
        (Holds::Yen, _) => 12.5,
        (Holds::Date, _) => 11.0,
        _ => 10.5,
    }
}
