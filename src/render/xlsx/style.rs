//! How cells look.

use super::super::svg;
use crate::chart::Look;
use crate::words::Lang;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note};
use std::collections::BTreeMap;

/// The font of the picture, which Windows has as well.
const FONT: &str = "BIZ UDPGothic";
const SIZE: f64 = 9.0;

const GRID: Color = Color::RGB(0xC8_D1_DE);
const RED: Color = Color::RGB(0xC0_16_20);
const AMBER: Color = Color::RGB(0x96_54_00);
const SOFT: Color = Color::RGB(0x5B_67_78);
const HEAD: Color = Color::RGB(0x31_50_7E);
const PALE: Color = Color::RGB(0xEE_F2_F7);
/// What may be typed over, as accountants mark it.
const INPUT: Color = Color::RGB(0x0B_3F_A8);
const TO_FILL_IN: Color = Color::RGB(0xFF_FB_E6);
pub(super) const TAB: Color = HEAD;
pub(super) const FULL: Color = Color::RGB(0xEC_A0_3E);
pub(super) const ALARM: Color = Color::RGB(0xF4_B6_B2);

/// The look of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ink {
    /// Name of the sheet's matter.
    Title,
    /// A sentence above or below a table.
    Plain,
    /// The same, loud.
    Alarm,
    /// The same, to be looked at.
    Warned,
    /// The same, less important.
    Soft,
    /// A link above a table.
    Way,
    /// Heading of a column.
    Head,
    /// Words in a table.
    Text,
    /// A link in a table.
    Link,
    /// A gap, a missed deadline.
    Bad,
    /// To be looked at.
    Warn,
    /// Less important.
    Quiet,
    /// A day.
    Day,
    /// A day that others follow.
    InputDay,
    /// A count.
    Count,
    /// In the middle.
    Mark,
    /// Yen.
    Yen,
    /// Yen that others are summed from.
    InputYen,
    /// Words to be filled in.
    Input,
    /// Digits that are words.
    Code,
    /// Heading of a column that may stay empty.
    MayHead,
    /// The label of a sum.
    SumText,
    /// A sum.
    SumYen,
    /// A fiscal year over its months.
    Year,
    /// A month.
    Month,
    /// A month of a row.
    Cell,
    /// The same in April, where the fiscal year begins.
    April,
}

impl Ink {
    /// Whether its text goes on in further lines.
    pub(super) fn wraps(self) -> bool {
        matches!(
            self,
            Ink::Head
                | Ink::MayHead
                | Ink::Text
                | Ink::Link
                | Ink::Bad
                | Ink::Warn
                | Ink::Quiet
                | Ink::Input
        )
    }
}

/// All looks, made once.
pub(super) struct Styles(BTreeMap<Ink, Format>);

