//! `ikou graph`: what depends on what?

use super::args::Beside;
use super::endings;
use super::failure::Failure;
use super::outputs::{for_file, for_screen};
use super::plan::{Search, exit};
use super::render::{obtain, put};
use super::{Exit, Session};
use clap::Args;
use clap::builder::PossibleValuesParser;
use ikou::render::{self, GraphFormat};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct GraphArgs {
    #[arg(value_name = "PLAN")]
    file: Option<PathBuf>,
    #[arg(short = 'f', long, value_name = "FORMAT", value_parser = names())]
    format: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

/// Files by their ends.
const ENDINGS: [(&str, GraphFormat); 6] = [
    ("dot", GraphFormat::Dot),
    ("gv", GraphFormat::Dot),
    ("mmd", GraphFormat::Mermaid),
    ("svg", GraphFormat::Svg),
    ("png", GraphFormat::Png),
    ("pdf", GraphFormat::Pdf),
];

pub(crate) fn graph(args: &GraphArgs, session: &mut Session) -> Result<Exit, Failure> {
    let file = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let named = args.format.as_deref().and_then(GraphFormat::parse);
    let format = endings::format(named, file, GraphFormat::Dot, &ENDINGS)?;
    let dots = matches!(format, GraphFormat::Png | GraphFormat::Pdf);
    if file.is_none() && dots && session.writes_to_terminal() {
        return Err(Failure::BinaryToTerminal {
            format: format.name().to_owned(),
        });
    }
    let plan = match obtain(args.file.as_deref(), &args.beside, &args.search, session)? {
        Some(plan) => plan,
        None => return Ok(Exit::Findings),
    };
    let options = if file.is_some() {
        for_file(session)
    } else {
        for_screen(session)
    };
    let bytes = render::graph(&plan, format, &options).map_err(|error| Failure::Drawing {
        reason: error.message(options.lang),
    })?;
    put(&bytes, file, session)?;
    Ok(exit(&plan))
}

/// The names of all formats.
fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(GraphFormat::ALL.map(GraphFormat::name))
}
