//! The plan as a policy: routes and order kept, every ★ and ▲ the earliest that the plan allows, and
//! for each of them a table of the next day to which it may slip.

use super::draws::{Amounts, Days};
use super::money::{self, Money};
use crate::calendar::{FiscalYear, Range, Shape, Spread};
use crate::facts::{Confidence, segment};
use crate::inventory::{Bounds, Inventory, RoundIx, SystemIx};
use crate::plan::axis::{Day, NEVER, date, day, fiscal_end};
use crate::plan::evaluate::Local;
use crate::plan::funding::funding;
use crate::plan::model::{Model, move_rule};
use crate::plan::{Plan, layout};
use std::collections::{BTreeMap, BTreeSet};

/// No day of a table.
pub(crate) const NONE: u16 = u16::MAX;

/// ▲ of one system in one round.
pub(crate) struct Cutover {
    pub(crate) system: usize,
    pub(crate) standard: bool,
    pub(crate) work: usize,
    /// Its day in the plan.
    pub(crate) planned: Day,
    /// The same among the system's candidates.
    pub(crate) candidate: u16,
    /// It has happened.
    pub(crate) happened: bool,
    /// Which table of next days.
    pub(crate) days: usize,
    /// ▲ that it waits for, with the days after them.
    pub(crate) after: Vec<(usize, Day)>,
}

/// A ★ day with the ▲ that it allows.
#[derive(Clone, Copy)]
pub(crate) struct Sign {
    pub(crate) day: Day,
    /// First day after the work as planned.
    pub(crate) worked: Day,
    /// First ▲ that the activities' lengths allow.
    pub(crate) fits: Day,
}

/// The work of one round.
pub(crate) struct Work {
    pub(crate) round: usize,
    pub(crate) cutovers: std::ops::Range<usize>,
    /// Which crew has limits that count for it.
    pub(crate) crew: Option<usize>,
    pub(crate) units: u32,
    pub(crate) in_house: bool,
    /// All its ▲ have happened.
    pub(crate) over: bool,
    /// ★ (in-house: first day of the work) in the plan.
    pub(crate) start: Day,
    pub(crate) signs: Vec<Sign>,
    /// By day: the first ★, or the first go-live slot whose work begins then or later.
    pub(crate) next: Vec<u16>,
    /// In-house: go-live day of each slot.
    pub(crate) slots: Vec<Day>,
    /// Last day of the fiscal year of ★.
    pub(crate) close: Day,
    /// The last day that the plan's money reaches; a ▲ after the day behind it needs it carried over.
    pub(crate) reach: Day,
    /// Lengths of the work, less what is planned.
    pub(crate) length: Option<(usize, i32)>,
    /// First days of the product.
    pub(crate) available: Option<usize>,
}

/// A vendor or team with limits.
pub(crate) struct Crew {
    /// Index into the model's providers.
    pub(crate) provider: usize,
    /// The same on all days.
    pub(crate) builds: Option<u32>,
    pub(crate) monthly: bool,
}

/// What one variable draws.
pub(crate) enum Table {
    Days(Days),
    Yen(Amounts),
}

/// One thing that is drawn.
pub(crate) struct Variable {
    /// Path of the fact.
    pub(crate) path: String,
    /// `work`, `available` or `yen`.
    pub(crate) kind: &'static str,
    /// What the plan uses: days, the day's number, yen.
    pub(crate) planned: i64,
    /// The spread is that of what is assumed, not one that is written.
    pub(crate) assumed: bool,
    pub(crate) table: Table,
}

/// A deadline on one ▲.
pub(crate) struct Due {
    pub(crate) deadline: usize,
    pub(crate) cutover: usize,
    pub(crate) date: Day,
}

