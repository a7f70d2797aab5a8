//! `ikou why`: why then? And why not otherwise?

use super::args::Beside;
use super::clash::Format;
use super::inputs::load_with_draft;
use super::plan::{Search, exit, make};
use super::render::obtain;
use super::{Exit, Failure, Session, today};
use clap::Args;
use ikou::calendar::Date;
use ikou::clash::{self, Ground};
use ikou::inventory::{Bounds, Inventory, SystemIx};
use ikou::plan::{Plan, Wish, make_as_wished};
use ikou::why::{self, Instead, WhyError};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct WhyArgs {
    #[arg(value_name = "SYSTEM")]
    system: String,
    #[arg(value_name = "WHAT")]
    what: Option<String>,
    #[arg(short = 'i', long, value_name = "PLAN")]
    input: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "LISTING")]
    format: Option<Format>,
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
    if args.format == Some(Format::Json) {
        return Err(Failure::JsonOfReasons);
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
    unknown(&args.system, args.what.as_deref(), error)
}

/// A system or a date that the plan does not have.
pub(crate) fn unknown(system: &str, what: Option<&str>, error: WhyError) -> Failure {
    match error {
        WhyError::UnknownSystem { nearest, known } => Failure::UnknownSystem {
            name: system.to_owned(),
            nearest: nearest.unwrap_or_default(),
            known: known.join(", "),
        },
        WhyError::UnknownDate { nearest, known } => Failure::UnknownDate {
            nearest: nearest.unwrap_or_default(),
            what: what.unwrap_or_default().to_owned(),
            system: system.to_owned(),
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
    let loaded = load_with_draft(args.input.as_deref(), &args.beside, session)?;
    let (Some(inventory), Some(draft)) = (loaded.tell(session), &loaded.draft) else {
        return Ok(Exit::Findings);
    };
    let plan = make(inventory, &loaded, &args.search, session)?;
    let wish = wish(args, inventory, &plan)?;
    let wished = make_as_wished(inventory, &loaded.sources, args.search.effort(), &wish);
    let clashes = stands_in_the_way(&plan, wished.as_ref()).then(|| {
        let ground = Ground {
            inventory,
            draft,
            sources: &loaded.sources,
            effort: args.search.effort(),
            groups: 1,
        };
        clash::clashes_with_wish(ground, &plan, &wish)
    });
    if args.format == Some(Format::Json) {
        let instead = Instead::of(&plan, wished.as_ref(), &wish, clashes);
        session.print(instead.to_json());
    } else {
        let (lang, width) = (session.lang, session.look().width);
        session.print(why::instead(&plan, wished.as_ref(), &wish, lang, width));
        if let Some(clashes) = clashes {
            session.print("\n");
            session.print(clash::told(&clashes, &plan, lang, width));
        }
    }
    Ok(wished.as_ref().map_or(Exit::NoPlan, exit))
}

/// Whether the wish costs days of gap or of hard deadlines, or has no plan: then facts clash.
fn stands_in_the_way(plan: &Plan, wished: Option<&Plan>) -> bool {
    let worst = |plan: &Plan| {
        let found = &plan.outcome.objective;
        (found.gap_days, found.hard_late_days)
    };
    wished.is_none_or(|wished| worst(wished) > worst(plan))
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
