//! Questions of yes and no, answered by learning clauses: what is left open where bounds and trees do
//! not come to an end.
//!
//! A [`Formula`] says what must hold: clauses, and sums that may not pass a number. A [`Solver`] looks
//! for an assignment; where it finds that there is none, it has written down all that it learned on the
//! way, and [`replay`](replay::holds) goes through that again by itself, with nothing but the formula. An
//! answer counts only so: an assignment that keeps the formula, or a record that was gone through.

use std::panic::{AssertUnwindSafe, catch_unwind};

mod formula;
mod learned;
mod number;
mod order;
pub(crate) mod replay;
mod search;

pub(crate) use formula::{Formula, Lit};
pub(crate) use number::{Number, When};
pub(crate) use search::{Answer, Solver};

/// What is asked here; `None` too where that falls over: a question that is not answered must not cost the
/// plan that is known.
pub(crate) fn guarded<T>(ask: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(ask)).ok().flatten()
}

#[cfg(test)]
mod tests;
