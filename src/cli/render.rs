//! `ikou render`: a saved plan, or the current one, in some format.

use super::args::{Beside, WhatIf};
use super::failure::Failure;
use super::inputs::load_file;
use super::listing::{ListArgs, RowArgs, Shape};
use super::meant::{Meant, meant};
use super::outputs::{by_name, for_file, for_screen};
use super::page::PageArgs;
use super::pictures::{self, PictureArgs, drawn};
use super::plan::{Search, exit, make, make_keeping, systems};
use super::{Exit, Session, files, whole};
use clap::Args;
use clap::builder::PossibleValuesParser;
use ikou::compare::Origin;
use ikou::plan::{Input, Plan, promises_of};
use ikou::render::{Format, Options};
use ikou::words::say;
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct RenderArgs {
    #[arg(value_name = "PLAN")]
    file: Option<PathBuf>,
    #[arg(short = 'f', long, value_name = "FORMAT", value_parser = names())]
    format: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    rows: RowArgs,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    page: PageArgs,
    #[command(flatten)]
    pictures: PictureArgs,
    #[command(flatten)]
    search: Search,
}

pub(crate) fn render(args: &RenderArgs, session: &mut Session) -> Result<Exit, Failure> {
    let format = format(args.format.as_deref(), args.output.as_deref())?;
    args.page.check([format].iter())?;
    let shape = shape_of(args, format)?;
    let within = args.rows.within()?;
    let file = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    refuse_on_terminal(format, file, session)?;
    let plan = match obtain(args.file.as_deref(), &args.beside, &args.search, session)? {
        Some(plan) => plan,
        None => return Ok(Exit::Findings),
    };
    let input = args.file.as_deref();
    let others = args
        .page
        .others(input, &args.beside, &args.search, None, session)?;
    let Some(others) = others else {
        return Ok(Exit::Findings);
    };
    if let Some(shape) = shape {
        let options = match file {
            Some(_) => for_file(session),
            None => for_screen(session),
        };
        let rows = (&args.rows, within);
        let list = systems(&plan, rows, &args.list, shape, &options)?;
        put(list.unwrap_or_default().as_bytes(), file, session)?;
        return Ok(exit(&plan));
    }
    let plans = others.behind(&plan);
    let picture = args.pictures.style();
    match file {
        Some(path) => {
            let files = [(path.to_owned(), format)];
            let options = Options {
                picture,
                ..for_file(session)
            };
            pictures::write(&plans, None, &files, None, &options, session)?;
        }
        None => {
            let options = Options {
                picture,
                ..for_screen(session)
            };
            session.print(drawn(&plans, format, &options)?);
        }
    }
    Ok(exit(&plan))
}

/// The shape of a list, where rows or columns were asked for.
fn shape_of(args: &RenderArgs, format: Format) -> Result<Option<Shape>, Failure> {
    if !args.rows.given() && !args.list.given() {
        return Ok(None);
    }
    match format {
        Format::Table => Ok(Some(Shape::Table)),
        Format::Json => Ok(Some(Shape::Json)),
        Format::Csv => Ok(Some(Shape::Csv)),
        Format::Md => Ok(Some(Shape::Md)),
        other => Err(Failure::NoList {
            format: other.name().to_owned(),
        }),
    }
}

/// A plan: saved (`.json`), or made from an inventory. `None`: the inventory has errors, told.
pub(crate) fn obtain(
    file: Option<&Path>,
    beside: &Beside,
    search: &Search,
    session: &mut Session,
) -> Result<Option<Plan>, Failure> {
    let saved = file.filter(|f| is_plan(f));
    if let Some(path) = saved {
        if let Some(flag) = beside.given() {
            return Err(Failure::NotWithPlan {
                flag: flag.to_owned(),
            });
        }
        let plan = saved_plan(path)?;
        session.inventory_says(plan.municipality.lang.as_deref());
        return Ok(Some(plan));
    }
    let loaded = load_file(file, beside, session)?;
    let plan = loaded
        .tell(session)
        .map(|inventory| make(inventory, &loaded, search, session))
        .transpose()?;
    Ok(plan)
}

