//! Which instrument, voted when, with which limit and shares: one small inventory for each case.

use super::{day, plan_of};
use ikou::budget::{Budget, Contract, Part, Way};
use ikou::plan::Plan;

const HEAD: &str = r#"
[municipality]
name = "例示県"
kind = "prefecture"

[horizon]
from = 2021-04-01
to = 2027-03-31

[[outside]]
business = "jido_fuyo"
reason = "別の団体が処理"

[[contract]]
id = "now"
ends = 2026-03-31
price = { month = 100_000 }

[[system]]
id = "seiho"
name = "生活保護システム"
businesses = ["seiho"]
contract = "now"
"#;

/// One system whose standard is procured so.
pub(crate) fn standard(round: &str) -> String {
    format!(
        r#"{HEAD}
[[procurement]]
id = "seiho/standard"
systems = ["seiho"]
stage = "standard"
method = {{ kind = "open" }}
{round}
"#
    )
}

fn contract<'b>(budget: &'b Budget, round: &str, part: Part) -> &'b Contract {
    let mut all = budget.contracts.iter();
    all.find(|c| c.round == round && c.part == part)
        .unwrap_or_else(|| panic!("{round} {part:?}: {:?}", budget.contracts))
}

#[test]
fn work_across_31_march_is_a_debt_burden_of_the_later_years() {
    let plan = plan_of(
        &standard(
            "work = \"14M\"\ncost = [{ per = \"once\", yen = 30_000_000 }, { per = \"month\", yen = 200_000 }]",
        ),
        None,
        "2021-08-03",
    );
    let budget = Budget::of(&plan);
    let work = contract(&budget, "seiho/standard", Part::Work);
    assert_eq!(work.instrument, "debt-burden");
    assert!(work.crosses);
    let paid: Vec<(i32, i64)> = work.shares.iter().map(|(y, n)| (*y, *n)).collect();
    assert_eq!(paid.len(), 1);
    assert_eq!(paid[0].1, 30_000_000);
    assert_eq!(work.limit, Some(30_000_000));
    assert_eq!(work.until, Some(paid[0].0));
    // The vote is not after ★, and the request not after the vote.
    assert!(work.vote.unwrap() <= work.signed.unwrap());
    let asks: Vec<_> = budget.asks.iter().filter(|a| a.limit.is_some()).collect();
    assert_eq!(asks.len(), 1, "later years are not asked for anew");
    assert_eq!(asks[0].limit, Some(30_000_000));
    assert_eq!(asks[0].yen, 0);
    // A slip is answered by a changed debt burden, not by a carry-over.
    assert!(
        work.ways
            .iter()
            .any(|w| matches!(w, Way::ChangeDebt { .. }))
    );
    assert!(!work.ways.iter().any(|w| matches!(w, Way::CarryOver { .. })));
}

#[test]
fn work_within_a_year_names_the_carry_over_only_as_a_way() {
    let plan = plan_of(
        &standard("work = \"4M\"\nactivities = []\ncost = [{ per = \"once\", yen = 5_000_000 }]"),
        None,
        "2021-08-03",
    );
    let budget = Budget::of(&plan);
    let work = contract(&budget, "seiho/standard", Part::Work);
    assert_eq!(
        (work.instrument.as_str(), work.crosses, work.limit),
        ("initial", false, None)
    );
    let year = work.to.unwrap();
    let carry = work.ways.iter().find_map(|w| match w {
        Way::CarryOver { vote, .. } => Some(*vote),
        _ => None,
    });
    let vote = carry.expect("a carry-over is named");
    assert!(
        vote > year && vote <= day(&format!("{}-03-31", 1 + work.shares.keys().next().unwrap()))
    );
    assert!(plan.budget.iter().all(|r| r.instrument != "carry-over"));
}