impl Styles {
    pub(super) fn new(lang: Lang) -> Styles {
        let mut all = BTreeMap::new();
        let cell = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_border_color(GRID)
                .set_align(FormatAlign::VerticalCenter)
        };
        // Wareki where Japanese is read: R8.3.31.
        let day = match lang {
            Lang::Ja => "[$-411]ge.m.d",
            Lang::En => "yyyy-mm-dd",
        };
        let yen = "#,##0;[Red]-#,##0;0";
        let day = || cell().set_num_format(day).set_align(FormatAlign::Right);
        let money = || cell().set_num_format(yen).set_align(FormatAlign::Right);
        let narrow = || cell().set_align(FormatAlign::Center).set_shrink();
        let head = || {
            cell()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(HEAD)
                .set_align(FormatAlign::Center)
        };
        for (ink, format) in [
            (Ink::Title, base().set_bold().set_font_size(14)),
            (Ink::Plain, base()),
            (Ink::Alarm, base().set_bold().set_font_color(RED)),
            (Ink::Warned, base().set_font_color(AMBER)),
            (Ink::Soft, base().set_font_color(SOFT)),
            (Ink::Way, linked(base())),
            (Ink::Head, head().set_text_wrap()),
            (Ink::Text, cell().set_text_wrap()),
            (Ink::Link, linked(cell()).set_text_wrap()),
            (
                Ink::Bad,
                cell().set_text_wrap().set_bold().set_font_color(RED),
            ),
            (Ink::Warn, cell().set_text_wrap().set_font_color(AMBER)),
            (Ink::Quiet, cell().set_text_wrap().set_font_color(SOFT)),
            (Ink::Day, day()),
            (Ink::InputDay, day().set_font_color(INPUT)),
            (
                Ink::Count,
                cell().set_num_format("0").set_align(FormatAlign::Right),
            ),
            (Ink::Mark, cell().set_align(FormatAlign::Center)),
            (Ink::Yen, money()),
            (Ink::InputYen, money().set_font_color(INPUT)),
            (
                Ink::Input,
                cell().set_text_wrap().set_background_color(TO_FILL_IN),
            ),
            (Ink::Code, cell().set_num_format("@")),
            (
                Ink::MayHead,
                cell()
                    .set_bold()
                    .set_background_color(PALE)
                    .set_align(FormatAlign::Center)
                    .set_text_wrap(),
            ),
            (Ink::SumText, cell().set_bold().set_background_color(PALE)),
            (Ink::SumYen, money().set_bold().set_background_color(PALE)),
            (Ink::Year, head()),
            (
                Ink::Month,
                narrow().set_num_format("m").set_background_color(PALE),
            ),
            (Ink::Cell, narrow()),
            (
                Ink::April,
                narrow().set_border_left_color(Color::RGB(0x5B_67_78)),
            ),
        ] {
            all.insert(ink, format);
        }
        Styles(all)
    }

    pub(super) fn get(&self, ink: Ink) -> &Format {
        // Every look is made above.
        self.0.get(&ink).unwrap_or(&PLAIN)
    }
}

static PLAIN: std::sync::LazyLock<Format> = std::sync::LazyLock::new(base);

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE)
}

fn linked(format: Format) -> Format {
    format
        .set_font_color(HEAD)
        .set_underline(rust_xlsxwriter::FormatUnderline::Single)
}

/// What a bar of a look adds to its cells.
pub(super) fn bar(look: Look) -> Format {
    let (ground, _, ink) = svg::bar_colours(look);
    let ground = if look == Look::Gap {
        RED
    } else {
        Color::RGB(ground)
    };
    let ink = if look == Look::Gap {
        Color::White
    } else {
        Color::RGB(ink)
    };
    Format::new()
        .set_background_color(ground)
        .set_font_color(ink)
}

/// The month of a deadline.
pub(super) fn deadline() -> Format {
    Format::new()
        .set_background_color(ALARM)
        .set_font_color(RED)
}

/// What [`Ink::Input`] is beside its letters.
pub(super) fn to_fill_in() -> Format {
    ground(TO_FILL_IN)
        .set_border(FormatBorder::Thin)
        .set_border_color(GRID)
}

/// What is to be filled in still.
pub(super) fn lacking() -> Format {
    ground(Color::RGB(0xFF_EE_99))
}

/// The look of a note.
pub(super) fn note(text: &str) -> Note {
    Note::new(text)
        .set_author("ikou")
        .add_author_prefix(false)
        .set_font_name(FONT)
        .set_font_size(SIZE)
        .set_width(270)
}

/// A ground alone.
pub(super) fn ground(color: Color) -> Format {
    Format::new().set_background_color(color)
}

/// The first row of a system.
pub(super) fn begun() -> Format {
    Format::new()
        .set_border_top(FormatBorder::Thin)
        .set_border_top_color(SOFT)
}

/// What repeats the row above.
pub(super) fn repeated() -> Format {
    Format::new().set_font_color(Color::RGB(0xA8_B2_C0))
}

/// A number below nothing.
pub(super) fn alarm() -> Format {
    Format::new().set_font_color(RED).set_bold()
}
