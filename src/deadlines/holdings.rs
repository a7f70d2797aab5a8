//! Contracts, hardware, platforms and moved services that end, and the last days on which an
//! extension that the plan does without could still be asked for.

use super::State;
use super::maker::{Maker, New, path};
use crate::calendar::{Date, Duration};
use crate::inventory::{
    Event, Extend, Notice, NoticeKind, PlatformIx, ProviderIx, System, SystemIx, WorkKind,
};
use crate::plan::{PlanSystem, StageKind};
use crate::report::wording;
use chrono::Days;
use std::collections::BTreeMap;

/// Something that ends, and whoever uses it.
struct Holding<'a> {
    /// `contract`, `hardware`, `platform`, `service`.
    kind: &'static str,
    id: &'a str,
    name: String,
    /// Path of the fact that says when.
    fact: String,
    end: Date,
    extend: Option<&'a Extend>,
    notice: Option<Notice>,
    /// Steps that have been signed, and those that the plan has beside them.
    signed: u32,
    steps: u32,
    /// Whether the plan's rules allow one step more.
    may_extend: bool,
    provider: Option<ProviderIx>,
    users: Vec<&'a PlanSystem>,
    /// Last day of use by each user.
    until: Vec<Date>,
}

/// All that ends from the as-of date on.
pub(super) fn ends(maker: &mut Maker<'_>) {
    let steps = steps(maker);
    let mut all = Vec::new();
    contracts(maker, &steps, &mut all);
    hardware(maker, &steps, &mut all);
    services(maker, &steps, &mut all);
    platforms(maker, &mut all);
    for holding in all {
        tell(maker, &holding);
    }
}

/// How many steps of extension the plan has, by the round that they go on from.
fn steps(maker: &Maker<'_>) -> BTreeMap<String, u32> {
    let mut steps = BTreeMap::new();
    let milestones = maker.plan.systems.iter().flat_map(|s| &s.milestones);
    for m in milestones {
        let Some((base, number)) = m.round.rsplit_once("/extension-") else {
            continue;
        };
        if let Ok(number) = number.parse::<u32>() {
            let most: &mut u32 = steps.entry(base.to_owned()).or_default();
            *most = number.max(*most);
        }
    }
    steps
}

/// The systems of the plan, and the last day of their present service.
fn present<'a>(maker: &Maker<'a>, users: &[SystemIx]) -> (Vec<&'a PlanSystem>, Vec<Date>) {
    let plan = maker.plan;
    let users = users.iter().filter_map(|ix| plan.systems.get(ix.0));
    let of = |s: &'a PlanSystem| {
        let mut stages = s.stages.iter();
        let current = stages.find(|g| g.id == "current" && g.kind == StageKind::Service)?;
        (current.to >= plan.as_of).then_some((s, current.to))
    };
    users.filter_map(of).unzip()
}

/// Whether a route of one of these systems allows it.
fn allowed(maker: &Maker<'_>, users: &[SystemIx], hardware: bool) -> bool {
    let routes = &maker.inventory.routes;
    let may = |s: &System| {
        let mut own = s.routes.iter().filter_map(|r| routes.bridges.get(r.bridge));
        own.any(|b| match hardware {
            true => b.extends_hardware,
            false => b.extends_contract,
        })
    };
    let mut users = users.iter().map(|ix| maker.inventory.system(*ix));
    users.any(may)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn contracts<'a>(maker: &Maker<'a>, steps: &BTreeMap<String, u32>, all: &mut Vec<Holding<'a>>) {
    let inventory = maker.inventory;
    for (ix, c) in inventory.contracts.iter().enumerate() {
        let (users, until) = present(maker, &c.users);
        let actuals = inventory.actuals.iter();
        let signed =
            actuals.filter(|a| a.event == Event::Extended && a.contract.is_some_and(|o| o.0 == ix));
        all.push(Holding {
            kind: "contract",
            id: &c.id,
            name: wording::name_or_id(&c.name, &c.id),
            fact: path("contract", &c.id, "ends"),
            end: c.ends,
            extend: c.extend.as_ref(),
            notice: c.notice,
            signed: count(signed.count()),
            steps: steps
                .get(&format!("contract.{}", c.id))
                .copied()
                .unwrap_or(0),
            may_extend: allowed(maker, &c.users, false),
            provider: c.vendor,
            users,
            until,
        });
    }
}

