//! How far a system has come by the 40 steps, as it was recorded last.

use super::SystemProgress;
use crate::inventory::{Inventory, STEPS, SystemIx, steps};
use crate::words::Lang;

/// The last record up to the as-of date.
pub(super) fn of(inventory: &Inventory, system: SystemIx, lang: Lang) -> Option<SystemProgress> {
    let mut records = inventory.progress.iter().rev();
    let last = records.find(|p| p.system == system && p.date <= inventory.as_of)?;
    let step = steps().iter().find(|s| s.number == last.step)?;
    Some(SystemProgress {
        step: last.step,
        code: step.code.clone(),
        what: match lang {
            Lang::Ja => step.name.clone(),
            Lang::En => step.name_en.clone(),
        },
        open: last.open.clone(),
        done: last.done(),
        of: STEPS,
        date: last.date,
    })
}
