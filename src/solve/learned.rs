//! What a search has written down: the clauses that it learned, in order, and those that it forgot.

use super::Lit;

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The clause with this number was learned: literals from..to.
    Learned { from: u32, to: u32 },
    /// The clause learned with this number was forgotten.
    Forgotten(u32),
}

/// The record of a search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    pub(super) lits: Vec<Lit>,
    pub(super) entries: Vec<Entry>,
    learned: u32,
}

impl Record {
    /// Writes a clause down; its number.
    pub(super) fn learn(&mut self, lits: &[Lit]) -> u32 {
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let from = place(self.lits.len());
        self.lits.extend_from_slice(lits);
        let to = place(self.lits.len());
        self.entries.push(Entry::Learned { from, to });
        self.learned += 1;
        self.learned - 1
    }

    pub(super) fn forget(&mut self, number: u32) {
        self.entries.push(Entry::Forgotten(number));
    }

    /// Leaves out part of a clause: a record that proves nothing any more.
    #[cfg(test)]
    pub(super) fn spoil(&mut self, entry: usize) {
        if let Some(Entry::Learned { from, to }) = self.entries.get_mut(entry) {
            *to = (*from).max(*to - 1);
        }
    }
}
