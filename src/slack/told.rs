//! Slack as a table for people and as CSV for spreadsheets.

use super::{Slack, Slacks};
use crate::clash::label;
use crate::plan::Plan;
use crate::render::terminal::{columns, cut, pad, pad_left, wrap};
use crate::render::{TerminalStyle, csv_text};
use crate::report::{clean, what_ifs, wording};
use crate::words::{Lang, say};
use std::fmt::Write;

/// How many of the facts that stop a system are named.
const NAMED: usize = 3;

/// Names are cut beyond this.
const NAME: usize = 28;

/// The table, in lines of at most `width` columns.
pub fn told(found: &Slacks, plan: &Plan, lang: Lang, width: usize, style: TerminalStyle) -> String {
    let mut text = String::new();
    let mut line = |indent: usize, sentence: &str| {
        let first = " ".repeat(indent);
        for line in wrap(sentence, width.saturating_sub(indent), "  ") {
            let _ = writeln!(text, "{first}{line}");
        }
    };
    let heading = [("as_of", found.as_of.to_string())];
    let heading: Vec<(&str, &str)> = heading.iter().map(|(k, v)| (*k, v.as_str())).collect();
    line(0, &say(lang, "slack-heading", &heading));
    for what_if in what_ifs(plan, lang) {
        line(0, &what_if);
    }
    if found.systems.is_empty() {
        line(0, &say(lang, "report-no-systems", &[]));
        return text;
    }
    let rows: Vec<[String; 5]> = found.systems.iter().map(|s| cells(s, lang)).collect();
    let heads = ["system", "cutover", "latest", "days", "network"];
    let heads = heads.map(|key| say(lang, &format!("slack-col-{key}"), &[]));
    let mut widths = heads.clone().map(|head| columns(&head));
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(columns(cell));
        }
    }
    let others: usize = widths[1..].iter().map(|w| w + 2).sum();
    widths[0] = widths[0].min(width.saturating_sub(others).clamp(8, NAME));
    let laid = |row: &[String; 5]| {
        let mut laid = pad(&cut(&row[0], widths[0], style), widths[0]);
        for (n, cell) in row.iter().enumerate().skip(1) {
            let cell = match n {
                1 | 2 => pad(cell, widths[n]),
                _ => pad_left(cell, widths[n]),
            };
            let _ = write!(laid, "  {cell}");
        }
        laid.trim_end().to_owned()
    };
    let _ = writeln!(text, "\n{}", laid(&heads));
    let rule = if style.ascii { "-" } else { "─" };
    let all = widths[0] + others;
    let _ = writeln!(text, "{}", rule.repeat(all.min(width)));
    for (slack, row) in found.systems.iter().zip(&rows) {
        let _ = writeln!(text, "{}", laid(row));
        let Some(why) = why(slack, lang) else {
            continue;
        };
        for line in wrap(&why, width.saturating_sub(2), "  ") {
            let _ = writeln!(text, "  {line}");
        }
    }
    text.push('\n');
    for line in wrap(&say(lang, "slack-note", &[]), width, "") {
        let _ = writeln!(text, "{line}");
    }
    text
}

fn cells(slack: &Slack, lang: Lang) -> [String; 5] {
    let none = || say(lang, "why-not-none", &[]);
    let days = |n: i64| say(lang, "why-days", &[("n", &wording::grouped(n))]);
    let day = |date: Option<crate::calendar::Date>| date.map_or_else(none, |d| d.to_string());
    let latest = match slack.latest {
        Some(latest) => latest.to_string(),
        None if slack.live => say(lang, "slack-live", &[]),
        None => say(lang, "slack-unknown", &[]),
    };
    [
        wording::name_or_id(&slack.name, &slack.system),
        day(slack.cutover),
        latest,
        slack.days.map_or_else(|| "-".to_owned(), days),
        days(slack.network_days),
    ]
}

/// What stops it, in a line.
fn why(slack: &Slack, lang: Lang) -> Option<String> {
    slack.latest?;
    if slack.next.is_none() {
        return Some(say(lang, "slack-no-limit", &[]));
    }
    if !slack.proved {
        return Some(say(lang, "slack-unproved", &[]));
    }
    let mut named: Vec<String> = slack
        .stopped_by
        .iter()
        .rev()
        .take(NAMED)
        .map(|f| {
            let (what, value) = (label(&f.path, lang), clean(&f.fact.value));
            say(lang, "slack-fact", &[("what", &what), ("value", &value)])
        })
        .collect();
    if slack.stopped_by.is_empty() {
        return Some(say(lang, "slack-stopped-by-rules", &[]));
    }
    if slack.stopped_by.len() > NAMED {
        let n = (slack.stopped_by.len() - NAMED).to_string();
        named.push(say(lang, "slack-more", &[("n", &n)]));
    }
    let named = named.join(if lang == Lang::Ja { "、" } else { ", " });
    Some(say(lang, "slack-stopped-by", &[("facts", &named)]))
}

/// For spreadsheets: a byte-order mark, CRLF, and no text that would be taken for a formula.
pub fn csv(found: &Slacks, lang: Lang) -> String {
    let heads = [
        "id", "system", "cutover", "latest", "days", "network", "proved", "stops",
    ];
    let heads = heads.map(|key| csv_text(&say(lang, &format!("slack-csv-{key}"), &[])));
    let mut out = format!("\u{feff}{}\r\n", heads.join(","));
    for slack in &found.systems {
        let day = |d: Option<crate::calendar::Date>| d.map_or_else(String::new, |d| d.to_string());
        let stops: Vec<&str> = slack.stopped_by.iter().map(|f| f.path.as_str()).collect();
        let cells = [
            csv_text(&clean(&slack.system)),
            csv_text(&clean(&slack.name)),
            day(slack.cutover),
            day(slack.latest),
            slack.days.map_or_else(String::new, |n| n.to_string()),
            slack.network_days.to_string(),
            slack.proved.to_string(),
            csv_text(&clean(&stops.join(" "))),
        ];
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}
