//! What a cell of a list holds: how people and programs see it, and which comes first.

use crate::calendar::Date;
use crate::report::clean;
use crate::words::{Lang, say};
use std::cmp::Ordering;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A part of one: people see percent.
    Share(f64),
    /// A day.
    Day(Date),
    /// Names, each of which can be asked for.
    Names(Vec<String>),
}

impl Item {
    /// Words, or nothing where there are none.
    pub fn text(text: &str) -> Item {
        let text = clean(text);
        match text.is_empty() {
            true => Item::Blank,
            false => Item::Text(text),
        }
    }

    /// A day, where there is one.
    pub fn day(day: Option<Date>) -> Item {
        day.map_or(Item::Blank, Item::Day)
    }

    /// A number, where there is one.
    pub fn number(number: Option<i64>) -> Item {
        number.map_or(Item::Blank, Item::Number)
    }

    /// So many of something.
    pub fn count(n: usize) -> Item {
        Item::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// Yes or no, in words.
    pub fn whether(it_is: bool, lang: Lang) -> Item {
        let key = if it_is { "list-yes" } else { "list-no" };
        Item::Text(say(lang, key, &[]))
    }

    /// Names, each once, in their order.
    pub fn names<'a>(names: impl Iterator<Item = &'a str>) -> Item {
        let mut all: Vec<String> = Vec::new();
        for name in names.map(clean) {
            if !name.is_empty() && !all.contains(&name) {
                all.push(name);
            }
        }
        match all.is_empty() {
            true => Item::Blank,
            false => Item::Names(all),
        }
    }

    pub(super) fn shown(&self, lang: Lang) -> String {
        match self {
            Item::Blank => String::new(),
            Item::Text(text) => text.clone(),
            Item::Number(number) => number.to_string(),
            Item::Share(share) => format!("{:.1}%", share * 100.0),
            Item::Day(day) => day.to_string(),
            Item::Names(names) => names.join(&say(lang, "due-joint", &[])),
        }
    }

    pub(super) fn json(&self) -> serde_json::Value {
        match self {
            Item::Blank => serde_json::Value::Null,
            Item::Text(text) => text.clone().into(),
            Item::Number(number) => (*number).into(),
            Item::Share(share) => (*share).into(),
            Item::Day(day) => day.to_string().into(),
            Item::Names(names) => names.clone().into(),
        }
    }

    /// What is blank stands last.
    pub(super) fn order(&self, other: &Item) -> Ordering {
        let rank = |item: &Item| match item {
            Item::Day(_) => 0,
            Item::Number(_) | Item::Share(_) => 1,
            Item::Text(_) | Item::Names(_) => 2,
            Item::Blank => 3,
        };
        match (self, other) {
            (Item::Day(a), Item::Day(b)) => a.cmp(b),
            (Item::Number(a), Item::Number(b)) => a.cmp(b),
            (Item::Share(a), Item::Share(b)) => a.total_cmp(b),
            (Item::Text(a), Item::Text(b)) => a.cmp(b),
            (Item::Names(a), Item::Names(b)) => a.cmp(b),
            (a, b) => rank(a).cmp(&rank(b)),
        }
    }
}
