//! A draft to an [`Inventory`]: every reference resolved, routes and rounds complete, every
//! mistake of all files reported in one run.
//!
//! Ids are enrolled first, so the order of records never matters, and a record with mistakes
//! still counts for those that refer to it.

mod actuals;
mod assemble;
mod businesses;
mod calendar_file;
mod ceilings;
mod confirmed;
mod context;
mod currency;
mod deadlines;
mod indices;
mod cycles;
mod fields;
mod frame;
mod history;
mod holdings;
mod ids;
mod law;
mod law_file;
mod lint;
mod many;
mod plausible;
mod rounds;
mod routes_file;
mod scenario_file;
mod spreads;
mod subsidies;
mod systems;
mod terms;
mod trace;
mod usage;
mod values;
mod waivers;

pub(in crate::inventory) use lint::WITHIN;
pub use lint::{Lints, levels, within};
pub(in crate::inventory) use scenario_file::{scenario_header, scenario_traced};
pub(in crate::inventory) use trace::{Shape, Trace};
pub(in crate::inventory) use values::{Edge, NoDate, read_date};
pub use waivers::waived;

use super::read::{Draft, Files, Node, read};
use super::{
    Contract, Hardware, Inventory, MoveRule, Platform, PlatformIx, PlatformKind, Provider,
    SystemIx, Waiver,
};
use crate::calendar::{Calendar, Date, FIRST_YEAR, LAST_YEAR};
use crate::diag::{Code, Finding, Sink};
use crate::facts::Facts;
use crate::source::{Sources, Span};
use chrono::Datelike;
use context::{Context, Kind};
use fields::read_table;
use ids::Record;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads and checks all files; `None`: errors were pushed.
pub fn load(
    sources: &mut Sources,
    files: &Files,
    as_of: Date,
    sink: &mut Sink,
) -> Option<Inventory> {
    let draft = read(sources, files, sink);
    check(draft, as_of, sink)
}

/// The lists of records of `systems.toml`.
struct Lists<'t> {
    platforms: Vec<Record<'t>>,
    hardware: Vec<Record<'t>>,
    vendors: Vec<Record<'t>>,
    teams: Vec<Record<'t>>,
    contracts: Vec<Record<'t>>,
    systems: Vec<Record<'t>>,
    deadlines: Vec<Record<'t>>,
    procurements: Vec<Record<'t>>,
    locals: Vec<Record<'t>>,
}

/// Proves a draft, or reports everything that is wrong with it.
pub fn check(draft: Draft, as_of: Date, sink: &mut Sink) -> Option<Inventory> {
    check_kept(&draft, as_of, sink)
}

/// As [`check`], for a draft that is used on.
pub fn check_kept(draft: &Draft, as_of: Date, sink: &mut Sink) -> Option<Inventory> {
    let said = sink.findings().len();
    let broken = &draft.broken;
    let lints = Lints::of(draft);
    let (inventory, mut waivers, _) = prove(draft, as_of, sink, None);
    if let Some(inventory) = inventory.as_ref().filter(|_| !draft.torn) {
        deadlines::check(sink, inventory, &lints);
    }
    // What the parser stumbled over was reported: nothing more is said about that place.
    let mut number = 0;
    sink.retain(|finding| {
        number += 1;
        number <= said
            || !finding
                .labels
                .first()
                .is_some_and(|l| touches(broken, l.span))
    });
    waivers::apply(&mut waivers, as_of, said, &lints, sink);
    inventory
        .filter(|_| !sink.has_errors())
        .map(|inventory| Inventory {
            waivers,
            ..inventory
        })
}

/// Whether a place touches one of `places`, which are in order.
fn touches(places: &[Span], span: Span) -> bool {
    let first = places.partition_point(|p| (p.file, p.end) < (span.file, span.start));
    places
        .get(first)
        .is_some_and(|p| p.file == span.file && p.start <= span.end)
}

/// What the reader asks of a draft.
pub(in crate::inventory) fn traced(draft: &Draft, as_of: Date) -> Trace {
    let trace = prove(draft, as_of, &mut Sink::new(), Some(Trace::default())).2;
    trace.unwrap_or_default()
}

