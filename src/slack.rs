//! How late may each system go live? Slack with vendors, money and links counted: the last ▲ for
//! which a verified plan has no more gap and no more lateness than the plan, whatever else moves.
//!
//! Beside it stands the slack of the network (`slack_days` of plan.json), which knows of no other
//! system but those linked after this one.

mod told;

pub use told::{listing, told};

use crate::calendar::Date;
use crate::clash::{ClashFact, cut::cut, cut::free, stops};
use crate::compare::date;
use crate::inventory::{Bounds, Inventory, Level, Order, SystemIx};
use crate::plan::{
    Aim, Effort, MOST_TOGETHER, Plan, Status, Trial, Trials, Wish, make_as_wished, make_quietly,
    together,
};
use crate::progress::Progress;
use crate::source::Sources;
use schemars::JsonSchema;
use serde::Serialize;

/// More systems than this are asked about by name.
pub const MOST_SYSTEMS: usize = 200;

/// What a trial may take at most: there are many, and those that count are made anew as plans.
const A_TRIAL: Effort = Effort {
    steps: 4_000_000,
    passes: 2,
};

/// What `ikou slack --format json` gives.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Slacks {
    /// Version of this format: 1.
    pub schema: u32,
    /// The "today" of the plan.
    pub as_of: Date,
    /// The last day that planning looks at.
    pub until: Date,
    /// Systems in the order asked for.
    pub systems: Vec<Slack>,
}

/// How late one system may go live.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Slack {
    /// Its id.
    pub system: String,
    /// Shown name.
    pub name: String,
    /// ▲ of the standard in the plan; null: the plan has none.
    pub cutover: Option<Date>,
    /// Whether that has happened: nothing is asked then.
    pub live: bool,
    /// The last ▲ that was shown by a verified plan; null where nothing was found out.
    pub latest: Option<Date>,
    /// Days from ▲ to the last one.
    pub days: Option<i64>,
    /// Whether it is proved that no later ▲ will do.
    pub proved: bool,
    /// The candidate day after the last one; null: planning ends there.
    pub next: Option<Date>,
    /// What stops the next candidate, as far as that is proved.
    pub stopped_by: Vec<ClashFact>,
    /// Slack of the network in the plan: vendors' limits and other systems' routes left as they are.
    pub network_days: i64,
}

/// How late each of these systems may go live; `plan` is the plan of the inventory.
pub fn slacks(
    inventory: &Inventory,
    sources: &Sources,
    plan: &Plan,
    systems: &[SystemIx],
    effort: Effort,
) -> Slacks {
    slacks_watched(
        inventory,
        sources,
        plan,
        systems,
        (effort, &Progress::new()),
    )
}

/// As [`slacks`], telling how many of the systems are done.
pub fn slacks_watched(
    inventory: &Inventory,
    sources: &Sources,
    plan: &Plan,
    systems: &[SystemIx],
    (effort, progress): (Effort, &Progress),
) -> Slacks {
    progress.begin(systems.len());
    let groups: Vec<Group> = together(inventory)
        .into_iter()
        .filter(|group| group.iter().any(|s| systems.contains(s)))
        .map(|group| Group::of(inventory, sources, group, effort))
        .collect();
    // Each system is a search of its own: threads pay from the first one on.
    let each = |at: usize| {
        let system = systems[at];
        let group = groups.iter().find(|g| g.systems.contains(&system));
        let found = one(inventory, sources, plan, system, group, effort);
        progress.step();
        found
    };
    Slacks {
        schema: 1,
        as_of: plan.as_of,
        until: inventory.planning_end(),
        systems: crate::parallel::map(systems.len(), usize::MAX, each),
    }
}

/// Systems that hang together, by themselves.
struct Group {
    systems: Vec<SystemIx>,
    /// Without prices, and minding nothing but gap and lateness: no day follows from the rest.
    free: Inventory,
    aim: Aim,
}

impl Group {
    fn of(whole: &Inventory, sources: &Sources, systems: Vec<SystemIx>, effort: Effort) -> Group {
        let inventory = cut(whole, &systems);
        let plan = make_quietly(&inventory, sources, effort);
        let now = &plan.outcome.objective;
        let aim = Aim::NoWorse {
            gap_days: now.gap_days,
            hard_late_days: now.hard_late_days,
            late_days: now.late_days,
        };
        let mut free = free(&inventory);
        free.order = lost();
        Group { systems, free, aim }
    }
}

/// What a later ▲ may not make worse.
fn lost() -> Order {
    let levels = [Level::GapDays, Level::HardLateDays, Level::LateDays];
    Order::asked(levels.map(Level::name)).unwrap_or_default()
}

