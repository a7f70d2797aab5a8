//! `ikou why`: why then? And why not otherwise?

use super::args::Beside;
use super::inputs::load_file;
use super::plan::{Search, exit, make};
use super::render::obtain;
use super::{Exit, Failure, Session, today};
use clap::Args;
use ikou::calendar::Date;
use ikou::inventory::{Bounds, Inventory, SystemIx};
use ikou::plan::{Plan, Wish, make_as_wished};
use ikou::why::{self, WhyError};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct WhyArgs {
    #[arg(value_name = "SYSTEM")]
    system: String,
    #[arg(value_name = "WHAT")]
    what: Option<String>,
    #[arg(short = 'i', long, value_name = "PLAN")]
    input: Option<PathBuf>,
    #[command(flatten)]
    otherwise: Otherwise,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

/// What is asked for instead.
#[derive(Debug, Args)]
struct Otherwise {
    #[arg(long, value_name = "DATE")]
    not_before: Option<String>,
    #[arg(long, value_name = "DATE")]
    not_after: Option<String>,
    #[arg(long, value_name = "BRIDGE")]
    route: Option<String>,
}

impl Otherwise {
    /// A flag that was given.
    fn given(&self) -> Option<&'static str> {
        let flags = [
            (self.not_before.is_some(), "--not-before"),
            (self.not_after.is_some(), "--not-after"),
            (self.route.is_some(), "--route"),
        ];
        flags
            .into_iter()
            .find_map(|(given, flag)| given.then_some(flag))
    }
}

pub(crate) fn why(args: &WhyArgs, session: &mut Session) -> Result<Exit, Failure> {
    if let Some(flag) = args.otherwise.given() {
        return why_not(args, flag, session);
    }
    let plan = match obtain(args.input.as_deref(), &args.beside, &args.search, session)? {
        Some(plan) => plan,
        None => return Ok(Exit::Findings),
    };
    let (what, width) = (args.what.as_deref(), session.look().width);
    let told = why::why(&plan, session.lang, &args.system, what, width);
    session.print(told.map_err(|error| failure(args, error))?);
    Ok(exit(&plan))
}

fn failure(args: &WhyArgs, error: WhyError) -> Failure {
    match error {
        WhyError::UnknownSystem { nearest, known } => Failure::UnknownSystem {
            name: args.system.clone(),
            nearest: nearest.unwrap_or_default(),
            known: known.join(", "),
        },
        WhyError::UnknownDate { nearest, known } => Failure::UnknownDate {
            nearest: nearest.unwrap_or_default(),
            what: args.what.clone().unwrap_or_default(),
            system: args.system.clone(),
            known: known.join(", "),
        },
    }
}

/// What it would cost to have it otherwise; `flag` asks for that.
fn why_not(args: &WhyArgs, flag: &str, session: &mut Session) -> Result<Exit, Failure> {
    let saved = args.input.as_deref().and_then(|f| f.extension());
    if saved.is_some_and(|e| e.eq_ignore_ascii_case("json")) {
        return Err(Failure::NotWithPlan {
            flag: flag.to_owned(),
        });
    }
    let loaded = load_file(args.input.as_deref(), &args.beside, session)?;
    let Some(inventory) = loaded.tell(session) else {
        return Ok(Exit::Findings);
    };
    let plan = make(inventory, &loaded, &args.search)?;
    let wish = wish(args, inventory, &plan)?;
    let wished = make_as_wished(inventory, &loaded.sources, args.search.effort(), &wish);
    let width = session.look().width;
    session.print(why::instead(
        &plan,
        wished.as_ref(),
        &wish,
        session.lang,
        width,
    ));
    Ok(wished.as_ref().map_or(Exit::NoPlan, exit))
}

fn wish(args: &WhyArgs, inventory: &Inventory, plan: &Plan) -> Result<Wish, Failure> {
    let found = why::find(plan, &args.system).map_err(|error| failure(args, error))?;
    let what = args.what.as_deref().unwrap_or("cutover");
    let (part, kind) = what.rsplit_once('.').unwrap_or(("standard", what));
    let cutover = match (part, kind) {
        ("standard", "cutover" | "切替") => Bounds::StandardCutover,
        ("bridge", "cutover" | "切替") => Bounds::BridgeCutover,
        _ => {
            return Err(Failure::NotACutover {
                what: what.to_owned(),
            });
        }
    };
    let otherwise = &args.otherwise;
    let not_before = date("--not-before", otherwise.not_before.as_deref())?;
    let not_after = date("--not-after", otherwise.not_after.as_deref())?;
    if let (Some(from), Some(to)) = (not_before, not_after)
        && to < from
    {
        return Err(Failure::EmptyStretch {
            from: from.to_string(),
            to: to.to_string(),
        });
    }
    let system = SystemIx(found);
    let bridges = &inventory.routes.bridges;
    let mut known: Vec<&str> = inventory
        .system(system)
        .routes
        .iter()
        .map(|route| bridges[route.bridge].id.as_str())
        .collect();
    known.dedup();
    if let Some(name) = otherwise
        .route
        .as_deref()
        .filter(|name| !known.contains(name))
    {
        return Err(Failure::UnknownBridge {
            name: name.to_owned(),
            system: args.system.clone(),
            known: known.join(", "),
        });
    }
    Ok(Wish {
        system,
        bridge: otherwise.route.clone(),
        cutover,
        not_before,
        not_after,
    })
}

fn date(flag: &str, text: Option<&str>) -> Result<Option<Date>, Failure> {
    let parsed = |text: &str| {
        today::parse(text).ok_or_else(|| Failure::BadDate {
            flag: flag.to_owned(),
            text: text.to_owned(),
        })
    };
    text.map(parsed).transpose()
}
