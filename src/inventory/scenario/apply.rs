//! Changes laid over a draft, and what each did.

use super::amount::{same, shown};
use super::path::{Part, Path};
use super::place::{GROUPS, Miss, Place, Root, Step, Wanted, find, names_in, of_group};
use super::{Action, Change, Ratio};
use crate::diag::{Code, Finding, Sink, closest};
use crate::facts::Provenance;
use crate::inventory::read::{Draft, Entry, Node, Table, Value};
use crate::source::Span;
use std::sync::Arc;

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// In one line.
    pub value: String,
    /// Where.
    pub span: Span,
}

/// What a change did to one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The value's path.
    pub path: String,
    /// What was there; `None`: nothing.
    pub old: Option<Written>,
    /// What is there now; `None`: nothing.
    pub new: Option<Written>,
}

/// Keys whose numbers are yen: the only numbers of a whole record that are multiplied.
const YEN: [&str; 5] = ["once", "month", "year", "yen", "exit"];

/// Makes the changes in order. What names nothing, cannot be changed so, or changes nothing is
/// reported with both places.
pub fn apply(draft: &mut Draft, changes: &[Change], sink: &mut Sink) -> Vec<Effect> {
    let mut effects = Vec::new();
    // How many names may still be compared with wrong ones.
    let mut guesses = 200_000;
    for change in changes {
        let before = effects.len();
        let mut places = match places(draft, change) {
            Ok(places) => places,
            Err(miss) => {
                sink.push(missing(draft, change, &miss, &mut guesses));
                continue;
            }
        };
        if change.action == Action::Remove {
            // Elements are known by their numbers: the last goes first.
            places.reverse();
        }
        let mut untouched = None;
        let mut wrong = None;
        for place in places {
            match one(draft, change, &place) {
                Done::Changed(mut done) => effects.append(&mut done),
                Done::Same(span) => _ = untouched.get_or_insert((place.path, span)),
                Done::Unfit(span) => _ = wrong.get_or_insert((place.path, span)),
            }
        }
        if effects.len() > before {
            if change.action == Action::Remove {
                effects[before..].reverse();
            }
            continue;
        }
        let finding = match (wrong, untouched) {
            (Some((path, span)), _) => Finding::new(Code::WrongTarget, change.at)
                .variant(match change.action {
                    Action::Shift(_) => "shift",
                    Action::Scale(_) => "scale",
                    _ => "append",
                })
                .arg("path", &path)
                .label(span, "label-inventory")
                .path(path),
            (None, Some((path, span))) => Finding::new(Code::Unchanged, change.at)
                .arg("path", &path)
                .label(span, "label-same")
                .path(path),
            (None, None) => continue,
        };
        sink.push(finding);
    }
    effects
}

/// What a change did in one place.
enum Done {
    Changed(Vec<Effect>),
    /// The value there is that already.
    Same(Span),
    /// The value there cannot be changed so.
    Unfit(Span),
}

/// The places that a change is about; where there are none, how far its path led.
fn places(draft: &Draft, change: &Change) -> Result<Vec<Place>, Miss> {
    let amounts = matches!(change.action, Action::Shift(_) | Action::Scale(_));
    let grouped = of_group(draft, &change.path).filter(|_| amounts);
    if let Some(paths) = grouped {
        let found: Vec<Place> = paths
            .iter()
            .filter_map(|path| find(draft, path, Wanted::There).ok())
            .flatten()
            .collect();
        if !found.is_empty() {
            return Ok(found);
        }
        // Of whom nothing is written, or who is not there at all.
        let who = Path {
            parts: change.path.parts.iter().take(2).cloned().collect(),
        };
        let group = change
            .path
            .name(1)
            .filter(|_| change.path.name(0) == Some("group"));
        if let Some(group) = group.filter(|g| !GROUPS.contains(g)) {
            return Err(Miss {
                wanted: group.to_owned(),
                within: root_of_inventory(),
                depth: 1,
            });
        }
        return Err(match find(draft, &who, Wanted::There) {
            Err(miss) if change.path.name(0) != Some("group") => miss,
            there => Miss {
                wanted: last(&change.path),
                within: there
                    .ok()
                    .and_then(|places| places.into_iter().next())
                    .unwrap_or_else(root_of_inventory),
                depth: 2,
            },
        });
    }
    let wanted = match change.action {
        Action::Set(_) | Action::Append(_) => Wanted::New,
        _ => Wanted::There,
    };
    if let (Action::Append(_), 1) = (&change.action, change.path.parts.len()) {
        // A list of records may be new as a whole.
        let (root, _) = Root::of(&change.path);
        let key = last(&change.path);
        return Ok(vec![Place {
            root,
            path: key.clone(),
            steps: vec![Step::Key(key)],
        }]);
    }
    find(draft, &change.path, wanted)
}

