//! Costs that several systems share: contracts, hardware, rounds, temporary interfaces. A node
//! counts the part that its windows force; where a plan pays more, the node is split on the day
//! that decides it.

use super::Problem;
use super::clash::middle;
use super::node::{Change, Windows};
use crate::inventory::CostPer;
use crate::plan::axis::{Day, NEVER};
use crate::plan::charges::{self, RoundUse};
use crate::plan::model::{Model, SoftLink};
use crate::plan::options::{
    ANY, Choice, Options, Window, carrier_cost, first_standard, link_yen, meet,
};
use crate::plan::state::{State, Which};

/// A contract or hardware of several systems.
pub(super) struct SharedCarrier {
    carrier: usize,
    users: Vec<usize>,
    /// Last days of use, in order, and the least that it costs to use it so long or longer.
    days: Vec<Day>,
    least: Vec<i64>,
    /// It is used to this day at least.
    floor: Day,
}

impl SharedCarrier {
    /// Who pays for it.
    pub(super) fn users(&self) -> &[usize] {
        &self.users
    }

    /// The least that it costs to use it to this day or longer.
    pub(super) fn bound(&self, from: Day) -> i64 {
        let at = self.days.partition_point(|d| *d < from.max(self.floor));
        self.least
            .get(at.min(self.least.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0)
    }
}

/// A round of several systems which all of them need.
pub(super) struct SharedRound {
    round: usize,
    systems: Vec<usize>,
    /// Least of what is paid once; counts where every ▲ lies within the horizon.
    once: i64,
    /// By go-live slot: the least running price where the first ▲ is there or before.
    running: Vec<i64>,
}

/// A temporary interface: `payer` counts it, by the distance to the ▲ of `hub`.
pub(super) struct SharedLink {
    link: usize,
    payer: usize,
    hub: usize,
}

/// All that is shared.
pub(super) struct Shared {
    pub(super) carriers: Vec<SharedCarrier>,
    pub(super) rounds: Vec<SharedRound>,
    links: Vec<SharedLink>,
    /// The first ▲ of the standard by system.
    pub(super) first: Vec<Day>,
}

/// Which contracts and hardware several systems pay for together.
pub(super) fn coupled(model: &Model) -> Vec<bool> {
    model.carriers.iter().map(|c| c.users.len() > 1).collect()
}

impl Shared {
    pub(super) fn new(model: &Model, options: &[Options], coupled: &[bool]) -> Shared {
        let carriers = (0..model.carriers.len())
            .filter(|c| coupled[*c])
            .map(|c| shared_carrier(model, options, c))
            .collect();
        let forced = |r: &usize| {
            let systems = &model.rounds[*r].systems;
            systems.len() > 1
                && model.rounds[*r].standard
                && systems.iter().all(|i| {
                    let at = model.systems[*i].rounds.iter().position(|x| x == r);
                    at.is_some_and(|at| options[*i].always(at))
                })
        };
        let first = first_standards(model);
        let rounds = (0..model.rounds.len())
            .filter(forced)
            .map(|r| shared_round(model, r, &first))
            .collect();
        let links = links(model);
        Shared {
            carriers,
            rounds,
            links,
            first,
        }
    }

    /// Soft links that a system counts.
    pub(super) fn links_of(
        &self,
        model: &Model,
        i: usize,
        windows: &Windows,
    ) -> Vec<(Window, usize)> {
        links_of(model, &self.links, &self.first, i, |hub| {
            windows.standard[hub]
        })
    }

    /// Systems that count links with system `i`.
    pub(super) fn payers(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.links
            .iter()
            .filter(move |l| l.hub == i)
            .map(|l| l.payer)
    }

    /// The least yen of contracts, hardware and rounds that several systems share.
    pub(super) fn bound(&self, problem: &Problem, windows: &Windows) -> i64 {
        let carriers = self.carriers.iter().zip(&windows.carriers);
        let carriers: i64 = carriers.map(|(c, from)| c.bound(*from)).sum();
        let rounds = self.rounds.iter().zip(&windows.firsts);
        let rounds: i64 = rounds.map(|(r, to)| r.bound(problem, windows, *to)).sum();
        carriers + rounds
    }

