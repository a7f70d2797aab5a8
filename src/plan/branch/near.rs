//! Better plans close to a known one: some systems are asked about, the others stay as they are.

use super::Problem;
use super::better::{A_CHOICE, A_LITERAL, choices_of};
use super::clauses::{Clauses, Days, Gathered};
use super::prices::Priced;
use crate::dice::Dice;
use crate::plan::levels::Levels;
use crate::plan::options::Choice;
use crate::plan::state::State;
use crate::solve::{Answer, Solver};
use std::collections::BTreeSet;

/// Systems asked about at first, and at least.
const FIRST: usize = 9;
const LEAST: usize = 3;

/// What may be looked at for one question.
const A_QUESTION: u64 = 250_000;

/// Questions of one size without a better plan before more systems are asked about.
const IN_VAIN: usize = 4;

impl Problem<'_> {
    /// Looks for plans better than the best one known, `state`, which is worth `best`, by asking about
    /// some systems at a time, with so many choices of `each`. `work`: how much may be looked at, less what
    /// was.
    pub(crate) fn near(
        &self,
        (best, state): (Levels, &State),
        each: usize,
        work: &mut u64,
    ) -> Option<(Levels, State)> {
        let priced = self.priced.as_ref()?;
        let place = priced.asked.place;
        let same = best.first(place) == priced.asked.best.first(place);
        if !same || best.get(place) > priced.asked.best.get(place) {
            return None;
        }
        let known = choices_of(state).filter(|known| !known.is_empty())?;
        let more = priced.more(best.get(place));
        let gathered = Gathered::new(self, priced, &known, more, each * known.len());
        *work = work.saturating_sub(gathered.looked_at * A_CHOICE);
        let mut near = Near {
            problem: self,
            priced,
            gathered,
            days: Days::all(self, &known),
            known,
            best,
            state: None,
            dice: Dice(0x2545_f491_4f6c_dd1d),
        };
        near.all(work);
        near.state.map(|state| (near.best, state))
    }
}

struct Near<'p, 'm> {
    problem: &'p Problem<'m>,
    priced: &'p Priced,
    gathered: Gathered,
    /// What systems choose in the best plan.
    known: Vec<Choice>,
    days: Vec<Days>,
    best: Levels,
    /// The best plan, once one was found.
    state: Option<State>,
    dice: Dice,
}

/// What is known of plans in which only some systems choose otherwise.
enum Around {
    /// One is better.
    Better,
    /// None of those that were asked about, or it cannot be told here.
    Nothing,
    Unknown,
}

impl Near<'_, '_> {
    /// Asks about some systems after others: about more where there is nothing better, about fewer where
    /// that is not answered.
    fn all(&mut self, work: &mut u64) {
        let n = self.known.len();
        let watch = self.problem.model.watch;
        let ended = || watch.is_some_and(crate::plan::Watch::is_asked);
        let (mut size, mut in_vain) = (FIRST.min(n), 0);
        while *work > 0 && !ended() {
            let free = self.some(size);
            match self.around(&free, work, &ended) {
                Around::Better => in_vain = 0,
                Around::Nothing if size == n => return,
                Around::Nothing => in_vain += 1,
                Around::Unknown => size = (size - 1).max(LEAST.min(n)),
            }
            if in_vain == IN_VAIN {
                (in_vain, size) = (0, size + 1);
            }
        }
    }

    /// Asks about some systems until there is nothing better, each time for a plan better by twice as much.
    fn around(&mut self, free: &[bool], work: &mut u64, ended: &dyn Fn() -> bool) -> Around {
        let (mut found, mut stride) = (false, 1);
        loop {
            let all = A_QUESTION.min(*work);
            let mut now = all;
            let answer = self.ask(free, stride, &mut now, ended);
            *work -= all - now;
            match answer {
                Around::Better => {
                    found = true;
                    stride *= 2;
                }
                Around::Nothing if stride > 1 => stride = 1,
                Around::Nothing | Around::Unknown if found => return Around::Better,
                answer => return answer,
            }
        }
    }

