//! What one trial is worth: the levels of everything that one system touches.

use crate::plan::axis::{Day, NEVER};
use crate::plan::charges::{self, Charge, RoundUse};
use crate::plan::evaluate::{Local, Use};
use crate::plan::levels::Levels;
use crate::plan::model::Model;
use crate::plan::state::{State, Which};

/// Levels of everything that one system touches, for one trial after another.
pub(super) struct TrialValue<'s, 'm> {
    state: &'s State,
    model: &'s Model<'m>,
    i: usize,
    /// What does not change from trial to trial; made for the first of them.
    others: Option<Others<'s>>,
}

/// What the others do with what the system shares with them, and what was counted last.
struct Others<'s> {
    /// Rounds of routes that the system is not on.
    yen: i64,
    carriers: Vec<CarrierTried>,
    rounds: Vec<RoundTried<'s>>,
}

/// A contract or hardware: how the others use it, and yen by the use that was counted last.
struct CarrierTried {
    carrier: usize,
    others: (Day, usize),
    counted: Option<((Day, usize), i64)>,
}

/// What of the use of a round decides its yen: first and last ▲, last day, steps, and whose ends.
type RoundKey = (Day, Day, Day, usize, usize);

/// A round of the system's route, likewise.
struct RoundTried<'s> {
    round: usize,
    which: Which,
    others: Option<RoundUse<'s>>,
    /// Whether the system stands before all others that use it.
    leads: bool,
    counted: Option<(RoundKey, i64)>,
}

impl<'s, 'm> TrialValue<'s, 'm> {
    pub(super) fn new(state: &'s State, model: &'s Model<'m>, i: usize) -> TrialValue<'s, 'm> {
        TrialValue {
            state,
            model,
            i,
            others: None,
        }
    }

    /// `first`: where the term of the shared round `round` begins in this trial.
    pub(super) fn levels(&mut self, local: &Local, first: Option<usize>, round: usize) -> Levels {
        if !self.model.systems[self.i].sharers.is_empty() {
            return self.levels_of_all(local, first, round);
        }
        let (state, model, i) = (self.state, self.model, self.i);
        let others = self
            .others
            .get_or_insert_with(|| Others::new(state, model, i));
        let mut yen = others.yen;
        for tried in &mut others.carriers {
            yen = yen.saturating_add(tried.yen(model, &local.present));
        }
        for tried in &mut others.rounds {
            yen = yen.saturating_add(tried.yen(model, local));
        }
        let mut emit = |c: Charge| yen = yen.saturating_add(model.yen(&c));
        for link in &model.systems[i].soft {
            let of = |u: usize| match u == i {
                true => local.standard_day(),
                false => state.local[u].as_ref().map_or(NEVER, Local::standard_day),
            };
            let ends = &model.soft[*link];
            model.link_charges(*link, of(ends.from), of(ends.to), &mut emit);
        }
        local.levels.with(model.at.yen, yen)
    }

    /// As above, where others' terms begin with this system's ▲.
    fn levels_of_all(&self, local: &Local, first: Option<usize>, round: usize) -> Levels {
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
            Some((_, theirs)) => Some(theirs),
            None => state.local[u].as_ref(),
        };
        let mut yen = 0i64;
        let mut emit = |c: Charge| yen = yen.saturating_add(model.yen(&c));
        for carrier in system.contract.into_iter().chain(system.hardware) {
            model.carrier_charges(carrier, &|u| of(u).map(|l| l.present), &mut emit);
        }
        for round in &system.rounds {
            let used = model.round_use(*round, &|u| of(u).map(|l| (l, state.route[u])));
            if let Some(used) = used {
                charges::round(model, *round, used, &mut emit);
            }
        }
        for link in &system.soft {
            let link_of = |u: usize| of(u).map_or(NEVER, Local::standard_day);
            let (from, to) = (
                link_of(model.soft[*link].from),
                link_of(model.soft[*link].to),
            );
            model.link_charges(*link, from, to, &mut emit);
        }
        levels.with(model.at.yen, yen)
    }
}

impl<'s> Others<'s> {
    fn new(state: &'s State, model: &'s Model<'_>, i: usize) -> Others<'s> {
        let system = &model.systems[i];
        let carriers = system.contract.into_iter().chain(system.hardware);
        let carriers = carriers.map(|carrier| {
            let theirs = |u: usize| {
                let local = state.local[u].as_ref().filter(|_| u != i);
                local.map(|l| l.present)
            };
            CarrierTried {
                carrier,
                others: model.carrier_use(carrier, &theirs),
                counted: None,
            }
        });
        let carriers = carriers.collect();
        let (mut rounds, mut yen) = (Vec::new(), 0i64);
        let mut emit = |c: Charge| yen = yen.saturating_add(model.yen(&c));
        for round in &system.rounds {
            let theirs = |u: usize| {
                let local = state.local[u].as_ref().filter(|_| u != i);
                local.map(|l| (l, state.route[u]))
            };
            let others = model.round_use(*round, &theirs);
            let mut users = model.rounds[*round].systems.iter();
            let using = |u: &&usize| **u == i || state.which(model, **u, *round).is_some();
            let leads = users.find(using) == Some(&i);
            match (state.which(model, i, *round), others) {
                (Some(which), others) => rounds.push(RoundTried {
                    round: *round,
                    which,
                    others,
                    leads,
                    counted: None,
                }),
                (None, Some(used)) => charges::round(model, *round, used, &mut emit),
                (None, None) => {}
            }
        }
        Others {
            yen,
            carriers,
            rounds,
        }
    }
}

impl CarrierTried {
    fn yen(&mut self, model: &Model, mine: &Use) -> i64 {
        let source = &model.carriers[self.carrier];
        let steps = mine.steps[usize::from(source.hardware)];
        let used = (self.others.0.max(mine.last), self.others.1.max(steps));
        if let Some((known, yen)) = self.counted
            && known == used
        {
            return yen;
        }
        let mut yen = 0i64;
        let mut emit = |c: Charge| yen = yen.saturating_add(model.yen(&c));
        if used.0 > Day::MIN {
            charges::carrier(model, source, used.0, used.1, &mut emit);
        }
        self.counted = Some((used, yen));
        yen
    }
}

impl RoundTried<'_> {
    fn yen(&mut self, model: &Model, local: &Local) -> i64 {
        let used = match self.which {
            Which::Bridge => local.bridge.as_ref(),
            Which::Standard => local.standard.as_ref(),
        };
        let mine = used.map(|used| RoundUse::of(&model.rounds[self.round], used));
        let used = match (self.others, mine) {
            (Some(others), Some(mine)) if self.leads => mine.and(others),
            (Some(others), Some(mine)) => others.and(mine),
            (others, mine) => match others.or(mine) {
                Some(used) => used,
                None => return 0,
            },
        };
        let ends = used.ends.as_ptr().addr();
        let key = (used.first, used.last_cutover, used.last, used.steps, ends);
        if let Some((known, yen)) = self.counted
            && known == key
        {
            return yen;
        }
        let mut yen = 0i64;
        let mut emit = |c: Charge| yen = yen.saturating_add(model.yen(&c));
        charges::round(model, self.round, used, &mut emit);
        self.counted = Some((key, yen));
        yen
    }
}
