//! The parts of a choice's value, by ▲: computed once for each system and route.

use super::RouteOptions;
use crate::inventory::{Bounds, CostPer};
use crate::plan::axis::{Day, NEVER};
use crate::plan::charges::{self, RoundUse};
use crate::plan::evaluate::Use;
use crate::plan::levels::Levels;
use crate::plan::model::{Model, SystemModel};
use std::collections::BTreeMap;
use std::sync::Arc;

/// ▲ days of one round for one system, in order.
pub(crate) struct Fits {
    pub(crate) days: Vec<Day>,
    /// Indices into the system's candidates.
    pub(crate) index: Vec<usize>,
    /// The earliest ★ for each; 0 in-house and where another system counts it.
    signs: Vec<i64>,
}

impl Fits {
    /// Positions of the days from `least` to `most`.
    pub(super) fn range(&self, least: Day, most: Day) -> (usize, usize) {
        let from = self.days.partition_point(|d| *d < least);
        (from, self.days.partition_point(|d| *d <= most).max(from))
    }
}

pub(super) struct Tables<'t, 'm> {
    model: &'t Model<'m>,
    i: usize,
    coupled: &'t [bool],
    pub(super) fits: Vec<Fits>,
    /// By position of the round and end of its platform: the standard's part.
    standards: BTreeMap<(usize, Day), Arc<Vec<Levels>>>,
}

impl<'t, 'm> Tables<'t, 'm> {
    pub(super) fn new(model: &'t Model<'m>, i: usize, coupled: &'t [bool]) -> Tables<'t, 'm> {
        let fits = model.systems[i]
            .rounds
            .iter()
            .map(|r| fits(model, i, *r))
            .collect();
        Tables {
            model,
            i,
            coupled,
            fits,
            standards: BTreeMap::new(),
        }
    }

    fn system(&self) -> &'t SystemModel<'m> {
        &self.model.systems[self.i]
    }

    fn position(&self, round: usize) -> usize {
        self.system()
            .rounds
            .iter()
            .position(|r| *r == round)
            .unwrap_or(0)
    }

    /// `None`: the route has no ▲ at all.
    pub(super) fn route(&mut self, route: usize) -> Option<RouteOptions> {
        let rules = self.system().routes[route];
        let target = self.position(rules.target_round);
        let standard = self.standard(target, route);
        let bridge = rules.bridge_round.map(|r| (self.position(r), r));
        let present = self.present(route, bridge.map_or(target, |b| b.0), bridge.is_some());
        if let Some(bridge) = bridge {
            return self.bridged(route, bridge, target, present, standard);
        }
        // All that counts here is one day: what bounds a pair of days is not needed.
        (!standard.is_empty()).then(|| RouteOptions {
            route,
            bridge,
            target,
            present,
            standard,
            least: Vec::new(),
            running: Vec::new(),
            order: Vec::new(),
            alone: false,
            once: Vec::new(),
            before: Vec::new(),
        })
    }

    /// A route with a bridge, given by its position among the system's rounds and its round.
    fn bridged(
        &self,
        route: usize,
        bridge: (usize, usize),
        target: usize,
        mut present: Vec<(Day, Levels)>,
        standard: Arc<Vec<Levels>>,
    ) -> Option<RouteOptions> {
        let model = self.model;
        let (position, round) = bridge;
        let days: &[Day] = &self.fits[position].days;
        let alone = model.rounds[round].systems.len() == 1;
        let once: Vec<i64> = match alone {
            true => days.iter().map(|d| once_yen(model, round, *d)).collect(),
            false => vec![0; present.len()],
        };
        for ((_, value), yen) in present.iter_mut().zip(&once) {
            *value = value.with(model.at.yen, *yen);
        }
        let (rate, slack) = match alone {
            true => running_rate(model, round),
            false => (0, 0),
        };
        let up_to = |d: Day| {
            model
                .axis
                .share(rate, model.horizon.0.max(model.count_from), d)
        };
        let needs = self.fits[target]
            .days
            .iter()
            .map(|d| model.axis.service_start(*d) - 1);
        let running: Vec<i64> = needs.map(|d| up_to(d.min(model.horizon.1))).collect();
        let mut least: Vec<Levels> = standard
            .iter()
            .zip(&running)
            .map(|(value, yen)| value.with(model.at.yen, *yen))
            .collect();
        for k in (1..least.len()).rev() {
            least[k - 1] = least[k - 1].min(least[k]);
        }
        let before: Vec<i64> = days
            .iter()
            .map(|d| up_to((*d - 1).min(model.horizon.1)) + slack)
            .collect();
        let mut order: Vec<(Levels, u32)> = Vec::with_capacity(days.len());
        for (b, d) in days.iter().enumerate() {
            let k = self.fits[target].days.partition_point(|s| s <= d);
            if let Some(rest) = least.get(k) {
                let bound = present[b].1.plus(*rest).with(model.at.yen, -before[b]);
                order.push((bound, u32::try_from(b).unwrap_or(u32::MAX)));
            }
        }
        order.sort_unstable();
        (!order.is_empty()).then_some(RouteOptions {
            route,
            bridge: Some(bridge),
            target,
            present,
            standard,
            least,
            running,
            order,
            alone,
            once,
            before,
        })
    }

