//! The only "today" there is: `--as-of`, then `SOURCE_DATE_EPOCH`, then the clock, in Japan.
#![expect(
    clippy::disallowed_methods,
    reason = "the clock is read here and nowhere else"
)]

use super::failure::Failure;
use super::terminal::variable;
use chrono::{Days, NaiveDate};
use ikou::calendar::{Date, FIRST_YEAR, LAST_YEAR, parse_wareki};
use unicode_normalization::UnicodeNormalization;

/// Japan has had one time zone and no summer time since 1951.
const JAPAN_SECONDS: i64 = 9 * 3600;

/// The as-of date of this run.
pub(crate) fn as_of(asked: Option<&str>) -> Result<Date, Failure> {
    if let Some(text) = asked {
        return parse(text).ok_or_else(|| Failure::BadAsOf {
            text: text.to_owned(),
        });
    }
    if let Some(text) = variable("SOURCE_DATE_EPOCH") {
        let day = text.trim().parse::<i64>().ok().and_then(day_in_japan);
        return day.ok_or(Failure::BadEpoch { text });
    }
    let now = std::time::SystemTime::now();
    let seconds = now
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_secs());
    i64::try_from(seconds)
        .ok()
        .and_then(day_in_japan)
        .ok_or(Failure::BadClock)
}

/// A date as typed: `2021-08-03`, `令和3年8月3日`, `R3.8.3`, full-width digits too.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let text: String = text.nfkc().collect();
    let text = text.trim();
    let iso = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(text, "%Y/%m/%d"));
    iso.ok().or_else(|| parse_wareki(text)).filter(in_range)
}

fn day_in_japan(epoch: i64) -> Option<Date> {
    let days = u64::try_from(epoch.checked_add(JAPAN_SECONDS)?.div_euclid(86_400)).ok()?;
    NaiveDate::from_ymd_opt(1970, 1, 1)?
        .checked_add_days(Days::new(days))
        .filter(in_range)
}

fn in_range(date: &Date) -> bool {
    use chrono::Datelike;
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> Option<Date> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn the_day_begins_at_midnight_in_japan() {
        assert_eq!(day_in_japan(1_627_916_399), date(2021, 8, 2));
        assert_eq!(day_in_japan(1_627_916_400), date(2021, 8, 3));
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        assert_eq!(parse("2021-08-03"), date(2021, 8, 3));
        assert_eq!(parse(" ２０２１－０８－０３ "), date(2021, 8, 3));
        assert_eq!(parse("2021/8/3"), date(2021, 8, 3));
    }

    #[test]
    fn what_is_no_date_within_reach_is_refused() {
        for text in [
            "",
            "2021-02-30",
            "1821-08-03",
            "9999-01-01",
            "tomorrow",
            "2021-08-03x",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        for epoch in [i64::MIN, -1, 0, i64::MAX] {
            assert_eq!(day_in_japan(epoch), None, "{epoch}");
        }
    }
}
