//! Days, fiscal years, eras and lengths of time, against known answers.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

use ikou::calendar::{
    BudgetRules, Calendar, CalendarRules, CouncilSession, Date, DatedHoliday, Duration, Era,
    FiscalYear, Holiday, Law, MonthDay, WindowRules, fiscal_year_label, holidays_of, parse_wareki,
    parse_wareki_month, wareki,
};
use ikou::facts::Provenance;

fn day(text: &str) -> Date {
    text.parse().expect("a date of this test")
}

fn month_day(text: &str) -> MonthDay {
    let (month, day) = text.split_once('-').expect("MM-DD");
    MonthDay {
        month: month.parse().unwrap(),
        day: day.parse().unwrap(),
    }
}

/// Rules as most cities have them.
fn rules() -> CalendarRules {
    let session = |id: &str, request: &str, vote: &str| CouncilSession {
        id: id.to_owned(),
        name: id.to_owned(),
        request: month_day(request),
        vote: month_day(vote),
        provenance: Provenance::default(),
    };
    CalendarRules {
        closed_weekdays: vec![5, 6],
        national_holidays: true,
        closed_ranges: vec![(month_day("12-29"), month_day("01-03"))],
        added: Vec::new(),
        removed: Vec::new(),
        budget: BudgetRules {
            request_from: month_day("10-01"),
            request_to: month_day("10-31"),
            vote: month_day("03-25"),
            preparation_from: month_day("01-15"),
            precheck: None,
            provenance: Provenance::default(),
        },
        sessions: vec![
            session("march", "12-25", "03-10"),
            session("june", "04-30", "06-28"),
        ],
        window: WindowRules {
            closed_days: 2,
            provenance: Provenance::default(),
        },
        blackouts: Vec::new(),
        law_events: Vec::new(),
        methods: Vec::new(),
        tax_rates: Vec::new(),
        long_term_limit: None,
        long_term_classes: Vec::new(),
        law: Law::default(),
        provenance: Provenance::default(),
    }
}

fn calendar() -> Calendar {
    Calendar::new(rules())
}

fn names(year: i32, from: &str, to: &str) -> Vec<String> {
    holidays_of(year)
        .into_iter()
        .filter(|h| day(from) <= h.date && h.date <= day(to))
        .map(|h| format!("{} {}", h.date.format("%m-%d"), h.name))
        .collect()
}

#[test]
fn the_accession_of_2019_made_ten_days() {
    assert_eq!(
        names(2019, "2019-04-29", "2019-05-06"),
        [
            "04-29 昭和の日",
            "04-30 国民の休日",
            "05-01 天皇の即位の日",
            "05-02 国民の休日",
            "05-03 憲法記念日",
            "05-04 みどりの日",
            "05-05 こどもの日",
            "05-06 振替休日",
        ]
    );
    assert_eq!(
        names(2019, "2019-10-22", "2019-10-22"),
        ["10-22 即位礼正殿の儀が行われる日"]
    );
    assert!(!holidays_of(2019).iter().any(|h| h.name == "天皇誕生日"));
}

#[test]
fn the_games_moved_three_holidays_in_two_years() {
    assert_eq!(
        names(2020, "2020-07-01", "2020-10-31"),
        [
            "07-23 海の日",
            "07-24 スポーツの日",
            "08-10 山の日",
            "09-21 敬老の日",
            "09-22 秋分の日"
        ]
    );
    assert_eq!(
        names(2021, "2021-07-01", "2021-10-31"),
        [
            "07-22 海の日",
            "07-23 スポーツの日",
            "08-08 山の日",
            "08-09 振替休日",
            "09-20 敬老の日",
            "09-23 秋分の日",
        ]
    );
}

#[test]
fn a_day_between_two_holidays_is_one() {
    assert_eq!(
        names(2026, "2026-09-01", "2026-09-30"),
        ["09-21 敬老の日", "09-22 国民の休日", "09-23 秋分の日"]
    );
}

#[test]
fn a_substitute_skips_the_holidays_after_it() {
    assert_eq!(
        names(2026, "2026-05-03", "2026-05-07").last().unwrap(),
        "05-06 振替休日"
    );
    assert_eq!(
        names(2024, "2024-02-11", "2024-02-12"),
        ["02-11 建国記念の日", "02-12 振替休日"]
    );
}

