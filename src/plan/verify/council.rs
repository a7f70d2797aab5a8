//! Contracts that the council itself votes (議会の議決に付すべき契約).

use super::acts::last_vote_before;
use super::price::with_tax;
use super::reading::Reading;
use super::{Found, days_between};
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{CostPer, Money, Round};
use chrono::Days;

/// The session that votes the contract of a ★: the last one until that day. `None`: none must.
pub(super) fn session(reading: &Reading<'_>, round: &Round, sign: Date) -> Option<Date> {
    let rules = reading.calendar.rules();
    let first = FiscalYear::of(sign).first_day();
    let kind = reading.inventory.municipality.kind.name();
    let least = rules.law.threshold("council", &round.object, kind, first)?;
    let mut price: i64 = 0;
    for cost in round.costs.iter().filter(|c| c.per == CostPer::Once) {
        price = price.saturating_add(with_tax(
            &rules.tax_rates,
            cost.yen.high,
            cost.terms.tax,
            first,
        ));
    }
    let asked = !round.in_house() && !matches!(round.money, Money::Signed { .. });
    if asked && least.yen <= price {
        last_vote_before(reading.calendar, sign + Days::new(1))
    } else {
        None
    }
}

/// The day that the lead of the method is counted back from: the session's, else ★.
pub(super) fn bids(reading: &Reading<'_>, round: &Round, sign: Date) -> Date {
    session(reading, round, sign).unwrap_or(sign)
}

/// `council-vote`: the contract is voted one session after its money, or later.
pub(super) fn council_vote(reading: &Reading<'_>, found: &mut Found) {
    for (taken, m) in reading.moves().filter(|(_, m)| !reading.shared(m).behind) {
        let Some(vote) = m.sign.and_then(|sign| session(reading, m.round, sign)) else {
            continue;
        };
        let money = taken.date(&m.round.id, "budget_vote");
        if let Some(money) = money.filter(|money| vote <= *money) {
            found.add(
                Some(&taken.system.id),
                Some(&m.round.id),
                "no session votes the contract after its money and before it is signed",
                &[
                    ("contract-vote", &vote),
                    ("budget-vote", &money),
                    ("days-over", &(days_between(vote, money) + 1)),
                ],
            );
        }
    }
}
