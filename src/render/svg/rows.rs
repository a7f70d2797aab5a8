//! Rows: their grounds, bars, and what is written in the bars.

use super::super::drawing::Dash;
use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{self, ALARM, GRID_QUARTER, HEADING, RED, STRIPE, TEXT, WHITE};
use super::lines::x_of;
use super::links::Trunks;
use super::page::{self, MARGIN, Page};
use super::place::{Taken, cut, fitting};
use crate::chart::{Bar, Chart, LineKind, Look, Row};
use plotters::style::RGBColor;

/// Dashes of the border of what is assumed.
pub(super) const DASHES: Dash = (70, 45);
/// How far a bar that crosses the edge is pointed.
const POINT: i32 = 190;

/// Every other row has a ground; a row with a gap or a missed deadline has a red one.
pub(super) fn grounds(
    canvas: &mut Canvas,
    chart: &Chart,
    page: &Page,
    headings: &[String],
) -> Drawn {
    for (n, row) in chart.rows.iter().enumerate() {
        let (top, bottom) = (page.y(n), page.y(n) + page.row);
        canvas.fill((MARGIN, top), (page.right, bottom), ground(row, n))?;
        let rule = vec![(MARGIN, bottom), (page.right, bottom)];
        canvas.path(rule, GRID_QUARTER, 10)?;
    }
    for (n, text) in headings.iter().enumerate() {
        let Some(top) = page.heading(n) else { continue };
        canvas.fill((MARGIN, top), (page.right, top + page::HEADING), HEADING)?;
        let ink = Ink::bold(300, TEXT);
        // Inside the column of names: further right the vertical lines pass.
        let mut ink = ink;
        let room = page.left - MARGIN - 300;
        while ink.size > 235 && ink.width(text) > room {
            ink.size -= 5;
        }
        let at = (MARGIN + 150, top + page::HEADING / 2);
        canvas.group("heading", &[], text, |canvas| {
            canvas.text(&cut(text, room, ink), at, Anchor::Left, ink)
        })?;
    }
    Ok(())
}

