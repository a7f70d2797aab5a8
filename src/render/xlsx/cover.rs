//! The first sheet: what the plan is worth, what is wrong with it, where everything else is.

use super::book::Book;
use super::open::assumed_rows;
use super::roadmap::kinds;
use super::sheet::Sheet;
use super::style::{self, Ink};
use crate::chart::Glyph;
use crate::render::{Paper, RenderError};
use crate::report::{Mark, Report, wording};
use crate::words::say;

/// Warnings that are told here; all stand on their own sheet.
const TOLD: usize = 12;

pub(super) fn sheet<'b>(
    book: &'b Book<'_>,
    others: &[Sheet<'_>],
) -> Result<Sheet<'b>, RenderError> {
    let (plan, lang) = (book.plan, book.lang);
    let name = &book.names.cover;
    let (mut sheet, mut row) = Sheet::new(book, name, name)?;
    for (col, width) in [(0, 18.0), (1, 20.0), (2, 48.0)] {
        sheet.width(col, width)?;
    }
    sheet.tab(style::TAB);
    let report = Report::of(plan, lang);
    let loud = |notice: &&crate::report::Notice| matches!(notice.mark, Mark::Bad | Mark::Warn);
    row += 1;
    for notice in report.outcome.iter().take(1) {
        let ink = if notice.mark == Mark::Bad {
            Ink::Alarm
        } else {
            Ink::Plain
        };
        sheet.text(row, 0, &notice.text, ink)?;
        row += 1;
    }
    let warnings: Vec<_> = report.warnings.iter().filter(loud).collect();
    for notice in warnings.iter().take(TOLD) {
        let ink = if notice.mark == Mark::Bad {
            Ink::Alarm
        } else {
            Ink::Warned
        };
        sheet.text(row, 0, &notice.text, ink)?;
        row += 1;
    }
    if warnings.len() > TOLD {
        let more = (warnings.len() - TOLD).to_string();
        let text = say(lang, "report-warning-more", &[("n", &more)]);
        sheet.link(row, 0, &book.names.findings, "A1", &text, Ink::Way)?;
        row += 1;
    }
    row += 1;
    let value = &plan.outcome.objective;
    let yen = |n: i64| say(lang, "report-yen", &[("n", &wording::grouped(n))]);
    let days = |n: i64| say(lang, "report-days", &[("n", &wording::grouped(n))]);
    let count = |n: usize| wording::grouped(i64::try_from(n).unwrap_or(i64::MAX));
    let facts = [
        (
            say(lang, "report-outcome", &[]),
            wording::status(plan.outcome.status, lang),
        ),
        (book.word("count-systems"), count(plan.systems.len())),
        (
            say(lang, "report-level-gap_days", &[]),
            days(value.gap_days),
        ),
        (
            say(lang, "report-level-hard_late_days", &[]),
            days(value.hard_late_days),
        ),
        (
            say(lang, "report-level-late_days", &[]),
            days(value.late_days),
        ),
        (say(lang, "report-level-cost_yen", &[]), yen(value.cost_yen)),
        (book.word("count-assumed"), count(assumed_rows(book))),
    ];
    for (label, text) in &facts {
        sheet.text(row, 0, label, Ink::SumText)?;
        sheet.text(row, 1, text, Ink::Text)?;
        row += 1;
    }
    row += 1;
    sheet.text(row, 0, &book.word("col-sheet"), Ink::Head)?;
    sheet.across(row, (1, 2), &book.word("col-holds"), Ink::Head)?;
    row += 1;
    for other in others {
        sheet.link(row, 0, &other.name, "A1", &other.name, Ink::Link)?;
        sheet.across(row, (1, 2), &holds(book, &other.name), Ink::Text)?;
        row += 1;
    }
    row += 1;
    sheet.text(row, 0, &book.word("legend"), Ink::Head)?;
    sheet.across(row, (1, 2), "", Ink::Head)?;
    row += 1;
    for (look, word) in kinds(book) {
        sheet.coloured(row, 0, &word, look)?;
        sheet.across(row, (1, 2), &say(lang, look.key(), &[]), Ink::Text)?;
        row += 1;
    }
    let glyphs = [
        Glyph::Request,
        Glyph::Supplementary,
        Glyph::DebtBurden,
        Glyph::Contract,
        Glyph::Cutover,
    ];
    for glyph in glyphs {
        sheet.text(row, 0, &glyph.char().to_string(), Ink::Mark)?;
        let key = format!("report-symbol-{}", glyph.key());
        sheet.across(row, (1, 2), &say(lang, &key, &[]), Ink::Text)?;
        row += 1;
    }
    row += 1;
    sheet.text(row, 0, &book.word("note-blue"), Ink::Soft)?;
    sheet.print(Paper::A4, book);
    sheet.upright();
    Ok(sheet)
}

fn holds(book: &Book<'_>, name: &str) -> String {
    let names = &book.names;
    let known = [
        (&names.roadmap, "holds-roadmap"),
        (&names.systems, "holds-systems"),
        (&names.dates, "holds-dates"),
        (&names.deadlines, "holds-deadlines"),
        (&names.money, "holds-money"),
        (&names.load, "holds-load"),
        (&names.open, "holds-open"),
        (&names.findings, "holds-findings"),
    ];
    let found = known.iter().find(|(known, _)| *known == name);
    book.word(found.map_or("holds-year", |(_, key)| key))
}
