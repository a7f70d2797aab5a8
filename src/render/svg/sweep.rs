//! Many plans on one page of A4: a heat map of two axes, or lines of one.

use super::super::RenderError;
use super::canvas::{Anchor, Canvas, Drawing, Drawn, Ink};
use super::colours::{
    ALARMED, AMBER, GREEN, GRID_YEAR, HEAD, LOAD_FULL, RED, SOFT, STRIPE, TEXT, WHITE, pale,
};
use super::money::short;
use super::page::MARGIN;
use super::place::{cut, wrapped};
use super::scale::Scale;
use crate::calendar::Date;
use crate::render::compare::amount;
use crate::render::sweep::page as words;
use crate::report::clean;
use crate::report::wording::grouped;
use crate::sweep::{Point, State, Sweep};
use crate::words::{Lang, say};
use plotters::style::RGBColor;

/// A4, landscape.
pub(super) const SIZE: (i32, i32) = (29_700, 21_000);
pub(super) const RIGHT: i32 = SIZE.0 - MARGIN;
/// Where values begin, right of the names.
const LEFT: i32 = 5_600;
const FOOT: i32 = SIZE.1 - 1_300;
/// Lines below the title at most.
const LINES: usize = 5;

/// The picture.
pub(in crate::render) fn sweep(
    found: &Sweep,
    upshot: &[String],
    lang: Lang,
) -> Result<Drawing, RenderError> {
    let title = words::title(found, lang);
    let mut canvas = Canvas::new(SIZE.0, SIZE.1);
    canvas.describe(&title, &upshot.join(" "));
    let canvas = &mut canvas;
    canvas.fill((0, 0), SIZE, WHITE)?;
    let top = head(canvas, &title, upshot)?;
    match found.axes.len() {
        0 => {}
        1 => lines(canvas, found, top, lang)?,
        _ => heat(canvas, found, top, lang)?,
    }
    let date = found.as_of.to_string();
    let plans = (found.points.len() + found.plans_between).to_string();
    let foot = say(lang, "sweep-made", &[("date", &date), ("n", &plans)]);
    let at = (MARGIN, SIZE.1 - 620);
    canvas.text(&foot, at, Anchor::Left, Ink::new(250, SOFT))?;
    Ok(canvas.finish(1))
}

/// Title and sentences; where they end.
pub(super) fn head(canvas: &mut Canvas, title: &str, lines: &[String]) -> Result<i32, RenderError> {
    let wide = RIGHT - MARGIN;
    let mut heading = Ink::bold(560, TEXT);
    while heading.size > 340 && heading.width(title) > wide {
        heading.size -= 20;
    }
    let at = (MARGIN, MARGIN + 300);
    canvas.text(&cut(title, wide, heading), at, Anchor::Left, heading)?;
    let ink = Ink::new(320, TEXT);
    let mut y = MARGIN + 980;
    let all = lines.iter().flat_map(|line| wrapped(line, wide, 2, ink));
    for line in all.take(LINES) {
        canvas.text(&line, (MARGIN, y), Anchor::Left, ink)?;
        y += 430;
    }
    Ok(y)
}

/// Ground of a cell by what weighs most.
fn ground(point: &Point, most_late: i64) -> RGBColor {
    match point.state {
        State::Refused | State::NoPlan => STRIPE,
        _ if point.gap_days > 0 => WHITE,
        _ if point.hard_late_days > 0 => pale(RED),
        _ if point.late_days > 0 => {
            // From a light amber to a strong one.
            let share = i64::from(100) * point.late_days / most_late.max(1);
            let mix = |light: u8, strong: u8| {
                let (light, strong) = (i64::from(light), i64::from(strong));
                u8::try_from(light + (strong - light) * share / 100).unwrap_or(255)
            };
            let light = (253, 240, 214);
            RGBColor(
                mix(light.0, LOAD_FULL.0),
                mix(light.1, LOAD_FULL.1),
                mix(light.2, LOAD_FULL.2),
            )
        }
        _ => RGBColor(224, 241, 230),
    }
}

