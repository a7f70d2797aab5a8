//! How likely is each deadline kept? Monte Carlo over the plan's policy: lengths of work, availability
//! of products and prices are drawn, routes and order kept, and what slips goes to the next day that
//! windows and budgets allow.
//!
//! The same inventory, seed and number of runs give the same numbers on any number of threads. With
//! nothing to draw, every run is the plan itself.

mod chance;
mod csv;
mod formats;
mod picture;
mod told;

pub use crate::plan::Spreads;
pub use chance::{Chance, Quantile, YenQuantile};
pub use csv::csv;
pub use formats::{RiskFormat, render};
pub use picture::picture;
pub use told::{markdown, told};

use crate::calendar::Date;
use crate::inventory::{Bounds, Inventory};
use crate::plan::slips::{self, Outcome};
use crate::plan::{NoPolicy, Plan};
use schemars::JsonSchema;
use serde::Serialize;

/// Runs when nobody says how many.
pub const RUNS: u64 = 10_000;
/// More runs than this are refused: they would take memory and time, and tell nothing more.
pub const MOST_RUNS: u64 = 1_000_000;
/// What a buffer is to buy.
pub const BOUGHT: f64 = 0.8;

/// What `ikou risk --format json` gives.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Risk {
    /// Version of this format: 1.
    pub schema: u32,
    /// The "today" of the plan.
    pub as_of: Date,
    /// How many times the plan was let slip.
    pub runs: u64,
    /// The seed of the draws.
    pub seed: u64,
    /// Confidence of all intervals, in percent.
    pub confidence_percent: u32,
    /// Runs that keep every deadline of every system.
    pub all_deadlines: Chance,
    /// Runs that keep every hard deadline.
    pub hard_deadlines: Chance,
    /// Runs without more gap days than the plan.
    pub no_gap: Chance,
    /// Deadlines, each kept by all its systems.
    pub deadlines: Vec<DeadlineRisk>,
    /// Systems in the order of the inventory.
    pub systems: Vec<SystemRisk>,
    /// Rounds of the plan's routes.
    pub rounds: Vec<RoundRisk>,
    /// The last ▲ of the standard of all.
    pub last_cutover: Option<CutoverRisk>,
    /// Yen of the horizon by fiscal year, the whole last.
    pub yen: Vec<YenRisk>,
    /// How the estimate of `all_deadlines` settled.
    pub convergence: Vec<Settled>,
    /// What was drawn.
    pub drawn: Vec<Drawn>,
}

/// A deadline.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DeadlineRisk {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Its last day (systems may have another).
    pub date: Date,
    /// Whether it is hard.
    pub hard: bool,
    /// Runs in which every system keeps it.
    pub kept: Chance,
}

/// A system.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SystemRisk {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Section that owns it.
    pub owner: String,
    /// ▲ of the bridge, where it moves, and of the standard.
    pub cutovers: Vec<CutoverRisk>,
    /// Deadlines that hold for it.
    pub deadlines: Vec<SystemDeadlineRisk>,
    /// Runs with more gap days than the plan.
    pub gap: Chance,
    /// Gap days over all runs, on average.
    pub mean_gap_days: f64,
    /// Runs that take more steps of extension than the plan.
    pub extended: Chance,
}

/// A ▲.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CutoverRisk {
    /// `bridge` or `standard`.
    pub stage: String,
    /// Its round; empty for the last ▲ of all.
    pub round: String,
    /// Its day in the plan.
    pub planned: Date,
    /// Runs in which it is later than that.
    pub later: Chance,
    /// The day that half of the runs keep.
    pub p50: Quantile,
    /// The day that 80 % keep.
    pub p80: Quantile,
    /// The day that 95 % keep.
    pub p95: Quantile,
    /// Days with the runs that have their ▲ then.
    pub days: Vec<DayCount>,
    /// Runs without a ▲ before planning ends.
    pub never: u64,
}

/// Runs by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DayCount {
    /// The day.
    pub date: Date,
    /// How many runs.
    pub runs: u64,
}

