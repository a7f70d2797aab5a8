//! Days as numbers: the tables that planning looks things up in.

use crate::calendar::{Calendar, Date, FiscalYear, TaxRate};
use crate::inventory::{PriceIndex, Terms, WHOLE};
use chrono::Datelike;

/// A day as a number: days since 0001-01-01.
pub(crate) type Day = i32;

/// A day so late that it means "no end".
pub(crate) const NEVER: Day = 2_000_000;

/// Least common multiple of 28, 29, 30, 31: a month as whole parts for any length of month.
pub(crate) const PARTS: i64 = 377_580;

/// The number of a date.
pub(crate) fn day(date: Date) -> Day {
    date.num_days_from_ce()
}

/// The date of a number.
pub(crate) fn date(day: Day) -> Date {
    Date::from_num_days_from_ce_opt(day).unwrap_or(Date::MAX)
}

/// Open days, starts of service and parts of months for every day that a plan may touch.
#[derive(PartialEq, Eq)]
pub(crate) struct Axis {
    first: Day,
    open: Vec<bool>,
    service_start: Vec<Day>,
    /// Parts of months before each day.
    parts: Vec<i64>,
    /// First and last day of the month of each day.
    month: Vec<(Day, Day)>,
    tax: Vec<(Day, i64)>,
    /// Of each price index: first day of each value, and the value.
    indices: Vec<Vec<(Day, i64)>>,
}

impl Axis {
    /// The same with prices that rise.
    pub(crate) fn with_indices(mut self, indices: &[PriceIndex]) -> Axis {
        let steps = |index: &PriceIndex| {
            let steps = index.steps.iter();
            steps.map(|(from, value)| (day(*from), *value)).collect()
        };
        self.indices = indices.iter().map(steps).collect();
        self
    }

    pub(crate) fn new(calendar: &Calendar, first: Date, last: Date) -> Axis {
        let (first, last) = (day(first), day(last));
        let n = usize::try_from(last - first + 1).unwrap_or(0);
        let mut open = Vec::with_capacity(n);
        let mut service_start = Vec::with_capacity(n);
        let mut parts = Vec::with_capacity(n + 1);
        parts.push(0);
        let mut month = Vec::with_capacity(n);
        // The day after the last open day seen so far.
        let mut after_open = day(calendar.open_on_or_before(date(first - 1))) + 1;
        for d in first..=last {
            let is_open = calendar.is_open(date(d));
            open.push(is_open);
            let length = days_in_month(date(d)) as Day;
            let begin = d - date(d).day0() as Day;
            month.push((begin, begin + length - 1));
            service_start.push(after_open);
            if is_open {
                after_open = d + 1;
            }
            let part = PARTS / i64::from(length);
            parts.push(parts[parts.len() - 1] + part);
        }
        let tax = calendar
            .rules()
            .tax_rates
            .iter()
            .map(|TaxRate { from, percent }| (day(*from), i64::from(*percent)))
            .collect();
        Axis {
            first,
            open,
            service_start,
            parts,
            month,
            tax,
            indices: Vec::new(),
        }
    }

    fn at(&self, d: Day) -> usize {
        usize::try_from(d - self.first)
            .unwrap_or(0)
            .min(self.open.len().saturating_sub(1))
    }

    /// Whether the office is open.
    pub(crate) fn is_open(&self, d: Day) -> bool {
        self.open.get(self.at(d)).copied().unwrap_or(false)
    }

    /// First day of the new service for a ▲ on `d`.
    pub(crate) fn service_start(&self, d: Day) -> Day {
        self.service_start.get(self.at(d)).copied().unwrap_or(d)
    }

    /// First and last day of the calendar month of `d`.
    pub(crate) fn month_of(&self, d: Day) -> (Day, Day) {
        self.month.get(self.at(d)).copied().unwrap_or((d, d))
    }

    /// Parts of months before a day.
    pub(crate) fn parts_before(&self, d: Day) -> i64 {
        self.parts[self.at(d)]
    }

