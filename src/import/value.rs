//! Cells as values: dates in every form that offices write, yen, lengths, words.

use super::book::Cell;
use super::heading::{Unit, folded};
use crate::calendar::{Date, Duration, FiscalYear, parse_wareki, parse_wareki_month};
use crate::diag::fix::quoted;
use chrono::{Datelike, Days, Months};
use unicode_normalization::UnicodeNormalization;

/// A value as the inventory holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A text, an id, a word.
    Text(String),
    /// A date.
    Date(Date),
    /// Whole yen.
    Yen(i64),
    /// A whole number.
    Number(i64),
    /// `6M`, `6M..9M`
    Length(String),
    /// A list of texts.
    List(Vec<String>),
    /// true or false.
    Flag(bool),
}

impl Typed {
    /// As TOML writes it.
    pub fn toml(&self) -> String {
        match self {
            Typed::Text(text) | Typed::Length(text) => quoted(text),
            Typed::Date(date) => date.to_string(),
            Typed::Yen(yen) => crate::init::yen(*yen),
            Typed::Number(number) => number.to_string(),
            Typed::Flag(flag) => flag.to_string(),
            Typed::List(items) => {
                let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

impl Typed {
    /// As a person reads it.
    pub fn shown(&self) -> String {
        match self {
            Typed::Text(text) | Typed::Length(text) => text.clone(),
            Typed::List(items) => items.join(", "),
            Typed::Yen(yen) => crate::init::yen(*yen).replace('_', ","),
            other => other.toml(),
        }
    }
}

/// In one width, without spaces around; line breaks are spaces.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.nfkc().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of one line, in its own width.
pub(super) fn text(cell: &Cell) -> Option<String> {
    let shown = match cell {
        Cell::Number(number) if number.fract() == 0.0 => format!("{number:.0}"),
        cell => cell.shown(),
    };
    let words: Vec<&str> = shown.split_whitespace().collect();
    let text = words.join(" ");
    (!text.is_empty()).then_some(text)
}

/// Which day of a month or a fiscal year is meant where only that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// Its first.
    First,
    /// Its last.
    Last,
}

/// A date: a date of the spreadsheet, its serial number, 20260331, 2026/3/31, 2026年3月31日, wareki,
/// a month, 令和7年度末.
pub(super) fn date(cell: &Cell, edge: Edge) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Number(number) => of_number(*number),
        Cell::Text(text) => of_text(&plain(text), edge),
        _ => None,
    }
}

/// The day that spreadsheets count from (the 1900 system, after its leap-year fault).
fn of_number(number: f64) -> Option<Date> {
    // Days from 1975 to 2099.
    const SERIALS: std::ops::RangeInclusive<f64> = 27_395.0..=73_050.0;
    if number.fract() == 0.0 && (19_000_101.0..=20_991_231.0).contains(&number) {
        let digits = number as i32;
        let (month, day) = ((digits / 100 % 100) as u32, (digits % 100) as u32);
        return Date::from_ymd_opt(digits / 10_000, month, day);
    }
    if !SERIALS.contains(&number) {
        return None;
    }
    let first = Date::from_ymd_opt(1899, 12, 30)?;
    first.checked_add_days(Days::new(number as u64))
}

fn of_text(text: &str, edge: Edge) -> Option<Date> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // 2026/3/31(火)
    let text = text.split('(').next().unwrap_or("").to_owned();
    if let Ok(number) = text.parse::<f64>() {
        return of_number(number);
    }
    if let Some(date) = parse_wareki(&text) {
        return Some(date);
    }
    let (body, last) = match text
        .strip_suffix('末')
        .or_else(|| text.strip_suffix("末日"))
    {
        Some(body) => (body, Edge::Last),
        None => (text.as_str(), edge),
    };
    if let Some(year) = body.strip_suffix("年度") {
        let year = FiscalYear(western(year)?);
        return Some(match last {
            Edge::First => year.first_day(),
            Edge::Last => year.last_day(),
        });
    }
    if let Some(first) = parse_wareki_month(body) {
        return edge_of(first, last);
    }
    let numbers: Vec<i32> = body
        .split(['/', '-', '.', '年', '月', '日'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let day = |year, month: i32, day: i32| {
        Date::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    };
    match numbers[..] {
        [y, m, d] if y >= 1900 => day(y, m, d),
        [y, m] if y >= 1900 => edge_of(day(y, m, 1)?, last),
        _ => None,
    }
}

/// 令和7, R7, 2025
fn western(year: &str) -> Option<i32> {
    match year.parse::<i32>() {
        Ok(year) => (1900..2100).contains(&year).then_some(year),
        // The fiscal year is named by the era of its April, 令和元年度 by the government's choice.
        Err(_) => parse_wareki(&format!("{year}年5月1日")).map(|d| d.year()),
    }
}

fn edge_of(first: Date, edge: Edge) -> Option<Date> {
    match edge {
        Edge::First => Some(first),
        Edge::Last => first.checked_add_months(Months::new(1))?.pred_opt(),
    }
}

/// Whole yen: 1,500,000円, 150万円, 1.5百万円, or a number in the unit of its heading.
pub(super) fn yen(cell: &Cell, unit: Unit) -> Option<i64> {
    let (number, scale) = match cell {
        Cell::Number(number) => (*number, unit.scale),
        Cell::Text(text) => {
            let text = folded(text);
            let text = text.trim_start_matches(['¥', '\\', '￥']);
            let scales = [
                ("百万円", 1_000_000),
                ("千円", 1_000),
                ("万円", 10_000),
                ("円", 1),
            ];
            let found = scales
                .iter()
                .find_map(|(name, n)| Some((text.strip_suffix(name)?, *n)));
            let (digits, scale) = found.unwrap_or((text, unit.scale));
            (digits.replace(',', "").parse().ok()?, scale)
        }
        _ => return None,
    };
    let yen = number * scale as f64;
    let whole = yen.round();
    let fits = (0.0..=1e11).contains(&yen) && (yen - whole).abs() < 1e-6;
    fits.then_some(whole as i64)
}

/// A whole number: 3, ３, 3回, 2班.
pub(super) fn number(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..=1e12).contains(number) => {
            Some(*number as i64)
        }
        Cell::Text(text) => {
            let text = folded(text).replace(',', "");
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = text.strip_suffix(rest)?;
            ["", "回", "人", "班", "件", "システム", "本", "個", "times"]
                .contains(&rest)
                .then(|| digits.parse().ok())?
        }
        _ => None,
    }
}

