//! On which days acts and cutovers may lie.

use super::bars::work_start;
use super::reading::{Reading, Taken};
use super::{Found, days_between};
use crate::calendar::{Blackout, Date};
use chrono::Datelike;

/// `as-of`: nothing undone is dated before the as-of date.
pub(super) fn as_of(reading: &Reading<'_>, found: &mut Found) {
    let as_of = reading.as_of;
    for taken in &reading.taken {
        for milestone in taken
            .plan
            .milestones
            .iter()
            .filter(|m| !m.done && m.date < as_of)
        {
            found.add(
                Some(&taken.system.id),
                Some(&milestone.round),
                "an act that has not happened lies before the as-of date",
                &[
                    ("kind", &milestone.kind),
                    ("date", &milestone.date),
                    ("days-over", &days_between(milestone.date, as_of)),
                ],
            );
        }
        for m in taken.moves.iter().filter(|m| !reading.shared(m).behind) {
            let (kind, date) = match m.sign {
                Some(sign) if reading.past(m).noticed.is_none() => (
                    "notice",
                    super::acts::less(
                        reading.calendar,
                        m.round.method.lead,
                        super::council::bids(reading, m.round, sign),
                    ),
                ),
                Some(sign) => ("contract", sign),
                None => ("work", work_start(reading, m)),
            };
            if date < as_of {
                let what = "what must come first lies before the as-of date";
                found.add(
                    Some(&taken.system.id),
                    Some(&m.round.id),
                    what,
                    &[
                        ("kind", &kind),
                        ("date", &date),
                        ("days-over", &days_between(date, as_of)),
                    ],
                );
            }
        }
    }
}

/// `open-day`: acts of the office lie on open days; contracts may be signed on 1 April.
pub(super) fn open_day(reading: &Reading<'_>, found: &mut Found) {
    for taken in &reading.taken {
        for milestone in taken.plan.milestones.iter().filter(|m| !m.done) {
            let signing = ["contract", "operation_contract", "extension_contract"]
                .contains(&milestone.kind.as_str());
            let april = (milestone.date.month(), milestone.date.day()) == (4, 1);
            if !(reading.calendar.is_open(milestone.date) || (signing && april)) {
                let what = "an act on a closed day";
                found.add(
                    Some(&taken.system.id),
                    Some(&milestone.round),
                    what,
                    &[("kind", &milestone.kind), ("date", &milestone.date)],
                );
            }
        }
    }
}

/// `window`: ▲ is the first open day after at least so many closed days.
pub(super) fn window(reading: &Reading<'_>, found: &mut Found) {
    let least = reading.calendar.rules().window.closed_days.max(1);
    for (taken, m) in reading.moves().filter(|(_, m)| !m.done) {
        let calendar = reading.calendar;
        let closed = (1..=u64::from(least))
            .all(|back| !calendar.is_open(m.cutover - chrono::Days::new(back)));
        if !(closed && calendar.is_open(m.cutover)) {
            let what = "▲ is not the first open day after enough closed days";
            found.add(
                Some(&taken.system.id),
                Some(&m.round.id),
                what,
                &[
                    ("date", &m.cutover),
                    ("closed-days", &calendar.closed_days_before(m.cutover)),
                    ("must", &least),
                ],
            );
        }
    }
}

/// `blackout`: ▲ lies in no hard blackout.
pub(super) fn blackout(reading: &Reading<'_>, found: &mut Found) {
    for (taken, m) in reading.moves().filter(|(_, m)| !m.done) {
        for blackout in blackouts(reading, taken, m.cutover).filter(|b| b.hard) {
            found.add(
                Some(&taken.system.id),
                Some(&m.round.id),
                "▲ in a hard blackout",
                &[("date", &m.cutover), ("blackout", &blackout.id)],
            );
        }
    }
}

/// The blackouts, hard and soft, that hold for a system on a day.
pub(super) fn blackouts<'r>(
    reading: &'r Reading<'_>,
    taken: &'r Taken<'_>,
    day: Date,
) -> impl Iterator<Item = &'r Blackout> {
    reading.calendar.rules().blackouts.iter().filter(move |b| {
        let for_all = b.businesses.is_empty() && b.systems.is_empty();
        let named = b.systems.contains(&taken.system.id)
            || b.businesses
                .iter()
                .any(|id| taken.system.businesses.contains(id));
        (for_all || named) && b.contains(day)
    })
}

/// `availability`: the work does not begin before the product can be built with.
pub(super) fn availability(reading: &Reading<'_>, found: &mut Found) {
    for (taken, m) in reading.moves().filter(|(_, m)| !reading.shared(m).behind) {
        let start = work_start(reading, m);
        if let Some(available) = m.round.available.filter(|a| start < *a) {
            let what = "work begins before the product is available";
            found.add(
                Some(&taken.system.id),
                Some(&m.round.id),
                what,
                &[
                    ("date", &start),
                    ("available", &available),
                    ("days-over", &days_between(start, available)),
                ],
            );
        }
    }
}
