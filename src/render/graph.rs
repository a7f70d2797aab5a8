//! What depends on what: systems and the links between them, as text for GraphViz or Mermaid,
//! or as a picture.

mod dot;
pub(super) mod layers;
mod mermaid;

use super::svg::network;
use super::{Format, Options, RenderError, picture};
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
    /// A picture.
    Svg,
    /// The same picture in dots.
    Png,
    /// The same picture as a page.
    Pdf,
}

impl GraphFormat {
    /// Every format.
    pub const ALL: [GraphFormat; 5] = [
        GraphFormat::Dot,
        GraphFormat::Mermaid,
        GraphFormat::Svg,
        GraphFormat::Png,
        GraphFormat::Pdf,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            GraphFormat::Dot => "dot",
            GraphFormat::Mermaid => "mermaid",
            GraphFormat::Svg => "svg",
            GraphFormat::Png => "png",
            GraphFormat::Pdf => "pdf",
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
    let picture = match format {
        GraphFormat::Dot => return Ok(dot::write(&graph).into_bytes()),
        GraphFormat::Mermaid => return Ok(mermaid::write(&graph).into_bytes()),
        GraphFormat::Svg => Format::Svg,
        GraphFormat::Png => Format::Png,
        GraphFormat::Pdf => Format::Pdf,
    };
    let drawing = network::draw(&graph, options.lang)?;
    picture::page(&drawing, picture, &graph.title, options)
}

/// Nodes and edges with their words, before any format.
pub(super) struct Graph {
    pub(super) title: String,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

pub(super) struct Node {
    /// Id of the system.
    pub(super) id: String,
    /// Name; cutover and slack; notes.
    pub(super) lines: Vec<String>,
    pub(super) critical: bool,
    pub(super) bad: bool,
    /// A common function, no row of the roadmap.
    pub(super) common: bool,
}

pub(super) struct Edge {
    /// Index of the node that goes first.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) look: LinkLook,
    pub(super) label: String,
    /// Both ends have the least slack.
    pub(super) critical: bool,
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
