//! Which plan a name means beside others: the files as they are, a scenario, a saved plan or an
//! approved one.

use super::baselines;
use super::failure::Failure;
use super::inputs::schedules_beside;
use super::render::is_plan;
use super::{files, what_if};
use ikou::compare::Origin;
use ikou::diag::closest;
use std::path::{Path, PathBuf};

/// The files as they are.
const CURRENT: &str = "current";
/// The approved plan, where there is but one or one without a name.
const BASELINE: &str = "baseline";

/// A plan, before it is read or made.
pub(crate) struct Meant {
    pub(crate) origin: Origin,
    /// Where it lies, if it is there already.
    pub(crate) file: Option<PathBuf>,
    /// The name that it was approved under, if any.
    pub(crate) approved: String,
}

impl Meant {
    fn of(origin: Origin, file: Option<PathBuf>) -> Meant {
        Meant {
            origin,
            file,
            approved: String::new(),
        }
    }

    fn approved(found: baselines::Found) -> Meant {
        Meant {
            origin: Origin::Baseline,
            file: Some(found.path),
            approved: found.name,
        }
    }
}

/// What a name means among the scenarios and baselines beside an inventory.
pub(crate) fn meant(name: &str, input: Option<&Path>) -> Result<Meant, Failure> {
    let schedules = schedules_beside(input);
    let folder = what_if::folder(&schedules);
    let known = files::names(&folder, what_if::END);
    let approved = baselines::all(&schedules);
    if name == CURRENT {
        return Ok(Meant::of(Origin::Current, None));
    }
    if name == BASELINE {
        if approved.is_empty() {
            let path = files::shown(&baselines::folder(&schedules).join(baselines::PLAN));
            return Err(Failure::NoBaseline { path });
        }
        return baselines::meant(None, &schedules).map(Meant::approved);
    }
    if is_plan(Path::new(name)) {
        return Ok(Meant::of(Origin::Saved, Some(PathBuf::from(name))));
    }
    if name.to_ascii_lowercase().ends_with(what_if::END) || known.iter().any(|k| k == name) {
        return Ok(Meant::of(Origin::Scenario, None));
    }
    let named = |found: &&baselines::Found| found.name == name && !name.is_empty();
    if let Some(found) = approved.iter().find(named) {
        return Ok(Meant::approved(found.clone()));
    }
    let named = approved.iter().filter(|found| !found.name.is_empty());
    let known: Vec<&str> = known
        .iter()
        .map(String::as_str)
        .chain(named.map(|found| found.name.as_str()))
        .collect();
    let words = known.iter().copied();
    let nearest = closest(name, words.chain([CURRENT, BASELINE]));
    Err(Failure::NoComparable {
        name: name.to_owned(),
        folder: files::shown(&folder),
        nearest: nearest.unwrap_or_default().to_owned(),
        known: known.join(", "),
    })
}
