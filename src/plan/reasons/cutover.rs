//! Why ▲ is not a candidate day earlier.

use super::{Book, Draft, Pins, Scene, path, prices, work_facts};
use crate::inventory::{Level, SystemIx};
use crate::plan::Worsens;
use crate::plan::axis::{Day, date, day};
use crate::plan::derive::{Move, Part};
use crate::plan::layout;
use crate::plan::levels::Levels;
use crate::plan::milestones::last_session_before;
use crate::plan::state::Which;
use chrono::Days;
use std::collections::BTreeMap;

pub(super) fn reason(
    scene: &mut Scene,
    book: &mut Book,
    part: &Part,
    m: &Move,
    pins: &BTreeMap<(usize, usize), Pins>,
) -> String {
    let model = scene.model;
    let i = part.system;
    let acts = &model.acts.rounds[m.index];
    if acts.done_for(SystemIx(i)).is_some() {
        return book.add(Draft::earliest("actual").value("date", m.cutover));
    }
    let group = group(scene, i, m.which);
    let candidates = &model.systems[i].candidates;
    let at = candidates.partition_point(|c| c.day < m.used.cutover);
    let Some(tried) = at.checked_sub(1).map(|k| candidates[k].day) else {
        let draft = Draft::earliest("as-of")
            .value("as_of", model.inventory.as_of)
            .value("date", m.cutover);
        let calendar = &model.inventory.calendar;
        let mut before = (1..=1_000).map(|back| m.cutover - Days::new(back));
        let before = before.find(|d| calendar.is_go_live_day(*d));
        return book.add(before.map_or(draft.clone(), |d| draft.tried(d)));
    };
    let blocked = group
        .iter()
        .find_map(|j| blocked(scene, *j, m.which, tried, pins));
    let draft = blocked.unwrap_or_else(|| level(scene, &group, m, tried));
    book.add(draft.tried(date(tried)).value("date", m.cutover))
}

/// The systems that move with a ▲: those that go live together with it.
fn group(scene: &Scene, i: usize, which: Which) -> Vec<usize> {
    let mut members = vec![i];
    let mut at = 0;
    while which == Which::Standard && at < members.len() {
        for j in &scene.model.systems[members[at]].together {
            if !members.contains(j) {
                members.push(*j);
            }
        }
        at += 1;
    }
    members
}

