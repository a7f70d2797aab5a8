//! The plan as a policy: routes and order kept, every ★ and ▲ the earliest that the plan allows, and
//! for each of them a table of the next day to which it may slip.

mod drawn;
mod next;
mod order;
mod works;

use super::cover::Cover;
use super::draws::{Amounts, Days, Shapes};
use super::money::{self, Money};
use crate::calendar::FiscalYear;
use crate::inventory::{Bounds, Inventory, SystemIx};
use crate::plan::Plan;
use crate::plan::axis::{Day, NEVER, date, day};
use crate::plan::model::Model;
use next::{NextDays, months};
use order::batches;
use std::collections::BTreeMap;

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
    /// Some of its days cost something.
    pub(crate) penalties: bool,
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
    /// How many works of this crew are placed before it.
    pub(crate) turn: usize,
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
    /// Its works in the order in which they are dated.
    pub(crate) works: Vec<usize>,
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
    /// By system: what its cover looks up.
    pub(super) covers: Vec<Cover>,
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
            shapes: Shapes::default(),
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
    shapes: Shapes,
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
                    penalties: all.iter().any(|c| c.penalty != 0),
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
        let mut crews: Vec<Crew> = (0..model.builds.len())
            .filter_map(|p| self.crew(p))
            .collect();
        for work in &mut works {
            let provider = model.rounds[work.round].provider;
            work.crew = crews.iter().position(|c| Some(c.provider) == provider);
        }
        let batches = batches(&works, &cutovers);
        for w in batches.iter().flatten() {
            if let Some(crew) = works[*w].crew {
                works[*w].turn = crews[crew].works.len();
                crews[crew].works.push(*w);
            }
        }
        let dues = self.dues(&of_system);
        let money = money::money(self, &works, &cutovers);
        let mut policy = Policy {
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
            covers: Vec::new(),
            money,
        };
        policy.covers = (0..n).map(|i| policy.cover_of(i)).collect();
        Some(policy)
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
            works: Vec::new(),
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

/// The fiscal years of a horizon: the first, and the last day of each.
pub(crate) fn years(horizon: (Day, Day)) -> (i32, Vec<Day>) {
    let first = FiscalYear::of(date(horizon.0)).0;
    let last = FiscalYear::of(date(horizon.1)).0;
    let ends = (first..=last)
        .map(|y| day(FiscalYear(y).last_day()))
        .collect();
    (first, ends)
}
