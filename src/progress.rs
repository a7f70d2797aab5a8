//! How far long work is, as seen from outside. What it comes to does not depend on who looks.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Given to long work by who waits for it. Work may come in stretches, each with an amount of its own.
#[derive(Debug, Default)]
pub struct Progress {
    stretch: AtomicUsize,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    /// One of which nothing is known yet.
    pub const fn new() -> Progress {
        Progress {
            stretch: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            all: AtomicUsize::new(0),
        }
    }

    /// Begins the next stretch, of so much.
    pub fn begin(&self, all: usize) {
        self.all.store(0, Relaxed);
        self.done.store(0, Relaxed);
        self.stretch.fetch_add(1, Relaxed);
        self.all.store(all, Relaxed);
    }

    /// One more is done.
    pub fn step(&self) {
        self.advance(1);
    }

    /// So much more is done.
    pub fn advance(&self, more: usize) {
        self.done.fetch_add(more, Relaxed);
    }

    /// Which stretch it is, from 1; 0: none has begun.
    pub fn stretch(&self) -> usize {
        self.stretch.load(Relaxed)
    }

    /// What is done, and of how much; `None` where that is not known, or one step is all.
    pub fn share(&self) -> Option<(usize, usize)> {
        let all = self.all.load(Relaxed);
        let done = self.done.load(Relaxed).min(all);
        (all > 1).then_some((done, all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stretch_begins_anew_and_is_never_more_than_done() {
        let progress = Progress::new();
        assert_eq!((progress.stretch(), progress.share()), (0, None));
        progress.begin(2);
        for done in [0, 1, 2, 2] {
            assert_eq!(progress.share(), Some((done, 2)));
            progress.step();
        }
        progress.begin(3);
        assert_eq!((progress.stretch(), progress.share()), (2, Some((0, 3))));
        progress.begin(1);
        assert_eq!(progress.share(), None);
    }
}
