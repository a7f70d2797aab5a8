//! What owners confirm, written into the files: which places it concerns, and the edits.
//!
//! Nothing but `source`, `confidence`, `confirmed-by` and `confirmed-on` changes; that is shown by
//! reading the edited text again, before anybody sees it.

mod write;

pub(crate) use write::{added, replaced};

use super::Inventory;
use super::read::{Draft, Files, Node, Value, plant};
use super::scenario::{
    Change, Path, Place, Root, Step, Wanted, find, missing, node, path_of, same_value,
};
use crate::calendar::Date;
use crate::diag::fix::{Edit, apply};
use crate::diag::{Finding, Sink};
use crate::facts::{Confidence, PROVENANCE_KEYS, Provenance};
use crate::source::{FileId, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Who confirms, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The owner.
    pub by: String,
    /// The day.
    pub on: Date,
    /// The document, where one is named.
    pub source: Option<String>,
}

/// What is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// The paths that become confirmed, in the order in which they were asked for.
    pub paths: Vec<String>,
    /// Those that are so already.
    pub known: Vec<String>,
    /// By file, in order.
    pub edits: BTreeMap<FileId, Vec<Edit>>,
}

/// Why nothing can be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// What was asked for cannot be read, or is not there.
    Paths(Vec<Finding>),
    /// It is a default of the program.
    BuiltIn {
        /// What was asked for.
        path: String,
        /// The file of the city's in which it could be written.
        file: &'static str,
    },
    /// No file says it: it follows from other facts.
    Derived {
        /// What was asked for.
        path: String,
    },
    /// It is confirmed together with what lies beside it.
    Wider {
        /// What was asked for.
        path: String,
        /// What can be confirmed.
        wider: String,
    },
    /// A list of records, or a place that cannot carry it.
    NoRecord {
        /// What was asked for.
        path: String,
    },
}

/// Where a confirmation goes: a record as a whole, or single keys of it.
#[derive(Default)]
struct Holder {
    whole: bool,
    keys: BTreeSet<String>,
}

/// The edits that record a confirmation of each of `asked`; `merged` and `inventory` are what the
/// files give. What was typed becomes a source of its own, so that findings can show it.
pub fn confirm(
    sources: &mut Sources,
    files: &Files,
    (merged, inventory): (&Draft, &Inventory),
    asked: &[String],
    confirmation: &Confirmation,
) -> Result<Confirmed, Refused> {
    let own = own(sources, files, merged);
    let places = places(sources, &own, (merged, inventory), asked)?;
    let mut done = Confirmed::default();
    let mut holders: BTreeMap<(Root, Vec<Step>), Holder> = BTreeMap::new();
    let mut wanted = Vec::new();
    for place in places {
        let (steps, key) = holder(&own, &place)?;
        if node(&own, &place).is_some_and(|n| says(n, confirmation)) {
            done.known.push(place.path);
            continue;
        }
        let holder = holders.entry((place.root, steps)).or_default();
        match key {
            Some(key) => _ = holder.keys.insert(key),
            None => holder.whole = true,
        }
        done.paths.push(place.path.clone());
        wanted.push(place);
    }
    for ((root, steps), holder) in holders {
        let place = Place {
            root,
            steps,
            path: String::new(),
        };
        let Some(record) = node(&own, &place) else {
            continue;
        };
        let text = &sources.get(record.span.file).text;
        let mut edits = Vec::new();
        let fits = write::record(
            text,
            record,
            &holder.keys,
            holder.whole,
            confirmation,
            &mut edits,
        );
        if fits.is_none() {
            let first = wanted.iter().find(|p| p.steps.starts_with(&place.steps));
            return Err(Refused::NoRecord {
                path: first.map_or_else(String::new, |p| p.path.clone()),
            });
        }
        done.edits
            .entry(record.span.file)
            .or_default()
            .extend(edits);
    }
    for edits in done.edits.values_mut() {
        edits.sort();
        edits.dedup();
    }
    read_again(sources, &own, &done, &wanted, confirmation)?;
    Ok(done)
}

/// The files of the city's alone: what they do not say cannot be written there.
fn own(sources: &Sources, files: &Files, merged: &Draft) -> Draft {
    let mut quiet = Sink::new();
    let mut tree = |file: Option<FileId>| match file {
        Some(file) => plant(sources, file, &mut quiet, &mut false, &mut Vec::new()),
        None => Node::empty(files.inventory),
    };
    Draft {
        inventory: tree(Some(files.inventory)),
        calendar: tree(files.calendar),
        routes: tree(files.routes),
        catalogue: Node::empty(files.inventory),
        actuals: tree(files.actuals),
        torn: merged.torn,
        broken: Vec::new(),
        lints: merged.lints.clone(),
        removed: BTreeMap::new(),
    }
}

