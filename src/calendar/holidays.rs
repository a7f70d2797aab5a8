//! National holidays (国民の祝日に関する法律, 昭和23年法律第178号).
//!
//! Right for every year from 2000 as the law stands: Monday holidays, substitute and citizens'
//! holidays, the accession of 2019, the moves for the games of 2020 and 2021. The equinoxes are
//! computed; the Cabinet announces each on 1 February of the year before, so later ones are
//! forecasts that `closed.add` and `closed.remove` can correct.

use super::Date;
use chrono::{Datelike, Days, Weekday};
use std::collections::BTreeMap;

/// A national holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: &'static str,
}

/// The national holidays of a year, by date, substitute and citizens' holidays included.
pub fn holidays_of(year: i32) -> Vec<Holiday> {
    let mut days = named_in_law(year);
    // Both are reckoned from the holidays that the law names, not from each other.
    let named: Vec<Date> = days.keys().copied().collect();
    for day in &named {
        if day.weekday() == Weekday::Sun {
            let mut substitute = *day + Days::new(1);
            while named.contains(&substitute) {
                substitute = substitute + Days::new(1);
            }
            days.insert(substitute, "振替休日");
        }
    }
    for pair in named.windows(2) {
        let between = pair[0] + Days::new(1);
        if between + Days::new(1) == pair[1] {
            days.entry(between).or_insert("国民の休日");
        }
    }
    days.into_iter()
        .map(|(date, name)| Holiday { date, name })
        .collect()
}

/// Those that the law names (国民の祝日).
fn named_in_law(year: i32) -> BTreeMap<Date, &'static str> {
    let monday = |month, nth| Date::from_weekday_of_month_opt(year, month, Weekday::Mon, nth);
    let day = |month, day| Date::from_ymd_opt(year, month, day);
    let mut all = vec![
        (day(1, 1), "元日"),
        (monday(1, 2), "成人の日"),
        (day(2, 11), "建国記念の日"),
        (day(3, spring_equinox(year)), "春分の日"),
        (
            day(4, 29),
            if year >= 2007 {
                "昭和の日"
            } else {
                "みどりの日"
            },
        ),
        (day(5, 3), "憲法記念日"),
        (day(5, 5), "こどもの日"),
        (day(9, autumn_equinox(year)), "秋分の日"),
        (day(11, 3), "文化の日"),
        (day(11, 23), "勤労感謝の日"),
    ];
    if year >= 2007 {
        all.push((day(5, 4), "みどりの日"));
    }
    // The succession of 2019 left that year without an Emperor's birthday.
    match year {
        ..=2018 => all.push((day(12, 23), "天皇誕生日")),
        2019 => {
            all.push((day(5, 1), "天皇の即位の日"));
            all.push((day(10, 22), "即位礼正殿の儀が行われる日"));
        }
        _ => all.push((day(2, 23), "天皇誕生日")),
    }
    let before_2003 = year <= 2002;
    all.push((
        if before_2003 {
            day(9, 15)
        } else {
            monday(9, 3)
        },
        "敬老の日",
    ));
    // 海の日, 山の日 and スポーツの日 made room for the games.
    let (sea, mountain, sports) = match year {
        ..=2002 => (day(7, 20), None, monday(10, 2)),
        2003..=2015 => (monday(7, 3), None, monday(10, 2)),
        2020 => (day(7, 23), day(8, 10), day(7, 24)),
        2021 => (day(7, 22), day(8, 8), day(7, 23)),
        _ => (monday(7, 3), day(8, 11), monday(10, 2)),
    };
    all.push((sea, "海の日"));
    all.push((mountain, "山の日"));
    all.push((
        sports,
        if year >= 2020 {
            "スポーツの日"
        } else {
            "体育の日"
        },
    ));
    all.into_iter()
        .filter_map(|(date, name)| Some((date?, name)))
        .collect()
}

/// Day of March; the usual approximation for 1980 to 2099, in millionths of a day.
fn spring_equinox(year: i32) -> u32 {
    equinox(20_843_100, year)
}

/// Day of September.
fn autumn_equinox(year: i32) -> u32 {
    equinox(23_248_800, year)
}

fn equinox(base: i64, year: i32) -> u32 {
    let years = i64::from(year) - 1980;
    let day = (base + 242_194 * years).div_euclid(1_000_000) - years.div_euclid(4);
    u32::try_from(day).unwrap_or(0)
}
