//! Headings: compared without spaces, width and case; the unit in their brackets; the row of a
//! sheet in which they stand.

use super::book::Sheet;
use super::columns::{Column, Columns};
use unicode_normalization::UnicodeNormalization;

/// Rows in which headings are looked for.
const FIRST_ROWS: usize = 60;

/// What a heading says of all numbers below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Yen are so many yen each.
    pub(super) scale: i64,
    /// Numbers are months.
    pub(super) months: bool,
    /// Amounts are without tax.
    pub(super) excluded: bool,
}

/// In one width and case, without spaces.
pub(super) fn folded(text: &str) -> String {
    let plain = text.nfkc().flat_map(char::to_lowercase);
    plain
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect()
}

/// A heading without what stands in its brackets, and what that says.
pub(super) fn units(heading: &str) -> (String, Unit) {
    let (mut bare, mut inside, mut depth) = (String::new(), String::new(), 0_usize);
    for c in heading.nfkc() {
        match c {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
            c if depth > 0 => inside.push(c),
            c => bare.push(c),
        }
    }
    let inside = folded(&inside);
    let scale = match () {
        () if inside.contains("百万円") => 1_000_000,
        () if inside.contains("千円") => 1_000,
        () if inside.contains("万円") => 10_000,
        () => 1,
    };
    let unit = Unit {
        scale,
        months: ["月", "month"].iter().any(|m| inside.contains(m)),
        excluded: ["税抜", "税別", "withouttax", "excl"]
            .iter()
            .any(|t| inside.contains(t)),
    };
    (bare, unit)
}

/// What a column of a sheet is.
#[derive(Clone, Debug)]
pub(super) enum Means<'a> {
    /// A fact.
    Fact(&'a Column, Unit),
    /// Known to be of no use.
    Skipped,
    /// Not known: its heading.
    Unknown(String),
}

/// Where the headings of a sheet stand, and what its columns are.
pub(super) struct Headings<'a> {
    /// The row of the headings.
    pub(super) row: usize,
    /// Rows from which they are put together: those above that are part of them.
    pub(super) first: usize,
    /// Of each column.
    pub(super) columns: Vec<Means<'a>>,
}

/// The headings of a sheet: the row that has most of them. Headings over two rows (契約 above 終了日)
/// are read together.
pub(super) fn headings<'a>(sheet: &Sheet, columns: &'a Columns) -> Option<Headings<'a>> {
    let rows = sheet.rows.len().min(FIRST_ROWS);
    let best = (0..rows)
        .map(|row| {
            let read = read(sheet, row, columns);
            let known = read
                .columns
                .iter()
                .filter(|c| !matches!(c, Means::Unknown(_)));
            (known.count(), row, read)
        })
        .max_by_key(|(known, row, _)| (*known, std::cmp::Reverse(*row)))?;
    (best.0 >= 2).then_some(best.2)
}

fn read<'a>(sheet: &Sheet, row: usize, columns: &'a Columns) -> Headings<'a> {
    let long = |row: usize| sheet.rows.get(row).map_or(0, Vec::len);
    let width = long(row).max(row.checked_sub(1).map_or(0, long));
    let mut first = row;
    let means = |column: usize| {
        let own = sheet.cell(row, column).shown();
        let above = match row {
            0 => String::new(),
            _ => sheet.cell(row - 1, column).shown(),
        };
        if own.trim().is_empty() {
            // A heading that stands in the upper of two rows.
            return match columns.find(&above) {
                Some(found) => (named(found), true),
                None => (Means::Unknown(above), false),
            };
        }
        if !above.trim().is_empty()
            && above != own
            && let Some(found) = columns.find(&format!("{above}{own}"))
        {
            return (named(found), true);
        }
        match columns.find(&own) {
            Some(found) => (named(found), false),
            None => (Means::Unknown(own), false),
        }
    };
    let mut all = Vec::with_capacity(width);
    for column in 0..width {
        let (means, joined) = means(column);
        if joined {
            first = row.saturating_sub(1);
        }
        all.push(means);
    }
    Headings {
        row,
        first,
        columns: only_one_kind(all, sheet, row),
    }
}

fn named((column, unit): (Option<&Column>, Unit)) -> Means<'_> {
    match column {
        Some(column) => Means::Fact(column, unit),
        None => Means::Skipped,
    }
}

/// A table of systems says nothing of the municipality: what looks like it is something else. The
/// same fact twice is read once.
fn only_one_kind<'a>(mut all: Vec<Means<'a>>, sheet: &Sheet, row: usize) -> Vec<Means<'a>> {
    let of = |means: &Means<'_>, kind: &str| matches!(means, Means::Fact(column, _) if column.key.starts_with(kind));
    let systems = all.iter().any(|m| of(m, "system."));
    let mut seen: Vec<String> = Vec::new();
    for (at, means) in all.iter_mut().enumerate() {
        let foreign = of(means, "municipality.") || of(means, "horizon.");
        let Means::Fact(column, _) = means else {
            continue;
        };
        let twice = seen.contains(&column.key);
        seen.push(column.key.clone());
        if twice || (systems && foreign) {
            let own = sheet.cell(row, at).shown();
            *means = Means::Unknown(if own.is_empty() {
                column.key.clone()
            } else {
                own
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::book::Cell;

    #[test]
    fn units_stand_in_brackets() {
        let (bare, unit) = units("月額（千円・税抜）");
        assert_eq!(
            (bare.as_str(), unit.scale, unit.excluded),
            ("月額", 1000, true)
        );
        let (bare, unit) = units("延長期間（か月）");
        assert_eq!((bare.as_str(), unit.months), ("延長期間", true));
    }

    #[test]
    fn headings_over_two_rows_are_read_together() {
        let text = |t: &str| Cell::Text(t.to_owned());
        let sheet = Sheet {
            rows: vec![
                vec![text("一覧")],
                vec![text("システム名"), text("契約"), text("契約")],
                vec![Cell::Empty, text("件名"), text("終了日")],
                vec![text("税"), text("保守"), Cell::Empty],
            ],
            ..Sheet::default()
        };
        let columns = Columns::new(None).expect("built in");
        let found = headings(&sheet, &columns).expect("found");
        let keys: Vec<&str> = found
            .columns
            .iter()
            .map(|m| match m {
                Means::Fact(column, _) => column.key.as_str(),
                _ => "",
            })
            .collect();
        assert_eq!((found.row, found.first), (2, 1));
        assert_eq!(keys, ["system.name", "contract.name", "contract.ends"]);
    }
}
