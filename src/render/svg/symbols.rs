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

/// The two lines of labels of a row, beside the symbols and below them, and what is taken there.
struct Lane<'a> {
    page: &'a Page,
    /// Top of the row.
    top: i32,
    ground: RGBColor,
    beside: Taken,
    below: Taken,
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, page: &Page, links: &Trunks) -> Drawn {
    let lines = rows::taken(chart, page);
    for (n, row) in chart.rows.iter().enumerate() {
        let places = places(row, page);
        let mut lane = Lane {
            page,
            top: page.y(n),
            ground: rows::ground(row, n),
            beside: lines.clone(),
            below: lines.clone(),
        };
        for stretch in links.taken_by_ends(n) {
            lane.beside.take(stretch);
        }
        for stretch in links.taken(n) {
            lane.below.take(stretch);
        }
        for (_, x) in &places {
            lane.beside.take((x - HALF - 30, x + HALF + 30));
        }
        // What may never be overlooked takes its place first.
        lane.gaps(canvas, row)?;
        for (symbol, x) in &places {
            let date = symbol.date.to_string();
            let class = format!("symbol {}", symbol.glyph.key());
            canvas.group(&class, &[("data-date", &date)], &symbol.title, |canvas| {
                let exact = page.x(symbol.date);
                if exact != *x {
                    let thread = vec![
                        (exact, lane.top + WORK.1),
                        (*x, lane.top + SYMBOLS - HALF + 40),
                    ];
                    canvas.path(thread, colours::glyph(symbol.glyph), 14)?;
                }
                shape(canvas, symbol.glyph, (*x, lane.top + SYMBOLS), HALF)?;
                lane.label(canvas, symbol, *x)
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

impl Lane<'_> {
    /// Names of gaps that are too short to hold them.
    fn gaps(&mut self, canvas: &mut Canvas, row: &Row) -> Drawn {
        let ink = rows::gap_ink();
        for (middle, text) in rows::gaps_to_name(row, &self.below, self.page) {
            let wide = ink.width(text);
            let within = (self.page.left + 20, self.page.right);
            // To the left of its thread: on the right ▲ and its label are near.
            if let Some(from) = self.below.nearest(wide + 80, within, middle - wide) {
                self.below.take((from, from + wide + 80));
                self.beside.take((middle - 60, middle + 60));
                let thread = vec![
                    (middle, self.top + SERVICE.1),
                    (middle, self.top + BELOW - 170),
                ];
                canvas.path(thread, RED, 24)?;
                self.write(canvas, text, (from + 40, BELOW), ink)?;
            }
        }
        Ok(())
    }

    /// The label of a symbol: beside it, else below it, else the day alone.
    fn label(&mut self, canvas: &mut Canvas, symbol: &Symbol, x: i32) -> Drawn {
        let ink = Ink::new(250, TEXT);
        let within = (self.page.left + 20, self.page.right);
        for form in [&symbol.label, &symbol.short] {
            let wide = ink.width(form);
            // ▲ comes at the end of its work: what is free lies on its left more often.
            let sides = match symbol.glyph {
                Glyph::Cutover => [x - GAP - wide, x + GAP],
                _ => [x + GAP, x - GAP - wide],
            };
            for from in sides {
                let stretch = (from - 40, from + wide + 40);
                let inside = within.0 <= from && from + wide <= within.1;
                if inside && self.beside.free(stretch) {
                    self.beside.take(stretch);
                    return self.write(canvas, form, (from, SYMBOLS), ink);
                }
            }
            let near = (
                (x - wide - 100).max(within.0),
                (x + wide + 100).min(within.1),
            );
            // Below its own symbol, or it would be read as another's.
            let own = |from: &i32| *from <= x + HALF && x - HALF <= from + wide;
            if let Some(from) = self.below.nearest(wide, near, x - wide / 2).filter(own) {
                self.below.take((from - 60, from + wide + 60));
                return self.write(canvas, form, (from, BELOW), ink);
            }
        }
        Ok(())
    }

    /// Words on a clean ground, so that no line of the grid runs through them.
    fn write(&self, canvas: &mut Canvas, text: &str, (x, line): (i32, i32), ink: Ink) -> Drawn {
        let (y, half) = (self.top + line, ink.size / 2 + 10);
        canvas.fill(
            (x - 20, y - half),
            (x + ink.width(text) + 20, y + half),
            self.ground,
        )?;
        canvas.text(text, (x, y), Anchor::Left, ink)
    }
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
