//! What is to be confirmed, owner by owner, with cells to answer in; and what was found.

use super::book::Book;
use super::lists::finish;
use super::roadmap::ink_of;
use super::sheet::{Area, Column, Sheet};
use super::style::Ink;
use crate::render::RenderError;
use crate::report::{Report, assumed, clean};
use crate::words::{Lang, say};

/// Users of a fact that are named.
const NAMED: usize = 5;
/// Of more systems than these only the facts are listed that a date rests on: hundreds of thousands of
/// rows are nothing that owners answer, and more than fits into memory beside all the others.
const ALL: usize = 2_000;

/// Assumed facts by owner.
pub(super) fn assumed_rows(book: &Book<'_>) -> usize {
    assumed(book.plan).len()
}

pub(super) fn assumptions<'b>(book: &'b Book<'_>) -> Result<Sheet<'b>, RenderError> {
    let name = &book.names.open;
    let (mut sheet, row) = Sheet::new(book, name, name)?;
    sheet.text(row, 0, &book.word("note-open"), Ink::Soft)?;
    let columns: Vec<Column> = [
        ("col-owner", 15.0),
        ("col-system", 18.0),
        ("col-fact", 28.0),
        ("col-value", 18.0),
        ("col-source", 16.0),
        ("col-place", 14.0),
        ("col-dates", 8.0),
        ("col-answer", 7.0),
        ("col-right", 14.0),
        ("col-who", 9.0),
        ("col-when", book.day_width(9.0)),
    ]
    .map(|(key, width)| (book.word(key), width))
    .into();
    let mut all = assumed(book.plan);
    let mut head = row + 1;
    if book.plan.systems.len() > ALL {
        let listed = all.len();
        all.retain(|one| one.dates > 0);
        let left = (listed - all.len()).to_string();
        let said = say(book.lang, "sheets-note-open-more", &[("n", &left)]);
        sheet.text(head, 0, &said, Ink::Soft)?;
        head += 1;
    }
    sheet.head(head, &columns, 1)?;
    let mut row = head;
    let joint = if book.lang == Lang::Ja { "、" } else { ", " };
    let nobody = book.word("nobody");
    for one in all {
        row += 1;
        let owner = match one.owners.as_slice() {
            [] => nobody.clone(),
            owners => some(book, owners, joint),
        };
        sheet.text(row, 0, &owner, Ink::Text)?;
        let systems: Vec<String> = one.systems.iter().map(|n| book.name(*n)).collect();
        sheet.text(row, 1, &some(book, &systems, joint), Ink::Text)?;
        sheet.text(row, 2, &clean(one.path), Ink::Text)?;
        sheet.text(row, 3, &clean(&one.fact.value), Ink::Text)?;
        let source = one.fact.source.as_deref().unwrap_or_default();
        sheet.text(row, 4, &clean(source), Ink::Quiet)?;
        let place = format!("{}:{}", clean(&one.fact.file), one.fact.line);
        sheet.text(row, 5, &place, Ink::Quiet)?;
        let dates = i64::try_from(one.dates).unwrap_or(i64::MAX);
        sheet.number(row, 6, dates, Ink::Count)?;
        for col in 7..=10 {
            sheet.text(row, col, "", Ink::Input)?;
        }
    }
    let answers = ["answer-right", "answer-wrong", "answer-unknown"].map(|key| book.word(key));
    let answer = Area {
        rows: (head + 1, row),
        cols: (7, 7),
    };
    sheet.choice(answer, &answers)?;
    sheet.open_cells(Area {
        cols: (7, 10),
        ..answer
    })?;
    finish(book, &mut sheet, head, row, columns.len())?;
    Ok(sheet)
}

/// The first few names, and how many more there are.
fn some(book: &Book<'_>, names: &[String], joint: &str) -> String {
    let mut shown: Vec<String> = names.iter().take(NAMED).cloned().collect();
    if names.len() > NAMED {
        let more = (names.len() - NAMED).to_string();
        shown.push(crate::words::say(
            book.lang,
            "report-warning-more",
            &[("n", &more)],
        ));
    }
    shown.join(joint)
}

/// Warnings, what is known about the plan, what the law asks.
pub(super) fn findings<'b>(book: &'b Book<'_>) -> Result<Sheet<'b>, RenderError> {
    let name = &book.names.findings;
    let (mut sheet, row) = Sheet::new(book, name, name)?;
    let columns: Vec<Column> = [
        ("col-weight", 7.0),
        ("col-about", 11.0),
        ("col-told", 110.0),
    ]
    .map(|(key, width)| (book.word(key), width))
    .into();
    sheet.head(row, &columns, 0)?;
    let head = row;
    let mut row = row;
    let report = Report::of(book.plan, book.lang);
    let (warnings, outcome) = (book.word("about-warnings"), book.word("about-outcome"));
    let all = (report.warnings.iter().map(|n| (&warnings, n)))
        .chain(report.outcome.iter().map(|n| (&outcome, n)));
    for (about, notice) in all {
        row += 1;
        let weight = match notice.mark {
            crate::report::Mark::Bad => "weight-bad",
            crate::report::Mark::Warn => "weight-warn",
            _ => "weight-told",
        };
        let ink = ink_of(notice.mark);
        sheet.text(row, 0, &book.word(weight), ink)?;
        sheet.text(row, 1, about, Ink::Text)?;
        sheet.text(row, 2, notice.text.trim(), ink)?;
    }
    let law = book.word("about-law");
    for sentence in crate::render::budget::remark_sentences(book.plan, &book.budget, book.lang) {
        row += 1;
        sheet.text(row, 0, &book.word("weight-warn"), Ink::Warn)?;
        sheet.text(row, 1, &law, Ink::Text)?;
        sheet.text(row, 2, &sentence, Ink::Warn)?;
    }
    finish(book, &mut sheet, head, row, columns.len())?;
    Ok(sheet)
}
