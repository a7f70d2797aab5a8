//! A first schedule: activities one after the other, each as early as there is room; then from the end,
//! and again from the front, as long as that makes it shorter.

use super::Project;

/// Orders that are tried.
const TURNS: u32 = 60;

impl Project {
    /// A good schedule: the best of some that begin with other orders.
    pub(super) fn first(&self, order: &[usize]) -> Vec<u32> {
        let (tails, reversed) = (self.tails(order), self.reversed());
        let mut best: Option<(u32, Vec<u32>)> = None;
        let mut chance = 1u64;
        for turn in 0..TURNS {
            let mut keys: Vec<(i64, usize)> = (0..self.activities.len())
                .map(|i| {
                    chance = chance.wrapping_mul(6_364_136_223_846_793_005);
                    chance = chance.wrapping_add(1_442_695_040_888_963_407);
                    let spread = i64::from(turn.min(20));
                    let luck = i64::try_from(chance >> 40).unwrap_or(0) % (spread + 1);
                    (-i64::from(tails[i]) - luck, i)
                })
                .collect();
            let mut starts = self.serial(&keys);
            let mut days = self.days(&starts);
            loop {
                // From the end: those that end last are put first, as late as there is room.
                let ends = |i: usize| i64::from(starts[i] + self.activities[i].days);
                keys.iter_mut().for_each(|k| k.0 = -ends(k.1));
                let back = reversed.serial(&keys);
                let whole = self.days(&back);
                let forward = |i: usize| i64::from(whole - back[i] - self.activities[i].days);
                keys.iter_mut().for_each(|k| k.0 = forward(k.1));
                let again = self.serial(&keys);
                if self.days(&again) >= days {
                    break;
                }
                days = self.days(&again);
                starts = again;
            }
            if best.as_ref().is_none_or(|b| days < b.0) {
                best = Some((days, starts));
            }
        }
        best.map(|b| b.1).unwrap_or_default()
    }

    /// How long what follows each activity takes at least, with its own days.
    fn tails(&self, order: &[usize]) -> Vec<u32> {
        let mut tails: Vec<u32> = self.activities.iter().map(|a| a.days).collect();
        for i in order.iter().rev() {
            let followers = self.activities[*i].followers.iter();
            let longest = followers.map(|j| tails[*j]).max().unwrap_or(0);
            tails[*i] += longest;
        }
        tails
    }

    fn reversed(&self) -> Project {
        let mut other = self.clone();
        other
            .activities
            .iter_mut()
            .for_each(|a| a.followers.clear());
        for (i, activity) in self.activities.iter().enumerate() {
            for j in &activity.followers {
                other.activities[*j].followers.push(i);
            }
        }
        other
    }

    /// Each activity as early as there is room, those with the least key first.
    fn serial(&self, keys: &[(i64, usize)]) -> Vec<u32> {
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        let n = self.activities.len();
        let mut waits = vec![0usize; n];
        for j in self.activities.iter().flat_map(|a| &a.followers) {
            waits[*j] += 1;
        }
        let mut ready = vec![0u32; n];
        let mut starts = vec![0u32; n];
        let mut placed = vec![false; n];
        let mut taken: Vec<Vec<u32>> = vec![Vec::new(); self.capacities.len()];
        for _ in 0..n {
            let Some((_, i)) = keys.iter().find(|k| !placed[k.1] && waits[k.1] == 0) else {
                break;
            };
            let (i, activity) = (*i, &self.activities[*i]);
            let fits =
                |day: u32| {
                    activity.units.iter().zip(&self.capacities).zip(&taken).all(
                        |((u, c), taken)| {
                            let there = taken.get(day as usize).copied().unwrap_or(0);
                            *u == 0 || u64::from(there) + u64::from(*u) <= u64::from(*c)
                        },
                    )
                };
            let mut start = ready[i];
            while let Some(full) = (start..start + activity.days).rev().find(|d| !fits(*d)) {
                start = full + 1;
            }
            let end = start + activity.days;
            for (taken, units) in taken.iter_mut().zip(&activity.units) {
                if taken.len() < end as usize {
                    taken.resize(end as usize, 0);
                }
                taken[start as usize..end as usize]
                    .iter_mut()
                    .for_each(|t| *t += units);
            }
            (starts[i], placed[i]) = (start, true);
            for j in &activity.followers {
                waits[*j] -= 1;
                ready[*j] = ready[*j].max(end);
            }
        }
        starts
    }
}