/// All that a run reads.
pub(crate) struct Policy<'m> {
    pub(crate) model: &'m Model<'m>,
    /// Route by system, as the plan has it.
    pub(crate) routes: Vec<usize>,
    pub(crate) cutovers: Vec<Cutover>,
    /// By system: ▲ of the bridge, of the standard.
    pub(crate) of_system: Vec<[Option<usize>; 2]>,
    pub(crate) works: Vec<Work>,
    /// Works in the order in which they are dated; those that wait for each other together.
    pub(crate) batches: Vec<Vec<usize>>,
    /// By day: the first candidate.
    pub(crate) next: Vec<Vec<u16>>,
    /// By day: the number of its month.
    pub(crate) months: Vec<u16>,
    pub(crate) crews: Vec<Crew>,
    pub(crate) variables: Vec<Variable>,
    pub(crate) dues: Vec<Due>,
    pub(crate) locals: Vec<Local>,
    pub(crate) money: Money,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spreads {
    /// Nothing: every run is the plan.
    Nothing,
    /// What is written as a range or a distribution.
    Written,
    /// And what is assumed, by the spread that holds for it.
    All,
}

/// Why a plan cannot be taken as a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPolicy {
    /// It has no ▲ for every system, or is none of this inventory.
    Unplaced,
}

impl<'m> Policy<'m> {
    pub(crate) fn of(
        model: &'m Model<'m>,
        plan: &Plan,
        spreads: Spreads,
    ) -> Result<Policy<'m>, NoPolicy> {
        let mut maker = Maker {
            model,
            inventory: model.inventory,
            plan,
            spreads,
            variables: Vec::new(),
            known: BTreeMap::new(),
        };
        maker.policy().ok_or(NoPolicy::Unplaced)
    }

    /// The ▲ of a cutover when it lies on a candidate.
    pub(crate) fn day(&self, cutover: usize, candidate: u16) -> Day {
        let cutover = &self.cutovers[cutover];
        let all = &self.model.systems[cutover.system].candidates;
        all.get(usize::from(candidate)).map_or(NEVER, |c| c.day)
    }
}

/// What is drawn, and how it is found by its path.
pub(super) struct Maker<'m, 'p> {
    pub(super) model: &'m Model<'m>,
    pub(super) inventory: &'m Inventory,
    plan: &'p Plan,
    spreads: Spreads,
    variables: Vec<Variable>,
    known: BTreeMap<String, usize>,
}

