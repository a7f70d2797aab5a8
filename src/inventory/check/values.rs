//! Single values: texts, dates, lengths of time, yen, numbers, words.

use super::context::Context;
use super::spreads;
use super::trace::Shape;
use crate::calendar::{
    Date, Duration, FIRST_YEAR, FiscalYear, LAST_YEAR, Range, parse_wareki, parse_wareki_month,
};
use crate::diag::{Code, Finding};
use crate::font;
use crate::inventory::read::{Node, Value};
use chrono::{Datelike, Months};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// No amount of a municipality's is larger: 100 thousand million yen.
pub(super) const MOST_YEN: i64 = 100_000_000_000;
/// No stretch of time here is longer: 50 years.
const MOST_DAYS: i64 = 366 * 50;
/// Ids and names longer than this are no names.
const MOST_CHARACTERS: usize = 200;

/// `1500000` as `1,500,000`.
pub(super) fn grouped(yen: i64) -> String {
    let digits = yen.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if yen < 0 { format!("-{text}") } else { text }
}

/// A number as written, its middle left out where nobody would read it.
fn shortened(digits: &str) -> String {
    let count = digits.chars().count();
    if count <= 40 {
        return digits.to_owned();
    }
    let first: String = digits.chars().take(20).collect();
    let last: String = digits.chars().skip(count - 10).collect();
    format!("{first}…{last}")
}

/// Which day of a month is meant where only the month is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::inventory) enum Edge {
    /// Its first.
    First,
    /// Its last.
    Last,
}

