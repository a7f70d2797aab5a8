//! Below the rows: what symbols, bars, lines and arrows mean, what the plan rests on, which page
//! this is.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{self, LINK, SOFT, TEXT};
use super::page::{MARGIN, Page};
use super::place::wrapped;
use super::{links, rows, symbols};
use crate::chart::{Chart, Glyph, LineKind, LinkLook, Look};
use crate::facts::Confidence;
use crate::plan::Plan;
use crate::report::clean;
use crate::words::{Lang, say};

/// Height of a line, of a note, and the white above.
const LINE: i32 = 410;
const NOTE: i32 = 330;
const ABOVE: i32 = 230;
/// Width of a sample.
const SAMPLE: i32 = 560;
/// Room for the number of the page.
const NUMBER: i32 = 2_600;

#[derive(Clone, Copy)]
enum Sign {
    Heading,
    Symbol(Glyph),
    Bar(Look),
    Assumed,
    Before,
    Crossing,
    Late,
    Line(LineKind),
    Link(LinkLook),
}

/// Entries by line, and notes.
pub(super) struct Legend {
    lines: Vec<Vec<(Sign, String, i32)>>,
    notes: Vec<String>,
}

fn ink() -> Ink {
    Ink::new(260, TEXT)
}

fn note_ink() -> Ink {
    Ink::new(235, SOFT)
}

impl Legend {
    /// The legend of the whole chart, the same on all its pages, between margins so far apart.
    pub(super) fn of(
        plan: &Plan,
        chart: &Chart,
        before: Option<&str>,
        wide: i32,
        lang: Lang,
    ) -> Legend {
        let word = |key: &str| say(lang, key, &[]);
        let heading = |key: &str| (Sign::Heading, word(key));
        let mut marks = vec![heading("report-legend-symbols")];
        for glyph in chart.glyphs() {
            let key = format!("report-symbol-{}", glyph.key());
            marks.push((Sign::Symbol(glyph), word(&key)));
        }
        let mut strokes = vec![heading("report-legend-lines")];
        for (kind, key) in [
            (LineKind::AsOf, "report-look-today"),
            (LineKind::Hardware, "report-look-hardware"),
            (LineKind::Deadline, "report-look-deadline"),
        ] {
            if chart.lines.iter().any(|line| line.kind == kind) {
                strokes.push((Sign::Line(kind), word(key)));
            }
        }
        for (look, key) in [
            (LinkLook::Hard, "report-look-link-hard"),
            (LinkLook::Soft, "report-look-link-soft"),
            (LinkLook::Together, "report-look-link-together"),
        ] {
            if chart.links.iter().any(|link| link.look == look) {
                strokes.push((Sign::Link(look), word(key)));
            }
        }
        let mut bars = vec![heading("report-legend-bars")];
        for look in chart.looks() {
            bars.push((Sign::Bar(look), word(look.key())));
        }
        if chart.has_assumed() {
            bars.push((Sign::Assumed, word("report-look-assumed")));
        }
        if let Some(name) = before {
            let text = say(lang, "compare-picture-sign", &[("name", name)]);
            bars.push((Sign::Before, text));
        }
        if chart.rows.iter().any(|row| !row.missed.is_empty()) {
            bars.push((Sign::Late, word("report-look-late")));
        }
        let crosses = |row: &crate::chart::Row| row.service.iter().any(|b| b.before || b.beyond);
        if chart.rows.iter().any(crosses) {
            bars.push((Sign::Crossing, word("report-look-crossing")));
        }
        let mut lines: Vec<Vec<(Sign, String, i32)>> = Vec::new();
        let mut x = 0;
        for (n, group) in [marks, strokes, bars].into_iter().enumerate() {
            // A heading with nothing below it says nothing. Symbols and lines share a line where
            // they may.
            if group.len() < 2 {
                continue;
            }
            let whole: i32 = group.iter().map(|(s, t)| width(*s, t)).sum();
            if lines.is_empty() || n == 2 || x + 400 + whole > wide {
                lines.push(Vec::new());
                x = 0;
            } else {
                x += 400;
            }
            for (sign, text) in group {
                let taken = width(sign, &text);
                if x + taken > wide + 420 {
                    lines.push(Vec::new());
                    x = Sign::Heading.width() + ink().width("　　　");
                }
                if let Some(line) = lines.last_mut() {
                    line.push((sign, text, x));
                }
                x += taken;
            }
        }
        Legend {
            lines,
            notes: notes(plan, chart, wide, lang),
        }
    }

