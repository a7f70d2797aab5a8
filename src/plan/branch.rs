//! Branch and bound: every system takes its best choice; where these clash, the search splits on
//! who gives way, the best bound first, until a plan without clash is no worse than any bound.
//!
//! What a node leaves out of account (capacities, links, the part of shared costs that its windows
//! do not force) only makes it cheaper, so its value bounds every plan within its windows.

mod ascent;
mod better;
mod clash;
mod clauses;
mod crowd;
mod near;
mod node;
mod periods;
mod prices;
#[cfg(test)]
mod sample;
mod shared;
mod ties;
mod witness;

use super::axis::Day;
use super::levels::{Levels, SUMS};
use super::model::Model;
use super::options::{ANY, Choice, Options, Within, latest_sign, meet};
use super::queue::Queue;
use super::state::State;
pub(crate) use ascent::Guide;
pub(crate) use better::Better;
use node::{Inside, Node, Windows};
use shared::Shared;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::OnceLock;

/// The tables that all nodes use.
pub(crate) struct Problem<'m> {
    model: &'m Model<'m>,
    options: Vec<Options>,
    /// Whether the tables of each system say no more than is true; empty where they were given back.
    holds: Vec<bool>,
    shared: Shared,
    /// Vendors and teams where the best choices of all systems do not find room.
    queues: OnceLock<Vec<Queue>>,
    /// Where the windows of each system's rounds begin.
    offsets: Vec<usize>,
    /// The windows of all plans that are no worse than one that is known, where prices prove such.
    narrowed: Option<Windows>,
    /// The prices that this was found with, where they leave a level open.
    priced: Option<prices::Priced>,
    /// The best choice of each system by itself, and the steps it took, where only these and what
    /// systems share were kept of the tables: nothing can be solved then.
    slim: Option<Vec<(Option<Choice>, u64)>>,
}

/// How far a run may go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Nodes looked at.
    pub(crate) nodes: u64,
    /// Pairs of days looked at.
    pub(crate) steps: u64,
    /// Greatest load / capacity allowed, in millionths.
    pub(crate) load: u64,
    /// Plans worse than this in what counts more than the peak are of no use.
    pub(crate) levels: Option<Levels>,
    /// The first plan found will do.
    pub(crate) any: bool,
    /// Only where systems do not queue at a vendor: there no plan is found in a few steps.
    pub(crate) unless_queued: bool,
}

/// What a run found.
pub(crate) struct Found {
    /// The best plan better than the one given.
    pub(crate) state: Option<(Levels, State)>,
    /// No plan is worth less; `None`: there is none at all within the limits of load and levels.
    pub(crate) bound: Option<Levels>,
    pub(crate) steps: u64,
    /// Nodes looked at.
    pub(crate) nodes: u64,
}

