//! National holidays (国民の祝日に関する法律, 昭和23年法律第178号).

use super::Date;

/// A national holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: &'static str,
}

/// The national holidays of a year, by date, substitute and citizens' holidays included.
pub fn holidays_of(_year: i32) -> Vec<Holiday> {
    Vec::new()
}
