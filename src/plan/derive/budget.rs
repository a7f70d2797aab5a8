//! Money by fiscal year: the charges of the assignment, cut at 31 March.

use super::merge;
use super::running;
use super::stages::operation_of;
use crate::calendar::FiscalYear;
use crate::inventory::{CostPer, InstrumentKind, Money, RoundIx};
use crate::plan::BudgetRow;
use crate::plan::axis::{Day, crosses_year, date, day};
use crate::plan::charges::{self, Charge, ChargeKind, Spread};
use crate::plan::funding::{Source, funding};
use crate::plan::layout;
use crate::plan::model::{Model, move_rule};
use crate::plan::state::State;

/// Splits one charge by fiscal year: differences of its cumulated amount, so that they add up.
fn split(model: &Model, charge: &Charge) -> Vec<(i32, i64)> {
    let (from, to) = (
        charge.from.max(model.horizon.0),
        charge.to.min(model.horizon.1),
    );
    let mut rows = Vec::new();
    if charge.spread == Spread::Once {
        if (model.horizon.0..=model.horizon.1).contains(&charge.from) {
            rows.push((FiscalYear::of(date(charge.from)).0, charge.yen));
        }
        return rows;
    }
    let mut before = 0;
    let mut start = from;
    while start <= to {
        let year = FiscalYear::of(date(start));
        let end = day(year.last_day()).min(to);
        let so_far = charge.within(&model.axis, from, end);
        rows.push((year.0, so_far - before));
        before = so_far;
        start = end + 1;
    }
    rows
}

pub(super) fn rows(model: &Model, state: &State) -> Vec<BudgetRow> {
    let inventory = model.inventory;
    let mut rows = Vec::new();
    let mut push =
        |system: &str, round: &str, instrument: &str, charge: &Charge, worked: Option<Day>| {
            for (fiscal_year, yen) in split(model, charge) {
                let fiscal_year = worked.map_or(fiscal_year, |day| FiscalYear::of(date(day)).0);
                rows.push(BudgetRow {
                    fiscal_year,
                    system: system.to_owned(),
                    round: round.to_owned(),
                    kind: charge.kind.name().to_owned(),
                    yen,
                    instrument: instrument.to_owned(),
                });
            }
        };
    let joined = |users: &[usize]| {
        let ids: Vec<&str> = users
            .iter()
            .map(|u| inventory.systems[*u].id.as_str())
            .collect();
        ids.join("+")
    };
    for (c, carrier) in model.carriers.iter().enumerate() {
        let path = match c.checked_sub(inventory.contracts.len()) {
            None => format!("contract.{}", inventory.contracts[c].id),
            Some(h) => format!("hardware.{}", inventory.hardware[h].id),
        };
        let which = usize::from(c >= inventory.contracts.len());
        let takers = |step: usize| -> Vec<usize> {
            let takes = |u: &usize| {
                step <= carrier.signed
                    || state.local[*u].is_some_and(|l| l.present.steps[which] >= step)
            };
            carrier.users.iter().copied().filter(takes).collect()
        };
        model.carrier_charges(
            c,
            &|u| state.local[u].as_ref().map(|l| l.present),
            &mut |charge| {
                let users = joined(&takers(charge.step));
                let (round, instrument) = match charge.kind {
                    ChargeKind::Extension => {
                        let step = charge
                            .step
                            .checked_sub(1)
                            .and_then(|n| carrier.steps.get(n));
                        let instrument = step.map_or("initial", |step| {
                            running::of_step(inventory, which == 1, step.from, step.to)
                        });
                        (format!("{path}/extension-{}", charge.step), instrument)
                    }
                    ChargeKind::Present => (path.clone(), "existing"),
                    _ => (path.clone(), "initial"),
                };
                push(&users, &round, instrument, &charge, None);
            },
        );
    }
    for r in 0..model.rounds.len() {
        let used = model.round_use(r, &|u| state.local[u].as_ref().map(|l| (l, state.route[u])));
        let Some(used) = used else { continue };
        let round = &inventory.rounds[r];
        let users: Vec<usize> = state.cutovers_of(model, r).map(|(i, _)| i).collect();
        let system = joined(&users);
        let standard = model.rounds[r].standard;
        let once = once_instrument(model, state, r, used.last_cutover);
        let running = running::of_service(inventory, round, date(used.first));
        let has_operation = standard
            && move_rule(inventory, RoundIx(r)).is_some()
            && users.iter().any(|u| {
                let route = model.systems[*u].routes[state.route[*u]];
                inventory.routes.targets[route.target].operation.is_some()
            });
        let mut worked = worked(model, state, r, used.last_cutover).into_iter();
        charges::round(model, r, used, &mut |charge| {
            let (id, instrument) = match charge.kind {
                ChargeKind::Extension => {
                    let end = |n: usize| used.ends.get(n).copied();
                    let from = charge.step.checked_sub(1).and_then(end);
                    let leased = round.object == "lease";
                    let instrument = from.zip(end(charge.step)).map_or("initial", |(from, to)| {
                        running::of_step(inventory, leased, date(from + 1), date(to))
                    });
                    (
                        format!("{}/extension-{}", round.id, charge.step),
                        instrument,
                    )
                }
                ChargeKind::Month if has_operation => (operation_of(inventory, round), running),
                ChargeKind::Month => (round.id.clone(), running),
                ChargeKind::Exit => (round.id.clone(), "initial"),
                _ => (round.id.clone(), once),
            };
            let takers = match charge.kind {
                ChargeKind::Extension => joined(&round_takers(model, state, r, charge.step)),
                _ => system.clone(),
            };
            let worked = (charge.kind == ChargeKind::Once)
                .then(|| worked.next())
                .flatten()
                .flatten()
                .map(|day| day.max(model.horizon.0).min(charge.from));
            push(&takers, &id, instrument, &charge, worked);
        });
    }
    for l in 0..model.soft.len() {
        let link = &model.soft[l];
        let (from, to) = (
            &inventory.systems[link.from].id,
            &inventory.systems[link.to].id,
        );
        let (a, b) = state.link_days(model, l);
        let path = format!("link.{from}.{to}");
        model.link_charges(l, a, b, &mut |charge| {
            push(to, &path, "initial", &charge, None);
        });
    }
    for i in 0..model.systems.len() {
        for which in [
            crate::plan::state::Which::Bridge,
            crate::plan::state::Which::Standard,
        ] {
            let Some(c) = state.candidate(model, i, which).filter(|c| c.penalty > 0) else {
                continue;
            };
            let Some(route) = model.systems[i].routes.get(state.route[i]) else {
                continue;
            };
            let round = match which {
                crate::plan::state::Which::Bridge => {
                    route.bridge_round.unwrap_or(route.target_round)
                }
                crate::plan::state::Which::Standard => route.target_round,
            };
            let charge = Charge::once(ChargeKind::Blackout, c.penalty, c.day);
            push(
                &inventory.systems[i].id,
                &inventory.rounds[round].id,
                "none",
                &charge,
                None,
            );
        }
    }
    merge(rows)
}

