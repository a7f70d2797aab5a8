//! `ikou plan`: when, by which route, at what cost?

use super::args::Inputs;
use super::baselines;
use super::earlier::Earlier;
use super::inputs::{Loaded, load, schedules_beside};
use super::listing::{ListArgs, RowArgs, SHAPES, Shape, shapes};
use super::outputs::{Outputs, draw, for_screen};
use super::page::PageArgs;
use super::pictures::PictureArgs;
use super::render::{Kept, read_plan};
use super::watched::{shown, time_limit, watched};
use super::{Exit, Failure, Session};
use clap::{Args, ValueEnum};
use ikou::calendar::Duration;
use ikou::inventory::Inventory;
use ikou::plan::{self, Effort, Plan, Run, Start, Status};
use ikou::render::{self, Format, Options};
use std::path::PathBuf;

/// Inventories of so many systems take noticeable memory.
const LARGE: usize = 2_000;

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    #[arg(long, value_name = "LISTING", value_parser = shapes(&SHAPES))]
    format: Option<String>,
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
    #[arg(long, value_name = "PLAN")]
    from: Option<PathBuf>,
    #[arg(long)]
    stability: bool,
    #[arg(long, value_name = "NAME", requires = "stability")]
    baseline: Option<String>,
    #[arg(long, value_name = "TIME")]
    time_limit: Option<String>,
}

/// How long to search.
#[derive(Debug, Args)]
pub(crate) struct Search {
    #[arg(long, value_enum, value_name = "EFFORT")]
    effort: Option<EffortChoice>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum EffortChoice {
    Quick,
    Normal,
    Thorough,
}

impl Search {
    pub(crate) fn effort(&self) -> Effort {
        self.effort_or(Effort::NORMAL)
    }

    /// What was asked for, else what is usual.
    pub(crate) fn effort_or(&self, usual: Effort) -> Effort {
        match self.effort {
            None => usual,
            Some(EffortChoice::Quick) => Effort::QUICK,
            Some(EffortChoice::Normal) => Effort::NORMAL,
            Some(EffortChoice::Thorough) => Effort::THOROUGH,
        }
    }
}

pub(crate) fn plan(args: &PlanArgs, session: &mut Session) -> Result<Exit, Failure> {
    let outputs = Outputs::of(&args.output, args.output_dir.as_deref())?;
    args.page.check(outputs.formats())?;
    let shape = Shape::of(args.format.as_deref(), None, &SHAPES)?;
    let within = args.rows.within()?;
    let approved = args.stability.then(|| Approved::meant(args)).transpose()?;
    let mut loaded = load(&args.inputs, session)?;
    let Some(inventory) = loaded.tell(session) else {
        return Ok(Exit::Findings);
    };
    let earlier = args.from.as_deref();
    let earlier = earlier.map(|path| Earlier::read(path, inventory, session));
    let mut earlier = earlier.transpose()?;
    if let Some(approved) = &approved {
        approved.keep(&mut loaded, &mut earlier)?;
    }
    let Some(inventory) = &loaded.inventory else {
        return Ok(Exit::Findings);
    };
    let plan = searched(inventory, &loaded, args, earlier, session)?;
    let file = args.inputs.file.as_deref();
    let kept = approved.as_ref().map(|approved| &approved.kept);
    let beside = &args.inputs.beside;
    let others = args
        .page
        .others(file, beside, &args.search, kept, session)?;
    let Some(others) = others else {
        return Ok(Exit::Findings);
    };
    // From here on the plan says all: of a large one, what it was made from makes room for the formats.
    let loaded = (plan.systems.len() < LARGE).then_some(loaded);
    outputs.write(&others.behind(&plan), args.pictures.style(), session)?;
    let options = for_screen(session);
    let list = systems(&plan, (&args.rows, within), &args.list, shape, &options)?;
    match (list, shape) {
        (Some(list), _) => session.print(list),
        (None, Shape::Table | Shape::Ics) => {
            session.print(&draw(&plan, Format::Table, &options)?);
            session.print("\n");
            session.print(&draw(&plan, Format::Gantt, &options)?);
        }
        (None, Shape::Json) => session.print(&draw(&plan, Format::Json, &options)?),
        (None, Shape::Csv) => session.print(&draw(&plan, Format::Csv, &options)?),
        (None, Shape::Md) => session.print(&draw(&plan, Format::Md, &options)?),
    }
    let exit = exit(&plan);
    // The process ends here: to give back a large plan piece by piece takes longer than to leave it.
    std::mem::forget((plan, others, loaded));
    Ok(exit)
}

/// The approved plan whose promises are to be kept.
struct Approved {
    path: PathBuf,
    kept: Kept,
}

impl Approved {
    fn meant(args: &PlanArgs) -> Result<Approved, Failure> {
        let schedules = schedules_beside(args.inputs.file.as_deref());
        let found = baselines::meant(args.baseline.as_deref(), &schedules)?;
        let (plan, file) = read_plan(&found.path)?;
        Ok(Approved {
            path: found.path,
            kept: Kept { plan, file },
        })
    }

