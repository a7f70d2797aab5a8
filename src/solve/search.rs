//! The search: decide, draw what follows, and learn a clause from every conflict.

mod explain;
mod propagate;

use super::learned::Record;
use super::order::Order;
use super::{Formula, Lit};

/// What was found.
#[derive(Debug)]
pub(crate) enum Answer {
    /// An assignment, one entry a variable, that keeps the formula.
    Holds(Vec<bool>),
    /// There is none; what was learned on the way to that.
    None(Record),
    /// The search was ended before.
    Unknown,
}

/// Why a literal is true: nothing (it was decided), a clause, or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Decided,
    Clause(u32),
    Row(u32),
}

#[derive(Clone, Copy, Debug)]
struct Clause {
    from: u32,
    len: u32,
    /// Its number in the record; [`GIVEN`]: it belongs to the formula.
    number: u32,
    /// Of how many levels of decisions it is made: the fewer, the more useful.
    levels: u32,
    activity: f32,
}

const GIVEN: u32 = u32::MAX;

/// A clause in the list of a literal: it is looked at when that becomes false.
#[derive(Clone, Copy, Debug)]
struct Watch {
    clause: u32,
    /// Where this one is true, there is nothing to do.
    other: Lit,
    /// Whether these two are all of it.
    pair: bool,
}

/// A sum, and what is left of what it may be.
#[derive(Clone, Copy, Debug)]
struct Row {
    from: u32,
    to: u32,
    most: i64,
    left: i64,
    /// The greatest term.
    top: i64,
}

/// The search for an assignment of one formula.
pub(crate) struct Solver {
    lits: Vec<Lit>,
    clauses: Vec<Clause>,
    watches: Vec<Vec<Watch>>,
    rows: Vec<Row>,
    terms: Vec<(Lit, i64)>,
    /// By literal: the rows that count it, and how much.
    counted: Vec<Vec<(u32, i64)>>,
    /// By literal: 1 true, 0 false, 2 open.
    values: Vec<u8>,
    /// By variable.
    levels: Vec<u32>,
    reasons: Vec<Reason>,
    places: Vec<u32>,
    phases: Vec<bool>,
    seen: Vec<bool>,
    trail: Vec<Lit>,
    /// Where each level begins on the trail.
    starts: Vec<usize>,
    /// How much of the trail was drawn from.
    head: usize,
    order: Order,
    record: Record,
    step: f32,
    /// What was looked at so far: entries of lists, literals and terms.
    work: u64,
    /// Learned clauses beyond which the less useful half is forgotten.
    kept: usize,
    /// There is no assignment.
    broken: bool,
    /// Literals to explain something by, kept for their room.
    because: Vec<Lit>,
}

const TRUE: u8 = 1;
const FALSE: u8 = 0;
const OPEN: u8 = 2;

/// Learned clauses that are kept before the less useful half is forgotten, and how many more each time.
const KEPT: usize = 4_000;
const KEPT_MORE: usize = 600;
/// Clauses of so few levels are never forgotten.
const USEFUL: u32 = 2;
/// Conflicts between two restarts at least.
const BETWEEN: u64 = 50;
/// Restarts come where the newest clauses are so much less useful than all.
const WORSE: f64 = 1.2;

