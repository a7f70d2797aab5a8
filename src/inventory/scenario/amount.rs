//! Days that move, and amounts that are multiplied.

use crate::calendar::{Date, Duration, parse_wareki, parse_wareki_month};
use crate::inventory::read::{Node, Value};
use chrono::{Datelike, Days, Months};
use unicode_normalization::UnicodeNormalization;

/// How far a day moves: `+12M`, `-6W`, `+45d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    earlier: bool,
    by: Duration,
}

/// What an amount is multiplied by, exactly as written: 1.1 is 11/10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    over: i128,
    under: i128,
}

fn fold(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

impl Shift {
    /// Reads `+12M`; without a sign it is later. Open days depend on the calendar, which a scenario
    /// may change as well: they are not read.
    pub fn parse(text: &str) -> Option<Shift> {
        let text = fold(text).replace('−', "-");
        let (earlier, length) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let by = Duration::parse(length)?;
        let shift = Shift { earlier, by };
        (!matches!(by, Duration::OpenDays(_))).then_some(shift)
    }

    /// The day so far from another; `None`: beyond the calendar.
    pub fn moved(self, date: Date) -> Option<Date> {
        self.of(date)
    }

    /// The day so far away; the last day of a month stays the last when months are counted.
    fn of(self, date: Date) -> Option<Date> {
        let days = |n: u32, each: u64| Days::new(u64::from(n) * each);
        match (self.by, self.earlier) {
            (Duration::Months(n), earlier) => {
                // The day after a month's last is a first, and stays one.
                let next = date.succ_opt()?;
                let ends = next.month() != date.month();
                let anchor = if ends { next } else { date };
                let months = Months::new(n);
                let moved = match earlier {
                    true => anchor.checked_sub_months(months)?,
                    false => anchor.checked_add_months(months)?,
                };
                if ends { moved.pred_opt() } else { Some(moved) }
            }
            (Duration::Weeks(n), true) => date.checked_sub_days(days(n, 7)),
            (Duration::Weeks(n), false) => date.checked_add_days(days(n, 7)),
            (Duration::Days(n), true) => date.checked_sub_days(days(n, 1)),
            (Duration::Days(n), false) => date.checked_add_days(days(n, 1)),
            (Duration::OpenDays(_), _) => None,
        }
    }

    /// The value moved; `None` where it is no day, or days are added to a month.
    pub(super) fn value(self, value: &Value) -> Option<Value> {
        let shown = |date: Date| {
            (0..=9999)
                .contains(&date.year())
                .then(|| Value::Date(date.year(), date.month(), date.day()))
        };
        match value {
            Value::Date(year, month, day) => {
                shown(self.of(Date::from_ymd_opt(*year, *month, *day)?)?)
            }
            Value::Text(text) => {
                let text = fold(text);
                let iso = text.parse::<Date>().ok();
                if let Some(date) = iso.or_else(|| parse_wareki(&text)) {
                    return shown(self.of(date)?);
                }
                let first = format!("{text}-01").parse::<Date>().ok();
                let first = first.or_else(|| parse_wareki_month(&text))?;
                if !matches!(self.by, Duration::Months(_)) {
                    return None;
                }
                let moved = self.of(first)?;
                Some(Value::Text(format!(
                    "{:04}-{:02}",
                    moved.year(),
                    moved.month()
                )))
            }
            _ => None,
        }
    }
}

impl Ratio {
    /// Reads `1.1`, `0.9`, `2`, `110%`: from 0 to 1,000.
    pub fn parse(text: &str) -> Option<Ratio> {
        let text = fold(text).replace('_', "");
        let (number, percent) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), 100),
            None => (text.as_str(), 1),
        };
        let number = number.strip_prefix('+').unwrap_or(number);
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let digits = |t: &str| t.len() <= 9 && t.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) {
            return None;
        }
        let under = 10_i128.pow(u32::try_from(part.len()).ok()?) * percent;
        let over: i128 = format!("{whole}{part}").parse().ok()?;
        let ratio = Ratio { over, under };
        (over <= under * 1_000).then_some(ratio)
    }

    /// Half a yen is rounded up.
    fn of(self, amount: i64) -> Option<i64> {
        let product = i128::from(amount) * self.over * 2 + self.under;
        i64::try_from(product.div_euclid(self.under * 2)).ok()
    }

    /// A part of a month is a month: work that takes longer is not planned too short.
    fn of_length(self, duration: Duration) -> Option<Duration> {
        let (n, unit): (u32, fn(u32) -> Duration) = match duration {
            Duration::Months(n) => (n, Duration::Months),
            Duration::Weeks(n) => (n, Duration::Weeks),
            Duration::Days(n) => (n, Duration::Days),
            Duration::OpenDays(n) => (n, Duration::OpenDays),
        };
        let product = i128::from(n) * self.over + self.under - 1;
        u32::try_from(product.div_euclid(self.under)).ok().map(unit)
    }

    /// The value multiplied: a number, yen as text, a length of time, or a range of these; `None`
    /// for anything else.
    pub(super) fn value(self, value: &Value) -> Option<Value> {
        match value {
            Value::Integer(Ok(number)) => Some(Value::Integer(Ok(self.of(*number)?))),
            Value::Text(text) => {
                let text = fold(text);
                let each = |one: &str| {
                    if let Some(duration) = Duration::parse(one) {
                        return Some(self.of_length(duration)?.to_string());
                    }
                    let digits: String = one.chars().filter(|c| !"_, ".contains(*c)).collect();
                    Some(self.of(digits.parse().ok()?)?.to_string())
                };
                let scaled = match text.split_once("..") {
                    Some((low, high)) => format!("{}..{}", each(low)?, each(high)?),
                    None => each(&text)?,
                };
                Some(Value::Text(scaled))
            }
            _ => None,
        }
    }
}

