//! What rests on assumption, and how much of the plan hangs on it: each assumed date, amount and
//! length of time is moved both ways, and the plan is made anew.
//!
//! What is measured is stated in [`SHIFTS`]; facts that cannot be moved so (names, owners, which
//! system is where) are listed with the number of dates that rest on them.

mod bench;
mod told;
mod tornado;

pub use told::{csv, listing, markdown, told};
pub use tornado::tornado;

use crate::calendar::Date;
use crate::facts::{Confidence, Fact, segment};
use crate::inventory::scenario::Path;
use crate::inventory::{Draft, Inventory, ProviderIx, SystemIx};
use crate::plan::{Effort, Status, make_first};
use crate::progress::Progress;
use crate::source::Sources;
use bench::{Bench, is_range};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How far each kind of fact is moved, both ways; one that is written as a range or as a distribution
/// goes to its own ends instead.
pub const SHIFTS: [(Kind, [&str; 2]); 3] = [
    (Kind::Date, ["-6M", "+6M"]),
    (Kind::Yen, ["0.8", "1.2"]),
    (Kind::Length, ["0.75", "1.25"]),
];

/// Facts measured at most where nobody says how many.
pub const MOST_MEASURED: usize = 400;
/// And for so many systems and facts together: each measure is a plan of all systems.
const MOST_WORK: usize = 2_500;

/// What `ikou assumptions --format json` gives.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Assumptions {
    /// Version of this format: 1.
    pub schema: u32,
    /// The "today" of the plan.
    pub as_of: Date,
    /// Whether facts that a document states and no owner confirmed are listed too.
    pub unconfirmed: bool,
    /// How far facts were moved.
    pub shifts: Vec<Moves>,
    /// How many facts were moved and planned with.
    pub measured: usize,
    /// How many could be, and were not: they are ranked by the dates that rest on them.
    pub left_out: usize,
    /// Whether the plan they are compared with is proved to be the best.
    pub proved: bool,
    /// By effect, the greatest first.
    pub facts: Vec<Assumption>,
}

/// How far facts of a kind were moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Moves {
    /// Which facts.
    pub kind: Kind,
    /// Earlier, less or shorter.
    pub down: String,
    /// Later, more or longer.
    pub up: String,
}

/// What kind of value a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A day.
    Date,
    /// An amount.
    Yen,
    /// A length of time.
    Length,
    /// Anything else: it is not moved.
    Other,
}

/// One fact, as `ikou confirm` takes it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Assumption {
    /// Its path.
    pub path: String,
    /// Value; of a key with several, each with its name.
    pub value: String,
    /// How sure.
    pub confidence: Confidence,
    /// Its document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Owners of the systems that it is about; empty: of all.
    pub owners: Vec<String>,
    /// Those systems.
    pub systems: Vec<String>,
    /// Vendors and teams that it is about: of the contract, of the round, of the rounds of the system.
    pub vendors: Vec<String>,
    /// File it is written in.
    pub file: String,
    /// Line.
    pub line: usize,
    /// How many dates of the plan name it among their reasons.
    pub dates: usize,
    /// Whether it was moved and planned with.
    pub measured: bool,
    /// What each move changes.
    pub moves: Vec<Moved>,
}

/// What one move of a fact changes in the plan; all differences are plan with the move less plan.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Moved {
    /// Which of its values moved.
    pub kind: Kind,
    /// How far, as `--shift` or a scenario writes it; `low` or `high`: to that end of the range or
    /// distribution that is written.
    pub by: String,
    /// That end; null where several ranges go to theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Whether the value is none that the files can have: activities would not fit, and so on.
    pub refused: bool,
    /// Whether a plan was found.
    pub planned: bool,
    /// Days without cover.
    pub gap_days: i64,
    /// Days past hard deadlines.
    pub hard_late_days: i64,
    /// Weighted days past soft deadlines.
    pub late_days: i64,
    /// Yen within the horizon.
    pub cost_yen: i64,
    /// ▲ that move.
    pub cutovers: Vec<MovedCutover>,
}

