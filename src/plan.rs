//! The plan: the very data of plan.json, and nothing beside it.
//!
//! A [`Plan`] holds all that any output shows, so that every format rendered from plan.json alone
//! equals the one rendered in the same run. `to` is always the last day included.

mod acts;
mod axis;
mod bounds;
mod branch;
mod charges;
mod council;
mod derive;
mod evaluate;
mod extension;
mod funding;
mod layout;
mod levels;
mod make;
mod milestones;
mod missed;
mod model;
mod moved;
mod network;
mod options;
mod place;
mod promised;
mod proof;
mod queue;
mod reasons;
mod search;
pub(crate) mod slips;
mod start;
mod state;
mod trial;
mod value;
pub mod verify;
mod warnings;
mod watch;
mod wish;

pub use make::{
    MAX_SYSTEMS, Near, Run, make, make_as_wished, make_first, make_near, make_quietly, make_run,
};
pub use moved::with_date;
pub use search::Effort;
pub use slips::{NoPolicy, Spreads};
pub use start::{Start, SystemStart, promises_of};
pub use trial::{Aim, MOST_TOGETHER, Trial, Trials, together, trial};
pub use watch::Watch;
pub use wish::Wish;

use crate::calendar::Date;
use crate::facts::Confidence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// plan.json.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// Version of this format: 1.
    pub schema: u32,
    /// The "today" of the plan: nothing undone is dated before it.
    pub as_of: Date,
    /// The files it was made from.
    pub inputs: Vec<Input>,
    /// The what-ifs laid over them, in order; none: the plan of the files as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<PlanScenario>,
    /// First and last day drawn and costed.
    pub horizon: Horizon,
    /// Whose plan.
    pub municipality: PlanMunicipality,
    /// What is known about the plan.
    pub outcome: Outcome,
    /// Deadlines, those derived from shared hardware included.
    pub deadlines: Vec<PlanDeadline>,
    /// Dependencies between systems.
    pub links: Vec<PlanLink>,
    /// Load of vendors and teams against their capacity.
    pub load: Vec<Load>,
    /// Every fact by path.
    pub facts: BTreeMap<String, PlanFact>,
    /// Reasons by id.
    pub reasons: BTreeMap<String, Reason>,
    /// Systems in the order of the inventory.
    pub systems: Vec<PlanSystem>,
    /// Money by fiscal year: its sum is the objective's `cost_yen`.
    pub budget: Vec<BudgetRow>,
    /// Warnings about the plan itself, worst first.
    pub warnings: Vec<PlanWarning>,
}

/// A file that went in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    /// As named on the command line.
    pub path: String,
    /// Hash of its bytes.
    pub sha256: String,
}

/// A what-if that the plan rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanScenario {
    /// Name of its file without the end; `--set` and `--shift` for what was typed.
    pub id: String,
    /// Shown name, or empty.
    pub name: String,
    /// Why, or empty.
    pub reason: String,
    /// What it changed.
    pub changes: Vec<PlanChange>,
}

/// One value that a what-if changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanChange {
    /// Path of the value.
    pub path: String,
    /// What was there, or null.
    pub old: Option<PlanWritten>,
    /// What is there now, or null.
    pub new: Option<PlanWritten>,
}

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanWritten {
    /// As it is written, in one line; a long one is cut.
    pub value: String,
    /// The file, or `--set`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// First and last day drawn and costed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Horizon {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Whose plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanMunicipality {
    /// 全国地方公共団体コード
    pub code: String,
    /// Name.
    pub name: String,
    /// The language that its inventory names, so that a saved plan is drawn as a fresh one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// What is known about a plan.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Proved best at every level of the objective.
    Optimal,
    /// Keeps every rule that is never broken; how far it may be from the best is bounded.
    Feasible,
    /// The never-broken rules clash, or a gap or a missed hard deadline is proved unavoidable.
    Infeasible,
    /// No plan was found within the effort, and none was proved impossible.
    Unknown,
}