fn heat(canvas: &mut Canvas, found: &Sweep, top: i32, lang: Lang) -> Drawn {
    let [down, across, ..] = found.axes.as_slice() else {
        return Ok(());
    };
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX).max(1);
    let (columns, rows) = (count(across.values.len()), count(down.values.len()));
    let name = Ink::bold(300, TEXT);
    let (from, to) = ((LEFT, top + 1_500), (RIGHT, FOOT - 500));
    let wide = ((to.0 - from.0) / columns).clamp(1, 4_200);
    let high = ((to.1 - from.1) / rows).clamp(1, 1_800);
    let text = cut(&clean(&across.path), RIGHT - LEFT, name);
    canvas.text(&text, (LEFT, top + 400), Anchor::Left, name)?;
    let text = cut(&clean(&down.path), LEFT - MARGIN - 200, name);
    canvas.text(&text, (MARGIN, top + 1_000), Anchor::Left, name)?;
    let label = Ink::new(270, TEXT);
    let widest = |values: &[String]| {
        let widths = values.iter().map(|v| label.width(&clean(v)));
        widths.max().unwrap_or(0)
    };
    // Where columns are narrow, only every so many has its value above it.
    let every = ((widest(&across.values) + 200) / wide + 1).max(1);
    for (n, value) in (0..).zip(&across.values) {
        if n % every == 0 {
            let at = (from.0 + n * wide + wide / 2, top + 1_000);
            canvas.text(&clean(value), at, Anchor::Middle, label)?;
        }
    }
    let each = (360 / high + 1).max(1);
    let most = found.points.iter().map(|p| p.late_days).max().unwrap_or(0);
    for (row, value) in (0..).zip(&down.values) {
        let y = from.1 + row * high;
        if row % each == 0 {
            let at = (LEFT - 200, y + high / 2);
            let text = cut(&clean(value), LEFT - MARGIN - 300, label);
            canvas.text(&text, at, Anchor::Right, label)?;
        }
        let first = usize::try_from(row).unwrap_or(0) * across.values.len();
        let points = found.points.iter().skip(first).take(across.values.len());
        for (column, point) in (0..).zip(points) {
            let x = from.0 + column * wide;
            let (corner, end) = ((x, y), (x + wide, y + high));
            let tip = format!(
                "{}: {}, {}",
                point
                    .values
                    .iter()
                    .map(|v| clean(v))
                    .collect::<Vec<_>>()
                    .join(", "),
                words::cell(point, lang),
                grouped(point.cost_yen)
            );
            canvas.group("cell", &[], &tip, |canvas| {
                cell(canvas, point, (corner, end), (most, found), lang)
            })?;
        }
    }
    legend(canvas, lang)
}

fn cell(
    canvas: &mut Canvas,
    point: &Point,
    (from, to): ((i32, i32), (i32, i32)),
    (most, found): (i64, &Sweep),
    lang: Lang,
) -> Drawn {
    canvas.fill(from, to, ground(point, most))?;
    let loud = point.planned() && (point.gap_days > 0 || point.hard_late_days > 0);
    if point.planned() && point.gap_days > 0 {
        canvas.hatch(from, to, ALARMED)?;
    }
    canvas.frame(from, to, WHITE, 30)?;
    let (wide, high) = (to.0 - from.0, to.1 - from.1);
    let mut ink = Ink::bold(320, if loud { RED } else { TEXT });
    let text = words::cell(point, lang);
    while ink.size > 200 && ink.width(&text) + 160 > wide {
        ink.size -= 10;
    }
    if ink.width(&text) + 120 > wide || high < ink.size + 60 {
        return Ok(());
    }
    let yen = point.cost_yen.saturating_sub(found.base.cost_yen);
    let yen = amount(yen, lang);
    let small = Ink::new(230, SOFT);
    let two = point.planned() && small.width(&yen) + 120 <= wide && high >= 800;
    let middle = (from.0 + wide / 2, from.1 + high / 2);
    let up = if two { 190 } else { 0 };
    if point.planned() && point.gap_days > 0 {
        let half = (ink.width(&text) / 2 + 60, ink.size / 2 + 50);
        let (a, b) = (
            (middle.0 - half.0, middle.1 - up - half.1),
            (middle.0 + half.0, middle.1 - up + half.1),
        );
        canvas.fill(a, b, WHITE)?;
    }
    canvas.text(&text, (middle.0, middle.1 - up), Anchor::Middle, ink)?;
    if two {
        let at = (middle.0, middle.1 + 220);
        if point.gap_days > 0 {
            let half = small.width(&yen) / 2 + 50;
            canvas.fill((at.0 - half, at.1 - 150), (at.0 + half, at.1 + 150), WHITE)?;
        }
        canvas.text(&yen, at, Anchor::Middle, small)?;
    }
    Ok(())
}