/// For each price paid once the last day of the activity that it pays for, where it names one.
fn worked(model: &Model, state: &State, r: usize, last_cutover: Day) -> Vec<Option<Day>> {
    let round = &model.inventory.rounds[r];
    let sign = state.sign[r].map(|s| date(s.day));
    let calendar = &model.inventory.calendar;
    let once = round.costs.iter().filter(|c| c.per == CostPer::Once);
    once.map(|cost| {
        let id = cost.activity.as_ref()?;
        let days = layout::activities(calendar, round, sign, date(last_cutover));
        let mut all = round.activities.iter().zip(days);
        let (_, (from, to)) = all.find(|(rule, _)| rule.id == *id)?;
        (from <= to).then(|| day(to))
    })
    .collect()
}

/// The systems that take a step of a round's extension.
fn round_takers(model: &Model, state: &State, r: usize, step: usize) -> Vec<usize> {
    let takes = |i: &usize| {
        let bridge = model.systems[*i].routes[state.route[*i]].bridge_round == Some(r);
        bridge
            && state.local[*i]
                .and_then(|l| l.bridge)
                .is_some_and(|u| u.steps[0] >= step)
    };
    state
        .cutovers_of(model, r)
        .map(|(i, _)| i)
        .filter(takes)
        .collect()
}

fn once_instrument(model: &Model, state: &State, r: usize, last_cutover: i32) -> &'static str {
    let inventory = model.inventory;
    let round = &inventory.rounds[r];
    match round.money {
        Money::Voted {
            instrument,
            fiscal_year,
            ..
        } if state.sign[r].is_some_and(|s| FiscalYear::of(date(s.day)) == fiscal_year) => {
            instrument.name()
        }
        Money::Signed {
            instrument: Some(instrument),
            ..
        } => instrument.name(),
        _ => match state.sign[r] {
            Some(sign) if crosses_year(sign.day, last_cutover - 1) => {
                InstrumentKind::DebtBurden.name()
            }
            Some(sign) => {
                let paid = move_rule(inventory, RoundIx(r)).and_then(|rule| {
                    funding(
                        inventory,
                        rule,
                        round,
                        &model.acts.rounds[r],
                        date(sign.day),
                    )
                });
                match paid.map(|f| f.source) {
                    Some(Source::Supplementary) => InstrumentKind::Supplementary.name(),
                    _ => InstrumentKind::Initial.name(),
                }
            }
            None => InstrumentKind::Initial.name(),
        },
    }
}
