//! Systems of several plans: routes, every dated milestone, slack, lateness, gap and yen.

use crate::calendar::Date;
use crate::plan::{MILESTONE_KINDS, Milestone, Plan, PlanRoute, PlanSystem};
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One system; every list has one value for each plan, null where a plan does not have the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SystemValues {
    /// Its id.
    pub system: String,
    /// Shown name.
    pub name: String,
    /// Owner, or empty.
    pub owner: String,
    /// Bridge and target.
    pub routes: Vec<Option<PlanRoute>>,
    /// Every milestone that any of the plans has.
    pub dates: Vec<DateValues>,
    /// Days the cutover to the standard may slip.
    pub slack_days: Vec<Option<i64>>,
    /// Days late against hard deadlines.
    pub hard_late_days: Vec<Option<i64>>,
    /// Days late against soft deadlines.
    pub late_days: Vec<Option<i64>>,
    /// Days without cover.
    pub gap_days: Vec<Option<i64>>,
    /// Yen of all fiscal years; what is shared is counted in equal parts.
    pub yen: Vec<Option<i64>>,
    /// The same by fiscal year.
    pub years: BTreeMap<i32, Vec<Option<i64>>>,
}

/// The part of a route that a milestone belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Between now and the standard.
    Bridge,
    /// The standard.
    Standard,
    /// An extension of what is there.
    Extension,
    /// Operation that is procured by itself.
    Operation,
    /// Anything else.
    Other,
}

/// One milestone in each plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateValues {
    /// Part of the route.
    pub phase: Phase,
    /// Kind of milestone, as in plan.json.
    pub kind: String,
    /// Which of several of its kind, from 1.
    pub number: usize,
    /// One for each plan.
    pub dates: Vec<Option<Date>>,
}

impl SystemValues {
    /// Whether the plan at a place has anything of it otherwise than the first.
    pub fn differs(&self, at: usize) -> bool {
        fn other<T: PartialEq>(values: &[T], at: usize) -> bool {
            values.get(at) != values.first()
        }
        other(&self.routes, at)
            || self.dates.iter().any(|d| other(&d.dates, at))
            || other(&self.hard_late_days, at)
            || other(&self.late_days, at)
            || other(&self.gap_days, at)
            || other(&self.yen, at)
    }

    /// The ▲ of the standard in each plan.
    pub fn cutovers(&self) -> Option<&DateValues> {
        let cutover = |d: &&DateValues| d.phase == Phase::Standard && d.kind == "cutover";
        self.dates.iter().find(cutover)
    }

    /// What its differences weigh, level by level.
    fn weight(&self) -> [i64; 6] {
        let most = |values: &[Option<i64>]| {
            let first = values.first().copied().flatten().unwrap_or(0);
            let apart = values.iter().map(|v| (v.unwrap_or(0) - first).abs());
            apart.max().unwrap_or(0)
        };
        let days = |d: &DateValues| {
            let first = d.dates.first().copied().flatten();
            let apart = d.dates.iter().map(|date| match (first, date) {
                (Some(first), Some(date)) => (*date - first).num_days().abs(),
                (None, None) => 0,
                // A date that only one of them has.
                _ => 1,
            });
            apart.max().unwrap_or(0)
        };
        let moved = |kind: &str| {
            let of_kind = self.dates.iter().filter(|d| d.kind == kind);
            of_kind.map(days).sum()
        };
        [
            most(&self.gap_days),
            most(&self.hard_late_days),
            most(&self.late_days),
            most(&self.yen),
            moved("cutover"),
            moved("contract"),
        ]
    }
}

impl DateValues {
    /// Whether the plans differ.
    pub fn differs(&self) -> bool {
        self.dates.iter().any(|d| Some(d) != self.dates.first())
    }
}

/// Every system of any plan, what matters most first.
pub(super) fn systems(plans: &[&Plan]) -> Vec<SystemValues> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let all = plans.iter().flat_map(|p| &p.systems);
    let ids: Vec<&PlanSystem> = all.filter(|s| seen.insert(&s.id)).collect();
    let found: Vec<BTreeMap<&str, &PlanSystem>> = plans
        .iter()
        .map(|p| p.systems.iter().map(|s| (s.id.as_str(), s)).collect())
        .collect();
    let money: Vec<BTreeMap<&str, BTreeMap<i32, i64>>> = plans.iter().map(|p| money(p)).collect();
    let gaps: Vec<BTreeMap<&str, i64>> = plans.iter().map(|p| gaps(p)).collect();
    let mut rows: Vec<SystemValues> = ids
        .into_iter()
        .map(|any| {
            let id = any.id.as_str();
            let each: Vec<Option<&PlanSystem>> = found.iter().map(|f| f.get(id).copied()).collect();
            let value = |of: &dyn Fn(usize, &PlanSystem) -> i64| -> Vec<Option<i64>> {
                let each = each.iter().enumerate();
                each.map(|(at, system)| system.map(|s| of(at, s))).collect()
            };
            let years: BTreeSet<i32> = money
                .iter()
                .filter_map(|m| m.get(id))
                .flat_map(|years| years.keys().copied())
                .collect();
            let in_year = |at: usize, year: i32| {
                let years = money.get(at).and_then(|m| m.get(id));
                years.and_then(|y| y.get(&year)).copied().unwrap_or(0)
            };
            SystemValues {
                system: any.id.clone(),
                name: any.name.clone(),
                owner: any.owner.clone(),
                routes: each.iter().map(|s| s.map(|s| s.route.clone())).collect(),
                dates: dates(&each),
                slack_days: value(&|_, s| s.slack_days),
                hard_late_days: value(&|at, s| late(plans.get(at).copied(), s, true)),
                late_days: value(&|at, s| late(plans.get(at).copied(), s, false)),
                gap_days: value(&|at, s| {
                    let days = gaps.get(at).and_then(|g| g.get(s.id.as_str()));
                    days.copied().unwrap_or(0)
                }),
                yen: value(&|at, _| {
                    let years = years.iter().map(|y| in_year(at, *y));
                    years.fold(0, i64::saturating_add)
                }),
                years: years
                    .iter()
                    .map(|y| (*y, value(&|at, _| in_year(at, *y))))
                    .collect(),
            }
        })
        .collect();
    rows.sort_by_cached_key(|row| Reverse(row.weight()));
    rows
}

