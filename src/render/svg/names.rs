//! The column of names: each system with its owner, what is to be said of it, and its slack.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{AMBER, GREEN, RED, SOFT, TEXT};
use super::page::{MARGIN, Page};
use super::place::{cut, wrapped};
use crate::chart::{Chart, Row};
use crate::report::Mark;
use crate::words::{Lang, say};

/// Sizes of a name, the first that leaves room for everything is taken.
const SIZES: [i32; 7] = [340, 320, 300, 280, 265, 250, 235];
/// The smallest text: 6.5 points.
const LEAST: i32 = 232;

/// A line: its pieces with the place of each from the left, and its height.
#[derive(Default)]
struct Line {
    pieces: Vec<(i32, String, Ink)>,
    high: i32,
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, page: &Page, lang: Lang) -> Drawn {
    let left = MARGIN + 230;
    for (n, row) in chart.rows.iter().enumerate() {
        let top = page.y(n);
        let slack = say(lang, "report-days", &[("n", &row.slack_days.to_string())]);
        let slack_ink = slack_ink(row);
        let full = page.left - 150 - left;
        let room = full - slack_ink.width(&slack) - 200;
        let lines = lines(row, room, full, page.row - 60);
        let tip = match row.owner.is_empty() {
            true => row.name.clone(),
            false => format!("{} {}", row.name, row.owner),
        };
        canvas.group("name", &[("data-system", &row.id)], &tip, |canvas| {
            // From the top of the bars, in the middle where the row is low.
            let high: i32 = lines.iter().map(|line| line.high).sum();
            let mut y = top
                + ((page.row - high) / 2)
                    .min(page.lanes.service.0 + 40)
                    .max(20);
            let first = lines.first().map_or(340, |line| line.high);
            let at = (page.left - 200, y + first / 2);
            canvas.text(&slack, at, Anchor::Right, slack_ink)?;
            for Line { pieces, high } in lines {
                for (x, text, ink) in pieces {
                    canvas.text(&text, (left + x, y + high / 2), Anchor::Left, ink)?;
                }
                y += high;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A gap is never green, whatever room its ▲ has left.
fn slack_ink(row: &Row) -> Ink {
    match row.slack_days {
        n if n < 0 || row.bad => Ink::bold(330, RED),
        _ if row.critical => Ink::bold(310, AMBER),
        _ => Ink::new(310, GREEN),
    }
}

/// Name, then owner and notes, as large as the height allows; what is least goes first where even
/// the smallest has no room.
fn lines(row: &Row, room: i32, full: i32, height: i32) -> Vec<Line> {
    let small = |notes: &[(Mark, String)], owner: bool| {
        let mut pieces: Vec<(String, Ink)> = Vec::new();
        let loud = notes.iter().filter(|(mark, _)| *mark == Mark::Bad);
        let quiet = notes.iter().filter(|(mark, _)| *mark != Mark::Bad);
        pieces.extend(loud.map(|(mark, text)| (text.clone(), ink(*mark))));
        if owner && !row.owner.is_empty() {
            pieces.push((row.owner.clone(), Ink::new(240, SOFT)));
        }
        pieces.extend(quiet.map(|(mark, text)| (text.clone(), ink(*mark))));
        pieces
    };
    let bad: Vec<(Mark, String)> = row
        .notes
        .iter()
        .filter(|(mark, _)| *mark == Mark::Bad)
        .cloned()
        .collect();
    let choices = [
        small(&row.notes, true),
        small(&bad, true),
        small(&bad, false),
    ];
    for pieces in &choices {
        for size in SIZES {
            let found = laid(row, size, 12, pieces, room, full);
            if found.iter().map(|line| line.high).sum::<i32>() <= height {
                return found;
            }
        }
    }
    let least = SIZES.last().copied().unwrap_or(LEAST);
    let own: i32 = choices.last().map_or(0, |p| i32::from(!p.is_empty()) * 320);
    let most = usize::try_from((height - own) / pitch(least))
        .unwrap_or(1)
        .max(1);
    let last = choices.last().map(Vec::as_slice).unwrap_or_default();
    laid(row, least, most, last, room, full)
}

fn pitch(size: i32) -> i32 {
    size * 115 / 100
}

fn laid(
    row: &Row,
    size: i32,
    most: usize,
    pieces: &[(String, Ink)],
    room: i32,
    full: i32,
) -> Vec<Line> {
    let name = Ink::bold(size, if row.bad { RED } else { TEXT });
    let mut lines: Vec<Line> = wrapped(&row.name, room, most, name)
        .into_iter()
        .map(|text| Line {
            pieces: vec![(0, text, name)],
            high: pitch(size),
        })
        .collect();
    let mut x = i32::MAX;
    for (text, ink) in pieces {
        let text = fit(text, full, *ink);
        let wide = text.1.width(&text.0);
        if x.saturating_add(wide) > full {
            lines.push(Line::default());
            x = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.pieces.push((x, text.0, text.1));
            line.high = line.high.max(pitch(ink.size) + 20);
        }
        x += wide + 200;
    }
    lines
}

/// Smaller where it is too long, and cut where that does not help.
fn fit(text: &str, room: i32, mut ink: Ink) -> (String, Ink) {
    while ink.size > LEAST && ink.width(text) > room {
        ink.size -= 2;
    }
    (cut(text, room, ink), ink)
}

fn ink(mark: Mark) -> Ink {
    match mark {
        Mark::Bad => Ink::bold(280, RED),
        Mark::Warn => Ink::bold(240, AMBER),
        Mark::Good => Ink::new(240, GREEN),
        Mark::Plain => Ink::new(240, TEXT),
        Mark::Quiet => Ink::new(240, SOFT),
    }
}