/// A length: 6M, 6か月, ６ヶ月, 半年, 1年, 2週間, 30日; a number where the heading says months.
pub(super) fn length(cell: &Cell, unit: Unit) -> Option<String> {
    match cell {
        Cell::Number(number) if unit.months && number.fract() == 0.0 && *number >= 0.0 => {
            Some(format!("{number:.0}M"))
        }
        Cell::Text(text) => {
            let text = folded(text);
            let text = text.trim_end_matches(['前', '間']);
            if text.chars().all(|c| c.is_ascii_digit()) && unit.months {
                return Some(format!("{text}M"));
            }
            one_length(text)
        }
        _ => None,
    }
}

fn one_length(text: &str) -> Option<String> {
    let text = text.trim_end_matches(['前', '間']);
    if text == "半年" {
        return Some("6M".to_owned());
    }
    let names = [
        ("年半", 12, 6, "M"),
        ("か月", 1, 0, "M"),
        ("ヶ月", 1, 0, "M"),
        ("ケ月", 1, 0, "M"),
        ("ヵ月", 1, 0, "M"),
        ("カ月", 1, 0, "M"),
        ("箇月", 1, 0, "M"),
        ("months", 1, 0, "M"),
        ("month", 1, 0, "M"),
        ("m", 1, 0, "M"),
        ("月", 1, 0, "M"),
        ("年", 12, 0, "M"),
        ("years", 12, 0, "M"),
        ("year", 12, 0, "M"),
        ("週", 1, 0, "W"),
        ("weeks", 1, 0, "W"),
        ("w", 1, 0, "W"),
        ("営業日", 1, 0, "bd"),
        ("開庁日", 1, 0, "bd"),
        ("bd", 1, 0, "bd"),
        ("日", 1, 0, "d"),
        ("days", 1, 0, "d"),
        ("d", 1, 0, "d"),
    ];
    let (digits, (_, times, more, unit)) = names
        .iter()
        .find_map(|name| Some((text.strip_suffix(name.0)?, name)))?;
    let number: u32 = digits.parse().ok()?;
    let written = format!("{}{unit}", number.checked_mul(*times)?.checked_add(*more)?);
    Duration::parse(&written).map(|d| d.to_string())
}

/// A length or a range of them: 12か月~18か月, 12〜18か月.
pub(super) fn lengths(cell: &Cell, unit: Unit) -> Option<String> {
    if let Some(length) = length(cell, unit) {
        return Some(length);
    }
    let Cell::Text(text) = cell else {
        return None;
    };
    let text = folded(text);
    let (low, high) = text
        .split_once("..")
        .or_else(|| text.split_once(['~', '〜', '～', '-']))?;
    let months = |text: &str| {
        let digits = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        (unit.months && digits).then(|| one_length(&format!("{text}m")))?
    };
    let high_length = one_length(high).or_else(|| months(high))?;
    let suffix = high.trim_start_matches(|c: char| c.is_ascii_digit());
    let suffix = if suffix.is_empty() { "m" } else { suffix };
    let low = one_length(low).or_else(|| one_length(&format!("{low}{suffix}")))?;
    Some(format!("{low}..{high_length}"))
}

