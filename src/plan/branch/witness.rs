//! A second look at what the search claims: that no plan is worth less than so much.
//!
//! It walks a tree of its own and takes nothing over from the search but the tables of single
//! systems, and of those it first checks that the order and the bounds by which most days are left
//! out say no more than is true; where they do, it tries every pair of days. Every node is reckoned
//! from its windows alone, not from what changed since its parent. What it does not find within its
//! effort is not claimed.

use super::clash::{self, Split};
use super::crowd::room_of;
use super::node::{Change, Windows};
use super::{Limits, Problem};
use crate::plan::levels::Levels;
use crate::plan::options::{Choice, Window};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Windows held at most: each node holds those of all systems.
const MOST_WINDOWS: usize = 400_000;

/// Best choices remembered at most.
const MOST_KNOWN: usize = 50_000;

/// What one system must keep within, as it is remembered.
type Asked = (usize, Window, Window, Vec<Window>, Vec<(Window, usize)>);

/// What windows allow.
struct Node {
    windows: Windows,
    choices: Rc<[Choice]>,
}

/// Nodes with what all plans there are worth at least.
type Valued = Vec<(Levels, Node)>;

struct Witness<'p, 'm> {
    problem: &'p Problem<'m>,
    limits: Limits,
    /// By system: what it must be worth less than, where all others are worth their least and the
    /// plan less than the claim; empty while that is not known.
    most: Vec<Levels>,
    known: BTreeMap<Asked, Option<Choice>>,
    /// Pairs of days tried.
    pairs: u64,
}

impl Problem<'_> {
    /// What of a claim is found again: no plan within the limits is worth less than `claimed`;
    /// `None`: there is none at all. `nodes` is how many the search looked at.
    ///
    /// Where the effort ends first, the least that may still be.
    pub(crate) fn confirmed(
        &self,
        claimed: Option<Levels>,
        limits: Limits,
        nodes: u64,
    ) -> (Option<Levels>, u64) {
        let mut witness = Witness {
            problem: self,
            limits,
            most: Vec::new(),
            known: BTreeMap::new(),
            pairs: 0,
        };
        // Plans that are worse than what they may be at most are of no use.
        let at = &self.model.at;
        let useful = limits.levels.map(|l| l.then(at.before_peak, Levels::WORST));
        let most = [claimed, useful].into_iter().flatten().min();
        let most = most.unwrap_or(Levels::WORST);
        let least = witness.least(most, nodes.saturating_mul(2).saturating_add(64));
        let confirmed = match (least, claimed) {
            (Some(least), Some(claimed)) => Some(least.min(claimed)),
            (None, claimed) => claimed,
            (least, None) => least,
        };
        (confirmed, witness.pairs)
    }
}

impl Witness<'_, '_> {
    /// The least value below `most` that some plan within the limits may have.
    fn least(&mut self, most: Levels, nodes: u64) -> Option<Levels> {
        let mut root = Windows::new(self.problem);
        root.tighten(self.problem, 0..self.problem.options.len());
        let mut open: BTreeMap<(Levels, u64), Node> = BTreeMap::new();
        let mut number = 0u64;
        let mut left: Option<Levels> = None;
        let first = self.node(root);
        if most != Levels::WORST
            && let Some((_, root)) = &first
        {
            let mut sum = Levels::default();
            root.choices.iter().for_each(|c| sum += c.value);
            let others = |c: &Choice| {
                let mut left = most;
                left -= sum;
                left.plus(c.value)
            };
            self.most = root.choices.iter().map(others).collect();
            self.known.clear();
        }
        let mut add = |found: Option<(Levels, Node)>, open: &mut BTreeMap<_, _>| {
            if let Some((value, node)) = found.filter(|f| f.0 < most) {
                number += 1;
                open.insert((value, number), node);
            }
        };
        add(first, &mut open);
        let most_open = MOST_WINDOWS / self.problem.options.len().max(1);
        let mut looked_at = 0u64;
        while let Some(((value, at), node)) = open.pop_first() {
            if left.is_some_and(|left| left <= value) {
                return left;
            }
            let spent = self.pairs > self.limits.steps / 2;
            if looked_at >= nodes || open.len() > most_open || spent || self.ended() {
                open.insert((value, at), node);
                break;
            }
            looked_at += 1;
            match self.children(&node) {
                Some(children) => children.into_iter().for_each(|c| add(Some(c), &mut open)),
                None => left = Some(left.map_or(value, |l| l.min(value))),
            }
        }
        let open = open.first_key_value().map(|(key, _)| key.0);
        [open, left].into_iter().flatten().min()
    }

