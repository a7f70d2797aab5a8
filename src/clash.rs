//! What clashes? Where no plan is without a gap and keeps every hard deadline: the smallest set of
//! facts that cannot all hold, and the cheapest ways out, each tried by planning with it.
//!
//! What hangs together (a vendor, a contract, hardware, links) is looked into together. docs/clash.md
//! says what is proved and what is not.

pub(crate) mod cut;
mod dials;
mod facts;
mod minimal;
mod told;
mod ways;

pub(crate) use told::label;
pub use told::told;

use crate::calendar::Date;
use crate::diag::Sink;
use crate::facts::Confidence;
use crate::inventory::{Bounds, Draft, Inventory, SystemIx, check};
use crate::plan::{
    Aim, Effort, MOST_TOGETHER, Plan, PlanFact, Trial, Wish, make_as_wished, make_quietly, together,
};
use crate::source::Sources;
use facts::{Candidate, candidates, concerns};
use minimal::Scene;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// How many groups of systems in trouble are looked into, unless asked otherwise.
pub const MOST_GROUPS: usize = 10;

/// How many sets of one group are told at most: each is found with those before relaxed.
const MOST_SETS: usize = 4;

/// What clashes, as `ikou clash --format json` gives it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Clashes {
    /// Version of this format: 1.
    pub schema: u32,
    /// The "today" of the plan.
    pub as_of: Date,
    /// What was asked for beyond the inventory; null: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    /// What clashes, by systems that hang together, in the order of the inventory.
    pub clashes: Vec<Clash>,
    /// Systems in trouble that were not looked into: too many groups, or too many that hang
    /// together.
    pub left_out: Vec<String>,
}

/// A wish in words of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Asked {
    /// Of which system.
    pub system: String,
    /// Its bridge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bridge: Option<String>,
    /// Which ▲ the days are about: `standard.cutover` or `bridge.cutover`.
    pub cutover: String,
    /// First day on which that ▲ may lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Date>,
    /// Last day on which that ▲ may lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_after: Option<Date>,
}

impl Asked {
    /// A wish for a system of this id.
    pub fn of(system: &str, wish: &Wish) -> Asked {
        let cutover = match wish.cutover {
            Bounds::StandardCutover => "standard.cutover",
            Bounds::BridgeCutover => "bridge.cutover",
        };
        Asked {
            system: system.to_owned(),
            bridge: wish.bridge.clone(),
            cutover: cutover.to_owned(),
            not_before: wish.not_before,
            not_after: wish.not_after,
        }
    }
}

/// Systems that hang together and cannot all be well.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Clash {
    /// Those in trouble in the plan.
    pub systems: Vec<ClashSystem>,
    /// How many systems hang together with them, themselves included.
    pub together: usize,
    /// Whether it is proved that no plan is without this trouble.
    pub proved: bool,
    /// Gap days of these systems in the plan.
    pub gap_days: i64,
    /// Days past hard deadlines.
    pub hard_late_days: i64,
    /// Sets of facts that cannot all hold, each found with those before relaxed. Empty where
    /// nothing is proved, or where what no fact can change stands in the way.
    pub sets: Vec<FactSet>,
    /// Ways out, the cheapest first. Each is enough by itself.
    pub ways: Vec<Way>,
}

/// A system in trouble.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClashSystem {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// `gap`, `hard-late`, `no-cutover`; `wish`: no plan fulfils it; `wish-gap`: only plans with
    /// more gap or more days past hard deadlines do.
    pub trouble: Vec<String>,
}

/// Facts that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactSet {
    /// The facts.
    pub facts: Vec<ClashFact>,
    /// With these in force and every other one relaxed no plan is sound, and with any one of them
    /// relaxed as well a verified plan is.
    pub minimal: bool,
}

/// A member of a clash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClashFact {
    /// Its path.
    pub path: String,
    /// Value, source, place.
    #[serde(flatten)]
    pub fact: PlanFact,
    /// Systems it is about; empty: all of the clash.
    pub systems: Vec<String>,
}

/// A way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Way {
    /// What is changed.
    pub changes: Vec<WayChange>,
    /// Gap days of all systems that hang together, in the plan with it.
    pub gap_days: i64,
    /// Days past hard deadlines, likewise.
    pub hard_late_days: i64,
    /// Yen that the plan with it costs more than the plan without (less: negative).
    pub yen: i64,
}

/// One value that a way out changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WayChange {
    /// What kind of change: `contract`, `hardware`, `capacity` …
    pub kind: String,
    /// Path of the value.
    pub path: String,
    /// What is there now, as text; empty: nothing.
    pub old: String,
    /// What it would be, as TOML.
    pub new: String,
    /// How large the change is, in days, months, steps or units of its own kind.
    pub size: i64,
}

impl WayChange {
    /// What `--set` takes.
    pub fn set(&self) -> String {
        crate::report::command::change(&self.path, &self.new)
    }
}

