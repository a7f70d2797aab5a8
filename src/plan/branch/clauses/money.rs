//! What plans are worth, as bounded sums.

use super::{Clauses, PARTS};
use crate::plan::axis::Day;
use crate::plan::branch::Problem;
use crate::plan::branch::prices::{Asked, Priced};
use crate::plan::branch::ties::Tie;
use crate::solve::{Lit, Number, When};
use std::collections::BTreeMap;

/// Pairs of days beyond which a temporary interface is not reckoned pair by pair.
const MOST_PAIRS: usize = 40_000;

impl Clauses {
    /// What is worth at prices is no more than is left above the least. `None`: the numbers are too great.
    pub(super) fn sums(&mut self, (leasts, more): (&[i128], i128)) -> Option<()> {
        // Rounded down, so that it says less.
        let part = (more / PARTS).max(1);
        let mut terms: Vec<(Lit, i64)> = Vec::new();
        for (i, least) in leasts.iter().enumerate() {
            let above = |worth: i128| i64::try_from((worth - least) / part).unwrap_or(i64::MAX);
            let number = self.number(i, |left| above(left.worth));
            terms.extend(number.steps());
        }
        self.formula
            .at_most(terms, i64::try_from(more / part).ok()?);
        Some(())
    }

    /// Levels between those that are as each system by itself has them and the one asked about are no worse.
    pub(super) fn between(&mut self, asked: &Asked) -> Option<()> {
        for place in asked.fixed..asked.place {
            self.level(place, asked.best.get(place), 0, Vec::new())?;
        }
        Some(())
    }

    /// What systems are worth on a level, and what else counts there, is no more than `most`; `base` counts
    /// anyhow.
    pub(super) fn level(
        &mut self,
        place: usize,
        most: i64,
        base: i64,
        mut terms: Vec<(Lit, i64)>,
    ) -> Option<()> {
        let mut left = most.checked_sub(base)?;
        for i in 0..self.decisions.len() {
            let number = self.number(i, |choice| choice.value.get(place));
            // A system without a choice is told of elsewhere.
            left = left.checked_sub(number.values().first().copied().unwrap_or(0))?;
            terms.extend(number.steps());
        }
        match left {
            ..0 => self.formula.clause([]),
            _ => self.formula.at_most(terms, left),
        }
        Some(())
    }

    /// The level asked about with what is shared: no more than `most`.
    pub(super) fn level_asked(
        &mut self,
        problem: &Problem,
        priced: &Priced,
        most: i64,
    ) -> Option<()> {
        let asked = &priced.asked;
        let model = problem.model;
        let yen = asked.place == model.at.yen;
        let mut base = match yen {
            true => problem.shared.bound(problem, &asked.windows),
            false => 0,
        };
        let mut terms = Vec::new();
        let mut shares: BTreeMap<(bool, usize), Vec<(usize, Tie)>> = BTreeMap::new();
        for tie in asked.ties.iter().filter(|_| yen) {
            match *tie {
                Tie::Carrier { user, .. } | Tie::Round { user, .. } => {
                    let of = tie.shares()?;
                    shares.entry(of).or_default().push((user, *tie));
                }
                Tie::Interface { .. } => {
                    let (anyhow, more) = self.interface(problem, tie)?;
                    base = base.checked_add(anyhow)?;
                    terms.extend(more);
                }
                Tie::Order { .. } | Tie::Together { .. } => {}
            }
        }
        for users in shares.into_values() {
            terms.extend(self.share(problem, &users));
        }
        self.level(asked.place, most, base, terms)
    }

