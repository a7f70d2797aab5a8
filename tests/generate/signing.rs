//! The earliest ★ of plans whose ▲ are given: the last level of the objective.
//!
//! Within a fiscal year the days on which a round may be signed are one stretch: its gates only
//! pass, and a later ★ takes less capacity. An earlier ★ is kept back by such a gate, or by
//! days that are full; the work that fills them ends with some ▲, or the capacity grows. So few
//! days have to be tried, and all their combinations are.

use super::{Choice, Sign, judged, levels};
use ikou::calendar::{Date, FiscalYear};
use ikou::inventory::{Inventory, Money};
use ikou::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

struct Search<'s> {
    inventory: &'s Inventory,
    choices: &'s [&'s Choice],
    /// The peak load that must be kept; none: any that is allowed.
    peak: Option<i64>,
    /// Rounds whose ★ may be moved, with the days to try, earliest first.
    open: Vec<(usize, Vec<Sign>)>,
    best: i64,
}

/// The least Σ ★ of plans with the ▲ of `plan`, which has the latest ★ `signs`, and its peak load where
/// that is `minded`.
pub(super) fn least(
    inventory: &Inventory,
    choices: &[&Choice],
    plan: &Plan,
    signs: BTreeMap<usize, Sign>,
    minded: bool,
) -> i64 {
    let all = levels(plan);
    let (peak, sum) = (all[4], all[6]);
    let mut search = Search {
        inventory,
        choices,
        peak: minded.then_some(peak),
        open: Vec::new(),
        best: sum,
    };
    let mut turns: BTreeSet<Date> = choices
        .iter()
        .flat_map(|c| c.cutovers.values().copied())
        .collect();
    for provider in &inventory.providers {
        turns.extend(provider.builds.periods.iter().filter_map(|p| p.from));
        let ends = provider.builds.periods.iter().filter_map(|p| p.to);
        turns.extend(ends.filter_map(|d| d.succ_opt()));
    }
    for (round, latest) in &signs {
        if matches!(inventory.rounds[*round].money, Money::Signed { .. }) {
            continue;
        }
        let days = search.days(&signs, *round, *latest, &turns);
        search.open.push((*round, days));
    }
    search.place(0, sum, &signs);
    search.best
}

impl Search<'_> {
    fn keeps(&self, signs: &BTreeMap<usize, Sign>) -> bool {
        let same = |p: Plan| self.peak.is_none_or(|peak| levels(&p)[4] == peak);
        judged(self.inventory, self.choices, signs).is_some_and(same)
    }

    /// The days on which the best plan may sign a round, with all others signed at their latest.
    fn days(
        &self,
        signs: &BTreeMap<usize, Sign>,
        round: usize,
        latest: Sign,
        turns: &BTreeSet<Date>,
    ) -> Vec<Sign> {
        let ways: &[bool] = match self.inventory.rounds[round].supplementary {
            Some(_) => &[false, true],
            None => &[false],
        };
        let mut days = BTreeSet::from([latest]);
        let mut year = FiscalYear::of(self.inventory.as_of);
        while year <= FiscalYear::of(latest.0) {
            let to = year.last_day().min(latest.0);
            let from = year.first_day().max(self.inventory.as_of);
            let open: Vec<Date> = from
                .iter_days()
                .take_while(|d| *d <= to)
                .filter(|d| self.inventory.calendar.is_open(*d) || *d == year.first_day())
                .collect();
            for supplementary in ways {
                let allowed = |day: &Date| {
                    let mut signs = signs.clone();
                    signs.insert(round, (*day, *supplementary));
                    self.keeps(&signs)
                };
                let first = open.partition_point(|day| !allowed(day));
                let Some(first) = open.get(first) else {
                    continue;
                };
                days.insert((*first, *supplementary));
                for turn in turns.range(*first..) {
                    let next = open.get(open.partition_point(|d| d < turn));
                    days.extend(next.map(|d| (*d, *supplementary)));
                }
            }
            year = year.next();
        }
        days.into_iter().collect()
    }

    /// Tries the days of the round at `at` and of those after it; `sum` is Σ ★ with these at
    /// their latest.
    fn place(&mut self, at: usize, sum: i64, signs: &BTreeMap<usize, Sign>) {
        let gain = |signs: &BTreeMap<usize, Sign>, round: usize, day: Date| -> i64 {
            (signs[&round].0 - day).num_days()
        };
        let Some((round, days)) = self.open.get(at).cloned() else {
            self.best = self.best.min(sum);
            return;
        };
        let rest = self.open[at + 1..].iter();
        let rest: i64 = rest.map(|(r, days)| gain(signs, *r, days[0].0)).sum();
        for sign in days {
            let sum = sum - gain(signs, round, sign.0);
            if sum - rest >= self.best {
                continue;
            }
            let mut signs = signs.clone();
            signs.insert(round, sign);
            if self.keeps(&signs) {
                self.place(at + 1, sum, &signs);
            }
        }
    }
}
