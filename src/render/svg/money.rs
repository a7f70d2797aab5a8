//! The money of a plan on one page of A4: what each fiscal year pays, stacked by kind, and what has
//! been paid since the beginning.

use super::super::RenderError;
use super::canvas::{Anchor, Canvas, Drawing, Drawn, Ink};
use super::colours::{GRID_MONTH, GRID_YEAR, HEAD, SOFT, TEXT, WHITE, bar};
use super::page::MARGIN;
use super::place::cut;
use crate::budget::{Budget, Nature, Row};
use crate::chart::Look;
use crate::plan::Plan;
use crate::report::{clean, wording};
use crate::words::{Lang, say};
use plotters::style::RGBColor;

/// A4, landscape.
const SIZE: (i32, i32) = (29_700, 21_000);
/// Left and right end of the years, top and bottom of both panels.
const LEFT: i32 = 3_600;
const RIGHT: i32 = SIZE.0 - MARGIN;
const BARS: (i32, i32) = (3_900, 13_300);
const SUM: (i32, i32) = (15_200, 19_100);
/// No plan spans more years.
const MOST_YEARS: i32 = 100;
/// Steps of an axis, at the most.
const STEPS: i64 = 6;

/// Kinds in the order in which they are stacked, from below.
const KINDS: [(&str, Look); 7] = [
    ("present", Look::Present),
    ("extension", Look::Extension),
    ("month", Look::New),
    ("reference", Look::Reference),
    ("interface", Look::OwnServer),
    ("exit", Look::Operation),
    ("once", Look::Work),
];

/// What one fiscal year pays.
struct Bar {
    year: i32,
    parts: Vec<(usize, i64)>,
    total: i64,
    /// Paid since the beginning, this year included.
    so_far: i64,
    /// The same for each of [`bridges`].
    by_bridge: Vec<i64>,
}

/// An axis from nothing up, in round steps.
struct Axis {
    step: i64,
    top: i64,
    from: i32,
    to: i32,
}

impl Axis {
    fn of(most: i64, (from, to): (i32, i32)) -> Axis {
        let mut step = 1i64;
        let wide = |step: i64| most / step >= STEPS;
        while wide(step) {
            let digits = step.to_string();
            step = match digits.chars().next() {
                Some('1') => step.saturating_mul(2),
                Some('2') => (step / 2).saturating_mul(5),
                _ => step.saturating_mul(2),
            };
            if step > i64::MAX / 10 {
                break;
            }
        }
        let top = (most / step).saturating_add(1).saturating_mul(step);
        Axis {
            step,
            top,
            from,
            to,
        }
    }

    fn y(&self, yen: i64) -> i32 {
        let high = i128::from(self.to - self.from);
        let up = i128::from(yen.clamp(0, self.top)) * high / i128::from(self.top.max(1));
        self.to - i32::try_from(up).unwrap_or(0)
    }
}

/// The picture.
pub(in crate::render) fn money(plan: &Plan, lang: Lang) -> Result<Drawing, RenderError> {
    let budget = Budget::of(plan);
    let bridges = bridges(plan);
    let bars = bars(&budget, &bridges);
    let title = match clean(&plan.municipality.name).as_str() {
        "" => say(lang, "budget-title-nameless", &[]),
        name => say(lang, "budget-title", &[("name", name)]),
    };
    let total = bars.last().map_or(0, |bar| bar.so_far);
    let total = say(
        lang,
        "budget-picture-total",
        &[("yen", &wording::grouped(total))],
    );
    let mut canvas = Canvas::new(SIZE.0, SIZE.1);
    canvas.describe(&title, &total);
    let canvas = &mut canvas;
    canvas.fill((0, 0), SIZE, WHITE)?;
    let heading = Ink::bold(560, TEXT);
    canvas.text(
        &cut(&title, RIGHT - MARGIN, heading),
        (MARGIN, MARGIN + 300),
        Anchor::Left,
        heading,
    )?;
    let below = format!(
        "{}  {}",
        say(
            lang,
            "report-as-of",
            &[("date", &wording::day(plan.as_of, lang))]
        ),
        total
    );
    canvas.text(
        &below,
        (MARGIN, MARGIN + 960),
        Anchor::Left,
        Ink::new(320, SOFT),
    )?;
    if bars.is_empty() {
        let at = (SIZE.0 / 2, SIZE.1 / 2);
        let ink = Ink::new(420, SOFT);
        canvas.text(&say(lang, "budget-empty", &[]), at, Anchor::Middle, ink)?;
        return Ok(canvas.finish(1));
    }
    legend(canvas, &bars, lang)?;
    stacked(canvas, &bars, lang)?;
    cumulated(canvas, &bars, &bridges, lang)?;
    let foot = say(lang, "budget-picture-note", &[]);
    canvas.text(
        &foot,
        (MARGIN, SIZE.1 - 620),
        Anchor::Left,
        Ink::new(250, SOFT),
    )?;
    Ok(canvas.finish(1))
}

