//! The approved plan beside what has happened: what is done and on which day, what is overdue, what
//! slips to when and why, which deadlines fall that were kept, and which money does not reach any more.
//!
//! Three things are laid side by side: the baseline (a saved plan), the actuals in the inventory, and
//! the forecast, a new plan as of today in which the past is as it was. The sentences are in
//! `status.ftl`.

mod changed;
mod csv;
mod endangered;
mod instruments;
mod markdown;
mod milestones;
mod steps;
mod told;
mod upshot;

pub use csv::{csv, listing};
pub use markdown::markdown;
pub use told::{View, changed_input, told};

use crate::calendar::Date;
use crate::deadlines::{Asked, Chosen, Deadlines, Due, DueName, Unknown};
use crate::inventory::{Inventory, SystemIx};
use crate::plan::{Input, Plan, PlanRoute, PlanSystem, Status as Known};
use crate::report::{clean, wording};
use crate::words::Lang;
use schemars::JsonSchema;
use serde::Serialize;

/// What lies side by side.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The inventory as it is now.
    pub inventory: &'a Inventory,
    /// What the baseline is called.
    pub name: &'a str,
    /// The approved plan.
    pub baseline: &'a Plan,
    /// A new plan of the inventory.
    pub forecast: &'a Plan,
}

/// What `ikou status --format json` gives.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Status {
    /// Version of this format: 1.
    pub schema: u32,
    /// The day it is.
    pub as_of: Date,
    /// Whose plan.
    pub municipality: DueName,
    /// The approved plan.
    pub baseline: Baseline,
    /// What is known about the forecast.
    pub forecast: Known,
    /// The what-ifs that the forecast rests on, a sentence each.
    pub what_ifs: Vec<String>,
    /// What was asked for.
    pub asked: Chosen,
    /// What matters most, in sentences.
    pub upshot: Vec<String>,
    /// How many milestones are how.
    pub counts: Counts,
    /// Yen of the forecast beyond the baseline's, within the horizon, over all systems.
    pub yen_more: i64,
    /// Deadlines and covers that the baseline kept and the forecast does not.
    pub endangered: Vec<Endangered>,
    /// What slips past 31 March, and which money that asks for.
    pub instruments: Vec<Needed>,
    /// Systems in the order of the inventory.
    pub systems: Vec<SystemStatus>,
    /// Systems of the baseline that the inventory does not have any more.
    pub gone: Vec<DueName>,
    /// Systems that the baseline does not know.
    pub new: Vec<DueName>,
    /// The last day up to which `due` looks.
    pub until: Date,
    /// What is due next by the forecast, by date.
    pub due: Vec<Due>,
}

/// The approved plan, as far as it is needed to know which one it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Baseline {
    /// Its name.
    pub name: String,
    /// Its as-of date.
    pub as_of: Date,
    /// Files that are not what it was made from.
    pub changed: Vec<ChangedInput>,
}

/// A file that is not what the baseline was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedInput {
    /// As named now, or where it is gone in the baseline.
    pub path: String,
    /// How it differs.
    pub how: HowChanged,
}

/// How a file differs from what the baseline was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum HowChanged {
    /// Its bytes are others.
    Changed,
    /// It was not there.
    New,
    /// It is not there any more.
    Gone,
}

/// How many milestones are how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Recorded.
    pub done: usize,
    /// Their day has passed, nothing is recorded, and the forecast puts them off.
    pub overdue: usize,
    /// They lie ahead, later than promised.
    pub late: usize,
    /// They lie ahead, as promised or earlier.
    pub on_time: usize,
}

/// One system, planned and actual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SystemStatus {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Owner, or empty.
    pub owner: String,
    /// The route of the forecast.
    pub route: PlanRoute,
    /// The promised route, where it is another one.
    pub promised_route: Option<PlanRoute>,
    /// Days that the ▲ of the standard slips; null where one of the plans has none.
    pub slip_days: Option<i64>,
    /// How far it has come by the 40 steps, where that is recorded.
    pub progress: Option<SystemProgress>,
    /// Its milestones: those of the baseline and those that came in, by planned date.
    pub milestones: Vec<MilestoneStatus>,
}

/// How far a system has come by the 40 steps of the national procedure. It is no workload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SystemProgress {
    /// The furthest step that is done.
    pub step: u32,
    /// `④-4`
    pub code: String,
    /// What that step is.
    pub what: String,
    /// Steps before it that are not done.
    pub open: Vec<u32>,
    /// How many are done.
    pub done: u32,
    /// Of how many.
    pub of: u32,
    /// On which day that was so.
    pub date: Date,
}

