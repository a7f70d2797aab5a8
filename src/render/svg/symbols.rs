//! The line of milestones: each symbol at its day, or beside it with a thread to its day where
//! another one is there; each label where nothing else is.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{self, LINK, RED, TEXT};
use super::links::Trunks;
use super::page::Page;
use super::place::Taken;
use super::rows;
use crate::chart::{Chart, Glyph, LinkLook, Row, Symbol};
use plotters::style::RGBColor;

/// From a symbol to its label.
const GAP: i32 = 75;
/// From a symbol to a label that has a thread, at most.
const FAR: i32 = 2_500;

/// The lines of a row on which labels may lie, the best first: beside the symbols, below them where
/// the row is high enough, above them where no work is.
struct Lane<'a> {
    page: &'a Page,
    /// Top of the row.
    top: i32,
    ground: RGBColor,
    /// Between the edges.
    within: (i32, i32),
    beside: Taken,
    /// Middle of a line from the row's top, and what is taken on it.
    others: Vec<(i32, Taken)>,
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, page: &Page, links: &Trunks) -> Drawn {
    let lines = rows::taken(chart, page);
    let lanes = page.lanes;
    for (n, row) in chart.rows.iter().enumerate() {
        let places = places(row, page);
        let said = rows::Said::of(chart, row, n, page, links);
        let free = said.lines.clone();
        let mut lane = Lane {
            page,
            top: page.y(n),
            ground: rows::ground(row, n),
            within: (page.left + 30, page.right - 20),
            beside: lines.clone(),
            others: Vec::new(),
        };
        for stretch in links.taken_by_ends(n) {
            lane.beside.take(stretch);
        }
        for (_, x) in &places {
            lane.beside.take((x - lanes.half - 30, x + lanes.half + 30));
        }
        if let Some(below) = lanes.below {
            lane.others.push((below, free.clone()));
        }
        let mut work = free;
        for bar in &row.work {
            work.take((page.x(bar.from) - 60, page.after(bar.to) + 60));
        }
        lane.others.push(((lanes.work.0 + lanes.work.1) / 2, work));
        // What may never be overlooked takes its place first.
        lane.alarms(canvas, &said)?;
        for (symbol, x) in &places {
            let date = symbol.date.to_string();
            let class = format!("symbol {}", symbol.glyph.key());
            canvas.group(&class, &[("data-date", &date)], &symbol.title, |canvas| {
                let exact = page.x(symbol.date);
                if exact != *x {
                    let thread = vec![
                        (exact, lane.top + lanes.work.1),
                        (*x, lane.top + lanes.symbols - lanes.half + 40),
                    ];
                    canvas.path(thread, colours::glyph(symbol.glyph), 18)?;
                }
                shape(
                    canvas,
                    symbol.glyph,
                    (*x, lane.top + lanes.symbols),
                    lanes.half,
                )?;
                lane.label(canvas, symbol, *x)
            })?;
        }
        lane.away(canvas, chart, n, &places)?;
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
    let half = page.lanes.half;
    let within = (page.left + half + 10, page.right - half - 10);
    let mut taken = Taken::default();
    let mut places = Vec::new();
    for symbol in order {
        let wish = page.x(symbol.date).clamp(within.0, within.1);
        let wide = half * 2 + 20;
        let x = taken
            .nearest(wide, (page.left, page.right), wish - half - 10)
            .map_or(wish, |left| left + half + 10);
        taken.take((x - half - 10, x + half + 10));
        places.push((symbol, x));
    }
    places.sort_by_key(|(symbol, x)| (*x, symbol.date));
    places
}

impl Lane<'_> {
    /// Names of gaps and of lateness that are too short to hold them.
    fn alarms(&mut self, canvas: &mut Canvas, said: &rows::Said<'_>) -> Drawn {
        let ink = rows::gap_ink();
        let service = self.page.lanes.service;
        for (middle, text) in said.elsewhere.iter().copied() {
            let wide = ink.width(text) + 80;
            // To the left of its thread, on the line where it is nearest: on the right ▲ is near.
            let wish = middle - wide + 40;
            let lines = self.others.iter().map(|(y, taken)| (*y, taken));
            let lines = lines.chain([(self.page.lanes.symbols, &self.beside)]);
            let near = lines
                .filter_map(|(y, taken)| Some((y, taken.nearest(wide, self.within, wish)?)))
                .min_by_key(|(_, from)| from.abs_diff(wish));
            let Some((y, from)) = near else { continue };
            let own = self.others.iter_mut().find(|(line, _)| *line == y);
            own.map_or(&mut self.beside, |(_, taken)| taken)
                .take((from - 150, from + wide + 150));
            self.beside.take((middle - 60, middle + 60));
            let end = middle.clamp(from + 40, from + wide - 40);
            let up = if y < self.page.lanes.symbols {
                150
            } else {
                170
            };
            let thread = vec![(middle, self.top + service.1), (end, self.top + y - up)];
            canvas.path(thread, RED, 24)?;
            self.write(canvas, text, (from + 40, y), ink)?;
        }
        Ok(())
    }

    /// The label of a symbol: beside it, else below or above it, else the day alone.
    fn label(&mut self, canvas: &mut Canvas, symbol: &Symbol, x: i32) -> Drawn {
        let lanes = self.page.lanes;
        let ink = Ink::new(lanes.sizes.2, TEXT);
        for form in [&symbol.label, &symbol.short] {
            let wide = ink.width(form);
            // ▲ comes at the end of its work: what is free lies on its left more often.
            let gap = lanes.half + GAP;
            let sides = match symbol.glyph {
                Glyph::Cutover => [x - gap - wide, x + gap],
                _ => [x + gap, x - gap - wide],
            };
            for from in sides {
                let stretch = (from - 40, from + wide + 40);
                let inside = self.within.0 <= from && from + wide <= self.within.1;
                if inside && self.beside.free(stretch) {
                    self.beside.take(stretch);
                    return self.write(canvas, form, (from, lanes.symbols), ink);
                }
            }
            let near = (
                (x - wide - 100).max(self.within.0),
                (x + wide + 100).min(self.within.1),
            );
            // Touching its own symbol's width, or it would be read as another's.
            let own = |from: &i32| *from <= x + lanes.half && x - lanes.half <= from + wide;
            let found = self.others.iter_mut().find_map(|(y, taken)| {
                let from = taken.nearest(wide + 100, near, x - wide / 2 - 50)? + 50;
                taken.take((from - 50, from + wide + 50));
                Some((from, *y)).filter(|_| own(&from))
            });
            if let Some(at) = found {
                return self.write(canvas, form, at, ink);
            }
        }
        self.far_label(canvas, symbol, x)
    }

    /// The day alone, further away, with a thread to its symbol.
    fn far_label(&mut self, canvas: &mut Canvas, symbol: &Symbol, x: i32) -> Drawn {
        let lanes = self.page.lanes;
        let ink = Ink::new(lanes.sizes.2, TEXT);
        let wide = ink.width(&symbol.short);
        let near = (
            (x - wide - FAR).max(self.within.0),
            (x + wide + FAR).min(self.within.1),
        );
        let found = self.others.iter_mut().find_map(|(y, taken)| {
            let from = taken.nearest(wide + 100, near, x - wide / 2 - 50)? + 50;
            taken.take((from - 50, from + wide + 50));
            Some((from, *y))
        });
        let Some((from, y)) = found else {
            return Ok(());
        };
        let away = if y < lanes.symbols { -1 } else { 1 };
        let end = x.clamp(from + 40, from + wide - 40);
        let thread = vec![
            (x, self.top + lanes.symbols + away * (lanes.half - 40)),
            (end, self.top + y - away * (ink.size / 2 + 5)),
        ];
        canvas.path(thread, colours::glyph(symbol.glyph), 18)?;
        self.write(canvas, &symbol.short, (from, y), ink)
    }

    /// What goes before or after this row on another page, right of its last ▲.
    fn away(
        &mut self,
        canvas: &mut Canvas,
        chart: &Chart,
        n: usize,
        places: &[(&Symbol, i32)],
    ) -> Drawn {
        let last = places.iter().rev().find(|(s, _)| s.glyph == Glyph::Cutover);
        let Some((_, x)) = last else { return Ok(()) };
        let lanes = self.page.lanes;
        let ink = Ink::new(lanes.sizes.2, LINK);
        for away in chart.away.iter().filter(|away| away.row == n) {
            let mark = match (away.look, away.first) {
                (LinkLook::Together, _) => "＝",
                (_, true) => "←",
                (_, false) => "→",
            };
            let text = format!("{mark} {}", away.other);
            let wide = ink.width(&text);
            let from = self.beside.nearest(
                wide + 80,
                (x + lanes.half + 40, self.within.1),
                x + lanes.half + 40,
            );
            if let Some(from) = from {
                self.beside.take((from, from + wide + 80));
                canvas.group("away", &[], &text, |canvas| {
                    self.write(canvas, &text, (from + 40, lanes.symbols), ink)
                })?;
            }
        }
        Ok(())
    }

    /// Words on a clean ground, so that no line of the grid runs through them.
    fn write(&self, canvas: &mut Canvas, text: &str, (x, line): (i32, i32), ink: Ink) -> Drawn {
        let (y, half) = (self.top + line, ink.size / 2 + 5);
        let (from, to) = ((x - 20, y - half), (x + ink.width(text) + 20, y + half));
        canvas.fill(from, to, self.ground)?;
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
