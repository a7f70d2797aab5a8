//! Rows: their grounds, bars, names, and what is written in the bars.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{self, ALARM, AMBER, GREEN, RED, SOFT, STRIPE, TEXT, WHITE};
use super::lines::x_of;
use super::links::Trunks;
use super::page::{self, MARGIN, Page};
use super::place::{Taken, cut, fitting, wrapped};
use crate::chart::{Bar, Chart, LineKind, Look, Row};
use crate::report::Mark;
use crate::words::{Lang, say};
use plotters::style::RGBColor;

/// Every other row has a ground; a row with a gap or a missed deadline has a red one.
pub(super) fn grounds(canvas: &mut Canvas, chart: &Chart, page: &Page) -> Drawn {
    for (n, row) in chart.rows.iter().enumerate() {
        let (top, bottom) = (page.y(n), page.y(n) + page.row);
        canvas.fill((MARGIN, top), (page.right, bottom), ground(row, n))?;
        if row.bad {
            canvas.fill((MARGIN, top), (MARGIN + 120, bottom), RED)?;
        }
    }
    Ok(())
}

/// The ground of a row.
pub(super) fn ground(row: &Row, n: usize) -> RGBColor {
    match (row.bad, n.is_multiple_of(2)) {
        (true, _) => ALARM,
        (false, true) => STRIPE,
        (false, false) => WHITE,
    }
}

/// The bars of all rows.
pub(super) fn bars(canvas: &mut Canvas, chart: &Chart, page: &Page) -> Drawn {
    for (n, row) in chart.rows.iter().enumerate() {
        canvas.group("row", &[("data-system", &row.id)], "", |canvas| {
            for (bars, lane) in [
                (&row.reference, page::REFERENCE),
                (&row.service, page::SERVICE),
                (&row.work, page::WORK),
            ] {
                for item in bars {
                    bar(canvas, item, page, page.y(n), lane)?;
                }
            }
            late(canvas, chart, row, page, page.y(n))
        })?;
    }
    Ok(())
}

fn bar(canvas: &mut Canvas, bar: &Bar, page: &Page, top: i32, lane: (i32, i32)) -> Drawn {
    let (ground, border, _) = colours::bar(bar.look);
    let (from, to) = (page.x(bar.from), page.after(bar.to));
    // A bar of a single day must still be seen.
    let (from, to) = ((from, top + lane.0), (to.max(from + 30), top + lane.1));
    let class = format!("bar {}", class(bar.look));
    canvas.group(
        &class,
        &[("data-stage", &bar.stage)],
        &bar.title,
        |canvas| {
            canvas.fill(from, to, ground)?;
            if bar.look == Look::Gap {
                canvas.hatch(from, to, "gap")?;
            } else if bar.assumed {
                let dark = bar.look == Look::Standard;
                canvas.hatch(from, to, if dark { "assumed-dark" } else { "assumed" })?;
            }
            canvas.frame(
                from,
                to,
                border,
                if bar.look == Look::Gap { 50 } else { 16 },
            )
        },
    )
}

fn class(look: Look) -> &'static str {
    look.key().trim_start_matches("report-look-")
}

/// From a missed deadline to ▲: a strip that cannot be overlooked.
fn late(canvas: &mut Canvas, chart: &Chart, row: &Row, page: &Page, top: i32) -> Drawn {
    for (deadline, cutover) in &row.missed {
        let (from, to) = (page.after(*deadline), page.x(*cutover));
        if from < to && chart.axis.shows(*deadline) {
            let strip = (
                (from, top + page::SERVICE.1 - 170),
                (to, top + page::SERVICE.1),
            );
            canvas.hatch(strip.0, strip.1, "gap")?;
            canvas.frame(strip.0, strip.1, RED, 20)?;
        }
    }
    Ok(())
}

/// Names, owners, slack and notes.
pub(super) fn names(canvas: &mut Canvas, chart: &Chart, page: &Page, lang: Lang) -> Drawn {
    let left = MARGIN + 250;
    let slack_ink = |row: &Row| match row.slack_days {
        n if n < 0 => Ink::bold(360, RED),
        _ if row.critical => Ink::bold(320, AMBER),
        _ => Ink::new(320, GREEN),
    };
    for (n, row) in chart.rows.iter().enumerate() {
        let top = page.y(n);
        let slack = say(lang, "report-days", &[("n", &row.slack_days.to_string())]);
        let ink = slack_ink(row);
        let slack_width = ink.width(&slack);
        let name_ink = Ink::bold(340, if row.bad { RED } else { TEXT });
        let room = page.left - 200 - slack_width - 200 - left;
        let fits = name_ink.width(&row.name) <= room;
        let name_ink = if fits {
            name_ink
        } else {
            Ink {
                size: 300,
                ..name_ink
            }
        };
        let lines = if fits {
            vec![row.name.clone()]
        } else {
            wrapped(&row.name, room, 2, name_ink)
        };
        let full = page.left - 150 - left;
        canvas.group("name", &[("data-system", &row.id)], &row.name, |canvas| {
            let mut y = top + 400;
            for line in &lines {
                canvas.text(line, (left, y), Anchor::Left, name_ink)?;
                y += name_ink.size * 5 / 4;
            }
            y += 20;
            canvas.text(&slack, (page.left - 200, top + 400), Anchor::Right, ink)?;
            let small = Ink::new(250, SOFT);
            if !row.owner.is_empty() {
                canvas.text(
                    &cut(&row.owner, full, small),
                    (left, y),
                    Anchor::Left,
                    small,
                )?;
                y += 340;
            }
            notes(canvas, row, left, y, full)
        })?;
    }
    Ok(())
}

