//! What a scenario says of itself.

use super::context::Context;
use super::fields::read_record;
use super::trace::Trace;
use crate::calendar::Date;
use crate::diag::Sink;
use crate::facts::Facts;
use crate::inventory::read::Node;
use crate::source::At;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Name, reason and parent.
#[derive(Default)]
pub(in crate::inventory) struct Header {
    pub(in crate::inventory) name: Option<String>,
    pub(in crate::inventory) reason: Option<String>,
    pub(in crate::inventory) parent: Option<At<String>>,
}

/// Reads the keys that are no changes; any other key is reported.
pub(in crate::inventory) fn scenario_header(node: &Node, torn: bool, sink: &mut Sink) -> Header {
    header(node, torn, sink, None).0
}

/// What is asked of a scenario.
pub(in crate::inventory) fn scenario_traced(node: &Node) -> Trace {
    let trace = header(node, false, &mut Sink::new(), Some(Trace::default())).1;
    trace.unwrap_or_default()
}

fn header(
    node: &Node,
    torn: bool,
    sink: &mut Sink,
    trace: Option<Trace>,
) -> (Header, Option<Trace>) {
    let mut cx = Context {
        sink,
        facts: Facts::new(),
        as_of: Date::default(),
        ids: Arc::default(),
        torn,
        business_doubt: false,
        removed: BTreeMap::new(),
        guesses: 0,
        doubts: None,
        rates: super::currency::Rates::new(),
        indices: Vec::new(),
        unread: BTreeSet::new(),
        used: BTreeSet::new(),
        trace,
    };
    let header = read_record(&mut cx, node, String::new(), |f| {
        f.number("schema", 1, 1);
        f.require(&["reason"]);
        let name = f.text("name");
        let reason = f.text("reason");
        let span = f.span_of("parent");
        let parent = f.text("parent").map(|id| At::new(id, span));
        for key in ["remove", "add", "change", "shift", "scale"] {
            f.node(key);
        }
        Header {
            name,
            reason,
            parent,
        }
    })
    .unwrap_or_default();
    (header, cx.trace)
}
