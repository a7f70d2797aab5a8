//! What one trial is worth: the levels of everything that one system touches.

use crate::plan::axis::NEVER;
use crate::plan::evaluate::Local;
use crate::plan::levels::Levels;
use crate::plan::model::Model;
use crate::plan::state::{State, Which};

/// Levels of everything that one system touches, for one trial after another.
pub(super) struct TrialValue<'s, 'm> {
    pub(super) state: &'s State,
    pub(super) model: &'s Model<'m>,
    pub(super) i: usize,
}

impl<'s, 'm> TrialValue<'s, 'm> {
    /// `first`: where the term of the shared round `round` begins in this trial.
    pub(super) fn levels(&self, local: Local, first: Option<usize>, round: usize) -> Levels {
        let (state, model, i) = (self.state, self.model, self.i);
        let system = &model.systems[i];
        let mut levels = local.levels;
        // Sharers whose term begins elsewhere in this trial.
        let mut moved: Vec<(usize, Local)> = Vec::new();
        for j in &system.sharers {
            let Some(mut theirs) = state.local[*j] else {
                continue;
            };
            if first.is_some() && state.which(model, *j, round) == Some(Which::Bridge) {
                let bridge = state.candidate(model, *j, Which::Bridge);
                let standard = state.candidate(model, *j, Which::Standard);
                theirs = model.local(*j, state.route[*j], bridge, standard, first);
                moved.push((*j, theirs));
            }
            levels += theirs.levels;
        }
        let of = |u: usize| match moved.iter().find(|(j, _)| *j == u) {
            _ if u == i => Some(local),
            Some((_, theirs)) => Some(*theirs),
            None => state.local[u],
        };
        let mut yen = 0i64;
        let mut emit = |c: crate::plan::charges::Charge| yen = yen.saturating_add(model.yen(&c));
        for carrier in system.contract.into_iter().chain(system.hardware) {
            let present = |u: usize| match moved.iter().find(|(j, _)| *j == u) {
                _ if u == i => Some(local.present),
                Some((_, theirs)) => Some(theirs.present),
                None => state.local[u].as_ref().map(|l| l.present),
            };
            model.carrier_charges(carrier, &present, &mut emit);
        }
        for round in &system.rounds {
            let used = model.round_use(*round, &|u| of(u).map(|l| (l, state.route[u])));
            if let Some(used) = used {
                crate::plan::charges::round(model, *round, used, &mut emit);
            }
        }
        for link in &system.soft {
            let link_of = |u: usize| of(u).map_or(NEVER, |l| l.standard_day());
            let (from, to) = (
                link_of(model.soft[*link].from),
                link_of(model.soft[*link].to),
            );
            model.link_charges(*link, from, to, &mut emit);
        }
        levels.with(model.at.yen, yen)
    }
}
