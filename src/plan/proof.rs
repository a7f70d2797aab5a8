//! Finding a plan and proving how good it is: branch and bound level by level, with the cheaper
//! search for where it does not come to an end.

use super::branch::{Found, Limits, Problem};
use super::evaluate::Levels;
use super::model::Model;
use super::options::{Choice, Value};
use super::search::{Effort, improve, search, unplaced};
use super::state::{State, ratio};

/// Beyond this number of systems nothing is proved beyond the sum of what each must cost alone.
const MANY: usize = 200;

/// Nodes that the first try may take: where systems hardly clash, it is all there is to do.
const FEW_NODES: u64 = 60;

/// What is known about a plan.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Proof {
    /// No plan has less in the first four levels.
    pub(crate) levels: Option<Levels>,
    /// No plan with these levels has a lower peak.
    pub(crate) peak: bool,
    /// Nor lower sums of days.
    pub(crate) days: bool,
}

impl Proof {
    /// Whether no plan is better on any level.
    pub(crate) fn complete(&self, levels: Levels) -> bool {
        self.levels == Some(levels) && self.peak && self.days
    }
}

/// A plan, the steps spent, what is proved, and the least levels of each system by itself.
pub(crate) fn decide(model: &Model, effort: Effort) -> (State, u64, Proof, Vec<Option<Levels>>) {
    let problem = if model.systems.len() <= MANY {
        Problem::new(model)
    } else {
        Problem::slim(model)
    };
    let mut steps = 0;
    let hints = problem.alone(&mut steps);
    let least = |choice: &Option<Choice>| {
        choice.map(|c| Levels {
            yen: 0,
            ..c.value.levels
        })
    };
    let alone: Vec<Option<Levels>> = hints.iter().map(least).collect();
    let mut work = Work {
        model,
        problem,
        effort,
        alone: &alone,
        hints: &hints,
        best: None,
        draft: None,
        bound: None,
        steps,
    };
    let proof = work.levels();
    let found = work.best.map(|(_, state)| state).or(work.draft);
    let state = found.unwrap_or_else(|| State::new(model));
    (state, work.steps, proof, alone)
}

/// The best plan so far and what is known about it.
struct Work<'w, 'm> {
    model: &'m Model<'m>,
    problem: Problem<'m>,
    effort: Effort,
    alone: &'w [Option<Levels>],
    hints: &'w [Option<Choice>],
    best: Option<(Value, State)>,
    /// What was found where some ▲ has no day.
    draft: Option<State>,
    /// No plan is worth less.
    bound: Option<Value>,
    steps: u64,
}

impl Work<'_, '_> {
    fn limits(&self) -> Limits {
        Limits {
            nodes: self.effort.steps / STEPS_A_NODE,
            steps: self.effort.steps,
            load: FULL,
            levels: None,
            any: false,
        }
    }

    /// Whether no plan has less in the first four levels.
    fn settled(&self) -> bool {
        let best = self.best.as_ref().map(|(value, _)| value.levels);
        best.is_some() && best == self.bound.map(|b| b.levels)
    }

    fn keep(&mut self, (state, steps): (State, u64)) {
        self.steps += steps;
        if unplaced(self.model, &state) == 0 {
            let worth = value(self.model, &state);
            if self.best.as_ref().is_none_or(|(best, _)| worth < *best) {
                self.best = Some((worth, state));
            }
        } else {
            self.draft = Some(state);
        }
    }

    fn run(&mut self, known: Option<Value>, limits: Limits) -> Found {
        let found = self.problem.solve(known, limits);
        self.steps += found.steps;
        found
    }

