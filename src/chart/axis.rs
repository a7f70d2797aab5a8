//! The axis of days: fiscal years, quarters and months of the horizon.

use crate::calendar::{Date, FiscalYear};
use crate::plan::Plan;
use chrono::{Datelike, Months};

/// The longest axis that is drawn, in days; a horizon beyond it is cut (a century is no plan).
const LONGEST: i64 = 36_525;

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// A stretch of the header, cut to the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Fiscal year it lies in.
    pub fiscal_year: i32,
    /// Month of its first day (1 to 12).
    pub month: u32,
    /// Whether the axis shows all of it.
    pub whole: bool,
}

impl Axis {
    /// The axis of a plan: its horizon.
    pub fn of(plan: &Plan) -> Axis {
        let from = plan.horizon.from;
        let longest = from
            .checked_add_signed(chrono::TimeDelta::days(LONGEST))
            .unwrap_or(Date::MAX);
        Axis {
            from,
            to: plan.horizon.to.clamp(from, longest),
        }
    }

    /// How many days.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Its quarter of the fiscal year a month lies in, 1 to 4.
    pub fn quarter(month: u32) -> u32 {
        (month + 8) % 12 / 3 + 1
    }

    /// Where a day begins when the axis is `width` units long, cut to the axis.
    pub fn at(&self, date: Date, width: i32) -> i32 {
        let day = (date - self.from).num_days().clamp(0, self.days());
        i32::try_from(day * i64::from(width) / self.days()).unwrap_or(width)
    }

    /// Where a day ends.
    pub fn after(&self, date: Date, width: i32) -> i32 {
        self.at(date.succ_opt().unwrap_or(date), width)
    }

    /// Whether a day lies on the axis.
    pub fn shows(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }

    /// Fiscal years.
    pub fn years(&self) -> Vec<Span> {
        self.spans(12)
    }

    /// Quarters: April, July, October, January.
    pub fn quarters(&self) -> Vec<Span> {
        self.spans(3)
    }

    /// Months.
    pub fn months(&self) -> Vec<Span> {
        self.spans(1)
    }

    fn spans(&self, months: u32) -> Vec<Span> {
        let mut spans = Vec::new();
        // The first day of the stretch that the axis begins in, counted from April.
        let year = FiscalYear::of(self.from);
        let into = (self.from.month() + 8) % 12 / months * months;
        let mut begin = year.first_day().checked_add_months(Months::new(into));
        while let Some(first) = begin.filter(|first| *first <= self.to) {
            let next = first.checked_add_months(Months::new(months));
            let last = next.and_then(|n| n.pred_opt()).unwrap_or(Date::MAX);
            spans.push(Span {
                from: first.max(self.from),
                to: last.min(self.to),
                fiscal_year: FiscalYear::of(first).0,
                month: first.month(),
                whole: first >= self.from && last <= self.to,
            });
            begin = next;
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(from: &str, to: &str) -> Axis {
        Axis {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }
    }

    #[test]
    fn the_seeds_axis_has_69_months_in_six_fiscal_years() {
        let axis = axis("2021-07-01", "2027-03-31");
        assert_eq!(axis.months().len(), 69);
        let years: Vec<i32> = axis.years().iter().map(|y| y.fiscal_year).collect();
        assert_eq!(years, [2021, 2022, 2023, 2024, 2025, 2026]);
        assert!(!axis.years()[0].whole && axis.years()[5].whole);
        assert_eq!(axis.quarters().len(), 23);
        assert_eq!(axis.quarters()[0].month, 7);
    }

    #[test]
    fn spans_follow_each_other_and_fill_the_axis() {
        for axis in [
            axis("2024-02-29", "2024-02-29"),
            axis("2024-03-31", "2025-01-01"),
        ] {
            for spans in [axis.years(), axis.quarters(), axis.months()] {
                assert_eq!(spans.first().unwrap().from, axis.from);
                assert_eq!(spans.last().unwrap().to, axis.to);
                for pair in spans.windows(2) {
                    assert_eq!(pair[0].to.succ_opt().unwrap(), pair[1].from);
                }
            }
        }
    }

    #[test]
    fn days_lie_between_the_ends() {
        let axis = axis("2021-07-01", "2027-03-31");
        assert_eq!(axis.at(axis.from, 10_000), 0);
        assert_eq!(axis.after(axis.to, 10_000), 10_000);
        assert_eq!(axis.at("1999-01-01".parse().unwrap(), 10_000), 0);
        assert_eq!(axis.after("2999-01-01".parse().unwrap(), 10_000), 10_000);
    }
}
