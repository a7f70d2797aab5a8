//! Numbers that look random and are the same in every run.

/// A stream of them (xorshift, Marsaglia 2003), from a seed that is not 0.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The next one, below `most`; 0 where that is 0.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (most.max(1) as u64)).unwrap_or(0)
    }
}