/// A bridge that systems of the plan take (empty: what systems with several of them share), and
/// the colour of its line.
struct Bridge<'p> {
    id: &'p str,
    systems: Vec<&'p str>,
    look: Look,
}

/// The bridges that are taken, in the order of the systems, and last what they share.
fn bridges(plan: &Plan) -> Vec<Bridge<'_>> {
    let mut all: Vec<Bridge<'_>> = Vec::new();
    for system in &plan.systems {
        let id = system.route.bridge.as_str();
        match all.iter_mut().find(|bridge| bridge.id == id) {
            Some(bridge) => bridge.systems.push(&system.id),
            None => all.push(Bridge {
                id,
                systems: vec![&system.id],
                look: match id {
                    "rehost" => Look::Cloud,
                    "replace" => Look::New,
                    "own-server" => Look::OwnServer,
                    "extend" | "re-lease" => Look::Work,
                    _ => Look::Present,
                },
            }),
        }
    }
    all.push(Bridge {
        id: "",
        systems: Vec::new(),
        look: Look::Reference,
    });
    all
}

/// Which bridge a row is paid for: that of all its systems, else the last.
fn bridge_of(bridges: &[Bridge<'_>], row: &Row) -> usize {
    let of = |id: &str| bridges.iter().position(|b| b.systems.contains(&id));
    let mut all = row.systems().map(of);
    let first = all.next().flatten();
    let same = all.all(|other| other == first);
    first
        .filter(|_| same)
        .unwrap_or(bridges.len().saturating_sub(1))
}

fn bars(budget: &Budget, bridges: &[Bridge<'_>]) -> Vec<Bar> {
    let mut so_far = 0i64;
    let mut by_bridge = vec![0i64; bridges.len()];
    // Years without money between others keep their place.
    let span = budget.years.first().zip(budget.years.last());
    let years: Vec<i32> = match span {
        Some((first, last)) if last.saturating_sub(*first) < MOST_YEARS => {
            (*first..=*last).collect()
        }
        _ => budget.years.clone(),
    };
    let bars = years.into_iter().map(|year| {
        let rows = budget.rows.iter().filter(|r| r.fiscal_year == year);
        let mut parts: Vec<(usize, i64)> = Vec::new();
        for row in rows.filter(|r| r.nature() != Nature::Penalty) {
            let known = KINDS.iter().position(|(kind, _)| *kind == row.kind);
            let kind = known.unwrap_or(KINDS.len() - 1);
            if let Some(yen) = by_bridge.get_mut(bridge_of(bridges, row)) {
                *yen = yen.saturating_add(row.yen);
            }
            match parts.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, yen)) => *yen = yen.saturating_add(row.yen),
                None => parts.push((kind, row.yen)),
            }
        }
        parts.sort_unstable();
        let total = crate::budget::sum(parts.iter().map(|(_, yen)| *yen));
        so_far = so_far.saturating_add(total);
        Bar {
            year,
            parts,
            total,
            so_far,
            by_bridge: by_bridge.clone(),
        }
    });
    bars.collect()
}

/// Middle of a year's column, and half the width of its bar.
fn column(bars: &[Bar], n: usize) -> (i32, i32) {
    let count = i32::try_from(bars.len()).unwrap_or(i32::MAX).max(1);
    let slot = (RIGHT - LEFT) / count;
    let at = i32::try_from(n).unwrap_or(0).min(count - 1);
    (LEFT + slot * at + slot / 2, (slot * 32 / 100).min(1_700))
}

fn colour(kind: usize) -> (RGBColor, RGBColor, RGBColor) {
    KINDS
        .get(kind)
        .map_or((WHITE, TEXT, TEXT), |(_, look)| bar(*look))
}