    /// Asks for a plan that has so much less than the best one; a better one is kept.
    fn ask(
        &mut self,
        free: &[bool],
        less: i64,
        work: &mut u64,
        ended: &dyn Fn() -> bool,
    ) -> Around {
        let problem = self.problem;
        let most = self.best.get(self.priced.asked.place) - less;
        let known = (&self.gathered, self.days.as_slice());
        let Some(clauses) = Clauses::near(problem, self.priced, known, free, most) else {
            return Around::Nothing;
        };
        *work = work.saturating_sub(clauses.formula.size() * A_LITERAL);
        if *work == 0 {
            return Around::Unknown;
        }
        let mut solver = Solver::new(&clauses.formula);
        clauses.prefer(problem, &self.known, &mut solver);
        match solver.solve(work, ended) {
            Answer::Unknown => Around::Unknown,
            Answer::None(_) => Around::Nothing,
            Answer::Holds(assignment) => match self.keep(clauses.read(problem, &assignment)) {
                true => Around::Better,
                false => Around::Nothing,
            },
        }
    }

    /// Keeps choices where they are a better plan; whether they are.
    fn keep(&mut self, choices: Option<Vec<Choice>>) -> bool {
        let model = self.problem.model;
        let Some(mut state) = choices.and_then(|c| self.problem.assigned(&c)) else {
            return false;
        };
        state.sign_early(model, &mut 0);
        let worth = state.worth(model);
        let Some(known) = choices_of(&state).filter(|_| worth < self.best) else {
            return false;
        };
        self.days = Days::all(self.problem, &known);
        (self.best, self.known, self.state) = (worth, known, Some(state));
        true
    }

    /// So many systems: one that might have less, and others, those that share a vendor or team with it and
    /// go live about when it does sooner than the rest.
    fn some(&mut self, size: usize) -> Vec<bool> {
        let model = self.problem.model;
        let n = self.known.len();
        let center = self.center();
        let providers = |i: usize| -> BTreeSet<usize> {
            let rounds = model.systems[i].rounds.iter();
            rounds.filter_map(|r| model.rounds[*r].provider).collect()
        };
        let mine = providers(center);
        let day = |i: usize| self.days[i].standard;
        let far = |i: usize| {
            (
                providers(i).is_disjoint(&mine),
                (day(i) - day(center)).abs(),
            )
        };
        let mut others: Vec<usize> = (0..n).filter(|i| *i != center).collect();
        others.sort_by_key(|i| far(*i));
        let mut free = vec![false; n];
        free[center] = true;
        let mut left = size.saturating_sub(1).min(others.len());
        while left > 0 {
            for i in &others {
                if left > 0 && !free[*i] && self.dice.below(2) == 0 {
                    free[*i] = true;
                    left -= 1;
                }
            }
        }
        free
    }

    /// One system that might have less; any where that is none.
    fn center(&mut self) -> usize {
        let place = self.priced.asked.place;
        let mut all = Vec::new();
        for (i, lefts) in self.gathered.each.iter().enumerate() {
            let least = lefts.iter().map(|left| left.value.get(place)).min();
            let mine = self.gathered.find(i, self.days[i]);
            if mine.map(|left| left.value.get(place)) > least {
                all.push(i);
            }
        }
        if all.is_empty() {
            return self.dice.below(self.known.len());
        }
        let at = self.dice.below(all.len());
        all[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::branch::sample::{by_chance, each, inventories};

    /// From whatever plan it begins: what is found is a plan, worth less, and none is better than the best;
    /// where nothing may be looked at nothing is found.
    #[test]
    fn plans_close_by_are_better_and_are_plans() {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let (mut tried, mut found, mut best_found) = (0, 0, 0);
        for inventory in inventories() {
            each(&inventory, |problem, alone, best| {
                let yen = problem.model.at.yen;
                by_chance(
                    problem,
                    alone,
                    best,
                    (20, &mut dice),
                    |problem, _, (worth, state)| {
                        tried += 1;
                        assert!(problem.near((worth, state), 35, &mut 0).is_none());
                        let near = problem.near((worth, state), 35, &mut 20_000_000);
                        let Some((better, plan)) = near else { return };
                        assert!(better < worth && best.first(yen + 1) <= better.first(yen + 1));
                        assert_eq!(plan.worth(problem.model), better);
                        assert!(problem.assigned(&choices_of(&plan).unwrap()).is_some());
                        found += 1;
                        best_found += usize::from(better.first(yen + 1) == best.first(yen + 1));
                    },
                );
            });
        }
        assert!(tried > 20 && found * 10 > tried * 9, "{found} of {tried}");
        assert!(best_found * 2 > tried, "{best_found} of {tried}");
    }
}
