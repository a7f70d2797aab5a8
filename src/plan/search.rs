//! The search: systems are placed one after another, each where it is best, then moved again as
//! long as anything improves. Effort is counted in steps (▲ days tried), never in seconds.

mod group;
mod guided;
mod orders;
mod rearrange;
mod stamps;

use super::levels::{Levels, Rank};
use super::model::{Model, SignDay};
use super::options::Choice;
use super::place::Pick;
use super::state::{State, Which};
pub(crate) use guided::{guided, rearranged};
use stamps::Stamps;

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// ▲ days tried at most.
    pub steps: u64,
    /// Rounds of improvement at most.
    pub passes: u32,
}

impl Effort {
    /// For deadline checks.
    pub const QUICK: Effort = Effort {
        steps: 2_000_000,
        passes: 2,
    };
    /// The default.
    pub const NORMAL: Effort = Effort {
        steps: 40_000_000,
        passes: 12,
    };
    /// When time does not matter.
    pub const THOROUGH: Effort = Effort {
        steps: 400_000_000,
        passes: 60,
    };
}

impl Effort {
    /// A lesser effort that is gone through first, so that what it finds is there when the user ends the
    /// search.
    pub(crate) fn before(self) -> Option<Effort> {
        (self.steps > Effort::NORMAL.steps).then_some(Effort::NORMAL)
    }

    /// Whether it is for one of many plans: what takes long for little is left out.
    pub(crate) fn is_quick(self) -> bool {
        self.passes <= Effort::QUICK.passes
    }

    /// The effort for some of the systems.
    pub(crate) fn share(self, systems: usize, of: usize) -> Effort {
        let (systems, of) = (systems as u64, of.max(1) as u64);
        let share = self.steps / of * systems + self.steps % of * systems / of;
        Effort {
            steps: share,
            ..self
        }
    }
}

impl Default for Effort {
    fn default() -> Self {
        Effort::NORMAL
    }
}

/// From this many systems on only the cheap moves are made.
const MANY: usize = 60;

/// Up to this many systems, other orders are tried for some of them.
const REARRANGED: usize = 200;

/// From this many systems on only those in trouble are moved a second time.
const VERY_MANY: usize = 500;

/// Where placing a system on a route begins; it ends where nothing moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// The bridge where it is best by itself.
    Best,
    /// The bridge as early as can be.
    Early,
    /// The bridge as late as cover allows, the standard within so many steps of its extension;
    /// left there.
    Steps(usize),
}

/// Where one system stands.
#[derive(Clone, Debug, PartialEq)]
struct Placement {
    route: usize,
    bridge: Option<usize>,
    standard: Option<usize>,
    signs: Vec<(usize, Option<SignDay>)>,
}

/// What placements of one system are compared by: fewer unplaced moves, then the objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    unplaced: usize,
    rank: Rank,
    route: usize,
}

/// What whole assignments are compared by: moves without a day, then the levels.
type Whole = (usize, Rank);

/// Finds an assignment; returns it with the steps spent. `alone`: the least gap and lateness of each
/// system by itself; `hints`: its best choice by itself, taken first where there are many systems.
pub(crate) fn search(
    model: &Model,
    effort: Effort,
    alone: &[Option<Levels>],
    hints: &[Option<Choice>],
) -> (State, u64) {
    let mut search = Search::new(model, effort, alone, hints);
    // Other orders are tried as long as something is not placed, or has more gap or lateness than
    // it must have by itself.
    let mut best: Option<(Whole, State)> = None;
    for order in search.orders() {
        let mut state = State::new(model);
        search.construct(&mut state, &order);
        search.improve(&mut state);
        let worth = whole(model, &mut state);
        let troubled = (0..model.systems.len()).any(|i| search.troubled(&state, i));
        if best.as_ref().is_none_or(|(w, _)| worth < *w) {
            best = Some((worth, state));
        }
        // Restarts may take a part of the effort only.
        if !troubled || search.steps > effort.steps / 16 || search.spent() {
            break;
        }
    }
    let state = best.map_or_else(|| State::new(model), |(_, state)| state);
    (state, search.steps)
}

