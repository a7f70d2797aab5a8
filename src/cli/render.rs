//! `ikou render`: a saved plan, or the current one, in some format.

use super::args::Beside;
use super::failure::Failure;
use super::inputs::load_file;
use super::outputs::{by_name, draw, for_file, for_screen};
use super::pictures::{self, PictureArgs};
use super::plan::{Search, exit, make};
use super::{Exit, Session, files, whole};
use clap::Args;
use clap::builder::PossibleValuesParser;
use ikou::plan::Plan;
use ikou::render::{Format, Options};
use ikou::words::say;
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
    pictures: PictureArgs,
    #[command(flatten)]
    search: Search,
}

pub(crate) fn render(args: &RenderArgs, session: &mut Session) -> Result<Exit, Failure> {
    let format = format(args.format.as_deref(), args.output.as_deref())?;
    let file = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    if file.is_none() && !format.is_text() && session.writes_to_terminal() {
        return Err(Failure::BinaryToTerminal {
            format: format.name().to_owned(),
        });
    }
    let plan = match obtain(args.file.as_deref(), &args.beside, &args.search, session)? {
        Some(plan) => plan,
        None => return Ok(Exit::Findings),
    };
    let picture = args.pictures.style();
    match file {
        Some(path) => {
            let files = [(path.to_owned(), format)];
            let options = Options {
                picture,
                ..for_file(session)
            };
            pictures::write(&plan, None, &files, None, &options, session)?;
        }
        None => {
            let options = Options {
                picture,
                ..for_screen(session)
            };
            session.print(draw(&plan, format, &options)?);
        }
    }
    Ok(exit(&plan))
}

/// A plan: saved (`.json`), or made from an inventory. `None`: the inventory has errors, told.
pub(crate) fn obtain(
    file: Option<&Path>,
    beside: &Beside,
    search: &Search,
    session: &mut Session,
) -> Result<Option<Plan>, Failure> {
    let saved = file.filter(|f| {
        f.extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("json"))
    });
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
        .map(|inventory| make(inventory, &loaded, search))
        .transpose()?;
    Ok(plan)
}

pub(crate) fn saved_plan(path: &Path) -> Result<Plan, Failure> {
    let contents = files::read(path).map_err(|failure| match failure {
        Failure::Missing { path } => Failure::NoPlan { path },
        other => other,
    })?;
    let path = files::shown(path);
    let other = |schema: u64| Failure::OtherSchema {
        path: path.clone(),
        schema: schema.to_string(),
    };
    let plan = Plan::from_json(&contents.text).map_err(|error| {
        // A plan of another version has other keys: that is what is wrong with it.
        let value: Option<serde_json::Value> = serde_json::from_str(&contents.text).ok();
        let schema = value.and_then(|v| v.get("schema")?.as_u64());
        match schema.filter(|schema| *schema != 1) {
            Some(schema) => other(schema),
            None => Failure::bad_plan(path.clone(), &error),
        }
    })?;
    match plan.schema {
        1 => Ok(plan),
        schema => Err(other(u64::from(schema))),
    }
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
