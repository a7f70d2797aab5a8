//! A node of the tree: what it changes of its parent's windows, and what follows.

use super::{Problem, Run};
use crate::plan::axis::Day;
use crate::plan::levels::Levels;
use crate::plan::options::{ANY, Choice, Window, Within, meet};

/// One narrowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Last day of a system's present service.
    Present(usize, Window),
    /// A system's ▲ of the standard.
    Standard(usize, Window),
    /// A system's ▲ of one of its rounds, by position.
    Round(usize, usize, Window),
    /// A shared contract or hardware is used to this day at least.
    Carrier(usize, Day),
    /// The first ▲ of a shared round is not after this day.
    First(usize, Day),
}

/// What a node allows.
#[derive(Clone, Debug)]
pub(super) struct Windows {
    pub(super) present: Vec<Window>,
    pub(super) standard: Vec<Window>,
    pub(super) rounds: Vec<Window>,
    pub(super) carriers: Vec<Day>,
    pub(super) firsts: Vec<Day>,
}

impl Windows {
    pub(super) fn new(problem: &Problem) -> Windows {
        let n = problem.model.systems.len();
        let rounds = problem.model.systems.iter().map(|s| s.rounds.len()).sum();
        Windows {
            present: vec![ANY; n],
            standard: vec![ANY; n],
            rounds: vec![ANY; rounds],
            carriers: vec![Day::MIN; problem.shared.carriers.len()],
            firsts: vec![Day::MAX; problem.shared.rounds.len()],
        }
    }

    fn apply(&mut self, problem: &Problem, change: Change) {
        let narrow = |to: &mut Window, by| *to = meet(*to, by);
        match change {
            Change::Present(i, by) => narrow(&mut self.present[i], by),
            Change::Standard(i, by) => narrow(&mut self.standard[i], by),
            Change::Round(i, k, by) => narrow(&mut self.rounds[problem.offsets[i] + k], by),
            Change::Carrier(c, from) => self.carriers[c] = self.carriers[c].max(from),
            Change::First(r, to) => self.firsts[r] = self.firsts[r].min(to),
        }
    }

    /// Narrows them, without what follows.
    pub(super) fn narrow(&mut self, problem: &Problem, changes: &[Change]) {
        changes.iter().for_each(|c| self.apply(problem, *c));
    }

    /// With these narrowings and what follows from them.
    pub(super) fn changed(&self, problem: &Problem, changes: &[Change]) -> Windows {
        let mut inner = self.clone();
        inner.narrow(problem, changes);
        inner.tighten(problem, 0..problem.model.systems.len());
        inner
    }

    /// What system `i` must keep within.
    pub(super) fn within<'w>(
        &'w self,
        problem: &Problem,
        i: usize,
        links: &'w [(Window, usize)],
    ) -> Within<'w> {
        let at = problem.offsets[i];
        Within {
            present: self.present[i],
            standard: self.standard[i],
            rounds: &self.rounds[at..at + problem.model.systems[i].rounds.len()],
            links,
        }
    }

    /// When a system's ▲ of a round may lie.
    pub(super) fn of(&self, problem: &Problem, i: usize, round: usize) -> Window {
        match problem.position(i, round) {
            Some(k) => self.rounds[problem.offsets[i] + k],
            None => ANY,
        }
    }
}

/// What a node allows and how it stands.
pub(super) struct Inside {
    /// Bound of every plan within the windows.
    pub(super) value: Levels,
    pub(super) windows: Windows,
    pub(super) choices: Vec<Choice>,
    /// What each queue adds to the choices of its systems.
    pub(super) excess: Vec<Levels>,
}

/// A node; all of them are kept, so no more than it needs.
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) depth: u32,
    pub(super) changes: Box<[Change]>,
    /// Choices that differ from the parent's.
    pub(super) choices: Box<[(usize, Choice)]>,
    /// What queues add that differs from the parent's.
    pub(super) excess: Box<[(usize, Levels)]>,
}

impl Windows {
    /// When a system's ▲ of the standard may lie, as far as that is known for all its routes.
    fn known(&self, problem: &Problem, i: usize) -> Window {
        match problem.options[i].only_target() {
            Some(k) => meet(self.standard[i], self.rounds[problem.offsets[i] + k]),
            None => self.standard[i],
        }
    }

