//! The best plan of a small inventory, by trying everything.
//!
//! Nothing of the search is used: decisions are enumerated (every route, every go-live day up to
//! the end of planning), and the verifier says what follows from them and whether they are allowed.
//! Of ★ only the latest allowed day of each fiscal year is tried: within one year a later ★ breaks
//! no rule that an earlier one keeps, takes less of a vendor's capacity, and costs the same. So the
//! plan with the latest ★ has the first six levels of its ▲; of plans that are the best in these,
//! the earliest ★ that keep rules and peak load are looked for (`signing`).
//!
//! Systems are first tried alone, which gives what each of their options is worth at the least;
//! combinations are then tried best first until no better one can come.

#[path = "signing.rs"]
mod signing;

use crate::load::checked;
use crate::spec::Spec;
use ikou::calendar::{Date, FiscalYear};
use ikou::inventory::{Inventory, LinkKind, Money, Promises, Round, RoundIx, Route};
use ikou::plan::verify::{rebuild, verify};
use ikou::plan::{Plan, PlanSystem};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Gap days, hard lateness, soft lateness, yen; peak load in millionths, Σ ▲ days, Σ ★ days; promises
/// that are not kept, days away from what was promised.
pub(crate) type Levels = [i64; 9];

/// The levels of a plan.
pub(crate) fn levels(plan: &Plan) -> Levels {
    let o = &plan.outcome.objective;
    let peak = (o.peak_load * 1e6).round() as i64;
    [
        o.gap_days,
        o.hard_late_days,
        o.late_days,
        o.cost_yen,
        peak,
        o.cutover_day_sum,
        o.contract_day_sum,
        o.promises_changed.unwrap_or(0),
        o.promised_days_moved.unwrap_or(0),
    ]
}

/// What trying everything gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Best(Levels),
    /// No plan keeps the rules.
    Impossible,
    /// Too many combinations.
    TooMany,
}

/// A ★, and whether it is paid by ◆.
type Sign = (Date, bool);

/// One way to plan one system.
#[derive(Clone, Debug)]
struct Choice {
    route: Route,
    /// ▲ of each round.
    cutovers: BTreeMap<usize, Date>,
    signs: BTreeMap<usize, Sign>,
    /// Worth of what is this system's alone.
    least: Levels,
}

/// Tries everything, but no more than `most` combinations.
pub(crate) fn best(spec: &Spec, most: usize) -> Verdict {
    best_in(spec, most, &[0, 1, 2, 3, 4, 5, 6])
}

/// The levels in an order, by their numbers in [`Levels`].
pub(crate) fn ordered(levels: &Levels, order: &[usize]) -> Vec<i64> {
    order.iter().map(|level| levels[*level]).collect()
}

/// As [`best`], with the levels in another order; those that are not named do not count. Σ ★ must not
/// count more than the peak.
pub(crate) fn best_in(spec: &Spec, most: usize, order: &[usize]) -> Verdict {
    best_keeping(spec, most, order, &Promises::new())
}

