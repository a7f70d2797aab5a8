//! A plan that was followed to the letter: what it dated up to a later day has happened.

use crate::load::Texts;
use ikou::calendar::Date;
use ikou::plan::{Plan, PlanSystem};
use std::collections::BTreeSet;

/// The same files so many days later, with what has happened by then recorded. `None`: something is
/// on its way that no actual can say, such as an assessment or an extension that is asked for.
pub(crate) fn followed(texts: &Texts, plan: &Plan, days: u64) -> Option<Texts> {
    let later = texts.as_of + chrono::Days::new(days);
    if plan.systems.iter().any(|system| on_its_way(system, later)) {
        return None;
    }
    let mut events: BTreeSet<(String, String)> = BTreeSet::new();
    for system in &plan.systems {
        for act in system.milestones.iter().filter(|m| m.date <= later) {
            let event = match act.kind.as_str() {
                "budget_request" | "supplementary_request" => "requested",
                "budget_vote" => "voted",
                "contract" => "signed",
                "notice" | "tender_notice" => "notice-given",
                "extension_contract" => "extended",
                "cutover" => "done",
                _ => continue,
            };
            // Requests and votes of operation and extensions are not recorded.
            let (whole, step) = match act.round.rsplit_once('/') {
                Some((whole, end)) if end.starts_with("extension-") => (whole, true),
                Some((_, "operation")) => continue,
                _ => (act.round.as_str(), false),
            };
            let of_step = ["notice-given", "extended"].contains(&event);
            if step && !of_step {
                continue;
            }
            let what = match whole.split_once('.') {
                Some((kind @ ("contract" | "hardware"), id)) => format!("{kind} = \"{id}\""),
                _ => format!("round = \"{whole}\""),
            };
            let whose = match event {
                "done" | "signed" => format!("system = \"{}\"\n", system.id),
                _ => String::new(),
            };
            let text = format!("event = \"{event}\"\ndate = {}\n{what}\n{whose}", act.date);
            events.insert((act.date.to_string(), text));
        }
    }
    let mut actuals = String::from("schema = 1\n");
    for (_, text) in events {
        actuals += "\n[[actual]]\n";
        actuals += &text;
    }
    Some(Texts {
        actuals: Some(actuals),
        as_of: later,
        ..texts.clone()
    })
}

/// Whether a round of the system has begun and is at a point that cannot be recorded.
fn on_its_way(system: &PlanSystem, later: Date) -> bool {
    let of = |round: &str, kind: &str| {
        let mut acts = system.milestones.iter();
        acts.find(|m| m.round == round && m.kind == kind)
            .map(|m| m.date)
    };
    system.milestones.iter().any(|act| {
        let round = act.round.as_str();
        let begun = act.date <= later;
        if let Some(signed) = of(round, "extension_contract") {
            // Of what a round itself is extended by nothing is recorded.
            let own = !round.starts_with("contract.") && !round.starts_with("hardware.");
            return begun && (own || signed > later);
        }
        let known = [
            "budget_request",
            "supplementary_request",
            "budget_vote",
            "tender_notice",
        ];
        let quiet = begun && !known.contains(&act.kind.as_str());
        match (of(round, "contract"), of(round, "cutover")) {
            // Without a public notice the time from notice to the contract runs unseen.
            (Some(signed), _) if signed > later => {
                let soon = signed <= later + chrono::Days::new(100);
                quiet || (soon && of(round, "tender_notice").is_none())
            }
            (Some(_), _) => false,
            (None, Some(live)) => begun && live > later,
            _ => false,
        }
    })
}