    /// Draws what follows from hard links on from these systems; what it changed.
    pub(super) fn tighten(
        &mut self,
        problem: &Problem,
        from: impl IntoIterator<Item = usize>,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut open: Vec<usize> = from.into_iter().collect();
        while let Some(i) = open.pop() {
            let (least, most) = self.known(problem, i);
            let system = &problem.model.systems[i];
            let after = system.after.iter().map(|j| (*j, (least, Day::MAX)));
            let before = system.before.iter().map(|j| (*j, (Day::MIN, most)));
            let together = system.together.iter().map(|j| (*j, (least, most)));
            for (j, by) in after.chain(before).chain(together) {
                let narrow = meet(self.standard[j], by);
                if narrow != self.standard[j] {
                    self.standard[j] = narrow;
                    changes.push(Change::Standard(j, by));
                    // What no day is left in leads nowhere.
                    if narrow.0 <= narrow.1 {
                        open.push(j);
                    }
                }
            }
        }
        changes
    }
}

impl Problem<'_> {
    /// The position of a round among a system's.
    pub(super) fn position(&self, i: usize, round: usize) -> Option<usize> {
        self.model.systems[i]
            .rounds
            .iter()
            .position(|r| *r == round)
    }
}

impl Run<'_, '_> {
    /// A node's windows and choices, gathered from the root down. `value`: its bound.
    pub(super) fn unfold(&self, at: u32, value: Levels) -> Inside {
        let problem = self.problem;
        let mut windows = self.root.clone();
        let mut choices: Vec<Option<Choice>> = vec![None; problem.options.len()];
        let mut excess: Vec<Option<Levels>> = vec![None; self.crews.len()];
        let mut next = at;
        while let Some(node) = self.nodes.get(next as usize) {
            windows.narrow(problem, &node.changes);
            for (i, choice) in &node.choices {
                choices[*i].get_or_insert(*choice);
            }
            for (q, more) in &node.excess {
                excess[*q].get_or_insert(*more);
            }
            next = node.parent;
        }
        Inside {
            value,
            windows,
            choices: choices.into_iter().flatten().collect(),
            excess: excess.into_iter().map(Option::unwrap_or_default).collect(),
        }
    }

    /// The child that some narrowing gives, and its bound; `None`: it allows nothing.
    pub(super) fn child(
        &mut self,
        at: u32,
        outer: &Inside,
        mut changes: Vec<Change>,
    ) -> Option<(Levels, Node)> {
        let problem = self.problem;
        let choices = &outer.choices;
        let mut inner = outer.windows.clone();
        inner.narrow(problem, &changes);
        let changed = changes.iter().filter_map(|c| match *c {
            Change::Standard(i, _) | Change::Round(i, _, _) => Some(i),
            _ => None,
        });
        let changed: Vec<usize> = changed.collect();
        changes.extend(inner.tighten(problem, changed));
        let mut touched: Vec<usize> = Vec::new();
        for change in &changes {
            match *change {
                Change::Present(i, _) | Change::Round(i, _, _) => touched.push(i),
                Change::Standard(i, _) => {
                    touched.push(i);
                    touched.extend(problem.shared.payers(i));
                }
                Change::Carrier(..) | Change::First(..) => {}
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let depth = self.nodes[at as usize].depth + 1;
        let mut value = outer
            .value
            .with(
                problem.model.at.yen,
                -problem.shared.bound(problem, &outer.windows),
            )
            .with(problem.model.at.yen, problem.shared.bound(problem, &inner));
        let mut changed = Vec::with_capacity(touched.len());
        for i in touched.iter().copied() {
            let links = problem.shared.links_of(problem.model, i, &inner);
            let within = inner.within(problem, i, &links);
            let options = &problem.options[i];
            if options.keeps(problem.model, &choices[i], &within) {
                continue;
            }
            value -= choices[i].value;
            let limit = if self.best == Levels::WORST {
                Levels::WORST
            } else {
                let mut limit = self.best;
                limit -= value;
                limit
            };
            let choice = options.best(problem.model, &within, limit, &mut self.steps)?;
            value += choice.value;
            changed.push((i, choice));
        }
        let own = |i: usize| {
            let new = changed.iter().find(|c: &&(usize, Choice)| c.0 == i);
            new.map_or(choices[i].value, |c| c.1.value)
        };
        let mut excess = Vec::new();
        for (q, queue) in problem.known_queues().iter().enumerate() {
            if queue.jobs.iter().any(|j| touched.contains(&j.system)) {
                let more = self.waiting(queue, q, &inner, &own)?;
                value -= outer.excess[q];
                value += more;
                excess.push((q, more));
            }
        }
        let node = Node {
            parent: at,
            depth,
            changes: changes.into(),
            choices: changed.into(),
            excess: excess.into(),
        };
        Some((value, node))
    }
}
