//! What a year may cost, and money that a slip carries into the next one.

use super::{day, plan_of, text_of};
use crate::load::{Texts, checked};
use ikou::budget::Budget;
use ikou::plan::Effort;
use ikou::render::{BudgetFormat, BudgetView};
use ikou::report::Report;
use ikou::words::Lang;

const CITY: &str = r#"
[municipality]
name = "例示市"
kind = "city"

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

[[procurement]]
id = "seiho/standard"
systems = ["seiho"]
stage = "standard"
method = { kind = "open" }
work = "14M"
"#;

#[test]
fn a_ceiling_says_by_how_much_a_year_exceeds_it() {
    let text = |yen: i64, hard: bool| {
        format!(
            r#"{CITY}
cost = [{{ per = "once", yen = 3_000_000 }}]
money = {{ state = "signed", date = 2021-06-01, instrument = "debt-burden" }}

[[ceiling]]
id = "fy2021"
name = "令和3年度シーリング"
fiscal-year = "令和3年度"
yen = {yen}
hard = {hard}

[[ceiling]]
id = "moves"
fiscal-year = 2022
yen = 1_000_000
per = ["once"]
systems = ["seiho"]
"#
        )
    };
    // A year of the present contract is 1,200,000 yen.
    let plan = plan_of(&text(1_199_999, true), None, "2021-08-03");
    let warned: Vec<_> = plan
        .warnings
        .iter()
        .filter(|w| w.code.ends_with("ceiling"))
        .map(|w| (w.code.as_str(), w.values["over"].as_str()))
        .collect();
    assert_eq!(warned, [("hard-ceiling", "1"), ("ceiling", "2000000")]);
    let said = Report::of(&plan, Lang::Ja).warnings;
    let must = "「令和3年度シーリング」: 令和3年度（2021）の経費 1,200,000 円は、超えられない上限 1,199,999 円を 1 円 超えます。";
    assert!(said.iter().any(|n| n.text.starts_with(must)), "{said:#?}");
    let ceilings = Budget::of(&plan).ceilings;
    assert_eq!((ceilings[0].planned, ceilings[0].over()), (1_200_000, 1));
    let plan = plan_of(&text(1_200_000, true), None, "2021-08-03");
    assert!(plan.warnings.iter().all(|w| w.code != "hard-ceiling"));
}

#[test]
fn where_a_ceiling_is_exceeded_what_can_be_moved_is_named_with_its_ways() {
    let text = |year: i32| {
        format!(
            "{CITY}\ncost = [{{ per = \"once\", yen = 3_000_000 }}, {{ per = \"month\", yen = 100_000 }}]\n\
             [[ceiling]]\nid = \"all\"\nname = \"上限\"\nfiscal-year = {year}\nyen = 3_500_000\nhard = true\n"
        )
    };
    let plan = plan_of(&text(2021), None, "2021-08-03");
    let once = plan.budget.iter().find(|r| r.kind == "once").unwrap();
    let year = once.fiscal_year;
    let plan = plan_of(&text(year), None, "2021-08-03");
    let budget = Budget::of(&plan);
    let over = &budget.ceilings[0];
    assert!(over.over() > 0, "{over:?}");
    // What adds up to what is planned: first what can be moved.
    let sum: i64 = over.burdens.iter().map(|b| b.yen).sum();
    assert_eq!(sum, over.planned);
    let first = &over.burdens[0];
    assert_eq!((first.kind.as_str(), first.yen), ("once", 3_000_000));
    let later = first.later.as_ref().unwrap();
    assert_eq!((later.system.as_str(), later.bridge), ("seiho", false));
    // Paid on the day before: from 2 April on nothing falls into the year.
    assert_eq!(later.not_before, day(&format!("{}-04-02", year + 1)));
    let present = over.burdens.iter().find(|b| b.kind == "present").unwrap();
    assert_eq!((&present.later, &present.supplementary), (&None, &None));
    let view = BudgetView::default();
    let table = text_of(&plan, BudgetFormat::Table, &view, Lang::Ja, 160);
    let command = format!(
        "切替を後の年度へ: ikou why seiho --not-before {}-04-02",
        year + 1
    );
    assert!(table.contains(&command), "{table}");
    // The way that is named leads out: planned so, the year keeps its ceiling.
    let wished = ikou::plan::make_as_wished;
    let (inventory, sources) = checked(&Texts {
        systems: text(year),
        as_of: day("2021-08-03"),
        ..Texts::default()
    })
    .unwrap();
    let wish = ikou::plan::Wish {
        system: ikou::inventory::SystemIx(0),
        bridge: None,
        cutover: ikou::inventory::Bounds::StandardCutover,
        not_before: Some(later.not_before),
        not_after: None,
    };
    let plan = wished(&inventory, &sources, Effort::QUICK, &wish).unwrap();
    let budget = Budget::of(&plan);
    assert_eq!(
        (budget.ceilings[0].over(), &budget.ceilings[0].burdens),
        (0, &Vec::new())
    );
}

