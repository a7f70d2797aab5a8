//! `ikou status`: the approved plan beside what has happened.

use super::args::Inputs;
use super::baselines;
use super::failure::Failure;
use super::files::shown;
use super::inputs::{load, schedules_beside};
use super::listing::{ListArgs, RowArgs, SHAPES, Shape, shapes, unknown};
use super::outputs::{for_file, for_screen};
use super::plan::{Search, exit, make_keeping};
use super::render::{is_plan, put};
use super::{Exit, Session};
use clap::Args;
use ikou::plan::promises_of;
use ikou::status::{self, Status, View};
use std::path::{Path, PathBuf};

/// How far ahead what is due is listed, unless asked otherwise.
const AHEAD: &str = "3M";

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_name = "NAME")]
    baseline: Option<String>,
    #[command(flatten)]
    rows: RowArgs,
    #[arg(long, value_name = "BUSINESS")]
    business: Vec<String>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "LISTING", value_parser = shapes(&SHAPES))]
    format: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    search: Search,
}

pub(crate) fn status(args: &StatusArgs, session: &mut Session) -> Result<Exit, Failure> {
    let asked = args.rows.asked(&args.business, Some(AHEAD))?;
    let inventory = args.inputs.file.as_deref();
    // Actuals and contracts are not in a plan.
    if let Some(path) = inventory.filter(|path| is_plan(path)) {
        return Err(Failure::PlanForInventory { path: shown(path) });
    }
    let file = args.output.as_deref().filter(|p| *p != Path::new("-"));
    let shape = Shape::of(args.format.as_deref(), file, &SHAPES)?;
    let found = baselines::meant(args.baseline.as_deref(), &schedules_beside(inventory))?;
    let baseline = found.plan()?;
    let mut loaded = load(&args.inputs, session)?;
    if loaded.tell(session).is_none() {
        return Ok(Exit::Findings);
    }
    // What need not move stays where it was promised: what does move has slipped.
    if let Some(inventory) = &mut loaded.inventory {
        baselines::fits(&found.path, &baseline, inventory)?;
        inventory.promise(promises_of(&baseline));
    }
    let Some(inventory) = &loaded.inventory else {
        return Ok(Exit::Findings);
    };
    let forecast = make_keeping(inventory, &loaded, &args.search, &baseline, session)?;
    let beside = status::Beside {
        inventory,
        name: &found.name,
        baseline: &baseline,
        forecast: &forecast,
    };
    let lang = session.lang;
    let status =
        Status::of(beside, &loaded.inputs, &asked, lang).map_err(|error| unknown(error, lang))?;
    let view = View { all: args.all };
    let options = match file {
        Some(_) => for_file(session),
        None => for_screen(session),
    };
    let list = || status::listing(&status, lang);
    let text = match args.list.text(list, shape, &options)? {
        Some(text) => text,
        None if shape == Shape::Json => status.to_json(),
        None if shape == Shape::Md => status::markdown(&status, view, lang),
        None => status::told(&status, view, lang, options.width, options.style),
    };
    put(text.as_bytes(), file, session)?;
    Ok(exit(&forecast))
}
