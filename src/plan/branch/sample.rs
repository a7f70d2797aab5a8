//! What the tests of proofs begin with.

use super::Limits;
use crate::calendar::Date;
use crate::diag::Sink;
use crate::inventory::{Files, Inventory, load};
use crate::plan::state::FULL;
use crate::source::Sources;

/// Effort enough for what the tests prove.
pub(super) const LIMITS: Limits = Limits {
    nodes: 10_000,
    steps: 40_000_000,
    load: FULL,
    levels: None,
    any: false,
    unless_queued: false,
};

/// An inventory by itself, as of 2021-08-03.
pub(super) fn read(text: &str) -> Inventory {
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", text),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let as_of = Date::from_ymd_opt(2021, 8, 3).unwrap();
    load(&mut sources, &files, as_of, &mut Sink::new()).unwrap()
}

/// The shipped inventory.
pub(super) fn shipped() -> Inventory {
    read(include_str!("../../../systems.toml"))
}
