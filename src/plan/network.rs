//! The precedence network of a plan: how early and how late each ★ and ▲ could lie if vendors had
//! no limits, and how far each ▲ may slip.
//!
//! Nodes are groups of systems that go live together; arrows are hard links. Dates are passed
//! along it forwards (earliest) and backwards (latest), as in the critical path method, but on the
//! calendar's own candidate days.

use super::axis::{Day, NEVER, date};
use super::model::Model;
use super::state::{State, Which};
use super::{NetworkDate, Plan};
use crate::inventory::Bounds;
use petgraph::algo::toposort;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

/// Earliest and latest ▲ of the standard, by system.
struct Times {
    earliest: Vec<Day>,
    latest: Vec<Day>,
}

/// Groups of systems that go live together, and hard links between them, in topological order.
struct Groups {
    graph: DiGraph<Vec<usize>, ()>,
    order: Vec<NodeIndex>,
}

impl Groups {
    fn of(model: &Model) -> Groups {
        let n = model.systems.len();
        let mut group: Vec<Option<NodeIndex>> = vec![None; n];
        let mut graph = DiGraph::new();
        for i in 0..n {
            if group[i].is_some() {
                continue;
            }
            let node = graph.add_node(Vec::new());
            let mut open = vec![i];
            while let Some(j) = open.pop() {
                if group[j].is_none() {
                    group[j] = Some(node);
                    graph[node].push(j);
                    open.extend(&model.systems[j].together);
                }
            }
        }
        for (i, system) in model.systems.iter().enumerate() {
            for j in &system.before {
                if let (Some(a), Some(b)) = (group[*j], group[i])
                    && a != b
                {
                    graph.update_edge(a, b, ());
                }
            }
        }
        // The check has refused cycles; without an order nothing is passed along.
        let order = toposort(&graph, None).unwrap_or_default();
        Groups { graph, order }
    }
}

fn first_candidate(model: &Model, i: usize, round: usize, from: Day) -> Day {
    let source = &model.rounds[round];
    if let Some((_, done)) = source.done.iter().find(|d| d.0 == i) {
        return *done;
    }
    let from = from.max(source.first_cutover).max(model.as_of);
    // In-house work does not begin before the product is there.
    let early = |slot: usize| {
        let start = source.house_start.get(slot);
        source.in_house && start.is_some_and(|start| *start < source.available)
    };
    let candidates = &model.systems[i].candidates;
    candidates
        .get(candidates.partition_point(|c| c.day < from || early(c.slot)))
        .map_or(NEVER, |c| c.day)
}

fn first_sign(model: &Model, round: usize) -> Option<(Day, Day)> {
    let source = &model.rounds[round];
    source
        .signs
        .iter()
        .find(|s| s.day >= source.available)
        .map(|s| (s.day, s.ready))
}

/// The last day that a ▲ of the standard of `i` may lie on: deadlines and the cover before it.
fn own_latest(model: &Model, state: &State, i: usize) -> Day {
    let local = state.local[i];
    let deadlines = model.systems[i].deadlines.iter();
    let deadline = deadlines
        .filter(|d| d.0 == Bounds::StandardCutover)
        .map(|d| d.1)
        .fold(super::axis::day(model.inventory.planning_end()), Day::min);
    let before = local.and_then(|l| l.standard.map(|_| l.bridge.unwrap_or(l.present).cover));
    deadline.min(before.map_or(NEVER, |cover| open_after(model, cover)))
}

/// The first open day after a day.
fn open_after(model: &Model, d: Day) -> Day {
    if d >= model.last {
        return NEVER;
    }
    super::axis::day(model.inventory.calendar.open_on_or_after(date(d + 1)))
}

fn times(model: &Model, state: &State) -> Times {
    let n = model.systems.len();
    let groups = Groups::of(model);
    let mut times = Times {
        earliest: vec![NEVER; n],
        latest: vec![NEVER; n],
    };
    for i in 0..n {
        times.latest[i] = own_latest(model, state, i);
    }
    for node in &groups.order {
        let members = &groups.graph[*node];
        let before = groups
            .graph
            .edges_directed(*node, petgraph::Direction::Incoming);
        let least = before
            .flat_map(|e| &groups.graph[e.source()])
            .map(|j| times.earliest[*j])
            .max()
            .unwrap_or(Day::MIN);
        let mut at = members
            .iter()
            .map(|i| standard_earliest(model, state, *i, least))
            .max()
            .unwrap_or(Day::MIN);
        // The first day that is a candidate of all members.
        for _ in 0..members.len() * 4 {
            let next = members
                .iter()
                .map(|i| standard_earliest(model, state, *i, at))
                .max()
                .unwrap_or(at);
            if next == at {
                break;
            }
            at = next;
        }
        members.iter().for_each(|i| times.earliest[*i] = at);
    }
    for node in groups.order.iter().rev() {
        let members = &groups.graph[*node];
        let after = groups
            .graph
            .edges_directed(*node, petgraph::Direction::Outgoing);
        let most = after
            .flat_map(|e| &groups.graph[e.target()])
            .map(|j| times.latest[*j])
            .chain(members.iter().map(|i| times.latest[*i]))
            .min()
            .unwrap_or(NEVER);
        members.iter().for_each(|i| times.latest[*i] = most);
    }
    times
}