/// As [`best_in`], with what was promised: how much of it is not kept are the levels 7 and 8.
pub(crate) fn best_keeping(
    spec: &Spec,
    most: usize,
    order: &[usize],
    promises: &Promises,
) -> Verdict {
    let inventory = keeping(spec, promises);
    let mut choices = Vec::new();
    for (i, system) in inventory.systems.iter().enumerate() {
        let alone = spec.only(&BTreeSet::from([system.id.clone()]));
        let mut of_one = choices_of(&inventory, i, &alone, promises);
        of_one.sort_by_key(|c| (ordered(&c.least, &sums(order)), c.least));
        if of_one.is_empty() {
            return Verdict::Impossible;
        }
        choices.push(of_one);
    }
    // What a combination is worth at the least. Its order is that of the sums that count most.
    let sum = |at: &[usize]| -> Levels {
        let mut sum = [0; 9];
        for (list, at) in choices.iter().zip(at) {
            let least = list[*at].least;
            for level in [0, 1, 2, 3, 5, 7, 8] {
                sum[level] += least[level];
            }
            sum[4] = sum[4].max(least[4]);
        }
        sum[6] = i64::MIN;
        sum
    };
    let main = |levels: &Levels| ordered(levels, &sums(order));
    let key = |levels: &Levels| ordered(levels, order);
    let start = vec![0; choices.len()];
    let mut waiting = BinaryHeap::from([Reverse((main(&sum(&start)), start.clone()))]);
    let mut seen = BTreeSet::from([start]);
    let mut found: Option<Levels> = None;
    let mut tried = 0;
    while let Some(Reverse((least, at))) = waiting.pop() {
        if found.is_some_and(|found| main(&found) < least) {
            break;
        }
        if seen.len() > most * 100 {
            return Verdict::TooMany;
        }
        let combination: Vec<&Choice> = choices
            .iter()
            .zip(&at)
            .map(|(list, at)| &list[*at])
            .collect();
        if found.is_none_or(|found| key(&sum(&at)) < key(&found)) {
            tried += 1;
            if tried > most {
                return Verdict::TooMany;
            }
            if let Some(levels) = together(&inventory, &combination, found, order) {
                let better = found.is_none_or(|found| key(&levels) < key(&found));
                found = if better { Some(levels) } else { found };
            }
        }
        for i in 0..at.len() {
            let mut next = at.clone();
            next[i] += 1;
            if next[i] < choices[i].len() && seen.insert(next.clone()) {
                waiting.push(Reverse((main(&sum(&next)), next)));
            }
        }
    }
    found.map_or(Verdict::Impossible, Verdict::Best)
}

fn keeping(spec: &Spec, promises: &Promises) -> Inventory {
    let (mut inventory, _) = checked(&spec.plain()).unwrap();
    if !promises.is_empty() {
        inventory.promise(promises.clone());
    }
    inventory
}

/// The first levels that are sums and known without ★.
fn sums(order: &[usize]) -> Vec<usize> {
    let known = order.iter().take_while(|level| ![4, 6].contains(*level));
    known.copied().collect()
}

/// Every way to plan a system that is allowed when it is alone, best first.
fn choices_of(whole: &Inventory, system: usize, alone: &Spec, promises: &Promises) -> Vec<Choice> {
    let inventory = keeping(alone, promises);
    let days = inventory
        .calendar
        .go_live_days(inventory.as_of, inventory.planning_end());
    let mut choices = Vec::new();
    for (route, in_whole) in inventory.systems[0]
        .routes
        .iter()
        .zip(&whole.systems[system].routes)
    {
        for standard in &days {
            let bridges: Vec<Option<Date>> = match route.bridge_round {
                None => vec![None],
                Some(_) => days
                    .iter()
                    .filter(|d| *d < standard)
                    .map(|d| Some(*d))
                    .collect(),
            };
            for bridge in bridges {
                let cutovers = |route: &Route| -> BTreeMap<usize, Date> {
                    let bridge = route.bridge_round.zip(bridge).map(|(r, d)| (r.0, d));
                    bridge
                        .into_iter()
                        .chain([(route.target_round.0, *standard)])
                        .collect()
                };
                let choice = Choice {
                    route: *route,
                    cutovers: cutovers(route),
                    signs: BTreeMap::new(),
                    least: [0; 9],
                };
                let Some((plan, signs)) = allowed(&inventory, &[&choice]) else {
                    continue;
                };
                // The rounds have other numbers in the whole inventory.
                let renumbered = |r: usize| {
                    if r == route.target_round.0 {
                        in_whole.target_round.0
                    } else {
                        in_whole.bridge_round.unwrap().0
                    }
                };
                choices.push(Choice {
                    route: *in_whole,
                    cutovers: cutovers(in_whole),
                    signs: signs
                        .into_iter()
                        .map(|(r, sign)| (renumbered(r), sign))
                        .collect(),
                    least: own_worth(whole, &plan),
                });
            }
        }
    }
    choices
}

