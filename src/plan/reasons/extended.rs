//! What a step of extension rests on: the end before it, and the ▲ that comes too late for that end.

use super::acts::Rests;
use super::{Draft, path};
use crate::calendar::Date;
use crate::inventory::Notice;
use crate::plan::Milestone;
use crate::plan::axis::{Day, date};

/// A contract, a piece of hardware or a round as far as it carries the service.
struct Carried {
    kind: &'static str,
    id: String,
    name: String,
    /// Keys of the facts that give the end.
    ends: &'static [&'static str],
    /// Ends of the base term and of each step.
    until: Vec<Day>,
    notice: Option<Notice>,
    /// The move whose service it carries, by index; `None`: the present service.
    serves: Option<usize>,
}

/// Adds the end before the step, the length of notice and the ▲ that the step bridges the time to.
pub(super) fn facts(rests: &Rests, m: &Milestone, draft: Draft) -> Draft {
    let (of, n) = match m.round.rsplit_once("/extension-") {
        Some((of, n)) => (of, n.parse::<usize>().ok()),
        None => (m.round.as_str(), None),
    };
    let Some(carried) = carried(rests, of) else {
        return draft;
    };
    let mut draft = draft;
    for key in carried.ends {
        draft = draft.fact(path(carried.kind, &carried.id, key));
    }
    let moves = &rests.part.moves;
    let next = match carried.serves {
        None => moves.first(),
        Some(at) => moves.get(at + 1),
    };
    if let Some(at) = carried.serves {
        // Its term runs from its own ▲.
        draft = draft.after(&rests.pins(moves.get(at)).cutover);
    }
    draft = draft.after(&rests.pins(next).cutover);
    let noticed = m.kind == "notice";
    if noticed {
        draft = draft
            .fact(path(carried.kind, &carried.id, "notice.by"))
            .fact(path(carried.kind, &carried.id, "notice"))
            .lead(carried.notice.map(|n| n.by));
    } else {
        draft = draft.fact(path(carried.kind, &carried.id, "extend.by"));
    }
    // Notice to end is counted from the end that the plan uses, an extension from the one before.
    let end: Option<Date> = match n {
        Some(n) => carried.until.get(n.saturating_sub(1)).copied().map(date),
        None => carried.until.last().copied().map(date),
    };
    if let Some(end) = end {
        draft = draft.value("end", end);
    }
    if n.is_none() {
        draft = draft.value("act", "to_end");
    }
    draft.value("of", carried.name)
}

fn carried(rests: &Rests, of: &str) -> Option<Carried> {
    let (model, part) = (rests.model, rests.part);
    let inventory = model.inventory;
    let system = &inventory.systems[part.system];
    let used = part.local.present.steps;
    let until = |carrier: usize, taken: usize| -> Vec<Day> {
        let carrier = &model.carriers[carrier];
        let taken = taken.min(carrier.steps.len());
        (0..=taken).map(|n| carrier.end_after(n)).collect()
    };
    if let Some(c) = system.contract
        && of == format!("contract.{}", inventory.contracts[c.0].id)
    {
        let contract = &inventory.contracts[c.0];
        return Some(Carried {
            kind: "contract",
            id: contract.id.clone(),
            name: contract.id.clone(),
            ends: &["ends"],
            until: until(c.0, used[0]),
            notice: contract.notice,
            serves: None,
        });
    }
    if let Some(h) = system.hardware
        && of == format!("hardware.{}", inventory.hardware[h.0].id)
    {
        let hardware = &inventory.hardware[h.0];
        return Some(Carried {
            kind: "hardware",
            id: hardware.id.clone(),
            name: hardware.name.clone(),
            ends: &["expires"],
            until: until(inventory.contracts.len() + h.0, used[1]),
            notice: hardware.notice,
            serves: None,
        });
    }
    let at = part.moves.iter().position(|m| m.round.id == of)?;
    let own = &part.moves[at];
    let ends = model.rounds[own.index].ends.get(own.used.slot);
    Some(Carried {
        kind: "procurement",
        id: own.round.id.clone(),
        name: own.round.id.clone(),
        ends: &["term"],
        until: ends.cloned().unwrap_or_default(),
        notice: own.round.notice,
        serves: Some(at),
    })
}
