//! What has happened rests on the record of it, with its source and how sure it is.

use crate::calendar::Date;
use crate::inventory::{Actual, Event, Inventory};
use crate::plan::Plan;
use std::collections::BTreeMap;

/// Names the record behind each act that has happened.
pub(super) fn fill(inventory: &Inventory, plan: &mut Plan) {
    let mut records: BTreeMap<(String, Event, Date), &Actual> = BTreeMap::new();
    for actual in inventory.actuals.iter().filter(|a| a.date <= plan.as_of) {
        if let Some(subject) = subject(inventory, actual) {
            records.insert((subject, actual.event, actual.date), actual);
        }
    }
    for m in plan.systems.iter().flat_map(|s| &s.milestones) {
        let Some(event) = event(&m.kind).filter(|_| m.done) else {
            continue;
        };
        // The acts of a step of extension stand under what is extended.
        let of = m
            .round
            .rsplit_once("/extension-")
            .map_or(m.round.as_str(), |(of, _)| of);
        let record = records.get(&(of.to_owned(), event, m.date));
        if let (Some(record), Some(reason)) = (record, plan.reasons.get_mut(&m.reason)) {
            let fact = format!("{}.date", record.path);
            if plan.facts.contains_key(&fact) && !reason.facts.contains(&fact) {
                reason.facts.push(fact);
            }
        }
    }
}

/// What an actual is about, as milestones name it.
fn subject(inventory: &Inventory, actual: &Actual) -> Option<String> {
    let round = actual.round.map(|r| inventory.round(r).id.clone());
    let contract = actual.contract.and_then(|c| inventory.contracts.get(c.0));
    let hardware = actual.hardware.and_then(|h| inventory.hardware.get(h.0));
    round
        .or_else(|| contract.map(|c| format!("contract.{}", c.id)))
        .or_else(|| hardware.map(|h| format!("hardware.{}", h.id)))
}

/// The event that is recorded of a kind of milestone.
fn event(kind: &str) -> Option<Event> {
    Some(match kind {
        "enquiry" => Event::Enquired,
        "budget_request" | "supplementary_request" => Event::Requested,
        "budget_vote" | "debt_burden_vote" => Event::Voted,
        "tender_notice" | "notice" => Event::NoticeGiven,
        "pia_start" => Event::PiaStarted,
        "contract" => Event::Signed,
        "extension_contract" => Event::Extended,
        "cutover" => Event::Done,
        _ => return None,
    })
}
