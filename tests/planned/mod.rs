//! From a folder's files to a verified plan, as every command goes: read, check, plan, verify.

use ikou::calendar::Date;
use ikou::diag::{Severity, Sink};
use ikou::inventory::{Files, Inventory, load};
use ikou::plan::{Effort, Milestone, Plan, PlanSystem, make, verify::verify};
use ikou::source::Sources;
use ikou::why::why;
use ikou::words::Lang;
use std::collections::BTreeSet;
use std::path::Path;

/// The texts of one inventory.
pub(crate) struct Texts {
    pub(crate) systems: String,
    pub(crate) calendar: Option<String>,
    pub(crate) routes: Option<String>,
    pub(crate) actuals: Option<String>,
}

impl Texts {
    /// `systems.toml` in `folder`, the others in `folder/beside` where they are there (a case that
    /// the program is to be run on keeps them where the program looks, in `schedules`).
    pub(crate) fn of(folder: &str, beside: &str) -> Texts {
        let beside = Path::new(folder).join(beside);
        let usual = Path::new(folder).join("schedules");
        let beside = if usual.is_dir() { usual } else { beside };
        let optional = |name: &str| std::fs::read_to_string(beside.join(name)).ok();
        Texts {
            systems: std::fs::read_to_string(Path::new(folder).join("systems.toml")).unwrap(),
            calendar: optional("calendar.toml"),
            routes: optional("routes.toml"),
            actuals: optional("actuals.toml"),
        }
    }

    /// Plans them; a finding of error level or a broken rule fails the test.
    pub(crate) fn plan(&self, as_of: Date) -> (Inventory, Plan) {
        let mut sources = Sources::new();
        let inventory = sources.add("systems.toml", self.systems.clone());
        let mut add = |name: &str, text: &Option<String>| {
            text.as_ref().map(|text| sources.add(name, text.clone()))
        };
        let files = Files {
            inventory,
            calendar: add("calendar.toml", &self.calendar),
            routes: add("routes.toml", &self.routes),
            actuals: add("actuals.toml", &self.actuals),
        };
        let mut sink = Sink::new();
        let inventory = load(&mut sources, &files, as_of, &mut sink);
        let errors: Vec<_> = sink
            .findings()
            .iter()
            .filter(|f| f.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let inventory = inventory.expect("an inventory without errors");
        let plan = make(&inventory, &sources, Vec::new(), Effort::NORMAL);
        let broken = verify(&inventory, &plan);
        assert!(broken.is_empty(), "{broken:#?}");
        has_whole_answers(&plan);
        (inventory, plan)
    }
}

/// The reason for every dated act is told in both languages, no word left to be filled in.
fn has_whole_answers(plan: &Plan) {
    for system in &plan.systems {
        let kinds: BTreeSet<_> = system.milestones.iter().map(|m| m.kind.as_str()).collect();
        for kind in kinds {
            for lang in [Lang::Ja, Lang::En] {
                let told = why(plan, lang, &system.id, Some(kind), 80).unwrap();
                assert!(!told.contains("{$"), "{} {kind}: {told}", system.id);
            }
        }
    }
}

/// How often bars of this name stand on the roadmap: the bar of a shared round counts once.
pub(crate) fn bars(systems: &[PlanSystem], name: &str) -> usize {
    let mut seen = BTreeSet::new();
    for system in systems {
        for stage in system.stages.iter().filter(|s| s.name == name) {
            let owner = stage.round.as_deref().unwrap_or(&system.id);
            seen.insert((owner, stage.id.as_str()));
        }
    }
    seen.len()
}

/// How often this symbol stands on the roadmap: that of a shared round counts once.
pub(crate) fn symbols(systems: &[PlanSystem], symbol: &str) -> usize {
    let marks = systems.iter().flat_map(|s| &s.milestones);
    let marks = marks.filter(|m| m.symbol.as_deref() == Some(symbol));
    marks
        .map(|m| (m.round.as_str(), m.kind.as_str()))
        .collect::<BTreeSet<_>>()
        .len()
}

/// The first milestone of this kind in this round.
pub(crate) fn milestone<'p>(plan: &'p Plan, round: &str, kind: &str) -> Option<&'p Milestone> {
    let mut all = plan.systems.iter().flat_map(|s| &s.milestones);
    all.find(|m| m.round == round && m.kind == kind)
}
