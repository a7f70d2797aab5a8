//! What depends on what, as a picture: boxes in columns from left to right, arrows along the lanes
//! between them. The page is as large as it must be.

use super::super::RenderError;
use super::super::graph::layers::{Ends, Layers, Slot, found, index};
use super::super::graph::{Graph, Node};
use super::canvas::{Anchor, Canvas, Drawing, Drawn, Ink};
use super::colours::{self, ALARM, AMBER, LINK, RED, SOFT, STRIPE, TEXT, WHITE};
use super::links::{Side, head};
use super::place::wrapped;
use crate::chart::LinkLook;
use crate::words::{Lang, say};
use std::collections::BTreeMap;

const MARGIN: i32 = 1_000;
const BOX: i32 = 6_800;
const HIGH: i32 = 1_620;
/// White below a box, height of a passing link, from one end of a link to the next.
const BELOW: i32 = 420;
const PASS: i32 = 460;
const PORT: i32 = 340;
/// From arrow to arrow in a lane; room of a label.
const STEP: i32 = 210;
const WORDS: i32 = 2_700;
const TITLE: i32 = 1_400;
const LEGEND: i32 = 900;
/// Boxes without links that stand side by side.
const ABREAST: usize = 4;

/// A box or the row of a passing link: left, top, right, bottom.
type Place = (i32, i32, i32, i32);

/// A part of a link between two columns.
struct Part {
    edge: usize,
    /// Where it leaves and arrives.
    from: (i32, i32),
    to: (i32, i32),
    /// Where it goes up or down.
    x: i32,
    last: bool,
}

struct Plan {
    nodes: BTreeMap<usize, Place>,
    parts: Vec<Part>,
    width: i32,
    height: i32,
}

/// The picture of a graph.
pub(in crate::render) fn draw(graph: &Graph, lang: Lang) -> Result<Drawing, RenderError> {
    let plan = laid(graph);
    let mut canvas = Canvas::new(plan.width, plan.height);
    canvas.describe(&graph.title, "");
    let mut ink = Ink::bold(520, TEXT);
    while ink.size > 240 && ink.width(&graph.title) > plan.width - 2 * MARGIN {
        ink.size -= 10;
    }
    let title = super::place::cut(&graph.title, plan.width - 2 * MARGIN, ink);
    canvas.text(&title, (MARGIN, MARGIN + 300), Anchor::Left, ink)?;
    for part in &plan.parts {
        canvas.path(part.way(), WHITE, 80)?;
        arrow(&mut canvas, graph, part)?;
    }
    for (n, place) in &plan.nodes {
        if let Some(node) = graph.nodes.get(*n) {
            system(&mut canvas, node, *place)?;
        }
    }
    legend(&mut canvas, graph, plan.height - MARGIN - LEGEND / 2, lang)?;
    Ok(canvas.finish(1))
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(10_000).min(10_000)
}

