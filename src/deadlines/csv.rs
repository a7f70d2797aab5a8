//! Deadlines as a list of rows.

use super::{Deadlines, Due, State};
use crate::render::{Item, Listing};
use crate::words::{Lang, say};

/// One row a deadline, all that there is to know of it.
pub fn listing(found: &Deadlines, lang: Lang) -> Listing {
    let keys = [
        "date",
        "left",
        "state",
        "what",
        "system",
        "owner",
        "business",
        "vendor",
        "why",
        "if-missed",
        "assumed",
        "subject",
        "id",
    ];
    let mut list = Listing::new(lang, "due-col", &keys);
    for due in &found.deadlines {
        list.push(cells(due, lang));
    }
    list
}

/// The same for spreadsheets.
pub fn csv(found: &Deadlines, lang: Lang) -> String {
    listing(found, lang).csv()
}

fn cells(due: &Due, lang: Lang) -> Vec<Item> {
    let yes = if due.assumed { "due-yes" } else { "due-no" };
    vec![
        Item::Day(due.date),
        Item::Number(due.days_left),
        Item::text(&state(due.state, lang)),
        Item::text(&super::told::title_plain(due)),
        Item::names(due.systems.iter().map(|s| s.name.as_str())),
        Item::names(due.systems.iter().map(|s| s.owner.as_str())),
        Item::names(businesses(due)),
        Item::names(due.vendors.iter().map(|v| v.name.as_str())),
        Item::text(&due.why),
        Item::text(&due.if_missed),
        Item::text(&say(lang, yes, &[])),
        Item::text(&due.subject),
        Item::text(&due.id),
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
