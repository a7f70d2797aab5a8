//! `ikou slack`: how late may each system go live?

use super::args::Beside;
use super::inputs::load_file;
use super::outputs::for_screen;
use super::plan::{Search, exit, make};
use super::{Exit, Failure, Session};
use clap::{Args, ValueEnum};
use ikou::inventory::SystemIx;
use ikou::slack::{self, MOST_SYSTEMS};
use ikou::why;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct SlackArgs {
    #[arg(value_name = "SYSTEM")]
    systems: Vec<String>,
    #[arg(short = 'i', long, value_name = "FILE")]
    input: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "LISTING")]
    format: Option<Format>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
}

pub(crate) fn slack(args: &SlackArgs, session: &mut Session) -> Result<Exit, Failure> {
    let loaded = load_file(args.input.as_deref(), &args.beside, session)?;
    let Some(inventory) = loaded.tell(session) else {
        return Ok(Exit::Findings);
    };
    let count = inventory.systems.len();
    if args
        .systems
        .len()
        .max(if args.systems.is_empty() { count } else { 0 })
        > MOST_SYSTEMS
    {
        return Err(Failure::TooManyUnnamed {
            count: count.max(args.systems.len()).to_string(),
            limit: MOST_SYSTEMS.to_string(),
        });
    }
    let plan = make(inventory, &loaded, &args.search)?;
    let mut systems = Vec::new();
    for name in &args.systems {
        let found =
            why::find(&plan, name).map_err(|error| super::why::unknown(name, None, error))?;
        if !systems.contains(&SystemIx(found)) {
            systems.push(SystemIx(found));
        }
    }
    if args.systems.is_empty() {
        systems = (0..count).map(SystemIx).collect();
    }
    let effort = args.search.effort();
    let found = slack::slacks(inventory, &loaded.sources, &plan, &systems, effort);
    let options = for_screen(session);
    session.print(match args.format {
        Some(Format::Json) => found.to_json(),
        Some(Format::Csv) => slack::csv(&found, session.lang),
        _ => slack::told(&found, &plan, session.lang, options.width, options.style),
    });
    Ok(exit(&plan))
}