/// The plan of an inventory that keeps what an approved plan promised, where it can.
fn obtain_keeping(
    file: Option<&Path>,
    beside: &Beside,
    search: &Search,
    kept: &Kept,
    session: &mut Session,
) -> Result<Option<Plan>, Failure> {
    let mut loaded = load_file(file, beside, session)?;
    if loaded.tell(session).is_none() {
        return Ok(None);
    }
    loaded.inputs.push(kept.file.clone());
    let Some(mut inventory) = loaded.inventory.take() else {
        return Ok(None);
    };
    inventory.promise(promises_of(&kept.plan));
    make_keeping(&inventory, &loaded, search, &kept.plan, session).map(Some)
}

/// An approved plan whose promises are kept, and its file.
pub(crate) struct Kept {
    pub(crate) plan: Plan,
    pub(crate) file: Input,
}

/// A plan to stand beside another, and how it was meant. `None`: an inventory has errors then, told.
pub(crate) fn obtain_other(
    name: &str,
    file: Option<&Path>,
    beside: &Beside,
    search: &Search,
    keeping: Option<&Kept>,
    session: &mut Session,
) -> Result<Option<(Plan, Meant)>, Failure> {
    // A saved plan names no files: those of this folder.
    let file = file.filter(|file| !is_plan(file));
    let meant = meant(name, file)?;
    if let Some(path) = &meant.file {
        return saved_plan(path).map(|plan| Some((plan, meant)));
    }
    let scenario = match meant.origin {
        Origin::Scenario => vec![name.to_owned()],
        Origin::Current | Origin::Saved | Origin::Baseline => Vec::new(),
    };
    let beside = Beside {
        what_if: WhatIf {
            scenario,
            ..WhatIf::default()
        },
        ..beside.clone()
    };
    let plan = match keeping {
        Some(kept) => obtain_keeping(file, &beside, search, kept, session)?,
        None => obtain(file, &beside, search, session)?,
    };
    Ok(plan.map(|plan| (plan, meant)))
}

/// Whether a file is a saved plan, by its name.
pub(crate) fn is_plan(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("json"))
}

pub(crate) fn saved_plan(path: &Path) -> Result<Plan, Failure> {
    read_plan(path).map(|(plan, _)| plan)
}

/// A saved plan with its name and hash.
pub(crate) fn read_plan(path: &Path) -> Result<(Plan, Input), Failure> {
    let bytes = files::read_plan(path).map_err(|failure| match failure {
        Failure::Missing { path } => Failure::NoPlan { path },
        other => other,
    })?;
    let text = files::as_text(path, &bytes)?;
    let path = files::shown(path);
    let other = |schema: u64| Failure::OtherSchema {
        path: path.clone(),
        schema: schema.to_string(),
    };
    let plan = Plan::from_json(text).map_err(|error| {
        // A plan of another version has other keys: that is what is wrong with it.
        let version: Option<Version> = serde_json::from_str(text).ok();
        match version.filter(|version| version.schema != 1) {
            Some(version) => other(version.schema),
            None => Failure::bad_plan(path.clone(), &error),
        }
    })?;
    match plan.schema {
        1 => Ok((plan, super::inputs::input(path.clone(), &bytes))),
        schema => Err(other(u64::from(schema))),
    }
}

/// What every version of plan.json says of itself.
#[derive(Deserialize)]
struct Version {
    schema: u64,
}

/// What is not text is not shown on a terminal.
pub(crate) fn refuse_on_terminal(
    format: Format,
    file: Option<&Path>,
    session: &Session,
) -> Result<(), Failure> {
    if file.is_none() && !format.is_text() && session.writes_to_terminal() {
        return Err(Failure::BinaryToTerminal {
            format: format.name().to_owned(),
        });
    }
    Ok(())
}

/// Writes to a file, or to standard output.
pub(crate) fn put(bytes: &[u8], file: Option<&Path>, session: &mut Session) -> Result<(), Failure> {
    let Some(path) = file else {
        session.print(bytes);
        return Ok(());
    };
    whole::write(path, bytes)?;
    let path = files::shown(path);
    session.tell(&format!(
        "{}\n",
        say(session.lang, "wrote", &[("path", &path)])
    ));
    Ok(())
}

/// The names of all formats.
fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
}

fn format(name: Option<&str>, output: Option<&Path>) -> Result<Format, Failure> {
    match (name.and_then(Format::parse), output) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) if path != Path::new("-") => by_name(path),
        (None, _) => Err(Failure::NoFormat {
            known: Format::ALL.map(Format::name).join(", "),
        }),
    }
}
