//! Running prices by days, cut at 31 March.

use crate::calendar::{Date, FiscalYear, TaxRate};
use crate::inventory::{Inventory, Tax, Terms, WHOLE};
use chrono::Datelike;

/// A month as whole parts, for every length of month: the least common multiple of 28 to 31.
const MONTH: i128 = 377_580;

/// Parts of months before a day, counted from the year 0.
fn parts_before(day: Date) -> i128 {
    let months = i128::from(day.year()) * 12 + i128::from(day.month0());
    let length = i128::from(days_in_month(day));
    months * MONTH + i128::from(day.day0()) * MONTH / length
}

fn days_in_month(day: Date) -> u32 {
    let (year, month) = if day.month() == 12 {
        (day.year() + 1, 1)
    } else {
        (day.year(), day.month() + 1)
    };
    Date::from_ymd_opt(year, month, 1)
        .and_then(|next| next.pred_opt())
        .map_or(31, |d| d.day())
}

/// Yen of a monthly or yearly price from `from` to `to`, both included, rounded half up.
fn cumulated(price: i64, yearly: bool, from: Date, to: Date) -> i64 {
    let parts = parts_before(to.succ_opt().unwrap_or(to)) - parts_before(from);
    let whole = if yearly { MONTH * 12 } else { MONTH };
    let yen = (i128::from(price) * parts * 2 + whole).div_euclid(whole * 2);
    i64::try_from(yen).unwrap_or(i64::MAX)
}

/// A running price by fiscal year: differences of the amounts cumulated until each 31 March.
pub(super) fn by_fiscal_year(
    price: i64,
    yearly: bool,
    from: Date,
    to: Date,
) -> Vec<(FiscalYear, i64)> {
    let mut rows = Vec::new();
    let (mut year, mut before) = (FiscalYear::of(from), 0);
    while from <= to && year.first_day() <= to {
        let until = cumulated(price, yearly, from, to.min(year.last_day()));
        rows.push((year, until.saturating_sub(before)));
        before = until;
        year = year.next();
    }
    rows
}

/// An amount on its terms on a day: with the index, then with the tax.
pub(super) fn due(inventory: &Inventory, yen: i64, terms: Terms, day: Date) -> i64 {
    let mut yen = i128::from(yen);
    if let Some(index) = terms.index.and_then(|n| inventory.indices.get(n)) {
        let begun = index.steps.iter().filter(|(from, _)| *from <= day);
        let percent = begun
            .max_by_key(|(from, _)| *from)
            .map(|(_, percent)| *percent);
        yen = yen * i128::from(percent.unwrap_or(WHOLE)) / i128::from(WHOLE);
    }
    let yen = i64::try_from(yen).unwrap_or(i64::MAX);
    with_tax(&inventory.calendar.rules().tax_rates, yen, terms.tax, day)
}

/// An amount with the tax of a day.
pub(super) fn with_tax(rates: &[TaxRate], yen: i64, tax: Tax, day: Date) -> i64 {
    let rate = rates
        .iter()
        .filter(|rate| rate.from <= day)
        .max_by_key(|rate| rate.from);
    let percent = match tax {
        Tax::Included => 0,
        Tax::Excluded => rate.map_or(0, |rate| i128::from(rate.percent)),
    };
    i64::try_from(i128::from(yen) * (100 + percent) / 100).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn whole_months_cost_whole_prices_and_parts_go_by_days() {
        assert_eq!(
            cumulated(1_000, false, day(2023, 1, 1), day(2023, 3, 31)),
            3_000
        );
        assert_eq!(
            cumulated(31_000, false, day(2023, 1, 4), day(2023, 1, 31)),
            28_000
        );
        assert_eq!(
            cumulated(28_000, false, day(2023, 2, 1), day(2023, 2, 1)),
            1_000
        );
        assert_eq!(
            cumulated(12_000, true, day(2024, 2, 1), day(2024, 2, 29)),
            1_000
        );
        // A half rounds up.
        assert_eq!(cumulated(1, false, day(2023, 4, 1), day(2023, 4, 15)), 1);
        assert_eq!(cumulated(1, false, day(2023, 4, 1), day(2023, 4, 14)), 0);
    }

    #[test]
    fn parts_by_fiscal_year_add_up_to_the_whole() {
        let (from, to) = (day(2022, 1, 17), day(2025, 9, 9));
        let rows = by_fiscal_year(100_003, false, from, to);
        assert_eq!(
            rows.iter().map(|(y, _)| y.0).collect::<Vec<_>>(),
            [2021, 2022, 2023, 2024, 2025]
        );
        let sum: i64 = rows.iter().map(|(_, yen)| yen).sum();
        assert_eq!(sum, cumulated(100_003, false, from, to));
        assert_eq!(by_fiscal_year(5, false, to, from), []);
    }

    #[test]
    fn tax_is_added_to_amounts_without_it_and_rounded_down() {
        let rates = [
            TaxRate {
                from: day(2014, 4, 1),
                percent: 8,
            },
            TaxRate {
                from: day(2019, 10, 1),
                percent: 10,
            },
        ];
        assert_eq!(
            with_tax(&rates, 1_009, Tax::Excluded, day(2022, 4, 1)),
            1_109
        );
        assert_eq!(
            with_tax(&rates, 1_000, Tax::Excluded, day(2019, 9, 30)),
            1_080
        );
        assert_eq!(
            with_tax(&rates, 1_000, Tax::Excluded, day(2010, 1, 1)),
            1_000
        );
        assert_eq!(
            with_tax(&rates, 1_009, Tax::Included, day(2022, 4, 1)),
            1_009
        );
    }
}
