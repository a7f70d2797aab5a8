//! `PATH=VALUES`: what is varied, and over which values.
//!
//! Values are lists (`a,b,c`) of single values and of ranges with steps (`2023-10-01..2024-10-01/3M`,
//! `1..5/1`, `6M..12M/3M`). What begins with a sign moves a day (`+0M..+12M/3M`), what begins with
//! `x` or ends with `%` multiplies yen or a length of time (`x0.8..x1.2/0.1`, `80%..120%/10%`).

use crate::calendar::{Date, Duration, parse_wareki};
use crate::diag::Sink;
use crate::inventory::read::{Node, Value};
use crate::inventory::scenario::{Action, Change, Path, Ratio, Shift, Typed, split_typed, typed};
use crate::source::{FileId, Sources, Span};
use chrono::Datelike;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Values of one axis at most.
const MOST: usize = 10_000;

/// What one `--vary` asks for.
#[derive(Clone, Debug)]
pub struct Axis {
    /// What is varied.
    pub path: String,
    /// Over what, in the order asked for, none twice.
    pub values: Vec<Step>,
    parsed: Path,
    at: Span,
}

/// One value of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// As it is shown.
    pub text: String,
    /// Where it lies among others of its kind; `None`: it has no order.
    pub(super) place: Option<(Unit, i64)>,
    pub(super) changes: Vec<Change>,
}

/// Values that have an order, counted in whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Days from the beginning of the calendar.
    Date,
    Number,
    Months,
    Weeks,
    Days,
    OpenDays,
    /// Moves of a day.
    MoveMonths,
    MoveWeeks,
    MoveDays,
    /// Thousandths of what is there.
    Times,
}

/// Why a `--vary` cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaryFault {
    /// No `PATH=VALUES`.
    NoValues,
    /// The path is none.
    BadPath,
    /// A range without `/STEP`.
    NoStep,
    /// A step that is nothing, or none for such values.
    BadStep,
    /// Two ends of different kinds, or of none that has an order.
    BadRange,
    /// The first end lies after the last.
    Reversed,
    /// More values than are understood at all.
    TooMany,
}

/// A `--vary` that cannot be used, and the part of it that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaryError {
    /// What is wrong.
    pub fault: VaryFault,
    /// The part.
    pub text: String,
}

fn error(fault: VaryFault, text: &str) -> VaryError {
    VaryError {
        fault,
        text: text.chars().take(120).collect(),
    }
}

