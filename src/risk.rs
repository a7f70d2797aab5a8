//! How likely is each deadline kept? Monte Carlo over the plan's policy: lengths of work, availability
//! of products and prices are drawn, routes and order kept, and what slips goes to the next day that
//! windows and budgets allow.
//!
//! The same inventory, seed and number of runs give the same numbers on any number of threads. With
//! nothing to draw, every run is the plan itself.

mod chance;
mod counted;
mod csv;
mod formats;
mod picture;
mod told;

pub use crate::plan::Spreads;
pub use chance::{Chance, Quantile, YenQuantile};
pub use csv::{csv, listing};
pub use formats::render;
pub use picture::picture;
pub use told::{markdown, told};

use crate::calendar::Date;
use crate::inventory::Inventory;
use crate::plan::{NoPolicy, Plan, slips};
use crate::progress::Progress;
use counted::Teller;
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
    risk_watched(inventory, plan, (runs, seed), spreads, &Progress::new())
}

/// As [`risk`], telling how many runs are done: `runs` of a seed.
pub fn risk_watched(
    inventory: &Inventory,
    plan: &Plan,
    (runs, seed): (u64, u64),
    spreads: Spreads,
    progress: &Progress,
) -> Result<Risk, NoPolicy> {
    let found = slips::outcome(inventory, plan, (runs, seed), spreads, progress)?;
    Ok(Teller {
        inventory,
        found: &found,
        runs,
    }
    .risk(plan, seed))
}

/// All that decides a run, as JSON for a program of another hand: what is drawn, every day that a ★ or
/// a ▲ may slip to, what carries services and what is paid; days as numbers from 0001-01-01.
pub fn tables(inventory: &Inventory, plan: &Plan, spreads: Spreads) -> Result<String, NoPolicy> {
    slips::tables(inventory, plan, spreads).map(|all| all.to_string())
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