    /// Splits a node whose plan pays more than the node counts, on what differs most.
    pub(super) fn split(
        &self,
        problem: &Problem,
        windows: &Windows,
        choices: &[Choice],
        state: &State,
    ) -> Option<Vec<Vec<Change>>> {
        let model = problem.model;
        let mut ways: Vec<(i64, Vec<Vec<Change>>)> = Vec::new();
        for (n, carrier) in self.carriers.iter().enumerate() {
            let mut yen = 0i64;
            let mut emit = |c: charges::Charge| yen = yen.saturating_add(model.yen(&c));
            model.carrier_charges(
                carrier.carrier,
                &|u| state.local[u].as_ref().map(|l| l.present),
                &mut emit,
            );
            let from = windows.carriers[n];
            let more = yen - carrier.bound(from);
            let last = carrier
                .users
                .iter()
                .filter_map(|u| state.local[*u])
                .map(|l| l.present.last);
            if let Some(last) = last.max().filter(|_| more > 0)
                && last > from.max(carrier.floor)
            {
                let t = middle(from.max(carrier.floor), last);
                let users = carrier.users.iter();
                let until = users.map(|u| Change::Present(*u, (Day::MIN, t))).collect();
                ways.push((more, vec![until, vec![Change::Carrier(n, t + 1)]]));
            }
        }
        for (n, round) in self.rounds.iter().enumerate() {
            let mut yen = 0i64;
            let mut emit = |c: charges::Charge| yen = yen.saturating_add(model.yen(&c));
            state.round_charges(model, round.round, &mut emit);
            let more = yen - round.bound(problem, windows, windows.firsts[n]);
            if more > 0
                && let Some(children) = round.split(problem, windows, windows.firsts[n], state)
            {
                ways.push((more, children));
            }
        }
        for (l, more) in self.hidden_links(problem, choices, state) {
            let hub = state.candidate(model, l.hub, Which::Standard)?.day;
            let payer = state.candidate(model, l.payer, Which::Standard)?.day;
            let window = meet(windows.standard[l.hub], (self.first[l.hub], Day::MAX));
            let near = payer.clamp(window.0, window.1.max(window.0));
            // On the nearest day a price that rises may still be more than its least.
            let rises = near == hub && link_yen(model, &(window, l.link), payer) < more;
            if near != hub || rises && window.0 < hub {
                let t = match rises {
                    true => hub - 1,
                    false => middle(near.min(hub), near.max(hub)),
                };
                let ways2 = [(Day::MIN, t), (t + 1, Day::MAX)];
                ways.push((
                    more,
                    ways2.map(|w| vec![Change::Standard(l.hub, w)]).to_vec(),
                ));
            }
        }
        // The first of the greatest: the same for every run.
        let most = ways.iter().map(|w| w.0).max()?;
        ways.into_iter().find(|w| w.0 == most).map(|w| w.1)
    }

    /// Links that cost more than the payers have counted.
    fn hidden_links<'s>(
        &'s self,
        problem: &Problem,
        choices: &[Choice],
        state: &State,
    ) -> Vec<(&'s SharedLink, i64)> {
        let model = problem.model;
        let mut all = Vec::new();
        for (i, choice) in choices.iter().enumerate() {
            let mine: Vec<(&SharedLink, i64)> = self
                .links
                .iter()
                .filter(|l| l.payer == i)
                .map(|l| {
                    let mut yen = 0i64;
                    let mut emit = |c: charges::Charge| yen = yen.saturating_add(model.yen(&c));
                    let (from, to) = state.link_days(model, l.link);
                    model.link_charges(l.link, from, to, &mut emit);
                    (l, yen)
                })
                .collect();
            let paid: i64 = mine.iter().map(|m| m.1).sum();
            if paid > choice.links {
                all.extend(mine.into_iter().filter(|m| m.1 > 0));
            }
        }
        all
    }
}