    /// The first four levels, then those after them.
    fn levels(&mut self) -> Proof {
        let few = self.model.systems.len() <= MANY;
        if few {
            // Where systems hardly clash, a few nodes lead to a plan; with it, the rest is narrow.
            let first = Limits {
                nodes: FEW_NODES,
                any: true,
                ..self.limits()
            };
            let found = self.run(None, first);
            (self.best, self.bound) = (found.state, found.bound);
        } else {
            self.bound = self.problem.bound(self.hints);
        }
        let searched = self.best.is_none();
        if searched {
            self.keep(search(self.model, self.effort, self.alone, self.hints));
        }
        if few && self.best.is_some() && !self.settled() {
            let known = self.best.as_ref().map(|(value, _)| *value);
            let found = self.run(known, self.limits());
            self.bound = found.bound;
            self.best = found.state.or(self.best.take());
        }
        // What is not proved may have something better close by.
        if few && !self.settled() {
            if let Some((_, state)) = self.best.clone() {
                self.keep(improve(self.model, self.effort, self.alone, state));
            }
            if !searched {
                self.keep(search(self.model, self.effort, self.alone, self.hints));
            }
        }
        let mut proof = Proof {
            levels: self.bound.map(|b| b.levels).filter(|_| self.best.is_some()),
            peak: false,
            days: false,
        };
        if self.settled() {
            if self.problem.is_slim() {
                self.problem = Problem::new(self.model);
            }
            proof.peak = self.peak();
            proof.days = proof.peak && self.days();
        }
        proof
    }

    /// The least that no later level may cost: the levels of the best plan.
    fn kept(&self) -> Limits {
        Limits {
            nodes: FEW_NODES,
            levels: self.best.as_ref().map(|(value, _)| value.levels),
            ..self.limits()
        }
    }

    /// The peak, as low as these levels allow; whether that is proved.
    fn peak(&mut self) -> bool {
        let least = least_peak(self.model);
        while let Some((_, state)) = &mut self.best {
            let peak = state.peak(self.model);
            if peak <= least {
                return true;
            }
            let lower = Limits {
                load: peak - 1,
                ..self.kept()
            };
            let found = self.run(None, lower);
            if found.state.is_none() {
                return found.bound.is_none();
            }
            self.best = found.state;
            self.bound = None;
        }
        false
    }

    /// The sums of days, with this peak; whether that is proved.
    fn days(&mut self) -> bool {
        let Some((value, state)) = &mut self.best else {
            return false;
        };
        let value = *value;
        let load = state.peak(self.model).min(FULL);
        let known = self.bound.map(|b| (b.cutovers, b.signs));
        if known != Some((value.cutovers, value.signs)) {
            let found = self.run(
                Some(value),
                Limits {
                    load,
                    ..self.kept()
                },
            );
            self.bound = found.bound;
            self.best = found.state.or(self.best.take());
        }
        self.bound == self.best.as_ref().map(|(value, _)| *value)
    }
}

/// Steps of the effort for which one node may be looked at.
const STEPS_A_NODE: u64 = 5_000;

/// Load as great as the capacity, in millionths.
const FULL: u64 = 1_000_000;

fn value(model: &Model, state: &State) -> Value {
    let (cutovers, signs) = state.day_sums(model);
    Value {
        levels: state.total(model),
        cutovers,
        signs,
    }
}

/// No plan has a lower peak: some round that every plan needs uses its provider so much.
fn least_peak(model: &Model) -> u64 {
    let mut least = 0;
    for i in 0..model.systems.len() {
        let each = super::search::allowed_routes(model, i)
            .into_iter()
            .map(|route| {
                let route = model.systems[i].routes[route];
                let rounds = route.bridge_round.into_iter().chain([route.target_round]);
                rounds.map(|r| alone_peak(model, r)).max().unwrap_or(0)
            });
        least = least.max(each.min().unwrap_or(0));
    }
    least
}

/// The load of one round over the greatest capacity that its provider ever has.
fn alone_peak(model: &Model, round: usize) -> u64 {
    let source = &model.rounds[round];
    let Some(p) = source.provider.filter(|_| source.done.is_empty()) else {
        return 0;
    };
    let from = (model.as_of - model.first).max(0) as usize;
    let builds = model.builds[p].get(from..).unwrap_or_default().iter().max();
    let cutovers = (model.as_of..=model.last)
        .map(|d| model.cutover_capacity(p, d))
        .max();
    let works = source.signs.iter().all(|s| s.ready > s.day) && !source.in_house;
    let builds = builds
        .filter(|_| works)
        .map_or(0, |c| ratio(source.units, *c));
    builds.max(cutovers.map_or(0, |c| ratio(source.units, c)))
}
