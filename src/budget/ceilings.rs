//! Ceilings of fiscal years against what the plan pays. No plan is chosen by them.

use super::facts::Facts;
use crate::plan::{BudgetRow, Plan};

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
}

impl Ceiling {
    /// What is too much.
    pub fn over(&self) -> i64 {
        self.planned.saturating_sub(self.limit).max(0)
    }
}

/// All ceilings of a plan in the order in which they are written.
pub(super) fn ceilings(plan: &Plan) -> Vec<Ceiling> {
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
                limit: facts.yen(path).unwrap_or(0),
                planned,
                hard: facts.flag(&format!("{base}.hard")).unwrap_or(false),
            },
        ));
    }
    found.sort_by_key(|(line, _)| *line);
    found.into_iter().map(|(_, ceiling)| ceiling).collect()
}
