//! Load of vendors and teams against their capacity.

use super::Found;
use super::bars::work_start;
use super::reading::Reading;
use crate::calendar::Date;
use crate::inventory::Capacity;
use chrono::{Datelike, Days};
use std::collections::{BTreeMap, BTreeSet};

/// Load of one vendor or team.
#[derive(Clone, Debug, Default)]
pub(super) struct Burden {
    /// Units at work from each day on, until the next.
    pub(super) builds: BTreeMap<Date, u32>,
    /// ▲ by calendar month: units, and the days on which they lie.
    pub(super) cutovers: BTreeMap<(i32, u32), (u32, BTreeSet<Date>)>,
}

/// The load of every vendor and team, by its index.
pub(super) fn burdens(reading: &Reading<'_>) -> Vec<Burden> {
    let mut changes: Vec<BTreeMap<Date, i64>> =
        vec![BTreeMap::new(); reading.inventory.providers.len()];
    let mut burdens = vec![Burden::default(); reading.inventory.providers.len()];
    for (round, _, shared) in reading.taken_rounds() {
        let Some(provider) = round.provider.map(|p| p.0).filter(|p| *p < burdens.len()) else {
            continue;
        };
        let moves = shared.users.iter().filter_map(|user| {
            reading.taken[*user]
                .moves
                .iter()
                .find(|m| m.round.id == round.id)
        });
        let start = moves
            .clone()
            .map(|m| work_start(reading, m))
            .min()
            .unwrap_or(shared.first);
        if start < shared.last {
            *changes[provider].entry(start).or_default() += i64::from(round.units);
            *changes[provider].entry(shared.last).or_default() -= i64::from(round.units);
        }
        for day in moves.map(|m| m.cutover).collect::<BTreeSet<Date>>() {
            let month = burdens[provider]
                .cutovers
                .entry((day.year(), day.month()))
                .or_default();
            month.0 = month.0.saturating_add(round.units);
            month.1.insert(day);
        }
    }
    for (burden, changes) in burdens.iter_mut().zip(changes) {
        let mut units = 0;
        for (day, change) in changes {
            units += change;
            burden
                .builds
                .insert(day, u32::try_from(units).unwrap_or(u32::MAX));
        }
    }
    burdens
}

impl Burden {
    /// Stretches of one load and one capacity from `from` on: first day, last day, units, capacity.
    fn stretches(&self, capacity: &Capacity, from: Date) -> Vec<(Date, Date, u32, Option<u32>)> {
        let mut edges: BTreeSet<Date> = self.builds.keys().copied().collect();
        for period in &capacity.periods {
            edges.extend(period.from);
            edges.extend(period.to.and_then(|to| to.succ_opt()));
        }
        edges.insert(from);
        let edges: Vec<Date> = edges.into_iter().filter(|edge| from <= *edge).collect();
        edges
            .iter()
            .enumerate()
            .map(|(i, day)| {
                let units = self
                    .builds
                    .range(..=*day)
                    .next_back()
                    .map_or(0, |(_, units)| *units);
                let last = edges.get(i + 1).map_or(*day, |next| *next - Days::new(1));
                (*day, last, units, capacity.on(*day))
            })
            .filter(|(_, _, units, _)| *units > 0)
            .collect()
    }

    /// Greatest load / capacity from `as_of` on; `None`: nothing has a capacity.
    pub(super) fn peak(&self, builds: &Capacity, cutovers: &Capacity, as_of: Date) -> Option<f64> {
        let ratio = |load: u32, capacity: Option<u32>| match capacity {
            Some(0) | None => None,
            Some(capacity) => Some(f64::from(load) / f64::from(capacity)),
        };
        let at_work = self
            .stretches(builds, as_of)
            .into_iter()
            .filter_map(|(_, _, units, capacity)| ratio(units, capacity));
        let live = self.cutovers.values().flat_map(|(count, days)| {
            days.iter()
                .filter_map(|day| ratio(*count, cutovers.on(*day).filter(|_| as_of <= *day)))
        });
        let limited = !(builds.periods.is_empty() && cutovers.periods.is_empty());
        limited.then(|| at_work.chain(live).fold(0.0, f64::max))
    }
}

/// `capacity-builds`: work under way never exceeds what a vendor or team can do.
pub(super) fn capacity_builds(reading: &Reading<'_>, found: &mut Found) {
    for (burden, provider) in reading.burdens.iter().zip(&reading.inventory.providers) {
        for (from, to, units, capacity) in burden.stretches(&provider.builds, reading.as_of) {
            if let Some(capacity) = capacity.filter(|capacity| *capacity < units) {
                found.add(
                    None,
                    None,
                    "more work at once than the capacity",
                    &[
                        ("provider", &provider.id),
                        ("from", &from),
                        ("to", &to),
                        ("units", &units),
                        ("capacity", &capacity),
                        ("units-over", &(units - capacity)),
                    ],
                );
            }
        }
    }
}

/// `capacity-cutovers`: no more ▲ in a calendar month than a vendor or team can do.
pub(super) fn capacity_cutovers(reading: &Reading<'_>, found: &mut Found) {
    for (burden, provider) in reading.burdens.iter().zip(&reading.inventory.providers) {
        for (count, days) in burden.cutovers.values() {
            let over = days
                .iter()
                .filter(|day| reading.as_of <= **day)
                .find_map(|day| {
                    let capacity = provider.cutovers_per_month.on(*day)?;
                    (capacity < *count).then_some((day, capacity))
                });
            if let Some((day, capacity)) = over {
                found.add(
                    None,
                    None,
                    "more cutovers in a month than the capacity",
                    &[
                        ("provider", &provider.id),
                        ("month", &day.format("%Y-%m")),
                        ("count", count),
                        ("capacity", &capacity),
                        ("cutovers-over", &(count - capacity)),
                    ],
                );
            }
        }
    }
}
