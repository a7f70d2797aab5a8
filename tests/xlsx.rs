//! The workbook, read back: what its sheets say is what plan.json says, and nothing in it is a
//! formula but ours.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

mod drawn;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook_from_rs};
use drawn::{all, empty, hostile, many, sample, troubled};
use ikou::budget::Budget;
use ikou::plan::Plan;
use ikou::render::{Format, Options, render};
use ikou::words::Lang;
use std::io::Cursor;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn bytes(plan: &Plan, lang: Lang) -> Vec<u8> {
    let options = Options {
        lang,
        ..Options::default()
    };
    render(plan, Format::Xlsx, &options).unwrap()
}

fn book(plan: &Plan, lang: Lang) -> Book {
    open_workbook_from_rs(Cursor::new(bytes(plan, lang))).unwrap()
}

fn sheet(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap()
}

/// Rows below the one that holds a heading, each as texts; numbers as they are.
fn table(range: &Range<Data>, heading: &str) -> Vec<Vec<Data>> {
    let head = range.rows().position(|row| {
        row.iter()
            .any(|cell| cell.as_string().as_deref() == Some(heading))
    });
    range
        .rows()
        .skip(head.unwrap_or_else(|| panic!("{heading}")) + 1)
        .map(<[Data]>::to_vec)
        .collect()
}

fn column(range: &Range<Data>, heading: &str) -> usize {
    range
        .rows()
        .find_map(|row| {
            row.iter()
                .position(|cell| cell.as_string().as_deref() == Some(heading))
        })
        .unwrap_or_else(|| panic!("{heading}"))
}

fn day(text: &str) -> f64 {
    let day: ikou::calendar::Date = text.parse().unwrap();
    let first: ikou::calendar::Date = "1899-12-30".parse().unwrap();
    (day - first).num_days() as f64
}

fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::DateTime(day) => Some(day.as_f64()),
        other => other.as_f64(),
    }
}

#[test]
fn every_part_has_its_sheet_in_both_languages() {
    let plan = sample();
    let names = book(&plan, Lang::Ja).sheet_names();
    for name in [
        "概要",
        "ロードマップ",
        "システム",
        "日程",
        "期限",
        "予算総括",
        "負荷",
        "確認事項",
        "指摘",
    ] {
        assert!(names.contains(&name.to_owned()), "{name} of {names:?}");
    }
    assert!(names.contains(&"令和６年度".to_owned()), "{names:?}");
    let english = book(&plan, Lang::En).sheet_names();
    assert_eq!(names.len(), english.len());
    assert!(english.contains(&"FY2024".to_owned()), "{english:?}");
    assert!(english.iter().all(|name| name.is_ascii()), "{english:?}");
}

/// A word that the catalogue lacks would be shown by its key.
#[test]
fn every_word_is_in_the_catalogue() {
    for plan in [sample(), troubled(), empty()] {
        for lang in Lang::ALL {
            let mut book = book(&plan, lang);
            for name in book.sheet_names() {
                for cell in sheet(&mut book, &name).rows().flatten() {
                    let text = cell.as_string().unwrap_or_default();
                    let key = ["sheets-", "report-", "budget-"]
                        .iter()
                        .any(|area| text.starts_with(area));
                    assert!(!key, "{name}: {text}");
                }
            }
        }
    }
}