/// A ▲ that moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovedCutover {
    /// Its system.
    pub system: String,
    /// Shown name.
    pub name: String,
    /// Of the standard; else of the bridge.
    pub standard: bool,
    /// In the plan; null: there is none.
    pub old: Option<Date>,
    /// With the move.
    pub new: Option<Date>,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Also what is stated, and confirmed by nobody.
    pub unconfirmed: bool,
    /// Facts measured at most; none: as many as take a second or two.
    pub measure: Option<usize>,
    /// Also what is stated as a range: it is uncertain whoever vouches for it.
    pub ranges: bool,
    /// Only facts about systems of these owners; empty: all.
    pub owners: Vec<String>,
    /// Only facts about these vendors and teams; empty: all.
    pub vendors: Vec<String>,
}

impl Wanted {
    fn wants(&self, row: &Assumption) -> bool {
        let any = |asked: &[String], own: &[String]| {
            asked.is_empty() || own.iter().any(|name| asked.contains(name))
        };
        any(&self.owners, &row.owners) && any(&self.vendors, &row.vendors)
    }
}

/// One group of facts under the key that is confirmed as a whole.
struct Group<'i> {
    facts: Vec<(String, &'i Fact)>,
}

impl Assumptions {
    /// Lists and measures what an inventory assumes; `draft` is what it was checked from.
    pub fn of(
        (draft, inventory): (&Draft, &Inventory),
        sources: &Sources,
        effort: Effort,
        wanted: &Wanted,
    ) -> Assumptions {
        Assumptions::watched(
            (draft, inventory),
            sources,
            effort,
            wanted,
            &Progress::new(),
        )
    }

    /// The same, telling how many of the facts were moved.
    pub fn watched(
        (draft, inventory): (&Draft, &Inventory),
        sources: &Sources,
        effort: Effort,
        wanted: &Wanted,
        progress: &Progress,
    ) -> Assumptions {
        let (plan, near) = make_first(inventory, sources, effort);
        let groups = groups(inventory, sources, wanted);
        let mut dates: BTreeMap<&str, usize> = BTreeMap::new();
        for reason in plan.reasons.values() {
            let named: BTreeSet<&str> = reason
                .facts
                .iter()
                .filter_map(|path| holder(path, &groups))
                .collect();
            named
                .into_iter()
                .for_each(|h| *dates.entry(h).or_default() += 1);
        }
        let rests = |path: &str| dates.get(path).copied().unwrap_or(0);
        let mut rows: Vec<(Assumption, &Group)> = groups
            .iter()
            .map(|(path, group)| (row(inventory, sources, path, group, rests(path)), group))
            .filter(|(row, _)| wanted.wants(row))
            .collect();
        let movable = |group: &Group| !group.moves().is_empty();
        rows.sort_by(|(a, g), (b, h)| {
            (movable(h), b.dates, &a.path).cmp(&(movable(g), a.dates, &b.path))
        });
        let can = rows.iter().filter(|(_, group)| movable(group)).count();
        let usual = (MOST_WORK / inventory.systems.len().max(1)).min(MOST_MEASURED);
        let measured = can.min(wanted.measure.unwrap_or(usual));
        let bench = Bench {
            draft,
            sources,
            effort,
            as_of: inventory.as_of,
            plan: &plan,
            near: &near,
        };
        progress.begin(measured);
        // Each measure is a plan of its own: threads pay from the first one on.
        let moves = crate::parallel::map(measured, usize::MAX, |at| {
            let moves = bench.moves(rows[at].1);
            progress.step();
            moves
        });
        let mut facts: Vec<Assumption> = rows.into_iter().map(|(row, _)| row).collect();
        for (row, moves) in facts.iter_mut().zip(moves) {
            row.measured = true;
            row.moves = moves;
        }
        facts.sort_by_cached_key(|row| (std::cmp::Reverse(row.effect()), row.path.clone()));
        let shifts = SHIFTS.map(|(kind, [down, up])| Moves {
            kind,
            down: down.to_owned(),
            up: up.to_owned(),
        });
        Assumptions {
            schema: 1,
            as_of: inventory.as_of,
            unconfirmed: wanted.unconfirmed,
            shifts: shifts.into(),
            measured,
            left_out: can - measured,
            proved: plan.outcome.status == Status::Optimal,
            facts,
        }
    }

