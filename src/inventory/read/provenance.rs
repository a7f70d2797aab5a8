//! `source`, `confidence`, who confirmed when, and `provenance`, handed down from tables to their values.

use super::Table;
use super::tree::{Node, Value};
use crate::calendar::Date;
use crate::diag::{Code, Finding, Sink};
use crate::facts::{Confidence, PROVENANCE_KEYS, Provenance};
use crate::inventory::check::{Edge, NoDate, read_date};
use crate::parallel::{LONG, PART};
use crate::source::Span;
use std::sync::Arc;

/// The words of `confidence`.
const CONFIDENCES: [(&str, Confidence); 3] = [
    ("assumed", Confidence::Assumed),
    ("stated", Confidence::Stated),
    ("confirmed", Confidence::Confirmed),
];

/// What nobody vouches for.
pub(super) fn assumed() -> Arc<Provenance> {
    Arc::new(Provenance {
        confidence: Confidence::Assumed,
        ..Provenance::default()
    })
}

/// Gives each value below `node` the provenance written for it or for the table around it.
///
/// Done for each file before files are laid over each other: a city's value does not borrow the
/// source of the built-in one it replaces.
pub(super) fn hand_down(node: &mut Node, around: &Arc<Provenance>, sink: &mut Sink) {
    match &mut node.value {
        Value::Table(table) => {
            let own = of_table(table, around, sink);
            let single = singles(table, &own, sink);
            for (key, entry) in table.iter_mut() {
                if key != "provenance" {
                    let from = single
                        .iter()
                        .find(|(k, _)| k == key)
                        .map_or(&own, |(_, p)| p);
                    hand_down(&mut entry.node, from, sink);
                }
            }
            node.provenance = own;
        }
        Value::Array(items) if items.len() >= LONG => {
            node.provenance = around.clone();
            let mut parts: Vec<(&mut [Node], Sink)> = items
                .chunks_mut(PART)
                .map(|part| (part, Sink::new()))
                .collect();
            crate::parallel::each(&mut parts, usize::MAX, |(part, sink)| {
                part.iter_mut()
                    .for_each(|item| hand_down(item, around, sink));
            });
            // In the order of the file, whoever was first.
            parts.into_iter().for_each(|(_, told)| sink.absorb(told));
        }
        Value::Array(items) => {
            node.provenance = around.clone();
            items
                .iter_mut()
                .for_each(|item| hand_down(item, around, sink));
        }
        _ => node.provenance = around.clone(),
    }
}

/// A text that a table states, where it is there.
fn text(table: &Table, key: &str, sink: &mut Sink) -> Option<String> {
    let node = &table.get(key)?.node;
    match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Broken => None,
        _ => {
            sink.push(wrong_type(node.span, key, "text"));
            None
        }
    }
}

/// The day on which an owner confirmed, where it is there: of a month its first.
fn confirmed_on(table: &Table, sink: &mut Sink) -> Option<Date> {
    let node = &table.get("confirmed-on")?.node;
    match read_date(node, Edge::First) {
        Ok(date) => Some(date),
        Err(_) if node.value == Value::Broken => None,
        Err(NoDate::OtherType) => {
            sink.push(wrong_type(node.span, "confirmed-on", "date"));
            None
        }
        Err(NoDate::Bad(variant, written)) => {
            sink.push(
                Finding::new(Code::BadDate, node.span)
                    .variant(variant)
                    .arg("value", written),
            );
            None
        }
    }
}

/// The provenance that a table states, else the one around it.
fn of_table(table: &Table, around: &Arc<Provenance>, sink: &mut Sink) -> Arc<Provenance> {
    let source = text(table, "source", sink);
    let by = text(table, "confirmed-by", sink);
    let on = confirmed_on(table, sink);
    let confidence = table.get("confidence").and_then(|e| match &e.node.value {
        Value::Broken => None,
        Value::Text(text) => {
            let known = CONFIDENCES.iter().find(|(name, _)| name == text);
            if known.is_none() {
                let names = CONFIDENCES.iter().map(|(name, _)| *name);
                let list = names.clone().collect::<Vec<_>>().join(", ");
                sink.push(
                    Finding::new(Code::UnknownWord, e.node.span)
                        .arg("key", "confidence")
                        .arg("value", text)
                        .arg("known", list)
                        .nearest(text, names),
                );
            }
            known.map(|(_, confidence)| *confidence)
        }
        _ => {
            sink.push(wrong_type(e.node.span, "confidence", "text"));
            None
        }
    });
    // Who names an owner or a day says that it was confirmed.
    let confidence = confidence.or((by.is_some() || on.is_some()).then_some(Confidence::Confirmed));
    match (source, confidence) {
        (None, None) => around.clone(),
        (source, Some(confidence)) => {
            let confirmed = confidence == Confidence::Confirmed;
            Arc::new(Provenance {
                source: source.or_else(|| around.source.clone()),
                confidence,
                confirmed_by: by
                    .or_else(|| around.confirmed_by.clone())
                    .filter(|_| confirmed),
                confirmed_on: on.or(around.confirmed_on).filter(|_| confirmed),
            })
        }
        (source, None) => Arc::new(Provenance {
            source,
            confidence: Confidence::Stated,
            ..Provenance::default()
        }),
    }
}

/// The provenance of single keys: `provenance = { ends = { source = "…" } }`.
fn singles(
    table: &Table,
    own: &Arc<Provenance>,
    sink: &mut Sink,
) -> Vec<(String, Arc<Provenance>)> {
    let Some(entry) = table.get("provenance") else {
        return Vec::new();
    };
    let Value::Table(inner) = &entry.node.value else {
        if entry.node.value != Value::Broken {
            sink.push(wrong_type(entry.node.span, "provenance", "table"));
        }
        return Vec::new();
    };
    let mut singles = Vec::new();
    let of_values = PROVENANCE_KEYS.into_iter().filter(|k| *k != "provenance");
    let of_values: Vec<&str> = of_values.collect();
    for (key, of) in inner.iter() {
        if !table.contains_key(key) {
            let known = table.keys().filter(|k| *k != "provenance");
            sink.push(
                Finding::new(Code::UnknownKey, of.key)
                    .variant("provenance")
                    .arg("key", key)
                    .nearest(key, known),
            );
        }
        match &of.node.value {
            Value::Table(stated) => {
                for (name, e) in stated.iter() {
                    if !of_values.contains(&name) {
                        sink.push(
                            Finding::new(Code::UnknownKey, e.key)
                                .arg("key", name)
                                .arg("known", of_values.join(", "))
                                .nearest(name, of_values.iter().copied()),
                        );
                    }
                }
                singles.push((key.to_owned(), of_table(stated, own, sink)));
            }
            Value::Broken => {}
            _ => sink.push(wrong_type(of.node.span, key, "table")),
        }
    }
    singles
}

fn wrong_type(span: Span, key: &str, expected: &str) -> Finding {
    Finding::new(Code::WrongType, span)
        .arg("key", key)
        .arg("expected", expected)
}
