//! The inventory as the search sees it: candidate days, gates, capacities and prices as tables.

mod carriers;
mod part;
mod rounds;

pub(crate) use carriers::Carrier;
pub(crate) use part::Part;
pub(crate) use rounds::round_steps;

use super::acts::Acts;
use super::axis::{Axis, Day, NEVER, date, day};
use super::levels::{Levels, Places};
use super::promised::Promised;
use super::start::Stood;
use super::watch::Watch;
use crate::inventory::{
    Bounds, Capacity, Inventory, LinkKind, MoveRule, Order, Price, Round, RoundIx, SystemIx,
};
use crate::plan::wish::Asked;
use std::sync::Arc;

/// A day on which ★ may be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SignDay {
    pub(crate) day: Day,
    /// The earliest ▲ that work signed then allows.
    pub(crate) ready: Day,
    /// The last day that the work may run to.
    pub(crate) until: Day,
    /// The first day after the work alone, and the first ▲ that its activities' lengths allow.
    pub(crate) worked: Day,
    pub(crate) fits: Day,
}

/// A ▲ day of one system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) day: Day,
    /// Yen of soft blackouts.
    pub(crate) penalty: i64,
    /// Index among all go-live days.
    pub(crate) slot: usize,
}

/// A round.
#[derive(Clone, PartialEq)]
pub(crate) struct RoundModel<'a> {
    /// What it costs.
    pub(crate) source: &'a Round,
    /// Whether it is signed or begun: its systems keep to it.
    pub(crate) begun: bool,
    pub(crate) provider: Option<usize>,
    pub(crate) units: u32,
    pub(crate) in_house: bool,
    pub(crate) signs: Arc<Vec<SignDay>>,
    /// First day it may be signed because the product exists then.
    pub(crate) available: Day,
    /// No ▲ before this day (acts that come a fixed time before ▲).
    pub(crate) first_cutover: Day,
    /// Systems that share it.
    pub(crate) systems: Vec<usize>,
    /// ▲ that have happened.
    pub(crate) done: Vec<(usize, Day)>,
    /// Ends of the service by go-live slot: base term, then each step; empty: no end.
    pub(crate) ends: Arc<Vec<Vec<Day>>>,
    /// In-house: first day of the work by go-live slot.
    pub(crate) house_start: Arc<Vec<Day>>,
    pub(crate) standard: bool,
    /// Several systems share its term, which runs from the first ▲.
    pub(crate) one_term: bool,
    /// ★ in an earlier plan.
    pub(crate) stood: Option<Day>,
}

/// A system.
#[derive(Clone, PartialEq)]
pub(crate) struct SystemModel<'a> {
    pub(crate) id: &'a str,
    pub(crate) candidates: Vec<Candidate>,
    /// Indices of contract and hardware among the carriers.
    pub(crate) contract: Option<usize>,
    pub(crate) hardware: Option<usize>,
    pub(crate) platform_end: Day,
    /// (bounds, date, weight, hard)
    pub(crate) deadlines: Vec<(Bounds, Day, i64, bool)>,
    pub(crate) routes: Vec<RouteModel>,
    /// Systems that go live before it or together, and those after it.
    pub(crate) before: Vec<usize>,
    pub(crate) after: Vec<usize>,
    pub(crate) together: Vec<usize>,
    /// Indices of soft links that it is an end of.
    pub(crate) soft: Vec<usize>,
    /// All rounds of all its routes.
    pub(crate) rounds: Vec<usize>,
    /// Systems that share a bridge's round, and so its term, with it.
    pub(crate) sharers: Vec<usize>,
    /// What is asked of it beyond the inventory.
    pub(crate) asked: Asked,
    /// What was promised of it.
    pub(crate) promised: Option<Promised>,
    /// Where an earlier plan had it.
    pub(crate) stood: Option<Stood>,
}

/// A route of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RouteModel {
    pub(crate) bridge_round: Option<usize>,
    pub(crate) target_round: usize,
    pub(crate) extends_contract: bool,
    pub(crate) extends_hardware: bool,
    pub(crate) bridge: usize,
    pub(crate) target: usize,
    /// Tables of the last day of reference by slot of ▲: of the bridge's move, of the target's.
    pub(crate) references: [Option<usize>; 2],
    /// Ends of the new hardware or platform: of the bridge's move, of the target's.
    pub(crate) limits: [Day; 2],
}

/// A temporary interface between two systems.
#[derive(Clone, PartialEq)]
pub(crate) struct SoftLink {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) price: Price,
}

