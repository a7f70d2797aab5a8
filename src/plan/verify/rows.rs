//! The money of a plan, row by row, as it follows from the decisions.

use super::Found;
use super::bars::{operation_round, reference, step_round};
use super::price::{by_fiscal_year, due};
use super::reading::{Reading, Shared, Taken};
use super::services::{Service, Thing};
use super::steps::Step;
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Cost, CostPer, LinkKind, Money, Price, Round, Terms};
use chrono::Days;
use std::collections::BTreeMap;

/// What makes a row: fiscal year, systems, round, kind, instrument.
pub(super) type Key = (i32, String, String, &'static str, &'static str);

/// Rows and their yen.
pub(super) type Rows = BTreeMap<Key, i64>;

/// Rows and the days on which each service is last used.
struct Ledger<'r, 'a> {
    reading: &'r Reading<'a>,
    rows: Rows,
}

/// Where an amount goes.
struct Account<'s> {
    systems: &'s str,
    round: &'s str,
    kind: &'static str,
    instrument: &'static str,
}

/// Every row that the budget must have.
pub(super) fn rows(reading: &Reading<'_>) -> Rows {
    let mut ledger = Ledger {
        reading,
        rows: BTreeMap::new(),
    };
    let last_use = last_use(reading);
    ledger.present(&last_use);
    ledger.extensions();
    for (round, past, shared) in reading.taken_rounds() {
        let _ = past;
        ledger.once(round, shared);
        ledger.running(round, shared, &last_use);
    }
    ledger.interfaces();
    ledger.blackouts();
    ledger.rows.retain(|_, yen| *yen != 0);
    ledger.rows
}

/// Last day that the present service of a system, or that of a round, is used or looked up in: for
/// every system the days of its services, the present one first.
fn last_use(reading: &Reading<'_>) -> Vec<Vec<Date>> {
    let of = |taken: &Taken<'_>| {
        let day = |(i, service): (usize, &Service)| {
            let kept = (i < taken.moves.len())
                .then(|| reference(reading, taken, i))
                .flatten();
            kept.map_or(service.last_day(), |(_, to)| to.max(service.last_day()))
        };
        taken.services.iter().enumerate().map(day).collect()
    };
    reading.taken.iter().map(of).collect()
}

impl Ledger<'_, '_> {
    fn add(&mut self, account: &Account<'_>, year: FiscalYear, yen: i64) {
        let Account {
            systems,
            round,
            kind,
            instrument,
        } = *account;
        let key = (
            year.0,
            systems.to_owned(),
            round.to_owned(),
            kind,
            instrument,
        );
        let row = self.rows.entry(key).or_default();
        *row = row.saturating_add(yen);
    }

    /// An amount on a day, if that lies within the horizon.
    fn on(&mut self, account: &Account<'_>, day: Date, yen: i64) {
        if (self.reading.from..=self.reading.to).contains(&day) {
            self.add(account, FiscalYear::of(day), yen);
        }
    }

    /// An amount that counts on a day, and stands in the fiscal year of the work that it pays for.
    fn paid(&mut self, account: &Account<'_>, day: Date, worked: Date, yen: i64) {
        if (self.reading.from..=self.reading.to).contains(&day) {
            let worked = worked.max(self.reading.from).min(day);
            self.add(account, FiscalYear::of(worked), yen);
        }
    }

    /// The last day of a step, of the first system that goes live last.
    fn worked(&self, round: &Round, shared: &Shared, id: &str) -> Option<Date> {
        let last = |user: &&usize| {
            let mut moves = self.reading.taken[**user].moves.iter();
            moves.any(|m| m.round.id == round.id && m.cutover == shared.last)
        };
        let taken = &self.reading.taken[*shared.users.iter().find(last)?];
        let mut steps = taken.activities.iter();
        steps
            .find(|a| a.round == round.id && a.id == id && a.from <= a.to)
            .map(|a| a.to)
    }

    /// A running price, cut to the horizon.
    fn stretch(&mut self, account: &Account<'_>, cost: (i64, bool, Terms), from: Date, to: Date) {
        let (price, yearly, terms) = cost;
        let price = due(self.reading.inventory, price, terms, from);
        let (from, to) = (from.max(self.reading.from), to.min(self.reading.to));
        for (year, yen) in by_fiscal_year(price, yearly, from, to) {
            self.add(account, year, yen);
        }
    }

    fn priced(&mut self, account: &Account<'_>, price: &Price, from: Date, to: Date) {
        for (amount, yearly) in [(price.month, false), (price.year, true)] {
            if let Some(amount) = amount {
                self.stretch(account, (amount.high, yearly, price.terms), from, to);
            }
        }
    }

