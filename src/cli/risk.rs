//! `ikou risk`: how likely is each deadline kept?

use super::args::Beside;
use super::endings;
use super::inputs::load_file;
use super::outputs::{for_file, for_screen};
use super::plan::{Search, exit, make};
use super::render::put;
use super::watched::busy;
use super::{Exit, Failure, Session};
use clap::Args;
use clap::builder::PossibleValuesParser;
use ikou::render::Options;
use ikou::risk::{self, MOST_RUNS, RUNS, RiskFormat};
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
    #[arg(long, value_name = "LISTING", value_parser = formats())]
    format: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    tables: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

/// Files by their ends.
const ENDINGS: [(&str, RiskFormat); 7] = [
    ("txt", RiskFormat::Table),
    ("json", RiskFormat::Json),
    ("csv", RiskFormat::Csv),
    ("md", RiskFormat::Md),
    ("svg", RiskFormat::Svg),
    ("png", RiskFormat::Png),
    ("pdf", RiskFormat::Pdf),
];

fn formats() -> PossibleValuesParser {
    let texts = RiskFormat::ALL.into_iter().filter(|f| f.is_text());
    PossibleValuesParser::new(texts.map(RiskFormat::name))
}

pub(crate) fn risk(args: &RiskArgs, session: &mut Session) -> Result<Exit, Failure> {
    let mut files: Vec<(&Path, RiskFormat)> = Vec::new();
    for path in &args.output {
        // Standard output has the listing anyway.
        if path == Path::new("-") {
            continue;
        }
        files.push((path, endings::by_end(path, &ENDINGS)?));
    }
    let format = args.format.as_deref().and_then(RiskFormat::parse);
    let loaded = load_file(args.file.as_deref(), &args.beside, session)?;
    let Some(inventory) = loaded.tell(session) else {
        return Ok(Exit::Findings);
    };
    let plan = make(inventory, &loaded, &args.search)?;
    let runs = args.runs.unwrap_or(RUNS);
    let spreads = if args.written_only {
        risk::Spreads::Written
    } else {
        risk::Spreads::All
    };
    let found = busy(session, "busy-risk", || {
        risk::risk(inventory, &plan, runs, args.seed.unwrap_or(1), spreads)
    });
    let Ok(found) = found else {
        // There is no plan that could slip: what stands in its way is told by the plan.
        session.tell(&format!(
            "{}\n",
            ikou::words::say(session.lang, "risk-no-plan", &[])
        ));
        return Ok(Exit::NoPlan);
    };
    let made = |format: RiskFormat, options: &Options| {
        risk::render(&found, &plan, format, options).map_err(|error| Failure::Drawing {
            reason: error.message(options.lang),
        })
    };
    let options = for_file(session);
    for (path, format) in files {
        put(&made(format, &options)?, Some(path), session)?;
    }
    if let Some(path) = &args.tables
        && let Ok(tables) = risk::tables(inventory, &plan, spreads)
    {
        put(tables.as_bytes(), Some(path), session)?;
    }
    let options = for_screen(session);
    session.print(made(format.unwrap_or(RiskFormat::Table), &options)?);
    Ok(exit(&plan))
}
