//! Yen by days, as the plan accrues them: round-half-up of price × Σ days / days of their month.

use super::{Date, FiscalYear};
use chrono::{Datelike, Months};
use std::collections::BTreeMap;

/// A common multiple of 28, 29, 30 and 31: a day is a whole number of parts of any month.
const PARTS: i128 = 377_580;

/// Parts of months from `from` to `to`, both included.
fn parts(from: Date, to: Date) -> i128 {
    let mut parts = 0;
    let mut start = from;
    while start <= to {
        let first = start.with_day(1).unwrap_or(start);
        let Some(next) = first.checked_add_months(Months::new(1)) else {
            break;
        };
        let length = i128::from((next - first).num_days());
        let end = next.pred_opt().unwrap_or(start).min(to);
        let days = i128::from((end - start).num_days() + 1);
        parts += days * (PARTS / length);
        start = next;
    }
    parts
}

/// Yen of a price for a month (or a year: a twelfth a month) from `from` to `to`.
pub(crate) fn accrued(price: i64, yearly: bool, from: Date, to: Date) -> i64 {
    let whole = PARTS * if yearly { 12 } else { 1 };
    let yen = (i128::from(price) * parts(from, to) * 2 + whole) / (whole * 2);
    i64::try_from(yen).unwrap_or(i64::MAX)
}

/// The same by fiscal year: differences of the cumulated amount, so that the parts add up.
pub(crate) fn by_year(price: i64, yearly: bool, from: Date, to: Date) -> BTreeMap<i32, i64> {
    let mut years = BTreeMap::new();
    let (mut before, mut start) = (0, from);
    while start <= to {
        let year = FiscalYear::of(start);
        let end = year.last_day().min(to);
        // A plan of another hand may hold days beyond all fiscal years.
        if end < start {
            break;
        }
        let so_far = accrued(price, yearly, from, end);
        years.insert(year.0, so_far.saturating_sub(before));
        before = so_far;
        let Some(next) = end.succ_opt() else { break };
        start = next;
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn months_by_days_and_cut_at_31_march() {
        assert_eq!(
            accrued(3_100, false, date("2024-01-01"), date("2024-01-10")),
            1_000
        );
        let years = by_year(12_000, true, date("2024-03-17"), date("2024-04-15"));
        // 15 of 31 days, and with 15 of 30 days 983.87 in all.
        assert_eq!(years, BTreeMap::from([(2023, 484), (2024, 500)]));
        assert_eq!(accrued(1, false, date("2024-02-02"), date("2024-02-01")), 0);
    }
}