/// To the yen, in amounts and in the results of formulas.
#[test]
fn sums_of_the_budget_sheets_are_those_of_the_plan() {
    for (name, plan) in all() {
        let budget = Budget::of(&plan);
        let mut book = book(&plan, Lang::Ja);
        let mut total = 0.0;
        for year in &budget.sheets {
            let shown = ikou::calendar::fiscal_year_label(
                ikou::calendar::FiscalYear(year.fiscal_year),
                true,
            );
            let range = sheet(&mut book, &shown);
            let yen = column(&range, "金額（円）");
            let amounts: f64 = table(&range, "金額（円）")
                .iter()
                .filter_map(|row| number(row.get(yen)?))
                .sum();
            assert_eq!(amounts, year.total as f64, "{name} {shown}");
            let sums = [
                ("合計", year.total),
                ("うち新規", year.new),
                ("うち継続", year.committed),
                ("うち一時経費", year.one_off),
                ("うち経常経費", year.running),
                ("うち計画上の費用", year.penalty),
                ("要求額", year.total - year.penalty),
                ("債務負担行為の限度額", year.limits),
            ];
            for (label, known) in sums {
                let row = range
                    .rows()
                    .find(|row| row.iter().any(|c| c.as_string().as_deref() == Some(label)))
                    .unwrap();
                let shown = row.iter().find_map(number);
                assert_eq!(shown, Some(known as f64), "{name} {label}");
            }
            total += amounts;
        }
        let planned: i64 = plan.budget.iter().map(|row| row.yen).sum();
        assert_eq!(total, planned as f64, "{name}");
        let range = sheet(&mut book, "予算総括");
        let at = column(&range, "合計");
        let sum = range
            .rows()
            .filter(|row| row.first().and_then(Data::as_string).as_deref() == Some("合計"))
            .find_map(|row| number(row.get(at)?));
        assert_eq!(sum, Some(planned as f64), "{name}");
    }
}

/// Every bar and every marked milestone stands on the roadmap, and follows on the other sheets.
#[test]
fn dates_are_those_of_the_plan() {
    for plan in [sample(), troubled(), many(25)] {
        let mut book = book(&plan, Lang::Ja);
        let roadmap = sheet(&mut book, "ロードマップ");
        let (from, to) = (column(&roadmap, "開始"), column(&roadmap, "終了"));
        let name = column(&roadmap, "システム");
        let rows = table(&roadmap, "システム");
        let spans: Vec<(String, f64, f64)> = rows
            .iter()
            .filter_map(|row| {
                let name = row.get(name)?.as_string()?;
                Some((name, number(row.get(from)?)?, number(row.get(to)?)?))
            })
            .collect();
        let marks: Vec<(String, f64)> = rows
            .iter()
            .flat_map(|row| {
                let of = row.get(name).and_then(Data::as_string).unwrap_or_default();
                let days = row.iter().take(12).skip(8).filter_map(number);
                days.map(move |day| (of.clone(), day)).collect::<Vec<_>>()
            })
            .collect();
        let systems = table(&sheet(&mut book, "システム"), "システム");
        let dates = sheet(&mut book, "日程");
        let begins = column(&dates, "開始");
        let dates = table(&dates, "節目・作業");
        let dated: usize = dates
            .iter()
            .filter(|row| row.get(begins).and_then(number).is_some())
            .count();
        let planned = plan
            .systems
            .iter()
            .map(|s| s.milestones.len() + s.activities.len());
        assert_eq!(dated, planned.sum::<usize>());
        for system in &plan.systems {
            for stage in &system.stages {
                let wanted = (
                    system.name.clone(),
                    day(&stage.from.to_string()),
                    day(&stage.to.to_string()),
                );
                assert!(spans.contains(&wanted), "{wanted:?}");
            }
            for m in system.milestones.iter().filter(|m| m.symbol.is_some()) {
                let wanted = (system.name.clone(), day(&m.date.to_string()));
                assert!(marks.contains(&wanted), "{wanted:?} {}", m.kind);
            }
            for m in system.milestones.iter().filter(|m| m.kind == "cutover") {
                let found = systems.iter().any(|row| {
                    row.get(1).and_then(Data::as_string).as_deref() == Some(&system.name)
                        && row
                            .iter()
                            .filter_map(number)
                            .any(|n| n == day(&m.date.to_string()))
                });
                assert!(found, "{} {}", system.id, m.date);
            }
        }
    }
}

/// Symbols stand in the month of their days, as results of formulas; elsewhere there is an empty
/// text, no zero.
#[test]
fn months_show_their_symbols() {
    let plan = sample();
    let mut book = book(&plan, Lang::Ja);
    let roadmap = sheet(&mut book, "ロードマップ");
    let shown: String = table(&roadmap, "システム")
        .iter()
        .flat_map(|row| {
            row.iter()
                .skip(13)
                .filter_map(Data::as_string)
                .collect::<Vec<_>>()
        })
        .collect();
    for (kinds, symbol) in [("contract", '★'), ("cutover", '▲')] {
        let inside = plan
            .systems
            .iter()
            .flat_map(|s| &s.milestones)
            .filter(|m| m.kind == kinds && m.symbol.is_some())
            .filter(|m| plan.horizon.from <= m.date && m.date <= plan.horizon.to);
        assert_eq!(shown.matches(symbol).count(), inside.count(), "{symbol}");
    }
    let odd: String = shown.chars().filter(|c| !"●◆◇★▲▼".contains(*c)).collect();
    assert_eq!(odd, "");
}