fn legend(canvas: &mut Canvas, bars: &[Bar], lang: Lang) -> Drawn {
    let ink = Ink::new(290, TEXT);
    let (mut x, y) = (MARGIN, MARGIN + 1_640);
    for (kind, (name, _)) in KINDS.iter().enumerate().rev() {
        let used = |bar: &Bar| bar.parts.iter().any(|(k, yen)| *k == kind && *yen != 0);
        if !bars.iter().any(used) {
            continue;
        }
        let text = wording::money_kind(name, lang);
        let (ground, border, _) = colour(kind);
        canvas.fill((x, y - 170), (x + 520, y + 170), ground)?;
        canvas.frame((x, y - 170), (x + 520, y + 170), border, 22)?;
        canvas.text(&text, (x + 680, y), Anchor::Left, ink)?;
        x += 680 + ink.width(&text) + 700;
    }
    Ok(())
}

/// Lines and numbers of an axis.
fn scale(canvas: &mut Canvas, axis: &Axis, title: &str, lang: Lang) -> Drawn {
    let ink = Ink::new(260, SOFT);
    canvas.text(
        title,
        (MARGIN, axis.from - 520),
        Anchor::Left,
        Ink::bold(320, TEXT),
    )?;
    for n in 0..=STEPS {
        let Some(yen) = axis.step.checked_mul(n).filter(|yen| *yen <= axis.top) else {
            break;
        };
        let y = axis.y(yen);
        let colour = if yen == 0 { GRID_YEAR } else { GRID_MONTH };
        canvas.path(vec![(LEFT, y), (RIGHT, y)], colour, 22)?;
        let text = short(yen, axis.step, lang);
        canvas.text(&text, (LEFT - 200, y), Anchor::Right, ink)?;
    }
    Ok(())
}

/// A round number in the unit that its steps allow.
pub(super) fn short(yen: i64, step: i64, lang: Lang) -> String {
    let (key, unit) = match (lang, step) {
        (Lang::Ja, 100_000_000..) => ("budget-unit-100m", 100_000_000),
        (Lang::Ja, 10_000..) => ("budget-unit-10k", 10_000),
        (Lang::En, 1_000_000..) => ("budget-unit-1m", 1_000_000),
        _ => ("report-yen", 1),
    };
    say(lang, key, &[("n", &wording::grouped(yen / unit))])
}

fn stacked(canvas: &mut Canvas, bars: &[Bar], lang: Lang) -> Drawn {
    let most = bars.iter().map(|bar| bar.total).max().unwrap_or(0);
    let axis = Axis::of(most, BARS);
    scale(canvas, &axis, &say(lang, "budget-years", &[]), lang)?;
    for (n, year) in bars.iter().enumerate() {
        let (middle, half) = column(bars, n);
        let label = wording::fiscal_year(year.year, false, lang);
        let mut below = 0i64;
        for (kind, yen) in &year.parts {
            let (from, to) = (axis.y(below.saturating_add(*yen)), axis.y(below));
            below = below.saturating_add(*yen);
            let (ground, border, ink) = colour(*kind);
            let name = KINDS
                .get(*kind)
                .map_or(String::new(), |(name, _)| wording::money_kind(name, lang));
            let amount = wording::grouped(*yen);
            let tip = format!("{label} {name} {amount}");
            canvas.group("money", &[("data-kind", &name)], &tip, |canvas| {
                canvas.fill((middle - half, from), (middle + half, to), ground)?;
                canvas.frame((middle - half, from), (middle + half, to), border, 18)?;
                let ink = Ink::new(250, ink);
                if to - from >= 330 && ink.width(&amount) + 120 <= half * 2 {
                    let at = (middle, (from + to) / 2);
                    canvas.text(&amount, at, Anchor::Middle, ink)?;
                }
                Ok(())
            })?;
        }
        let slot = (RIGHT - LEFT) / i32::try_from(bars.len()).unwrap_or(1).max(1);
        let top = axis.y(year.total) - 220;
        amount(canvas, year.total, (middle, top), Anchor::Middle, (slot, n))?;
        name(canvas, year.year, (middle, BARS.1 + 380), (slot, n), lang)?;
    }
    Ok(())
}

/// An amount over its column, as large as there is room for; every other one where there is none.
fn amount(
    canvas: &mut Canvas,
    yen: i64,
    at: (i32, i32),
    anchor: Anchor,
    (slot, n): (i32, usize),
) -> Drawn {
    let text = wording::grouped(yen);
    let mut ink = Ink::bold(300, TEXT);
    while ink.size > 200 && ink.width(&text) + 80 > slot {
        ink.size -= 10;
    }
    let fits = ink.width(&text) + 80 <= slot;
    let alone = ink.width(&text) + 80 <= slot * 2 && n.is_multiple_of(2);
    if yen != 0 && (fits || alone) {
        let left = at.0 - ink.width(&text) < LEFT;
        let anchor = if left { Anchor::Middle } else { anchor };
        canvas.text(&text, at, anchor, ink)?;
    }
    Ok(())
}

