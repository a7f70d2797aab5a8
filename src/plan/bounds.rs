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
    let each = |p| provider(model, p);
    let providers = crate::parallel::map(model.builds.len(), model.systems.len(), each);
    bound.providers = providers.into_iter().flatten().collect();
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

/// How early a vendor or team can be done: by the least work of its rounds over what can be under way at
/// once, by whole systems one after another in as many crews, by its ▲ a month. The latest of these.
fn provider(model: &Model, p: usize) -> Option<ProviderBound> {
    let limited = model.builds[p].iter().all(|c| *c != u32::MAX);
    let from = (model.as_of - model.first).max(0) as usize;
    let builds = model.builds[p].get(from..)?.iter().max();
    let capacity = builds.copied().filter(|c| limited && *c > 0);
    let (mut first, mut work) = (NEVER, 0i64);
    let mut workers: Vec<usize> = Vec::new();
    for (r, round) in model.rounds.iter().enumerate() {
        let needs = |i: &&usize| {
            let routes = allowed_routes(model, **i);
            routes.iter().all(|x| {
                let route = model.systems[**i].routes[*x];
                route.bridge_round == Some(r) || route.target_round == r
            })
        };
        let needed: Vec<usize> = round.systems.iter().filter(needs).copied().collect();
        let ahead = round.provider == Some(p) && round.done.is_empty() && !round.in_house;
        if !ahead || needed.is_empty() {
            continue;
        }
        // What lies behind counts for nobody's capacity.
        let signs = round.signs.iter().filter(|s| s.day >= round.available);
        let starts = signs.map(|s| (s.day.max(model.as_of), s.ready));
        let least = starts.clone().map(|(start, ready)| ready - start).min()?;
        first = first.min(starts.map(|(start, _)| start).min()?);
        work += i64::from(least.max(0)) * i64::from(round.units);
        workers.extend(needed);
    }
    let even = capacity.filter(|_| work > 0).map(|capacity| {
        let days = (work + i64::from(capacity) - 1) / i64::from(capacity);
        first.saturating_add(Day::try_from(days).unwrap_or(NEVER / 4))
    });
    let queue = capacity.and_then(|c| Some((super::queue::Queue::of(model, p)?, c)));
    let crews = queue.and_then(|(queue, c)| {
        let day = queue.last_cutover(queue.crews(u64::from(c)))?;
        Some((day, queue.jobs.iter().map(|j| j.system).collect()))
    });
    let months = by_months(model, p);
    let per_month = months.as_ref().map(|(day, _, most)| (*day, *most));
    let ways = [even.map(|day| (day, workers)), crews];
    let ways = ways
        .into_iter()
        .chain([months.map(|(day, systems, _)| (day, systems))]);
    let (last, mut systems) = ways.flatten().max_by_key(|(day, _)| *day)?;
    systems.sort_unstable();
    systems.dedup();
    let systems = systems
        .iter()
        .map(|i| model.inventory.systems[*i].id.clone());
    Some(ProviderBound {
        provider: model.inventory.providers[p].id.clone(),
        last_cutover_not_before: date(last.min(NEVER).min(model.last)),
        systems: systems.collect(),
        first_work: date(first.min(model.last)),
        work_days: work,
        capacity: capacity.unwrap_or(0),
        cutovers_per_month: per_month
            .filter(|(day, _)| even < Some(*day) && *day == last)
            .map(|m| m.1),
    })
}

/// The first day by which its ▲ a month let a vendor or team have all systems live that need it whatever
/// their route, these systems, and the greatest number of ▲ in a month; `None`: nobody waits.
fn by_months(model: &Model, p: usize) -> Option<(Day, Vec<usize>, u32)> {
    let mut jobs: Vec<(Day, usize, u32)> = Vec::new();
    for i in 0..model.systems.len() {
        let routes = allowed_routes(model, i).into_iter();
        let rounds = routes.map(|r| &model.rounds[model.systems[i].routes[r].target_round]);
        let rounds: Vec<_> = rounds.collect();
        let alone = rounds.iter().all(|r| {
            r.provider == Some(p) && r.systems.len() == 1 && r.done.is_empty() && !r.in_house
        });
        let units = rounds.iter().map(|r| r.units).min();
        if let Some(units) = units.filter(|_| alone) {
            jobs.push((super::options::first_standard(model, i), i, units));
        }
    }
    jobs.sort_unstable();
    let all: u64 = jobs.iter().map(|j| u64::from(j.2)).sum();
    let most = |from: Day, to: Day| (from..=to).map(|d| model.cutover_capacity(p, d)).max();
    let (mut from, mut done, mut greatest, mut waits) = (jobs.first()?.0, 0, 0, false);
    while from < model.last {
        let (first, last) = model.axis.month_of(from);
        let room = most(first.max(model.as_of), last)?;
        if room == u32::MAX {
            return None;
        }
        greatest = greatest.max(room);
        let ready = jobs.iter().filter(|j| j.0 <= last);
        let ready: u64 = ready.map(|j| u64::from(j.2)).sum();
        waits |= ready > done + u64::from(room);
        done = ready.min(done + u64::from(room));
        if done == all {
            if !waits {
                return None;
            }
            let first = first.max(model.as_of);
            let slot = model
                .slots
                .get(model.slots.partition_point(|d| *d < first))?;
            return Some((*slot, jobs.into_iter().map(|j| j.1).collect(), greatest));
        }
        from = last + 1;
    }
    None
}
