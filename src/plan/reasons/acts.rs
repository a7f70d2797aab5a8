//! Why the acts that follow from ★ and ▲ lie where they lie: at their last day.

use super::{Book, Draft, Pins, contract, extended, move_of, path, round_facts};
use crate::calendar::{Date, FiscalYear};
use crate::inventory::SystemIx;
use crate::plan::derive::{Move, Part};
use crate::plan::layout;
use crate::plan::model::Model;
use crate::plan::{Activity, Milestone};
use std::collections::BTreeMap;

/// What the acts of one system rest on.
pub(super) struct Rests<'r> {
    pub(super) model: &'r Model<'r>,
    pub(super) part: &'r Part<'r>,
    pins: &'r BTreeMap<(usize, usize), Pins>,
    /// Days of ★, of operation and extension too, by round.
    contracts: BTreeMap<String, Date>,
    /// Reasons of requests and votes by round.
    asked: BTreeMap<String, (String, String)>,
    /// Reasons of activities by round and id.
    activities: BTreeMap<(String, String), String>,
}

impl Rests<'_> {
    pub(super) fn pins(&self, m: Option<&Move>) -> Pins {
        let of = m.and_then(|m| self.pins.get(&(self.part.system, m.index)));
        of.cloned().unwrap_or_default()
    }
}

/// Gives the milestones and activities of one system, the `at`th of the plan, their reasons.
pub(super) fn fill(
    model: &Model,
    book: &mut Book,
    part: &Part,
    pins: &BTreeMap<(usize, usize), Pins>,
    at: usize,
) {
    let mut milestones = std::mem::take(&mut book.plan.systems[at].milestones);
    let mut activities = std::mem::take(&mut book.plan.systems[at].activities);
    let signing = ["contract", "operation_contract", "extension_contract"];
    let contracts = milestones
        .iter()
        .filter(|m| signing.contains(&m.kind.as_str()))
        .map(|m| (m.round.clone(), m.date))
        .collect();
    let mut rests = Rests {
        model,
        part,
        pins,
        contracts,
        asked: BTreeMap::new(),
        activities: BTreeMap::new(),
    };
    for activity in &mut activities {
        activity.reason = of_activity(book, &rests, activity);
        let key = (activity.round.clone(), activity.id.clone());
        rests.activities.insert(key, activity.reason.clone());
    }
    // Requests and votes first: other acts rest on them.
    let first = |kind: &str| match kind {
        "budget_request" | "supplementary_request" => 0,
        "budget_vote" => 1,
        _ => 2,
    };
    let mut order: Vec<usize> = (0..milestones.len()).collect();
    order.sort_by_key(|m| first(&milestones[*m].kind));
    for m in order {
        let reason = of_milestone(book, &rests, &milestones[m]);
        let asked = rests.asked.entry(milestones[m].round.clone()).or_default();
        match first(&milestones[m].kind) {
            0 => asked.0.clone_from(&reason),
            1 => asked.1.clone_from(&reason),
            _ => {}
        }
        milestones[m].reason = reason;
    }
    book.plan.systems[at].milestones = milestones;
    book.plan.systems[at].activities = activities;
}

fn of_milestone(book: &mut Book, rests: &Rests, m: &Milestone) -> String {
    let own = move_of(rests.part, &m.round);
    let pins = rests.pins(own);
    let given = match m.kind.as_str() {
        "contract" => pins.contract,
        "cutover" => pins.cutover,
        "budget_request" | "supplementary_request" => pins.request,
        "budget_vote" => pins.vote,
        _ => String::new(),
    };
    if !given.is_empty() {
        return given;
    }
    let draft = if m.done {
        Draft::earliest("actual")
    } else {
        act(rests, m)
    };
    book.add(draft.value("date", m.date))
}

