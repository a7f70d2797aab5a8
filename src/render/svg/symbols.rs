//! The line of milestones: each symbol at its day, or beside it with a thread to its day where
//! another one is there; each label where nothing else is.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{self, RED, TEXT};
use super::links::Trunks;
use super::page::{BELOW, Page, SERVICE, SYMBOLS, WORK};
use super::place::Taken;
use super::rows;
use crate::chart::{Chart, Glyph, Row, Symbol};
use plotters::style::RGBColor;

/// Half the width of a symbol.
const HALF: i32 = 165;
/// From the middle of a symbol to its label.
const GAP: i32 = 255;

pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, page: &Page, links: &Trunks) -> Drawn {
    let lines = rows::taken(chart, page);
    for (n, row) in chart.rows.iter().enumerate() {
        let places = places(row, page);
        // Two lines of labels: beside the symbols, and below them.
        let (mut beside, mut below) = (lines.clone(), lines.clone());
        links
            .taken_by_ends(n)
            .into_iter()
            .for_each(|stretch| beside.take(stretch));
        links
            .taken(n)
            .into_iter()
            .for_each(|stretch| below.take(stretch));
        for (_, x) in &places {
            beside.take((x - HALF - 30, x + HALF + 30));
        }
        let y = page.y(n);
        // What may never be overlooked takes its place first.
        for (middle, text) in rows::gaps_to_name(row, &below, page) {
            let ink = rows::gap_ink();
            let wide = ink.width(text);
            let within = (page.left + 20, page.right);
            // To the left of its thread: on the right ▲ and its label are near.
            if let Some(from) = below.nearest(wide + 80, within, middle - wide) {
                below.take((from, from + wide + 80));
                let ground = rows::ground(row, n);
                canvas.path(
                    vec![(middle, y + SERVICE.1), (middle, y + BELOW - 170)],
                    RED,
                    24,
                )?;
                written(canvas, text, (from + 40, y + BELOW), ground, ink)?;
                beside.take((middle - 60, middle + 60));
            }
        }
        for (symbol, x) in &places {
            let attributes = [("data-date", symbol.date.to_string())];
            let attributes = attributes.each_ref().map(|(k, v)| (*k, v.as_str()));
            let class = format!("symbol {}", symbol.glyph.key());
            canvas.group(&class, &attributes, &symbol.title, |canvas| {
                let exact = page.x(symbol.date);
                if exact != *x {
                    let thread = vec![(exact, y + WORK.1), (*x, y + SYMBOLS - HALF + 40)];
                    canvas.path(thread, colours::glyph(symbol.glyph), 14)?;
                }
                shape(canvas, symbol.glyph, (*x, y + SYMBOLS), HALF)?;
                label(
                    canvas,
                    symbol,
                    *x,
                    page,
                    y,
                    &mut beside,
                    &mut below,
                    rows::ground(row, n),
                )
            })?;
        }
    }
    Ok(())
}

/// The middle of each symbol: the weightiest at their days, the others as near as may be.
fn places<'a>(row: &'a Row, page: &Page) -> Vec<(&'a Symbol, i32)> {
    let mut order: Vec<&Symbol> = row.symbols.iter().collect();
    order.sort_by_key(|s| match s.glyph {
        Glyph::Cutover => 0,
        Glyph::Contract => 1,
        Glyph::Request | Glyph::Supplementary => 2,
        Glyph::DebtBurden => 3,
    });
    let within = (page.left + HALF + 10, page.right - HALF - 10);
    let mut taken = Taken::default();
    let mut places = Vec::new();
    for symbol in order {
        let wish = page.x(symbol.date).clamp(within.0, within.1);
        let wide = HALF * 2 + 20;
        let x = taken
            .nearest(wide, (page.left, page.right), wish - HALF - 10)
            .map_or(wish, |left| left + HALF + 10);
        taken.take((x - HALF - 10, x + HALF + 10));
        places.push((symbol, x));
    }
    places.sort_by_key(|(symbol, x)| (*x, symbol.date));
    places
}

/// The label: beside the symbol, else below it, else the day alone.
fn label(
    canvas: &mut Canvas,
    symbol: &Symbol,
    x: i32,
    page: &Page,
    top: i32,
    beside: &mut Taken,
    below: &mut Taken,
    ground: RGBColor,
) -> Drawn {
    let ink = Ink::new(250, TEXT);
    let within = (page.left + 20, page.right);
    for form in [&symbol.label, &symbol.short] {
        let wide = ink.width(form);
        // ▲ comes at the end of its work: what is free lies on its left more often.
        let sides = match symbol.glyph {
            Glyph::Cutover => [x - GAP - wide, x + GAP],
            _ => [x + GAP, x - GAP - wide],
        };
        for from in sides {
            let stretch = (from - 40, from + wide + 40);
            if within.0 <= from && from + wide <= within.1 && beside.free(stretch) {
                beside.take(stretch);
                return written(canvas, form, (from, top + SYMBOLS), ground, ink);
            }
        }
        let near = (x - wide - 100, x + wide + 100);
        let near = (near.0.max(within.0), near.1.min(within.1));
        let wish = x - wide / 2;
        if let Some(from) = below.nearest(wide, near, wish).filter(|from| {
            // Below its own symbol, or it would be read as another's.
            *from <= x + HALF && x - HALF <= from + wide
        }) {
            below.take((from - 60, from + wide + 60));
            return written(canvas, form, (from, top + BELOW), ground, ink);
        }
    }
    Ok(())
}

/// Words on a clean ground, so that no line of the grid runs through them.
fn written(
    canvas: &mut Canvas,
    text: &str,
    (x, y): (i32, i32),
    ground: RGBColor,
    ink: Ink,
) -> Drawn {
    let half = ink.size / 2 + 10;
    canvas.fill(
        (x - 20, y - half),
        (x + ink.width(text) + 20, y + half),
        ground,
    )?;
    canvas.text(text, (x, y), Anchor::Left, ink)
}

/// A symbol as a shape.
pub(super) fn shape(canvas: &mut Canvas, glyph: Glyph, (x, y): (i32, i32), r: i32) -> Drawn {
    let color = colours::glyph(glyph);
    match glyph {
        Glyph::Request => canvas.disc((x, y), r - 10, color),
        Glyph::Supplementary => canvas.shape(diamond(x, y, r), color),
        Glyph::DebtBurden => {
            canvas.shape(diamond(x, y, r - 10), colours::WHITE)?;
            let mut outline = diamond(x, y, r - 20);
            outline.push((x, y - r + 20));
            canvas.path(outline, color, 36)
        }
        Glyph::Contract => canvas.shape(star(x, y, r + 15), color),
        Glyph::Cutover => canvas.shape(
            vec![(x, y - r), (x + r, y + r - 30), (x - r, y + r - 30)],
            color,
        ),
    }
}

fn diamond(x: i32, y: i32, r: i32) -> Vec<(i32, i32)> {
    vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
}

/// A star with five points, by whole numbers: thousandths of the radius.
fn star(x: i32, y: i32, r: i32) -> Vec<(i32, i32)> {
    const POINTS: [(i32, i32); 10] = [
        (0, -1000),
        (235, -324),
        (951, -309),
        (380, 124),
        (588, 809),
        (0, 400),
        (-588, 809),
        (-380, 124),
        (-951, -309),
        (-235, -324),
    ];
    POINTS
        .iter()
        .map(|(a, b)| (x + a * r / 1000, y + b * r / 1000))
        .collect()
}
