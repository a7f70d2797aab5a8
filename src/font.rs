//! The embedded font: which characters it has, how wide they are, and its bytes.
//!
//! BIZ UDPGothic (SIL Open Font License, `src/font/OFL.txt`), Regular and Bold, cut once to the
//! characters of Windows' Japanese code page and the symbols of the roadmap. Pictures are measured
//! with the very font they embed, so that a label lies where it was planned on every machine.

mod subset;

pub use subset::subset;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Family name, as pictures and style sheets write it.
pub const FAMILY: &str = "BIZ UDPGothic";

/// Weight of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Text.
    #[default]
    Regular,
    /// Titles and names.
    Bold,
}

impl Weight {
    /// Both weights.
    pub const ALL: [Weight; 2] = [Weight::Regular, Weight::Bold];

    /// As CSS writes it.
    pub fn css(self) -> u32 {
        match self {
            Weight::Regular => 400,
            Weight::Bold => 700,
        }
    }
}

/// The font file of a weight.
pub fn bytes(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => include_bytes!("font/biz-udpgothic-regular.ttf"),
        Weight::Bold => include_bytes!("font/biz-udpgothic-bold.ttf"),
    }
}

/// The tables are looked at once, and only when something is measured.
fn face(weight: Weight) -> Option<&'static Face<'static>> {
    static REGULAR: OnceLock<Option<Face<'static>>> = OnceLock::new();
    static BOLD: OnceLock<Option<Face<'static>>> = OnceLock::new();
    let cell = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    cell.get_or_init(|| Face::parse(bytes(weight), 0).ok())
        .as_ref()
}

/// A character as the font shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the font, never 0.
    pub id: u16,
    /// How far the next one is, of [`em`] parts.
    pub advance: u16,
}

/// Parts of the em square that widths and outlines are counted in.
pub fn em(weight: Weight) -> u16 {
    face(weight).map_or(1, Face::units_per_em)
}

/// How many glyphs the font has.
pub(crate) fn glyphs(weight: Weight) -> u16 {
    face(weight).map_or(0, Face::number_of_glyphs)
}

/// The glyph of a character. Characters are looked up once: a large picture asks for the same few
/// hundred a million times.
pub fn glyph(c: char, weight: Weight) -> Option<Glyph> {
    /// By character: 0 not yet looked up, 1 not there, else glyph and advance.
    static REGULAR: [AtomicU32; 0x1_0000] = [const { AtomicU32::new(0) }; 0x1_0000];
    static BOLD: [AtomicU32; 0x1_0000] = [const { AtomicU32::new(0) }; 0x1_0000];
    let known = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let Some(known) = usize::try_from(u32::from(c))
        .ok()
        .and_then(|n| known.get(n))
    else {
        return looked_up(c, weight);
    };
    match known.load(Ordering::Relaxed) {
        0 => {
            let found = looked_up(c, weight);
            let packed = |g: Glyph| u32::from(g.id) << 16 | u32::from(g.advance);
            known.store(found.map_or(1, packed), Ordering::Relaxed);
            found
        }
        1 => None,
        packed => Some(Glyph {
            id: (packed >> 16) as u16,
            advance: (packed & 0xFFFF) as u16,
        }),
    }
}

fn looked_up(c: char, weight: Weight) -> Option<Glyph> {
    let face = face(weight)?;
    let id = face.glyph_index(c).filter(|id| id.0 > 0)?;
    let advance = face.glyph_hor_advance(id)?;
    Some(Glyph { id: id.0, advance })
}

/// The outline of a glyph, upwards from its baseline; nothing of a blank.
pub(crate) fn outline(id: u16, weight: Weight, into: &mut dyn OutlineBuilder) {
    if let Some(face) = face(weight) {
        // What it returns is the box around it.
        let _ = face.outline_glyph(GlyphId(id), into);
    }
}

/// Whether the font can show a character; what it cannot is drawn in whatever font the reader has.
pub fn covers(c: char) -> bool {
    glyph(c, Weight::Regular).is_some()
}

/// Width of a text in parts of the em square. A character that the font lacks counts as a full em,
/// which is what the fonts that have it take.
pub fn advance(text: &str, weight: Weight) -> i64 {
    let em = em(weight);
    text.chars()
        .map(|c| i64::from(glyph(c, weight).map_or(em, |g| g.advance)))
        .sum()
}

/// Width of a text in the unit of `size` (the height of the em square), rounded up.
pub fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let em = i64::from(em(weight));
    let units = advance(text, weight);
    i32::try_from((units * i64::from(size) + em - 1) / em).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roadmaps_characters_are_covered_in_both_weights() {
        let wanted = "郡山市令和８年度●★◆◇▲▼※→〜～①②㈱髙﨑−－…（）・ｱｲｳ%/:¥";
        for weight in Weight::ALL {
            let face = face(weight).unwrap();
            let missing: String = wanted
                .chars()
                .filter(|c| face.glyph_index(*c).is_none())
                .collect();
            assert_eq!(missing, "", "{weight:?}");
        }
        assert!(
            !covers('𠮷'),
            "no font of this size has it: the caller must say so"
        );
    }

    #[test]
    fn widths_are_the_fonts_own() {
        assert_eq!(width("国の標準", 200, Weight::Regular), 800);
        assert_eq!(width("", 200, Weight::Bold), 0);
        let (narrow, wide) = (
            width("1i", 1000, Weight::Regular),
            width("MW", 1000, Weight::Regular),
        );
        assert!(narrow < wide, "proportional: {narrow} {wide}");
        assert_eq!(width("𠮷", 300, Weight::Regular), 300);
    }
}
