//! Which values a path names.

use super::path::{Part, Path};
use crate::facts::{PROVENANCE_KEYS, segment};
use crate::inventory::read::{Draft, Node, Value};
use crate::source::Span;
use std::borrow::Cow;

/// Which file's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::inventory) enum Root {
    Inventory,
    Calendar,
    Routes,
    Actuals,
}

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::inventory) enum Step {
    Key(String),
    Element(usize),
}

/// One value, there or not yet.
#[derive(Clone, Debug)]
pub(in crate::inventory) struct Place {
    pub(in crate::inventory) root: Root,
    pub(in crate::inventory) steps: Vec<Step>,
    /// As facts and findings name it.
    pub(in crate::inventory) path: String,
}

/// Why a path names nothing: `within` there is nothing of the name `wanted`.
#[derive(Clone, Debug)]
pub(in crate::inventory) struct Miss {
    pub(super) wanted: String,
    /// Where it was looked for.
    pub(super) within: Place,
    /// How many parts were found before.
    pub(super) depth: usize,
}

/// Enough names to guess from.
const MOST_NAMES: usize = 2_000;

/// What there may be at the end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::inventory) enum Wanted {
    /// Only what is there.
    There,
    /// Keys of a record may be new.
    New,
}

impl Root {
    /// The tree that a path lies in, and how many of its parts name the tree only.
    pub(in crate::inventory) fn of(path: &Path) -> (Root, usize) {
        match path.name(0) {
            Some("calendar") => (Root::Calendar, 1),
            Some("routes") => (Root::Routes, 1),
            Some("actual" | "progress") => (Root::Actuals, 0),
            _ => (Root::Inventory, 0),
        }
    }

    pub(super) fn node(self, draft: &Draft) -> &Node {
        match self {
            Root::Inventory => &draft.inventory,
            Root::Calendar => &draft.calendar,
            Root::Routes => &draft.routes,
            Root::Actuals => &draft.actuals,
        }
    }

    pub(super) fn node_mut(self, draft: &mut Draft) -> &mut Node {
        match self {
            Root::Inventory => &mut draft.inventory,
            Root::Calendar => &mut draft.calendar,
            Root::Routes => &mut draft.routes,
            Root::Actuals => &mut draft.actuals,
        }
    }
}

/// The names by which the elements of a list go, as in the paths of facts.
fn element_names(items: &[Node]) -> impl Iterator<Item = (Cow<'_, str>, &Node)> {
    items.iter().enumerate().map(|(number, item)| {
        let named = ["id", "system", "kind"]
            .iter()
            .find_map(|key| item.get(key));
        let name = named.unwrap_or(item).text().map(|t| Cow::from(t.trim()));
        (name.unwrap_or_else(|| number.to_string().into()), item)
    })
}