impl<'m> Problem<'m> {
    pub(crate) fn new(model: &'m Model<'m>) -> Problem<'m> {
        let coupled = shared::coupled(model);
        let n = model.systems.len();
        let one = |i| {
            let options = Options::new(model, i, &coupled);
            let holds = options.holds(model);
            (options, holds)
        };
        let (options, holds) = crate::parallel::map(n, n, one).into_iter().unzip();
        let mut problem = Problem::of(model, options, &coupled);
        problem.holds = holds;
        problem
    }

    /// With no more of the tables than bounds need: those of all systems at once would take long
    /// to write where there are many.
    pub(crate) fn slim(model: &'m Model<'m>) -> Problem<'m> {
        let coupled = shared::coupled(model);
        let n = model.systems.len();
        let first = shared::first_standards(model);
        let all_links = shared::links(model);
        let one = |i: usize| {
            let mut options = Options::new(model, i, &coupled);
            let links = shared::all_links(model, &all_links, &first, i);
            let rounds = vec![ANY; model.systems[i].rounds.len()];
            let within = Within {
                present: ANY,
                standard: ANY,
                rounds: &rounds,
                links: &links,
            };
            let mut steps = 0;
            let choice = options.best(model, &within, Levels::WORST, &mut steps);
            let choice = if options.holds(model) {
                choice
            } else {
                options.best_of_all(model, &within, &mut 0)
            };
            let system = &model.systems[i];
            let mut carriers = system.contract.into_iter().chain(system.hardware);
            options.slim(carriers.any(|c| coupled[c]));
            (options, (choice, steps))
        };
        let (options, choices) = crate::parallel::map(n, n, one).into_iter().unzip();
        let mut problem = Problem::of(model, options, &coupled);
        problem.slim = Some(choices);
        problem
    }

    fn of(model: &'m Model<'m>, options: Vec<Options>, coupled: &[bool]) -> Problem<'m> {
        let shared = Shared::new(model, &options, coupled);
        let offsets = model
            .systems
            .iter()
            .scan(0, |sum, s| {
                let at = *sum;
                *sum += s.rounds.len();
                Some(at)
            })
            .collect();
        Problem {
            model,
            options,
            holds: Vec::new(),
            shared,
            queues: OnceLock::new(),
            offsets,
            narrowed: None,
            priced: None,
            slim: None,
        }
    }

    /// What all plans of use keep within.
    fn root(&self) -> Windows {
        self.narrowed.clone().unwrap_or_else(|| Windows::new(self))
    }

    /// What is planned.
    pub(crate) fn model(&self) -> &'m Model<'m> {
        self.model
    }

    /// Whether it knows no more than bounds.
    pub(crate) fn is_slim(&self) -> bool {
        self.slim.is_some()
    }

    /// The best choice of each system by itself, and what all of them are worth together at least.
    fn relaxed(&self, windows: &Windows, steps: &mut u64) -> Option<(Levels, Vec<Choice>)> {
        let choices: Option<Vec<Choice>> = (0..self.options.len())
            .map(|i| self.best(windows, i, steps))
            .collect();
        let choices = choices?;
        let mut value = Levels::default();
        choices.iter().for_each(|c| value += c.value);
        value = value.with(self.model.at.yen, self.shared.bound(self, windows));
        Some((value, choices))
    }

    /// The best choice of each system by itself; `None`: it has none at all.
    pub(crate) fn alone(&self, steps: &mut u64) -> Vec<Option<Choice>> {
        if let Some(known) = &self.slim {
            *steps += known.iter().map(|(_, steps)| steps).sum::<u64>();
            return known.iter().map(|(choice, _)| *choice).collect();
        }
        let windows = Windows::new(self);
        let systems = 0..self.options.len();
        systems.map(|i| self.best(&windows, i, steps)).collect()
    }

    /// What no plan is worth less than, from the best choice of each system by itself.
    pub(crate) fn bound(&self, alone: &[Option<Choice>]) -> Option<Levels> {
        let mut value = Levels::default();
        for choice in alone {
            value += (*choice)?.value;
        }
        Some(value.with(
            self.model.at.yen,
            self.shared.bound(self, &Windows::new(self)),
        ))
    }

    /// The windows outside which a plan must be worse than `best`: too late by themselves.
    fn useful(
        &self,
        mut windows: Windows,
        value: &Levels,
        choices: &[Choice],
        best: &Levels,
    ) -> Windows {
        let at = &self.model.at;
        // As far as a better plan has exactly the least, so has each system by itself; in the next
        // level it may have more than its own least by what is left to all.
        let places = (0..).take_while(|p| *p == 0 || value.get(p - 1) == best.get(p - 1));
        let lateness = places.take(SUMS);
        let lateness: Vec<usize> = lateness
            .filter(|p| [at.hard, at.late].contains(p))
            .collect();
        if !lateness.is_empty() {
            for (i, choice) in choices.iter().enumerate() {
                let most = |p: &usize| choice.value.get(*p) + best.get(*p) - value.get(*p);
                let most: Vec<(usize, i64)> = lateness.iter().map(|p| (*p, most(p))).collect();
                let last = self.options[i].last_standard(self.model, &most);
                windows.standard[i] = meet(windows.standard[i], (Day::MIN, last));
            }
        }
        windows.tighten(self, 0..choices.len());
        windows
    }

    /// Looks for a plan worth less than `known`, and for a bound of all plans.
    pub(crate) fn solve(&self, known: Option<Levels>, limits: Limits) -> Found {
        let mut run = Run {
            problem: self,
            limits,
            best: known.unwrap_or(Levels::WORST),
            state: None,
            root: self.root(),
            crews: Vec::new(),
            nodes: Vec::new(),
            held: 0,
            heap: BinaryHeap::new(),
            left: None,
            looked_at: 0,
            steps: 0,
            told: 0,
        };
        run.all();
        run.found()
    }

    /// Choices that were made elsewhere as an assignment, each ★ as late as can be; `None`: they clash.
    pub(crate) fn assigned(&self, choices: &[Choice]) -> Option<State> {
        let windows = Windows::new(self);
        let clash = clash::find(self, &windows, choices, super::state::FULL);
        clash.is_none().then(|| self.state(choices))
    }

    /// The choices as an assignment, each ★ as late as can be.
    fn state(&self, choices: &[Choice]) -> State {
        let model = self.model;
        let mut state = State::new(model);
        for (i, choice) in choices.iter().enumerate() {
            state.route[i] = choice.route;
            state.bridge[i] = choice.bridge;
            state.standard[i] = Some(choice.standard);
        }
        for round in 0..model.rounds.len() {
            let days = state.cutovers_of(model, round).map(|(_, c)| c.day);
            let span = days.fold(None, |s: Option<(Day, Day)>, d| {
                Some(s.map_or((d, d), |(a, b)| (a.min(d), b.max(d))))
            });
            let Some((first, last)) = span else { continue };
            if !model.rounds[round].in_house {
                state.sign[round] = latest_sign(model, round, first, last);
            }
            state.put(model, round);
        }
        (0..choices.len()).for_each(|i| state.refresh(model, i));
        state
    }

    fn best(&self, windows: &Windows, i: usize, steps: &mut u64) -> Option<Choice> {
        let links = self.shared.links_of(self.model, i, windows);
        let within = windows.within(self, i, &links);
        let options = &self.options[i];
        options.best(self.model, &within, Levels::WORST, steps)
    }
}

