//! From an assignment to the plan: every stage, activity, milestone, load and yen that follows.

mod budget;
mod load;
mod milestones;
mod running;
mod stages;

use super::axis::{Day, date};
use super::evaluate::{Local, Use};
use super::funding::{Funding, funding};
use super::levels::{Levels, Places};
use super::model::{Model, RouteModel};
use super::state::{State, Which};
use super::{
    BudgetRow, Horizon, Input, Objective, Plan, PlanDeadline, PlanFact, PlanLink, PlanMunicipality,
    PlanRoute, PlanSystem, SystemDeadline,
};
use crate::calendar::Date;
use crate::facts::Confidence;
use crate::inventory::{
    Bounds, DeadlineKind, Group, Inventory, Level, LinkKind, MoveRule, Order, Round, SystemIx,
};
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// One move of one system: its round, ★ and ▲ as dates.
pub(crate) struct Move<'a> {
    pub(crate) which: Which,
    pub(crate) index: usize,
    pub(crate) round: &'a Round,
    pub(crate) rule: &'a MoveRule,
    pub(crate) sign: Option<Date>,
    pub(crate) cutover: Date,
    /// Last ▲ of all systems that share the round.
    pub(crate) last_cutover: Date,
    /// First ▲ of all systems that share the round.
    pub(crate) first_cutover: Date,
    pub(crate) funding: Option<Funding>,
    pub(crate) used: Use,
}

/// What is derived for one system.
pub(crate) struct Part<'a> {
    pub(crate) system: usize,
    pub(crate) route: RouteModel,
    pub(crate) local: Local,
    pub(crate) moves: Vec<Move<'a>>,
}

/// The parts of all systems.
pub(crate) fn parts<'a>(model: &Model<'a>, state: &State) -> Vec<Part<'a>> {
    (0..model.systems.len())
        .filter_map(|i| part(model, state, i))
        .collect()
}

/// The part of one system.
pub(crate) fn part<'a>(model: &Model<'a>, state: &State, i: usize) -> Option<Part<'a>> {
    let inventory = model.inventory;
    let route = *model.systems[i].routes.get(state.route[i])?;
    let local = state.local[i]?;
    let mut moves = Vec::new();
    for (which, round, used) in [
        (Which::Bridge, route.bridge_round, local.bridge),
        (Which::Standard, Some(route.target_round), local.standard),
    ] {
        let (Some(index), Some(used)) = (round, used) else {
            continue;
        };
        // A round may be shared by systems with other targets: each has its own route's rule.
        let rule = match which {
            Which::Bridge => inventory.routes.bridges[route.bridge].move_to.as_ref(),
            Which::Standard => Some(&inventory.routes.targets[route.target].move_to),
        };
        let Some(rule) = rule else {
            continue;
        };
        let round = &inventory.rounds[index];
        let sign = state.sign[index]
            .filter(|_| !round.in_house())
            .map(|s| date(s.day));
        let days = || state.cutovers_of(model, index).map(|(_, c)| c.day);
        let (first, last) = (days().min(), days().max());
        moves.push(Move {
            which,
            index,
            round,
            rule,
            sign,
            cutover: date(used.cutover),
            last_cutover: date(last.unwrap_or(used.cutover)),
            first_cutover: date(first.unwrap_or(used.cutover)),
            funding: sign
                .and_then(|s| funding(inventory, rule, round, &model.acts.rounds[index], s)),
            used,
        });
    }
    Some(Part {
        system: i,
        route,
        local,
        moves,
    })
}

/// The plan of an assignment; outcome and reasons are filled in by the caller.
pub(crate) fn plan(model: &Model, state: &State, sources: &Sources, inputs: Vec<Input>) -> Plan {
    let inventory = model.inventory;
    let parts = parts(model, state);
    let budget = budget::rows(model, state);
    let load = load::loads(model, state);
    let (at, levels) = told(model, state);
    let minded = state.total(model);
    let promise = |level: Level, place: usize| {
        let minds = inventory.order.minds(level);
        minds.then(|| minded.get(place))
    };
    let (cutover_day_sum, contract_day_sum) = state.day_sums(model);
    let peak_load = load.iter().filter_map(|l| l.peak).fold(0.0, f64::max);
    let systems = parts.iter().map(|part| system(model, part)).collect();
    let mut plan = Plan {
        schema: 1,
        as_of: inventory.as_of,
        inputs,
        horizon: Horizon {
            from: inventory.horizon.0,
            to: inventory.horizon.1,
        },
        municipality: PlanMunicipality {
            code: inventory.municipality.code.clone(),
            name: inventory.municipality.name.clone(),
            lang: inventory.municipality.lang.clone(),
        },
        outcome: super::Outcome {
            status: super::Status::Unknown,
            objective: Objective {
                gap_days: levels.get(at.gap),
                hard_late_days: levels.get(at.hard),
                late_days: levels.get(at.late),
                promises_changed: promise(Level::PromisesChanged, model.at.changed),
                promised_days_moved: promise(Level::PromisedDaysMoved, model.at.moved),
                cost_yen: levels.get(at.yen),
                peak_load,
                cutover_day_sum,
                contract_day_sum,
            },
            bound: super::Bound::default(),
            conflicts: Vec::new(),
            steps: 0,
            order: match inventory.order.is_default() {
                true => Vec::new(),
                false => inventory.order.names(),
            },
            cut: None,
        },
        deadlines: deadlines(inventory),
        links: links(model, state),
        load,
        facts: facts(inventory, sources),
        reasons: BTreeMap::new(),
        systems,
        budget,
        scenarios: Vec::new(),
        warnings: Vec::new(),
    };
    mark_early_moves(model, state, &mut plan);
    plan
}

