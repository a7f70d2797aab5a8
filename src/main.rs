//! `ikou`: the command line around the library.
//!
//! Everything that touches the world outside (files, clock, environment, terminal) is in [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    cli::run(args).into()
}