/// What is written in names and facts is text, whatever it begins with.
#[test]
fn no_text_becomes_a_formula() {
    let mut plan = hostile();
    let evil = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "=HYPERLINK(\"http://x\")",
    ];
    for (system, name) in plan.systems.iter_mut().zip(evil) {
        system.name = name.into();
        system.owner = name.into();
        system.vendor = name.into();
    }
    plan.municipality.name = "=A1".into();
    plan.deadlines[0].name = "=DDE()".into();
    for (fact, name) in plan.facts.values_mut().zip(evil.iter().cycle()) {
        fact.value = (*name).to_owned();
        fact.source = Some((*name).to_owned());
    }
    let mut book = book(&plan, Lang::Ja);
    let mut texts = String::new();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        for formula in formulas.rows().flatten().filter(|f| !f.is_empty()) {
            for part in ["HYPERLINK", "DDE", "cmd", "calc", "1+1", "SUM(A1)"] {
                assert!(!formula.contains(part), "{name}: {formula}");
            }
        }
        for cell in sheet(&mut book, &name).rows().flatten() {
            texts += &cell.as_string().unwrap_or_default();
            assert!(!matches!(cell, Data::Error(_)), "{name}: {cell:?}");
        }
    }
    for name in evil {
        assert!(texts.contains(name), "{name} is not shown as it is written");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    for (name, plan) in all() {
        let read = Plan::from_json(&plan.to_json()).unwrap();
        assert_eq!(bytes(&plan, Lang::Ja), bytes(&read, Lang::Ja), "{name}");
    }
    let mut other = sample();
    other.systems[0].milestones[0].date = "2022-02-22".parse().unwrap();
    assert_ne!(bytes(&sample(), Lang::Ja), bytes(&other, Lang::Ja));
}

#[test]
fn gaps_and_lateness_come_first() {
    let range = sheet(&mut book(&troubled(), Lang::Ja), "概要");
    let texts: Vec<String> = range
        .rows()
        .filter_map(|row| row.first()?.as_string())
        .collect();
    let gap = texts.iter().position(|t| t.contains("34日間")).unwrap();
    let list = texts.iter().position(|t| t == "シート").unwrap();
    assert!(gap < list, "{texts:?}");
    let findings = sheet(&mut book(&troubled(), Lang::Ja), "指摘");
    let first = table(&findings, "重さ");
    assert_eq!(first[0][0].as_string().as_deref(), Some("重大"));
}

#[test]
fn an_empty_plan_has_a_workbook() {
    let mut book = book(&empty(), Lang::En);
    let range = sheet(&mut book, "Systems");
    let told = range
        .rows()
        .flatten()
        .any(|c| c.as_string().as_deref() == Some("There is nothing to list."));
    assert!(told);
}

/// What Excel cannot hold is said with its place; nothing is cut or rounded.
#[test]
fn the_limits_of_excel_are_told() {
    let mut plan = sample();
    let path = plan
        .facts
        .iter()
        .find(|(_, f)| f.file == "systems.toml")
        .unwrap()
        .0
        .clone();
    let fact = plan.facts.get_mut(&path).unwrap();
    fact.value = "長".repeat(32_768);
    fact.confidence = ikou::facts::Confidence::Assumed;
    let told = |plan: &Plan, lang| {
        let options = Options {
            lang,
            ..Options::default()
        };
        render(plan, Format::Xlsx, &options)
            .unwrap_err()
            .message(lang)
    };
    let long = told(&plan, Lang::Ja);
    assert!(
        long.contains("確認事項") && long.contains("32,767字"),
        "{long}"
    );
    assert!(told(&plan, Lang::En).contains("32,767 characters"));
    let mut plan = sample();
    plan.budget[0].yen = 1_000_000_000_000_000;
    let large = told(&plan, Lang::Ja);
    assert!(
        large.contains("15桁") && large.contains("1000000000000000"),
        "{large}"
    );
}
