//! What many runs came to, on one page of A4: for each quantity how often each value came, and the
//! share of runs that do not exceed it (S-curve).

use super::super::RenderError;
use super::canvas::{Anchor, Canvas, Drawing, Drawn, Ink};
use super::colours::{GRID_MONTH, GRID_YEAR, HEAD, LOAD, RED, SOFT, TEXT, WHITE};
use super::page::MARGIN;
use super::place::cut;
use crate::words::{Lang, say};

/// A4, landscape.
const SIZE: (i32, i32) = (29_700, 21_000);
const LEFT: i32 = 2_700;
const RIGHT: i32 = SIZE.0 - 2_500;
/// Top of the first panel's field, height of a field, and from one field to the next.
const TOP: i32 = 4_600;
const BOTTOM: i32 = SIZE.1 - 1_900;
const BETWEEN: i32 = 3_100;
/// Marks of an axis, at the most.
const MARKS: usize = 9;

/// A quantity over many runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunsPanel {
    /// What is shown.
    pub title: String,
    /// Values with the runs that came to them, rising; a bar reaches from its first value to its last.
    pub bars: Vec<(i64, i64, u64)>,
    /// Values with the runs that do not exceed them, rising.
    pub curve: Vec<(i64, u64)>,
    /// Values on the axis, and their words.
    pub marks: Vec<(i64, String)>,
    /// Values that are named, and whether it is the plan's.
    pub named: Vec<(i64, String, bool)>,
    /// All runs, those that have no value included.
    pub runs: u64,
}

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunsPage {
    /// Its title.
    pub title: String,
    /// What stands below it.
    pub below: String,
    /// What the curves are.
    pub note: String,
    /// The panels, from the top.
    pub panels: Vec<RunsPanel>,
}

/// Where a panel lies, and how values become places.
struct Field {
    top: i32,
    foot: i32,
    first: i64,
    last: i64,
}

impl Field {
    fn x(&self, value: i64) -> i32 {
        let wide = i128::from(RIGHT - LEFT);
        let all = i128::from(self.last - self.first).max(1);
        let at = i128::from(value.clamp(self.first, self.last) - self.first) * wide / all;
        LEFT + i32::try_from(at).unwrap_or(0)
    }

    /// The height of a part of a whole.
    fn y(&self, part: u64, whole: u64) -> i32 {
        let high = i128::from(self.foot - self.top);
        let up = i128::from(part.min(whole)) * high / i128::from(whole.max(1));
        self.foot - i32::try_from(up).unwrap_or(0)
    }
}

/// The picture.
pub(in crate::render) fn runs(page: &RunsPage, lang: Lang) -> Result<Drawing, RenderError> {
    let mut canvas = Canvas::new(SIZE.0, SIZE.1);
    canvas.describe(&page.title, &page.below);
    let canvas = &mut canvas;
    canvas.fill((0, 0), SIZE, WHITE)?;
    let heading = Ink::bold(560, TEXT);
    let title = cut(&page.title, SIZE.0 - 2 * MARGIN, heading);
    canvas.text(&title, (MARGIN, MARGIN + 300), Anchor::Left, heading)?;
    let soft = Ink::new(320, SOFT);
    let below = cut(&page.below, SIZE.0 - 2 * MARGIN, soft);
    canvas.text(&below, (MARGIN, MARGIN + 1_000), Anchor::Left, soft)?;
    let count = i32::try_from(page.panels.len()).unwrap_or(1).max(1);
    let high = (BOTTOM - TOP - BETWEEN * (count - 1)) / count;
    let mut top = TOP;
    for panel in &page.panels {
        draw(canvas, panel, (top, top + high), lang)?;
        top += high + BETWEEN;
    }
    canvas.text(
        &page.note,
        (MARGIN, SIZE.1 - 520),
        Anchor::Left,
        Ink::new(260, SOFT),
    )?;
    Ok(canvas.finish(1))
}

