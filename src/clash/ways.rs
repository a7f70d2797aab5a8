//! The cheapest ways out: the least that a fact, or few of them, must change so that a verified plan
//! is sound. Each is tried as it would be typed.

use super::dials::{Dial, bridges, dials};
use super::minimal::{Scene, Set};
use super::{Ground, Way, WayChange, changed, cut, possible};
use crate::compare::Comparison;
use crate::inventory::{Inventory, SystemIx};
use crate::plan::Plan;
use crate::source::Sources;

/// As many values are changed together as sets clash, but no more than this.
const MOST_TOGETHER: usize = 3;

/// Combinations that are tried at most.
const MOST_TRIED: usize = 120;

/// Ways that are told at most.
const MOST_TOLD: usize = 8;

/// Ways out of these sets, the cheapest first.
pub(super) fn ways(
    ground: &Ground,
    scene: &Scene,
    group: &[SystemIx],
    troubled: &[SystemIx],
    sets: &[Set],
    plain: &Plan,
) -> Vec<Way> {
    let mut known: Vec<Dial> = Vec::new();
    let mut add = |dial: Dial| {
        if !dial.values.is_empty()
            && !known
                .iter()
                .any(|k| k.path == dial.path && k.values == dial.values)
        {
            known.push(dial);
        }
    };
    for member in sets.iter().flat_map(|set| &set.members) {
        dials(scene.inventory, ground.sources, scene.about(*member))
            .into_iter()
            .for_each(&mut add);
    }
    for (own, system) in group.iter().enumerate() {
        if troubled.contains(system) && !sets.is_empty() {
            bridges(scene.inventory, SystemIx(own))
                .into_iter()
                .for_each(&mut add);
        }
    }
    let tries = Tries {
        ground,
        scene,
        group,
    };
    let mut found = Vec::new();
    let mut left = MOST_TRIED;
    for size in 1..=MOST_TOGETHER.min(known.len()) {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            let some: Vec<&Dial> = chosen.iter().map(|c| &known[*c]).collect();
            left = left.saturating_sub(1);
            found.extend(tries.way(&some, plain));
            if left == 0 || !next(&mut chosen, known.len()) {
                break;
            }
        }
        if !found.is_empty() || left == 0 {
            break;
        }
    }
    found.sort_by_key(|way: &Way| {
        let size: i64 = way.changes.iter().map(|c| c.size).sum();
        (way.yen, size)
    });
    found.truncate(MOST_TOLD);
    found
}

/// The next choice of as many out of `n`, in order.
fn next(chosen: &mut [usize], n: usize) -> bool {
    let k = chosen.len();
    let Some(at) = (0..k).rev().find(|i| chosen[*i] < n - k + *i) else {
        return false;
    };
    chosen[at] += 1;
    for i in at + 1..k {
        chosen[i] = chosen[i - 1] + 1;
    }
    true
}

struct Tries<'a, 's> {
    ground: &'a Ground<'a>,
    scene: &'a Scene<'s>,
    group: &'a [SystemIx],
}

impl Tries<'_, '_> {
    /// The inventory of the group with these values.
    fn with(&self, some: &[&Dial], at: &[usize]) -> Option<(Inventory, Sources)> {
        let set = |(dial, at): (&&Dial, &usize)| format!("{}={}", dial.path, dial.values[*at].0);
        let sets: Vec<String> = some.iter().zip(at).map(set).collect();
        let (whole, sources) = changed(self.ground, &sets)?;
        Some((cut::cut(&whole, self.group), sources))
    }

    fn sound(&self, some: &[&Dial], at: &[usize]) -> bool {
        let changed = self.with(some, at);
        changed.is_some_and(|(inventory, _)| possible(self.scene.trial_of(&cut::free(&inventory))))
    }

    /// The least of these changes that together are a way out.
    fn way(&self, some: &[&Dial], plain: &Plan) -> Option<Way> {
        let mut paths: Vec<&str> = some.iter().map(|d| d.path.as_str()).collect();
        paths.dedup();
        if paths.len() < some.len() {
            return None;
        }
        let mut at: Vec<usize> = some.iter().map(|d| d.values.len() - 1).collect();
        if !self.sound(some, &at) {
            return None;
        }
        for i in 0..some.len() {
            // What is sound stays sound with more of the same.
            let (mut bad, mut good) = (None, at[i]);
            while bad.map_or(0, |b: usize| b + 1) < good {
                let middle = bad.map_or(0, |b| b + 1).midpoint(good);
                at[i] = middle;
                if self.sound(some, &at) {
                    good = middle;
                } else {
                    bad = Some(middle);
                }
            }
            at[i] = good;
        }
        let (inventory, sources) = self.with(some, &at)?;
        let plan = self.scene.plan_of(&inventory, &sources)?;
        let levels = Comparison::of(plain, &plan).levels;
        let yen = levels.iter().find(|l| l.level == "cost_yen");
        let change = |(dial, at): (&&Dial, &usize)| WayChange {
            kind: dial.kind.to_owned(),
            path: dial.path.clone(),
            old: dial.old.clone(),
            new: dial.values[*at].0.clone(),
            size: dial.values[*at].1,
        };
        Some(Way {
            changes: some.iter().zip(&at).map(change).collect(),
            gap_days: plan.outcome.objective.gap_days,
            hard_late_days: plan.outcome.objective.hard_late_days,
            yen: yen.map_or(0, |l| (l.new - l.old) as i64),
        })
    }
}
