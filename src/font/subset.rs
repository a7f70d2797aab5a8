//! Cuts a TrueType font down to the characters of one picture.
//!
//! The embedded font has simple outlines only, no composites, hints, kerning or ligatures (a test
//! holds it to that), so a subset is the outlines asked for, renumbered, and a new character map.
//! The general subsetters that were looked at bring forty to sixty packages for what is done here
//! with the parser that measures the text anyway.

use std::collections::BTreeSet;
use ttf_parser::{RawFace, Tag};

/// The font with the glyphs of `chars` (and the box for missing ones) only; characters that it
/// lacks are left out. The same characters give the same bytes. `None` where the font is broken.
pub fn subset(font: &[u8], chars: &BTreeSet<char>) -> Option<Vec<u8>> {
    let raw = RawFace::parse(font, 0).ok()?;
    let face = ttf_parser::Face::parse(font, 0).ok()?;
    let table = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag));

    let mut glyphs = vec![0u16];
    let mut map: Vec<(u16, u16)> = Vec::new();
    for &c in chars {
        // The character map written below knows the basic plane only, as the font does.
        let (Some(glyph), Ok(code)) = (face.glyph_index(c), u16::try_from(u32::from(c))) else {
            continue;
        };
        let new = match glyphs.iter().position(|g| *g == glyph.0) {
            Some(new) => new,
            None => {
                glyphs.push(glyph.0);
                glyphs.len() - 1
            }
        };
        map.push((code, u16::try_from(new).ok()?));
    }
    let count = u16::try_from(glyphs.len()).ok()?;

    let head = table(b"head")?;
    let long = be16(head, 50)? == 1;
    let (loca, glyf) = (table(b"loca")?, table(b"glyf")?);
    let offset = |glyph: usize| -> Option<usize> {
        if long {
            usize::try_from(be32(loca, glyph * 4)?).ok()
        } else {
            Some(usize::from(be16(loca, glyph * 2)?) * 2)
        }
    };
    let (mut new_loca, mut new_glyf, mut new_hmtx) = (Vec::new(), Vec::new(), Vec::new());
    for &glyph in &glyphs {
        new_loca.extend(u32::try_from(new_glyf.len()).ok()?.to_be_bytes());
        let (from, to) = (offset(usize::from(glyph))?, offset(usize::from(glyph) + 1)?);
        new_glyf.extend(glyf.get(from..to)?);
        new_glyf.resize(new_glyf.len().next_multiple_of(4), 0);
        let glyph = ttf_parser::GlyphId(glyph);
        new_hmtx.extend(face.glyph_hor_advance(glyph)?.to_be_bytes());
        new_hmtx.extend(
            face.glyph_hor_side_bearing(glyph)
                .unwrap_or(0)
                .to_be_bytes(),
        );
    }
    new_loca.extend(u32::try_from(new_glyf.len()).ok()?.to_be_bytes());

    let mut new_head = head.to_vec();
    put(&mut new_head, 8, &[0; 4])?; // the sum of the whole file, set at the end
    put(&mut new_head, 50, &1u16.to_be_bytes())?;
    let mut new_hhea = table(b"hhea")?.to_vec();
    put(&mut new_hhea, 34, &count.to_be_bytes())?;
    let mut new_maxp = table(b"maxp")?.to_vec();
    put(&mut new_maxp, 4, &count.to_be_bytes())?;

    write_font(&[
        (*b"OS/2", table(b"OS/2")?.to_vec()),
        (*b"cmap", character_map(&map)?),
        (*b"glyf", new_glyf),
        (*b"head", new_head),
        (*b"hhea", new_hhea),
        (*b"hmtx", new_hmtx),
        (*b"loca", new_loca),
        (*b"maxp", new_maxp),
        (*b"name", table(b"name")?.to_vec()),
        (*b"post", nameless_post(table(b"post")?)?),
    ])
}

/// A `post` table without glyph names: version 3, its first 32 bytes.
fn nameless_post(post: &[u8]) -> Option<Vec<u8>> {
    let mut post = post.get(..32)?.to_vec();
    put(&mut post, 0, &0x0003_0000u32.to_be_bytes())?;
    Some(post)
}