    /// Has its promises minded; the search begins with it, unless with another plan.
    fn keep(&self, loaded: &mut Loaded, earlier: &mut Option<Earlier>) -> Result<(), Failure> {
        let Kept { plan, file } = &self.kept;
        if let Some(inventory) = &mut loaded.inventory {
            baselines::fits(&self.path, plan, inventory)?;
            inventory.promise(plan::promises_of(plan));
        }
        match earlier {
            Some(_) => loaded.inputs.push(file.clone()),
            None => {
                *earlier = Some(Earlier {
                    start: Start::of(plan),
                    file: file.clone(),
                });
            }
        }
        Ok(())
    }
}

/// The plan of a sound inventory that keeps what an approved plan promised, where it can.
pub(crate) fn make_keeping(
    inventory: &Inventory,
    loaded: &Loaded,
    search: &Search,
    approved: &Plan,
    session: &Session,
) -> Result<Plan, Failure> {
    refuse_too_many(inventory)?;
    let start = Start::of(approved);
    let (inputs, effort) = (loaded.inputs.clone(), search.effort());
    let mut plan = shown(session, |watch| {
        let run = Run {
            start: Some(&start),
            watch: Some(watch),
        };
        plan::make_run(inventory, &loaded.sources, inputs, effort, run)
    });
    plan.scenarios = loaded.scenarios.clone();
    Ok(plan)
}

/// The systems of a plan as they were asked for; `None` where nobody asked for rows or columns.
pub(crate) fn systems(
    plan: &Plan,
    (rows, within): (&RowArgs, Option<Duration>),
    list: &ListArgs,
    shape: Shape,
    options: &Options,
) -> Result<Option<String>, Failure> {
    if !rows.given() && !list.given() {
        return Ok(None);
    }
    let lang = options.lang;
    let systems = render::systems(plan, lang);
    let systems = rows.only(systems, (within, "cutover"), plan, lang)?;
    list.arranged(systems, shape, options).map(Some)
}

/// The plan of a sound inventory.
pub(crate) fn make(
    inventory: &Inventory,
    loaded: &Loaded,
    search: &Search,
    session: &Session,
) -> Result<Plan, Failure> {
    make_with(inventory, loaded, search.effort(), session)
}

/// As [`make`], from an earlier plan and for no longer than somebody wants to wait.
fn searched(
    inventory: &Inventory,
    loaded: &Loaded,
    args: &PlanArgs,
    earlier: Option<Earlier>,
    session: &Session,
) -> Result<Plan, Failure> {
    refuse_too_many(inventory)?;
    let limit = args.time_limit.as_deref().map(time_limit).transpose()?;
    let (start, file) = earlier.map_or((None, None), |e| (Some(e.start), Some(e.file)));
    let inputs = loaded.inputs.iter().cloned().chain(file).collect();
    let mut plan = watched(limit, session, |watch| {
        let run = Run {
            start: start.as_ref(),
            watch: Some(watch),
        };
        plan::make_run(
            inventory,
            &loaded.sources,
            inputs,
            args.search.effort(),
            run,
        )
    });
    plan.scenarios = loaded.scenarios.clone();
    Ok(plan)
}

/// As [`make`], with an effort that nobody asked for.
pub(crate) fn make_with(
    inventory: &Inventory,
    loaded: &Loaded,
    effort: Effort,
    session: &Session,
) -> Result<Plan, Failure> {
    refuse_too_many(inventory)?;
    let inputs = loaded.inputs.clone();
    let mut plan = shown(session, |watch| {
        let run = Run {
            start: None,
            watch: Some(watch),
        };
        plan::make_run(inventory, &loaded.sources, inputs, effort, run)
    });
    plan.scenarios = loaded.scenarios.clone();
    Ok(plan)
}

/// Whether there are more systems than are planned at once.
pub(crate) fn refuse_too_many(inventory: &Inventory) -> Result<(), Failure> {
    let count = inventory.systems.len();
    if count > plan::MAX_SYSTEMS {
        return Err(Failure::TooManySystems {
            count: count.to_string(),
            limit: plan::MAX_SYSTEMS.to_string(),
        });
    }
    Ok(())
}

/// What a plan means for scripts.
pub(crate) fn exit(plan: &Plan) -> Exit {
    let status = plan.outcome.status;
    let no_plan = matches!(status, Status::Infeasible | Status::Unknown);
    // What a year may not cost is told as what cannot be carried out.
    let dear = plan.warnings.iter().any(|w| w.code == "hard-ceiling");
    if no_plan || dear || plan.outcome.objective.broken() {
        Exit::NoPlan
    } else {
        Exit::Ok
    }
}