impl<'m> Maker<'m, '_> {
    fn policy(&mut self) -> Option<Policy<'m>> {
        let model = self.model;
        let n = model.systems.len();
        let mut routes = Vec::with_capacity(n);
        for i in 0..n {
            routes.push(self.route(i)?);
        }
        let mut of_system = vec![[None, None]; n];
        let mut cutovers: Vec<Cutover> = Vec::new();
        let mut works: Vec<Work> = Vec::new();
        let mut tables = NextDays::default();
        for r in 0..model.rounds.len() {
            let first = cutovers.len();
            for i in &model.rounds[r].systems {
                let route = &model.systems[*i].routes[routes[*i]];
                let standard = route.target_round == r;
                if !standard && route.bridge_round != Some(r) {
                    continue;
                }
                let happened = model.rounds[r].done.iter().find(|d| d.0 == *i).map(|d| d.1);
                let planned = match happened {
                    Some(done) => done,
                    None => self.milestone(*i, r, "cutover")?,
                };
                let all = &model.systems[*i].candidates;
                let candidate = all.binary_search_by_key(&planned, |c| c.day).ok()?;
                of_system[*i][usize::from(standard)] = Some(cutovers.len());
                cutovers.push(Cutover {
                    system: *i,
                    standard,
                    work: works.len(),
                    planned,
                    candidate: u16::try_from(candidate).ok()?,
                    happened: happened.is_some(),
                    days: tables.of(model, *i),
                    after: Vec::new(),
                });
            }
            if cutovers.len() > first {
                let work = self.work(r, first..cutovers.len(), &cutovers)?;
                works.push(work);
            }
        }
        for i in 0..n {
            let [bridge, standard] = of_system[i];
            let standard = standard?;
            if let Some(bridge) = bridge {
                cutovers[standard].after.push((bridge, 1));
            }
            for j in &model.systems[i].before {
                cutovers[standard].after.push((of_system[*j][1]?, 0));
            }
            for j in &model.systems[i].together {
                cutovers[standard].after.push((of_system[*j][1]?, 0));
            }
        }
        let crews: Vec<Crew> = (0..model.builds.len())
            .filter_map(|p| self.crew(p))
            .collect();
        for work in &mut works {
            let provider = model.rounds[work.round].provider;
            work.crew = crews.iter().position(|c| Some(c.provider) == provider);
        }
        let batches = batches(&works, &cutovers);
        let locals = locals(model, &routes, &cutovers, &of_system, &works);
        let dues = self.dues(&of_system);
        let money = money::money(self, &works, &cutovers, &routes);
        Some(Policy {
            model,
            routes,
            cutovers,
            of_system,
            works,
            batches,
            next: tables.all,
            months: months(model),
            crews,
            variables: std::mem::take(&mut self.variables),
            dues,
            locals,
            money,
        })
    }

    /// The route that the plan takes, among the system's.
    fn route(&self, i: usize) -> Option<usize> {
        let routes = &self.inventory.routes;
        let taken = &self.plan.system(self.model.systems[i].id)?.route;
        self.model.systems[i].routes.iter().position(|r| {
            routes.bridges[r.bridge].id == taken.bridge
                && routes.targets[r.target].id == taken.target
        })
    }

    /// The day of an act of a round in the plan of a system.
    fn milestone(&self, i: usize, round: usize, kind: &str) -> Option<Day> {
        let id = &self.inventory.rounds[round].id;
        let acts = &self.plan.system(self.model.systems[i].id)?.milestones;
        let found = acts.iter().find(|m| m.kind == kind && m.round == *id)?;
        Some(day(found.date))
    }

    fn work(
        &mut self,
        r: usize,
        range: std::ops::Range<usize>,
        cutovers: &[Cutover],
    ) -> Option<Work> {
        let model = self.model;
        let round = &model.rounds[r];
        let mine = &cutovers[range.clone()];
        let over = mine.iter().all(|c| c.happened);
        let mut work = Work {
            round: r,
            cutovers: range,
            crew: None,
            units: round.units,
            in_house: round.in_house,
            over,
            start: Day::MIN,
            signs: Vec::new(),
            next: Vec::new(),
            slots: Vec::new(),
            close: NEVER,
            reach: NEVER,
            length: None,
            available: None,
        };
        let days = usize::try_from(model.last - model.first + 1).ok()?;
        if round.in_house {
            let slot = |c: &Cutover| {
                let all = &model.systems[c.system].candidates;
                all.get(usize::from(c.candidate)).map(|c| c.slot)
            };
            let starts = mine.iter().filter_map(slot);
            work.start = starts
                .filter_map(|s| round.house_start.get(s).copied())
                .min()?;
            work.next = next_of(model, days, &round.house_start);
            work.slots = model.slots.to_vec();
        } else {
            let planned = if round.begun {
                None
            } else {
                mine.iter()
                    .find_map(|c| self.milestone(c.system, r, "contract"))
            };
            work.start = planned.or_else(|| round.signs.first().map(|s| s.day))?;
            let last = mine.iter().map(|c| c.planned).max()?;
            self.signs(&mut work, last)?;
            let starts: Vec<Day> = work.signs.iter().map(|s| s.day).collect();
            work.next = next_of(model, days, &starts);
        }
        if !over {
            self.spread_of_work(&mut work);
        }
        Some(work)
    }

    /// The ★ to which a contract may slip: while its money holds, else with money that is asked for
    /// once the slip is known.
    fn signs(&self, work: &mut Work, last: Day) -> Option<()> {
        let (model, inventory, r) = (self.model, self.inventory, work.round);
        let round = &model.rounds[r];
        let rule = move_rule(inventory, RoundIx(r));
        let from = round.signs.partition_point(|s| s.day < work.start);
        let end = fiscal_end(work.start);
        work.close = end;
        let mut rest = &round.signs[from..];
        let mut allowed = Vec::new();
        while let [first, ..] = rest {
            let close = fiscal_end(first.day);
            let (year, after) = rest.split_at(rest.partition_point(|s| s.day <= close));
            rest = after;
            let asked_in_time = |d: Day| {
                let acts = &model.acts.rounds[r];
                let paid =
                    rule.and_then(|rule| funding(inventory, rule, round.source, acts, date(d)));
                paid.is_some_and(|f| f.request.is_none_or(|request| day(request) >= work.start))
            };
            // Within a year later signing days are asked for no earlier.
            let begin = if close == end {
                0
            } else {
                year.partition_point(|s| !asked_in_time(s.day))
            };
            allowed.extend(year[begin..].iter().map(|s| Sign {
                day: s.day,
                worked: s.worked,
                fits: s.fits,
            }));
        }
        let planned = round.signs.get(from).filter(|s| s.day == work.start)?;
        // What is asked for, ◇ included, pays to the end of the year in which the plan's work ends.
        work.reach = if planned.until == NEVER {
            fiscal_end(last - 1)
        } else {
            planned.until
        };
        work.signs = allowed;
        (work.signs.len() < usize::from(NONE)).then_some(())
    }

    fn spread_of_work(&mut self, work: &mut Work) {
        let (model, inventory) = (self.model, self.inventory);
        let round = &model.rounds[work.round];
        let source = round.source;
        let path = format!("procurement.{}", segment(&source.id));
        let start = date(work.start);
        let after = |d: crate::calendar::Duration| {
            f64::from(day(d.after(start, &inventory.calendar)) - work.start)
        };
        // In-house work whose activities all have lengths is as long as these.
        let counted = !round.in_house || layout::fill(&source.activities).is_some();
        if counted {
            let planned = after(source.work.high);
            let written = written(source.work).map(|s| s.map(after));
            let assumed = inventory.routes.spreads.work;
            let variable = self.variable(
                format!("{path}.work"),
                "work",
                planned as i64,
                written,
                assumed.map(|s| s.map(|percent| planned * f64::from(percent) / 100.0)),
            );
            work.length = variable.map(|v| (v, planned as i32));
        }
        if let Some(planned) = source.available.filter(|_| !round.begun) {
            let written = source
                .availability
                .and_then(written)
                .map(|s| s.map(|d| f64::from(day(d))));
            let assumed = inventory.routes.spreads.available;
            let later =
                assumed.map(|s| s.map(|d| f64::from(day(d.after(planned, &inventory.calendar)))));
            work.available = self.variable(
                format!("{path}.available"),
                "available",
                i64::from(day(planned)),
                written,
                later,
            );
        }
    }

    /// The variable of an amount, where it may turn out otherwise.
    pub(super) fn yen(&mut self, path: String, range: Range<i64>) -> Option<usize> {
        if range.high == 0 && range.spread.is_none() && range.low == 0 {
            return None;
        }
        let planned = range.high as f64;
        let written = written(range).map(|s| s.map(|yen| yen as f64));
        let assumed = self.inventory.routes.spreads.yen;
        let assumed = assumed.map(|s| s.map(|percent| planned * f64::from(percent) / 100.0));
        self.variable(path, "yen", range.high, written, assumed)
    }

    /// A variable with what is written, else with what holds for all that is assumed.
    fn variable(
        &mut self,
        path: String,
        kind: &'static str,
        planned: i64,
        written: Option<Spread<f64>>,
        otherwise: Option<Spread<f64>>,
    ) -> Option<usize> {
        if self.spreads == Spreads::Nothing {
            return None;
        }
        if let Some(known) = self.known.get(&path) {
            return Some(*known);
        }
        let fact = self.inventory.facts.get(&path);
        let open = self.spreads == Spreads::All
            && fact.is_some_and(|f| f.provenance.confidence == Confidence::Assumed);
        let spread = written.or(otherwise.filter(|_| open))?;
        let none = spread.low == spread.high && (spread.high - planned as f64).abs() < 0.5;
        if none {
            return None;
        }
        let table = match kind {
            "yen" => Table::Yen(Amounts::of(spread)),
            _ => Table::Days(Days::of(spread)),
        };
        self.known.insert(path.clone(), self.variables.len());
        self.variables.push(Variable {
            path,
            kind,
            planned,
            assumed: written.is_none(),
            table,
        });
        Some(self.variables.len() - 1)
    }

    fn crew(&self, p: usize) -> Option<Crew> {
        let model = self.model;
        let limits = &model.stretches[p];
        let builds = match limits.as_slice() {
            [(_, _, one)] => Some(*one),
            _ => None,
        };
        let now = model.as_of;
        let monthly = (now..=model.last).any(|d| model.cutover_capacity(p, d) != u32::MAX);
        (builds != Some(u32::MAX) || monthly).then_some(Crew {
            provider: p,
            builds,
            monthly,
        })
    }

    fn dues(&self, of_system: &[[Option<usize>; 2]]) -> Vec<Due> {
        let mut dues = Vec::new();
        for (d, deadline) in self.inventory.deadlines.iter().enumerate() {
            for (i, cutovers) in of_system.iter().enumerate() {
                if !deadline.systems.is_empty() && !deadline.systems.contains(&SystemIx(i)) {
                    continue;
                }
                let standard = deadline.bounds == Bounds::StandardCutover;
                let Some(cutover) = cutovers[usize::from(standard)] else {
                    continue;
                };
                let own = deadline.exceptions.iter().find(|e| e.system == SystemIx(i));
                let date = day(own.map_or(deadline.date, |e| e.date));
                dues.push(Due {
                    deadline: d,
                    cutover,
                    date,
                });
            }
        }
        dues
    }
}

