//! The systems and their rounds as CSV for spreadsheets and as Markdown for pages.

use super::{Item, Listing, Options, escaped};
use crate::budget::Facts;
use crate::calendar::{Date, Duration};
use crate::facts::segment;
use crate::plan::{Plan, PlanSystem};
use crate::report::{Column, Mark, Report, Row, Summary, Value, clean, wording};
use crate::words::{Lang, say};
use std::fmt::Write;

/// The systems of a plan, a row for each round that says whose it is.
pub fn systems(plan: &Plan, lang: Lang) -> Listing {
    let mut list = Listing::new(lang, "report-col", &[]);
    for column in Summary::COLUMNS {
        list = list.and(key(column), heading(column, lang), true);
    }
    let word = |key: &str| say(lang, &format!("report-col-{key}"), &[]);
    list = list
        .and("round", word("round"), true)
        .and_all("list-col", &["vendor"], false)
        .and("id", word("id"), false)
        .with_vendors(plan);
    for row in &Summary::of(plan, lang).rows {
        let cells = 0..Summary::COLUMNS.len();
        let mut cells: Vec<Item> = cells.map(|n| whole(plan, row, n, lang)).collect();
        cells.push(Item::text(&row.round));
        cells.push(Item::names(
            provider_of(plan, &row.round).iter().map(String::as_str),
        ));
        let system = plan.systems.get(row.system);
        cells.push(system.map_or(Item::Blank, |s| Item::text(&s.id)));
        list.push(cells);
    }
    list
}

/// The last day of a length from the plan's as-of date.
pub fn within(plan: &Plan, length: Duration) -> Date {
    length.last_day(plan.as_of, &Facts::of(plan).calendar(plan.as_of))
}

/// Shown names of the vendors and teams of a system's rounds; of its present contract where there is
/// none.
pub(crate) fn vendors_of(plan: &Plan, system: &PlanSystem) -> Item {
    let mut rounds: Vec<&str> = Vec::new();
    for milestone in &system.milestones {
        if !rounds.contains(&milestone.round.as_str()) {
            rounds.push(&milestone.round);
        }
    }
    let mut names: Vec<String> = rounds
        .iter()
        .filter_map(|round| provider_of(plan, round))
        .collect();
    if names.is_empty() && !system.vendor.is_empty() {
        names.push(wording::provider(plan, &system.vendor));
    }
    Item::names(names.iter().map(String::as_str))
}

/// The shown name of the vendor or team of a round.
pub(super) fn provider_of(plan: &Plan, round: &str) -> Option<String> {
    let base = round
        .rsplit_once("/extension-")
        .map_or(round, |(base, _)| base);
    let path = match base.split_once('.') {
        Some((kind @ ("contract" | "hardware"), id)) => format!("{kind}.{}", segment(id)),
        _ => format!("procurement.{}", segment(base)),
    };
    let facts = Facts::of(plan);
    let id = ["vendor", "team"]
        .iter()
        .find_map(|key| facts.text(&format!("{path}.{key}")))?;
    let load = plan.load.iter().find(|load| load.provider == id);
    Some(load.map_or_else(
        || clean(id),
        |load| wording::name_or_id(&load.name, &load.provider),
    ))
}

/// For spreadsheets.
pub(super) fn csv(plan: &Plan, options: &Options) -> String {
    let list = systems(plan, options.lang);
    list.with_columns(&[])
        .map_or_else(|_| String::new(), |list| list.csv())
}