impl Solver {
    /// A search for an assignment of a formula.
    pub(crate) fn new(formula: &Formula) -> Solver {
        let vars = formula.vars();
        let mut solver = Solver {
            lits: Vec::new(),
            clauses: Vec::new(),
            watches: vec![Vec::new(); 2 * vars],
            rows: Vec::new(),
            terms: Vec::new(),
            counted: vec![Vec::new(); 2 * vars],
            values: vec![OPEN; 2 * vars],
            levels: vec![0; vars],
            reasons: vec![Reason::Decided; vars],
            places: vec![0; vars],
            phases: vec![false; vars],
            seen: vec![false; vars],
            trail: Vec::with_capacity(vars),
            starts: Vec::new(),
            head: 0,
            order: Order::new(vars),
            record: Record::default(),
            step: 1.0,
            work: 0,
            kept: KEPT,
            broken: false,
            because: Vec::new(),
        };
        for row in &formula.rows {
            let number = count(solver.rows.len());
            let from = count(solver.terms.len());
            for (lit, by) in &row.terms {
                solver.terms.push((*lit, *by));
                solver.counted[lit.at()].push((number, *by));
            }
            solver.rows.push(Row {
                from,
                to: count(solver.terms.len()),
                most: row.most,
                left: row.most,
                top: row.terms.first().map_or(0, |t| t.1),
            });
        }
        for lits in formula.clauses() {
            match lits {
                [] => solver.broken = true,
                [lit] => solver.assume(*lit),
                _ => _ = solver.add(lits, GIVEN, 0),
            }
        }
        for row in 0..solver.rows.len() {
            let row_now = solver.rows[row];
            if row_now.left < 0 {
                solver.broken = true;
            } else if !solver.broken {
                solver.draw_row(row);
            }
        }
        solver
    }

    /// What a variable is tried as first.
    pub(crate) fn prefer(&mut self, lit: Lit) {
        self.phases[lit.var()] = lit.is_positive();
    }

    /// One that forgets early.
    #[cfg(test)]
    pub(super) fn forgetful(mut self) -> Solver {
        self.kept = 100;
        self
    }

    /// A unit of the formula.
    fn assume(&mut self, lit: Lit) {
        match self.values[lit.at()] {
            TRUE => {}
            FALSE => self.broken = true,
            _ => self.set(lit, Reason::Decided),
        }
    }

    fn add(&mut self, lits: &[Lit], number: u32, levels: u32) -> u32 {
        let clause = count(self.clauses.len());
        let from = count(self.lits.len());
        self.lits.extend_from_slice(lits);
        let len = count(lits.len());
        self.clauses.push(Clause {
            from,
            len,
            number,
            levels,
            activity: self.step,
        });
        self.watch(clause);
        clause
    }

    fn watch(&mut self, clause: u32) {
        let Clause { from, len, .. } = self.clauses[clause as usize];
        let (a, b) = (self.lits[from as usize], self.lits[from as usize + 1]);
        let pair = len == 2;
        for (lit, other) in [(a, b), (b, a)] {
            self.watches[lit.at()].push(Watch {
                clause,
                other,
                pair,
            });
        }
    }

    fn set(&mut self, lit: Lit, reason: Reason) {
        let var = lit.var();
        self.values[lit.at()] = TRUE;
        self.values[(!lit).at()] = FALSE;
        self.levels[var] = count(self.starts.len());
        self.reasons[var] = reason;
        self.places[var] = count(self.trail.len());
        self.trail.push(lit);
    }

    fn back_to(&mut self, level: usize) {
        let Some(start) = self.starts.get(level).copied() else {
            return;
        };
        for at in (start..self.trail.len()).rev() {
            let lit = self.trail[at];
            if at < self.head {
                for (row, by) in &self.counted[lit.at()] {
                    self.rows[*row as usize].left += by;
                }
            }
            self.values[lit.at()] = OPEN;
            self.values[(!lit).at()] = OPEN;
            self.phases[lit.var()] = lit.is_positive();
            self.order.insert(lit.var());
        }
        self.trail.truncate(start);
        self.starts.truncate(level);
        self.head = self.head.min(start);
    }

    /// Looks for an assignment with so much work at most (entries of lists, literals and terms that are
    /// looked at); what is left of it stays there. `ended`: asked now and then whether to stop.
    pub(crate) fn solve(mut self, work: &mut u64, ended: &dyn Fn() -> bool) -> Answer {
        let answer = self.searched(*work, ended);
        *work = work.saturating_sub(self.work);
        match answer {
            Some(true) => {
                let vars = 0..self.levels.len();
                let value = |var| self.values[Lit::positive(var).at()] == TRUE;
                Answer::Holds(vars.map(value).collect())
            }
            Some(false) => Answer::None(self.record),
            None => Answer::Unknown,
        }
    }