/// One milestone, planned and actual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MilestoneStatus {
    /// Its kind, as in plan.json.
    pub kind: String,
    /// What it is, in words.
    pub what: String,
    /// Its stage.
    pub stage: String,
    /// Its round.
    pub round: String,
    /// The vendor or team that it is about.
    pub vendor: Option<DueName>,
    /// ● ◆ ◇ ★ ▲, or null.
    pub symbol: Option<String>,
    /// The day in the baseline; null: it has none there.
    pub planned: Option<Date>,
    /// The day on which it happened.
    pub actual: Option<Date>,
    /// The day in the forecast, where it has not happened.
    pub forecast: Option<Date>,
    /// Days from planned to actual or forecast; negative: earlier.
    pub slip_days: Option<i64>,
    /// How it stands.
    pub state: State,
    /// Why then, for what has not happened.
    pub why: String,
}

/// How a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It happened.
    Done,
    /// Its day has passed, nothing is recorded, and the forecast puts it off.
    Overdue,
    /// It lies ahead, later than promised.
    Late,
    /// It lies ahead on the promised day.
    Kept,
    /// It lies ahead, earlier than promised.
    Earlier,
    /// Its day has passed, and the forecast goes on without it: nothing records such acts, or what
    /// follows from it has happened.
    Passed,
    /// The forecast does not have it any more.
    Dropped,
    /// Only the forecast has it.
    Added,
}

/// A deadline, or the cover of a service, that the baseline kept and the forecast does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Endangered {
    /// System.
    pub system: DueName,
    /// Its owner, or empty.
    pub owner: String,
    /// Id of the deadline; `gap` where a service is not covered.
    pub deadline: String,
    /// Shown name.
    pub name: String,
    /// Hard: missing it is no option.
    pub hard: bool,
    /// Its last day for this system; the first day without cover.
    pub date: Date,
    /// Days that the baseline had left; negative: it was late already.
    pub slack_before: Option<i64>,
    /// Days late, or without cover.
    pub days: i64,
    /// Whether the baseline kept it.
    pub newly: bool,
    /// Why, in sentences: what holds the date that misses it, gates that have passed.
    pub why: Vec<String>,
    /// Facts behind that date which are not as they were.
    pub causes: Vec<Cause>,
}

/// A fact that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Cause {
    /// Its path.
    pub path: String,
    /// What it is called.
    pub what: String,
    /// What it was, or null.
    pub old: Option<String>,
    /// What it is, or null.
    pub new: Option<String>,
    /// Where it is written: in the inventory now, or in the baseline's where it is gone.
    pub file: String,
    /// Line.
    pub line: usize,
}

/// Money that a slip past 31 March asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Needed {
    /// Round.
    pub round: String,
    /// Its systems.
    pub systems: Vec<DueName>,
    /// Which instrument.
    pub instrument: Instrument,
    /// The fiscal year whose 31 March is crossed.
    pub fiscal_year: i32,
    /// The promised day: ★, or the end of the work.
    pub planned: Date,
    /// The same in the forecast.
    pub forecast: Date,
    /// The session that votes it; empty: the initial budget's.
    pub session: Option<String>,
    /// Last day of the request.
    pub request: Option<Date>,
    /// The day of the vote: the last one in time.
    pub vote: Option<Date>,
    /// All of it in a sentence.
    pub text: String,
}

/// What a slip past 31 March asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Instrument {
    /// 繰越明許費 (地方自治法213条) for work that was signed for.
    CarryOver,
    /// 事故繰越 (同220条3項): no session is left that could vote a carry-over.
    AccidentCarryOver,
    /// The year has ended: whether the money was carried over is to be asked.
    YearEnded,
    /// The years or the limit of a 債務負担行為 are changed (同214条).
    ChangeDebt,
    /// 債務負担行為 (同214条), since the work crosses 31 March now.
    DebtBurden,
    /// 繰越明許費 for money that is voted and will not be signed for in its year.
    CarryOverUnsigned,
    /// The money lapses, and is asked for again.
    Lapse,
    /// The money is asked for in the budget of a later year.
    LaterBudget,
}

