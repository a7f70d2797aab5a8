//! `ikou deadlines`: what is due next, for whom?

use super::args::Inputs;
use super::check::LevelArgs;
use super::failure::Failure;
use super::files::{self, shown};
use super::inputs::{Wanted, load_wanted};
use super::listing::{ListArgs, RowArgs, Shape, shapes, unknown};
use super::outputs::{for_file, for_screen};
use super::plan::{Search, exit, make};
use super::render::{is_plan, put};
use super::{Exit, Session};
use clap::Args;
use ikou::deadlines::{self, Deadlines, Earlier};
use ikou::diag::Severity;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct DeadlinesArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    rows: RowArgs,
    #[arg(long, value_name = "BUSINESS")]
    business: Vec<String>,
    #[arg(long, value_name = "LISTING", value_parser = shapes(&DUE_SHAPES))]
    format: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    levels: LevelArgs,
    #[command(flatten)]
    search: Search,
}

/// A calendar as well.
const DUE_SHAPES: [Shape; 5] = [Shape::Table, Shape::Json, Shape::Csv, Shape::Md, Shape::Ics];

pub(crate) fn deadlines(args: &DeadlinesArgs, session: &mut Session) -> Result<Exit, Failure> {
    let asked = args.rows.asked(&args.business, None)?;
    let levels = args.levels.levels()?;
    // Contracts, notice and waivers are not in a plan.
    if let Some(path) = args.inputs.file.as_deref().filter(|p| is_plan(p)) {
        return Err(Failure::PlanForInventory { path: shown(path) });
    }
    let file = args.output.as_deref().filter(|p| *p != Path::new("-"));
    let shape = Shape::of(args.format.as_deref(), file, &DUE_SHAPES)?;
    let wanted = Wanted {
        codes: levels.wanted().collect(),
        ..Wanted::default()
    };
    let mut loaded = load_wanted(&args.inputs, &wanted, session)?;
    let levels = levels.then(&loaded.levels);
    loaded.findings = levels.apply(std::mem::take(&mut loaded.findings));
    let Some(inventory) = &loaded.inventory else {
        loaded.tell(session);
        return Ok(Exit::Findings);
    };
    let plan = make(inventory, &loaded, &args.search, session)?;
    // What is only a warning stands in the list itself.
    let mut endangered = levels.apply(deadlines::lints(inventory, &plan, asked.within));
    endangered.retain(|f| f.severity == Severity::Error);
    loaded.findings.extend(endangered);
    let mut told = loaded.findings.iter();
    let denied = told.any(|f| f.severity == Severity::Error);
    let Some(inventory) = loaded.tell(session) else {
        return Ok(Exit::Findings);
    };
    let all = Deadlines::of(inventory, &plan, session.lang);
    let found = all.clone().only(&asked, inventory);
    let found = found.map_err(|error| unknown(error, session.lang))?;
    let lang = session.lang;
    let options = match file {
        Some(_) => for_file(session),
        None => for_screen(session),
    };
    let list = || deadlines::listing(&found, lang);
    let text = match shape {
        Shape::Ics => {
            let earlier = earlier(args.previous.as_deref(), file)?;
            deadlines::ics(&found, &all, &earlier, lang)
        }
        shape => match args.list.text(list, shape, &options)? {
            Some(text) => text,
            None if shape == Shape::Json => found.to_json(),
            None if shape == Shape::Md => deadlines::markdown(&found, lang),
            None => deadlines::told(&found, lang, options.width, options.style),
        },
    };
    put(text.as_bytes(), file, session)?;
    Ok(if denied { Exit::Findings } else { exit(&plan) })
}

/// The calendar that was written before: named, or about to be replaced.
fn earlier(named: Option<&Path>, replaced: Option<&Path>) -> Result<Earlier, Failure> {
    if let Some(path) = named {
        let text = files::read(path)?.text;
        return Earlier::read(&text).ok_or_else(|| Failure::NoCalendar { path: shown(path) });
    }
    let Some(path) = replaced else {
        return Ok(Earlier::default());
    };
    let contents = files::read_if_there(path)?;
    let read = contents.and_then(|c| Earlier::read(&c.text));
    Ok(read.unwrap_or_default())
}
