//! What makes one plan better than another: the levels of the objective, in the order in which they
//! are minded.

use crate::diag::closest;

/// A level of the objective; least is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Days without cover.
    GapDays,
    /// Days late against hard deadlines.
    HardLateDays,
    /// Weighted days late against soft deadlines.
    LateDays,
    /// Promised routes and ▲ that are not kept.
    PromisesChanged,
    /// Days between promised ▲ and those of the plan.
    PromisedDaysMoved,
    /// Yen within the horizon.
    CostYen,
    /// Greatest load / capacity.
    PeakLoad,
    /// Σ of the days to each ▲.
    CutoverDaySum,
    /// Σ of the days to each ★.
    ContractDaySum,
}

impl Level {
    /// All, in the order in which they are minded when nobody says otherwise.
    pub const ALL: [Level; 7] = [
        Level::GapDays,
        Level::HardLateDays,
        Level::LateDays,
        Level::CostYen,
        Level::PeakLoad,
        Level::CutoverDaySum,
        Level::ContractDaySum,
    ];

    /// What an approved plan promised; minded where that is asked for.
    pub const PROMISES: [Level; 2] = [Level::PromisesChanged, Level::PromisedDaysMoved];

    /// Its name, as in plan.json's `outcome.objective`.
    pub fn name(self) -> &'static str {
        match self {
            Level::GapDays => "gap_days",
            Level::HardLateDays => "hard_late_days",
            Level::LateDays => "late_days",
            Level::PromisesChanged => "promises_changed",
            Level::PromisedDaysMoved => "promised_days_moved",
            Level::CostYen => "cost_yen",
            Level::PeakLoad => "peak_load",
            Level::CutoverDaySum => "cutover_day_sum",
            Level::ContractDaySum => "contract_day_sum",
        }
    }

    /// The level with this name.
    pub fn named(name: &str) -> Option<Level> {
        let mut all = Level::ALL.into_iter().chain(Level::PROMISES);
        all.find(|level| level.name() == name)
    }
}

/// Levels that are never left out, nor moved behind others, without being named.
const KEPT: [Level; 2] = [Level::GapDays, Level::HardLateDays];

/// What stands before a level that is not to be minded.
const NOT: &str = "no-";

/// The levels that are minded, the first counting most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order(Vec<Level>);

impl Default for Order {
    fn default() -> Order {
        Order(Level::ALL.to_vec())
    }
}

/// Why a list of levels is no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoOrder {
    /// No level has this name; the nearest that has.
    Unknown {
        /// As written.
        name: String,
        /// The nearest name.
        nearest: Option<String>,
    },
    /// A level is named twice.
    Twice(&'static str),
    /// No level is left.
    Nothing,
}

fn unknown(name: &str) -> NoOrder {
    let known = Order::words();
    let nearest = closest(name, known.iter().map(String::as_str));
    NoOrder::Unknown {
        name: name.to_owned(),
        nearest: nearest.map(str::to_owned),
    }
}

impl Order {
    /// The order that a list of names asks for.
    ///
    /// What is not named is not minded. Only `gap_days` and `hard_late_days` stay in front, in this
    /// order, where they are not named: they are moved by naming them, and left out by `no-gap_days`
    /// and `no-hard_late_days`.
    pub fn asked<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Order, NoOrder> {
        let mut named: Vec<(Level, bool)> = Vec::new();
        for name in names {
            let name = name.trim();
            let left_out = KEPT
                .into_iter()
                .find(|level| name.strip_prefix(NOT) == Some(level.name()));
            let usual = |level: &Level| Level::ALL.contains(level);
            let known = left_out.or_else(|| Level::named(name).filter(usual));
            let (level, minded) = (known.ok_or_else(|| unknown(name))?, left_out.is_none());
            if named.iter().any(|(known, _)| *known == level) {
                return Err(NoOrder::Twice(level.name()));
            }
            named.push((level, minded));
        }
        let kept = KEPT.into_iter();
        let kept = kept.filter(|level| named.iter().all(|(known, _)| known != level));
        let minded = named.iter().filter(|(_, minded)| *minded).map(|n| n.0);
        let order: Vec<Level> = kept.chain(minded).collect();
        if order.is_empty() {
            return Err(NoOrder::Nothing);
        }
        Ok(Order(order))
    }

    /// An order of levels, each of which is there once.
    pub(super) fn of(levels: Vec<Level>) -> Order {
        Order(levels)
    }

    /// All that a list may name.
    pub fn words() -> Vec<String> {
        let levels = Level::ALL.map(|level| level.name().to_owned());
        let not = KEPT.map(|level| format!("{NOT}{}", level.name()));
        levels.into_iter().chain(not).collect()
    }

    /// The levels, the first counting most.
    pub fn levels(&self) -> &[Level] {
        &self.0
    }

    /// Their names.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|l| l.name().to_owned()).collect()
    }

    /// The list that asks for it.
    pub fn spelt(&self) -> Vec<String> {
        let left_out = KEPT.into_iter().filter(|level| !self.minds(*level));
        let left_out = left_out.map(|level| format!("{NOT}{}", level.name()));
        self.names().into_iter().chain(left_out).collect()
    }

    /// Whether it is the order that nobody has to ask for.
    pub fn is_default(&self) -> bool {
        self.0 == Level::ALL
    }

    /// Whether a level is minded.
    pub fn minds(&self, level: Level) -> bool {
        self.0.contains(&level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &str) -> Vec<String> {
        Order::asked(list.split(',')).unwrap().names()
    }

    #[test]
    fn gaps_and_hard_deadlines_stay_in_front_where_they_are_not_named() {
        assert_eq!(
            names("cost_yen, late_days"),
            ["gap_days", "hard_late_days", "cost_yen", "late_days"]
        );
        assert_eq!(
            names("cost_yen,gap_days"),
            ["hard_late_days", "cost_yen", "gap_days"]
        );
        assert_eq!(
            names("no-gap_days,late_days"),
            ["hard_late_days", "late_days"]
        );
        let all = Level::ALL.map(Level::name).join(",");
        assert!(Order::asked(all.split(',')).unwrap().is_default());
    }

    #[test]
    fn what_is_no_order_says_why() {
        let asked = |list: &str| Order::asked(list.split(','));
        assert_eq!(
            asked("cost"),
            Err(NoOrder::Unknown {
                name: "cost".to_owned(),
                nearest: Some("cost_yen".to_owned())
            })
        );
        assert_eq!(
            asked("cost_yen,no-gap_days,cost_yen"),
            Err(NoOrder::Twice("cost_yen"))
        );
        assert_eq!(
            asked("no-gap_days,no-hard_late_days"),
            Err(NoOrder::Nothing)
        );
    }
}
