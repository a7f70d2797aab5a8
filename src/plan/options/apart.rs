//! The choices of one system with their parts apart: what bounds of all systems together are made of.

use super::{Levels, Model, Options, RouteOptions, Window, Within, inside, links_yen};
use crate::plan::axis::Day;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The choices on one route.
pub(crate) struct Apart {
    pub(crate) route: usize,
    /// The round of the bridge.
    pub(crate) bridge: Option<usize>,
    /// The round of the target.
    pub(crate) target: usize,
    /// ▲ of the bridge; empty without one.
    pub(crate) ends: Vec<Cutover>,
    /// ▲ of the standard.
    pub(crate) standards: Vec<Cutover>,
    /// Those of both that go together, and what both with all between them is worth.
    pub(crate) pairs: Vec<(u32, u32, Levels)>,
}

/// One ▲.
pub(crate) struct Cutover {
    pub(crate) day: Day,
    /// Index into the system's candidates.
    pub(crate) candidate: usize,
    /// The last day of the present service, where it ends that.
    pub(crate) last: Day,
    /// What its part is worth; without a bridge all that the system is worth.
    pub(crate) value: Levels,
}

/// One choice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen {
    pub(crate) route: usize,
    /// The last day of the present service.
    pub(crate) last: Day,
    /// Round and ▲ of the bridge, and of the standard.
    pub(crate) bridge: Option<(usize, Day)>,
    pub(crate) standard: (usize, Day),
}

/// One ▲ of some choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    pub(crate) day: Day,
    pub(crate) route: usize,
    pub(crate) round: usize,
    /// Whether it is the standard's, not the bridge's.
    pub(crate) standard: bool,
    /// The last day of the present service, where it ends that.
    pub(crate) last: Option<Day>,
}

impl Chosen {
    /// ▲ of the bridge, if there is one, and of the standard.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part> + use<> {
        let Chosen { route, last, .. } = *self;
        let part = |(round, day): (usize, Day), standard: bool| Part {
            day,
            route,
            round,
            standard,
            last: (!standard || self.bridge.is_none()).then_some(last),
        };
        let bridge = self.bridge.map(|bridge| part(bridge, false));
        bridge.into_iter().chain([part(self.standard, true)])
    }
}

/// Which choices count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Useful {
    /// So many of the first levels are as the best choice has them.
    pub(crate) fixed: usize,
    pub(crate) least: Levels,
    /// The next level is no more than this.
    pub(crate) most: i64,
}

impl Useful {
    /// Whether a choice counts that is worth so much.
    pub(crate) fn counts(&self, value: Levels) -> bool {
        value.first(self.fixed) == self.least.first(self.fixed) && self.may(value)
    }

    /// Whether one may that is worth so much or more.
    fn may(&self, value: Levels) -> bool {
        value.first(self.fixed) <= self.least.first(self.fixed)
            && value.get(self.fixed) <= self.most
    }
}

impl Options {
    /// The choices within windows that count, route by route, with their parts apart.
    pub(crate) fn apart(&self, model: &Model, within: &Within, useful: &Useful) -> Vec<Apart> {
        let each = |route| self.route_apart(model, route, within, useful);
        self.routes.iter().map(each).collect()
    }

    fn route_apart(
        &self,
        model: &Model,
        route: &RouteOptions,
        within: &Within,
        useful: &Useful,
    ) -> Apart {
        let mut apart = Apart {
            route: route.route,
            bridge: route.bridge.map(|(_, round)| round),
            target: model.systems[self.i].rounds[route.target],
            ends: Vec::new(),
            standards: Vec::new(),
            pairs: Vec::new(),
        };
        let standards = self.standards(model, route, within);
        let Some((bridge, round)) = route.bridge else {
            for (k, day, standard) in standards {
                let (last, present) = route.present[k];
                let value = standard.plus(present);
                if inside(last, within.present) && useful.counts(value) {
                    apart.standards.push(Cutover {
                        day,
                        candidate: self.fits[route.target].index[k],
                        last,
                        value,
                    });
                }
            }
            return apart;
        };
        let standards: Vec<_> = standards.filter(|s| useful.may(s.2)).collect();
        let standard = |(k, day, value): &(usize, Day, Levels)| Cutover {
            day: *day,
            candidate: self.fits[route.target].index[*k],
            last: *day,
            value: *value,
        };
        apart.standards = standards.iter().map(standard).collect();
        for (e, (last, present)) in route.present.iter().enumerate() {
            let day = self.fits[bridge].days[e];
            let left = inside(*last, within.present) && inside(day, within.rounds[bridge]);
            if !left || !useful.may(*present) {
                continue;
            }
            let at = u32::try_from(apart.ends.len()).unwrap_or(u32::MAX);
            apart.ends.push(Cutover {
                day,
                candidate: self.fits[bridge].index[e],
                last: *last,
                value: *present,
            });
            let after = standards.partition_point(|s| s.1 <= day);
            for (place, (k, _, standard)) in standards.iter().enumerate().skip(after) {
                let value = present.plus(*standard);
                // What lies between two ▲ never gives anything back.
                let running = (route.running[*k] - route.before[e]).max(0);
                if !useful.may(value.with(model.at.yen, running)) {
                    continue;
                }
                let value = value.plus(self.between(model, route, round, (bridge, e), *k));
                if useful.counts(value) {
                    let place = u32::try_from(place).unwrap_or(u32::MAX);
                    apart.pairs.push((at, place, value));
                }
            }
        }
        apart
    }