#[test]
fn older_years_follow_the_law_of_their_time() {
    let has = |year, date: &str, name| {
        holidays_of(year).contains(&Holiday {
            date: day(date),
            name,
        })
    };
    assert!(has(2002, "2002-07-20", "海の日"));
    assert!(has(2003, "2003-07-21", "海の日"));
    assert!(has(2002, "2002-09-16", "振替休日"));
    assert!(has(2006, "2006-04-29", "みどりの日"));
    assert!(has(2006, "2006-05-04", "国民の休日"));
    assert!(has(2018, "2018-12-24", "振替休日"));
    assert!(!holidays_of(2015).iter().any(|h| h.name == "山の日"));
}

#[test]
fn no_year_has_a_day_twice_and_all_are_in_order() {
    for year in 1990..=2099 {
        let dates: Vec<Date> = holidays_of(year).iter().map(|h| h.date).collect();
        assert!(dates.windows(2).all(|pair| pair[0] < pair[1]), "{year}");
        assert!((13..=22).contains(&dates.len()), "{year}: {}", dates.len());
    }
    // Nothing breaks on years that no plan has.
    for year in [i32::MIN, -1, 0, 99_999, i32::MAX] {
        let _ = holidays_of(year);
    }
}

/// Closed stretches of four days and more, and the first open day after each.
#[test]
fn long_closed_stretches_end_in_go_live_days() {
    let calendar = calendar();
    for (from, to, days, go_live) in [
        ("2025-12-27", "2026-01-04", 9, "2026-01-05"),
        ("2026-05-02", "2026-05-06", 5, "2026-05-07"),
        ("2026-09-19", "2026-09-23", 5, "2026-09-24"),
        ("2026-12-29", "2027-01-03", 6, "2027-01-04"),
        ("2027-05-01", "2027-05-05", 5, "2027-05-06"),
        ("2027-12-29", "2028-01-03", 6, "2028-01-04"),
        ("2028-05-03", "2028-05-07", 5, "2028-05-08"),
        ("2028-12-29", "2029-01-03", 6, "2029-01-04"),
        ("2029-05-03", "2029-05-06", 4, "2029-05-07"),
        ("2029-12-29", "2030-01-03", 6, "2030-01-04"),
        ("2030-05-03", "2030-05-06", 4, "2030-05-07"),
        ("2030-12-28", "2031-01-05", 9, "2031-01-06"),
    ] {
        let go_live = day(go_live);
        assert!(calendar.is_go_live_day(go_live), "{go_live}");
        assert_eq!(calendar.closed_days_before(go_live), days, "{go_live}");
        assert_eq!(calendar.service_start(go_live), day(from), "{go_live}");
        assert_eq!(calendar.open_on_or_after(day(from)), go_live);
        assert!(!calendar.is_open(day(to)));
        assert!(calendar.is_open(day(from).pred_opt().unwrap()), "{from}");
    }
}

/// First days of operation that cities published, and the closed days before them.
#[test]
fn cutovers_that_happened_were_go_live_days() {
    let calendar = calendar();
    for (city, date, closed) in [
        ("美里町", "2022-10-31", 2),
        ("川島町", "2022-12-12", 2),
        ("野木町", "2025-10-14", 3),
        ("筑西市", "2025-12-08", 2),
        ("加古川市", "2026-01-05", 9),
        ("錦町", "2026-02-24", 3),
    ] {
        assert!(calendar.is_go_live_day(day(date)), "{city}");
        assert_eq!(calendar.closed_days_before(day(date)), closed, "{city}");
    }
    assert!(
        !calendar.is_go_live_day(day("2025-04-01")),
        "a Tuesday after an open Monday"
    );
}

#[test]
fn acts_of_the_office_roll_to_open_days() {
    let calendar = calendar();
    assert_eq!(
        calendar.open_on_or_before(day("2021-10-31")),
        day("2021-10-29")
    );
    assert_eq!(
        calendar.open_on_or_before(day("2023-03-25")),
        day("2023-03-24")
    );
    assert_eq!(
        calendar.open_on_or_after(day("2022-01-01")),
        day("2022-01-04")
    );
    assert_eq!(
        calendar.open_on_or_before(day("2022-01-03")),
        day("2021-12-28")
    );
}

