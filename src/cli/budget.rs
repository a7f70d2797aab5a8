//! `ikou budget`: what do we ask for in which fiscal year, under which instrument?

use super::args::Beside;
use super::endings;
use super::listing::{ListArgs, RowArgs, Shape};
use super::outputs::{for_file, for_screen};
use super::plan::{Search, exit};
use super::render::{obtain, obtain_other, put};
use super::{Exit, Failure, Session};
use clap::Args;
use clap::builder::PossibleValuesParser;
use ikou::budget::By;
use ikou::plan::Plan;
use ikou::render::{self, BudgetFormat, BudgetView};
use std::path::{Path, PathBuf};

/// What asks for rows of the budget, which sums have none of.
const ROWS: [&str; 5] = ["owner", "vendor", "within", "columns", "sort"];

#[derive(Debug, Args)]
pub(crate) struct BudgetArgs {
    #[arg(value_name = "PLAN")]
    file: Option<PathBuf>,
    #[arg(
        long,
        value_name = "KEY",
        value_parser = keys(),
        conflicts_with_all = ROWS
    )]
    by: Option<String>,
    #[arg(
        long,
        value_name = "PLAN",
        conflicts_with_all = ROWS
    )]
    against: Option<String>,
    #[arg(long, value_name = "LISTING", value_parser = formats())]
    format: Option<String>,
    #[command(flatten)]
    rows: RowArgs,
    #[command(flatten)]
    list: ListArgs,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

/// Files by their ends.
const ENDINGS: [(&str, BudgetFormat); 6] = [
    ("txt", BudgetFormat::Table),
    ("json", BudgetFormat::Json),
    ("csv", BudgetFormat::Csv),
    ("md", BudgetFormat::Md),
    ("svg", BudgetFormat::Svg),
    ("png", BudgetFormat::Png),
];

fn keys() -> PossibleValuesParser {
    PossibleValuesParser::new(By::ALL.map(|(name, _)| name))
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(BudgetFormat::ALL.map(BudgetFormat::name))
}

pub(crate) fn budget(args: &BudgetArgs, session: &mut Session) -> Result<Exit, Failure> {
    let file = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let named = args.format.as_deref().and_then(BudgetFormat::parse);
    let format = endings::format(named, file, BudgetFormat::Table, &ENDINGS)?;
    if file.is_none() && !format.is_text() && session.writes_to_terminal() {
        return Err(Failure::BinaryToTerminal {
            format: format.name().to_owned(),
        });
    }
    let shape = shape_of(args, format)?;
    let within = args.rows.within()?;
    let other = match args.against.as_deref() {
        None => None,
        Some(name) => match obtain_other(
            name,
            args.file.as_deref(),
            &args.beside,
            &args.search,
            None,
            session,
        )? {
            None => return Ok(Exit::Findings),
            Some((plan, _)) => Some(plan),
        },
    };
    let plan = match obtain(args.file.as_deref(), &args.beside, &args.search, session)? {
        Some(plan) => plan,
        None => return Ok(Exit::Findings),
    };
    let options = if file.is_some() {
        for_file(session)
    } else {
        for_screen(session)
    };
    if let Some(shape) = shape {
        let lang = options.lang;
        let rows = render::budget_rows(&plan, lang);
        let rows = args.rows.only(rows, (within, "request"), &plan, lang)?;
        let text = args.list.arranged(rows, shape, &options)?;
        put(text.as_bytes(), file, session)?;
        return Ok(exit(&plan));
    }
    let view = BudgetView {
        by: args.by.as_deref().and_then(By::parse),
        against: other.as_ref().map(|plan: &Plan| plan),
    };
    let bytes =
        render::budget(&plan, &view, format, &options).map_err(|error| Failure::Drawing {
            reason: error.message(options.lang),
        })?;
    put(&bytes, file, session)?;
    Ok(exit(&plan))
}

/// The shape of a list of rows, where rows or columns were asked for.
fn shape_of(args: &BudgetArgs, format: BudgetFormat) -> Result<Option<Shape>, Failure> {
    if !args.rows.given() && !args.list.given() {
        return Ok(None);
    }
    match format {
        BudgetFormat::Table => Ok(Some(Shape::Table)),
        BudgetFormat::Json => Ok(Some(Shape::Json)),
        BudgetFormat::Csv => Ok(Some(Shape::Csv)),
        BudgetFormat::Md => Ok(Some(Shape::Md)),
        other => Err(Failure::NoList {
            format: other.name().to_owned(),
        }),
    }
}
