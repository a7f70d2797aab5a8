//! The program as people and scripts meet it: what it prints, what it writes, how it ends.

mod check;
mod files;
mod help;
mod language;
mod plan;
mod sealed;
