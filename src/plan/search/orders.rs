//! In which order systems are placed.

use super::Search;
use crate::plan::axis::{Day, NEVER};

impl Search<'_> {
    /// Orders of construction to try: what must go first, first; then by the end of cover.
    pub(super) fn orders(&self) -> Vec<Vec<usize>> {
        let model = self.model;
        let n = model.systems.len();
        // Depth in the hard links; the check has proved them free of cycles.
        let mut depth = vec![0usize; n];
        for _ in 0..n.min(64) {
            let mut changed = false;
            for i in 0..n {
                for j in model.systems[i]
                    .before
                    .iter()
                    .chain(&model.systems[i].together)
                {
                    let least = if model.systems[i].before.contains(j) {
                        depth[*j] + 1
                    } else {
                        depth[*j]
                    };
                    if depth[i] < least && depth[i] < n {
                        depth[i] = least;
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        let end = |i: usize| -> Day {
            let s = &model.systems[i];
            let carriers = s.contract.into_iter().chain(s.hardware);
            carriers
                .map(|c| model.carriers[c].end)
                .min()
                .unwrap_or(NEVER)
        };
        let fixed = |i: usize| {
            let any = model.systems[i].rounds.iter().any(|r| {
                let round = &model.rounds[*r];
                round.begun || !round.done.is_empty()
            });
            !any
        };
        let mut base: Vec<usize> = (0..n).collect();
        base.sort_by_key(|i| (fixed(*i), depth[*i], end(*i), model.systems[*i].id));
        let mut orders = vec![base.clone()];
        if n <= 60 {
            let mut backward = base.clone();
            backward.sort_by_key(|i| (fixed(*i), std::cmp::Reverse(depth[*i]), end(*i)));
            let mut late = base.clone();
            late.sort_by_key(|i| (fixed(*i), depth[*i], std::cmp::Reverse(end(*i))));
            orders.extend([backward, late]);
            // Each system once in front of all others.
            for i in 0..n {
                let mut order = base.clone();
                order.retain(|x| *x != base[i]);
                order.insert(0, base[i]);
                orders.push(order);
            }
        }
        orders
    }
}