impl Axis {
    /// Reads what was typed; `file` is a source with exactly this text, to which findings point.
    pub fn read(
        text: &str,
        file: FileId,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Result<Axis, VaryError> {
        let Some((left, right)) = split_typed(text) else {
            return Err(error(VaryFault::NoValues, text));
        };
        let Ok(parsed) = Path::parse(left) else {
            return Err(error(VaryFault::BadPath, left.trim()));
        };
        if parsed.parts.len() < 2 {
            return Err(error(VaryFault::BadPath, left.trim()));
        }
        let mut axis = Axis {
            path: parsed.to_string(),
            values: Vec::new(),
            at: Span {
                file,
                start: 0,
                end: left.trim_end().len(),
            },
            parsed,
        };
        for item in items(right) {
            let steps: Vec<Step> = match item.split_once("..") {
                Some((from, rest)) if !quoted(item) => axis.range(item, from, rest)?,
                _ => vec![axis.single(item, sources, sink)],
            };
            for step in steps {
                if !axis.values.iter().any(|s| s.text == step.text) {
                    axis.values.push(step);
                }
                if axis.values.len() > MOST {
                    return Err(error(VaryFault::TooMany, item));
                }
            }
        }
        match axis.values.is_empty() {
            true => Err(error(VaryFault::NoValues, text)),
            false => Ok(axis),
        }
    }

    /// A value with an order.
    pub(super) fn step(&self, unit: Unit, n: i64) -> Option<Step> {
        let text = unit.text(n)?;
        let action = match unit {
            // Not moved, and once itself, is what is there.
            Unit::MoveMonths | Unit::MoveWeeks | Unit::MoveDays if n == 0 => None,
            Unit::Times if n == 1_000 => None,
            Unit::MoveMonths | Unit::MoveWeeks | Unit::MoveDays => {
                Some(Action::Shift(Shift::parse(&text)?))
            }
            Unit::Times => Some(Action::Scale(Ratio::parse(text.trim_start_matches('x'))?)),
            Unit::Date => {
                let date = Date::from_num_days_from_ce_opt(i32::try_from(n).ok()?)?;
                let value = Value::Date(date.year(), date.month(), date.day());
                Some(Action::Set(self.node(value)))
            }
            Unit::Number => Some(Action::Set(self.node(Value::Integer(Ok(n))))),
            Unit::Months | Unit::Weeks | Unit::Days | Unit::OpenDays => {
                Some(Action::Set(self.node(Value::Text(text.clone()))))
            }
        };
        let change = action.map(|action| Change {
            path: self.parsed.clone(),
            at: self.at,
            action,
            value_at: self.at,
            provenance: Arc::default(),
        });
        Some(Step {
            text,
            place: Some((unit, n)),
            changes: change.into_iter().collect(),
        })
    }

    fn node(&self, value: Value) -> Node {
        Node {
            value,
            span: self.at,
            provenance: Arc::default(),
        }
    }

    fn single(&self, item: &str, sources: &mut Sources, sink: &mut Sink) -> Step {
        let place = (!quoted(item)).then(|| parse(item)).flatten();
        if let Some(step) = place.and_then(|(unit, n)| self.step(unit, n)) {
            return step;
        }
        let line = format!("{}={item}", self.path);
        let file = sources.add("--vary", line);
        Step {
            text: item.trim_matches(['"', '\'']).to_owned(),
            place: None,
            changes: typed(sources, file, Typed::Set, sink),
        }
    }

    fn range(&self, item: &str, from: &str, rest: &str) -> Result<Vec<Step>, VaryError> {
        let Some((to, by)) = rest.rsplit_once(['/', '／']) else {
            return Err(error(VaryFault::NoStep, item));
        };
        let ends = parse(from).zip(parse(to));
        let Some(((unit, low), (_, high))) = ends.filter(|(a, b)| a.0 == b.0) else {
            return Err(error(VaryFault::BadRange, item));
        };
        if low > high {
            return Err(error(VaryFault::Reversed, item));
        }
        let by = by.trim();
        let bad = || error(VaryFault::BadStep, by);
        let mut steps = Vec::new();
        let mut push = |n: i64| {
            steps.extend(self.step(unit, n));
            steps.len() <= MOST
        };
        if unit == Unit::Date {
            let length = Duration::parse(&folded(by)).filter(|d| !d.is_zero());
            let length = length.ok_or_else(bad)?;
            let first = i32::try_from(low)
                .ok()
                .and_then(Date::from_num_days_from_ce_opt);
            let first = first.ok_or_else(bad)?;
            if matches!(length, Duration::OpenDays(_)) {
                return Err(bad());
            }
            for count in 0u32.. {
                // Counted from the first, so that month ends do not drift.
                let day = times(length, count).and_then(|by| by.moved(first));
                let Some(day) = day.map(|d| i64::from(d.num_days_from_ce())) else {
                    return Err(error(VaryFault::TooMany, item));
                };
                if day > high {
                    break;
                }
                if !push(day) {
                    return Err(error(VaryFault::TooMany, item));
                }
            }
            return Ok(steps);
        }
        let step = match (unit, parse(by)) {
            (Unit::Times, _) => thousandths(by.trim_start_matches(['x', 'X', '×'])),
            (Unit::MoveMonths, Some((Unit::Months | Unit::MoveMonths, n)))
            | (Unit::MoveWeeks, Some((Unit::Weeks | Unit::MoveWeeks, n)))
            | (Unit::MoveDays, Some((Unit::Days | Unit::MoveDays, n))) => Some(n),
            (unit, Some((of, n))) if unit == of => Some(n),
            _ => None,
        };
        let step = step.filter(|n| *n > 0).ok_or_else(bad)?;
        let mut n = low;
        while n <= high {
            if !push(n) {
                return Err(error(VaryFault::TooMany, item));
            }
            n = n.saturating_add(step);
            if n == i64::MAX {
                break;
            }
        }
        Ok(steps)
    }
}

/// A length, so many times.
fn times(length: Duration, n: u32) -> Option<Shift> {
    let many = |each: u32| each.checked_mul(n);
    let text = match length {
        Duration::Months(each) => format!("{}M", many(each)?),
        Duration::Weeks(each) => format!("{}W", many(each)?),
        Duration::Days(each) => format!("{}d", many(each)?),
        Duration::OpenDays(_) => return None,
    };
    Shift::parse(&text)
}

impl Unit {
    /// The value as it is typed.
    pub(super) fn text(self, n: i64) -> Option<String> {
        let signed = |unit: &str| match n {
            0.. => format!("+{n}{unit}"),
            _ => format!("{n}{unit}"),
        };
        Some(match self {
            Unit::Date => Date::from_num_days_from_ce_opt(i32::try_from(n).ok()?)?.to_string(),
            Unit::Number => n.to_string(),
            Unit::Months => format!("{n}M"),
            Unit::Weeks => format!("{n}W"),
            Unit::Days => format!("{n}d"),
            Unit::OpenDays => format!("{n}bd"),
            Unit::MoveMonths => signed("M"),
            Unit::MoveWeeks => signed("W"),
            Unit::MoveDays => signed("d"),
            Unit::Times => {
                let (whole, part) = (n / 1_000, n % 1_000);
                let text = format!("x{whole}.{part:03}");
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
        })
    }

    /// How near two values must be before nothing is tried between them.
    pub(super) fn near(self) -> i64 {
        match self {
            Unit::Times => 10,
            _ => 1,
        }
    }
}

fn folded(text: &str) -> String {
    let text: String = text.nfkc().collect();
    text.trim().replace(['−', '‐', '－'], "-")
}

fn quoted(item: &str) -> bool {
    item.starts_with(['"', '\'', '[', '{'])
}

/// The items of a list: commas outside quotes and brackets part them.
fn items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',' | '，' | '、') if depth == 0 => {
                items.push(text.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    items.push(text.get(start..).unwrap_or_default());
    let items = items.into_iter().map(str::trim);
    items.filter(|item| !item.is_empty()).collect()
}

/// A value with an order.
fn parse(text: &str) -> Option<(Unit, i64)> {
    let text = folded(text);
    if let Ok(date) = text.parse::<Date>() {
        return Some((Unit::Date, i64::from(date.num_days_from_ce())));
    }
    if let Some(date) = parse_wareki(&text) {
        return Some((Unit::Date, i64::from(date.num_days_from_ce())));
    }
    if let Some(rest) = text.strip_prefix(['+', '-']) {
        let sign = if text.starts_with('-') { -1 } else { 1 };
        return match Duration::parse(rest)? {
            Duration::Months(n) => Some((Unit::MoveMonths, sign * i64::from(n))),
            Duration::Weeks(n) => Some((Unit::MoveWeeks, sign * i64::from(n))),
            Duration::Days(n) => Some((Unit::MoveDays, sign * i64::from(n))),
            Duration::OpenDays(_) => None,
        };
    }
    if let Some(rest) = text.strip_prefix(['x', 'X', '×']) {
        return Some((Unit::Times, thousandths(rest)?));
    }
    if text.ends_with('%') {
        return Some((Unit::Times, thousandths(&text)?));
    }
    let digits = text.replace('_', "");
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some((Unit::Number, digits.parse().ok()?));
    }
    match Duration::parse(&text)? {
        Duration::Months(n) => Some((Unit::Months, i64::from(n))),
        Duration::Weeks(n) => Some((Unit::Weeks, i64::from(n))),
        Duration::Days(n) => Some((Unit::Days, i64::from(n))),
        Duration::OpenDays(n) => Some((Unit::OpenDays, i64::from(n))),
    }
}

/// `0.8`, `80%` in thousandths; at most a thousand times, and three digits after the point.
fn thousandths(text: &str) -> Option<i64> {
    let text = folded(text);
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text.as_str(), false),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let most = if percent { 1 } else { 3 };
    if whole.is_empty() || whole.len() > 6 || !digits(whole) || !digits(part) || part.len() > most {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let scale = if percent { 10 } else { 1_000 };
    let part: i64 = format!("{part:0<most$}").parse().ok()?;
    let n = whole * scale + part;
    (n <= 1_000_000).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, VaryFault> {
        let mut sources = Sources::new();
        let file = sources.add("--vary", text);
        let axis = Axis::read(text, file, &mut sources, &mut Sink::new());
        axis.map(|a| a.values.into_iter().map(|v| v.text).collect())
            .map_err(|e| e.fault)
    }

    #[test]
    fn lists_and_ranges_of_every_kind() {
        for (text, values) in [
            ("a.b=1..5/2", "1 3 5"),
            ("a.b=1,3..4/1,3", "1 3 4"),
            (
                "a.b=2023-10-01..2024-10-01/3M",
                "2023-10-01 2024-01-01 2024-04-01 2024-07-01 2024-10-01",
            ),
            (
                "a.b=2023-10-31..2024-03-01/1M",
                "2023-10-31 2023-11-30 2023-12-31 2024-01-31 2024-02-29",
            ),
            (
                "a.b=R5.10.1..令和5年10月15日/1W",
                "2023-10-01 2023-10-08 2023-10-15",
            ),
            ("a.b=＋０Ｍ..＋６Ｍ／３Ｍ", "+0M +3M +6M"),
            ("a.b=-10d..+10d/10d", "-10d +0d +10d"),
            ("a.b=6M..12M/3M", "6M 9M 12M"),
            ("a.b=x0.8..x1.2/0.1", "x0.8 x0.9 x1 x1.1 x1.2"),
            ("a.b=80%..120%/20%", "x0.8 x1 x1.2"),
            ("a.b=1_000..3_000/1_000", "1000 2000 3000"),
            ("a.\"x=,\".b=[\"a\",\"b\"],c", "[\"a\",\"b\"] c"),
            ("a.b=\"6M..9M\"", "6M..9M"),
        ] {
            let found = read(text).map(|v| v.join(" "));
            assert_eq!(found.as_deref(), Ok(values), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (text, fault) in [
            ("a.b", VaryFault::NoValues),
            ("a.b=", VaryFault::NoValues),
            ("a.b=,", VaryFault::NoValues),
            ("a=1,2", VaryFault::BadPath),
            ("a..b=1", VaryFault::BadPath),
            ("a.b=1..5", VaryFault::NoStep),
            ("a.b=6M..9M", VaryFault::NoStep),
            ("a.b=5..1/1", VaryFault::Reversed),
            ("a.b=2024-10-01..2023-10-01/3M", VaryFault::Reversed),
            ("a.b=1..5/0", VaryFault::BadStep),
            ("a.b=1..5/3M", VaryFault::BadStep),
            ("a.b=2023-10-01..2024-10-01/3", VaryFault::BadStep),
            ("a.b=2023-10-01..2024-10-01/30bd", VaryFault::BadStep),
            ("a.b=1..6M/1", VaryFault::BadRange),
            ("a.b=red..blue/1", VaryFault::BadRange),
            ("a.b=..5/1", VaryFault::BadRange),
            ("a.b=0..9223372036854775807/1", VaryFault::TooMany),
            ("a.b=0001-01-01..9999-12-31/1d", VaryFault::TooMany),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }
}