/// The inventory, where it can be one, what it waives in any case, and what was asked of it.
fn prove(
    draft: &Draft,
    as_of: Date,
    sink: &mut Sink,
    trace: Option<Trace>,
) -> (Option<Inventory>, Vec<Waiver>, Option<Trace>) {
    let mut waivers = Vec::new();
    let mut cx = Context {
        sink,
        facts: Facts::new(),
        as_of,
        ids: Arc::default(),
        torn: draft.torn,
        business_doubt: false,
        removed: draft.removed.clone(),
        guesses: 200_000,
        doubts: None,
        rates: currency::Rates::new(),
        indices: Vec::new(),
        unread: BTreeSet::new(),
        used: BTreeSet::new(),
        trace,
    };
    if !(FIRST_YEAR..=LAST_YEAR).contains(&as_of.year()) {
        cx.sink.push(
            Finding::global(Code::BadDate)
                .variant("as-of")
                .arg("value", as_of)
                .arg("first", FIRST_YEAR)
                .arg("last", LAST_YEAR),
        );
    }
    let businesses = businesses::enrol(&mut cx, &draft.catalogue);
    for kind in [Kind::Bridge, Kind::Target] {
        cx.enrol(kind, draft.routes.get(kind.name()), 0);
    }
    let lists = enrol(&mut cx, &draft.inventory);
    let inventory = read_table(&mut cx, &draft.inventory, String::new(), |f| {
        f.number("schema", 1, 1);
        f.node("source");
        f.node("confidence");
        f.node("confirmed-by");
        f.node("confirmed-on");
        for key in [
            "deadline",
            "hardware",
            "vendor",
            "team",
            "contract",
            "system",
            "procurement",
            "platform",
            "business",
            "lint",
        ] {
            f.node(key);
        }
        lint::check(f.cx, &draft.inventory);
        f.require(&["municipality", "horizon"]);
        let place = f
            .node("municipality")
            .map_or(f.span(), |n| n.get("kind").map_or(n.span, |kind| kind.span));
        let municipality = f.record("municipality", frame::municipality);
        // Which businesses there should be hangs on the kind.
        f.cx.business_doubt |= !f.cx.facts.contains_key("municipality.kind");
        let municipality = municipality.unwrap_or_else(frame::nobody);
        let horizon = f.record("horizon", frame::horizon).flatten();
        let outside = f.each("outside", frame::outside);
        waivers = f.each("waive", frame::waiver);
        let rates = currency::read(f);
        f.cx.rates = rates;
        let indices = indices::read(f);
        f.cx.indices = indices;
        subsidies::read(f);
        let ceilings = ceilings::read(f, horizon);
        let order = frame::order(f);
        let cx = &mut *f.cx;
        for (file, path) in [
            (&draft.inventory, ""),
            (&draft.calendar, "calendar"),
            (&draft.routes, "routes"),
            (&draft.actuals, "actuals"),
        ] {
            confirmed::check(cx.sink, cx.as_of, file, path);
        }

        let platforms = platforms(cx, &lists.platforms);
        let routes = routes_file::read(cx, &draft.routes, municipality.population);
        let rules = calendar_file::read(cx, &draft.calendar);
        let calendar = Calendar::new(rules);
        let own = cx
            .ids
            .get(Kind::Platform, "own")
            .map_or(PlatformIx(0), PlatformIx);
        let mut hardware: Vec<Hardware> =
            many::records(cx, &lists.hardware, |cx, r| holdings::hardware(cx, r, own));
        let providers = providers(cx, &lists);
        let mut contracts: Vec<Contract> = many::records(cx, &lists.contracts, holdings::contract);
        let systems: Vec<systems::Written> = many::records(cx, &lists.systems, systems::written);
        for (number, written) in systems.iter().enumerate() {
            let ix = SystemIx(number);
            let at = written.system.hardware.and_then(|h| hardware.get_mut(h.0));
            at.into_iter().for_each(|h| h.users.push(ix));
            let by = written.system.contract.and_then(|c| contracts.get_mut(c.0));
            by.into_iter().for_each(|c| c.users.push(ix));
        }
        let deadlines: Vec<_> = lists
            .deadlines
            .iter()
            .filter_map(|r| kept(r, frame::deadline(cx, r)))
            .collect();
        let defaults: Vec<&MoveRule> = routes
            .bridges
            .iter()
            .filter_map(|b| b.move_to.as_ref())
            .chain(routes.targets.iter().map(|t| &t.move_to))
            .collect();
        let written = many::records(cx, &lists.procurements, |cx, r| {
            rounds::written(cx, r, &defaults).map(Box::new)
        });
        let locals = businesses::locals(cx, &lists.locals);

        cycles::check(cx, &systems);
        let catalogue = businesses::check(
            cx,
            businesses,
            locals,
            municipality.kind,
            &systems,
            &outside,
            place,
        );
        let (rounds, systems) = assemble::rounds(cx, &calendar, &routes, horizon, written, systems);
        let (recorded, progress) = actuals::read(cx, &draft.actuals, &rounds);
        let holdings = (&contracts[..], &hardware[..]);
        history::check(cx, &calendar, &recorded, (&rounds, holdings.0, holdings.1));
        let actuals: Vec<_> = recorded.into_iter().map(|(actual, _)| actual).collect();
        law::check(cx, &calendar, &rounds, &actuals);
        usage::check(cx, &lists);
        plausible::units(cx, horizon, &rounds, &providers, &actuals);
        plausible::ended(cx, &calendar, horizon, holdings, &actuals);
        plausible::seasons(cx, &calendar, horizon);
        let fixed = ceilings::Fixed {
            calendar: &calendar,
            systems: &systems,
            rounds: &rounds,
            contracts: holdings.0,
            hardware: holdings.1,
            platforms: &platforms,
            actuals: &actuals,
        };
        ceilings::kept(cx, horizon, &ceilings, &fixed);

        let inventory = Inventory {
            municipality,
            horizon: horizon?,
            as_of,
            order,
            systems,
            rounds,
            contracts,
            hardware,
            platforms,
            providers,
            deadlines,
            actuals,
            promises: Default::default(),
            progress,
            ceilings,
            indices: std::mem::take(&mut cx.indices),
            outside: outside.into_iter().map(|(o, _)| o).collect(),
            waivers: Vec::new(),
            catalogue,
            routes,
            calendar,
            facts: std::mem::take(&mut cx.facts),
        };
        Some(inventory)
    })
    .flatten();
    (inventory, waivers, cx.trace)
}