fn hardware<'a>(maker: &Maker<'a>, steps: &BTreeMap<String, u32>, all: &mut Vec<Holding<'a>>) {
    let inventory = maker.inventory;
    for (ix, h) in inventory.hardware.iter().enumerate() {
        let (users, until) = present(maker, &h.users);
        let actuals = inventory.actuals.iter();
        let signed =
            actuals.filter(|a| a.event == Event::Extended && a.hardware.is_some_and(|o| o.0 == ix));
        all.push(Holding {
            kind: "hardware",
            id: &h.id,
            name: wording::name_or_id(&h.name, &h.id),
            fact: path("hardware", &h.id, "expires"),
            end: h.expires,
            extend: h.extend.as_ref(),
            notice: h.notice,
            signed: count(signed.count()),
            steps: steps
                .get(&format!("hardware.{}", h.id))
                .copied()
                .unwrap_or(0),
            may_extend: allowed(maker, &h.users, true),
            provider: None,
            users,
            until,
        });
    }
}

/// Services that a bridge moved to, from the first ▲ of their round on.
fn services<'a>(maker: &Maker<'a>, steps: &BTreeMap<String, u32>, all: &mut Vec<Holding<'a>>) {
    let plan = maker.plan;
    let mut rounds: BTreeMap<usize, (Date, Vec<&'a PlanSystem>, Vec<Date>)> = BTreeMap::new();
    for system in &plan.systems {
        for m in system.milestones.iter().filter(|m| m.kind == "cutover") {
            let Some(ix) = maker.round(&m.round) else {
                continue;
            };
            if maker.inventory.round(ix).work_kind == WorkKind::Standard {
                continue;
            }
            let services = system.stages.iter().filter(|s| {
                let base = s.round.as_deref().map(|r| maker.round(r) == Some(ix));
                s.kind == StageKind::Service && base == Some(true)
            });
            let Some(until) = services.map(|s| s.to).max() else {
                continue;
            };
            let entry = rounds.entry(ix.0);
            let (first, users, last) = entry.or_insert((m.date, Vec::new(), Vec::new()));
            *first = m.date.min(*first);
            if until >= plan.as_of {
                users.push(system);
                last.push(until);
            }
        }
    }
    let inventory = maker.inventory;
    for (ix, (first, users, until)) in rounds {
        let round = &inventory.rounds[ix];
        let Some(term) = round.term else { continue };
        let actuals = inventory.actuals.iter();
        let signed =
            actuals.filter(|a| a.event == Event::Extended && a.round.is_some_and(|o| o.0 == ix));
        all.push(Holding {
            kind: "service",
            id: &round.id,
            name: crate::report::clean(&round.id),
            fact: path("procurement", &round.id, "term"),
            end: term.after(first, &inventory.calendar) - Days::new(1),
            extend: round.extend.as_ref(),
            notice: round.notice,
            signed: count(signed.count()),
            steps: steps.get(&round.id).copied().unwrap_or(0),
            may_extend: true,
            provider: round.provider,
            users,
            until,
        });
    }
}

fn platforms<'a>(maker: &Maker<'a>, all: &mut Vec<Holding<'a>>) {
    let inventory = maker.inventory;
    for (ix, p) in inventory.platforms.iter().enumerate() {
        let Some(end) = p.supported_until else {
            continue;
        };
        let ix = PlatformIx(ix);
        let hardware = inventory.hardware.iter().filter(|h| h.platform == ix);
        let mut on_it: Vec<SystemIx> = hardware.flat_map(|h| h.users.iter().copied()).collect();
        on_it.sort_unstable();
        let (mut users, mut until) = present(maker, &on_it);
        for system in &maker.plan.systems {
            let stages = system.stages.iter().filter(|s| {
                let round = s.round.as_deref().and_then(|r| maker.round(r));
                let there = round.is_some_and(|r| inventory.round(r).platform == Some(ix));
                s.kind == StageKind::Service && there
            });
            let last = stages.map(|s| s.to).max();
            if let Some(last) = last.filter(|to| *to >= maker.plan.as_of)
                && users.iter().all(|u| u.id != system.id)
            {
                users.push(system);
                until.push(last);
            }
        }
        all.push(Holding {
            kind: "platform",
            id: &p.id,
            name: wording::name_or_id(&p.name, &p.id),
            fact: path("platform", &p.id, "supported-until"),
            end,
            extend: None,
            notice: None,
            signed: 0,
            steps: 0,
            may_extend: false,
            provider: None,
            users,
            until,
        });
    }
}

impl Holding<'_> {
    /// The last day with so many steps of extension.
    fn end_after(&self, maker: &Maker<'_>, steps: u32) -> Date {
        match self.extend.filter(|_| steps > 0) {
            Some(extend) => {
                let anchor = self.end + Days::new(1);
                let calendar = &maker.inventory.calendar;
                extend.by.times(steps, anchor, calendar) - Days::new(1)
            }
            None => self.end,
        }
    }

    /// Whether one of its users has no service on the day after.
    fn gap_after(&self, end: Date) -> bool {
        let next = end + Days::new(1);
        let mut stages = self.users.iter().flat_map(|s| &s.stages);
        stages.any(|s| s.kind == StageKind::Gap && s.from <= next && next <= s.to)
    }

    fn what(&self, maker: &Maker<'_>) -> String {
        let key = format!("due-kind-{}-end", self.kind);
        maker.say(&key, &[("name", &self.name)])
    }
}

