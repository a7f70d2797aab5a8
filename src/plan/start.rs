//! A plan that is known already: where the search begins, and what it never ends below.

use super::axis::{Day, day};
use super::branch::Problem;
use super::levels::{Levels, Rank};
use super::model::Model;
use super::options::{Choice, fitting_days};
use super::state::State;
use super::{Plan, PlanRoute};
use crate::calendar::Date;
use crate::inventory::{Promise, Promises};
use std::collections::BTreeMap;

/// Routes, ▲ and ★ of an earlier plan, by the ids of systems and rounds. What the inventory does not
/// have, or does not allow any more, is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// By system.
    pub systems: BTreeMap<String, SystemStart>,
    /// ★ by round.
    pub signs: BTreeMap<String, Date>,
}

/// Where one system stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemStart {
    /// Its route.
    pub route: PlanRoute,
    /// ▲ of the bridge.
    pub bridge: Option<Date>,
    /// ▲ of the standard.
    pub standard: Option<Date>,
}

impl Start {
    /// What a plan decided.
    pub fn of(plan: &Plan) -> Start {
        let mut start = Start::default();
        for system in &plan.systems {
            let cutover = |standard: bool| {
                let mut all = system.milestones.iter().filter(|m| m.kind == "cutover");
                let found = all.find(|m| (m.stage == "standard") == standard);
                found.map(|m| m.date)
            };
            let here = SystemStart {
                route: system.route.clone(),
                bridge: cutover(false),
                standard: cutover(true),
            };
            start.systems.insert(system.id.clone(), here);
            let signs = system.milestones.iter().filter(|m| m.kind == "contract");
            let signs = signs.map(|m| (m.round.clone(), m.date));
            start.signs.extend(signs);
        }
        start
    }
}

/// What a plan promises: its routes and ▲.
pub fn promises_of(plan: &Plan) -> Promises {
    let promise = |stood: SystemStart| Promise {
        bridge: stood.route.bridge,
        target: stood.route.target,
        cutovers: [stood.bridge, stood.standard],
    };
    let all = Start::of(plan).systems.into_iter();
    all.map(|(id, stood)| (id, promise(stood))).collect()
}

/// Where one system of the model stood: route, ▲ of bridge and standard as candidates.
pub(crate) type Stood = (usize, Option<usize>, usize);

impl Model<'_> {
    /// Begins with an earlier plan.
    pub(crate) fn begin(&mut self, start: &Start) {
        let routes = &self.inventory.routes;
        for system in &mut self.systems {
            system.stood = start.systems.get(system.id).and_then(|stood| {
                let named = |r: &super::model::RouteModel| {
                    routes.bridges[r.bridge].id == stood.route.bridge
                        && routes.targets[r.target].id == stood.route.target
                };
                let route = system.routes.iter().position(named)?;
                let candidate = |date: Option<Date>| {
                    let by_day = |c: &super::model::Candidate| c.day;
                    system
                        .candidates
                        .binary_search_by_key(&day(date?), by_day)
                        .ok()
                };
                let bridge = candidate(stood.bridge);
                let bridged = system.routes[route].bridge_round.is_some();
                (bridged == bridge.is_some()).then_some(())?;
                Some((route, bridge, candidate(stood.standard)?))
            });
        }
        for round in &mut self.rounds {
            round.stood = start.signs.get(&round.source.id).map(|date| day(*date));
        }
    }
}

/// An earlier plan as an assignment: its worth, its greatest load.
pub(crate) struct Begun {
    pub(crate) state: State,
    pub(crate) worth: Levels,
    pub(crate) peak: u64,
}

impl Begun {
    /// With loads up to `load`, which count as nothing.
    pub(crate) fn rank(&self, model: &Model, load: u64) -> Rank {
        model.at.rank(self.worth, self.peak.max(load))
    }
}

/// The earlier plan, where every system stands where it stood and no rule of the search is broken.
pub(crate) fn begun(problem: &Problem, model: &Model, steps: &mut u64) -> Option<Begun> {
    let choices: Option<Vec<Choice>> = (0..model.systems.len()).map(|i| choice(model, i)).collect();
    let choices = choices.filter(|all| !all.is_empty())?;
    *steps += choices.len() as u64;
    let mut state = problem.assigned(&choices)?;
    let mut signed = state.clone();
    state.sign_early(model, steps);
    sign_as_before(model, &mut signed);
    let both = [state, signed].map(|mut state| Begun {
        worth: state.worth(model),
        peak: state.peak(model),
        state,
    });
    let full = super::state::FULL;
    let kept = both.into_iter().filter(|b| b.peak <= full);
    kept.min_by_key(|b| b.rank(model, 0))
}

/// Where a system stood, if it may still stand there by itself.
pub(crate) fn choice(model: &Model, i: usize) -> Option<Choice> {
    let system = &model.systems[i];
    let (route, bridge, standard) = system.stood?;
    super::search::allowed_routes(model, i)
        .contains(&route)
        .then_some(())?;
    let rules = system.routes[route];
    let day = |c: usize| system.candidates[c].day;
    let fits = |round: usize, d: Day| fitting_days(model, i, round).binary_search(&d).is_ok();
    let bridge_fits = match (rules.bridge_round, bridge) {
        (Some(round), Some(c)) => fits(round, day(c)) && day(c) < day(standard),
        (None, None) => true,
        _ => false,
    };
    (bridge_fits && fits(rules.target_round, day(standard))).then_some(Choice {
        value: Levels::default(),
        route,
        bridge,
        standard,
        links: 0,
    })
}

/// Puts each ★ back on its day, where the ▲ still allow it.
fn sign_as_before(model: &Model, state: &mut State) {
    for (r, round) in model.rounds.iter().enumerate() {
        let days = state.cutovers_of(model, r).map(|(_, c)| c.day);
        let span = days.fold(None, |span: Option<(Day, Day)>, d| {
            Some(span.map_or((d, d), |(a, b)| (a.min(d), b.max(d))))
        });
        let (Some((first, last)), Some(stood)) = (span, round.stood) else {
            continue;
        };
        let mut signs = round.signs.iter().filter(|s| s.day >= round.available);
        let fits =
            |s: &&super::model::SignDay| s.day == stood && s.ready <= first && s.until >= last - 1;
        if let Some(sign) = signs.find(fits).filter(|_| !round.in_house) {
            state.sign_on(model, r, Some(*sign));
        }
    }
}