    pub(super) fn height(&self) -> i32 {
        let count = |n: usize| i32::try_from(n).unwrap_or(0);
        ABOVE + LINE * count(self.lines.len()) + 40 + NOTE * count(self.notes.len())
    }

    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        page: &Page,
        (number, of): (usize, usize),
        lang: Lang,
    ) -> Drawn {
        canvas.group("legend", &[], "", |canvas| {
            // At the foot of the page, so that it is found in the same place on every page.
            let mut y = (page.height - MARGIN - self.height()).max(page.foot) + ABOVE + LINE / 2;
            for line in &self.lines {
                for (sign, text, x) in line {
                    let heading = matches!(sign, Sign::Heading);
                    sign.draw(canvas, (MARGIN + x, y))?;
                    let gap = if heading { 0 } else { 110 };
                    let at = (MARGIN + x + sign.width() + gap, y);
                    let ink = if heading { Ink::bold(260, TEXT) } else { ink() };
                    canvas.text(text, at, Anchor::Left, ink)?;
                }
                y += LINE;
            }
            y += 40 - (LINE - NOTE) / 2;
            for note in &self.notes {
                canvas.text(note, (MARGIN, y), Anchor::Left, note_ink())?;
                y += NOTE;
            }
            let args = [("n", number.to_string()), ("of", of.to_string())];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let text = say(lang, "report-page", &args);
            let at = (page.right, y - NOTE);
            canvas.text(&text, at, Anchor::Right, Ink::bold(260, TEXT))
        })
    }
}

/// What an entry takes of its line, with the white after it.
fn width(sign: Sign, text: &str) -> i32 {
    match sign {
        Sign::Heading => Ink::bold(260, TEXT).width(text) + 300,
        sign => sign.width() + 110 + ink().width(text) + 420,
    }
}

fn notes(plan: &Plan, chart: &Chart, wide: i32, lang: Lang) -> Vec<String> {
    let mut first = vec![say(lang, "report-foot-lanes", &[])];
    if !plan.systems.is_empty() {
        first.push(say(lang, "report-key-slack", &[]));
    }
    if plan.systems.iter().any(|s| s.early_move) {
        first.push(say(lang, "report-key-early", &[]));
    }
    let assumed = plan
        .facts
        .values()
        .filter(|f| {
            f.confidence == Confidence::Assumed && !f.file.starts_with(crate::source::BUILTIN)
        })
        .count();
    if assumed > 0 {
        first.push(say(
            lang,
            "report-foot-assumed",
            &[("n", &assumed.to_string())],
        ));
    }
    let mut second = Vec::new();
    if !plan.inputs.is_empty() {
        let joint = if lang == Lang::Ja { "、" } else { ", " };
        let files: Vec<String> = plan.inputs.iter().map(|input| clean(&input.path)).collect();
        let files = files.join(joint);
        second.push(say(lang, "report-foot-sources", &[("files", &files)]));
    }
    let unknown = super::unknown(plan, chart);
    if !unknown.is_empty() {
        let codes: Vec<String> = unknown
            .iter()
            .take(8)
            .map(|c| format!("U+{:04X}", u32::from(*c)))
            .collect();
        let codes = codes.join(" ");
        second.push(say(lang, "report-foot-glyphs", &[("codes", &codes)]));
    }
    let room = wide - NUMBER;
    [first.join("　"), second.join("　")]
        .iter()
        .filter(|text| !text.is_empty())
        .flat_map(|text| wrapped(text, room, 3, note_ink()))
        .collect()
}

impl Sign {
    fn width(self) -> i32 {
        match self {
            Sign::Heading => 0,
            Sign::Symbol(_) => 300,
            Sign::Bar(_) | Sign::Assumed | Sign::Before | Sign::Crossing | Sign::Late => SAMPLE,
            Sign::Line(_) | Sign::Link(_) => 560,
        }
    }

    fn draw(self, canvas: &mut Canvas, (x, y): (i32, i32)) -> Drawn {
        let (from, to) = ((x, y - 140), (x + SAMPLE, y + 140));
        match self {
            Sign::Heading => Ok(()),
            Sign::Symbol(glyph) => symbols::shape(canvas, glyph, (x + 150, y), 150),
            Sign::Bar(look) => rows::ground_of_bar(canvas, look, from, to, (false, false), false),
            Sign::Assumed => {
                canvas.hatch(from, to, colours::ASSUMED)?;
                let border = vec![from, (to.0, from.1), to, (from.0, to.1), from];
                canvas.line(border, SOFT, 18, Some(rows::DASHES))
            }
            Sign::Before => rows::ground_before(canvas, Look::Standard, from, to),
            Sign::Crossing => {
                rows::ground_of_bar(canvas, Look::Standard, from, to, (false, true), false)
            }
            Sign::Late => rows::strip(canvas, (x, y - 60), (x + SAMPLE, y + 60)),
            Sign::Line(kind) => {
                let (color, width, dash) = colours::line(kind, false);
                let points = vec![(x, y), (x + 560, y)];
                canvas.line(points, color, width, dash)
            }
            Sign::Link(look) => {
                let points = vec![(x + 560, y), (x + 120, y)];
                canvas.line(points, LINK, 32, colours::link(look))?;
                links::head(canvas, (x + 20, y), links::Side::Left, look, LINK)
            }
        }
    }
}