impl Status {
    /// Lays baseline, actuals and forecast side by side; `inputs` are the files as they are now.
    pub fn of(
        beside: Beside<'_>,
        inputs: &[Input],
        asked: &Asked,
        lang: Lang,
    ) -> Result<Status, Unknown> {
        let Beside {
            inventory,
            name,
            baseline,
            forecast,
        } = beside;
        let due = Deadlines::of(inventory, forecast, lang).only(asked, inventory)?;
        let chosen = due.asked.clone();
        let wanted = |ix: usize| {
            let system = &inventory.systems[ix];
            let owner = clean(system.owner.as_deref().unwrap_or_default());
            let business = |id: &String| chosen.businesses.iter().any(|b| b.id == *id);
            (chosen.owners.is_empty() || chosen.owners.contains(&owner))
                && (chosen.businesses.is_empty() || system.businesses.iter().any(business))
        };
        let mut systems: Vec<SystemStatus> = Vec::new();
        for (ix, now) in forecast
            .systems
            .iter()
            .enumerate()
            .filter(|(i, _)| wanted(*i))
        {
            let old = baseline.system(&now.id);
            let mut status = system(&beside, SystemIx(ix), old, now, lang);
            if !chosen.vendors.is_empty() {
                let ours = |m: &MilestoneStatus| {
                    m.vendor
                        .as_ref()
                        .is_some_and(|v| chosen.vendors.contains(v))
                };
                status.milestones.retain(ours);
                if status.milestones.is_empty() {
                    continue;
                }
            }
            systems.push(status);
        }
        let shown = |id: &str| systems.iter().any(|s| s.id == id);
        let endangered = endangered::all(&beside, &shown, lang);
        let instruments = instruments::all(&beside, &shown, lang);
        let name_of = |s: &PlanSystem| DueName {
            id: s.id.clone(),
            name: wording::name_or_id(&s.name, &s.id),
        };
        let only = |from: &Plan, other: &Plan| -> Vec<DueName> {
            let all = from.systems.iter();
            let all = all.filter(|s| other.system(&s.id).is_none());
            all.map(name_of).collect()
        };
        let cost = |plan: &Plan| plan.outcome.objective.cost_yen;
        let mut status = Status {
            schema: 1,
            as_of: forecast.as_of,
            municipality: DueName {
                id: forecast.municipality.code.clone(),
                name: clean(&forecast.municipality.name),
            },
            baseline: Baseline {
                name: clean(name),
                as_of: baseline.as_of,
                changed: changed::inputs(&baseline.inputs, inputs),
            },
            forecast: forecast.outcome.status,
            what_ifs: crate::report::what_ifs(forecast, lang),
            asked: chosen,
            upshot: Vec::new(),
            counts: Counts::default(),
            yen_more: cost(forecast).saturating_sub(cost(baseline)),
            endangered,
            instruments,
            systems,
            gone: only(baseline, forecast),
            new: only(forecast, baseline),
            until: due.until.unwrap_or(forecast.as_of),
            due: due.deadlines,
        };
        for m in status.systems.iter().flat_map(|s| &s.milestones) {
            match m.state {
                State::Done => status.counts.done += 1,
                State::Overdue => status.counts.overdue += 1,
                State::Late => status.counts.late += 1,
                State::Kept | State::Earlier => status.counts.on_time += 1,
                State::Passed | State::Dropped | State::Added => {}
            }
        }
        status.upshot = upshot::sentences(&status, lang);
        Ok(status)
    }

    /// The JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn system(
    beside: &Beside<'_>,
    ix: SystemIx,
    old: Option<&PlanSystem>,
    now: &PlanSystem,
    lang: Lang,
) -> SystemStatus {
    let target = |s: &PlanSystem| crate::compare::date(s, "cutover", true);
    let planned = old.and_then(target);
    SystemStatus {
        id: now.id.clone(),
        name: wording::name_or_id(&now.name, &now.id),
        owner: clean(&now.owner),
        route: now.route.clone(),
        promised_route: old.map(|o| o.route.clone()).filter(|r| *r != now.route),
        slip_days: planned.zip(target(now)).map(|(a, b)| (b - a).num_days()),
        progress: steps::of(beside.inventory, ix, lang),
        milestones: milestones::all(beside, ix, old, now, lang),
    }
}

/// Files that are not what a plan was made from, by their names.
pub fn changed_inputs(made_from: &[Input], now: &[Input]) -> Vec<ChangedInput> {
    changed::inputs(made_from, now)
}

/// The JSON Schema of `ikou status --format json`, with a newline at its end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Status);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
