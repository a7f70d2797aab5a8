//! `[lint]`: how bad each kind of finding is to be taken here.

use super::context::Context;
use crate::diag::{Code, Finding, LEVELS, LevelError, Levels, Severity, WARNINGS};
use crate::inventory::read::{Draft, Node, Table, Value};
use crate::source::Span;

/// One entry, as far as it can be read: the name, the level asked for, and where.
type Entry<'t> = (&'t str, Option<Option<Severity>>, Span, &'t Node);

fn entries(inventory: &Node) -> impl Iterator<Item = Entry<'_>> {
    let table = inventory.get("lint").and_then(Node::table);
    table
        .into_iter()
        .flat_map(Table::iter)
        .map(|(name, entry)| {
            let word = entry.node.text();
            let level = LEVELS.iter().find(|(known, _)| Some(*known) == word);
            (name, level.map(|(_, level)| *level), entry.key, &entry.node)
        })
}

/// The levels that a draft asks for; what cannot be asked for is told by the check.
pub fn levels(draft: &Draft) -> Levels {
    let mut levels = Levels::default();
    for (name, level, ..) in entries(&draft.inventory) {
        if let Some(level) = level {
            // Errors are the check's to tell.
            let _ = levels.ask(name, level);
        }
    }
    levels
}

/// Tells what in `[lint]` cannot be meant.
pub(super) fn check(cx: &mut Context<'_>, inventory: &Node) {
    if let Some(node) = inventory.get("lint")
        && node.table().is_none()
    {
        cx.wrong_type(node, "lint", "table");
    }
    let words = LEVELS.map(|(word, _)| word);
    for (name, level, key, node) in entries(inventory) {
        let path = format!("lint.{name}");
        let Some(level) = level else {
            match &node.value {
                Value::Text(text) => cx.sink.push(
                    Finding::new(Code::UnknownWord, node.span)
                        .arg("key", name)
                        .arg("value", text)
                        .arg("known", words.join(", "))
                        .nearest(text, words)
                        .path(path),
                ),
                _ => cx.wrong_type(node, &path, "text"),
            }
            continue;
        };
        match Levels::default().ask(name, level) {
            Ok(()) => {}
            Err(LevelError::Unknown(_)) => {
                let known = Code::ALL.iter().map(|code| code.name()).chain([WARNINGS]);
                let finding = Finding::new(Code::UnknownCode, key)
                    .arg("code", name)
                    .nearest(name, known)
                    .path(path);
                cx.sink.push(finding);
            }
            Err(LevelError::Fixed) => {
                let finding = Finding::new(Code::NoEffect, key)
                    .variant("lint")
                    .arg("key", name)
                    .path(path);
                cx.sink.push(finding);
            }
        }
    }
}
