//! What a search has written down: the clauses that it learned, in order, and those that it forgot.

use super::Lit;

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The next clause was learned.
    Learned,
    /// The clause learned with this number was forgotten.
    Forgotten(u32),
}

/// The record of a search, as close as can be: numbers of seven bits a byte, the literals of a clause by
/// how far each is from the one before. A clause begins with how many literals it has, and one more; a 0
/// and a number stand for one that was forgotten.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    bytes: Vec<u8>,
    learned: u32,
    sorted: Vec<Lit>,
}

impl Record {
    /// Writes a clause down; its number.
    pub(super) fn learn(&mut self, lits: &[Lit]) -> u32 {
        let mut sorted = std::mem::take(&mut self.sorted);
        sorted.clear();
        sorted.extend_from_slice(lits);
        sorted.sort_unstable();
        self.write(sorted.len() + 1);
        let mut before = 0;
        for lit in &sorted {
            self.write(lit.at() - before);
            before = lit.at();
        }
        self.sorted = sorted;
        self.learned += 1;
        self.learned - 1
    }

    pub(super) fn forget(&mut self, number: u32) {
        self.write(0);
        self.write(number as usize);
    }

    fn write(&mut self, mut number: usize) {
        while number >= 1 << 7 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// All entries from the first on.
    pub(super) fn read(&self) -> Reader<'_> {
        Reader {
            bytes: self.bytes.iter(),
        }
    }

    /// The record of these entries.
    #[cfg(test)]
    pub(super) fn of(entries: &[(Entry, Vec<Lit>)]) -> Record {
        let mut record = Record::default();
        for (entry, lits) in entries {
            match entry {
                Entry::Learned => _ = record.learn(lits),
                Entry::Forgotten(number) => record.forget(*number),
            }
        }
        record
    }
}

/// Reads a record.
pub(super) struct Reader<'r> {
    bytes: std::slice::Iter<'r, u8>,
}

impl Reader<'_> {
    /// The next entry; `lits` become those of the clause, where one was learned. `None`: there is no more.
    pub(super) fn next(&mut self, lits: &mut Vec<Lit>) -> Option<Entry> {
        lits.clear();
        let count = self.number()?;
        if count == 0 {
            return Some(Entry::Forgotten(u32::try_from(self.number()?).ok()?));
        }
        let mut at = 0usize;
        for _ in 1..count {
            at = at.checked_add(self.number()?)?;
            lits.push(Lit::from_place(at)?);
        }
        Some(Entry::Learned)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = *self.bytes.next()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let lits = |all: &[usize]| -> Vec<Lit> {
            all.iter().map(|at| Lit::from_place(*at).unwrap()).collect()
        };
        let all = [
            (Entry::Learned, lits(&[0])),
            (Entry::Learned, lits(&[127, 128, 16_383, 16_384, 4_000_000])),
            (Entry::Forgotten(0), Vec::new()),
            (Entry::Forgotten(300), Vec::new()),
            (Entry::Learned, Vec::new()),
        ];
        let record = Record::of(&all);
        let (mut reader, mut now) = (record.read(), Vec::new());
        for (entry, lits) in &all {
            assert_eq!(reader.next(&mut now), Some(*entry));
            assert_eq!(now, *lits);
        }
        assert_eq!(reader.next(&mut now), None);
        // The order of literals is not kept.
        let other = Record::of(&[(Entry::Learned, lits(&[9, 3, 400]))]);
        other.read().next(&mut now);
        assert_eq!(now, lits(&[3, 9, 400]));
    }
}
