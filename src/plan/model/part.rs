//! Parts of an inventory that have nothing to do with each other: each is planned by itself.

use super::Model;
use crate::plan::acts::Acts;
use crate::plan::axis::Day;
use crate::plan::state::State;
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Some systems with all that bears on their days. Its indices are its own: nothing of a part asks
/// the inventory by them.
pub(crate) struct Part<'a> {
    pub(crate) model: Model<'a>,
    /// Systems of the whole, in order.
    pub(crate) systems: Vec<usize>,
    /// Rounds of the whole, in order.
    rounds: Vec<usize>,
}

/// Indices of the whole with those of a part.
struct Numbers(BTreeMap<usize, usize>);

impl Numbers {
    fn of(all: &[usize]) -> Numbers {
        Numbers(
            all.iter()
                .enumerate()
                .map(|(new, old)| (*old, new))
                .collect(),
        )
    }

    fn one(&self, old: usize) -> Option<usize> {
        self.0.get(&old).copied()
    }

    fn all(&self, old: &[usize]) -> Vec<usize> {
        old.iter().filter_map(|o| self.one(*o)).collect()
    }
}

impl<'a> Model<'a> {
    /// Systems by what they share: a vendor or team with limits, a contract, hardware, a round, a
    /// link. Systems of different lists never bear on each other's days or yen.
    pub(crate) fn groups(&self) -> Vec<Vec<usize>> {
        let n = self.systems.len();
        let mut sets = UnionFind::<usize>::new(n);
        let mut join = |all: &mut dyn Iterator<Item = usize>| {
            if let Some(first) = all.next() {
                all.for_each(|i| {
                    sets.union(first, i);
                });
            }
        };
        for carrier in &self.carriers {
            join(&mut carrier.users.iter().copied());
        }
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); self.builds.len()];
        for round in &self.rounds {
            join(&mut round.systems.iter().copied());
            if let Some(p) = round.provider {
                users[p].extend(&round.systems);
            }
        }
        for (p, users) in users.iter().enumerate() {
            if self.is_limited(p) {
                join(&mut users.iter().copied());
            }
        }
        for (i, system) in self.systems.iter().enumerate() {
            let linked = system.before.iter().chain(&system.together).copied();
            join(&mut std::iter::once(i).chain(linked));
        }
        for link in &self.soft {
            join(&mut [link.from, link.to].into_iter());
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for i in 0..n {
            groups.entry(sets.find(i)).or_default().push(i);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
        groups.sort_unstable();
        groups
    }

    /// Whether a vendor or team can do no more than so much on some day.
    fn is_limited(&self, provider: usize) -> bool {
        let limited = |days: &[u32]| days.iter().any(|c| *c != u32::MAX);
        limited(&self.builds[provider]) || limited(&self.cutover_capacity[provider])
    }

    /// The model of some systems, which share nothing with the others.
    pub(crate) fn part(&self, systems: Vec<usize>) -> Part<'a> {
        let sorted = |mut all: Vec<usize>| {
            all.sort_unstable();
            all.dedup();
            all
        };
        let members = || systems.iter().map(|i| &self.systems[*i]);
        let rounds = sorted(members().flat_map(|s| s.rounds.iter().copied()).collect());
        let carriers = sorted(
            members()
                .flat_map(|s| s.contract.into_iter().chain(s.hardware))
                .collect(),
        );
        let soft = sorted(members().flat_map(|s| s.soft.iter().copied()).collect());
        let providers = sorted(
            rounds
                .iter()
                .filter_map(|r| self.rounds[*r].provider)
                .collect(),
        );
        let [by_system, by_round, by_carrier, by_soft, by_provider] =
            [&systems, &rounds, &carriers, &soft, &providers].map(|all| Numbers::of(all));

        let mut part = Model {
            inventory: self.inventory,
            at: self.at,
            watch: self.watch,
            acts: Acts::default(),
            axis: Arc::clone(&self.axis),
            as_of: self.as_of,
            horizon: self.horizon,
            count_from: self.count_from,
            first: self.first,
            last: self.last,
            slots: Arc::clone(&self.slots),
            systems: members().cloned().collect(),
            rounds: rounds.iter().map(|r| self.rounds[*r].clone()).collect(),
            carriers: carriers.iter().map(|c| self.carriers[*c].clone()).collect(),
            soft: soft.iter().map(|l| self.soft[*l].clone()).collect(),
            references: Arc::clone(&self.references),
            builds: providers.iter().map(|p| self.builds[*p].clone()).collect(),
            stretches: providers
                .iter()
                .map(|p| self.stretches[*p].clone())
                .collect(),
            cutover_capacity: providers
                .iter()
                .map(|p| self.cutover_capacity[*p].clone())
                .collect(),
        };
        for system in &mut part.systems {
            system.contract = system.contract.and_then(|c| by_carrier.one(c));
            system.hardware = system.hardware.and_then(|c| by_carrier.one(c));
            for route in &mut system.routes {
                route.bridge_round = route.bridge_round.and_then(|r| by_round.one(r));
                route.target_round = by_round.one(route.target_round).unwrap_or(usize::MAX);
            }
            for list in [
                &mut system.before,
                &mut system.after,
                &mut system.together,
                &mut system.sharers,
            ] {
                *list = by_system.all(list);
            }
            system.soft = by_soft.all(&system.soft);
            system.rounds = by_round.all(&system.rounds);
        }
        for round in &mut part.rounds {
            round.provider = round.provider.and_then(|p| by_provider.one(p));
            round.systems = by_system.all(&round.systems);
            let done = round.done.iter();
            let done = done.filter_map(|(i, d)| Some((by_system.one(*i)?, *d)));
            round.done = done.collect::<Vec<(usize, Day)>>();
        }
        for carrier in &mut part.carriers {
            carrier.users = by_system.all(&carrier.users);
        }
        for link in &mut part.soft {
            let [from, to] = [link.from, link.to].map(|i| by_system.one(i).unwrap_or(i));
            (link.from, link.to) = (from, to);
        }
        Part {
            model: part,
            systems,
            rounds,
        }
    }
}

