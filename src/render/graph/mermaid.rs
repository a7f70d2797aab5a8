//! A Mermaid flowchart.

use super::Graph;
use crate::chart::LinkLook;

pub(super) fn write(graph: &Graph) -> String {
    let mut out = String::from("flowchart LR\n");
    for (n, node) in graph.nodes.iter().enumerate() {
        let lines: Vec<String> = node.lines.iter().map(|line| escaped(line)).collect();
        // Names of nodes are numbers: an id such as `end` would end the chart.
        out += &format!("  s{n}[\"{}\"]\n", lines.join("<br/>"));
    }
    for edge in &graph.edges {
        let (from, to, label) = (edge.from, edge.to, escaped(&edge.label));
        out += &match edge.look {
            LinkLook::Hard => format!("  s{from} -->|\"{label}\"| s{to}\n"),
            LinkLook::Soft => format!("  s{from} -.->|\"{label}\"| s{to}\n"),
            LinkLook::Together => format!("  s{from} ===|\"{label}\"| s{to}\n"),
        };
    }
    out += "  classDef critical stroke-width:4px\n";
    out += "  classDef bad fill:#fde8e6,stroke:#c01620,color:#c01620\n";
    for (class, of) in [
        (
            "critical",
            graph
                .nodes
                .iter()
                .map(|node| node.critical)
                .collect::<Vec<_>>(),
        ),
        ("bad", graph.nodes.iter().map(|node| node.bad).collect()),
    ] {
        let names: Vec<String> = of
            .iter()
            .enumerate()
            .filter(|(_, is)| **is)
            .map(|(n, _)| format!("s{n}"))
            .collect();
        if !names.is_empty() {
            out += &format!("  class {} {class}\n", names.join(","));
        }
    }
    let critical: Vec<String> = graph
        .edges
        .iter()
        .enumerate()
        .filter(|(_, edge)| edge.critical)
        .map(|(n, _)| n.to_string())
        .collect();
    if !critical.is_empty() {
        out += &format!("  linkStyle {} stroke-width:4px\n", critical.join(","));
    }
    out
}

/// Mermaid reads markup, entities and Markdown inside quotes: what could be any of these becomes an
/// entity of its own kind.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '#' | '"' | '&' | '<' | '>' | '`' | '\\' | '*' | '_' | '~' | '[' | ']' | '|' | '{'
            | '}' | ';' => {
                out += &format!("#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
