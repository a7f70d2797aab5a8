//! Where the activities of a work stage lie between ★ and ▲.

use crate::calendar::{Calendar, Date};
use crate::inventory::{ActivityRule, Round};
use chrono::Days;

/// First and last day of each activity, in order.
///
/// Those before the one without a length run from ★ on; those after it are counted back from ▲;
/// the one without a length fills what is left. Without ★ (in-house) or without such a one, all are
/// counted back from ▲.
pub(crate) fn activities(
    calendar: &Calendar,
    round: &Round,
    sign: Option<Date>,
    cutover: Date,
) -> Vec<(Date, Date)> {
    let rules = &round.activities;
    let fill = fill(rules).filter(|_| sign.is_some());
    let mut days = vec![(cutover, cutover); rules.len()];
    let (mut from, ahead) = match (fill, sign) {
        (Some(fill), Some(sign)) => (sign, fill),
        _ => (cutover, 0),
    };
    for i in 0..ahead {
        let next = length(&rules[i]).map_or(from, |l| l.after(from, calendar));
        days[i] = (from, next - Days::new(1));
        from = next;
    }
    let mut end = cutover;
    for i in (ahead..rules.len()).rev() {
        let begin = match length(&rules[i]) {
            Some(length) => length.before(end, calendar),
            None if fill == Some(i) => from,
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

fn length(rule: &ActivityRule) -> Option<crate::calendar::Duration> {
    rule.length
}

/// The first day after the activities that run from ★ on: the fill cannot begin before it.
pub(crate) fn forward_end(calendar: &Calendar, rules: &[ActivityRule], sign: Date) -> Date {
    let Some(fill) = fill(rules) else { return sign };
    rules[..fill].iter().filter_map(|a| a.length).fold(sign, |d, l| l.after(d, calendar))
}

/// The day that the activities counted back from ▲ begin on.
pub(crate) fn backward_start(calendar: &Calendar, rules: &[ActivityRule], cutover: Date) -> Date {
    let first = fill(rules).map_or(0, |f| f + 1);
    rules[first..].iter().rev().filter_map(|a| a.length).fold(cutover, |d, l| l.before(d, calendar))
}

/// When the activity that starts configuration begins: the PIA is done before it.
pub(crate) fn configuration_start(
    calendar: &Calendar,
    round: &Round,
    sign: Option<Date>,
    cutover: Date,
) -> Option<Date> {
    let i = round.activities.iter().position(|a| a.configuration)?;
    activities(calendar, round, sign, cutover).get(i).map(|(from, _)| *from)
}