/// A character map in format 4, one segment per run of neighbouring characters and glyphs.
fn character_map(map: &[(u16, u16)]) -> Option<Vec<u8>> {
    let mut segments: Vec<(u16, u16, u16)> = Vec::new(); // first, last, glyph of the first
    for &(code, glyph) in map {
        match segments.last_mut() {
            Some((first, last, start))
                if *last + 1 == code
                    && u32::from(*start) + u32::from(code - *first) == u32::from(glyph) =>
            {
                *last = code;
            }
            _ => segments.push((code, code, glyph)),
        }
    }
    if segments.last().is_none_or(|(_, last, _)| *last != 0xFFFF) {
        segments.push((0xFFFF, 0xFFFF, 0)); // the format asks for a last segment
    }
    let n = u16::try_from(segments.len()).ok()?;
    let power = 1u16 << n.ilog2();
    let mut sub = Vec::new();
    let header = [
        4,
        n.checked_mul(8)?.checked_add(16)?,
        0,
        n * 2,
        power * 2,
        u16::try_from(n.ilog2()).ok()?,
        (n - power) * 2,
    ];
    sub.extend(header.iter().flat_map(|v| v.to_be_bytes()));
    sub.extend(segments.iter().flat_map(|s| s.1.to_be_bytes()));
    sub.extend([0, 0]);
    sub.extend(segments.iter().flat_map(|s| s.0.to_be_bytes()));
    sub.extend(
        segments
            .iter()
            .flat_map(|s| s.2.wrapping_sub(s.0).to_be_bytes()),
    );
    sub.extend(segments.iter().flat_map(|_| 0u16.to_be_bytes()));
    // Version 0, one map: Windows, Unicode of the basic plane, at byte 12.
    let mut table = Vec::from([0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12]);
    table.extend(sub);
    Some(table)
}

/// Puts tables (sorted by tag) into one font file.
fn write_font(tables: &[([u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let n = u16::try_from(tables.len()).ok()?;
    let power = 1u16 << n.ilog2();
    let mut out = Vec::from(0x0001_0000u32.to_be_bytes());
    for v in [
        n,
        power * 16,
        u16::try_from(n.ilog2()).ok()?,
        (n - power) * 16,
    ] {
        out.extend(v.to_be_bytes());
    }
    let mut at = out.len() + tables.len() * 16;
    let mut head_at = None;
    for (tag, data) in tables {
        if tag == b"head" {
            head_at = Some(at);
        }
        out.extend(tag);
        out.extend(sum(data).to_be_bytes());
        out.extend(u32::try_from(at).ok()?.to_be_bytes());
        out.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
        at += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        out.extend(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let whole = 0xB1B0_AFBAu32.wrapping_sub(sum(&out));
    put(&mut out, head_at? + 8, &whole.to_be_bytes())?;
    Some(out)
}

/// The sum of a table as big-endian words, padded with zeros.
fn sum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0u32, |sum, chunk| {
        let mut word = [0; 4];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn be16(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn be32(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

fn put(data: &mut [u8], at: usize, bytes: &[u8]) -> Option<()> {
    data.get_mut(at..at + bytes.len())?.copy_from_slice(bytes);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::{Weight, bytes};
    use super::*;
    use ttf_parser::Face;

    #[test]
    fn a_subset_has_the_same_outlines_and_widths_and_nothing_else() {
        for weight in Weight::ALL {
            let text = "郡山市●★▲ 令和8年度 ABC 𠮷";
            let chars: BTreeSet<char> = text.chars().collect();
            let cut = subset(bytes(weight), &chars).unwrap();
            assert!(cut.len() < 40_000, "{}", cut.len());
            let (whole, cut) = (
                Face::parse(bytes(weight), 0).unwrap(),
                Face::parse(&cut, 0).unwrap(),
            );
            for c in chars.iter().filter(|c| **c != '𠮷') {
                let (a, b) = (whole.glyph_index(*c).unwrap(), cut.glyph_index(*c).unwrap());
                assert_eq!(whole.glyph_hor_advance(a), cut.glyph_hor_advance(b), "{c}");
                assert_eq!(
                    whole.glyph_bounding_box(a),
                    cut.glyph_bounding_box(b),
                    "{c}"
                );
            }
            assert!(cut.glyph_index('松').is_none());
            assert!(cut.glyph_index('𠮷').is_none());
        }
    }

    #[test]
    fn no_characters_give_a_font_all_the_same() {
        let cut = subset(bytes(Weight::Regular), &BTreeSet::new()).unwrap();
        assert_eq!(Face::parse(&cut, 0).unwrap().number_of_glyphs(), 1);
        assert_eq!(subset(b"not a font", &BTreeSet::new()), None);
    }

    #[test]
    fn the_embedded_fonts_have_simple_outlines_only() {
        for weight in Weight::ALL {
            let raw = RawFace::parse(bytes(weight), 0).unwrap();
            let face = Face::parse(bytes(weight), 0).unwrap();
            let glyf = raw.table(Tag::from_bytes(b"glyf")).unwrap();
            let loca = raw.table(Tag::from_bytes(b"loca")).unwrap();
            for glyph in 0..usize::from(face.number_of_glyphs()) {
                let from = be32(loca, glyph * 4).unwrap() as usize;
                if from < be32(loca, glyph * 4 + 4).unwrap() as usize {
                    assert!(
                        be16(glyf, from).unwrap() < 0x8000,
                        "glyph {glyph} is a composite"
                    );
                }
            }
        }
    }
}
