//! Below the rows: how much work runs at each vendor and in each team, against what they can do.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{ALARMED, HEADING, LOAD, LOAD_FULL, RED, SOFT, TEXT, WHITE};
use super::page::{MARGIN, Page};
use super::place::wrapped;
use crate::chart::LoadStrip;
use crate::words::{Lang, say};

/// Height of the heading, the least and the greatest one of a strip, and the white before.
const HEAD: i32 = 400;
const STRIP: i32 = 470;
const TALL: i32 = 1_500;
const ABOVE: i32 = 120;

/// Height of so many strips, and of all of it; on a page of their own they take what there is.
pub(super) fn height(strips: usize, alone: bool, room: i32) -> (i32, i32) {
    if strips == 0 {
        return (STRIP, 0);
    }
    let count = i32::try_from(strips).unwrap_or(i32::MAX / STRIP / 2);
    let strip = match alone {
        true => ((room - ABOVE - HEAD) / count).clamp(STRIP, TALL),
        false => STRIP,
    };
    (strip, ABOVE + HEAD + strip * count)
}

/// How many strips fit into a height.
pub(super) fn fitting(room: i32) -> usize {
    usize::try_from((room - ABOVE - HEAD) / STRIP).unwrap_or(0)
}

/// The grounds, before lines are drawn over them.
pub(super) fn grounds(canvas: &mut Canvas, strips: &[LoadStrip], page: &Page, lang: Lang) -> Drawn {
    if strips.is_empty() {
        return Ok(());
    }
    let top = page.end + ABOVE;
    canvas.fill((MARGIN, top), (page.right, top + HEAD), HEADING)?;
    let text = say(lang, "report-load-heading", &[]);
    let at = (MARGIN + 150, top + HEAD / 2);
    let mut ink = Ink::bold(270, TEXT);
    while ink.size > 232 && ink.width(&text) > page.left - MARGIN - 250 {
        ink.size -= 2;
    }
    canvas.group("heading", &[], &text, |canvas| {
        canvas.text(&text, at, Anchor::Left, ink)
    })?;
    for (n, strip) in (0..).zip(strips) {
        let top = top + HEAD + n * page.strip;
        draw(canvas, strip, page, top, lang)?;
    }
    Ok(())
}

fn draw(canvas: &mut Canvas, strip: &LoadStrip, page: &Page, top: i32, lang: Lang) -> Drawn {
    let (most, left) = (strip.most.to_string(), MARGIN + 230);
    let said = match strip.capacity {
        Some(capacity) => {
            let capacity = capacity.to_string();
            let args = [("most", most.as_str()), ("capacity", &capacity)];
            say(lang, "report-load-of", &args)
        }
        None => say(lang, "report-load-most", &[("most", &most)]),
    };
    canvas.group("load", &[], &format!("{} {said}", strip.name), |canvas| {
        let color = if strip.over { RED } else { TEXT };
        let value = Ink::bold(240, color);
        let middle = top + page.strip / 2;
        canvas.text(&said, (page.left - 200, middle), Anchor::Right, value)?;
        let room = page.left - 350 - value.width(&said) - left;
        let mut ink = Ink::new(250, color);
        while ink.size > 232 && ink.width(&strip.name) > room {
            ink.size -= 2;
        }
        let lines = wrapped(&strip.name, room, 2, ink);
        let offset = if lines.len() > 1 { 112 } else { 0 };
        for (name, y) in lines.iter().zip([middle - offset, middle + offset]) {
            canvas.text(name, (left, y), Anchor::Left, ink)?;
        }
        // The highest of load and capacity fills the strip.
        let all = strip.steps.iter();
        let full = all
            .map(|s| s.units.max(s.capacity.unwrap_or(0)))
            .max()
            .unwrap_or(1)
            .max(1);
        let high = |units: u32| {
            let share = i64::from(units) * i64::from(page.strip - 110) / i64::from(full);
            i32::try_from(share).unwrap_or(0)
        };
        let floor = top + page.strip - 30;
        for step in strip.steps.iter().filter(|s| s.units > 0) {
            let (from, to) = (page.x(step.from), page.after(step.to));
            let at_most = step.capacity.is_some_and(|c| step.units == c);
            let corners = ((from, floor - high(step.units)), (to, floor));
            if step.over() {
                canvas.fill(corners.0, corners.1, WHITE)?;
                canvas.hatch(corners.0, corners.1, ALARMED)?;
            } else {
                let color = if at_most { LOAD_FULL } else { LOAD };
                canvas.fill(corners.0, corners.1, color)?;
            }
        }
        limit(canvas, strip, page, &|units| floor - high(units))?;
        canvas.path(vec![(page.left, floor), (page.right, floor)], SOFT, 12)
    })
}

/// What can be done, as a line over the load.
fn limit(canvas: &mut Canvas, strip: &LoadStrip, page: &Page, y: &dyn Fn(u32) -> i32) -> Drawn {
    let mut line: Vec<(i32, i32)> = Vec::new();
    for step in &strip.steps {
        match step.capacity {
            Some(capacity) => {
                line.push((page.x(step.from), y(capacity)));
                line.push((page.after(step.to), y(capacity)));
            }
            None => stroke(canvas, std::mem::take(&mut line))?,
        }
    }
    stroke(canvas, line)
}

fn stroke(canvas: &mut Canvas, line: Vec<(i32, i32)>) -> Drawn {
    if line.len() < 2 {
        return Ok(());
    }
    canvas.path(line.clone(), WHITE, 40)?;
    canvas.line(line, SOFT, 16, Some((60, 45)))
}

/// The numbers over the load, where they fit and nothing is in their way.
pub(super) fn numbers(
    canvas: &mut Canvas,
    strips: &[LoadStrip],
    page: &Page,
    lines: &super::place::Taken,
) -> Drawn {
    let ink = Ink::bold(232, TEXT);
    for (n, strip) in (0..).zip(strips) {
        let middle = page.end + ABOVE + HEAD + (n + 1) * page.strip - 30 - 130;
        for step in strip.steps.iter().filter(|s| s.units > 0) {
            let (from, to) = (page.x(step.from) + 30, page.after(step.to) - 30);
            let text = step.units.to_string();
            let wide = ink.width(&text);
            let wish = (from + to - wide) / 2;
            if let Some(x) = lines.nearest(wide, (from, to), wish) {
                canvas.text(&text, (x, middle), Anchor::Left, ink)?;
            }
        }
    }
    Ok(())
}
