//! The records of a long list, read on all processors.
//!
//! A list is cut into parts of the same length whatever the number of processors. Each part is read
//! with a context of its own, and what it found is joined to the others in the order of the file:
//! what is found never hangs on who read it.

use super::context::{Context, Doubt};
use super::ids::Record;
use super::kept;
use crate::diag::Sink;
use crate::facts::Facts;
use crate::parallel::{LONG, PART};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one part of a list came to.
struct Part<T> {
    kept: Vec<T>,
    found: Found,
}

/// What reading a part found.
struct Found {
    sink: Sink,
    facts: Facts,
    doubts: Vec<Doubt>,
    business_doubt: bool,
    unread: BTreeSet<super::Kind>,
    used: BTreeSet<(super::Kind, usize)>,
}

/// What `read` makes of each record of a list, but for those whose id was taken.
pub(super) fn records<'t, T: Send>(
    cx: &mut Context<'_>,
    list: &[Record<'t>],
    read: impl Fn(&mut Context<'_>, &Record<'t>) -> Option<T> + Sync + Send,
) -> Vec<T> {
    if list.len() < LONG || cx.trace.is_some() {
        let each = |record| kept(record, read(cx, record));
        return list.iter().filter_map(each).collect();
    }
    let parts: Vec<&[Record<'t>]> = list.chunks(PART).collect();
    let shared = &*cx;
    let done = crate::parallel::map(parts.len(), list.len(), |n| {
        let mut sink = Sink::new();
        let mut part = shared.part(&mut sink);
        let records = parts.get(n).copied().unwrap_or_default();
        // Records are large: a vector that grew with them would touch as much memory again.
        let mut all = Vec::with_capacity(records.len());
        all.extend(records.iter().filter_map(|r| kept(r, read(&mut part, r))));
        let Context {
            facts,
            doubts,
            business_doubt,
            unread,
            used,
            ..
        } = part;
        let found = Found {
            sink,
            facts,
            doubts: doubts.unwrap_or_default(),
            business_doubt,
            unread,
            used,
        };
        Part { kept: all, found }
    });
    let mut all = Vec::with_capacity(list.len());
    for part in done {
        all.extend(part.kept);
        join(cx, part.found);
    }
    all
}

impl Context<'_> {
    /// A context in which a part of a list is read.
    fn part<'p>(&self, sink: &'p mut Sink) -> Context<'p> {
        Context {
            sink,
            facts: Facts::new(),
            as_of: self.as_of,
            ids: Arc::clone(&self.ids),
            torn: self.torn,
            business_doubt: false,
            removed: self.removed.clone(),
            guesses: 0,
            doubts: Some(Vec::new()),
            rates: self.rates.clone(),
            indices: self.indices.clone(),
            unread: BTreeSet::new(),
            used: BTreeSet::new(),
            trace: None,
        }
    }
}

/// Joins what a part found to what was found before it.
fn join(cx: &mut Context<'_>, mut found: Found) {
    for doubt in found.doubts {
        let nearest = cx.nearest(&doubt.id, doubt.kind);
        // What was probably meant is not unused.
        let meant = nearest.as_deref().and_then(|id| cx.ids.get(doubt.kind, id));
        cx.used.extend(meant.map(|ix| (doubt.kind, ix)));
        if let Some(at) = doubt.finding {
            found.sink.suppose(at, &doubt.id, nearest);
        }
    }
    cx.sink.absorb(found.sink);
    cx.business_doubt |= found.business_doubt;
    cx.unread.extend(found.unread);
    cx.used.extend(found.used);
    cx.facts.join(found.facts);
}
