//! `ikou baseline`: freezes the approved plan, and tells which ones there are.

use super::args::Beside;
use super::baselines::{self, BaselineFault, Found};
use super::failure::Failure;
use super::files::{self, shown};
use super::inputs::{Loaded, Reader, load_file, read_files, schedules_beside};
use super::outputs::{draw, for_screen};
use super::plan::{Search, exit, make};
use super::render::saved_plan;
use super::{Exit, Session, whole};
use clap::{Args, ValueEnum};
use ikou::calendar::Date;
use ikou::inventory::Inventory;
use ikou::plan::{Input, Plan, Status};
use ikou::render::Format;
use ikou::report::{clean, wording};
use ikou::status::{ChangedInput, changed_input, changed_inputs};
use ikou::words::say;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    #[arg(value_enum, value_name = "ACTION")]
    action: Action,
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[arg(short = 'i', long, value_name = "FILE")]
    input: Option<PathBuf>,
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    #[arg(long)]
    force: bool,
    #[arg(long, value_enum, value_name = "LISTING")]
    format: Option<Listing>,
    #[command(flatten)]
    beside: Beside,
    #[command(flatten)]
    search: Search,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Action {
    Save,
    List,
    Show,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Listing {
    Table,
    Json,
}

pub(crate) fn baseline(args: &BaselineArgs, session: &mut Session) -> Result<Exit, Failure> {
    match args.action {
        Action::Save => save(args, session),
        Action::List => list(args, session),
        Action::Show => one(args, session),
    }
}

fn schedules(args: &BaselineArgs) -> PathBuf {
    schedules_beside(args.input.as_deref())
}

/// The name that was typed.
fn named(args: &BaselineArgs) -> Result<&str, Failure> {
    args.name.as_deref().ok_or_else(|| {
        let known = baselines::all(&schedules(args)).into_iter();
        let names: Vec<String> = known.map(|f| f.name).filter(|n| !n.is_empty()).collect();
        BaselineFault::Unnamed {
            known: names.join(", "),
        }
        .into()
    })
}

fn save(args: &BaselineArgs, session: &mut Session) -> Result<Exit, Failure> {
    let name = named(args)?;
    let path = baselines::place(name, &schedules(args))?;
    if !args.force && files::exists(&path) {
        return Err(Failure::Exists { path: shown(&path) });
    }
    let (plan, bytes) = match &args.plan {
        Some(file) => match approved(args, file, session)? {
            Some(found) => found,
            None => return Ok(Exit::Findings),
        },
        None => {
            let loaded = load_file(args.input.as_deref(), &args.beside, session)?;
            let Some(inventory) = loaded.tell(session) else {
                return Ok(Exit::Findings);
            };
            let plan = make(inventory, &loaded, &args.search, session)?;
            let bytes = plan.to_json().into_bytes();
            (plan, bytes)
        }
    };
    // What has no dates promises nothing.
    if plan.outcome.status == Status::Unknown || !dated(&plan) {
        let text = say(session.lang, "baseline-not-saved", &[]);
        session.tell(&format!("{text}\n"));
        return Ok(Exit::NoPlan);
    }
    if let Some(folder) = path.parent() {
        files::create_folder(folder)?;
    }
    whole::write(&path, &bytes)?;
    let args = [("name", clean(name)), ("path", shown(&path))];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let text = say(session.lang, "baseline-saved", &args);
    session.tell(&format!("{text}\n"));
    Ok(exit(&plan))
}

/// Whether every system goes live some day.
fn dated(plan: &Plan) -> bool {
    let live = |s: &ikou::plan::PlanSystem| s.milestones.iter().any(|m| m.kind == "cutover");
    plan.systems.iter().all(live)
}

/// A plan that was made before, as the file has it; `None`: the inventory has errors, told.
fn approved(
    args: &BaselineArgs,
    file: &Path,
    session: &mut Session,
) -> Result<Option<(Plan, Vec<u8>)>, Failure> {
    let plan = saved_plan(file)?;
    if args.beside.as_of.is_some() {
        return Err(BaselineFault::AsOfOfPlan {
            as_of: plan.as_of.to_string(),
        }
        .into());
    }
    let bytes = files::read_plan(file)?;
    let beside = Beside {
        as_of: Some(plan.as_of.to_string()),
        ..args.beside.clone()
    };
    let loaded = load_file(args.input.as_deref(), &beside, session)?;
    let Some(inventory) = loaded.tell(session) else {
        return Ok(None);
    };
    baselines::fits(file, &plan, inventory)?;
    tell_changed(&plan, &loaded, session);
    if changed_inputs(&plan.inputs, &loaded.inputs).is_empty() {
        sound(file, &plan, inventory)?;
    }
    Ok(Some((plan, bytes)))
}

/// What is said to be a plan of these very files must keep their rules.
fn sound(file: &Path, plan: &Plan, inventory: &Inventory) -> Result<(), Failure> {
    // A what-if is no plan of the files as they are.
    if !plan.scenarios.is_empty() || plan.outcome.status == Status::Unknown {
        return Ok(());
    }
    let mut violations = ikou::plan::verify::verify(inventory, plan);
    violations.sort();
    match violations.first() {
        None => Ok(()),
        Some(violation) => Err(BaselineFault::Broken {
            path: shown(file),
            rule: violation.rule.to_owned(),
        }
        .into()),
    }
}

fn tell_changed(plan: &Plan, loaded: &Loaded, session: &Session) {
    let changed = changed_inputs(&plan.inputs, &loaded.inputs);
    if let Some(text) = changed_words(&changed, session) {
        session.tell(&format!("{text}\n"));
    }
}

fn changed_words(changed: &[ChangedInput], session: &Session) -> Option<String> {
    let joint = say(session.lang, "due-joint", &[]);
    let files: Vec<String> = changed
        .iter()
        .map(|c| changed_input(c, session.lang))
        .collect();
    let files = files.join(&joint);
    (!files.is_empty()).then(|| say(session.lang, "baseline-changed", &[("files", &files)]))
}

/// One baseline of the list.
#[derive(Serialize)]
struct Item {
    /// Empty: the plan that lies in the folder itself.
    name: String,
    path: String,
    as_of: Option<Date>,
    status: Option<Status>,
    systems: Option<usize>,
    inputs: Vec<Input>,
    /// Files that are not what they were; null: the inventory could not be read.
    changed: Option<Vec<ChangedInput>>,
    /// Why it cannot be read, in a sentence.
    error: Option<String>,
}

#[derive(Serialize)]
struct Document {
    schema: u32,
    baselines: Vec<Item>,
}

fn json(baselines: Vec<Item>) -> String {
    let document = Document {
        schema: 1,
        baselines,
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// The files as they are now; none where there is no inventory.
fn now(args: &BaselineArgs, session: &mut Session) -> Result<Option<Vec<Input>>, Failure> {
    let mut reader = Reader::new();
    match read_files(args.input.as_deref(), &args.beside, &mut reader, session) {
        Ok(_) => Ok(Some(reader.inputs().to_vec())),
        Err(Failure::NoInventory) => Ok(None),
        Err(other) => Err(other),
    }
}

fn item(found: &Found, now: Option<&[Input]>, session: &Session) -> (Item, Option<Plan>) {
    let mut item = Item {
        name: clean(&found.name),
        path: shown(&found.path),
        as_of: None,
        status: None,
        systems: None,
        inputs: Vec::new(),
        changed: None,
        error: None,
    };
    match found.plan() {
        Err(failure) => {
            item.error = Some(say(session.lang, failure.key(), &failure.args()));
            (item, None)
        }
        Ok(plan) => {
            item.as_of = Some(plan.as_of);
            item.status = Some(plan.outcome.status);
            item.systems = Some(plan.systems.len());
            item.inputs = plan.inputs.clone();
            item.changed = now.map(|now| changed_inputs(&plan.inputs, now));
            (item, Some(plan))
        }
    }
}

fn list(args: &BaselineArgs, session: &mut Session) -> Result<Exit, Failure> {
    let now = now(args, session)?;
    let found = baselines::all(&schedules(args));
    let items: Vec<Item> = found
        .iter()
        .map(|f| item(f, now.as_deref(), session).0)
        .collect();
    let unread = items.iter().any(|i| i.error.is_some());
    if args.format == Some(Listing::Json) {
        session.print(json(items));
    } else if items.is_empty() {
        let text = say(session.lang, "baseline-none", &[]);
        session.print(format!("{text}\n"));
    } else {
        for item in &items {
            let text = line(item, session);
            session.print(text);
        }
    }
    Ok(if unread { Exit::Usage } else { Exit::Ok })
}

/// What it is, and below it what has changed since.
fn line(item: &Item, session: &Session) -> String {
    let lang = session.lang;
    let name = match item.name.is_empty() {
        true => say(lang, "baseline-unnamed", &[]),
        false => item.name.clone(),
    };
    if let Some(why) = &item.error {
        let args = [("name", name.as_str()), ("why", why.as_str())];
        return format!("{}\n", say(lang, "baseline-unread", &args));
    }
    let date = item.as_of.map(|d| wording::day(d, lang));
    let status = item.status.map(|s| wording::status(s, lang));
    let systems = item.systems.map(|n| n.to_string());
    let args = [
        ("name", name),
        ("date", date.unwrap_or_default()),
        ("n", systems.unwrap_or_default()),
        ("state", status.unwrap_or_default()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let mut text = format!("{}\n", say(lang, "baseline-line", &args));
    if let Some(changed) = &item.changed {
        let changed = changed_words(changed, session);
        let words = changed.unwrap_or_else(|| say(lang, "baseline-same", &[]));
        text.push_str(&format!("  {words}\n"));
    }
    text
}

fn one(args: &BaselineArgs, session: &mut Session) -> Result<Exit, Failure> {
    let found = baselines::meant(Some(named(args)?), &schedules(args))?;
    let now = now(args, session)?;
    let plan = found.plan()?;
    let (item, _) = item(&found, now.as_deref(), session);
    if args.format == Some(Listing::Json) {
        session.print(json(vec![item]));
        return Ok(Exit::Ok);
    }
    let lang = session.lang;
    let mut text = line(&item, session);
    text.push_str(&format!("{}\n", say(lang, "baseline-inputs", &[])));
    for input in &item.inputs {
        let (path, hash) = (clean(&input.path), clean(&input.sha256));
        let args = [("path", path.as_str()), ("hash", hash.as_str())];
        text.push_str(&format!("  {}\n", say(lang, "baseline-input", &args)));
    }
    text.push('\n');
    session.print(text);
    let options = for_screen(session);
    session.print(draw(&plan, Format::Table, &options)?);
    Ok(Exit::Ok)
}
