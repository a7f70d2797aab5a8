//! `ikou slack`: how late may each system go live?

use super::args::Beside;
use super::inputs::load_file;
use super::listing::{ListArgs, RowArgs, SHAPES, Shape, shapes};
use super::outputs::for_screen;
use super::plan::{Search, exit, make};
use super::watched::busy;
use super::{Exit, Failure, Session};
use clap::Args;
use ikou::calendar::Duration;
use ikou::compare::date;
use ikou::inventory::SystemIx;
use ikou::plan::Plan;
use ikou::render;
use ikou::slack::{self, MOST_SYSTEMS};
use ikou::why;
use ikou::words::Lang;
use std::collections::BTreeSet;
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
    rows: RowArgs,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

pub(crate) fn slack(args: &SlackArgs, session: &mut Session) -> Result<Exit, Failure> {
    let shape = Shape::of(args.format.as_deref(), None, &SHAPES)?;
    let within = args.rows.within()?;
    let loaded = load_file(args.input.as_deref(), &args.beside, session)?;
    let Some(inventory) = loaded.tell(session) else {
        return Ok(Exit::Findings);
    };
    let count = inventory.systems.len();
    let asked = match args.systems.len() {
        0 if args.rows.given() => 0,
        0 => count,
        named => named,
    };
    refuse_many(asked, count)?;
    let plan = make(inventory, &loaded, &args.search, session)?;
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
    if args.rows.given() {
        let own = own(&plan, &args.rows, within, session.lang)?;
        let is_own = |ix: &SystemIx| plan.systems.get(ix.0).is_some_and(|s| own.contains(&s.id));
        systems.retain(is_own);
        refuse_many(systems.len(), count)?;
    }
    let effort = args.search.effort();
    let found = busy(session, &["busy-slack"], |progress| {
        let how = (effort, progress);
        slack::slacks_watched(inventory, &loaded.sources, &plan, &systems, how)
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

/// Ids of the systems of these owners and vendors whose ▲ of the standard is no later.
fn own(
    plan: &Plan,
    rows: &RowArgs,
    within: Option<Duration>,
    lang: Lang,
) -> Result<BTreeSet<String>, Failure> {
    let list = render::systems(plan, lang);
    let list = rows.only(list, (None, "cutover"), plan, lang)?;
    let mut own: BTreeSet<String> = list.cells("id").into_iter().collect();
    if let Some(length) = within {
        let last = render::within(plan, length);
        let day = |id: &str| date(plan.system(id)?, "cutover", true);
        own.retain(|id| day(id).is_some_and(|day| day <= last));
    }
    Ok(own)
}

/// Each system takes many plans.
fn refuse_many(asked: usize, count: usize) -> Result<(), Failure> {
    if asked > MOST_SYSTEMS {
        return Err(Failure::TooManyUnnamed {
            count: asked.max(count).to_string(),
            limit: MOST_SYSTEMS.to_string(),
        });
    }
    Ok(())
}
