//! Cells of a table, whatever program made it, and where each stands.

use crate::calendar::Date;
use std::collections::BTreeSet;
use std::fmt;

/// Tables with more cells than this are refused.
pub(super) const MOST_CELLS: usize = 4_000_000;

/// A file of tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Name of the file, as it is shown.
    pub name: String,
    /// Its sheets in order; a text file has one without a name.
    pub sheets: Vec<Sheet>,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Name; empty for text files.
    pub name: String,
    /// Rows of cells from the first on.
    pub rows: Vec<Vec<Cell>>,
    /// Row and column of cells that repeat the first of a merged area.
    pub repeated: BTreeSet<(usize, usize)>,
    /// Whether the rows are the tasks of a chart, with the columns that `import::project` gives them.
    pub tasks: bool,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as written.
    Text(String),
    /// A number.
    Number(f64),
    /// A date, its time left out.
    Date(Date),
    /// True or false.
    Flag(bool),
    /// An error value, or characters that could not be read.
    Broken(String),
}

impl Cell {
    /// As a person reads it.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Broken(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(date) => date.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

impl Sheet {
    /// A cell; nothing beyond the table.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        let cell = self.rows.get(row).and_then(|cells| cells.get(column));
        cell.unwrap_or(NOTHING)
    }
}

/// A cell of a sheet of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file.
    pub book: String,
    /// Name of the sheet; empty for text files.
    pub sheet: String,
    /// Row from 0.
    pub row: usize,
    /// Column from 0.
    pub column: usize,
}

/// `C5`, as spreadsheets name it.
fn cell_name(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", letters.into_iter().collect::<String>(), row + 1)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = cell_name(self.row, self.column);
        match self.sheet.is_empty() {
            true => write!(f, "{} {cell}", self.book),
            false => write!(f, "{} [{}] {cell}", self.book, self.sheet),
        }
    }
}

/// Why a file gives no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A workbook that is damaged.
    Workbook,
    /// A workbook that only a password opens.
    Password,
    /// XML that is none; the line at which that shows.
    Xml(u32),
    /// XML of something else: its outermost element.
    Project(String),
    /// More cells than are read.
    TooLarge {
        /// So many are.
        most: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_spreadsheets() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(4, 25), "Z5");
        assert_eq!(cell_name(9, 26), "AA10");
        assert_eq!(cell_name(0, 701), "ZZ1");
        assert_eq!(cell_name(0, 702), "AAA1");
    }
}