    /// The JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The JSON Schema of `ikou assumptions --format json`, with a newline at its end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Assumptions);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

impl Assumption {
    /// The greatest of its moves, level by level as plans are compared; then the dates that rest
    /// on it.
    fn effect(&self) -> ([i64; 5], usize) {
        let most = self.moves.iter().map(Moved::size).max();
        (most.unwrap_or_default(), self.dates)
    }

    /// Whether any move changes the plan.
    pub fn moves_plan(&self) -> bool {
        self.moves.iter().any(Moved::changes)
    }
}

impl Moved {
    fn size(&self) -> [i64; 5] {
        if self.refused {
            return [0; 5];
        }
        if !self.planned {
            return [i64::MAX; 5];
        }
        let days = |c: &MovedCutover| match (c.old, c.new) {
            (Some(old), Some(new)) => (new - old).num_days().abs(),
            _ => 365,
        };
        [
            self.gap_days.abs(),
            self.hard_late_days.abs(),
            self.late_days.abs(),
            self.cost_yen.abs(),
            self.cutovers.iter().map(days).sum(),
        ]
    }

    /// Whether the plan differs.
    pub fn changes(&self) -> bool {
        self.size() != [0; 5]
    }
}

/// The key of a record that carries a confirmation, of the path of a fact.
fn confirmable(path: &Path) -> Option<String> {
    let first = match path.parts.first() {
        Some(crate::inventory::scenario::Part::Name(name)) => name.as_str(),
        _ => return None,
    };
    let most = match first {
        "municipality" | "horizon" => 2,
        "calendar" | "routes" => match path.parts.len() {
            0..=3 => 3,
            _ => 4,
        },
        _ => 3,
    };
    let parts = path.parts.iter().take(most).cloned().collect();
    Some(Path { parts }.to_string())
}

/// What nobody confirmed, by the key that is confirmed as a whole.
fn groups<'i>(
    inventory: &'i Inventory,
    sources: &Sources,
    wanted: &Wanted,
) -> BTreeMap<String, Group<'i>> {
    let mut all: BTreeMap<String, Group> = BTreeMap::new();
    for (path, fact) in inventory.facts.iter() {
        // What is drawn is chosen, not assumed.
        if path.kind() == "horizon" || sources.get(fact.span.file).builtin {
            continue;
        }
        let path = path.to_string();
        let open = match fact.provenance.confidence {
            Confidence::Assumed => true,
            Confidence::Stated => wanted.unconfirmed,
            Confidence::Confirmed => false,
        } || (wanted.ranges && is_range(&path, &fact.value));
        if !open {
            continue;
        }
        let Some(holder) = Path::parse(&path).ok().and_then(|p| confirmable(&p)) else {
            continue;
        };
        let group = all.entry(holder).or_insert(Group { facts: Vec::new() });
        group.facts.push((path, fact));
    }
    all
}

/// The group that a fact named by a reason belongs to.
fn holder<'g>(path: &str, groups: &'g BTreeMap<String, Group>) -> Option<&'g str> {
    let holder = confirmable(&Path::parse(path).ok()?)?;
    groups.get_key_value(&holder).map(|(key, _)| key.as_str())
}

