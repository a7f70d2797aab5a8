//! Where the activities of a work stage lie between ★ and ▲.

use crate::calendar::{Calendar, Date};
use crate::inventory::{ActivityRule, Round};
use chrono::Days;

/// The first day of the work: ★; in-house `work` before ▲ where an activity has no length, else
/// where the activities counted back from ▲ begin.
pub(crate) fn work_start(
    calendar: &Calendar,
    round: &Round,
    sign: Option<Date>,
    cutover: Date,
) -> Date {
    match sign {
        Some(sign) => sign,
        None if fill(&round.activities).is_some() => round.work.high.before(cutover, calendar),
        None => backward_start(calendar, &round.activities, cutover),
    }
}

/// First and last day of each activity, in order.
///
/// Those before the one without a length run from the first day of the work on; those after it are
/// counted back from ▲; the one without a length fills what is left. Where all have lengths, all
/// are counted back from ▲.
pub(crate) fn activities(
    calendar: &Calendar,
    round: &Round,
    sign: Option<Date>,
    cutover: Date,
) -> Vec<(Date, Date)> {
    let rules = &round.activities;
    let ahead = fill(rules).unwrap_or(0);
    let mut days = vec![(cutover, cutover); rules.len()];
    let mut from = work_start(calendar, round, sign, cutover);
    for (rule, slot) in rules.iter().zip(&mut days).take(ahead) {
        let next = rule.length.map_or(from, |l| l.after(from, calendar));
        *slot = (from, next - Days::new(1));
        from = next;
    }
    let mut end = cutover;
    for (i, rule) in rules.iter().enumerate().skip(ahead).rev() {
        let begin = match rule.length {
            Some(length) => length.before(end, calendar),
            None if i == ahead => from,
            None => end,
        };
        days[i] = (begin, end - Days::new(1));
        end = begin;
    }
    days
}

/// The activity without a length.
pub(crate) fn fill(rules: &[ActivityRule]) -> Option<usize> {
    rules.iter().position(|a| a.length.is_none())
}

/// The first day after the activities that run from ★ on: the fill cannot begin before it.
pub(crate) fn forward_end(calendar: &Calendar, rules: &[ActivityRule], sign: Date) -> Date {
    let Some(fill) = fill(rules) else { return sign };
    rules[..fill]
        .iter()
        .filter_map(|a| a.length)
        .fold(sign, |d, l| l.after(d, calendar))
}

/// The day that the activities counted back from ▲ begin on.
pub(crate) fn backward_start(calendar: &Calendar, rules: &[ActivityRule], cutover: Date) -> Date {
    let first = fill(rules).map_or(0, |f| f + 1);
    rules[first..]
        .iter()
        .rev()
        .filter_map(|a| a.length)
        .fold(cutover, |d, l| l.before(d, calendar))
}

/// When the activity that starts configuration begins (else the work): the PIA is done before it.
pub(crate) fn configuration_start(
    calendar: &Calendar,
    round: &Round,
    sign: Option<Date>,
    cutover: Date,
) -> Option<Date> {
    match round.activities.iter().position(|a| a.configuration) {
        Some(i) => activities(calendar, round, sign, cutover)
            .get(i)
            .map(|(from, _)| *from),
        None => Some(work_start(calendar, round, sign, cutover)),
    }
}