/// What a plan of one system is worth without what it shares in the whole inventory.
fn own_worth(whole: &Inventory, plan: &Plan) -> Levels {
    let contracts = whole
        .contracts
        .iter()
        .filter(|c| c.users.len() > 1)
        .map(|c| format!("contract.{}", c.id));
    let hardware = whole
        .hardware
        .iter()
        .filter(|h| h.users.len() > 1)
        .map(|h| format!("hardware.{}", h.id));
    let rounds = whole
        .rounds
        .iter()
        .filter(|r| r.systems.len() > 1)
        .map(|r| r.id.clone());
    let shared: Vec<String> = contracts.chain(hardware).chain(rounds).collect();
    let system = &plan.systems[0].id;
    let is_shared = |round: &str| {
        let of = |id: &String| {
            round == *id
                || round
                    .strip_prefix(id.as_str())
                    .is_some_and(|r| r.starts_with('/'))
        };
        // The operation of a shared round has the system's name when it is alone.
        let operation = *round == format!("{system}/operation");
        shared.iter().any(of)
            || operation
                && plan.systems[0].milestones.iter().any(|m| {
                    m.kind == "cutover" && m.stage == "standard" && shared.contains(&m.round)
                })
    };
    let own = plan
        .budget
        .iter()
        .filter(|row| row.kind == "blackout" || !is_shared(&row.round));
    let mut worth = levels(plan);
    worth[3] = own.map(|row| row.yen).sum();
    worth
}

/// What a combination is worth, if it is allowed; where it is not among the best, whatever its ★,
/// their latest days are good enough.
fn together(
    inventory: &Inventory,
    choices: &[&Choice],
    found: Option<Levels>,
    order: &[usize],
) -> Option<Levels> {
    let live = |i: usize| choices[i].cutovers[&choices[i].route.target_round.0];
    for (i, system) in inventory.systems.iter().enumerate() {
        for link in &system.links {
            let (own, other) = (live(i), live(link.system.0));
            match link.kind {
                LinkKind::Hard if own < other => return None,
                LinkKind::Together if own != other => return None,
                _ => {}
            }
        }
    }
    let (plan, signs) = allowed(inventory, choices)?;
    let mut worth = levels(&plan);
    let mut least = worth;
    least[6] = i64::MIN;
    if found.is_none_or(|found| ordered(&least, order) <= ordered(&found, order)) {
        worth[6] = signing::least(inventory, choices, &plan, signs, order.contains(&4));
    }
    Some(worth)
}

/// The plan of these choices with the latest ★ that are allowed.
fn allowed(inventory: &Inventory, choices: &[&Choice]) -> Option<(Plan, BTreeMap<usize, Sign>)> {
    let mut open: Vec<(usize, Vec<Sign>)> = Vec::new();
    let mut signs: BTreeMap<usize, Sign> = BTreeMap::new();
    let rounds: BTreeSet<usize> = choices
        .iter()
        .flat_map(|c| c.cutovers.keys().copied())
        .collect();
    for r in rounds {
        let round = &inventory.rounds[r];
        if round.in_house() {
            continue;
        }
        let known = choices.iter().find_map(|c| c.signs.get(&r));
        let first = choices
            .iter()
            .filter_map(|c| c.cutovers.get(&r))
            .min()
            .copied()?;
        match known.filter(|_| round.systems.len() == 1) {
            Some(sign) => drop(signs.insert(r, *sign)),
            None => open.push((r, days_to_sign(inventory, round, first))),
        }
    }
    try_signs(inventory, choices, &open, &mut signs)
}

/// The plan of these decisions, if it keeps every rule.
fn judged(
    inventory: &Inventory,
    choices: &[&Choice],
    signs: &BTreeMap<usize, Sign>,
) -> Option<Plan> {
    let plan = rebuild(inventory, &decided(inventory, choices, signs))?;
    // No search has said which ceilings the plan exceeds; none is chosen by them.
    let broken = verify(inventory, &plan);
    broken.iter().all(|v| v.rule == "ceiling").then_some(plan)
}

fn try_signs(
    inventory: &Inventory,
    choices: &[&Choice],
    open: &[(usize, Vec<Sign>)],
    signs: &mut BTreeMap<usize, Sign>,
) -> Option<(Plan, BTreeMap<usize, Sign>)> {
    let Some(((round, days), others)) = open.split_first() else {
        let plan = judged(inventory, choices, signs)?;
        return Some((plan, signs.clone()));
    };
    for sign in days {
        signs.insert(*round, *sign);
        if let Some(found) = try_signs(inventory, choices, others, signs) {
            return Some(found);
        }
    }
    signs.remove(round);
    None
}

