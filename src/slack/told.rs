//! Slack as a table for people and as CSV for spreadsheets.

use super::{Slack, Slacks};
use crate::clash::label;
use crate::plan::Plan;
use crate::render::terminal::{columns, cut, pad, pad_left, wrap};
use crate::render::{Item, Listing, TerminalStyle, vendors_of};
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

/// One row a system; whose it is says the plan.
pub fn listing(found: &Slacks, plan: &Plan, lang: Lang) -> Listing {
    let keys = [
        "id", "system", "cutover", "latest", "days", "network", "proved", "stops",
    ];
    let list = Listing::new(lang, "slack-csv", &keys);
    let mut list = list.and_all("list-col", &["owner", "vendor"], false);
    for slack in &found.systems {
        let stops: Vec<&str> = slack.stopped_by.iter().map(|f| f.path.as_str()).collect();
        let system = plan.systems.iter().find(|s| s.id == slack.system);
        list.push(vec![
            Item::text(&slack.system),
            Item::text(&slack.name),
            Item::day(slack.cutover),
            Item::day(slack.latest),
            Item::number(slack.days),
            Item::Number(slack.network_days),
            Item::text(if slack.proved { "true" } else { "false" }),
            Item::text(&stops.join(" ")),
            system.map_or(Item::Blank, |s| Item::text(&s.owner)),
            system.map_or(Item::Blank, |s| vendors_of(plan, s)),
        ]);
    }
    list
}
