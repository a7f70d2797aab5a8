//! Japanese era years: 令和8年3月31日, R8.3.31, 令和８年度.

use super::{Date, FiscalYear};
use chrono::Datelike;

/// An era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// 令和
    pub name: &'static str,
    /// R
    pub letter: char,
    /// First day.
    pub from: Date,
}

/// Year, month and day of each era's first day; the latest first.
const ERAS: [(&str, char, (i32, u32, u32)); 5] = [
    ("令和", 'R', (2019, 5, 1)),
    ("平成", 'H', (1989, 1, 8)),
    ("昭和", 'S', (1926, 12, 25)),
    ("大正", 'T', (1912, 7, 30)),
    ("明治", 'M', (1868, 1, 25)),
];

impl Era {
    /// All eras since 明治, the latest first.
    pub fn all() -> impl Iterator<Item = Era> {
        ERAS.iter().filter_map(|&(name, letter, (y, m, d))| {
            Some(Era {
                name,
                letter,
                from: Date::from_ymd_opt(y, m, d)?,
            })
        })
    }

    /// The era that a day lies in; `None` before 明治.
    pub fn of(date: Date) -> Option<Era> {
        Era::all().find(|era| era.from <= date)
    }

    /// The year of this era that a calendar year is: 1 for 元年.
    fn year(self, year: i32) -> i32 {
        year - self.from.year() + 1
    }
}

/// `元年` for the first year, else the number.
fn year_text(year: i32, full_width: bool) -> String {
    match year {
        1 => "元".to_owned(),
        _ if full_width => year.to_string().chars().map(widen).collect(),
        _ => year.to_string(),
    }
}

/// A digit as it is drawn in a full-width text.
fn widen(c: char) -> char {
    match c.to_digit(10) {
        Some(digit) => char::from_u32('０' as u32 + digit).unwrap_or(c),
        None => c,
    }
}

/// `令和3年8月3日`; a day before 明治 as ISO.
pub fn wareki(date: Date) -> String {
    match Era::of(date) {
        Some(era) => format!(
            "{}{}年{}月{}日",
            era.name,
            year_text(era.year(date.year()), false),
            date.month(),
            date.day()
        ),
        None => date.to_string(),
    }
}

/// `令和8年度`; `full_width` draws the number as the roadmap does (令和８年度).
///
/// The year that begins on 2019-04-01, a month before the era did, is named 令和元年度 as the
/// government names it.
pub fn fiscal_year_label(year: FiscalYear, full_width: bool) -> String {
    let end = year.last_day();
    let era = if year.0 == 2019 {
        Era::of(end)
    } else {
        Era::of(year.first_day())
    };
    match era {
        Some(era) => format!(
            "{}{}年度",
            era.name,
            year_text(era.year(year.0), full_width)
        ),
        None => format!("{}年度", year.0),
    }
}

/// Reads `令和8年3月31日`, `R8.3.31`, `令和元年5月1日`; digits already folded to ASCII.
///
/// A day outside its era (平成31年5月1日) is read as what it plainly means; contracts signed before
/// an era began are full of them. A day that no calendar has is `None`.
pub fn parse_wareki(text: &str) -> Option<Date> {
    let text = without_spaces(text);
    let (era, rest) = era_of(&text)?;
    let (year, month, day) = match rest.split_once('年') {
        Some((year, rest)) => {
            let (month, day) = rest.split_once('月')?;
            (year, month, day.strip_suffix('日')?)
        }
        None => {
            let (year, rest) = rest.split_once(['.', '/', '-'])?;
            let (month, day) = rest.split_once(['.', '/', '-'])?;
            (year, month, day)
        }
    };
    Date::from_ymd_opt(
        era_year(era, year)?,
        small_number(month)?,
        small_number(day)?,
    )
}

/// Reads a month, `令和8年3月`, `R8.3`, `平成31年4月`, as its first day.
pub fn parse_wareki_month(text: &str) -> Option<Date> {
    let text = without_spaces(text);
    let (era, rest) = era_of(&text)?;
    let (year, month) = match rest.split_once('年') {
        Some((year, month)) => (year, month.strip_suffix('月')?),
        None => rest.split_once(['.', '/', '-'])?,
    };
    Date::from_ymd_opt(era_year(era, year)?, small_number(month)?, 1)
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The era that a text begins with, by name or letter, and what follows.
fn era_of(text: &str) -> Option<(Era, &str)> {
    let first = text.chars().next()?;
    Era::all().find_map(|era| {
        let rest = text.strip_prefix(era.name);
        let rest = rest.or_else(|| {
            let letter = era.letter == first.to_ascii_uppercase();
            text.get(first.len_utf8()..).filter(|_| letter)
        })?;
        Some((era, rest))
    })
}

/// The calendar year of a year of an era, `元` or a number.
fn era_year(era: Era, year: &str) -> Option<i32> {
    let year = if year == "元" {
        1
    } else {
        small_number(year)?
    };
    let year = i32::try_from(year).ok().filter(|y| *y >= 1)?;
    Some(era.from.year() - 1 + year)
}

/// Up to three ASCII digits.
fn small_number(text: &str) -> Option<u32> {
    let plain = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
