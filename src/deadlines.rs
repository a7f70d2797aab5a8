//! What is due next, for whom, why then, and what happens if it is missed: the acts of a plan that
//! lie ahead, and everything that ends.
//!
//! Dates and reasons are those of the finished plan; what a missed day brings follows from the
//! rules of the calendar and the plan's own room, never from a guess. The sentences are in
//! `deadlines.ftl`.

mod acts;
mod csv;
mod ends;
mod holdings;
mod ics;
mod lints;
mod maker;
mod markdown;
mod missing;
mod told;
mod who;

pub use crate::report::{NameOf, Unknown};
pub use csv::{csv, listing};
pub use ics::{Earlier, ics};
pub use lints::lints;
pub use markdown::markdown;
pub use told::told;
pub use who::{Asked, owners_named, vendors_named};

use crate::calendar::Date;
use crate::inventory::Inventory;
use crate::plan::{Plan, Status};
use crate::words::Lang;
use maker::Maker;
use schemars::JsonSchema;
use serde::Serialize;

/// What `ikou deadlines --format json` gives.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Deadlines {
    /// Version of this format: 1.
    pub schema: u32,
    /// The "today" from which days are counted.
    pub as_of: Date,
    /// The last day that was asked about; null: no end.
    pub until: Option<Date>,
    /// Whose deadlines.
    pub municipality: DueName,
    /// What is known about the plan behind them.
    pub status: Status,
    /// Whether there is a plan at all.
    pub planned: bool,
    /// The what-ifs that the plan rests on, a sentence each.
    pub what_ifs: Vec<String>,
    /// What was asked for.
    pub asked: Chosen,
    /// How many more of them lie after `until`.
    pub later: usize,
    /// By date.
    pub deadlines: Vec<Due>,
}

/// Whose deadlines were asked for, by the names as found; empty lists: everybody's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Chosen {
    /// Owners.
    pub owners: Vec<String>,
    /// Businesses.
    pub businesses: Vec<DueName>,
    /// Vendors and teams.
    pub vendors: Vec<DueName>,
}

/// An id and its shown name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct DueName {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
}

/// One thing that is due, or that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Due {
    /// Stays the same while the thing is the same, whatever its date.
    pub id: String,
    /// A kind of milestone as in plan.json, or `contract_end`, `hardware_end`, `platform_end`,
    /// `service_end`, `extension_option`, `deadline`, `gap`, `waiver_end`.
    pub kind: String,
    /// What it is, in words.
    pub what: String,
    /// ● ◆ ◇ ★ ▲, or null.
    pub symbol: Option<String>,
    /// The last day.
    pub date: Date,
    /// Days from the as-of date; negative: it has passed.
    pub days_left: i64,
    /// How it stands.
    pub state: State,
    /// What it is about: a round, `contract.ID`, `hardware.ID`, the id of a deadline, a path.
    pub subject: String,
    /// The systems it concerns; empty: none in particular.
    pub systems: Vec<DueSystem>,
    /// Who is dealt with: vendors, and teams of the city's own.
    pub vendors: Vec<DueName>,
    /// Why that day, in a sentence.
    pub why: String,
    /// What happens if it is missed, in a sentence.
    pub if_missed: String,
    /// Whether a fact behind it is assumed and waits for its owner's review.
    pub assumed: bool,
}

/// A system that a deadline concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DueSystem {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Owner, or empty.
    pub owner: String,
    /// Businesses it serves.
    pub businesses: Vec<DueName>,
}

/// How a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It lies ahead, and the plan keeps it.
    Open,
    /// It lies ahead, and the plan cannot keep it.
    Endangered,
    /// It has passed.
    Missed,
}

impl Deadlines {
    /// Everything that is due from the as-of date on, and the gates that have passed unkept.
    pub fn of(inventory: &Inventory, plan: &Plan, lang: Lang) -> Deadlines {
        let mut maker = Maker::new(inventory, plan, lang);
        acts::passed(&mut maker);
        acts::ahead(&mut maker);
        ends::deadlines(&mut maker);
        ends::gaps(&mut maker);
        ends::waivers(&mut maker);
        holdings::ends(&mut maker);
        Deadlines {
            schema: 1,
            as_of: plan.as_of,
            until: None,
            municipality: DueName {
                id: plan.municipality.code.clone(),
                name: crate::report::clean(&plan.municipality.name),
            },
            status: plan.outcome.status,
            planned: maker.planned(),
            what_ifs: crate::report::what_ifs(plan, lang),
            asked: Chosen::default(),
            later: 0,
            deadlines: maker.finish(),
        }
    }

    /// The JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The JSON Schema of `ikou deadlines --format json`, with a newline at its end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Deadlines);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
