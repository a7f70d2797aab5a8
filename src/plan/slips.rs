//! What slips do to a plan: durations, availability and prices drawn at random, routes and order
//! kept, everything that is pushed moved right to the next day that the rules allow.
//!
//! The plan's ★ and ▲ are the earliest of every run. A ★ that is pushed goes to the next signing day
//! of its money; where that money lapses, to the first one for which it can still be asked once the
//! slip is known, on the plan's own ★. A ▲ goes to the next go-live day. Vendors and teams keep their
//! limits in the plan's order, hard links and `together` hold, steps of extension are taken as the
//! rules allow, and what is left uncovered is a gap.

mod block;
mod collect;
mod count;
mod cover;
mod draws;
mod money;
mod outcome;
mod pay;
mod policy;
mod run;
mod tables;

pub(crate) use outcome::{CutoverRuns, DrawnFact, DueRuns, Outcome, WorkRuns, outcome};
pub use policy::{NoPolicy, Spreads};
pub(crate) use tables::tables;