    /// Yen of a monthly price from `from` to `to`, both included: round-half-up of
    /// price × Σ days / days of their month. `twelfth`: the price is a year's.
    pub(crate) fn accrue(&self, price: i64, twelfth: bool, from: Day, to: Day) -> i64 {
        if to < from || price == 0 {
            return 0;
        }
        let parts = self.parts[self.at(to) + 1] - self.parts[self.at(from)];
        let months = if twelfth { 12 } else { 1 };
        // Nearly always this fits; the wide division is slow.
        if let Some(twice) = price.checked_mul(parts * 2)
            && price > 0
            && let Some(sum) = twice.checked_add(PARTS * months)
        {
            return if twelfth {
                sum / (PARTS * 24)
            } else {
                sum / (PARTS * 2)
            };
        }
        let whole = i128::from(PARTS) * i128::from(months);
        let yen = (i128::from(price) * i128::from(parts) * 2 + whole) / (whole * 2);
        i64::try_from(yen).unwrap_or(i64::MAX)
    }

    /// Yen of a price of `rate` / 12 a month from `from` to `to`, rounded down: never more than
    /// [`Axis::accrue`] gives.
    pub(crate) fn share(&self, rate: i64, from: Day, to: Day) -> i64 {
        if to < from || rate <= 0 {
            return 0;
        }
        let parts = self.parts[self.at(to) + 1] - self.parts[self.at(from)];
        match rate.checked_mul(parts) {
            Some(all) => all / (PARTS * 12),
            // Nearly always this fits; the wide division is slow.
            None => {
                let yen = i128::from(rate) * i128::from(parts) / i128::from(PARTS * 12);
                i64::try_from(yen).unwrap_or(i64::MAX)
            }
        }
    }

    /// A price with its index of `d`, rounded down.
    pub(crate) fn indexed(&self, yen: i64, index: Option<usize>, d: Day) -> i64 {
        let steps = index.and_then(|n| self.indices.get(n));
        let step = steps.and_then(|steps| steps.iter().rfind(|(from, _)| *from <= d));
        match step {
            Some((_, value)) => {
                // Nearly always this fits; the wide division is slow.
                if let Some(yen) = yen.checked_mul(*value) {
                    return yen / WHOLE;
                }
                let yen = i128::from(yen) * i128::from(*value) / i128::from(WHOLE);
                i64::try_from(yen).unwrap_or(i64::MAX)
            }
            None => yen,
        }
    }

    /// The least that an index ever makes of a price.
    pub(crate) fn least_indexed(&self, yen: i64, index: Option<usize>) -> i64 {
        let steps = index.and_then(|n| self.indices.get(n));
        let days = steps.into_iter().flatten().map(|(from, _)| *from);
        let all = days.map(|d| self.indexed(yen, index, d));
        all.chain([yen]).min().unwrap_or(yen)
    }

    /// The least that a price can be on terms, on any day from `from` to `to`.
    pub(crate) fn least_on(&self, yen: i64, terms: Terms, from: Day, to: Day) -> i64 {
        let taxes = self.tax.iter().map(|t| t.0);
        let steps = terms.index.and_then(|n| self.indices.get(n));
        let rises = steps.into_iter().flatten().map(|s| s.0);
        let changes = taxes.chain(rises).filter(|d| (from..=to).contains(d));
        let all = changes.chain([from]);
        all.map(|d| super::charges::gross(self, yen, terms, d))
            .min()
            .unwrap_or(yen)
    }

    /// A price before tax with the tax of `d`, rounded down.
    pub(crate) fn with_tax(&self, yen: i64, d: Day) -> i64 {
        let percent = self
            .tax
            .iter()
            .filter(|(from, _)| *from <= d)
            .max_by_key(|(from, _)| *from);
        let percent = percent.map_or(0, |(_, percent)| *percent);
        if let Some(yen) = yen.checked_mul(100 + percent) {
            return yen / 100;
        }
        i64::try_from(i128::from(yen) * i128::from(100 + percent) / 100).unwrap_or(i64::MAX)
    }
}

fn days_in_month(d: Date) -> u32 {
    let next = if d.month() == 12 {
        Date::from_ymd_opt(d.year() + 1, 1, 1)
    } else {
        Date::from_ymd_opt(d.year(), d.month() + 1, 1)
    };
    next.and_then(|n| n.pred_opt())
        .map_or(31, |last| last.day())
}

/// Last day of the fiscal year that `d` lies in.
pub(crate) fn fiscal_end(d: Day) -> Day {
    day(FiscalYear::of(date(d)).last_day())
}

/// Whether work from `from` to `to` crosses 31 March.
pub(crate) fn crosses_year(from: Day, to: Day) -> bool {
    FiscalYear::of(date(from)) != FiscalYear::of(date(to))
}
