//! Many plans in a row: some values are varied, every combination is planned, and it is found out
//! where a deadline first falls.
//!
//! Each plan is made from the same draft by itself, so that the answer is the same on any number of
//! threads. It begins with the plan of the files as they are: what changes nothing takes it, and of
//! what changes something the parts of the city are taken over on which nothing of it bears.

mod point;
mod tip;
mod values;

pub use point::{Miss, Point, State};
pub use tip::{MOST_TIPS, Tip};
pub use values::{Axis, Step, VaryError, VaryFault};

use crate::calendar::Date;
use crate::diag::Sink;
use crate::inventory::scenario::{Change, apply};
use crate::inventory::{Draft, Inventory};
use crate::plan::{Effort, Plan, make_first};
use crate::progress::Progress;
use crate::source::Sources;
use point::Bench;
use schemars::JsonSchema;
use serde::Serialize;

/// So many plans are made without being asked twice.
const MOST_PLANS: usize = 1_000;
/// And no more than so many systems in all.
const MOST_WORK: usize = 100_000;

/// What `ikou sweep --format json` gives.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Sweep {
    /// Version of this format: 1.
    pub schema: u32,
    /// The "today" of the plans.
    pub as_of: Date,
    /// Whose plans.
    pub municipality: String,
    /// What is varied, in the order asked for.
    pub axes: Vec<Varied>,
    /// Systems in the order of the inventory.
    pub systems: Vec<Named>,
    /// Deadlines.
    pub deadlines: Vec<Named>,
    /// The plan of the files as they are.
    pub base: Point,
    /// Every combination; the last axis changes fastest.
    pub points: Vec<Point>,
    /// Where a deadline or the cover of a system first falls along the first axis, by deadline.
    pub tips: Vec<Tip>,
    /// Plans that were made beside the points, to find out where.
    pub plans_between: usize,
}

/// One thing that is varied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Varied {
    /// Its path.
    pub path: String,
    /// The values.
    pub values: Vec<String>,
}

/// An id and its shown name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Shown name.
    pub name: String,
}

/// How many plans these axes ask for; `None`: more than can be counted.
pub fn plans(axes: &[Axis]) -> Option<usize> {
    let mut counts = axes.iter().map(|axis| axis.values.len());
    counts.try_fold(1usize, usize::checked_mul)
}

/// So many plans are made for an inventory of so many systems without being asked twice.
pub fn most_plans(systems: usize) -> usize {
    (MOST_WORK / systems.max(1)).clamp(10, MOST_PLANS)
}

impl Sweep {
    /// Plans every combination of the axes' values. `draft` is what `inventory` was checked from.
    pub fn of(
        known: (&Draft, &Inventory),
        sources: &Sources,
        axes: &[Axis],
        effort: Effort,
    ) -> Sweep {
        Sweep::begun(known, sources, axes, effort, true, &Progress::new())
    }

    /// The same, telling how far it is: first the points, then the places where deadlines fall.
    pub fn watched(
        known: (&Draft, &Inventory),
        sources: &Sources,
        axes: &[Axis],
        effort: Effort,
        progress: &Progress,
    ) -> Sweep {
        Sweep::begun(known, sources, axes, effort, true, progress)
    }

    /// The same, with nothing taken over from one plan to another: it only takes longer.
    pub fn from_nothing(
        known: (&Draft, &Inventory),
        sources: &Sources,
        axes: &[Axis],
        effort: Effort,
    ) -> Sweep {
        Sweep::begun(known, sources, axes, effort, false, &Progress::new())
    }

    fn begun(
        (draft, inventory): (&Draft, &Inventory),
        sources: &Sources,
        axes: &[Axis],
        effort: Effort,
        warm: bool,
        progress: &Progress,
    ) -> Sweep {
        let (plan, near) = make_first(inventory, sources, effort);
        let base = Point::of(Vec::new(), &plan);
        let bench = Bench {
            draft,
            sources,
            effort,
            as_of: inventory.as_of,
            base: &base,
            near: warm.then_some(&near),
        };
        let count = plans(axes).unwrap_or(0);
        progress.begin(count);
        // Each point is a plan of its own: threads pay from the first one on.
        let points = crate::parallel::map(count, usize::MAX, |at| {
            let steps = steps(axes, at);
            let point = bench.point(&steps.iter().map(|s| (*s).clone()).collect::<Vec<Step>>());
            progress.step();
            point
        });
        let (tips, between) = tip::tips(&bench, axes, &points, progress);
        Sweep {
            schema: 1,
            as_of: inventory.as_of,
            municipality: plan.municipality.name.clone(),
            axes: axes
                .iter()
                .map(|axis| Varied {
                    path: axis.path.clone(),
                    values: axis.values.iter().map(|v| v.text.clone()).collect(),
                })
                .collect(),
            systems: named(plan.systems.iter().map(|s| (&s.id, &s.name))),
            deadlines: deadlines(&plan),
            base,
            points,
            tips,
            plans_between: between,
        }
    }

    /// The JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The JSON Schema of [`Sweep::to_json`], with a newline at its end.
    pub fn schema() -> String {
        let schema = schemars::schema_for!(Sweep);
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Whether the first value of each axis can be laid over the draft; what cannot is reported.
pub fn try_out(draft: &Draft, axes: &[Axis], sink: &mut Sink) -> bool {
    let said = sink.findings().len();
    for axis in axes {
        // The first value that changes anything shows whether the path leads anywhere.
        let step = axis.values.iter().find(|step| !step.changes.is_empty());
        let changes: &[Change] = step.map_or(&[], |step| &step.changes);
        let mut own = Sink::new();
        apply(&mut draft.clone(), changes, &mut own);
        let error = |f: &crate::diag::Finding| f.severity == crate::diag::Severity::Error;
        own.into_sorted()
            .into_iter()
            .filter(|f| error(f))
            .for_each(|f| sink.push(f));
    }
    sink.findings().len() == said
}

/// The values of the point at a place.
fn steps(axes: &[Axis], at: usize) -> Vec<&Step> {
    let mut rest = at;
    let mut steps: Vec<&Step> = Vec::new();
    for axis in axes.iter().rev() {
        let count = axis.values.len().max(1);
        steps.extend(axis.values.get(rest % count));
        rest /= count;
    }
    steps.reverse();
    steps
}

fn named<'n>(all: impl Iterator<Item = (&'n String, &'n String)>) -> Vec<Named> {
    all.map(|(id, name)| Named {
        id: id.clone(),
        name: name.clone(),
    })
    .collect()
}

fn deadlines(plan: &Plan) -> Vec<Named> {
    named(plan.deadlines.iter().map(|d| (&d.id, &d.name)))
}
