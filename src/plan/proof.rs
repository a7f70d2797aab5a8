//! Finding a plan and proving how good it is: branch and bound level by level, with the cheaper
//! search for where it does not come to an end.

use super::branch::{Limits, Problem};
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
    let problem = Problem::new(model);
    let mut steps = 0;
    let hints = problem.alone(&mut steps);
    let least = |c: &Option<Choice>| {
        c.map(|c| Levels {
            yen: 0,
            ..c.value.levels
        })
    };
    let alone: Vec<Option<Levels>> = hints.iter().map(least).collect();
    let (state, spent, proof) = best(model, &problem, effort, &alone, &hints);
    (state, steps + spent, proof, alone)
}

fn best(
    model: &Model,
    problem: &Problem,
    effort: Effort,
    alone: &[Option<Levels>],
    hints: &[Option<Choice>],
) -> (State, u64, Proof) {
    let mut steps = 0;
    let all = Limits {
        nodes: effort.steps / 5_000,
        steps: effort.steps,
        load: FULL,
        levels: None,
        any: false,
    };
    let mut best: Option<(Value, State)> = None;
    let mut bound;
    if model.systems.len() <= MANY {
        // Where systems hardly clash, a few nodes lead to a plan; with it, the rest is narrow.
        let first = problem.solve(
            None,
            Limits {
                nodes: FEW_NODES,
                any: true,
                ..all
            },
        );
        steps += first.steps;
        bound = first.bound;
        best = first.state;
    } else {
        bound = problem.bound(hints);
    }
    let done = |best: &Option<(Value, State)>, bound: &Option<Value>| match (best, bound) {
        (Some((value, _)), Some(bound)) => value.levels == bound.levels,
        _ => false,
    };
    let mut searched = false;
    if best.is_none() {
        searched = true;
        let (state, spent) = search(model, effort, alone, hints);
        steps += spent;
        if unplaced(model, &state) > 0 {
            return (state, steps, Proof::default());
        }
        let value = value(model, &state);
        best = Some((value, state));
    }
    if model.systems.len() <= MANY && !done(&best, &bound) {
        let found = problem.solve(best.as_ref().map(|b| b.0), all);
        steps += found.steps;
        bound = found.bound;
        best = found.state.or(best);
    }
    // What is not proved may have something better close by.
    if !done(&best, &bound) && model.systems.len() <= MANY {
        let near = best
            .as_ref()
            .map(|(_, s)| improve(model, effort, alone, s.clone()));
        let far = (!searched).then(|| search(model, effort, alone, hints));
        for (state, spent) in near.into_iter().chain(far) {
            steps += spent;
            let worth = value(model, &state);
            let better = best.as_ref().is_none_or(|(b, _)| worth < *b);
            if better && unplaced(model, &state) == 0 {
                best = Some((worth, state));
            }
        }
    }
    let Some((mut value, mut state)) = best else {
        return (State::new(model), steps, Proof::default());
    };
    let mut proof = Proof {
        levels: bound.map(|b| b.levels),
        peak: false,
        days: false,
    };
    if done(&Some((value, state.clone())), &bound) {
        // The peak, as low as these levels allow.
        let few = Limits {
            nodes: FEW_NODES,
            levels: Some(value.levels),
            ..all
        };
        let least = least_peak(model);
        let mut peak = state.peak(model);
        while peak > least {
            let found = problem.solve(
                None,
                Limits {
                    load: peak - 1,
                    ..few
                },
            );
            steps += found.steps;
            match found.state {
                Some((better, lower)) => {
                    (value, state) = (better, lower);
                    peak = state.peak(model);
                    bound = None;
                }
                None => {
                    proof.peak = found.bound.is_none();
                    break;
                }
            }
        }
        proof.peak |= peak <= least;
        if proof.peak
            && bound.is_none_or(|b| (b.cutovers, b.signs) != (value.cutovers, value.signs))
        {
            let found = problem.solve(Some(value), Limits { load: peak, ..few });
            steps += found.steps;
            bound = found.bound;
            if let Some((better, earlier)) = found.state {
                (value, state) = (better, earlier);
            }
        }
        proof.days = proof.peak && bound == Some(value);
    }
    (state, steps, proof)
}

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