/// The first ▲ of the standard of each system.
pub(super) fn first_standards(model: &Model) -> Vec<Day> {
    let n = model.systems.len();
    crate::parallel::map(n, n, |i| first_standard(model, i))
}

/// Who counts each temporary interface, by the index of the link.
pub(super) fn links(model: &Model) -> Vec<SharedLink> {
    // The end with more links is the hub: few of its days decide many interfaces.
    let count = |i: usize| model.systems[i].soft.len();
    let one = |(link, ends): (usize, &SoftLink)| {
        let (a, b) = (ends.from, ends.to);
        let (hub, payer) = if count(a) >= count(b) { (a, b) } else { (b, a) };
        SharedLink { link, payer, hub }
    };
    model.soft.iter().enumerate().map(one).collect()
}

/// The temporary interfaces that system `i` counts while the others may stand on any day.
pub(super) fn all_links(
    model: &Model,
    links: &[SharedLink],
    first: &[Day],
    i: usize,
) -> Vec<(Window, usize)> {
    links_of(model, links, first, i, |_| ANY)
}

fn links_of(
    model: &Model,
    links: &[SharedLink],
    first: &[Day],
    i: usize,
    window: impl Fn(usize) -> Window,
) -> Vec<(Window, usize)> {
    let mine = model.systems[i].soft.iter().map(|l| &links[*l]);
    mine.filter(|l| l.payer == i)
        .map(|l| {
            let known = (first[l.hub], Day::MAX);
            (meet(window(l.hub), known), l.link)
        })
        .collect()
}

fn shared_carrier(model: &Model, options: &[Options], carrier: usize) -> SharedCarrier {
    let source = &model.carriers[carrier];
    let users = source.users.clone();
    let floor = users
        .iter()
        .map(|u| options[*u].first_leave())
        .max()
        .unwrap_or(Day::MIN);
    let mut days: Vec<Day> = users.iter().flat_map(|u| options[*u].leaves()).collect();
    days.sort_unstable();
    days.dedup();
    let cost = |d: &Day| carrier_cost(model, carrier, *d, source.steps_for(*d, true));
    let mut least: Vec<i64> = days.iter().map(cost).collect();
    for k in (1..least.len()).rev() {
        least[k - 1] = least[k - 1].min(least[k]);
    }
    SharedCarrier {
        carrier,
        users,
        days,
        least,
        floor,
    }
}

/// `first`: the first ▲ of the standard by system.
fn shared_round(model: &Model, round: usize, first: &[Day]) -> SharedRound {
    let source = model.rounds[round].source;
    // Where platforms differ by route, the shortest gives the least.
    let routes = model.rounds[round]
        .systems
        .iter()
        .flat_map(|i| &model.systems[*i].routes);
    let ends = routes
        .filter(|r| r.target_round == round)
        .map(|r| r.limits[1]);
    let limit = ends.min().unwrap_or(NEVER);
    let (from, to) = model.horizon;
    // Paid before the horizon, perhaps: on the day before ▲.
    let users = model.rounds[round].systems.iter();
    let earliest = users.filter_map(|i| first.get(*i)).min();
    let paid = earliest.map_or(Day::MIN, |d| {
        d.saturating_sub(Day::from(!model.rounds[round].in_house))
    });
    let behind = paid < from || !model.rounds[round].done.is_empty();
    let once = source
        .costs
        .iter()
        .filter(|c| c.per == CostPer::Once && !behind);
    let once = once
        .map(|c| model.axis.least_on(c.yen.high, c.terms, from, to))
        .map(|yen| yen.max(0))
        .sum();
    let paid_once = |first: Day| -> i64 {
        let costs = source.costs.iter().filter(|c| c.per == CostPer::Once);
        costs
            .map(|c| charges::gross(&model.axis, c.yen.high, c.terms, first))
            .sum()
    };
    let mut running: Vec<i64> = model
        .slots
        .iter()
        .enumerate()
        .map(|(n, slot)| {
            let used = RoundUse {
                first: *slot,
                last_cutover: *slot,
                last: limit,
                steps: 0,
                ends: model.rounds[round].ends.get(n).map_or(&[], Vec::as_slice),
            };
            let mut yen = 0i64;
            let mut emit = |c: charges::Charge| yen = yen.saturating_add(model.yen(&c));
            charges::round(model, round, used, &mut emit);
            let on = if source.in_house() { *slot } else { *slot - 1 };
            let inside = (model.horizon.0..=model.horizon.1).contains(&on);
            yen - if inside { paid_once(on) } else { 0 }
        })
        .collect();
    for k in 1..running.len() {
        running[k] = running[k].min(running[k - 1]);
    }
    SharedRound {
        round,
        systems: model.rounds[round].systems.clone(),
        once,
        running,
    }
}