/// Choices and changes that all nodes may hold: some 30 MB.
const MOST_HELD: usize = 300_000;

/// Nodes looked at where systems queue and a plan is found sooner by other ways.
const FEW_QUEUED: u64 = 20;

struct Run<'p, 'm> {
    problem: &'p Problem<'m>,
    limits: Limits,
    /// What the best plan so far is worth.
    best: Levels,
    state: Option<(Levels, State)>,
    /// What all nodes keep within.
    root: Windows,
    /// How many crews each queue may have.
    crews: Vec<usize>,
    nodes: Vec<Node>,
    /// Choices and changes that they hold.
    held: usize,
    heap: BinaryHeap<Reverse<(Levels, Reverse<u32>, u32)>>,
    /// The least bound of what could not be split any more.
    left: Option<Levels>,
    /// Nodes looked at.
    looked_at: u64,
    steps: u64,
    /// Steps that the watch knows of.
    told: u64,
}

impl Run<'_, '_> {
    fn all(&mut self) {
        let first = &self.problem.shared.first;
        for (window, first) in self.root.standard.iter_mut().zip(first) {
            window.0 = window.0.max(*first);
        }
        self.root.tighten(self.problem, 0..first.len());
        let Some((mut value, mut choices)) = self.problem.relaxed(&self.root, &mut self.steps)
        else {
            return;
        };
        if self.best != Levels::WORST {
            let root = self.root.clone();
            self.root = self.problem.useful(root, &value, &choices, &self.best);
            match self.problem.relaxed(&self.root, &mut self.steps) {
                Some(found) => (value, choices) = found,
                None => return,
            }
        }
        let queues = self.problem.queues(&choices, &mut self.steps);
        let load = self.limits.load;
        let crews = |q: &Queue| q.crews(crowd::room_of(self.problem.model, q.provider, load));
        self.crews = queues.iter().map(crews).collect();
        let mut excess = Vec::new();
        let root = self.root.clone();
        for (q, queue) in queues.iter().enumerate() {
            let Some(more) = self.waiting(queue, q, &root, &|i| choices[i].value) else {
                return;
            };
            value += more;
            excess.push((q, more));
        }
        let choices = choices.into_iter().enumerate().collect();
        let queued = self.limits.unless_queued && !queues.is_empty();
        let root = Node {
            parent: u32::MAX,
            depth: 0,
            changes: Box::default(),
            choices,
            excess: excess.into(),
        };
        self.push(value, root);
        while let Some(Reverse((value, _, at))) = self.heap.peek().copied() {
            let enough = self.limits.any && self.state.is_some();
            let nodes = if queued {
                FEW_QUEUED.min(self.limits.nodes)
            } else {
                self.limits.nodes
            };
            if enough || value >= self.best || self.looked_at >= nodes || self.spent() {
                return;
            }
            self.heap.pop();
            self.looked_at += 1;
            self.look_at(at, value);
        }
    }