    /// Whether there is an assignment; it stands then.
    fn searched(&mut self, most: u64, ended: &dyn Fn() -> bool) -> Option<bool> {
        let (mut fast, mut slow, mut since) = (0.0f64, 0.0f64, 0u64);
        let mut learned = 0usize;
        loop {
            if self.broken {
                self.record.learn(&[]);
                return Some(false);
            }
            if let Some(conflict) = self.propagate() {
                if self.starts.is_empty() {
                    self.broken = true;
                    continue;
                }
                if self.work >= most || learned.is_multiple_of(64) && ended() {
                    return None;
                }
                let (lits, level) = self.analysed(conflict);
                let levels = self.levels_of(&lits);
                fast += (f64::from(levels) - fast) / 32.0;
                slow += (f64::from(levels) - slow) / 4096.0f64.min(learned as f64 + 1.0);
                self.back_to(level);
                let number = self.record.learn(&lits);
                learned += 1;
                since += 1;
                match lits.as_slice() {
                    [] => self.broken = true,
                    [lit] => self.assume(*lit),
                    [lit, ..] => {
                        let clause = self.add(&lits, number, levels);
                        self.set(*lit, Reason::Clause(clause));
                    }
                }
                self.order.decay();
                self.step /= 0.999;
                continue;
            }
            if since >= BETWEEN && fast > WORSE * slow {
                since = 0;
                fast = slow;
                self.back_to(0);
                let given = self.clauses.iter().filter(|c| c.number == GIVEN).count();
                if self.clauses.len() - given > self.kept {
                    self.forget();
                    self.kept += KEPT_MORE;
                }
                continue;
            }
            let next = loop {
                match self.order.pop() {
                    None => break None,
                    Some(var) if self.values[Lit::positive(var).at()] == OPEN => break Some(var),
                    Some(_) => {}
                }
            };
            let Some(var) = next else {
                return Some(true);
            };
            let positive = Lit::positive(var);
            let lit = if self.phases[var] {
                positive
            } else {
                !positive
            };
            self.starts.push(self.trail.len());
            self.set(lit, Reason::Decided);
        }
    }

    /// Of how many levels of decisions a clause is made.
    fn levels_of(&self, lits: &[Lit]) -> u32 {
        let mut levels: Vec<u32> = lits.iter().map(|l| self.levels[l.var()]).collect();
        levels.sort_unstable();
        levels.dedup();
        count(levels.len())
    }

    /// Forgets the less useful half of what was learned; nothing is decided.
    fn forget(&mut self) {
        let mut learned: Vec<usize> = (0..self.clauses.len())
            .filter(|c| self.clauses[*c].number != GIVEN && self.clauses[*c].levels > USEFUL)
            .collect();
        learned.sort_by(|a, b| {
            let (a, b) = (&self.clauses[*a], &self.clauses[*b]);
            let by_use = b.levels.cmp(&a.levels);
            by_use.then(a.activity.total_cmp(&b.activity))
        });
        learned.truncate(learned.len() / 2);
        let mut gone = vec![false; self.clauses.len()];
        for clause in learned {
            gone[clause] = true;
            self.record.forget(self.clauses[clause].number);
        }
        let clauses = std::mem::take(&mut self.clauses);
        let lits = std::mem::take(&mut self.lits);
        self.watches.iter_mut().for_each(Vec::clear);
        for (n, clause) in clauses.into_iter().enumerate() {
            if !gone[n] {
                let mine = &lits[clause.from as usize..(clause.from + clause.len) as usize];
                let now = self.add(mine, clause.number, clause.levels);
                self.clauses[now as usize].activity = clause.activity;
            }
        }
        // What is true for good needs no reason.
        for lit in &self.trail {
            self.reasons[lit.var()] = Reason::Decided;
        }
    }
}

/// Places and numbers are of 32 bits.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