fn draw(canvas: &mut Canvas, panel: &RunsPanel, (top, foot): (i32, i32), lang: Lang) -> Drawn {
    let ends = panel.bars.iter().flat_map(|b| [b.0, b.1]);
    let all = ends.chain(panel.named.iter().map(|n| n.0));
    let (first, last) = all.fold((i64::MAX, i64::MIN), |(a, b), v| (a.min(v), b.max(v)));
    canvas.text(
        &panel.title,
        (MARGIN, top - 1_400),
        Anchor::Left,
        Ink::bold(340, TEXT),
    )?;
    if first > last {
        let ink = Ink::new(320, SOFT);
        let at = (SIZE.0 / 2, (top + foot) / 2);
        return canvas.text(&say(lang, "risk-never", &[]), at, Anchor::Middle, ink);
    }
    let field = Field {
        top,
        foot,
        first,
        last: last.max(first + 1),
    };
    let small = Ink::new(250, SOFT);
    for percent in [0u64, 20, 40, 60, 80, 100] {
        let y = field.y(percent, 100);
        let colour = if percent == 0 { GRID_YEAR } else { GRID_MONTH };
        canvas.path(vec![(LEFT, y), (RIGHT, y)], colour, 22)?;
        let text = format!("{percent}%");
        canvas.text(&text, (RIGHT + 180, y), Anchor::Left, Ink::new(250, HEAD))?;
    }
    let most = panel.bars.iter().map(|b| b.2).max().unwrap_or(1).max(1);
    for (from, to, runs) in &panel.bars {
        // Even a single run is seen, and a bar of one day.
        let (a, b) = (field.x(*from), field.x(*to).max(field.x(*from) + 60));
        let y = field.y(*runs, most).min(foot - 12);
        canvas.fill((a, y), ((b - 14).max(a + 40), foot), LOAD)?;
    }
    for share in [most, most / 2] {
        let text = format!("{:.1}%", share as f64 * 100.0 / panel.runs.max(1) as f64);
        canvas.text(
            &text,
            (LEFT - 180, field.y(share, most)),
            Anchor::Right,
            small,
        )?;
    }
    let mut points = Vec::new();
    let mut before = foot;
    for (value, runs) in &panel.curve {
        let (x, y) = (field.x(*value), field.y(*runs, panel.runs));
        points.push((x, before));
        points.push((x, y));
        before = y;
    }
    if points.len() > 1 {
        points.push((RIGHT, before));
        canvas.path(points, HEAD, 70)?;
    }
    let step = panel.marks.len().div_ceil(MARKS).max(1);
    for (value, text) in panel.marks.iter().step_by(step) {
        let x = field.x(*value);
        canvas.path(vec![(x, foot), (x, foot + 140)], GRID_YEAR, 22)?;
        canvas.text(text, (x, foot + 380), Anchor::Middle, small)?;
    }
    named(canvas, panel, &field)
}

/// Lines of what is named, with their words above the field, none over another.
fn named(canvas: &mut Canvas, panel: &RunsPanel, field: &Field) -> Drawn {
    let mut all: Vec<&(i64, String, bool)> = panel.named.iter().collect();
    all.sort_by_key(|n| n.0);
    let mut ends = [LEFT - 2_000; 3];
    for (value, text, plan) in all {
        let x = field.x(*value);
        let colour = if *plan { RED } else { TEXT };
        let ink = Ink::new(240, colour);
        let wide = ink.width(text);
        let at = (x - wide / 2).clamp(LEFT + 40, RIGHT + 1_600 - wide);
        canvas.line(
            vec![(x, field.top), (x, field.foot)],
            colour,
            30,
            Some((160, 120)),
        )?;
        let Some(row) = ends.iter().position(|end| *end + 160 <= at) else {
            continue;
        };
        ends[row] = at + wide;
        let y = field.top - 230 - 330 * i32::try_from(row).unwrap_or(0);
        canvas.text(text, (at, y), Anchor::Left, ink)?;
    }
    Ok(())
}
