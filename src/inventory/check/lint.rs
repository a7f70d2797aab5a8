//! `[lint]`: how bad each kind of finding is to be taken here.

use super::context::Context;
use super::values::{duration, fold, positive};
use crate::calendar::Duration;
use crate::diag::{Code, Finding, LEVELS, LevelError, Levels, Severity, WARNINGS};
use crate::inventory::read::{Draft, Node, Table, Value};
use crate::source::{FileId, Span};
use std::collections::BTreeSet;

/// The key of `[lint]` that is no code: within which time deadlines are looked into.
pub(in crate::inventory) const WITHIN: &str = "within";

/// What is looked into beside what always is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lints {
    /// Deadlines within this time from the as-of date.
    pub within: Option<Duration>,
    /// Codes that were asked for by name.
    pub named: BTreeSet<Code>,
    /// Files whose facts are nobody's to confirm.
    pub(in crate::inventory) builtin: Vec<FileId>,
}

impl Lints {
    /// With what `[lint]` asks for; what the caller asks for holds before it.
    pub(super) fn of(draft: &Draft) -> Lints {
        let mut lints = draft.lints.clone();
        lints.named.extend(levels(draft).wanted());
        let table = draft.inventory.get("lint").and_then(Node::table);
        let written = table
            .and_then(|t| t.get(WITHIN))
            .and_then(|e| e.node.text());
        let written = written.and_then(|text| Duration::parse(&fold(text)));
        lints.within = lints.within.or(written);
        lints
    }

    /// Whether somebody asked for a code by its name.
    pub(super) fn named(&self, code: Code) -> bool {
        self.named.contains(&code)
    }

    /// Whether findings of a code are looked for at all by the check.
    pub(super) fn looks_for(&self, code: Code) -> bool {
        match code {
            Code::Unconfirmed | Code::EndsInClosedDays => self.named(code),
            // Where a time is asked for, a plan says which notices are needed.
            Code::NoticeRunningOut => self.within.is_none(),
            code => !code.needs_plan(),
        }
    }

    /// Whether a place lies in a file that comes with the program.
    pub(super) fn is_builtin(&self, span: Span) -> bool {
        self.builtin.contains(&span.file)
    }
}

/// Within which time a draft wants deadlines looked into.
pub fn within(draft: &Draft) -> Option<Duration> {
    Lints::of(draft).within
}

/// One entry, as far as it can be read: the name, the level asked for, and where.
type Entry<'t> = (&'t str, Option<Option<Severity>>, Span, &'t Node);

fn entries(inventory: &Node) -> impl Iterator<Item = Entry<'_>> {
    let table = inventory.get("lint").and_then(Node::table);
    table
        .into_iter()
        .flat_map(Table::iter)
        .filter(|(name, _)| *name != WITHIN)
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
    if let Some(node) = inventory.get("lint").and_then(|n| n.get(WITHIN)) {
        let path = format!("lint.{WITHIN}");
        let length = duration(cx, node, &path);
        positive(cx, node, &path, length);
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