fn last(path: &Path) -> String {
    match path.parts.last() {
        Some(Part::Name(name)) => name.clone(),
        _ => "*".to_owned(),
    }
}

fn root_of_inventory() -> Place {
    Place {
        root: Root::Inventory,
        steps: Vec::new(),
        path: String::new(),
    }
}

/// What a path does not find, with the path that was probably meant.
pub(in crate::inventory) fn missing(
    draft: &Draft,
    change: &Change,
    miss: &Miss,
    guesses: &mut usize,
) -> Finding {
    let within = node(draft, &miss.within);
    let of_group = change.path.name(0) == Some("group") && miss.depth == 1;
    let known = match within.filter(|_| *guesses > 0) {
        Some(node) if of_group => GROUPS.map(|g| (g.to_owned(), node.span)).into(),
        Some(node) => names_in(node),
        None => Vec::new(),
    };
    *guesses = guesses.saturating_sub(known.len());
    let near = closest(&miss.wanted, known.iter().map(|(name, _)| name.as_str()));
    let looked = within.map_or(change.at, |n| n.get("id").map_or(n.span, |id| id.span));
    let at = near
        .and_then(|near| known.iter().find(|(name, _)| name == near))
        .map_or(looked, |(_, span)| *span);
    let corrected = near.map(|near| {
        let mut path = change.path.clone();
        if let Some(part) = path.parts.get_mut(miss.depth) {
            *part = Part::Name(near.to_owned());
        }
        path.to_string()
    });
    let path = change.path.to_string();
    let mut finding = Finding::new(Code::UnknownPath, change.at)
        .arg("path", &path)
        .arg("part", &miss.wanted)
        .path(path);
    finding = finding.label(
        at,
        if near.is_some() {
            "label-meant"
        } else {
            "label-looked-here"
        },
    );
    finding.nearest = corrected;
    finding
}

/// The value at a place.
pub(in crate::inventory) fn node<'d>(draft: &'d Draft, place: &Place) -> Option<&'d Node> {
    place
        .steps
        .iter()
        .try_fold(place.root.node(draft), |node, step| {
            match (&node.value, step) {
                (Value::Table(table), Step::Key(key)) => table.get(key).map(|e| &e.node),
                (Value::Array(items), Step::Element(number)) => items.get(*number),
                _ => None,
            }
        })
}

/// The value at a place, made where it is not there yet; `None` where the way is no table.
fn node_mut<'d>(draft: &'d mut Draft, place: &Place, change: &Change) -> Option<&'d mut Node> {
    let mut node = place.root.node_mut(draft);
    for step in &place.steps {
        node = match (&mut node.value, step) {
            (Value::Table(table), Step::Key(key)) => {
                if !table.contains_key(key) {
                    let empty = Node {
                        value: Value::Table(Table::new()),
                        span: change.at,
                        provenance: change.provenance.clone(),
                    };
                    let entry = Entry {
                        key: change.at,
                        node: empty,
                    };
                    table.insert(key.as_str(), entry);
                }
                &mut table.get_mut(key)?.node
            }
            (Value::Array(items), Step::Element(number)) => items.get_mut(*number)?,
            _ => return None,
        };
    }
    Some(node)
}

fn written(node: &Node) -> Written {
    Written {
        value: shown(node),
        span: node.span,
    }
}

