//! Any number of plans, value beside value; the first is what the others are compared with.

use super::cause::{Cause, cause};
use super::notices::{CompareNotice, notices};
use super::systems::{SystemValues, systems};
use crate::calendar::Date;
use crate::inventory::{Level, Order};
use crate::plan::{Horizon, Plan, PlanScenario, Status};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A plan that is compared, and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct Given<'p> {
    /// As it was asked for.
    pub name: &'p str,
    /// Where it comes from.
    pub origin: Origin,
    /// The plan.
    pub plan: &'p Plan,
}

/// Where a plan comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The files as they are.
    Current,
    /// The files with a scenario laid over them.
    Scenario,
    /// A saved plan.json.
    Saved,
    /// The approved plan.
    Baseline,
}

/// What `ikou compare --format json` gives. Lists of values have one for each plan, in the order of
/// `plans`; null where a plan has no such value.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Compared {
    /// Version of this format: 1.
    pub schema: u32,
    /// The plans in the order asked for; the first is what the others are compared with.
    pub plans: Vec<ComparedPlan>,
    /// What makes the comparison less than one of like with like.
    pub notices: Vec<CompareNotice>,
    /// Every level of the objective, in its order: the earlier, the weightier.
    pub levels: Vec<LevelValues>,
    /// Every system of any plan, what matters most first: gaps, hard lateness, lateness, yen, days
    /// that cutovers move; then the order of the plans.
    pub systems: Vec<SystemValues>,
    /// Yen of every fiscal year.
    pub years: Vec<YearValues>,
    /// Every vendor and team, the greatest difference of its load first.
    pub load: Vec<LoadValues>,
}

/// One of the plans.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ComparedPlan {
    /// As it was asked for.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whose plan.
    pub municipality: String,
    /// Its "today".
    pub as_of: Date,
    /// First and last day drawn and costed.
    pub horizon: Horizon,
    /// Whether it is proved to be the best.
    pub status: Status,
    /// The what-ifs it rests on.
    pub scenarios: Vec<PlanScenario>,
    /// What it rests on that the first plan does not: why it is otherwise, as far as is written.
    pub causes: Vec<Cause>,
    /// How many systems miss a deadline.
    pub late_systems: usize,
    /// Whether nothing that is compared here differs from the first plan.
    pub same: bool,
    /// The first level that differs from the first plan; null: none does.
    pub first_difference: Option<&'static str>,
    /// Systems whose route, dates, lateness, gap or yen differ from the first plan.
    pub changed_systems: usize,
}

/// One level of the objective.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LevelValues {
    /// Name as in the plan's objective.
    pub level: &'static str,
    /// One for each plan; null: it was not planned with this level in mind.
    pub values: Vec<Option<f64>>,
}

/// Yen of one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearValues {
    /// Fiscal year.
    pub fiscal_year: i32,
    /// One for each plan.
    pub yen: Vec<i64>,
}

/// Load of a vendor or team.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LoadValues {
    /// Its id.
    pub provider: String,
    /// Shown name.
    pub name: String,
    /// Greatest load / capacity, one for each plan; null without a capacity, or without it.
    pub peak: Vec<Option<f64>>,
    /// Most units at work on one day, one for each plan.
    pub units: Vec<u32>,
    /// Most cutovers in one month, one for each plan.
    pub cutovers: Vec<u32>,
}

