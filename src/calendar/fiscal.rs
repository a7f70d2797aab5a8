//! Fiscal years: 1 April to 31 March (地方自治法208条).

use super::Date;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// A fiscal year, named by the calendar year it begins in: 2024 is 令和6年度.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// The fiscal year that a day lies in: it begins on 1 April (地方自治法208条1項).
    pub fn of(date: Date) -> FiscalYear {
        FiscalYear(if date.month() >= 4 {
            date.year()
        } else {
            date.year() - 1
        })
    }

    /// 1 April.
    pub fn first_day(self) -> Date {
        Date::from_ymd_opt(self.0.clamp(1000, 9999), 4, 1).unwrap_or(Date::MIN)
    }

    /// 31 March of the next calendar year.
    pub fn last_day(self) -> Date {
        Date::from_ymd_opt(self.0.clamp(1000, 9998) + 1, 3, 31).unwrap_or(Date::MAX)
    }

    /// The fiscal year before.
    pub fn previous(self) -> FiscalYear {
        FiscalYear(self.0.saturating_sub(1))
    }

    /// The fiscal year after.
    pub fn next(self) -> FiscalYear {
        FiscalYear(self.0.saturating_add(1))
    }
}
