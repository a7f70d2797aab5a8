//! What is signed: which contracts cross 31 March, under which instrument, voted by when, with
//! which limit and yearly shares, and what is left to do when one of them slips.

mod acts;
mod book;
mod ways;

use super::facts::Facts;
use super::{Row, sum};
use crate::calendar::{Calendar, Date, FiscalYear};
use crate::plan::{Plan, Stage, StageKind};
use acts::acts;
use book::Book;
use chrono::Days;
use std::collections::BTreeMap;

/// Which part of a round a contract is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The work: ★ to the day before the last ▲.
    Work,
    /// The service or its operation, from the first ▲.
    Running,
    /// One step of an extension.
    Extension,
}

/// A way that stays open, or a day that binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Unsigned on this day the money lapses.
    SignBy {
        /// 31 March of the year that carries the money.
        date: Date,
        /// Days between ★ and it.
        days: i64,
    },
    /// 準備行為: notice before the fiscal year, signing in it.
    Preparation {
        /// Day of the notice, or of the request for a quotation.
        notice: Date,
        /// First day on which the calendar allows it.
        from: Date,
    },
    /// 補正予算, where a cause arises after the initial budget (自治法218条1項): no fact gives one.
    Supplementary {
        /// Session.
        session: String,
        /// Last day of its request.
        request: Date,
        /// Its vote, the last one in time.
        vote: Date,
    },
    /// ゼロ債務: a 債務負担行為 in a supplementary budget of the year before allows earlier signing.
    ZeroDebt {
        /// Session.
        session: String,
        /// Last day of its request.
        request: Date,
        /// Its vote.
        vote: Date,
    },
    /// 繰越明許費, only after a slip, with its reason.
    CarryOver {
        /// The last session that can vote it.
        session: String,
        /// Its vote.
        vote: Date,
    },
    /// The limit or the years of the 債務負担行為 are changed after a slip.
    ChangeDebt {
        /// The last session that can vote it.
        session: String,
        /// Its vote.
        vote: Date,
    },
}

/// One contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Round.
    pub round: String,
    /// System, or the ids of all users joined by `+`.
    pub system: String,
    /// What it is for.
    pub part: Part,
    /// initial, debt-burden, long-term …
    pub instrument: String,
    /// First day of performance.
    pub from: Date,
    /// Last day; `None`: no end is known.
    pub to: Option<Date>,
    /// Day of signing, where it is known.
    pub signed: Option<Date>,
    /// Whether it crosses 31 March.
    pub crosses: bool,
    /// Yen by fiscal year, as in plan.json.
    pub shares: BTreeMap<i32, i64>,
    /// Yen after the horizon, to the end of its term.
    pub beyond: i64,
    /// ◇: what later years pay at the most.
    pub limit: Option<i64>,
    /// Fiscal years that the ◇ reaches: those after the year of signing.
    pub until: Option<i32>,
    /// The vote that the plan waits for.
    pub vote: Option<Date>,
    /// The last vote that would still be in time: name of the session (empty: the initial budget's).
    pub latest: Option<(String, Date)>,
    /// What binds and what stays open.
    pub ways: Vec<Way>,
}

pub(super) fn contracts(
    plan: &Plan,
    rows: &[Row],
    facts: &Facts<'_>,
    calendar: &Calendar,
) -> Vec<Contract> {
    let (mut order, mut acts) = acts(plan);
    // What lies behind has no acts to come, and is paid all the same.
    let signed = |row: &&Row| ["once", "month", "extension"].contains(&row.kind.as_str());
    for row in rows.iter().filter(signed) {
        if !acts.contains_key(&row.round) {
            order.push(row.round.clone());
            acts.insert(row.round.clone(), acts::Acts::default());
        }
    }
    let book = Book::new(plan, rows, *facts, calendar);
    let mut all = Vec::new();
    for round in &order {
        let Some(acts) = acts.get(round) else {
            continue;
        };
        if let Some((base, step)) = extension_of(round) {
            all.extend(book.extension(round, base, step, acts));
            continue;
        }
        if acts.first.is_some() {
            all.extend(book.work(round, acts));
        }
        all.extend(book.running(round, acts));
    }
    all
}

/// `tax/bridge/extension-2`: of `tax/bridge`, the second.
fn extension_of(round: &str) -> Option<(&str, u32)> {
    let (base, step) = round.rsplit_once("/extension-")?;
    Some((base, step.parse().ok().filter(|n| (1..=1_000).contains(n))?))
}

/// The standard's round by the round of its operation, which is ordered apart but priced with it.
pub(super) fn priced_by(plan: &Plan) -> BTreeMap<&str, &str> {
    let mut all = BTreeMap::new();
    for system in &plan.systems {
        let round_of = |wanted: &dyn Fn(&&Stage) -> bool| {
            system
                .stages
                .iter()
                .find(wanted)
                .and_then(|s| s.round.as_deref())
        };
        let operation = round_of(&|s| s.kind == StageKind::Operation);
        let standard = round_of(&|s| s.kind == StageKind::Service && s.id == "standard");
        all.extend(operation.zip(standard));
    }
    all
}

/// Whether a stretch crosses 31 March.
pub(super) fn crosses(from: Date, to: Date) -> bool {
    FiscalYear::of(from) != FiscalYear::of(to)
}

impl Contract {
    /// All it costs within the horizon, and after it to the end of its term.
    pub fn total(&self) -> i64 {
        sum(self.shares.values().copied()).saturating_add(self.beyond)
    }

    /// How many days of one fiscal year it spans at the most; nothing where it has no end.
    pub fn days(&self) -> Option<i64> {
        Some((self.to?.checked_add_days(Days::new(1))? - self.from).num_days())
    }
}