/// The levels of an assignment, those that are not minded as well.
fn told(model: &Model, state: &State) -> (Places, Levels) {
    if Level::ALL
        .into_iter()
        .all(|l| model.inventory.order.minds(l))
    {
        return (model.at, state.total(model));
    }
    let all = model.reordered(&Order::default());
    let mut again = state.clone();
    (0..all.systems.len()).for_each(|i| again.refresh(&all, i));
    (all.at, again.total(&all))
}

fn system(model: &Model, part: &Part) -> PlanSystem {
    let inventory = model.inventory;
    let source = &inventory.systems[part.system];
    let vendor = source
        .contract
        .and_then(|c| inventory.contracts[c.0].vendor);
    let cutover = part.local.standard.map(|u| date(u.cutover));
    PlanSystem {
        id: source.id.clone(),
        name: source.name.clone(),
        group: match source.group {
            Group::Core => "core",
            Group::Common => "common",
        }
        .to_owned(),
        owner: source.owner.clone().unwrap_or_default(),
        businesses: source.businesses.clone(),
        vendor: vendor
            .map(|v| inventory.providers[v.0].id.clone())
            .unwrap_or_default(),
        route: PlanRoute {
            bridge: inventory.routes.bridges[part.route.bridge].id.clone(),
            target: inventory.routes.targets[part.route.target].id.clone(),
        },
        slack_days: 0,
        critical: false,
        early_move: false,
        assumed: false,
        stages: stages::stages(model, part),
        activities: stages::activities(model, part),
        milestones: milestones::milestones(model, part),
        network: Vec::new(),
        deadlines: system_deadlines(model, part, cutover),
    }
}

fn system_deadlines(model: &Model, part: &Part, standard: Option<Date>) -> Vec<SystemDeadline> {
    let inventory = model.inventory;
    let (i, bridge) = (part.system, part.local.bridge);
    let derived = inventory.systems[i]
        .hardware
        .map(|h| &inventory.hardware[h.0]);
    let derived = derived.filter(|h| h.users.len() > 1).map(|h| {
        let carrier = model.systems[i].hardware.map(|h| &model.carriers[h]);
        let present = part.local.present;
        let end = carrier.map_or(present.cover, |c| c.end_after(present.steps[1]));
        let slack_days = i64::from(end - present.need.min(model.last));
        let date = date(end);
        SystemDeadline {
            id: format!("hardware/{}", h.id),
            date,
            met: slack_days >= 0,
            slack_days,
        }
    });
    let declared = inventory
        .deadlines
        .iter()
        .filter(|d| d.systems.is_empty() || d.systems.contains(&SystemIx(i)))
        .filter_map(|d| {
            let own = d
                .exceptions
                .iter()
                .find(|e| e.system == SystemIx(i))
                .map(|e| e.date);
            let last_day = own.unwrap_or(d.date);
            let cutover = match d.bounds {
                Bounds::StandardCutover => standard?,
                Bounds::BridgeCutover => date(bridge?.cutover),
            };
            let slack_days = (last_day - cutover).num_days();
            Some(SystemDeadline {
                id: d.id.clone(),
                date: last_day,
                met: slack_days >= 0,
                slack_days,
            })
        });
    declared.chain(derived).collect()
}

fn kind_name(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Policy => "policy",
        DeadlineKind::Hardware => "hardware",
        DeadlineKind::Contract => "contract",
        DeadlineKind::Platform => "platform",
        DeadlineKind::Individual => "individual",
    }
}

