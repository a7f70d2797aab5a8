//! Finding a plan and proving how good it is: branch and bound level by level, with the cheaper
//! search for where it does not come to an end.

mod better;

use super::branch::{Found, Limits, Problem};
use super::levels::{Levels, Places};
use super::model::{Model, Part};
use super::options::Choice;
use super::search::{Effort, first, improve, resume, unplaced};
use super::start::{Begun, begun, choice};
use super::state::{FULL, State, ratio};
use crate::progress::Progress;

/// Beyond this number of systems nothing is proved beyond the sum of what each must cost alone.
const MANY: usize = 200;

/// Where there are many systems, a part gets so much less than its share: the answer comes in time.
const BRIEF: u64 = 10;

/// Nodes that the first try may take: where systems hardly clash, it is all there is to do.
const FEW_NODES: u64 = 60;

/// What is known about a plan.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Proof {
    /// No plan has less in what counts more than the peak; with a proved peak, none that has both so
    /// has less in what counts less.
    pub(crate) levels: Option<Levels>,
    /// No plan that is as good in what counts more has a lower peak.
    pub(crate) peak: bool,
    /// Nor less in what counts less.
    pub(crate) days: bool,
}

impl Proof {
    /// Whether no plan is better on any level.
    pub(crate) fn complete(&self, at: &Places, levels: Levels) -> bool {
        let proved = self.levels.map(|proved| at.kept(proved));
        proved == Some(at.kept(levels)) && self.peak && self.days
    }
}

/// What was decided, and what is known about it.
pub(crate) struct Decided {
    pub(crate) state: State,
    pub(crate) steps: u64,
    pub(crate) proof: Proof,
    /// The least gap and lateness of each system by itself.
    pub(crate) alone: Vec<Option<Levels>>,
}

/// Decides everything: what has nothing to do with each other is planned part by part.
pub(crate) fn decide(model: &Model, effort: Effort) -> Decided {
    parts_decided(model, effort, None, false).0
}

/// As [`decide`]; parts that are the same as in a neighbour are taken over from it as they were
/// decided there: what is decided does not depend on the neighbour. A search that only began with the
/// neighbour's plan would look at the same nodes, since those with the best bound come first, and
/// could end with another of plans that are equally good.
pub(crate) fn decide_near<'i>(
    model: &Model<'i>,
    effort: Effort,
    near: Option<&Neighbour<'_>>,
) -> (Decided, Neighbour<'i>) {
    parts_decided(model, effort, near, near.is_none())
}