#[test]
fn the_year_end_is_closed_at_both_ends_of_the_table() {
    let calendar = calendar();
    for closed in [
        "2000-01-01",
        "2000-01-03",
        "2023-12-29",
        "2024-01-03",
        "2070-12-31",
    ] {
        assert!(!calendar.is_open(day(closed)), "{closed}");
    }
    for open in ["2000-01-04", "2023-12-28", "2024-01-04"] {
        assert!(calendar.is_open(day(open)), "{open}");
    }
}

#[test]
fn a_city_adds_and_removes_closed_days() {
    let mut rules = rules();
    rules.added.push(DatedHoliday {
        date: day("2026-06-01"),
        name: "市制記念日".to_owned(),
    });
    rules.removed.push(day("2026-05-06"));
    let calendar = Calendar::new(rules);
    assert!(!calendar.is_open(day("2026-06-01")));
    assert!(calendar.is_open(day("2026-05-06")));
}

#[test]
fn a_window_is_never_below_one_closed_day() {
    let mut rules = rules();
    rules.window.closed_days = 0;
    let calendar = Calendar::new(rules);
    assert!(!calendar.is_go_live_day(day("2026-06-03")), "a Wednesday");
    assert!(calendar.is_go_live_day(day("2026-06-01")));
    assert!(
        calendar.is_go_live_day(day("2026-04-30")),
        "after one holiday"
    );
}

#[test]
fn the_budget_of_a_year_is_asked_for_the_autumn_before() {
    let budget = calendar().initial_budget(FiscalYear(2022));
    assert_eq!(budget.request_from, day("2021-10-01"));
    assert_eq!(
        budget.request_to,
        day("2021-10-29"),
        "2021-10-31 is a Sunday"
    );
    assert_eq!(
        budget.preparation_from,
        day("2022-01-17"),
        "2022-01-15 is a Saturday"
    );
    assert_eq!(budget.vote, day("2022-03-25"));
}

#[test]
fn supplementary_budgets_come_by_their_votes() {
    let budgets = calendar().supplementary_budgets(FiscalYear(2022));
    let dates: Vec<_> = budgets
        .iter()
        .map(|s| (s.session, s.request, s.vote))
        .collect();
    assert_eq!(
        dates,
        [
            (1, day("2022-04-28"), day("2022-06-28")),
            // The December request of a March vote lies in the calendar year before.
            (0, day("2022-12-23"), day("2023-03-10")),
        ]
    );
    assert!(budgets.iter().all(|s| s.fiscal_year == FiscalYear(2022)));
}

#[test]
fn fiscal_years_turn_on_the_first_of_april() {
    assert_eq!(FiscalYear::of(day("2024-03-31")), FiscalYear(2023));
    assert_eq!(FiscalYear::of(day("2024-04-01")), FiscalYear(2024));
    assert_eq!(FiscalYear::of(day("2023-12-31")), FiscalYear(2023));
    assert_eq!(FiscalYear::of(day("2024-02-29")), FiscalYear(2023));
    assert_eq!(FiscalYear(2023).first_day(), day("2023-04-01"));
    assert_eq!(FiscalYear(2023).last_day(), day("2024-03-31"));
    assert_eq!(
        FiscalYear(2023).last_day().succ_opt(),
        Some(FiscalYear(2023).next().first_day())
    );
    assert_eq!(FiscalYear(2023).next().previous(), FiscalYear(2023));
}

