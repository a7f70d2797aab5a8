//! Whole numbers in formulas: one variable for each value but the least, true where the number is as
//! great.

use super::{Formula, Lit};

/// Something that is always so, never so, or where a literal is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Always,
    Never,
    Is(Lit),
}

impl std::ops::Not for When {
    type Output = When;

    fn not(self) -> When {
        match self {
            When::Always => When::Never,
            When::Never => When::Always,
            When::Is(lit) => When::Is(!lit),
        }
    }
}

/// A number that has one of some values.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// Rising.
    values: Vec<i64>,
    /// That it is as great as the value, from the second on.
    lits: Vec<Lit>,
}

impl Number {
    /// A new number of a formula with one of these values.
    pub(crate) fn new(formula: &mut Formula, values: impl IntoIterator<Item = i64>) -> Number {
        let mut values: Vec<i64> = values.into_iter().collect();
        values.sort_unstable();
        values.dedup();
        let lits: Vec<Lit> = values.iter().skip(1).map(|_| formula.var()).collect();
        for pair in lits.windows(2) {
            formula.clause([!pair[1], pair[0]]);
        }
        Number { values, lits }
    }

    /// That it is at least so great.
    pub(crate) fn at_least(&self, value: i64) -> When {
        match self.values.partition_point(|v| *v < value) {
            0 => When::Always,
            k => self
                .lits
                .get(k - 1)
                .map_or(When::Never, |lit| When::Is(*lit)),
        }
    }

    /// That it has just this value, which is one of its own: as great, and not as great as the next.
    pub(crate) fn is(&self, value: i64) -> [When; 2] {
        [
            self.at_least(value),
            !self.at_least(value.saturating_add(1)),
        ]
    }

    /// Its values, rising.
    pub(crate) fn values(&self) -> &[i64] {
        &self.values
    }

    /// What it is in an assignment.
    pub(crate) fn read(&self, model: &[bool]) -> Option<i64> {
        let above = self.lits.iter().take_while(|lit| lit.is_true_in(model));
        self.values.get(above.count()).copied()
    }

    /// How much more than its least value it counts, value by value.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (Lit, i64)> + '_ {
        let each = self.values.windows(2).map(|w| w[1] - w[0]);
        self.lits.iter().copied().zip(each)
    }

    /// The literals with which it is `value` or the closest above.
    pub(crate) fn set_to(&self, value: i64) -> impl Iterator<Item = Lit> + '_ {
        let each = self.values.iter().skip(1).zip(&self.lits);
        each.map(move |(v, lit)| if *v <= value { *lit } else { !*lit })
    }
}

impl Formula {
    /// At least one of these is so.
    pub(crate) fn any(&mut self, all: impl IntoIterator<Item = When>) {
        let mut lits = Vec::new();
        for when in all {
            match when {
                When::Always => return,
                When::Never => {}
                When::Is(lit) => lits.push(lit),
            }
        }
        self.clause(lits);
    }
}
