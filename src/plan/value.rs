//! What a plan is worth and what bounds it, level by level.

use super::{Bound, Objective, Outcome};
use crate::inventory::Level;

impl Outcome {
    /// The levels that were minded, the first counting most.
    pub fn levels(&self) -> Vec<Level> {
        if self.order.is_empty() {
            return Level::ALL.to_vec();
        }
        let named = self.order.iter().filter_map(|name| Level::named(name));
        named.collect()
    }
}

impl Bound {
    /// The bound of a level, where there is one.
    pub fn get(&self, level: Level) -> Option<f64> {
        let whole = |bound: Option<i64>| bound.map(|b| b as f64);
        match level {
            Level::GapDays => whole(self.gap_days),
            Level::HardLateDays => whole(self.hard_late_days),
            Level::LateDays => whole(self.late_days),
            Level::PromisesChanged => whole(self.promises_changed),
            Level::PromisedDaysMoved => whole(self.promised_days_moved),
            Level::CostYen => whole(self.cost_yen),
            Level::PeakLoad => self.peak_load,
            Level::CutoverDaySum => whole(self.cutover_day_sum),
            Level::ContractDaySum => whole(self.contract_day_sum),
        }
    }
}

impl Objective {
    /// The value of a level.
    pub fn get(&self, level: Level) -> f64 {
        match level {
            Level::GapDays => self.gap_days as f64,
            Level::HardLateDays => self.hard_late_days as f64,
            Level::LateDays => self.late_days as f64,
            Level::PromisesChanged => self.promises_changed.unwrap_or(0) as f64,
            Level::PromisedDaysMoved => self.promised_days_moved.unwrap_or(0) as f64,
            Level::CostYen => self.cost_yen as f64,
            Level::PeakLoad => self.peak_load,
            Level::CutoverDaySum => self.cutover_day_sum as f64,
            Level::ContractDaySum => self.contract_day_sum as f64,
        }
    }

    /// The value of a level; `None`: it was not minded, and is not told.
    pub fn told(&self, level: Level) -> Option<f64> {
        let told = match level {
            Level::PromisesChanged => self.promises_changed.is_some(),
            Level::PromisedDaysMoved => self.promised_days_moved.is_some(),
            _ => true,
        };
        told.then(|| self.get(level))
    }

    /// Whether the plan has a gap or misses a hard deadline.
    pub fn broken(&self) -> bool {
        self.gap_days > 0 || self.hard_late_days > 0
    }
}