    /// Present contracts and hardware until their last user leaves, and what leaving early costs.
    fn present(&mut self, last_use: &[Vec<Date>]) {
        let inventory = self.reading.inventory;
        let users = |systems: &[crate::inventory::SystemIx]| -> Vec<usize> {
            systems
                .iter()
                .filter_map(|s| self.reading.place.get(s.0).copied().flatten())
                .collect()
        };
        let contracts = inventory.contracts.iter().map(|c| {
            let round = format!("contract.{}", c.id);
            (
                round,
                users(&c.users),
                c.price.as_ref(),
                c.ends,
                c.exit_fee.map(|fee| fee.high),
            )
        });
        let hardware = inventory.hardware.iter().map(|h| {
            (
                format!("hardware.{}", h.id),
                users(&h.users),
                h.price.as_ref(),
                h.expires,
                h.exit_fee.map(|fee| fee.high),
            )
        });
        for (round, users, price, end, exit) in contracts.chain(hardware).collect::<Vec<_>>() {
            let Some(last) = users.iter().map(|u| last_use[*u][0]).max() else {
                continue;
            };
            let systems = &self.reading.joined(&users);
            let round = &round;
            if let Some(price) = price {
                let account = Account {
                    systems,
                    round,
                    kind: "present",
                    instrument: "existing",
                };
                self.priced(&account, price, self.reading.from, last.min(end));
            }
            if let Some(fee) = exit.filter(|_| last < end) {
                let account = Account {
                    systems,
                    round,
                    kind: "exit",
                    instrument: "initial",
                };
                self.on(&account, last + Days::new(1), fee);
            }
        }
    }

    /// Whole steps of extension, each once for all who take it.
    fn extensions(&mut self) {
        let mut taken_by: BTreeMap<(Thing, usize), (Step, Vec<usize>)> = BTreeMap::new();
        for (place, taken) in self.reading.taken.iter().enumerate() {
            for (thing, steps) in taken.services.iter().flat_map(|s| &s.steps) {
                for (n, step) in steps.iter().enumerate() {
                    let entry = taken_by.entry((*thing, n + 1));
                    entry
                        .or_insert_with(|| (step.clone(), Vec::new()))
                        .1
                        .push(place);
                }
            }
        }
        let inventory = self.reading.inventory;
        for ((thing, n), (step, users)) in taken_by {
            let systems = &self.reading.joined(&users);
            let round = &step_round(self.reading, thing, n);
            let account = Account {
                systems,
                round,
                kind: "extension",
                instrument: super::running::of_step(self.reading, thing, &step),
            };
            let (extend, before) = match thing {
                Thing::Contract(c) => {
                    let contract = &inventory.contracts[c];
                    (contract.extend.as_ref(), contract.price.as_ref())
                }
                Thing::Hardware(h) => {
                    let hardware = &inventory.hardware[h];
                    (hardware.extend.as_ref(), hardware.price.as_ref())
                }
                Thing::Round(r) => (inventory.rounds[r].extend.as_ref(), None),
            };
            match (extend.and_then(|e| e.price.as_ref()), thing) {
                (Some(price), _) => {
                    self.priced(&account, price, step.from, step.to);
                    if let Some(once) = price.once {
                        let yen = due(inventory, once.high, price.terms, step.from);
                        self.on(&account, step.from, yen);
                    }
                }
                (None, Thing::Round(r)) => {
                    let costs = &inventory.rounds[r].costs;
                    self.running_costs(&account, costs, step.from, step.to);
                }
                (None, _) => {
                    if let Some(price) = before {
                        self.priced(&account, price, step.from, step.to);
                    }
                }
            }
        }
    }

    fn running_costs(&mut self, account: &Account<'_>, costs: &[Cost], from: Date, to: Date) {
        for cost in costs.iter().filter(|c| c.per != CostPer::Once) {
            self.stretch(
                account,
                (cost.yen.high, cost.per == CostPer::Year, cost.terms),
                from,
                to,
            );
        }
    }

    /// What a round costs once, on the day before its last ▲ (in-house: on it).
    fn once(&mut self, round: &Round, shared: &Shared) {
        let systems = &self.reading.joined(&shared.users);
        let crossing = self.reading.crosses(shared);
        let instrument = match &round.money {
            _ if round.in_house() => "initial",
            Money::Voted { instrument, .. } if shared.voted => instrument.name(),
            Money::Signed {
                instrument: Some(stated),
                ..
            } => stated.name(),
            _ if crossing => "debt-burden",
            _ if shared.supplementary => "supplementary",
            _ => "initial",
        };
        let account = Account {
            systems,
            round: &round.id,
            kind: "once",
            instrument,
        };
        let day = if round.in_house() {
            shared.last
        } else {
            shared.last - Days::new(1)
        };
        for cost in round.costs.iter().filter(|c| c.per == CostPer::Once) {
            let yen = due(self.reading.inventory, cost.yen.high, cost.terms, day);
            let worked = cost.activity.as_ref();
            let worked = worked.and_then(|id| self.worked(round, shared, id));
            self.paid(&account, day, worked.unwrap_or(day), yen);
        }
    }