/// `keep`: how each part stood is kept for others.
fn parts_decided<'i>(
    model: &Model<'i>,
    effort: Effort,
    near: Option<&Neighbour<'_>>,
    keep: bool,
) -> (Decided, Neighbour<'i>) {
    let n = model.systems.len();
    let parts: Vec<Part> = model
        .groups()
        .into_iter()
        .map(|group| model.part(group))
        .collect();
    let progress = model.watch.map(|watch| &watch.parts);
    if let Some(progress) = progress.filter(|_| parts.len() > 1) {
        progress.begin(2 * parts.len());
    }
    let step = || progress.into_iter().for_each(Progress::step);
    let near = near.filter(|near| near.of == (n, effort));
    let known = |k: usize| near.and_then(|near| near.part(&parts[k]));
    let mut works = crate::parallel::map(parts.len(), n, |k| {
        let model = &parts[k].model;
        let share = |effort: Effort| effort.share(model.systems.len(), n);
        if let Some((levels, _)) = known(k) {
            return Work::again(model, share(effort), n, levels);
        }
        let efforts = effort.before().into_iter().chain([effort]).map(share);
        let work = Work::planned(model, efforts.collect(), n);
        step();
        work
    });
    let kept = |works: &[Work]| -> Vec<Stage> {
        let all = works.iter().filter(|_| keep);
        all.map(Work::stage).collect()
    };
    let levels = kept(&works);
    // The greatest load of all is what counts: each part may go as far.
    let peak = works.iter_mut().filter_map(Work::load).max();
    let proved = works
        .iter_mut()
        .any(|work| work.load() == peak && work.proof.peak || !model.at.peak);
    let same_peak = near.is_some_and(|near| near.peak == peak);
    let mut numbered: Vec<(usize, &mut Work)> = works.iter_mut().enumerate().collect();
    crate::parallel::each(&mut numbered, n, |(k, work)| {
        let Some(peak) = peak else { return };
        match known(*k) {
            Some((_, days)) if same_peak => **work = Work::again(work.model, work.effort, n, days),
            // The tables that its levels were decided with are not there any more.
            Some(_) if n <= MANY => {
                let efforts = effort.before().into_iter().chain([effort]);
                let share = |effort: Effort| effort.share(work.model.systems.len(), n);
                **work = Work::planned(work.model, efforts.map(share).collect(), n);
                work.days(peak);
            }
            _ => work.days(peak),
        }
        step();
    });
    let mut decided = Decided {
        state: State::new(model),
        steps: 0,
        proof: Proof {
            levels: Some(Levels::default()),
            peak: proved || parts.is_empty(),
            days: true,
        },
        alone: vec![None; n],
    };
    for (part, work) in parts.iter().zip(&works) {
        decided.steps += work.steps;
        for (i, alone) in part.systems.iter().zip(&work.alone) {
            decided.alone[*i] = *alone;
        }
        let proof = &mut decided.proof;
        proof.levels = proof.levels.zip(work.proof.levels).map(|(mut sum, one)| {
            sum += one;
            sum
        });
        proof.days &= work.proof.days;
        let found = work.best.as_ref().map(|(_, state)| state);
        if let Some(state) = found.or(work.draft.as_ref()) {
            part.copy(state, model, &mut decided.state);
        }
    }
    let stages = levels.into_iter().zip(kept(&works)).collect();
    drop(works);
    let neighbour = Neighbour {
        of: (n, effort),
        peak,
        stages,
        parts,
    };
    (decided, neighbour)
}

/// What was decided of an inventory, part by part, for others that are like it.
pub(crate) struct Neighbour<'i> {
    /// Systems in all, and the effort.
    of: (usize, Effort),
    /// The greatest load.
    peak: Option<u64>,
    parts: Vec<Part<'i>>,
    /// How each part stood after its levels, and at the end.
    stages: Vec<(Stage, Stage)>,
}

impl Neighbour<'_> {
    /// How the same part stood here.
    fn part(&self, part: &Part<'_>) -> Option<&(Stage, Stage)> {
        let at = self
            .parts
            .binary_search_by_key(&part.systems.first(), |p| p.systems.first())
            .ok()?;
        let same = self.parts[at].model.decides_like(&part.model);
        self.stages.get(at).filter(|_| same)
    }
}

/// What is known of a part at some time, without the tables that it was found with.
#[derive(Clone)]
struct Stage {
    alone: Vec<Option<Levels>>,
    hints: Vec<Option<Choice>>,
    best: Option<(Levels, State)>,
    draft: Option<State>,
    bound: Option<Levels>,
    bounded_to: u64,
    proof: Proof,
    steps: u64,
}

/// The best plan of a part so far and what is known about it.
struct Work<'m> {
    model: &'m Model<'m>,
    /// The tables; `None`: given back.
    problem: Option<Problem<'m>>,
    effort: Effort,
    /// One of very many: what the first ways have not proved is left.
    brief: bool,
    alone: Vec<Option<Levels>>,
    hints: Vec<Option<Choice>>,
    best: Option<(Levels, State)>,
    /// What was found where some ▲ has no day.
    draft: Option<State>,
    /// No plan is worth less.
    bound: Option<Levels>,
    /// The load up to which plans are bounded so, in millionths.
    bounded_to: u64,
    /// What is proved of the part by itself.
    proof: Proof,
    steps: u64,
    /// The earlier plan, as it is worth now.
    begun: Option<Begun>,
}

