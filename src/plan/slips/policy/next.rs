//! By day: the next day of some kind, looked up.

use super::NONE;
use crate::plan::axis::Day;
use crate::plan::model::Model;
use std::collections::BTreeMap;

/// By day of the model: the first of rising days that is not before it.
pub(super) fn next_of(model: &Model, days: usize, rising: &[Day]) -> Vec<u16> {
    let mut table = vec![NONE; days];
    let mut at = 0;
    for (k, slot) in table.iter_mut().enumerate() {
        let d = model.first + k as Day;
        while rising.get(at).is_some_and(|r| *r < d) {
            at += 1;
        }
        if at < rising.len() {
            *slot = u16::try_from(at).unwrap_or(NONE);
        }
    }
    table
}

/// Tables of the next candidate; systems with the same candidates share one.
#[derive(Default)]
pub(super) struct NextDays {
    known: BTreeMap<Vec<Day>, usize>,
    pub(super) all: Vec<Vec<u16>>,
}

impl NextDays {
    pub(super) fn of(&mut self, model: &Model, i: usize) -> usize {
        // A candidate that has happened is nobody's next day.
        let days: Vec<Day> = model.systems[i].candidates.iter().map(|c| c.day).collect();
        if let Some(known) = self.known.get(&days) {
            return *known;
        }
        let count = usize::try_from(model.last - model.first + 1).unwrap_or(0);
        self.all.push(next_of(model, count, &days));
        self.known.insert(days, self.all.len() - 1);
        self.all.len() - 1
    }
}

/// The number of each day's month, counted from the model's first.
pub(super) fn months(model: &Model) -> Vec<u16> {
    let mut all = Vec::new();
    let (mut month, mut close) = (0, model.axis.month_of(model.first).1);
    for d in model.first..=model.last {
        if d > close {
            (month, close) = (month + 1, model.axis.month_of(d).1);
        }
        all.push(month);
    }
    all
}
