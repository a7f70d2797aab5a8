//! A second look at what the search claims: that no plan is worth less than so much.
//!
//! It walks a tree of its own and takes nothing over from the search but what [`super::prices`] has told
//! to be of no use, and the tables of single systems; of those it first checks that the order and the
//! bounds by which most days are left out say no more than is true; where they do, it tries every pair
//! of days. Every node is reckoned from its windows alone, not from what changed since its parent; but
//! until it is looked at, that is all that is held of it. What it does not find within its effort is not
//! claimed.

use super::clash::{self, Split};
use super::crowd::room_of;
use super::node::{Change, Windows};
use super::{Limits, Problem};
use crate::plan::levels::Levels;
use crate::plan::options::{Choice, Window};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Windows that all nodes not looked at yet may have together: each has those of all systems.
const MOST_WINDOWS: usize = 400_000;

/// Best choices remembered at most.
const MOST_KNOWN: usize = 50_000;

/// What one system must keep within, as it is remembered.
type Asked = (usize, Window, Window, Vec<Window>, Vec<(Window, usize)>);

/// How a node differs from the one that it was split from.
struct Node {
    outer: Option<Rc<Node>>,
    changes: Box<[Change]>,
    choices: Box<[(usize, Choice)]>,
}

/// One after another: a long way up to the root is not gone down in one call within another.
impl Drop for Node {
    fn drop(&mut self) {
        let mut next = self.outer.take();
        while let Some(mut node) = next.and_then(Rc::into_inner) {
            next = node.outer.take();
        }
    }
}

/// What a node allows, and the best choices there.
struct Inside {
    windows: Windows,
    choices: Vec<Choice>,
}

/// Nodes with what all plans there are worth at least.
type Valued = Vec<(Levels, Rc<Node>)>;

struct Witness<'p, 'm> {
    problem: &'p Problem<'m>,
    limits: Limits,
    /// What all nodes keep within.
    root: Windows,
    /// What plans of interest are worth less than.
    most: Levels,
    /// The best choice, or none worth less than so much.
    known: BTreeMap<Asked, Result<Choice, Levels>>,
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
        let mut witness = Witness::new(self, limits);
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

impl<'p, 'm> Witness<'p, 'm> {
    fn new(problem: &'p Problem<'m>, limits: Limits) -> Witness<'p, 'm> {
        let mut root = problem.root();
        root.tighten(problem, 0..problem.options.len());
        Witness {
            problem,
            limits,
            root,
            most: Levels::WORST,
            known: BTreeMap::new(),
            pairs: 0,
        }
    }

