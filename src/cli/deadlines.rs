//! `ikou deadlines`: what is due next, for whom?

use super::args::Inputs;
use super::check::LevelArgs;
use super::endings;
use super::failure::Failure;
use super::files::{self, shown};
use super::inputs::{Wanted, load_wanted};
use super::outputs::{for_file, for_screen};
use super::plan::{Search, exit, make};
use super::render::put;
use super::{Exit, Session};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use ikou::calendar::Duration;
use ikou::deadlines::{self, Asked, Deadlines, Earlier, NameOf, Unknown};
use ikou::diag::Severity;
use ikou::words::{Lang, say};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

#[derive(Debug, Args)]
pub(crate) struct DeadlinesArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_name = "OWNER")]
    owner: Vec<String>,
    #[arg(long, value_name = "BUSINESS")]
    business: Vec<String>,
    #[arg(long, value_name = "VENDOR")]
    vendor: Vec<String>,
    #[arg(long, value_name = "LENGTH")]
    within: Option<String>,
    #[arg(long, value_name = "LISTING", value_parser = formats())]
    format: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    #[command(flatten)]
    levels: LevelArgs,
    #[command(flatten)]
    search: Search,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Table,
    Json,
    Csv,
    Md,
    Ics,
}

const NAMES: [(&str, Format); 5] = [
    ("table", Format::Table),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("md", Format::Md),
    ("ics", Format::Ics),
];

/// Files by their ends.
const ENDINGS: [(&str, Format); 5] = [
    ("txt", Format::Table),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("md", Format::Md),
    ("ics", Format::Ics),
];

fn formats() -> PossibleValuesParser {
    let value = |(name, _): &(&'static str, Format)| match *name {
        "md" => PossibleValue::new("md").alias("markdown"),
        name => PossibleValue::new(name),
    };
    PossibleValuesParser::new(NAMES.iter().map(value))
}

pub(crate) fn deadlines(args: &DeadlinesArgs, session: &mut Session) -> Result<Exit, Failure> {
    let asked = Asked {
        owners: args.owner.clone(),
        businesses: args.business.clone(),
        vendors: args.vendor.clone(),
        within: args.within.as_deref().map(within).transpose()?,
    };
    let levels = args.levels.levels()?;
    // Contracts, notice and waivers are not in a plan.
    if let Some(path) = args.inputs.file.as_deref().filter(|p| is_json(p)) {
        return Err(Failure::PlanForInventory { path: shown(path) });
    }
    let file = args.output.as_deref().filter(|p| *p != Path::new("-"));
    let named = args.format.as_deref().map(|name| match name {
        "markdown" => Format::Md,
        name => NAMES
            .iter()
            .find(|n| n.0 == name)
            .map_or(Format::Table, |n| n.1),
    });
    let format = endings::format(named, file, Format::Table, &ENDINGS)?;
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
    let plan = make(inventory, &loaded, &args.search)?;
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
    let text = match format {
        Format::Json => found.to_json(),
        Format::Csv => deadlines::csv(&found, session.lang),
        Format::Md => deadlines::markdown(&found, session.lang),
        Format::Ics => {
            let earlier = earlier(args.previous.as_deref(), file)?;
            deadlines::ics(&found, &all, &earlier, session.lang)
        }
        Format::Table => {
            let options = match file {
                Some(_) => for_file(session),
                None => for_screen(session),
            };
            deadlines::told(&found, session.lang, options.width, options.style)
        }
    };
    put(text.as_bytes(), file, session)?;
    Ok(if denied { Exit::Findings } else { exit(&plan) })
}

fn is_json(path: &Path) -> bool {
    let end = path.extension();
    end.is_some_and(|e| e.eq_ignore_ascii_case("json"))
}

/// A length of time as typed, full-width digits too.
pub(crate) fn within(text: &str) -> Result<Duration, Failure> {
    let folded: String = text.nfkc().collect();
    Duration::parse(&folded).ok_or_else(|| Failure::BadLength {
        flag: "--within".to_owned(),
        text: text.to_owned(),
    })
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

/// The failure for a name that nothing has.
pub(crate) fn unknown(error: Unknown, lang: Lang) -> Failure {
    let kind = match error.wanted {
        NameOf::Owner => say(lang, "wanted-owner", &[]),
        NameOf::Business => say(lang, "wanted-business", &[]),
        NameOf::Vendor => say(lang, "wanted-vendor", &[]),
    };
    let joint = say(lang, "due-joint", &[]);
    Failure::UnknownName {
        kind,
        name: error.name,
        nearest: error.nearest.unwrap_or_default(),
        known: error.known.join(&joint),
    }
}
