//! Whether there is a better plan among what prices leave: asked of clauses, and believed only where what
//! they say was gone through again.

use super::Problem;
use super::clauses::Clauses;
use crate::plan::levels::Levels;
use crate::plan::options::Choice;
use crate::plan::state::State;
use crate::solve::{Answer, Solver, replay};

/// Assignments that are no better plans, beyond which the question is left open.
const MOST_WRONG: usize = 60;

/// Work of looking at a choice, and of taking a literal of a formula in.
pub(super) const A_CHOICE: u64 = 2;
pub(super) const A_LITERAL: u64 = 4;

/// Work in which an assignment whose choices are given is found.
const FEW: u64 = 10_000_000;

/// What is known of better plans.
pub(crate) enum Better {
    /// This one is.
    Found(Levels, Box<State>),
    /// There is none that has so little: no plan that is as good on the levels before is worth less than
    /// this.
    None(Levels),
    Unknown,
}

impl Problem<'_> {
    /// The level that prices leave open.
    pub(crate) fn open(&self) -> Option<usize> {
        self.priced.as_ref().map(|priced| priced.asked.place)
    }

    /// Whether there is a plan that has no more than `most` on the level that prices leave open, and is no
    /// worse on those before it than the best one known, `state`, which is worth `best`. `work`: how much
    /// may be looked at, less what was.
    pub(crate) fn better(
        &self,
        (best, state): (Levels, &State),
        most: i64,
        work: &mut u64,
    ) -> Better {
        let Some(priced) = &self.priced else {
            return Better::Unknown;
        };
        let model = self.model;
        let place = priced.asked.place;
        let same = best.first(place) == priced.asked.best.first(place);
        if !same || most >= best.get(place) || best.get(place) > priced.asked.best.get(place) {
            return Better::Unknown;
        }
        let Some(known) = choices_of(state) else {
            return Better::Unknown;
        };
        let Some(mut clauses) = Clauses::new(self, priced, &known, most) else {
            return Better::Unknown;
        };
        *work = work.saturating_sub(clauses.looked_at * A_CHOICE);
        let ended = || model.watch.is_some_and(crate::plan::Watch::is_asked);
        // Choices that are no better plan might be with other ★.
        let mut forbidden = false;
        for _ in 0..MOST_WRONG {
            *work = work.saturating_sub(clauses.formula.size() * A_LITERAL);
            if *work == 0 {
                break;
            }
            let mut solver = Solver::new(&clauses.formula);
            clauses.prefer(self, &known, &mut solver);
            let assignment = match solver.solve(work, &ended) {
                Answer::Unknown => return Better::Unknown,
                Answer::None(record) => {
                    let holds = clauses.whole
                        && (!forbidden || place <= model.at.signs)
                        && replay::holds(&clauses.formula, &record, &ended);
                    // Not twice so much in memory.
                    drop((clauses, record));
                    let sure = holds && self.stands(best, &known, &ended);
                    let mut least = best;
                    least.set(place, most.saturating_add(1));
                    return match sure {
                        true => Better::None(least.then(place + 1, model.at.floor)),
                        false => Better::Unknown,
                    };
                }
                Answer::Holds(assignment) => assignment,
            };
            let found = clauses.read(self, &assignment);
            let found = found.and_then(|choices| self.assigned(&choices));
            if let Some(mut state) = found {
                let mut steps = 0;
                state.sign_early(model, &mut steps);
                let worth = state.worth(model);
                if worth < best {
                    return Better::Found(worth, Box::new(state));
                }
            }
            clauses.forbid(&assignment);
            forbidden = true;
        }
        Better::Unknown
    }

    /// Whether the plan that is known keeps all that is asked of a better one, but that it is better: what
    /// clauses leave out of the question would show here.
    fn stands(&self, best: Levels, known: &[Choice], ended: &dyn Fn() -> bool) -> bool {
        let asked = self.priced.as_ref().and_then(|priced| {
            let mut clauses = Clauses::new(self, priced, known, best.get(priced.asked.place))?;
            for lit in clauses.lits_of(self, known)? {
                clauses.formula.clause([lit]);
            }
            Some(clauses.formula)
        });
        asked.is_some_and(|formula| {
            let answer = Solver::new(&formula).solve(&mut FEW.clone(), ended);
            matches!(answer, Answer::Holds(assignment) if formula.kept_by(&assignment))
        })
    }
}

/// What systems chose; `None`: one has no ▲.
pub(super) fn choices_of(state: &State) -> Option<Vec<Choice>> {
    let each = state.standard.iter().enumerate().map(|(i, standard)| {
        Some(Choice {
            value: Levels::default(),
            route: state.route[i],
            bridge: state.bridge[i],
            standard: (*standard)?,
            links: 0,
        })
    });
    each.collect()
}

#[cfg(test)]
mod tests;