fn one(
    whole: &Inventory,
    sources: &Sources,
    plan: &Plan,
    system: SystemIx,
    group: Option<&Group>,
    effort: Effort,
) -> Slack {
    let source = whole.system(system);
    let planned = plan.system(&source.id);
    let cutover = planned.and_then(|s| date(s, "cutover", true));
    let live = planned.is_some_and(|s| {
        let mut acts = s.milestones.iter();
        acts.any(|m| m.kind == "cutover" && m.stage == "standard" && m.done)
    });
    let mut slack = Slack {
        system: source.id.clone(),
        name: source.name.clone(),
        cutover,
        live,
        latest: None,
        days: None,
        proved: false,
        next: None,
        stopped_by: Vec::new(),
        network_days: planned.map_or(0, |s| s.slack_days),
    };
    let placed = plan.outcome.status != Status::Unknown;
    let (Some(cutover), Some(group)) = (cutover.filter(|_| placed && !live), group) else {
        return slack;
    };
    if group.systems.len() > MOST_TOGETHER {
        return slack;
    }
    let own = group.systems.iter().position(|s| *s == system).unwrap_or(0);
    let trial = Effort {
        steps: effort.steps.min(A_TRIAL.steps),
        passes: effort.passes.min(A_TRIAL.passes),
    };
    let asked = Asked {
        group,
        trial,
        system: SystemIx(own),
        sources,
        effort,
        days: candidates(whole, cutover),
    };
    let (last, answer) = asked.last();
    slack.latest = Some(last.map_or(cutover, |at| asked.days[at]));
    slack.days = slack.latest.map(|d| (d - cutover).num_days());
    slack.next = asked.days.get(last.map_or(0, |at| at + 1)).copied();
    slack.proved = slack.next.is_none() || answer == Trial::Impossible;
    if let Some(next) = slack.next.filter(|_| slack.proved) {
        let wish = asked.wish(next);
        slack.stopped_by = stops(&group.free, sources, &wish, group.aim, trial);
    }
    slack
}

/// The go-live days after ▲.
fn candidates(inventory: &Inventory, cutover: Date) -> Vec<Date> {
    let last = inventory.planning_end();
    let days = inventory.calendar.go_live_days(cutover, last).into_iter();
    days.filter(|d| *d > cutover).collect()
}

/// One system that is asked to go live later and later.
struct Asked<'a> {
    group: &'a Group,
    system: SystemIx,
    sources: &'a Sources,
    effort: Effort,
    trial: Effort,
    days: Vec<Date>,
}

impl Asked<'_> {
    fn wish(&self, from: Date) -> Wish {
        Wish {
            system: self.system,
            bridge: None,
            cutover: Bounds::StandardCutover,
            not_before: Some(from),
            not_after: None,
        }
    }

    /// Whether a verified plan goes live on that day or later and is no worse.
    fn shown(&self, from: Date) -> Option<Date> {
        let wish = self.wish(from);
        let plan = make_as_wished(&self.group.free, self.sources, self.effort, &wish)?;
        let sound = self.group.aim.holds(&plan.outcome.objective);
        sound.then(|| date(plan.systems.get(self.system.0)?, "cutover", true))?
    }

    /// The last day that will do, and what is known about the one after it.
    ///
    /// Who may go live on a day or later may on any day before or later: the days that will do are
    /// the first ones.
    fn last(&self) -> (Option<usize>, Trial) {
        let trials = Trials::of(&self.group.free);
        let all: Vec<SystemIx> = (0..self.group.systems.len()).map(SystemIx).collect();
        let trial = |at: usize| {
            let wish = self.wish(self.days[at]);
            trials.trial(&all, Some(&wish), self.group.aim, self.trial)
        };
        let (mut low, mut high) = (0, self.days.len());
        let mut after = Trial::Open;
        while low < high {
            let middle = low.midpoint(high);
            match trial(middle) {
                Trial::Possible => low = middle + 1,
                other => (high, after) = (middle, other),
            }
        }
        // The claim rests on a whole plan: where none is found, on that of a day before.
        while low > 0 {
            if let Some(day) = self.shown(self.days[low - 1]) {
                let found = self.days.iter().rposition(|d| *d <= day);
                return (found.map(|at| at.max(low - 1)), after);
            }
            (low, after) = (low - 1, Trial::Open);
        }
        (None, after)
    }
}

/// The JSON Schema of `ikou slack --format json`, with a newline at its end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Slacks);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

impl Slacks {
    /// The JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
