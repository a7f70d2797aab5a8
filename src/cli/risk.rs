//! `ikou risk`: how likely is each deadline kept?

use super::args::Beside;
use super::inputs::load_file;
use super::listing::{ListArgs, RowArgs, SHAPES, Shape, shapes};
use super::outputs::{for_file, for_screen};
use super::plan::{Search, exit, make};
use super::render::put;
use super::shape::{self, Shape as Picked};
use super::watched::busy;
use super::{Exit, Failure, Session};
use clap::Args;
use ikou::render::Options;
use ikou::risk::{self, MOST_RUNS, RUNS};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct RiskArgs {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MOST_RUNS))]
    runs: Option<u64>,
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    #[arg(long)]
    written_only: bool,
    #[arg(long, value_name = "LISTING", value_parser = shapes(&SHAPES))]
    format: Option<String>,
    #[command(flatten)]
    rows: RowArgs,
    #[command(flatten)]
    list: ListArgs,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    tables: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

pub(crate) fn risk(args: &RiskArgs, session: &mut Session) -> Result<Exit, Failure> {
    let within = args.rows.within()?;
    let listed = args.rows.given() || args.list.given();
    let mut files: Vec<(&Path, Picked)> = Vec::new();
    for path in &args.output {
        // Standard output has the listing anyway.
        if path == Path::new("-") {
            continue;
        }
        let picked = shape::by_end(path)?;
        if listed {
            picked.list()?;
        }
        files.push((path, picked));
    }
    let shape = Shape::of(args.format.as_deref(), None, &SHAPES)?;
    let loaded = load_file(args.file.as_deref(), &args.beside, session)?;
    let Some(inventory) = loaded.tell(session) else {
        return Ok(Exit::Findings);
    };
    let plan = make(inventory, &loaded, &args.search, session)?;
    let runs = args.runs.unwrap_or(RUNS);
    let spreads = if args.written_only {
        risk::Spreads::Written
    } else {
        risk::Spreads::All
    };
    let seed = args.seed.unwrap_or(1);
    let found = busy(session, &["busy-risk"], |progress| {
        risk::risk_watched(inventory, &plan, (runs, seed), spreads, progress)
    });
    let Ok(found) = found else {
        // There is no plan that could slip: what stands in its way is told by the plan.
        session.tell(&format!(
            "{}\n",
            ikou::words::say(session.lang, "risk-no-plan", &[])
        ));
        return Ok(Exit::NoPlan);
    };
    let lang = session.lang;
    let list = |shape: Shape, options: &Options| {
        let list = risk::listing(&found, &plan, lang);
        let list = args.rows.only(list, (within, "planned"), &plan, lang)?;
        args.list.arranged(list, shape, options)
    };
    let made = |picked: Picked, options: &Options| match listed {
        true => Ok(list(picked.list()?, options)?.into_bytes()),
        false => {
            let drawn = risk::render(&found, &plan, picked.form(), options);
            drawn.map_err(|error| Failure::Drawing {
                reason: error.message(options.lang),
            })
        }
    };
    let options = for_file(session);
    for (path, picked) in files {
        put(&made(picked, &options)?, Some(path), session)?;
    }
    if let Some(path) = &args.tables
        && let Ok(tables) = risk::tables(inventory, &plan, spreads)
    {
        put(tables.as_bytes(), Some(path), session)?;
    }
    let options = for_screen(session);
    session.print(made(shape.into(), &options)?);
    Ok(exit(&plan))
}
