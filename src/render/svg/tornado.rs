//! Facts by what moving them changes: bars to both sides of the plan as it is.

use super::super::RenderError;
use super::canvas::{Anchor, Canvas, Drawing, Drawn, Ink};
use super::colours::{AMBER, GRID_MONTH, GRID_YEAR, HEAD, LOAD, LOAD_FULL, RED, SOFT, TEXT, WHITE};
use super::page::MARGIN;
use super::place::cut;
use super::sweep::{RIGHT, SIZE, head};
use crate::render::{Tornado, TornadoBar};
use crate::words::{Lang, say};

/// Facts drawn at most.
const MOST: usize = 16;
/// Where panels begin, right of the names.
const LEFT: i32 = 10_400;
/// Panels drawn at most.
const PANELS: usize = 3;

/// The picture.
pub(in crate::render) fn tornado(found: &Tornado, lang: Lang) -> Result<Drawing, RenderError> {
    let mut canvas = Canvas::new(SIZE.0, SIZE.1);
    canvas.describe(&found.title, &found.lines.join(" "));
    let canvas = &mut canvas;
    canvas.fill((0, 0), SIZE, WHITE)?;
    let top = head(canvas, &found.title, &found.lines)?;
    let bars = found.bars.get(..MOST).unwrap_or(&found.bars);
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX).max(1);
    let shown = found.panels.len().min(PANELS);
    let (from, to) = (top + 1_000, SIZE.1 - 1_700);
    let high = ((to - from) / count(bars.len())).min(1_250);
    if bars.is_empty() {
        let at = (SIZE.0 / 2, SIZE.1 / 2);
        let text = say(lang, "sweep-tornado-none", &[]);
        canvas.text(&text, at, Anchor::Middle, Ink::new(420, SOFT))?;
        return Ok(canvas.finish(1));
    }
    for (n, bar) in (0..).zip(bars) {
        let y = from + n * high + high / 2;
        let (ink, small) = (Ink::new(270, TEXT), Ink::new(225, SOFT));
        let room = LEFT - MARGIN - 400;
        let up = if high >= 700 { 150 } else { 0 };
        canvas.text(
            &cut(&bar.name, room, ink),
            (MARGIN, y - up),
            Anchor::Left,
            ink,
        )?;
        if up > 0 {
            // Of one fact that is moved in several ways, which way.
            let twice = bars.iter().filter(|b| b.name == bar.name).count() > 1;
            let text = match twice {
                true => cut(&bar.moves.join(" / "), room, small),
                false => cut(&bar.value, room, small),
            };
            canvas.text(&text, (MARGIN, y + 200), Anchor::Left, small)?;
        }
        let rule = vec![(MARGIN, y + high / 2), (RIGHT, y + high / 2)];
        canvas.path(rule, GRID_MONTH, 14)?;
    }
    let wide = (RIGHT - LEFT) / count(shown);
    for (panel, name) in found.panels.iter().take(PANELS).enumerate() {
        let left = LEFT + wide * i32::try_from(panel).unwrap_or(0);
        let area = (left + 200, left + wide - 200);
        let middle = (area.0 + area.1) / 2;
        let ink = Ink::bold(290, TEXT);
        let text = cut(name, wide - 300, ink);
        canvas.text(&text, (middle, top + 500), Anchor::Middle, ink)?;
        draw(canvas, bars, panel, (area, (from, high)), lang)?;
    }
    legend(canvas, SIZE.1 - 1_150, lang)?;
    let foot = say(lang, "sweep-tornado-note", &[]);
    let at = (MARGIN, SIZE.1 - 620);
    canvas.text(&foot, at, Anchor::Left, Ink::new(250, SOFT))?;
    Ok(canvas.finish(1))
}

fn draw(
    canvas: &mut Canvas,
    bars: &[TornadoBar],
    panel: usize,
    ((left, right), (top, high)): ((i32, i32), (i32, i32)),
    lang: Lang,
) -> Drawn {
    let ends = |bar: &TornadoBar| bar.ends.get(panel).cloned().unwrap_or([None, None]);
    let sizes = bars.iter().flat_map(ends).flatten();
    let most = sizes
        .map(|(n, _)| n.unsigned_abs())
        .max()
        .unwrap_or(0)
        .max(1);
    let middle = (left + right) / 2;
    let ink = Ink::new(230, TEXT);
    // Room for the numbers on both sides.
    let words = bars.iter().flat_map(ends).flatten();
    let words = words.map(|(_, text)| ink.width(&text)).max().unwrap_or(0);
    let half = ((right - left) / 2 - words - 160).max(600);
    let count = i32::try_from(bars.len()).unwrap_or(0);
    let axis = vec![(middle, top), (middle, top + high * count)];
    for (n, bar) in (0..).zip(bars) {
        let y = top + n * high + high / 2;
        let thick = (high * 30 / 100).min(260);
        for (side, end) in ends(bar).into_iter().enumerate() {
            let (above, below) = match side {
                0 => (y - thick, y - 10),
                _ => (y + 10, y + thick),
            };
            let Some((n, text)) = end else {
                // No plan can be made so: told, not drawn.
                let text = say(lang, "sweep-tornado-no-plan", &[]);
                let at = (middle + 120, (above + below) / 2);
                canvas.text(&text, at, Anchor::Left, Ink::new(220, RED))?;
                continue;
            };
            let share = i128::from(n.unsigned_abs()) * i128::from(half) / i128::from(most);
            let long = i32::try_from(share).unwrap_or(half);
            if n == 0 {
                continue;
            }
            let (ground, edge) = if side == 0 {
                (LOAD, HEAD)
            } else {
                (LOAD_FULL, AMBER)
            };
            let to = if n < 0 {
                middle - long.max(30)
            } else {
                middle + long.max(30)
            };
            let (from, to) = ((middle.min(to), above), (middle.max(to), below));
            canvas.group("tornado", &[], &format!("{} {text}", bar.name), |canvas| {
                canvas.fill(from, to, ground)?;
                canvas.frame(from, to, edge, 16)
            })?;
            let (x, anchor) = match n < 0 {
                true => (from.0 - 80, Anchor::Right),
                false => (to.0 + 80, Anchor::Left),
            };
            canvas.text(&text, (x, (above + below) / 2), anchor, ink)?;
        }
    }
    canvas.path(axis, GRID_YEAR, 26)
}

fn legend(canvas: &mut Canvas, y: i32, lang: Lang) -> Drawn {
    let ink = Ink::new(270, TEXT);
    let mut x = MARGIN;
    for (key, ground, edge) in [("down", LOAD, HEAD), ("up", LOAD_FULL, AMBER)] {
        canvas.fill((x, y - 130), (x + 520, y + 130), ground)?;
        canvas.frame((x, y - 130), (x + 520, y + 130), edge, 16)?;
        let text = say(lang, &format!("sweep-tornado-{key}"), &[]);
        canvas.text(&text, (x + 640, y), Anchor::Left, ink)?;
        x += 640 + ink.width(&text) + 600;
    }
    Ok(())
}