#[test]
fn signing_on_1_april_is_prepared_before_and_could_be_a_zero_debt() {
    let plan = plan_of(
        &standard("work = \"14M\"\ncost = [{ per = \"once\", yen = 30_000_000 }]"),
        None,
        "2021-08-03",
    );
    let budget = Budget::of(&plan);
    let work = contract(&budget, "seiho/standard", Part::Work);
    assert_eq!(work.signed, Some(day("2022-04-01")));
    let mut found = (false, false, false);
    for way in &work.ways {
        match way {
            Way::Preparation { notice, from } => {
                // Six weeks before ★, not before the first day of preparation (15 January 2022
                // is a Saturday).
                assert_eq!((*notice, *from), (day("2022-02-18"), day("2022-01-17")));
                found.0 = true;
            }
            Way::ZeroDebt {
                request,
                vote,
                session,
            } => {
                assert_eq!(session, "12月定例会");
                assert_eq!((*request, *vote), (day("2021-10-15"), day("2021-12-20")));
                found.1 = true;
            }
            Way::SignBy { date, days } => {
                assert_eq!((*date, *days), (day("2023-03-31"), 364));
                found.2 = true;
            }
            _ => {}
        }
    }
    assert_eq!(found, (true, true, true));
    // No later session would do: the notice is out before any of the new year.
    assert_eq!(work.latest, Some((String::new(), day("2022-03-25"))));
}

#[test]
fn a_session_on_a_holiday_votes_before_it() {
    // 23 September 2022 and 23 November 2021 are holidays.
    let calendar = r#"
[[session]]
id = "september"
vote = "09-23"

[[session]]
id = "december"
vote = "11-23"
"#;
    let plan = plan_of(
        &standard(
            "available = 2022-11-01\nwork = \"14M\"\ncost = [{ per = \"once\", yen = 30_000_000 }]",
        ),
        Some(calendar),
        "2021-08-03",
    );
    let budget = Budget::of(&plan);
    let work = contract(&budget, "seiho/standard", Part::Work);
    assert_eq!(work.signed, Some(day("2022-11-01")));
    // Notice on 20 September: the September vote (22nd) is too late, June's is the last.
    assert_eq!(
        work.latest,
        Some(("6月定例会".to_owned(), day("2022-06-28")))
    );
    let plan = plan_of(
        &standard(
            "available = 2022-11-10\nwork = \"14M\"\ncost = [{ per = \"once\", yen = 30_000_000 }]",
        ),
        Some(calendar),
        "2021-08-03",
    );
    let budget = Budget::of(&plan);
    let work = contract(&budget, "seiho/standard", Part::Work);
    assert_eq!(
        work.latest,
        Some(("9月定例会".to_owned(), day("2022-09-22")))
    );
}

#[test]
fn a_term_beyond_the_ordinance_is_a_debt_burden_for_the_whole_term() {
    let long = plan_of(
        &standard(
            "work = \"4M\"\nactivities = []\nterm = \"84M\"\ncost = [{ per = \"month\", yen = 200_000 }]",
        ),
        None,
        "2021-08-03",
    );
    let budget = Budget::of(&long);
    let running = budget
        .contracts
        .iter()
        .find(|c| c.instrument == "debt-burden" && c.part == Part::Running)
        .unwrap();
    // Seven years in all, whatever lies within the horizon.
    assert_eq!(running.total(), 84 * 200_000);
    assert!(running.beyond > 0);
    let first = *running.shares.keys().next().unwrap();
    let signed = running.signed.unwrap();
    let of_first_year = running.shares[&first];
    let limit = running.limit.unwrap();
    if ikou::calendar::FiscalYear::of(signed).0 == first {
        assert_eq!(limit, 84 * 200_000 - of_first_year);
    } else {
        assert_eq!(limit, 84 * 200_000);
    }
    let short = plan_of(
        &standard(
            "work = \"4M\"\nactivities = []\nterm = \"60M\"\ncost = [{ per = \"month\", yen = 200_000 }]",
        ),
        None,
        "2021-08-03",
    );
    let budget = Budget::of(&short);
    let mut running = budget.contracts.iter().filter(|c| c.part == Part::Running);
    assert!(running.all(|c| c.instrument == "long-term"));
}

