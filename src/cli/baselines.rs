//! The approved plans in `schedules/baseline`: which there are, and which one is meant.

use super::failure::Failure;
use super::files::{self, shown};
use super::names::misread_on_windows;
use super::render::{is_plan, saved_plan};
use ikou::calendar::Date;
use ikou::diag::closest;
use ikou::inventory::Inventory;
use ikou::plan::Plan;
use std::path::{Path, PathBuf};

/// The folder beside the inventory's other files.
const FOLDER: &str = "baseline";
/// The plan in a baseline's folder.
pub(crate) const PLAN: &str = "plan.json";
/// Longer names are refused.
const MOST: usize = 100;

/// What is wrong with a baseline that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BaselineFault {
    /// `save` or `show` without a name.
    Unnamed { known: String },
    /// A name that cannot be a folder's everywhere.
    BadName { name: String },
    /// There is none of that name.
    Unknown {
        name: String,
        nearest: String,
        known: String,
    },
    /// There is none at all.
    None { folder: String },
    /// There are several, and none was named.
    Several { known: String },
    /// It is of another municipality.
    OtherMunicipality {
        path: String,
        theirs: String,
        ours: String,
    },
    /// It has no system of this inventory.
    OtherInventory { path: String },
    /// The day that was asked about lies before it.
    Before {
        path: String,
        day: String,
        as_of: String,
    },
    /// It breaks the rules, though its inputs are as they were.
    Broken { path: String, rule: String },
    /// A day for a plan that has its own.
    AsOfOfPlan { as_of: String },
}

impl BaselineFault {
    pub(crate) fn key(&self) -> &'static str {
        match self {
            BaselineFault::Unnamed { known } if known.is_empty() => "fail-baseline-unnamed-none",
            BaselineFault::Unnamed { .. } => "fail-baseline-unnamed",
            BaselineFault::BadName { .. } => "fail-baseline-bad-name",
            BaselineFault::Unknown { known, .. } if known.is_empty() => "fail-no-baselines-named",
            BaselineFault::Unknown { nearest, .. } if nearest.is_empty() => "fail-unknown-baseline",
            BaselineFault::Unknown { .. } => "fail-unknown-baseline-near",
            BaselineFault::None { .. } => "fail-no-baselines",
            BaselineFault::Several { .. } => "fail-several-baselines",
            BaselineFault::OtherMunicipality { .. } => "fail-baseline-municipality",
            BaselineFault::OtherInventory { .. } => "fail-baseline-inventory",
            BaselineFault::Before { .. } => "fail-baseline-before",
            BaselineFault::Broken { .. } => "fail-baseline-broken",
            BaselineFault::AsOfOfPlan { .. } => "fail-baseline-as-of",
        }
    }

    pub(crate) fn args(&self) -> Vec<(&'static str, &str)> {
        match self {
            BaselineFault::Unnamed { known } | BaselineFault::Several { known } => {
                vec![("known", known)]
            }
            BaselineFault::BadName { name } => vec![("name", name)],
            BaselineFault::Unknown {
                name,
                nearest,
                known,
            } => vec![("name", name), ("nearest", nearest), ("known", known)],
            BaselineFault::None { folder } => vec![("folder", folder)],
            BaselineFault::OtherMunicipality { path, theirs, ours } => {
                vec![("path", path), ("theirs", theirs), ("ours", ours)]
            }
            BaselineFault::OtherInventory { path } => vec![("path", path)],
            BaselineFault::Before { path, day, as_of } => {
                vec![("path", path), ("day", day), ("as-of", as_of)]
            }
            BaselineFault::Broken { path, rule } => vec![("path", path), ("rule", rule)],
            BaselineFault::AsOfOfPlan { as_of } => vec![("as-of", as_of)],
        }
    }
}

/// A baseline that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its name; empty: the plan that lies in the folder itself.
    pub(crate) name: String,
    /// Its plan.
    pub(crate) path: PathBuf,
}

/// The folder of all of them.
pub(crate) fn folder(schedules: &Path) -> PathBuf {
    schedules.join(FOLDER)
}

