//! What a plan breaks of what was promised: routes and ▲ that are others, and days between.

use super::axis::{Day, day};
use super::levels::Levels;
use super::model::Model;
use crate::inventory::{Bounds, Inventory, Promise};

/// What was promised of a system of the model. What the routes do not know any more is never kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Promised {
    bridge: Option<usize>,
    target: Option<usize>,
    /// ▲ of the bridge and of the standard.
    cutovers: [Option<Day>; 2],
}

impl Promised {
    pub(crate) fn of(inventory: &Inventory, promise: &Promise) -> Promised {
        let routes = &inventory.routes;
        Promised {
            bridge: routes.bridges.iter().position(|b| b.id == promise.bridge),
            target: routes.targets.iter().position(|t| t.id == promise.target),
            cutovers: promise.cutovers.map(|date| date.map(day)),
        }
    }
}

impl Model<'_> {
    /// What a route of a system breaks: 1 where it is another one, 1 for a ▲ of a bridge that it
    /// does not have.
    pub(crate) fn rerouted(&self, i: usize, route: usize, levels: &mut Levels) {
        if let Some(promised) = self.systems[i].promised {
            let route = &self.systems[i].routes[route];
            let (bridge, target) = (Some(route.bridge), Some(route.target));
            let other = (bridge, target) != (promised.bridge, promised.target);
            let dropped = promised.cutovers[0].is_some() && route.bridge_round.is_none();
            levels.add(self.at.changed, i64::from(other) + i64::from(dropped));
        }
    }

    /// What a ▲ breaks: 1 where it is not on its day, and the days between.
    pub(crate) fn moved(&self, i: usize, on: Bounds, cutover: Day, levels: &mut Levels) {
        let which = usize::from(on == Bounds::StandardCutover);
        let promised = self.systems[i].promised;
        if let Some(day) = promised.and_then(|p| p.cutovers[which]) {
            let days = (i64::from(cutover) - i64::from(day)).abs();
            levels.add(self.at.changed, i64::from(days > 0));
            levels.add(self.at.moved, days);
        }
    }
}
