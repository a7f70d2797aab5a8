//! The systems and their rounds as CSV for spreadsheets and as Markdown for pages.

use super::{Options, csv_text, escaped};
use crate::plan::Plan;
use crate::report::{Column, Mark, Report, Row, Summary, Value, clean, wording};
use crate::words::{Lang, say};
use std::fmt::Write;

/// Byte-order mark, CRLF, days as ISO; a row for each round that says whose it is.
pub(super) fn csv(plan: &Plan, options: &Options) -> String {
    let lang = options.lang;
    let summary = Summary::of(plan, lang);
    let mut heads: Vec<String> = Summary::COLUMNS
        .iter()
        .map(|column| csv_text(&heading(*column, lang)))
        .collect();
    heads.push(csv_text(&say(lang, "report-col-round", &[])));
    let mut out = format!("\u{feff}{}\r\n", heads.join(","));
    for row in &summary.rows {
        let mut cells: Vec<String> = (0..Summary::COLUMNS.len())
            .map(|n| csv_text(&whole(plan, row, n, lang)))
            .collect();
        cells.push(csv_text(&clean(&row.round)));
        out += &cells.join(",");
        out += "\r\n";
    }
    out
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

/// A cell; what is said on a system's first row only is said on each of them.
fn whole(plan: &Plan, row: &Row, n: usize, lang: Lang) -> String {
    let system = plan.systems.get(row.system);
    let own = row.cells.get(n).map(|cell| told(&cell.value));
    match (Summary::COLUMNS.get(n), system) {
        (Some(Column::System), Some(s)) => wording::name_or_id(&s.name, &s.id),
        (Some(Column::Owner), Some(s)) => clean(&s.owner),
        (Some(Column::Route), Some(s)) => wording::route(&s.route, lang).0,
        _ => own.unwrap_or_default(),
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