fn act(rests: &Rests, m: &Milestone) -> Draft {
    let (model, part) = (rests.model, rests.part);
    let own = move_of(part, &m.round);
    let pins = rests.pins(own);
    let (request, vote) = rests.asked.get(&m.round).cloned().unwrap_or_default();
    let contract = rests.contracts.get(&m.round).copied();
    let year = FiscalYear::of(contract.unwrap_or(m.date));
    let route = |draft: Draft, key: &str| match own {
        Some(o) => draft.facts(round_facts(model, o.round, &[], o.which, key)),
        None => draft,
    };
    match m.kind.as_str() {
        "budget_request" => {
            let draft = Draft::latest("budget-season").value("fiscal_year", year.0);
            let draft = contract.map_or(draft.clone(), |c| draft.value("contract", c));
            contract::season(model.inventory, draft, year, None)
        }
        // The operation's, in the supplementary budget that pays for the build.
        "supplementary_request" => {
            let target = part.moves.last();
            let cause = target.map(|t| path("procurement", &t.round.id, "supplementary"));
            Draft::latest("budget-season")
                .facts(cause.into_iter().collect())
                .after(&rests.pins(target).request)
                .value("act", "supplementary")
                .value("fiscal_year", FiscalYear::of(m.date).0)
        }
        "budget_vote" => Draft::latest("budget-vote")
            .fact("calendar.budget.vote".to_owned())
            .after(&request)
            .value("fiscal_year", year.0),
        "debt_burden_vote" => Draft::latest("budget-vote")
            .after(if vote.is_empty() { &request } else { &vote })
            .value("act", "debt_burden")
            .value("fiscal_year", year.0),
        "enquiry" => {
            let draft = Draft::latest("derived-date").after(&request);
            let lead = own.and_then(|o| o.rule.enquiry);
            route(draft.lead(lead), "enquiry")
        }
        "contract_vote" => Draft::latest("derived-date")
            .facts(own.map_or_else(Vec::new, |o| {
                contract::threshold(model.inventory, o.round, o.sign.unwrap_or(m.date))
            }))
            .fact(path("procurement", &m.round, "object"))
            .fact(path("procurement", &m.round, "cost"))
            .after(&pins.contract),
        "tender_notice" => Draft::latest("derived-date")
            .fact(path("procurement", &m.round, "method.lead"))
            .after(&pins.contract)
            .lead(own.map(|o| o.round.method.lead)),
        "pia" | "pia_start" => {
            let configured = own.and_then(|o| o.round.activities.iter().find(|a| a.configuration));
            let activity = configured.map(|a| (m.round.clone(), a.id.clone()));
            let activity = activity.and_then(|key| rests.activities.get(&key));
            Draft::latest("derived-date")
                .fact(rests.model.inventory.routes.pia_fact.clone())
                .after(activity.unwrap_or(&pins.contract))
                .lead(own.map(|o| o.rule.pia_lead))
        }
        "rehearsal" => {
            let draft = Draft::latest("derived-date");
            match rehearsed(rests, m) {
                Some(reason) => draft.after(reason),
                None => draft.after(&pins.cutover),
            }
        }
        "ordinance" => route(
            Draft::latest("derived-date").after(&pins.cutover),
            "ordinance",
        ),
        "resident_notice" => {
            let lead = own.and_then(|o| o.rule.resident_notice);
            let draft = Draft::latest("derived-date").after(&pins.cutover);
            route(draft.lead(lead), "resident-notice")
        }
        "operation_contract" => {
            let target = part.moves.last();
            Draft::latest("derived-date")
                .after(&vote)
                .after(&rests.pins(target).cutover)
        }
        "notice" => extended::facts(rests, m, Draft::latest("notice")),
        "extension_contract" => {
            let draft = Draft::latest("derived-date").after(&vote);
            extended::facts(rests, m, draft)
        }
        _ => Draft::latest("derived-date").after(&pins.cutover),
    }
}

/// The reason of the rehearsal that a milestone ends: the last one that has begun by then.
fn rehearsed<'r>(rests: &'r Rests, m: &Milestone) -> Option<&'r String> {
    let own = move_of(rests.part, &m.round)?;
    let calendar = &rests.model.inventory.calendar;
    let days = layout::activities(calendar, own.round, own.sign, own.cutover);
    let mut rules = own.round.activities.iter().zip(days);
    let ends = |to: Date| calendar.open_on_or_before(to) == m.date;
    let (rule, _) = rules.rfind(|(rule, (_, to))| rule.rehearsal && ends(*to))?;
    let key = (m.round.clone(), rule.id.clone());
    rests.activities.get(&key)
}

fn of_activity(book: &mut Book, rests: &Rests, activity: &Activity) -> String {
    let own = move_of(rests.part, &activity.round);
    let Some(own) = own else {
        return String::new();
    };
    let acts = &rests.model.acts.rounds[own.index];
    if acts.done_for(SystemIx(rests.part.system)).is_some() {
        return book.add(Draft::earliest("actual").value("date", own.cutover));
    }
    let pins = rests.pins(Some(own));
    let rules = &own.round.activities;
    let position = rules.iter().position(|a| a.id == activity.id);
    let fill = layout::fill(rules);
    let forward = fill.is_some() && position < fill;
    let mut draft = if forward {
        Draft::earliest("activity-order").after(&pins.contract)
    } else {
        Draft::latest("activity-order").after(&pins.cutover)
    };
    let length = position.and_then(|p| rules[p].length);
    let key = format!("activity.{}.length", crate::facts::segment(&activity.id));
    draft = draft.facts(round_facts(
        rests.model,
        own.round,
        &[key.as_str()],
        own.which,
        &key,
    ));
    draft = match length {
        Some(length) if forward => draft.value("act", "forward").value("length", length),
        Some(length) => draft.value("act", "backward").value("length", length),
        None => draft.value("act", "fill").after(&pins.contract),
    };
    book.add(draft)
}