impl<'m> Work<'m> {
    /// A part of an inventory of `n` systems with its levels decided, with one effort after another.
    fn planned(model: &'m Model<'m>, efforts: Vec<Effort>, n: usize) -> Work<'m> {
        let mut work = Work::new(model, efforts.last().copied().unwrap_or_default());
        if n > MANY {
            work.effort.steps /= BRIEF;
            work.effort.passes = 0;
            work.brief = true;
            work.levels(&[work.effort]);
        } else {
            work.levels(&efforts);
        }
        if n > MANY {
            // The tables of all parts at once would be too much.
            if let Some(load) = work.load() {
                work.days(load);
            }
            work.problem = None;
        }
        work
    }

    fn stage(&self) -> Stage {
        Stage {
            alone: self.alone.clone(),
            hints: self.hints.clone(),
            best: self.best.clone(),
            draft: self.draft.clone(),
            bound: self.bound,
            bounded_to: self.bounded_to,
            proof: self.proof,
            steps: self.steps,
        }
    }

    /// A part that stands as one like it stood elsewhere.
    fn again(model: &'m Model<'m>, share: Effort, n: usize, stage: &Stage) -> Work<'m> {
        let stage = stage.clone();
        let brief = n > MANY;
        let effort = match brief {
            true => Effort {
                steps: share.steps / BRIEF,
                passes: 0,
            },
            false => share,
        };
        Work {
            model,
            problem: None,
            effort,
            brief,
            alone: stage.alone,
            hints: stage.hints,
            best: stage.best,
            draft: stage.draft,
            bound: stage.bound,
            bounded_to: stage.bounded_to,
            proof: stage.proof,
            steps: stage.steps,
            begun: None,
        }
    }

    fn new(model: &'m Model<'m>, effort: Effort) -> Work<'m> {
        let problem = if model.systems.len() <= MANY {
            Problem::new(model)
        } else {
            Problem::slim(model)
        };
        let mut steps = 0;
        let hints = problem.alone(&mut steps);
        let least = |choice: &Option<Choice>| choice.map(|c| model.at.days_lost(c.value));
        Work {
            model,
            problem: Some(problem),
            effort,
            brief: false,
            alone: hints.iter().map(least).collect(),
            hints,
            best: None,
            draft: None,
            bound: None,
            bounded_to: FULL,
            proof: Proof::default(),
            steps,
            begun: None,
        }
    }

    fn limits(&self) -> Limits {
        Limits {
            nodes: self.effort.steps / STEPS_A_NODE,
            steps: self.effort.steps,
            load: FULL,
            levels: None,
            any: false,
            unless_queued: false,
        }
    }

    /// Whether no plan has less in the first four levels.
    fn settled(&self) -> bool {
        let kept = |levels: Levels| self.model.at.kept(levels);
        let best = self.best.as_ref().map(|(value, _)| kept(*value));
        best.is_some() && best == self.bound.map(kept)
    }

    fn keep(&mut self, (state, steps): (State, u64)) {
        self.steps += steps;
        if unplaced(self.model, &state) == 0 {
            let worth = state.worth(self.model);
            if self.best.as_ref().is_none_or(|(best, _)| worth < *best) {
                self.best = Some((worth, state));
            }
        } else {
            self.draft = Some(state);
        }
    }

    /// The tables, made anew where they were given back, and whole.
    fn problem(&mut self) -> &mut Problem<'m> {
        let model = self.model;
        let whole = self.problem.take().filter(|p| !p.is_slim());
        self.problem
            .insert(whole.unwrap_or_else(|| Problem::new(model)))
    }

    fn run(&mut self, known: Option<Levels>, limits: Limits) -> Found {
        let problem = self.problem();
        let mut found = problem.solve(known, limits);
        let (kept, mut steps) = (|levels| problem.model().at.kept(levels), found.steps);
        let best = found.state.as_ref().map(|(value, _)| *value).or(known);
        let settled = best.map(kept) == found.bound.map(kept);
        // The first of any plans is looked at once more where nothing is left to be found.
        if settled || !limits.any {
            // What is proved is worth as many nodes as the search might have taken itself.
            let nodes = if settled { limits.nodes } else { 0 };
            let confirmed = problem.confirmed(found.bound, limits, found.nodes.max(nodes));
            steps += confirmed.1;
            found.bound = confirmed.0;
        }
        self.steps += steps;
        found
    }

    /// The greatest load of the plan.
    fn load(&mut self) -> Option<u64> {
        let model = self.model;
        let (_, state) = self.best.as_mut()?;
        Some(state.peak(model))
    }

    /// The first four levels, then the peak and the sums of days; one effort after another is made.
    fn levels(&mut self, efforts: &[Effort]) {
        let few = self.model.systems.len() <= MANY;
        if let Some(first) = efforts.first().filter(|_| few) {
            self.effort = *first;
        }
        self.begin();
        if few && self.best.is_none() {
            // Where systems hardly clash, a few nodes lead to a plan; with it, the rest is narrow.
            let first = Limits {
                nodes: FEW_NODES,
                any: true,
                unless_queued: true,
                ..self.limits()
            };
            let found = self.run(None, first);
            (self.best, self.bound) = (found.state, found.bound);
        } else {
            let problem = self.problem.as_ref();
            self.bound = problem.and_then(|p| p.bound(&self.hints));
        }
        if self.best.is_none() || !few {
            let least = self.bound;
            self.keep(first(
                self.model,
                self.effort,
                &self.alone,
                &self.hints,
                least,
            ));
        }
        if few {
            for effort in efforts {
                self.effort = *effort;
                self.better();
            }
        }
        self.proof.levels = self.bound.filter(|_| self.best.is_some());
        self.not_above_the_earlier(0);
        if self.settled() {
            self.proof.peak = self.peak();
        }
    }

    /// Looks where the earlier plan stands.
    fn begin(&mut self) {
        let model = self.model;
        let stood: Vec<Option<Choice>> =
            (0..model.systems.len()).map(|i| choice(model, i)).collect();
        if stood.iter().all(Option::is_none) {
            return;
        }
        if let Some(problem) = &self.problem {
            self.begun = begun(problem, model, &mut self.steps);
        }
        match &self.begun {
            Some(begun) => self.best = Some((begun.worth, begun.state.clone())),
            // Some of it does not stand any more.
            None => {
                let found = resume(model, self.effort, &self.alone, &stood, None);
                self.keep(found);
            }
        }
    }

    /// Keeps the earlier plan where it is better than what was found; loads up to `load` count as
    /// nothing.
    fn not_above_the_earlier(&mut self, load: u64) {
        let model = self.model;
        let Some(begun) = &self.begun else { return };
        let found = self.best.as_mut().map(|(worth, state)| {
            let peak = state.peak(model).max(load);
            model.at.rank(*worth, peak)
        });
        if found.is_none_or(|found| begun.rank(model, load) < found) {
            self.best = Some((begun.worth, begun.state.clone()));
        }
    }

    /// The least that no later level may cost: the levels of the best plan.
    fn kept(&self) -> Limits {
        // Where no more than sums of days count less than the peak, a few nodes tell.
        let nodes = match self.model.at.only_days_after_peak() {
            true => FEW_NODES,
            false => self.effort.steps / STEPS_A_NODE,
        };
        Limits {
            nodes,
            levels: self.best.as_ref().map(|(value, _)| *value),
            ..self.limits()
        }
    }

    /// The peak, as low as these levels allow; whether that is proved.
    fn peak(&mut self) -> bool {
        if !self.model.at.peak {
            return true;
        }
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

    /// The sums of days with loads up to `load`, where the peak is proved.
    fn days(&mut self, load: u64) {
        let load = load.min(FULL);
        let Some(value) = self.best.as_ref().map(|(value, _)| *value) else {
            return;
        };
        if !self.proof.peak {
            self.refine(load);
            self.not_above_the_earlier(load);
            return;
        }
        // What bounds the plans of a greater load bounds these.
        let bounded = self.bound == Some(value) && self.bounded_to >= load;
        if self.model.at.peak && !bounded {
            let limits = Limits {
                load,
                ..self.kept()
            };
            let found = self.run(Some(value), limits);
            (self.bound, self.bounded_to) = (found.bound, load);
            self.best = found.state.or(self.best.take());
        }
        // Few nodes may say less of what counts more than is proved already.
        let at = &self.model.at;
        let known = self.proof.levels;
        let known = known.map(|proved| proved.then(at.before_peak, at.floor));
        self.proof.levels = self.bound.max(known);
        let proved = |work: &Work| work.bound == work.best.as_ref().map(|(value, _)| *value);
        if !proved(self) {
            self.refine(load);
            self.not_above_the_earlier(load);
        }
        self.proof.days = proved(self);
    }

    /// Where more than sums of days counts less than the peak, looks for something better close by,
    /// with loads up to `load`.
    fn refine(&mut self, load: u64) {
        let (model, at) = (self.model, self.model.at);
        let many = self.brief || model.systems.len() > MANY;
        let Some((value, state)) = self.best.as_mut().filter(|_| !many) else {
            return;
        };
        if at.only_days_after_peak() {
            return;
        }
        let before = at.rank(*value, state.peak(model).max(load));
        let (mut found, steps) = improve(
            model,
            self.effort,
            &self.alone,
            &self.hints,
            None,
            state.clone(),
        );
        self.steps += steps;
        let (worth, peak) = (found.worth(model), found.peak(model));
        if unplaced(model, &found) == 0 && at.rank(worth, peak.max(load)) < before {
            self.best = Some((worth, found));
        }
    }
}

