//! What a page holds beside its plan: others to switch to and to lay over it.

use super::args::Beside;
use super::failure::Failure;
use super::files::shown;
use super::plan::Search;
use super::render::{is_plan, obtain_other};
use super::session::Session;
use clap::Args;
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
    plans: Vec<(String, Plan)>,
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

    /// The other plans, in the order they were asked for: saved ones, or those of the same files
    /// under a scenario. `None`: an inventory has errors then, told.
    pub(crate) fn others(
        &self,
        file: Option<&Path>,
        beside: &Beside,
        search: &Search,
        session: &mut Session,
    ) -> Result<Option<Others>, Failure> {
        let mut others = Others::default();
        for name in &self.with {
            let Some(plan) = obtain_other(name, file, beside, search, session)? else {
                return Ok(None);
            };
            // A file's name tells more of a saved plan than that nothing was changed in it.
            let path = PathBuf::from(name);
            let called = match is_plan(&path) && plan.scenarios.is_empty() {
                true => shown(&path.with_extension("")),
                false => String::new(),
            };
            others.plans.push((called, plan));
        }
        Ok(Some(others))
    }
}

impl Others {
    /// A plan and the others behind it, as a page takes them.
    pub(crate) fn behind<'p>(&'p self, plan: &'p Plan) -> Vec<Named<'p>> {
        let first = Named { name: "", plan };
        let others = self.plans.iter();
        let others = others.map(|(name, plan)| Named { name, plan });
        std::iter::once(first).chain(others).collect()
    }
}
