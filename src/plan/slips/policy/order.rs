//! In which order works are placed again when something slips.

use super::{Cutover, Work};
use crate::plan::axis::{Day, NEVER};
use std::collections::BTreeSet;

/// Works in the plan's order of ▲, each after those it waits for; those in a circle together.
pub(super) fn batches(works: &[Work], cutovers: &[Cutover]) -> Vec<Vec<usize>> {
    let mut graph = petgraph::graph::DiGraph::<(), ()>::new();
    let nodes: Vec<_> = works.iter().map(|_| graph.add_node(())).collect();
    for cutover in cutovers {
        for (before, _) in &cutover.after {
            let (from, to) = (cutovers[*before].work, cutover.work);
            if from != to {
                graph.update_edge(nodes[from], nodes[to], ());
            }
        }
    }
    let circles = petgraph::algo::tarjan_scc(&graph);
    let mut of: Vec<usize> = vec![0; works.len()];
    let mut members: Vec<Vec<usize>> = Vec::new();
    for circle in circles {
        let mut all: Vec<usize> = circle.iter().map(|n| n.index()).collect();
        all.sort_by_key(|w| order_of(&works[*w], cutovers, *w));
        for w in &all {
            of[*w] = members.len();
        }
        members.push(all);
    }
    let mut waits: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); members.len()];
    for edge in graph.edge_indices() {
        if let Some((a, b)) = graph.edge_endpoints(edge) {
            let (a, b) = (of[a.index()], of[b.index()]);
            if a != b {
                waits[b].insert(a);
            }
        }
    }
    let key = |b: usize| {
        let all = members[b].iter();
        all.map(|w| order_of(&works[*w], cutovers, *w)).min()
    };
    let mut free: BTreeSet<_> = (0..members.len())
        .filter(|b| waits[*b].is_empty())
        .map(|b| (key(b), b))
        .collect();
    let mut order = Vec::with_capacity(members.len());
    while let Some((_, b)) = free.pop_first() {
        for (other, before) in waits.iter_mut().enumerate() {
            if before.remove(&b) && before.is_empty() {
                free.insert((key(other), other));
            }
        }
        order.push(members[b].clone());
    }
    order
}

/// By what works stand in order: last ▲, ★, place in the inventory.
fn order_of(work: &Work, cutovers: &[Cutover], index: usize) -> (Day, Day, usize) {
    let days = cutovers[work.cutovers.clone()].iter().map(|c| c.planned);
    (days.max().unwrap_or(NEVER), work.start, index)
}
