//! Acts at a fixed place before ▲ or before configuration.

use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Inventory, MoveRule};
use chrono::Days;

/// The latest vote of any session before `cutover`: where an ordinance is amended.
pub(crate) fn last_session_before(inventory: &Inventory, cutover: Date) -> Option<Date> {
    let calendar = &inventory.calendar;
    let year = FiscalYear::of(cutover);
    let years = [FiscalYear(year.0 - 1), year, year.next()];
    let supplementary = years
        .into_iter()
        .flat_map(|y| calendar.supplementary_budgets(y))
        .map(|s| s.vote);
    let initial = years.into_iter().map(|y| calendar.initial_budget(y).vote);
    supplementary.chain(initial).filter(|v| *v < cutover).max()
}

/// The last open day before configuration: where the PIA is done.
pub(crate) fn pia(inventory: &Inventory, configuration: Date) -> Date {
    inventory
        .calendar
        .open_on_or_before(configuration - Days::new(1))
}

/// The last day to begin the PIA.
pub(crate) fn pia_start(inventory: &Inventory, rule: &MoveRule, configuration: Date) -> Date {
    let calendar = &inventory.calendar;
    calendar.open_on_or_before(
        rule.pia_lead
            .before(pia(inventory, configuration), calendar),
    )
}

/// Whether an assessment that ends before `configuration` can still be made: it is not begun before
/// as-of, or was begun early enough.
pub(crate) fn assessed_in_time(
    inventory: &Inventory,
    rule: &MoveRule,
    started: Option<Date>,
    configuration: Date,
) -> bool {
    let as_of = inventory.as_of;
    pia_start(inventory, rule, configuration) >= started.unwrap_or(as_of)
        && pia(inventory, configuration) >= as_of
}
