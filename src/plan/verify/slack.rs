//! How far ▲ of the standard may slip.

use super::linked;
use super::reading::{Reading, Taken};
use crate::calendar::Date;
use crate::inventory::{Bounds, Deadline, LinkKind};
use chrono::Days;
use std::collections::{BTreeMap, BTreeSet};

/// Slack of one system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slack {
    pub(super) days: i64,
    pub(super) critical: bool,
}

/// The slack of every system, in the order of [`Reading::taken`].
pub(super) fn slacks(reading: &Reading<'_>) -> Vec<Slack> {
    let latest = latest(reading);
    let days: Vec<i64> = reading
        .taken
        .iter()
        .zip(&latest)
        .map(|(taken, latest)| {
            taken
                .standard()
                .map_or(0, |m| (*latest - m.cutover).num_days())
        })
        .collect();
    // What is live cannot slip any more.
    let live = |taken: &Taken<'_>| taken.standard().is_some_and(|m| m.done);
    let ahead = reading.taken.iter().zip(&days).filter(|(t, _)| !live(t));
    let least = ahead.map(|(_, days)| *days).min().unwrap_or(0);
    let slack = |((taken, latest), days): ((&Taken<'_>, &Date), &i64)| Slack {
        days: *days,
        critical: *days == least && !live(taken) && !later_candidate(reading, taken, *latest),
    };
    reading
        .taken
        .iter()
        .zip(&latest)
        .zip(&days)
        .map(slack)
        .collect()
}

/// The date of a deadline for a system, where it holds for it.
pub(super) fn date_for(deadline: &Deadline, taken: &Taken<'_>) -> Option<Date> {
    let holds = deadline.systems.is_empty() || deadline.systems.contains(&taken.ix);
    let exception = deadline.exceptions.iter().find(|e| e.system == taken.ix);
    holds.then(|| exception.map_or(deadline.date, |e| e.date))
}

/// The last ▲ of each system by its own deadlines and cover, then by those that follow it.
pub(super) fn latest(reading: &Reading<'_>) -> Vec<Date> {
    let own: Vec<Date> = reading
        .taken
        .iter()
        .map(|taken| own_limit(reading, taken))
        .collect();
    // Who is pushed along when a system slips.
    let mut pushed_by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let place = |taken: &Taken<'_>| reading.place[taken.ix.0];
    for (taken, other, link, ..) in linked::links(reading) {
        let (Some(after), Some(before)) = (place(taken), place(other)) else {
            continue;
        };
        if link.kind != LinkKind::Soft {
            pushed_by.entry(after).or_default().push(before);
        }
        if link.kind == LinkKind::Together {
            pushed_by.entry(before).or_default().push(after);
        }
    }
    // Tightest limits first: whoever is reached keeps the first limit that reaches it.
    let mut waiting: BTreeSet<(Date, usize)> = own.iter().copied().zip(0..).collect();
    let mut latest: Vec<Option<Date>> = vec![None; own.len()];
    while let Some((limit, at)) = waiting.pop_first() {
        if latest[at].is_some() {
            continue;
        }
        latest[at] = Some(limit);
        for before in pushed_by.get(&at).into_iter().flatten() {
            if latest[*before].is_none() {
                waiting.insert((limit.min(own[*before]), *before));
            }
        }
    }
    latest
        .into_iter()
        .zip(own)
        .map(|(limit, own)| limit.unwrap_or(own))
        .collect()
}

fn own_limit(reading: &Reading<'_>, taken: &Taken<'_>) -> Date {
    let deadlines = reading.inventory.deadlines.iter();
    let bounds = deadlines.filter(|d| d.bounds == Bounds::StandardCutover);
    let covered = taken
        .services
        .iter()
        .rev()
        .nth(1)
        .map_or(super::frame::never(), |s| s.covered);
    let cover_ends = if covered < super::frame::never() {
        reading.calendar.open_on_or_after(covered + Days::new(1))
    } else {
        covered
    };
    bounds
        .filter_map(|d| date_for(d, taken))
        .chain([cover_ends, reading.inventory.planning_end()])
        .min()
        .unwrap_or(cover_ends)
}

/// Whether there is a candidate of ▲ after the present one, not after `latest`.
fn later_candidate(reading: &Reading<'_>, taken: &Taken<'_>, latest: Date) -> bool {
    let Some(m) = taken.standard() else {
        return false;
    };
    m.cutover
        .iter_days()
        .skip(1)
        .take_while(|day| *day <= latest)
        .any(|day| {
            reading.calendar.is_go_live_day(day)
                && !super::days::blackouts(reading, taken, day).any(|b| b.hard)
        })
}