    /// What is shared costs as much as for that of its users who needs it most.
    fn share(&mut self, problem: &Problem, users: &[(usize, Tie)]) -> Vec<(Lit, i64)> {
        let mut needs: Vec<(i64, Lit)> = Vec::new();
        for (user, tie) in users {
            let part = |last: Day, day: Day| tie.part(problem, *user, last, day).max(0);
            let number = self.number(*user, |left| part(left.chosen.last, left.chosen.standard.1));
            let literal = |value: &i64| match number.at_least(*value) {
                When::Is(lit) => Some((*value, lit)),
                _ => None,
            };
            needs.extend(number.values().iter().filter_map(literal));
            if let Some(least) = number.values().first().filter(|least| **least > 0) {
                // Whatever it chooses.
                let always = self.formula.var();
                self.formula.clause([always]);
                needs.push((*least, always));
            }
        }
        let mut amounts: Vec<i64> = needs.iter().map(|n| n.0).collect();
        amounts.sort_unstable();
        amounts.dedup();
        let mut before = 0;
        let mut terms: Vec<(Lit, i64)> = Vec::new();
        for amount in amounts {
            let lit = self.formula.var();
            for (_, need) in needs.iter().filter(|n| n.0 == amount) {
                self.formula.clause([!*need, lit]);
            }
            if let Some((lower, _)) = terms.last() {
                self.formula.clause([!lit, *lower]);
            }
            terms.push((lit, amount - before));
            before = amount;
        }
        terms
    }

    /// What a temporary interface costs between two ▲, whichever is the first: what counts, and anyhow.
    fn interface(&mut self, problem: &Problem, tie: &Tie) -> Option<(i64, Vec<(Lit, i64)>)> {
        let Tie::Interface {
            link, one, other, ..
        } = *tie
        else {
            return None;
        };
        // Both count the yen up to their ▲, with opposite signs.
        let up_to = |i: usize, day: Day| tie.part(problem, i, day, day);
        let first = self.number(one, |left| up_to(one, left.chosen.standard.1));
        let second = self.number(other, |left| -up_to(other, left.chosen.standard.1));
        let amounts = together(&first, &second);
        let mut terms = Vec::new();
        for pair in amounts.windows(2) {
            let lit = self.apart(&first, &second, pair[1]);
            terms.push((lit, pair[1] - pair[0]));
        }
        let (first, second) = (self.standard(one), self.standard(other));
        let (days, others) = (first.values(), second.values());
        if days.len() * others.len() > MOST_PAIRS {
            return Some((-tie.slack(), terms));
        }
        // What it costs more than that, where there are two days and where there is one.
        let (mut least, mut same) = (i64::MAX, i64::MAX);
        for a in days {
            for b in others {
                let (a, b) = (Day::try_from(*a).ok()?, Day::try_from(*b).ok()?);
                let mut yen = 0i64;
                let mut emit = |c| yen = yen.saturating_add(problem.model.yen(&c));
                problem.model.link_charges(link, a, b, &mut emit);
                let told = up_to(one, a).saturating_add(up_to(other, b)).abs();
                let more = if a == b { &mut same } else { &mut least };
                *more = (*more).min(yen.saturating_sub(told));
            }
        }
        let base = least.min(same);
        if base == i64::MAX || least == base {
            return Some((base.min(0), terms));
        }
        let differ = self.formula.var();
        for day in together(&first, &second).into_iter().skip(1) {
            let lit = self.apart(&first, &second, day);
            self.formula.clause([!lit, differ]);
        }
        terms.push((differ, least.saturating_sub(base).max(0)));
        Some((base, terms))
    }

    /// That one of two numbers is as great, and the other is not; true where that is so.
    fn apart(&mut self, first: &Number, second: &Number, value: i64) -> Lit {
        let (a, b) = (first.at_least(value), second.at_least(value));
        let lit = self.formula.var();
        self.formula.any([!a, b, When::Is(lit)]);
        self.formula.any([a, !b, When::Is(lit)]);
        lit
    }
}

/// The values of both, rising.
fn together(first: &Number, second: &Number) -> Vec<i64> {
    let mut all: Vec<i64> = first
        .values()
        .iter()
        .chain(second.values())
        .copied()
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
