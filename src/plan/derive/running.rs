//! Which instrument running money stands on: 長期継続契約 where the ordinance lists what is bought and its
//! limit reaches, else 債務負担行為.

use crate::calendar::{Date, FiscalYear};
use crate::inventory::{CostPer, InstrumentKind, Inventory, Round};

pub(super) const DEBT_BURDEN: &str = "debt-burden";

/// Whether the ordinance lists leases, or services.
fn listed(inventory: &Inventory, leased: bool) -> bool {
    let class = if leased { "lease" } else { "services" };
    let classes = &inventory.calendar.rules().long_term_classes;
    classes.iter().any(|known| known == class)
}

/// Of a round's service from its first ▲.
pub(super) fn of_service(inventory: &Inventory, round: &Round, first: Date) -> &'static str {
    let calendar = &inventory.calendar;
    let beyond = round.term.zip(calendar.rules().long_term_limit);
    let beyond = beyond
        .is_some_and(|(term, limit)| limit.after(first, calendar) < term.after(first, calendar));
    if beyond || !listed(inventory, round.object == "lease") {
        DEBT_BURDEN
    } else {
        InstrumentKind::LongTerm.name()
    }
}

/// Whether a round's service has a price, and it stands on a 債務負担行為.
pub(super) fn by_debt(inventory: &Inventory, round: &Round, first: Date) -> bool {
    let priced = round.costs.iter().any(|c| c.per != CostPer::Once);
    priced && of_service(inventory, round, first) == DEBT_BURDEN
}

/// Of a step of extension: one that crosses 31 March is a contract of years as any other.
pub(super) fn of_step(inventory: &Inventory, leased: bool, from: Date, to: Date) -> &'static str {
    if FiscalYear::of(from) == FiscalYear::of(to) {
        return InstrumentKind::Initial.name();
    }
    let calendar = &inventory.calendar;
    let limit = calendar.rules().long_term_limit;
    let beyond = limit.is_some_and(|limit| limit.after(from, calendar) <= to);
    if beyond || !listed(inventory, leased) {
        DEBT_BURDEN
    } else {
        InstrumentKind::LongTerm.name()
    }
}
