//! Questions of yes and no, answered by learning clauses: what is left open where bounds and trees do
//! not come to an end.
//!
//! A [`Formula`] says what must hold: clauses, and sums that may not pass a number. A [`Solver`] looks
//! for an assignment; where it finds that there is none, it has written down all that it learned on the
//! way, and [`replay`](replay::holds) goes through that again by itself, with nothing but the formula. An
//! answer counts only so: an assignment that keeps the formula, or a record that was gone through.

mod formula;
mod learned;
mod number;
mod order;
pub(crate) mod replay;
mod search;

pub(crate) use formula::{Formula, Lit};
pub(crate) use number::{Number, When};
pub(crate) use search::{Answer, Solver};

#[cfg(test)]
mod tests;