    /// By ▲ that ends the present service: its last day, and what it and that ▲ are worth.
    fn present(&self, route: usize, position: usize, bridged: bool) -> Vec<(Day, Levels)> {
        let model = self.model;
        let system = self.system();
        let rules = &system.routes[route];
        let carriers: Vec<usize> = system
            .contract
            .into_iter()
            .chain(system.hardware)
            .filter(|c| !self.coupled[*c])
            .collect();
        let fits = &self.fits[position];
        let each = |(c, sign): (&usize, &i64)| {
            let c = &system.candidates[*c];
            let (bridge, standard) = if bridged {
                (Some(c), None)
            } else {
                (None, Some(c))
            };
            let (gap, used) = model.present_use(self.i, rules, bridge, standard);
            let at = &model.at;
            let mut value = Levels::default();
            value.add(at.gap, gap);
            model.rerouted(self.i, route, &mut value);
            let yen = carriers.iter().map(|k| carrier_yen(model, *k, &used)).sum();
            value.add(at.yen, yen);
            if bridged {
                value += model.late(self.i, Bounds::BridgeCutover, c.day);
                model.moved(self.i, Bounds::BridgeCutover, c.day, &mut value);
                value.add(at.yen, model.penalty(c));
                value.add(at.cutovers, i64::from(c.day - model.horizon.0));
                value.add(at.signs, *sign);
            }
            (used.last, value)
        };
        fits.index.iter().zip(&fits.signs).map(each).collect()
    }

    /// By ▲ of the standard: what it and the service after it are worth.
    fn standard(&mut self, position: usize, route: usize) -> Arc<Vec<Levels>> {
        let model = self.model;
        let system = self.system();
        let rules = &system.routes[route];
        let key = (position, rules.limits[1]);
        if let Some(known) = self.standards.get(&key) {
            return Arc::clone(known);
        }
        let round = rules.target_round;
        let alone = model.rounds[round].systems.len() == 1;
        let fits = &self.fits[position];
        let each = |(c, sign): (&usize, &i64)| {
            let c = &system.candidates[*c];
            let (gap, used) = model.standard_use(rules, c);
            let at = &model.at;
            let mut value = model.late(self.i, Bounds::StandardCutover, c.day);
            model.moved(self.i, Bounds::StandardCutover, c.day, &mut value);
            value.add(at.gap, gap);
            value.add(at.yen, model.penalty(c));
            if alone {
                value.add(at.yen, round_yen(model, round, &used));
            }
            value.add(at.cutovers, i64::from(c.day - model.horizon.0));
            value.with(at.signs, *sign)
        };
        let table = Arc::new(
            fits.index
                .iter()
                .zip(&fits.signs)
                .map(each)
                .collect::<Vec<_>>(),
        );
        self.standards.insert(key, Arc::clone(&table));
        table
    }
}

/// ▲ days of system `i` in a round that product, money and acts allow.
fn fits(model: &Model, i: usize, round: usize) -> Fits {
    let system = &model.systems[i];
    // ★ of a round counts once.
    let counts = model.rounds[round].systems.first() == Some(&i);
    let most = system.candidates.len();
    let mut all = Fits {
        days: Vec::with_capacity(most),
        index: Vec::with_capacity(most),
        signs: Vec::with_capacity(most),
    };
    for (index, sign) in fitting(model, i, round) {
        all.days.push(system.candidates[index].day);
        all.index.push(index);
        all.signs.push(if counts { sign } else { 0 });
    }
    all
}

/// The first of these days.
pub(super) fn first_fit(model: &Model, i: usize, round: usize) -> Option<Day> {
    let first = fitting(model, i, round).next();
    first.map(|(index, _)| model.systems[i].candidates[index].day)
}

