//! What all checks share: where findings and facts go, and which ids there are.

use super::ids::{Ids, Record};
use crate::calendar::Date;
use crate::diag::{Code, Finding, Sink, closest};
use crate::facts::{Fact, Facts, segment};
use crate::inventory::read::{Node, Value};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use super::ids::Kind;
use super::trace::{Shape, Trace};

/// One run of the checks.
pub(super) struct Context<'s> {
    pub(super) sink: &'s mut Sink,
    pub(super) facts: Facts,
    pub(super) as_of: Date,
    /// Shared with those that read parts of a long list.
    pub(super) ids: Arc<Ids>,
    /// A syntax error may have swallowed part of a file.
    pub(super) torn: bool,
    /// Some name of a business could not be read: which are served is not known.
    pub(super) business_doubt: bool,
    /// What a scenario took away.
    pub(super) removed: BTreeMap<String, Span>,
    /// How many names may still be compared with wrong ones.
    pub(super) guesses: usize,
    /// Where a part of a long list is read: names that are still to be compared with wrong ones.
    pub(super) doubts: Option<Vec<Doubt>>,
    /// Yen for a unit of each currency.
    pub(super) rates: super::currency::Rates,
    /// Price indices in the order of the file.
    pub(super) indices: Vec<crate::inventory::PriceIndex>,
    /// Kinds to which a reference could not be read: what seems to be unused may not be.
    pub(super) unread: BTreeSet<Kind>,
    /// What something refers to.
    pub(super) used: BTreeSet<(Kind, usize)>,
    /// What is asked of each value, where somebody wants to know.
    pub(super) trace: Option<Trace>,
}

/// An id that nothing has, to be compared with those that there are.
pub(super) struct Doubt {
    /// Which of the findings names it; `None`: it is not told.
    pub(super) finding: Option<usize>,
    pub(super) id: String,
    pub(super) kind: Kind,
}

impl Context<'_> {
    /// The ids, to be added to.
    pub(super) fn ids_mut(&mut self) -> &mut Ids {
        Arc::make_mut(&mut self.ids)
    }

    /// Gives the records of a list their indices, from `first` on; doubles are reported.
    pub(super) fn enrol<'t>(
        &mut self,
        kind: Kind,
        list: Option<&'t Node>,
        first: usize,
    ) -> Vec<Record<'t>> {
        Arc::make_mut(&mut self.ids).enrol(kind, list, first, self.sink)
    }

    /// Notes what a value is taken for.
    pub(super) fn saw(&mut self, node: &Node, shape: impl FnOnce() -> Shape) {
        if let Some(trace) = &mut self.trace {
            trace.value(node, shape());
        }
    }

    /// Records a fact.
    pub(super) fn fact(&mut self, path: String, value: String, node: &Node) {
        let fact = Fact {
            value,
            provenance: node.provenance.clone(),
            span: node.span,
        };
        self.facts.insert(&path, fact);
    }

    /// Where a fact is written, else `otherwise`.
    pub(super) fn span_of(&self, path: &str, otherwise: Span) -> Span {
        self.facts.get(path).map_or(otherwise, |fact| fact.span)
    }

    /// Reports that a value is of another type than `expected` (a word of `diag.ftl`).
    pub(super) fn wrong_type(&mut self, node: &Node, path: &str, expected: &'static str) {
        if node.value == Value::Broken {
            return;
        }
        // The key that people wrote, not the number of an element of its list.
        let named = |part: &&str| part.parse::<usize>().is_err();
        let key = path.rsplit('.').find(named).unwrap_or_default();
        let finding = Finding::new(Code::WrongType, node.span)
            .arg("key", key)
            .arg("expected", expected);
        self.sink.push(if path.is_empty() {
            finding
        } else {
            finding.path(path)
        });
    }

    /// Reports that something is absent, unless a syntax error may have swallowed it.
    pub(super) fn push_absence(&mut self, finding: Finding) {
        if !self.torn {
            self.sink.push(finding);
        }
    }

    /// The id that was probably meant; `None` also when too many names were compared already, or
    /// they are compared when the part of a list is joined to the others. The finding that names it
    /// is the next to be pushed.
    pub(super) fn nearest(&mut self, id: &str, kind: Kind) -> Option<String> {
        if let Some(doubts) = &mut self.doubts {
            doubts.push(Doubt {
                finding: (!self.torn).then(|| self.sink.findings().len()),
                id: id.to_owned(),
                kind,
            });
            return None;
        }
        let many = self.ids.count(kind);
        self.guesses = self.guesses.checked_sub(many)?;
        closest(id, self.ids.names(kind)).map(str::to_owned)
    }

    /// The index behind the id that `node` holds; an unknown one is reported.
    pub(super) fn resolve(&mut self, node: &Node, path: &str, kind: Kind) -> Option<usize> {
        self.saw(node, || Shape::Reference(kind.name()));
        let Value::Text(text) = &node.value else {
            self.wrong_type(node, path, "text");
            self.unread.insert(kind);
            return None;
        };
        let id = text.trim();
        if let Some(ix) = self.ids.get(kind, id) {
            self.used.insert((kind, ix));
            return Some(ix);
        }
        let mut finding = Finding::new(Code::UnknownId, node.span)
            .arg("id", id)
            .arg("kind", kind.name())
            .path(path);
        // Few can be chosen from, and most of them are built in.
        if matches!(kind, Kind::Bridge | Kind::Target | Kind::Platform) {
            let known: Vec<&str> = self.ids.names(kind).take(20).collect();
            finding = finding.variant("choice").arg("known", known.join(", "));
        }
        let path = format!("{}.{}", kind.name(), segment(id));
        if let Some(taken) = self.removed.get(&path) {
            finding = finding.label(*taken, "label-removed");
        } else {
            finding.nearest = self.nearest(id, kind);
        }
        // What was probably meant is not unused.
        let meant = finding
            .nearest
            .as_deref()
            .and_then(|id| self.ids.get(kind, id));
        self.used.extend(meant.map(|ix| (kind, ix)));
        self.push_absence(finding);
        None
    }
}