    fn spent(&mut self) -> bool {
        if let Some(watch) = self.problem.model.watch {
            watch.tell(self.steps - self.told);
            self.told = self.steps;
            if watch.heed() {
                return true;
            }
        }
        self.steps >= self.limits.steps || self.held > MOST_HELD
    }

    fn push(&mut self, value: Levels, node: Node) {
        let useless = self
            .limits
            .levels
            .is_some_and(|most| self.kept(value) > self.kept(most));
        if useless || value >= self.best {
            return;
        }
        let at = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.heap.push(Reverse((value, Reverse(node.depth), at)));
        self.held += 1 + node.changes.len() + node.choices.len() + node.excess.len();
        self.nodes.push(node);
    }

    fn look_at(&mut self, at: u32, value: Levels) {
        let inside = self.unfold(at, value);
        let problem = self.problem;
        let windows = &inside.windows;
        let load = self.limits.load;
        // Dealt out to the crews, those who wait for one another stand where they find room: what
        // clashes then is what the bound does not count yet.
        if let Some(choices) = self.dealt(&inside) {
            if let Some(split) = clash::find(problem, windows, &choices, load) {
                self.split(at, &inside, split);
                return;
            }
            let (_, worth) = self.plan(value, &choices);
            if self.reached(value, worth) {
                return;
            }
        }
        let choices = &inside.choices;
        if let Some(split) = clash::find(problem, windows, choices, load) {
            self.split(at, &inside, split);
            return;
        }
        let (state, worth) = self.plan(value, choices);
        if self.reached(value, worth) {
            return;
        }
        match self.problem.shared.split(problem, windows, choices, &state) {
            Some(children) => self.split(at, &inside, clash::Split::All(children)),
            None => self.leave(value),
        }
    }

    /// The plan of choices that do not clash, and what it is worth; the best so far is kept.
    fn plan(&mut self, value: Levels, choices: &[Choice]) -> (State, Levels) {
        let problem = self.problem;
        let mut state = problem.state(choices);
        let (model, at) = (problem.model, &problem.model.at);
        let mut worth = state.worth(model);
        let mut least = worth;
        least.set(at.signs, i64::MIN);
        let most = self.limits.levels;
        let enough = |worth| most.is_none_or(|most| at.kept(worth) <= at.kept(most));
        let useful = least <= self.best && enough(least);
        if useful {
            state.early = state.early.map(|most| most.min(self.limits.load));
            state.sign_early(model, &mut self.steps);
            worth.set(at.signs, state.day_sums(model).1);
        }
        if useful && state.peak(model) > self.limits.load {
            self.leave(value);
        } else if useful && worth < self.best && enough(worth) {
            self.best = worth;
            self.state = Some((worth, state.clone()));
        }
        (state, worth)
    }