    /// The node that all others are split from.
    fn first(&mut self) -> Option<(Levels, Rc<Node>)> {
        let all = Inside {
            windows: self.root.clone(),
            choices: Vec::new(),
        };
        self.node(None, &all, Vec::new())
    }
}

impl Witness<'_, '_> {
    /// The least value below `most` that some plan within the limits may have.
    fn least(&mut self, most: Levels, nodes: u64) -> Option<Levels> {
        let mut open: BTreeMap<(Levels, u64), Rc<Node>> = BTreeMap::new();
        let mut number = 0u64;
        let mut left: Option<Levels> = None;
        let first = self.first();
        self.most = most;
        let mut add = |found: Option<(Levels, Rc<Node>)>, open: &mut BTreeMap<_, _>| {
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

    /// Whether queues may be believed: they are made of the tables of their systems.
    fn queues_hold(&self) -> bool {
        self.problem.holds.iter().all(|holds| *holds)
    }

    /// What a node allows and the best choices there, gathered up to the root.
    fn unfold(&self, node: &Node) -> Inside {
        let problem = self.problem;
        let n = problem.options.len();
        let mut windows = self.root.clone();
        let mut choices: Vec<Option<Choice>> = vec![None; n];
        let mut next = Some(node);
        while let Some(node) = next {
            windows.narrow(problem, &node.changes);
            for (i, choice) in &node.choices {
                choices[*i].get_or_insert(*choice);
            }
            next = node.outer.as_deref();
        }
        // What follows from all narrowings is what followed from one after another.
        windows.tighten(problem, 0..n);
        Inside {
            windows,
            choices: choices.into_iter().flatten().collect(),
        }
    }

    /// The node that some narrowings of a wider one give, with what all plans there are worth at least;
    /// `None`: there is no plan, or none that is of use.
    ///
    /// What is allowed still of the best choices within the wider windows is the best, and no other is
    /// worth less.
    fn node(
        &mut self,
        outer: Option<&Rc<Node>>,
        inside: &Inside,
        changes: Vec<Change>,
    ) -> Option<(Levels, Rc<Node>)> {
        let problem = self.problem;
        let model = problem.model;
        let windows = inside.windows.changed(problem, &changes);
        let mut choices = Vec::with_capacity(problem.options.len());
        let mut value = Levels::default();
        let before = inside.choices.iter();
        before.for_each(|choice| value += choice.value);
        for i in 0..problem.options.len() {
            // With the others at their least, it leaves room for no more than this.
            let known = inside.choices.get(i);
            let mut most = self.most;
            if let Some(known) = known {
                value -= known.value;
                most -= value;
            }
            let choice = self.best(&windows, i, known, most)?;
            value += choice.value;
            choices.push(choice);
        }
        value = value.with(model.at.yen, problem.shared.bound(problem, &windows));
        let held = self.queues_hold();
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
        if useless {
            return None;
        }
        let all = choices.into_iter().enumerate();
        let new = all.filter(|(i, choice)| inside.choices.get(*i) != Some(choice));
        let node = Node {
            outer: outer.cloned(),
            changes: changes.into(),
            choices: new.collect(),
        };
        Some((value, Rc::new(node)))
    }

    /// The best choice of a system within windows that is worth less than `most`.
    fn best(
        &mut self,
        windows: &Windows,
        i: usize,
        known: Option<&Choice>,
        most: Levels,
    ) -> Option<Choice> {
        let problem = self.problem;
        let links = problem.shared.links_of(problem.model, i, windows);
        let within = windows.within(problem, i, &links);
        let options = &problem.options[i];
        if let Some(known) = known.filter(|c| options.keeps(problem.model, c, &within)) {
            return Some(*known);
        }
        let asked: Asked = (
            i,
            within.present,
            within.standard,
            within.rounds.to_vec(),
            links.clone(),
        );
        match self.known.get(&asked) {
            Some(Ok(choice)) => return Some(*choice).filter(|c| c.value < most),
            Some(Err(least)) if most <= *least => return None,
            _ => {}
        }
        let model = problem.model;
        let found = if problem.holds.get(i) == Some(&true) {
            options.best(model, &within, most, &mut self.pairs)
        } else {
            let found = options.best_of_all(model, &within, &mut self.pairs);
            found.filter(|choice| choice.value < most)
        };
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(asked, found.ok_or(most));
        found
    }

    /// Nodes that together hold every plan of a node; `None`: it cannot be split.
    fn children(&mut self, node: &Rc<Node>) -> Option<Valued> {
        let inside = self.unfold(node);
        let (problem, windows, choices) = (self.problem, &inside.windows, &inside.choices);
        let load = self.limits.load;
        // Any split of a node holds all its plans: that of the choices dealt out is the sharpest.
        let queues = problem.known_queues();
        let crews = |q: usize| queues[q].crews(room_of(problem.model, queues[q].provider, load));
        let dealt = match self.queues_hold() {
            true => problem.dealt(windows, choices, &crews, &mut self.pairs),
            false => None,
        };
        let of_dealt = dealt.and_then(|dealt| clash::find(problem, windows, &dealt, load));
        let split = of_dealt.or_else(|| clash::find(problem, windows, choices, load));
        if let Some(split) = split {
            return Some(match split {
                Split::All(ways) => self.ways(node, &inside, ways),
                Split::Enough { items, room } => self.enough(node, &inside, items, room),
            });
        }
        let state = problem.state(choices);
        let ways = problem.shared.split(problem, windows, choices, &state)?;
        Some(self.ways(node, &inside, ways))
    }

    fn ways(&mut self, node: &Rc<Node>, inside: &Inside, ways: Vec<Vec<Change>>) -> Valued {
        let ways = ways.into_iter();
        ways.filter_map(|changes| self.node(Some(node), inside, changes))
            .collect()
    }

    /// Of items that together pass the room, enough that one of them must give way: those that lose
    /// most by it.
    fn enough(
        &mut self,
        node: &Rc<Node>,
        inside: &Inside,
        items: Vec<(u32, Vec<Vec<Change>>)>,
        room: u64,
    ) -> Valued {
        let mut tried: Vec<(Levels, u32, Valued)> = Vec::new();
        for (units, ways) in items {
            let nodes = self.ways(node, inside, ways);
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