fn one(draft: &mut Draft, change: &Change, place: &Place) -> Done {
    let old = node(draft, place).cloned();
    let there = old.as_ref().map_or(change.at, |n| n.span);
    match &change.action {
        Action::Set(value) => {
            if let Some(old) = old.as_ref().filter(|old| same(old, value)) {
                return Done::Same(old.span);
            }
            put(draft, change, place, value.clone(), old.as_ref())
        }
        Action::Append(items) => {
            let new = match old.as_ref().map(|n| &n.value) {
                None => items.clone(),
                Some(Value::Array(before)) => before.iter().chain(items).cloned().collect(),
                Some(_) => return Done::Unfit(there),
            };
            let list = Node {
                value: Value::Array(new),
                span: there,
                provenance: change.provenance.clone(),
            };
            put(draft, change, place, list, None);
            let effects = items.iter().map(|item| Effect {
                path: format!("{}.{}", place.path, element(item)),
                old: None,
                new: Some(written(item)),
            });
            Done::Changed(effects.collect())
        }
        Action::Remove => remove(draft, place).map_or(Done::Same(there), |old| {
            draft.removed.insert(place.path.clone(), change.at);
            Done::Changed(vec![Effect {
                path: place.path.clone(),
                old: Some(written(&old)),
                new: None,
            }])
        }),
        Action::Shift(shift) => {
            let moved = old.as_ref().and_then(|old| shift.value(&old.value));
            let Some((value, old)) = moved.zip(old) else {
                return Done::Unfit(there);
            };
            let new = derived(value, change);
            if same(&old, &new) {
                return Done::Same(there);
            }
            put(draft, change, place, new, Some(&old))
        }
        Action::Scale(ratio) => {
            let Some(old) = old else {
                return Done::Unfit(there);
            };
            let mut effects = Vec::new();
            let (mut new, mut fit) = (old.clone(), false);
            scale(
                &mut new,
                *ratio,
                change,
                &place.path,
                &mut effects,
                &mut fit,
            );
            if !fit {
                return Done::Unfit(there);
            }
            if effects.is_empty() {
                return Done::Same(there);
            }
            put(draft, change, place, new, None);
            Done::Changed(effects)
        }
    }
}

/// A value that follows from the one before.
fn derived(value: Value, change: &Change) -> Node {
    Node {
        value,
        span: change.value_at,
        provenance: Arc::<Provenance>::clone(&change.provenance),
    }
}

fn put(draft: &mut Draft, change: &Change, place: &Place, value: Node, old: Option<&Node>) -> Done {
    let effect = Effect {
        path: place.path.clone(),
        old: old.map(written),
        new: Some(written(&value)),
    };
    match node_mut(draft, place, change) {
        Some(node) => *node = value,
        None => return Done::Unfit(change.at),
    }
    Done::Changed(vec![effect])
}

fn element(item: &Node) -> String {
    let name = ["id", "system", "kind"]
        .iter()
        .find_map(|key| item.get(key));
    match name.unwrap_or(item).text() {
        Some(name) => crate::facts::segment(name.trim()).into_owned(),
        None => "+".to_owned(),
    }
}

fn remove(draft: &mut Draft, place: &Place) -> Option<Node> {
    let (last, way) = place.steps.split_last()?;
    let mut node = place.root.node_mut(draft);
    for step in way {
        node = match (&mut node.value, step) {
            (Value::Table(table), Step::Key(key)) => &mut table.get_mut(key)?.node,
            (Value::Array(items), Step::Element(number)) => items.get_mut(*number)?,
            _ => return None,
        };
    }
    match (&mut node.value, last) {
        (Value::Table(table), Step::Key(key)) => table.remove(key).map(|e| e.node),
        (Value::Array(items), Step::Element(number)) if *number < items.len() => {
            Some(items.remove(*number))
        }
        _ => None,
    }
}

/// Multiplies a value, or the yen below it.
fn scale(
    node: &mut Node,
    ratio: Ratio,
    change: &Change,
    path: &str,
    effects: &mut Vec<Effect>,
    fit: &mut bool,
) {
    match &mut node.value {
        Value::Table(table) => {
            for (key, entry) in table.iter_mut() {
                let below = format!("{path}.{}", crate::facts::segment(key));
                let yen = YEN.contains(&key);
                let inner = matches!(entry.node.value, Value::Table(_) | Value::Array(_));
                if yen || inner {
                    scale(&mut entry.node, ratio, change, &below, effects, fit);
                }
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter_mut().enumerate() {
                if matches!(item.value, Value::Table(_)) {
                    let below = format!("{path}.{number}");
                    scale(item, ratio, change, &below, effects, fit);
                }
            }
        }
        value => {
            let Some(scaled) = ratio.value(value) else {
                return;
            };
            *fit = true;
            let new = derived(scaled, change);
            if !same(node, &new) {
                effects.push(Effect {
                    path: path.to_owned(),
                    old: Some(written(node)),
                    new: Some(written(&new)),
                });
                *node = new;
            }
        }
    }
}
