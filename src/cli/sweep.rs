//! `ikou sweep`: many plans in a row, or uncertain facts by what moving them changes.

use super::args::Inputs;
use super::inputs::{Loaded, load_with_draft};
use super::listing::ListArgs;
use super::outputs::{for_file, for_screen};
use super::plan::{Search, refuse_too_many};
use super::render::put;
use super::shape::{self, Shape};
use super::watched::busy;
use super::{Exit, Failure, Session};
use clap::Args;
use ikou::assumptions::{self, Assumptions, Wanted};
use ikou::diag::{Sink, show};
use ikou::inventory::Inventory;
use ikou::plan::Effort;
use ikou::render;
use ikou::sweep::{self, Axis, Sweep, VaryFault};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct SweepArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_name = "VARY", required_unless_present = "tornado")]
    vary: Vec<String>,
    #[arg(long, conflicts_with = "vary")]
    tornado: bool,
    #[arg(long, value_name = "N", requires = "tornado")]
    measure: Option<u32>,
    #[arg(long)]
    yes: bool,
    #[arg(short = 'f', long, value_enum, value_name = "LISTING")]
    format: Option<Shape>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    search: Search,
}

pub(crate) fn sweep(args: &SweepArgs, session: &mut Session) -> Result<Exit, Failure> {
    let (shape, file) = shape::asked(args.format, args.output.as_deref(), session)?;
    let format = shape.form();
    let listed = args.list.given().then(|| shape.list()).transpose()?;
    if shape.picture().is_some() && args.vary.len() > 2 {
        let count = args.vary.len().to_string();
        return Err(Failure::PictureOfAxes { count });
    }
    let inputs = &args.inputs;
    let mut loaded = load_with_draft(inputs.file.as_deref(), &inputs.beside, session)?;
    if loaded.tell(session).is_none() {
        return Ok(Exit::Findings);
    }
    let mut sink = Sink::new();
    let axes = axes(&args.vary, &mut loaded, &mut sink)?;
    let Loaded {
        sources,
        inventory: Some(inventory),
        draft: Some(draft),
        ..
    } = &loaded
    else {
        return Ok(Exit::Findings);
    };
    refuse_too_many(inventory)?;
    let effort = args.search.effort_or(Effort::QUICK);
    let options = match file {
        Some(_) => for_file(session),
        None => for_screen(session),
    };
    let failed = |error: render::RenderError| Failure::Drawing {
        reason: error.message(options.lang),
    };
    if args.tornado {
        let wanted = Wanted {
            measure: args.measure.map(|n| n as usize),
            ranges: true,
            ..Wanted::default()
        };
        let found = busy(session, &["busy-assumptions"], |progress| {
            Assumptions::watched((draft, inventory), sources, effort, &wanted, progress)
        });
        let list = || assumptions::listing(&found, options.lang);
        let bytes = match shape {
            _ if listed.is_some() => {
                let shape = shape.list()?;
                args.list.arranged(list(), shape, &options)?.into_bytes()
            }
            Shape::Json => found.to_json().into_bytes(),
            _ => {
                let bars = assumptions::tornado(&found, options.lang);
                render::tornado(&bars, format, &options).map_err(failed)?
            }
        };
        put(&bytes, file, session)?;
        return Ok(Exit::Ok);
    }
    if sink.has_errors() || !sweep::try_out(draft, &axes, &mut sink) {
        let findings = sink.into_sorted();
        let look = session.look_aside();
        let shape = show::Shape::Human;
        session.tell(&show::show(&findings, sources, shape, &look));
        let summary = show::summary(&findings, session.lang);
        session.tell(&format!("{summary}\n"));
        return Ok(Exit::Findings);
    }
    refuse_many(args, &axes, inventory)?;
    let found = busy(session, &["busy-sweep", "busy-tips"], |progress| {
        Sweep::watched((draft, inventory), sources, &axes, effort, progress)
    });
    let bytes = match listed {
        Some(shape) => {
            let list = render::sweep_rows(&found, options.lang);
            args.list.arranged(list, shape, &options)?.into_bytes()
        }
        None => render::sweep(&found, format, &options).map_err(failed)?,
    };
    put(&bytes, file, session)?;
    Ok(Exit::Ok)
}

/// What `--vary` asks for; what cannot be read is told before any work.
fn axes(lines: &[String], loaded: &mut Loaded, sink: &mut Sink) -> Result<Vec<Axis>, Failure> {
    let mut axes: Vec<Axis> = Vec::new();
    for line in lines {
        let file = loaded.sources.add("--vary", line.clone());
        let axis = Axis::read(line, file, &mut loaded.sources, sink);
        let axis = axis.map_err(|error| {
            let text = error.text;
            match error.fault {
                VaryFault::NoValues => Failure::VaryNothing { text },
                VaryFault::BadPath => Failure::VaryPath { text },
                VaryFault::NoStep => Failure::VaryNoStep { text },
                VaryFault::BadStep => Failure::VaryStep { text },
                VaryFault::BadRange => Failure::VaryRange { text },
                VaryFault::Reversed => Failure::VaryReversed { text },
                VaryFault::TooMany => Failure::VaryTooMany { text },
            }
        })?;
        if axes.iter().any(|other| other.path == axis.path) {
            return Err(Failure::VaryTwice { text: axis.path });
        }
        axes.push(axis);
    }
    Ok(axes)
}

/// So many plans take time: they are made only where that was agreed to.
fn refuse_many(args: &SweepArgs, axes: &[Axis], inventory: &Inventory) -> Result<(), Failure> {
    let most = sweep::most_plans(inventory.systems.len());
    let count = sweep::plans(axes);
    let never = count.is_none_or(|count| count > MOST_EVER);
    if never || (!args.yes && count.is_some_and(|count| count > most)) {
        let text = count.map_or_else(|| format!("> {MOST_EVER}"), |n| n.to_string());
        let (count, limit) = (text, if never { MOST_EVER } else { most }.to_string());
        return Err(match never {
            true => Failure::SweepTooMany { count, limit },
            false => Failure::SweepMany { count, limit },
        });
    }
    Ok(())
}

/// More plans than these are never made at once: they would not fit into memory.
const MOST_EVER: usize = 200_000;