/// Candidates of system `i` in a round that product, money and acts allow, in order, with the
/// earliest ★ of each; 0 in-house.
pub(super) fn fitting<'m>(
    model: &'m Model<'_>,
    i: usize,
    round: usize,
) -> impl Iterator<Item = (usize, i64)> + 'm {
    let system = &model.systems[i];
    let source = &model.rounds[round];
    let done = source.done.iter().find(|d| d.0 == i).map(|d| d.1);
    let (first, last) = system.asked.windows[usize::from(source.standard)];
    let least = done
        .unwrap_or(source.first_cutover.max(model.as_of))
        .max(first);
    let most = done.unwrap_or(NEVER).min(last);
    let from = system.candidates.partition_point(|c| c.day < least);
    let to = system
        .candidates
        .partition_point(|c| c.day <= most)
        .max(from);
    let first = source.signs.partition_point(|s| s.day < source.available);
    let mut ready = first;
    (from..to).filter_map(move |index| {
        let c = &system.candidates[index];
        if source.in_house {
            let start = source.house_start.get(c.slot).copied().unwrap_or(c.day);
            return (start >= source.available).then_some((index, 0));
        }
        while source.signs.get(ready).is_some_and(|s| s.ready <= c.day) {
            ready += 1;
        }
        let mut signs = source.signs[first..ready.max(first)].iter();
        let sign = signs.find(|s| s.until >= c.day - 1)?;
        Some((index, i64::from(sign.day - model.horizon.0)))
    })
}

/// Yen of a contract or hardware that one system uses so.
fn carrier_yen(model: &Model, carrier: usize, used: &Use) -> i64 {
    let source = &model.carriers[carrier];
    let which = usize::from(source.hardware);
    carrier_cost(
        model,
        carrier,
        used.last,
        used.steps[which].max(source.signed),
    )
}

/// Yen of a contract or hardware that is used to `last` with so many steps.
pub(crate) fn carrier_cost(model: &Model, carrier: usize, last: Day, steps: usize) -> i64 {
    let mut yen = 0i64;
    let mut emit = |c: charges::Charge| yen = yen.saturating_add(model.yen(&c));
    charges::carrier(model, &model.carriers[carrier], last, steps, &mut emit);
    yen
}

/// Yen of a round that one system uses so.
pub(super) fn round_yen(model: &Model, round: usize, used: &Use) -> i64 {
    let ends: &[Day] = model.rounds[round]
        .ends
        .get(used.slot)
        .map_or(&[], Vec::as_slice);
    let all = RoundUse {
        first: used.cutover,
        last_cutover: used.cutover,
        last: used.last,
        steps: used.steps[0],
        ends,
    };
    let mut yen = 0i64;
    let mut emit = |c: charges::Charge| yen = yen.saturating_add(model.yen(&c));
    charges::round(model, round, all, &mut emit);
    yen
}

/// What a round costs once with ▲ on `day`.
fn once_yen(model: &Model, round: usize, day: Day) -> i64 {
    let source = model.rounds[round].source;
    let on = if source.in_house() { day } else { day - 1 };
    if !(model.horizon.0..=model.horizon.1).contains(&on) {
        return 0;
    }
    let once = source.costs.iter().filter(|c| c.per == CostPer::Once);
    once.map(|c| charges::gross(&model.axis, c.yen.high, c.terms, on))
        .sum()
}

/// Twelve times the least yen a month of a round's running price, and what rounding may take off.
fn running_rate(model: &Model, round: usize) -> (i64, i64) {
    let source = model.rounds[round].source;
    let mut base = 0i64;
    let mut entries = 0i64;
    for cost in &source.costs {
        let yen = model.axis.least_indexed(cost.yen.high, cost.terms.index);
        match cost.per {
            CostPer::Month => base = base.saturating_add(yen.saturating_mul(12)),
            CostPer::Year => base = base.saturating_add(yen),
            CostPer::Once => {}
        }
        entries += 1;
    }
    let extended = source
        .extend
        .as_ref()
        .and_then(|e| e.price.as_ref())
        .map(|p| {
            let least =
                |y: crate::calendar::Range<i64>| model.axis.least_indexed(y.high, p.terms.index);
            let (month, year) = (p.month.map_or(0, least), p.year.map_or(0, least));
            month.saturating_mul(12).saturating_add(year)
        });
    // Each piece of each entry is rounded by itself.
    let pieces = 2 * (entries + 2) * 8;
    match base.min(extended.unwrap_or(base)) {
        // Of what costs nothing, rounding takes nothing off.
        ..=0 => (0, 0),
        rate => (rate, pieces),
    }
}