/// A record with an id that was taken is checked, but not kept.
fn kept<T>(record: &Record<'_>, value: Option<T>) -> Option<T> {
    value.filter(|_| record.first)
}

fn enrol<'t>(cx: &mut Context<'_>, inventory: &'t Node) -> Lists<'t> {
    let mut torn = false;
    let mut list = |kind: Kind, first: usize| {
        // Records that cannot be read may hold what seems to be missing.
        torn |= inventory
            .get(kind.name())
            .is_some_and(|n| n.array().is_none());
        cx.enrol(kind, inventory.get(kind.name()), first)
    };
    let vendors = list(Kind::Vendor, 0);
    let first_team = vendors.iter().filter(|r| r.first).count();
    let lists = Lists {
        platforms: list(Kind::Platform, 0),
        hardware: list(Kind::Hardware, 0),
        teams: list(Kind::Team, first_team),
        vendors,
        contracts: list(Kind::Contract, 0),
        systems: list(Kind::System, 0),
        deadlines: list(Kind::Deadline, 0),
        procurements: list(Kind::Procurement, 0),
        locals: list(Kind::Business, 0),
    };
    cx.torn |= torn;
    // A team and a vendor share the rows of the load: one id, one of them.
    for team in &lists.teams {
        if let Some(vendor) = cx.ids.span(Kind::Vendor, &team.id) {
            let span = cx.ids.span(Kind::Team, &team.id).unwrap_or(team.node.span);
            cx.sink.push(
                Finding::new(Code::DuplicateId, span)
                    .arg("id", &team.id)
                    .arg("kind", "team")
                    .label(vendor, "label-first-here")
                    .path(team.path.clone()),
            );
        }
    }
    let written = lists.platforms.iter().filter(|r| r.first).count();
    let mut next = written;
    for (name, _) in holdings::platform_kinds() {
        if cx.ids.get(Kind::Platform, name).is_none() {
            cx.ids_mut().add(Kind::Platform, name, next, inventory.span);
            next += 1;
        }
    }
    lists
}

/// Platforms as written, then those that exist without being written.
fn platforms(cx: &mut Context<'_>, records: &[Record<'_>]) -> Vec<Platform> {
    let mut all: Vec<Platform> = records
        .iter()
        .filter_map(|r| kept(r, holdings::platform(cx, r)))
        .collect();
    let missing: Vec<(&'static str, PlatformKind)> = holdings::platform_kinds()
        .filter(|(name, _)| !records.iter().any(|r| r.id == *name))
        .collect();
    all.extend(
        missing
            .into_iter()
            .map(|(name, kind)| holdings::builtin_platform(name, kind)),
    );
    all
}

fn providers(cx: &mut Context<'_>, lists: &Lists<'_>) -> Vec<Provider> {
    let mut all: Vec<Provider> = Vec::new();
    for (records, team) in [(&lists.vendors, false), (&lists.teams, true)] {
        all.extend(
            records
                .iter()
                .filter_map(|r| kept(r, holdings::provider(cx, r, team))),
        );
    }
    all
}
