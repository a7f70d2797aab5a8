//! The chain of services of one system, and how long each is covered.

use super::reading::{Move, Reading, Taken};
use super::steps::{Step, Terms, end_after, fewest};
use crate::calendar::Date;
use crate::inventory::{Inventory, PlatformIx};
use chrono::Days;

/// What steps of extension are taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    Contract(usize),
    Hardware(usize),
    Round(usize),
}

/// One service stage as it follows from the decisions.
#[derive(Clone, Debug)]
pub(super) struct Service {
    /// Which of the system's moves begins it; `None`: the present one.
    pub(super) begun_by: Option<usize>,
    pub(super) from: Date,
    /// Last day needed: the day before the next begins.
    pub(super) needed: Date,
    /// Last day covered, with the steps taken.
    pub(super) covered: Date,
    /// Last day of the base term, where it has one.
    pub(super) base_end: Option<Date>,
    /// Steps taken.
    pub(super) steps: Vec<(Thing, Vec<Step>)>,
}

impl Service {
    /// Last day in use.
    pub(super) fn last_day(&self) -> Date {
        self.needed.min(self.covered)
    }

    /// First and last day without cover, if there are any.
    pub(super) fn gap(&self) -> Option<(Date, Date)> {
        let from = self.from.max(self.covered + Days::new(1));
        (self.covered < self.needed && from <= self.needed).then_some((from, self.needed))
    }

    /// How many steps it contains.
    pub(super) fn step_count(&self) -> u32 {
        let count: usize = self.steps.iter().map(|(_, steps)| steps.len()).sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// The present service, that of the bridge, that of the standard.
pub(super) fn services(reading: &Reading<'_>, taken: &Taken<'_>) -> Vec<Service> {
    let calendar = reading.calendar;
    let mut starts: Vec<Date> = taken
        .moves
        .iter()
        .map(|m| calendar.service_start(m.cutover))
        .collect();
    starts.push(super::frame::never());
    let day_before = |i: usize| {
        starts
            .get(i)
            .map_or(super::frame::never(), |d| *d - Days::new(1))
    };
    let mut services = vec![present(reading, taken, day_before(0))];
    for (i, m) in taken.moves.iter().enumerate() {
        let (from, needed) = (starts[i], day_before(i + 1));
        services.push(if m.standard {
            let covered = support(reading.inventory, platform_of(reading.inventory, m));
            Service {
                begun_by: Some(i),
                from,
                needed,
                covered,
                base_end: None,
                steps: Vec::new(),
            }
        } else {
            moved(reading, m, i, from, needed)
        });
    }
    services
}

fn present(reading: &Reading<'_>, taken: &Taken<'_>, needed: Date) -> Service {
    let inventory = reading.inventory;
    let mut support_end = super::frame::never();
    let mut things = Vec::new();
    if let Some((ix, contract)) = taken
        .system
        .contract
        .and_then(|c| Some((c.0, inventory.contracts.get(c.0)?)))
    {
        let past = &reading.history.contracts[ix];
        let (end, extend, notice) = (contract.ends, contract.extend.as_ref(), contract.notice);
        let allowed = taken.bridge.extends_contract;
        things.push((
            Thing::Contract(ix),
            Terms {
                end,
                extend,
                notice,
                past,
                holding: true,
                allowed,
            },
        ));
    }
    if let Some((ix, hardware)) = taken
        .system
        .hardware
        .and_then(|h| Some((h.0, inventory.hardware.get(h.0)?)))
    {
        let past = &reading.history.hardware[ix];
        let (end, extend, notice) = (hardware.expires, hardware.extend.as_ref(), hardware.notice);
        let allowed = taken.bridge.extends_hardware;
        things.push((
            Thing::Hardware(ix),
            Terms {
                end,
                extend,
                notice,
                past,
                holding: true,
                allowed,
            },
        ));
        support_end = support(inventory, Some(hardware.platform));
    }
    let (covered, steps) = carry(reading, things, support_end, needed);
    Service {
        begun_by: None,
        from: reading.from,
        needed,
        covered,
        base_end: None,
        steps,
    }
}

fn moved(reading: &Reading<'_>, m: &Move<'_>, i: usize, from: Date, needed: Date) -> Service {
    let inventory = reading.inventory;
    let hardware = m.round.hardware.and_then(|h| inventory.hardware.get(h.0));
    let other_end = support(inventory, platform_of(inventory, m))
        .min(hardware.map_or(super::frame::never(), |h| h.expires));
    let first = reading.shared(m).first;
    let base_end = m
        .round
        .term
        .map(|term| term.after(first, reading.calendar) - Days::new(1));
    let things = base_end.map(|end| {
        let (extend, notice) = (m.round.extend.as_ref(), m.round.notice);
        (
            Thing::Round(m.ix.0),
            Terms {
                end,
                extend,
                notice,
                past: reading.past(m),
                holding: false,
                allowed: true,
            },
        )
    });
    let (covered, steps) = carry(reading, things.into_iter().collect(), other_end, needed);
    Service {
        begun_by: Some(i),
        from,
        needed,
        covered,
        base_end,
        steps,
    }
}

/// Takes the fewest steps that reach the last day needed or, where that is out of reach, the
/// farthest day that all can reach.
fn carry(
    reading: &Reading<'_>,
    things: Vec<(Thing, Terms<'_>)>,
    other_end: Date,
    needed: Date,
) -> (Date, Vec<(Thing, Vec<Step>)>) {
    let all: Vec<(Thing, Date, Vec<Step>)> = things
        .into_iter()
        .map(|(thing, terms)| (thing, terms.end, terms.steps(reading, needed)))
        .collect();
    let farthest = |(_, end, steps): &(Thing, Date, Vec<Step>)| end_after(*end, steps, steps.len());
    let reach = all
        .iter()
        .map(farthest)
        .fold(needed.min(other_end), Date::min);
    let mut covered = other_end;
    let mut taken = Vec::new();
    for (thing, end, mut steps) in all {
        steps.truncate(fewest(end, &steps, reach));
        covered = covered.min(end_after(end, &steps, steps.len()));
        taken.push((thing, steps));
    }
    (covered, taken)
}

/// Platform of the service that a move begins.
fn platform_of(inventory: &Inventory, m: &Move<'_>) -> Option<PlatformIx> {
    let named = || {
        inventory
            .platforms
            .iter()
            .position(|p| p.id == m.rule.platform)
            .map(PlatformIx)
    };
    m.round.platform.or_else(named)
}

/// Last day that a platform is supported.
fn support(inventory: &Inventory, platform: Option<PlatformIx>) -> Date {
    platform
        .and_then(|p| inventory.platforms.get(p.0)?.supported_until)
        .unwrap_or(super::frame::never())
}