/// The distribution that is written: a range of which nothing is said is even.
fn written<T: Copy + PartialEq>(range: Range<T>) -> Option<Spread<T>> {
    range.spread.or_else(|| {
        (range.low != range.high).then_some(Spread {
            low: range.low,
            likely: range.high,
            high: range.high,
            shape: Shape::Uniform,
        })
    })
}

/// By day of the model: the first of rising days that is not before it.
fn next_of(model: &Model, days: usize, rising: &[Day]) -> Vec<u16> {
    let mut table = vec![NONE; days];
    let mut at = 0;
    for (k, slot) in table.iter_mut().enumerate() {
        let d = model.first + k as Day;
        while rising.get(at).is_some_and(|r| *r < d) {
            at += 1;
        }
        if at < rising.len() {
            *slot = u16::try_from(at).unwrap_or(NONE);
        }
    }
    table
}

/// Tables of the next candidate; systems with the same candidates share one.
#[derive(Default)]
struct NextDays {
    known: BTreeMap<Vec<Day>, usize>,
    all: Vec<Vec<u16>>,
}

impl NextDays {
    fn of(&mut self, model: &Model, i: usize) -> usize {
        // A candidate that has happened is nobody's next day.
        let days: Vec<Day> = model.systems[i].candidates.iter().map(|c| c.day).collect();
        if let Some(known) = self.known.get(&days) {
            return *known;
        }
        let count = usize::try_from(model.last - model.first + 1).unwrap_or(0);
        self.all.push(next_of(model, count, &days));
        self.known.insert(days, self.all.len() - 1);
        self.all.len() - 1
    }
}

