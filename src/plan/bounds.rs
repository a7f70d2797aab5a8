//! What no plan can be better than, each bound with facts that can be named.

use super::axis::{Day, NEVER, date};
use super::evaluate::Levels;
use super::model::Model;
use super::search::allowed_routes;
use super::{Bound, Conflict, ProviderBound};

/// Bounds of the levels, and the systems for which no route exists at all.
///
/// `proved`: no plan is less than these levels, the first counting most; `value`: the plan's own.
pub(super) fn bounds(
    model: &Model,
    alone: &[Option<Levels>],
    proved: Option<Levels>,
    value: Levels,
) -> (Option<Bound>, Vec<Conflict>) {
    let mut sum = Levels::default();
    let mut conflicts = Vec::new();
    for (i, alone) in alone.iter().enumerate() {
        let id = &model.inventory.systems[i].id;
        match *alone {
            Some(levels) => {
                if levels.gap > 0 {
                    conflicts.push(conflict(
                        "cover",
                        id,
                        cover_facts(model, i),
                        Some(levels.gap),
                    ));
                }
                if levels.hard > 0 {
                    conflicts.push(conflict(
                        "hard-deadline",
                        id,
                        deadline_facts(model, i),
                        Some(levels.hard),
                    ));
                }
                sum += levels;
            }
            None => conflicts.push(conflict("window", id, window_facts(model, i), None)),
        }
    }
    if conflicts.iter().any(|c| c.rule == "window") {
        return (None, conflicts);
    }
    let least = proved.map_or(sum, |p| p.max(sum));
    // A later level is bounded only for plans that are as good in those before.
    let same = [
        least.gap == value.gap,
        least.hard == value.hard,
        least.late == value.late,
    ];
    let bound = Bound {
        gap_days: Some(least.gap),
        hard_late_days: Some(least.hard).filter(|_| same[0]),
        late_days: Some(least.late).filter(|_| same[0] && same[1]),
        cost_yen: proved
            .map(|p| p.yen)
            .filter(|_| same[0] && same[1] && same[2]),
        providers: (0..model.builds.len())
            .filter_map(|p| provider(model, p))
            .collect(),
    };
    (Some(bound), conflicts)
}

fn conflict(rule: &str, system: &str, facts: Vec<String>, at_least: Option<i64>) -> Conflict {
    Conflict {
        rule: rule.to_owned(),
        system: Some(system.to_owned()),
        facts,
        at_least,
    }
}

fn cover_facts(model: &Model, i: usize) -> Vec<String> {
    let inventory = model.inventory;
    let system = &inventory.systems[i];
    let mut facts = Vec::new();
    if let Some(c) = system.contract {
        facts.push(super::reasons::path(
            "contract",
            &inventory.contracts[c.0].id,
            "ends",
        ));
    }
    if let Some(h) = system.hardware {
        facts.push(super::reasons::path(
            "hardware",
            &inventory.hardware[h.0].id,
            "expires",
        ));
    }
    facts.extend(round_facts(model, i));
    facts.retain(|f| inventory.facts.contains_key(f));
    facts
}

/// What leaves no ▲ at all: the rounds' own facts, the window, hard blackouts, closed days.
fn window_facts(model: &Model, i: usize) -> Vec<String> {
    let rules = model.inventory.calendar.rules();
    let hard = rules
        .blackouts
        .iter()
        .filter(|b| b.hard && model.applies(b, i));
    let mut facts: Vec<String> = hard
        .map(|b| super::reasons::path("calendar.blackout", &b.id, "hard"))
        .collect();
    facts.extend(["calendar.window.closed-days", "calendar.closed.weekdays"].map(str::to_owned));
    facts.retain(|f| model.inventory.facts.contains_key(f));
    facts.extend(round_facts(model, i));
    facts
}

fn deadline_facts(model: &Model, i: usize) -> Vec<String> {
    let hard = model.inventory.deadlines.iter().filter(|d| d.hard);
    let mut facts: Vec<String> = hard
        .map(|d| super::reasons::path("deadline", &d.id, "date"))
        .collect();
    facts.extend(round_facts(model, i));
    facts
}

fn round_facts(model: &Model, i: usize) -> Vec<String> {
    let mut facts = Vec::new();
    for r in &model.systems[i].rounds {
        let round = &model.inventory.rounds[*r];
        for key in ["available", "work"] {
            let path = super::reasons::path("procurement", &round.id, key);
            if model.inventory.facts.contains_key(&path) {
                facts.push(path);
            }
        }
    }
    facts
}

/// Work that some round of the provider's must do on every route, over its greatest capacity.
fn provider(model: &Model, p: usize) -> Option<ProviderBound> {
    let capacity = model.builds[p]
        .iter()
        .copied()
        .filter(|c| *c != u32::MAX)
        .max()?;
    if capacity == 0 || model.builds[p].contains(&u32::MAX) {
        return None;
    }
    let (mut first, mut work) = (NEVER, 0i64);
    for (r, round) in model.rounds.iter().enumerate() {
        let needed = round.provider == Some(p)
            && round.systems.iter().any(|i| {
                let routes = allowed_routes(model, *i);
                routes.iter().all(|x| {
                    let route = model.systems[*i].routes[*x];
                    route.bridge_round == Some(r) || route.target_round == r
                })
            });
        if !needed || round.in_house {
            continue;
        }
        let signs = round.signs.iter().filter(|s| s.day >= round.available);
        let least = signs.clone().map(|s| s.ready - s.day).min()?;
        first = first.min(signs.map(|s| s.day).next()?);
        work += i64::from(least) * i64::from(round.units);
    }
    if work == 0 {
        return None;
    }
    let days = (work + i64::from(capacity) - 1) / i64::from(capacity);
    // The work dealt out evenly, and whole systems one after another: the later of the two.
    let even = first.saturating_add(Day::try_from(days).unwrap_or(NEVER / 4));
    let queue = super::queue::Queue::of(model, p);
    let whole = queue.and_then(|q| q.last_cutover(q.crews(u64::from(capacity))));
    let last = even.max(whole.unwrap_or(even)).min(NEVER);
    Some(ProviderBound {
        provider: model.inventory.providers[p].id.clone(),
        last_cutover_not_before: date(last.min(model.last)),
        first_work: date(first),
        work_days: work,
        capacity,
    })
}
