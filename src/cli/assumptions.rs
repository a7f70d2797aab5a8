//! `ikou assumptions`: what rests on assumption, and how much of the plan hangs on it?

use super::args::Inputs;
use super::inputs::load_with_draft;
use super::listing::{ListArgs, SHAPES, Shape, shapes, unknown};
use super::outputs::for_screen;
use super::plan::refuse_too_many;
use super::watched::busy;
use super::{Exit, Failure, Session};
use clap::Args;
use ikou::assumptions::{self, Assumptions, Wanted};
use ikou::deadlines::{owners_named, vendors_named};
use ikou::plan::Effort;

#[derive(Debug, Args)]
pub(crate) struct AssumptionsArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_name = "OWNER")]
    owner: Vec<String>,
    #[arg(long, value_name = "VENDOR")]
    vendor: Vec<String>,
    #[arg(long)]
    unconfirmed: bool,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "N")]
    measure: Option<u32>,
    #[arg(long, value_name = "LISTING", value_parser = shapes(&SHAPES))]
    format: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

pub(crate) fn run(args: &AssumptionsArgs, session: &mut Session) -> Result<Exit, Failure> {
    let inputs = &args.inputs;
    let shape = Shape::of(args.format.as_deref(), None, &SHAPES)?;
    let loaded = load_with_draft(inputs.file.as_deref(), &inputs.beside, session)?;
    let (Some(inventory), Some(draft)) = (loaded.tell(session), &loaded.draft) else {
        return Ok(Exit::Findings);
    };
    refuse_too_many(inventory)?;
    let owners = owners_named(&args.owner, inventory);
    let vendors = vendors_named(&args.vendor, inventory);
    let wanted = Wanted {
        unconfirmed: args.unconfirmed,
        measure: args.measure.map(|n| n as usize),
        ranges: false,
        owners: owners.map_err(|error| unknown(error, session.lang))?,
        vendors: vendors.map_err(|error| unknown(error, session.lang))?,
    };
    let known = (draft, inventory);
    let found = busy(session, &["busy-assumptions"], |progress| {
        Assumptions::watched(known, &loaded.sources, Effort::QUICK, &wanted, progress)
    });
    let options = for_screen(session);
    let lang = session.lang;
    let list = || assumptions::listing(&found, lang);
    session.print(match args.list.text(list, shape, &options)? {
        Some(text) => text,
        None if shape == Shape::Json => found.to_json(),
        None if shape == Shape::Md => assumptions::markdown(&found, lang, args.all),
        None => assumptions::told(&found, lang, options.width, args.all),
    });
    Ok(Exit::Ok)
}
