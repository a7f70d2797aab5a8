//! What is asked for in which fiscal year, under which instrument: the money of a finished plan as
//! a planner takes it to the finance section.
//!
//! A [`Budget`] is made from a [`Plan`] alone: its rows are those of plan.json, its prices and rules
//! are the facts that the plan carries. Every sum here reconciles to the yen with `cost_yen`.

mod asks;
mod ceilings;
mod contracts;
mod facts;
mod findings;
mod five_years;
mod groups;
mod running;
mod subsidies;
mod years;

pub use asks::Ask;
pub use ceilings::{Burden, Ceiling, Later};
pub use contracts::{Contract, Part, Way};
pub use facts::Facts;
pub use findings::Remark;
pub use five_years::FiveYears;
pub use groups::{By, Group, Groups, compare};
pub use running::{Running, RunningKey};
pub use subsidies::{Sources, Subsidy};
pub use years::YearSheet;

use crate::plan::Plan;
use std::collections::BTreeMap;

/// The money of a plan.
#[derive(Clone, Debug)]
pub struct Budget {
    /// The rows of plan.json, with who owns them.
    pub rows: Vec<Row>,
    /// Their sum: the plan's `cost_yen`.
    pub total: i64,
    /// Fiscal years that occur, in order.
    pub years: Vec<i32>,
    /// Ids of the systems in the order of the plan.
    pub systems: Vec<String>,
    /// One sheet for each fiscal year.
    pub sheets: Vec<YearSheet>,
    /// What is asked for and by when, by the last day to ask.
    pub asks: Vec<Ask>,
    /// What is signed, and under which instrument.
    pub contracts: Vec<Contract>,
    /// What the law asks for on the days of signing.
    pub remarks: Vec<Remark>,
    /// Running cost before and after.
    pub running: Running,
    /// Subsidies, and what is left to the city.
    pub sources: Sources,
    /// Ceilings of fiscal years.
    pub ceilings: Vec<Ceiling>,
    /// Cost over five years by procurement.
    pub five_years: Vec<FiveYears>,
}

/// One row of plan.json.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Fiscal year.
    pub fiscal_year: i32,
    /// System, or the ids of all users joined by `+`.
    pub system: String,
    /// Owner, or those of all users.
    pub owner: String,
    /// Round, `contract.ID`, `hardware.ID` or `link.A.B`.
    pub round: String,
    /// once, month …
    pub kind: String,
    /// initial, debt-burden …
    pub instrument: String,
    /// Whole yen, tax included.
    pub yen: i64,
}

/// What kind of money a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// 一時経費
    OneOff,
    /// 経常経費
    Running,
    /// A price that only the planner pays: a cutover inside a season that is better avoided.
    Penalty,
}

impl Row {
    /// One-off, running, or none that anybody pays.
    pub fn nature(&self) -> Nature {
        match self.kind.as_str() {
            "once" | "interface" | "exit" => Nature::OneOff,
            "blackout" => Nature::Penalty,
            _ => Nature::Running,
        }
    }

    /// The ids of its systems.
    pub fn systems(&self) -> impl Iterator<Item = &str> {
        self.system.split('+').filter(|id| !id.is_empty())
    }
}

impl Budget {
    /// The money of a plan.
    pub fn of(plan: &Plan) -> Budget {
        let facts = Facts::of(plan);
        let rows = rows(plan);
        let mut years: Vec<i32> = rows.iter().map(|r| r.fiscal_year).collect();
        years.sort_unstable();
        years.dedup();
        let calendar = facts.calendar(plan.as_of);
        let contracts = contracts::contracts(plan, &rows, &facts, &calendar);
        let asks = asks::asks(plan, &rows, &contracts);
        Budget {
            total: sum(rows.iter().map(|r| r.yen)),
            systems: plan.systems.iter().map(|s| s.id.clone()).collect(),
            sheets: years::sheets(&rows, &years, &asks, &calendar),
            remarks: findings::remarks(plan, &contracts, &facts, &calendar),
            running: running::running(plan, &rows, &facts),
            sources: subsidies::sources(&rows, &facts),
            ceilings: ceilings::ceilings(plan, &contracts),
            five_years: five_years::five_years(plan, &rows, &facts, &calendar),
            rows,
            years,
            asks,
            contracts,
        }
    }

    /// The rows summed up.
    pub fn groups(&self, by: By) -> Groups {
        groups::groups(self, by)
    }
}

/// What the law asks of the contracts of a plan, alone.
pub fn remarks(plan: &Plan) -> Vec<Remark> {
    let facts = Facts::of(plan);
    let rows = rows(plan);
    let calendar = facts.calendar(plan.as_of);
    let contracts = contracts::contracts(plan, &rows, &facts, &calendar);
    findings::remarks(plan, &contracts, &facts, &calendar)
}

/// A sum that never overflows.
pub(crate) fn sum(yen: impl IntoIterator<Item = i64>) -> i64 {
    yen.into_iter().fold(0, i64::saturating_add)
}

fn rows(plan: &Plan) -> Vec<Row> {
    let owners: BTreeMap<&str, &str> = plan
        .systems
        .iter()
        .map(|s| (s.id.as_str(), s.owner.as_str()))
        .collect();
    let owner = |system: &str| {
        let mut names: Vec<&str> = Vec::new();
        let ids = system.split('+').filter_map(|id| owners.get(id));
        for name in ids.filter(|name| !name.is_empty()) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        names.join("、")
    };
    plan.budget
        .iter()
        .map(|row| Row {
            fiscal_year: row.fiscal_year,
            system: row.system.clone(),
            owner: owner(&row.system),
            round: row.round.clone(),
            kind: row.kind.clone(),
            instrument: row.instrument.clone(),
            yen: row.yen,
        })
        .collect()
}
