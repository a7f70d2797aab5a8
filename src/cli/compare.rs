//! `ikou compare`: plans side by side.

use super::args::Beside;
use super::failure::Failure;
use super::inputs::{load_file, schedules_beside};
use super::listing::{ListArgs, RowArgs};
use super::meant::{Meant, meant};
use super::outputs::{for_file, for_screen};
use super::pictures::{self, PictureArgs};
use super::plan::{Search, exit, make};
use super::render::{put, saved_plan};
use super::shape::{self, Shape};
use super::{Exit, Session, names, what_if};
use clap::Args;
use ikou::compare::{Compared, Given, Origin};
use ikou::plan::Plan;
use ikou::render::{self, Before, CompareFormat, Format, Named, Options};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    #[arg(value_name = "PLAN", required = true, num_args = 2..)]
    plans: Vec<String>,
    #[arg(short = 'i', long, value_name = "FILE")]
    input: Option<PathBuf>,
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    rows: RowArgs,
    #[command(flatten)]
    list: ListArgs,
    #[arg(short = 'f', long, value_enum, value_name = "LISTING")]
    format: Option<Shape>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    pictures: PictureArgs,
    #[command(flatten)]
    search: Search,
}

/// The listing that a shape is.
fn text(shape: Shape) -> CompareFormat {
    match shape {
        Shape::Json => CompareFormat::Json,
        Shape::Csv => CompareFormat::Csv,
        Shape::Md => CompareFormat::Md,
        Shape::Table | Shape::Svg | Shape::Png | Shape::Pdf => CompareFormat::Table,
    }
}

/// What is compared, before any of it is read.
struct Wanted {
    name: String,
    origin: Origin,
    /// A saved plan.
    file: Option<PathBuf>,
}

pub(crate) fn compare(args: &CompareArgs, session: &mut Session) -> Result<Exit, Failure> {
    let (shape, file) = shape::asked(args.format, args.output.as_deref(), session)?;
    let picture = shape.picture();
    if picture.is_some() && args.plans.len() != 2 {
        let count = args.plans.len().to_string();
        return Err(Failure::PictureOfTwo { count });
    }
    let listed = args.rows.given() || args.list.given();
    let listed = listed.then(|| shape.list()).transpose()?;
    let within = args.rows.within()?;
    let wanted = wanted(&args.plans, args.input.as_deref())?;
    let Some(plans) = plans(&wanted, args, session)? else {
        return Ok(Exit::Findings);
    };
    let given = wanted.iter().zip(&plans).map(|(wanted, plan)| Given {
        name: &wanted.name,
        origin: wanted.origin,
        plan,
    });
    let given: Vec<Given> = given.collect();
    let found = Compared::of(&given);
    let options = match file {
        Some(_) => for_file(session),
        None => for_screen(session),
    };
    match (picture, given.as_slice()) {
        (None, [first, ..]) if listed.is_some() => {
            let lang = options.lang;
            let all: Vec<&Plan> = plans.iter().collect();
            let list = render::compare_rows(&found, &all, args.all, lang);
            let list = args
                .rows
                .only(list, (within, "cutover"), first.plan, lang)?;
            let text = args.list.arranged(list, shape.list()?, &options)?;
            put(text.as_bytes(), file, session)?;
        }
        (Some(format), [old, new]) => {
            let upshot = render::compare_upshot(&found, 1, options.lang);
            let before = Before {
                plan: old.plan,
                name: old.name,
                upshot: &upshot,
            };
            let options = Options {
                picture: args.pictures.style(),
                ..options
            };
            draw(new.plan, &before, (format, file), &options, session)?;
        }
        _ => {
            let bytes = render::compare(&found, args.all, text(shape), &options);
            put(&bytes, file, session)?;
        }
    }
    let broken = plans.iter().map(exit).find(|exit| *exit != Exit::Ok);
    Ok(broken.unwrap_or(Exit::Ok))
}

fn draw(
    plan: &Plan,
    before: &Before<'_>,
    (format, file): (Format, Option<&Path>),
    options: &Options,
    session: &mut Session,
) -> Result<(), Failure> {
    if let Some(path) = file {
        let files = [(path.to_owned(), format)];
        let plans = [Named::unnamed(plan)];
        return pictures::write(&plans, Some(before), &files, None, options, session);
    }
    let mut pages = Vec::new();
    let take = |file: render::PictureFile| {
        pages.push(file.bytes);
        true
    };
    let drawn = render::compared_pictures_one_by_one(plan, Some(before), &[format], options, take);
    drawn.map_err(|error| Failure::Drawing {
        reason: error.message(options.lang),
    })?;
    // Several pages are no one file: a PDF holds them all.
    match pages.as_slice() {
        [page] => session.print(page),
        pages => {
            let n = pages.len().to_string();
            let args = [("n", n.as_str())];
            return Err(Failure::Drawing {
                reason: ikou::words::say(options.lang, "report-error-pages", &args),
            });
        }
    }
    Ok(())
}

/// What the names mean; a name that means nothing, and the same twice, are told before any work.
fn wanted(asked: &[String], input: Option<&Path>) -> Result<Vec<Wanted>, Failure> {
    let folder = what_if::folder(&schedules_beside(input));
    let mut all: Vec<Wanted> = Vec::new();
    for name in asked {
        let Meant { origin, file, .. } = meant(name, input)?;
        let next = Wanted {
            name: name.clone(),
            origin,
            file,
        };
        let place = |w: &Wanted| match (&w.file, w.origin) {
            (Some(path), _) => Some(path.clone()),
            (None, Origin::Scenario) if w.name.ends_with(what_if::END) => {
                Some(PathBuf::from(&w.name))
            }
            (None, Origin::Scenario) => Some(folder.join(format!("{}{}", w.name, what_if::END))),
            _ => None,
        };
        let same = |other: &&Wanted| match (place(other), place(&next)) {
            (Some(one), Some(other)) => names::may_be_one(&one, &other),
            (one, two) => one == two,
        };
        if let Some(other) = all.iter().find(same) {
            return Err(Failure::SamePlan {
                name: other.name.clone(),
                other: next.name,
            });
        }
        all.push(next);
    }
    Ok(all)
}

/// The plans. `None`: the inventory has errors under one of them, told.
fn plans(
    wanted: &[Wanted],
    args: &CompareArgs,
    session: &mut Session,
) -> Result<Option<Vec<Plan>>, Failure> {
    let mut plans = Vec::new();
    // What is said of the files is said once.
    let mut told = false;
    for wanted in wanted {
        if let Some(path) = &wanted.file {
            let plan = saved_plan(path)?;
            session.inventory_says(plan.municipality.lang.as_deref());
            plans.push(plan);
            continue;
        }
        let mut beside = args.beside.clone();
        if wanted.origin == Origin::Scenario {
            beside.what_if.scenario.push(wanted.name.clone());
        }
        let mut loaded = load_file(args.input.as_deref(), &beside, session)?;
        if std::mem::replace(&mut told, true) {
            loaded = loaded.only_tried();
        }
        let Some(inventory) = loaded.tell(session) else {
            return Ok(None);
        };
        plans.push(make(inventory, &loaded, &args.search, session)?);
    }
    Ok(Some(plans))
}
