//! What a page holds beside its plan: others to switch to and to lay over it.

use super::args::Beside;
use super::failure::Failure;
use super::files::shown;
use super::plan::Search;
use super::render::{Kept, obtain_other};
use super::session::Session;
use clap::Args;
use ikou::compare::Origin;
use ikou::plan::Plan;
use ikou::render::{Format, Named};
use std::path::{Path, PathBuf};

/// Other plans of a page.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    #[arg(long, value_name = "PLAN")]
    with: Vec<String>,
}

/// Plans and what they are called.
#[derive(Debug, Default)]
pub(crate) struct Others {
    plans: Vec<Other>,
}

/// One of them.
#[derive(Debug)]
struct Other {
    name: String,
    plan: Plan,
    approved: bool,
}

impl PageArgs {
    /// Refuses other plans where no page is asked for.
    pub(crate) fn check<'f>(
        &self,
        mut formats: impl Iterator<Item = &'f Format>,
    ) -> Result<(), Failure> {
        if !self.with.is_empty() && formats.all(|format| *format != Format::Html) {
            return Err(Failure::WithoutPage);
        }
        Ok(())
    }

    /// The other plans, in the order they were asked for: saved and approved ones, or those of the
    /// same files under a scenario, which keep the promises that the plan keeps. `None`: an inventory has errors then, told.
    pub(crate) fn others(
        &self,
        file: Option<&Path>,
        beside: &Beside,
        search: &Search,
        keeping: Option<&Kept>,
        session: &mut Session,
    ) -> Result<Option<Others>, Failure> {
        let mut others = Others::default();
        for name in &self.with {
            let other = obtain_other(name, file, beside, search, keeping, session)?;
            let Some((plan, meant)) = other else {
                return Ok(None);
            };
            let name = match meant.origin {
                Origin::Baseline => meant.approved,
                // A file's name tells more of a saved plan than that nothing was changed in it.
                Origin::Saved if plan.scenarios.is_empty() => {
                    shown(&PathBuf::from(name).with_extension(""))
                }
                Origin::Saved | Origin::Scenario | Origin::Current => String::new(),
            };
            others.plans.push(Other {
                name,
                plan,
                approved: meant.origin == Origin::Baseline,
            });
        }
        Ok(Some(others))
    }
}

impl Others {
    /// A plan and the others behind it, as a page takes them.
    pub(crate) fn behind<'p>(&'p self, plan: &'p Plan) -> Vec<Named<'p>> {
        let others = self.plans.iter().map(|other| Named {
            name: &other.name,
            plan: &other.plan,
            approved: other.approved,
        });
        std::iter::once(Named::unnamed(plan))
            .chain(others)
            .collect()
    }
}