/// A year below its column: in full, or R6 where columns are narrow.
fn name(
    canvas: &mut Canvas,
    year: i32,
    at: (i32, i32),
    (slot, n): (i32, usize),
    lang: Lang,
) -> Drawn {
    let ink = Ink::new(290, TEXT);
    let forms = [
        wording::fiscal_year(year, false, lang),
        wording::fiscal_year_short(year),
    ];
    let fits = |text: &&String| ink.width(text) + 60 <= slot;
    match forms.iter().find(fits) {
        Some(text) => canvas.text(text, at, Anchor::Middle, ink),
        None if n.is_multiple_of(5) => {
            canvas.text(&forms[1], at, Anchor::Middle, Ink::new(220, TEXT))
        }
        None => Ok(()),
    }
}

/// What each bridge has cost since the beginning: lines, named beside the heading of the panel.
fn lines(
    canvas: &mut Canvas,
    bars: &[Bar],
    bridges: &[Bridge<'_>],
    axis: &Axis,
    lang: Lang,
) -> Drawn {
    let ink = Ink::new(250, TEXT);
    let heading = say(lang, "budget-cumulated", &[]);
    let (mut x, y) = (
        MARGIN + Ink::bold(320, TEXT).width(&heading) + 700,
        SUM.0 - 520,
    );
    for (at, bridge) in bridges.iter().enumerate() {
        let paid = |bar: &Bar| bar.by_bridge.get(at).copied().unwrap_or(0);
        let total = bars.last().map_or(0, paid);
        if total == 0 {
            continue;
        }
        let name = match bridge.id {
            "" => say(lang, "budget-shared", &[]),
            id => wording::bridge(id, lang),
        };
        let text = format!("{name} {}", wording::grouped(total));
        let (_, colour, _) = bar(bridge.look);
        let points: Vec<(i32, i32)> = bars
            .iter()
            .enumerate()
            .map(|(n, bar)| (column(bars, n).0, axis.y(paid(bar))))
            .collect();
        canvas.group("bridge", &[("data-bridge", bridge.id)], &text, |canvas| {
            canvas.path(points.clone(), colour, 40)?;
            for point in &points {
                canvas.disc(*point, 60, colour)?;
            }
            Ok(())
        })?;
        // What has no room is told by its line alone.
        if x + 560 + ink.width(&text) <= RIGHT {
            canvas.path(vec![(x, y), (x + 440, y)], colour, 60)?;
            canvas.text(&text, (x + 560, y), Anchor::Left, ink)?;
            x += 560 + ink.width(&text) + 360;
        }
    }
    Ok(())
}

fn cumulated(canvas: &mut Canvas, bars: &[Bar], bridges: &[Bridge<'_>], lang: Lang) -> Drawn {
    let most = bars.iter().map(|bar| bar.so_far).max().unwrap_or(0);
    let axis = Axis::of(most, SUM);
    scale(canvas, &axis, &say(lang, "budget-cumulated", &[]), lang)?;
    lines(canvas, bars, bridges, &axis, lang)?;
    let slot = (RIGHT - LEFT) / i32::try_from(bars.len()).unwrap_or(1).max(1);
    let points: Vec<(i32, i32)> = bars
        .iter()
        .enumerate()
        .map(|(n, bar)| (column(bars, n).0, axis.y(bar.so_far)))
        .collect();
    canvas.path(points.clone(), HEAD, 60)?;
    for (n, (bar, point)) in bars.iter().zip(&points).enumerate() {
        canvas.disc(*point, 110, HEAD)?;
        // The line rises to the right: left of its point nothing runs through the amount.
        let at = (point.0 + 100, point.1 - 340);
        amount(canvas, bar.so_far, at, Anchor::Right, (slot, n))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_few_round_steps_and_hold_the_most() {
        for most in [
            0,
            1,
            7,
            999,
            1_079_726_221,
            50_000_000_000_000,
            i64::MAX / 4,
        ] {
            let axis = Axis::of(most, (0, 1_000));
            assert!(axis.top > most, "{most}");
            assert!(axis.top / axis.step <= STEPS, "{most}: {}", axis.step);
            let digits = axis.step.to_string();
            let first = digits.trim_end_matches('0');
            assert!(["1", "2", "5"].contains(&first), "{most}: {}", axis.step);
            assert_eq!((axis.y(0), axis.y(axis.top)), (1_000, 0));
        }
    }
}
