//! What follows from what is set.

use super::{FALSE, OPEN, Reason, Solver, TRUE, Watch, count};

impl Solver {
    /// Draws all that follows; what cannot be, where something cannot.
    pub(super) fn propagate(&mut self) -> Option<Reason> {
        while let Some(lit) = self.trail.get(self.head).copied() {
            self.head += 1;
            for (row, by) in &self.counted[lit.at()] {
                self.rows[*row as usize].left -= by;
            }
            let conflict = self.draw_clauses(lit);
            if conflict.is_some() {
                return conflict;
            }
            for n in 0..self.counted[lit.at()].len() {
                let row = self.counted[lit.at()][n].0;
                if self.rows[row as usize].left < 0 {
                    return Some(Reason::Row(row));
                }
                self.draw_row(row as usize);
            }
        }
        None
    }

    /// What counts more than is left of a row is false.
    pub(super) fn draw_row(&mut self, row: usize) {
        let super::Row {
            from,
            to,
            left,
            top,
            ..
        } = self.rows[row];
        if left >= top {
            return;
        }
        for at in from..to {
            self.work += 1;
            let (lit, by) = self.terms[at as usize];
            if by <= left {
                return;
            }
            if self.values[lit.at()] == OPEN {
                self.set(!lit, Reason::Row(count(row)));
            }
        }
    }

    /// What follows from clauses where `lit` is true.
    fn draw_clauses(&mut self, lit: super::Lit) -> Option<Reason> {
        let gone = !lit;
        let mut mine = std::mem::take(&mut self.watches[gone.at()]);
        let (mut kept, mut at) = (0, 0);
        self.work += mine.len() as u64 + 1;
        let mut conflict = None;
        while let Some(watch) = mine.get(at).copied() {
            at += 1;
            if self.values[watch.other.at()] == TRUE {
                mine[kept] = watch;
                kept += 1;
                continue;
            }
            let mut first = watch.other;
            if !watch.pair {
                let clause = self.clauses[watch.clause as usize];
                let (from, to) = (clause.from as usize, (clause.from + clause.len) as usize);
                let values = &self.values;
                let lits = &mut self.lits[from..to];
                if lits[0] == gone {
                    lits.swap(0, 1);
                }
                first = lits[0];
                if values[first.at()] != TRUE {
                    let open = lits[2..].iter().position(|l| values[l.at()] != FALSE);
                    self.work += open.unwrap_or(lits.len()) as u64;
                    if let Some(open) = open {
                        lits.swap(1, open + 2);
                        let watch = Watch {
                            other: first,
                            ..watch
                        };
                        self.watches[lits[1].at()].push(watch);
                        continue;
                    }
                }
            }
            mine[kept] = Watch {
                other: first,
                ..watch
            };
            kept += 1;
            let reason = Reason::Clause(watch.clause);
            match self.values[first.at()] {
                TRUE => {}
                FALSE => {
                    conflict = Some(reason);
                    break;
                }
                _ => self.set(first, reason),
            }
        }
        mine.copy_within(at.., kept);
        mine.truncate(kept + mine.len() - at);
        self.watches[gone.at()] = mine;
        conflict
    }
}