/// Warnings, what is known about the plan, the table of systems, money by fiscal year.
pub(super) fn markdown(plan: &Plan, options: &Options) -> String {
    let lang = options.lang;
    let report = Report::of(plan, lang);
    let mut out = format!(
        "# {}\n\n{}\n",
        escaped(&report.title),
        escaped(&report.dates)
    );
    if !report.warnings.is_empty() {
        let _ = write!(out, "\n## {}\n\n", say(lang, "report-warnings", &[]));
        for notice in &report.warnings {
            let loud = if notice.mark == Mark::Bad {
                "**!!** "
            } else {
                ""
            };
            let _ = writeln!(out, "- {loud}{}", escaped(&notice.text));
        }
    }
    let _ = write!(out, "\n## {}\n\n", say(lang, "report-outcome", &[]));
    for notice in &report.outcome {
        let _ = writeln!(out, "- {}", escaped(notice.text.trim()));
    }
    let _ = write!(out, "\n## {}\n\n", say(lang, "report-summary", &[]));
    if report.summary.rows.is_empty() {
        let _ = writeln!(out, "{}", say(lang, "report-no-systems", &[]));
    } else {
        let heads = Summary::COLUMNS.map(|column| escaped(&heading(column, lang)));
        let _ = writeln!(
            out,
            "| {} |\n|{}",
            heads.join(" | "),
            "---|".repeat(heads.len())
        );
        for row in &report.summary.rows {
            let cells: Vec<String> = row.cells.iter().map(|c| escaped(&told(&c.value))).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        for key in &report.summary.keys {
            let _ = write!(out, "\n{}\n", escaped(key));
        }
    }
    let money = &report.money;
    if !money.years.is_empty() {
        let _ = write!(out, "\n## {}\n\n", say(lang, "report-money", &[]));
        let mut heads = vec![say(lang, "report-col-year", &[])];
        heads.extend(money.kinds.iter().map(|(_, name)| escaped(name)));
        heads.push(say(lang, "report-col-total", &[]));
        let _ = writeln!(
            out,
            "| {} |\n|---|{}",
            heads.join(" | "),
            "--:|".repeat(heads.len() - 1)
        );
        for year in &money.years {
            let mut cells = vec![escaped(&year.label)];
            cells.extend(
                money
                    .kinds
                    .iter()
                    .map(|(kind, _)| wording::grouped(year.yen.get(kind).copied().unwrap_or(0))),
            );
            cells.push(wording::grouped(year.total));
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        let mut cells = vec![say(lang, "report-col-total", &[])];
        cells.extend(
            money
                .kinds
                .iter()
                .map(|(kind, _)| wording::grouped(money.of_kind(kind))),
        );
        cells.push(wording::grouped(money.total));
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}

fn heading(column: Column, lang: Lang) -> String {
    Summary::heading(column, false, lang)
}

fn key(column: Column) -> &'static str {
    match column {
        Column::System => "system",
        Column::Owner => "owner",
        Column::Route => "route",
        Column::Work => "work",
        Column::Request => "request",
        Column::Contract => "contract",
        Column::Cutover => "cutover",
        Column::Slack => "slack",
        Column::Note => "note",
    }
}

/// A cell; what is said on a system's first row only is said on each of them.
fn whole(plan: &Plan, row: &Row, n: usize, lang: Lang) -> Item {
    let own = row.cells.get(n).map(|cell| &cell.value);
    match (Summary::COLUMNS.get(n), plan.systems.get(row.system)) {
        (Some(Column::System), Some(s)) => Item::text(&wording::name_or_id(&s.name, &s.id)),
        (Some(Column::Owner), Some(s)) => Item::text(&s.owner),
        (Some(Column::Route), Some(s)) => Item::text(&wording::route(&s.route, lang).0),
        (Some(Column::Slack), Some(s)) if row.first => Item::Number(s.slack_days),
        _ => match own {
            Some(Value::Day(day)) => Item::Day(*day),
            Some(value) => Item::text(&told(value)),
            None => Item::Blank,
        },
    }
}

fn told(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) | Value::Words(text, _) => text.clone(),
        Value::Day(day) => day.to_string(),
        Value::Days(days) => days.to_string(),
        Value::Notes(notes) => {
            let texts: Vec<&str> = notes.iter().map(|(_, text)| text.as_str()).collect();
            texts.join(" / ")
        }
    }
}
