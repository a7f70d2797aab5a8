//! Below the rows: what symbols, bars, lines and arrows mean, and what the plan rests on.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{self, LINK, SOFT, TEXT};
use super::page::{MARGIN, Page};
use super::place::wrapped;
use super::{links, symbols};
use crate::chart::{Chart, Glyph, LineKind, LinkLook, Look};
use crate::facts::Confidence;
use crate::plan::Plan;
use crate::report::clean;
use crate::words::{Lang, say};

/// Height of a line, of a note, and the white above and between.
const LINE: i32 = 470;
const NOTE: i32 = 380;
const ABOVE: i32 = 260;
/// Width of a sample.
const SAMPLE: i32 = 620;
/// All there is between the margins.
const ROOM: i32 = 40_000;

#[derive(Clone, Copy)]
enum Sign {
    Symbol(Glyph),
    Bar(Look),
    Assumed,
    Line(LineKind),
    Link(LinkLook),
}

/// Entries by line, and notes.
pub(super) struct Legend {
    lines: Vec<Vec<(Sign, String, i32)>>,
    notes: Vec<String>,
}

fn ink() -> Ink {
    Ink::new(280, TEXT)
}

fn note_ink() -> Ink {
    Ink::new(260, SOFT)
}

impl Legend {
    pub(super) fn of(plan: &Plan, chart: &Chart, lang: Lang) -> Legend {
        let mut entries: Vec<(Sign, String)> = Vec::new();
        let word = |key: &str| say(lang, key, &[]);
        for glyph in chart.glyphs() {
            entries.push((
                Sign::Symbol(glyph),
                word(&format!("report-symbol-{}", glyph.key())),
            ));
        }
        for look in chart.looks() {
            entries.push((Sign::Bar(look), word(look.key())));
        }
        if chart.has_assumed() {
            entries.push((Sign::Assumed, word("report-look-assumed")));
        }
        for (kind, key) in [
            (LineKind::AsOf, "report-look-today"),
            (LineKind::Hardware, "report-look-hardware"),
            (LineKind::Deadline, "report-look-deadline"),
        ] {
            if chart.lines.iter().any(|line| line.kind == kind) {
                entries.push((Sign::Line(kind), word(key)));
            }
        }
        for (look, key) in [
            (LinkLook::Hard, "report-look-link-hard"),
            (LinkLook::Soft, "report-look-link-soft"),
            (LinkLook::Together, "report-look-link-together"),
        ] {
            if chart.links.iter().any(|link| link.look == look) {
                entries.push((Sign::Link(look), word(key)));
            }
        }
        let mut lines: Vec<Vec<(Sign, String, i32)>> = Vec::new();
        let mut x = 0;
        for (sign, text) in entries {
            let wide = sign.width() + 120 + ink().width(&text);
            if lines.is_empty() || x + wide > ROOM {
                lines.push(Vec::new());
                x = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push((sign, text, x));
            }
            x += wide + 480;
        }
        Legend {
            lines,
            notes: notes(plan, lang),
        }
    }

    pub(super) fn height(&self) -> i32 {
        let count = |n: usize| i32::try_from(n).unwrap_or(0);
        ABOVE + LINE * count(self.lines.len()) + 60 + NOTE * count(self.notes.len())
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, page: &Page) -> Drawn {
        canvas.group("legend", &[], "", |canvas| {
            let mut y = page.end + ABOVE + LINE / 2;
            for line in &self.lines {
                for (sign, text, x) in line {
                    sign.draw(canvas, (MARGIN + x, y))?;
                    let x = MARGIN + x + sign.width() + 120;
                    canvas.text(text, (x, y), Anchor::Left, ink())?;
                }
                y += LINE;
            }
            y += 60 - (LINE - NOTE) / 2;
            for note in &self.notes {
                canvas.text(note, (MARGIN, y), Anchor::Left, note_ink())?;
                y += NOTE;
            }
            Ok(())
        })
    }
}

fn notes(plan: &Plan, lang: Lang) -> Vec<String> {
    let mut notes = vec![say(lang, "report-foot-lanes", &[])];
    if plan.systems.iter().any(|s| s.early_move) {
        notes.push(say(lang, "report-key-early", &[]));
    }
    let assumed = plan
        .facts
        .values()
        .filter(|f| f.confidence == Confidence::Assumed)
        .count();
    if assumed > 0 {
        notes.push(say(
            lang,
            "report-foot-assumed",
            &[("n", &assumed.to_string())],
        ));
    }
    if !plan.inputs.is_empty() {
        let joint = if lang == Lang::Ja { "、" } else { ", " };
        let files: Vec<String> = plan.inputs.iter().map(|input| clean(&input.path)).collect();
        notes.push(say(
            lang,
            "report-foot-sources",
            &[("files", &files.join(joint))],
        ));
    }
    notes
        .iter()
        .flat_map(|note| wrapped(note, ROOM, 2, note_ink()))
        .collect()
}

impl Sign {
    fn width(self) -> i32 {
        match self {
            Sign::Symbol(_) => 340,
            Sign::Bar(_) | Sign::Assumed => SAMPLE,
            Sign::Line(_) | Sign::Link(_) => 560,
        }
    }

    fn draw(self, canvas: &mut Canvas, (x, y): (i32, i32)) -> Drawn {
        let (from, to) = ((x, y - 150), (x + SAMPLE, y + 150));
        match self {
            Sign::Symbol(glyph) => symbols::shape(canvas, glyph, (x + 170, y), 165),
            Sign::Bar(look) => {
                let (ground, border, _) = colours::bar(look);
                canvas.fill(from, to, ground)?;
                if look == Look::Gap {
                    canvas.hatch(from, to, "gap")?;
                }
                canvas.frame(from, to, border, 16)
            }
            Sign::Assumed => {
                canvas.hatch(from, to, "assumed")?;
                canvas.frame(from, to, SOFT, 16)
            }
            Sign::Line(kind) => {
                let (color, width, dash) = colours::line(kind, false);
                let points = vec![(x, y), (x + 560, y)];
                match dash {
                    Some(dash) => canvas.dashed(points, color, width, dash),
                    None => canvas.path(points, color, width),
                }
            }
            Sign::Link(look) => {
                let points = vec![(x + 560, y), (x + 60, y)];
                match colours::link(look) {
                    Some(dash) => canvas.dashed(points, LINK, 26, dash)?,
                    None => canvas.path(points, LINK, 26)?,
                }
                links::head(canvas, (x + 30, y), look)
            }
        }
    }
}