    fn ended(&self) -> bool {
        let watch = self.problem.model.watch;
        watch.is_some_and(crate::plan::Watch::is_asked)
    }

    /// The best choices within windows and what all plans there are worth at least; `None`: there
    /// is no plan, or none that is of use.
    fn node(&mut self, windows: Windows) -> Option<(Levels, Node)> {
        let problem = self.problem;
        let model = problem.model;
        let mut choices = Vec::with_capacity(problem.options.len());
        let mut value = Levels::default();
        for i in 0..problem.options.len() {
            let choice = self.best(&windows, i)?;
            value += choice.value;
            choices.push(choice);
        }
        value = value.with(model.at.yen, problem.shared.bound(problem, &windows));
        // A queue is made of the tables of its systems.
        let held = problem.holds.iter().all(|holds| *holds);
        for queue in problem.known_queues().iter().filter(|_| held) {
            let room = room_of(model, queue.provider, self.limits.load);
            let window = |job: &_| problem.window(&windows, job);
            let own = |i: usize| choices[i].value;
            let mut more = queue.bound(queue.crews(room), &window, &own)?;
            for job in &queue.jobs {
                more -= own(job.system);
            }
            value += more.max(Levels::default());
        }
        let kept = |levels| model.at.kept(levels);
        let useless = self.limits.levels.is_some_and(|m| kept(value) > kept(m));
        let choices = choices.into();
        (!useless).then_some((value, Node { windows, choices }))
    }

    /// The best choice of a system within windows, of all pairs of days.
    fn best(&mut self, windows: &Windows, i: usize) -> Option<Choice> {
        let problem = self.problem;
        let links = problem.shared.links_of(problem.model, i, windows);
        let within = windows.within(problem, i, &links);
        let asked: Asked = (
            i,
            within.present,
            within.standard,
            within.rounds.to_vec(),
            links.clone(),
        );
        if let Some(known) = self.known.get(&asked) {
            return *known;
        }
        let (options, model) = (&problem.options[i], problem.model);
        let most = self.most.get(i).copied().unwrap_or(Levels::WORST);
        let found = if problem.holds.get(i) == Some(&true) {
            options.best(model, &within, most, &mut self.pairs)
        } else {
            options.best_of_all(model, &within, &mut self.pairs)
        };
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(asked, found);
        found
    }

    /// Nodes that together hold every plan of a node; `None`: it cannot be split.
    fn children(&mut self, node: &Node) -> Option<Valued> {
        let (problem, windows, choices) = (self.problem, &node.windows, &node.choices);
        if let Some(split) = clash::find(problem, windows, choices, self.limits.load) {
            return Some(match split {
                Split::All(ways) => self.ways(windows, ways),
                Split::Enough { items, room } => self.enough(windows, items, room),
            });
        }
        let state = problem.state(choices);
        let ways = problem.shared.split(problem, windows, choices, &state)?;
        Some(self.ways(windows, ways))
    }

    fn ways(&mut self, windows: &Windows, ways: Vec<Vec<Change>>) -> Valued {
        let inner = ways
            .into_iter()
            .filter_map(|changes| self.node(windows.changed(self.problem, &changes)));
        inner.collect()
    }

    /// Of items that together pass the room, enough that one of them must give way: those that lose
    /// most by it.
    fn enough(
        &mut self,
        windows: &Windows,
        items: Vec<(u32, Vec<Vec<Change>>)>,
        room: u64,
    ) -> Valued {
        let mut tried: Vec<(Levels, u32, Valued)> = Vec::new();
        for (units, ways) in items {
            let nodes = self.ways(windows, ways);
            let least = nodes.iter().map(|n| n.0).min();
            tried.push((least.unwrap_or(Levels::WORST), units, nodes));
        }
        tried.sort_by_key(|way| Reverse((way.0, way.1)));
        let (mut sum, mut chosen) = (0u64, Vec::new());
        for (_, units, nodes) in tried {
            if sum > room {
                break;
            }
            sum += u64::from(units);
            chosen.extend(nodes);
        }
        chosen
    }
}

#[cfg(test)]
mod tests;