/// The whole.
pub(crate) struct Model<'a> {
    pub(crate) inventory: &'a Inventory,
    /// Where each level of the objective stands.
    pub(crate) at: Places,
    /// Who may ask the search to end.
    pub(crate) watch: Option<&'a Watch>,
    pub(crate) acts: Acts,
    pub(crate) axis: Arc<Axis>,
    pub(crate) as_of: Day,
    pub(crate) horizon: (Day, Day),
    pub(crate) count_from: Day,
    pub(crate) first: Day,
    pub(crate) last: Day,
    pub(crate) slots: Arc<Vec<Day>>,
    pub(crate) systems: Vec<SystemModel<'a>>,
    pub(crate) rounds: Vec<RoundModel<'a>>,
    /// Contracts, then hardware.
    pub(crate) carriers: Vec<Carrier>,
    pub(crate) soft: Vec<SoftLink>,
    /// Last day of reference by slot of ▲, for each length that a route asks for.
    pub(crate) references: Arc<Vec<(crate::calendar::Duration, Vec<Day>)>>,
    /// `builds` by day and provider; u32::MAX: no limit.
    pub(crate) builds: Vec<Vec<u32>>,
    /// Stretches of days with one capacity, by provider: from, to (excluded), `builds`.
    pub(crate) stretches: Vec<Vec<(usize, usize, u32)>>,
    /// `cutovers-per-month` by day and provider; u32::MAX: no limit.
    cutover_capacity: Vec<Vec<u32>>,
}

/// The rule of the move that a round pays for, as the routes give it for one of its systems.
pub(crate) fn move_rule(inventory: &Inventory, round: RoundIx) -> Option<&MoveRule> {
    let systems = &inventory.round(round).systems;
    systems
        .iter()
        .flat_map(|s| &inventory.system(*s).routes)
        .find_map(|route| {
            if route.bridge_round == Some(round) {
                inventory.routes.bridges[route.bridge].move_to.as_ref()
            } else if route.target_round == round {
                Some(&inventory.routes.targets[route.target].move_to)
            } else {
                None
            }
        })
}

