//! `ikou slack`: how late may each system go live?

use super::args::Beside;
use super::inputs::load_file;
use super::listing::{ListArgs, SHAPES, Shape, shapes};
use super::outputs::for_screen;
use super::plan::{Search, exit, make};
use super::watched::busy;
use super::{Exit, Failure, Session};
use clap::Args;
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
    #[arg(long, value_name = "LISTING", value_parser = shapes(&SHAPES))]
    format: Option<String>,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

pub(crate) fn slack(args: &SlackArgs, session: &mut Session) -> Result<Exit, Failure> {
    let shape = Shape::of(args.format.as_deref(), None, &SHAPES)?;
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
    let found = busy(session, "busy-slack", || {
        slack::slacks(inventory, &loaded.sources, &plan, &systems, effort)
    });
    let options = for_screen(session);
    let lang = session.lang;
    let list = || slack::listing(&found, &plan, lang);
    let text = match shape {
        // The page has what no row holds: a list is what Markdown shows.
        Shape::Md => args.list.arranged(list(), shape, &options)?,
        shape => match args.list.text(list, shape, &options)? {
            Some(text) => text,
            None if shape == Shape::Json => found.to_json(),
            None => slack::told(&found, &plan, lang, options.width, options.style),
        },
    };
    session.print(text);
    Ok(exit(&plan))
}
