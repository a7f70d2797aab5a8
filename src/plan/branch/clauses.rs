//! What prices leave of the choices, as clauses and bounded sums: is there a plan that is better on one
//! level and no worse on those before it?
//!
//! Nothing that a plan must keep is left out but what stands in [`Clauses::new`]; what is said of plans
//! holds for every one, so that where there is no assignment there is no such plan. An assignment is one
//! choice of each system; whether these stand together is told elsewhere.

mod capacity;
mod choices;
mod money;

use super::Problem;
use super::prices::Priced;
use crate::plan::options::Choice;
use crate::solve::{Formula, Lit, Number, Solver, When};
use choices::Left;

pub(super) use choices::{Days, Gathered};

/// Choices of all systems that are asked about.
const MOST: usize = 24_000;

/// What is left to be had above the least is told in so many parts.
const PARTS: i128 = 1 << 20;

/// One system.
struct Decision {
    lefts: Vec<Left>,
    lits: Vec<Lit>,
    /// Numbers that hang on its choices, with what they are by choice.
    numbers: Vec<(Vec<i64>, Number)>,
}

/// The question.
#[derive(Default)]
pub(super) struct Clauses {
    pub(super) formula: Formula,
    decisions: Vec<Decision>,
    /// Whether no choice was left out because there were too many: only then does it say something that
    /// there is no assignment.
    pub(super) whole: bool,
    /// Choices that were looked at.
    pub(super) looked_at: u64,
}

/// The ▲ of a round that a choice does not take.
const NONE: i64 = i64::MIN / 2;

impl Clauses {
    /// Whether there is a plan within what prices leave that has at most `most` on their level, with no
    /// more than the known one on the levels between; the choices of that are never left out because there
    /// are too many. `None`: the numbers are too great.
    ///
    /// Left out: rounds of which some ▲ has happened, interfaces without a running price, that the ▲ of a
    /// shared round are close enough for one ★, how often such a round counts in a month, capacity of ▲
    /// that is not the same on all days of a month, what of shared costs no price is known for.
    pub(super) fn new(
        problem: &Problem,
        priced: &Priced,
        known: &[Choice],
        most: i64,
    ) -> Option<Clauses> {
        let more = priced.more(most);
        if more < 0 {
            return Some(Clauses::never());
        }
        let gathered = Gathered::new(problem, priced, known, more, MOST);
        let at = Some((priced.leasts.as_slice(), more));
        let mut clauses = Clauses::of(problem, priced, gathered.each, at, most)?;
        (clauses.whole, clauses.looked_at) = (gathered.whole, gathered.looked_at);
        Some(clauses)
    }

    /// As [`Clauses::new`] with a few choices of each system, and all systems but some as they are known:
    /// whether there is one such plan, not whether there is none. `None` too where one is known with what
    /// was not gathered.
    pub(super) fn near(
        problem: &Problem,
        priced: &Priced,
        (gathered, known): (&Gathered, &[Days]),
        free: &[bool],
        most: i64,
    ) -> Option<Clauses> {
        let mut more = priced.more(most);
        let mut each: Vec<Vec<Left>> = vec![Vec::new(); known.len()];
        for i in (0..known.len()).filter(|i| !free[*i]) {
            let left = gathered.find(i, known[i])?;
            more -= left.worth - priced.leasts[i];
            each[i].push(*left);
        }
        if more < 0 {
            return Some(Clauses::never());
        }
        for i in (0..known.len()).filter(|i| free[*i]) {
            let within = |left: &&Left| left.worth - priced.leasts[i] <= more;
            each[i].extend(gathered.each[i].iter().filter(within));
        }
        Clauses::of(problem, priced, each, None, most)
    }

    /// What no assignment keeps.
    fn never() -> Clauses {
        let mut never = Clauses {
            whole: true,
            ..Clauses::default()
        };
        never.formula.clause([]);
        never
    }

    /// One of these choices of each system. `at`: what each is worth at least, and how much all may be
    /// worth above that, where this is to be told.
    fn of(
        problem: &Problem,
        priced: &Priced,
        each: Vec<Vec<Left>>,
        at: Option<(&[i128], i128)>,
        most: i64,
    ) -> Option<Clauses> {
        let mut clauses = Clauses::default();
        each.into_iter().for_each(|lefts| clauses.decide(lefts));
        if let Some(at) = at {
            clauses.sums(at)?;
        }
        clauses.between(&priced.asked)?;
        clauses.level_asked(problem, priced, most)?;
        clauses.order(problem);
        clauses.capacities(problem);
        Some(clauses)
    }