fn tell(maker: &mut Maker<'_>, holding: &Holding<'_>) {
    let as_of = maker.plan.as_of;
    if holding.users.is_empty() {
        return;
    }
    let taken = holding.steps.max(holding.signed).min(1_000);
    for step in holding.signed.min(taken)..=taken {
        let end = holding.end_after(maker, step);
        if end < as_of {
            continue;
        }
        let endangered = step == taken && holding.gap_after(end);
        let id = format!("{}_end:{}", holding.kind, holding.id);
        let new = New {
            id: match step {
                0 => id,
                step => format!("{id}:{step}"),
            },
            kind: match holding.kind {
                "contract" => "contract_end",
                "hardware" => "hardware_end",
                "platform" => "platform_end",
                _ => "service_end",
            },
            what: holding.what(maker),
            symbol: None,
            date: end,
            state: if endangered {
                State::Endangered
            } else {
                State::Open
            },
            subject: subject(holding),
            provider: holding.provider,
            why: why(maker, holding, step, end),
            if_missed: if_missed(maker, holding, step, end),
            assumed: maker.assumed(&holding.fact),
        };
        add(maker, new, holding);
    }
    option(maker, holding, taken);
}

fn add(maker: &mut Maker<'_>, new: New<'_>, holding: &Holding<'_>) {
    let mut one = Some(new);
    for system in &holding.users {
        let Some(new) = one.take() else { break };
        one = Some(new.again());
        maker.add(new, Some(system));
    }
}

fn subject(holding: &Holding<'_>) -> String {
    match holding.kind {
        "service" => holding.id.to_owned(),
        kind => format!("{kind}.{}", crate::facts::segment(holding.id)),
    }
}

fn why(maker: &Maker<'_>, holding: &Holding<'_>, steps: u32, end: Date) -> String {
    let args = [
        ("name", holding.name.clone()),
        ("date", end.to_string()),
        ("n", steps.to_string()),
        ("place", maker.place(&holding.fact)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let key = match (holding.kind, steps) {
        ("service", 0) => "due-why-service",
        (_, 0) => "due-why-end",
        _ => "due-why-end-extended",
    };
    maker.say(key, &args)
}

fn if_missed(maker: &Maker<'_>, holding: &Holding<'_>, step: u32, end: Date) -> String {
    let taken = holding.steps.max(holding.signed).min(1_000);
    let last = holding.until.iter().max().copied().unwrap_or(end);
    let key = if !maker.planned() {
        "due-miss-end-unplanned"
    } else if step < taken {
        "due-miss-end-extended"
    } else if holding.gap_after(end) {
        "due-miss-end-gap"
    } else if last > end {
        // The closed days right before ▲ belong to the next service.
        "due-miss-end-overrun"
    } else {
        "due-miss-end"
    };
    let next = holding.end_after(maker, step.saturating_add(1).min(taken));
    let args = [
        ("date", last.to_string()),
        ("until", next.to_string()),
        ("days", (end - last).num_days().to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    maker.say(key, &args)
}

/// The last day to ask for a step more than the plan takes: after it that way out is gone.
fn option(maker: &mut Maker<'_>, holding: &Holding<'_>, taken: u32) {
    let to_extend = holding.notice.filter(|n| n.kind == NoticeKind::ToExtend);
    let (Some(notice), Some(extend)) = (to_extend, holding.extend) else {
        return;
    };
    let never: Duration = extend.by;
    if !maker.planned() || !holding.may_extend || extend.at_most <= taken || never.is_zero() {
        return;
    }
    let end = holding.end_after(maker, taken);
    let calendar = &maker.inventory.calendar;
    let last = notice.by.before(end + Days::new(1), calendar) - Days::new(1);
    let date = calendar.open_on_or_before(last);
    if date < maker.plan.as_of {
        return;
    }
    let until = holding.until.iter().max().copied().unwrap_or(end);
    let args = [
        ("name", holding.name.clone()),
        ("date", end.to_string()),
        ("until", until.to_string()),
        ("place", maker.place(&holding.fact)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let new = New {
        id: format!("extension_option:{}:{}", subject(holding), taken + 1),
        kind: "extension_option",
        what: maker.say("due-kind-extension-option", &args),
        symbol: None,
        date,
        state: State::Open,
        subject: subject(holding),
        provider: holding.provider,
        why: maker.say("due-why-option", &args),
        if_missed: maker.say("due-miss-option", &args),
        assumed: maker.assumed(&holding.fact),
    };
    add(maker, new, holding);
}