fn legend(canvas: &mut Canvas, lang: Lang) -> Drawn {
    let ink = Ink::new(270, TEXT);
    let (mut x, y) = (MARGIN, FOOT);
    for (key, color, hatched) in [
        ("kept", RGBColor(224, 241, 230), false),
        ("late", LOAD_FULL, false),
        ("hard", pale(RED), false),
        ("gap", WHITE, true),
        ("none", STRIPE, false),
    ] {
        let (from, to) = ((x, y - 150), (x + 520, y + 150));
        canvas.fill(from, to, color)?;
        if hatched {
            canvas.hatch(from, to, ALARMED)?;
        }
        canvas.frame(from, to, GRID_YEAR, 18)?;
        let text = say(lang, &format!("sweep-legend-{key}"), &[]);
        canvas.text(&text, (x + 640, y), Anchor::Left, ink)?;
        x += 640 + ink.width(&text) + 500;
    }
    let text = say(lang, "sweep-legend-yen", &[]);
    canvas.text(&text, (MARGIN, y + 360), Anchor::Left, Ink::new(250, SOFT))
}

/// Where a value lies from left to right: days as far apart as they are, all else evenly.
struct Across {
    at: Vec<i32>,
    days: Option<(Date, Date)>,
}

impl Across {
    fn of(values: &[String]) -> Across {
        let days: Option<Vec<Date>> = values.iter().map(|v| v.parse().ok()).collect();
        let span = days.as_ref().and_then(|days| {
            let (first, last) = (days.iter().min()?, days.iter().max()?);
            (first < last).then_some((*first, *last))
        });
        if let (Some(days), Some(span)) = (days, span) {
            let at = days.iter().map(|day| x_of(*day, span));
            return Across {
                at: at.collect(),
                days: Some(span),
            };
        }
        let last = i32::try_from(values.len().saturating_sub(1))
            .unwrap_or(1)
            .max(1);
        let at = (0..)
            .zip(values)
            .map(|(n, _)| INNER.0 + (INNER.1 - INNER.0) / last * n);
        Across {
            at: at.collect(),
            days: None,
        }
    }

    /// Where a value between others lies.
    fn x(&self, values: &[String], value: &str) -> Option<i32> {
        let place = values.iter().position(|v| v == value);
        if let Some(x) = place.and_then(|n| self.at.get(n)) {
            return Some(*x);
        }
        Some(x_of(value.parse().ok()?, self.days?))
    }
}

/// Left and right end of the lines.
const INNER: (i32, i32) = (LEFT + 600, RIGHT - 900);

fn x_of(day: Date, (first, last): (Date, Date)) -> i32 {
    let wide = i64::from(INNER.1 - INNER.0);
    let whole = (last - first).num_days().max(1);
    let share = (day - first).num_days().clamp(0, whole) * wide / whole;
    INNER.0 + i32::try_from(share).unwrap_or(0)
}

