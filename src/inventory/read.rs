//! Texts to a [`Draft`]: what the files say, the city's laid over the built-in ones.

mod limits;
mod merge;
mod provenance;
mod pieces;
mod syntax;
mod table;
mod tree;

pub use merge::overlay;
pub use table::Table;
pub use tree::{Entry, Node, Value};

use super::check::Lints;
use super::objective::Order;
use crate::diag::{Code, Finding, Sink};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::DeTable;
use tree::Planter;

/// Files larger than this are refused.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Values nested more deeply than this are refused.
pub const MAX_NESTING: usize = 32;
/// Files with more tables than this are refused.
pub const MAX_RECORDS: usize = 1_000_000;

/// The built-in files: name and text.
const BUILTIN: [(&str, &str); 4] = [
    (
        "<built-in>/calendar.toml",
        include_str!("../builtin/calendar.toml"),
    ),
    (
        "<built-in>/routes.toml",
        include_str!("../builtin/routes.toml"),
    ),
    (
        "<built-in>/catalogue.toml",
        include_str!("../builtin/catalogue.toml"),
    ),
    ("<built-in>/law.toml", include_str!("../builtin/law.toml")),
];

/// The files of one run; what is absent is as built in.
#[derive(Clone, Copy, Debug)]
pub struct Files {
    /// `systems.toml`
    pub inventory: FileId,
    /// `schedules/calendar.toml`
    pub calendar: Option<FileId>,
    /// `schedules/routes.toml`
    pub routes: Option<FileId>,
    /// `schedules/actuals.toml`
    pub actuals: Option<FileId>,
}

/// What the files say, as written: a tree for each, with a place for every value.
/// [`check`](super::check()) sees nothing but these.
#[derive(Clone, Debug)]
pub struct Draft {
    /// `systems.toml`
    pub inventory: Node,
    /// `calendar.toml`, the city's over the built-in.
    pub calendar: Node,
    /// `routes.toml`, the city's over the built-in.
    pub routes: Node,
    /// The built-in catalogue.
    pub catalogue: Node,
    /// `actuals.toml`
    pub actuals: Node,
    /// A syntax error may have swallowed part of a file: what seems to be missing may be there.
    pub torn: bool,
    /// Places of syntax errors, by file and place: nothing more is said about them.
    pub broken: Vec<Span>,
    /// What the caller wants to have looked into.
    pub lints: Lints,
    /// What a scenario took away, by path, and where it says so.
    pub removed: BTreeMap<String, Span>,
}

impl Draft {
    /// Minds the levels in another order than the inventory says; `file` is where that was asked for.
    pub fn mind(&mut self, order: &Order, file: FileId) {
        let span = Span {
            file,
            start: 0,
            end: 0,
        };
        let node = |value: Value| Node {
            value,
            span,
            provenance: Arc::default(),
        };
        let levels = order.spelt().into_iter().map(|l| node(Value::Text(l)));
        let node = node(Value::Array(levels.collect()));
        if let Value::Table(table) = &mut self.inventory.value {
            table.insert("objective", Entry { key: span, node });
        }
    }
}

/// Reads all files and the built-in ones; syntax errors are pushed, what is left of such a file
/// is still in the draft.
pub fn read(sources: &mut Sources, files: &Files, sink: &mut Sink) -> Draft {
    let [calendar, routes, catalogue, law] = BUILTIN.map(|(name, text)| {
        let known = sources
            .iter()
            .find(|(_, s)| s.builtin && s.name == name)
            .map(|(id, _)| id);
        known.unwrap_or_else(|| sources.add_builtin(name, text))
    });
    let (mut torn, mut broken) = (false, Vec::new());
    let mut tree =
        |file: FileId, sink: &mut Sink| plant(sources, file, sink, &mut torn, &mut broken);
    let inventory = tree(files.inventory, sink);
    let catalogue = tree(catalogue, sink);
    let mut calendar = tree(calendar, sink);
    let mut routes = tree(routes, sink);
    // The law of budgets and contracts is part of the calendar, in a file of its own.
    overlay(&mut calendar, tree(law, sink));
    if let Some(file) = files.calendar {
        overlay(&mut calendar, tree(file, sink));
    }
    if let Some(file) = files.routes {
        overlay(&mut routes, tree(file, sink));
    }
    let actuals = match files.actuals {
        Some(file) => tree(file, sink),
        None => Node::empty(files.inventory),
    };
    broken.sort_unstable();
    Draft {
        inventory,
        calendar,
        routes,
        catalogue,
        actuals,
        torn,
        broken,
        lints: Lints {
            builtin: sources
                .iter()
                .filter_map(|(id, s)| s.builtin.then_some(id))
                .collect(),
            ..Lints::default()
        },
        removed: BTreeMap::new(),
    }
}

/// One file as a tree.
pub(super) fn plant(
    sources: &Sources,
    file: FileId,
    sink: &mut Sink,
    torn: &mut bool,
    places: &mut Vec<Span>,
) -> Node {
    let text = &sources.get(file).text;
    let mut root = Node::empty(file);
    if let Some(finding) = limits::refuse(file, text) {
        sink.push(finding);
        *torn = true;
        return root;
    }
    let mut records = 0;
    if let Some((table, count)) = pieces::plant(file, text) {
        root.value = Value::Table(table);
        records = count;
    } else {
        let (mut table, mut errors) = DeTable::parse_recoverable(text);
        let blanked = syntax::blanked(text, &errors);
        if let Some(blanked) = &blanked {
            let (rest, more) = DeTable::parse_recoverable(blanked);
            table = rest;
            errors.retain(syntax::is_fatal);
            errors.extend(more);
        }
        let damage = syntax::report(file, text, &errors, sink);
        *torn |= damage.torn;
        let broken = damage.places;
        places.extend(broken.iter().map(|r| Span {
            file,
            start: r.start,
            end: r.end,
        }));
        let mut planter = Planter::new(file, 0, &broken);
        root.value = Value::Table(planter.table(table.into_inner(), 0));
        if let Some(span) = planter.too_deep {
            sink.push(
                Finding::new(Code::TooLarge, span)
                    .variant("nesting")
                    .arg("most", MAX_NESTING),
            );
            *torn = true;
        }
        records += planter.records;
    }
    if records > MAX_RECORDS {
        sink.push(
            Finding::new(
                Code::TooLarge,
                Span {
                    file,
                    start: 0,
                    end: 0,
                },
            )
            .variant("records")
            .arg("most", MAX_RECORDS)
            .arg("count", records),
        );
        *torn = true;
        return Node::empty(file);
    }
    provenance::hand_down(&mut root, &provenance::assumed(), sink);
    root
}