impl Compared {
    /// Plans side by side; the first is what the others are compared with.
    pub fn of(given: &[Given<'_>]) -> Compared {
        let plans: Vec<&Plan> = given.iter().map(|g| g.plan).collect();
        let systems = systems(&plans);
        let first = plans.first().copied();
        let all = given.iter().enumerate().map(|(at, g)| {
            let first = first.unwrap_or(g.plan);
            let (old, new) = (&first.outcome, &g.plan.outcome);
            let levels = super::levels(&old.objective, &new.objective, &new.levels());
            let difference = levels.iter().find(|l| l.old != l.new).map(|l| l.level);
            let changed = systems.iter().filter(|s| s.differs(at)).count();
            ComparedPlan {
                name: g.name.to_owned(),
                origin: g.origin,
                municipality: g.plan.municipality.name.clone(),
                as_of: g.plan.as_of,
                horizon: g.plan.horizon,
                status: g.plan.outcome.status,
                scenarios: g.plan.scenarios.clone(),
                causes: cause(first, g.plan),
                late_systems: late(g.plan),
                same: difference.is_none() && changed == 0,
                first_difference: difference,
                changed_systems: changed,
            }
        });
        let all: Vec<ComparedPlan> = all.collect();
        Compared {
            schema: 1,
            notices: notices(given, &all),
            levels: levels(&plans),
            years: years(&plans),
            load: load(&plans),
            plans: all,
            systems,
        }
    }

    /// The JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The JSON Schema of [`Compared::to_json`], with a newline at its end.
    pub fn schema() -> String {
        let schema = schemars::schema_for!(Compared);
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn late(plan: &Plan) -> usize {
    let late = |s: &&crate::plan::PlanSystem| s.deadlines.iter().any(|d| !d.met);
    plan.systems.iter().filter(late).count()
}

/// Every level in its usual order; promises only where some plan minds them.
fn levels(plans: &[&Plan]) -> Vec<LevelValues> {
    let objective = |p: &&Plan| p.outcome.objective;
    let all: Vec<_> = plans.iter().map(objective).collect();
    let promised = |level: &Level| all.iter().any(|o| o.told(*level).is_some());
    let order = Order::default().keeping_promises();
    let levels = order.levels().iter().copied().filter(promised);
    levels
        .map(|level| LevelValues {
            level: level.name(),
            values: all.iter().map(|o| o.told(level)).collect(),
        })
        .collect()
}

fn years(plans: &[&Plan]) -> Vec<YearValues> {
    let mut all: BTreeMap<i32, Vec<i64>> = BTreeMap::new();
    for (at, plan) in plans.iter().enumerate() {
        for row in &plan.budget {
            let values = all
                .entry(row.fiscal_year)
                .or_insert_with(|| vec![0; plans.len()]);
            if let Some(yen) = values.get_mut(at) {
                *yen = yen.saturating_add(row.yen);
            }
        }
    }
    all.into_iter()
        .map(|(fiscal_year, yen)| YearValues { fiscal_year, yen })
        .collect()
}

fn load(plans: &[&Plan]) -> Vec<LoadValues> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let providers = plans.iter().flat_map(|p| &p.load);
    let providers = providers.filter(|l| seen.insert(&l.provider));
    let mut all: Vec<LoadValues> = providers
        .map(|l| {
            let of = |plan: &&Plan| {
                let found = plan.load.iter().find(|o| o.provider == l.provider);
                let units =
                    found.map_or(0, |l| l.builds.iter().map(|s| s.units).max().unwrap_or(0));
                let cutovers = found.map_or(0, |l| l.cutovers.values().copied().max().unwrap_or(0));
                (found.and_then(|l| l.peak), units, cutovers)
            };
            let values: Vec<_> = plans.iter().map(of).collect();
            LoadValues {
                provider: l.provider.clone(),
                name: l.name.clone(),
                peak: values.iter().map(|v| v.0).collect(),
                units: values.iter().map(|v| v.1).collect(),
                cutovers: values.iter().map(|v| v.2).collect(),
            }
        })
        .collect();
    all.sort_by(|a, b| b.moved().total_cmp(&a.moved()));
    all
}

impl LoadValues {
    /// The greatest difference of the peak to that of the first plan.
    fn moved(&self) -> f64 {
        let of = |peak: &Option<f64>| peak.unwrap_or(0.0);
        let first = self.peak.first().map_or(0.0, of);
        let apart = self.peak.iter().map(|p| (of(p) - first).abs());
        apart.fold(0.0, f64::max)
    }
}