    /// One system with its choices.
    fn decide(&mut self, lefts: Vec<Left>) {
        let lits: Vec<Lit> = lefts.iter().map(|_| self.formula.var()).collect();
        self.formula.clause(lits.iter().copied());
        self.decisions.push(Decision {
            lefts,
            lits,
            numbers: Vec::new(),
        });
    }

    /// The number that is as great as this says of what system `i` chooses.
    fn number(&mut self, i: usize, of: impl Fn(&Left) -> i64) -> Number {
        let decision = &mut self.decisions[i];
        let values: Vec<i64> = decision.lefts.iter().map(of).collect();
        if let Some((_, number)) = decision.numbers.iter().find(|n| n.0 == values) {
            return number.clone();
        }
        let formula = &mut self.formula;
        let number = Number::new(formula, values.iter().copied());
        for (lit, value) in decision.lits.iter().zip(&values) {
            for when in number.is(*value) {
                formula.any([When::Is(!*lit), when]);
            }
        }
        for value in number.values() {
            let mine = decision.lits.iter().zip(&values).filter(|m| m.1 == value);
            let mine = mine.map(|m| When::Is(*m.0));
            let [as_great, not_greater] = number.is(*value);
            formula.any(mine.chain([!as_great, !not_greater]));
        }
        decision.numbers.push((values, number.clone()));
        number
    }

    /// ▲ of the standard.
    fn standard(&mut self, i: usize) -> Number {
        self.number(i, |left| i64::from(left.chosen.standard.1))
    }

    /// Hard links.
    fn order(&mut self, problem: &Problem) {
        for (i, system) in problem.model.systems.iter().enumerate() {
            for j in &system.before {
                self.not_after(*j, i);
            }
            for j in &system.together {
                self.not_after(*j, i);
            }
        }
    }

    /// One goes live no later than another.
    fn not_after(&mut self, first: usize, then: usize) {
        let (first, then) = (self.standard(first), self.standard(then));
        for day in first.values() {
            self.formula
                .any([!first.at_least(*day), then.at_least(*day)]);
        }
    }

    /// Lets a search try known choices first.
    pub(super) fn prefer(&self, problem: &Problem, known: &[Choice], solver: &mut Solver) {
        for (i, (decision, known)) in self.decisions.iter().zip(known).enumerate() {
            let Some(found) = decision.of(Days::of(problem, i, known)) else {
                continue;
            };
            solver.prefer(decision.lits[found]);
            for (values, number) in &decision.numbers {
                number
                    .set_to(values[found])
                    .for_each(|lit| solver.prefer(lit));
            }
        }
    }

    /// The choices of an assignment; `None`: a system has none.
    pub(super) fn read(&self, problem: &Problem, model: &[bool]) -> Option<Vec<Choice>> {
        let chosen = self.decisions.iter().enumerate().map(|(i, decision)| {
            let mut each = decision.lits.iter().zip(&decision.lefts);
            let (_, left) = each.find(|(lit, _)| lit.is_true_in(model))?;
            left.choice(problem, i)
        });
        chosen.collect()
    }

    /// Some choice of each system.
    #[cfg(test)]
    pub(super) fn some(
        &self,
        problem: &Problem,
        mut pick: impl FnMut(usize) -> usize,
    ) -> Option<Vec<Choice>> {
        let each = self.decisions.iter().enumerate();
        each.map(|(i, decision)| decision.lefts[pick(decision.lefts.len())].choice(problem, i))
            .collect()
    }

    /// Asks for other choices than those of an assignment.
    pub(super) fn forbid(&mut self, model: &[bool]) {
        let taken = |d: &Decision| d.lits.iter().find(|lit| lit.is_true_in(model)).copied();
        let taken: Vec<Lit> = self.decisions.iter().filter_map(taken).collect();
        self.formula.clause(taken.into_iter().map(|lit| !lit));
    }

    /// The literals of given choices; `None`: prices left one of them out.
    pub(super) fn lits_of(&self, problem: &Problem, choices: &[Choice]) -> Option<Vec<Lit>> {
        let each = self.decisions.iter().zip(choices).enumerate();
        let find = |(i, (decision, choice)): (usize, (&Decision, &Choice))| {
            let at = decision.of(Days::of(problem, i, choice))?;
            decision.lits.get(at).copied()
        };
        each.map(find).collect()
    }
}

impl Decision {
    /// Which of its choices has these days.
    fn of(&self, days: Days) -> Option<usize> {
        self.lefts.iter().position(|left| left.days() == days)
    }
}
