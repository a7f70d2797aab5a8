//! `ikou clash`: which facts cannot all hold, and what would solve it?

use super::args::Inputs;
use super::inputs::load_with_draft;
use super::plan::{Search, make};
use super::{Exit, Failure, Session};
use clap::{Args, ValueEnum};
use ikou::clash::{self, Ground, MOST_GROUPS};

#[derive(Debug, Args)]
pub(crate) struct ClashArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_enum, value_name = "LISTING")]
    format: Option<Format>,
    #[arg(long, value_name = "N")]
    groups: Option<u16>,
    #[command(flatten)]
    search: Search,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
}

pub(crate) fn clash(args: &ClashArgs, session: &mut Session) -> Result<Exit, Failure> {
    let inputs = &args.inputs;
    let loaded = load_with_draft(inputs.file.as_deref(), &inputs.beside, session)?;
    let (Some(inventory), Some(draft)) = (loaded.tell(session), &loaded.draft) else {
        return Ok(Exit::Findings);
    };
    let plan = make(inventory, &loaded, &args.search, session)?;
    let ground = Ground {
        inventory,
        draft,
        sources: &loaded.sources,
        effort: args.search.effort(),
        groups: args.groups.map_or(MOST_GROUPS, usize::from),
    };
    let found = clash::clashes(ground, &plan);
    session.print(match args.format {
        Some(Format::Json) => found.to_json(),
        _ => clash::told(&found, &plan, session.lang, session.look().width),
    });
    let nothing = found.clashes.is_empty() && found.left_out.is_empty();
    Ok(if nothing { Exit::Ok } else { Exit::NoPlan })
}