fn row(
    inventory: &Inventory,
    sources: &Sources,
    path: &str,
    group: &Group,
    dates: usize,
) -> Assumption {
    let below = format!("{path}.");
    let values: Vec<String> = group
        .facts
        .iter()
        .map(|(of, fact)| match of.strip_prefix(&below) {
            Some(key) => format!("{key} {}", fact.value),
            None => fact.value.clone(),
        })
        .collect();
    // A list that says the same twice: as a whole, and in its parts.
    let whole = group.facts.iter().find(|(of, _)| of.as_str() == path);
    let value = whole.map_or_else(|| values.join(", "), |(_, fact)| fact.value.clone());
    let first = group
        .facts
        .iter()
        .map(|(_, fact)| fact)
        .min_by_key(|f| f.span);
    let systems = systems_of(inventory, path);
    let owners = systems
        .iter()
        .filter_map(|s| inventory.system(*s).owner.as_deref());
    let owners: BTreeSet<String> = owners.map(crate::report::clean).collect();
    let assumed = |(_, fact): &(String, &Fact)| fact.provenance.confidence == Confidence::Assumed;
    Assumption {
        path: path.to_owned(),
        value,
        confidence: match group.facts.iter().any(assumed) {
            true => Confidence::Assumed,
            false => Confidence::Stated,
        },
        source: first.and_then(|f| f.provenance.source.clone()),
        owners: owners.into_iter().filter(|o| !o.is_empty()).collect(),
        systems: systems
            .iter()
            .map(|s| inventory.system(*s).id.clone())
            .collect(),
        vendors: vendors_of(inventory, path, &systems),
        file: first.map_or_else(String::new, |f| sources.get(f.span.file).name.clone()),
        line: first.map_or(0, |f| sources.position(f.span).line),
        dates,
        measured: false,
        moves: Vec::new(),
    }
}

/// Whether a path is that of a record, or of something in it.
fn is(path: &str, kind: &str, id: &str) -> bool {
    let record = format!("{kind}.{}", segment(id));
    path.strip_prefix(&record)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Shown names of the vendors and teams that a fact is about, each once; `systems` are those that it is
/// about.
fn vendors_of(inventory: &Inventory, path: &str, systems: &[SystemIx]) -> Vec<String> {
    let rounds = inventory.rounds.iter();
    let found: Vec<Option<ProviderIx>> = match path.split('.').next().unwrap_or("") {
        "contract" => {
            let own = inventory
                .contracts
                .iter()
                .find(|c| is(path, "contract", &c.id));
            own.map(|c| c.vendor).into_iter().collect()
        }
        "procurement" => {
            let own = inventory
                .rounds
                .iter()
                .find(|r| is(path, "procurement", &r.id));
            own.map(|r| r.provider).into_iter().collect()
        }
        kind @ ("vendor" | "team") => {
            let mut all = inventory.providers.iter();
            vec![all.position(|p| is(path, kind, &p.id)).map(ProviderIx)]
        }
        "system" => rounds
            .filter(|r| r.systems.iter().any(|s| systems.contains(s)))
            .map(|r| r.provider)
            .collect(),
        _ => Vec::new(),
    };
    let found: BTreeSet<ProviderIx> = found.into_iter().flatten().collect();
    let found = found.iter().filter_map(|p| inventory.providers.get(p.0));
    found
        .map(|p| crate::report::wording::name_or_id(&p.name, &p.id))
        .collect()
}

/// The systems that a fact is about; none: it is about all of them.
fn systems_of(inventory: &Inventory, path: &str) -> Vec<SystemIx> {
    let is = |kind: &str, id: &str| is(path, kind, id);
    let kind = path.split('.').next().unwrap_or("");
    let mut found: Vec<SystemIx> = match kind {
        "system" => {
            let own = inventory.systems.iter().position(|s| is(kind, &s.id));
            own.map(SystemIx).into_iter().collect()
        }
        "contract" => {
            let own = inventory.contracts.iter().find(|c| is(kind, &c.id));
            own.map(|c| c.users.clone()).unwrap_or_default()
        }
        "hardware" => {
            let own = inventory.hardware.iter().find(|h| is(kind, &h.id));
            own.map(|h| h.users.clone()).unwrap_or_default()
        }
        "procurement" => {
            let own = inventory.rounds.iter().find(|r| is(kind, &r.id));
            own.map(|r| r.systems.clone()).unwrap_or_default()
        }
        "vendor" | "team" => {
            let named = |p: &crate::inventory::ProviderIx| {
                inventory
                    .providers
                    .get(p.0)
                    .is_some_and(|p| is(kind, &p.id))
            };
            let theirs = inventory.rounds.iter();
            let theirs = theirs.filter(|r| r.provider.as_ref().is_some_and(named));
            theirs.flat_map(|r| r.systems.iter().copied()).collect()
        }
        _ => Vec::new(),
    };
    found.sort_unstable();
    found.dedup();
    found
}