/// What the search for clashes rests on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The checked inventory.
    pub inventory: &'a Inventory,
    /// What it was checked from: ways out are changes to this.
    pub draft: &'a Draft,
    /// The files.
    pub sources: &'a Sources,
    /// How much is tried.
    pub effort: Effort,
    /// How many groups of systems are looked into.
    pub groups: usize,
}

/// What clashes in a plan of the inventory.
pub fn clashes(ground: Ground, plan: &Plan) -> Clashes {
    let troubled = troubled(ground.inventory, plan);
    let mut found = Clashes {
        schema: 1,
        as_of: plan.as_of,
        asked: None,
        clashes: Vec::new(),
        left_out: Vec::new(),
    };
    if troubled.is_empty() {
        return found;
    }
    let groups = together(ground.inventory).into_iter();
    let in_trouble = |group: &[SystemIx]| -> Vec<SystemIx> {
        let mine = group.iter().filter(|s| troubled.contains(s));
        mine.copied().collect()
    };
    let mut chosen: Vec<(Vec<SystemIx>, Vec<SystemIx>)> = Vec::new();
    for group in groups {
        let mine = in_trouble(&group);
        if mine.is_empty() {
            continue;
        }
        if chosen.len() >= ground.groups || group.len() > MOST_TOGETHER {
            let ids = mine.iter().map(|s| ground.inventory.system(*s).id.clone());
            found.left_out.extend(ids);
        } else {
            chosen.push((group, mine));
        }
    }
    // They have nothing to do with each other: threads pay from the second one on.
    let many = if chosen.len() > 1 { usize::MAX } else { 0 };
    found.clashes = crate::parallel::map(chosen.len(), many, |at| {
        let (group, mine) = &chosen[at];
        let part = cut::cut(ground.inventory, group);
        let plain = make_quietly(&part, ground.sources, ground.effort);
        clash(ground, plan, &plain, group, mine, None)
    });
    found
}

/// What stands in the way of a wish; `plan` is the plan without it.
pub fn clashes_with_wish(ground: Ground, plan: &Plan, wish: &Wish) -> Clashes {
    let mut found = Clashes {
        schema: 1,
        as_of: plan.as_of,
        asked: Some(Asked::of(&ground.inventory.system(wish.system).id, wish)),
        clashes: Vec::new(),
        left_out: Vec::new(),
    };
    let groups = together(ground.inventory).into_iter();
    for group in groups.filter(|g| g.contains(&wish.system)) {
        if group.len() > MOST_TOGETHER {
            found
                .left_out
                .push(ground.inventory.system(wish.system).id.clone());
            continue;
        }
        let part = cut::cut(ground.inventory, &group);
        let plain = make_quietly(&part, ground.sources, ground.effort);
        let own = group.iter().position(|s| *s == wish.system).unwrap_or(0);
        let wish = Wish {
            system: SystemIx(own),
            ..wish.clone()
        };
        let with = make_as_wished(&part, ground.sources, ground.effort, &wish);
        // The trouble that is there without the wish is not its own.
        let least = Aim::NoWorse {
            gap_days: plain.outcome.objective.gap_days,
            hard_late_days: plain.outcome.objective.hard_late_days,
            late_days: i64::MAX,
        };
        let sound = |plan: &Plan| least.holds(&plan.outcome.objective);
        if !with.as_ref().is_some_and(sound) {
            let aim = match with {
                Some(_) => least,
                None => Aim::Placed,
            };
            let mine = [group[own]];
            let asked = Some((&wish, aim));
            found
                .clashes
                .push(clash(ground, plan, &plain, &group, &mine, asked));
        }
    }
    found
}

/// Systems that are not well in a plan.
fn troubled(inventory: &Inventory, plan: &Plan) -> BTreeSet<SystemIx> {
    (0..inventory.systems.len())
        .map(SystemIx)
        .filter(|s| !troubles(plan, &inventory.system(*s).id).is_empty())
        .collect()
}

/// What is wrong with a system in a plan.
fn troubles(plan: &Plan, id: &str) -> Vec<String> {
    let mut all = Vec::new();
    for code in ["gap", "hard-late"] {
        if plan
            .warnings
            .iter()
            .any(|w| w.code == code && w.system == id)
        {
            all.push(code.to_owned());
        }
    }
    let placed = plan.system(id).is_some_and(|s| {
        let mut acts = s.milestones.iter();
        acts.any(|m| m.kind == "cutover" && m.stage == "standard")
    });
    if !placed {
        all.push("no-cutover".to_owned());
    }
    all
}

