//! The acts of every round, as the plan's milestones date them.

use crate::calendar::Date;
use crate::plan::Plan;
use std::collections::BTreeMap;

/// What the plan's milestones say about a round.
#[derive(Default)]
pub(super) struct Acts {
    pub(super) sign: Option<Date>,
    pub(super) sign_done: bool,
    pub(super) notice: Option<Date>,
    pub(super) vote: Option<Date>,
    pub(super) requested: bool,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
    pub(super) users: Vec<String>,
}

pub(super) fn acts(plan: &Plan) -> (Vec<String>, BTreeMap<String, Acts>) {
    let (mut order, mut all) = (Vec::new(), BTreeMap::<String, Acts>::new());
    for system in &plan.systems {
        for m in &system.milestones {
            if !all.contains_key(&m.round) {
                order.push(m.round.clone());
            }
            let acts = all.entry(m.round.clone()).or_default();
            if !acts.users.contains(&system.id) {
                acts.users.push(system.id.clone());
            }
            match m.kind.as_str() {
                "contract" | "operation_contract" | "extension_contract" => {
                    acts.sign = Some(m.date);
                    acts.sign_done = m.done;
                }
                "tender_notice" => acts.notice = Some(m.date),
                "budget_vote" => acts.vote = Some(m.date),
                "budget_request" | "supplementary_request" => acts.requested = true,
                "cutover" => {
                    acts.first = Some(acts.first.map_or(m.date, |d| d.min(m.date)));
                    acts.last = Some(acts.last.map_or(m.date, |d| d.max(m.date)));
                }
                _ => {}
            }
        }
    }
    (order, all)
}
