//! Text files: CSV as Excel writes it, or tabs; in the encodings of Japanese offices.

use super::book::{Book, Cell, MOST_CELLS, Sheet, Unreadable};
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

/// The text of bytes: by its mark (UTF-8, UTF-16), as UTF-8 where it is that, else as Shift_JIS
/// (Windows code page 932). What cannot be read becomes U+FFFD.
pub(super) fn decoded(bytes: &[u8]) -> String {
    if Encoding::for_bom(bytes).is_some() {
        return UTF_8.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => SHIFT_JIS.decode(bytes).0.into_owned(),
    }
}

/// The one table of a text file.
pub(super) fn book(name: &str, text: &str) -> Result<Book, Unreadable> {
    let first = text.lines().next().unwrap_or("");
    let tabs = first.matches('\t').count() > first.matches(',').count();
    let delimiter = if tabs { '\t' } else { ',' };
    let rows = match text.contains('"') {
        true => quoted(text, delimiter)?,
        false => plain(text, delimiter)?,
    };
    let sheet = Sheet {
        rows,
        ..Sheet::default()
    };
    Ok(Book {
        name: name.to_owned(),
        sheets: vec![sheet],
    })
}

/// Without quotes every line is a row, blank ones too, so that rows have the numbers of lines.
fn plain(text: &str, delimiter: char) -> Result<Vec<Vec<Cell>>, Unreadable> {
    let mut cells = 0;
    let row = |line: &str| {
        let row: Vec<Cell> = line.split(delimiter).map(cell).collect();
        cells += row.len();
        match cells > MOST_CELLS {
            true => Err(Unreadable::TooLarge { most: MOST_CELLS }),
            false => Ok(row),
        }
    };
    text.lines().map(row).collect()
}

/// With quotes a row may take several lines.
fn quoted(text: &str, delimiter: char) -> Result<Vec<Vec<Cell>>, Unreadable> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if delimiter == '\t' { b'\t' } else { b',' })
        .from_reader(text.as_bytes());
    let (mut rows, mut cells) = (Vec::new(), 0);
    // The text is UTF-8 already, so that a record is always readable.
    for record in reader.records().flatten() {
        cells += record.len();
        if cells > MOST_CELLS {
            return Err(Unreadable::TooLarge { most: MOST_CELLS });
        }
        rows.push(record.iter().map(cell).collect());
    }
    Ok(rows)
}

fn cell(text: &str) -> Cell {
    match text {
        "" => Cell::Empty,
        _ if text.contains('\u{fffd}') => Cell::Broken(text.to_owned()),
        _ => Cell::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(bytes: &[u8]) -> Cell {
        let book = book("t", &decoded(bytes)).expect("small");
        book.sheets[0].cell(0, 0).clone()
    }

    #[test]
    fn encodings_of_japanese_offices_are_read() {
        let told = Cell::Text("税".to_owned());
        assert_eq!(first("税,1".as_bytes()), told);
        assert_eq!(first(b"\xef\xbb\xbf\xe7\xa8\x8e,1"), told);
        assert_eq!(first(&[0x90, 0xc5, b',', b'1']), told);
        assert_eq!(first(&[0xff, 0xfe, 0x0e, 0x7a, b',', 0]), told);
    }

    #[test]
    fn what_no_encoding_gives_is_told() {
        assert!(matches!(first(&[0x90, 0xc5, 0xff, b',']), Cell::Broken(_)));
    }

    #[test]
    fn lines_keep_their_numbers() {
        let book = book("t", "a,b\n\n\nc,d\n").expect("small");
        assert_eq!(book.sheets[0].cell(3, 0), &Cell::Text("c".to_owned()));
    }
}
