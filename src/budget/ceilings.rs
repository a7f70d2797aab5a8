//! Ceilings of fiscal years against what the plan pays. No plan is chosen by them: where one is
//! exceeded, what makes the year dear is named, with the ways out of it.

use super::contracts::{Contract, Way};
use super::facts::Facts;
use crate::calendar::{Date, FiscalYear};
use crate::plan::{BudgetRow, Milestone, Plan, PlanSystem};

/// One ceiling, and what the plan pays under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Of which year.
    pub fiscal_year: i32,
    /// The most that the year may hold.
    pub limit: i64,
    /// What the plan pays of it.
    pub planned: i64,
    /// Whether it may not be exceeded.
    pub hard: bool,
    /// Where it is exceeded: all that the year pays under it, what can be moved first.
    pub burdens: Vec<Burden>,
}

/// One row of a year that costs too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burden {
    /// System, or the ids of all users joined by `+`.
    pub system: String,
    /// Round, contract, hardware or link.
    pub round: String,
    /// once, month …
    pub kind: String,
    /// Yen of the year.
    pub yen: i64,
    /// A later cutover moves it into a later year, in whole or in part.
    pub later: Option<Later>,
    /// A supplementary budget of the same year could hold it: session, last day to ask, vote. A
    /// cause that arose after the initial budget must say why (自治法218).
    pub supplementary: Option<(String, Date, Date)>,
}

/// A cutover that `ikou why` tries later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The system to ask about: one of the users.
    pub system: String,
    /// The cutover of the bridge.
    pub bridge: bool,
    /// The first day on which nothing of it falls into the year any more.
    pub not_before: Date,
}

impl Ceiling {
    /// What is too much.
    pub fn over(&self) -> i64 {
        self.planned.saturating_sub(self.limit).max(0)
    }
}

/// All ceilings of a plan in the order in which they are written.
pub(super) fn ceilings(plan: &Plan, contracts: &[Contract]) -> Vec<Ceiling> {
    let facts = Facts::of(plan);
    let mut found: Vec<(usize, Ceiling)> = Vec::new();
    for (path, fact) in facts.below("ceiling.") {
        let Some(base) = path.strip_suffix(".yen") else {
            continue;
        };
        let text = |key: &str| facts.text(&format!("{base}.{key}"));
        let year = facts.number(&format!("{base}.fiscal-year"));
        let Some(year) = year.and_then(|year| i32::try_from(year).ok()) else {
            continue;
        };
        let list = |key: &str| -> Vec<&str> {
            let all = text(key).unwrap_or_default().split(", ");
            all.filter(|word| !word.is_empty()).collect()
        };
        let (systems, per) = (list("systems"), list("per"));
        let ours = |row: &&BudgetRow| {
            let paid = match per.is_empty() {
                true => row.kind != "blackout",
                false => per.contains(&row.kind.as_str()),
            };
            let used = || row.system.split('+').any(|id| systems.contains(&id));
            row.fiscal_year == year && paid && (systems.is_empty() || used())
        };
        let planned = super::sum(plan.budget.iter().filter(ours).map(|row| row.yen));
        let limit = facts.yen(path).unwrap_or(0);
        let mut burdens: Vec<Burden> = Vec::new();
        if planned > limit {
            let rows = plan.budget.iter().filter(ours);
            burdens.extend(rows.map(|row| burden(plan, contracts, row)));
        }
        burdens.sort_by_key(|b| {
            let moves = b.later.is_some() || b.supplementary.is_some();
            (!moves, -b.yen)
        });
        let id = base
            .strip_prefix("ceiling.")
            .unwrap_or(base)
            .trim_matches('"');
        found.push((
            fact.line,
            Ceiling {
                id: id.to_owned(),
                name: text("name").unwrap_or(id).to_owned(),
                fiscal_year: year,
                limit,
                planned,
                hard: facts.flag(&format!("{base}.hard")).unwrap_or(false),
                burdens,
            },
        ));
    }
    found.sort_by_key(|(line, _)| *line);
    found.into_iter().map(|(_, ceiling)| ceiling).collect()
}

fn burden(plan: &Plan, contracts: &[Contract], row: &BudgetRow) -> Burden {
    let asked = contracts.iter().find(|c| c.round == row.round);
    let supplementary = asked.and_then(|c| {
        c.ways.iter().find_map(|way| match way {
            // A request for the money of another year does not lighten this one.
            Way::Supplementary {
                session,
                request,
                vote,
            } if FiscalYear::of(*vote).0 == row.fiscal_year => {
                Some((session.clone(), *request, *vote))
            }
            _ => None,
        })
    });
    Burden {
        system: row.system.clone(),
        round: row.round.clone(),
        kind: row.kind.clone(),
        yen: row.yen,
        later: later(plan, row),
        supplementary,
    }
}

/// The ▲ whose delay past the year takes a row out of it: what is paid once the day before, and what
/// runs from it.
fn later(plan: &Plan, row: &BudgetRow) -> Option<Later> {
    if !["once", "month"].contains(&row.kind.as_str()) {
        return None;
    }
    // The operation is ordered apart and begins with the ▲ of its system's standard.
    let operation = row.round.ends_with("/operation");
    let users = |id: &String| row.system.split('+').any(|user| user == id);
    let of = |s: &PlanSystem| {
        let all = s.milestones.iter().filter(|m| m.kind == "cutover");
        let last = all.clone().map(|m| m.date).max();
        let of_row = |m: &&Milestone| match operation {
            true => Some(m.date) == last,
            false => m.round == row.round,
        };
        let found = all.clone().find(of_row)?;
        Some((found.clone(), Some(found.date) != last))
    };
    let systems = plan.systems.iter().filter(|s| users(&s.id));
    let moves = systems.filter_map(|s| of(s).map(|(m, bridge)| (s, m, bridge)));
    // What several share is paid with the last ▲, and runs from the first.
    let (system, cutover, bridge) = match row.kind.as_str() {
        "once" => moves.max_by_key(|(_, m, _)| m.date)?,
        _ => moves.min_by_key(|(_, m, _)| m.date)?,
    };
    let year = FiscalYear(row.fiscal_year);
    // What began in an earlier year runs on whenever the next begins.
    if cutover.done || cutover.date < year.first_day() {
        return None;
    }
    let next = year.next().first_day();
    let not_before = match row.kind.as_str() {
        "once" => next.succ_opt().unwrap_or(next),
        _ => next,
    };
    Some(Later {
        system: system.id.clone(),
        bridge,
        not_before,
    })
}