fn standard_earliest(model: &Model, state: &State, i: usize, least: Day) -> Day {
    let Some(route) = model.systems[i].routes.get(state.route[i]) else {
        return NEVER;
    };
    let ready = first_sign(model, route.target_round).map_or(Day::MIN, |s| s.1);
    let bridged = route
        .bridge_round
        .map_or(Day::MIN, |r| bridge_earliest(model, i, r) + 1);
    first_candidate(model, i, route.target_round, ready.max(bridged).max(least))
}

fn bridge_earliest(model: &Model, i: usize, round: usize) -> Day {
    let ready = first_sign(model, round).map_or(Day::MIN, |s| s.1);
    first_candidate(model, i, round, ready).min(NEVER - 1)
}

/// Writes slack, critical and the network's dates into the plan.
pub(super) fn fill(model: &Model, state: &State, plan: &mut Plan) {
    let times = times(model, state);
    let placed: Vec<usize> = (0..model.systems.len())
        .filter(|i| state.standard[*i].is_some())
        .collect();
    let cutover = |i: usize| {
        state
            .candidate(model, i, Which::Standard)
            .map_or(0, |c| c.day)
    };
    let slack = |i: usize| times.latest[i] - cutover(i);
    // What is live cannot slip any more.
    let live = |i: usize| {
        let route = model.systems[i].routes.get(state.route[i]);
        let round = route.map(|r| &model.rounds[r.target_round]);
        round.is_some_and(|r| r.done.iter().any(|d| d.0 == i))
    };
    let ahead = placed.iter().filter(|i| !live(**i));
    let least = ahead.map(|i| slack(*i)).min();
    for i in placed {
        // Parts stand in the order of the inventory; only systems without a route are left out.
        let id = &model.inventory.systems[i].id;
        let at = match plan.systems.get(i) {
            Some(s) if s.id == *id => Some(i),
            _ => plan.systems.iter().position(|s| s.id == *id),
        };
        let Some(system) = at.map(|at| &mut plan.systems[at]) else {
            continue;
        };
        system.slack_days = i64::from(slack(i));
        let candidates = &model.systems[i].candidates;
        let next = candidates.iter().map(|c| c.day).find(|d| *d > cutover(i));
        let room = next.is_some_and(|d| d <= times.latest[i]);
        system.critical = Some(slack(i)) == least && !room && !live(i);
        let Some(route) = model.systems[i].routes.get(state.route[i]) else {
            continue;
        };
        let last_before = |d: Day| {
            let at = candidates.partition_point(|c| c.day <= d);
            let last = candidates[..at].last().map(|c| c.day);
            last.filter(|d| *d >= model.as_of)
        };
        let mut bounds = times.latest[i];
        let mut dates = Vec::new();
        for (round, earliest) in [
            (Some(route.target_round), times.earliest[i]),
            (
                route.bridge_round,
                route
                    .bridge_round
                    .map_or(NEVER, |r| bridge_earliest(model, i, r)),
            ),
        ] {
            let Some(round) = round else { continue };
            if earliest >= NEVER - 1 {
                continue;
            }
            let source = &model.rounds[round];
            // What has happened lies where it lies.
            let done = source.done.iter().find(|d| d.0 == i).map(|d| d.1);
            let earliest = done.unwrap_or(earliest);
            let latest = done.or(last_before(bounds)).unwrap_or(earliest);
            let id = model.inventory.rounds[round].id.clone();
            if let Some((first, _)) = first_sign(model, round) {
                let fitting = &source.signs[..source.signs.partition_point(|s| s.ready <= latest)];
                let mut fitting = fitting.iter().rev().filter(|s| s.day >= source.available);
                let fitting = fitting.find(|s| s.until >= latest - 1);
                dates.push(NetworkDate {
                    round: id.clone(),
                    kind: "contract".to_owned(),
                    earliest: date(first),
                    latest: date(fitting.map_or(first, |s| s.day)),
                });
            }
            dates.push(NetworkDate {
                round: id,
                kind: "cutover".to_owned(),
                earliest: date(earliest),
                latest: date(latest),
            });
            // A bridge's ▲ lies before the standard's, while the present service is covered.
            let cover = state.local[i].map_or(NEVER, |l| l.present.cover);
            let deadlines = model.systems[i].deadlines.iter();
            let own = deadlines
                .filter(|d| d.0 == Bounds::BridgeCutover)
                .map(|d| d.1)
                .min();
            bounds = (latest - 1)
                .min(open_after(model, cover))
                .min(own.unwrap_or(NEVER));
        }
        dates.reverse();
        system.network = dates;
    }
}
