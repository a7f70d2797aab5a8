//! When each activity can start, by what it follows and what follows it.

use super::Project;

/// First and last day that each activity can start on.
pub(super) struct Windows {
    first: Vec<u32>,
    last: Vec<u32>,
}

impl Windows {
    /// `None`: so many days are too few. `order`: the activities, each behind all that it follows.
    pub(super) fn new(project: &Project, order: &[usize], days: u32) -> Option<Windows> {
        let all = &project.activities;
        let mut first = vec![0; all.len()];
        for i in order {
            let end = first[*i] + all[*i].days;
            for j in &all[*i].followers {
                first[*j] = first[*j].max(end);
            }
        }
        let mut last = Vec::with_capacity(all.len());
        for activity in all {
            last.push(days.checked_sub(activity.days)?);
        }
        for i in order.iter().rev() {
            for j in &all[*i].followers {
                last[*i] = last[*i].min(last[*j].checked_sub(all[*i].days)?);
            }
        }
        let fits = first.iter().zip(&last).all(|(first, last)| first <= last);
        fits.then_some(Windows { first, last })
    }

    /// The days that one can start on.
    pub(super) fn of(&self, i: usize) -> impl Iterator<Item = i64> + use<> {
        i64::from(self.first[i])..=i64::from(self.last[i])
    }
}

impl Project {
    /// The activities, each behind all that it follows; `None`: one follows itself.
    pub(super) fn order(&self) -> Option<Vec<usize>> {
        let mut waits = vec![0usize; self.activities.len()];
        for j in self.activities.iter().flat_map(|a| &a.followers) {
            *waits.get_mut(*j)? += 1;
        }
        let mut order: Vec<usize> = (0..waits.len()).filter(|i| waits[*i] == 0).collect();
        let mut at = 0;
        while let Some(i) = order.get(at).copied() {
            at += 1;
            for j in &self.activities[i].followers {
                waits[*j] -= 1;
                if waits[*j] == 0 {
                    order.push(*j);
                }
            }
        }
        (order.len() == waits.len()).then_some(order)
    }

    /// No schedule takes fewer days: the longest chain, and for each resource all that is taken of it.
    pub(super) fn bound(&self, order: &[usize]) -> u32 {
        let mut first = vec![0; self.activities.len()];
        let mut chain = 0;
        for i in order {
            let end = first[*i] + self.activities[*i].days;
            chain = chain.max(end);
            for j in &self.activities[*i].followers {
                first[*j] = first[*j].max(end);
            }
        }
        let energy = self.capacities.iter().enumerate().map(|(r, capacity)| {
            let taken = |a: &super::Activity| {
                u64::from(a.days) * u64::from(a.units.get(r).copied().unwrap_or(0))
            };
            let sum: u64 = self.activities.iter().map(taken).sum();
            u32::try_from(sum.div_ceil(u64::from((*capacity).max(1)))).unwrap_or(u32::MAX)
        });
        energy.max().unwrap_or(0).max(chain)
    }
}
