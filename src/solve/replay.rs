//! Goes through what a search has learned, with nothing but the formula: every clause must follow from
//! the formula and the clauses before it by drawing alone, and the last one must be empty.
//!
//! It shares no code with the search, and no state: what it accepts is proved whatever the search did.

use super::formula::{Formula, Lit};
use super::learned::{Entry, Record};

struct Replay<'f> {
    formula: &'f Formula,
    clauses: Vec<Held>,
    /// By literal: the clauses that are looked at when it becomes false.
    looked_at: Vec<Vec<usize>>,
    /// By literal: the rows that it counts in.
    counted: Vec<Vec<(usize, i64)>>,
    sums: Vec<i64>,
    truth: Vec<Option<bool>>,
    set: Vec<Lit>,
    drawn: usize,
}

struct Held {
    lits: Vec<Lit>,
    forgotten: bool,
}

/// Whether a record shows that a formula has no assignment. `ended`: asked now and then whether to stop;
/// nothing is shown then.
pub(crate) fn holds(formula: &Formula, record: &Record, ended: &dyn Fn() -> bool) -> bool {
    let vars = formula.vars();
    let mut replay = Replay {
        formula,
        clauses: Vec::new(),
        looked_at: vec![Vec::new(); 2 * vars],
        counted: vec![Vec::new(); 2 * vars],
        sums: vec![0; formula.rows.len()],
        truth: vec![None; vars],
        set: Vec::new(),
        drawn: 0,
    };
    for (n, row) in formula.rows.iter().enumerate() {
        for (lit, by) in &row.terms {
            replay.counted[lit.at()].push((n, *by));
        }
    }
    for lits in formula.clauses() {
        replay.hold(lits);
    }
    let given = replay.clauses.len();
    let rows = 0..formula.rows.len();
    let mut broken = replay.clauses.iter().any(|c| c.lits.is_empty())
        || rows.into_iter().any(|row| !replay.draw_row(row))
        || !replay.draw();
    let (mut reader, mut lits) = (record.read(), Vec::new());
    let mut looked_at = 0u64;
    while !broken && let Some(entry) = reader.next(&mut lits) {
        if looked_at.is_multiple_of(64) && ended() {
            return false;
        }
        looked_at += 1;
        match entry {
            Entry::Forgotten(number) => {
                if let Some(clause) = replay.clauses.get_mut(given + number as usize) {
                    clause.forgotten = true;
                    clause.lits = Vec::new();
                }
            }
            Entry::Learned => {
                if lits.iter().any(|lit| lit.var() >= vars) || !replay.follows(&lits) {
                    return false;
                }
                broken = lits.is_empty() || !replay.hold(&lits) || !replay.draw();
            }
        }
    }
    broken
}

impl Replay<'_> {
    fn truth(&self, lit: Lit) -> Option<bool> {
        self.truth[lit.var()].map(|value| value == lit.is_positive())
    }

    /// Whether a literal can be made true.
    fn make_true(&mut self, lit: Lit) -> bool {
        match self.truth(lit) {
            Some(value) => value,
            None => {
                self.truth[lit.var()] = Some(lit.is_positive());
                self.set.push(lit);
                true
            }
        }
    }

    /// Takes a clause in; whether all is well still.
    fn hold(&mut self, lits: &[Lit]) -> bool {
        let mut lits = lits.to_vec();
        // Those that are not false stand in front.
        lits.sort_by_key(|l| self.truth(*l) == Some(false));
        let number = self.clauses.len();
        for lit in lits.iter().take(2) {
            self.looked_at[lit.at()].push(number);
        }
        let unit = lits.get(1).is_none_or(|l| self.truth(*l) == Some(false));
        let first = lits.first().copied();
        self.clauses.push(Held {
            lits,
            forgotten: false,
        });
        match first {
            Some(first) if unit => self.make_true(first),
            _ => first.is_some(),
        }
    }

    /// Whether a clause follows: with all of it false, something cannot be.
    fn follows(&mut self, lits: &[Lit]) -> bool {
        let before = (self.set.len(), self.drawn);
        let possible = lits.iter().all(|lit| self.make_true(!*lit)) && self.draw();
        let (set, drawn) = before;
        for at in (set..self.set.len()).rev() {
            let lit = self.set[at];
            self.truth[lit.var()] = None;
            if at < self.drawn {
                for (row, by) in &self.counted[lit.at()] {
                    self.sums[*row] -= by;
                }
            }
        }
        self.set.truncate(set);
        self.drawn = drawn;
        !possible
    }

    /// Draws all that follows; whether nothing is impossible.
    fn draw(&mut self) -> bool {
        while let Some(lit) = self.set.get(self.drawn).copied() {
            self.drawn += 1;
            for (row, by) in &self.counted[lit.at()] {
                self.sums[*row] += by;
            }
            let rows: Vec<usize> = self.counted[lit.at()].iter().map(|c| c.0).collect();
            if !rows.into_iter().all(|row| self.draw_row(row)) || !self.draw_clauses(!lit) {
                return false;
            }
        }
        true
    }

    fn draw_row(&mut self, row: usize) -> bool {
        let formula = self.formula;
        let row_of = &formula.rows[row];
        let left = row_of.most - self.sums[row];
        if left < 0 {
            return false;
        }
        let too_much = row_of.terms.iter().take_while(|t| t.1 > left);
        for (lit, _) in too_much {
            // What is counted already is no more than is allowed; what is set and not yet counted shows
            // when it is.
            if self.truth(*lit).is_none() {
                self.make_true(!*lit);
            }
        }
        true
    }

    fn draw_clauses(&mut self, gone: Lit) -> bool {
        let mine = std::mem::take(&mut self.looked_at[gone.at()]);
        let mut left = Vec::with_capacity(mine.len());
        let mut possible = true;
        for (n, number) in mine.iter().enumerate() {
            if !possible {
                left.extend(&mine[n..]);
                break;
            }
            let clause = &self.clauses[*number];
            if clause.forgotten {
                continue;
            }
            let at = usize::from(clause.lits.get(1) == Some(&gone));
            let other = clause.lits.get(1 - at).copied();
            if other.is_some_and(|other| self.truth(other) == Some(true)) {
                left.push(*number);
                continue;
            }
            let rest = clause.lits.iter().skip(2);
            let next = rest.clone().position(|l| self.truth(*l) != Some(false));
            match next {
                Some(next) => {
                    let clause = &mut self.clauses[*number];
                    clause.lits.swap(at, next + 2);
                    let lit = clause.lits[at];
                    self.looked_at[lit.at()].push(*number);
                }
                None => {
                    left.push(*number);
                    possible = other.is_some_and(|other| self.make_true(other));
                }
            }
        }
        self.looked_at[gone.at()] = left;
        possible
    }
}
