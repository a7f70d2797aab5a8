//! ikou (移行): an inventory of municipal core systems in; a proven migration plan, its roadmap,
//! its milestones, its money and the reason for every date out.
//!
//! Reading order, which is also the flow of data; each module uses only those before it:
//! texts ([`source`]) are read and checked ([`inventory`], over [`calendar`]) with every problem
//! reported ([`diag`]); a [`plan`] is searched, derived, explained and verified; what people and
//! programs read is made from the finished plan alone ([`report`], [`chart`], [`render`]).
//!
//! The library has no files, clock, environment or printing in it.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::string_slice
    )
)]

mod parallel;
mod dice;
mod solve;
pub mod project;
pub mod progress;
pub mod words;
pub mod source;
pub mod font;
pub mod diag;
pub mod facts;
pub mod calendar;
pub mod inventory;
pub mod init;
pub mod import;
pub mod plan;
pub mod compare;
pub mod sweep;
pub mod report;
pub mod budget;
pub mod chart;
pub mod render;
pub mod clash;
pub mod why;
pub mod slack;
pub mod risk;
pub mod assumptions;
pub mod deadlines;
pub mod status;
