//! One file laid over another, key by key.

use super::tree::{Node, Value};
use std::collections::BTreeMap;

/// Lays `over` over `base`: tables merge by key, arrays of tables whose entries have an `id` or a
/// `kind` merge by it, everything else is replaced. The activities of a work stage are one thing:
/// they have an order, so the list is replaced whole.
pub fn overlay(base: &mut Node, over: Node) {
    if matches!(over.value, Value::Broken) {
        return;
    }
    let (span, provenance) = (over.span, over.provenance);
    match (&mut base.value, over.value) {
        (Value::Table(below), Value::Table(above)) => {
            for (key, entry) in above {
                match below.get_mut(&key) {
                    Some(old) => {
                        old.key = entry.key;
                        if *key == *"activity" {
                            old.node = entry.node;
                        } else {
                            overlay(&mut old.node, entry.node);
                        }
                    }
                    None => {
                        below.insert(key, entry);
                    }
                }
            }
        }
        (Value::Array(below), Value::Array(above)) if by_name(below) && by_name(&above) => {
            let mut places: BTreeMap<String, usize> = below
                .iter()
                .enumerate()
                .filter_map(|(i, n)| Some((name(n)?, i)))
                .collect();
            // Two entries of one file with the same name are that file's mistake: both stay.
            let known = below.len();
            for node in above {
                match name(&node)
                    .and_then(|n| places.remove(&n))
                    .filter(|i| *i < known)
                {
                    Some(i) => overlay(&mut below[i], node),
                    None => below.push(node),
                }
            }
        }
        (value, above) => *value = above,
    }
    base.span = span;
    base.provenance = provenance;
}

fn by_name(items: &[Node]) -> bool {
    !items.is_empty() && items.iter().all(|item| name(item).is_some())
}

fn name(node: &Node) -> Option<String> {
    node.get("id")
        .or_else(|| node.get("kind"))
        .and_then(Node::text)
        .map(str::to_owned)
}
