//! What no plan can be better than, each bound with facts that can be named.

use super::axis::{Day, NEVER, date};
use super::branch::Problem;
use super::levels::{Levels, Places, SUMS};
use super::model::Model;
use super::proof::Proof;
use super::search::allowed_routes;
use super::{Bound, Conflict, ProviderBound};
use crate::inventory::{Level, Order};

/// Bounds of the levels, and the systems for which no route exists at all.
///
/// `alone`: the least gap and lateness of each system; `value`: the plan's own levels. The bound of
/// the peak, where there is one, is the plan's own.
pub(super) fn bounds(
    model: &Model,
    alone: &[Option<Levels>],
    proof: Proof,
    value: Levels,
) -> (Option<Bound>, Vec<Conflict>) {
    let order = &model.inventory.order;
    let plain = Places::new(&Order::default());
    let usual = order.levels().iter().zip(Level::ALL);
    let usual = usual.take_while(|(a, b)| **a == *b).count();
    // What cannot be avoided is said of plans that mind gaps first, then hard deadlines.
    let unavoidable = match usual < 2 {
        true => least_lost(model),
        false => alone.to_vec(),
    };
    let mut conflicts = Vec::new();
    for (i, alone) in unavoidable.iter().enumerate() {
        let id = &model.inventory.systems[i].id;
        let Some(levels) = alone else {
            conflicts.push(conflict("window", id, window_facts(model, i), None));
            continue;
        };
        let (gap, hard) = (levels.get(plain.gap), levels.get(plain.hard));
        if gap > 0 {
            conflicts.push(conflict("cover", id, cover_facts(model, i), Some(gap)));
        }
        if hard > 0 {
            let facts = deadline_facts(model, i);
            conflicts.push(conflict("hard-deadline", id, facts, Some(hard)));
        }
    }
    if conflicts.iter().any(|c| c.rule == "window") {
        return (None, conflicts);
    }
    let mut bound = levels_bound(model, alone, proof, value, usual.min(3));
    bound.providers = (0..model.builds.len())
        .filter_map(|p| provider(model, p))
        .collect();
    (Some(bound), conflicts)
}

/// The least gap, then the least hard lateness and lateness of each system by itself.
fn least_lost(model: &Model) -> Vec<Option<Levels>> {
    let plain = model.reordered(&Order::default());
    let problem = Problem::slim(&plain);
    let choices = problem.alone(&mut 0).into_iter();
    let lost = choices.map(|choice| choice.map(|c| plain.at.days_lost(c.value)));
    lost.collect()
}

/// Bounds of the levels in their order; `lost` of the first levels are gap and lateness in the usual
/// order, so that what each system must lose by itself bounds them.
fn levels_bound(
    model: &Model,
    alone: &[Option<Levels>],
    proof: Proof,
    value: Levels,
    lost: usize,
) -> Bound {
    let at = &model.at;
    let mut sum = Levels::default();
    alone.iter().flatten().for_each(|levels| sum += *levels);
    let sum = sum.first(lost);
    let (least, known) = match proof.levels {
        Some(proved) if proof.peak => (proved.max(sum), SUMS),
        Some(proved) => (proved.max(sum), at.before_peak),
        None => (sum, lost),
    };
    let order = &model.inventory.order;
    // Of the usual order no more than the first four levels are told.
    let all = !order.is_default();
    let mut bound = Bound::default();
    for level in order.levels() {
        let Some(place) = at.of(*level) else {
            if !proof.peak || known < SUMS {
                break;
            }
            bound.peak_load = all.then_some(0.0);
            continue;
        };
        if place >= known {
            break;
        }
        let yes = Some(least.get(place));
        match level {
            Level::GapDays => bound.gap_days = yes,
            Level::HardLateDays => bound.hard_late_days = yes,
            Level::LateDays => bound.late_days = yes,
            Level::PromisesChanged => bound.promises_changed = yes,
            Level::PromisedDaysMoved => bound.promised_days_moved = yes,
            Level::CostYen => bound.cost_yen = yes,
            Level::CutoverDaySum => bound.cutover_day_sum = yes.filter(|_| all),
            Level::ContractDaySum => bound.contract_day_sum = yes.filter(|_| all),
            Level::PeakLoad => {}
        }
        // A later level is bounded only for plans that are as good in those before.
        if least.get(place) != value.get(place) {
            break;
        }
    }
    bound
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
