//! What if one date were another? A plan with one ★ or ▲ moved, and all that follows moved along.

use super::Plan;
use super::verify::rebuild;
use crate::calendar::Date;
use crate::inventory::{Inventory, LinkKind, SystemIx};

/// The plan when ★ (`contract`) or ▲ (`cutover`) of `round` lies on `date`.
///
/// ★ moves for every system of the round; ▲ moves for `system` and, where it is that of the
/// standard, for those that go live together with it. Routes, all other ★ and ▲ stay; what follows
/// (bars, acts, budget, levels) is derived anew. Any date may be tried: what it breaks is found by
/// [`verify`](super::verify::verify). Reasons are left out, since those of `plan` are of its own
/// dates. `None`: the plan has no such date, or the date is out of range.
pub fn with_date(
    inventory: &Inventory,
    plan: &Plan,
    system: &str,
    round: &str,
    kind: &str,
    date: Date,
) -> Option<Plan> {
    // The last ▲ is that of the standard; its bar may lie outside the horizon.
    let standard = |system: &str| -> Option<String> {
        let acts = plan.system(system)?.milestones.iter();
        let cutovers = acts.filter(|m| m.kind == "cutover");
        cutovers.max_by_key(|m| m.date).map(|m| m.round.clone())
    };
    let mut moved = plan.clone();
    let mut places: Vec<(String, String)> = Vec::new();
    if kind == "contract" {
        for s in &plan.systems {
            places.push((s.id.clone(), round.to_owned()));
        }
    } else {
        places.push((system.to_owned(), round.to_owned()));
        if standard(system).is_some_and(|standard| standard == round) {
            for other in together(inventory, system) {
                if let Some(round) = standard(&other) {
                    places.push((other, round));
                }
            }
        }
    }
    let mut found = false;
    for (system, round) in &places {
        let Some(s) = moved.systems.iter_mut().find(|s| s.id == *system) else {
            continue;
        };
        for m in &mut s.milestones {
            if m.kind == kind && m.round == *round {
                m.date = date;
                found = true;
            }
        }
    }
    if !found {
        return None;
    }
    moved.reasons.clear();
    rebuild(inventory, &moved)
}

/// The other systems that go live on one day with this one, directly or through others.
fn together(inventory: &Inventory, system: &str) -> Vec<String> {
    let Some(own) = inventory.systems.iter().position(|s| s.id == system) else {
        return Vec::new();
    };
    let mut members = vec![SystemIx(own)];
    let mut at = 0;
    while let Some(member) = members.get(at).copied() {
        at += 1;
        for ix in (0..inventory.systems.len()).map(SystemIx) {
            let linked = |from: SystemIx, to: SystemIx| {
                let links = &inventory.system(from).links;
                links
                    .iter()
                    .any(|l| l.kind == LinkKind::Together && l.system == to)
            };
            if !members.contains(&ix) && (linked(ix, member) || linked(member, ix)) {
                members.push(ix);
            }
        }
    }
    members
        .into_iter()
        .skip(1)
        .map(|ix| inventory.system(ix).id.clone())
        .collect()
}