/// The notes on one or two lines, each in its colour.
fn notes(canvas: &mut Canvas, row: &Row, left: i32, y: i32, room: i32) -> Drawn {
    let (mut x, mut y, mut lines) = (left, y, 1);
    for (mark, note) in &row.notes {
        let ink = match mark {
            Mark::Bad => Ink::bold(300, RED),
            Mark::Warn => Ink::bold(250, AMBER),
            Mark::Good => Ink::new(250, GREEN),
            Mark::Plain => Ink::new(250, TEXT),
            Mark::Quiet => Ink::new(250, SOFT),
        };
        let text = cut(note, room, ink);
        if x > left && x + ink.width(&text) > left + room {
            if lines == 2 {
                return Ok(());
            }
            (x, y, lines) = (left, y + 350, 2);
        }
        canvas.text(&text, (x, y), Anchor::Left, ink)?;
        x += ink.width(&text) + 200;
    }
    Ok(())
}

/// What no label may lie on in a row: vertical lines and arrows.
pub(super) fn taken(chart: &Chart, page: &Page) -> Taken {
    let around = |line: &crate::chart::DayLine| {
        let x = x_of(line, page);
        let half = if line.kind == LineKind::AsOf { 70 } else { 80 };
        (x - half, x + half)
    };
    Taken::new(chart.lines.iter().map(around).collect())
}

/// What is written in the bars.
pub(super) fn labels(canvas: &mut Canvas, chart: &Chart, page: &Page, links: &Trunks) -> Drawn {
    let lines = taken(chart, page);
    for (n, row) in chart.rows.iter().enumerate() {
        let mut taken = lines.clone();
        links
            .taken(n)
            .into_iter()
            .for_each(|stretch| taken.take(stretch));
        for (bars, lane, size) in [
            (&row.service, page::SERVICE, 290),
            (&row.work, page::WORK, 260),
        ] {
            for bar in bars {
                label(
                    canvas,
                    bar,
                    &taken,
                    page,
                    (page.y(n) + lane.0, page.y(n) + lane.1),
                    size,
                )?;
            }
        }
    }
    Ok(())
}

/// The form of a bar's label that fits into its widest free place.
fn label_text(bar: &Bar, taken: &Taken, within: (i32, i32), ink: Ink) -> Option<String> {
    let widest = taken
        .gaps(within)
        .into_iter()
        .map(|(a, b)| b - a)
        .max()
        .unwrap_or(0);
    let forms = std::iter::once(bar.label.as_str()).chain(bar.shorter.iter().map(String::as_str));
    fitting(forms, widest, ink)
}

/// The gaps of a row whose bars are too narrow for their label: its middle, and the label.
pub(super) fn gaps_to_name<'a>(row: &'a Row, taken: &Taken, page: &Page) -> Vec<(i32, &'a str)> {
    row.service
        .iter()
        .filter(|bar| bar.look == Look::Gap)
        .map(|bar| (bar, (page.x(bar.from) + 70, page.after(bar.to) - 70)))
        .filter(|(bar, within)| label_text(bar, taken, *within, gap_ink()).is_none())
        .map(|(bar, (from, to))| ((from + to) / 2, bar.label.as_str()))
        .collect()
}

pub(super) fn gap_ink() -> Ink {
    Ink::bold(290, RED)
}

fn label(
    canvas: &mut Canvas,
    bar: &Bar,
    taken: &Taken,
    page: &Page,
    (top, bottom): (i32, i32),
    size: i32,
) -> Drawn {
    let (ground, _, color) = colours::bar(bar.look);
    let ink = if bar.look == Look::Gap {
        gap_ink()
    } else {
        Ink::new(size, color)
    };
    let within = (page.x(bar.from) + 70, page.after(bar.to) - 70);
    let Some(text) = label_text(bar, taken, within, ink) else {
        return Ok(());
    };
    let wide = ink.width(&text);
    let wish = (within.0 + within.1 - wide) / 2;
    let Some(x) = taken.nearest(wide, within, wish) else {
        return Ok(());
    };
    let y = (top + bottom) / 2;
    canvas.group("label", &[], &bar.title, |canvas| {
        if bar.assumed || bar.look == Look::Gap {
            // A clean ground, so that hatching does not run through the words.
            let pad = size / 2 + 40;
            canvas.fill((x - 50, y - pad), (x + wide + 50, y + pad), ground)?;
        }
        canvas.text(&text, (x, y), Anchor::Left, ink)
    })
}