/// `12` as people write it.
fn number_of(text: &str) -> Option<usize> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// What there is, each with its place.
pub(super) fn names_in(node: &Node) -> Vec<(String, Span)> {
    match &node.value {
        Value::Table(table) => {
            let all = table.iter().map(|(key, entry)| (key.to_owned(), entry.key));
            all.take(MOST_NAMES).collect()
        }
        Value::Array(items) => element_names(items)
            .take(MOST_NAMES)
            .map(|(name, item)| {
                let at = item.get("id").map_or(item.span, |id| id.span);
                (name.into_owned(), at)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Every place that a path names; none: how far it led.
pub(in crate::inventory) fn find(
    draft: &Draft,
    path: &Path,
    wanted: Wanted,
) -> Result<Vec<Place>, Miss> {
    let (root, skip) = Root::of(path);
    let prefix = match root {
        Root::Calendar => "calendar",
        Root::Routes => "routes",
        _ => "",
    };
    let mut found = Vec::new();
    let mut miss: Option<Miss> = None;
    let start = Place {
        root,
        steps: Vec::new(),
        path: prefix.to_owned(),
    };
    walk(
        root.node(draft),
        &path.parts,
        skip,
        wanted,
        &start,
        &mut found,
        &mut miss,
    );
    if !found.is_empty() {
        return Ok(found);
    }
    Err(miss.unwrap_or(Miss {
        wanted: String::new(),
        within: start,
        depth: skip,
    }))
}

fn deeper(place: &Place, step: Step, name: &str) -> Place {
    let mut place = place.clone();
    place.steps.push(step);
    if !place.path.is_empty() {
        place.path.push('.');
    }
    place.path.push_str(&segment(name));
    place
}

fn walk(
    node: &Node,
    parts: &[Part],
    depth: usize,
    wanted: Wanted,
    place: &Place,
    found: &mut Vec<Place>,
    miss: &mut Option<Miss>,
) {
    let Some(part) = parts.get(depth) else {
        if depth > 0 {
            found.push(place.clone());
        }
        return;
    };
    let mut down = |node: &Node, step: Step, name: &str| {
        let place = deeper(place, step, name);
        walk(node, parts, depth + 1, wanted, &place, found, miss);
    };
    let mut any = false;
    match &node.value {
        Value::Table(table) => match part {
            Part::Name(name) => {
                if let Some(entry) = table.get(name) {
                    any = true;
                    down(&entry.node, Step::Key(name.clone()), name);
                }
            }
            Part::Any => {
                for (key, entry) in table.iter() {
                    if !PROVENANCE_KEYS.contains(&key) {
                        any = true;
                        down(&entry.node, Step::Key(key.to_owned()), key);
                    }
                }
            }
        },
        Value::Array(items) => {
            for (number, (name, item)) in element_names(items).enumerate() {
                let is = match part {
                    Part::Any => true,
                    Part::Name(wanted) => *wanted == name || number_of(wanted) == Some(number),
                };
                if is {
                    any = true;
                    down(item, Step::Element(number), &name);
                }
            }
        }
        _ => {}
    }
    if any {
        return;
    }
    // A record is there; what it does not say yet, it may.
    let rest: Option<Vec<&String>> = parts[depth..]
        .iter()
        .map(|part| match part {
            Part::Name(name) => Some(name),
            Part::Any => None,
        })
        .collect();
    let in_record = matches!(node.value, Value::Table(_)) && !place.steps.is_empty();
    if let Some(rest) = rest.filter(|_| wanted == Wanted::New && in_record) {
        let new = rest.into_iter().fold(place.clone(), |place, name| {
            deeper(&place, Step::Key(name.clone()), name)
        });
        found.push(new);
        return;
    }
    if miss.as_ref().is_none_or(|m| m.depth < depth) {
        let name = match part {
            Part::Any => "*".to_owned(),
            Part::Name(name) => name.clone(),
        };
        *miss = Some(Miss {
            wanted: name,
            within: place.clone(),
            depth,
        });
    }
}

/// The groups that systems may be in.
pub(super) const GROUPS: [&str; 2] = ["core", "common"];

/// What `vendor.ID.cost`, `team.ID.work`, `group.core.work` or `system.ID.available` stands for:
/// values of the procurements (and present contracts) of that vendor, team, group or system. `None`:
/// the path is none of these.
pub(super) fn of_group(draft: &Draft, path: &Path) -> Option<Vec<Path>> {
    let [Part::Name(kind), who, Part::Name(what)] = &path.parts[..] else {
        return None;
    };
    let keys: &[&[&str]] = match what.as_str() {
        "cost" => &[&["cost"], &["extend", "price"]],
        "work" => &[&["work"]],
        "available" => &[&["available"]],
        _ => return None,
    };
    let is = |name: Option<&str>| match who {
        Part::Any => name.is_some(),
        Part::Name(wanted) => name.is_some_and(|n| n.trim() == wanted),
    };
    let list = |key: &str| {
        draft
            .inventory
            .get(key)
            .and_then(Node::array)
            .unwrap_or(&[])
    };
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    let systems: Vec<&Node> = match kind.as_str() {
        "system" => list("system")
            .iter()
            .filter(|s| is(text(s, "id").as_deref()))
            .collect(),
        "group" => list("system")
            .iter()
            .filter(|s| is(Some(text(s, "group").as_deref().unwrap_or("core"))))
            .collect(),
        _ => Vec::new(),
    };
    let ids: Vec<String> = systems.iter().filter_map(|s| text(s, "id")).collect();
    let of_systems = |node: &Node| {
        let named = node.get("systems").and_then(Node::array).unwrap_or(&[]);
        named
            .iter()
            .filter_map(Node::text)
            .any(|id| ids.iter().any(|i| i == id))
    };
    let mut paths = Vec::new();
    let mut take = |record: &str, node: &Node, keys: &[&[&str]]| {
        let Some(id) = text(node, "id") else { return };
        for key in keys {
            let there = key
                .iter()
                .try_fold(node, |node, key| node.get(key))
                .is_some();
            if there {
                let parts = [record, id.trim()].into_iter().chain(key.iter().copied());
                paths.push(Path::of(parts));
            }
        }
    };
    for procurement in list("procurement") {
        let belongs = match kind.as_str() {
            "vendor" | "team" => is(text(procurement, kind).as_deref()),
            "system" | "group" => of_systems(procurement),
            _ => return None,
        };
        if belongs {
            take("procurement", procurement, keys);
        }
    }
    if what == "cost" {
        let theirs: Vec<String> = systems.iter().filter_map(|s| text(s, "contract")).collect();
        for contract in list("contract") {
            let belongs = match kind.as_str() {
                "vendor" => is(text(contract, "vendor").as_deref()),
                _ => text(contract, "id").is_some_and(|id| theirs.contains(&id)),
            };
            if belongs {
                take("contract", contract, &[&["price"], &["extend", "price"]]);
            }
        }
    }
    Some(paths)
}
