//! `ikou budget`: every table reconciles to the yen with plan.json, instruments follow from the
//! days of the contracts, and no format says more or less than another.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

#[path = "generate/dice.rs"]
mod dice;
#[path = "budget/fees.rs"]
mod fees;
#[path = "budget/instruments.rs"]
mod instruments;
#[path = "budget/limits.rs"]
mod limits;
#[path = "generate/load.rs"]
mod load;
#[path = "budget/made_up.rs"]
mod made_up;
#[expect(dead_code, reason = "shared by tests, each of which needs a part")]
mod planned;
#[path = "budget/page.rs"]
mod page;
#[path = "generate/random.rs"]
#[expect(dead_code, reason = "other tests take others")]
mod random;
#[path = "budget/sources.rs"]
mod sources;
#[path = "generate/spec.rs"]
#[expect(dead_code, reason = "other tests change inventories")]
mod spec;
#[path = "budget/thresholds.rs"]
mod thresholds;
#[path = "generate/wild.rs"]
mod wild;
#[path = "budget/year_end.rs"]
mod year_end;

use ikou::budget::{Budget, By, Nature, Part, compare};
use ikou::calendar::Date;
use ikou::plan::Plan;
use ikou::render::{BudgetFormat, BudgetView, Options, budget};
use ikou::words::Lang;
use planned::Texts;
use std::sync::LazyLock;

static CITY: LazyLock<Plan> =
    LazyLock::new(|| Texts::of(".", "schedules").plan(day("2021-08-03")).1);

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The plan of an inventory written in a test.
pub(crate) fn plan_of(systems: &str, calendar: Option<&str>, as_of: &str) -> Plan {
    let texts = Texts {
        systems: systems.to_owned(),
        calendar: calendar.map(str::to_owned),
        routes: None,
        actuals: None,
    };
    texts.plan(day(as_of)).1
}

fn text_of(
    plan: &Plan,
    format: BudgetFormat,
    view: &BudgetView,
    lang: Lang,
    width: usize,
) -> String {
    let options = Options {
        lang,
        width,
        ..Options::default()
    };
    String::from_utf8(budget(plan, view, format, &options).unwrap()).unwrap()
}

fn cases() -> Vec<Plan> {
    let mut plans = vec![CITY.clone()];
    for entry in std::fs::read_dir("tests/cases").unwrap() {
        let folder = entry.unwrap().path();
        let folder = folder.to_str().unwrap();
        let text = std::fs::read_to_string(format!("{folder}/expected.toml")).unwrap();
        let expected: toml::Table = text.parse().unwrap();
        let as_of = expected["as-of"].to_string();
        plans.push(Texts::of(folder, "").plan(day(&as_of)).1);
    }
    plans
}

#[test]
fn every_sum_is_the_cost_of_the_plan() {
    for plan in cases() {
        let cost = plan.outcome.objective.cost_yen;
        let all = Budget::of(&plan);
        assert_eq!(all.total, cost);
        for (name, by) in By::ALL {
            let groups = all.groups(by);
            assert_eq!(groups.sum.total, cost, "{name}");
            let lines: i64 = groups.groups.iter().map(|g| g.total).sum();
            assert_eq!(lines, cost, "{name}");
            for group in groups.groups.iter().chain([&groups.sum]) {
                assert_eq!(group.years.values().sum::<i64>(), group.total, "{name}");
                assert_eq!(group.one_off + group.running + group.penalty, group.total);
            }
        }
        let sheets: i64 = all.sheets.iter().map(|s| s.total).sum();
        assert_eq!(sheets, cost);
        for sheet in &all.sheets {
            assert_eq!(sheet.new + sheet.committed + sheet.penalty, sheet.total);
            assert_eq!(sheet.one_off + sheet.running + sheet.penalty, sheet.total);
        }
        // What is signed is each row of a round once; what is not signed is present or a link.
        let signed: i64 = all.contracts.iter().flat_map(|c| c.shares.values()).sum();
        let others = all
            .rows
            .iter()
            .filter(|r| matches!(r.kind.as_str(), "once" | "month" | "extension"));
        assert_eq!(signed, others.map(|r| r.yen).sum::<i64>());
    }
}

