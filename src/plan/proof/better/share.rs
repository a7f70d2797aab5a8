//! How much of what lies between plan and bound is asked for next: from the plan on downwards, where the
//! next plan may be, and from the bound on upwards, where none may be, in turns.

/// In this many parts a gap is told.
const PARTS: i64 = 256;

/// Where it is not known whether any plan is as good as the bound, this many parts are asked for first.
const CLOSE: i64 = PARTS / 16;

/// A part of the gap, from the bound on: plans within it are asked for.
pub(super) struct Share {
    /// How many of the upper parts are left out: where plans are found, the next is to be better by so much.
    stride: i64,
    /// The most that may be left out so: more was not answered.
    longest: i64,
    /// Whether anything is left to be asked there.
    above: bool,
    /// How many parts are asked for where none is expected; 0: nothing is left to be asked there.
    below: i64,
    /// So many were not answered.
    open: i64,
    /// Whether these are asked for next.
    is_below: bool,
}

impl Share {
    /// Plans that are better than the best one, by a little or more.
    pub(super) fn above() -> Share {
        Share {
            stride: 0,
            longest: PARTS / 2,
            above: true,
            below: PARTS / 4,
            open: PARTS,
            is_below: false,
        }
    }

    /// First plans where none is expected.
    pub(super) fn below() -> Share {
        Share {
            is_below: true,
            ..Share::above()
        }
    }

    /// First plans that are nearly as good as the bound.
    pub(super) fn close() -> Share {
        Share {
            below: CLOSE,
            ..Share::below()
        }
    }

    /// So much of a gap.
    pub(super) fn of(&self, gap: i64) -> i64 {
        let parts = match self.is_below {
            true => self.below,
            false => PARTS - self.stride,
        };
        let part = i128::from(gap) * i128::from(parts) / i128::from(PARTS);
        i64::try_from(part).unwrap_or(gap)
    }

    /// A plan was found: the next one is to be better by more.
    pub(super) fn found(&mut self) {
        self.stride = (self.stride * 2).max(8).min(self.longest);
        self.above = true;
        (self.below, self.open) = (PARTS / 4, PARTS);
    }

    /// There is none: more is asked for, but less than what was not answered.
    pub(super) fn none(&mut self) {
        if self.is_below {
            self.below = (self.below * 2).min((self.open / 2).max(1));
        } else {
            self.stride /= 2;
        }
    }

    /// It was not answered: the other side's turn, with less asked of a plan, or fewer parts where none is
    /// expected. Whether there is anything left to be asked of a gap.
    pub(super) fn unknown(&mut self, gap: i64) -> bool {
        if self.is_below {
            self.open = self.open.min(self.below);
            self.below = if gap > PARTS / self.open {
                self.open / 4
            } else {
                0
            };
            self.is_below = !self.above && self.below > 0;
        } else {
            self.above = self.stride > 0;
            self.longest = self.stride / 2;
            self.stride /= 4;
            self.is_below = self.below > 0;
        }
        self.above || self.below > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the answers: what is asked lies within the gap, and where nothing is answered it ends.
    #[test]
    fn asking_ends_where_nothing_is_answered() {
        for gap in [0, 1, 7, 255, 257, 4_000_000_000, i64::MAX] {
            for mut share in [Share::above(), Share::below(), Share::close()] {
                for _ in 0..4 {
                    assert!((0..=gap).contains(&share.of(gap)));
                    share.found();
                    assert!((0..=gap).contains(&share.of(gap)));
                    share.none();
                }
                let mut asked = 0;
                while share.unknown(gap) {
                    assert!((0..=gap).contains(&share.of(gap)));
                    asked += 1;
                }
                assert!(asked < 20, "{asked}");
            }
        }
    }

    /// As long as plans are found, each is to be better by more, up to half of the gap; what is not
    /// answered is asked from the other side.
    #[test]
    fn the_next_plan_is_to_be_better_by_more() {
        let mut share = Share::above();
        let gap = 25_600;
        assert_eq!(share.of(gap), gap);
        let mut asked = Vec::new();
        for _ in 0..6 {
            share.found();
            asked.push(gap - share.of(gap));
        }
        assert_eq!(asked, [800, 1_600, 3_200, 6_400, 12_800, 12_800]);
        assert!(share.unknown(gap));
        assert_eq!(share.of(gap), gap / 4);
        share.none();
        assert_eq!(share.of(gap), gap / 2);
        assert!(share.unknown(gap));
        // By a quarter of what was not answered.
        assert_eq!(gap - share.of(gap), 3_200);
    }
}