/// What must not be overlooked: a red edge left and right of the row.
pub(super) fn alarms(canvas: &mut Canvas, chart: &Chart, page: &Page) -> Drawn {
    for (n, _) in chart.rows.iter().enumerate().filter(|(_, row)| row.bad) {
        let (top, bottom) = (page.y(n), page.y(n) + page.row);
        canvas.fill((MARGIN, top), (MARGIN + 130, bottom), RED)?;
        canvas.frame((MARGIN, top + 15), (page.right, bottom - 15), RED, 30)?;
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
    let lanes = page.lanes;
    for (n, row) in chart.rows.iter().enumerate() {
        canvas.group("row", &[("data-system", &row.id)], "", |canvas| {
            for (bars, lane) in [(&row.before.service, 0), (&row.before.work, 1)] {
                for item in bars {
                    before(canvas, item, page, page.y(n), lanes.before[lane])?;
                }
            }
            for (bars, lane) in [
                (&row.reference, lanes.reference),
                (&row.service, lanes.service),
                (&row.work, lanes.work),
            ] {
                for item in bars {
                    bar(canvas, item, page, page.y(n), lane)?;
                }
            }
            for (from, to, _) in late(chart, row, page, page.y(n)) {
                strip(canvas, from, to)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn bar(canvas: &mut Canvas, bar: &Bar, page: &Page, top: i32, lane: (i32, i32)) -> Drawn {
    let (from, to) = (page.x(bar.from), page.after(bar.to));
    // A bar of a single day must still be seen.
    let (from, to) = ((from, top + lane.0), (to.max(from + 30), top + lane.1));
    let class = format!("bar {}", class(bar.look));
    let attributes = [("data-stage", bar.stage.as_str())];
    canvas.group(&class, &attributes, &bar.title, |canvas| {
        let open = (bar.before, bar.beyond);
        ground_of_bar(canvas, bar.look, from, to, open, bar.assumed)
    })
}

/// A bar of another plan, pale, behind those of this one.
fn before(canvas: &mut Canvas, bar: &Bar, page: &Page, top: i32, lane: (i32, i32)) -> Drawn {
    let (from, to) = (page.x(bar.from), page.after(bar.to));
    let (from, to) = ((from, top + lane.0), (to.max(from + 30), top + lane.1));
    let class = format!("before {}", class(bar.look));
    let attributes = [("data-stage", bar.stage.as_str())];
    canvas.group(&class, &attributes, &bar.title, |canvas| {
        ground_before(canvas, bar.look, from, to)
    })
}

/// What a bar of another plan looks like.
pub(super) fn ground_before(
    canvas: &mut Canvas,
    look: Look,
    from: (i32, i32),
    to: (i32, i32),
) -> Drawn {
    let (ground, border, _) = colours::bar(look);
    canvas.fill(from, to, colours::pale(ground))?;
    let outline = vec![from, (to.0, from.1), to, (from.0, to.1), from];
    canvas.line(outline, colours::pale(border), 16, Some(DASHES))?;
    // Where it begins.
    if to.0 - from.0 > 120 {
        canvas.fill(from, (from.0 + 36, to.1), colours::pale(border))?;
    }
    Ok(())
}

/// A bar without its label; `open` at an end that crosses the edge of the chart.
pub(super) fn ground_of_bar(
    canvas: &mut Canvas,
    look: Look,
    from: (i32, i32),
    to: (i32, i32),
    open: (bool, bool),
    assumed: bool,
) -> Drawn {
    let (ground, border, _) = colours::bar(look);
    let middle = (from.1 + to.1) / 2;
    let point = POINT.min((to.0 - from.0) / 3).min((to.1 - from.1) / 2);
    let (mut left, mut right) = (vec![(from.0, to.1), from], vec![(to.0, from.1), to]);
    if open.0 {
        left = vec![
            (from.0 + point, to.1),
            (from.0, middle),
            (from.0 + point, from.1),
        ];
    }
    if open.1 {
        right = vec![(to.0 - point, from.1), (to.0, middle), (to.0 - point, to.1)];
    }
    let outline: Vec<(i32, i32)> = left.into_iter().chain(right).collect();
    let border_of = |mut outline: Vec<(i32, i32)>| {
        outline.extend(outline.first().copied());
        outline
    };
    canvas.shape(outline.clone(), ground)?;
    if look == Look::Gap {
        canvas.hatched(outline.clone(), colours::ALARMED)?;
        return canvas.path(border_of(outline), border, 50);
    }
    if assumed {
        let dark = look == Look::Standard;
        canvas.hatched(
            outline.clone(),
            if dark {
                colours::ASSUMED_DARK
            } else {
                colours::ASSUMED
            },
        )?;
        canvas.line(border_of(outline), border, 20, Some(DASHES))?;
    } else {
        canvas.path(border_of(outline), border, 20)?;
    }
    // Where it begins, whatever the paper does to colours.
    if !open.0 && to.0 - from.0 > 120 {
        canvas.fill(from, (from.0 + 45, to.1), border)?;
    }
    Ok(())
}

fn class(look: Look) -> &'static str {
    look.key().trim_start_matches("report-look-")
}

/// The strip of a missed deadline: two corners, and how late.
type Strip<'a> = ((i32, i32), (i32, i32), &'a str);

/// The least width of such a strip: a single day late must be seen too.
const LEAST: i32 = 150;

/// From a missed deadline to ▲: where the strip that cannot be overlooked lies.
fn late<'a>(chart: &Chart, row: &'a Row, page: &Page, top: i32) -> Vec<Strip<'a>> {
    let (above, below) = page.lanes.service;
    let high = ((below - above) * 45 / 100).max(250);
    let shown = row.missed.iter().filter(|m| chart.axis.shows(m.deadline));
    shown
        .map(|missed| {
            let (from, to) = (page.after(missed.deadline), page.x(missed.cutover));
            let from = from.min(to - LEAST).max(page.left);
            let (from, to) = ((from, top + below - high), (to, top + below));
            (from, to, missed.label.as_str())
        })
        .filter(|(from, to, _)| from.0 < to.0)
        .collect()
}

fn late_ink() -> Ink {
    Ink::bold(235, RED)
}

/// What is said in a row of what must not be overlooked, and where; and what is taken by it.
pub(super) struct Said<'a> {
    /// How late, in its strip: where the text begins.
    strips: Vec<(Strip<'a>, i32)>,
    /// Names of gaps and lateness that have no room in their bars and strips: the middle of each.
    pub(super) elsewhere: Vec<(i32, &'a str)>,
    /// Vertical lines and arrows; on the lane of services the strips as well.
    pub(super) lines: Taken,
    service: Taken,
}

impl Said<'_> {
    pub(super) fn of<'a>(
        chart: &Chart,
        row: &'a Row,
        n: usize,
        page: &Page,
        links: &Trunks,
    ) -> Said<'a> {
        let mut lines = taken(chart, page);
        links.taken(n).into_iter().for_each(|s| lines.take(s));
        let (mut service, mut in_strips) = (lines.clone(), lines.clone());
        let (mut strips, mut elsewhere) = (Vec::new(), Vec::new());
        for strip in late(chart, row, page, page.y(n)) {
            let (from, to, text) = strip;
            service.take((from.0 - 40, to.0 + 40));
            let wide = late_ink().width(text);
            let x = to.0 - 70 - wide;
            let ground = (x - 60, x + wide + 60);
            if from.0 + 120 <= ground.0 && in_strips.free(ground) {
                in_strips.take(ground);
                strips.push((strip, x));
            } else {
                elsewhere.push(((from.0 + to.0) / 2, text));
            }
        }
        for bar in row.service.iter().filter(|bar| bar.look == Look::Gap) {
            if label_text(bar, &service, within(bar, page), gap_ink()).is_none() {
                let middle = (page.x(bar.from) + page.after(bar.to)) / 2;
                elsewhere.push((middle, bar.label.as_str()));
            }
        }
        Said {
            strips,
            elsewhere,
            lines,
            service,
        }
    }
}

