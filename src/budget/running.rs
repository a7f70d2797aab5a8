//! What a year of operation costs before the move and after it.

use super::facts::{Facts, Per, Price};
use super::{Row, sum};
use crate::calendar::Date;
use crate::plan::{Plan, StageKind};
use std::collections::{BTreeMap, BTreeSet};

/// Running cost of a full year, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// By system, or by the users of what is shared.
    pub keys: Vec<RunningKey>,
    /// A year of all present contracts and hardware.
    pub before: i64,
    /// A year of all services on the standard.
    pub after: i64,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningKey {
    /// System, or the ids of all users joined by `+`.
    pub system: String,
    /// Yen a year at present prices.
    pub before: i64,
    /// Yen a year on the standard.
    pub after: i64,
}

impl Running {
    /// After ÷ before in hundredths, rounded half up; `None` where there is nothing to compare.
    pub fn percent(before: i64, after: i64) -> Option<i64> {
        if before <= 0 {
            return None;
        }
        let percent = (i128::from(after) * 200 + i128::from(before)) / (i128::from(before) * 2);
        i64::try_from(percent).ok()
    }
}

fn year_of(facts: Facts<'_>, prices: Vec<Price<'_>>, on: Date) -> i64 {
    sum(prices.into_iter().map(|price| {
        let yen = facts.gross(price, on);
        match price.per {
            Per::Once => 0,
            Per::Month => yen.saturating_mul(12),
            Per::Year => yen,
        }
    }))
}

pub(super) fn running(plan: &Plan, rows: &[Row], facts: &Facts<'_>) -> Running {
    let mut keys: Vec<RunningKey> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |system: &str, before: i64, after: i64| {
        let place = places.get(system).copied();
        match place.and_then(|at| keys.get_mut(at)) {
            Some(key) => {
                key.before = key.before.saturating_add(before);
                key.after = key.after.saturating_add(after);
            }
            None if before != 0 || after != 0 => {
                places.insert(system.to_owned(), keys.len());
                keys.push(RunningKey {
                    system: system.to_owned(),
                    before,
                    after,
                });
            }
            None => {}
        }
    };
    let mut standards: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut of_round: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first: BTreeMap<&str, Date> = BTreeMap::new();
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, system) in plan.systems.iter().enumerate() {
        order.entry(&system.id).or_insert(place);
        for m in system.milestones.iter().filter(|m| m.kind == "cutover") {
            let day = first.entry(&m.round).or_insert(m.date);
            *day = m.date.min(*day);
        }
        let mut stages = system.stages.iter();
        let standard = stages.find(|s| s.kind == StageKind::Service && s.id == "standard");
        if let Some(round) = standard.and_then(|s| s.round.as_deref()) {
            let place = of_round.get(round).copied();
            match place.and_then(|at| standards.get_mut(at)) {
                Some((_, users)) => users.push(&system.id),
                None => {
                    of_round.insert(round, standards.len());
                    standards.push((round, vec![&system.id]));
                }
            }
        }
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for row in rows.iter().filter(|r| r.kind == "present") {
        if seen.insert(&row.round) {
            let path = match row.round.split_once('.') {
                Some((kind, id)) => format!("{kind}.{}", crate::facts::segment(id)),
                None => continue,
            };
            let year = year_of(*facts, facts.prices(&path), plan.horizon.from);
            add(&row.system, year, 0);
        }
    }
    for (round, users) in standards {
        let day = first.get(round).copied();
        let year = year_of(*facts, facts.costs(round), day.unwrap_or(plan.horizon.to));
        add(&users.join("+"), 0, year);
    }
    keys.sort_by_cached_key(|key| {
        let first = key.system.split('+').next().unwrap_or_default();
        (key.system.matches('+').count(), order.get(first).copied())
    });
    Running {
        before: sum(keys.iter().map(|k| k.before)),
        after: sum(keys.iter().map(|k| k.after)),
        keys,
    }
}

#[cfg(test)]
mod tests {
    use super::Running;

    #[test]
    fn ratios_are_rounded_half_up() {
        assert_eq!(Running::percent(200, 1), Some(1));
        assert_eq!(Running::percent(1_000, 2_304), Some(230));
        assert_eq!(Running::percent(0, 5), None);
        assert_eq!(Running::percent(1, i64::MAX), None);
    }
}
