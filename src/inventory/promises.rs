//! What an approved plan promised: routes and ▲, which a new plan is to keep where it can.

use super::{Inventory, Order};
use crate::calendar::Date;
use std::collections::BTreeMap;

/// What was promised of one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Id of the bridge of its route.
    pub bridge: String,
    /// Id of the target.
    pub target: String,
    /// ▲ of the bridge and of the standard, where it has them.
    pub cutovers: [Option<Date>; 2],
}

/// Promises by the ids of systems; what the inventory does not have is passed over.
pub type Promises = BTreeMap<String, Promise>;

impl Inventory {
    /// Minds from now on what was promised: after gaps and lateness, before anything else.
    pub fn promise(&mut self, promises: Promises) {
        self.promises = promises;
        self.order = self.order.keeping_promises();
    }
}

impl Order {
    /// The order with the promises in it: after the gaps and the lateness in front, before all else.
    pub fn keeping_promises(&self) -> Order {
        use super::Level;
        let days = [Level::GapDays, Level::HardLateDays, Level::LateDays];
        let mut levels: Vec<Level> = self.levels().to_vec();
        levels.retain(|level| !Level::PROMISES.contains(level));
        let front = levels.iter().take_while(|level| days.contains(level));
        let at = front.count();
        levels.splice(at..at, Level::PROMISES);
        Order::of(levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_stand_behind_gaps_and_lateness() {
        let names = |order: Order| order.keeping_promises().names().join(" ");
        assert_eq!(
            names(Order::default()),
            "gap_days hard_late_days late_days promises_changed promised_days_moved cost_yen \
             peak_load cutover_day_sum contract_day_sum"
        );
        let cheap = Order::asked(["cost_yen", "late_days"]).unwrap();
        assert_eq!(
            names(cheap),
            "gap_days hard_late_days promises_changed promised_days_moved cost_yen late_days"
        );
        let twice = Order::default().keeping_promises();
        assert_eq!(twice.keeping_promises(), twice);
    }
}