/// The rule that a ▲ of system `i` on `tried` would break.
fn blocked(
    scene: &Scene,
    i: usize,
    which: Which,
    tried: Day,
    pins: &BTreeMap<(usize, usize), Pins>,
) -> Option<Draft> {
    let model = scene.model;
    let inventory = model.inventory;
    let state = &scene.state;
    let route = model.systems[i].routes.get(state.route[i])?;
    let index = match which {
        Which::Bridge => route.bridge_round?,
        Which::Standard => route.target_round,
    };
    let source = &model.rounds[index];
    let round = &inventory.rounds[index];
    let pin = |i: usize, round: usize| pins.get(&(i, round)).cloned().unwrap_or_default();
    if source.done.iter().any(|d| d.0 == i) {
        return Some(Draft::earliest("actual"));
    }
    let part = scene.place[i].map(|at| &scene.parts[at]);
    let m = part.and_then(|p| p.moves.iter().find(|m| m.index == index));
    let candidates = &model.systems[i].candidates;
    if candidates.binary_search_by_key(&tried, |c| c.day).is_err() {
        return Some(Draft::earliest("blackout").value("tried", date(tried)));
    }
    if let Some(sign) = state.sign[index].filter(|_| !source.in_house)
        && sign.ready > tried
    {
        let worked = day(round.work.high.after(date(sign.day), &inventory.calendar)) > tried;
        let mut draft = Draft::earliest(if worked {
            "work-time"
        } else {
            "activity-order"
        });
        if let Some(m) = m {
            draft.facts.extend(work_facts(model, m));
        }
        let draft = draft.after(&pin(i, index).contract);
        return Some(
            draft
                .value("work", round.work.high)
                .value("contract", date(sign.day)),
        );
    }
    if which == Which::Standard {
        if let (Some(c), Some(bridge)) =
            (state.candidate(model, i, Which::Bridge), route.bridge_round)
            && c.day >= tried
        {
            return Some(Draft::earliest("order").after(&pin(i, bridge).cutover));
        }
        for j in &model.systems[i].before {
            let Some(c) = state
                .candidate(model, *j, Which::Standard)
                .filter(|c| c.day > tried)
            else {
                continue;
            };
            let target = model.systems[*j].routes[state.route[*j]].target_round;
            let link = path("after", &inventory.systems[*j].id, "link");
            let draft = Draft::earliest("link-hard")
                .fact(path("system", &inventory.systems[i].id, &link))
                .after(&pin(*j, target).cutover)
                .value("other", &inventory.systems[*j].name)
                .value("other_cutover", date(c.day));
            return Some(draft);
        }
    }
    let start = |slot: usize| source.house_start.get(slot).copied();
    let start = model.slots.binary_search(&tried).ok().and_then(start);
    if start.is_some_and(|start| source.in_house && start < source.available) {
        return Some(
            Draft::earliest("availability")
                .fact(path("procurement", &round.id, "available"))
                .value("act", "work")
                .value("available", date(source.available)),
        );
    }
    if tried < source.first_cutover {
        return Some(before_as_of(scene, m, tried));
    }
    if let Some(p) = source.provider {
        let provider = &inventory.providers[p];
        let kind = if provider.team { "team" } else { "vendor" };
        let (first, last) = model.axis.month_of(tried);
        let own: std::collections::BTreeSet<Day> = state
            .cutovers_of(model, index)
            .filter(|(j, _)| *j != i)
            .map(|(_, c)| c.day)
            .collect();
        let mine = state.candidate(model, i, which).map(|c| c.day);
        // Without this ▲ (where no other of the round lies on its day), with one on `tried`.
        let mut used: u32 = state.cutovers[p].range(first..=last).map(|(_, n)| *n).sum();
        if mine.is_some_and(|d| (first..=last).contains(&d) && !own.contains(&d)) {
            used = used.saturating_sub(source.units);
        }
        if !own.contains(&tried) {
            used = used.saturating_add(source.units);
        }
        if used > model.cutover_capacity(p, tried) {
            let draft = Draft::earliest("capacity-cutovers")
                .fact(path(kind, &provider.id, "cutovers-per-month"))
                .value("provider", &provider.name)
                .value("month", date(tried).format("%Y-%m"));
            return Some(draft);
        }
        if source.in_house
            && let Ok(slot) = model.slots.binary_search(&tried)
        {
            let from = source.house_start.get(slot).copied().unwrap_or(tried);
            let mine = state.work_days(model, index);
            let full = (from.max(model.as_of)..tried).find(|d| {
                let k = (*d - model.first).max(0) as usize;
                let own = mine.is_some_and(|(a, b)| (a..=b).contains(d));
                let load = state.load[p].get(k).copied().unwrap_or(0);
                let load = if own {
                    load
                } else {
                    load.saturating_add(source.units)
                };
                load > model.builds[p].get(k).copied().unwrap_or(u32::MAX)
            });
            if let Some(full) = full {
                let draft = Draft::earliest("capacity-builds")
                    .fact(path(kind, &provider.id, "builds"))
                    .value("provider", &provider.name)
                    .value("day", date(full));
                return Some(draft);
            }
        }
    }
    None
}

/// Acts at a fixed distance before ▲ would lie before as-of.
fn before_as_of(scene: &Scene, m: Option<&Move>, tried: Day) -> Draft {
    let inventory = scene.model.inventory;
    let calendar = &inventory.calendar;
    let mut draft = Draft::earliest("as-of").value("as_of", inventory.as_of);
    if let Some(m) = m {
        let cutover = date(tried);
        if m.sign.is_none()
            && layout::work_start(calendar, m.round, None, cutover) < inventory.as_of
        {
            draft.facts.extend(work_facts(scene.model, m));
            draft = draft.value("act", "work");
        } else if let Some(lead) = m.rule.resident_notice
            && calendar.open_on_or_before(lead.before(cutover, calendar)) < inventory.as_of
        {
            draft = draft.value("act", "resident_notice").value("lead", lead);
        } else if m.rule.ordinance
            && last_session_before(inventory, cutover).is_none_or(|v| v < inventory.as_of)
        {
            draft = draft.value("act", "ordinance");
        } else {
            draft.facts.push(inventory.routes.pia_fact.clone());
            draft = draft
                .value("act", "cutover_pia")
                .value("lead", m.rule.pia_lead);
        }
    }
    draft
}

