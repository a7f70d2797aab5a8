//! The inventory: what a municipality has, and what it may do about it.
//!
//! [`read()`] turns texts into a [`Draft`] (as written, with a place for everything); a [`scenario`]
//! may change it; [`check()`] turns
//! a draft into an [`Inventory`] (as proved: every reference resolved, routes and rounds complete).
//! Only `check` makes an `Inventory`.

mod actuals;
mod catalogue;
pub mod check;
pub mod confirm;
pub mod read;
mod money;
mod objective;
mod progress;
mod promises;
mod records;
mod routes;
pub mod scenario;
pub mod schema;

pub use actuals::{Actual, Event};
pub use catalogue::{Business, Catalogue};
pub use check::{Lints, check, check_kept, levels, load, waived, within};
pub(crate) use confirm::{added, replaced};
pub(crate) use money::decimal;
pub use money::{
    Cost, CostPer, Extend, InstrumentKind, Money, Notice, NoticeKind, Price, PriceIndex, Tax,
    Terms, WHOLE,
};
pub use objective::{Level, NoOrder, Order};
pub use progress::{Progress, STEPS, Step, steps};
pub use promises::{Promise, Promises};
pub use read::{Draft, Files, Node, read};
pub(crate) use read::{Entry, Value};
pub use records::{
    Bounds, Capacity, CapacityPeriod, Ceiling, Contract, Current, Deadline, DeadlineException,
    DeadlineKind, Group, Hardware, Link, LinkKind, Method, MethodKind, Municipality,
    MunicipalityKind, Outside, Platform, PlatformKind, Provider, Round, System, Waiver,
};
pub use routes::{
    ActivityRule, AssumedSpreads, BridgeRule, MoveRule, Named, Route, Routes, StageRule,
    TargetRule, WorkKind,
};

use crate::calendar::{Calendar, Date};
use crate::facts::Facts;

macro_rules! index {
    ($($name:ident $doc:literal;)*) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    )*};
}

index! {
    SystemIx "Index into [`Inventory::systems`].";
    RoundIx "Index into [`Inventory::rounds`].";
    ContractIx "Index into [`Inventory::contracts`].";
    HardwareIx "Index into [`Inventory::hardware`].";
    PlatformIx "Index into [`Inventory::platforms`].";
    ProviderIx "Index into [`Inventory::providers`]: a vendor or a team.";
    DeadlineIx "Index into [`Inventory::deadlines`].";
}

/// A checked inventory: no reference dangles, no range is reversed, hard links have no cycle.
#[derive(Clone, Debug)]
pub struct Inventory {
    /// Whose it is.
    pub municipality: Municipality,
    /// First and last day drawn and costed; planning looks five years further.
    pub horizon: (Date, Date),
    /// The only "today" there is.
    pub as_of: Date,
    /// What makes one plan better than another.
    pub order: Order,
    /// Systems in the order of the file.
    pub systems: Vec<System>,
    /// Rounds: those written as `[[procurement]]` in file order, then those implied by routes.
    pub rounds: Vec<Round>,
    /// Contracts in file order.
    pub contracts: Vec<Contract>,
    /// Hardware in file order.
    pub hardware: Vec<Hardware>,
    /// Platforms in file order.
    pub platforms: Vec<Platform>,
    /// Vendors in file order, then teams in file order.
    pub providers: Vec<Provider>,
    /// Deadlines in file order.
    pub deadlines: Vec<Deadline>,
    /// What has happened, by date.
    pub actuals: Vec<Actual>,
    /// What an approved plan promised, where that is to be kept.
    pub promises: Promises,
    /// How far systems had come by the 40 steps, by date.
    pub progress: Vec<Progress>,
    /// Ceilings of fiscal years in file order.
    pub ceilings: Vec<Ceiling>,
    /// Price indices in file order.
    pub indices: Vec<PriceIndex>,
    /// Businesses that no system here serves, and why.
    pub outside: Vec<Outside>,
    /// Findings that are waived.
    pub waivers: Vec<Waiver>,
    /// The statutory businesses as known on the as-of date, and local ones.
    pub catalogue: Catalogue,
    /// Bridges and targets.
    pub routes: Routes,
    /// Days.
    pub calendar: Calendar,
    /// Every fact by path.
    pub facts: Facts,
}

impl Inventory {
    /// The system behind an index of this inventory.
    pub fn system(&self, ix: SystemIx) -> &System {
        &self.systems[ix.0]
    }

    /// The round behind an index of this inventory.
    pub fn round(&self, ix: RoundIx) -> &Round {
        &self.rounds[ix.0]
    }

    /// The last day that planning looks at: five years after the horizon.
    pub fn planning_end(&self) -> Date {
        self.horizon.1 + chrono::Months::new(60)
    }

    /// The system with this id.
    pub fn system_by_id(&self, id: &str) -> Option<SystemIx> {
        self.systems.iter().position(|s| s.id == id).map(SystemIx)
    }

    /// The round with this id.
    pub fn round_by_id(&self, id: &str) -> Option<RoundIx> {
        self.rounds.iter().position(|r| r.id == id).map(RoundIx)
    }
}
