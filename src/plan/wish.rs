//! What is asked of one system beyond the inventory, to see what having it otherwise would cost.

use super::axis::{Day, NEVER, day};
use super::model::Model;
use crate::calendar::Date;
use crate::inventory::{Bounds, SystemIx};

/// A wish for one system. Everything else follows the inventory and may move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Whose.
    pub system: SystemIx,
    /// Id of the bridge that its route shall have; `None`: any.
    pub bridge: Option<String>,
    /// Which ▲ the days are about.
    pub cutover: Bounds,
    /// First day on which that ▲ may lie.
    pub not_before: Option<Date>,
    /// Last day on which that ▲ may lie.
    pub not_after: Option<Date>,
}

/// The wishes that a system of the model has to fulfil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// First and last ▲: of the bridge, of the standard.
    pub(crate) windows: [(Day, Day); 2],
    /// Index of the bridge.
    pub(crate) bridge: Option<usize>,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked {
            windows: [(Day::MIN, NEVER); 2],
            bridge: None,
        }
    }
}

impl Model<'_> {
    /// Keeps to a wish from now on; a bridge that the routes do not know allows none.
    pub(crate) fn ask(&mut self, wish: &Wish) {
        let bridges = &self.inventory.routes.bridges;
        let asked = &mut self.systems[wish.system.0].asked;
        if let Some(id) = &wish.bridge {
            let known = bridges.iter().position(|b| b.id == *id);
            asked.bridge = Some(known.unwrap_or(usize::MAX));
        }
        let window = &mut asked.windows[usize::from(wish.cutover == Bounds::StandardCutover)];
        *window = (
            wish.not_before.map_or(Day::MIN, day),
            wish.not_after.map_or(NEVER, day),
        );
    }
}
