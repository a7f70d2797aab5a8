//! `--from`: a plan that was made earlier, and how much of it is of this inventory.

use super::render::read_plan;
use super::{Failure, Session};
use ikou::inventory::Inventory;
use ikou::plan::{Input, Start};
use ikou::words::say;
use std::path::Path;

/// A plan to begin with.
pub(crate) struct Earlier {
    pub(crate) start: Start,
    /// The file that it was read from.
    pub(crate) file: Input,
}

impl Earlier {
    /// Reads plan.json; says how many of its systems the inventory does not have.
    pub(crate) fn read(
        path: &Path,
        inventory: &Inventory,
        session: &Session,
    ) -> Result<Earlier, Failure> {
        let (plan, file) = read_plan(path)?;
        let strange = |id: &str| inventory.system_by_id(id).is_none();
        let strange = plan.systems.iter().filter(|s| strange(&s.id)).count();
        if strange > 0 && strange == plan.systems.len() {
            return Err(Failure::OtherPlan { path: file.path });
        }
        if strange > 0 {
            let n = strange.to_string();
            let values = [("n", n.as_str()), ("path", file.path.as_str())];
            let text = say(session.lang, "plan-from-strange", &values);
            session.tell(&format!("{text}\n"));
        }
        Ok(Earlier {
            start: Start::of(&plan),
            file,
        })
    }
}
