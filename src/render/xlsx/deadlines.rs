//! Deadlines, and how many days each system keeps before them.

use super::book::Book;
use super::lists::finish;
use super::roadmap::Places;
use super::sheet::{Area, Column, Known, Sheet, address, literal};
use super::style::{self, Ink};
use crate::calendar::Date;
use crate::plan::{PlanDeadline, PlanSystem, SystemDeadline};
use crate::render::RenderError;
use crate::report::{clean, wording};
use std::collections::BTreeMap;

pub(super) fn sheet<'b>(book: &'b Book<'_>, places: &Places) -> Result<Sheet<'b>, RenderError> {
    let (plan, lang) = (book.plan, book.lang);
    let name = &book.names.deadlines;
    let (mut sheet, row) = Sheet::new(book, name, name)?;
    let columns: Vec<Column> = [
        ("col-deadline", 27.0),
        ("col-deadline-kind", 7.0),
        ("col-hard", 7.0),
        ("col-system", 21.0),
        ("col-owner", 17.0),
        ("col-date", book.day_width(8.5)),
        ("col-cutover", book.day_width(8.5)),
        ("col-left", 8.0),
        ("col-kept", 8.0),
        ("col-note", 12.0),
    ]
    .map(|(key, width)| (book.word(key), width))
    .into();
    sheet.head(row, &columns, 1)?;
    let head = row;
    let mut row = row;
    let mut holds: BTreeMap<&str, Vec<(usize, &PlanSystem, &SystemDeadline)>> = BTreeMap::new();
    for (n, system) in plan.systems.iter().enumerate() {
        for own in &system.deadlines {
            holds.entry(&own.id).or_default().push((n, system, own));
        }
    }
    let (kept, missed) = (book.word("kept"), book.word("missed"));
    let assumed = crate::words::say(lang, "report-note-assumed", &[]);
    for deadline in &plan.deadlines {
        let shown = wording::deadline_name(plan, deadline, lang);
        let own = holds.get(deadline.id.as_str());
        let kind = book.word(match deadline.kind.as_str() {
            "policy" => "deadline-policy",
            "hardware" => "deadline-hardware",
            "contract" => "deadline-contract",
            "platform" => "deadline-platform",
            _ => "deadline-individual",
        });
        let hard = book.word(if deadline.hard { "hard" } else { "soft" });
        let note = match deadline.confidence {
            crate::facts::Confidence::Assumed => assumed.as_str(),
            _ => "",
        };
        let nobody = [];
        let own = own.map_or(&nobody[..], Vec::as_slice);
        if own.is_empty() {
            row += 1;
            for (col, text) in [(0, &shown), (1, &kind), (2, &hard)] {
                sheet.text(row, col, text, Ink::Text)?;
            }
            for col in [3, 4, 6, 7, 8] {
                sheet.text(row, col, "", Ink::Text)?;
            }
            sheet.day(row, 5, Some(deadline.date), Ink::Day)?;
            sheet.text(row, 9, note, Ink::Quiet)?;
        }
        for (n, system, falls) in own {
            row += 1;
            for (col, text) in [(0, &shown), (1, &kind), (2, &hard)] {
                sheet.text(row, col, text, Ink::Text)?;
            }
            let cell = places.cell(*n).unwrap_or_default();
            sheet.link(
                row,
                3,
                &book.names.roadmap,
                &cell,
                &book.name(*n),
                Ink::Link,
            )?;
            sheet.text(row, 4, &clean(&system.owner), Ink::Text)?;
            sheet.day(row, 5, Some(falls.date), Ink::InputDay)?;
            let met = if falls.met { &kept } else { &missed };
            match bound(deadline, system, falls) {
                Some((round, day)) => {
                    let formula = places.formula(*n, round, "cutover");
                    super::lists::dated(&mut sheet, (row, 6), day, formula.as_deref())?;
                    let left = format!("={}-{}", address(row, 5), address(row, 6));
                    let known = Known::Number(falls.slack_days);
                    sheet.formula(row, 7, &left, known, Ink::Count)?;
                    let told = format!(
                        "=IF({}>=0,{},{})",
                        address(row, 7),
                        literal(&kept),
                        literal(&missed)
                    );
                    sheet.formula(row, 8, &told, Known::Text(met), Ink::Mark)?;
                }
                None => {
                    sheet.text(row, 6, "", Ink::Text)?;
                    sheet.number(row, 7, falls.slack_days, Ink::Count)?;
                    sheet.text(row, 8, met, Ink::Mark)?;
                }
            }
            sheet.text(row, 9, note, Ink::Quiet)?;
        }
    }
    let left = Area {
        rows: (head + 1, row),
        cols: (7, 8),
    };
    let cell = format!("$H{}", head + 2);
    let below = format!("=AND(ISNUMBER({cell}),{cell}<0)");
    sheet.when(left, &below, style::alarm())?;
    finish(book, &mut sheet, head, row, columns.len())?;
    Ok(sheet)
}

/// The ▲ that a deadline counts to: that whose distance is what the plan says.
fn bound<'p>(
    deadline: &PlanDeadline,
    system: &'p PlanSystem,
    falls: &SystemDeadline,
) -> Option<(&'p str, Date)> {
    if deadline.derived {
        return None;
    }
    let mut cutovers = system.milestones.iter().filter(|m| m.kind == "cutover");
    let found = cutovers.rfind(|m| (falls.date - m.date).num_days() == falls.slack_days)?;
    Some((&found.round, found.date))
}
