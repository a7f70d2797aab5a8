//! `ikou`: the command line around the library.
//!
//! Everything that touches the world outside (files, clock, environment, terminal) is in [`cli`].
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::string_slice
    )
)]

mod cli;

/// Inventories are very many small pieces of memory: see docs/benchmarks.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    cli::run(args).into()
}