/// What clashes among systems that hang together.
fn clash(
    ground: Ground,
    plan: &Plan,
    plain: &Plan,
    group: &[SystemIx],
    troubled: &[SystemIx],
    wish: Option<(&Wish, Aim)>,
) -> Clash {
    let inventory = cut::cut(ground.inventory, group);
    let candidates = candidates(&inventory, false);
    let scene = Scene {
        inventory: &inventory,
        free: &cut::free(&inventory),
        sources: ground.sources,
        candidates: &candidates,
        wish: wish.map(|(wish, _)| wish),
        aim: wish.map_or(Aim::Sound, |(_, aim)| aim),
        effort: ground.effort,
    };
    let mut in_force = vec![true; candidates.len()];
    let mut sets = Vec::new();
    let mut proved = false;
    while sets.len() < MOST_SETS {
        let Some(set) = scene.smallest(in_force.clone()) else {
            break;
        };
        proved = true;
        if set.members.is_empty() {
            break;
        }
        set.members.iter().for_each(|m| in_force[*m] = false);
        sets.push(set);
    }
    let ways = ways::ways(&ground, &scene, group, troubled, &sets, plain);
    let systems = troubled.iter().map(|s| {
        let system = ground.inventory.system(*s);
        let trouble = match wish {
            Some((_, Aim::Placed)) => vec!["wish".to_owned()],
            Some(_) => vec!["wish-gap".to_owned()],
            None => troubles(plan, &system.id),
        };
        ClashSystem {
            id: system.id.clone(),
            name: system.name.clone(),
            trouble,
        }
    });
    let objective = &plain.outcome.objective;
    Clash {
        systems: systems.collect(),
        together: group.len(),
        proved,
        gap_days: objective.gap_days,
        hard_late_days: objective.hard_late_days,
        sets: sets
            .iter()
            .map(|set| FactSet {
                facts: set
                    .members
                    .iter()
                    .map(|m| clash_fact(ground.sources, &inventory, &candidates[*m]))
                    .collect(),
                minimal: set.enough && set.smallest,
            })
            .collect(),
        ways,
    }
}

/// What keeps systems that hang together (an inventory of them alone, without prices) from a wish; empty where that
/// is not proved. No plan is made: nothing says that the set is smallest.
pub(crate) fn stops(
    inventory: &Inventory,
    sources: &Sources,
    wish: &Wish,
    aim: Aim,
    effort: Effort,
) -> Vec<ClashFact> {
    let candidates = candidates(inventory, true);
    let scene = Scene {
        inventory,
        free: inventory,
        sources,
        candidates: &candidates,
        wish: Some(wish),
        aim,
        effort,
    };
    let members = scene.members(&mut vec![true; candidates.len()]);
    let members = members.unwrap_or_default().into_iter();
    members
        .map(|m| clash_fact(sources, inventory, &candidates[m]))
        .collect()
}

fn clash_fact(sources: &Sources, inventory: &Inventory, candidate: &Candidate) -> ClashFact {
    let of = concerns(inventory, &candidate.about);
    let systems = match of.len() < inventory.systems.len() {
        true => of.iter().map(|s| inventory.system(*s).id.clone()).collect(),
        false => Vec::new(),
    };
    let fact = match inventory.facts.get(&candidate.path) {
        Some(fact) => PlanFact {
            value: fact.value.clone(),
            source: fact.provenance.source.clone(),
            confidence: fact.provenance.confidence,
            confirmed_by: fact.provenance.confirmed_by.clone(),
            confirmed_on: fact.provenance.confirmed_on,
            file: sources.get(fact.span.file).name.clone(),
            line: sources.position(fact.span).line,
        },
        None => PlanFact {
            value: String::new(),
            source: None,
            confidence: Confidence::Assumed,
            confirmed_by: None,
            confirmed_on: None,
            file: String::new(),
            line: 0,
        },
    };
    ClashFact {
        path: candidate.path.clone(),
        fact,
        systems,
    }
}

/// The inventory with every fact that can bear on a clash relaxed, but for those at `kept` paths:
/// what a minimal set says can be tried by it.
pub fn relaxed_but(inventory: &Inventory, kept: &[&str]) -> Inventory {
    let mut relaxed = inventory.clone();
    for candidate in candidates(inventory, false) {
        if !kept.contains(&candidate.path.as_str()) {
            candidate.about.relax(&mut relaxed);
        }
    }
    relaxed
}

/// The inventory with what would be typed after `--set`; `None`: it does not pass the checks.
fn changed(ground: &Ground, sets: &[String]) -> Option<(Inventory, Sources)> {
    use crate::inventory::scenario::{Typed, apply, typed};
    let mut sources = ground.sources.clone();
    let file = sources.add("--set", sets.join("\n"));
    let mut sink = Sink::new();
    let changes = typed(&mut sources, file, Typed::Set, &mut sink);
    let mut draft = ground.draft.clone();
    apply(&mut draft, &changes, &mut sink);
    if sink.has_errors() {
        return None;
    }
    let inventory = check(draft, ground.inventory.as_of, &mut sink)?;
    Some((inventory, sources))
}

/// The JSON Schema of `ikou clash --format json`, with a newline at its end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Clashes);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

impl Clashes {
    /// The JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Whether a trial leaves hope.
fn possible(trial: Trial) -> bool {
    trial == Trial::Possible
}