/// Declared deadlines, then one for each piece of hardware that several systems use.
fn deadlines(inventory: &Inventory) -> Vec<PlanDeadline> {
    let ids = |systems: &[SystemIx]| {
        systems
            .iter()
            .map(|s| inventory.system(*s).id.clone())
            .collect()
    };
    let declared = inventory.deadlines.iter().map(|d| PlanDeadline {
        id: d.id.clone(),
        name: d.name.clone(),
        date: d.date,
        kind: kind_name(d.kind).to_owned(),
        hard: d.hard,
        bounds: match d.bounds {
            Bounds::StandardCutover => "standard.cutover",
            Bounds::BridgeCutover => "bridge.cutover",
        }
        .to_owned(),
        confidence: confidence(inventory, "deadline", &d.id, "date"),
        derived: false,
        systems: ids(&d.systems),
    });
    let hardware = inventory
        .hardware
        .iter()
        .filter(|h| h.users.len() > 1)
        .map(|h| PlanDeadline {
            id: format!("hardware/{}", h.id),
            name: h.name.clone(),
            date: h.expires,
            kind: "hardware".to_owned(),
            hard: false,
            bounds: "cover".to_owned(),
            confidence: confidence(inventory, "hardware", &h.id, "expires"),
            derived: true,
            systems: ids(&h.users),
        });
    declared.chain(hardware).collect()
}

/// How sure the fact behind a deadline's date is.
fn confidence(inventory: &Inventory, kind: &str, id: &str, key: &str) -> Confidence {
    let path = super::reasons::path(kind, id, key);
    let fact = inventory.facts.get(&path);
    fact.map_or(Confidence::Assumed, |f| f.provenance.confidence)
}

fn links(model: &Model, state: &State) -> Vec<PlanLink> {
    let inventory = model.inventory;
    let mut soft = 0;
    let mut all = Vec::new();
    for system in &inventory.systems {
        for link in &system.links {
            let (mut days, mut yen) = (0, 0);
            if link.kind == LinkKind::Soft {
                let (a, b) = state.link_days(model, soft);
                model.link_charges(soft, a, b, &mut |c| yen += model.yen(&c));
                let (from, to) = (
                    a.min(b).max(model.horizon.0),
                    (a.max(b) - 1).min(model.horizon.1),
                );
                days = i64::from((to - from + 1).max(0));
                soft += 1;
            }
            all.push(PlanLink {
                from: inventory.system(link.system).id.clone(),
                to: system.id.clone(),
                kind: match link.kind {
                    LinkKind::Hard => "hard",
                    LinkKind::Soft => "soft",
                    LinkKind::Together => "together",
                }
                .to_owned(),
                interface_days: days,
                interface_yen: yen,
            });
        }
    }
    all
}

fn facts(inventory: &Inventory, sources: &Sources) -> BTreeMap<String, PlanFact> {
    let fact = |f: &crate::facts::Fact| PlanFact {
        value: f.value.clone(),
        source: f.provenance.source.clone(),
        confidence: f.provenance.confidence,
        confirmed_by: f.provenance.confirmed_by.clone(),
        confirmed_on: f.provenance.confirmed_on,
        file: sources.get(f.span.file).name.clone(),
        line: sources.position(f.span).line,
    };
    inventory
        .facts
        .iter()
        .map(|(path, f)| (path.to_string(), fact(f)))
        .collect()
}

/// ※先行移設: a rehost whose ▲ lies before the last rehost ▲ from the same hardware.
fn mark_early_moves(model: &Model, state: &State, plan: &mut Plan) {
    let inventory = model.inventory;
    let mut last: BTreeMap<usize, Day> = BTreeMap::new();
    let rehost = |i: usize| -> Option<(usize, Day)> {
        let route = model.systems[i].routes.get(state.route[i])?;
        let round = &inventory.rounds[route.bridge_round?];
        (round.work_kind == crate::inventory::WorkKind::Rehost).then_some(())?;
        Some((
            model.systems[i].hardware?,
            state.candidate(model, i, Which::Bridge)?.day,
        ))
    };
    for (hardware, day) in (0..model.systems.len()).filter_map(rehost) {
        let latest = last.entry(hardware).or_insert(day);
        *latest = (*latest).max(day);
    }
    let early: BTreeSet<&str> = (0..model.systems.len())
        .filter(|i| rehost(*i).is_some_and(|(h, d)| last.get(&h).is_some_and(|l| d < *l)))
        .map(|i| inventory.systems[i].id.as_str())
        .collect();
    for system in &mut plan.systems {
        system.early_move = early.contains(system.id.as_str());
    }
}

/// Adds rows of one key up and sorts them.
fn merge(rows: Vec<BudgetRow>) -> Vec<BudgetRow> {
    let mut sums: BTreeMap<(i32, String, String, String, String), i64> = BTreeMap::new();
    for r in rows {
        *sums
            .entry((r.fiscal_year, r.system, r.round, r.kind, r.instrument))
            .or_insert(0) += r.yen;
    }
    sums.into_iter()
        .filter(|(_, yen)| *yen != 0)
        .map(
            |((fiscal_year, system, round, kind, instrument), yen)| BudgetRow {
                fiscal_year,
                system,
                round,
                kind,
                yen,
                instrument,
            },
        )
        .collect()
}
