//! Each level alone: a day more or less, and by exactly how much the level changes.

use super::town::{TOWN, Town};
use ikou::plan::Objective;

fn value(town: &Town) -> Objective {
    town.planned().1.outcome.objective
}

/// How much each level changes from one town to the other, the peak in hundredths.
fn change(from: &Town, to: &Town) -> [i64; 7] {
    let of = |town| {
        let o = value(town);
        let peak = (o.peak_load * 100.0).round() as i64;
        let sums = [o.cutover_day_sum, o.contract_day_sum];
        [
            o.gap_days,
            o.hard_late_days,
            o.late_days,
            o.cost_yen,
            peak,
            sums[0],
            sums[1],
        ]
    };
    let (was, is): ([i64; 7], [i64; 7]) = (of(from), of(to));
    std::array::from_fn(|i| is[i] - was[i])
}

const BRIDGE_TUESDAY: Town = Town {
    decisions: &[("tax/bridge", "", "cutover", "2023-12-05")],
    ..TOWN
};

const BRIDGE_WEDNESDAY: Town = Town {
    decisions: &[("tax/bridge", "", "cutover", "2023-12-06")],
    ..TOWN
};

#[test]
fn yen_are_counted_by_hand() {
    let present = 20 * 310_000 + 15 * 10_000 + 33 * 310_000; // tax to 2023-12-15, care to 2024-12-31
    let extension = 12 * 310_000; // the whole of 2025
    // Taxes on the cloud from 2023-12-18 on, and three months for reference after 2025-07-28.
    let bridge = 14 * 20_000 + 21 * 620_000 + 27 * 20_000;
    let standard = (4 * 10_000 + 20 * 310_000) + (26 * 10_000 + 17 * 310_000);
    let once = 30_000_000 + 90_000_000 + 60_000_000;
    let sum = present + extension + bridge + standard + once;
    assert_eq!(value(&TOWN).cost_yen, sum);
}

#[test]
fn a_day_later_in_use_is_a_day_of_each_price() {
    // December has 31 days: a day more of the present contract (310,000 a month) is 10,000 yen,
    // a day less of the new service (620,000 a month) 20,000.
    let changed = change(&BRIDGE_TUESDAY, &BRIDGE_WEDNESDAY);
    assert_eq!(changed, [0, 0, 0, 10_000 - 20_000, 0, 1, 0]);
}

#[test]
fn a_day_later_than_cover_is_a_day_of_gap() {
    // The server may be used until 2023-12-31; no day before these ▲ is closed.
    let tuesday = Town {
        decisions: &[("tax/bridge", "", "cutover", "2024-01-16")],
        ..TOWN
    };
    let wednesday = Town {
        decisions: &[("tax/bridge", "", "cutover", "2024-01-17")],
        ..TOWN
    };
    assert_eq!(value(&tuesday).gap_days, 15);
    // Nobody pays on a day without service; January has 31 days too.
    let changed = change(&tuesday, &wednesday);
    assert_eq!(changed, [1, 0, 0, -20_000, 0, 1, 0]);
}

#[test]
fn a_day_later_than_a_deadline_counts_once_or_by_its_weight() {
    const SOFT: (&str, &str) = (
        "date = 2026-03-31\nhard = false",
        "date = 2025-10-07\nhard = false",
    );
    const HARD: (&str, &str) = (
        "date = 2026-03-31\nhard = false",
        "date = 2025-10-07\nhard = true",
    );
    let late = |fact, day| {
        let decisions: &'static [_] = match day {
            7 => &[("care/standard", "", "cutover", "2025-10-07")],
            _ => &[("care/standard", "", "cutover", "2025-10-08")],
        };
        Town {
            fact,
            decisions,
            ..TOWN
        }
    };
    // On the day itself nobody is late; two systems go live together, each late day weighs three.
    let (was, is) = (late(SOFT, 7), late(SOFT, 8));
    assert_eq!(value(&was).late_days, 0);
    assert_eq!(change(&was, &is)[..3], [0, 0, 2 * 3]);
    // Weights do not count where the deadline is hard.
    let (was, is) = (late(HARD, 7), late(HARD, 8));
    assert_eq!(value(&was).hard_late_days, 0);
    assert_eq!(change(&was, &is)[..3], [0, 2, 0]);
}

#[test]
fn one_more_at_work_on_one_day_is_the_peak() {
    const FOUR: (&str, &str) = (
        "builds = 3\ncutovers-per-month = 2",
        "builds = 4\ncutovers-per-month = 20",
    );
    // From 1 April on the other two are at work; work ends on the day before ▲.
    let ends = Town {
        fact: FOUR,
        decisions: &[("tax/bridge", "", "cutover", "2024-04-01")],
        ..TOWN
    };
    let overlaps = Town {
        fact: FOUR,
        decisions: &[("tax/bridge", "", "cutover", "2024-04-02")],
        ..TOWN
    };
    assert_eq!(value(&ends).peak_load, 2.0 / 4.0);
    assert_eq!(value(&overlaps).peak_load, 3.0 / 4.0);
    assert_eq!(change(&ends, &overlaps)[4..], [25, 1, 0]);
    // ▲ of a month against what a month may have: one of two, as two at work of four.
    let one_of_two = Town {
        fact: (
            "builds = 3\ncutovers-per-month = 2",
            "cutovers-per-month = 2",
        ),
        ..TOWN
    };
    assert_eq!(value(&one_of_two).peak_load, 0.5);
}

#[test]
fn every_system_counts_its_own_cutover_and_a_shared_round_one_contract() {
    let cutover = Town {
        decisions: &[("care/standard", "", "cutover", "2025-10-07")],
        ..TOWN
    };
    let changed = change(&TOWN, &cutover);
    assert_eq!((changed[5], changed[6]), (2, 0));
    let contract = Town {
        decisions: &[("care/standard", "", "contract", "2024-04-02")],
        ..TOWN
    };
    assert_eq!(change(&TOWN, &contract), [0, 0, 0, 0, 0, 0, 1]);
    // From the horizon's first day: 2022-04-01 to each ▲, and to each ★.
    let sums = value(&TOWN);
    assert_eq!(sums.cutover_day_sum, 626 + 1_214 + 2 * 1_284);
    assert_eq!(sums.contract_day_sum, 367 + 549 + 731);
}
