//! Where the systems of a drawn graph lie: in columns from what goes first to what goes last, links
//! over several columns on rows of their own between the others.

use super::Graph;
use std::collections::BTreeMap;

/// A place in a column: a system, or a link that passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Slot {
    Node(usize),
    /// Link, by its place among the edges.
    Pass(usize),
}

/// Columns from left to right, each from top to bottom.
pub(in crate::render) struct Layers {
    pub(in crate::render) columns: Vec<Vec<Slot>>,
    /// Systems without links, which lie below.
    pub(in crate::render) alone: Vec<usize>,
}

/// How often the columns are put in order.
const SWEEPS: usize = 8;

impl Layers {
    pub(in crate::render) fn of(graph: &Graph) -> Layers {
        let (layer, ends) = (layers(graph), Ends::of_all(graph));
        let linked = |n: usize| {
            let slot = Slot::Node(n);
            !ends.of(slot, true).is_empty() || !ends.of(slot, false).is_empty()
        };
        let (tied, alone): (Vec<usize>, Vec<usize>) =
            (0..graph.nodes.len()).partition(|n| linked(*n));
        let deepest = tied.iter().filter_map(|n| layer.get(*n)).max();
        let mut columns: Vec<Vec<Slot>> = vec![Vec::new(); deepest.map_or(0, |d| d + 1)];
        for n in &tied {
            if let Some(column) = layer.get(*n).and_then(|l| columns.get_mut(*l)) {
                column.push(Slot::Node(*n));
            }
        }
        for (n, edge) in graph.edges.iter().enumerate() {
            let of = |node: usize| layer.get(node).copied().unwrap_or(0);
            let (from, to) = (of(edge.from), of(edge.to));
            for column in columns.iter_mut().take(to).skip(from + 1) {
                column.push(Slot::Pass(n));
            }
        }
        let mut layers = Layers { columns, alone };
        for sweep in 0..SWEEPS {
            layers.sort(graph, &ends, sweep % 2 == 0);
        }
        layers
    }

    /// Puts each column in the order of the middle of what its slots are tied to in the column
    /// before (or after).
    fn sort(&mut self, graph: &Graph, ends: &Ends, forth: bool) {
        let count = self.columns.len();
        for step in 1..count {
            let at = if forth { step } else { count - 1 - step };
            let beside = if forth { at.wrapping_sub(1) } else { at + 1 };
            let (Some(column), Some(other)) = (self.columns.get(at), self.columns.get(beside))
            else {
                continue;
            };
            let index = index(other);
            let mut keyed: Vec<(usize, usize, Slot)> = column
                .iter()
                .enumerate()
                .map(|(n, slot)| {
                    let edges = ends.of(*slot, !forth);
                    let places: Vec<usize> = edges
                        .iter()
                        .filter_map(|edge| found(graph, &index, *edge, !forth))
                        .map(|place| place * 1_000)
                        .collect();
                    let middle = match places.len() {
                        0 => n * 1_000,
                        many => places.iter().sum::<usize>() / many,
                    };
                    (middle, n, *slot)
                })
                .collect();
            keyed.sort_by_key(|(middle, n, _)| (*middle, *n));
            if let Some(column) = self.columns.get_mut(at) {
                *column = keyed.into_iter().map(|(.., slot)| slot).collect();
            }
        }
    }
}

/// Where each slot of a column is.
pub(in crate::render) fn index(column: &[Slot]) -> BTreeMap<Slot, usize> {
    column
        .iter()
        .enumerate()
        .map(|(n, slot)| (*slot, n))
        .collect()
}

/// Where a link goes on in a column: to the row that it passes on, or to its end (`leaving`: to
/// where it leads, else to where it comes from).
pub(in crate::render) fn found(
    graph: &Graph,
    index: &BTreeMap<Slot, usize>,
    edge: usize,
    leaving: bool,
) -> Option<usize> {
    let link = graph.edges.get(edge)?;
    let end = if leaving { link.to } else { link.from };
    let pass = index.get(&Slot::Pass(edge));
    pass.or_else(|| index.get(&Slot::Node(end))).copied()
}

/// The links of each system.
pub(in crate::render) struct Ends {
    leaving: Vec<Vec<usize>>,
    arriving: Vec<Vec<usize>>,
}

impl Ends {
    pub(in crate::render) fn of_all(graph: &Graph) -> Ends {
        let mut leaving = vec![Vec::new(); graph.nodes.len()];
        let mut arriving = leaving.clone();
        for (n, edge) in graph.edges.iter().enumerate() {
            if let Some(list) = leaving.get_mut(edge.from) {
                list.push(n);
            }
            if let Some(list) = arriving.get_mut(edge.to) {
                list.push(n);
            }
        }
        Ends { leaving, arriving }
    }

    /// The links that leave or arrive at a slot.
    pub(in crate::render) fn of(&self, slot: Slot, leaving: bool) -> Vec<usize> {
        match slot {
            Slot::Pass(edge) => vec![edge],
            Slot::Node(node) => {
                let lists = if leaving {
                    &self.leaving
                } else {
                    &self.arriving
                };
                lists.get(node).cloned().unwrap_or_default()
            }
        }
    }
}

/// The column of each system: one after the last of those that go first. What runs in a circle
/// stops growing after as many rounds as there are systems.
fn layers(graph: &Graph) -> Vec<usize> {
    let mut layer = vec![0usize; graph.nodes.len()];
    for _ in 0..graph.nodes.len().min(64) {
        let mut moved = false;
        for edge in &graph.edges {
            let first = layer.get(edge.from).copied().unwrap_or(0);
            if let Some(after) = layer.get_mut(edge.to).filter(|l| **l <= first) {
                *after = first + 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    layer
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, Node};
    use super::*;
    use crate::chart::LinkLook;

    fn graph(count: usize, links: &[(usize, usize)]) -> Graph {
        let node = |n: usize| Node {
            id: n.to_string(),
            lines: vec![n.to_string()],
            critical: false,
            bad: false,
            common: false,
        };
        let edge = |(from, to): &(usize, usize)| Edge {
            from: *from,
            to: *to,
            look: LinkLook::Hard,
            label: String::new(),
            critical: false,
        };
        Graph {
            title: String::new(),
            nodes: (0..count).map(node).collect(),
            edges: links.iter().map(edge).collect(),
        }
    }

    #[test]
    fn who_goes_first_lies_left_and_long_links_have_rows_of_their_own() {
        let layers = Layers::of(&graph(5, &[(0, 1), (1, 2), (0, 2)]));
        assert_eq!(layers.alone, [3, 4]);
        assert_eq!(layers.columns[0], [Slot::Node(0)]);
        assert_eq!(layers.columns[2], [Slot::Node(2)]);
        assert!(layers.columns[1].contains(&Slot::Pass(2)));
    }

    #[test]
    fn a_circle_is_laid_out_all_the_same() {
        let layers = Layers::of(&graph(2, &[(0, 1), (1, 0)]));
        let nodes = layers.columns.iter().flatten();
        assert_eq!(nodes.filter(|s| matches!(s, Slot::Node(_))).count(), 2);
    }
}
