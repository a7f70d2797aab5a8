//! Vertical lines of deadlines and of the as-of date, and their names above the rows.

use super::super::paper::Paper;
use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{self, WHITE};
use super::page::{Around, Page};
use crate::chart::{Axis, DayLine, LineKind};

/// Height of one line of names.
const LEVEL: i32 = 440;
/// At most so many lines of names.
const STEPS: i32 = 24;
/// From a line to its name.
const GAP: i32 = 120;

/// The lines with the places of their names.
pub(super) struct Flags {
    flags: Vec<Flag>,
    levels: i32,
}

struct Flag {
    line: DayLine,
    x: i32,
    text: String,
    on_right: bool,
    level: i32,
}

/// Where a line stands: a deadline's day is over at its end, the as-of day begins at its start.
pub(super) fn x_of(line: &DayLine, page: &Page) -> i32 {
    match line.kind {
        LineKind::AsOf => page.x(line.date),
        LineKind::Hardware | LineKind::Deadline => page.after(line.date),
    }
}

/// Where a name stands that hangs at a line.
fn span(x: i32, text: &str, on_right: bool) -> (i32, i32) {
    let wide = ink().width(text) + 2 * GAP;
    if on_right {
        (x, x + wide)
    } else {
        (x - wide, x)
    }
}

impl Flag {
    fn span(&self) -> (i32, i32) {
        span(self.x, &self.text, self.on_right)
    }
}

fn ink() -> Ink {
    Ink::bold(280, WHITE)
}

impl Flags {
    /// Finds a place for every name: beside its line, on the lowest level where neither a name nor
    /// a line is in its way.
    pub(super) fn of(lines: &[DayLine], axis: Axis, paper: Paper) -> Flags {
        // Only days are asked of this page, and these do not depend on heights.
        let page = Page::of(paper, axis, Around::default(), &[], false);
        let within = (page.left, page.right);
        let xs: Vec<i32> = lines.iter().map(|line| x_of(line, &page)).collect();
        // Stairs of names always find a place, if only there may be enough steps.
        let most = i32::try_from(lines.len()).unwrap_or(1).min(STEPS);
        let place = |n: usize, line: &DayLine, flags: &[Flag]| {
            let x = xs.get(n).copied().unwrap_or(within.0);
            let names = || flags.iter().filter(|flag| !flag.text.is_empty());
            for level in 0..most {
                for text in [&line.label, &line.brief] {
                    for on_right in [true, false] {
                        let (from, to) = span(x, text, on_right);
                        let inside = within.0 <= from && to <= within.1;
                        // A pole ends at its own name's level; those not yet placed may be taller.
                        let poles_clear = xs.iter().enumerate().all(|(m, other)| {
                            let passes = flags.get(m).is_none_or(|flag| flag.level >= level);
                            *other == x
                                || m == n
                                || !passes
                                || *other <= from - 40
                                || to + 40 <= *other
                        });
                        let names_clear = names().all(|flag| {
                            let (a, b) = flag.span();
                            flag.level != level || to <= a || b <= from
                        });
                        let pole_clear = names().all(|flag| {
                            let (a, b) = flag.span();
                            flag.level >= level || x < a - 20 || b + 20 < x
                        });
                        if inside && poles_clear && names_clear && pole_clear {
                            return (text.clone(), on_right, level);
                        }
                    }
                }
            }
            // Without a place the line has its name under the mouse only.
            (String::new(), false, 0)
        };
        let mut flags: Vec<Flag> = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            let (text, on_right, level) = place(n, line, &flags);
            flags.push(Flag {
                line: line.clone(),
                x: xs.get(n).copied().unwrap_or(within.0),
                text,
                on_right,
                level,
            });
        }
        // Now that it is known how tall the others are, there may be a place above them.
        for (n, line) in lines.iter().enumerate() {
            if flags.get(n).is_some_and(|flag| flag.text.is_empty()) {
                let (text, on_right, level) = place(n, line, &flags);
                if let Some(flag) = flags.get_mut(n) {
                    (flag.text, flag.on_right, flag.level) = (text, on_right, level);
                }
            }
        }
        let levels = flags.iter().map(|flag| flag.level + 1).max().unwrap_or(0);
        Flags { flags, levels }
    }

    /// Height of the lane of names.
    pub(super) fn height(&self) -> i32 {
        if self.levels == 0 {
            0
        } else {
            self.levels * LEVEL + 60
        }
    }

    fn y(flag: &Flag, page: &Page) -> i32 {
        page.rows - 40 - flag.level * LEVEL - LEVEL / 2
    }

    /// The lines, from their names down through all rows.
    pub(super) fn draw_lines(&self, canvas: &mut Canvas, page: &Page) -> Drawn {
        for flag in &self.flags {
            let (color, width, dash) = colours::line(flag.line.kind, flag.line.hard);
            let points = vec![(flag.x, Flags::y(flag, page) + 180), (flag.x, page.foot)];
            canvas.group("line", &[], &flag.line.label, |canvas| {
                canvas.line(points, color, width, dash)
            })?;
        }
        Ok(())
    }

    /// Their names, as flags at their poles.
    pub(super) fn draw_names(&self, canvas: &mut Canvas, page: &Page) -> Drawn {
        for flag in self.flags.iter().filter(|flag| !flag.text.is_empty()) {
            let y = Flags::y(flag, page);
            let (color, width, _) = colours::line(flag.line.kind, flag.line.hard);
            let wide = ink().width(&flag.text) + 2 * GAP;
            let from = match flag.on_right {
                true => flag.x - width as i32 / 2,
                false => flag.x - wide + width as i32 / 2,
            };
            canvas.group("line-name", &[], &flag.line.label, |canvas| {
                canvas.fill((from, y - 190), (from + wide, y + 190), color)?;
                canvas.text(&flag.text, (from + GAP, y), Anchor::Left, ink())
            })?;
        }
        Ok(())
    }
}