/// The places that are asked for, each once.
fn places(
    sources: &mut Sources,
    own: &Draft,
    (merged, inventory): (&Draft, &Inventory),
    asked: &[String],
) -> Result<Vec<Place>, Refused> {
    // One line each, whatever was typed.
    let line = |path: &String| path.replace('\n', " ");
    let lines: Vec<String> = asked.iter().map(line).collect();
    let typed = sources.add("ikou confirm", lines.join("\n"));
    let (mut sink, mut guesses, mut start) = (Sink::new(), 200_000, 0);
    let mut all: Vec<Place> = Vec::new();
    let mut known = BTreeSet::new();
    for line in &lines {
        let at = Span {
            file: typed,
            start,
            end: start + line.len(),
        };
        start = at.end + 1;
        let Some(path) = path_of(line, at, &mut sink) else {
            continue;
        };
        match find(own, &path, Wanted::There) {
            Ok(found) => all.extend(
                found
                    .into_iter()
                    .filter(|p| known.insert((p.root, p.steps.clone()))),
            ),
            Err(miss) => {
                let shown = path.to_string();
                if find(merged, &path, Wanted::There).is_ok() {
                    let file = match Root::of(&path).0 {
                        Root::Routes => "schedules/routes.toml",
                        _ => "schedules/calendar.toml",
                    };
                    return Err(Refused::BuiltIn { path: shown, file });
                }
                if inventory.facts.at_or_below(&shown).is_some() {
                    return Err(Refused::Derived { path: shown });
                }
                let change = Change::set(
                    path,
                    Node {
                        span: at,
                        ..Node::empty(typed)
                    },
                );
                sink.push(missing(own, &change, &miss, &mut guesses));
            }
        }
    }
    match sink.findings().is_empty() {
        true => Ok(all),
        false => Err(Refused::Paths(sink.into_sorted())),
    }
}

/// The record that carries the confirmation of a place, and the key of it that is confirmed; no
/// key: the record as a whole.
fn holder(own: &Draft, place: &Place) -> Result<(Vec<Step>, Option<String>), Refused> {
    let path = || place.path.clone();
    let at = |steps: &[Step]| Place {
        root: place.root,
        steps: steps.to_vec(),
        path: String::new(),
    };
    let is_record = |n: &usize| {
        let element = matches!(place.steps[n - 1], Step::Element(_)) || *n == 1;
        let table = node(own, &at(&place.steps[..*n])).is_some_and(|n| n.table().is_some());
        element && table
    };
    let Some(depth) = (1..=place.steps.len()).rev().find(is_record) else {
        return Err(Refused::NoRecord { path: path() });
    };
    let (record, rest) = place.steps.split_at(depth);
    let key = match rest.first() {
        None => return Ok((record.to_vec(), None)),
        Some(Step::Key(key)) => key.clone(),
        Some(Step::Element(_)) => return Err(Refused::NoRecord { path: path() }),
    };
    // A key that holds several values is confirmed as a whole.
    let several = (depth + 1..place.steps.len()).any(|n| {
        node(own, &at(&place.steps[..n])).is_some_and(|n| match &n.value {
            Value::Table(table) => table.len() > 1,
            Value::Array(items) => items.len() > 1,
            _ => false,
        })
    });
    if several {
        let names = match place.root {
            Root::Calendar | Root::Routes => depth + 2,
            Root::Inventory | Root::Actuals => depth + 1,
        };
        let wider = Path::parse(&place.path).map_or_else(
            |_| String::new(),
            |p| {
                let parts = p.parts.into_iter().take(names).collect();
                Path { parts }.to_string()
            },
        );
        return Err(Refused::Wider {
            path: path(),
            wider,
        });
    }
    Ok((record.to_vec(), Some(key)))
}

/// Whether a value and all below it is confirmed so already.
fn says(node: &Node, confirmation: &Confirmation) -> bool {
    let of: &Provenance = &node.provenance;
    let sourced = confirmation.source.is_none() || of.source == confirmation.source;
    let own = of.confidence == Confidence::Confirmed
        && of.confirmed_by.as_ref() == Some(&confirmation.by)
        && of.confirmed_on == Some(confirmation.on)
        && sourced;
    own && match &node.value {
        Value::Table(table) => table
            .iter()
            .filter(|(key, _)| !PROVENANCE_KEYS.contains(key))
            .all(|(_, entry)| says(&entry.node, confirmation)),
        Value::Array(items) => items.iter().all(|item| says(item, confirmation)),
        _ => true,
    }
}

/// The edited files hold the same facts, and what was asked for is confirmed in them.
fn read_again(
    sources: &Sources,
    own: &Draft,
    done: &Confirmed,
    wanted: &[Place],
    confirmation: &Confirmation,
) -> Result<(), Refused> {
    let mut after = own.clone();
    for tree in [
        &mut after.inventory,
        &mut after.calendar,
        &mut after.routes,
        &mut after.actuals,
    ] {
        // A file that is not there is an empty tree of the inventory's.
        let there = tree.table().is_some_and(|table| !table.is_empty());
        let Some(edits) = done.edits.get(&tree.span.file).filter(|_| there) else {
            continue;
        };
        let mut new = Sources::new();
        let source = sources.get(tree.span.file);
        let file = new.add(&source.name, apply(&source.text, edits));
        let (mut sink, mut torn) = (Sink::new(), false);
        let read = plant(&new, file, &mut sink, &mut torn, &mut Vec::new());
        if sink.has_errors() || !alike(tree, &read) {
            let path = done.paths.first().cloned().unwrap_or_default();
            return Err(Refused::NoRecord { path });
        }
        *tree = read;
    }
    for place in wanted {
        if !node(&after, place).is_some_and(|n| says(n, confirmation)) {
            return Err(Refused::NoRecord {
                path: place.path.clone(),
            });
        }
    }
    Ok(())
}

/// Whether two trees say the same but for where it comes from.
fn alike(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Table(a), Value::Table(b)) => {
            let facts = |key: &&str| !PROVENANCE_KEYS.contains(key);
            a.keys().filter(facts).eq(b.keys().filter(facts))
                && a.iter().filter(|(key, _)| facts(key)).all(|(key, entry)| {
                    b.get(key)
                        .is_some_and(|other| alike(&entry.node, &other.node))
                })
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        _ => same_value(one, other),
    }
}