/// Finds an assignment in one order of construction and, where something is in trouble, in others for
/// a part of the systems; `least`: levels that no plan is below.
pub(crate) fn first(
    model: &Model,
    effort: Effort,
    alone: &[Option<Levels>],
    hints: &[Option<Choice>],
    least: Option<Levels>,
) -> (State, u64) {
    let mut search = Search::new(model, effort, alone, hints);
    let mut state = State::new(model);
    if let Some(order) = search.orders().first() {
        search.construct(&mut state, order);
    }
    let mut stamps = Stamps::new(model);
    search.settle(&mut state, &mut stamps);
    if model.systems.len() <= REARRANGED {
        search.rearrange(&mut state, least, effort.steps / 32);
    }
    (state, search.steps)
}

/// Finds an assignment close to an earlier plan: what it had where that still finds room, the rest
/// where it is best.
pub(crate) fn resume(
    model: &Model,
    effort: Effort,
    alone: &[Option<Levels>],
    stood: &[Option<Choice>],
    least: Option<Levels>,
) -> (State, u64) {
    let mut search = Search::new(model, effort, alone, &[]);
    let mut state = search.begun_with(stood);
    if model.systems.len() <= REARRANGED {
        search.rearrange(&mut state, least, effort.steps / 32);
    }
    (state, search.steps)
}

/// Moves the systems of a plan as long as anything improves; returns it with the steps spent. `own`:
/// the best choice of each system by itself, where yen are worth the search too, else empty.
/// `least`: levels that no plan is below.
pub(crate) fn improve(
    model: &Model,
    effort: Effort,
    alone: &[Option<Levels>],
    own: &[Option<Choice>],
    least: Option<Levels>,
    mut state: State,
) -> (State, u64) {
    let mut search = Search::rearranging(model, effort, alone, own, least, &mut state);
    search.improve(&mut state);
    (state, search.steps)
}

/// What a whole assignment is compared by.
fn whole(model: &Model, state: &mut State) -> Whole {
    let peak = state.peak(model);
    (
        unplaced(model, state),
        model.at.rank(state.worth(model), peak),
    )
}

/// Moves that have no day yet.
pub(crate) fn unplaced(model: &Model, state: &State) -> usize {
    (0..model.systems.len())
        .map(|i| missing(model, state, i))
        .sum()
}

fn missing(model: &Model, state: &State, i: usize) -> usize {
    let Some(route) = model.systems[i].routes.get(state.route[i]) else {
        return 0;
    };
    usize::from(state.standard[i].is_none())
        + usize::from(route.bridge_round.is_some() && state.bridge[i].is_none())
}

struct Search<'m> {
    model: &'m Model<'m>,
    /// What each system would be worth alone: gap and lateness.
    alone: &'m [Option<Levels>],
    /// The best choice of each system by itself; may be empty.
    hints: &'m [Option<Choice>],
    /// The same where it is tried to be had cheaper too; else empty.
    own: &'m [Option<Choice>],
    /// Systems that another one's work or ▲ has kept from some day.
    contested: Vec<bool>,
    steps: u64,
    /// Steps that the watch knows of.
    told: u64,
    effort: Effort,
    /// Only the cheap moves are made.
    brief: bool,
}

impl<'m> Search<'m> {
    fn new(
        model: &'m Model<'m>,
        effort: Effort,
        alone: &'m [Option<Levels>],
        hints: &'m [Option<Choice>],
    ) -> Search<'m> {
        let brief = model.systems.len() > MANY || effort.passes == 0;
        Search {
            model,
            steps: 0,
            told: 0,
            effort,
            alone,
            brief,
            hints: if brief { hints } else { &[] },
            own: &[],
            contested: vec![false; model.systems.len()],
        }
    }
}

impl<'m> Search<'m> {
    /// A search that has tried other orders for a part of the systems of a plan.
    fn rearranging(
        model: &'m Model<'m>,
        effort: Effort,
        alone: &'m [Option<Levels>],
        own: &'m [Option<Choice>],
        least: Option<Levels>,
        state: &mut State,
    ) -> Search<'m> {
        let mut search = Search::new(model, effort, alone, &[]);
        search.own = own;
        search.contested.fill(true);
        search.rearrange(state, least, effort.steps / 16);
        search
    }

    /// A plan of some choices as far as there is room, the rest where it is best.
    fn begun_with(&mut self, choices: &'m [Option<Choice>]) -> State {
        let mut state = State::new(self.model);
        self.hints = choices;
        if let Some(order) = self.orders().first() {
            self.construct(&mut state, order);
        }
        self.hints = &[];
        let mut stamps = Stamps::new(self.model);
        self.settle(&mut state, &mut stamps);
        state
    }
}