impl<'a> Model<'a> {
    pub(crate) fn new(inventory: &'a Inventory) -> Model<'a> {
        Model::in_order(inventory, &inventory.order)
    }

    /// The model with levels in another order than the inventory asks for.
    pub(crate) fn in_order(inventory: &'a Inventory, order: &Order) -> Model<'a> {
        let acts = Acts::of(inventory);
        let as_of = day(inventory.as_of);
        let horizon = (day(inventory.horizon.0), day(inventory.horizon.1));
        let past = acts.rounds.iter().flat_map(|a| {
            a.signed
                .into_iter()
                .chain(a.started)
                .chain(a.done.iter().map(|d| d.1))
        });
        let signed = inventory.rounds.iter().filter_map(|r| match r.money {
            crate::inventory::Money::Signed { date, .. } => Some(date),
            _ => None,
        });
        let first = past
            .chain(signed)
            .map(day)
            .fold(as_of.min(horizon.0), Day::min)
            - 400;
        let last = day(inventory.planning_end()).max(as_of) + 400;
        let calendar = &inventory.calendar;
        let axis = Axis::new(calendar, date(first), date(last)).with_indices(&inventory.indices);

        let mut slots: Vec<Day> = calendar
            .go_live_days(inventory.as_of, inventory.planning_end())
            .into_iter()
            .map(day)
            .collect();
        slots.extend(
            acts.rounds
                .iter()
                .flat_map(|a| a.done.iter().map(|d| day(d.1))),
        );
        slots.sort_unstable();
        slots.dedup();

        let mut model = Model {
            inventory,
            at: Places::new(order),
            watch: None,
            acts,
            axis: Arc::new(axis),
            as_of,
            horizon,
            count_from: as_of.max(horizon.0),
            first,
            last,
            slots: Arc::new(slots),
            systems: Vec::new(),
            rounds: Vec::new(),
            carriers: Vec::new(),
            soft: Vec::new(),
            references: Arc::default(),
            builds: Vec::new(),
            stretches: Vec::new(),
            cutover_capacity: Vec::new(),
        };
        model.carriers = carriers::all(&model);
        model.rounds = rounds::all(&model);
        model.make_systems();
        model.builds = inventory
            .providers
            .iter()
            .map(|p| capacity_by_day(&p.builds, first, last))
            .collect();
        model.stretches = model.builds.iter().map(|days| stretches(days)).collect();
        model.cutover_capacity = inventory
            .providers
            .iter()
            .map(|p| capacity_by_day(&p.cutovers_per_month, first, last))
            .collect();
        // What lies before the horizon counts below nothing.
        let ahead = |d: Option<Day>| i64::from(d.unwrap_or(horizon.0).min(horizon.0) - horizon.0);
        let signs = model.rounds.iter().filter_map(|r| r.signs.first());
        let signs = ahead(signs.map(|s| s.day).min());
        let cutovers = ahead(model.slots.first().copied());
        let floor = Levels::default().with(model.at.cutovers, 2 * cutovers);
        model.at.floor = floor.with(model.at.signs, 2 * signs);
        model
    }

    /// The same with the levels in another order.
    pub(crate) fn reordered(&self, order: &Order) -> Model<'a> {
        let mut model = Model::in_order(self.inventory, order);
        for (system, this) in model.systems.iter_mut().zip(&self.systems) {
            system.asked = this.asked;
        }
        model
    }

    /// Whether a blackout is for a system.
    pub(crate) fn applies(&self, rule: &crate::calendar::Blackout, i: usize) -> bool {
        let system = &self.inventory.systems[i];
        (rule.businesses.is_empty() && rule.systems.is_empty())
            || rule.systems.contains(&system.id)
            || rule
                .businesses
                .iter()
                .any(|x| system.businesses.contains(x))
    }

    /// ▲ a month that a provider allows on a day; u32::MAX: no limit.
    pub(crate) fn cutover_capacity(&self, provider: usize, d: Day) -> u32 {
        let at = (d - self.first).max(0) as usize;
        self.cutover_capacity[provider]
            .get(at)
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// Whether a provider allows the same number of ▲ on all days of a month.
    pub(crate) fn month_is_even(&self, provider: usize, from: Day, to: Day) -> bool {
        let first = self.cutover_capacity(provider, from);
        (from..=to).all(|d| self.cutover_capacity(provider, d) == first)
    }

    /// The table of the last days of reference of a length; `None` for none.
    fn reference_table(&mut self, length: crate::calendar::Duration) -> Option<usize> {
        if length.is_zero() {
            return None;
        }
        let known = self.references.iter().position(|(l, _)| *l == length);
        Some(known.unwrap_or_else(|| {
            let calendar = &self.inventory.calendar;
            let end = |d: &Day| day(length.after(date(*d), calendar)) - 1;
            let table = self.slots.iter().map(end).collect();
            let references = Arc::make_mut(&mut self.references);
            references.push((length, table));
            references.len() - 1
        }))
    }

    fn make_systems(&mut self) {
        let inventory = self.inventory;
        let moves = inventory.routes.bridges.iter().map(|b| b.move_to.as_ref());
        let bridges: Vec<Option<usize>> = moves
            .map(|m| m.and_then(|m| self.reference_table(m.reference)))
            .collect();
        let targets: Vec<Option<usize>> = inventory
            .routes
            .targets
            .iter()
            .map(|t| self.reference_table(t.move_to.reference))
            .collect();
        // Which go-live days each blackout covers.
        let rules = &inventory.calendar.rules().blackouts;
        let covered: Vec<Vec<bool>> = rules
            .iter()
            .map(|b| self.slots.iter().map(|d| b.contains(date(*d))).collect())
            .collect();
        let mut together: Vec<Vec<usize>> = vec![Vec::new(); inventory.systems.len()];
        let mut before = together.clone();
        let mut after = together.clone();
        let mut soft_of = together.clone();
        for (i, system) in inventory.systems.iter().enumerate() {
            for link in &system.links {
                let j = link.system.0;
                match link.kind {
                    LinkKind::Together => {
                        together[i].push(j);
                        together[j].push(i);
                    }
                    LinkKind::Hard => {
                        before[i].push(j);
                        after[j].push(i);
                    }
                    LinkKind::Soft => {
                        soft_of[i].push(self.soft.len());
                        soft_of[j].push(self.soft.len());
                        self.soft.push(SoftLink {
                            from: j,
                            to: i,
                            price: link.interface.clone().unwrap_or_default(),
                        });
                    }
                }
            }
        }
        let calendar = &inventory.calendar;
        let open: Vec<bool> = self
            .slots
            .iter()
            .map(|d| *d >= self.as_of && calendar.is_go_live_day(date(*d)))
            .collect();
        let mut done_by: Vec<Vec<Day>> = vec![Vec::new(); inventory.systems.len()];
        for (i, day) in self.rounds.iter().flat_map(|r| r.done.iter()) {
            done_by[*i].push(*day);
        }
        for (i, system) in inventory.systems.iter().enumerate() {
            let mine: Vec<usize> = (0..rules.len())
                .filter(|b| self.applies(&rules[*b], i))
                .collect();
            let done = &done_by[i];
            let mut candidates = Vec::new();
            for (slot, d) in self.slots.iter().enumerate() {
                let happened = done.contains(d);
                let hard = mine.iter().any(|b| rules[*b].hard && covered[*b][slot]);
                if happened || (open[slot] && !hard) {
                    let soft = mine
                        .iter()
                        .filter(|b| !rules[**b].hard && covered[**b][slot]);
                    let penalty = if happened {
                        0
                    } else {
                        soft.map(|b| rules[*b].price).sum()
                    };
                    candidates.push(Candidate {
                        day: *d,
                        penalty,
                        slot,
                    });
                }
            }
            let deadlines = inventory
                .deadlines
                .iter()
                .filter(|d| d.systems.is_empty() || d.systems.contains(&SystemIx(i)))
                .map(|d| {
                    let own = d.exceptions.iter().find(|e| e.system == SystemIx(i));
                    let date = own.map_or(d.date, |e| e.date);
                    (d.bounds, day(date), i64::from(d.weight), d.hard)
                })
                .collect();
            let routes: Vec<RouteModel> = system
                .routes
                .iter()
                .map(|r| {
                    let bridge = &inventory.routes.bridges[r.bridge];
                    let target = &inventory.routes.targets[r.target].move_to;
                    let bridged = r.bridge_round.zip(bridge.move_to.as_ref());
                    RouteModel {
                        bridge_round: r.bridge_round.map(|r| r.0),
                        target_round: r.target_round.0,
                        extends_contract: bridge.extends_contract,
                        extends_hardware: bridge.extends_hardware,
                        bridge: r.bridge,
                        target: r.target,
                        references: [bridges[r.bridge], targets[r.target]],
                        limits: [
                            bridged.map_or(NEVER, |(round, rule)| {
                                rounds::limit(inventory, inventory.round(round), rule)
                            }),
                            rounds::limit(inventory, inventory.round(r.target_round), target),
                        ],
                    }
                })
                .collect();
            let mut rounds: Vec<usize> = routes
                .iter()
                .flat_map(|r| r.bridge_round.into_iter().chain([r.target_round]))
                .collect();
            rounds.sort_unstable();
            rounds.dedup();
            let mut sharers: Vec<usize> = rounds
                .iter()
                .map(|r| &self.rounds[*r])
                .filter(|r| r.one_term)
                .flat_map(|r| r.systems.iter().copied())
                .filter(|j| *j != i)
                .collect();
            sharers.sort_unstable();
            sharers.dedup();
            let hardware = system.hardware.map(|h| &inventory.hardware[h.0]);
            let platform_end = hardware
                .and_then(|h| inventory.platforms[h.platform.0].supported_until)
                .map_or(NEVER, day);
            self.systems.push(SystemModel {
                id: &system.id,
                candidates,
                contract: system.contract.map(|c| c.0),
                hardware: system.hardware.map(|h| inventory.contracts.len() + h.0),
                platform_end,
                deadlines,
                routes,
                before: std::mem::take(&mut before[i]),
                after: std::mem::take(&mut after[i]),
                together: std::mem::take(&mut together[i]),
                soft: std::mem::take(&mut soft_of[i]),
                rounds,
                sharers,
                asked: Asked::default(),
                promised: inventory
                    .promises
                    .get(&system.id)
                    .map(|promise| Promised::of(inventory, promise)),
                stood: None,
            });
        }
    }
}

fn stretches(days: &[u32]) -> Vec<(usize, usize, u32)> {
    let mut all: Vec<(usize, usize, u32)> = Vec::new();
    for (i, capacity) in days.iter().enumerate() {
        match all.last_mut() {
            Some((_, to, same)) if same == capacity => *to = i + 1,
            _ => all.push((i, i + 1, *capacity)),
        }
    }
    all
}

fn capacity_by_day(capacity: &Capacity, first: Day, last: Day) -> Vec<u32> {
    let mut days = vec![u32::MAX; usize::try_from(last - first + 1).unwrap_or(0)];
    for period in &capacity.periods {
        let from = period.from.map_or(first, day).max(first);
        let to = period.to.map_or(last, day).min(last);
        for d in from..=to {
            days[(d - first) as usize] = period.value;
        }
    }
    days
}