/// Yen by system and year. What several share is dealt out in equal parts, the yen that are left to
/// the first of them, so that nothing is lost.
fn money(plan: &Plan) -> BTreeMap<&str, BTreeMap<i32, i64>> {
    let known: BTreeSet<&str> = plan.systems.iter().map(|s| s.id.as_str()).collect();
    let mut all: BTreeMap<&str, BTreeMap<i32, i64>> = BTreeMap::new();
    for row in &plan.budget {
        let whole = row.system.as_str();
        // An id may hold a `+` itself.
        let ids: Vec<&str> = match known.contains(whole) {
            true => vec![whole],
            false => whole.split('+').collect(),
        };
        let parts = i64::try_from(ids.len()).unwrap_or(1).max(1);
        for (n, id) in (0i64..).zip(ids) {
            let mut yen = row.yen.div_euclid(parts);
            if n < row.yen.rem_euclid(parts) {
                yen += 1;
            }
            let sum = all
                .entry(id)
                .or_default()
                .entry(row.fiscal_year)
                .or_default();
            *sum = sum.saturating_add(yen);
        }
    }
    all
}

/// Days of gap by system.
fn gaps(plan: &Plan) -> BTreeMap<&str, i64> {
    let mut all: BTreeMap<&str, i64> = BTreeMap::new();
    for warning in plan.warnings.iter().filter(|w| w.code == "gap") {
        let days = warning.values.get("days").and_then(|d| d.parse().ok());
        let sum = all.entry(&warning.system).or_default();
        *sum = sum.saturating_add(days.unwrap_or(0));
    }
    all
}

/// Days past deadlines, hard or soft.
fn late(plan: Option<&Plan>, system: &PlanSystem, hard: bool) -> i64 {
    let is_hard = |id: &str| {
        let deadlines = plan.iter().flat_map(|p| &p.deadlines);
        deadlines.into_iter().any(|d| d.id == id && d.hard)
    };
    let missed = system.deadlines.iter().filter(|d| !d.met);
    let missed = missed.filter(|d| is_hard(&d.id) == hard);
    missed.fold(0, |sum, d| sum.saturating_sub(d.slack_days))
}

/// A milestone's name whatever its round is called.
type Key = (Phase, usize, String, usize);

/// Every milestone of any plan, in the order of the route and of the kinds.
fn dates(each: &[Option<&PlanSystem>]) -> Vec<DateValues> {
    let mut all: BTreeMap<Key, Vec<Option<Date>>> = BTreeMap::new();
    for (at, system) in each.iter().enumerate() {
        let Some(system) = system else { continue };
        let mut counts: BTreeMap<(Phase, &str), usize> = BTreeMap::new();
        let mut milestones: Vec<&Milestone> = system.milestones.iter().collect();
        milestones.sort_by_key(|m| m.date);
        for milestone in milestones {
            let phase = phase(system, milestone);
            let count = counts.entry((phase, &milestone.kind)).or_default();
            *count += 1;
            let order = MILESTONE_KINDS.iter().position(|k| *k == milestone.kind);
            let order = order.unwrap_or(MILESTONE_KINDS.len());
            let key = (phase, order, milestone.kind.clone(), *count);
            let dates = all.entry(key).or_insert_with(|| vec![None; each.len()]);
            if let Some(date) = dates.get_mut(at) {
                *date = Some(milestone.date);
            }
        }
    }
    all.into_iter()
        .map(|((phase, _, kind, number), dates)| DateValues {
            phase,
            kind,
            number,
            dates,
        })
        .collect()
}

fn phase(system: &PlanSystem, milestone: &Milestone) -> Phase {
    let mut cutovers = system.milestones.iter().filter(|m| m.kind == "cutover");
    let round = |m: &Milestone| m.round == milestone.round;
    match cutovers.find(|m| round(m)) {
        Some(cutover) if cutover.stage == "standard" => Phase::Standard,
        Some(_) => Phase::Bridge,
        None => match milestone.stage.as_str() {
            "extension" => Phase::Extension,
            "operation" => Phase::Operation,
            _ => Phase::Other,
        },
    }
}