#[test]
fn a_plan_that_keeps_quiet_about_a_ceiling_is_refused() {
    let systems = format!(
        "{CITY}\ncost = [{{ per = \"once\", yen = 3_000_000 }}]\n[[ceiling]]\nid = \"fy2021\"\nfiscal-year = 2021\nyen = 1\n"
    );
    let texts = super::planned::Texts {
        systems,
        calendar: None,
        routes: None,
        actuals: None,
    };
    let (inventory, mut plan) = texts.plan(day("2021-08-03"));
    plan.warnings.retain(|w| w.code != "ceiling");
    let broken = ikou::plan::verify::verify(&inventory, &plan);
    let rules: Vec<&str> = broken.iter().map(|b| b.rule).collect();
    assert_eq!(rules, ["ceiling"]);
}

#[test]
fn a_slip_past_31_march_asks_for_a_carry_over_and_tells_its_reason() {
    // Signed in June 2021 with the money of that year; the work cannot be done by March.
    let signed = |rest: &str| {
        format!(
            "{CITY}\ncost = [{{ per = \"once\", yen = 3_000_000 }}]\nmoney = {{ state = \"signed\", date = 2021-06-01{rest} }}\n"
        )
    };
    let of = |rest: &str, as_of: &str| {
        let plan = plan_of(&signed(rest), None, as_of);
        let budget = Budget::of(&plan);
        let found = budget.remarks.iter().map(|r| (r.code, r.session.clone()));
        (found.collect::<Vec<_>>(), plan)
    };
    let (found, _) = of(", instrument = \"initial\"", "2021-12-01");
    let march = ("3月定例会（補正予算）".to_owned(), day("2022-03-10"));
    assert_eq!(found, [("carry-over-needed", Some(march))]);
    // The plan says how many there are, and where.
    let (_, plan) = of(", instrument = \"initial\"", "2021-12-01");
    let options = ikou::render::Options {
        lang: Lang::En,
        width: 200,
        ..Default::default()
    };
    let shown = ikou::render::render(&plan, ikou::render::Format::Table, &options).unwrap();
    let shown = String::from_utf8(shown).unwrap();
    let line = "1 to be seen to before signing";
    assert!(
        shown.contains(line) && shown.contains("ikou budget lists them"),
        "{shown}"
    );
    // After the year is over no session can vote it any more.
    assert_eq!(of(", instrument = \"initial\"", "2022-04-01").0, []);
    assert_eq!(of(", instrument = \"debt-burden\"", "2021-12-01").0, []);
    let (found, plan) = of(
        ", instrument = \"carry-over\", reason = \"半導体の不足\", session = \"令和4年3月定例会\"",
        "2022-04-01",
    );
    assert_eq!(found, []);
    let row = plan.budget.iter().find(|r| r.kind == "once").unwrap();
    assert_eq!(row.instrument, "carry-over");
    let view = BudgetView::default();
    let text = text_of(&plan, BudgetFormat::Md, &view, Lang::Ja, 80);
    let must = "繰越の理由: 半導体の不足（令和4年3月定例会で議決）";
    assert!(text.contains(must), "{text}");
}
