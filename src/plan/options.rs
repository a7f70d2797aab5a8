//! What one system can choose by itself: route, ▲ of the bridge, ▲ of the standard, and what each
//! choice is worth with all capacities, links and shared costs left out of account.
//!
//! The best choice within windows of days is found exactly, without trying every pair of days: a
//! lower bound of each ▲ of the bridge says which pairs are worth a look.

mod apart;
mod table;

use super::axis::{Day, NEVER};
use super::levels::Levels;
use super::model::{Model, SignDay};
use crate::calendar::Range;
use crate::inventory::{Price, Terms};
pub(crate) use apart::{Apart, Chosen, Cutover, Part, Useful};
use std::sync::Arc;
pub(crate) use table::carrier_cost;
use table::{Fits, Tables};

/// A choice of one system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: Levels,
    pub(crate) route: usize,
    /// Indices into the system's candidates.
    pub(crate) bridge: Option<usize>,
    pub(crate) standard: usize,
    /// Yen of soft links that are counted in the value.
    pub(crate) links: i64,
}

/// First and last day allowed, both included.
pub(crate) type Window = (Day, Day);

/// The window that allows every day.
pub(crate) const ANY: Window = (Day::MIN, Day::MAX);

/// What a choice of one system must keep within.
pub(crate) struct Within<'w> {
    /// Last day of the present service.
    pub(crate) present: Window,
    /// ▲ of the standard.
    pub(crate) standard: Window,
    /// ▲ of each round of the system, in the order of [`super::model::SystemModel::rounds`].
    pub(crate) rounds: &'w [Window],
    /// Soft links that this system pays for: the window of the other end's ▲, and which.
    pub(crate) links: &'w [(Window, usize)],
}

/// The best choice so far, worth `value`; none yet where that is only a limit.
struct Best {
    value: Levels,
    choice: Option<Choice>,
}

/// The choices of one system.
pub(crate) struct Options {
    i: usize,
    routes: Vec<RouteOptions>,
    /// ▲ days of each round that product, money and acts allow.
    pub(crate) fits: Vec<Fits>,
}

/// The choices on one route.
struct RouteOptions {
    route: usize,
    /// Positions among the system's rounds, and the rounds.
    bridge: Option<(usize, usize)>,
    target: usize,
    /// By ▲ that ends the present service: last day of the present service, value of its part.
    present: Vec<(Day, Levels)>,
    /// By ▲ of the standard: value of its part.
    standard: Arc<Vec<Levels>>,
    /// By ▲ of the standard: least of the parts from there on, with the bridge's running price.
    least: Vec<Levels>,
    /// By ▲ of the standard: the bridge's running price up to it, at least.
    running: Vec<i64>,
    /// Bounds of the ▲ of the bridge with their indices, the least first.
    order: Vec<(Levels, u32)>,
    /// Whether costs of the bridge's round belong to this system alone.
    alone: bool,
    /// By ▲ of the bridge: what its round costs once, counted in `present`.
    once: Vec<i64>,
    /// By ▲ of the bridge: its part of `running`.
    before: Vec<i64>,
}

impl Options {
    /// Tables of system `i`; what is shared with others (`coupled` carriers, rounds of several
    /// systems) is left out of the values.
    pub(crate) fn new(model: &Model, i: usize, coupled: &[bool]) -> Options {
        let mut tables = Tables::new(model, i, coupled);
        let routes = super::search::allowed_routes(model, i);
        let routes = routes
            .into_iter()
            .filter_map(|route| tables.route(route))
            .collect();
        Options {
            i,
            routes,
            fits: tables.fits,
        }
    }

    /// The best choice within windows that is worth less than `limit`; `None`: there is none.
    /// `steps` counts the pairs looked at.
    pub(crate) fn best(
        &self,
        model: &Model,
        within: &Within,
        limit: Levels,
        steps: &mut u64,
    ) -> Option<Choice> {
        let mut best = Best {
            value: limit,
            choice: None,
        };
        for route in &self.routes {
            self.best_on(model, route, within, &mut best, steps);
        }
        best.choice
    }

