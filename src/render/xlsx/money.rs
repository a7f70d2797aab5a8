//! The budget: an overview whose sums come from the sheets of its fiscal years.

use super::book::Book;
use super::sheet::{Column, Known, Sheet, address, quoted};
use super::style::Ink;
use super::year::{self, SUM, YearPlace, of_kind};
use crate::budget::{Ask, Row, YearSheet, sum};
use crate::render::{Paper, RenderError};
use crate::report::{Money, wording};
use std::collections::BTreeMap;

/// The overview, and a sheet for each fiscal year.
pub(super) fn sheets<'b>(book: &'b Book<'_>) -> Result<(Sheet<'b>, Vec<Sheet<'b>>), RenderError> {
    let budget = &book.budget;
    let mut rows: BTreeMap<i32, Vec<&Row>> = BTreeMap::new();
    for row in &budget.rows {
        rows.entry(row.fiscal_year).or_default().push(row);
    }
    let mut asks: BTreeMap<i32, Vec<&Ask>> = BTreeMap::new();
    for ask in &budget.asks {
        asks.entry(ask.fiscal_year).or_default().push(ask);
    }
    let none = |year: &i32| rows.get(year).cloned().unwrap_or_default();
    let mut sheets = Vec::new();
    let mut years = Vec::new();
    for sheet in &budget.sheets {
        let year = sheet.fiscal_year;
        let asked = asks.get(&year).cloned().unwrap_or_default();
        let (made, place) = year::sheet(book, sheet, &none(&year), &asked)?;
        sheets.push(made);
        years.push((sheet, none(&year), place));
    }
    Ok((overview(book, &years)?, sheets))
}

type Year<'b> = (&'b YearSheet, Vec<&'b Row>, YearPlace);

fn overview<'b>(book: &'b Book<'_>, years: &[Year<'_>]) -> Result<Sheet<'b>, RenderError> {
    let (plan, lang) = (book.plan, book.lang);
    let name = &book.names.money;
    let (mut sheet, row) = Sheet::new(book, name, name)?;
    sheet.text(row, 0, &book.word("note-money"), Ink::Soft)?;
    let kinds = Money::of(plan, lang).kinds;
    let subsidies = &book.budget.sources.subsidies;
    let mut columns: Vec<Column> = vec![
        (book.word("col-year"), 17.0),
        (book.word("day-request"), book.day_width(9.0)),
    ];
    columns.extend(kinds.iter().map(|(_, name)| (name.clone(), 12.5)));
    for key in ["sum-total", "sum-new", "sum-asked", "sum-limits"] {
        columns.push((book.word(key), 12.5));
    }
    for subsidy in subsidies {
        columns.push((crate::report::clean(&subsidy.name), 12.5));
    }
    if !subsidies.is_empty() {
        columns.push((book.word("own-money"), 12.5));
    }
    let head = row + 1;
    sheet.head(head, &columns, 1)?;
    let first = head + 1;
    let after_kinds = 2 + u16::try_from(kinds.len()).unwrap_or(u16::MAX - 20);
    let mut row = head;
    for (year, rows, place) in years {
        row += 1;
        let of = quoted(&place.name);
        let label = wording::fiscal_year(year.fiscal_year, true, lang);
        sheet.link(row, 0, &place.name, "A1", &label, Ink::Link)?;
        sheet.day(row, 1, Some(year.request), Ink::Day)?;
        for (col, (kind, _)) in (2u16..).zip(&kinds) {
            let heading = address(head, col).replace(char::is_numeric, "");
            let heading = format!("{heading}${}", head + 1);
            // No wildcards here: the kind is compared as it is.
            let formula = format!(
                "=SUMPRODUCT(--({of}!{}={heading}),{of}!{})",
                place.kinds(),
                place.yen()
            );
            let known = Known::Number(of_kind(rows, kind));
            sheet.formula(row, col, &formula, known, Ink::Yen)?;
        }
        let asked = year.total.saturating_sub(year.penalty);
        let sums = [
            (place.total, year.total),
            (place.new, year.new),
            (place.asked, asked),
            (place.limits, year.limits),
        ];
        let mut col = after_kinds;
        for (at, known) in sums {
            let formula = format!("={of}!{}", address(at, SUM));
            sheet.formula(row, col, &formula, Known::Number(known), Ink::Yen)?;
            col += 1;
        }
        let begin = col;
        let mut own = asked;
        for subsidy in subsidies {
            let yen = subsidy.years.get(&year.fiscal_year).copied().unwrap_or(0);
            own = own.saturating_sub(yen);
            sheet.number(row, col, yen, Ink::InputYen)?;
            col += 1;
        }
        if !subsidies.is_empty() {
            let formula = format!(
                "={}-SUM({}:{})",
                address(row, after_kinds + 2),
                address(row, begin),
                address(row, col - 1)
            );
            sheet.formula(row, col, &formula, Known::Number(own), Ink::Yen)?;
        }
    }
    let last = row;
    row += 1;
    sheet.text(row, 0, &book.word("sum-total"), Ink::SumText)?;
    sheet.text(row, 1, "", Ink::SumText)?;
    let known = sums(book, years);
    for (col, known) in (2u16..).zip(&known) {
        if last < first {
            sheet.number(row, col, 0, Ink::SumYen)?;
            continue;
        }
        let formula = format!("=SUM({}:{})", address(first, col), address(last, col));
        sheet.formula(row, col, &formula, Known::Number(*known), Ink::SumYen)?;
    }
    // What the plan itself says, and what edits have changed since.
    let total = address(row, after_kinds);
    let planned = plan.outcome.objective.cost_yen;
    sheet.text(row + 2, 0, &book.word("sum-planned"), Ink::SumText)?;
    sheet.text(row + 2, 1, "", Ink::SumText)?;
    sheet.number(row + 2, 2, planned, Ink::SumYen)?;
    sheet.text(row + 3, 0, &book.word("sum-changed"), Ink::SumText)?;
    sheet.text(row + 3, 1, "", Ink::SumText)?;
    let changed = format!("={total}-{}", address(row + 2, 2));
    let known = Known::Number(book.budget.total.saturating_sub(planned));
    sheet.formula(row + 3, 2, &changed, known, Ink::SumYen)?;
    sheet.print(Paper::A4, book);
    Ok(sheet)
}

/// The sums of the overview's columns, from the third on.
fn sums(book: &Book<'_>, years: &[Year<'_>]) -> Vec<i64> {
    let kinds = Money::of(book.plan, book.lang).kinds;
    let over = |of: &dyn Fn(&Year<'_>) -> i64| sum(years.iter().map(of));
    let asked = |y: &Year<'_>| y.0.total.saturating_sub(y.0.penalty);
    let mut all: Vec<i64> = (kinds.iter())
        .map(|(kind, _)| over(&|y| of_kind(&y.1, kind)))
        .collect();
    all.push(over(&|y| y.0.total));
    all.push(over(&|y| y.0.new));
    all.push(over(&asked));
    all.push(over(&|y| y.0.limits));
    let subsidies = &book.budget.sources.subsidies;
    let paid = |s: &crate::budget::Subsidy, y: &Year<'_>| {
        s.years.get(&y.0.fiscal_year).copied().unwrap_or(0)
    };
    for subsidy in subsidies {
        all.push(over(&|y| paid(subsidy, y)));
    }
    if !subsidies.is_empty() {
        let own = |y: &Year<'_>| asked(y).saturating_sub(sum(subsidies.iter().map(|s| paid(s, y))));
        all.push(over(&own));
    }
    all
}
