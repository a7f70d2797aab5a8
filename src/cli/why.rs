//! `ikou why`: why then?

use super::args::Beside;
use super::plan::{Search, exit};
use super::render::obtain;
use super::{Exit, Failure, Session};
use clap::Args;
use ikou::why::{self, WhyError};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct WhyArgs {
    #[arg(value_name = "SYSTEM")]
    system: String,
    #[arg(value_name = "WHAT")]
    what: Option<String>,
    #[arg(short = 'i', long, value_name = "PLAN")]
    input: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

pub(crate) fn why(args: &WhyArgs, session: &mut Session) -> Result<Exit, Failure> {
    let plan = match obtain(args.input.as_deref(), &args.beside, &args.search, session)? {
        Some(plan) => plan,
        None => return Ok(Exit::Findings),
    };
    let (what, width) = (args.what.as_deref(), session.look().width);
    let told = why::why(&plan, session.lang, &args.system, what, width);
    let text = told.map_err(|error| match error {
        WhyError::UnknownSystem { nearest, known } => Failure::UnknownSystem {
            name: args.system.clone(),
            nearest: nearest.unwrap_or_default(),
            known: known.join(", "),
        },
        WhyError::UnknownDate { nearest, known } => Failure::UnknownDate {
            nearest: nearest.unwrap_or_default(),
            what: args.what.clone().unwrap_or_default(),
            system: args.system.clone(),
            known: known.join(", "),
        },
    })?;
    session.print(text);
    Ok(exit(&plan))
}