#[test]
fn five_years_and_a_year_before_and_after_by_a_pocket_calculator() {
    let plan = plan_of(
        &standard(
            "work = \"4M\"\nactivities = []\ncost = [{ per = \"once\", yen = 10_000_000, tax = \"excluded\" }, { per = \"month\", yen = 200_000 }, { per = \"year\", yen = 120_000 }]",
        ),
        None,
        "2021-08-03",
    );
    let budget = Budget::of(&plan);
    let five = &budget.five_years[0];
    assert_eq!(five.one_off, 11_000_000);
    assert_eq!(five.running, 60 * 200_000 + 5 * 120_000);
    assert_eq!(five.total, five.one_off + five.running);
    assert_eq!(budget.running.before, 1_200_000);
    assert_eq!(budget.running.after, 12 * 200_000 + 120_000);
}

/// A plan of so many systems: those of one, again and again.
pub(crate) fn many(count: usize) -> Plan {
    let mut plan = plan_of(
        &standard(
            "work = \"14M\"\ncost = [{ per = \"once\", yen = 30_000_000 }, { per = \"month\", yen = 200_000 }]",
        ),
        None,
        "2021-08-03",
    );
    let (system, rows) = (plan.systems[0].clone(), plan.budget.clone());
    plan.systems.clear();
    plan.budget.clear();
    for n in 0..count {
        let id = format!("seiho-{n}");
        let mut system = system.clone();
        system.id.clone_from(&id);
        for m in &mut system.milestones {
            m.round = m.round.replace("seiho", &id);
        }
        for s in &mut system.stages {
            s.round = s.round.as_ref().map(|r| r.replace("seiho", &id));
        }
        plan.systems.push(system);
        plan.budget.extend(rows.iter().map(|row| {
            let mut row = row.clone();
            row.system.clone_from(&id);
            row.round = row.round.replace("seiho", &id);
            row
        }));
    }
    plan
}

#[test]
fn what_pays_for_a_step_stands_in_the_year_of_the_step() {
    let systems = std::fs::read_to_string("tests/cases/paid-by-activity/systems.toml").unwrap();
    let budget = Budget::of(&plan_of(&systems, None, "2021-08-03"));
    let work = contract(&budget, "seiho/standard", Part::Work);
    // Requirements end on 30 June 2024, the work in April 2025.
    let shares: Vec<(i32, i64)> = work.shares.iter().map(|(y, n)| (*y, *n)).collect();
    assert_eq!(shares, [(2024, 4_000_000), (2025, 16_000_000)]);
    assert_eq!(work.limit, Some(16_000_000));
    let ask = budget.asks.iter().find(|a| a.round == "seiho/standard");
    let ask = ask.map(|a| (a.fiscal_year, a.yen, a.limit));
    assert_eq!(ask, Some((2024, 4_000_000, Some(16_000_000))));
}

#[test]
fn money_that_was_voted_keeps_the_instrument_it_was_voted_by() {
    for (instrument, until) in [
        ("initial", 2022),
        ("supplementary", 2022),
        ("debt-burden", 2023),
        ("continuing", 2023),
        ("carry-over", 2023),
    ] {
        let plan = plan_of(
            &standard(&format!(
                "work = \"4M\"\nactivities = []\ncost = [{{ per = \"once\", yen = 5_000_000 }}]\nmoney = {{ state = \"voted\", fiscal-year = 2022, instrument = \"{instrument}\", until = {until}, reason = \"遅延\", session = \"3月定例会\" }}"
            )),
            None,
            "2021-08-03",
        );
        let budget = Budget::of(&plan);
        let work = contract(&budget, "seiho/standard", Part::Work);
        assert_eq!(work.instrument, instrument);
        assert!(budget.asks.iter().all(|a| a.round != "seiho/standard"));
        let signed = work.signed.unwrap();
        assert!(day("2022-04-01") <= signed && signed <= day("2023-03-31"));
        let paid = plan.budget.iter().find(|r| r.kind == "once").unwrap();
        assert_eq!(paid.instrument, instrument);
        // Unsigned on 31 March it lapses.
        let lapse = Way::SignBy {
            date: day("2023-03-31"),
            days: (day("2023-03-31") - signed).num_days(),
        };
        assert!(work.ways.contains(&lapse), "{:?}", work.ways);
    }
}
