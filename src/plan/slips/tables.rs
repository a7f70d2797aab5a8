//! The tables of a policy for a program of another hand: what is drawn, and every day that a ★ or a ▲
//! may slip to. Days are numbers from 0001-01-01.

mod money;

use super::policy::{NoPolicy, Policy, Spreads, Table};
use crate::inventory::{Inventory, Order};
use crate::plan::Plan;
use crate::plan::axis::Day;
use crate::plan::model::Model;
use serde_json::{Value, json};

/// All that decides the days, the cover and the yen of a run.
pub(crate) fn tables(
    inventory: &Inventory,
    plan: &Plan,
    spreads: Spreads,
) -> Result<Value, NoPolicy> {
    let model = Model::in_order(inventory, &Order::default());
    let policy = Policy::of(&model, plan, spreads)?;
    let variables = policy.variables.iter().map(|v| {
        let spread = match &v.table {
            Table::Days(days) => days.spread,
            Table::Yen(yen) => yen.spread,
        };
        json!({
            "path": v.path, "kind": v.kind, "planned": v.planned, "shape": spread.shape.name(),
            "low": spread.low, "likely": spread.likely, "high": spread.high,
        })
    });
    let cutovers = policy.cutovers.iter().map(|c| {
        let system = &model.systems[c.system];
        let days: Vec<Day> = system.candidates.iter().map(|c| c.day).collect();
        let slots: Vec<usize> = system.candidates.iter().map(|c| c.slot).collect();
        let penalties: Vec<i64> = system.candidates.iter().map(|c| c.penalty).collect();
        json!({
            "system": system.id, "standard": c.standard, "work": c.work, "planned": c.planned,
            "happened": c.happened, "days": days, "after": c.after,
            "go_lives": slots, "penalties": penalties,
        })
    });
    let works = policy.works.iter().map(|w| {
        let signs: Vec<[Day; 3]> = w.signs.iter().map(|s| [s.day, s.worked, s.fits]).collect();
        let round = &model.rounds[w.round];
        let house = if w.in_house {
            round.house_start.to_vec()
        } else {
            Vec::new()
        };
        json!({
            "round": round.source.id, "cutovers": [w.cutovers.start, w.cutovers.end],
            "crew": w.crew, "units": w.units, "in_house": w.in_house, "over": w.over,
            "start": w.start, "close": w.close, "reach": w.reach,
            "signs": signs, "house": house, "slots": w.slots,
            "length": w.length, "available": w.available,
        })
    });
    let days = model.first..=model.last;
    let crews = policy.crews.iter().map(|crew| {
        let stretches = &model.stretches[crew.provider];
        let builds: Vec<Value> = stretches
            .iter()
            .map(|(from, to, most)| {
                json!([model.first + *from as Day, model.first + *to as Day, most])
            })
            .collect();
        let monthly: Vec<u32> = days
            .clone()
            .filter(|_| crew.monthly)
            .map(|d| model.cutover_capacity(crew.provider, d))
            .collect();
        json!({ "builds": builds, "cutovers_per_month": monthly })
    });
    let dues = policy.dues.iter().map(|d| {
        let deadline = &inventory.deadlines[d.deadline];
        json!({
            "deadline": deadline.id, "hard": deadline.hard, "cutover": d.cutover, "date": d.date,
        })
    });
    Ok(json!({
        "schema": 1,
        "first": model.first, "last": model.last, "as_of": model.as_of,
        "months": policy.months,
        "variables": variables.collect::<Vec<Value>>(),
        "cutovers": cutovers.collect::<Vec<Value>>(),
        "works": works.collect::<Vec<Value>>(),
        "batches": policy.batches,
        "crews": crews.collect::<Vec<Value>>(),
        "dues": dues.collect::<Vec<Value>>(),
        "systems": money::systems(&policy),
        "money": money::money(&policy),
    }))
}
