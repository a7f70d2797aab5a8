//! What prices leave of the choices, as clauses and bounded sums: is there a plan that is better on one
//! level and no worse on those before it?
//!
//! Nothing that a plan must keep is left out but what stands in [`Clauses::new`]; what is said of plans
//! holds for every one, so that where there is no assignment there is no such plan. An assignment is one
//! choice of each system; whether these stand together is told elsewhere.

mod capacity;
mod money;

use super::Problem;
use super::periods::Periods;
use super::prices::{Priced, SCALE};
use crate::plan::axis::Day;
use crate::plan::levels::Levels;
use crate::plan::options::{Choice, Chosen};
use crate::solve::{Formula, Lit, Number, Solver, When};

/// Choices of all systems that are asked about.
const MOST: usize = 24_000;

/// A system has no more than this many times its share of them.
const MOST_EACH: usize = 3;

/// What is left to be had above the least is told in so many parts.
const PARTS: i128 = 1 << 20;

/// A choice of one system.
struct Left {
    chosen: Chosen,
    value: Levels,
    /// What it is worth at prices.
    worth: i128,
}

/// One system.
struct Decision {
    lefts: Vec<Left>,
    lits: Vec<Lit>,
    /// Numbers that hang on its choices, with what they are by choice.
    numbers: Vec<(Vec<i64>, Number)>,
}

/// The question.
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
        let model = problem.model;
        let asked = &priced.asked;
        let periods = (&Periods::halves(model), &Periods::months(model));
        let leasts = &priced.leasts;
        let mut clauses = Clauses {
            formula: Formula::default(),
            decisions: Vec::new(),
            whole: true,
            looked_at: 0,
        };
        let more = i128::from(most) * i128::from(SCALE) - priced.rest - leasts.iter().sum::<i128>();
        if more < 0 {
            clauses.formula.clause([]);
            return Some(clauses);
        }
        let (mut looked_at, mut all) = (0, Vec::with_capacity(leasts.len()));
        for (i, least) in leasts.iter().enumerate() {
            let mut lefts = Vec::new();
            let mut add = |worth, value, chosen: &Chosen| {
                looked_at += 1;
                lefts.push(Left {
                    chosen: *chosen,
                    value,
                    worth,
                });
            };
            let within = (i, least.saturating_add(more));
            problem.priced_choices(&priced.prices, asked, periods, within, &mut add);
            let each = MOST_EACH * MOST / leasts.len();
            clauses.whole &= lefts.len() <= each;
            let is_known = |left: &Left| known.get(i).is_some_and(|k| left.is(problem, i, k));
            all.push(some_of(lefts, each, is_known));
        }
        clauses.whole &= all.iter().map(Vec::len).sum::<usize>() <= MOST;
        for (i, lefts) in all.into_iter().enumerate() {
            let most = if clauses.whole {
                MOST
            } else {
                MOST / leasts.len()
            };
            let is_known = |left: &Left| known.get(i).is_some_and(|k| left.is(problem, i, k));
            clauses.decide(some_of(lefts, most, is_known));
        }
        clauses.looked_at = looked_at;
        clauses.sums(priced, (leasts, more))?;
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
            let found = decision
                .lefts
                .iter()
                .position(|left| left.is(problem, i, known));
            let Some(found) = found else { continue };
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
            let at = decision
                .lefts
                .iter()
                .position(|left| left.is(problem, i, choice))?;
            decision.lits.get(at).copied()
        };
        each.map(find).collect()
    }
}

/// So many choices of one system: the known one, and those of each route and day that are worth least, in
/// turns.
fn some_of(mut lefts: Vec<Left>, most: usize, is_known: impl Fn(&Left) -> bool) -> Vec<Left> {
    if lefts.len() <= most {
        return lefts;
    }
    let day = |left: &Left| (left.chosen.route, left.chosen.standard.1);
    lefts.sort_by_key(|left| (day(left), left.worth, left.value));
    let (mut turn, mut last) = (0usize, None);
    let mut turns = Vec::with_capacity(lefts.len());
    for left in lefts {
        turn = if last == Some(day(&left)) {
            turn + 1
        } else {
            0
        };
        last = Some(day(&left));
        turns.push((turn, left));
    }
    turns.sort_by_key(|(turn, left)| (!is_known(left), *turn, left.worth));
    turns.truncate(most);
    turns.into_iter().map(|(_, left)| left).collect()
}

impl Left {
    fn is(&self, problem: &Problem, i: usize, choice: &Choice) -> bool {
        let of = |c: &Choice| (c.route, c.bridge, c.standard);
        self.choice(problem, i)
            .is_some_and(|mine| of(&mine) == of(choice))
    }

    fn choice(&self, problem: &Problem, i: usize) -> Option<Choice> {
        let candidates = &problem.model.systems[i].candidates;
        let of = |day: Day| candidates.binary_search_by_key(&day, |c| c.day).ok();
        Some(Choice {
            value: self.value,
            route: self.chosen.route,
            bridge: match self.chosen.bridge {
                Some((_, day)) => Some(of(day)?),
                None => None,
            },
            standard: of(self.chosen.standard.1)?,
            links: 0,
        })
    }
}
