//! `source`, `confidence` and `provenance`, handed down from tables to their values.

use super::tree::{Node, Table, Value};
use crate::diag::{Code, Finding, Sink};
use crate::facts::{Confidence, Provenance};
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
        source: None,
        confidence: Confidence::Assumed,
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
        Value::Array(items) => {
            node.provenance = around.clone();
            items
                .iter_mut()
                .for_each(|item| hand_down(item, around, sink));
        }
        _ => node.provenance = around.clone(),
    }
}

/// The provenance that a table states with `source` and `confidence`, else the one around it.
fn of_table(table: &Table, around: &Arc<Provenance>, sink: &mut Sink) -> Arc<Provenance> {
    let source = table.get("source").and_then(|e| match &e.node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Broken => None,
        _ => {
            sink.push(wrong_type(e.node.span, "source", "text"));
            None
        }
    });
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
    match (source, confidence) {
        (None, None) => around.clone(),
        (source, Some(confidence)) => Arc::new(Provenance {
            source: source.or_else(|| around.source.clone()),
            confidence,
        }),
        (source, None) => Arc::new(Provenance {
            source,
            confidence: Confidence::Stated,
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
    for (key, of) in inner {
        if !table.contains_key(key) {
            let known = table
                .keys()
                .map(String::as_str)
                .filter(|k| *k != "provenance");
            sink.push(
                Finding::new(Code::UnknownKey, of.key)
                    .variant("provenance")
                    .arg("key", key)
                    .nearest(key, known),
            );
        }
        match &of.node.value {
            Value::Table(stated) => {
                for (name, e) in stated {
                    if name != "source" && name != "confidence" {
                        sink.push(
                            Finding::new(Code::UnknownKey, e.key)
                                .arg("key", name)
                                .arg("known", "source, confidence")
                                .nearest(name, ["source", "confidence"]),
                        );
                    }
                }
                singles.push((key.clone(), of_table(stated, own, sink)));
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