    /// As [`Options::best`], by trying all pairs of days; the first of those that are worth as
    /// little. `pairs` counts them.
    pub(crate) fn best_of_all(
        &self,
        model: &Model,
        within: &Within,
        pairs: &mut u64,
    ) -> Option<Choice> {
        let mut best = Best {
            value: Levels::WORST,
            choice: None,
        };
        for route in &self.routes {
            let standards = &self.fits[route.target].days;
            let ends = route.bridge.map_or(route.target, |(bridge, _)| bridge);
            for (e, (last, present)) in route.present.iter().enumerate() {
                let end = self.fits[ends].days[e];
                let ahead = within.rounds[ends];
                if !(inside(*last, within.present) && inside(end, ahead)) {
                    continue;
                }
                for (k, day) in standards.iter().enumerate() {
                    let allowed =
                        inside(*day, within.standard) && inside(*day, within.rounds[route.target]);
                    let value = present.plus(route.standard[k]);
                    *pairs += 1;
                    match route.bridge {
                        None if k == e && allowed => {
                            self.keep(model, route, within, &mut best, (None, k), value);
                        }
                        // What lies between two ▲ never gives anything back.
                        Some((bridge, round)) if allowed && end < *day && value < best.value => {
                            let least = (route.running[k] - route.before[e]).max(0);
                            if value.with(model.at.yen, least) < best.value {
                                let value =
                                    value.plus(self.between(model, route, round, (bridge, e), k));
                                self.keep(model, route, within, &mut best, (Some(e), k), value);
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        best.choice
    }

    /// Whether the tables by which [`Options::best`] leaves days out say no more than is true: every ▲ of
    /// a bridge that another can follow has its place in an order that rises, with no more than what it
    /// and the least of all that may follow are worth.
    pub(crate) fn holds(&self, model: &Model) -> bool {
        let yen = model.at.yen;
        self.routes.iter().all(|route| self.route_holds(route, yen))
    }

    fn route_holds(&self, route: &RouteOptions, yen: usize) -> bool {
        let Some((bridge, _)) = route.bridge else {
            return true;
        };
        let (ends, standards) = (&self.fits[bridge].days, &self.fits[route.target].days);
        let mut followed: Vec<Levels> = Vec::with_capacity(standards.len());
        let mut least = Levels::WORST;
        for (value, running) in route.standard.iter().zip(&route.running).rev() {
            least = least.min(value.with(yen, *running));
            followed.push(least);
        }
        followed.reverse();
        let lower = |(least, true_least): (&Levels, &Levels)| least <= true_least;
        if followed.len() != standards.len() || !route.least.iter().zip(&followed).all(lower) {
            return false;
        }
        let mut bounds: Vec<Option<Levels>> = vec![None; ends.len()];
        for (bound, b) in &route.order {
            if let Some(known) = bounds.get_mut(*b as usize) {
                *known = Some(*bound);
            }
        }
        let each = ends.iter().enumerate().all(|(b, day)| {
            let Some(rest) = followed.get(standards.partition_point(|s| s <= day)) else {
                return true;
            };
            let all = route.present[b].1.plus(*rest);
            let all = all.with(yen, -route.before[b]);
            bounds[b].is_some_and(|bound| bound <= all)
        });
        each && route.order.is_sorted_by_key(|o| o.0)
    }

    /// Whether a choice keeps within windows and is worth as much there.
    pub(crate) fn keeps(&self, model: &Model, choice: &Choice, within: &Within) -> bool {
        let Some(route) = self.routes.iter().find(|r| r.route == choice.route) else {
            return false;
        };
        let day = |c: usize| model.systems[self.i].candidates[c].day;
        let standard = day(choice.standard);
        let ends = route.bridge.zip(choice.bridge).map(|((k, _), c)| (k, c));
        let (position, ends) = ends.unwrap_or((route.target, choice.standard));
        let at = self.fits[position].days.partition_point(|d| *d < day(ends));
        inside(standard, meet(within.rounds[route.target], within.standard))
            && inside(day(ends), within.rounds[position])
            && route
                .present
                .get(at)
                .is_some_and(|p| inside(p.0, within.present))
            && links_yen(model, within, standard) == choice.links
    }

    /// From each ▲ of the standard on, the least that the system is worth; `None`: there are bridges,
    /// and that takes a search.
    pub(crate) fn worth_by_day(
        &self,
        model: &Model,
        within: &Within,
    ) -> Option<Vec<(Day, Levels)>> {
        if self.routes.iter().any(|r| r.bridge.is_some()) {
            return None;
        }
        let most = self.routes.iter().map(|r| r.standard.len()).sum();
        let mut all: Vec<(Day, Levels)> = Vec::with_capacity(most);
        for route in &self.routes {
            let fits = &self.fits[route.target];
            let (least, most) = meet(within.rounds[route.target], within.standard);
            let (from, to) = fits.range(least, most);
            for k in from..to {
                let (last, present) = route.present[k];
                if within.present.0 <= last && last <= within.present.1 {
                    let value = present.plus(route.standard[k]);
                    let links = links_yen(model, within, fits.days[k]);
                    all.push((fits.days[k], value.with(model.at.yen, links)));
                }
            }
        }
        all.sort_unstable();
        for k in (1..all.len()).rev() {
            all[k - 1].1 = all[k - 1].1.min(all[k].1);
        }
        // What holds from the day after one ▲ on is that of the next ▲.
        let mut from = Day::MIN;
        for entry in &mut all {
            let after = entry.0 + 1;
            entry.0 = from;
            from = after;
        }
        Some(all)
    }

    /// Spoils the tables by which the search leaves days out: those of its best choice say more than
    /// is true.
    #[cfg(test)]
    pub(crate) fn hide_the_best(&mut self, model: &Model) {
        let rounds = vec![ANY; model.systems[self.i].rounds.len()];
        let within = Within {
            present: ANY,
            standard: ANY,
            rounds: &rounds,
            links: &[],
        };
        let best = self.best(model, &within, Levels::WORST, &mut 0);
        for route in &mut self.routes {
            if best.is_some_and(|b| b.route == route.route) {
                route.order.clear();
            }
        }
    }

    fn best_on(
        &self,
        model: &Model,
        route: &RouteOptions,
        within: &Within,
        best: &mut Best,
        steps: &mut u64,
    ) {
        let fits = &self.fits[route.target];
        let (least, most) = meet(within.rounds[route.target], within.standard);
        let Some((bridge, round)) = route.bridge else {
            let (from, to) = fits.range(least, most);
            *steps += to.saturating_sub(from) as u64;
            for k in from..to {
                let (last, present) = route.present[k];
                if last < within.present.0 || last > within.present.1 {
                    continue;
                }
                let value = present.plus(route.standard[k]);
                self.keep(model, route, within, best, (None, k), value);
            }
            return;
        };
        let ahead = within.rounds[bridge];
        for (bound, b) in &route.order {
            let b = *b as usize;
            if best.value <= *bound {
                break;
            }
            let day = self.fits[bridge].days[b];
            let (last, present) = route.present[b];
            if day < ahead.0 || day > ahead.1 || last < within.present.0 || last > within.present.1
            {
                continue;
            }
            let (from, to) = fits.range(least.max(day.saturating_add(1)), most);
            // The later the standard follows, the more days the bridge leaves uncovered.
            let mut gap = 0;
            for k in from..to {
                *steps += 1;
                let ahead = route.running[k] - route.before[b];
                let before = present.with(model.at.gap, gap);
                let first = present.plus(route.standard[k]);
                if best.value
                    <= before
                        .plus(route.least[k])
                        .with(model.at.yen, -route.before[b])
                {
                    break;
                }
                let second = first.with(model.at.gap, gap);
                if best.value <= second.with(model.at.yen, ahead.max(0)) {
                    continue;
                }
                let between = self.between(model, route, round, (bridge, b), k);
                gap = between.get(model.at.gap).max(gap);
                let value = first.plus(between);
                self.keep(model, route, within, best, (Some(b), k), value);
            }
        }
    }

    /// What the service between the two ▲ is worth.
    fn between(
        &self,
        model: &Model,
        route: &RouteOptions,
        round: usize,
        (bridge, b): (usize, usize),
        k: usize,
    ) -> Levels {
        let system = &model.systems[self.i];
        let c = &system.candidates[self.fits[bridge].index[b]];
        let s = &system.candidates[self.fits[route.target].index[k]];
        let rules = &system.routes[route.route];
        let (gap, used) = model.bridge_use(rules, round, c, c.slot, Some(s));
        let mut value = Levels::default();
        value.add(model.at.gap, gap);
        if route.alone {
            let yen = table::round_yen(model, round, &used) - route.once[b];
            value.add(model.at.yen, yen);
        }
        value
    }

    fn keep(
        &self,
        model: &Model,
        route: &RouteOptions,
        within: &Within,
        best: &mut Best,
        (b, k): (Option<usize>, usize),
        value: Levels,
    ) {
        if best.value <= value {
            return;
        }
        let links = links_yen(model, within, self.fits[route.target].days[k]);
        let value = value.with(model.at.yen, links);
        if best.value <= value {
            return;
        }
        best.value = value;
        best.choice = Some(Choice {
            value,
            route: route.route,
            bridge: b.and_then(|b| Some(self.fits[route.bridge?.0].index[b])),
            standard: self.fits[route.target].index[k],
            links,
        });
    }

    /// The position of the target's round, where all routes have the same.
    pub(crate) fn only_target(&self) -> Option<usize> {
        let first = self.routes.first()?.target;
        self.routes
            .iter()
            .all(|r| r.target == first)
            .then_some(first)
    }

    /// The earliest last day of the present service on any route.
    pub(crate) fn first_leave(&self) -> Day {
        let last = self
            .routes
            .iter()
            .filter_map(|r| r.present.iter().map(|p| p.0).min());
        last.min().unwrap_or(Day::MIN)
    }

    /// The last ▲ of the standard, on any route, that is not later than these levels allow: places
    /// with the most that may stand there, the first counting most.
    pub(crate) fn last_standard(&self, model: &Model, most: &[(usize, i64)]) -> Day {
        let on = crate::inventory::Bounds::StandardCutover;
        let days = self.routes.iter().flat_map(|r| &self.fits[r.target].days);
        let fits = |d: &Day| {
            let levels = model.late(self.i, on, *d);
            let mine = most.iter().map(|(place, _)| levels.get(*place));
            mine.le(most.iter().map(|(_, most)| *most))
        };
        days.copied().filter(fits).max().unwrap_or(Day::MIN)
    }

    /// Gives the tables back of which nothing more is asked than what systems share: the last days
    /// of the present service, where `leaves`, and which rounds every route uses.
    pub(crate) fn slim(&mut self, leaves: bool) {
        self.fits = Vec::new();
        for route in &mut self.routes {
            *route = RouteOptions {
                route: route.route,
                bridge: route.bridge,
                target: route.target,
                present: if leaves {
                    std::mem::take(&mut route.present)
                } else {
                    Vec::new()
                },
                standard: Arc::default(),
                least: Vec::new(),
                running: Vec::new(),
                order: Vec::new(),
                alone: route.alone,
                once: Vec::new(),
                before: Vec::new(),
            };
        }
    }

    /// All last days of the present service.
    pub(crate) fn leaves(&self) -> impl Iterator<Item = Day> + '_ {
        self.routes
            .iter()
            .flat_map(|r| r.present.iter().map(|p| p.0))
    }

    /// Whether every route uses the round at a position.
    pub(crate) fn always(&self, position: usize) -> bool {
        let uses = |r: &RouteOptions| {
            r.target == position || r.bridge.is_some_and(|(bridge, _)| bridge == position)
        };
        !self.routes.is_empty() && self.routes.iter().all(uses)
    }
}

/// The first ▲ of the standard of system `i` on any route.
pub(crate) fn first_standard(model: &Model, i: usize) -> Day {
    let routes = super::search::allowed_routes(model, i);
    let mut rounds: Vec<usize> = routes
        .into_iter()
        .map(|r| model.systems[i].routes[r].target_round)
        .collect();
    rounds.sort_unstable();
    rounds.dedup();
    let first = rounds
        .into_iter()
        .filter_map(|r| table::first_fit(model, i, r));
    first.min().unwrap_or(Day::MIN)
}

/// ▲ days of system `i` in a round that product, money and acts allow.
pub(crate) fn fitting_days(model: &Model, i: usize, round: usize) -> Vec<Day> {
    let all = table::fitting(model, i, round);
    all.map(|(index, _)| model.systems[i].candidates[index].day)
        .collect()
}

/// Whether a window allows a day.
fn inside(day: Day, window: Window) -> bool {
    window.0 <= day && day <= window.1
}

/// The days that both windows allow.
pub(crate) fn meet(a: Window, b: Window) -> Window {
    (a.0.max(b.0), a.1.min(b.1))
}

/// What the soft links that a system counts cost at least where it goes live on `day`.
fn links_yen(model: &Model, within: &Within, day: Day) -> i64 {
    within
        .links
        .iter()
        .map(|link| link_yen(model, link, day))
        .sum()
}

/// What a soft link costs at least where this end goes live on `day` and the other in a window.
pub(crate) fn link_yen(model: &Model, (window, link): &(Window, usize), day: Day) -> i64 {
    let axis = &model.axis;
    let known = &model.soft[*link].price;
    let other = day.clamp(window.0, window.1.max(window.0));
    // What is paid once is paid on the earlier ▲, and counts only within the horizon.
    let sure = window.0 >= model.horizon.0 || window.0 == window.1;
    // Index and tax are those of the earlier ▲, wherever in the window that lies.
    let first = (day.min(window.0), day.min(window.1));
    let least = |yen: Option<Range<i64>>| {
        yen.map(|yen| Range::only(axis.least_on(yen.high, known.terms, first.0, first.1)))
    };
    let price = match known.terms == Terms::default() {
        true => known.clone(),
        false => Price {
            once: least(known.once),
            month: least(known.month),
            year: least(known.year),
            terms: Terms::default(),
        },
    };
    let price = Price {
        once: price.once.filter(|_| sure),
        ..price
    };
    let mut yen = 0i64;
    let mut emit = |c: super::charges::Charge| yen = yen.saturating_add(model.yen(&c));
    super::charges::interface(axis, &price, (day, other), &mut emit);
    yen
}

/// ★ for ▲ from `first` to `last` of a round: the latest there is.
pub(crate) fn latest_sign(model: &Model, round: usize, first: Day, last: Day) -> Option<SignDay> {
    let round = &model.rounds[round];
    let ready = &round.signs[..round.signs.partition_point(|s| s.ready <= first)];
    let fits = |s: &&SignDay| s.until >= last - 1 && s.day >= round.available;
    ready.iter().rev().find(fits).copied()
}

/// The first ▲ whose work can begin after `day`; NEVER where there is none.
pub(crate) fn first_after(model: &Model, round: usize, day: Day) -> Day {
    let source = &model.rounds[round];
    if source.in_house {
        let slot = source.house_start.partition_point(|start| *start <= day);
        return model.slots.get(slot).copied().unwrap_or(NEVER);
    }
    let later = source
        .signs
        .iter()
        .find(|s| s.day > day && s.day >= source.available);
    later.map_or(NEVER, |s| s.ready)
}