#[test]
fn months_are_counted_from_the_anchor_and_clamped() {
    let calendar = calendar();
    let months = |n, from: &str| Duration::Months(n).after(day(from), &calendar);
    assert_eq!(months(18, "2022-04-01"), day("2023-10-01"));
    assert_eq!(months(6, "2023-08-31"), day("2024-02-29"), "leap year");
    assert_eq!(months(6, "2022-08-31"), day("2023-02-28"));
    assert_eq!(months(12, "2024-02-29"), day("2025-02-28"));
    assert_eq!(months(48, "2024-02-29"), day("2028-02-29"));
    // Twice one month is not two months taken one after the other.
    let once = Duration::Months(1);
    assert_eq!(
        once.times(2, day("2023-01-31"), &calendar),
        day("2023-03-31")
    );
    assert_eq!(
        once.after(once.after(day("2023-01-31"), &calendar), &calendar),
        day("2023-03-28")
    );
    // Six months' notice before 2022-12-31.
    let notice = Duration::Months(6).before(day("2023-01-01"), &calendar);
    assert_eq!(notice.pred_opt(), Some(day("2022-06-30")));
    assert_eq!(
        Duration::Months(1).before(day("2024-03-31"), &calendar),
        day("2024-02-29")
    );
}

#[test]
fn weeks_and_days_cross_years() {
    let calendar = calendar();
    assert_eq!(
        Duration::Weeks(1).after(day("2023-12-28"), &calendar),
        day("2024-01-04")
    );
    assert_eq!(
        Duration::Days(366).after(day("2024-01-01"), &calendar),
        day("2025-01-01")
    );
    assert_eq!(
        Duration::Days(1).before(day("2024-03-01"), &calendar),
        day("2024-02-29")
    );
}

#[test]
fn open_days_skip_the_closed_ones() {
    let calendar = calendar();
    // Open: 12-27, 12-28, then 01-04.
    assert_eq!(
        Duration::OpenDays(3).after(day("2023-12-27"), &calendar),
        day("2024-01-05")
    );
    assert_eq!(
        Duration::OpenDays(3).before(day("2024-01-05"), &calendar),
        day("2023-12-27")
    );
    assert_eq!(
        Duration::OpenDays(0).after(day("2024-01-01"), &calendar),
        day("2024-01-01")
    );
    assert_eq!(
        Duration::OpenDays(10).times(2, day("2024-04-01"), &calendar),
        day("2024-04-27")
    );
}

