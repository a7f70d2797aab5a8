//! What a reader sees of a plan before any format: rows, cells, sentences and sums, decided once,
//! so that no two formats can differ in a number.
//!
//! Everything here is made from a [`Plan`] alone. Names are [`clean`] from here on.

pub(crate) mod breaks;
pub(crate) mod asked;
mod assumed;
mod clean;
pub mod command;
mod money;
mod outcome;
pub mod reason;
mod summary;
mod warnings;
pub mod wording;

pub use asked::{NameOf, Unknown};
pub use assumed::{AssumedFact, assumed};
pub use clean::clean;
pub use money::{Money, MoneyYear};
pub use summary::{Cell, Column, Mark, Row, Summary, Value};
pub(crate) use summary::{notes, system_is_bad};
pub use warnings::{missed_gates, sentence, what_ifs};

use crate::plan::Plan;
use crate::words::{Lang, say};

/// A plan as tables and sentences.
#[derive(Clone, Debug)]
pub struct Report {
    /// 郡山市 標準システムロードマップ
    pub title: String,
    /// As-of date, horizon.
    pub dates: String,
    /// Warnings, worst first; gaps and missed deadlines are always among them.
    pub warnings: Vec<Notice>,
    /// What is known about the plan: the first line is the status.
    pub outcome: Vec<Notice>,
    /// The systems and their rounds.
    pub summary: Summary,
    /// Money by fiscal year.
    pub money: Money,
}

/// A sentence and how loud it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How loud.
    pub mark: Mark,
    /// The sentence.
    pub text: String,
}

impl Report {
    /// The report of a plan.
    pub fn of(plan: &Plan, lang: Lang) -> Report {
        Report {
            title: title(plan, lang),
            dates: wording::dates(plan, lang),
            warnings: warnings::warnings(plan, lang),
            outcome: outcome::outcome(plan, lang),
            summary: Summary::of(plan, lang),
            money: Money::of(plan, lang),
        }
    }
}

/// The plan's title: the municipality's name and what this is.
pub fn title(plan: &Plan, lang: Lang) -> String {
    let name = clean(&plan.municipality.name);
    if name.is_empty() {
        say(lang, "report-title-nameless", &[])
    } else {
        say(lang, "report-title", &[("name", &name)])
    }
}