/// Works in the plan's order of ▲, each after those it waits for; those in a circle together.
fn batches(works: &[Work], cutovers: &[Cutover]) -> Vec<Vec<usize>> {
    let mut graph = petgraph::graph::DiGraph::<(), ()>::new();
    let nodes: Vec<_> = works.iter().map(|_| graph.add_node(())).collect();
    for cutover in cutovers {
        for (before, _) in &cutover.after {
            let (from, to) = (cutovers[*before].work, cutover.work);
            if from != to {
                graph.update_edge(nodes[from], nodes[to], ());
            }
        }
    }
    let circles = petgraph::algo::tarjan_scc(&graph);
    let mut of: Vec<usize> = vec![0; works.len()];
    let mut members: Vec<Vec<usize>> = Vec::new();
    for circle in circles {
        let mut all: Vec<usize> = circle.iter().map(|n| n.index()).collect();
        all.sort_by_key(|w| order_of(&works[*w], cutovers, *w));
        for w in &all {
            of[*w] = members.len();
        }
        members.push(all);
    }
    let mut waits: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); members.len()];
    for edge in graph.edge_indices() {
        if let Some((a, b)) = graph.edge_endpoints(edge) {
            let (a, b) = (of[a.index()], of[b.index()]);
            if a != b {
                waits[b].insert(a);
            }
        }
    }
    let key = |b: usize| {
        let all = members[b].iter();
        all.map(|w| order_of(&works[*w], cutovers, *w)).min()
    };
    let mut free: BTreeSet<_> = (0..members.len())
        .filter(|b| waits[*b].is_empty())
        .map(|b| (key(b), b))
        .collect();
    let mut order = Vec::with_capacity(members.len());
    while let Some((_, b)) = free.pop_first() {
        for (other, before) in waits.iter_mut().enumerate() {
            if before.remove(&b) && before.is_empty() {
                free.insert((key(other), other));
            }
        }
        order.push(members[b].clone());
    }
    order
}

