//! Load of vendors and teams, as steps.

use crate::plan::axis::date;
use crate::plan::model::Model;
use crate::plan::state::State;
use crate::plan::{Load, LoadStep};
use std::collections::BTreeMap;

pub(super) fn loads(model: &Model, state: &State) -> Vec<Load> {
    let inventory = model.inventory;
    let one = |(p, provider): (usize, &crate::inventory::Provider)| {
        let limit = |c: u32| Some(c).filter(|c| *c != u32::MAX);
        let mut builds: Vec<LoadStep> = Vec::new();
        let mut peak: Option<f64> = None;
        let mut worse = |load: u32, capacity: Option<u32>| {
            if let Some(capacity) = capacity.filter(|c| *c > 0 || load > 0) {
                let ratio = f64::from(load) / f64::from(capacity.max(1));
                peak = Some(peak.map_or(ratio, |p: f64| p.max(ratio)));
            }
        };
        for (i, (units, capacity)) in state.load[p].iter().zip(&model.builds[p]).enumerate() {
            let capacity = limit(*capacity);
            if model.first + i as i32 >= model.as_of {
                worse(*units, capacity);
            }
            let same = builds
                .last()
                .is_some_and(|s| (s.units, s.capacity) == (*units, capacity));
            if !same {
                builds.push(LoadStep {
                    from: date(model.first + i as i32),
                    units: *units,
                    capacity,
                });
            }
        }
        let mut cutovers: BTreeMap<String, u32> = BTreeMap::new();
        for (d, n) in &state.cutovers[p] {
            *cutovers
                .entry(date(*d).format("%Y-%m").to_string())
                .or_insert(0) += n;
            if *d >= model.as_of {
                worse(
                    state.cutovers_in_month(model, p, *d),
                    limit(model.cutover_capacity(p, *d)),
                );
            }
        }
        // What lies before both the horizon and today says nothing unless work runs there.
        let begin = inventory.horizon.0.min(inventory.as_of);
        while let [first, second, ..] = builds.as_slice()
            && first.units == 0
            && second.from <= begin
        {
            builds.remove(0);
        }
        if let [first, ..] = builds.as_mut_slice()
            && first.units == 0
        {
            first.from = first.from.max(begin);
        }
        Load {
            provider: provider.id.clone(),
            name: provider.name.clone(),
            team: provider.team,
            builds,
            cutovers,
            peak,
        }
    };
    inventory.providers.iter().enumerate().map(one).collect()
}
