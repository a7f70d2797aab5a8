//! Papers and what else a picture may be told.

use crate::chart::View;

/// From more pages than this on, dots are for screens: printing is what the PDF is for.
const MANY: usize = 12;

/// Size of a page, always landscape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paper {
    /// 297 × 210 mm
    A4,
    /// 420 × 297 mm
    #[default]
    A3,
    /// 1189 × 841 mm, for a wall: everything twice as large as on A3.
    A0,
}

/// How a picture may look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureStyle {
    /// The paper.
    pub paper: Paper,
    /// At most so many rows on a page; `None`: as many as the paper is meant for.
    pub rows: Option<usize>,
    /// How the rows are arranged.
    pub view: View,
    /// Dots per inch, where it is made of dots; `None`: for print, or for screens where there are
    /// many pages.
    pub dpi: Option<u32>,
}

impl PictureStyle {
    /// Dots per inch of a picture with so many pages.
    pub(super) fn dots(&self, pages: usize) -> u32 {
        let usual = if pages > MANY { 96 } else { 200 };
        self.dpi.unwrap_or(usual)
    }
}

impl Paper {
    /// Every paper.
    pub const ALL: [Paper; 3] = [Paper::A4, Paper::A3, Paper::A0];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::A3 => "a3",
            Paper::A0 => "a0",
        }
    }

    /// Reads a name as `--paper` takes it.
    pub fn parse(name: &str) -> Option<Paper> {
        let name = name.trim().to_ascii_lowercase();
        Paper::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// Width and height in the units it is drawn in.
    pub(super) fn size(self) -> (i32, i32) {
        match self {
            Paper::A4 => (29_700, 21_000),
            Paper::A3 => (42_000, 29_700),
            Paper::A0 => (59_450, 42_050),
        }
    }

    /// Hundredths of a millimetre to a unit.
    pub(super) fn scale(self) -> i32 {
        match self {
            Paper::A4 | Paper::A3 => 1,
            Paper::A0 => 2,
        }
    }

    /// Rows of a page where nobody asks for another number.
    pub(super) fn rows(self) -> usize {
        match self {
            Paper::A4 => 10,
            Paper::A3 => 20,
            Paper::A0 => 30,
        }
    }
}
