//! Arrows from the ▲ of a system that goes first to the ▲ of one that goes after, along trunks
//! right of both.

use super::canvas::{Canvas, Drawn};
use super::colours::{self, LINK, WHITE};
use super::page::Page;
use super::place::Stretch;
use crate::chart::{Chart, Glyph, LinkLook};
use plotters::style::RGBColor;

/// From a ▲ to the first trunk, and from trunk to trunk.
const FIRST: i32 = 460;
const STEP: i32 = 190;
/// From a trunk to the middle of a symbol that it passes.
const CLEAR: i32 = 240;
/// The same, on the side of the symbol's label.
const CLEAR_LABEL: i32 = 1_650;
/// Length of the end of an arrow.
const HEAD: i32 = 100;
/// More trunks than this are a thicket: `ikou graph` draws those.
const MOST: usize = 60;

/// Trunks: arrows of one look from one system share one.
pub(super) struct Trunks {
    trunks: Vec<Trunk>,
}

struct Trunk {
    look: LinkLook,
    from: usize,
    from_x: i32,
    /// Row, place of its ▲, tool tip.
    to: Vec<(usize, i32, String)>,
    x: i32,
}

impl Trunk {
    fn rows(&self) -> (usize, usize) {
        let rows = || self.to.iter().map(|(row, ..)| *row).chain([self.from]);
        (rows().min().unwrap_or(0), rows().max().unwrap_or(0))
    }

    fn nearest(&self) -> i32 {
        self.to
            .iter()
            .map(|(_, x, _)| *x)
            .fold(self.from_x, i32::max)
    }
}

impl Trunks {
    pub(super) fn of(chart: &Chart, page: &Page) -> Trunks {
        let mut trunks: Vec<Trunk> = Vec::new();
        for link in &chart.links {
            let shown = |date: Option<crate::calendar::Date>| {
                date.filter(|d| chart.axis.shows(*d)).map(|d| page.x(d))
            };
            let (Some(from_x), Some(to_x)) = (shown(link.from_date), shown(link.to_date)) else {
                continue;
            };
            let end = (link.to, to_x, link.title.clone());
            let full = trunks.len() >= MOST;
            match trunks
                .iter_mut()
                .find(|t| t.look == link.look && t.from == link.from)
            {
                Some(trunk) => trunk.to.push(end),
                None if !full => {
                    let (look, from) = (link.look, link.from);
                    trunks.push(Trunk {
                        look,
                        from,
                        from_x,
                        to: vec![end],
                        x: 0,
                    });
                }
                None => {}
            }
        }
        // Short trunks lie inside, so that long ones go round them.
        trunks.sort_by_key(|t| (t.rows().1 - t.rows().0, t.nearest(), t.from, t.look));
        let mut placed: Vec<((usize, usize), i32)> = Vec::new();
        for trunk in &mut trunks {
            let rows = trunk.rows();
            let mut x = trunk.nearest() + FIRST;
            let meets = |x: i32| {
                let symbols = chart
                    .rows
                    .iter()
                    .take(rows.1 + 1)
                    .skip(rows.0)
                    .flat_map(|r| &r.symbols);
                let through = symbols
                    .map(|s| (page.x(s.date), s.glyph))
                    .any(|(at, glyph)| {
                        // The label of a ▲ lies on its left.
                        let left = if glyph == Glyph::Cutover {
                            CLEAR_LABEL
                        } else {
                            CLEAR
                        };
                        at - left < x && x < at + CLEAR
                    });
                through
                    || placed.iter().any(|((top, bottom), other)| {
                        *top <= rows.1
                            && rows.0 <= *bottom
                            && x.abs_diff(*other) < STEP.unsigned_abs()
                    })
            };
            // Where everything is full, an arrow through a symbol is better than none.
            let limit = x.saturating_add(STEP * 30).min(page.right - 60);
            let wish = x.min(page.right - 60);
            while meets(x) && x < limit {
                x += STEP / 2;
            }
            trunk.x = if meets(x) { wish } else { x };
            placed.push((rows, trunk.x));
        }
        Trunks { trunks }
    }

    /// What the arrows take of a row: the stretches that no label may lie on.
    pub(super) fn taken(&self, row: usize) -> Vec<Stretch> {
        self.trunks
            .iter()
            .filter(|trunk| trunk.rows().0 <= row && row <= trunk.rows().1)
            .map(|trunk| (trunk.x - 80, trunk.x + 80))
            .collect()
    }

    /// What they take of a row's line of symbols: from its ▲ to the trunk as well.
    pub(super) fn taken_by_ends(&self, row: usize) -> Vec<Stretch> {
        let mut taken = self.taken(row);
        for trunk in &self.trunks {
            let ends = trunk.to.iter().map(|(row, x, _)| (*row, *x));
            taken.extend(
                ends.chain([(trunk.from, trunk.from_x)])
                    .filter(|(at, _)| *at == row)
                    .map(|(_, x)| (x, trunk.x + 80)),
            );
        }
        taken
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, chart: &Chart, page: &Page) -> Drawn {
        // A white edge first, so that it is seen which of two crossing lines goes on.
        for trunk in self.trunks.iter() {
            for (row, x, _) in &trunk.to {
                canvas.path(trunk.way((*row, *x), page), WHITE, 70)?;
            }
        }
        for trunk in &self.trunks {
            for (row, x, tip) in &trunk.to {
                let points = trunk.way((*row, *x), page);
                let (first, last) = (points.first().copied(), points.last().copied());
                let id = |row: usize| chart.rows.get(row).map_or("", |r| r.id.as_str());
                let ends = [("data-from", id(trunk.from)), ("data-to", id(*row))];
                canvas.group("link", &ends, tip, |canvas| {
                    canvas.line(points, LINK, 34, colours::link(trunk.look))?;
                    canvas.disc(first.unwrap_or_default(), 46, LINK)?;
                    let (x, y) = last.unwrap_or_default();
                    head(canvas, (x - HEAD, y), Side::Left, trunk.look, LINK)
                })?;
            }
        }
        Ok(())
    }
}

impl Trunk {
    /// From the ▲ that comes first along the trunk to another one. Each look leaves and arrives at
    /// a height of its own, so that none hides another.
    fn way(&self, (row, x): (usize, i32), page: &Page) -> Vec<(i32, i32)> {
        let (symbols, half) = (page.lanes.symbols, page.lanes.half);
        let (out, into) = match self.look {
            LinkLook::Hard => (10, -20),
            LinkLook::Soft => (60, -70),
            LinkLook::Together => (105, -110),
        };
        let from = (self.from_x + half + 35, page.y(self.from) + symbols + out);
        let to = (x + half + 20 + HEAD, page.y(row) + symbols + into);
        vec![from, (self.x, from.1), (self.x, to.1), to]
    }
}

/// Where an arrow points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The end of an arrow with its tip at a point; systems that move together have dots instead.
pub(super) fn head(
    canvas: &mut Canvas,
    (x, y): (i32, i32),
    side: Side,
    look: LinkLook,
    color: RGBColor,
) -> Drawn {
    let back = |by: i32| match side {
        Side::Left => x + by,
        Side::Right => x - by,
    };
    match look {
        LinkLook::Together => canvas.disc((back(60), y), 62, color),
        LinkLook::Hard | LinkLook::Soft => canvas.shape(
            vec![
                (x, y),
                (back(190), y - 85),
                (back(150), y),
                (back(190), y + 85),
            ],
            color,
        ),
    }
}