    /// Whether a plan leaves nothing to look for within a node of this bound.
    fn reached(&mut self, value: Levels, worth: Levels) -> bool {
        let signs = self.problem.model.at.signs;
        let mut same = worth;
        same.set(signs, value.get(signs));
        let reached = same == value;
        if reached && worth.get(signs) > value.get(signs) {
            self.leave(value);
        }
        reached
    }

    fn kept(&self, levels: Levels) -> Levels {
        self.problem.model.at.kept(levels)
    }

    /// Keeps the bound of what is not split further.
    fn leave(&mut self, value: Levels) {
        self.left = Some(self.left.map_or(value, |l| l.min(value)));
    }

    fn split(&mut self, at: u32, inside: &Inside, split: clash::Split) {
        let children: Vec<(Levels, Node)> = match split {
            clash::Split::All(all) => all
                .into_iter()
                .filter_map(|c| self.child(at, inside, c))
                .collect(),
            clash::Split::Enough { items, room } => {
                // Those that lose most by giving way decide the clash soonest.
                let mut tried: Vec<(Levels, u32, Vec<_>)> = items
                    .into_iter()
                    .map(|(units, ways)| {
                        let nodes: Vec<(Levels, Node)> = ways
                            .into_iter()
                            .filter_map(|c| self.child(at, inside, c))
                            .collect();
                        let least = nodes.iter().map(|n| n.0).min();
                        (least.unwrap_or(Levels::WORST), units, nodes)
                    })
                    .collect();
                tried.sort_by_key(|(least, units, nodes)| {
                    (Reverse(*least), Reverse(*units), nodes.len())
                });
                let mut sum = 0u64;
                let mut chosen = Vec::new();
                for (_, units, nodes) in tried {
                    if sum > room {
                        break;
                    }
                    sum += u64::from(units);
                    chosen.extend(nodes);
                }
                chosen
            }
        };
        let children = children.into_iter();
        children.for_each(|(value, node)| self.push(value, node));
    }

    fn found(self) -> Found {
        let open = self.heap.peek().map(|Reverse((value, _, _))| *value);
        let least = [open, self.left].into_iter().flatten().min();
        let best = (self.best != Levels::WORST).then_some(self.best);
        let bound = match (least, best) {
            (Some(l), Some(b)) => Some(l.min(b)),
            (l, b) => l.or(b),
        };
        Found {
            state: self.state,
            bound,
            steps: self.steps,
            nodes: self.looked_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::inventory::{Files, load};
    use crate::source::Sources;

    /// What is kept of the tables where there are many systems gives the same bounds.
    #[test]
    fn slim_tables_give_the_same_choices_and_bounds() {
        let mut sources = Sources::new();
        let text = include_str!("../../systems.toml");
        let files = Files {
            inventory: sources.add("systems.toml", text),
            calendar: None,
            routes: None,
            actuals: None,
        };
        let as_of = crate::calendar::Date::from_ymd_opt(2021, 8, 3).unwrap();
        let inventory = load(&mut sources, &files, as_of, &mut Sink::new()).unwrap();
        let model = Model::new(&inventory);
        let (full, slim) = (Problem::new(&model), Problem::slim(&model));
        assert!(slim.is_slim() && !full.is_slim());
        let (mut steps, mut slim_steps) = (0, 0);
        let alone = full.alone(&mut steps);
        assert_eq!(alone, slim.alone(&mut slim_steps));
        assert_eq!(steps, slim_steps);
        assert!(alone.iter().all(Option::is_some));
        assert_eq!(full.bound(&alone), slim.bound(&alone));
    }
}