/// Status, value, bound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    /// What is known.
    pub status: Status,
    /// The plan's value, level by level; least is best, earlier levels first.
    pub objective: Objective,
    /// What no plan can be better than; a level without a proof is absent.
    pub bound: Bound,
    /// Facts that clash, where the rules cannot all be kept.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// Steps of search that were spent.
    pub steps: u64,
    /// The levels that were minded, the first counting most; none: all, in the order of `objective`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// Why the search ended before its effort was spent; then the same input may give another plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Cut>,
}

/// Why a search ended sooner than it would have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cut {
    /// The time that it was given had passed.
    TimeLimit,
    /// Somebody pressed Ctrl-C.
    Interrupt,
}

/// The levels of the objective in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Objective {
    /// Days without cover, summed over systems, from max(as-of, horizon.from) to horizon.to.
    pub gap_days: i64,
    /// Days late against hard deadlines.
    pub hard_late_days: i64,
    /// Days × weight late against soft deadlines.
    pub late_days: i64,
    /// Promised routes and ▲ that are not kept; told where promises were minded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promises_changed: Option<i64>,
    /// Days between promised ▲ and those of the plan; likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_days_moved: Option<i64>,
    /// Yen accrued within the horizon.
    pub cost_yen: i64,
    /// Greatest load / capacity over vendors and teams.
    pub peak_load: f64,
    /// Sum over all ▲ of the days from horizon.from.
    pub cutover_day_sum: i64,
    /// Sum over all ★ of the days from horizon.from.
    pub contract_day_sum: i64,
}

/// Proved lower bounds by level: each for plans that are as good as the bounds of the levels before
/// it in the order that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bound {
    /// Gap days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_days: Option<i64>,
    /// Hard lateness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hard_late_days: Option<i64>,
    /// Soft lateness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_days: Option<i64>,
    /// Promises that are not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promises_changed: Option<i64>,
    /// Days away from what was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_days_moved: Option<i64>,
    /// Yen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_yen: Option<i64>,
    /// Greatest load / capacity; told where another order of the levels was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peak_load: Option<f64>,
    /// Σ of the days to each ▲; likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutover_day_sum: Option<i64>,
    /// Σ of the days to each ★; likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_day_sum: Option<i64>,
    /// Per vendor or team: its last ▲ cannot be earlier.
    #[serde(default)]
    pub providers: Vec<ProviderBound>,
}

/// A load bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProviderBound {
    /// Vendor or team.
    pub provider: String,
    /// Its last ▲ is not before this day.
    pub last_cutover_not_before: Date,
    /// The systems that this follows from.
    #[serde(default)]
    pub systems: Vec<String>,
    /// First day that any of its work can begin.
    pub first_work: Date,
    /// Sum of the least work of its rounds, in days × units.
    pub work_days: i64,
    /// Its greatest capacity; 0: no limit, or no work at all.
    pub capacity: u32,
    /// Its greatest number of ▲ a month, where that is what makes it so late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutovers_per_month: Option<u32>,
}

/// Facts that clash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// The rule that cannot be kept.
    pub rule: String,
    /// System, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// Paths of the facts.
    pub facts: Vec<String>,
    /// How much at the least (days), where it is a matter of degree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
}

/// A deadline of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanDeadline {
    /// Its id; `hardware/ID` where it is derived from hardware that several systems use.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Last day.
    pub date: Date,
    /// policy, hardware, contract, platform, individual.
    pub kind: String,
    /// Hard or soft.
    pub hard: bool,
    /// `standard.cutover` or `bridge.cutover`; `cover` for a derived one.
    pub bounds: String,
    /// Source and confidence.
    pub confidence: Confidence,
    /// Derived by the planner, not declared.
    pub derived: bool,
    /// Systems it holds for; empty: all.
    pub systems: Vec<String>,
}

/// A dependency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanLink {
    /// Goes first.
    pub from: String,
    /// Goes after.
    pub to: String,
    /// hard, soft, together.
    pub kind: String,
    /// Days during which exactly one end conforms within the horizon (soft links).
    pub interface_days: i64,
    /// Yen of the temporary interface.
    pub interface_yen: i64,
}