fn lines(canvas: &mut Canvas, found: &Sweep, top: i32, lang: Lang) -> Drawn {
    let Some(axis) = found.axes.first() else {
        return Ok(());
    };
    let across = Across::of(&axis.values);
    let middle = top + (FOOT - top) * 55 / 100;
    let label = Ink::new(270, TEXT);
    let late: [Curve; 3] = [
        ("gap_days", RED, |p| p.gap_days),
        ("hard_late_days", HEAD, |p| p.hard_late_days),
        ("late_days", AMBER, |p| p.late_days),
    ];
    let planned = || {
        found
            .points
            .iter()
            .zip(&across.at)
            .filter(|(p, _)| p.planned())
    };
    let most = planned().map(|(p, _)| p.gap_days.max(p.hard_late_days).max(p.late_days));
    let days = Scale::of(0, most.max().unwrap_or(0), (top + 1_100, middle - 1_100));
    days.draw(canvas, (LEFT, RIGHT), &|n| grouped(n))?;
    let mut x = MARGIN;
    for (level, color, of) in late {
        let name = say(lang, &format!("compare-level-{level}"), &[]);
        canvas.path(vec![(x, top + 450), (x + 500, top + 450)], color, 70)?;
        canvas.text(&name, (x + 620, top + 450), Anchor::Left, label)?;
        x += 620 + label.width(&name) + 600;
        let points: Vec<(i32, i32)> = planned().map(|(p, x)| (*x, days.y(of(p)))).collect();
        curve(canvas, &points, color, level)?;
    }
    falls(canvas, found, &across, (top + 800, middle - 1_100))?;
    let costs: Vec<i64> = planned().map(|(p, _)| p.cost_yen).collect();
    let base = found.base.cost_yen;
    let (low, high) = costs
        .iter()
        .fold((base, base), |(low, high), n| (low.min(*n), high.max(*n)));
    let (from, to) = (middle + 700, FOOT - 900);
    let yen = Scale::of(low, high, (from, to));
    let name = say(lang, "compare-level-cost_yen", &[]);
    canvas.text(
        &name,
        (MARGIN, middle + 150),
        Anchor::Left,
        Ink::bold(300, TEXT),
    )?;
    yen.draw(canvas, (LEFT, RIGHT), &|n| short(n, yen.step, lang))?;
    let level = vec![(LEFT, yen.y(base)), (RIGHT, yen.y(base))];
    canvas.line(level, GREEN, 34, Some((150, 90)))?;
    let text = say(lang, "sweep-base", &[]);
    let at = (RIGHT, yen.y(base) - 190);
    canvas.text(&text, at, Anchor::Right, Ink::new(250, GREEN))?;
    let points: Vec<(i32, i32)> = planned().map(|(p, x)| (*x, yen.y(p.cost_yen))).collect();
    curve(canvas, &points, HEAD, "cost_yen")?;
    let widest = axis
        .values
        .iter()
        .map(|v| label.width(&clean(v)))
        .max()
        .unwrap_or(0);
    let mut free = 0;
    for (value, x) in axis.values.iter().zip(&across.at) {
        // Below each point, as far as there is room.
        if x - widest / 2 < free {
            continue;
        }
        free = x + widest / 2 + 150;
        canvas.text(&clean(value), (*x, middle - 750), Anchor::Middle, label)?;
        canvas.text(&clean(value), (*x, FOOT - 520), Anchor::Middle, label)?;
    }
    let name = cut(&clean(&axis.path), RIGHT - MARGIN, Ink::bold(300, TEXT));
    canvas.text(
        &name,
        (RIGHT, FOOT - 60),
        Anchor::Right,
        Ink::bold(300, TEXT),
    )
}

/// A level, its colour, and its value.
type Curve = (&'static str, RGBColor, fn(&Point) -> i64);

fn curve(canvas: &mut Canvas, points: &[(i32, i32)], color: RGBColor, class: &str) -> Drawn {
    canvas.group("curve", &[("data-level", class)], "", |canvas| {
        if points.len() > 1 {
            canvas.path(points.to_vec(), color, 60)?;
        }
        for point in points {
            canvas.disc(*point, 90, color)?;
        }
        Ok(())
    })
}

/// Where deadlines first fall: a line at the first value with which one does.
fn falls(canvas: &mut Canvas, found: &Sweep, across: &Across, (top, bottom): (i32, i32)) -> Drawn {
    let Some(axis) = found.axes.first() else {
        return Ok(());
    };
    let tips = found.tips.iter().filter(|t| t.kept.is_some());
    let mut at: Vec<(i32, &crate::sweep::Tip)> = tips
        .filter_map(|tip| Some((across.x(&axis.values, &tip.missed)?, tip)))
        .collect();
    at.sort_by_key(|(x, _)| *x);
    let ink = Ink::new(250, RED);
    // Names in as many lines as do not touch each other.
    let mut free = [LEFT; 4];
    for (x, tip) in at {
        canvas.line(vec![(x, top), (x, bottom)], RED, 30, Some((150, 90)))?;
        let name = words::name(&found.systems, &tip.system);
        let text = format!("{name} {}", clean(&tip.missed));
        let wide = ink.width(&text);
        let left = (x + 120).min(RIGHT - wide);
        let Some((n, end)) = (0..).zip(&mut free).find(|(_, end)| **end <= left) else {
            continue;
        };
        *end = left + wide + 200;
        let y = top + 170 + n * 330;
        canvas.fill((left - 60, y - 160), (left + wide + 60, y + 160), WHITE)?;
        canvas.text(&text, (left, y), Anchor::Left, ink)?;
    }
    Ok(())
}
