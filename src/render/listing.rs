//! Rows that a command lists, before any format: columns with names that scripts may rely on, in
//! which rows can be chosen and sorted, the same way whatever they are about.

mod item;

pub use item::Item;

use super::terminal::{columns as cells_of, pad, pad_left, plain, wrap};
use super::{TerminalStyle, csv_text, escaped};
use crate::calendar::Date;
use crate::plan::Plan;
use crate::report::asked::{Named, folded, found};
use crate::report::{NameOf, Unknown, wording};
use crate::words::{Lang, say};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::Write;

/// A column of words is not made narrower than this on a terminal.
const LEAST: usize = 8;
/// Nor one of numbers or days than this, whose headings only go on in further lines.
const LEAST_WHOLE: usize = 6;

/// What is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    columns: Vec<ListColumn>,
    rows: Vec<Vec<Item>>,
    /// Ids of vendors and teams with their shown names: either may be typed.
    vendors: Named,
    lang: Lang,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListColumn {
    /// Its name for `--columns` and `--sort`.
    pub key: Cow<'static, str>,
    /// Its heading.
    pub heading: String,
    /// Whether it is there where nobody asks for columns.
    pub usual: bool,
}

impl Listing {
    /// An empty list; headings are the words `PREFIX-KEY`.
    pub fn new(lang: Lang, prefix: &str, usual: &[&'static str]) -> Listing {
        let list = Listing {
            columns: Vec::new(),
            rows: Vec::new(),
            vendors: Named::new(),
            lang,
        };
        list.and_all(prefix, usual, true)
    }

    /// With more columns; headings are the words `PREFIX-KEY`.
    pub fn and_all(self, prefix: &str, keys: &[&'static str], usual: bool) -> Listing {
        let lang = self.lang;
        keys.iter().fold(self, |list, key| {
            list.and(*key, say(lang, &format!("{prefix}-{key}"), &[]), usual)
        })
    }

    /// With the vendors and teams of a plan, whose ids may be typed as well as their names.
    pub(crate) fn with_vendors(mut self, plan: &Plan) -> Listing {
        let ids = plan.load.iter().map(|load| &load.provider);
        self.vendors
            .extend(ids.map(|id| (id.clone(), wording::provider(plan, id))));
        self
    }

    /// With one more column.
    pub fn and(
        mut self,
        key: impl Into<Cow<'static, str>>,
        heading: String,
        usual: bool,
    ) -> Listing {
        self.columns.push(ListColumn {
            key: key.into(),
            heading,
            usual,
        });
        self
    }

    /// With one more row: a cell for each column.
    pub fn push(&mut self, row: Vec<Item>) {
        self.rows.push(row);
    }

    /// What stands in a column, row by row, as it is shown.
    pub fn cells(&self, key: &str) -> Vec<String> {
        let at = self.columns.iter().position(|c| c.key == key);
        let cell = |row: &Vec<Item>| at.and_then(|at| Some(row.get(at)?.shown(self.lang)));
        self.rows.iter().filter_map(cell).collect()
    }

    /// Names of the columns, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> + '_ {
        self.columns.iter().map(|column| column.key.as_ref())
    }

    /// The rows that one of these names belongs to, by a column of names.
    pub fn only(mut self, of: NameOf, typed: &[String]) -> Result<Listing, Unknown> {
        if typed.is_empty() {
            return Ok(self);
        }
        let key = match of {
            NameOf::Owner => "owner",
            NameOf::Business => "business",
            NameOf::Vendor => "vendor",
            NameOf::Column => return Ok(self),
        };
        let at = self.column(key)?;
        let of_row = |row: &[Item]| match row.get(at) {
            Some(Item::Names(names)) => names.clone(),
            Some(Item::Text(name)) => vec![name.clone()],
            _ => Vec::new(),
        };
        let all = self.rows.iter().flat_map(|row| of_row(row));
        let mut known: Named = all.map(|name| (name.clone(), name)).collect();
        if of == NameOf::Vendor {
            known.append(&mut self.vendors.clone());
        }
        let meant: BTreeSet<String> = found(of, typed, &known)?.into_values().collect();
        self.rows
            .retain(|row| of_row(row).iter().any(|name| meant.contains(name)));
        Ok(self)
    }

    /// The rows whose day in a column is no later than this.
    pub fn until(mut self, key: &str, last: Date) -> Result<Listing, Unknown> {
        let at = self.column(key)?;
        self.rows
            .retain(|row| matches!(row.get(at), Some(Item::Day(day)) if *day <= last));
        Ok(self)
    }

    /// Rows in the order of these columns, `-` before a name for the other way round; equal ones
    /// stay in their order.
    pub fn sorted(mut self, by: &[String]) -> Result<Listing, Unknown> {
        let mut keys = Vec::new();
        for name in by {
            let (name, back) = match name.strip_prefix(['-', '－', '−']) {
                Some(name) => (name, true),
                None => (name.as_str(), false),
            };
            keys.push((self.column(name)?, back));
        }
        self.rows.sort_by(|a, b| {
            let each = keys.iter().map(|(at, back)| {
                let (Some(a), Some(b)) = (a.get(*at), b.get(*at)) else {
                    return Ordering::Equal;
                };
                let blank = matches!(a, Item::Blank) || matches!(b, Item::Blank);
                match *back && !blank {
                    true => b.order(a),
                    false => a.order(b),
                }
            });
            each.fold(Ordering::Equal, Ordering::then)
        });
        Ok(self)
    }

    /// These columns in this order; none named: the usual ones.
    pub fn with_columns(mut self, names: &[String]) -> Result<Listing, Unknown> {
        let chosen: Vec<usize> = match names.is_empty() {
            true => (0..self.columns.len())
                .filter(|at| self.columns[*at].usual)
                .collect(),
            false => {
                let all = names.iter().map(|name| self.column(name));
                all.collect::<Result<_, _>>()?
            }
        };
        let pick = |row: &Vec<Item>| {
            let cells = chosen.iter().map(|at| row.get(*at).cloned());
            cells.map(|cell| cell.unwrap_or(Item::Blank)).collect()
        };
        self.rows = self.rows.iter().map(pick).collect();
        self.columns = chosen.iter().map(|at| self.columns[*at].clone()).collect();
        Ok(self)
    }

    /// A column by its name or heading.
    fn column(&self, name: &str) -> Result<usize, Unknown> {
        let asked = folded(name);
        let is = |c: &ListColumn| c.key == asked || folded(&c.heading) == asked;
        self.columns.iter().position(is).ok_or_else(|| Unknown {
            wanted: NameOf::Column,
            name: name.to_owned(),
            nearest: None,
            known: self.keys().map(str::to_owned).collect(),
        })
    }

    fn shown(&self) -> Vec<Vec<String>> {
        let row = |row: &Vec<Item>| row.iter().map(|item| item.shown(self.lang)).collect();
        self.rows.iter().map(row).collect()
    }

    /// For spreadsheets: a byte-order mark, CRLF, and no text that would be taken for a formula.
    pub fn csv(&self) -> String {
        let heads = self.columns.iter().map(|column| csv_text(&column.heading));
        let mut out = format!("\u{feff}{}\r\n", heads.collect::<Vec<_>>().join(","));
        for row in &self.rows {
            let cells = row.iter().map(|item| match item {
                Item::Number(_) | Item::Day(_) => item.shown(self.lang),
                Item::Share(share) => share.to_string(),
                item => csv_text(&item.shown(self.lang)),
            });
            out.push_str(&cells.collect::<Vec<_>>().join(","));
            out.push_str("\r\n");
        }
        out
    }

    /// An object for each row, by the names of columns.
    pub fn json(&self) -> String {
        let row = |row: &Vec<Item>| {
            let cells = self.columns.iter().zip(row);
            let cells = cells.map(|(column, item)| (column.key.to_string(), item.json()));
            serde_json::Value::Object(cells.collect())
        };
        let rows: Vec<serde_json::Value> = self.rows.iter().map(row).collect();
        let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
        text.push('\n');
        text
    }

    /// A table for Markdown pages.
    pub fn markdown(&self) -> String {
        let heads = self.columns.iter().map(|column| escaped(&column.heading));
        let mut out = format!("| {} |\n|", heads.collect::<Vec<_>>().join(" | "));
        for at in 0..self.columns.len() {
            out.push_str(if self.is_numbers(at) { "---:|" } else { "---|" });
        }
        out.push('\n');
        for row in self.shown() {
            let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        out
    }

    /// A table in lines of at most `width` columns; where these are too few, a line for each cell.
    pub fn table(&self, width: usize, style: TerminalStyle) -> String {
        let clear = |text: &str| plain(text, style);
        let heads: Vec<String> = self.columns.iter().map(|c| clear(&c.heading)).collect();
        let rows: Vec<Vec<String>> = self
            .shown()
            .iter()
            .map(|row| row.iter().map(|cell| clear(cell)).collect())
            .collect();
        if rows.is_empty() {
            return format!("{}\n", say(self.lang, "list-nothing", &[]));
        }
        // Digits and days stay whole; words may go on in further lines.
        let whole: Vec<bool> = (0..heads.len()).map(|at| self.is_unbroken(at)).collect();
        match fit(&heads, &rows, &whole, width) {
            Some(widths) => self.laid(&heads, &rows, &widths, style),
            None => self.one_by_one(&heads, &rows, width),
        }
    }

    fn laid(
        &self,
        heads: &[String],
        rows: &[Vec<String>],
        widths: &[usize],
        style: TerminalStyle,
    ) -> String {
        let mut out = String::new();
        let mut line = |row: &[String], right: bool| {
            let cells: Vec<Vec<String>> = row
                .iter()
                .zip(widths)
                .map(|(cell, width)| wrap(cell, *width, ""))
                .collect();
            for n in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
                let parts = cells
                    .iter()
                    .zip(widths)
                    .enumerate()
                    .map(|(at, (lines, width))| {
                        let text = lines.get(n).map_or("", String::as_str);
                        match right && self.is_numbers(at) {
                            true => pad_left(text, *width),
                            false => pad(text, *width),
                        }
                    });
                let parts: Vec<String> = parts.collect();
                let _ = writeln!(out, "{}", parts.join("  ").trim_end());
            }
        };
        line(heads, true);
        let rule = if style.ascii { "-" } else { "─" };
        let rules: Vec<String> = widths.iter().map(|width| rule.repeat(*width)).collect();
        line(&rules, false);
        for row in rows {
            line(row, true);
        }
        out
    }

    fn one_by_one(&self, heads: &[String], rows: &[Vec<String>], width: usize) -> String {
        let mut out = String::new();
        for (n, row) in rows.iter().enumerate() {
            if n > 0 {
                out.push('\n');
            }
            for (head, cell) in heads.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                for line in wrap(&format!("{head}: {cell}"), width, "  ") {
                    let _ = writeln!(out, "{line}");
                }
            }
        }
        out
    }

