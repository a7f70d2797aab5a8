//! What has happened, gathered by round, contract and hardware.

use crate::calendar::{Calendar, Date, FiscalYear};
use crate::inventory::{Event, Inventory, SystemIx};

/// What has happened to one round.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RoundActs {
    pub(crate) enquired: Option<Date>,
    pub(crate) requested: Option<Date>,
    pub(crate) voted: Option<Date>,
    /// When ★ was signed, or had been at the latest: from then on there is work.
    pub(crate) signed: Option<Date>,
    /// Whether an actual dates ★. Where none does, the plan shows no ★.
    pub(crate) sign_recorded: bool,
    pub(crate) notice_given: Option<Date>,
    pub(crate) pia_started: Option<Date>,
    pub(crate) started: Option<Date>,
    pub(crate) extended: Vec<Date>,
    pub(crate) done: Vec<(SystemIx, Date)>,
}

impl RoundActs {
    /// The recorded enquiry that a request on `request` may rest on: prices of the year before it.
    pub(crate) fn enquired_for(&self, request: Date) -> Option<Date> {
        self.enquired
            .filter(|d| (0..=366).contains(&(request - *d).num_days()))
    }

    /// The recorded request for the initial budget of `year`: handed in in the fiscal year before.
    pub(crate) fn requested_for(&self, year: FiscalYear) -> Option<Date> {
        self.requested.filter(|d| FiscalYear::of(*d).next() == year)
    }

    /// The recorded request for a supplementary budget of `year`: handed in within that year,
    /// outside the season of the next initial budget.
    pub(crate) fn supplementary_for(&self, year: FiscalYear, calendar: &Calendar) -> Option<Date> {
        let next = calendar.initial_budget(year.next());
        let season = next.request_from..=next.request_to;
        self.requested
            .filter(|d| FiscalYear::of(*d) == year && !season.contains(d))
    }

    /// The recorded vote of money for `year`: in January to March before it, or within it. The
    /// fiscal year is 1 April to 31 March (地方自治法208条1項), and its initial budget is voted before
    /// it begins (同法211条1項): a vote of these months is taken as one for the next year.
    pub(crate) fn voted_for(&self, year: FiscalYear) -> Option<Date> {
        self.voted.filter(|d| is_vote_for(*d, year))
    }

    /// The recorded ▲ of a system.
    pub(crate) fn done_for(&self, system: SystemIx) -> Option<Date> {
        self.done
            .iter()
            .find(|(s, _)| *s == system)
            .map(|(_, d)| *d)
    }
}

/// Whether a vote on `date` is of money for `year`.
fn is_vote_for(date: Date, year: FiscalYear) -> bool {
    use chrono::Datelike;
    let spring = date.month() <= 3 && FiscalYear::of(date).next() == year;
    spring || (FiscalYear::of(date) == year && date.month() > 3)
}

/// What has happened to one contract or piece of hardware.
#[derive(Clone, Debug, Default)]
pub(crate) struct ResourceActs {
    /// The last request and vote recorded of money for an extension.
    pub(crate) requested: Option<Date>,
    pub(crate) voted: Option<Date>,
    pub(crate) notice_given: Option<Date>,
    pub(crate) extended: Vec<Date>,
}

impl ResourceActs {
    /// The recorded request for money of `year`.
    pub(crate) fn requested_for(&self, year: FiscalYear) -> Option<Date> {
        self.requested.filter(|d| FiscalYear::of(*d).next() == year)
    }

    /// The recorded vote of money for `year`.
    pub(crate) fn voted_for(&self, year: FiscalYear) -> Option<Date> {
        self.voted.filter(|d| is_vote_for(*d, year))
    }
}

/// All that has happened.
#[derive(Default)]
pub(crate) struct Acts {
    pub(crate) rounds: Vec<RoundActs>,
    pub(crate) contracts: Vec<ResourceActs>,
    pub(crate) hardware: Vec<ResourceActs>,
}

impl Acts {
    pub(crate) fn of(inventory: &Inventory) -> Acts {
        let mut acts = Acts {
            rounds: vec![RoundActs::default(); inventory.rounds.len()],
            contracts: vec![ResourceActs::default(); inventory.contracts.len()],
            hardware: vec![ResourceActs::default(); inventory.hardware.len()],
        };
        for actual in &inventory.actuals {
            // What is recorded for the future is no actual; the check says so.
            if actual.date > inventory.as_of {
                continue;
            }
            if let Some(round) = actual.round {
                let to = &mut acts.rounds[round.0];
                match actual.event {
                    Event::Enquired => to.enquired = Some(actual.date),
                    Event::Requested => to.requested = Some(actual.date),
                    Event::Voted => to.voted = Some(actual.date),
                    Event::PiaStarted => to.pia_started = Some(actual.date),
                    Event::Signed => {
                        to.signed = Some(actual.date);
                        to.sign_recorded = true;
                    }
                    Event::NoticeGiven => to.notice_given = Some(actual.date),
                    Event::Started => to.started = Some(actual.date),
                    Event::Extended => to.extended.push(actual.date),
                    Event::Done => {
                        let systems = match actual.system {
                            Some(system) => vec![system],
                            None => inventory.rounds[round.0].systems.clone(),
                        };
                        to.done
                            .extend(systems.into_iter().map(|s| (s, actual.date)));
                    }
                }
            }
            let resource = match (actual.contract, actual.hardware) {
                (Some(c), _) => acts.contracts.get_mut(c.0),
                (None, Some(h)) => acts.hardware.get_mut(h.0),
                (None, None) => None,
            };
            match (resource, actual.event) {
                (Some(to), Event::Requested) => to.requested = Some(actual.date),
                (Some(to), Event::Voted) => to.voted = Some(actual.date),
                (Some(to), Event::NoticeGiven) => to.notice_given = Some(actual.date),
                (Some(to), Event::Extended) => to.extended.push(actual.date),
                _ => {}
            }
        }
        // Work that has begun was signed by then, whether or not the signing is recorded.
        for (acts, round) in acts.rounds.iter_mut().zip(&inventory.rounds) {
            let begun = acts
                .started
                .or_else(|| acts.done.iter().map(|(_, d)| *d).min());
            let signed = matches!(round.money, crate::inventory::Money::Signed { .. });
            if acts.signed.is_none() && !signed && !round.in_house() {
                acts.signed = acts
                    .started
                    .or(begun.map(|d| round_start(inventory, round, d)));
            }
        }
        acts
    }
}

/// When work that ended on `done` must have begun: its shortest length before.
fn round_start(inventory: &Inventory, round: &crate::inventory::Round, done: Date) -> Date {
    inventory
        .calendar
        .open_on_or_before(round.work.low.before(done, &inventory.calendar))
}