/// The latest day of each fiscal year on which a round may be signed for a first ▲, latest first.
fn days_to_sign(inventory: &Inventory, round: &Round, first: Date) -> Vec<Sign> {
    let calendar = &inventory.calendar;
    let lengths = || round.activities.iter();
    let open = lengths().position(|a| a.length.is_none());
    let fits = |sign: Date| {
        let ahead = open.unwrap_or(0);
        let forward = lengths().take(ahead).filter_map(|a| a.length);
        let from = forward.fold(sign, |day, length| length.after(day, calendar));
        let back = lengths()
            .skip(open.map_or(0, |i| i + 1))
            .rev()
            .filter_map(|a| a.length);
        let to = back.fold(first, |day, length| length.before(day, calendar));
        let room = if open.is_some() {
            from < to
        } else {
            from <= to
        };
        room && round.work.high.after(sign, calendar) <= first
    };
    let Some(limit) = (1..4_000)
        .map(|back| first - chrono::Days::new(back))
        .find(|day| fits(*day))
    else {
        return Vec::new();
    };
    let mut days = Vec::new();
    let mut year = FiscalYear::of(limit);
    while FiscalYear::of(inventory.as_of) <= year {
        let mut day = limit.min(year.last_day());
        while !calendar.is_open(day) && day != year.first_day() {
            day = day - chrono::Days::new(1);
        }
        days.push((day, false));
        if round.supplementary.is_some() {
            days.push((day, true));
        }
        year = FiscalYear(year.0 - 1);
    }
    if let Money::Signed { date, .. } = round.money {
        days = vec![(date, false)];
    }
    days
}

/// A plan that holds decisions and nothing else.
fn decided(inventory: &Inventory, choices: &[&Choice], signs: &BTreeMap<usize, Sign>) -> Plan {
    let systems = inventory.systems.iter().zip(choices).map(|(system, choice)| {
        let mut milestones = Vec::new();
        let mut add = |kind: &str, round: usize, date: Date| {
            milestones.push(serde_json::json!({
                "kind": kind, "stage": "", "round": inventory.round(RoundIx(round)).id,
                "date": date, "symbol": null, "reason": "",
            }));
        };
        for (round, cutover) in &choice.cutovers {
            add("cutover", *round, *cutover);
            if let Some((sign, supplementary)) = signs.get(round) {
                add("contract", *round, *sign);
                if *supplementary {
                    add("supplementary_request", *round, *sign);
                }
            }
        }
        let routes = &inventory.routes;
        let system: PlanSystem = serde_json::from_value(serde_json::json!({
            "id": system.id, "name": "", "group": "core", "owner": "", "businesses": [], "vendor": "",
            "route": {
                "bridge": routes.bridges[choice.route.bridge].id,
                "target": routes.targets[choice.route.target].id,
            },
            "slack_days": 0, "critical": false, "early_move": false, "assumed": false,
            "stages": [], "activities": [], "milestones": milestones, "deadlines": [],
        }))
        .unwrap();
        system
    });
    let mut plan: Plan = serde_json::from_value(serde_json::json!({
        "schema": 1, "as_of": inventory.as_of, "inputs": [],
        "horizon": { "from": inventory.horizon.0, "to": inventory.horizon.1 },
        "municipality": { "code": "", "name": "" },
        "outcome": {
            "status": "feasible",
            "objective": {
                "gap_days": 0, "hard_late_days": 0, "late_days": 0, "cost_yen": 0,
                "peak_load": 0.0, "cutover_day_sum": 0, "contract_day_sum": 0,
            },
            "bound": {}, "steps": 0,
        },
        "deadlines": [], "links": [], "load": [], "facts": {}, "reasons": {},
        "systems": [], "budget": [], "warnings": [],
    }))
    .unwrap();
    plan.systems = systems.collect();
    if !inventory.order.is_default() {
        plan.outcome.order = inventory.order.names();
    }
    plan
}
