//! A file of `schedules/scenarios` as changes.

use super::{Action, Change, Part, Path, Ratio, Scenario, Shift};
use crate::diag::{Code, Finding, Sink};
use crate::facts::PROVENANCE_KEYS;
use crate::inventory::check::scenario_header;
use crate::inventory::read::{Node, Table, Value, plant};
use crate::source::{FileId, Sources, Span};
use std::sync::Arc;

/// Reads a scenario; what is wrong with its form is reported, and the rest is still there. `id` is
/// the file's name without its end.
pub fn read(sources: &Sources, file: FileId, id: &str, sink: &mut Sink) -> Scenario {
    let (mut torn, mut broken) = (false, Vec::new());
    let root = plant(sources, file, sink, &mut torn, &mut broken);
    let said = sink.findings().len();
    let header = scenario_header(&root, torn, sink);
    let mut changes = Vec::new();
    if let Some(node) = root.get("remove") {
        removals(node, &mut changes, sink);
    }
    let lists: [(&str, Take); 4] = [
        ("add", added),
        ("change", set),
        ("shift", shifted),
        ("scale", scaled),
    ];
    for (key, take) in lists {
        match root.get(key).map(|n| (n, &n.value)) {
            None | Some((_, Value::Broken)) => {}
            Some((_, Value::Table(table))) => {
                walk(table, &Path { parts: Vec::new() }, take, &mut changes, sink);
            }
            Some((node, _)) => sink.push(
                Finding::new(Code::WrongType, node.span)
                    .arg("key", key)
                    .arg("expected", "table"),
            ),
        }
    }
    // What the parser stumbled over was reported.
    let mut number = 0;
    sink.retain(|finding| {
        number += 1;
        let place = finding.labels.first().map(|l| l.span);
        number <= said || !place.is_some_and(|at| touches(&broken, at))
    });
    Scenario {
        id: id.to_owned(),
        name: header.name.unwrap_or_else(|| id.to_owned()),
        reason: header.reason.unwrap_or_default(),
        parent: header.parent,
        changes,
        file,
        torn,
        broken,
    }
}

fn touches(places: &[Span], at: Span) -> bool {
    places
        .iter()
        .any(|p| p.file == at.file && p.start <= at.end && at.start <= p.end)
}

/// Makes changes of the value at a path.
type Take = fn(&Path, Span, &Node, &mut Vec<Change>, &mut Sink);

/// Goes down to the values: every key is a part of the path. A whole path may be quoted as the
/// first key, which is the only way to write `*` without quotes inside it.
fn walk(table: &Table, above: &Path, take: Take, changes: &mut Vec<Change>, sink: &mut Sink) {
    let mut entries: Vec<_> = table.iter().collect();
    // In the order of the file.
    entries.sort_by_key(|(_, entry)| (entry.key, entry.node.span));
    for (key, entry) in entries {
        // They vouch for the values, and are no values.
        if PROVENANCE_KEYS.contains(&key) {
            continue;
        }
        let mut path = above.clone();
        if above.parts.is_empty() && key.contains('.') {
            let Some(whole) = path_of(key, entry.key, sink) else {
                continue;
            };
            path = whole;
        } else if key == "*" {
            path.parts.push(Part::Any);
        } else {
            path.parts.push(Part::Name(key.to_owned()));
        }
        match &entry.node.value {
            Value::Broken => {}
            Value::Table(inner) if !inner.is_empty() => walk(inner, &path, take, changes, sink),
            _ => take(&path, entry.key, &entry.node, changes, sink),
        }
    }
}

/// Reads a path; what is none is reported.
pub(in crate::inventory) fn path_of(text: &str, at: Span, sink: &mut Sink) -> Option<Path> {
    match Path::parse(text) {
        Ok(path) => Some(path),
        Err(_) => {
            let text: String = text.chars().take(100).collect();
            sink.push(Finding::new(Code::BadPath, at).arg("value", text));
            None
        }
    }
}