/// A deadline of one system.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SystemDeadlineRisk {
    /// Id of the deadline.
    pub id: String,
    /// The system's last day.
    pub date: Date,
    /// Which ▲ it bounds: `bridge` or `standard`.
    pub stage: String,
    /// Runs that keep it.
    pub kept: Chance,
    /// What would have to be gained for 80 %; null where it is that likely already.
    pub buffer: Option<Buffer>,
}

/// What is lacking to 80 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Buffer {
    /// Days from the deadline to the day that 80 % of the runs keep; null: these never go live.
    pub days: Option<i64>,
    /// The same in months, rounded up.
    pub months: Option<i64>,
    /// The last day of signing that is so much earlier than the plan's; null: none is allowed.
    pub sign_by: Option<Date>,
}

/// A round.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RoundRisk {
    /// Its id.
    pub id: String,
    /// Ids of the systems that it moves.
    pub systems: Vec<String>,
    /// ★ in the plan; in-house the first day of the work; null where it has happened.
    pub start: Option<Date>,
    /// Runs whose ★ is later.
    pub later: Chance,
    /// Runs whose ★ falls into another fiscal year: money asked for anew.
    pub year_lost: Chance,
    /// Runs whose work runs past the 31 March that its money reaches (繰越).
    pub carried_over: Chance,
    /// Share of runs in which it is on the chain that decides the last ▲ of all.
    pub critical_last: f64,
    /// Share of runs in which it is on a chain that misses a deadline.
    pub critical_late: f64,
}

/// Yen of a fiscal year, or of all.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct YenRisk {
    /// The year; null: the whole horizon.
    pub fiscal_year: Option<i32>,
    /// What the plan says.
    pub planned: i64,
    /// Mean over all runs.
    pub mean: i64,
    /// What half of the runs do not exceed.
    pub p50: YenQuantile,
    /// What 80 % do not exceed.
    pub p80: YenQuantile,
    /// What 95 % do not exceed.
    pub p95: YenQuantile,
    /// Runs above the plan.
    pub above: Chance,
    /// Yen of equal stretches with the runs that come to them; empty where all runs are one.
    pub histogram: Vec<YenCount>,
}

/// Runs by yen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YenCount {
    /// The least of the stretch.
    pub from: i64,
    /// The most of it.
    pub to: i64,
    /// How many runs.
    pub runs: u64,
}

/// The estimate after so many runs.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Settled {
    /// Runs so far.
    pub runs: u64,
    /// What they say about all deadlines.
    pub all_deadlines: Chance,
}

/// One fact that was drawn.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Drawn {
    /// Its path.
    pub path: String,
    /// `work` (days), `available` (days from the plan's) or `yen`.
    pub kind: String,
    /// `pert`, `triangular`, `uniform`, `lognormal`.
    pub shape: String,
    /// What the plan uses.
    pub planned: f64,
    /// The ends and the likeliest value.
    pub low: f64,
    /// The likeliest value, where the shape has one.
    pub likely: Option<f64>,
    /// The upper end.
    pub high: f64,
    /// Whether the spread is the one for all that is assumed, and none of its own is written.
    pub assumed: bool,
}

/// How the plan may slip: `runs` times with `seed`.
pub fn risk(
    inventory: &Inventory,
    plan: &Plan,
    runs: u64,
    seed: u64,
    spreads: Spreads,
) -> Result<Risk, NoPolicy> {
    let found = slips::outcome(inventory, plan, runs, seed, spreads)?;
    Ok(Teller {
        inventory,
        found: &found,
        runs,
    }
    .risk(plan, seed))
}

/// All that decides the days of a run, as JSON for a program of another hand: what is drawn, and every
/// day that a ★ or a ▲ may slip to, as numbers from 0001-01-01. Yen and cover are left out.
pub fn tables(inventory: &Inventory, plan: &Plan, spreads: Spreads) -> Result<String, NoPolicy> {
    slips::tables(inventory, plan, spreads).map(|all| all.to_string())
}

struct Teller<'t> {
    inventory: &'t Inventory,
    found: &'t Outcome,
    runs: u64,
}

