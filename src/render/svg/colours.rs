//! Quiet colours, of different brightness so that they print in grey, and hatching for what
//! brightness cannot say.

use super::super::drawing::Dash;
use super::hatching::Hatching;
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
pub(super) const QUARTERS: RGBColor = RGBColor(222, 229, 239);
pub(super) const MONTHS: RGBColor = RGBColor(238, 242, 247);
pub(super) const HEADING: RGBColor = RGBColor(214, 223, 236);
pub(super) const STRIPE: RGBColor = RGBColor(246, 248, 251);
pub(super) const ALARM: RGBColor = RGBColor(253, 232, 230);
pub(super) const GRID_YEAR: RGBColor = RGBColor(140, 156, 180);
pub(super) const GRID_QUARTER: RGBColor = RGBColor(200, 209, 222);
pub(super) const GRID_MONTH: RGBColor = RGBColor(231, 235, 241);
pub(super) const LOAD: RGBColor = RGBColor(172, 190, 214);
pub(super) const LOAD_FULL: RGBColor = RGBColor(236, 160, 62);
pub(super) const LINK: RGBColor = RGBColor(88, 62, 148);

/// Fine diagonals over assumed bars, for light grounds and for dark ones.
pub(super) const ASSUMED: Hatching = Hatching::Lines {
    color: (27, 36, 48),
    opacity: 22,
    width: 20,
};
pub(super) const ASSUMED_DARK: Hatching = Hatching::Lines {
    color: (255, 255, 255),
    opacity: 34,
    width: 20,
};
/// Coarse ones over gaps, lateness and what is too much.
pub(super) const ALARMED: Hatching = Hatching::Stripes((200, 16, 32));

/// The same colour, half way to white.
pub(super) fn pale(color: RGBColor) -> RGBColor {
    let half = |part: u8| part / 2 + 127;
    RGBColor(half(color.0), half(color.1), half(color.2))
}

/// Ground, border and text of a bar.
pub(super) fn bar(look: Look) -> (RGBColor, RGBColor, RGBColor) {
    match look {
        Look::Present => (RGBColor(219, 223, 230), RGBColor(104, 116, 134), TEXT),
        Look::Cloud => (RGBColor(146, 188, 235), RGBColor(44, 92, 152), TEXT),
        Look::Extension => (RGBColor(217, 233, 250), RGBColor(44, 92, 152), TEXT),
        Look::New => (RGBColor(176, 224, 196), RGBColor(34, 108, 72), TEXT),
        Look::OwnServer => (RGBColor(205, 184, 142), RGBColor(104, 82, 42), TEXT),
        Look::Standard => (RGBColor(30, 84, 140), RGBColor(14, 50, 90), WHITE),
        Look::Work => (RGBColor(250, 188, 92), RGBColor(156, 92, 8), TEXT),
        Look::Operation => (RGBColor(240, 244, 249), RGBColor(110, 140, 172), TEXT),
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
pub(super) fn line(kind: LineKind, hard: bool) -> (RGBColor, u32, Option<Dash>) {
    match kind {
        LineKind::AsOf => (GREEN, 34, None),
        LineKind::Hardware => (AMBER, 40, Some((150, 90))),
        LineKind::Deadline => (RED, if hard { 56 } else { 44 }, Some((220, 100))),
    }
}

/// Dashes of an arrow.
pub(super) fn link(look: LinkLook) -> Option<Dash> {
    match look {
        LinkLook::Hard => None,
        LinkLook::Soft => Some((110, 70)),
        LinkLook::Together => Some((34, 50)),
    }
}
