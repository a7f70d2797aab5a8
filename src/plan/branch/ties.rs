//! What ties systems to one another besides capacity: shared contracts, hardware and rounds, links. Each
//! is made a sum over the systems, so that a price can stand for it.
//!
//! What is shared costs as much as for that of its users who needs it most: as much as any shares of
//! one, one share for each user. A link is a difference of days.

use super::Problem;
use super::node::Windows;
use crate::plan::axis::Day;
use crate::plan::model::Model;

/// Yen that rounding may take off what a temporary interface costs.
const ROUNDING: i64 = 8;

/// One sum that is nothing or less in every plan, but for what is shared: that is what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// What more than `least` the contract or hardware numbered `carrier` costs for its user.
    Carrier {
        carrier: usize,
        user: usize,
        least: i64,
    },
    /// What more than `least` the round numbered `round` costs for its user.
    Round {
        round: usize,
        user: usize,
        least: i64,
    },
    /// `first` goes live no later than `then`.
    Order { first: usize, then: usize },
    /// Both go live on one day.
    Together { one: usize, other: usize },
    /// The temporary interface numbered `link` between two ▲, of a price of `rate` / 12 a month.
    Interface {
        link: usize,
        one: usize,
        other: usize,
        rate: i64,
    },
}

impl Tie {
    /// The least and the most that its price may be.
    pub(super) fn prices(&self) -> (f64, f64) {
        match self {
            Tie::Carrier { .. } | Tie::Round { .. } => (0.0, 1.0),
            Tie::Order { .. } => (0.0, f64::INFINITY),
            Tie::Together { .. } => (f64::NEG_INFINITY, f64::INFINITY),
            Tie::Interface { .. } => (-1.0, 1.0),
        }
    }

    /// Of what it has a share; all shares of one thing are one at most.
    pub(super) fn shares(&self) -> Option<(bool, usize)> {
        match self {
            Tie::Carrier { carrier, .. } => Some((true, *carrier)),
            Tie::Round { round, .. } => Some((false, *round)),
            _ => None,
        }
    }

    /// Whether its price is that of yen, not of days.
    pub(super) fn is_yen(&self) -> bool {
        !matches!(self, Tie::Order { .. } | Tie::Together { .. })
    }

    /// Whether it counts the end of the present service.
    pub(super) fn is_left(&self) -> bool {
        matches!(self, Tie::Carrier { .. })
    }

    /// What a price of one takes off where rounding may.
    pub(super) fn slack(&self) -> i64 {
        match self {
            Tie::Interface { .. } => ROUNDING,
            _ => 0,
        }
    }

    /// The systems that it is a sum over.
    pub(super) fn has(&self, i: usize) -> bool {
        match *self {
            Tie::Carrier { user, .. } | Tie::Round { user, .. } => user == i,
            Tie::Order { first, then } => [first, then].contains(&i),
            Tie::Together { one, other } | Tie::Interface { one, other, .. } => {
                [one, other].contains(&i)
            }
        }
    }

    /// The part of system `i` whose present service ends after `last` and whose standard has its ▲ on
    /// `day`.
    pub(super) fn part(&self, problem: &Problem, i: usize, last: Day, day: Day) -> i64 {
        let model = problem.model;
        let since = i64::from(day - model.as_of);
        match *self {
            Tie::Carrier { carrier, least, .. } => problem.shared.carriers[carrier]
                .bound(last)
                .saturating_sub(least),
            Tie::Round { round, least, .. } => problem.shared.rounds[round]
                .running_from(model, day)
                .saturating_sub(least),
            Tie::Order { first, .. } if first == i => since,
            Tie::Order { .. } => -since,
            Tie::Together { one, .. } if one == i => since,
            Tie::Together { .. } => -since,
            Tie::Interface { one, rate, .. } => {
                let (from, to) = model.horizon;
                let yen = model.axis.share(rate, from, (day - 1).min(to));
                if one == i { yen } else { -yen }
            }
        }
    }
}

impl Problem<'_> {
    /// All ties, `yen`: with those of costs too. Of what is shared, what windows force is no part.
    pub(super) fn ties(&self, windows: &Windows, yen: bool) -> Vec<Tie> {
        let model = self.model;
        let mut ties = Vec::new();
        for (then, system) in model.systems.iter().enumerate() {
            let before = system.before.iter();
            ties.extend(before.map(|first| Tie::Order {
                first: *first,
                then,
            }));
            let others = system.together.iter().filter(|other| then < **other);
            ties.extend(others.map(|other| Tie::Together {
                one: then,
                other: *other,
            }));
        }
        if !yen {
            return ties;
        }
        for (carrier, shared) in self.shared.carriers.iter().enumerate() {
            let least = shared.bound(windows.carriers[carrier]);
            ties.extend(shared.users().iter().map(|user| Tie::Carrier {
                carrier,
                user: *user,
                least,
            }));
        }
        for (round, shared) in self.shared.rounds.iter().enumerate() {
            let last = shared.last_first(self, windows, windows.firsts[round]);
            let least = shared.running_from(model, last);
            ties.extend(shared.users().iter().map(|user| Tie::Round {
                round,
                user: *user,
                least,
            }));
        }
        for (number, link) in model.soft.iter().enumerate() {
            let rate = link_rate(model, &link.price);
            if rate > 0 {
                ties.push(Tie::Interface {
                    link: number,
                    one: link.from,
                    other: link.to,
                    rate,
                });
            }
        }
        ties
    }
}

/// Twelve times the least that an interface costs a month.
fn link_rate(model: &Model, price: &crate::inventory::Price) -> i64 {
    let least = |yen: Option<crate::calendar::Range<i64>>| {
        let least =
            |y: crate::calendar::Range<i64>| model.axis.least_indexed(y.high, price.terms.index);
        yen.map_or(0, least)
    };
    let (month, year) = (least(price.month), least(price.year));
    if month < 0 || year < 0 || least(price.once) < 0 {
        return 0;
    }
    month.saturating_mul(12).saturating_add(year)
}
