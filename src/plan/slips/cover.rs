//! Cover, steps of extension and gaps of every system in the runs of a block.
//!
//! What a service covers follows from the ▲ that ends it: that is looked up by the candidate of the ▲,
//! for the candidates that slips nearly always come to.

use super::block::{Block, LANES};
use super::policy::{NONE, Policy};
use crate::plan::axis::Day;
use crate::plan::evaluate::Use;
use crate::plan::model::Candidate;

/// So many candidates from the plan's on are looked up; what lies beyond is worked out.
const NEAR: usize = 256;

/// A service as it is used.
#[derive(Clone, Copy, Default)]
struct Used {
    gap: i32,
    last: Day,
    steps: [u16; 2],
}

impl Used {
    fn of((gap, used): (i64, Use)) -> Used {
        Used {
            gap: i32::try_from(gap).unwrap_or(i32::MAX),
            last: used.last,
            steps: used.steps.map(|n| u16::try_from(n).unwrap_or(u16::MAX)),
        }
    }
}

/// What the cover of one system looks up, by candidates from the plan's on.
pub(super) struct Cover {
    /// The present service, by the next ▲.
    present: Vec<Used>,
    /// The service after the bridge with its ▲ and its term as planned, by the ▲ of the standard.
    bridge: Vec<Used>,
    /// Go-live slot of the term of the bridge as planned.
    slot: usize,
    /// The service after the standard.
    standard: Vec<Used>,
    /// Gap days and steps as planned.
    pub(super) planned: (i32, u16),
}

