//! Letters in dots. A page has thousands of the same few hundred: each is cut once for every size
//! and every quarter of a dot that it may lie on, and then only laid down.

use super::dots;
use crate::font::{self, Weight};
use crate::render::drawing::Text;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tiny_skia::{FillRule, Mask, Path, PathBuilder, Pixmap, Transform};
use ttf_parser::OutlineBuilder;

/// Places within a dot, across and down.
const STEPS: i32 = 4;
/// So many are kept before all are forgotten: names in every kanji at every size.
const KEPT: usize = 20_000;

/// Glyph, weight, size in dots as its bits, place within a dot across and down.
type Key = (u16, Weight, u32, i32, i32);

/// The letters cut so far.
#[derive(Default)]
pub(in crate::render::picture) struct Letters {
    cut: BTreeMap<Key, Option<Letter>>,
}

/// How much of each dot a letter covers, row by row, from a place beside its origin.
struct Letter {
    left: i32,
    top: i32,
    wide: usize,
    cover: Vec<u8>,
}

impl Letters {
    /// A line of text, so many dots to a unit.
    pub(super) fn write(&mut self, dots: &mut Pixmap, text: &Text, units: f32) {
        let weight = text.weight;
        let scale = text.size as f32 * units / f32::from(font::em(weight));
        let (mut x, y) = (text.left() * units, text.at.1 as f32 * units);
        let steps = |at: f32| (at * STEPS as f32).round() as i32;
        let (row, down) = (steps(y).div_euclid(STEPS), steps(y).rem_euclid(STEPS));
        for c in text.text.chars() {
            let Some(glyph) = font::glyph(c, weight) else {
                continue;
            };
            let (column, across) = (steps(x).div_euclid(STEPS), steps(x).rem_euclid(STEPS));
            if self.cut.len() >= KEPT {
                self.cut.clear();
            }
            let key = (glyph.id, weight, scale.to_bits(), across, down);
            let letter = self
                .cut
                .entry(key)
                .or_insert_with(|| Letter::of(key, scale));
            if let Some(letter) = letter {
                let at = (column + letter.left, row + letter.top);
                dots::lay(dots, at, letter.wide, &letter.cover, text.color);
            }
            x += f32::from(glyph.advance) * scale;
        }
    }
}

impl Letter {
    /// Cuts a letter; nothing of a blank.
    fn of((id, weight, _, across, down): Key, scale: f32) -> Option<Letter> {
        let part = |steps: i32| steps as f32 / STEPS as f32;
        let place = Transform::from_row(scale, 0.0, 0.0, -scale, part(across), part(down));
        let path = outline(id, weight)?.clone().transform(place)?;
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let side = |from: f32, to: f32| (to.ceil() - from).max(1.0) as u32;
        let (wide, high) = (side(left, bounds.right()), side(top, bounds.bottom()));
        let mut mask = Mask::new(wide, high)?;
        let moved = Transform::from_translate(-left, -top);
        mask.fill_path(&path, FillRule::Winding, true, moved);
        Some(Letter {
            left: left as i32,
            top: top as i32,
            wide: wide as usize,
            cover: mask.take(),
        })
    }
}

/// A glyph's outline in parts of the em square; none of a blank.
fn outline(id: u16, weight: Weight) -> Option<&'static Path> {
    type Outlines = OnceLock<Box<[OnceLock<Option<Path>>]>>;
    static REGULAR: Outlines = OnceLock::new();
    static BOLD: Outlines = OnceLock::new();
    let known = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let all = || (0..font::glyphs(weight)).map(|_| OnceLock::new()).collect();
    known
        .get_or_init(all)
        .get(usize::from(id))?
        .get_or_init(|| {
            let mut pen = Pen(PathBuilder::new());
            font::outline(id, weight, &mut pen);
            pen.0.finish()
        })
        .as_ref()
}

struct Pen(PathBuilder);

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