fn laid(graph: &Graph) -> Plan {
    let (layers, ends) = (Layers::of(graph), Ends::of_all(graph));
    let high = |slot: Slot| match slot {
        Slot::Pass(_) => PASS,
        slot => {
            let most = ends.of(slot, true).len().max(ends.of(slot, false).len());
            HIGH.max(PORT * (count(most) + 1))
        }
    };
    let column_high =
        |column: &Vec<Slot>| -> i32 { column.iter().map(|slot| high(*slot) + BELOW).sum::<i32>() };
    let tallest = layers.columns.iter().map(column_high).max().unwrap_or(0);
    let top = MARGIN + TITLE;
    let mut x = MARGIN;
    let mut nodes: BTreeMap<usize, Place> = BTreeMap::new();
    let mut placed: Vec<Vec<(Slot, Place)>> = Vec::new();
    let mut lanes: Vec<i32> = Vec::new();
    for column in &layers.columns {
        let mut y = top + (tallest - column_high(column)) / 2;
        let mut places = Vec::new();
        for slot in column {
            let place = (x, y, x + BOX, y + high(*slot));
            if let Slot::Node(node) = slot {
                nodes.insert(*node, place);
            }
            places.push((*slot, place));
            y = place.3 + BELOW;
        }
        let trunks: usize = column.iter().map(|s| ends.of(*s, true).len()).sum();
        let lane = 300 + STEP * count(trunks) + WORDS;
        lanes.push(x + BOX);
        placed.push(places);
        x += BOX + lane;
    }
    let parts = parts(graph, &ends, &placed, &lanes);
    let mut bottom = top + tallest;
    for (n, node) in layers.alone.iter().enumerate() {
        let (across, down) = (count(n % ABREAST), count(n / ABREAST));
        let at = (
            MARGIN + across * (BOX + BELOW),
            top + tallest + down * (HIGH + BELOW),
        );
        nodes.insert(*node, (at.0, at.1, at.0 + BOX, at.1 + HIGH));
        bottom = bottom.max(at.1 + HIGH + BELOW);
    }
    let widest = nodes.values().map(|place| place.2).max().unwrap_or(0);
    Plan {
        nodes,
        parts,
        width: (widest + MARGIN).max(24_000),
        height: bottom + LEGEND + MARGIN,
    }
}