#[test]
fn lengths_are_read_and_written_alike() {
    for text in ["18M", "6W", "45d", "30bd", "0d"] {
        assert_eq!(Duration::parse(text).expect(text).to_string(), text);
    }
    for wrong in [
        "",
        "M",
        "18",
        "18m",
        "-1M",
        "1.5M",
        "1201M",
        "99999999999999M",
        "18 M",
        "１M",
        "1M2W",
        "月",
    ] {
        assert_eq!(Duration::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn no_length_from_any_day_overflows() {
    let calendar = calendar();
    let huge = [
        Duration::Months(u32::MAX),
        Duration::Weeks(u32::MAX),
        Duration::Days(u32::MAX),
        Duration::OpenDays(u32::MAX),
    ];
    for anchor in [Date::MIN, day("2000-01-01"), day("2070-12-31"), Date::MAX] {
        for length in huge
            .iter()
            .chain(&[Duration::Months(1200), Duration::Days(1)])
        {
            for date in [
                length.times(u32::MAX, anchor, &calendar),
                length.before(anchor, &calendar),
            ] {
                assert!(
                    date.to_string().len() == 10,
                    "{length} from {anchor}: {date}"
                );
            }
        }
        let _ = calendar.is_open(anchor);
        let _ = calendar.is_go_live_day(anchor);
        let _ = calendar.service_start(anchor);
        let _ = calendar.open_on_or_before(anchor);
        let _ = calendar.open_on_or_after(anchor);
        let _ = wareki(anchor);
        let _ = fiscal_year_label(FiscalYear::of(anchor), true);
    }
    for year in [i32::MIN, 0, i32::MAX] {
        let year = FiscalYear(year);
        let _ = (
            year.first_day(),
            year.last_day(),
            year.next(),
            year.previous(),
        );
        let _ = (
            calendar.initial_budget(year),
            calendar.supplementary_budgets(year),
        );
        let _ = fiscal_year_label(year, false);
    }
    let odd = MonthDay {
        month: 0,
        day: u32::MAX,
    };
    let _ = (
        odd.in_year(i32::MAX),
        odd.in_fiscal_year(FiscalYear(i32::MAX)),
    );
}

#[test]
fn a_day_that_a_year_lacks_is_its_months_last() {
    let leap = MonthDay { month: 2, day: 29 };
    assert_eq!(leap.in_year(2024), day("2024-02-29"));
    assert_eq!(leap.in_year(2023), day("2023-02-28"));
    assert_eq!(
        MonthDay { month: 4, day: 31 }.in_year(2023),
        day("2023-04-30")
    );
    assert_eq!(leap.in_fiscal_year(FiscalYear(2023)), day("2024-02-29"));
}

#[test]
fn dates_are_written_in_eras() {
    for (date, text) in [
        ("2021-08-03", "令和3年8月3日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2019-04-30", "平成31年4月30日"),
        ("1989-01-08", "平成元年1月8日"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1926-12-25", "昭和元年12月25日"),
        ("1926-12-24", "大正15年12月24日"),
        ("1912-07-30", "大正元年7月30日"),
        ("1912-07-29", "明治45年7月29日"),
    ] {
        assert_eq!(wareki(day(date)), text);
        assert_eq!(parse_wareki(text), Some(day(date)), "{text}");
    }
    assert_eq!(Era::of(day("2026-03-31")).map(|era| era.letter), Some('R'));
    assert_eq!(Era::of(day("1800-01-01")), None);
}

#[test]
fn dates_in_eras_are_read_as_people_write_them() {
    for text in [
        "令和8年3月31日",
        "令和8年03月31日",
        "令和 8年 3月31日",
        "R8.3.31",
        "r8.3.31",
        "R08/03/31",
        "R8-3-31",
    ] {
        assert_eq!(parse_wareki(text), Some(day("2026-03-31")), "{text}");
    }
    for text in ["令和8年3月", "令和 8年 03月", "R8.3", "r8/03", "R8-3"] {
        assert_eq!(parse_wareki_month(text), Some(day("2026-03-01")), "{text}");
    }
    // A month of the era before, and one in which the era changed.
    assert_eq!(parse_wareki_month("平成31年4月"), Some(day("2019-04-01")));
    assert_eq!(parse_wareki_month("R1.5"), Some(day("2019-05-01")));
    assert_eq!(parse_wareki_month("令和元年5月"), Some(day("2019-05-01")));
    for wrong in [
        "",
        "R8",
        "令和8年",
        "令和8年13月",
        "R8.3.31",
        "令和8年3月31日",
        "R0.3",
        "8.3",
    ] {
        assert_eq!(parse_wareki_month(wrong), None, "{wrong}");
    }
    assert_eq!(parse_wareki("R元.5.1"), Some(day("2019-05-01")));
    assert_eq!(parse_wareki("H31.4.30"), Some(day("2019-04-30")));
    // Contracts of before 2019 name years that never came.
    assert_eq!(parse_wareki("平成34年3月31日"), Some(day("2022-03-31")));
    for wrong in [
        "",
        "令和",
        "令和8年",
        "令和8年3月",
        "令和8年2月30日",
        "令和0年1月1日",
        "令和8月3年31日",
        "R8",
        "R8.3",
        "R8.3.31.1",
        "R-8.3.31",
        "R+8.3.31",
        "令和8年3月31",
        "X8.3.31",
        "R9999.1.1",
        "令和八年三月",
        "元年",
        "é.1.1",
    ] {
        assert_eq!(parse_wareki(wrong), None, "{wrong}");
    }
}

#[test]
fn fiscal_years_are_labelled_as_on_the_roadmap() {
    assert_eq!(fiscal_year_label(FiscalYear(2021), true), "令和３年度");
    assert_eq!(fiscal_year_label(FiscalYear(2026), true), "令和８年度");
    assert_eq!(fiscal_year_label(FiscalYear(2028), true), "令和１０年度");
    assert_eq!(fiscal_year_label(FiscalYear(2021), false), "令和3年度");
    assert_eq!(fiscal_year_label(FiscalYear(2019), false), "令和元年度");
    assert_eq!(fiscal_year_label(FiscalYear(2018), false), "平成30年度");
    assert_eq!(fiscal_year_label(FiscalYear(1989), false), "平成元年度");
}
