//! Fiscal years, quarters and months, and the grid below them.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{GRID_MONTH, GRID_QUARTER, GRID_YEAR, HEAD, HEAD_OTHER, MONTHS, TEXT, WHITE};
use super::page::{self, MARGIN, Page};
use crate::chart::{Chart, Span};
use crate::report::wording;
use crate::words::{Lang, say};

/// The two lines of the header.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, page: &Page, lang: Lang) -> Drawn {
    let (top, middle) = (page.head, page.head + page::YEARS);
    let bottom = middle + page::MONTHS;
    canvas.fill((MARGIN, top), (page.left, bottom), HEAD)?;
    let ink = Ink::bold(320, WHITE);
    let centre = (top + bottom) / 2;
    canvas.text(
        &say(lang, "report-col-system", &[]),
        (MARGIN + 250, centre),
        Anchor::Left,
        ink,
    )?;
    let slack = say(lang, "report-slack", &[]);
    canvas.text(
        &slack,
        (page.left - 200, centre),
        Anchor::Right,
        Ink::new(260, WHITE),
    )?;
    canvas.fill((page.left, middle), (page.right, bottom), MONTHS)?;
    for span in chart.axis.years() {
        let (from, to) = (page.x(span.from), page.after(span.to));
        let other = span.fiscal_year.rem_euclid(2) == 0;
        canvas.fill(
            (from, top),
            (to, middle),
            if other { HEAD_OTHER } else { HEAD },
        )?;
        let forms = [
            wording::fiscal_year(span.fiscal_year, true, lang),
            format!(
                "{}（{}）",
                wording::fiscal_year_short(span.fiscal_year),
                span.fiscal_year
            ),
            wording::fiscal_year_short(span.fiscal_year),
        ];
        let ink = Ink::bold(310, WHITE);
        if let Some(form) = forms.iter().find(|form| ink.width(form) + 100 <= to - from) {
            canvas.text(
                form,
                ((from + to) / 2, (top + middle) / 2),
                Anchor::Middle,
                ink,
            )?;
        }
    }
    months(canvas, chart, page, (middle, bottom))
}

/// Months as digits where they fit, else the first months of quarters.
fn months(canvas: &mut Canvas, chart: &Chart, page: &Page, (top, bottom): (i32, i32)) -> Drawn {
    let ink = Ink::new(265, TEXT);
    let narrowest = |spans: &[Span]| {
        spans
            .iter()
            .filter(|s| s.whole)
            .map(|s| page.after(s.to) - page.x(s.from))
            .min()
    };
    let wide = ink.width("12") + 60;
    let fits = |spans: &[Span]| narrowest(spans).is_none_or(|width| width >= wide);
    let spans = [chart.axis.months(), chart.axis.quarters()]
        .into_iter()
        .find(|spans| fits(spans));
    for span in spans.unwrap_or_default() {
        let (from, to) = (page.x(span.from), page.after(span.to));
        let text = span.month.to_string();
        if ink.width(&text) + 20 <= to - from {
            canvas.text(
                &text,
                ((from + to) / 2, (top + bottom) / 2),
                Anchor::Middle,
                ink,
            )?;
        }
    }
    for span in chart.axis.quarters() {
        let x = page.x(span.from);
        canvas.path(vec![(x, bottom - 130), (x, bottom)], GRID_YEAR, 20)?;
    }
    Ok(())
}

/// Thin lines at months, stronger ones at quarters and years.
pub(super) fn grid(canvas: &mut Canvas, chart: &Chart, page: &Page) -> Drawn {
    let axis = &chart.axis;
    canvas.group("grid", &[], "", |canvas| {
        let (top, bottom) = (page.rows, page.end);
        let dense = axis.months().len() > 150;
        let months = if dense { Vec::new() } else { axis.months() };
        for (spans, color, width) in [
            (months, GRID_MONTH, 10),
            (axis.quarters(), GRID_QUARTER, 12),
            (axis.years(), GRID_YEAR, 20),
        ] {
            for span in spans.iter().skip(1) {
                let x = page.x(span.from);
                canvas.path(vec![(x, top), (x, bottom)], color, width)?;
            }
        }
        canvas.path(vec![(page.left, top), (page.left, bottom)], GRID_YEAR, 20)?;
        canvas.path(vec![(page.right, top), (page.right, bottom)], GRID_YEAR, 20)?;
        canvas.path(vec![(MARGIN, bottom), (page.right, bottom)], GRID_YEAR, 20)
    })
}
