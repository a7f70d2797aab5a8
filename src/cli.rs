//! The commands, and everything that touches the world outside.
//!
//! What was typed ([`args`]) becomes what it means in one place per command, before any work.
//! Findings about the user's files are data; [`Failure`]s are about this run.

mod args;
mod assumptions;
mod baseline;
mod baselines;
mod budget;
mod bug;
mod check;
mod clash;
mod compare;
mod completions;
mod confirm;
mod deadlines;
mod earlier;
mod endings;
mod exit;
mod failure;
mod files;
mod fix;
mod frozen;
mod graph;
mod help;
mod import;
mod init;
mod inputs;
mod language;
mod listing;
mod man;
mod meant;
mod names;
mod outputs;
mod page;
mod pictures;
mod plan;
mod render;
mod risk;
mod scenario;
mod schema;
mod session;
mod shape;
mod slack;
mod status;
mod sweep;
mod terminal;
mod today;
mod usage;
mod watched;
mod what_if;
mod whole;
mod why;

use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
pub(crate) use exit::Exit;
use failure::Failure;
use language::Languages;
use session::Session;
use std::ffi::OsString;

/// One run of the program: `args` as the system gave them, the program's name first.
pub(crate) fn run(args: Vec<OsString>) -> Exit {
    let languages = Languages::of(&args);
    let lang = languages.before_reading();
    bug::install_hook(lang);
    let width = terminal::help_width();
    let parse = |command: clap::Command| {
        let matches = command.try_get_matches_from(help::words_to_flags(args.clone()));
        matches.and_then(|matches| Cli::from_arg_matches(&matches))
    };
    // Help in the reader's language takes longer than most runs: it is made where it is needed.
    let parsed = parse(Cli::command()).or_else(|_| parse(help::localized(lang, width)));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, &args, lang, width),
    };
    let mut session = Session::new(languages, &cli.screen);
    let done = dispatch(&cli.command, &mut session);
    session.finish(done)
}

fn dispatch(command: &Command, session: &mut Session) -> Result<Exit, Failure> {
    match command {
        Command::Init(args) => init::init(args, session),
        Command::Check(args) => check::check(args, session),
        Command::Plan(args) => plan::plan(args, session),
        Command::Render(args) => render::render(args, session),
        Command::Budget(args) => budget::budget(args, session),
        Command::Why(args) => why::why(args, session),
        Command::Clash(args) => clash::clash(args, session),
        Command::Compare(args) => compare::compare(args, session),
        Command::Sweep(args) => sweep::sweep(args, session),
        Command::Slack(args) => slack::slack(args, session),
        Command::Risk(args) => risk::risk(args, session),
        Command::Deadlines(args) => deadlines::deadlines(args, session),
        Command::Graph(args) => graph::graph(args, session),
        Command::Assumptions(args) => assumptions::run(args, session),
        Command::Baseline(args) => baseline::baseline(args, session),
        Command::Status(args) => status::status(args, session),
        Command::Confirm(args) => confirm::run(args, session),
        Command::Import(args) => import::run(args, session),
        Command::Scenario(args) => scenario::scenario(args, session),
        Command::Schema(args) => schema::schema(args, session),
        Command::Completions(args) => completions::completions(args, session),
        Command::Man(_) => man::man(session),
    }
}
