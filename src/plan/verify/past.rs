//! What has happened, by round, contract and hardware.

use crate::calendar::{Calendar, Date, FiscalYear};
use crate::inventory::{Event, Inventory, Money, SystemIx};
use chrono::Datelike;

/// What has happened to a round, a contract or a piece of hardware.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    pub(super) enquired: Option<Date>,
    pub(super) requested: Option<Date>,
    pub(super) voted: Option<Date>,
    pub(super) signed: Option<Date>,
    pub(super) noticed: Option<Date>,
    /// The assessment of personal numbers was begun.
    pub(super) assessing: Option<Date>,
    pub(super) started: Option<Date>,
    /// Extensions signed, by date.
    pub(super) extended: Vec<Date>,
    /// ▲ that have happened; no system: for all of the round.
    pub(super) done: Vec<(Option<SystemIx>, Date)>,
}

/// All that has happened until the as-of date.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    pub(super) rounds: Vec<Past>,
    pub(super) contracts: Vec<Past>,
    pub(super) hardware: Vec<Past>,
}

impl History {
    pub(super) fn of(inventory: &Inventory) -> History {
        let mut history = History {
            rounds: vec![Past::default(); inventory.rounds.len()],
            contracts: vec![Past::default(); inventory.contracts.len()],
            hardware: vec![Past::default(); inventory.hardware.len()],
        };
        // An actual after the as-of date is none.
        for actual in inventory
            .actuals
            .iter()
            .filter(|a| a.date <= inventory.as_of)
        {
            let round = actual.round.and_then(|r| history.rounds.get_mut(r.0));
            let contract = actual.contract.and_then(|c| history.contracts.get_mut(c.0));
            let hardware = actual.hardware.and_then(|h| history.hardware.get_mut(h.0));
            for past in [round, contract, hardware].into_iter().flatten() {
                let date = Some(actual.date);
                match actual.event {
                    Event::Enquired => past.enquired = date,
                    Event::PiaStarted => past.assessing = date,
                    Event::Requested => past.requested = date,
                    Event::Voted => past.voted = date,
                    Event::Signed => past.signed = date,
                    Event::NoticeGiven => past.noticed = date,
                    Event::Started => past.started = date,
                    Event::Extended => past.extended.push(actual.date),
                    Event::Done => past.done.push((actual.system, actual.date)),
                }
            }
        }
        for past in history
            .rounds
            .iter_mut()
            .chain(&mut history.contracts)
            .chain(&mut history.hardware)
        {
            past.extended.sort_unstable();
        }
        history
    }
}

impl Past {
    /// The recorded ▲ of a system.
    pub(super) fn done_for(&self, system: SystemIx) -> Option<Date> {
        self.done
            .iter()
            .find(|(s, _)| s.is_none_or(|s| s == system))
            .map(|(_, date)| *date)
    }

    /// Whether work has begun.
    pub(super) fn begun(&self) -> bool {
        self.started.is_some() || !self.done.is_empty()
    }

    /// Whether ★ lies behind: signed, or work that cannot have begun without.
    pub(super) fn behind(&self, money: &Money) -> bool {
        matches!(money, Money::Signed { .. }) || self.signed.is_some() || self.begun()
    }

    /// Prices asked for on record that a request may rest on: at most a year old, and before it.
    pub(super) fn enquired_before(&self, request: Date) -> Option<Date> {
        self.enquired.filter(|asked| {
            let age = request.signed_duration_since(*asked).num_days();
            (0..=366).contains(&age)
        })
    }

    /// The recorded request for money of `year`: in the year before for an initial budget (●), in
    /// the same for a supplementary one (◆).
    /// Within the season of the next initial budget it is one for that.
    pub(super) fn requested_for(
        &self,
        year: FiscalYear,
        supplementary: bool,
        calendar: &Calendar,
    ) -> Option<Date> {
        let next = calendar.initial_budget(year.next());
        self.requested.filter(|d| {
            let of = FiscalYear::of(*d);
            if supplementary {
                of == year && (*d < next.request_from || next.request_to < *d)
            } else {
                of.next() == year
            }
        })
    }

    /// Whether what is recorded of requests and votes is about money for `year`: money that is
    /// voted for a later year is no other.
    pub(super) fn about(&self, year: FiscalYear, money: &Money) -> bool {
        !matches!(money, Money::Voted { fiscal_year, .. } if year < *fiscal_year)
    }

    /// The recorded vote of money for `year`: in the spring before it, or within it.
    pub(super) fn voted_for(&self, year: FiscalYear) -> Option<Date> {
        self.voted.filter(|d| {
            let of = FiscalYear::of(*d);
            if d.month() <= 3 {
                of.next() == year
            } else {
                of == year
            }
        })
    }
}