impl Search<'_> {
    fn spent(&mut self) -> bool {
        if let Some(watch) = self.model.watch {
            watch.tell(self.steps - self.told);
            self.told = self.steps;
            if watch.heed() {
                return true;
            }
        }
        self.steps >= self.effort.steps
    }

    fn construct(&mut self, state: &mut State, order: &[usize]) {
        state.filling = true;
        for i in order {
            if !self.place_as_hinted(state, *i) {
                self.place(state, *i, true);
            }
            self.align(state, *i);
        }
        state.filling = false;
    }

    /// Puts system `i` where it is best by itself; whether there is room for it.
    fn place_as_hinted(&mut self, state: &mut State, i: usize) -> bool {
        let model = self.model;
        let Some(hint) = self.hints.get(i).copied().flatten() else {
            return false;
        };
        self.set_route(state, i, hint.route);
        let moves = [
            (Which::Bridge, hint.bridge),
            (Which::Standard, Some(hint.standard)),
        ];
        for (which, candidate) in moves {
            let Some(candidate) = candidate else { continue };
            let on = Pick::On(model.systems[i].candidates[candidate].day);
            let Some(choice) = state.best(model, i, which, on, &mut self.steps) else {
                self.take_out(state, &[i]);
                return false;
            };
            state.accept(model, i, which, &choice);
        }
        true
    }

    /// Whether a system stands where it is best by itself.
    fn as_hinted(&self, state: &State, i: usize) -> bool {
        self.hints.get(i).copied().flatten().is_some_and(|hint| {
            state.route[i] == hint.route
                && state.bridge[i] == hint.bridge
                && state.standard[i] == Some(hint.standard)
        })
    }

    fn improve(&mut self, state: &mut State) {
        let n = self.model.systems.len();
        let mut stamps = Stamps::new(self.model);
        self.settle(state, &mut stamps);
        if n > MANY {
            return;
        }
        for _ in 0..self.effort.passes {
            let mut changed = false;
            // Only a system that limits keep from a better day has anything to gain from another.
            let held: Vec<bool> = (0..n).map(|i| self.held(state, i)).collect();
            for i in 0..n {
                for j in i + 1..n {
                    if self.spent() {
                        return;
                    }
                    if !(held[i] || held[j])
                        || !self.compete(i, j)
                        || !stamps.pair_touched(self.model, i, j)
                    {
                        continue;
                    }
                    stamps.pair_looked_at(i, j);
                    let trouble = self.troubled(state, i) || self.troubled(state, j);
                    if self.swap(state, i, j, trouble) {
                        changed = true;
                        stamps.touch(self.model, i);
                        stamps.touch(self.model, j);
                    }
                }
            }
            if !changed {
                break;
            }
            self.settle(state, &mut stamps);
        }
    }

    /// Whether a system would stand better if no vendor or team had limits.
    fn held(&mut self, state: &mut State, i: usize) -> bool {
        if !self.contested[i] {
            return false;
        }
        let model = self.model;
        let least = model.at.kept(state.value(model, &[i]));
        let old = self.placement(state, i);
        let mut held = missing(model, state, i) > 0;
        state.unlimited = true;
        for start in [
            Start::Best,
            Start::Steps(0),
            Start::Steps(1),
            Start::Steps(2),
        ] {
            if held || start != Start::Best && self.steps_of(state, &[i]) == 0 {
                break;
            }
            self.take_out(state, &[i]);
            self.place_on_route(state, i, start);
            if state.standard[i].is_some() {
                self.alternate(state, i);
                held = model.at.kept(state.value(model, &[i])) < least;
            }
        }
        state.unlimited = false;
        self.restore(state, i, &old);
        held
    }

    /// Whether a system has more gap or lateness than it would have alone.
    fn troubled(&self, state: &State, i: usize) -> bool {
        let at = &self.model.at;
        let levels = state.local[i].map(|l| at.days_lost(l.levels));
        match (levels, self.alone[i]) {
            (Some(levels), Some(alone)) => levels > alone,
            _ => missing(self.model, state, i) > 0,
        }
    }

    /// Moves one system after another until none moves.
    fn settle(&mut self, state: &mut State, stamps: &mut Stamps) {
        let n = self.model.systems.len();
        let passes = if self.brief { 1 } else { self.effort.passes };
        for _ in 0..passes {
            let mut changed = false;
            for i in 0..n {
                if self.spent() {
                    return;
                }
                let peak = state.peak(self.model);
                if !stamps.touched(self.model, i) || self.as_hinted(state, i) {
                    continue;
                }
                // Where there are very many, only what is late or uncovered is moved again.
                if (n > VERY_MANY || self.brief && n <= MANY) && !self.troubled(state, i) {
                    continue;
                }
                stamps.looked_at(i);
                let members = self.together(i);
                let moved =
                    self.place(state, i, false) | self.align(state, i) | self.follow(state, i);
                if moved {
                    changed = true;
                    let after = self.model.systems[i].after.iter();
                    members
                        .iter()
                        .chain(after)
                        .for_each(|m| stamps.touch(self.model, *m));
                    stamps.touch(self.model, i);
                    if state.peak(self.model) != peak {
                        stamps.touch_all();
                    }
                }
            }
            if !changed {
                break;
            }
        }
    }

    fn worth(&self, state: &mut State, members: &[usize]) -> Worth {
        let model = self.model;
        let at = &model.at;
        let peak = if state.filling { 0 } else { state.peak(model) };
        let mut levels = state.value(model, members);
        let mut rounds = Vec::new();
        for i in members {
            for which in [Which::Bridge, Which::Standard] {
                let cutover = state.candidate(model, *i, which);
                levels.add(at.cutovers, cutover.map_or(0, |c| i64::from(c.day)));
            }
            rounds.extend(&model.systems[*i].rounds);
        }
        rounds.sort_unstable();
        rounds.dedup();
        for round in rounds {
            if state.cutovers_of(model, round).next().is_some() {
                levels.add(at.signs, state.sign[round].map_or(0, |s| i64::from(s.day)));
            }
        }
        Worth {
            unplaced: members.iter().map(|i| missing(model, state, *i)).sum(),
            rank: at.rank(levels, peak),
            route: members.iter().map(|i| state.route[*i]).sum(),
        }
    }

    fn placement(&self, state: &State, i: usize) -> Placement {
        let rounds = &self.model.systems[i].rounds;
        Placement {
            route: state.route[i],
            bridge: state.bridge[i],
            standard: state.standard[i],
            signs: rounds.iter().map(|r| (*r, state.sign[*r])).collect(),
        }
    }

    fn restore(&self, state: &mut State, i: usize, to: &Placement) {
        let model = self.model;
        let rounds = &model.systems[i].rounds;
        rounds.iter().for_each(|r| state.take(model, *r));
        state.route[i] = to.route;
        state.bridge[i] = to.bridge;
        state.standard[i] = to.standard;
        to.signs.iter().for_each(|(r, sign)| state.sign[*r] = *sign);
        rounds.iter().for_each(|r| state.put(model, *r));
        state.refresh(model, i);
    }

    /// Puts system `i` where it is best, on any of its routes; whether that changed anything.
    fn place(&mut self, state: &mut State, i: usize, fresh: bool) -> bool {
        let model = self.model;
        let before = (!fresh).then(|| (self.worth(state, &[i]), self.placement(state, i)));
        let mut best = before.clone();
        for route in allowed_routes(model, i) {
            // What an extension costs comes in steps: within each the best lies elsewhere.
            let mut starts = vec![Start::Best];
            if let Some(round) = model.systems[i].routes[route].bridge_round
                && fresh
                && !self.brief
            {
                let steps = model.rounds[round]
                    .ends
                    .iter()
                    .map(Vec::len)
                    .max()
                    .unwrap_or(0);
                starts.push(Start::Early);
                starts.extend((0..steps.min(4)).map(Start::Steps));
            }
            for start in starts {
                state.remove(model, i, Which::Bridge);
                state.remove(model, i, Which::Standard);
                self.set_route(state, i, route);
                self.place_on_route(state, i, start);
                if matches!(start, Start::Steps(_)) {
                    if state.standard[i].is_none() {
                        continue;
                    }
                    self.alternate(state, i);
                }
                let worth = self.worth(state, &[i]);
                if best.as_ref().is_none_or(|(w, _)| worth < *w) {
                    best = Some((worth, self.placement(state, i)));
                }
            }
        }
        let Some((_, placement)) = best else {
            state.refresh(model, i);
            return false;
        };
        self.restore(state, i, &placement);
        before.is_none_or(|(_, old)| old != placement)
    }

    fn set_route(&self, state: &mut State, i: usize, route: usize) {
        state.route[i] = route;
        state.refresh(self.model, i);
    }

    /// ▲ days on the route that is set: bridge and standard in turn until neither moves.
    fn place_on_route(&mut self, state: &mut State, i: usize, start: Start) {
        let model = self.model;
        let bridge = model.systems[i].routes[state.route[i]].bridge_round;
        if bridge.is_some() {
            let pick = match start {
                Start::Best => Pick::Best,
                Start::Early => Pick::First,
                Start::Steps(_) => Pick::Last,
            };
            let Some(choice) = state.best(model, i, Which::Bridge, pick, &mut self.steps) else {
                return;
            };
            self.contested[i] |= choice.contested;
            state.accept(model, i, Which::Bridge, &choice);
        }
        if let (Start::Steps(n), Some(round)) = (start, bridge) {
            // Within the first n steps of extension, then wherever that leads.
            let slot = state
                .candidate(model, i, Which::Bridge)
                .map_or(0, |c| c.slot);
            let ends = model.rounds[round].ends.get(slot);
            let Some(end) = ends.and_then(|e| e.get(n)).copied() else {
                return;
            };
            let days = &model.systems[i].candidates;
            let until = days.partition_point(|c| model.axis.service_start(c.day) - 1 <= end);
            let Some(last) = until.checked_sub(1).map(|k| days[k].day) else {
                return;
            };
            let pick = Pick::Until(last);
            if let Some(choice) = state.best(model, i, Which::Standard, pick, &mut self.steps) {
                state.accept(model, i, Which::Standard, &choice);
            }
        } else {
            self.choose(state, i, Which::Standard);
        }
        if bridge.is_some() && !matches!(start, Start::Steps(_)) {
            self.alternate(state, i);
        }
    }

    /// Bridge and standard in turn until neither moves.
    fn alternate(&mut self, state: &mut State, i: usize) {
        let mut moved = self.choose(state, i, Which::Bridge);
        for _ in 0..4 {
            if !moved || !self.choose(state, i, Which::Standard) {
                break;
            }
            moved = self.choose(state, i, Which::Bridge);
        }
        if state.standard[i].is_none() {
            self.choose(state, i, Which::Standard);
        }
    }

    /// The best day for one move, everything else as it is; whether it moved.
    fn choose(&mut self, state: &mut State, i: usize, which: Which) -> bool {
        let model = self.model;
        let old = self.placement(state, i);
        state.remove(model, i, which);
        match state.best(model, i, which, Pick::Best, &mut self.steps) {
            Some(choice) => {
                self.contested[i] |= choice.contested;
                state.accept(model, i, which, &choice);
                self.placement(state, i) != old
            }
            None => {
                self.restore(state, i, &old);
                false
            }
        }
    }

    fn together(&self, i: usize) -> Vec<usize> {
        let mut members = vec![i];
        let mut at = 0;
        while at < members.len() {
            for j in &self.model.systems[members[at]].together {
                if !members.contains(j) {
                    members.push(*j);
                }
            }
            at += 1;
        }
        members.sort_unstable();
        members
    }
}

/// Routes that agree with what has happened: a bridge that is signed, begun or done is kept.
pub(crate) fn allowed_routes(model: &Model, i: usize) -> Vec<usize> {
    let begun = |round: usize| {
        let round = &model.rounds[round];
        round.begun || round.done.iter().any(|d| d.0 == i)
    };
    let routes = &model.systems[i].routes;
    // Where no route takes all that has begun, those that take the most of it.
    let kept = |route: &super::model::RouteModel| {
        let mine = [route.bridge_round, Some(route.target_round)];
        mine.iter().flatten().filter(|r| begun(**r)).count()
    };
    let most = routes.iter().map(kept).max().unwrap_or(0);
    let asked = model.systems[i].asked.bridge;
    (0..routes.len())
        .filter(|r| kept(&routes[*r]) == most)
        .filter(|r| asked.is_none_or(|bridge| routes[*r].bridge == bridge))
        .collect()
}