/// All of them, the one without a name first, then by name.
pub(crate) fn all(schedules: &Path) -> Vec<Found> {
    let folder = folder(schedules);
    let unnamed = folder.join(PLAN);
    let mut found = Vec::new();
    if files::exists(&unnamed) {
        found.push(Found {
            name: String::new(),
            path: unnamed,
        });
    }
    let named = files::names(&folder, "").into_iter();
    found.extend(named.filter_map(|name| {
        let path = folder.join(&name).join(PLAN);
        files::exists(&path).then_some(Found { name, path })
    }));
    found
}

/// Where a baseline of this name lies.
pub(crate) fn place(name: &str, schedules: &Path) -> Result<PathBuf, Failure> {
    let bad = name.trim() != name
        || name.is_empty()
        || name.chars().count() > MOST
        || name.starts_with(['.', '-'])
        || name.contains(['/', '\\'])
        || name.contains(char::is_control)
        || misread_on_windows(Path::new(name))
        // What lies in the folder itself.
        || ikou::render::Format::of_path(name).is_some();
    if bad {
        return Err(BaselineFault::BadName {
            name: name.to_owned(),
        }
        .into());
    }
    Ok(folder(schedules).join(name).join(PLAN))
}

/// The one that is meant: by its name, by its file, or the only one there is.
pub(crate) fn meant(name: Option<&str>, schedules: &Path) -> Result<Found, Failure> {
    let known = all(schedules);
    let names = |known: &[Found]| -> Vec<String> {
        let named = known.iter().filter(|f| !f.name.is_empty());
        named.map(|f| f.name.clone()).collect()
    };
    let Some(name) = name else {
        return match known.as_slice() {
            [] => Err(BaselineFault::None {
                folder: shown(&folder(schedules)),
            }
            .into()),
            [one] => Ok(one.clone()),
            // What lies in the folder itself goes without a name.
            [first, ..] if first.name.is_empty() => Ok(first.clone()),
            _ => Err(BaselineFault::Several {
                known: names(&known).join(", "),
            }
            .into()),
        };
    };
    let path = Path::new(name);
    if is_plan(path) {
        return Ok(Found {
            name: shown(path),
            path: path.to_owned(),
        });
    }
    if let Some(found) = known.iter().find(|f| f.name == name && !name.is_empty()) {
        return Ok(found.clone());
    }
    let names = names(&known);
    let near = closest(name, names.iter().map(String::as_str));
    Err(BaselineFault::Unknown {
        name: name.to_owned(),
        nearest: near.unwrap_or_default().to_owned(),
        known: names.join(", "),
    }
    .into())
}

impl From<BaselineFault> for Failure {
    fn from(fault: BaselineFault) -> Failure {
        Failure::Baseline(fault)
    }
}

impl Found {
    pub(crate) fn plan(&self) -> Result<Plan, Failure> {
        saved_plan(&self.path)
    }
}

/// Whether a plan is one of this inventory, and not of a later day.
pub(crate) fn fits(path: &Path, plan: &Plan, inventory: &Inventory) -> Result<(), Failure> {
    let (theirs, ours) = (&plan.municipality, &inventory.municipality);
    let other = match theirs.code.is_empty() || ours.code.is_empty() {
        true => theirs.name != ours.name,
        false => theirs.code != ours.code,
    };
    let said = |name: &str, code: &str| -> String {
        let name = ikou::report::clean(name);
        match code.is_empty() {
            true => name,
            false => format!("{name} {}", ikou::report::clean(code)),
        }
    };
    if other {
        return Err(BaselineFault::OtherMunicipality {
            path: shown(path),
            theirs: said(&theirs.name, &theirs.code),
            ours: said(&ours.name, &ours.code),
        }
        .into());
    }
    let mut systems = plan.systems.iter();
    let known = systems.any(|s| inventory.system_by_id(&s.id).is_some());
    if !known && !plan.systems.is_empty() && !inventory.systems.is_empty() {
        return Err(BaselineFault::OtherInventory { path: shown(path) }.into());
    }
    before(path, plan.as_of, inventory.as_of)
}

fn before(path: &Path, made: Date, day: Date) -> Result<(), Failure> {
    if day < made {
        return Err(BaselineFault::Before {
            path: shown(path),
            day: day.to_string(),
            as_of: made.to_string(),
        }
        .into());
    }
    Ok(())
}