    /// What a round's service costs from its first ▲ until its last user leaves.
    fn running(&mut self, round: &Round, shared: &Shared, last_use: &[Vec<Date>]) {
        let reading = self.reading;
        let (mut last, mut left): (Option<Date>, Option<Date>) = (None, None);
        let mut term_ends: Option<Date> = None;
        let mut payer = round.id.clone();
        for user in &shared.users {
            let taken = &reading.taken[*user];
            for (i, service) in taken.services.iter().enumerate() {
                let Some(m) = service.begun_by.map(|m| &taken.moves[m]) else {
                    continue;
                };
                if m.round.id != round.id {
                    continue;
                }
                let end = service.base_end.unwrap_or(super::frame::never());
                last = last.max(Some(last_use[*user][i].min(end)));
                left = left.max(Some(last_use[*user][i]));
                term_ends = service.base_end;
                if m.standard && taken.target.operation.is_some() {
                    payer = operation_round(taken, m);
                }
            }
        }
        let instrument = super::running::instrument(reading, round, shared.first);
        let systems = &reading.joined(&shared.users);
        let account = Account {
            systems,
            round: &payer,
            kind: "month",
            instrument,
        };
        if let Some(last) = last {
            self.running_costs(&account, &round.costs, shared.first, last);
        }
        if let (Some(fee), Some(left), Some(end)) = (round.exit_fee, left, term_ends)
            && left < end
        {
            let account = Account {
                round: &round.id,
                kind: "exit",
                instrument: "initial",
                ..account
            };
            self.on(&account, left + Days::new(1), fee.high);
        }
    }

    /// Temporary interfaces while exactly one end of a soft link conforms.
    fn interfaces(&mut self) {
        let reading = self.reading;
        for (taken, other, link, own, its) in super::linked::links(reading) {
            let Some(price) = link
                .interface
                .as_ref()
                .filter(|_| link.kind == LinkKind::Soft)
            else {
                continue;
            };
            let (from, until) = (own.min(its), own.max(its));
            if from < until {
                let round = &format!("link.{}.{}", other.system.id, taken.system.id);
                let systems = &taken.system.id;
                let account = Account {
                    systems,
                    round,
                    kind: "interface",
                    instrument: "initial",
                };
                if let Some(once) = price.once {
                    let yen = due(reading.inventory, once.high, price.terms, from);
                    self.on(&account, from, yen);
                }
                self.priced(&account, price, from, until - Days::new(1));
            }
        }
    }

    /// ▲ in soft blackouts.
    fn blackouts(&mut self) {
        let reading = self.reading;
        for (taken, m) in reading.moves().filter(|(_, m)| !m.done) {
            for blackout in super::days::blackouts(reading, taken, m.cutover).filter(|b| !b.hard) {
                let (systems, round) = (&taken.system.id, &m.round.id);
                let account = Account {
                    systems,
                    round,
                    kind: "blackout",
                    instrument: "none",
                };
                self.on(&account, m.cutover, blackout.price);
            }
        }
    }
}

/// `yen`: the budget's rows are those that follow, no more and no fewer.
pub(super) fn yen(reading: &Reading<'_>, found: &mut Found) {
    if !reading.whole() {
        return;
    }
    let mut ares = BTreeMap::new();
    for row in &reading.plan.budget {
        let names = [&row.system, &row.round, &row.kind, &row.instrument].map(String::as_str);
        if ares.insert((row.fiscal_year, names), row.yen).is_some() {
            report(found, row.fiscal_year, names, "a row twice", row.yen, 0);
        }
    }
    for ((year, system, round, kind, instrument), must) in &reading.rows {
        let names = [system.as_str(), round, kind, instrument];
        match ares.remove(&(*year, names)) {
            None => report(found, *year, names, "a budget row is missing", 0, *must),
            Some(is) if is != *must => {
                report(found, *year, names, "other yen than follow", is, *must);
            }
            Some(_) => {}
        }
    }
    for ((year, names), is) in ares {
        report(found, year, names, "a budget row that no rule gives", is, 0);
    }
}

fn report(found: &mut Found, year: i32, names: [&str; 4], what: &str, is: i64, must: i64) {
    let [system, round, kind, instrument] = names;
    found.add(
        Some(system),
        Some(round),
        what,
        &[
            ("fiscal-year", &year),
            ("kind", &kind),
            ("instrument", &instrument),
            ("is", &is),
            ("must", &must),
            ("yen-off", &is.saturating_sub(must)),
        ],
    );
}