impl Policy<'_> {
    fn candidate(&self, c: Option<usize>, candidate: u16) -> Option<&Candidate> {
        let all = &self.model.systems[self.cutovers[c?].system].candidates;
        all.get(usize::from(candidate))
    }

    /// The tables of a system.
    pub(super) fn cover_of(&self, i: usize) -> Cover {
        let (model, [bridge, standard]) = (self.model, self.of_system[i]);
        let route = &model.systems[i].routes[self.routes[i]];
        let near = |c: Option<usize>| {
            let all = &model.systems[i].candidates;
            let first = c.map_or(all.len(), |c| usize::from(self.cutovers[c].candidate));
            all.iter().skip(first).take(NEAR)
        };
        let present = match bridge {
            Some(_) => near(bridge)
                .map(|c| Used::of(model.present_use(i, route, Some(c), None)))
                .collect(),
            None => near(standard)
                .map(|c| Used::of(model.present_use(i, route, None, Some(c))))
                .collect(),
        };
        let planned = |c: usize| self.cutovers[c].candidate;
        let slot = bridge.and_then(|c| self.slot(c, planned)).unwrap_or(0);
        let after = bridge.zip(route.bridge_round).and_then(|(c, round)| {
            let at = self.candidate(Some(c), planned(c))?;
            let used = |s| Used::of(model.bridge_use(route, round, at, slot, Some(s)));
            Some(near(standard).map(used).collect())
        });
        let end = near(standard).map(|c| Used::of(model.standard_use(route, c)));
        let mut cover = Cover {
            present,
            bridge: after.unwrap_or_default(),
            slot,
            standard: end.collect(),
            planned: (0, 0),
        };
        let all = [&cover.present, &cover.bridge, &cover.standard];
        for used in all.iter().filter_map(|of| of.first()) {
            cover.planned.0 += used.gap;
            cover.planned.1 += used.steps[0] + used.steps[1];
        }
        cover
    }

    /// Go-live slot from which the term of a bridge runs: that of the first ▲ of those that share it.
    fn slot(&self, c: usize, candidate: impl Fn(usize) -> u16) -> Option<usize> {
        let own = self.candidate(Some(c), candidate(c))?.slot;
        let work = &self.works[self.cutovers[c].work];
        if !self.model.rounds[work.round].one_term {
            return Some(own);
        }
        let all = work.cutovers.clone();
        let all = all.filter_map(|c| Some(self.candidate(Some(c), candidate(c))?.slot));
        Some(all.fold(own, usize::min))
    }

    /// Cover, steps of extension and gaps of every system.
    pub(super) fn follow(&self, b: &mut Block) {
        for i in 0..self.of_system.len() {
            match self.of_system[i] {
                [None, Some(standard)] => self.straight(i, standard, b),
                [Some(bridge), Some(standard)] => self.bridged(i, bridge, standard, b),
                _ => {}
            }
        }
    }

    /// How far a ▲ lies from the plan's, among the candidates.
    fn slipped(&self, c: usize, lane: usize, b: &Block) -> usize {
        let at = b.candidate[c][lane];
        usize::from(at).wrapping_sub(usize::from(self.cutovers[c].candidate))
    }

    /// A system without a bridge.
    fn straight(&self, i: usize, standard: usize, b: &mut Block) {
        let (cover, all) = (&self.covers[i], &self.model.systems[i].candidates);
        for lane in 0..LANES {
            let at = self.slipped(standard, lane, b);
            let known = cover.present.get(at).zip(cover.standard.get(at));
            let (present, after) = match known {
                Some((present, after)) => (*present, *after),
                None => self.worked_out(i, standard, lane, b),
            };
            let slot = all.get(usize::from(b.candidate[standard][lane]));
            b.slot[standard][lane] = slot.map_or(0, |c| c.slot as u32);
            b.gap[i][lane] = present.gap + after.gap;
            b.steps[i][lane] = present.steps[0] + present.steps[1];
            b.present_last[i][lane] = present.last;
            b.present_steps[i][0][lane] = present.steps[0];
            b.present_steps[i][1][lane] = present.steps[1];
            b.last[standard][lane] = after.last;
            b.taken_steps[standard][lane] = 0;
        }
    }

    /// The present service and that after the standard, where they are not in the tables.
    fn worked_out(&self, i: usize, standard: usize, lane: usize, b: &Block) -> (Used, Used) {
        let [bridge, _] = self.of_system[i];
        let route = &self.model.systems[i].routes[self.routes[i]];
        let at = |c: Option<usize>| self.candidate(c, c.map_or(NONE, |c| b.candidate[c][lane]));
        let (bridge, standard) = (at(bridge), at(Some(standard)));
        let present = self.model.present_use(i, route, bridge, standard);
        let after = standard.map(|c| Used::of(self.model.standard_use(route, c)));
        (Used::of(present), after.unwrap_or_default())
    }

    /// A system with a bridge.
    fn bridged(&self, i: usize, bridge: usize, standard: usize, b: &mut Block) {
        let (cover, all) = (&self.covers[i], &self.model.systems[i].candidates);
        let route = &self.model.systems[i].routes[self.routes[i]];
        for lane in 0..LANES {
            let first = self.slipped(bridge, lane, b);
            let second = self.slipped(standard, lane, b);
            let known = cover.present.get(first).zip(cover.standard.get(second));
            let (present, after) = match known {
                Some((present, after)) => (*present, *after),
                None => self.worked_out(i, standard, lane, b),
            };
            let slot = self.slot(bridge, |c| b.candidate[c][lane]);
            let as_planned = (first == 0 && slot == Some(cover.slot))
                .then(|| cover.bridge.get(second))
                .flatten();
            let between = as_planned.copied().or_else(|| {
                let c = self.candidate(Some(bridge), b.candidate[bridge][lane])?;
                let s = self.candidate(Some(standard), b.candidate[standard][lane]);
                let round = route.bridge_round?;
                let used = self.model.bridge_use(route, round, c, slot?, s);
                Some(Used::of(used))
            });
            let between = between.unwrap_or_default();
            let end = all.get(usize::from(b.candidate[standard][lane]));
            b.slot[bridge][lane] = slot.unwrap_or(0) as u32;
            b.slot[standard][lane] = end.map_or(0, |c| c.slot as u32);
            b.gap[i][lane] = present.gap + between.gap + after.gap;
            b.steps[i][lane] = present.steps[0] + present.steps[1] + between.steps[0];
            b.present_last[i][lane] = present.last;
            b.present_steps[i][0][lane] = present.steps[0];
            b.present_steps[i][1][lane] = present.steps[1];
            b.last[bridge][lane] = between.last;
            b.taken_steps[bridge][lane] = between.steps[0];
            b.last[standard][lane] = after.last;
            b.taken_steps[standard][lane] = 0;
        }
    }
}