impl SharedRound {
    /// When each of its systems may go live.
    fn window(&self, problem: &Problem, windows: &Windows, i: usize) -> Window {
        meet(windows.standard[i], windows.of(problem, i, self.round))
    }

    /// The last day of ▲ by which all that is paid once lies within the horizon.
    fn inside(problem: &Problem, round: usize) -> Day {
        let model = problem.model;
        let late = !model.rounds[round].in_house;
        model.horizon.1.saturating_add(Day::from(late))
    }

    /// Who pays for it.
    pub(super) fn users(&self) -> &[usize] {
        &self.systems
    }

    /// The last day that the first ▲ can be on.
    pub(super) fn last_first(&self, problem: &Problem, windows: &Windows, to: Day) -> Day {
        let systems = self.systems.iter();
        let most = systems.map(|i| self.window(problem, windows, *i).1);
        most.fold(to, Day::min)
    }

    /// The least running price where the first ▲ is on this day or before.
    pub(super) fn running_from(&self, model: &Model, first: Day) -> i64 {
        let at = model.slots.partition_point(|d| *d <= first);
        let running = at.checked_sub(1).and_then(|k| self.running.get(k));
        running.copied().unwrap_or(0)
    }

    fn bound(&self, problem: &Problem, windows: &Windows, to: Day) -> i64 {
        let systems = self.systems.iter();
        let last = systems.map(|i| self.window(problem, windows, *i).1).max();
        let sure = last.is_some_and(|last| last <= SharedRound::inside(problem, self.round));
        let first = self.last_first(problem, windows, to);
        self.running_from(problem.model, first) + if sure { self.once } else { 0 }
    }

    fn split(
        &self,
        problem: &Problem,
        windows: &Windows,
        to: Day,
        state: &State,
    ) -> Option<Vec<Vec<Change>>> {
        let model = problem.model;
        let round = |i: usize, w| {
            problem
                .position(i, self.round)
                .map(|k| Change::Round(i, k, w))
        };
        let days: Vec<Day> = self
            .systems
            .iter()
            .filter_map(|i| Some(state.candidate(model, *i, Which::Standard)?.day))
            .collect();
        let inside = SharedRound::inside(problem, self.round);
        let open = self
            .systems
            .iter()
            .any(|i| self.window(problem, windows, *i).1 > inside);
        if open {
            // What is paid once: all within the horizon, or one of them beyond it.
            let all = self
                .systems
                .iter()
                .filter_map(|i| round(*i, (Day::MIN, inside)));
            let mut children = vec![all.collect::<Vec<Change>>()];
            let after = (inside + 1, Day::MAX);
            let each = self.systems.iter().filter_map(|i| round(*i, after));
            children.extend(each.map(|c| vec![c]));
            return Some(children);
        }
        let first = *days.iter().min()?;
        let most = self
            .systems
            .iter()
            .map(|i| self.window(problem, windows, *i).1);
        let known = most.fold(to, Day::min).min(model.last);
        if first >= known {
            return None;
        }
        let t = middle(first, known);
        let later = self
            .systems
            .iter()
            .filter_map(|i| round(*i, (t + 1, Day::MAX)));
        let n = problem
            .shared
            .rounds
            .iter()
            .position(|r| r.round == self.round)?;
        Some(vec![later.collect(), vec![Change::First(n, t)]])
    }
}
