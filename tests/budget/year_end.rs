//! Days around 31 March and 1 April.

use super::instruments::standard;
use super::planned::milestone;
use super::{day, plan_of};
use ikou::budget::{Budget, Part};
use ikou::plan::Plan;

/// Year, instrument and yen of a round's rows of one kind.
fn rows<'p>(plan: &'p Plan, round: &str, kind: &str) -> Vec<(i32, &'p str, i64)> {
    let all = plan
        .budget
        .iter()
        .filter(|r| r.round == round && r.kind == kind);
    all.map(|r| (r.fiscal_year, r.instrument.as_str(), r.yen))
        .collect()
}

/// Signed on the first day of 令和5年度, a Saturday. Being late counts more than the season that is
/// better avoided.
fn signed_on_1_april(work: &str) -> Plan {
    let text = standard(&format!(
        "available = 2023-04-01\nwork = \"{work}\"\ncost = [{{ per = \"once\", yen = 3_000_000 }}]\n\
         [[deadline]]\nid = \"soon\"\nname = \"早く\"\ndate = 2024-03-31\nkind = \"policy\"\n\
         hard = false\nbounds = \"standard.cutover\""
    ));
    let plan = plan_of(&text, None, "2021-08-03");
    let contract = milestone(&plan, "seiho/standard", "contract").unwrap();
    assert_eq!(contract.date, day("2023-04-01"));
    plan
}

#[test]
fn work_to_31_march_is_of_one_year_and_a_week_more_is_not() {
    // Live on Monday, 1 April 2024: the work ends on 31 March, and is paid on it.
    let plan = signed_on_1_april("12M");
    let cutover = milestone(&plan, "seiho/standard", "cutover").unwrap().date;
    assert_eq!(cutover, day("2024-04-01"));
    assert_eq!(
        rows(&plan, "seiho/standard", "once"),
        [(2023, "initial", 3_000_000)]
    );
    assert!(milestone(&plan, "seiho/standard", "debt_burden_vote").is_none());
    let budget = Budget::of(&plan);
    let work = |c: &&ikou::budget::Contract| c.part == Part::Work;
    let work = budget.contracts.iter().find(work).unwrap();
    assert!(!work.crosses && work.limit.is_none());
    // Asked for with its own year's budget, all of it.
    let ask = budget
        .asks
        .iter()
        .find(|a| a.round == "seiho/standard")
        .unwrap();
    assert_eq!((ask.fiscal_year, ask.yen), (2023, 3_000_000));

    // A week more: live on 8 April.
    let plan = signed_on_1_april("367d");
    let cutover = milestone(&plan, "seiho/standard", "cutover").unwrap().date;
    assert_eq!(cutover, day("2024-04-08"));
    assert_eq!(
        rows(&plan, "seiho/standard", "once"),
        [(2024, "debt-burden", 3_000_000)]
    );
    let vote = milestone(&plan, "seiho/standard", "debt_burden_vote").unwrap();
    assert!(vote.date < day("2023-04-01"));
    let budget = Budget::of(&plan);
    let ask = budget
        .asks
        .iter()
        .find(|a| a.round == "seiho/standard")
        .unwrap();
    assert_eq!((ask.yen, ask.limit), (0, Some(3_000_000)));
}

/// A contract that ends so, extended by a year until the standard is there in 2024.
fn extended(ends: &str) -> Plan {
    let text = standard(
        "available = 2023-04-01\nwork = \"12M\"\ncost = [{ per = \"once\", yen = 3_000_000 }]",
    );
    let text = text
        .replace(
            "ends = 2026-03-31",
            &format!("ends = {ends}\nextend = {{ by = \"12M\", at-most = 2 }}"),
        )
        .replace(
            "contract = \"now\"",
            "contract = \"now\"\nbridges = [\"extend\"]",
        );
    plan_of(&text, None, "2021-08-03")
}

#[test]
fn a_step_of_extension_from_april_to_march_is_of_one_year_and_signed_on_1_april() {
    let plan = extended("2023-03-31");
    let step = "contract.now/extension-1";
    assert_eq!(
        rows(&plan, step, "extension"),
        [(2023, "initial", 1_200_000)]
    );
    // A Saturday: on 1 April alone the office signs when it is closed.
    let signed = milestone(&plan, step, "extension_contract").unwrap().date;
    assert_eq!(signed, day("2023-04-01"));
    let request = milestone(&plan, step, "budget_request").unwrap().date;
    assert_eq!(request, day("2022-10-31"));

    // A day earlier: from 31 March to 30 March, one day of one year and the rest of the next.
    let plan = extended("2023-03-30");
    let paid = rows(&plan, step, "extension");
    assert_eq!(
        paid[..2],
        [(2022, "long-term", 3_226), (2023, "long-term", 1_196_774)]
    );
    let signed = milestone(&plan, step, "extension_contract").unwrap().date;
    assert_eq!(signed, day("2023-03-30"));
    let request = milestone(&plan, step, "budget_request").unwrap().date;
    assert_eq!(request, day("2021-10-29"));
}

#[test]
fn voted_money_is_good_until_31_march() {
    let text = standard(
        "work = \"10M\"\ncost = [{ per = \"once\", yen = 3_000_000 }]\n\
         money = { state = \"voted\", fiscal-year = 2021, instrument = \"debt-burden\", until = 2022 }",
    );
    // Agreed on the day on which it is signed.
    let text = text.replace(
        "kind = \"open\"",
        "kind = \"negotiated\", ground = \"地方自治法施行令第167条の2第1項第2号\", lead = \"0d\"",
    );
    let plan = plan_of(&text, None, "2022-03-31");
    let contract = milestone(&plan, "seiho/standard", "contract").unwrap();
    assert_eq!(contract.date, day("2022-03-31"));
    assert!(milestone(&plan, "seiho/standard", "budget_request").is_none());
    assert!(!plan.warnings.iter().any(|w| w.code == "missed-gate"));
    // A day later it has lapsed, and is asked for anew.
    let plan = plan_of(&text, None, "2022-04-01");
    let contract = milestone(&plan, "seiho/standard", "contract").unwrap();
    assert!(contract.date >= day("2023-04-01"));
    assert!(milestone(&plan, "seiho/standard", "budget_request").is_some());
    assert!(
        plan.warnings
            .iter()
            .any(|w| w.code.starts_with("missed-gate"))
    );
}
