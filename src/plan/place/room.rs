//! The room a vendor or team has left for one round.

use crate::plan::axis::Day;
use crate::plan::model::{Model, SignDay};
use crate::plan::state::{State, ratio};

/// Loads of one provider without the round that is being placed.
pub(super) struct Room<'s> {
    load: &'s [u32],
    capacity: &'s [u32],
    units: u32,
    first: Day,
    as_of: Day,
    /// First and last day of each stretch that has no room.
    full: Vec<(Day, Day)>,
}

impl<'s> Room<'s> {
    pub(super) fn new(state: &'s State, model: &'s Model, p: usize, units: u32) -> Room<'s> {
        Room {
            load: &state.load[p],
            capacity: &model.builds[p],
            units,
            first: model.first,
            as_of: model.as_of,
            full: full(model, p, (&state.load[p], state.loaded_to(model, p)), units),
        }
    }

    fn at(&self, d: Day) -> usize {
        ((d - self.first).max(0) as usize).min(self.load.len().saturating_sub(1))
    }

    /// The first day from which the round could run to `to`; what lies before as-of is not judged.
    pub(super) fn free_from(&self, to: Day) -> Day {
        let begun = self.full.partition_point(|(from, _)| *from <= to);
        let before = begun.checked_sub(1).and_then(|at| self.full.get(at));
        before.map_or(Day::MIN, |(_, last)| to.min(*last) + 1)
    }

    /// Greatest load / capacity with the round on `from..=to`, in millionths.
    pub(super) fn peak(&self, from: Day, to: Day) -> u64 {
        let from = from.max(self.as_of);
        if to < from {
            return 0;
        }
        let days = self.at(from)..=self.at(to);
        let pairs = self.load[days.clone()].iter().zip(&self.capacity[days]);
        // Compared crosswise: a division a day would be the search's main cost.
        let (mut top, mut of) = (0u64, 1u64);
        for (load, capacity) in pairs {
            let load = u64::from(load.saturating_add(self.units));
            if *capacity != u32::MAX && load * of > top * u64::from(*capacity) {
                (top, of) = (load, u64::from(*capacity));
            }
        }
        ratio(
            u32::try_from(top).unwrap_or(u32::MAX),
            u32::try_from(of).unwrap_or(u32::MAX),
        )
    }

    /// The first day, not before `least`, from which the round could run on to `from` without
    /// passing `limit`; `from` is known to be such a day.
    fn earliest_under(&self, limit: u64, least: Day, from: Day) -> Day {
        let mut d = from;
        while d > least {
            let i = self.at(d - 1);
            let load = self.load[i].saturating_add(self.units);
            // The same as ratio(load, capacity) > limit, without a division a day.
            let capacity = u64::from(self.capacity[i]);
            let over =
                u64::from(load) * 1_000_000 >= limit.saturating_add(1).saturating_mul(capacity);
            if d > self.as_of && over && self.capacity[i] != u32::MAX && load > 0 {
                break;
            }
            d -= 1;
        }
        d
    }

    /// The ★ with the least peak, or of those with a peak of at most `most`, the earliest; with the
    /// peak.
    pub(super) fn choose_sign(
        &self,
        elsewhere: u64,
        signs: &[SignDay],
        (v_min, v_max): (Day, Day),
        most: Option<u64>,
    ) -> Option<(SignDay, u64)> {
        let fitting = &signs[..signs.partition_point(|s| s.ready <= v_min)];
        let fits = |s: &&SignDay| s.until >= v_max - 1;
        let first = fitting.iter().find(fits)?;
        let latest = fitting.iter().rev().find(fits)?;
        let least = elsewhere.max(self.peak(latest.day, v_max - 1));
        let limit = most.map_or(least, |most| most.max(least));
        // Mostly there is room from the first day on: one look at the load tells.
        let peak = self.peak(first.day, v_max - 1);
        if peak <= limit {
            return Some((*first, peak.max(least)));
        }
        let free = self.earliest_under(limit, first.day, latest.day);
        let from = fitting.partition_point(|s| s.day < free);
        let chosen = fitting[from..].iter().find(fits).unwrap_or(latest);
        let peak = match most {
            Some(_) => least.max(self.peak(chosen.day, v_max - 1)),
            None => limit,
        };
        Some((*chosen, peak))
    }
}

/// Days that are looked at together.
const TOGETHER: usize = 64;

/// The stretches of days, from as-of on, on which a provider has no room for so many units more;
/// `end`: the day, counted from the first, from which on it has no work.
fn full(model: &Model, p: usize, (load, end): (&[u32], usize), units: u32) -> Vec<(Day, Day)> {
    let mut all: Vec<(Day, Day)> = Vec::new();
    let now = (model.as_of - model.first).max(0) as usize;
    for (from, to, capacity) in &model.stretches[p] {
        let from = now.max(*from);
        if *capacity == u32::MAX || from >= *to {
            continue;
        }
        let most = capacity.checked_sub(units);
        let to = match most {
            Some(_) => (*to).min(end).max(from),
            None => *to,
        };
        for (n, days) in load[from..to].chunks(TOGETHER).enumerate() {
            let greatest = days.iter().fold(0, |a: u32, b| a.max(*b));
            if most.is_some_and(|most| greatest <= most) {
                continue;
            }
            let first = model.first + (from + n * TOGETHER) as Day;
            for (day, load) in (first..).zip(days) {
                if most.is_some_and(|most| *load <= most) {
                    continue;
                }
                match all.last_mut() {
                    Some((_, last)) if *last + 1 == day => *last = day,
                    _ => all.push((day, day)),
                }
            }
        }
    }
    all
}
