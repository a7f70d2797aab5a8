//! Fiscal years, quarters and months, and the grid below them.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{
    GRID_MONTH, GRID_QUARTER, GRID_YEAR, HEAD, HEAD_OTHER, MONTHS, QUARTERS, TEXT, WHITE,
};
use super::page::{self, MARGIN, Page};
use crate::chart::{Axis, Chart, Span};
use crate::report::wording;
use crate::words::{Lang, say};

/// The three lines of the header.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, page: &Page, lang: Lang) -> Drawn {
    let years = (page.head, page.head + page::YEARS);
    let quarters = (years.1, years.1 + page::QUARTERS);
    let months = (quarters.1, quarters.1 + page::MONTHS);
    canvas.fill((MARGIN, years.0), (page.left, months.1), HEAD)?;
    let centre = (years.0 + months.1) / 2;
    if !chart.rows.is_empty() {
        let system = say(lang, "report-col-system", &[]);
        let at = (MARGIN + 250, centre);
        canvas.text(&system, at, Anchor::Left, Ink::bold(320, WHITE))?;
        let slack = say(lang, "report-slack", &[]);
        let at = (page.left - 200, centre);
        canvas.text(&slack, at, Anchor::Right, Ink::new(260, WHITE))?;
    }
    for span in chart.axis.years() {
        let (from, to) = (page.x(span.from), page.after(span.to));
        let even = span.fiscal_year.rem_euclid(2) == 0;
        let ground = if even { HEAD_OTHER } else { HEAD };
        canvas.fill((from, years.0), (to, years.1), ground)?;
        let forms = [
            wording::fiscal_year(span.fiscal_year, true, lang),
            format!(
                "{}（{}）",
                wording::fiscal_year_short(span.fiscal_year),
                span.fiscal_year
            ),
            wording::fiscal_year_short(span.fiscal_year),
        ];
        let ink = Ink::bold(320, WHITE);
        middle(canvas, &forms, (from, to), years, ink)?;
    }
    canvas.fill((page.left, quarters.0), (page.right, quarters.1), QUARTERS)?;
    canvas.fill((page.left, months.0), (page.right, months.1), MONTHS)?;
    for span in chart.axis.quarters() {
        let (from, to) = (page.x(span.from), page.after(span.to));
        let n = Axis::quarter(span.month).to_string();
        let forms =
            ["report-quarter", "report-quarter-short"].map(|key| say(lang, key, &[("n", &n)]));
        middle(canvas, &forms, (from, to), quarters, Ink::new(235, TEXT))?;
        canvas.path(vec![(from, quarters.0), (from, months.1)], GRID_YEAR, 14)?;
    }
    names(canvas, chart, page, months)
}

/// The first of the forms that fits, in the middle.
fn middle(
    canvas: &mut Canvas,
    forms: &[String],
    (from, to): (i32, i32),
    (top, bottom): (i32, i32),
    ink: Ink,
) -> Drawn {
    let fits = |form: &&String| ink.width(form) + 60 <= to - from;
    match forms.iter().find(fits) {
        Some(form) => {
            let at = ((from + to) / 2, (top + bottom) / 2);
            canvas.text(form, at, Anchor::Middle, ink)
        }
        None => Ok(()),
    }
}

/// Months as digits large enough to be read: all of them, every other one, the first of quarters.
fn names(canvas: &mut Canvas, chart: &Chart, page: &Page, lane: (i32, i32)) -> Drawn {
    let months = chart.axis.months();
    let narrowest = |spans: &[Span]| {
        let whole = spans.iter().filter(|s| s.whole);
        whole.map(|s| page.after(s.to) - page.x(s.from)).min()
    };
    let Some(month) = narrowest(&months) else {
        return name_each(canvas, &months, 1, 260, page, lane);
    };
    for (every, size, white) in [(1, 260, 50), (2, 290, 120), (3, 290, 120)] {
        if Ink::new(size, TEXT).width("12") + white <= month * every {
            return name_each(canvas, &months, every, size, page, lane);
        }
    }
    Ok(())
}

/// Every nth month from April on, in the middle of its own stretch.
fn name_each(
    canvas: &mut Canvas,
    months: &[Span],
    every: i32,
    size: i32,
    page: &Page,
    lane: (i32, i32),
) -> Drawn {
    let ink = Ink::new(size, TEXT);
    let mut free = page.left;
    let from_april = |span: &&Span| ((span.month + 8) % 12).is_multiple_of(every.unsigned_abs());
    for span in months.iter().filter(from_april) {
        let text = span.month.to_string();
        let middle = (page.x(span.from) + page.after(span.to)) / 2;
        let half = ink.width(&text) / 2 + 10;
        // A month that the axis cuts may have no room.
        if free <= middle - half && middle + half <= page.right {
            free = middle + half;
            let at = (middle, (lane.0 + lane.1) / 2);
            canvas.text(&text, at, Anchor::Middle, ink)?;
        }
    }
    Ok(())
}

/// Thin lines at months, stronger ones at quarters and years, from a height down to another.
pub(super) fn grid(
    canvas: &mut Canvas,
    chart: &Chart,
    page: &Page,
    (top, bottom): (i32, i32),
) -> Drawn {
    let axis = &chart.axis;
    canvas.group("grid", &[], "", |canvas| {
        let dense = axis.months().len() > 150;
        let months = if dense { Vec::new() } else { axis.months() };
        for (spans, color, width) in [
            (months, GRID_MONTH, 10),
            (axis.quarters(), GRID_QUARTER, 12),
            (axis.years(), GRID_YEAR, 24),
        ] {
            for span in spans.iter().skip(1) {
                let x = page.x(span.from);
                canvas.path(vec![(x, top), (x, bottom)], color, width)?;
            }
        }
        canvas.path(vec![(page.left, top), (page.left, bottom)], GRID_YEAR, 24)?;
        canvas.path(vec![(page.right, top), (page.right, bottom)], GRID_YEAR, 24)?;
        canvas.path(vec![(MARGIN, bottom), (page.right, bottom)], GRID_YEAR, 24)
    })
}