fn change(path: &Path, at: Span, node: &Node, action: Action) -> Change {
    Change {
        path: path.clone(),
        at,
        action,
        value_at: node.span,
        provenance: Arc::clone(&node.provenance),
    }
}

/// Whether a path can be a value's: a list of records cannot be replaced as a whole.
fn is_of_a_value(path: &Path, at: Span, sink: &mut Sink) -> bool {
    let whole = path.parts.len() < 2;
    if whole {
        let finding = Finding::new(Code::BadPath, at)
            .variant("whole")
            .arg("value", path);
        sink.push(finding.path(path.to_string()));
    }
    !whole
}

/// `[change]`
pub(super) fn set(path: &Path, at: Span, node: &Node, changes: &mut Vec<Change>, sink: &mut Sink) {
    if is_of_a_value(path, at, sink) {
        changes.push(change(path, at, node, Action::Set(node.clone())));
    }
}

/// `[shift]`
pub(super) fn shifted(
    path: &Path,
    at: Span,
    node: &Node,
    changes: &mut Vec<Change>,
    sink: &mut Sink,
) {
    if !is_of_a_value(path, at, sink) {
        return;
    }
    match node.text().map(|text| (text, Shift::parse(text))) {
        Some((_, Some(shift))) => changes.push(change(path, at, node, Action::Shift(shift))),
        Some((text, None)) => sink.push(
            Finding::new(Code::BadDuration, node.span)
                .variant("shift")
                .arg("value", text)
                .path(path.to_string()),
        ),
        None => wrong_type(path, node, "shift", sink),
    }
}

/// `[scale]`
fn scaled(path: &Path, at: Span, node: &Node, changes: &mut Vec<Change>, sink: &mut Sink) {
    if !is_of_a_value(path, at, sink) {
        return;
    }
    let ratio = match &node.value {
        Value::Float(text) | Value::Text(text) => Some((text.clone(), Ratio::parse(text))),
        Value::Integer(Ok(number)) => {
            let text = number.to_string();
            Some((text.clone(), Ratio::parse(&text)))
        }
        Value::Integer(Err(text)) => Some((text.clone(), None)),
        _ => None,
    };
    match ratio {
        Some((_, Some(ratio))) => changes.push(change(path, at, node, Action::Scale(ratio))),
        Some((text, None)) => sink.push(
            Finding::new(Code::BadAmount, node.span)
                .variant("ratio")
                .arg("value", text.chars().take(40).collect::<String>())
                .path(path.to_string()),
        ),
        None => wrong_type(path, node, "ratio", sink),
    }
}

fn wrong_type(path: &Path, node: &Node, expected: &str, sink: &mut Sink) {
    let key = match path.parts.last() {
        Some(Part::Name(name)) => name.as_str(),
        _ => "*",
    };
    sink.push(
        Finding::new(Code::WrongType, node.span)
            .arg("key", key)
            .arg("expected", expected)
            .path(path.to_string()),
    );
}

/// `[[add.system]]`
fn added(path: &Path, at: Span, node: &Node, changes: &mut Vec<Change>, sink: &mut Sink) {
    match node.array() {
        Some(items) => changes.push(change(path, at, node, Action::Append(items.to_vec()))),
        None => wrong_type(path, node, "list", sink),
    }
}

/// `remove = ["deadline.old"]`
fn removals(node: &Node, changes: &mut Vec<Change>, sink: &mut Sink) {
    let Some(items) = node.array() else {
        if node.value != Value::Broken {
            wrong_type(&Path::of(["remove"]), node, "list", sink);
        }
        return;
    };
    for item in items {
        match &item.value {
            Value::Broken => {}
            Value::Text(text) => {
                let path = path_of(text, item.span, sink);
                if let Some(path) = path.filter(|p| is_of_a_value(p, item.span, sink)) {
                    changes.push(change(&path, item.span, item, Action::Remove));
                }
            }
            _ => wrong_type(&Path::of(["remove"]), item, "text", sink),
        }
    }
}
