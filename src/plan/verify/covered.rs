//! Cover of every day, and the steps of extension behind it.

use super::reading::{Reading, Taken};
use super::services::Thing;
use super::{Found, days_between};
use crate::inventory::Extend;
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
                        &[
                            ("from", &gap.from),
                            ("to", &gap.to),
                            ("days-off", &-length(gap)),
                        ],
                    );
                }
                (None, Some(gap)) if gap.kind == StageKind::Gap => {
                    found.add(
                        Some(&taken.system.id),
                        None,
                        "a gap where there is cover",
                        &[
                            ("from", &gap.from),
                            ("to", &gap.to),
                            ("days-off", &length(gap)),
                        ],
                    );
                }
                _ => {}
            }
        }
    }
}

/// Days of a bar, both ends included.
fn length(bar: &Stage) -> i64 {
    days_between(bar.from, bar.to) + 1
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
            ("from-off", &days_between(must.from, is.from)),
            ("to-off", &days_between(must.to, is.to)),
        ],
    );
}

/// Steps of extension that a system of the plan takes beyond what may be taken.
pub(super) struct Beyond {
    /// What the rounds of these steps begin with.
    pub(super) stem: String,
    steps: usize,
    most: usize,
}

/// `extension-limit`: no more steps than there may be, and of the present service only where the
/// bridge allows it.
pub(super) fn extension_limit(reading: &Reading<'_>, found: &mut Found) {
    for taken in &reading.taken {
        for Beyond { stem, steps, most } in beyond(reading, taken) {
            found.add(
                Some(&taken.system.id),
                Some(&format!("{stem}1")),
                "more extensions than are allowed",
                &[
                    ("steps", &steps),
                    ("at-most", &most),
                    ("steps-over", &(steps - most)),
                ],
            );
        }
    }
}

/// What a system extends more often than it may.
pub(super) fn beyond(reading: &Reading<'_>, taken: &Taken<'_>) -> Vec<Beyond> {
    let inventory = reading.inventory;
    let most_of = |extend: Option<&Extend>| extend.map_or(0, |e| e.at_most);
    let mut things = Vec::new();
    if let Some(c) = taken.system.contract {
        let limit = most_of(inventory.contracts[c.0].extend.as_ref());
        things.push((Thing::Contract(c.0), taken.bridge.extends_contract, limit));
    }
    if let Some(h) = taken.system.hardware {
        let limit = most_of(inventory.hardware[h.0].extend.as_ref());
        things.push((Thing::Hardware(h.0), taken.bridge.extends_hardware, limit));
    }
    for m in taken.moves.iter().filter(|m| !m.standard) {
        let limit = most_of(m.round.extend.as_ref());
        things.push((Thing::Round(m.ix.0), true, limit));
    }
    let milestones = taken.plan.milestones.iter();
    let extended = milestones.filter(|m| m.kind == "extension_contract");
    let extended: Vec<&str> = extended.map(|m| m.round.as_str()).collect();
    let mut all = Vec::new();
    for (thing, allowed, limit) in things {
        let first = super::bars::step_round(reading, thing, 1);
        let stem = first.strip_suffix('1').unwrap_or(&first).to_owned();
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
        let steps = extended.iter().filter(|r| r.starts_with(&stem)).count();
        if steps > most {
            all.push(Beyond { stem, steps, most });
        }
    }
    all
}
