//! What-ifs: named changes to the inventory and to the rules, laid over a [`Draft`] before it is
//! checked, so that what they lead to is checked like everything else.
//!
//! A [`Change`] names what it changes by its path (`contract.tax-2016.ends`), the grammar of all
//! paths here. Changes come from `schedules/scenarios/*.toml` ([`read`]), from the command line
//! ([`typed`]) or from a program ([`Change::set`]).

mod amount;
mod apply;
mod file;
mod lineage;
mod path;
mod place;
mod typed;

pub use amount::{Ratio, Shift};
pub use apply::{Effect, Written, apply};
pub use file::read;
pub use lineage::in_order;
pub use path::{Part, Path};
pub use typed::{Typed, split_typed, typed};

pub(in crate::inventory) use amount::same as same_value;
pub(in crate::inventory) use apply::{missing, node};
pub(in crate::inventory) use file::path_of;
pub(in crate::inventory) use place::{Place, Root, Step, Wanted, find};

use super::read::{Draft, Node};
use crate::diag::Sink;
use crate::facts::Provenance;
use crate::source::{At, FileId, Span};
use std::sync::Arc;

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it changes.
    pub path: Path,
    /// Where the path is written.
    pub at: Span,
    /// How.
    pub action: Action,
    /// Where the new value is written.
    pub value_at: Span,
    /// Who vouches for it.
    pub provenance: Arc<Provenance>,
}

/// How a value is changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// It becomes this.
    Set(Node),
    /// These are added to the list.
    Append(Vec<Node>),
    /// It is taken away.
    Remove,
    /// A day moves.
    Shift(Shift),
    /// Yen or a length of time is multiplied.
    Scale(Ratio),
}

impl Change {
    /// A value for a path, as a program tries it.
    pub fn set(path: Path, value: Node) -> Change {
        Change {
            path,
            at: value.span,
            value_at: value.span,
            provenance: value.provenance.clone(),
            action: Action::Set(value),
        }
    }
}

/// One file of `schedules/scenarios`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The file's name without its end.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Why anybody asks.
    pub reason: String,
    /// The scenario that this one goes on from.
    pub parent: Option<At<String>>,
    /// Its own changes, in the order in which they are made.
    pub changes: Vec<Change>,
    /// The file.
    pub file: FileId,
    /// As in [`Draft`].
    pub(super) torn: bool,
    pub(super) broken: Vec<Span>,
}

impl Scenario {
    /// Lays the scenario over a draft.
    pub fn lay_over(&self, draft: &mut Draft, sink: &mut Sink) -> Vec<Effect> {
        draft.torn |= self.torn;
        draft.broken.extend(&self.broken);
        draft.broken.sort_unstable();
        apply(draft, &self.changes, sink)
    }
}

/// A draft with some values changed; what a change does not find is left as it is. Nothing is read
/// again, so that many may be tried.
pub fn what_if(draft: &Draft, changes: &[Change]) -> Draft {
    let mut draft = draft.clone();
    apply(&mut draft, changes, &mut Sink::new());
    draft
}
