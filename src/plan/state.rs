//! An assignment under construction: routes, ▲ and ★, and the loads that follow from them.

use super::axis::Day;
use super::evaluate::Local;
use super::levels::Levels;
use super::model::{Candidate, Model, SignDay};
use super::place::Pick;
use std::collections::BTreeMap;

/// Which ▲ of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Which {
    Bridge,
    Standard,
}

/// What has been decided so far.
#[derive(Clone)]
pub(crate) struct State {
    /// Route by system.
    pub(crate) route: Vec<usize>,
    /// Index into the system's candidates.
    pub(crate) bridge: Vec<Option<usize>>,
    pub(crate) standard: Vec<Option<usize>>,
    /// ★ by round.
    pub(crate) sign: Vec<Option<SignDay>>,
    /// What follows, by system; `None` while it is not placed.
    pub(crate) local: Vec<Option<Local>>,
    /// Units at work by provider and day.
    pub(crate) load: Vec<Vec<u32>>,
    /// ▲ by provider and day.
    pub(crate) cutovers: Vec<BTreeMap<Day, u32>>,
    /// Days are chosen without regard to the peak: while systems are still to be placed, the
    /// earliest leave the most room.
    pub(crate) filling: bool,
    /// Capacities are left out of account, to see what they cost.
    pub(crate) unlimited: bool,
    /// Load up to which ★ goes to its earliest day, in millionths; `None`: as far as the greatest
    /// load allows.
    pub(crate) early: Option<u64>,
    /// Greatest load / capacity by provider, in millionths; `None`: to be counted anew.
    peak: Vec<Option<u64>>,
}

/// Load as great as the capacity, in millionths.
pub(crate) const FULL: u64 = 1_000_000;

/// Load over capacity in millionths; no limit counts as nothing.
pub(crate) fn ratio(load: u32, capacity: u32) -> u64 {
    match capacity {
        u32::MAX => 0,
        0 if load == 0 => 0,
        0 => u64::MAX,
        c => u64::from(load) * 1_000_000 / u64::from(c),
    }
}

impl State {
    pub(crate) fn new(model: &Model) -> State {
        let (n, providers) = (model.systems.len(), model.builds.len());
        let days = usize::try_from(model.last - model.first + 1).unwrap_or(0);
        State {
            route: vec![0; n],
            bridge: vec![None; n],
            standard: vec![None; n],
            sign: vec![None; model.rounds.len()],
            local: vec![None; n],
            load: vec![vec![0; days]; providers],
            cutovers: vec![BTreeMap::new(); providers],
            filling: false,
            unlimited: false,
            early: model.at.signs_before_peak().then_some(FULL),
            peak: vec![None; providers],
        }
    }