/// Load of one vendor or team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Load {
    /// Its id.
    pub provider: String,
    /// Shown name.
    pub name: String,
    /// A team of the city's own.
    pub team: bool,
    /// Work running, as steps: from each day on this many units until the next step.
    pub builds: Vec<LoadStep>,
    /// ▲ by calendar month, `2025-01`.
    pub cutovers: BTreeMap<String, u32>,
    /// Greatest load / capacity (builds and cutovers); null without a capacity.
    pub peak: Option<f64>,
}

/// One step of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoadStep {
    /// From this day on.
    pub from: Date,
    /// Units at work.
    pub units: u32,
    /// Capacity; null: no limit.
    pub capacity: Option<u32>,
}

/// A fact as plan.json shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanFact {
    /// Value as text.
    pub value: String,
    /// Its document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How sure.
    pub confidence: Confidence,
    /// Which owner confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
    /// On which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<Date>,
    /// File it is written in.
    pub file: String,
    /// Line.
    pub line: usize,
}

/// Why a date is what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// The rule that would be broken one candidate day earlier (later, for acts placed at their
    /// last day), `level` where a level of the objective would worsen, `free` where neither.
    pub rule: String,
    /// Whether the date is at its first day (`earliest`) or its last (`latest`).
    pub side: Side,
    /// Paths of the facts behind the rule.
    pub facts: Vec<String>,
    /// Reasons that this one rests on.
    pub previous: Vec<String>,
    /// Days until a deadline or the end of a cover is touched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slack_days: Option<i64>,
    /// The neighbouring candidate that was tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tried: Option<Date>,
    /// The level that would worsen, and by how much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worsens: Option<Worsens>,
    /// The stretch within which the date is free.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free: Option<Horizon>,
    /// Values for the sentence, by name.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// On which side a date is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// It cannot be earlier.
    Earliest,
    /// It cannot be later.
    Latest,
}

/// A level that would worsen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Worsens {
    /// Name of the level as in [`Objective`].
    pub level: String,
    /// By how much.
    pub by: f64,
}

/// One system's part of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanSystem {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// core or common.
    pub group: String,
    /// Owner, or empty.
    pub owner: String,
    /// Businesses it serves.
    pub businesses: Vec<String>,
    /// Vendor of its present contract, or empty.
    pub vendor: String,
    /// The route taken.
    pub route: PlanRoute,
    /// Days the ▲ of the standard may slip, everything else fixed but links followed, before a
    /// deadline falls or cover ends; negative when late.
    pub slack_days: i64,
    /// Least slack of all, and no later candidate day left.
    pub critical: bool,
    /// ※先行移設: moved off shared hardware before the last one that is.
    pub early_move: bool,
    /// Whether any fact behind its dates is assumed.
    pub assumed: bool,
    /// Bars, service stages first by date, then work, operation, reference.
    pub stages: Vec<Stage>,
    /// Steps inside the work stages.
    pub activities: Vec<Activity>,
    /// Dated events by date.
    pub milestones: Vec<Milestone>,
    /// How early and how late each ★ and ▲ could lie if vendors had no limits.
    #[serde(default)]
    pub network: Vec<NetworkDate>,
    /// Deadlines as they fall for this system.
    pub deadlines: Vec<SystemDeadline>,
}

/// A route by the ids of routes.toml.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PlanRoute {
    /// Bridge.
    pub bridge: String,
    /// Target.
    pub target: String,
}

/// Kind of bar.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum StageKind {
    /// What citizens use.
    Service,
    /// Prepares the next service stage.
    Work,
    /// 運用の別途発注
    Operation,
    /// Old system kept for reference.
    Reference,
    /// No cover: the one thing a plan may never hide.
    Gap,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stage {
    /// `current`, `rehost`, `rehosted`, `extension`, `replace`, `replaced`, `own-server-move`,
    /// `own-server`, `build`,
    /// `standard`, `operation`, `reference`, `gap`.
    pub id: String,
    /// Kind.
    pub kind: StageKind,
    /// Shown name (Japanese).
    pub name: String,
    /// Shown name (English).
    pub name_en: String,
    /// The round that pays for it; null for the present service and gaps.
    pub round: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How many extension steps it contains (a stage lengthened by extension).
    #[serde(default)]
    pub extensions: u32,
}