    /// Whether a column holds numbers and days alone.
    fn is_unbroken(&self, at: usize) -> bool {
        self.rows
            .iter()
            .all(|row| !matches!(row.get(at), Some(Item::Text(_) | Item::Names(_))))
    }

    /// Whether a column holds numbers alone.
    fn is_numbers(&self, at: usize) -> bool {
        let mut some = false;
        for row in &self.rows {
            match row.get(at) {
                Some(Item::Number(_) | Item::Share(_)) => some = true,
                Some(Item::Blank) | None => {}
                Some(_) => return false,
            }
        }
        some
    }
}

/// Widths with which all columns stand side by side: the widest give way, but not those whose cells
/// stay whole.
fn fit(heads: &[String], rows: &[Vec<String>], whole: &[bool], width: usize) -> Option<Vec<usize>> {
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| cells_of(cell)).max().unwrap_or(0)
    };
    let cells: Vec<usize> = (0..heads.len()).map(widest).collect();
    let both = heads.iter().zip(&cells);
    let mut widths: Vec<usize> = both
        .map(|(head, cells)| cells_of(head).max(*cells).max(1))
        .collect();
    let least: Vec<usize> = cells
        .iter()
        .zip(whole)
        .map(|(cells, whole)| {
            if *whole {
                LEAST_WHOLE.max(*cells)
            } else {
                LEAST
            }
        })
        .collect();
    let gaps = 2 * heads.len().saturating_sub(1);
    let room = width.checked_sub(gaps)?;
    while widths.iter().sum::<usize>() > room {
        let can = widths.iter().zip(&least).enumerate();
        let can = can.filter(|(_, (width, least))| width > least);
        let (at, _) = can.max_by_key(|(_, (width, _))| **width)?;
        widths[at] -= 1;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Listing {
        let mut list = Listing::new(Lang::En, "", &[]);
        for (key, heading) in [("system", "System"), ("owner", "Owner"), ("days", "Days")] {
            list = list.and(key, heading.to_owned(), key != "owner");
        }
        let row = |system: &str, owner: &str, days: Option<i64>| {
            vec![
                Item::text(system),
                Item::names(owner.split('+')),
                Item::number(days),
            ]
        };
        list.push(row("tax", "税務課+会計課", Some(-3)));
        list.push(row("=1+2", "福祉課", None));
        list.push(row("kaigo", "福祉課", Some(12)));
        list
    }

    fn typed(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn columns_are_chosen_and_unknown_ones_told() {
        let usual = list().with_columns(&[]).unwrap();
        assert_eq!(usual.keys().collect::<Vec<_>>(), ["system", "days"]);
        let two = list().with_columns(&typed(&["Ｄａｙｓ", "owner"])).unwrap();
        assert_eq!(two.keys().collect::<Vec<_>>(), ["days", "owner"]);
        let unknown = list().with_columns(&typed(&["color"])).unwrap_err();
        assert_eq!(unknown.known, ["system", "owner", "days"]);
    }

    #[test]
    fn rows_are_sorted_with_blanks_last_either_way() {
        let days = |by: &str| {
            let list = list().sorted(&typed(&[by])).unwrap();
            let list = list.with_columns(&typed(&["system"])).unwrap();
            list.shown().concat()
        };
        assert_eq!(days("days"), ["tax", "kaigo", "=1+2"]);
        assert_eq!(days("-days"), ["kaigo", "tax", "=1+2"]);
        assert_eq!(days("owner"), ["=1+2", "kaigo", "tax"].map(str::to_owned));
    }

    #[test]
    fn rows_of_an_owner_are_found_by_a_part_of_its_name() {
        let of = |name: &str| list().only(NameOf::Owner, &typed(&[name]));
        assert_eq!(of("会計").unwrap().rows.len(), 1);
        assert_eq!(of("福祉課").unwrap().rows.len(), 2);
        assert_eq!(of("建設課").unwrap_err().wanted, NameOf::Owner);
    }

    #[test]
    fn no_text_becomes_a_formula_and_numbers_stay_numbers() {
        let csv = list().csv();
        assert!(csv.contains("\r\ntax,\"税務課, 会計課\",-3\r\n"), "{csv}");
        assert!(csv.contains("\r\n'=1+2,福祉課,\r\n"), "{csv}");
    }

    #[test]
    fn tables_keep_their_width() {
        for width in [20, 40, 80] {
            let text = list().table(width, TerminalStyle::default());
            assert!(text.lines().all(|line| cells_of(line) <= width), "{text}");
        }
    }
}
