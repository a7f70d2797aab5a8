//! A plan of one inventory next to the facts of another: the fact that changed is the rule that is
//! broken.

use super::load::{Texts, checked};
use super::{broken, found, shipped, texts};
use ikou::plan::verify::rebuild;

/// The rules that the shipped plan breaks once facts are different. What follows from the decisions
/// is rebuilt first where `rebuilt`, so that only forbidden decisions are left.
fn rules_with(texts: &Texts, rebuilt: bool) -> std::collections::BTreeSet<&'static str> {
    let (_, plan) = shipped();
    let (inventory, _) = checked(texts).unwrap();
    let mut plan = plan;
    plan.as_of = inventory.as_of;
    if rebuilt {
        plan = rebuild(&inventory, &plan).unwrap();
    }
    let rules = broken(&inventory, &plan);
    assert!(
        !rules.is_empty() || rebuilt,
        "{:?}",
        found(&inventory, &plan)
    );
    rules
}

/// The shipped inventory with one text replaced, after the first `after`.
fn changed(after: &str, old: &str, new: &str) -> Texts {
    let text = include_str!("../../systems.toml");
    let at = text.find(after).unwrap_or_else(|| panic!("no {after}"));
    let (head, tail) = text.split_at(at);
    assert!(tail.contains(old), "no {old} after {after}");
    texts(format!("{head}{}", tail.replacen(old, new, 1)))
}

fn with_calendar(calendar: &str) -> Texts {
    Texts {
        calendar: Some(calendar.to_owned()),
        ..texts(include_str!("../../systems.toml").to_owned())
    }
}

fn with_actual(actual: &str) -> Texts {
    let actuals = Some(format!("schema = 1\n\n[[actual]]\n{actual}\n"));
    Texts {
        actuals,
        ..texts(include_str!("../../systems.toml").to_owned())
    }
}

#[test]
fn facts_that_forbid_a_decision() {
    let table: [(&str, Texts, &[&str]); 12] = [
        (
            "a vendor that builds one at a time",
            changed("id = \"vendor-a\"", "builds = 4", "builds = 1"),
            &["capacity-builds"],
        ),
        (
            "units",
            changed("id = \"tax/bridge\"", "stage", "units = 4\nstage"),
            &["capacity-builds", "capacity-cutovers"],
        ),
        (
            "a product that comes later",
            changed(
                "id = \"tax/standard\"",
                "available = 2024-04-01",
                "available = 2024-04-02",
            ),
            &["availability"],
        ),
        (
            "work that takes longer",
            changed(
                "id = \"elderly/standard\"",
                "work = \"",
                "work = \"24M\"\nname = \"",
            ),
            &["work-time"],
        ),
        (
            "a method with a long lead",
            changed(
                "id = \"tax/bridge\"",
                "method = { kind = \"negotiated\"",
                "method = { kind = \"proposal\"",
            ),
            &["preparation"],
        ),
        (
            "a hard link",
            changed(
                "id = \"resident\"",
                "after = [",
                "after = [{ system = \"tax\", link = \"hard\" }, ",
            ),
            &["link-hard"],
        ),
        (
            "a hard blackout",
            with_calendar(
                "[[blackout]]\nid = \"new-year\"\nfrom = \"01-01\"\nto = \"01-10\"\nhard = true\n",
            ),
            &["blackout"],
        ),
        (
            "a wider window",
            with_calendar("[window]\nclosed-days = 3\n"),
            &["window"],
        ),
        (
            "another season",
            with_calendar("[budget]\npreparation-from = \"03-10\"\n"),
            &["preparation"],
        ),
        (
            "a signed bridge that is not taken",
            with_actual("event = \"signed\"\ndate = 2021-07-01\nround = \"insurance/rehost\""),
            &["actual"],
        ),
        (
            "a signing on another day",
            with_actual("event = \"signed\"\ndate = 2021-07-01\nround = \"tax/bridge\""),
            &["actual"],
        ),
        (
            "a start before",
            // No ★ stands in the plan then; the bar of the work does, on another day.
            with_actual("event = \"started\"\ndate = 2021-07-01\nround = \"tax/bridge\""),
            &["derived-date"],
        ),
    ];
    for (name, texts, rules) in table {
        let broken = rules_with(&texts, true);
        for rule in rules {
            assert!(
                broken.contains(rule),
                "{name}: {rule} expected, found {broken:?}"
            );
        }
    }
}

#[test]
fn facts_from_which_something_else_follows() {
    let table: [(&str, Texts, &[&str]); 14] = [
        (
            "hardware that lasts less long",
            changed(
                "id = \"integrated-server\"",
                "expires = 2022-12-31",
                "expires = 2022-11-30",
            ),
            &["cover", "objective"],
        ),
        (
            "no more extensions",
            changed("id = \"tax/bridge\"", "at-most = 2", "at-most = 0"),
            &["extension-limit", "cover"],
        ),
        (
            "a longer notice",
            changed(
                "id = \"tax/bridge\"",
                "notice = { kind = \"to-extend\", by = \"6M\" }",
                "notice = { kind = \"to-extend\", by = \"7M\" }",
            ),
            &["notice"],
        ),
        (
            "a shorter term",
            changed("id = \"tax/bridge\"", "term = \"24M\"", "term = \"23M\""),
            &["cover", "derived-date", "yen"],
        ),
        (
            "another price",
            changed("id = \"tax/bridge\"", "yen = 2_970_000", "yen = 2_970_001"),
            &["yen", "objective"],
        ),
        (
            "another deadline",
            changed(
                "id = \"standard\"",
                "date = 2026-03-31",
                "date = 2026-03-30",
            ),
            &["section"],
        ),
        (
            "a hard deadline that is missed",
            changed(
                "id = \"standard\"",
                "date = 2026-03-31",
                "date = 2025-03-31",
            ),
            &["section", "objective"],
        ),
        (
            "a soft link that is none",
            changed(
                "id = \"insurance\"",
                "after = [{ system = \"resident\", link = \"soft\", interface = { once = 550_000, month = 110_000 } }]",
                "after = []",
            ),
            &["section", "yen"],
        ),
        (
            "an interface that costs more",
            changed("id = \"insurance\"", "month = 110_000", "month = 110_001"),
            &["section", "yen"],
        ),
        (
            "a vote on another day",
            with_calendar("[budget]\nvote = \"03-20\"\n"),
            &["budget-vote"],
        ),
        (
            "a season that ends sooner",
            with_calendar("[budget]\nrequest = { from = \"10-01\", to = \"10-20\" }\n"),
            &["budget-season"],
        ),
        (
            "a short ordinance",
            with_calendar("[long-term]\nlimit = \"12M\"\n"),
            &["yen"],
        ),
        (
            "a request that was handed in",
            with_actual("event = \"requested\"\ndate = 2021-07-30\nround = \"tax/bridge\""),
            &["actual"],
        ),
        (
            "voted money that lapses",
            changed("id = \"disability/bridge\"", "until = 2022", "until = 2021"),
            &["lapse"],
        ),
    ];
    for (name, texts, rules) in table {
        let broken = rules_with(&texts, false);
        for rule in rules {
            assert!(
                broken.contains(rule),
                "{name}: {rule} expected, found {broken:?}"
            );
        }
    }
}

#[test]
fn a_later_today_leaves_undone_acts_behind() {
    let later = Texts {
        as_of: "2021-11-01".parse().unwrap(),
        ..texts(include_str!("../../systems.toml").to_owned())
    };
    assert!(rules_with(&later, true).contains("as-of"));
}
