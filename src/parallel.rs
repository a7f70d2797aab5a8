//! The same work for many things, on all processors where it pays.
//!
//! What comes back is in the order of what went in, whatever the number of threads.

use rayon::prelude::*;

/// Inventories with fewer systems are done sooner by one thread than a pool of threads is started.
const MANY: usize = 100;

/// Lists of records longer than this are gone through in parts.
pub(crate) const LONG: usize = 2_000;

/// Records of such a part, whatever the number of processors.
pub(crate) const PART: usize = 250;

/// `each` of `0..n` in order, for an inventory of so many systems.
pub(crate) fn map<T: Send>(
    n: usize,
    systems: usize,
    each: impl Fn(usize) -> T + Sync + Send,
) -> Vec<T> {
    if systems < MANY {
        (0..n).map(each).collect()
    } else {
        (0..n).into_par_iter().map(each).collect()
    }
}

/// Changes each of `all`, which belong to an inventory of so many systems.
pub(crate) fn each<T: Send>(all: &mut [T], systems: usize, change: impl Fn(&mut T) + Sync + Send) {
    if systems < MANY {
        all.iter_mut().for_each(change);
    } else {
        all.par_iter_mut().for_each(change);
    }
}
