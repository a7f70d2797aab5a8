//! Systems of plans side by side as rows: one for each plan.

use crate::compare::{Compared, Phase, SystemValues};
use crate::plan::Plan;
use crate::render::rows::vendors_of;
use crate::render::{Item, Listing};
use crate::report::{clean, wording};
use crate::words::Lang;

/// A row for each system in each plan; `all`: also of systems of which nothing differs. `plans` are
/// those that were compared, in their order.
pub fn compare_rows(found: &Compared, plans: &[&Plan], all: bool, lang: Lang) -> Listing {
    let usual = [
        "system", "plan", "contract", "cutover", "gap", "hard", "late", "yen",
    ];
    let more = ["route", "slack", "owner", "vendor", "differs", "id"];
    let mut list = Listing::new(lang, "list-col", &usual).and_all("list-col", &more, false);
    for plan in plans {
        list = list.with_vendors(plan);
    }
    for system in &found.systems {
        let differs = |at: usize| system.differs(at);
        if !all && !(0..plans.len()).any(differs) {
            continue;
        }
        for (at, plan) in plans.iter().enumerate() {
            list.push(row(found, system, (at, plan), lang));
        }
    }
    list
}

fn row(
    found: &Compared,
    system: &SystemValues,
    (at, plan): (usize, &Plan),
    lang: Lang,
) -> Vec<Item> {
    let own = plan.system(&system.system);
    let named = found.plans.get(at).map(|plan| clean(&plan.name));
    let route = system.routes.get(at).and_then(Option::as_ref);
    let route = route.map(|route| wording::route(route, lang).0);
    let date = |kind: &str| {
        let of = |d: &&crate::compare::DateValues| d.phase == Phase::Standard && d.kind == kind;
        let dates = system.dates.iter().find(of);
        Item::day(dates.and_then(|d| d.dates.get(at).copied().flatten()))
    };
    let number = |values: &[Option<i64>]| Item::number(values.get(at).copied().flatten());
    vec![
        Item::text(&wording::name_or_id(&system.name, &system.system)),
        Item::text(&named.unwrap_or_default()),
        date("contract"),
        date("cutover"),
        number(&system.gap_days),
        number(&system.hard_late_days),
        number(&system.late_days),
        number(&system.yen),
        Item::text(&route.unwrap_or_default()),
        number(&system.slack_days),
        Item::text(&system.owner),
        own.map_or(Item::Blank, |own| vendors_of(plan, own)),
        Item::whether(system.differs(at), lang),
        Item::text(&system.system),
    ]
}
