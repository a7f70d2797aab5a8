//! What-ifs as they are typed: `--set PATH=VALUE`, `--shift PATH=+3M`.

use super::file::{path_of, set, shifted};
use super::{Change, Path};
use crate::diag::{Code, Finding, Sink};
use crate::inventory::read::{Node, Value, plant};
use crate::source::{FileId, Sources, Span};

/// What a text of the command line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A value.
    Set,
    /// A move of a day.
    Shift,
}

/// The changes that a source of one `PATH=VALUE` per line asks for; what cannot be read is reported
/// at its place in it.
pub fn typed(sources: &mut Sources, file: FileId, kind: Typed, sink: &mut Sink) -> Vec<Change> {
    let text = sources.get(file).text.clone();
    let mut changes = Vec::new();
    let mut start = 0;
    for line in text.strip_suffix('\n').unwrap_or(&text).split('\n') {
        one(sources, file, (start, line), kind, &mut changes, sink);
        start += line.len() + 1;
    }
    changes
}

fn one(
    sources: &mut Sources,
    file: FileId,
    (start, line): (usize, &str),
    kind: Typed,
    changes: &mut Vec<Change>,
    sink: &mut Sink,
) {
    let span = |from: usize, to: usize| Span {
        file,
        start: start + from,
        end: start + to,
    };
    let Some((left, right)) = split_typed(line) else {
        let finding = Finding::new(Code::BadPath, span(0, line.len()));
        sink.push(finding.variant("no-value").arg("value", line));
        return;
    };
    let at = span(0, left.trim_end().len());
    let Some(path) = path_of(left, at, sink) else {
        return;
    };
    let from = left.len() + 1 + (right.len() - right.trim_start().len());
    let place = span(from, from + right.trim().len());
    let node = match kind {
        Typed::Set => value(sources, right.trim(), place),
        Typed::Shift => Node {
            value: Value::Text(right.trim().to_owned()),
            span: place,
            ..Node::empty(file)
        },
    };
    if right.trim().is_empty() {
        let finding = Finding::new(Code::BadPath, at).variant("no-value");
        sink.push(finding.arg("value", line));
        return;
    }
    match kind {
        Typed::Set => leaves(&path, at, node, changes, sink),
        Typed::Shift => shifted(&path, at, &node, changes, sink),
    }
}

/// What stands before and after the first `=` outside quotes.
pub fn split_typed(line: &str) -> Option<(&str, &str)> {
    let at = equals(line)?;
    Some((line.get(..at)?, line.get(at + 1..)?))
}

/// The first `=` outside quotes.
fn equals(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match quote {
            Some(q) if c == q && !escaped => quote = None,
            Some(_) => {}
            None if c == '=' => return Some(at),
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {}
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// A TOML value; what is none is a text as it stands, so that nobody needs to quote twice.
fn value(sources: &mut Sources, text: &str, place: Span) -> Node {
    // A line of its own: the places within the value are moved to where it was typed.
    const KEY: &str = "v=";
    let line = sources.add_builtin("<typed>", format!("{KEY}{text}"));
    let mut quiet = Sink::new();
    let root = plant(sources, line, &mut quiet, &mut false, &mut Vec::new());
    let plain = Node {
        value: Value::Text(text.to_owned()),
        span: place,
        provenance: root.provenance.clone(),
    };
    let alone = root.table().is_some_and(|t| t.len() == 1);
    match root.get("v") {
        Some(node) if !quiet.has_errors() && alone => moved(node.clone(), place, KEY.len()),
        _ => plain,
    }
}

/// A value of the line beginning with a key of `before` bytes, at the place where it was typed.
fn moved(mut node: Node, place: Span, before: usize) -> Node {
    let to = |span: Span| Span {
        file: place.file,
        start: (place.start + span.start.saturating_sub(before)).min(place.end),
        end: (place.start + span.end.saturating_sub(before)).min(place.end),
    };
    node.span = to(node.span);
    match &mut node.value {
        Value::Array(items) => {
            for item in items.iter_mut() {
                *item = moved(item.clone(), place, before);
            }
        }
        Value::Table(table) => {
            for entry in table.values_mut() {
                entry.key = to(entry.key);
                entry.node = moved(entry.node.clone(), place, before);
            }
        }
        _ => {}
    }
    node
}

/// A table changes the keys that it has.
fn leaves(path: &Path, at: Span, node: Node, changes: &mut Vec<Change>, sink: &mut Sink) {
    match node.value {
        Value::Table(table) if !table.is_empty() => {
            for (key, entry) in table {
                let mut below = path.clone();
                below.parts.push(super::Part::Name(key.to_string()));
                leaves(&below, entry.key, entry.node, changes, sink);
            }
        }
        _ => set(path, at, &node, changes, sink),
    }
}
