//! An inventory without all that has nothing to do with some of its systems: what is tried many
//! times over is tried on little.

use crate::calendar::Calendar;
use crate::inventory::{Inventory, RoundIx, SystemIx};
use std::collections::BTreeMap;

/// The inventory of these systems alone. They share nothing with the others; the ceilings, which
/// hold for all, bear on no date and are left out.
pub(crate) fn cut(whole: &Inventory, systems: &[SystemIx]) -> Inventory {
    let places: BTreeMap<SystemIx, SystemIx> = systems
        .iter()
        .enumerate()
        .map(|(new, old)| (*old, SystemIx(new)))
        .collect();
    let kept: Vec<usize> = (0..whole.rounds.len())
        .filter(|r| {
            whole.rounds[*r]
                .systems
                .iter()
                .any(|s| places.contains_key(s))
        })
        .collect();
    let rounds: BTreeMap<RoundIx, RoundIx> = kept
        .iter()
        .enumerate()
        .map(|(new, old)| (RoundIx(*old), RoundIx(new)))
        .collect();
    let mine = |all: &[SystemIx]| -> Vec<SystemIx> {
        all.iter().filter_map(|s| places.get(s).copied()).collect()
    };
    let mut part = whole.clone();
    part.ceilings.clear();
    part.systems = systems.iter().map(|s| whole.system(*s).clone()).collect();
    for system in &mut part.systems {
        system.links.retain_mut(|link| {
            let place = places.get(&link.system);
            link.system = place.copied().unwrap_or(link.system);
            place.is_some()
        });
        for route in &mut system.routes {
            route.bridge_round = route.bridge_round.and_then(|r| rounds.get(&r).copied());
            let target = rounds.get(&route.target_round);
            route.target_round = target.copied().unwrap_or(route.target_round);
        }
    }
    part.rounds = kept.iter().map(|r| whole.rounds[*r].clone()).collect();
    for round in &mut part.rounds {
        round.systems = mine(&round.systems);
    }
    for contract in &mut part.contracts {
        contract.users = mine(&contract.users);
    }
    for hardware in &mut part.hardware {
        hardware.users = mine(&hardware.users);
    }
    part.deadlines.retain_mut(|deadline| {
        let for_all = deadline.systems.is_empty();
        deadline.systems = mine(&deadline.systems);
        deadline.exceptions.retain_mut(|e| {
            let place = places.get(&e.system);
            e.system = place.copied().unwrap_or(e.system);
            place.is_some()
        });
        for_all || !deadline.systems.is_empty()
    });
    part.actuals.retain_mut(|actual| {
        let round = actual.round.map(|r| rounds.get(&r).copied());
        let system = actual.system.map(|s| places.get(&s).copied());
        let there = round != Some(None) && system != Some(None);
        (actual.round, actual.system) = (round.flatten(), system.flatten());
        there
    });
    part.progress.retain_mut(|progress| {
        let place = places.get(&progress.system);
        progress.system = place.copied().unwrap_or(progress.system);
        place.is_some()
    });
    part
}

/// The same with nothing costing anything: whether all can be well is asked of this, since the search
/// need not look for what is cheap then.
pub(crate) fn free(priced: &Inventory) -> Inventory {
    let mut free = priced.clone();
    for round in &mut free.rounds {
        round.costs.clear();
        round.extend.iter_mut().for_each(|e| e.price = None);
        round.exit_fee = None;
    }
    for contract in &mut free.contracts {
        (contract.price, contract.exit_fee) = (None, None);
        contract.extend.iter_mut().for_each(|e| e.price = None);
    }
    for hardware in &mut free.hardware {
        (hardware.price, hardware.exit_fee) = (None, None);
        hardware.extend.iter_mut().for_each(|e| e.price = None);
    }
    for link in free.systems.iter_mut().flat_map(|s| &mut s.links) {
        link.interface = None;
    }
    let mut rules = free.calendar.rules().clone();
    rules.blackouts.iter_mut().for_each(|b| b.price = 0);
    free.calendar = Calendar::new(rules);
    free
}