/// So many characters of a value are shown.
const MOST_SHOWN: usize = 80;

/// A value in one line, as it could be written.
pub(super) fn shown(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text, 0);
    if text.chars().count() <= MOST_SHOWN {
        return text;
    }
    let mut short: String = text.chars().take(MOST_SHOWN - 1).collect();
    short.push('…');
    short
}

fn write(node: &Node, out: &mut String, depth: usize) {
    // What is beyond is cut off anyway.
    if out.len() > MOST_SHOWN * 4 || depth > 8 {
        return;
    }
    match &node.value {
        Value::Text(text) => {
            let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
            out.push_str(&format!("\"{quoted}\""));
        }
        Value::Integer(Ok(number)) => out.push_str(&number.to_string()),
        Value::Integer(Err(text)) | Value::Float(text) | Value::Time(text) => out.push_str(text),
        Value::Boolean(value) => out.push_str(&value.to_string()),
        Value::Date(year, month, day) => out.push_str(&format!("{year:04}-{month:02}-{day:02}")),
        Value::Array(items) => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    out.push_str(", ");
                }
                write(item, out, depth + 1);
            }
            out.push(']');
        }
        Value::Table(table) => {
            out.push_str("{ ");
            for (number, (key, entry)) in table.iter().enumerate() {
                if number > 0 {
                    out.push_str(", ");
                }
                out.push_str(&crate::facts::segment(key));
                out.push_str(" = ");
                write(&entry.node, out, depth + 1);
            }
            out.push_str(" }");
        }
        Value::Broken => out.push('?'),
    }
}

/// Whether two values say the same, wherever they are written.
pub(in crate::inventory) fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Table(a), Value::Table(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b.iter())
                    .all(|((k, a), (l, b))| k == l && same(&a.node, &b.node))
        }
        (a, b) => a == b || day(a).is_some_and(|date| day(b) == Some(date)),
    }
}

/// The day that a value is.
fn day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(year, month, day) => Date::from_ymd_opt(*year, *month, *day),
        Value::Text(text) => {
            let text = fold(text);
            text.parse().ok().or_else(|| parse_wareki(&text))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Value {
        let d: Date = text.parse().unwrap();
        Value::Date(d.year(), d.month(), d.day())
    }

    #[test]
    fn days_move_by_months_and_stay_at_month_ends() {
        for (from, by, to) in [
            ("2022-12-31", "+12M", "2023-12-31"),
            ("2023-02-28", "+12M", "2024-02-29"),
            ("2024-02-29", "-12M", "2023-02-28"),
            ("2023-11-30", "1M", "2023-12-31"),
            ("2023-10-01", "＋９Ｍ", "2024-07-01"),
            ("2023-10-01", "-6W", "2023-08-20"),
            ("2023-10-01", "-1d", "2023-09-30"),
        ] {
            let shift = Shift::parse(by).unwrap();
            assert_eq!(shift.value(&date(from)), Some(date(to)), "{from} {by}");
            assert_eq!(shift.value(&Value::Text(from.to_owned())), Some(date(to)));
        }
        let year = Shift::parse("+12M").unwrap();
        assert_eq!(
            year.value(&Value::Text("令和4年12月31日".into())),
            Some(date("2023-12-31"))
        );
        for month in ["2021-12", "令和3年12月"] {
            let moved = year.value(&Value::Text(month.into()));
            assert_eq!(moved, Some(Value::Text("2022-12".into())));
            assert_eq!(
                Shift::parse("3d")
                    .unwrap()
                    .value(&Value::Text(month.into())),
                None
            );
        }
        for wrong in ["", "+", "12", "+30bd", "--1M", "+1.5M", "１年"] {
            assert_eq!(Shift::parse(wrong), None, "{wrong}");
        }
        assert_eq!(year.value(&date("9999-06-30")), None);
        assert_eq!(year.value(&Value::Boolean(true)), None);
    }

    #[test]
    fn amounts_are_multiplied_exactly() {
        for (ratio, from, to) in [
            ("1.1", 1_000_000_005, 1_100_000_006),
            ("110%", 10, 11),
            ("0.5", 3, 2),
            ("0", 3, 0),
            ("2", -3, -6),
        ] {
            let ratio = Ratio::parse(ratio).unwrap();
            assert_eq!(
                ratio.value(&Value::Integer(Ok(from))),
                Some(Value::Integer(Ok(to)))
            );
        }
        let text = |t: &str| Value::Text(t.to_owned());
        let more = Ratio::parse("1.25").unwrap();
        assert_eq!(more.value(&text("12M..15M")), Some(text("15M..19M")));
        assert_eq!(
            more.value(&text("４_000..8,000")),
            Some(text("5000..10000"))
        );
        assert_eq!(more.value(&text("none")), None);
        assert_eq!(more.value(&Value::Integer(Ok(i64::MAX))), None);
        for wrong in [
            "",
            "-1",
            "1e3",
            "1.2.3",
            "1001",
            "NaN",
            "inf",
            "99999999999",
        ] {
            assert_eq!(Ratio::parse(wrong), None, "{wrong}");
        }
    }
}