    /// ▲ of the standard within windows: which, when, and what that part is worth.
    fn standards<'o>(
        &'o self,
        model: &'o Model,
        route: &'o RouteOptions,
        within: &'o Within,
    ) -> impl Iterator<Item = (usize, Day, Levels)> + 'o {
        let days = self.fits[route.target].days.iter().copied().enumerate();
        let allowed = days.filter(move |(_, day)| {
            inside(*day, within.standard) && inside(*day, within.rounds[route.target])
        });
        allowed.map(move |(k, day)| {
            let links = links_yen(model, within, day);
            (k, day, route.standard[k].with(model.at.yen, links))
        })
    }

    /// The window of all ▲ of the standard that may count.
    pub(crate) fn may_go_live(&self, model: &Model, within: &Within, useful: &Useful) -> Window {
        let mut window = (Day::MAX, Day::MIN);
        for route in &self.routes {
            for (k, day, standard) in self.standards(model, route, within) {
                let present = route.bridge.is_none().then(|| route.present[k].1);
                if useful.may(standard.plus(present.unwrap_or_default())) {
                    window = (window.0.min(day), window.1.max(day));
                }
            }
        }
        window
    }

    /// Goes through all choices within windows that count, with what each is worth, by trying all pairs of
    /// days. `may`: whether one with a bridge that is worth so much, or more by what lies between its two ▲,
    /// is wanted.
    pub(crate) fn each(
        &self,
        model: &Model,
        within: &Within,
        useful: &Useful,
        may: &mut dyn FnMut(Levels, &Chosen) -> bool,
        each: &mut dyn FnMut(Levels, &Chosen),
    ) {
        for route in &self.routes {
            let target = model.systems[self.i].rounds[route.target];
            for (k, day, standard) in self.standards(model, route, within) {
                let ends = match route.bridge {
                    // The standard itself ends the present service.
                    None => k..k + 1,
                    Some((bridge, _)) => {
                        0..self.fits[bridge].days.partition_point(|end| *end < day)
                    }
                };
                for e in ends {
                    let (last, present) = route.present[e];
                    let mut value = standard.plus(present);
                    if !inside(last, within.present) || !useful.may(value) {
                        continue;
                    }
                    let mut chosen = Chosen {
                        route: route.route,
                        last,
                        bridge: None,
                        standard: (target, day),
                    };
                    if let Some((bridge, round)) = route.bridge {
                        let end = self.fits[bridge].days[e];
                        chosen.bridge = Some((round, end));
                        let running = (route.running[k] - route.before[e]).max(0);
                        let least = value.with(model.at.yen, running);
                        let allowed = inside(end, within.rounds[bridge]);
                        if !allowed || !useful.may(least) || !may(least, &chosen) {
                            continue;
                        }
                        value += self.between(model, route, round, (bridge, e), k);
                    }
                    if useful.counts(value) {
                        each(value, &chosen);
                    }
                }
            }
        }
    }

    /// Forgets all ▲ but these: the others count more than any plan.
    pub(crate) fn keep_only<'c>(&mut self, parts: impl Iterator<Item = &'c Part> + Clone) {
        for route in &mut self.routes {
            let mine = parts.clone().filter(|p| p.route == route.route);
            let standards = mine.clone().filter(|p| p.standard);
            let standards: BTreeSet<Day> = standards.map(|p| p.day).collect();
            let ends: BTreeSet<Day> = mine.filter(|p| p.last.is_some()).map(|p| p.day).collect();
            let bridge = route.bridge.map(|(bridge, _)| bridge);
            let days = self.fits[bridge.unwrap_or(route.target)].days.iter();
            for (day, present) in days.zip(&mut route.present) {
                if !ends.contains(day) {
                    present.1 = Levels::WORST;
                }
            }
            if bridge.is_some() {
                let days = self.fits[route.target].days.iter();
                let values = Arc::make_mut(&mut route.standard);
                for (day, value) in days.zip(values) {
                    if !standards.contains(day) {
                        *value = Levels::WORST;
                    }
                }
            }
        }
    }
}
