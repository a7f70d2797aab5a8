//! Deadlines for spreadsheets: a byte-order mark, CRLF, and no text that would be taken for a
//! formula.

use super::{Deadlines, Due, State};
use crate::render::csv_text;
use crate::words::{Lang, say};

/// One row a deadline, all that there is to know of it.
pub fn csv(found: &Deadlines, lang: Lang) -> String {
    let heads = [
        "date",
        "left",
        "state",
        "what",
        "systems",
        "owner",
        "business",
        "vendor",
        "why",
        "if-missed",
        "assumed",
        "subject",
        "id",
    ];
    let heads = heads.map(|key| csv_text(&say(lang, &format!("due-col-{key}"), &[])));
    let mut out = format!("\u{feff}{}\r\n", heads.join(","));
    for due in &found.deadlines {
        let cells = cells(due, lang);
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn cells(due: &Due, lang: Lang) -> [String; 13] {
    let text = |text: &str| csv_text(&crate::report::clean(text));
    let yes = if due.assumed { "due-yes" } else { "due-no" };
    [
        due.date.to_string(),
        due.days_left.to_string(),
        text(&state(due.state, lang)),
        text(&super::told::title_plain(due)),
        text(&listed(due.systems.iter().map(|s| s.name.as_str()), lang)),
        text(&listed(due.systems.iter().map(|s| s.owner.as_str()), lang)),
        text(&listed(businesses(due), lang)),
        text(&listed(due.vendors.iter().map(|v| v.name.as_str()), lang)),
        text(&due.why),
        text(&due.if_missed),
        text(&say(lang, yes, &[])),
        text(&due.subject),
        text(&due.id),
    ]
}

pub(super) fn businesses(due: &Due) -> impl Iterator<Item = &str> {
    let all = due.systems.iter().flat_map(|s| &s.businesses);
    all.map(|b| b.name.as_str())
}

/// Names, each once, in their order.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let mut seen = std::collections::BTreeSet::new();
    let names: Vec<&str> = names.filter(|n| !n.is_empty() && seen.insert(*n)).collect();
    names.join(&say(lang, "due-joint", &[]))
}

pub(super) fn state(state: State, lang: Lang) -> String {
    let key = match state {
        State::Open => "due-state-open",
        State::Endangered => "due-state-endangered",
        State::Missed => "due-state-missed",
    };
    say(lang, key, &[])
}
