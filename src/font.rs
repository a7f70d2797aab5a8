//! The embedded font: which characters it has, how wide they are, and its bytes.
//!
//! BIZ UDPGothic (SIL Open Font License, `src/font/OFL.txt`), Regular and Bold, cut once to the
//! characters of Windows' Japanese code page and the symbols of the roadmap. Pictures are measured
//! with the very font they embed, so that a label lies where it was planned on every machine.

mod subset;

pub use subset::subset;

use std::sync::OnceLock;
use ttf_parser::Face;

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

/// Whether the font can show a character; what it cannot is drawn in whatever font the reader has.
pub fn covers(c: char) -> bool {
    face(Weight::Regular).is_some_and(|face| face.glyph_index(c).is_some())
}

/// Width of a text in the unit of `size` (the height of the em square), rounded up.
///
/// A character that the font lacks counts as a full em, which is what the fonts that have it take.
pub fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let Some(face) = face(weight) else {
        return size.saturating_mul(i32::try_from(text.chars().count()).unwrap_or(i32::MAX));
    };
    let em = i64::from(face.units_per_em());
    let units: i64 = text
        .chars()
        .map(|c| {
            face.glyph_index(c)
                .and_then(|g| face.glyph_hor_advance(g))
                .map_or(em, i64::from)
        })
        .sum();
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
