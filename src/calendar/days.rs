//! Open and closed days, and the go-live days that follow from them.

use super::duration::{earlier, later};
use super::{CalendarRules, Date, FIRST_YEAR, LAST_YEAR, holidays_of};
use chrono::Datelike;

/// Every day from 1 January [`FIRST_YEAR`] to 31 December [`LAST_YEAR`], open or closed.
#[derive(Clone, Debug)]
pub struct Calendar {
    rules: CalendarRules,
    /// Days from 1 January of the year 1 to the first of them, which counts as well.
    first_number: i32,
    open: Vec<bool>,
    /// How many open days lie before each day.
    before: Vec<usize>,
    /// Each open day, as an index.
    opens: Vec<usize>,
}

impl Calendar {
    /// Builds the table of days.
    pub fn new(rules: CalendarRules) -> Calendar {
        let first = Date::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or(Date::MIN);
        let last = Date::from_ymd_opt(LAST_YEAR, 12, 31).unwrap_or(Date::MAX);
        let mut open: Vec<bool> = first
            .iter_days()
            .take_while(|d| *d <= last)
            .map(|d| {
                !rules
                    .closed_weekdays
                    .contains(&d.weekday().num_days_from_monday())
            })
            .collect();
        let index = |d: Date| usize::try_from((d - first).num_days()).ok();
        let mut set = |d: Date, value: bool| {
            if let Some(slot) = index(d).and_then(|i| open.get_mut(i)) {
                *slot = value;
            }
        };
        for year in FIRST_YEAR..=LAST_YEAR {
            if rules.national_holidays {
                for holiday in holidays_of(year) {
                    set(holiday.date, false);
                }
            }
            for (from, to) in &rules.closed_ranges {
                let from = from.in_year(year);
                let mut end = to.in_year(year);
                if end < from {
                    end = to.in_year(year + 1);
                }
                from.iter_days()
                    .take_while(|d| *d <= end)
                    .for_each(|d| set(d, false));
            }
        }
        // A range that began in the year before the table.
        for (from, to) in &rules.closed_ranges {
            let (begin, end) = (from.in_year(FIRST_YEAR - 1), to.in_year(FIRST_YEAR));
            if to.in_year(FIRST_YEAR - 1) < begin {
                first
                    .iter_days()
                    .take_while(|d| *d <= end)
                    .for_each(|d| set(d, false));
            }
        }
        rules.added.iter().for_each(|h| set(h.date, false));
        rules.removed.iter().for_each(|d| set(*d, true));
        let opens: Vec<usize> = (0..open.len()).filter(|i| open[*i]).collect();
        let before = open.iter().scan(0, |count, open| {
            let before = *count;
            *count += usize::from(*open);
            Some(before)
        });
        Calendar {
            rules,
            first_number: first.num_days_from_ce(),
            before: before.collect(),
            open,
            opens,
        }
    }

    /// The place of a day in the tables, if it is not before them.
    fn index(&self, date: Date) -> Option<usize> {
        usize::try_from(date.num_days_from_ce() - self.first_number).ok()
    }

    /// The day at a place of the tables, or the one after their end.
    fn day_at(&self, index: usize) -> Date {
        let number = i32::try_from(index).ok().map(|i| self.first_number + i);
        number
            .and_then(Date::from_num_days_from_ce_opt)
            .unwrap_or(Date::MAX)
    }

    /// The rules it was built from.
    pub fn rules(&self) -> &CalendarRules {
        &self.rules
    }

    /// Whether the office is open; days outside the table count as open on weekdays.
    pub fn is_open(&self, date: Date) -> bool {
        match self.index(date).and_then(|i| self.open.get(i)) {
            Some(open) => *open,
            None => date.weekday().num_days_from_monday() < 5,
        }
    }

    /// The latest open day on or before `date`: where last days roll back to.
    pub fn open_on_or_before(&self, date: Date) -> Date {
        let mut d = date;
        // No closed stretch is longer than this, however the rules were edited.
        for _ in 0..400 {
            if self.is_open(d) {
                return d;
            }
            d = earlier(d, 1);
        }
        date
    }

    /// The earliest open day on or after `date`: where first days roll forward to.
    pub fn open_on_or_after(&self, date: Date) -> Date {
        let mut d = date;
        for _ in 0..400 {
            if self.is_open(d) {
                return d;
            }
            d = later(d, 1);
        }
        date
    }

    /// The first day after `n` open days that begin on or after `anchor`.
    pub fn add_open_days(&self, anchor: Date, n: u32) -> Date {
        let known = self.index(anchor).zip((n as usize).checked_sub(1));
        let last = known.and_then(|(i, n)| self.opens.get(self.before.get(i)? + n));
        if let Some(last) = last {
            return self.day_at(last + 1).min(later(anchor, most_days(n)));
        }
        let mut d = later(anchor, 0);
        let mut left = n;
        let limit = later(anchor, most_days(n));
        while left > 0 && d < limit {
            if self.is_open(d) {
                left -= 1;
            }
            d = later(d, 1);
        }
        d
    }

    /// The latest day from which `n` open days lie before `end`.
    pub fn subtract_open_days(&self, end: Date, n: u32) -> Date {
        let before = self.index(end).and_then(|i| self.before.get(i));
        let number = before.and_then(|before| before.checked_sub(n as usize));
        let first = number.and_then(|k| self.opens.get(k)).filter(|_| n > 0);
        if let Some(first) = first {
            return self.day_at(*first).max(earlier(end, most_days(n)));
        }
        let mut d = earlier(end, 0);
        let mut left = n;
        let limit = earlier(end, most_days(n));
        while left > 0 && d > limit {
            d = earlier(d, 1);
            if self.is_open(d) {
                left -= 1;
            }
        }
        d
    }

    /// How many closed days lie right before `date`.
    pub fn closed_days_before(&self, date: Date) -> u32 {
        (1..400u64)
            .take_while(|back| !self.is_open(earlier(date, *back)))
            .count() as u32
    }

    /// Whether ▲ may fall on `date` as far as the window goes: the first open day after at least
    /// `window.closed_days` closed days.
    pub fn is_go_live_day(&self, date: Date) -> bool {
        self.is_open(date) && self.closed_days_before(date) >= self.rules.window.closed_days.max(1)
    }

    /// All go-live days from `from` to `to`, both included.
    pub fn go_live_days(&self, from: Date, to: Date) -> Vec<Date> {
        from.iter_days()
            .take_while(|d| *d <= to)
            .filter(|d| self.is_go_live_day(*d))
            .collect()
    }

    /// First day of the new service when ▲ is on `cutover`: the day after the last open day
    /// before it; the closed days right before ▲ belong to the new service.
    pub fn service_start(&self, cutover: Date) -> Date {
        earlier(cutover, u64::from(self.closed_days_before(cutover)))
    }
}
/// Days that so many open days take at most, however the rules were edited.
fn most_days(open: u32) -> u64 {
    u64::from(open) * 4 + 400
}
