//! Texts to inventories, inventories to plans.

use ikou::calendar::Date;
use ikou::diag::{Finding, Severity, Sink};
use ikou::inventory::{Draft, Files, Inventory, check, read, scenario};
use ikou::source::Sources;

/// Texts in the place of the files that a city would have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    pub(crate) systems: String,
    pub(crate) calendar: Option<String>,
    pub(crate) routes: Option<String>,
    pub(crate) actuals: Option<String>,
    /// A scenario to lay over the others.
    pub(crate) scenario: Option<String>,
    pub(crate) as_of: Date,
}

/// A checked inventory with its sources, or the errors.
pub(crate) fn checked(texts: &Texts) -> Result<(Inventory, Sources), Vec<Finding>> {
    drafted(texts).map(|(_, inventory, sources)| (inventory, sources))
}

/// As [`checked`], with what it was checked from.
pub(crate) fn drafted(texts: &Texts) -> Result<(Draft, Inventory, Sources), Vec<Finding>> {
    let (draft, loaded, sources, mut errors) = told(texts);
    errors.retain(|f| f.severity == Severity::Error);
    match loaded {
        Some(inventory) if errors.is_empty() => Ok((draft, inventory, sources)),
        _ => Err(errors),
    }
}

/// What was read, the inventory, where it is one, its sources, and all that is found.
pub(crate) fn told(texts: &Texts) -> (Draft, Option<Inventory>, Sources, Vec<Finding>) {
    let mut sources = Sources::new();
    let inventory = sources.add("systems.toml", texts.systems.as_str());
    let mut more = |name: &str, text: &Option<String>| {
        text.as_ref().map(|text| sources.add(name, text.as_str()))
    };
    let calendar = more("schedules/calendar.toml", &texts.calendar);
    let routes = more("schedules/routes.toml", &texts.routes);
    let actuals = more("schedules/actuals.toml", &texts.actuals);
    let over = more("schedules/scenarios/over.toml", &texts.scenario);
    let files = Files {
        inventory,
        calendar,
        routes,
        actuals,
    };
    let mut sink = Sink::new();
    let mut draft = read(&mut sources, &files, &mut sink);
    if let Some(over) = over {
        scenario::read(&sources, over, "over", &mut sink).lay_over(&mut draft, &mut sink);
    }
    let loaded = check(draft.clone(), texts.as_of, &mut sink);
    (draft, loaded, sources, sink.into_sorted())
}