    pub(crate) fn candidate<'m>(
        &self,
        model: &'m Model,
        i: usize,
        which: Which,
    ) -> Option<&'m Candidate> {
        let index = match which {
            Which::Bridge => self.bridge[i],
            Which::Standard => self.standard[i],
        };
        index.map(|c| &model.systems[i].candidates[c])
    }

    /// ▲ of the systems that take part in a round, with their systems.
    pub(crate) fn cutovers_of<'s>(
        &'s self,
        model: &'s Model,
        round: usize,
    ) -> impl Iterator<Item = (usize, &'s Candidate)> + 's {
        model.rounds[round].systems.iter().filter_map(move |i| {
            let which = self.which(model, *i, round)?;
            self.candidate(model, *i, which).map(|c| (*i, c))
        })
    }

    /// Which of the system's moves a round is on its present route.
    pub(crate) fn which(&self, model: &Model, i: usize, round: usize) -> Option<Which> {
        let route = model.systems[i].routes.get(self.route[i])?;
        if route.bridge_round == Some(round) {
            Some(Which::Bridge)
        } else if route.target_round == round {
            Some(Which::Standard)
        } else {
            None
        }
    }

    /// First and last day on which a round takes capacity; `None`: not placed.
    pub(crate) fn work_days(&self, model: &Model, round: usize) -> Option<(Day, Day)> {
        let source = &model.rounds[round];
        let mut days: Option<(Day, Day)> = None;
        for (_, c) in self.cutovers_of(model, round) {
            let from = match self.sign[round] {
                Some(sign) => sign.day,
                None => source.house_start.get(c.slot).copied().unwrap_or(c.day),
            };
            let (a, b) = days.unwrap_or((from, c.day - 1));
            days = Some((a.min(from), b.max(c.day - 1)));
        }
        days
    }

    fn add(&mut self, model: &Model, round: usize, plus: bool) {
        let source = &model.rounds[round];
        let Some(p) = source.provider else { return };
        let Some((from, to)) = self.work_days(model, round) else {
            return;
        };
        let units = source.units;
        // What is taken was put before, so nothing wraps; written so that it runs many days at once.
        let by = if plus { units } else { units.wrapping_neg() };
        let change = |x: &mut u32| *x = x.wrapping_add(by);
        let a = (from - model.first).max(0) as usize;
        let b = ((to - model.first).max(-1) + 1) as usize;
        let b = b.min(self.load[p].len());
        if a < b {
            for x in &mut self.load[p][a..b] {
                *x = x.wrapping_add(by);
            }
        }
        let mut days: Vec<Day> = self.cutovers_of(model, round).map(|(_, c)| c.day).collect();
        days.sort_unstable();
        days.dedup();
        for d in days {
            let at = self.cutovers[p].entry(d).or_insert(0);
            change(at);
            if *at == 0 {
                self.cutovers[p].remove(&d);
            }
        }
    }

    /// Takes a round's work out of the loads; put it back with [`State::put`].
    pub(crate) fn take(&mut self, model: &Model, round: usize) {
        self.add(model, round, false);
        self.forget_peak(model, round);
    }

    /// Adds a round's work to the loads.
    pub(crate) fn put(&mut self, model: &Model, round: usize) {
        self.add(model, round, true);
        self.forget_peak(model, round);
    }

    fn forget_peak(&mut self, model: &Model, round: usize) {
        if let Some(p) = model.rounds[round].provider {
            self.peak[p] = None;
        }
    }

    fn provider_peak(&self, model: &Model, p: usize) -> u64 {
        // What has happened is not judged.
        let now = (model.as_of - model.first).max(0) as usize;
        // All work ends before the last ▲.
        let end = self.loaded_to(model, p);
        let mut builds = 0;
        for (from, to, capacity) in &model.stretches[p] {
            let from = now.max(*from);
            let days = from..(*to).min(end).max(from);
            let most = self.load[p][days].iter().fold(0, |a: u32, b| a.max(*b));
            builds = builds.max(ratio(most, *capacity));
        }
        let months = self.cutovers[p]
            .keys()
            .filter(|d| **d >= model.as_of)
            .map(|d| {
                ratio(
                    self.cutovers_in_month(model, p, *d),
                    model.cutover_capacity(p, *d),
                )
            });
        months.max().unwrap_or(0).max(builds)
    }

    /// The day, counted from the first, from which on a provider has no work.
    pub(crate) fn loaded_to(&self, model: &Model, p: usize) -> usize {
        let last = self.cutovers[p].last_key_value();
        last.map_or(0, |(d, _)| (d - model.first).max(0) as usize)
    }

    /// ▲ of a provider in the calendar month of `d`.
    pub(crate) fn cutovers_in_month(&self, model: &Model, p: usize, d: Day) -> u32 {
        let (first, last) = model.axis.month_of(d);
        self.cutovers[p].range(first..=last).map(|(_, n)| *n).sum()
    }

    /// Greatest load of all.
    pub(crate) fn peak(&mut self, model: &Model) -> u64 {
        for p in 0..self.peak.len() {
            if self.peak[p].is_none() {
                self.peak[p] = Some(self.provider_peak(model, p));
            }
        }
        self.peak.iter().filter_map(|p| *p).max().unwrap_or(0)
    }

    /// The levels of everything that these systems touch: their own, their contracts, hardware,
    /// rounds and links. Differences of this value are differences of the whole plan's.
    pub(crate) fn value(&self, model: &Model, members: &[usize]) -> Levels {
        let mut levels = Levels::default();
        let (mut carriers, mut rounds, mut links) = (Vec::new(), Vec::new(), Vec::new());
        let mut own: Vec<usize> = members.to_vec();
        own.extend(members.iter().flat_map(|i| &model.systems[*i].sharers));
        own.sort_unstable();
        own.dedup();
        for local in own.iter().filter_map(|i| self.local[*i]) {
            levels += local.levels;
        }
        for i in members {
            let system = &model.systems[*i];
            carriers.extend(system.contract.into_iter().chain(system.hardware));
            rounds.extend(&system.rounds);
            links.extend(&system.soft);
        }
        for list in [&mut carriers, &mut rounds, &mut links] {
            list.sort_unstable();
            list.dedup();
        }
        let mut yen = 0i64;
        let mut emit = |c: super::charges::Charge| yen = yen.saturating_add(model.yen(&c));
        for carrier in carriers {
            model.carrier_charges(
                carrier,
                &|u| self.local[u].as_ref().map(|l| l.present),
                &mut emit,
            );
        }
        for round in rounds {
            self.round_charges(model, round, &mut emit);
        }
        for link in links {
            let (from, to) = self.link_days(model, link);
            model.link_charges(link, from, to, &mut emit);
        }
        levels.with(model.at.yen, yen)
    }

    pub(crate) fn round_charges(
        &self,
        model: &Model,
        round: usize,
        emit: &mut impl FnMut(super::charges::Charge),
    ) {
        let used = model.round_use(round, &|u| {
            self.local[u].as_ref().map(|l| (l, self.route[u]))
        });
        if let Some(used) = used {
            super::charges::round(model, round, used, emit);
        }
    }

    pub(crate) fn link_days(&self, model: &Model, link: usize) -> (Day, Day) {
        let link = &model.soft[link];
        let of = |i: usize| self.local[i].map_or(super::axis::NEVER, |l| l.standard_day());
        (of(link.from), of(link.to))
    }

    /// Moves each ★ to the earliest day that keeps the greatest load, or where an early ★ counts
    /// more, that of `early`; ▲ as they are.
    pub(crate) fn sign_early(&mut self, model: &Model, steps: &mut u64) {
        // With the latest ★ the load is least: where the earliest ones raise it not, they will do.
        let (least, latest) = (self.peak(model), self.sign.clone());
        let least = self.early.map_or(least, |most| most.max(least));
        for round in 0..model.rounds.len() {
            if let Some(sign) = self.earliest_sign(model, round) {
                self.sign_on(model, round, Some(sign));
            }
        }
        if self.peak(model) <= least {
            return;
        }
        for (round, sign) in latest.into_iter().enumerate() {
            self.sign_on(model, round, sign);
        }
        for _ in 0..2 {
            let before: Vec<Option<Day>> = self.sign.iter().map(|s| s.map(|s| s.day)).collect();
            for i in 0..model.systems.len() {
                for which in [Which::Bridge, Which::Standard] {
                    let Some(day) = self.candidate(model, i, which).map(|c| c.day) else {
                        continue;
                    };
                    let (bridge, standard) = (self.bridge[i], self.standard[i]);
                    self.remove(model, i, which);
                    match self.best(model, i, which, Pick::On(day), steps) {
                        Some(choice) => self.accept(model, i, which, &choice),
                        None => self.set_back(model, i, (bridge, standard)),
                    }
                }
            }
            if self.sign.iter().map(|s| s.map(|s| s.day)).eq(before) {
                break;
            }
        }
    }

    pub(crate) fn sign_on(&mut self, model: &Model, round: usize, sign: Option<SignDay>) {
        if self.sign[round] != sign {
            self.take(model, round);
            self.sign[round] = sign;
            self.put(model, round);
        }
    }

    /// The first ★ that the ▲ of a round allow; `None`: it has no ▲, or no ★.
    fn earliest_sign(&self, model: &Model, round: usize) -> Option<SignDay> {
        let source = &model.rounds[round];
        let days = self.cutovers_of(model, round).map(|(_, c)| c.day);
        let (first, last) = days.fold(None, |span: Option<(Day, Day)>, d| {
            Some(span.map_or((d, d), |(a, b)| (a.min(d), b.max(d))))
        })?;
        let from = source.signs.partition_point(|s| s.day < source.available);
        let ready = source.signs[from..].iter().take_while(|s| s.ready <= first);
        ready.copied().find(|s| s.until >= last - 1)
    }

    fn set_back(&mut self, model: &Model, i: usize, to: (Option<usize>, Option<usize>)) {
        let rounds = &model.systems[i].rounds;
        rounds.iter().for_each(|r| self.take(model, *r));
        (self.bridge[i], self.standard[i]) = to;
        rounds.iter().for_each(|r| self.put(model, *r));
        self.refresh(model, i);
    }

    /// The levels of the whole plan.
    pub(crate) fn total(&self, model: &Model) -> Levels {
        let mut total = Levels::default();
        for local in self.local.iter().flatten() {
            total += local.levels;
        }
        let mut yen = 0i64;
        let mut emit = |c: super::charges::Charge| yen = yen.saturating_add(model.yen(&c));
        for carrier in 0..model.carriers.len() {
            model.carrier_charges(
                carrier,
                &|u| self.local[u].as_ref().map(|l| l.present),
                &mut emit,
            );
        }
        for round in 0..model.rounds.len() {
            self.round_charges(model, round, &mut emit);
        }
        for link in 0..model.soft.len() {
            let (from, to) = self.link_days(model, link);
            model.link_charges(link, from, to, &mut emit);
        }
        total.with(model.at.yen, yen)
    }

    /// The levels of the whole plan with its sums of days.
    pub(crate) fn worth(&self, model: &Model) -> Levels {
        let (cutovers, signs) = self.day_sums(model);
        let levels = self.total(model).with(model.at.cutovers, cutovers);
        levels.with(model.at.signs, signs)
    }

    /// Σ ▲ and Σ ★ as days.
    pub(crate) fn day_sums(&self, model: &Model) -> (i64, i64) {
        let mut cutovers = 0i64;
        for i in 0..model.systems.len() {
            for which in [Which::Bridge, Which::Standard] {
                if let Some(c) = self.candidate(model, i, which) {
                    cutovers += i64::from(c.day - model.horizon.0);
                }
            }
        }
        let signed =
            (0..model.rounds.len()).filter(|r| self.cutovers_of(model, *r).next().is_some());
        let signs = signed
            .filter_map(|r| self.sign[r])
            .map(|s| i64::from(s.day - model.horizon.0))
            .sum();
        (cutovers, signs)
    }

    /// Recomputes what follows for system `i`, and for those whose term begins with its ▲.
    pub(crate) fn refresh(&mut self, model: &Model, i: usize) {
        self.refresh_one(model, i);
        for j in model.systems[i]
            .sharers
            .iter()
            .filter(|j| self.local[**j].is_some())
            .copied()
            .collect::<Vec<_>>()
        {
            self.refresh_one(model, j);
        }
    }

    fn refresh_one(&mut self, model: &Model, i: usize) {
        let bridge = self.candidate(model, i, Which::Bridge);
        let standard = self.candidate(model, i, Which::Standard);
        let route = model.systems[i].routes.get(self.route[i]);
        let first = route
            .and_then(|r| r.bridge_round)
            .and_then(|r| self.first_slot(model, r));
        self.local[i] = route.map(|_| model.local(i, self.route[i], bridge, standard, first));
    }

    /// Slot of the first ▲ of a round that several systems share; `None` where it has one system.
    pub(crate) fn first_slot(&self, model: &Model, round: usize) -> Option<usize> {
        if !model.rounds[round].one_term {
            return None;
        }
        self.cutovers_of(model, round).map(|(_, c)| c.slot).min()
    }
}
