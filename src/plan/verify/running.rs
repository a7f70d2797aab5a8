//! What pays for running contracts of several years.

use super::reading::{Move, Reading, Taken};
use super::services::Thing;
use super::steps::Step;
use crate::calendar::Date;
use crate::calendar::FiscalYear;
use crate::inventory::{CostPer, Round};

/// Whether the ordinance on 長期継続契約 lists a class.
fn listed(reading: &Reading<'_>, class: &str) -> bool {
    let classes = &reading.calendar.rules().long_term_classes;
    classes.iter().any(|c| c == class)
}

fn class(round: &Round) -> &'static str {
    if round.object == "lease" {
        "lease"
    } else {
        "services"
    }
}

/// The instrument of a round's running price.
pub(super) fn instrument(reading: &Reading<'_>, round: &Round, first: Date) -> &'static str {
    let limit = reading.calendar.rules().long_term_limit;
    let beyond = round.term.zip(limit).is_some_and(|(term, limit)| {
        limit.after(first, reading.calendar) < term.after(first, reading.calendar)
    });
    match listed(reading, class(round)) && !beyond {
        true => "long-term",
        false => "debt-burden",
    }
}

/// Whether a running price of the round needs ◇.
pub(super) fn needs_vote(reading: &Reading<'_>, round: &Round, first: Date) -> bool {
    let running = round.costs.iter().filter(|c| c.per != CostPer::Once);
    running.count() > 0 && instrument(reading, round, first) == "debt-burden"
}

/// The same for what is not procured apart as operation.
pub(super) fn own_vote(reading: &Reading<'_>, taken: &Taken<'_>, m: &Move<'_>) -> bool {
    let apart = m.standard && taken.target.operation.is_some();
    !apart && needs_vote(reading, m.round, reading.shared(m).first)
}

/// The instrument of a step: across 31 March it is no contract of one budget.
pub(super) fn of_step(reading: &Reading<'_>, thing: Thing, step: &Step) -> &'static str {
    let class = match thing {
        Thing::Contract(_) => "services",
        Thing::Hardware(_) => "lease",
        Thing::Round(r) => class(&reading.inventory.rounds[r]),
    };
    let limit = reading.calendar.rules().long_term_limit;
    let longer = limit.is_some_and(|limit| step.to >= limit.after(step.from, reading.calendar));
    if FiscalYear::of(step.from) == FiscalYear::of(step.to) {
        "initial"
    } else if longer || !listed(reading, class) {
        "debt-burden"
    } else {
        "long-term"
    }
}
