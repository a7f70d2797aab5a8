//! Which days count: fiscal years, open and closed days, go-live days, the budget cycle.
//!
//! All dates are civil dates in Japan. A [`Calendar`] is built once from the rules in
//! `calendar.toml` (built-in defaults overlaid by the city's file) and answers for every day from
//! [`FIRST_YEAR`] to [`LAST_YEAR`].

pub(crate) mod accrual;
mod budget_cycle;
mod days;
mod duration;
mod fiscal;
mod holidays;
mod law;
mod rules;
mod spread;
mod wareki;

pub use budget_cycle::{InitialBudget, Supplementary};
pub use days::Calendar;
pub use duration::{Duration, Range};
pub use fiscal::FiscalYear;
pub use holidays::{Holiday, holidays_of};
pub use law::{Law, NoticeDays, Threshold};
pub use rules::{
    AmountLimit, Blackout, BudgetRules, CalendarRules, CouncilSession, DatedHoliday, LawEvent,
    MethodRule, MonthDay, TaxRate, WindowRules,
};
pub use spread::{Shape, Spread};
pub use wareki::{Era, fiscal_year_label, parse_wareki, parse_wareki_month, wareki};

/// A civil date.
pub type Date = chrono::NaiveDate;

/// First year that dates may lie in.
pub const FIRST_YEAR: i32 = 2000;
/// Last year that dates may lie in.
pub const LAST_YEAR: i32 = 2070;
