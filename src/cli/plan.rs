//! `ikou plan`: when, by which route, at what cost?

use super::args::Inputs;
use super::inputs::{Loaded, load};
use super::outputs::{Outputs, draw, for_screen};
use super::{Exit, Failure, Session};
use clap::{Args, ValueEnum};
use ikou::inventory::Inventory;
use ikou::plan::{self, Effort, Plan, Status};
use ikou::render::Format;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "LISTING")]
    format: Option<Listing>,
    #[command(flatten)]
    search: Search,
}

/// How long to search.
#[derive(Debug, Args)]
pub(crate) struct Search {
    #[arg(long, value_enum, value_name = "EFFORT")]
    effort: Option<EffortChoice>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum EffortChoice {
    Quick,
    Normal,
    Thorough,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Listing {
    Table,
    Json,
}

impl Search {
    pub(crate) fn effort(&self) -> Effort {
        match self.effort {
            Some(EffortChoice::Quick) => Effort::QUICK,
            None | Some(EffortChoice::Normal) => Effort::NORMAL,
            Some(EffortChoice::Thorough) => Effort::THOROUGH,
        }
    }
}

pub(crate) fn plan(args: &PlanArgs, session: &mut Session) -> Result<Exit, Failure> {
    let outputs = Outputs::of(&args.output, args.output_dir.as_deref())?;
    let loaded = load(&args.inputs, session)?;
    let Some(inventory) = loaded.tell(session) else {
        return Ok(Exit::Findings);
    };
    let plan = make(inventory, &loaded, &args.search);
    outputs.write(&plan, session)?;
    let options = for_screen(session);
    match args.format {
        None | Some(Listing::Table) => {
            for format in [Format::Table, Format::Gantt] {
                let text = draw(&plan, format, &options)?;
                session.print(&String::from_utf8_lossy(&text));
            }
        }
        Some(Listing::Json) => session.print_bytes(&draw(&plan, Format::Json, &options)?),
    }
    Ok(exit(&plan))
}

/// The plan of a sound inventory.
pub(crate) fn make(inventory: &Inventory, loaded: &Loaded, search: &Search) -> Plan {
    plan::make(
        inventory,
        &loaded.sources,
        loaded.inputs.clone(),
        search.effort(),
    )
}

/// What a plan means for scripts.
pub(crate) fn exit(plan: &Plan) -> Exit {
    let status = plan.outcome.status;
    let no_plan = matches!(status, Status::Infeasible | Status::Unknown);
    if no_plan || plan.outcome.objective.broken() {
        Exit::NoPlan
    } else {
        Exit::Ok
    }
}
