//! Lengths of time, as contracts and plans write them.

use super::{Calendar, Date, Spread};
use chrono::{Days, Months};
use std::fmt;

/// A length of time: `"18M"`, `"6W"`, `"45d"` or `"30bd"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duration {
    /// Calendar months, counted from the anchor and clamped to month ends.
    Months(u32),
    /// Weeks of seven days.
    Weeks(u32),
    /// Calendar days.
    Days(u32),
    /// Open days (開庁日).
    OpenDays(u32),
}

/// From `low` to `high`; a single value has both equal. A plan uses `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range<T> {
    /// The lower end.
    pub low: T,
    /// The upper end, and what a plan uses; of a distribution the value that it names for plans.
    pub high: T,
    /// The distribution, where one is written.
    pub spread: Option<Spread<T>>,
}

impl<T: Copy> Range<T> {
    /// A range of one value.
    pub fn only(value: T) -> Self {
        Range {
            low: value,
            high: value,
            spread: None,
        }
    }

    /// A range of which nothing says how likely its values are.
    pub fn between(low: T, high: T) -> Self {
        Range {
            low,
            high,
            spread: None,
        }
    }
}

impl Duration {
    /// The first day after a stretch of this length that begins on `anchor`.
    ///
    /// `"18M"` from 2022-04-01 covers 2022-04-01 to 2023-09-30, so this is 2023-10-01; month ends
    /// are clamped (2023-08-31 + 6M = 2024-02-29).
    pub fn after(self, anchor: Date, calendar: &Calendar) -> Date {
        self.times(1, anchor, calendar)
    }

    /// The first day after `n` such stretches from `anchor`, counted from the anchor, so that
    /// month ends do not drift.
    pub fn times(self, n: u32, anchor: Date, calendar: &Calendar) -> Date {
        match self {
            Duration::Months(m) => add_months(anchor, m.saturating_mul(n)),
            Duration::Weeks(w) => later(anchor, (u64::from(w) * 7).saturating_mul(u64::from(n))),
            Duration::Days(d) => later(anchor, u64::from(d) * u64::from(n)),
            Duration::OpenDays(d) => calendar.add_open_days(anchor, d.saturating_mul(n)),
        }
    }

    /// The last day of a stretch of this length that begins on `anchor`; the anchor itself where it
    /// is empty.
    pub fn last_day(self, anchor: Date, calendar: &Calendar) -> Date {
        earlier(self.after(anchor, calendar), 1).max(anchor)
    }

    /// The day a stretch of this length is counted back to from `end` (`end` is the day after the
    /// stretch): months go back by the calendar and are clamped to month ends.
    ///
    /// Notice of `"6M"` to a contract that ends on 2022-12-31 is given by
    /// `before(2023-01-01) - 1 day` = 2022-06-30.
    pub fn before(self, end: Date, calendar: &Calendar) -> Date {
        match self {
            Duration::Months(m) => subtract_months(end, m),
            Duration::Weeks(w) => earlier(end, u64::from(w) * 7),
            Duration::Days(d) => earlier(end, u64::from(d)),
            Duration::OpenDays(d) => calendar.subtract_open_days(end, d),
        }
    }

    /// About how many calendar days: for sums and comparisons, never for dates.
    pub fn rough_days(self) -> i64 {
        match self {
            Duration::Months(m) => i64::from(m) * 304 / 10,
            Duration::Weeks(w) => i64::from(w) * 7,
            Duration::Days(d) => i64::from(d),
            Duration::OpenDays(d) => i64::from(d) * 7 / 5,
        }
    }

    /// Whether nothing.
    pub fn is_zero(self) -> bool {
        matches!(
            self,
            Duration::Months(0) | Duration::Weeks(0) | Duration::Days(0) | Duration::OpenDays(0)
        )
    }

    /// Reads `18M`, `6W`, `45d`, `30bd` (ASCII digits; fold full-width ones first).
    pub fn parse(text: &str) -> Option<Duration> {
        let text = text.trim();
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, unit) = text.split_at(digits);
        let n: u32 = number.parse().ok().filter(|n| *n <= 100_000)?;
        match unit {
            "M" => Some(Duration::Months(n)).filter(|_| n <= 1_200),
            "W" => Some(Duration::Weeks(n)).filter(|_| n <= 5_200),
            "d" => Some(Duration::Days(n)).filter(|_| n <= 36_500),
            "bd" => Some(Duration::OpenDays(n)).filter(|_| n <= 25_000),
            _ => None,
        }
    }
}

/// Days that arithmetic never leaves, so that no sum of hostile lengths overflows and every date
/// keeps four digits of year: 1000-01-01 to 9999-12-31.
fn bounded(date: Option<Date>, otherwise: Date) -> Date {
    date.unwrap_or(otherwise).clamp(FIRST, LAST)
}

const FIRST: Date = match Date::from_ymd_opt(1000, 1, 1) {
    Some(date) => date,
    None => Date::MIN,
};

const LAST: Date = match Date::from_ymd_opt(9999, 12, 31) {
    Some(date) => date,
    None => Date::MAX,
};

/// `days` later, saturating.
pub(super) fn later(date: Date, days: u64) -> Date {
    bounded(date.checked_add_days(Days::new(days.min(10_000_000))), LAST)
}

/// `days` earlier, saturating.
pub(super) fn earlier(date: Date, days: u64) -> Date {
    bounded(
        date.checked_sub_days(Days::new(days.min(10_000_000))),
        FIRST,
    )
}

fn add_months(date: Date, months: u32) -> Date {
    bounded(date.checked_add_months(Months::new(months)), LAST)
}

fn subtract_months(date: Date, months: u32) -> Date {
    bounded(date.checked_sub_months(Months::new(months)), FIRST)
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Duration::Months(n) => write!(f, "{n}M"),
            Duration::Weeks(n) => write!(f, "{n}W"),
            Duration::Days(n) => write!(f, "{n}d"),
            Duration::OpenDays(n) => write!(f, "{n}bd"),
        }
    }
}

impl<T: fmt::Display + PartialEq> fmt::Display for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self
            .spread
            .as_ref()
            .map_or((&self.low, &self.high), |s| (&s.low, &s.high));
        if low == high {
            write!(f, "{low}")
        } else {
            write!(f, "{low}..{high}")
        }
    }
}