/// Full-width digits and signs as plain ones, without spaces around.
pub(super) fn fold(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

/// Characters that are no part of a name: they move the cursor or change the order of letters.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A text of one line.
pub(super) fn text(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<String> {
    let text = line(cx, node, path)?;
    cx.fact(path.to_owned(), text.clone(), node);
    Some(text)
}

/// A text of one line that is no fact.
fn line(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<String> {
    cx.saw(node, || Shape::Text);
    let Value::Text(raw) = &node.value else {
        cx.wrong_type(node, path, "text");
        return None;
    };
    let trimmed = raw.trim();
    if let Some(bad) = trimmed.chars().find(|c| is_control(*c)) {
        let finding = Finding::new(Code::ControlCharacter, node.span)
            .arg("character", format!("U+{:04X}", u32::from(bad)))
            .path(path);
        cx.sink.push(finding);
        return None;
    }
    if trimmed.is_empty() {
        cx.sink
            .push(Finding::new(Code::EmptyText, node.span).path(path));
        return None;
    }
    let count = trimmed.chars().count();
    if count > MOST_CHARACTERS {
        let finding = Finding::new(Code::TooLong, node.span)
            .arg("count", count)
            .arg("most", MOST_CHARACTERS)
            .path(path);
        cx.sink.push(finding);
        return None;
    }
    Some(trimmed.to_owned())
}

/// Reports characters that pictures cannot show.
pub(super) fn glyphs(cx: &mut Context<'_>, node: &Node, path: &str, text: &str) {
    let missing: BTreeSet<char> = text.chars().filter(|c| !font::covers(*c)).collect();
    if !missing.is_empty() {
        let finding = Finding::new(Code::MissingGlyph, node.span)
            .arg("characters", missing.into_iter().collect::<String>())
            .path(path);
        cx.sink.push(finding);
    }
}

/// An id: a text that is no fact.
pub(super) fn id(cx: &mut Context<'_>, node: &Node, record: &str) -> Option<String> {
    let path = format!("{record}.id");
    let id = line(cx, node, &path);
    if let Some(id) = &id {
        glyphs(cx, node, &path, id);
    }
    id
}

fn bad_date(cx: &mut Context<'_>, node: &Node, path: &str, variant: &'static str, value: &str) {
    let finding = Finding::new(Code::BadDate, node.span)
        .variant(variant)
        .arg("value", value)
        .arg("first", FIRST_YEAR + 1)
        .arg("last", LAST_YEAR - 6)
        .path(path);
    cx.sink.push(finding);
}

/// A date that a plan can reckon with: a TOML date, an ISO text, a month, or wareki.
pub(super) fn date(cx: &mut Context<'_>, node: &Node, path: &str, edge: Edge) -> Option<Date> {
    let date = any_date(cx, node, path, edge)?;
    if !within_years(date) {
        bad_date(cx, node, path, "outside", &date.to_string());
        return None;
    }
    Some(date)
}

/// A date of any year.
pub(super) fn any_date(cx: &mut Context<'_>, node: &Node, path: &str, edge: Edge) -> Option<Date> {
    cx.saw(node, || Shape::Date);
    match read_date(node, edge) {
        Ok(date) => {
            cx.fact(path.to_owned(), date.to_string(), node);
            Some(date)
        }
        Err(NoDate::OtherType) => {
            cx.wrong_type(node, path, "date");
            None
        }
        Err(NoDate::Bad(variant, written)) => {
            bad_date(cx, node, path, variant, &written);
            None
        }
    }
}

/// Why a value is no date.
pub(in crate::inventory) enum NoDate {
    /// It is a number, a list, ….
    OtherType,
    /// The variant of [`Code::BadDate`], and what is written.
    Bad(&'static str, String),
}

/// The date that a value is.
pub(in crate::inventory) fn read_date(node: &Node, edge: Edge) -> Result<Date, NoDate> {
    let (found, written) = match &node.value {
        Value::Date(year, month, day) => (
            Date::from_ymd_opt(*year, *month, *day),
            format!("{year:04}-{month:02}-{day:02}"),
        ),
        Value::Text(raw) => (parse_date(&fold(raw), edge), raw.clone()),
        Value::Time(raw) => return Err(NoDate::Bad("time", raw.clone())),
        _ => return Err(NoDate::OtherType),
    };
    found.ok_or(NoDate::Bad("", written))
}

/// A first day, a range of two (`"2023-10-01..2024-03-31"`), or a distribution.
pub(super) fn first_days(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<Range<Date>> {
    cx.saw(node, || Shape::Dates);
    if node.table().is_some() {
        return spreads::dates(cx, node, path);
    }
    let ends = match &node.value {
        Value::Text(raw) => fold(raw)
            .split_once("..")
            .map(|(low, high)| (low.trim().to_owned(), high.trim().to_owned())),
        _ => None,
    };
    let Some((low, high)) = ends else {
        return date(cx, node, path, Edge::First).map(Range::only);
    };
    let (low, high) = (
        parse_date(&low, Edge::First),
        parse_date(&high, Edge::First),
    );
    let (Some(low), Some(high)) = (low, high) else {
        bad_date(cx, node, path, "", node.text().unwrap_or_default());
        return None;
    };
    if let Some(outside) = [low, high].into_iter().find(|d| !within_years(*d)) {
        bad_date(cx, node, path, "outside", &outside.to_string());
        return None;
    }
    if low > high {
        reversed(cx, node, path, &low.to_string(), &high.to_string());
        return None;
    }
    let range = Range::between(low, high);
    cx.fact(path.to_owned(), range.to_string(), node);
    Some(range)
}

/// Whether the calendar reaches far enough around a date to plan with it.
pub(super) fn within_years(date: Date) -> bool {
    (FIRST_YEAR + 1..=LAST_YEAR - 6).contains(&date.year())
}

fn parse_date(text: &str, edge: Edge) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    match parts[..] {
        [year, month, day] => {
            let year = i32::try_from(number(year, 4)?).ok()?;
            Date::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
        }
        [year, month] => {
            let year = i32::try_from(number(year, 4)?).ok()?;
            let first = Date::from_ymd_opt(year, number(month, 2)?, 1)?;
            edge_of_month(first, edge)
        }
        _ => parse_wareki(text)
            .or_else(|| parse_wareki_month(text).and_then(|first| edge_of_month(first, edge))),
    }
}

/// The first or last day of the month that begins on `first`.
fn edge_of_month(first: Date, edge: Edge) -> Option<Date> {
    match edge {
        Edge::First => Some(first),
        Edge::Last => first.checked_add_months(Months::new(1))?.pred_opt(),
    }
}

fn bad_duration(cx: &mut Context<'_>, node: &Node, path: &str, variant: &'static str) {
    let written = node.text().unwrap_or_default().to_owned();
    let finding = Finding::new(Code::BadDuration, node.span)
        .variant(variant)
        .arg("value", written)
        .path(path);
    cx.sink.push(finding);
}

/// A length of time.
pub(super) fn duration(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<Duration> {
    cx.saw(node, || Shape::Duration);
    let Value::Text(raw) = &node.value else {
        cx.wrong_type(node, path, "duration");
        return None;
    };
    let folded = fold(raw);
    let Some(duration) = Duration::parse(&folded) else {
        let variant = if folded.contains("..") { "single" } else { "" };
        bad_duration(cx, node, path, variant);
        return None;
    };
    if duration.rough_days() > MOST_DAYS {
        bad_duration(cx, node, path, "long");
        return None;
    }
    cx.fact(path.to_owned(), duration.to_string(), node);
    Some(duration)
}

/// A length of time that is more than nothing.
pub(super) fn positive(
    cx: &mut Context<'_>,
    node: &Node,
    path: &str,
    duration: Option<Duration>,
) -> Option<Duration> {
    if duration.is_some_and(Duration::is_zero) {
        bad_duration(cx, node, path, "zero");
        return None;
    }
    duration
}

/// A length of time, or `"12M..18M"`.
pub(super) fn duration_range(
    cx: &mut Context<'_>,
    node: &Node,
    path: &str,
) -> Option<Range<Duration>> {
    cx.saw(node, || Shape::Durations);
    if node.table().is_some() {
        return spreads::durations(cx, node, path);
    }
    let Value::Text(raw) = &node.value else {
        cx.wrong_type(node, path, "duration");
        return None;
    };
    let folded = fold(raw);
    let ends = match folded.split_once("..") {
        Some((low, high)) => (Duration::parse(low), Duration::parse(high)),
        None => (Duration::parse(&folded), Duration::parse(&folded)),
    };
    let (Some(low), Some(high)) = ends else {
        bad_duration(cx, node, path, "");
        return None;
    };
    if high.rough_days() > MOST_DAYS || low.rough_days() > MOST_DAYS {
        bad_duration(cx, node, path, "long");
        return None;
    }
    if low.rough_days() > high.rough_days() {
        reversed(cx, node, path, &low.to_string(), &high.to_string());
        return None;
    }
    let range = Range::between(low, high);
    cx.fact(path.to_owned(), range.to_string(), node);
    Some(range)
}

pub(super) fn reversed(cx: &mut Context<'_>, node: &Node, path: &str, low: &str, high: &str) {
    let finding = Finding::new(Code::ReversedRange, node.span)
        .arg("low", low)
        .arg("high", high)
        .path(path);
    cx.sink.push(finding);
}

/// Whole yen: a number, or `"40_000_000..60_000_000"`.
pub(super) fn yen(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<Range<i64>> {
    cx.saw(node, || Shape::Yen);
    if node.table().is_some() {
        return spreads::yen(cx, node, path);
    }
    let amount = |text: &str| {
        let digits: String = text
            .trim()
            .chars()
            .filter(|c| !matches!(c, '_' | ','))
            .collect();
        digits.parse::<i64>().ok()
    };
    let (range, written) = match &node.value {
        Value::Integer(Ok(number)) => (Some(Range::only(*number)), grouped(*number)),
        Value::Integer(Err(raw)) => (None, shortened(raw)),
        Value::Text(raw) => {
            let folded = fold(raw);
            let range = match folded.split_once("..") {
                Some((low, high)) => amount(low)
                    .zip(amount(high))
                    .map(|(low, high)| Range::between(low, high)),
                None => amount(&folded).map(Range::only),
            };
            (range, raw.clone())
        }
        Value::Float(raw) => (None, raw.clone()),
        _ => {
            cx.wrong_type(node, path, "yen");
            return None;
        }
    };
    let huge = matches!(node.value, Value::Integer(Err(_)));
    let variant = match range {
        None if huge => Some(if written.starts_with('-') {
            "negative"
        } else {
            "large"
        }),
        None => Some(""),
        Some(range) if range.low < 0 || range.high < 0 => Some("negative"),
        Some(range) if range.low > MOST_YEN || range.high > MOST_YEN => Some("large"),
        Some(_) => None,
    };
    if let Some(variant) = variant {
        let finding = Finding::new(Code::BadAmount, node.span)
            .variant(variant)
            .arg("value", written)
            .path(path);
        cx.sink.push(finding);
        return None;
    }
    let range = range?;
    if range.low > range.high {
        reversed(cx, node, path, &grouped(range.low), &grouped(range.high));
        return None;
    }
    cx.fact(path.to_owned(), range.to_string(), node);
    Some(range)
}

/// A whole number within bounds.
pub(super) fn number(
    cx: &mut Context<'_>,
    node: &Node,
    path: &str,
    least: u32,
    most: u32,
) -> Option<u32> {
    cx.saw(node, || Shape::Number(least, most));
    let Value::Integer(written) = &node.value else {
        cx.wrong_type(node, path, "number");
        return None;
    };
    let number = written
        .as_ref()
        .ok()
        .and_then(|n| u32::try_from(*n).ok())
        .filter(|n| (least..=most).contains(n));
    match number {
        Some(number) => cx.fact(path.to_owned(), number.to_string(), node),
        None => {
            let finding = Finding::new(Code::BadNumber, node.span)
                .variant(if least == most { "only" } else { "" })
                .arg("least", least)
                .arg("most", most)
                .path(path);
            cx.sink.push(finding);
        }
    }
    number
}

/// One of some words.
pub(super) fn word<T: Copy>(
    cx: &mut Context<'_>,
    node: &Node,
    path: &str,
    key: &str,
    words: &[(&str, T)],
) -> Option<T> {
    cx.saw(node, || {
        Shape::Words(words.iter().map(|(name, _)| (*name).to_owned()).collect())
    });
    let Value::Text(raw) = &node.value else {
        cx.wrong_type(node, path, "text");
        return None;
    };
    let written = raw.trim();
    if let Some((name, value)) = words.iter().find(|(name, _)| *name == written) {
        cx.fact(path.to_owned(), (*name).to_owned(), node);
        return Some(*value);
    }
    let names = words.iter().map(|(name, _)| *name);
    let finding = Finding::new(Code::UnknownWord, node.span)
        .arg("key", key)
        .arg("value", written)
        .arg("known", names.clone().collect::<Vec<_>>().join(", "))
        .nearest(written, names)
        .path(path);
    cx.sink.push(finding);
    None
}

/// A fiscal year: `2022`, `"2022年度"`, `"令和4年度"`, `"R4"`.
pub(super) fn fiscal_year(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<FiscalYear> {
    cx.saw(node, || Shape::FiscalYear);
    let year = match &node.value {
        Value::Integer(number) => number.as_ref().ok().and_then(|n| i32::try_from(*n).ok()),
        Value::Text(raw) => parse_fiscal_year(&fold(raw)),
        _ => {
            cx.wrong_type(node, path, "fiscal-year");
            return None;
        }
    };
    let year = year.filter(|y| (FIRST_YEAR + 1..LAST_YEAR - 6).contains(y));
    match year {
        Some(year) => cx.fact(path.to_owned(), year.to_string(), node),
        None => bad_date(
            cx,
            node,
            path,
            "fiscal-year",
            node.text().unwrap_or_default(),
        ),
    }
    year.map(FiscalYear)
}

fn parse_fiscal_year(text: &str) -> Option<i32> {
    let name = text.trim_end_matches("年度").trim_end_matches('年').trim();
    if name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit()) {
        return name.parse().ok();
    }
    let date =
        parse_wareki(&format!("{name}年4月1日")).or_else(|| parse_wareki(&format!("{name}.4.1")));
    date.map(|d| d.year())
}