/// Every link, lane by lane.
fn parts(graph: &Graph, ends: &Ends, placed: &[Vec<(Slot, Place)>], lanes: &[i32]) -> Vec<Part> {
    let mut all = Vec::new();
    for (pair, lane) in placed.windows(2).zip(lanes) {
        let [before, after] = pair else { continue };
        let slots = |column: &[(Slot, Place)]| column.iter().map(|(s, _)| *s).collect::<Vec<_>>();
        let (left, right) = (index(&slots(before)), index(&slots(after)));
        // Where each link arrives, from top to bottom in the order of where they come from.
        let mut arrivals: BTreeMap<usize, (i32, i32, bool)> = BTreeMap::new();
        for (slot, place) in after {
            let mut edges = ends.of(*slot, false);
            edges.sort_by_key(|e| (found(graph, &left, *e, false), *e));
            for (n, edge) in edges.iter().enumerate() {
                let last = matches!(slot, Slot::Node(_));
                arrivals.insert(*edge, (place.0, port(*place, n, edges.len()), last));
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        for (slot, place) in before {
            let mut edges = ends.of(*slot, true);
            edges.sort_by_key(|e| (found(graph, &right, *e, true), *e));
            for (n, edge) in edges.iter().enumerate() {
                if let Some((x, y, last)) = arrivals.get(edge) {
                    parts.push(Part {
                        edge: *edge,
                        from: (place.2, port(*place, n, edges.len())),
                        to: (*x, *y),
                        x: 0,
                        last: *last,
                    });
                }
            }
        }
        // So that none crosses another needlessly: downwards the lowest turns first, upwards the
        // highest.
        parts.sort_by_key(|p| match p.to.1 >= p.from.1 {
            true => (0, -p.from.1, p.edge),
            false => (1, p.from.1, p.edge),
        });
        for (n, part) in parts.iter_mut().enumerate() {
            part.x = lane + 300 + STEP * count(n);
        }
        all.extend(parts);
    }
    all
}

/// Where the nth link of a slot leaves or arrives.
fn port(place: Place, n: usize, all: usize) -> i32 {
    place.1 + (place.3 - place.1) * (count(n) + 1) / (count(all) + 1)
}

impl Part {
    fn way(&self) -> Vec<(i32, i32)> {
        let end = if self.last {
            self.to.0 - 150
        } else {
            self.to.0 + BOX
        };
        let (x, y) = (self.x, self.to.1);
        vec![self.from, (x, self.from.1), (x, y), (end, y)]
    }
}

fn arrow(canvas: &mut Canvas, graph: &Graph, part: &Part) -> Drawn {
    let Some(edge) = graph.edges.get(part.edge) else {
        return Ok(());
    };
    let color = if edge.critical { AMBER } else { LINK };
    let id = |n: usize| graph.nodes.get(n).map_or("", |node| node.id.as_str());
    let attributes = [("data-from", id(edge.from)), ("data-to", id(edge.to))];
    canvas.group("link", &attributes, &edge.label, |canvas| {
        let way = part.way();
        canvas.line(way, color, 36, colours::link(edge.look))?;
        if !part.last {
            return Ok(());
        }
        let (x, y) = part.to;
        head(canvas, (x - 10, y), Side::Right, edge.look, color)?;
        let mut ink = Ink::new(240, color);
        while ink.size > 232 && ink.width(&edge.label) > WORDS - 500 {
            ink.size -= 2;
        }
        let text = super::place::cut(&edge.label, WORDS - 500, ink);
        canvas.text(&text, (x - 280, y - 160), Anchor::Right, ink)
    })
}

/// The box of a system.
fn system(canvas: &mut Canvas, node: &Node, (left, top, right, bottom): Place) -> Drawn {
    let (ground, edge, width) = match (node.bad, node.critical, node.common) {
        (true, ..) => (ALARM, RED, 50),
        (_, true, _) => (WHITE, AMBER, 50),
        (.., true) => (WHITE, SOFT, 16),
        _ => (STRIPE, SOFT, 20),
    };
    let tip = node.lines.join("  ");
    canvas.group("system", &[("data-system", &node.id)], &tip, |canvas| {
        canvas.fill((left, top), (right, bottom), ground)?;
        canvas.frame((left, top), (right, bottom), edge, width)?;
        canvas.fill((left, top), (left + 110, bottom), edge)?;
        let room = right - left - 500;
        let mut lines: Vec<(String, Ink)> = Vec::new();
        for (n, text) in node.lines.iter().enumerate() {
            let color = if node.bad { RED } else { TEXT };
            let (mut ink, most) = match n {
                0 => (Ink::bold(330, color), 2),
                1 => (Ink::new(250, TEXT), 1),
                _ => (Ink::new(235, SOFT), 1),
            };
            while ink.size > 232 && ink.width(text) > room * count(most) {
                ink.size -= 2;
            }
            lines.extend(wrapped(text, room, most, ink).into_iter().map(|t| (t, ink)));
        }
        let pitch = |ink: &Ink| ink.size * 13 / 10;
        let high: i32 = lines.iter().map(|(_, ink)| pitch(ink)).sum();
        let mut y = (top + bottom - high) / 2;
        for (text, ink) in &lines {
            canvas.text(text, (left + 300, y + pitch(ink) / 2), Anchor::Left, *ink)?;
            y += pitch(ink);
        }
        Ok(())
    })
}

fn legend(canvas: &mut Canvas, graph: &Graph, y: i32, lang: Lang) -> Drawn {
    canvas.group("legend", &[], "", |canvas| {
        let ink = Ink::new(260, TEXT);
        let mut x = MARGIN;
        for (look, key) in [
            (LinkLook::Hard, "report-look-link-hard"),
            (LinkLook::Soft, "report-look-link-soft"),
            (LinkLook::Together, "report-look-link-together"),
        ] {
            if !graph.edges.iter().any(|edge| edge.look == look) {
                continue;
            }
            let way = vec![(x, y), (x + 700, y)];
            canvas.line(way, LINK, 36, colours::link(look))?;
            let text = say(lang, key, &[]);
            canvas.text(&text, (x + 820, y), Anchor::Left, ink)?;
            x += 820 + ink.width(&text) + 600;
        }
        if graph.nodes.iter().any(|node| node.critical) {
            canvas.frame((x, y - 150), (x + 600, y + 150), AMBER, 50)?;
            let text = say(lang, "report-note-critical", &[]);
            canvas.text(&text, (x + 720, y), Anchor::Left, ink)?;
        }
        Ok(())
    })
}