/// Steps of the effort for which one node may be looked at.
const STEPS_A_NODE: u64 = 5_000;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::inventory::{Files, Inventory, load};
    use crate::source::Sources;

    const TWO: &str = r#"
[municipality]
name = "試験市"
kind = "city"
[horizon]
from = 2021-07-01
to = 2027-03-31
[[contract]]
id = "a"
ends = 2024-03-31
price = { month = 100_000 }
extend = { by = "12M", at-most = 2 }
[[contract]]
id = "b"
ends = 2024-09-30
price = { month = 200_000 }
extend = { by = "12M", at-most = 2 }
[[system]]
id = "a"
name = "あ"
contract = "a"
bridges = ["extend"]
[[system]]
id = "b"
name = "い"
contract = "b"
bridges = ["extend"]
[[deadline]]
id = "standard"
date = 2026-03-31
"#;

    fn inventory(text: &str) -> Inventory {
        let mut sources = Sources::new();
        let files = Files {
            inventory: sources.add("systems.toml", text),
            calendar: None,
            routes: None,
            actuals: None,
        };
        let as_of = crate::calendar::Date::from_ymd_opt(2021, 8, 3).unwrap();
        let mut sink = Sink::new();
        load(&mut sources, &files, as_of, &mut sink).unwrap()
    }

    /// A part is taken over where nothing that bears on it is otherwise, and only there.
    #[test]
    fn parts_are_taken_over_where_they_are_the_same() {
        let base = inventory(TWO);
        let base = Model::new(&base);
        let (_, near) = decide_near(&base, Effort::QUICK, None);
        let taken = |text: &str| -> Vec<bool> {
            let other = inventory(text);
            let model = Model::new(&other);
            let parts = model.groups().into_iter().map(|group| model.part(group));
            parts.map(|part| near.part(&part).is_some()).collect()
        };
        assert_eq!(taken(TWO), [true, true]);
        assert_eq!(taken(&TWO.replace("100_000", "150_000")), [false, true]);
        assert_eq!(
            taken(&TWO.replace("2024-09-30", "2024-10-31")),
            [true, false]
        );
        assert_eq!(
            taken(&TWO.replace("2026-03-31", "2026-04-30")),
            [false, false]
        );
        assert_eq!(
            taken(&TWO.replace("2027-03-31", "2028-03-31")),
            [false, false]
        );
    }
}
