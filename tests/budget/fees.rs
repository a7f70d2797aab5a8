//! Fees for leaving early and prices of temporary interfaces: by hand, and what they decide.

use super::planned::milestone;
use super::{day, plan_of};
use ikou::plan::Plan;

/// A server that ends before the product is there: moved to a vendor's cloud for three years.
fn moved(bridge: &str) -> String {
    format!(
        r#"
[municipality]
name = "例示市"
kind = "city"

[horizon]
from = 2021-04-01
to = 2028-03-31

[[deadline]]
id = "standard"
name = "標準アプリケーション移行期限"
date = 2026-03-31
kind = "policy"
hard = false
bounds = "standard.cutover"

[[hardware]]
id = "server"
expires = 2022-12-31

[[system]]
id = "kaigo"
name = "介護保険システム"
businesses = ["kaigo"]
hardware = "server"
bridges = ["rehost", "replace"]
targets = ["gov-cloud"]

[[procurement]]
id = "kaigo/rehost"
systems = ["kaigo"]
stage = "rehost"
method = {{ kind = "open" }}
work = "6M"
term = "60M"
cost = [{{ per = "once", yen = 10_000_000 }}, {{ per = "month", yen = 500_000 }}]
{bridge}

[[procurement]]
id = "kaigo/replace"
systems = ["kaigo"]
stage = "replace"
method = {{ kind = "open" }}
work = "6M"
cost = [{{ per = "once", yen = 13_000_000 }}, {{ per = "month", yen = 500_000 }}]

[[procurement]]
id = "kaigo/standard"
systems = ["kaigo"]
stage = "standard"
available = 2024-10-01
method = {{ kind = "open" }}
work = "10M"
cost = [{{ per = "once", yen = 50_000_000 }}, {{ per = "month", yen = 400_000 }}]
"#
    )
}

fn fees(plan: &Plan) -> Vec<(i32, &str, &str, i64)> {
    let rows = plan.budget.iter().filter(|r| r.kind == "exit");
    rows.map(|r| {
        (
            r.fiscal_year,
            r.round.as_str(),
            r.instrument.as_str(),
            r.yen,
        )
    })
    .collect()
}

#[test]
fn a_bridge_that_is_left_before_its_term_ends_costs_its_fee() {
    let plan = plan_of(&moved("exit = \"900_000..1_000_000\""), None, "2021-08-03");
    assert_eq!(plan.systems[0].route.bridge, "rehost");
    let cutover = milestone(&plan, "kaigo/standard", "cutover").unwrap().date;
    assert!((day("2025-04-01")..=day("2026-03-31")).contains(&cutover));
    // The upper end, in the year in which the city goes; it is asked for with that year's budget.
    assert_eq!(fees(&plan), [(2025, "kaigo/rehost", "initial", 1_000_000)]);
}

#[test]
fn a_fee_decides_the_route() {
    // Replacing costs three million more at first, and nothing to leave.
    let plan = plan_of(&moved("exit = 2_999_000"), None, "2021-08-03");
    assert_eq!(plan.systems[0].route.bridge, "rehost");
    let plan = plan_of(&moved("exit = 3_001_000"), None, "2021-08-03");
    assert_eq!(plan.systems[0].route.bridge, "replace");
    assert_eq!(fees(&plan), []);
}

#[test]
fn a_term_that_is_used_up_costs_no_fee() {
    let terms = "extend = { by = \"12M\", at-most = 2 }\nexit = 3_001_000";
    let short = moved(terms)
        .replace("term = \"60M\"", "term = \"30M\"")
        .replace("[\"rehost\", \"replace\"]", "[\"rehost\"]");
    let plan = plan_of(&short, None, "2021-08-03");
    // Extended beyond its base term: the whole step is paid instead.
    assert!(plan.budget.iter().any(|r| r.kind == "extension"));
    assert_eq!(fees(&plan), []);
}

/// Two systems with a temporary interface; the resident records cannot go live before autumn 2025.
fn linked(interface: &str) -> String {
    let system = |id: &str, name: &str, business: &str, ends: &str, available: &str, rest: &str| {
        format!(
            r#"
[[contract]]
id = "{id}"
ends = {ends}
price = {{ month = 600_000 }}

[[system]]
id = "{id}"
name = "{name}"
businesses = ["{business}"]
contract = "{id}"
bridges = ["none"]
targets = ["gov-cloud"]
{rest}

[[procurement]]
id = "{id}/standard"
systems = ["{id}"]
stage = "standard"
available = {available}
method = {{ kind = "negotiated", ground = "地方自治法施行令167条の2第1項第2号" }}
work = "12M"
cost = [{{ per = "once", yen = 40_000_000 }}, {{ per = "month", yen = 500_000 }}]
"#
        )
    };
    let after =
        format!("after = [{{ system = \"juki\", link = \"soft\", interface = {interface} }}]");
    [
        r#"
[municipality]
name = "例示市"
kind = "city"

[horizon]
from = 2021-07-01
to = 2027-03-31

[[deadline]]
id = "standard"
name = "標準アプリケーション移行期限"
date = 2026-03-31
kind = "policy"
hard = false
bounds = "standard.cutover"

[[index]]
id = "labour"
values = [{ from = 2025-04-01, percent = "103.5" }, { from = 2025-07-01, percent = "200" }]
"#
        .to_owned(),
        system(
            "kokuho",
            "国民健康保険システム",
            "kokuho",
            "2025-07-31",
            "2024-04-01",
            &after,
        ),
        system(
            "juki",
            "住民記録システム",
            "juki",
            "2027-03-31",
            "2024-10-01",
            "",
        ),
    ]
    .concat()
}

fn interface(price: &str) -> i64 {
    let plan = plan_of(&linked(price), None, "2021-08-03");
    let day_of = |round: &str| milestone(&plan, round, "cutover").unwrap().date;
    assert_eq!(day_of("kokuho/standard"), day("2025-05-12"));
    assert_eq!(day_of("juki/standard"), day("2025-10-06"));
    let rows = plan.budget.iter().filter(|r| r.kind == "interface");
    rows.map(|r| r.yen).sum()
}

#[test]
fn an_interface_has_prices_of_the_same_shape_as_others() {
    // 12 May to 5 October: 20 days of 31, four months, 5 days of 31.
    assert_eq!(
        interface("{ once = 3_000_000, month = 200_000 }"),
        3_961_290
    );
    assert_eq!(interface("{ month = \"150_000..200_000\" }"), 961_290);
    assert_eq!(interface("{ year = 2_400_000 }"), 961_290);
    assert_eq!(
        interface("{ once = 3_000_001, tax = \"excluded\" }"),
        3_300_001
    );
    // The index of the day on which the interface begins, rounded down, then the tax, rounded down:
    // 103,500 and 113,850 a month.
    assert_eq!(
        interface("{ month = 100_000, index = \"labour\", tax = \"excluded\" }"),
        547_215
    );
}