impl Model<'_> {
    /// Whether all that a search looks at is the same as in another model.
    pub(crate) fn decides_like(&self, other: &Model<'_>) -> bool {
        // Every field is named: what a search looks at is compared, whatever is added.
        let Model {
            inventory: _,
            at,
            watch,
            acts: _,
            axis,
            as_of,
            horizon,
            count_from,
            first,
            last,
            slots,
            systems,
            rounds,
            carriers,
            soft,
            references,
            builds,
            stretches,
            cutover_capacity,
        } = self;
        let days = (as_of, horizon, count_from, first, last);
        let theirs = (
            &other.as_of,
            &other.horizon,
            &other.count_from,
            &other.first,
            &other.last,
        );
        watch.is_none()
            && other.watch.is_none()
            && days == theirs
            && *at == other.at
            && *systems == other.systems
            && *rounds == other.rounds
            && *carriers == other.carriers
            && *soft == other.soft
            && *builds == other.builds
            && *stretches == other.stretches
            && *cutover_capacity == other.cutover_capacity
            && *slots == other.slots
            && *references == other.references
            && *axis == other.axis
    }
}

impl Part<'_> {
    /// Writes what was decided for this part into the state of the whole.
    pub(crate) fn copy(&self, state: &State, model: &Model, into: &mut State) {
        for (mine, i) in self.systems.iter().enumerate() {
            into.route[*i] = state.route[mine];
            into.bridge[*i] = state.bridge[mine];
            into.standard[*i] = state.standard[mine];
        }
        for (mine, r) in self.rounds.iter().enumerate() {
            into.sign[*r] = state.sign[mine];
        }
        self.rounds.iter().for_each(|r| into.put(model, *r));
        self.systems.iter().for_each(|i| into.refresh(model, *i));
    }
}
