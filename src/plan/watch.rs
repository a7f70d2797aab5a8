//! The search as seen from outside: it can be asked to come to an end, and tells how far it is.
//!
//! Effort is counted in steps, so that the same input gives the same plan. Who asks the search to end
//! sooner gets the best plan so far, which is marked as cut: another run may get another.

use super::Cut;
use crate::progress::Progress;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering::Relaxed};

/// Given to a search, and kept.
#[derive(Debug, Default)]
pub struct Watch {
    /// Why it shall end; 0: it need not.
    asked: AtomicU8,
    /// Why it has ended sooner than it would have.
    heeded: AtomicU8,
    /// Steps so far.
    steps: AtomicU64,
    /// Parts of the inventory that are decided by themselves, twice each: levels, then days.
    pub(crate) parts: Progress,
}

const TIME_LIMIT: u8 = 1;
const INTERRUPT: u8 = 2;

fn cut(number: u8) -> Option<Cut> {
    match number {
        TIME_LIMIT => Some(Cut::TimeLimit),
        INTERRUPT => Some(Cut::Interrupt),
        _ => None,
    }
}

impl Watch {
    /// One that asks for nothing yet.
    pub const fn new() -> Watch {
        Watch {
            asked: AtomicU8::new(0),
            heeded: AtomicU8::new(0),
            steps: AtomicU64::new(0),
            parts: Progress::new(),
        }
    }

    /// Asks the search to end; the first reason stays.
    pub fn stop(&self, why: Cut) {
        let number = match why {
            Cut::TimeLimit => TIME_LIMIT,
            Cut::Interrupt => INTERRUPT,
        };
        let _ = self.asked.compare_exchange(0, number, Relaxed, Relaxed);
    }

    /// Steps that were made so far.
    pub fn steps(&self) -> u64 {
        self.steps.load(Relaxed)
    }

    /// How many parts of the inventory are decided, and of how many; `None`: it hangs together.
    pub fn share(&self) -> Option<(usize, usize)> {
        self.parts.share()
    }

    /// Why the search has ended sooner than it would have.
    pub fn cut(&self) -> Option<Cut> {
        cut(self.heeded.load(Relaxed))
    }

    /// Whether the search shall end.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Relaxed) != 0
    }

    /// Whether the search shall end; it then does.
    pub(crate) fn heed(&self) -> bool {
        let asked = self.asked.load(Relaxed);
        if asked != 0 {
            self.heeded.store(asked, Relaxed);
        }
        asked != 0
    }

    /// Tells of steps.
    pub(crate) fn tell(&self, steps: u64) {
        self.steps.fetch_add(steps, Relaxed);
    }
}