/// The mark of lateness.
pub(super) fn strip(canvas: &mut Canvas, from: (i32, i32), to: (i32, i32)) -> Drawn {
    canvas.fill(from, to, WHITE)?;
    canvas.hatch(from, to, colours::ALARMED)?;
    canvas.frame(from, to, RED, 24)
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
    let lanes = page.lanes;
    for (n, row) in chart.rows.iter().enumerate() {
        let said = Said::of(chart, row, n, page, links);
        for ((from, to, text), x) in &said.strips {
            let (ink, y) = (late_ink(), (from.1 + to.1) / 2);
            let ground = ((x - 50, from.1 + 12), (x + ink.width(text) + 50, to.1 - 12));
            canvas.fill(ground.0, ground.1, WHITE)?;
            canvas.text(text, (*x, y), Anchor::Left, ink)?;
        }
        for (bars, taken, lane, size) in [
            (&row.service, &said.service, lanes.service, lanes.sizes.0),
            (&row.work, &said.lines, lanes.work, lanes.sizes.1),
        ] {
            for bar in bars {
                let lane = (page.y(n) + lane.0, page.y(n) + lane.1);
                label(canvas, bar, taken, page, lane, size)?;
            }
        }
    }
    Ok(())
}

/// Where the label of a bar may lie.
fn within(bar: &Bar, page: &Page) -> (i32, i32) {
    let (before, beyond) = (POINT * i32::from(bar.before), POINT * i32::from(bar.beyond));
    (
        page.x(bar.from) + before.max(90),
        page.after(bar.to) - beyond.max(60),
    )
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

pub(super) fn gap_ink() -> Ink {
    Ink::bold(280, RED)
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
    let ink = match bar.look {
        Look::Gap => gap_ink(),
        Look::Standard => Ink::bold(size, color),
        _ => Ink::new(size, color),
    };
    let within = within(bar, page);
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
            let pad = (size / 2 + 30).min((bottom - top) / 2 - 15);
            canvas.fill((x - 60, y - pad), (x + wide + 60, y + pad), ground)?;
        }
        canvas.text(&text, (x, y), Anchor::Left, ink)
    })
}
