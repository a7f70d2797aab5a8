//! Subsidies, foreign currencies, and what the law asks for on the day of signing.

use super::plan_of;
use ikou::budget::Budget;

const HEAD: &str = r#"
[horizon]
from = 2021-04-01
to = 2027-03-31

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

fn inventory(kind: &str, rest: &str) -> String {
    format!("[municipality]\nname = \"例示団体\"\nkind = \"{kind}\"\n{HEAD}\n{rest}")
}

fn procurement(keys: &str) -> String {
    format!(
        "[[procurement]]\nid = \"seiho/standard\"\nsystems = [\"seiho\"]\nstage = \"standard\"\n{keys}\n"
    )
}

#[test]
fn subsidies_pay_their_rate_up_to_the_cap_and_never_twice() {
    let costs = procurement(
        "method = { kind = \"open\" }\nwork = \"14M\"\ncost = [{ per = \"once\", yen = 30_000_001 }, { per = \"month\", yen = 200_000 }]",
    );
    let plan = plan_of(
        &inventory(
            "city",
            &format!(
                r#"{costs}
[[subsidy]]
id = "fund"
rate = 50
cap = 10_000_000
stages = ["standard"]

[[subsidy]]
id = "rest"
rate = 100

[[subsidy]]
id = "never"
rate = 100
per = ["month"]
to = 2020
"#
            ),
        ),
        None,
        "2021-08-03",
    );
    let budget = Budget::of(&plan);
    let paid: Vec<i64> = budget
        .sources
        .subsidies
        .iter()
        .map(|s| s.years.values().sum())
        .collect();
    // Half of it is above the cap; the second pays the rest of the same row, and no more.
    assert_eq!(paid, [10_000_000, 20_000_001, 0]);
    let own: i64 = budget.sources.own.values().sum();
    assert_eq!(own, plan.outcome.objective.cost_yen - 30_000_001);
}

#[test]
fn a_price_in_dollars_is_paid_at_the_stated_rate() {
    let plan = plan_of(
        &inventory(
            "city",
            &format!(
                "[[currency]]\nid = \"USD\"\nrate = \"149.55\"\n{}",
                procurement(
                    "method = { kind = \"open\" }\nwork = \"14M\"\ncost = [{ per = \"month\", amount = 1_001, currency = \"USD\", tax = \"excluded\" }]"
                )
            ),
        ),
        None,
        "2021-08-03",
    );
    // 1,001 × 149.55 = 149,699.55, rounded up; with ten percent 164,670.
    let budget = Budget::of(&plan);
    assert_eq!(budget.running.after, 12 * 164_670);
    assert_eq!(
        plan.facts["procurement.\"seiho/standard\".cost.0.yen"].value,
        "149700"
    );
    assert_eq!(plan.facts["currency.USD.rate"].value, "149.55");
}

#[test]
fn a_contract_in_dollars_is_paid_at_the_stated_rate() {
    let text = inventory(
        "city",
        &procurement("method = { kind = \"open\" }\nwork = \"14M\""),
    );
    let text = text.replace(
        "price = { month = 100_000 }",
        "price = { month = 701, currency = \"USD\" }",
    );
    let text = format!("{text}\n[[currency]]\nid = \"USD\"\nrate = 150.5\n");
    let plan = plan_of(&text, None, "2021-08-03");
    // 701 × 150.5 = 105,500.5, rounded up.
    let paid = plan.budget.iter().find(|r| r.kind == "present").unwrap();
    assert_eq!((paid.fiscal_year, paid.yen), (2021, 12 * 105_501));
    assert_eq!(plan.facts["contract.now.price.month"].value, "105501");
    let budget = Budget::of(&plan);
    assert_eq!(budget.running.before, 12 * 105_501);
}

/// Codes and limits of what is to be seen to.
fn remarks(kind: &str, rest: &str, as_of: &str) -> Vec<(String, i64)> {
    let plan = plan_of(&inventory(kind, rest), None, as_of);
    let budget = Budget::of(&plan);
    let all = budget.remarks.iter();
    all.map(|r| (r.code.to_owned(), r.limit)).collect()
}

#[test]
fn goods_above_the_threshold_wait_for_the_next_session() {
    let goods = |yen: i64| {
        procurement(&format!(
            "object = \"goods\"\nmethod = {{ kind = \"open\" }}\nwork = \"14M\"\ncost = [{{ per = \"once\", yen = {yen} }}]"
        ))
    };
    let council = |limit: i64| vec![("council-vote-needed".to_owned(), limit)];
    assert_eq!(
        remarks("city", &goods(20_000_000), "2021-08-03"),
        council(20_000_000)
    );
    assert_eq!(remarks("city", &goods(19_999_999), "2021-08-03"), []);
    assert_eq!(
        remarks("town", &goods(7_000_000), "2021-08-03"),
        council(7_000_000)
    );
    let waived = format!(
        "{}\n[[waive]]\ncode = \"council-vote-needed\"\nreason = \"仮契約済み\"\n",
        goods(20_000_000)
    );
    assert_eq!(remarks("city", &waived, "2021-08-03"), []);
    // The March session votes the money, the June session the contract.
    let plan = plan_of(&inventory("city", &goods(20_000_000)), None, "2021-08-03");
    let session = Budget::of(&plan).remarks[0].session.clone();
    assert_eq!(
        session,
        Some(("6月定例会".to_owned(), super::day("2022-06-28")))
    );
}

#[test]
fn the_limit_of_small_contracts_is_that_of_the_day_of_signing_as_far_as_it_is_known() {
    let small = |yen: i64| {
        procurement(&format!(
            "available = 2025-05-01\nmethod = {{ kind = \"small\" }}\nwork = \"4M\"\nactivities = []\ncost = [{{ per = \"once\", yen = {yen} }}]"
        ))
    };
    // Seen in 2025, a contract of May 2025 may be of a million yen.
    let of = |limit: i64| vec![("small-contract-too-large".to_owned(), limit)];
    assert_eq!(remarks("city", &small(1_000_000), "2025-04-02"), []);
    assert_eq!(
        remarks("city", &small(1_000_001), "2025-04-02"),
        of(1_000_000)
    );
    assert_eq!(remarks("prefecture", &small(2_000_000), "2025-04-02"), []);
    // In 2021 nobody knows that.
    assert_eq!(remarks("city", &small(600_000), "2021-08-03"), of(500_000));
}