/// The number of each day's month, counted from the model's first.
fn months(model: &Model) -> Vec<u16> {
    let mut all = Vec::new();
    let (mut month, mut close) = (0, model.axis.month_of(model.first).1);
    for d in model.first..=model.last {
        if d > close {
            (month, close) = (month + 1, model.axis.month_of(d).1);
        }
        all.push(month);
    }
    all
}

/// By what works stand in order: last ▲, ★, place in the inventory.
fn order_of(work: &Work, cutovers: &[Cutover], index: usize) -> (Day, Day, usize) {
    let days = cutovers[work.cutovers.clone()].iter().map(|c| c.planned);
    (days.max().unwrap_or(NEVER), work.start, index)
}

/// What follows for each system from the plan's own days.
fn locals(
    model: &Model,
    routes: &[usize],
    cutovers: &[Cutover],
    of_system: &[[Option<usize>; 2]],
    works: &[Work],
) -> Vec<Local> {
    let candidate = |c: Option<usize>| {
        let cutover = &cutovers[c?];
        let all = &model.systems[cutover.system].candidates;
        all.get(usize::from(cutover.candidate))
    };
    (0..model.systems.len())
        .map(|i| {
            let [bridge, standard] = of_system[i];
            let work = bridge.map(|c| &works[cutovers[c].work]);
            let first = work
                .filter(|w| model.rounds[w.round].one_term)
                .and_then(|w| {
                    let all = w.cutovers.clone();
                    all.filter_map(|c| candidate(Some(c)).map(|c| c.slot)).min()
                });
            let (bridge, standard) = (candidate(bridge), candidate(standard));
            model.local(i, routes[i], bridge, standard, first)
        })
        .collect()
}

/// The fiscal years of a horizon: the first, and the last day of each.
pub(crate) fn years(horizon: (Day, Day)) -> (i32, Vec<Day>) {
    let first = FiscalYear::of(date(horizon.0)).0;
    let last = FiscalYear::of(date(horizon.1)).0;
    let ends = (first..=last)
        .map(|y| day(FiscalYear(y).last_day()))
        .collect();
    (first, ends)
}