/// A step inside a work stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Activity {
    /// `requirements`, `rehearsal-1` …
    pub id: String,
    /// Shown name (Japanese).
    pub name: String,
    /// Shown name (English).
    pub name_en: String,
    /// Id of its work stage.
    pub stage: String,
    /// Round.
    pub round: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Reason id.
    pub reason: String,
}

/// A dated event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Milestone {
    /// See [`MILESTONE_KINDS`].
    pub kind: String,
    /// Stage it belongs to.
    pub stage: String,
    /// Round it belongs to (an extension or operation round has an id of its own).
    pub round: String,
    /// The day.
    pub date: Date,
    /// ● ◆ ◇ ★ ▲, or null for what the roadmap does not mark.
    pub symbol: Option<String>,
    /// Reason id.
    pub reason: String,
    /// It has happened.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
}

/// Earliest and latest day of a ★ or ▲ by the precedence network alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NetworkDate {
    /// Round.
    pub round: String,
    /// contract or cutover.
    pub kind: String,
    /// No earlier, even if vendors had no limits.
    pub earliest: Date,
    /// No later, or a deadline falls or cover ends (the earliest day where that is too late).
    pub latest: Date,
}

/// A deadline as it falls for one system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SystemDeadline {
    /// Id of the deadline.
    pub id: String,
    /// Its date for this system.
    pub date: Date,
    /// Whether it is kept.
    pub met: bool,
    /// Days left; negative: late.
    pub slack_days: i64,
}

/// Money of one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct BudgetRow {
    /// Fiscal year.
    pub fiscal_year: i32,
    /// System; the ids of all users joined by `+` where shared.
    pub system: String,
    /// Round, `contract.ID`, `hardware.ID` or `link.A.B`.
    pub round: String,
    /// once, month, extension, present, reference, interface, blackout, exit.
    pub kind: String,
    /// Whole yen, tax included.
    pub yen: i64,
    /// initial, supplementary, debt-burden, continuing, long-term, existing, none.
    pub instrument: String,
}

/// A warning about the plan. The values of each code (dates as ISO, counts as digits):
///
/// | code | values |
/// |---|---|
/// | `gap` | `from`, `to`, `days` |
/// | `late`, `hard-late` | `deadline` (its id), `date`, `cutover`, `days` |
/// | `overrun` | `deadline` (its id, `hardware/ID`), `date`, `needed` (the last day it is needed), `days` |
/// | `missed-gate` | `milestone` (its kind), `round`, `date` |
/// | `reference-short` | `stage`, `until` (last day it can be kept), `days` (how many are missing) |
/// | `soft-blackout` | `blackout` (shown name), `cutover`, `yen` |
/// | `ends-in-closed-days` | `what` (`contract.ID`, `hardware.ID`, `platform.ID`), `date`, `cutover` |
/// | `assumed` | `count` of assumed facts |
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanWarning {
    /// Key of its sentence, one of the above.
    pub code: String,
    /// System, or empty.
    pub system: String,
    /// Values for the sentence.
    pub values: BTreeMap<String, String>,
}

/// Every kind of milestone.
pub const MILESTONE_KINDS: &[&str] = &[
    "enquiry",
    "budget_request",
    "supplementary_request",
    "budget_vote",
    "debt_burden_vote",
    "contract_vote",
    "tender_notice",
    "contract",
    "notice",
    "pia_start",
    "pia",
    "ordinance",
    "rehearsal",
    "resident_notice",
    "cutover",
    "operation_contract",
    "extension_contract",
];

impl Plan {
    /// The system with this id.
    pub fn system(&self, id: &str) -> Option<&PlanSystem> {
        self.systems.iter().find(|s| s.id == id)
    }

    /// Reads plan.json.
    pub fn from_json(text: &str) -> Result<Plan, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// plan.json, with a newline at its end; the same plan gives the same bytes.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
