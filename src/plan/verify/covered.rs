//! Cover of every day, and the steps of extension behind it.

use super::Found;
use super::reading::{Reading, Taken};
use super::services::Thing;
use crate::plan::{Stage, StageKind};

/// `cover`: each day of the horizon is in a service stage within its cover, or in a gap stage.
pub(super) fn cover(reading: &Reading<'_>, found: &mut Found) {
    for taken in &reading.taken {
        for pair in super::complete::bars(taken) {
            match pair {
                (Some(must), Some(is))
                    if served(must.kind) && (must.from, must.to) != (is.from, is.to) =>
                {
                    edges(found, taken, must, is);
                }
                (Some(gap), None) if gap.kind == StageKind::Gap => {
                    found.add(
                        Some(&taken.system.id),
                        None,
                        "a gap is hidden",
                        &[("from", &gap.from), ("to", &gap.to)],
                    );
                }
                (None, Some(gap)) if gap.kind == StageKind::Gap => {
                    found.add(
                        Some(&taken.system.id),
                        None,
                        "a gap where there is cover",
                        &[("from", &gap.from), ("to", &gap.to)],
                    );
                }
                _ => {}
            }
        }
    }
}

fn served(kind: StageKind) -> bool {
    matches!(kind, StageKind::Service | StageKind::Gap)
}

/// Reports a bar with other edges than it must have.
pub(super) fn edges(found: &mut Found, taken: &Taken<'_>, must: &Stage, is: &Stage) {
    found.add(
        Some(&taken.system.id),
        must.round.as_deref(),
        "a stage has other edges",
        &[
            ("stage", &must.id),
            ("from", &is.from),
            ("to", &is.to),
            ("must-from", &must.from),
            ("must-to", &must.to),
        ],
    );
}

/// `extension-limit`: no more steps than there may be, and of the present service only where the
/// bridge allows it.
pub(super) fn extension_limit(reading: &Reading<'_>, found: &mut Found) {
    let inventory = reading.inventory;
    for taken in &reading.taken {
        let mut things = Vec::new();
        if let Some(c) = taken.system.contract {
            let contract = &inventory.contracts[c.0];
            let limit = contract.extend.as_ref().map_or(0, |e| e.at_most);
            things.push((Thing::Contract(c.0), taken.bridge.extends_contract, limit));
        }
        if let Some(h) = taken.system.hardware {
            let hardware = &inventory.hardware[h.0];
            let limit = hardware.extend.as_ref().map_or(0, |e| e.at_most);
            things.push((Thing::Hardware(h.0), taken.bridge.extends_hardware, limit));
        }
        for m in taken.moves.iter().filter(|m| !m.standard) {
            let limit = m.round.extend.as_ref().map_or(0, |e| e.at_most);
            things.push((Thing::Round(m.ix.0), true, limit));
        }
        for (thing, allowed, limit) in things {
            let first = super::bars::step_round(reading, thing, 1);
            let stem = first.strip_suffix('1').unwrap_or(&first);
            let signed = match thing {
                Thing::Contract(c) => &reading.history.contracts[c],
                Thing::Hardware(h) => &reading.history.hardware[h],
                Thing::Round(r) => &reading.history.rounds[r],
            };
            let most = if allowed {
                limit as usize
            } else {
                signed.extended.len()
            };
            let steps = taken
                .plan
                .milestones
                .iter()
                .filter(|m| m.kind == "extension_contract");
            let steps = steps.filter(|m| m.round.starts_with(stem)).count();
            if steps > most {
                let what = "more extensions than are allowed";
                found.add(
                    Some(&taken.system.id),
                    Some(&first),
                    what,
                    &[("steps", &steps), ("at-most", &most)],
                );
            }
        }
    }
}
