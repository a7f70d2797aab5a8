//! The best plan of a small inventory, by trying everything.
//!
//! Nothing of the search is used: decisions are enumerated (every route, every go-live day up to
//! the end of planning), and the verifier says what follows from them and whether they are allowed.
//! Of ★ only the latest allowed day of each fiscal year is tried: within one year a later ★ breaks
//! no rule that an earlier one keeps, takes less of a vendor's capacity, and costs the same.
//!
//! Systems are first tried alone, which gives what each of their options is worth at the least;
//! combinations are then tried best first until no better one can come.

use crate::load::checked;
use crate::spec::Spec;
use ikou::calendar::{Date, FiscalYear};
use ikou::inventory::{Inventory, LinkKind, Money, Round, RoundIx, Route};
use ikou::plan::verify::{rebuild, verify};
use ikou::plan::{Plan, PlanSystem};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Gap days, hard lateness, soft lateness, yen.
pub(crate) type Levels = [i64; 4];

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
    let (inventory, _) = checked(&spec.plain()).unwrap();
    let mut choices = Vec::new();
    for (i, system) in inventory.systems.iter().enumerate() {
        let alone = spec.only(&BTreeSet::from([system.id.clone()]));
        let of_one = choices_of(&inventory, i, &alone);
        if of_one.is_empty() {
            return Verdict::Impossible;
        }
        choices.push(of_one);
    }
    let sum = |at: &[usize]| -> Levels {
        let mut sum = [0; 4];
        for (list, at) in choices.iter().zip(at) {
            for (level, least) in sum.iter_mut().zip(list[*at].least) {
                *level += least;
            }
        }
        sum
    };
    let start = vec![0; choices.len()];
    let mut waiting = BinaryHeap::from([Reverse((sum(&start), start.clone()))]);
    let mut seen = BTreeSet::from([start]);
    let mut found: Option<Levels> = None;
    let mut tried = 0;
    while let Some(Reverse((least, at))) = waiting.pop() {
        if found.is_some_and(|found| found <= least) {
            break;
        }
        tried += 1;
        if tried > most {
            return Verdict::TooMany;
        }
        let combination: Vec<&Choice> = choices
            .iter()
            .zip(&at)
            .map(|(list, at)| &list[*at])
            .collect();
        if let Some(levels) = together(&inventory, &combination) {
            found = Some(found.map_or(levels, |found| found.min(levels)));
        }
        for i in 0..at.len() {
            let mut next = at.clone();
            next[i] += 1;
            if next[i] < choices[i].len() && seen.insert(next.clone()) {
                waiting.push(Reverse((sum(&next), next)));
            }
        }
    }
    found.map_or(Verdict::Impossible, Verdict::Best)
}

/// Every way to plan a system that is allowed when it is alone, best first.
fn choices_of(whole: &Inventory, system: usize, alone: &Spec) -> Vec<Choice> {
    let (inventory, _) = checked(&alone.plain()).unwrap();
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
                    least: [0; 4],
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
    choices.sort_by_key(|c| c.least);
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
    let objective = &plan.outcome.objective;
    [
        objective.gap_days,
        objective.hard_late_days,
        objective.late_days,
        own.map(|row| row.yen).sum(),
    ]
}

/// What a combination is worth, if it is allowed.
fn together(inventory: &Inventory, choices: &[&Choice]) -> Option<Levels> {
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
    let (plan, _) = allowed(inventory, choices)?;
    let o = &plan.outcome.objective;
    Some([o.gap_days, o.hard_late_days, o.late_days, o.cost_yen])
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

fn try_signs(
    inventory: &Inventory,
    choices: &[&Choice],
    open: &[(usize, Vec<Sign>)],
    signs: &mut BTreeMap<usize, Sign>,
) -> Option<(Plan, BTreeMap<usize, Sign>)> {
    let Some(((round, days), others)) = open.split_first() else {
        let plan = rebuild(inventory, &decided(inventory, choices, signs))?;
        return verify(inventory, &plan)
            .is_empty()
            .then(|| (plan, signs.clone()));
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
    if let Money::Signed { date } = round.money {
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
    plan
}
