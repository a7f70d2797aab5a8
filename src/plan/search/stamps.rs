//! What has changed since a system was last looked at: nothing else can move it.

use crate::plan::model::Model;

/// When each provider, contract, hardware, round and link was last changed by a move.
pub(super) struct Stamps {
    clock: u64,
    all: u64,
    providers: Vec<u64>,
    carriers: Vec<u64>,
    rounds: Vec<u64>,
    systems: Vec<u64>,
    seen: Vec<u64>,
    /// When each pair was last looked at.
    pairs: std::collections::BTreeMap<(usize, usize), u64>,
}

impl Stamps {
    pub(super) fn new(model: &Model) -> Stamps {
        Stamps {
            clock: 1,
            all: 1,
            providers: vec![0; model.builds.len()],
            carriers: vec![0; model.carriers.len()],
            rounds: vec![0; model.rounds.len()],
            systems: vec![0; model.systems.len()],
            seen: vec![0; model.systems.len()],
            pairs: std::collections::BTreeMap::new(),
        }
    }

    pub(super) fn touch(&mut self, model: &Model, i: usize) {
        self.clock += 1;
        let system = &model.systems[i];
        for carrier in system.contract.into_iter().chain(system.hardware) {
            self.carriers[carrier] = self.clock;
        }
        for round in &system.rounds {
            self.rounds[*round] = self.clock;
            if let Some(p) = model.rounds[*round].provider {
                self.providers[p] = self.clock;
            }
        }
        self.systems[i] = self.clock;
    }

    pub(super) fn touch_all(&mut self) {
        self.clock += 1;
        self.all = self.clock;
    }

    pub(super) fn looked_at(&mut self, i: usize) {
        self.clock += 1;
        self.seen[i] = self.clock;
    }

    pub(super) fn pair_looked_at(&mut self, i: usize, j: usize) {
        self.clock += 1;
        self.pairs.insert((i, j), self.clock);
    }

    /// Whether anything that either of a pair depends on has changed since it was looked at.
    pub(super) fn pair_touched(&self, model: &Model, i: usize, j: usize) -> bool {
        let seen = self.pairs.get(&(i, j)).copied().unwrap_or(0);
        self.latest(model, i).max(self.latest(model, j)) > seen
    }

    /// Whether anything that system `i` depends on has changed since it was looked at.
    pub(super) fn touched(&self, model: &Model, i: usize) -> bool {
        self.latest(model, i) > self.seen[i]
    }

    fn latest(&self, model: &Model, i: usize) -> u64 {
        let system = &model.systems[i];
        let carriers = system.contract.into_iter().chain(system.hardware);
        let rounds = system.rounds.iter().flat_map(|r| {
            let provider = model.rounds[*r].provider.map(|p| self.providers[p]);
            [self.rounds[*r], provider.unwrap_or(0)]
        });
        let linked = system
            .soft
            .iter()
            .flat_map(|l| [model.soft[*l].from, model.soft[*l].to]);
        let linked = linked.chain(system.before.iter().chain(&system.after).copied());
        carriers
            .map(|c| self.carriers[c])
            .chain(rounds)
            .chain(linked.map(|j| self.systems[j]))
            .max()
            .unwrap_or(0)
            .max(self.all)
    }
}
