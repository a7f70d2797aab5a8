//! Hard links that lead back to where they began: none of the systems could go first.

use super::context::Context;
use super::systems::Written;
use crate::diag::{Code, Finding, Label};
use crate::inventory::LinkKind;
use crate::source::Span;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use std::collections::{BTreeMap, VecDeque};

/// Reports each knot of hard links once, with one whole way round. Systems that must change
/// together count as one.
pub(super) fn check(cx: &mut Context<'_>, systems: &[Written]) {
    let mut groups: UnionFind<usize> = UnionFind::new(systems.len());
    let links = || {
        systems
            .iter()
            .enumerate()
            .flat_map(|(from, written)| written.system.links.iter().map(move |link| (from, link)))
    };
    for (from, link) in links().filter(|(_, l)| l.kind == LinkKind::Together) {
        if link.system.0 < systems.len() {
            groups.union(from, link.system.0);
        }
    }
    let mut graph: DiGraph<usize, (usize, usize, Span)> = DiGraph::new();
    let mut nodes: BTreeMap<usize, NodeIndex> = BTreeMap::new();
    for (from, link) in links().filter(|(_, l)| l.kind == LinkKind::Hard) {
        let to = link.system.0;
        if to >= systems.len() {
            continue;
        }
        let (a, b) = (groups.find(from), groups.find(to));
        // Inside a group the link asks for what the group gives: the same day.
        if a != b {
            let a = *nodes.entry(a).or_insert_with(|| graph.add_node(a));
            let b = *nodes.entry(b).or_insert_with(|| graph.add_node(b));
            graph.add_edge(a, b, (from, to, link.span));
        }
    }
    for knot in kosaraju_scc(&graph) {
        if knot.len() < 2 {
            continue;
        }
        let way = shortest_way_round(&graph, &knot);
        let Some((_, _, first)) = way.first() else {
            continue;
        };
        let name = |ix: usize| systems.get(ix).map_or("", |w| w.system.id.as_str());
        let mut round: Vec<&str> = Vec::new();
        for (from, to, _) in &way {
            // Within a group the way jumps from one member to the other.
            if round.last() != Some(&name(*from)) {
                round.push(name(*from));
            }
            round.push(name(*to));
        }
        if round.first() != round.last() {
            round.push(name(way[0].0));
        }
        let mut finding = Finding::new(Code::LinkCycle, *first)
            .arg("way", round.join(" → "))
            .path(format!(
                "system.{}.after",
                crate::facts::segment(name(way[0].0))
            ));
        for (_, to, span) in way.iter().skip(1).take(9) {
            let args = vec![("id", name(*to).to_owned())];
            finding.labels.push(Label {
                span: *span,
                key: "label-cycle-next",
                args,
            });
        }
        cx.sink.push(finding);
    }
}

/// The links of a shortest cycle through the knot's first node in the file.
fn shortest_way_round(
    graph: &DiGraph<usize, (usize, usize, Span)>,
    knot: &[NodeIndex],
) -> Vec<(usize, usize, Span)> {
    let inside: std::collections::BTreeSet<NodeIndex> = knot.iter().copied().collect();
    let Some(start) = knot.iter().copied().min_by_key(|node| graph[*node]) else {
        return Vec::new();
    };
    let mut came: BTreeMap<NodeIndex, (NodeIndex, (usize, usize, Span))> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut next: Vec<_> = graph.edges(node).collect();
        next.sort_by_key(|edge| *edge.weight());
        for edge in next {
            use petgraph::visit::EdgeRef;
            let to = edge.target();
            if to == start {
                let mut way = vec![*edge.weight()];
                let mut at = node;
                while at != start {
                    let Some((before, link)) = came.get(&at) else {
                        break;
                    };
                    way.push(*link);
                    at = *before;
                }
                way.reverse();
                return way;
            }
            if inside.contains(&to) && !came.contains_key(&to) {
                came.insert(to, (node, *edge.weight()));
                queue.push_back(to);
            }
        }
    }
    Vec::new()
}
