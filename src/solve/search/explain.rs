//! What a conflict teaches.

use super::{Reason, Solver, TRUE};
use crate::solve::Lit;

/// Clauses and rows longer than this are not looked through to make a learned clause shorter.
const LONG: u32 = 40;

impl Solver {
    /// The clause that a conflict teaches, and the level on which it says something new: its first literal
    /// is the one that follows there, its second the last of the others that became false.
    pub(super) fn analysed(&mut self, conflict: Reason) -> (Vec<Lit>, usize) {
        let now = self.starts.len();
        let mut learned = Vec::new();
        let mut marked = Vec::new();
        let (mut reason, mut of) = (conflict, None);
        let (mut at, mut open) = (self.trail.len(), 0);
        let mut because = std::mem::take(&mut self.because);
        let first = loop {
            because.clear();
            self.explain(of, reason, &mut because);
            self.work += because.len() as u64;
            if let Reason::Clause(clause) = reason {
                let clause = &mut self.clauses[clause as usize];
                clause.activity += self.step;
                if clause.activity > 1e20 {
                    self.clauses.iter_mut().for_each(|c| c.activity *= 1e-20);
                    self.step *= 1e-20;
                }
            }
            for lit in &because {
                let var = lit.var();
                if self.seen[var] || self.levels[var] == 0 {
                    continue;
                }
                self.seen[var] = true;
                marked.push(var);
                self.order.bump(var);
                if self.levels[var] as usize == now {
                    open += 1;
                } else {
                    learned.push(*lit);
                }
            }
            let lit = loop {
                at -= 1;
                if self.seen[self.trail[at].var()] {
                    break self.trail[at];
                }
            };
            open -= 1;
            if open == 0 {
                break lit;
            }
            (of, reason) = (Some(lit), self.reasons[lit.var()]);
        };
        self.shorten(&mut learned, &mut marked, &mut because);
        marked.into_iter().for_each(|var| self.seen[var] = false);
        self.because = because;
        let level = |lit: &Lit| self.levels[lit.var()];
        let last = (0..learned.len()).max_by_key(|n| level(&learned[*n]));
        let back = last.map_or(0, |n| level(&learned[n]) as usize);
        if let Some(last) = last {
            learned.swap(0, last);
        }
        learned.insert(0, !first);
        (learned, back)
    }

    /// Leaves out what follows from the rest of a learned clause.
    fn shorten(&mut self, learned: &mut Vec<Lit>, marked: &mut Vec<usize>, because: &mut Vec<Lit>) {
        let mut levels: Vec<u32> = learned.iter().map(|l| self.levels[l.var()]).collect();
        levels.sort_unstable();
        levels.dedup();
        let mut kept = 0;
        for n in 0..learned.len() {
            let lit = learned[n];
            if !self.follows(lit, &levels, marked, because) {
                learned[kept] = lit;
                kept += 1;
            }
        }
        learned.truncate(kept);
    }

    fn follows(
        &mut self,
        lit: Lit,
        levels: &[u32],
        marked: &mut Vec<usize>,
        because: &mut Vec<Lit>,
    ) -> bool {
        let before = marked.len();
        let mut open = vec![lit];
        while let Some(lit) = open.pop() {
            let reason = self.reasons[lit.var()];
            because.clear();
            match reason {
                Reason::Decided => because.push(lit),
                _ if self.is_long(reason) => because.push(lit),
                _ => self.explain(Some(!lit), reason, because),
            }
            self.work += because.len() as u64;
            for other in because.iter() {
                let var = other.var();
                let decided = self.reasons[var] == Reason::Decided || *other == lit;
                if *other != lit && (self.seen[var] || self.levels[var] == 0) {
                    continue;
                }
                if decided || levels.binary_search(&self.levels[var]).is_err() {
                    for var in marked.drain(before..) {
                        self.seen[var] = false;
                    }
                    return false;
                }
                self.seen[var] = true;
                marked.push(var);
                open.push(*other);
            }
        }
        true
    }

    fn is_long(&self, reason: Reason) -> bool {
        let long = match reason {
            Reason::Decided => 0,
            Reason::Clause(clause) => self.clauses[clause as usize].len,
            Reason::Row(row) => {
                let row = self.rows[row as usize];
                row.to - row.from
            }
        };
        long > LONG
    }

    /// The false literals by which `of` follows, or a conflict where it is none.
    fn explain(&self, of: Option<Lit>, reason: Reason, because: &mut Vec<Lit>) {
        match reason {
            Reason::Decided => {}
            Reason::Clause(clause) => {
                let clause = self.clauses[clause as usize];
                let lits = &self.lits[clause.from as usize..(clause.from + clause.len) as usize];
                because.extend(lits.iter().filter(|l| Some(**l) != of));
            }
            Reason::Row(row) => self.explain_row(of, row, because),
        }
    }

    fn explain_row(&self, of: Option<Lit>, row: u32, because: &mut Vec<Lit>) {
        let row = self.rows[row as usize];
        let terms = &self.terms[row.from as usize..row.to as usize];
        let counts = of.and_then(|of| terms.iter().find(|t| t.0 == !of));
        let until = of.map_or(u32::MAX, |of| self.places[of.var()]);
        // More than this together leaves no room.
        let mut over = row.most - counts.map_or(0, |t| t.1);
        let held = |lit: Lit| self.values[lit.at()] == TRUE && self.places[lit.var()] < until;
        let for_good = |lit: Lit| self.levels[lit.var()] == 0;
        let held: Vec<&(Lit, i64)> = terms.iter().filter(|t| held(t.0)).collect();
        for (_, by) in held.iter().filter(|t| for_good(t.0)) {
            over -= by;
        }
        let mut taken: Vec<(Lit, i64)> = Vec::new();
        for (lit, by) in held.into_iter().filter(|t| !for_good(t.0)) {
            if over < 0 {
                break;
            }
            over -= by;
            taken.push((*lit, *by));
        }
        // The smaller ones may have become needless.
        for (lit, by) in taken.into_iter().rev() {
            if over + by < 0 {
                over += by;
            } else {
                because.push(!lit);
            }
        }
    }
}
