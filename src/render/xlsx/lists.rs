//! The systems and their rounds; all dates.

use super::book::Book;
use super::roadmap::{Places, fiscal_year, ink_of, year_of};
use super::sheet::{Area, Column, Known, Sheet, address};
use super::style::Ink;
use crate::calendar::Date;
use crate::plan::PlanSystem;
use crate::render::{Paper, RenderError};
use crate::report::{Mark, Summary, Value, clean, wording};
use crate::words::say;

/// One row for each round of each system, as the table has it.
pub(super) fn systems<'b>(book: &'b Book<'_>, places: &Places) -> Result<Sheet<'b>, RenderError> {
    let (plan, lang) = (book.plan, book.lang);
    let name = &book.names.systems;
    let (mut sheet, mut row) = Sheet::new(book, name, name)?;
    let summary = Summary::of(plan, lang);
    for key in &summary.keys {
        sheet.text(row, 0, key, Ink::Soft)?;
        row += 1;
    }
    let columns: Vec<Column> = [
        ("col-number", 3.5),
        ("col-system", 18.0),
        ("col-owner", 14.0),
        ("col-group", 5.5),
        ("col-vendor", 13.0),
        ("col-route", 18.0),
        ("col-work", 14.0),
        ("col-request", book.day_width(8.5)),
        ("col-contract", book.day_width(8.5)),
        ("col-cutover", book.day_width(8.5)),
        ("col-slack", 6.0),
        ("col-note", 14.0),
        ("col-round", 15.0),
    ]
    .map(|(key, width)| (book.word(key), width))
    .into();
    sheet.head(row, &columns, 2)?;
    let head = row;
    for line in &summary.rows {
        row += 1;
        let Some(system) = plan.systems.get(line.system) else {
            continue;
        };
        let number = i64::try_from(line.system)
            .unwrap_or(i64::MAX)
            .saturating_add(1);
        sheet.number(row, 0, number, Ink::Count)?;
        // Every row says whose it is, so that filters and sorting keep its sense.
        let cell = places.cell(line.system).unwrap_or_default();
        let shown = book.name(line.system);
        sheet.link(row, 1, &book.names.roadmap, &cell, &shown, Ink::Link)?;
        sheet.text(row, 2, &clean(&system.owner), Ink::Text)?;
        let group = match system.group.as_str() {
            "core" => book.word("group-core"),
            "common" => book.word("group-common"),
            other => clean(other),
        };
        sheet.text(row, 3, &group, Ink::Text)?;
        let vendor = match book.vendor_of(&line.round) {
            none if none.is_empty() => book.provider(&system.vendor),
            vendor => vendor,
        };
        sheet.text(row, 4, &vendor, Ink::Text)?;
        sheet.text(row, 5, &wording::route(&system.route, lang).0, Ink::Text)?;
        let work = line.cells.get(3).map(|cell| &cell.value);
        let work = match work {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        sheet.text(row, 6, work, Ink::Text)?;
        let kinds: [&[&str]; 3] = [
            &["budget_request", "supplementary_request"],
            &["contract"],
            &["cutover"],
        ];
        for (n, kinds) in (0u16..).zip(kinds) {
            let cell = line.cells.get(4 + usize::from(n));
            match cell.map(|cell| &cell.value) {
                Some(Value::Day(day)) => {
                    let formula = kinds
                        .iter()
                        .find_map(|kind| places.formula(line.system, &line.round, kind));
                    dated(&mut sheet, (row, 7 + n), *day, formula.as_deref())?;
                }
                Some(Value::Text(text)) => sheet.text(row, 7 + n, text, Ink::Quiet)?,
                _ => sheet.text(row, 7 + n, "", Ink::Text)?,
            }
        }
        let ink = if system.slack_days < 0 {
            Ink::Bad
        } else {
            Ink::Count
        };
        if line.first {
            sheet.number(row, 10, system.slack_days, ink)?;
        } else {
            sheet.text(row, 10, "", Ink::Text)?;
        }
        let (ink, notes) = notes(line);
        sheet.text(row, 11, &notes, ink)?;
        sheet.text(row, 12, &clean(&line.round), Ink::Quiet)?;
    }
    finish(book, &mut sheet, head, row, columns.len())?;
    Ok(sheet)
}

/// A day: a formula where the roadmap has it.
pub(super) fn dated(
    sheet: &mut Sheet<'_>,
    (row, col): (u32, u16),
    day: Date,
    formula: Option<&str>,
) -> Result<(), RenderError> {
    match formula {
        Some(formula) => sheet.formula(row, col, formula, Known::Day(Some(day)), Ink::Day),
        None => sheet.day(row, col, Some(day), Ink::Day),
    }
}

fn notes(line: &crate::report::Row) -> (Ink, String) {
    let Some(Value::Notes(notes)) = line.cells.last().map(|cell| &cell.value) else {
        return (Ink::Text, String::new());
    };
    let mark = notes.first().map_or(Mark::Plain, |(mark, _)| *mark);
    let texts: Vec<&str> = notes.iter().map(|(_, text)| text.as_str()).collect();
    (ink_of(mark), texts.join("\n"))
}

/// Filters and paper; a sentence where there is nothing.
pub(super) fn finish(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    head: u32,
    last: u32,
    columns: usize,
) -> Result<(), RenderError> {
    let end = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.filter(Area {
        rows: (head, last),
        cols: (0, end),
    })?;
    if last == head {
        sheet.text(head + 1, 0, &book.word("none"), Ink::Plain)?;
    }
    sheet.print(Paper::A4, book);
    Ok(())
}

/// Every milestone and activity by system and date.
pub(super) fn dates<'b>(book: &'b Book<'_>, places: &Places) -> Result<Sheet<'b>, RenderError> {
    let (plan, lang) = (book.plan, book.lang);
    let name = &book.names.dates;
    let (mut sheet, row) = Sheet::new(book, name, name)?;
    let columns: Vec<Column> = [
        ("col-system", 18.0),
        ("col-owner", 15.0),
        ("col-stage", 16.0),
        ("col-matter", 20.0),
        ("col-mark", 5.0),
        ("col-from", book.day_width(8.5)),
        ("col-to", book.day_width(8.5)),
        ("col-year", 6.0),
        ("col-done", 5.0),
        ("col-reason", 17.0),
        ("col-round", 16.0),
    ]
    .map(|(key, width)| (book.word(key), width))
    .into();
    sheet.head(row, &columns, 1)?;
    let head = row;
    let mut row = row;
    let done = say(lang, "report-done", &[]);
    for (n, system) in plan.systems.iter().enumerate() {
        let shown = book.name(n);
        let owner = clean(&system.owner);
        for entry in entries(system) {
            row += 1;
            sheet.text(row, 0, &shown, Ink::Text)?;
            sheet.text(row, 1, &owner, Ink::Text)?;
            let stage = system.stages.iter().find(|s| {
                s.id == entry.stage && s.round.as_deref().is_none_or(|r| r == entry.round)
            });
            let stage = stage.map_or_else(|| clean(entry.stage), |s| wording::stage(s, lang));
            sheet.text(row, 2, &stage, Ink::Text)?;
            let matter = match entry.matter {
                Matter::Kind(kind) => wording::milestone(kind, lang),
                Matter::Names(ja, en) => wording::name_or_id(
                    if lang == crate::words::Lang::Ja {
                        ja
                    } else {
                        en
                    },
                    entry.stage,
                ),
            };
            sheet.text(row, 3, &matter, Ink::Text)?;
            sheet.text(row, 4, entry.symbol, Ink::Mark)?;
            let formula = match entry.matter {
                Matter::Kind(kind) => places.formula(n, entry.round, kind),
                Matter::Names(..) => None,
            };
            dated(&mut sheet, (row, 5), entry.from, formula.as_deref())?;
            sheet.day(row, 6, entry.to, Ink::Day)?;
            let year = year_of(entry.from);
            if book.live {
                let formula = fiscal_year(&address(row, 5));
                sheet.formula(row, 7, &formula, Known::Number(year), Ink::Count)?;
            } else {
                sheet.number(row, 7, year, Ink::Count)?;
            }
            sheet.text(row, 8, if entry.done { &done } else { "" }, Ink::Mark)?;
            let reason = plan.reasons.get(entry.reason);
            let reason = reason.map_or_else(String::new, |r| wording::rule(&r.rule, lang));
            sheet.text(row, 9, &reason, Ink::Quiet)?;
            sheet.text(row, 10, &clean(entry.round), Ink::Quiet)?;
        }
    }
    finish(book, &mut sheet, head, row, columns.len())?;
    Ok(sheet)
}

struct Entry<'p> {
    from: Date,
    to: Option<Date>,
    stage: &'p str,
    round: &'p str,
    matter: Matter<'p>,
    symbol: &'p str,
    reason: &'p str,
    done: bool,
}

enum Matter<'p> {
    Kind(&'p str),
    /// Japanese, English.
    Names(&'p str, &'p str),
}

/// Milestones and activities of a system by date; what begins with a milestone follows it.
fn entries(system: &PlanSystem) -> Vec<Entry<'_>> {
    let milestones = system.milestones.iter().map(|m| Entry {
        from: m.date,
        to: None,
        stage: &m.stage,
        round: &m.round,
        matter: Matter::Kind(&m.kind),
        symbol: m.symbol.as_deref().unwrap_or_default(),
        reason: &m.reason,
        done: m.done,
    });
    let activities = system.activities.iter().map(|a| Entry {
        from: a.from,
        to: Some(a.to),
        stage: &a.stage,
        round: &a.round,
        matter: Matter::Names(&a.name, &a.name_en),
        symbol: "",
        reason: &a.reason,
        done: false,
    });
    let mut all: Vec<Entry<'_>> = milestones.chain(activities).collect();
    all.sort_by_key(|e| (e.from, e.to));
    all
}
