//! The plan that follows from decisions alone.

use super::reading::Reading;
use super::{frame, levels, sections, shown, slack, spans};
use crate::inventory::Inventory;
use crate::plan::{BudgetRow, Milestone, Plan};

/// Replaces all of `plan` that follows from its decisions (each system's route, each ★ and ▲, and
/// whether a round is paid by ◆) by what follows: bars, activities, milestones, deadlines, links,
/// load, slack, network, yen and levels, and by the names that the inventory has. Reasons, facts and warnings stay as they are.
///
/// It is what [`verify`](super::verify) compares a plan with. Tests use it to judge decisions that
/// no search has made. `None`: a system or a decision is missing, or a date is out of range.
pub fn rebuild(inventory: &Inventory, plan: &Plan) -> Option<Plan> {
    let mut found = super::Found {
        rule: "complete",
        all: Vec::new(),
    };
    if !frame::sound(inventory, plan, &mut found) {
        return None;
    }
    let reading = Reading::of(inventory, plan);
    if !reading.whole() {
        return None;
    }
    let mut rebuilt = plan.clone();
    rebuilt.municipality = shown::municipality(inventory);
    rebuilt.outcome.objective = levels::levels(&reading);
    rebuilt.deadlines = sections::deadlines(&reading);
    rebuilt.links = sections::links(&reading);
    rebuilt.load = sections::shown_loads(&reading);
    rebuilt.budget = reading
        .rows
        .iter()
        .map(
            |((fiscal_year, system, round, kind, instrument), yen)| BudgetRow {
                fiscal_year: *fiscal_year,
                system: system.clone(),
                round: round.clone(),
                kind: (*kind).to_owned(),
                yen: *yen,
                instrument: (*instrument).to_owned(),
            },
        )
        .collect();
    let (slacks, early) = (slack::slacks(&reading), sections::moves_early(&reading));
    rebuilt.systems = Vec::with_capacity(reading.taken.len());
    let spans = spans::spans(&reading);
    let parts = reading.taken.iter().zip(slacks).zip(early).zip(spans);
    for (((taken, slack), early_move), network) in parts {
        let mut system = taken.plan.clone();
        system.network = network;
        system.stages.clone_from(&taken.stages);
        system.activities.clone_from(&taken.activities);
        system.milestones = taken
            .acts
            .iter()
            .map(|act| Milestone {
                kind: act.kind.to_owned(),
                stage: act.stage.clone(),
                round: act.round.clone(),
                date: act.date,
                symbol: act.symbol.map(str::to_owned),
                reason: String::new(),
                done: act.done,
            })
            .collect();
        system.deadlines = sections::system_deadlines(&reading, taken);
        (system.slack_days, system.critical) = (slack.days, slack.critical);
        system.early_move = early_move;
        shown::describe(inventory, taken, &mut system);
        rebuilt.systems.push(system);
    }
    Some(rebuilt)
}
