//! How far systems have come by the 40 steps of the national procedure, as cities report it
//! (標準化PMOツール), and what the steps are (`src/builtin/steps.toml`).

use super::SystemIx;
use crate::calendar::Date;
use crate::facts::Provenance;
use crate::source::Span;
use std::sync::OnceLock;

/// How many steps the procedure has.
pub const STEPS: u32 = 40;

/// How far a system has come, as recorded in `actuals.toml`. It is no workload: the steps are of
/// unequal size, and their order is not binding.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Which system.
    pub system: SystemIx,
    /// The furthest step that is done, 1 to [`STEPS`].
    pub step: u32,
    /// Steps before it that are not done, in ascending order.
    pub open: Vec<u32>,
    /// On which day that was so.
    pub date: Date,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared.
    pub span: Span,
}

impl Progress {
    /// How many steps are done.
    pub fn done(&self) -> u32 {
        let open = u32::try_from(self.open.len()).unwrap_or(STEPS);
        self.step.saturating_sub(open)
    }
}

/// One step of the procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// 1 to [`STEPS`].
    pub number: u32,
    /// `⑧-2`
    pub code: String,
    /// What it is, in Japanese.
    pub name: String,
    /// What it is, in English.
    pub name_en: String,
}

/// The steps in their order.
pub fn steps() -> &'static [Step] {
    static ALL: OnceLock<Vec<Step>> = OnceLock::new();
    ALL.get_or_init(|| {
        let file: toml::Table = include_str!("../builtin/steps.toml")
            .parse()
            .unwrap_or_default();
        let all = file.get("step").and_then(toml::Value::as_array);
        let text = |step: &toml::Value, key: &str| {
            let text = step.get(key).and_then(toml::Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        let step = |(step, number): (&toml::Value, u32)| Step {
            number,
            code: text(step, "code"),
            name: text(step, "name"),
            name_en: text(step, "name-en"),
        };
        all.into_iter().flatten().zip(1..).map(step).collect()
    })
}