impl Teller<'_> {
    fn chance(&self, runs: u32) -> Chance {
        Chance::of(u64::from(runs), self.runs)
    }

    fn risk(&self, plan: &Plan, seed: u64) -> Risk {
        let counts = &self.found.counts;
        let deadlines = self.inventory.deadlines.iter().zip(&counts.kept_by_all);
        Risk {
            schema: 1,
            as_of: plan.as_of,
            runs: self.runs,
            seed,
            confidence_percent: 95,
            all_deadlines: self.chance(counts.all_kept),
            hard_deadlines: self.chance(counts.hard_kept),
            no_gap: self.chance(counts.no_gap),
            deadlines: deadlines
                .map(|(deadline, kept)| DeadlineRisk {
                    id: deadline.id.clone(),
                    name: deadline.name.clone(),
                    date: deadline.date,
                    hard: deadline.hard,
                    kept: self.chance(*kept),
                })
                .collect(),
            systems: (0..self.inventory.systems.len())
                .map(|i| self.system(i))
                .collect(),
            rounds: self.found.works.iter().map(|w| self.round(w)).collect(),
            last_cutover: self.last(),
            yen: self.yen(),
            convergence: self.convergence(),
            drawn: self.drawn(),
        }
    }

    fn system(&self, i: usize) -> SystemRisk {
        let system = &self.inventory.systems[i];
        let counts = &self.found.counts;
        let mut cutovers: Vec<&slips::CutoverRuns> = self
            .found
            .cutovers
            .iter()
            .filter(|c| c.system == i)
            .collect();
        cutovers.sort_by_key(|c| c.standard);
        let dues = self.found.dues.iter();
        let dues = dues.filter(|d| self.found.cutovers[d.cutover].system == i);
        let runs = self.runs.max(1) as f64;
        SystemRisk {
            id: system.id.clone(),
            name: system.name.clone(),
            owner: system.owner.clone().unwrap_or_default(),
            cutovers: cutovers.into_iter().map(|c| self.cutover(c)).collect(),
            deadlines: dues.map(|d| self.due(d)).collect(),
            gap: self.chance(counts.gaps[i]),
            mean_gap_days: chance::rounded(counts.gap_days[i] as f64 / runs, 2),
            extended: self.chance(counts.extended[i]),
        }
    }

    fn cutover(&self, of: &slips::CutoverRuns) -> CutoverRisk {
        let round = &self.inventory.rounds[of.round].id;
        self.days(stage(of.standard), round, of.planned, (&of.days, of.never))
    }

    fn days(
        &self,
        stage: &str,
        round: &str,
        planned: Date,
        (days, never): (&[(Date, u32)], u32),
    ) -> CutoverRisk {
        let in_time = days.iter().filter(|(d, _)| *d <= planned);
        let in_time: u64 = in_time.map(|(_, n)| u64::from(*n)).sum();
        let quantile = |share: f64| Quantile::of(days, self.runs, share);
        CutoverRisk {
            stage: stage.to_owned(),
            round: round.to_owned(),
            planned,
            later: Chance::of(self.runs - in_time.min(self.runs), self.runs),
            p50: quantile(0.5),
            p80: quantile(0.8),
            p95: quantile(0.95),
            days: days
                .iter()
                .map(|(date, runs)| DayCount {
                    date: *date,
                    runs: u64::from(*runs),
                })
                .collect(),
            never: u64::from(never),
        }
    }

    fn last(&self) -> Option<CutoverRisk> {
        let standards = self.found.cutovers.iter().filter(|c| c.standard);
        let planned = standards.map(|c| c.planned).max()?;
        let (days, never) = &self.found.last;
        Some(self.days("standard", "", planned, (days, *never)))
    }

    fn due(&self, due: &slips::DueRuns) -> SystemDeadlineRisk {
        let deadline = &self.inventory.deadlines[due.deadline];
        let cutover = &self.found.cutovers[due.cutover];
        let kept = self.chance(due.kept);
        let buffer = (kept.probability < BOUGHT && !cutover.happened).then(|| {
            let kept_by_most = Quantile::of(&cutover.days, self.runs, BOUGHT).date;
            let days = kept_by_most.map(|d| (d - due.date).num_days().max(0));
            let work = self.found.works.iter().find(|w| w.round == cutover.round);
            let sign_by = work.zip(days).and_then(|(work, days)| {
                let limit = work.start - chrono::Days::new(u64::try_from(days).unwrap_or(0));
                work.earlier.iter().rev().find(|d| **d <= limit).copied()
            });
            Buffer {
                days,
                months: days.map(|d| (d * 10 + 303) / 304),
                sign_by,
            }
        });
        SystemDeadlineRisk {
            id: deadline.id.clone(),
            date: due.date,
            stage: stage(deadline.bounds == Bounds::StandardCutover).to_owned(),
            kept,
            buffer,
        }
    }

    fn round(&self, work: &slips::WorkRuns) -> RoundRisk {
        let share = |n: u32| chance::rounded(f64::from(n) / self.runs.max(1) as f64, 4);
        let ids = work.systems.iter();
        RoundRisk {
            id: self.inventory.rounds[work.round].id.clone(),
            systems: ids.map(|i| self.inventory.systems[*i].id.clone()).collect(),
            start: (!work.over).then_some(work.start),
            later: self.chance(work.start_late),
            year_lost: self.chance(work.year_lost),
            carried_over: self.chance(work.carried),
            critical_last: share(work.on_last),
            critical_late: share(work.on_late),
        }
    }

    fn yen(&self) -> Vec<YenRisk> {
        let planned = &self.found.planned_yen;
        let years = planned.len();
        if years == 0 {
            return Vec::new();
        }
        let rows: Vec<&[i64]> = self.found.counts.yen.chunks_exact(years).collect();
        let one = |year: Option<i32>, planned: i64, mut all: Vec<i64>| {
            all.sort_unstable();
            let sum: i128 = all.iter().map(|y| i128::from(*y)).sum();
            let mean = sum / (all.len().max(1) as i128);
            let above = all.len() - all.partition_point(|y| *y <= planned);
            YenRisk {
                fiscal_year: year,
                planned,
                mean: i64::try_from(mean).unwrap_or(0),
                p50: YenQuantile::of(&all, 0.5),
                p80: YenQuantile::of(&all, 0.8),
                p95: YenQuantile::of(&all, 0.95),
                above: Chance::of(above as u64, self.runs),
                histogram: chance::histogram(&all),
            }
        };
        let by_year = (0..years).map(|k| {
            let year = self.found.first_year + k as i32;
            one(
                Some(year),
                planned[k],
                rows.iter().map(|row| row[k]).collect(),
            )
        });
        let whole = rows.iter().map(|row| row.iter().sum()).collect();
        let mut all: Vec<YenRisk> = by_year.collect();
        all.push(one(None, planned.iter().sum(), whole));
        all
    }

    /// After an eighth, a quarter, half and all of the runs, as far as blocks of runs allow.
    fn convergence(&self) -> Vec<Settled> {
        let (mut runs, mut kept) = (0u64, 0u64);
        let mut all = Vec::new();
        let mut next = self.runs.div_ceil(8).max(1);
        for (n, k) in &self.found.counts.blocks {
            runs += u64::from(*n);
            kept += u64::from(*k);
            if runs >= next || runs == self.runs {
                all.push(Settled {
                    runs,
                    all_deadlines: Chance::of(kept, runs),
                });
                while next <= runs {
                    next = next.saturating_mul(2);
                }
                next = next.min(self.runs.max(1));
            }
        }
        all
    }

    fn drawn(&self) -> Vec<Drawn> {
        let facts = self.found.facts.iter();
        let one = |f: &slips::DrawnFact| {
            // Days of availability are told from the plan's on.
            let from = match f.kind {
                "available" => f.planned as f64,
                _ => 0.0,
            };
            Drawn {
                path: f.path.clone(),
                kind: f.kind.to_owned(),
                shape: f.spread.shape.name().to_owned(),
                planned: f.planned as f64 - from,
                low: f.spread.low - from,
                likely: f
                    .spread
                    .shape
                    .has_likely()
                    .then_some(f.spread.likely - from),
                high: f.spread.high - from,
                assumed: f.assumed,
            }
        };
        facts.map(one).collect()
    }
}

fn stage(standard: bool) -> &'static str {
    if standard { "standard" } else { "bridge" }
}

impl Risk {
    /// As JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The JSON Schema of [`Risk`].
pub fn schema() -> String {
    let schema = schemars::schema_for!(Risk);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
