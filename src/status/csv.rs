//! Plan and actuals for spreadsheets: a byte-order mark, CRLF, and no text that would be taken for a
//! formula.

use super::{MilestoneStatus, Status, SystemStatus};
use crate::render::csv_text;
use crate::report::clean;
use crate::words::{Lang, say};

/// One row a milestone, all of them.
pub fn csv(status: &Status, lang: Lang) -> String {
    let heads = [
        "owner", "system", "what", "planned", "actual", "forecast", "slip", "state", "vendor",
        "steps", "why", "round", "kind", "id",
    ];
    let heads = heads.map(|key| csv_text(&say(lang, &format!("status-col-{key}"), &[])));
    let mut out = format!("\u{feff}{}\r\n", heads.join(","));
    for system in &status.systems {
        for m in &system.milestones {
            out.push_str(&cells(system, m, lang).join(","));
            out.push_str("\r\n");
        }
    }
    out
}

fn cells(system: &SystemStatus, m: &MilestoneStatus, lang: Lang) -> [String; 14] {
    let text = |text: &str| csv_text(&clean(text));
    let day =
        |date: Option<crate::calendar::Date>| date.map_or_else(String::new, |d| d.to_string());
    let symbol = m.symbol.as_deref().map(|s| format!("{s} "));
    let what = format!("{}{}", symbol.unwrap_or_default(), m.what);
    let vendor = m.vendor.as_ref().map_or("", |v| v.name.as_str());
    let steps = system.progress.as_ref().map(|p| p.done.to_string());
    [
        text(&system.owner),
        text(&system.name),
        text(&what),
        day(m.planned),
        day(m.actual),
        day(m.forecast),
        m.slip_days.map_or_else(String::new, |n| n.to_string()),
        text(&super::told::state(m.state, lang)),
        text(vendor),
        steps.unwrap_or_default(),
        text(&m.why),
        text(&m.round),
        text(&m.kind),
        text(&system.id),
    ]
}
