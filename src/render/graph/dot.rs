//! GraphViz. Names of nodes are the ids of systems, so that other programs can find them.

use super::{Edge, Graph, Node};
use crate::chart::LinkLook;
use crate::font::FAMILY;
use crate::report::clean;
use std::collections::BTreeSet;

pub(super) fn write(graph: &Graph) -> String {
    let ids = ids(graph);
    let id = |n: usize| ids.get(n).map_or("", String::as_str);
    let mut out = String::from("digraph ikou {\n");
    out += &format!(
        "  graph [rankdir=LR, fontname=\"{FAMILY}\", labelloc=t, label={}];\n",
        quoted(&graph.title)
    );
    out += &format!(
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f6f8fb\", color=\"#5b6778\", \
         fontname=\"{FAMILY}\", fontsize=11];\n"
    );
    out += &format!("  edge [color=\"#5e4a8c\", fontname=\"{FAMILY}\", fontsize=9];\n");
    for (n, node) in graph
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| !node.common)
    {
        out += &format!("  {} {};\n", id(n), attributes(node));
    }
    if graph.nodes.iter().any(|node| node.common) {
        out += "  subgraph cluster_common {\n    style=dashed; color=\"#5b6778\"; label=\"\";\n";
        for (n, node) in graph
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.common)
        {
            out += &format!("    {} {};\n", id(n), attributes(node));
        }
        out += "  }\n";
    }
    for edge in &graph.edges {
        out += &format!(
            "  {} -> {} {};\n",
            id(edge.from),
            id(edge.to),
            strokes(edge)
        );
    }
    out += "}\n";
    out
}

/// The ids, quoted, each once: two that differ only in what cannot be shown are numbered.
fn ids(graph: &Graph) -> Vec<String> {
    let mut used = BTreeSet::new();
    let mut ids = Vec::new();
    for node in &graph.nodes {
        let plain = clean(&node.id);
        let mut id = plain.clone();
        let mut n = 2;
        while !used.insert(id.clone()) {
            id = format!("{plain}#{n}");
            n += 1;
        }
        ids.push(quoted(&id));
    }
    ids
}

fn attributes(node: &Node) -> String {
    let lines: Vec<String> = node.lines.iter().map(|line| escaped(line)).collect();
    let mut text = format!("[label=\"{}\"", lines.join("\\n"));
    if node.bad {
        text += ", fillcolor=\"#fde8e6\", color=\"#c01620\", fontcolor=\"#c01620\"";
    }
    if node.critical {
        text += ", penwidth=3";
    }
    text + "]"
}

fn strokes(edge: &Edge) -> String {
    let style = match edge.look {
        LinkLook::Hard => "style=solid",
        LinkLook::Soft => "style=dashed, arrowhead=empty",
        LinkLook::Together => "style=bold, dir=none, constraint=false",
    };
    let width = if edge.critical { ", penwidth=3" } else { "" };
    format!("[{style}, label=\"{}\"{width}]", escaped(&edge.label))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// GraphViz reads escapes and HTML entities inside quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
}
