//! 議会の議決に付すべき契約 (地方自治法96条1項5号・8号): a provisional contract is signed after the bids, and
//! ★ waits for a session of the council, one after that which voted the money.

use super::milestones::last_session_before;
use crate::calendar::{Date, FiscalYear, TaxRate, Threshold};
use crate::inventory::{CostPer, Inventory, Money, Round, Tax};
use chrono::Days;

/// The council's vote on the contract that ★ on `sign` rests on; `None`: no vote is needed, or what
/// is signed already.
pub(crate) fn vote(inventory: &Inventory, round: &Round, sign: Date) -> Option<Date> {
    let signed = matches!(round.money, Money::Signed { .. });
    if round.in_house() || signed || rule(inventory, round, FiscalYear::of(sign)).is_none() {
        return None;
    }
    last_session_before(inventory, sign + Days::new(1))
}

/// The day by which the bids are over: that vote, else ★.
pub(crate) fn bids(inventory: &Inventory, round: &Round, sign: Date) -> Date {
    vote(inventory, round, sign).unwrap_or(sign)
}

/// The amount in force when the fiscal year begins, where what is paid once reaches it.
pub(crate) fn rule<'i>(
    inventory: &'i Inventory,
    round: &Round,
    year: FiscalYear,
) -> Option<&'i Threshold> {
    let rules = inventory.calendar.rules();
    let (kind, day) = (inventory.municipality.kind.name(), year.first_day());
    let limit = rules.law.threshold("council", &round.object, kind, day);
    limit.filter(|limit| {
        let once = round.costs.iter().filter(|c| c.per == CostPer::Once);
        let yen = once.map(|c| with_tax(&rules.tax_rates, c.yen.high, c.terms.tax, day));
        yen.fold(0, i64::saturating_add) >= limit.yen
    })
}

fn with_tax(rates: &[TaxRate], yen: i64, tax: Tax, day: Date) -> i64 {
    let rate = rates.iter().rfind(|rate| rate.from <= day);
    let percent = match tax {
        Tax::Included => 0,
        Tax::Excluded => rate.map_or(0, |rate| i128::from(rate.percent)),
    };
    i64::try_from(i128::from(yen) * (100 + percent) / 100).unwrap_or(i64::MAX)
}
