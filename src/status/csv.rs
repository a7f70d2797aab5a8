//! Plan and actuals as a list of rows.

use super::{MilestoneStatus, Status, SystemStatus};
use crate::render::{Item, Listing};
use crate::words::Lang;

/// One row a milestone, all of them.
pub fn listing(status: &Status, lang: Lang) -> Listing {
    let keys = [
        "owner", "system", "what", "planned", "actual", "forecast", "slip", "state", "vendor",
        "steps", "why", "round", "kind", "id",
    ];
    let mut list = Listing::new(lang, "status-col", &keys);
    for system in &status.systems {
        for milestone in &system.milestones {
            list.push(cells(system, milestone, lang));
        }
    }
    list
}

/// The same for spreadsheets.
pub fn csv(status: &Status, lang: Lang) -> String {
    listing(status, lang).csv()
}

fn cells(system: &SystemStatus, m: &MilestoneStatus, lang: Lang) -> Vec<Item> {
    let symbol = m.symbol.as_deref().map(|s| format!("{s} "));
    let what = format!("{}{}", symbol.unwrap_or_default(), m.what);
    let steps = system.progress.as_ref().map(|p| p.done.to_string());
    vec![
        Item::text(&system.owner),
        Item::text(&system.name),
        Item::text(&what),
        Item::day(m.planned),
        Item::day(m.actual),
        Item::day(m.forecast),
        Item::number(m.slip_days),
        Item::text(&super::told::state(m.state, lang)),
        Item::names(m.vendor.iter().map(|v| v.name.as_str())),
        Item::text(&steps.unwrap_or_default()),
        Item::text(&m.why),
        Item::text(&m.round),
        Item::text(&m.kind),
        Item::text(&system.id),
    ]
}
