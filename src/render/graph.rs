//! What depends on what: systems and the links between them, as text for GraphViz or Mermaid.

mod dot;
mod mermaid;

use super::{Options, RenderError};
use crate::calendar::Date;
use crate::chart::LinkLook;
use crate::plan::Plan;
use crate::report::{self, wording};
use crate::words::say;

/// A format of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GraphFormat {
    /// For GraphViz.
    Dot,
    /// A Mermaid flowchart, for Markdown pages.
    Mermaid,
}

impl GraphFormat {
    /// Every format.
    pub const ALL: [GraphFormat; 2] = [GraphFormat::Dot, GraphFormat::Mermaid];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            GraphFormat::Dot => "dot",
            GraphFormat::Mermaid => "mermaid",
        }
    }

    /// Reads a name as `--format` takes it.
    pub fn parse(name: &str) -> Option<GraphFormat> {
        let name = name.trim().to_ascii_lowercase();
        GraphFormat::ALL
            .into_iter()
            .find(|format| format.name() == name)
    }
}

/// The systems of a plan and what links them.
pub fn graph(plan: &Plan, format: GraphFormat, options: &Options) -> Result<Vec<u8>, RenderError> {
    let graph = Graph::of(plan, options);
    let text = match format {
        GraphFormat::Dot => dot::write(&graph),
        GraphFormat::Mermaid => mermaid::write(&graph),
    };
    Ok(text.into_bytes())
}

/// Nodes and edges with their words, before any format.
struct Graph {
    title: String,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

struct Node {
    /// Id of the system.
    id: String,
    /// Name; cutover and slack; notes.
    lines: Vec<String>,
    critical: bool,
    bad: bool,
    /// A common function, no row of the roadmap.
    common: bool,
}

struct Edge {
    /// Index of the node that goes first.
    from: usize,
    to: usize,
    look: LinkLook,
    label: String,
    /// Both ends have the least slack.
    critical: bool,
}

impl Graph {
    fn of(plan: &Plan, options: &Options) -> Graph {
        let lang = options.lang;
        let nodes: Vec<Node> = plan
            .systems
            .iter()
            .map(|system| {
                let last = system
                    .milestones
                    .iter()
                    .filter(|m| m.kind == "cutover")
                    .map(|m| m.date);
                let cutover: Option<Date> = last.max();
                let slack = system.slack_days.to_string();
                let when = match cutover {
                    Some(date) => {
                        let args = [("date", date.to_string()), ("n", slack)];
                        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
                        say(lang, "report-graph-slack", &args)
                    }
                    None => say(lang, "report-graph-no-cutover", &[]),
                };
                let notes: Vec<String> = report::notes(plan, system, lang)
                    .into_iter()
                    .map(|(_, note)| note)
                    .collect();
                let mut lines = vec![wording::name_or_id(&system.name, &system.id), when];
                if !notes.is_empty() {
                    lines.push(notes.join("  "));
                }
                Node {
                    id: system.id.clone(),
                    lines,
                    critical: system.critical,
                    bad: report::system_is_bad(plan, system),
                    common: system.group == "common",
                }
            })
            .collect();
        let node = |id: &str| nodes.iter().position(|node| node.id == id);
        let edges = plan
            .links
            .iter()
            .filter_map(|link| {
                let (from, to) = (node(&link.from)?, node(&link.to)?);
                let (look, key) = match link.kind.as_str() {
                    "soft" => (LinkLook::Soft, "report-graph-soft"),
                    "together" => (LinkLook::Together, "report-graph-together"),
                    _ => (LinkLook::Hard, "report-graph-hard"),
                };
                let mut label = say(lang, key, &[]);
                if link.interface_days > 0 {
                    let days = say(
                        lang,
                        "report-days",
                        &[("n", &link.interface_days.to_string())],
                    );
                    label = format!("{label} {days}");
                }
                let critical = |n: usize| nodes.get(n).is_some_and(|node| node.critical);
                Some(Edge {
                    from,
                    to,
                    look,
                    label,
                    critical: critical(from) && critical(to),
                })
            })
            .collect();
        let name = report::clean(&plan.municipality.name);
        Graph {
            title: say(lang, "report-graph-title", &[("name", &name)]),
            nodes,
            edges,
        }
    }
}
