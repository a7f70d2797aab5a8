//! Confirmations: by whom, and on which day.

use super::context::Context;
use super::fields::element;
use crate::diag::{Code, Finding};
use crate::facts::{Confidence, Provenance, segment};
use crate::inventory::read::{Node, Table, Value};

/// Looks through a file, laid over the built-in one or not.
pub(super) fn check(cx: &mut Context<'_>, node: &Node, path: &str) {
    let below = |key: &str| match path {
        "" => segment(key).into_owned(),
        _ => format!("{path}.{}", segment(key)),
    };
    match &node.value {
        Value::Table(table) => {
            stated(cx, table, &node.provenance, path);
            if let Some(Value::Table(singles)) = table.get("provenance").map(|e| &e.node.value) {
                for (key, entry) in singles {
                    let of = table.get(key).map(|e| &e.node.provenance);
                    if let (Some(inner), Some(of)) = (entry.node.table(), of) {
                        stated(cx, inner, of, &below(key));
                    }
                }
            }
            for (key, entry) in table {
                if key != "provenance" {
                    check(cx, &entry.node, &below(key));
                }
            }
        }
        // Lists of plain values vouch for nothing.
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                if item.table().is_some() {
                    check(cx, item, &format!("{path}.{}", element(item, number)));
                }
            }
        }
        _ => {}
    }
}

/// What one table says of itself, or of one key.
fn stated(cx: &mut Context<'_>, table: &Table, provenance: &Provenance, path: &str) {
    if let (Some(entry), Some(day)) = (table.get("confirmed-on"), provenance.confirmed_on)
        && day > cx.as_of
    {
        let finding = Finding::new(Code::FutureActual, entry.node.span)
            .variant("confirmed")
            .arg("date", day)
            .arg("as-of", cx.as_of)
            .path(path);
        cx.sink.push(finding);
    }
    let Some(confidence) = table.get("confidence") else {
        return;
    };
    if confidence.node.text() == Some("confirmed") {
        if provenance.confirmed_by.is_none() || provenance.confirmed_on.is_none() {
            let finding = Finding::new(Code::UndatedConfirmation, confidence.node.span).path(path);
            cx.sink.push(finding);
        }
    } else if provenance.confidence != Confidence::Confirmed {
        for key in ["confirmed-by", "confirmed-on"] {
            if let Some(entry) = table.get(key) {
                let finding = Finding::new(Code::NoEffect, entry.key)
                    .variant("confirmed")
                    .arg("key", key)
                    .path(path);
                cx.sink.push(finding);
            }
        }
    }
}