/// The first level that worsens when these systems go live on `tried`.
fn level(scene: &mut Scene, group: &[usize], m: &Move, tried: Day) -> Draft {
    let model = scene.model;
    let before = scene.state.value(model, group);
    let paid_before = prices::paid(model, &scene.state, group);
    let peak_before = scene.peak;
    let old: Vec<(usize, usize, Option<usize>)> = group
        .iter()
        .filter_map(|j| {
            let route = model.systems[*j].routes.get(scene.state.route[*j])?;
            let round = if m.which == Which::Bridge {
                route.bridge_round?
            } else {
                route.target_round
            };
            let slot = if m.which == Which::Bridge {
                scene.state.bridge[*j]
            } else {
                scene.state.standard[*j]
            };
            Some((*j, round, slot))
        })
        .collect();
    let mut put = |to: &dyn Fn(usize, Option<usize>) -> Option<usize>| {
        for (j, round, slot) in &old {
            scene.state.take(model, *round);
            let to = to(*j, *slot);
            match m.which {
                Which::Bridge => scene.state.bridge[*j] = to,
                Which::Standard => scene.state.standard[*j] = to,
            }
            scene.state.put(model, *round);
            scene.state.refresh(model, *j);
        }
    };
    put(&|j, _| {
        model.systems[j]
            .candidates
            .binary_search_by_key(&tried, |c| c.day)
            .ok()
    });
    let (after, peak_after) = (scene.state.value(model, group), scene.state.peak(model));
    let paid_after = prices::paid(model, &scene.state, group);
    let mut back = |slot: &dyn Fn(usize, Option<usize>) -> Option<usize>| {
        for (j, round, old) in &old {
            scene.state.take(model, *round);
            let to = slot(*j, *old);
            match m.which {
                Which::Bridge => scene.state.bridge[*j] = to,
                Which::Standard => scene.state.standard[*j] = to,
            }
            scene.state.put(model, *round);
            scene.state.refresh(model, *j);
        }
    };
    back(&|_, slot| slot);
    let mut draft = Draft::earliest("free");
    draft.worsens = worsened(model, (before, after), (peak_before, peak_after));
    let Some(worse) = &draft.worsens else {
        return draft;
    };
    draft.rule = "level";
    match worse.level.as_str() {
        "cost_yen" => {
            let (kind, facts) = prices::behind(scene.model, &paid_before, &paid_after, tried);
            draft.facts = facts;
            kind.map_or(draft.clone(), |kind| draft.value("money", kind))
        }
        "peak_load" => {
            draft.facts = capacity_facts(scene, m);
            draft
        }
        _ => {
            draft.facts = group
                .iter()
                .flat_map(|j| end_facts(scene.model, *j))
                .collect();
            draft
        }
    }
}

/// The first level that differs, where it is worse; an earlier ▲ makes its own sum better.
fn worsened(
    model: &crate::plan::model::Model,
    (before, after): (Levels, Levels),
    (low, high): (u64, u64),
) -> Option<Worsens> {
    for level in model.inventory.order.levels() {
        let by = match level {
            Level::PeakLoad if low == high => continue,
            Level::PeakLoad => (high as f64 - low as f64) / 1_000_000.0,
            Level::CutoverDaySum | Level::ContractDaySum => return None,
            _ => {
                let place = model.at.of(*level)?;
                let (a, b) = (before.get(place), after.get(place));
                if a == b {
                    continue;
                }
                (b - a) as f64
            }
        };
        return (by > 0.0).then(|| Worsens {
            level: level.name().to_owned(),
            by,
        });
    }
    None
}

fn capacity_facts(scene: &Scene, m: &Move) -> Vec<String> {
    let provider = scene.model.rounds[m.index].provider;
    let provider = provider.map(|p| &scene.model.inventory.providers[p]);
    let keys = ["builds", "cutovers-per-month"];
    let of = provider.map(|p| {
        let kind = if p.team { "team" } else { "vendor" };
        keys.map(|key| path(kind, &p.id, key))
    });
    of.into_iter().flatten().collect()
}

/// What ends the covers and the deadlines of a system.
fn end_facts(model: &crate::plan::model::Model, i: usize) -> Vec<String> {
    let inventory = model.inventory;
    let system = &inventory.systems[i];
    let contract = system.contract.map(|c| &inventory.contracts[c.0].id);
    let hardware = system.hardware.map(|h| &inventory.hardware[h.0].id);
    let contract = contract.map(|id| path("contract", id, "ends"));
    let hardware = hardware.map(|id| path("hardware", id, "expires"));
    let deadlines = inventory.deadlines.iter();
    let deadlines = deadlines
        .filter(|d| d.systems.is_empty() || d.systems.contains(&SystemIx(i)))
        .map(|d| path("deadline", &d.id, "date"));
    contract
        .into_iter()
        .chain(hardware)
        .chain(deadlines)
        .collect()
}
