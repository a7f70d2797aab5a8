//! What cover and yen follow from, for a program of another hand.

use crate::calendar::TaxRate;
use crate::inventory::{Tax, WHOLE};
use crate::plan::axis::{Axis, Day, PARTS, day};
use crate::plan::slips::money::{Amount, Over, Prices};
use crate::plan::slips::policy::Policy;
use serde_json::{Value, json};

/// How the service of each system is carried on its route.
pub(super) fn systems(policy: &Policy) -> Value {
    let model = policy.model;
    let all = policy
        .of_system
        .iter()
        .enumerate()
        .map(|(i, [bridge, standard])| {
            let system = &model.systems[i];
            let route = &system.routes[policy.routes[i]];
            json!({
                "id": system.id, "bridge": bridge, "standard": standard,
                "contract": system.contract, "hardware": system.hardware,
                "extends": [route.extends_contract, route.extends_hardware],
                "platform_end": system.platform_end,
                "references": route.references, "limits": route.limits,
            })
        });
    all.collect()
}

/// Everything that is paid, and what days make of it.
pub(super) fn money(policy: &Policy) -> Value {
    let (model, money) = (policy.model, &policy.money);
    let rules = model.inventory.calendar.rules();
    let taxes = rules.tax_rates.iter();
    let taxes: Vec<(Day, u32)> = taxes
        .map(|TaxRate { from, percent }| (day(*from), *percent))
        .collect();
    let indices = model.inventory.indices.iter().map(|index| {
        let steps = index.steps.iter();
        steps
            .map(|(from, value)| (day(*from), *value))
            .collect::<Vec<(Day, i64)>>()
    });
    let days = model.first..=model.last;
    let service: Vec<Day> = days.clone().map(|d| model.axis.service_start(d)).collect();
    let lengths: Vec<Day> = days.map(|d| month_length(&model.axis, d)).collect();
    let references = model.references.iter().map(|(_, ends)| json!(ends));
    let carriers = money.carriers.iter().map(|of| {
        let carrier = &model.carriers[of.carrier];
        json!({
            "users": carrier.users, "hardware": carrier.hardware, "end": carrier.end,
            "signed": carrier.signed, "steps": carrier.stretches,
            "present": prices(&of.present), "extension": prices(&of.extension),
            "exit": amount(&of.exit),
        })
    });
    let works = money.works.iter().map(|of| {
        let round = &model.rounds[policy.works[of.work].round];
        let costs = of.costs.iter().map(|cost| {
            json!({
                "over": name(cost.over), "amount": amount(&cost.amount),
                "worked_by_sign": cost.by_sign, "worked_by_go_live": cost.by_slot,
            })
        });
        json!({
            "one_term": round.one_term, "ends": *round.ends,
            "costs": costs.collect::<Vec<Value>>(),
            "extension": of.extension.as_ref().map(prices), "exit": of.exit.as_ref().map(amount),
        })
    });
    let links = money.links.iter();
    let links = links.map(|link| json!({ "ends": link.ends, "prices": prices(&link.prices) }));
    json!({
        "horizon": [model.horizon.0, model.horizon.1], "count_from": model.count_from,
        "first_year": money.first_year, "year_ends": money.year_ends,
        "month_parts": PARTS, "month_lengths": lengths, "service_starts": service,
        "taxes": taxes, "index_whole": WHOLE, "indices": indices.collect::<Vec<_>>(),
        "references": references.collect::<Vec<Value>>(),
        "carriers": carriers.collect::<Vec<Value>>(),
        "works": works.collect::<Vec<Value>>(),
        "links": links.collect::<Vec<Value>>(),
    })
}

fn month_length(axis: &Axis, d: Day) -> Day {
    let (first, last) = axis.month_of(d);
    last - first + 1
}

fn amount(of: &Amount) -> Value {
    json!({
        "yen": of.planned, "variable": of.variable,
        "untaxed": of.terms.tax == Tax::Excluded, "index": of.terms.index,
    })
}

fn name(over: Over) -> &'static str {
    match over {
        Over::Month => "month",
        Over::Year => "year",
        Over::First => "once",
    }
}

fn prices(all: &Prices) -> Value {
    let one = |(over, of): &(Over, Amount)| json!({ "over": name(*over), "amount": amount(of) });
    all.iter().map(one).collect()
}