#[test]
fn json_and_csv_hold_the_rows_of_the_plan() {
    for plan in cases() {
        let view = BudgetView::default();
        let json = text_of(&plan, BudgetFormat::Json, &view, Lang::Ja, 80);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["schema"], 1);
        assert_eq!(json["total"], plan.outcome.objective.cost_yen);
        let rows = json["rows"].as_array().unwrap();
        assert_eq!(rows.len(), plan.budget.len());
        for (row, of_plan) in rows.iter().zip(&plan.budget) {
            let mut row = row.clone();
            row.as_object_mut().unwrap().remove("owner");
            assert_eq!(row, serde_json::to_value(of_plan).unwrap());
        }
        let csv = text_of(&plan, BudgetFormat::Csv, &view, Lang::En, 80);
        assert!(csv.starts_with("\u{feff}Fiscal year,System,"), "{csv}");
        assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count());
        let yen = csv.lines().skip(1).map(|line| {
            let cell = line.rsplit(',').next().unwrap();
            cell.parse::<i64>().unwrap()
        });
        assert_eq!(yen.sum::<i64>(), plan.outcome.objective.cost_yen);
    }
}

#[test]
fn tables_keep_the_width_and_say_everything_in_both_languages() {
    for plan in cases() {
        for lang in Lang::ALL {
            for format in [BudgetFormat::Table, BudgetFormat::Md] {
                for by in [None, Some(By::System), Some(By::Owner)] {
                    let view = BudgetView { by, against: None };
                    for width in [40, 80, 160] {
                        let text = text_of(&plan, format, &view, lang, width);
                        assert!(!text.contains("{$"), "{text}");
                        for key in ["budget-", "report-"] {
                            assert!(!text.contains(key), "{text}");
                        }
                        let too_wide = text
                            .lines()
                            .find(|l| unicode_width::UnicodeWidthStr::width(*l) > width);
                        assert!(
                            format != BudgetFormat::Table || too_wide.is_none(),
                            "{width}: {too_wide:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_picture_shows_each_years_total_and_what_has_been_paid() {
    let view = BudgetView::default();
    let all = Budget::of(&CITY);
    for lang in Lang::ALL {
        let svg = text_of(&CITY, BudgetFormat::Svg, &view, lang, 80);
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let texts: Vec<&str> = tree
            .descendants()
            .filter(|n| n.has_tag_name("text"))
            .filter_map(|n| n.text())
            .collect();
        let mut so_far = 0;
        for sheet in &all.sheets {
            so_far += sheet.total - sheet.penalty;
            for yen in [sheet.total - sheet.penalty, so_far] {
                assert!(texts.contains(&grouped(yen).as_str()), "{yen}");
            }
        }
        let bars = tree
            .descendants()
            .filter(|n| n.attribute("class") == Some("money"))
            .count();
        let parts: std::collections::BTreeSet<(i32, &str)> = all
            .rows
            .iter()
            .filter(|r| r.nature() != Nature::Penalty)
            .map(|r| (r.fiscal_year, r.kind.as_str()))
            .collect();
        assert_eq!(bars, parts.len());
        // The lines of the bridges, and of what they share, add up to the whole.
        let lines = tree
            .descendants()
            .filter(|n| n.attribute("class") == Some("bridge"));
        let paid = lines.map(|n| {
            let said = n.descendants().find(|t| t.has_tag_name("title"));
            let amount = said.and_then(|t| t.text()?.rsplit(' ').next());
            let amount: i64 = amount.unwrap().replace(',', "").parse().unwrap();
            assert!(texts.iter().any(|t| t.ends_with(&grouped(amount))));
            amount
        });
        assert_eq!(paid.sum::<i64>(), so_far);
    }
    for plan in cases() {
        text_of(&plan, BudgetFormat::Svg, &view, Lang::Ja, 80);
    }
}

/// A saved plan may come from another hand: whatever it holds, nothing panics or runs on for ever.
#[test]
fn a_strange_plan_is_shown_all_the_same() {
    let mut plan = instruments::many(1);
    let rows = plan.budget.clone();
    for (n, row) in rows.iter().enumerate() {
        for (year, yen) in [
            (i32::MIN, i64::MAX),
            (i32::MAX, i64::MAX),
            (9_999, i64::MIN),
            (2_024, i64::MAX),
        ] {
            let mut row = row.clone();
            (row.fiscal_year, row.yen) = (year, yen);
            row.round = format!("{}\u{1b}[31m=\"|{n}", row.round);
            plan.budget.push(row);
        }
    }
    for system in &mut plan.systems {
        for m in &mut system.milestones {
            m.date = if m.kind == "cutover" {
                Date::MAX
            } else {
                Date::MIN
            };
        }
        let mut odd = system.milestones[0].clone();
        odd.round = "+/extension-4000000000".to_owned();
        system.milestones.push(odd);
    }
    plan.horizon.to = day("9999-12-31");
    for by in By::ALL.map(|(_, by)| Some(by)).into_iter().chain([None]) {
        let view = BudgetView {
            by,
            against: Some(&CITY),
        };
        for view in [view, BudgetView { by, against: None }] {
            for format in BudgetFormat::ALL {
                if format == BudgetFormat::Png {
                    continue;
                }
                let text = text_of(&plan, format, &view, Lang::Ja, 40);
                let raw = text.contains('\u{1b}');
                assert!(!raw, "{format:?}: {text}");
            }
        }
    }
}

#[test]
fn figures_to_compare_with_are_shown_once_they_are_known() {
    let city = |as_of: &str, kind: &str| {
        let systems = instruments::standard(
            "work = \"4M\"\nactivities = []\ncost = [{ per = \"month\", yen = 230_000 }]",
        );
        let systems = systems.replace("kind = \"prefecture\"", &format!("kind = \"{kind}\""));
        let plan = plan_of(&systems, None, as_of);
        text_of(
            &plan,
            BudgetFormat::Table,
            &BudgetView::default(),
            Lang::Ja,
            160,
        )
    };
    let early = city("2021-08-03", "core-city");
    assert!(early.contains("230%"), "{early}");
    assert!(!early.contains("参考:"), "{early}");
    let later = city("2025-07-01", "core-city");
    assert!(
        later.contains("国の目標（2018年度比で3割減） 70%"),
        "{later}"
    );
    assert!(later.contains("中核市の平均"), "{later}");
    let town = city("2025-07-01", "town");
    assert!(
        town.contains("国の目標") && !town.contains("中核市の平均"),
        "{town}"
    );
}

#[test]
fn a_preview_of_it_requests_is_named_where_the_city_has_one() {
    let systems =
        instruments::standard("work = \"14M\"\ncost = [{ per = \"once\", yen = 30_000_000 }]");
    let view = BudgetView::default();
    let without = plan_of(&systems, None, "2021-08-03");
    let text = text_of(&without, BudgetFormat::Table, &view, Lang::Ja, 80);
    assert!(!text.contains("IT事前協議"), "{text}");
    // 29 August 2021 is a Sunday.
    let calendar = "[budget]\nprecheck = \"08-29\"\n";
    let with = plan_of(&systems, Some(calendar), "2021-08-03");
    let text = text_of(&with, BudgetFormat::Table, &view, Lang::Ja, 80);
    assert!(text.contains("IT事前協議は 2021-08-27 まで"), "{text}");
    assert_eq!(
        text.matches("IT事前協議").count(),
        2,
        "no new request, no preview: {text}"
    );
}

#[test]
fn two_thousand_systems_have_a_line_each() {
    let plan = instruments::many(2_000);
    let view = BudgetView {
        by: Some(By::System),
        against: None,
    };
    let text = text_of(&plan, BudgetFormat::Table, &view, Lang::Ja, 80);
    assert_eq!(text.matches("生活保護システム").count() % 2_000, 0);
    assert_eq!(Budget::of(&plan).asks.len(), 4_000);
    assert!(
        !text_of(
            &plan,
            BudgetFormat::Md,
            &BudgetView::default(),
            Lang::En,
            80
        )
        .is_empty()
    );
}

#[test]
fn a_brief_names_the_totals_that_the_plan_has() {
    let view = BudgetView::default();
    let brief = text_of(&CITY, BudgetFormat::Md, &view, Lang::Ja, 80);
    let all = Budget::of(&CITY);
    for sheet in &all.sheets {
        assert!(
            brief.contains(&grouped(sheet.total)),
            "{}",
            sheet.fiscal_year
        );
    }
    assert!(
        brief.contains(&format!("**{}**", grouped(all.total))),
        "{brief}"
    );
    // The lines of each request add up to the year's total.
    for sheet in all.sheets.iter().filter(|s| s.vote >= CITY.as_of) {
        let asks = all
            .asks
            .iter()
            .filter(|a| a.fiscal_year == sheet.fiscal_year);
        let asked: i64 = asks.map(|a| a.yen).sum();
        assert_eq!(asked, sheet.new, "{}", sheet.fiscal_year);
    }
}

pub(crate) fn grouped(yen: i64) -> String {
    ikou::report::wording::grouped(yen)
}

#[test]
fn a_difference_is_line_by_line_and_none_to_itself() {
    let ours = Budget::of(&CITY);
    let mut other = CITY.clone();
    other.budget.retain(|row| row.fiscal_year != 2022);
    other.budget[0].yen += 1_000;
    let theirs = Budget::of(&other);
    for (name, by) in By::ALL {
        let same = compare(&ours.groups(by), &ours.groups(by));
        assert!(same.groups.is_empty() && same.sum.total == 0, "{name}");
        let differs = compare(&ours.groups(by), &theirs.groups(by));
        assert_eq!(differs.sum.total, ours.total - theirs.total, "{name}");
        let lines: i64 = differs.groups.iter().map(|g| g.total).sum();
        assert_eq!(lines, differs.sum.total, "{name}");
    }
    let view = BudgetView {
        by: None,
        against: Some(&other),
    };
    let text = text_of(&CITY, BudgetFormat::Table, &view, Lang::Ja, 80);
    let of_2022: i64 = ours
        .rows
        .iter()
        .filter(|r| r.fiscal_year == 2022)
        .map(|r| r.yen)
        .sum();
    assert!(text.contains(&grouped(of_2022)), "{text}");
    assert!(text.contains("-1,000"), "{text}");
}

#[test]
fn nothing_to_pay_is_said() {
    let plan = plan_of(
        "[municipality]\nname = \"空町\"\nkind = \"prefecture\"\n[horizon]\nfrom = 2021-07-01\nto = 2027-03-31\n",
        None,
        "2021-08-03",
    );
    assert_eq!(Budget::of(&plan).total, 0);
    let view = BudgetView::default();
    let text = text_of(&plan, BudgetFormat::Table, &view, Lang::Ja, 80);
    assert!(text.contains("経費がありません。"), "{text}");
    let json = text_of(&plan, BudgetFormat::Json, &view, Lang::Ja, 80);
    assert!(json.contains("\"rows\": []"), "{json}");
}

#[test]
fn what_only_the_planner_counts_is_not_asked_for() {
    let all = Budget::of(&CITY);
    for row in &all.rows {
        let penalty = row.nature() == Nature::Penalty;
        assert_eq!(penalty, row.kind == "blackout");
    }
    assert!(all.contracts.iter().any(|c| c.part == Part::Extension));
}