/// Yes or no.
pub(super) fn flag(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Flag(flag) => Some(*flag),
        Cell::Text(text) => match folded(text).as_str() {
            "○" | "〇" | "◯" | "有" | "あり" | "はい" | "yes" | "true" => Some(true),
            "×" | "無" | "なし" | "いいえ" | "no" | "false" | "-" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The items of a list: apart by 、 , ; or line breaks.
pub(super) fn items(cell: &Cell) -> Vec<String> {
    let shown = cell.shown();
    let items = shown.split(['、', '，', ',', ';', '；', '\n', '\r']);
    let items = items.map(|item| item.split_whitespace().collect::<Vec<_>>().join(" "));
    items.filter(|item| !item.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Unit = Unit {
        scale: 1,
        months: false,
        excluded: false,
    };

    fn told(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn dates_in_every_form_of_the_office() {
        let day = |y, m, d| Date::from_ymd_opt(y, m, d);
        for (cell, expected) in [
            (told("2026/3/31"), day(2026, 3, 31)),
            (told("２０２６．３．３１"), day(2026, 3, 31)),
            (told("2026年3月31日（火）"), day(2026, 3, 31)),
            (told("R8.3.31"), day(2026, 3, 31)),
            (told("令和８年３月３１日"), day(2026, 3, 31)),
            (told("令和7年度末"), day(2026, 3, 31)),
            (told("2025年度末"), day(2026, 3, 31)),
            (told("令和8年3月末"), day(2026, 3, 31)),
            (told("2026-02"), day(2026, 2, 28)),
            (told("20260331"), day(2026, 3, 31)),
            (told("46112"), day(2026, 3, 31)),
            (Cell::Number(46112.0), day(2026, 3, 31)),
            (Cell::Number(20_260_331.0), day(2026, 3, 31)),
            (told("2026/2/30"), None),
            (told("未定"), None),
            (Cell::Number(7.0), None),
        ] {
            assert_eq!(date(&cell, Edge::Last), expected, "{cell:?}");
        }
        assert_eq!(date(&told("2023年10月"), Edge::First), day(2023, 10, 1));
    }

    #[test]
    fn yen_in_their_units() {
        for (cell, unit, expected) in [
            (told("1,500,000円"), PLAIN, Some(1_500_000)),
            (told("￥１５００"), PLAIN, Some(1_500)),
            (told("150万円"), PLAIN, Some(1_500_000)),
            (told("1.5百万円"), PLAIN, Some(1_500_000)),
            (
                Cell::Number(1500.0),
                Unit {
                    scale: 1000,
                    ..PLAIN
                },
                Some(1_500_000),
            ),
            (told("0.5"), PLAIN, None),
            (told("-3"), PLAIN, None),
            (told("約100万円"), PLAIN, None),
        ] {
            assert_eq!(yen(&cell, unit), expected, "{cell:?}");
        }
    }

    #[test]
    fn lengths_as_contracts_write_them() {
        let months = Unit {
            months: true,
            ..PLAIN
        };
        for (cell, unit, expected) in [
            (told("6か月前"), PLAIN, Some("6M")),
            (told("６ヶ月"), PLAIN, Some("6M")),
            (told("半年"), PLAIN, Some("6M")),
            (told("1年"), PLAIN, Some("12M")),
            (told("2週間"), PLAIN, Some("2W")),
            (told("12M"), PLAIN, Some("12M")),
            (Cell::Number(6.0), months, Some("6M")),
            (Cell::Number(6.0), PLAIN, None),
            (told("しばらく"), PLAIN, None),
        ] {
            assert_eq!(length(&cell, unit).as_deref(), expected, "{cell:?}");
        }
        assert_eq!(
            lengths(&told("12～18か月"), PLAIN).as_deref(),
            Some("12M..18M")
        );
        assert_eq!(lengths(&told("6M..9M"), PLAIN).as_deref(), Some("6M..9M"));
        for range in ["12～18", "12-18", "12M〜18"] {
            assert_eq!(
                lengths(&told(range), months).as_deref(),
                Some("12M..18M"),
                "{range}"
            );
        }
        assert_eq!(lengths(&told("12-18"), PLAIN), None);
    }

    #[test]
    fn numbers_may_have_what_is_counted() {
        assert_eq!(number(&told("２回")), Some(2));
        assert_eq!(number(&told("2班")), Some(2));
        assert_eq!(number(&Cell::Number(2.5)), None);
        assert_eq!(number(&told("二")), None);
    }
}
