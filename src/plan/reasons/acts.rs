//! Why the acts that follow from ★ and ▲ lie where they lie: at their last day.

use super::{Book, Draft, Pins, move_of, path};
use crate::calendar::FiscalYear;
use crate::plan::derive::Part;
use crate::plan::layout;
use crate::plan::model::Model;
use crate::plan::{Activity, Milestone};
use std::collections::BTreeMap;

pub(super) fn fill(
    model: &Model,
    book: &mut Book,
    part: &Part,
    pins: &BTreeMap<(usize, usize), Pins>,
) {
    let id = &model.inventory.systems[part.system].id;
    let Some(at) = book.plan.systems.iter().position(|s| s.id == *id) else {
        return;
    };
    let mut milestones = std::mem::take(&mut book.plan.systems[at].milestones);
    let mut activities = std::mem::take(&mut book.plan.systems[at].activities);
    let pin = |round: &str| {
        let index = move_of(part, round).map(|m| m.index);
        index
            .and_then(|r| pins.get(&(part.system, r)))
            .cloned()
            .unwrap_or_default()
    };
    // Reasons of ● by round: the acts before it rest on it.
    let mut requests: BTreeMap<String, String> = BTreeMap::new();
    for milestone in &mut milestones {
        let pins = pin(&milestone.round);
        milestone.reason = match milestone.kind.as_str() {
            "contract" => pins.contract,
            "cutover" => pins.cutover,
            _ if milestone.done => {
                book.add(Draft::earliest("actual").value("date", milestone.date))
            }
            _ => act(model, book, part, milestone, &pins, &requests),
        };
        if matches!(
            milestone.kind.as_str(),
            "budget_request" | "supplementary_request" | "budget_vote"
        ) {
            requests.insert(milestone.round.clone(), milestone.reason.clone());
        }
    }
    // What lies before ● was met before ● in the order of days.
    for milestone in milestones.iter().filter(|m| m.kind == "enquiry") {
        if let (Some(request), Some(reason)) = (
            requests.get(&milestone.round),
            book.plan.reasons.get_mut(&milestone.reason),
        ) {
            reason.previous = vec![request.clone()];
        }
    }
    for activity in &mut activities {
        activity.reason = of_activity(book, part, activity, &pin(&activity.round));
    }
    book.plan.systems[at].milestones = milestones;
    book.plan.systems[at].activities = activities;
}

fn act(
    model: &Model,
    book: &mut Book,
    part: &Part,
    m: &Milestone,
    pins: &Pins,
    requests: &BTreeMap<String, String>,
) -> String {
    let inventory = model.inventory;
    let own = move_of(part, &m.round);
    let year = FiscalYear::of(m.date).next().0;
    let request = requests.get(&m.round).cloned().unwrap_or_default();
    let draft = match m.kind.as_str() {
        "budget_request" => {
            let mut draft = Draft::latest("budget-season")
                .fact("calendar.budget.request.to".to_owned())
                .value("fiscal_year", year);
            let season = inventory.calendar.initial_budget(FiscalYear(year));
            let from = season.request_from.max(inventory.as_of);
            draft.free = Some(crate::plan::Horizon { from, to: m.date });
            draft
        }
        "supplementary_request" => Draft::latest("budget-season")
            .fact(path("procurement", &m.round, "supplementary"))
            .value("fiscal_year", FiscalYear::of(m.date).0),
        "budget_vote" => Draft::latest("budget-vote")
            .fact("calendar.budget.vote".to_owned())
            .after(&request)
            .value("fiscal_year", year),
        "debt_burden_vote" => Draft::latest("instrument")
            .after(&pins.contract)
            .value("fiscal_year", year),
        "enquiry" => {
            let lead = own.and_then(|o| o.rule.enquiry);
            let draft = Draft::latest("derived-date").after(&request);
            draft.value("lead", lead.map(|l| l.to_string()).unwrap_or_default())
        }
        "tender_notice" => {
            let lead = own
                .map(|o| o.round.method.lead.to_string())
                .unwrap_or_default();
            Draft::latest("derived-date")
                .after(&pins.contract)
                .value("lead", lead)
        }
        "pia" | "pia_start" | "rehearsal" => {
            let by_contract = own.is_some_and(|o| layout::fill(&o.round.activities).is_some());
            let rest = if by_contract && m.kind != "rehearsal" {
                &pins.contract
            } else {
                &pins.cutover
            };
            let lead = own.map(|o| o.rule.pia_lead.to_string()).unwrap_or_default();
            Draft::latest("derived-date")
                .after(rest)
                .value("lead", lead)
        }
        "ordinance" => Draft::latest("derived-date").after(&pins.cutover),
        "resident_notice" => {
            let lead = own.and_then(|o| o.rule.resident_notice);
            let lead = lead.map(|l| l.to_string()).unwrap_or_default();
            Draft::latest("derived-date")
                .after(&pins.cutover)
                .value("lead", lead)
        }
        "operation_contract" => {
            let cutover = part.moves.last().and_then(|o| {
                book.plan
                    .systems
                    .iter()
                    .find(|s| s.id == inventory.systems[part.system].id)?;
                Some(o)
            });
            let _ = cutover;
            Draft::latest("derived-date").after(&request)
        }
        "notice" => extension_facts(
            m,
            Draft::latest("notice"),
            &["notice.by", "notice", "ends", "expires", "term"],
        ),
        "extension_contract" => {
            let draft = Draft::latest("derived-date").after(&request);
            extension_facts(m, draft, &["ends", "expires", "term", "extend.by"])
        }
        _ => Draft::latest("derived-date").after(&pins.cutover),
    };
    book.add(draft.value("date", m.date))
}

/// Facts of the contract, hardware or round that an extension's round id names.
fn extension_facts(m: &Milestone, mut draft: Draft, keys: &[&str]) -> Draft {
    let of = m
        .round
        .rsplit_once("/extension-")
        .map_or(m.round.as_str(), |(of, _)| of);
    for key in keys {
        let fact = match of.split_once('.') {
            Some((kind @ ("contract" | "hardware"), id)) => path(kind, id, key),
            _ => path("procurement", of, key),
        };
        draft = draft.fact(fact);
    }
    draft.value("of", of)
}

fn of_activity(book: &mut Book, part: &Part, activity: &Activity, pins: &Pins) -> String {
    let own = move_of(part, &activity.round);
    let position = own.and_then(|o| o.round.activities.iter().position(|a| a.id == activity.id));
    let fill = own.and_then(|o| layout::fill(&o.round.activities));
    let forward = position.is_some() && fill.is_some() && position < fill;
    let length = own
        .zip(position)
        .and_then(|(o, p)| o.round.activities.get(p)?.length)
        .map(|l| l.to_string())
        .unwrap_or_default();
    let rest = if forward {
        &pins.contract
    } else {
        &pins.cutover
    };
    let draft = if forward {
        Draft::earliest("activity-order")
    } else {
        Draft::latest("activity-order")
    };
    let mut draft = draft.after(rest).value("length", length);
    if position == fill && fill.is_some() {
        draft = draft.after(&pins.contract);
    }
    book.add(draft)
}
