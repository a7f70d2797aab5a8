//! One line of cells, each with what is drawn in it.

use super::super::TerminalStyle;
use super::super::terminal::char_columns;
use crate::chart::Glyph;

/// How a cell is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    /// What fills a bar.
    fill: char,
    /// Colour of the ground, of the 256.
    ground: Option<u8>,
    /// Colour of the ink.
    ink: Option<u8>,
    bold: bool,
}

/// What a cell is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blank,
    Fill,
    /// A vertical line.
    Line,
    Symbol,
    Word,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    /// `None`: the right half of a wide character.
    char: Option<char>,
    pen: Pen,
    kind: Kind,
}

/// One line of cells.
pub(super) struct Canvas {
    cells: Vec<Cell>,
}

impl Pen {
    const NONE: Pen = Pen {
        fill: ' ',
        ground: None,
        ink: None,
        bold: false,
    };

    pub(super) fn bar(fill: char, ground: u8, ink: u8) -> Pen {
        Pen {
            fill,
            ground: Some(ground),
            ink: Some(ink),
            bold: false,
        }
    }

    pub(super) fn guide() -> Pen {
        Pen {
            ink: Some(244),
            ..Pen::NONE
        }
    }

    pub(super) fn ink(ink: u8) -> Pen {
        Pen {
            ink: Some(ink),
            bold: true,
            ..Pen::NONE
        }
    }

    pub(super) fn symbol(glyph: Glyph) -> Pen {
        Pen::ink(match glyph {
            Glyph::Request | Glyph::Supplementary => 27,
            Glyph::DebtBurden => 30,
            Glyph::Contract => 127,
            Glyph::Cutover => 160,
        })
    }
}

impl Canvas {
    pub(super) fn new(width: usize) -> Canvas {
        Canvas {
            cells: vec![
                Cell {
                    char: Some(' '),
                    pen: Pen::NONE,
                    kind: Kind::Blank
                };
                width
            ],
        }
    }

    /// A character in a blank cell.
    pub(super) fn put(&mut self, at: usize, char: char, pen: Pen) {
        if let Some(cell) = self.cells.get_mut(at) {
            *cell = Cell {
                char: Some(char),
                pen,
                kind: Kind::Blank,
            };
        }
    }

    /// A bar from a column to before another.
    pub(super) fn bar(&mut self, from: usize, to: usize, pen: Pen) {
        for cell in self.cells.iter_mut().take(to).skip(from) {
            *cell = Cell {
                char: Some(pen.fill),
                pen,
                kind: Kind::Fill,
            };
        }
    }

    /// A vertical line; over a bar it keeps the bar's ground.
    pub(super) fn cross(&mut self, at: usize, char: char, pen: Pen) {
        if let Some(cell) = self.cells.get_mut(at) {
            let pen = Pen {
                ground: cell.pen.ground,
                ..pen
            };
            *cell = Cell {
                char: Some(char),
                pen,
                kind: Kind::Line,
            };
        }
    }

    pub(super) fn free_for_symbol(&self, at: usize) -> bool {
        self.cells
            .get(at)
            .is_some_and(|cell| !matches!(cell.kind, Kind::Symbol | Kind::Word))
    }

    /// A symbol, over whatever else than a symbol or a word is there.
    pub(super) fn symbol(&mut self, at: usize, char: char, pen: Pen) {
        if let Some(cell) = self.cells.get_mut(at) {
            let ground = cell.pen.ground;
            *cell = Cell {
                char: Some(char),
                pen: Pen { ground, ..pen },
                kind: Kind::Symbol,
            };
        }
    }

    /// The longest stretch of blank or filled cells: its first column and how many there are. Where
    /// a bar begins or ends beside it, one cell of the bar stays.
    pub(super) fn longest_free(&self, from: usize, to: usize) -> (usize, usize) {
        let (mut best, mut run) = ((from, 0), (from, 0));
        for (at, cell) in self.cells.iter().enumerate().take(to).skip(from) {
            if matches!(cell.kind, Kind::Blank | Kind::Fill) {
                if run.1 == 0 {
                    run.0 = at;
                }
                run.1 += 1;
                if run.1 > best.1 {
                    best = run;
                }
            } else {
                run.1 = 0;
            }
        }
        let (mut at, mut room) = best;
        if room > 2 && at == from {
            at += 1;
            room -= 1;
        }
        (at, room)
    }

    /// Words, cut where the line ends.
    pub(super) fn write(&mut self, at: usize, text: &str, pen: Pen) {
        let mut at = at;
        for c in text.chars() {
            let wide = char_columns(c);
            if wide == 0 || at + wide > self.cells.len() {
                continue;
            }
            for part in 0..wide {
                if let Some(cell) = self.cells.get_mut(at + part) {
                    *cell = Cell {
                        char: (part == 0).then_some(c),
                        pen,
                        kind: Kind::Word,
                    };
                }
            }
            at += wide;
        }
    }

    /// The line; with colours, bars are grounds without their fill.
    pub(super) fn text(&self, style: TerminalStyle) -> String {
        let mut out = String::new();
        let mut last = Pen::NONE;
        for cell in &self.cells {
            let Some(mut char) = cell.char else { continue };
            if style.colour {
                if !same_colours(cell.pen, last) {
                    out.push_str("\u{1b}[0m");
                    out.push_str(&escape(cell.pen));
                    last = cell.pen;
                }
                let is_gap = cell.pen.fill == '!';
                if cell.kind == Kind::Fill && !is_gap {
                    char = ' ';
                }
            }
            out.push(char);
        }
        if style.colour && !same_colours(last, Pen::NONE) {
            out.push_str("\u{1b}[0m");
        }
        out
    }
}

fn same_colours(a: Pen, b: Pen) -> bool {
    (a.ground, a.ink, a.bold) == (b.ground, b.ink, b.bold)
}

fn escape(pen: Pen) -> String {
    let mut codes: Vec<String> = Vec::new();
    if pen.bold {
        codes.push("1".to_owned());
    }
    codes.extend(pen.ink.map(|ink| format!("38;5;{ink}")));
    codes.extend(pen.ground.map(|ground| format!("48;5;{ground}")));
    if codes.is_empty() {
        String::new()
    } else {
        format!("\u{1b}[{}m", codes.join(";"))
    }
}
