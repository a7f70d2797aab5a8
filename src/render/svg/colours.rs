//! Quiet colours, of different brightness so that they print in grey, and patterns for what
//! brightness cannot say.

use crate::chart::{Glyph, LineKind, LinkLook, Look};
use plotters::style::RGBColor;

pub(super) const WHITE: RGBColor = RGBColor(255, 255, 255);
pub(super) const TEXT: RGBColor = RGBColor(27, 36, 48);
pub(super) const SOFT: RGBColor = RGBColor(91, 103, 120);
pub(super) const RED: RGBColor = RGBColor(192, 22, 32);
pub(super) const GREEN: RGBColor = RGBColor(30, 122, 67);
pub(super) const AMBER: RGBColor = RGBColor(150, 84, 0);
pub(super) const HEAD: RGBColor = RGBColor(49, 80, 126);
pub(super) const HEAD_OTHER: RGBColor = RGBColor(62, 97, 147);
pub(super) const MONTHS: RGBColor = RGBColor(236, 240, 246);
pub(super) const STRIPE: RGBColor = RGBColor(246, 248, 251);
pub(super) const ALARM: RGBColor = RGBColor(253, 232, 230);
pub(super) const GRID_YEAR: RGBColor = RGBColor(140, 156, 180);
pub(super) const GRID_QUARTER: RGBColor = RGBColor(200, 209, 222);
pub(super) const GRID_MONTH: RGBColor = RGBColor(231, 235, 241);
pub(super) const LINK: RGBColor = RGBColor(94, 74, 140);

/// Diagonals over assumed bars (dark ones for light grounds and the reverse) and over gaps.
pub(super) const PATTERNS: &str = "\
<pattern id=\"assumed\" width=\"210\" height=\"210\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect width=\"26\" height=\"210\" fill=\"#1b2430\" fill-opacity=\"0.2\"/></pattern>\n\
<pattern id=\"assumed-dark\" width=\"210\" height=\"210\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect width=\"26\" height=\"210\" fill=\"#ffffff\" fill-opacity=\"0.3\"/></pattern>\n\
<pattern id=\"gap\" width=\"150\" height=\"150\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(-45)\">\
<rect width=\"150\" height=\"150\" fill=\"#ffffff\"/><rect width=\"75\" height=\"150\" fill=\"#d4202a\"/></pattern>\n";

/// Ground, border and text of a bar.
pub(super) fn bar(look: Look) -> (RGBColor, RGBColor, RGBColor) {
    match look {
        Look::Present => (RGBColor(208, 214, 223), RGBColor(122, 134, 152), TEXT),
        Look::Cloud => (RGBColor(160, 195, 234), RGBColor(74, 118, 172), TEXT),
        Look::Extension => (RGBColor(214, 230, 247), RGBColor(74, 118, 172), TEXT),
        Look::New => (RGBColor(166, 214, 190), RGBColor(64, 134, 100), TEXT),
        Look::OwnServer => (RGBColor(219, 209, 190), RGBColor(140, 122, 88), TEXT),
        Look::Standard => (RGBColor(40, 98, 152), RGBColor(24, 66, 106), WHITE),
        Look::Work => (RGBColor(248, 190, 106), RGBColor(176, 112, 24), TEXT),
        Look::Operation => (RGBColor(233, 240, 247), RGBColor(126, 156, 188), TEXT),
        Look::Reference => (RGBColor(226, 226, 226), RGBColor(150, 150, 150), TEXT),
        Look::Gap => (WHITE, RED, RED),
    }
}

pub(super) fn glyph(glyph: Glyph) -> RGBColor {
    match glyph {
        Glyph::Request | Glyph::Supplementary => RGBColor(22, 52, 104),
        Glyph::DebtBurden => RGBColor(22, 104, 112),
        Glyph::Contract => RGBColor(130, 22, 96),
        Glyph::Cutover => RED,
    }
}

/// Colour, width and dashes of a vertical line.
pub(super) fn line(kind: LineKind, hard: bool) -> (RGBColor, u32, Option<&'static str>) {
    match kind {
        LineKind::AsOf => (GREEN, 34, None),
        LineKind::Hardware => (AMBER, 40, Some("150 90")),
        LineKind::Deadline => (RED, if hard { 56 } else { 44 }, Some("220 100")),
    }
}

/// Dashes of an arrow.
pub(super) fn link(look: LinkLook) -> Option<&'static str> {
    match look {
        LinkLook::Hard => None,
        LinkLook::Soft => Some("80 60"),
        LinkLook::Together => Some("20 45"),
    }
}
