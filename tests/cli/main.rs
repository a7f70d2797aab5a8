//! The program as people and scripts meet it: what it prints, what it writes, how it ends.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

mod budget;
mod assumptions;
mod baseline;
mod check;
mod compare;
mod confirm;
mod deadlines;
mod files;
mod help;
mod import;
mod language;
mod lists;
mod outputs;
mod page;
mod plan;
mod risk;
mod scenario;
mod search;
mod sealed;
mod sweep;
mod towns;
