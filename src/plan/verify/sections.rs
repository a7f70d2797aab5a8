//! Sections of the plan that only repeat what its dates give.

use super::Found;
use super::capacity::{Burden, burdens};
use super::reading::{Reading, Taken};
use super::services::Thing;
use crate::calendar::Date;
use crate::inventory::{Bounds, DeadlineKind, LinkKind, Provider, WorkKind};
use crate::plan::{Load, SystemDeadline};
use std::collections::{BTreeMap, BTreeSet};

/// `section`: deadlines, links, load, slack, critical and early move are what the dates give.
pub(super) fn section(reading: &Reading<'_>, found: &mut Found) {
    deadlines(reading, found);
    if !reading.whole() {
        return;
    }
    system_deadlines(reading, found);
    links(reading, found);
    loads(reading, found);
    slack(reading, found);
    early_moves(reading, found);
}

/// A deadline as the plan must show it: date, kind, hard (declared ones), what it bounds.
type Shown = (Date, &'static str, Option<bool>, &'static str);

fn deadlines(reading: &Reading<'_>, found: &mut Found) {
    let mut musts: BTreeMap<String, Shown> = BTreeMap::new();
    for deadline in &reading.inventory.deadlines {
        let kind = match deadline.kind {
            DeadlineKind::Policy => "policy",
            DeadlineKind::Hardware => "hardware",
            DeadlineKind::Contract => "contract",
            DeadlineKind::Platform => "platform",
            DeadlineKind::Individual => "individual",
        };
        let bounds = match deadline.bounds {
            Bounds::StandardCutover => "standard.cutover",
            Bounds::BridgeCutover => "bridge.cutover",
        };
        musts.insert(
            deadline.id.clone(),
            (deadline.date, kind, Some(deadline.hard), bounds),
        );
    }
    for hardware in reading
        .inventory
        .hardware
        .iter()
        .filter(|h| h.users.len() > 1)
    {
        let id = format!("hardware/{}", hardware.id);
        musts.insert(id, (hardware.expires, "hardware", None, "cover"));
    }
    for is in &reading.plan.deadlines {
        let right = musts
            .remove(&is.id)
            .is_some_and(|(date, kind, hard, bounds)| {
                let same = (is.date, is.kind.as_str(), is.bounds.as_str()) == (date, kind, bounds);
                same && hard.is_none_or(|hard| hard == is.hard) && is.derived == hard.is_none()
            });
        if !right {
            found.add(
                None,
                None,
                "a deadline that the inventory does not give so",
                &[("deadline", &is.id), ("date", &is.date)],
            );
        }
    }
    for (id, (date, ..)) in musts {
        let values: [(&str, &dyn std::fmt::Display); 2] = [("deadline", &id), ("date", &date)];
        found.add(None, None, "a deadline is missing", &values);
    }
}

/// The derived deadline of a system on hardware that several use: its id, the last day with the
/// steps that the system takes, and the last day needed of it.
fn shared_hardware(reading: &Reading<'_>, taken: &Taken<'_>) -> Option<(String, Date, Date)> {
    let ix = taken.system.hardware?.0;
    let hardware = reading
        .inventory
        .hardware
        .get(ix)
        .filter(|h| h.users.len() > 1)?;
    let present = taken.services.first()?;
    let steps = present
        .steps
        .iter()
        .find(|(thing, _)| *thing == Thing::Hardware(ix));
    let last = steps
        .and_then(|(_, steps)| steps.last())
        .map_or(hardware.expires, |step| step.to);
    let needed = present.needed.min(reading.inventory.planning_end());
    Some((format!("hardware/{}", hardware.id), last, needed))
}

fn system_deadlines(reading: &Reading<'_>, found: &mut Found) {
    for taken in &reading.taken {
        let mut musts: BTreeMap<String, (Date, i64)> = BTreeMap::new();
        for deadline in &reading.inventory.deadlines {
            let bound = taken.moves.iter().find(|m| match deadline.bounds {
                Bounds::StandardCutover => m.standard,
                Bounds::BridgeCutover => !m.standard,
            });
            if let (Some(date), Some(m)) = (super::slack::date_for(deadline, taken), bound) {
                musts.insert(deadline.id.clone(), (date, (date - m.cutover).num_days()));
            }
        }
        if let Some((id, date, needed)) = shared_hardware(reading, taken) {
            musts.insert(id, (date, (date - needed).num_days()));
        }
        for SystemDeadline {
            id,
            date,
            met,
            slack_days,
        } in &taken.plan.deadlines
        {
            let right = musts.remove(id).is_some_and(|(must, slack)| {
                (*date, *slack_days, *met) == (must, slack, slack >= 0)
            });
            if !right {
                found.add(
                    Some(&taken.system.id),
                    None,
                    "a deadline falls otherwise",
                    &[("deadline", id), ("date", date), ("slack", slack_days)],
                );
            }
        }
        for (id, (date, slack)) in musts {
            found.add(
                Some(&taken.system.id),
                None,
                "a deadline is missing",
                &[("deadline", &id), ("date", &date), ("slack", &slack)],
            );
        }
    }
}

fn links(reading: &Reading<'_>, found: &mut Found) {
    let rows = super::rows::rows(reading);
    let mut yen: BTreeMap<&str, i64> = BTreeMap::new();
    for ((_, _, round, kind, _), amount) in &rows {
        if *kind == "interface" {
            *yen.entry(round).or_default() += amount;
        }
    }
    let mut musts: Vec<(String, String, &str, i64, i64)> = Vec::new();
    for (taken, other, link, own, its) in super::linked::links(reading) {
        let (from, to) = (own.min(its).max(reading.from), own.max(its));
        let days = (to - from)
            .num_days()
            .min((reading.to - from).num_days() + 1)
            .max(0);
        let round = format!("link.{}.{}", other.system.id, taken.system.id);
        let (kind, days, yen) = match link.kind {
            LinkKind::Hard => ("hard", 0, 0),
            LinkKind::Together => ("together", 0, 0),
            LinkKind::Soft => ("soft", days, yen.get(round.as_str()).copied().unwrap_or(0)),
        };
        musts.push((
            other.system.id.clone(),
            taken.system.id.clone(),
            kind,
            days,
            yen,
        ));
    }
    let mut ares: Vec<(String, String, &str, i64, i64)> = Vec::new();
    for l in &reading.plan.links {
        ares.push((
            l.from.clone(),
            l.to.clone(),
            &l.kind,
            l.interface_days,
            l.interface_yen,
        ));
    }
    musts.sort();
    ares.sort();
    let (must_set, is_set): (BTreeSet<_>, BTreeSet<_>) =
        (musts.iter().collect(), ares.iter().collect());
    let missing = must_set
        .difference(&is_set)
        .map(|l| (*l, "a link is missing"));
    let extra = is_set
        .difference(&must_set)
        .map(|l| (*l, "a link that does not follow so"));
    for ((from, to, kind, days, yen), what) in missing.chain(extra) {
        found.add(
            Some(to),
            None,
            what,
            &[("from", from), ("kind", kind), ("days", days), ("yen", yen)],
        );
    }
    if must_set == is_set && musts.len() != ares.len() {
        found.add(None, None, "a link twice or missing", &[]);
    }
}

fn loads(reading: &Reading<'_>, found: &mut Found) {
    let burdens = burdens(reading);
    let by_id: BTreeMap<&str, &Load> = reading
        .plan
        .load
        .iter()
        .map(|l| (l.provider.as_str(), l))
        .collect();
    let known: BTreeSet<&str> = reading
        .inventory
        .providers
        .iter()
        .map(|p| p.id.as_str())
        .collect();
    for (burden, provider) in burdens.iter().zip(&reading.inventory.providers) {
        let right = by_id.get(provider.id.as_str()).is_some_and(|load| {
            same_steps(burden, provider, load)
                && same_months(burden, load)
                && same_peak(reading, burden, provider, load)
        });
        if !right {
            let what = "the load of a vendor or team is not what the dates give";
            found.add(None, None, what, &[("provider", &provider.id)]);
        }
    }
    if by_id.len() != reading.plan.load.len() || by_id.keys().any(|id| !known.contains(id)) {
        found.add(None, None, "a load twice or of nobody", &[]);
    }
}

fn same_steps(burden: &Burden, provider: &Provider, load: &Load) -> bool {
    let mut shown = BTreeMap::new();
    for step in &load.builds {
        shown.insert(step.from, step.units);
        if step.capacity != provider.builds.on(step.from) {
            return false;
        }
    }
    let on = |steps: &BTreeMap<Date, u32>, day: &Date| {
        steps
            .range(..=*day)
            .next_back()
            .map_or(0, |(_, units)| *units)
    };
    shown
        .keys()
        .chain(burden.builds.keys())
        .all(|d| on(&shown, d) == on(&burden.builds, d))
}

fn same_months(burden: &Burden, load: &Load) -> bool {
    let musts = burden.cutovers.iter().filter(|(_, (count, _))| *count > 0);
    let musts = musts.map(|((year, month), (count, _))| (format!("{year:04}-{month:02}"), *count));
    let ares = load.cutovers.iter().filter(|(_, count)| **count > 0);
    musts.eq(ares.map(|(month, count)| (month.clone(), *count)))
}

fn same_peak(reading: &Reading<'_>, burden: &Burden, provider: &Provider, load: &Load) -> bool {
    let must = burden.peak(
        &provider.builds,
        &provider.cutovers_per_month,
        reading.as_of,
    );
    match (must, load.peak) {
        (Some(must), Some(is)) => (must - is).abs() <= 1e-9,
        (must, is) => must.is_none() && is.is_none(),
    }
}

fn slack(reading: &Reading<'_>, found: &mut Found) {
    for (taken, must) in reading.taken.iter().zip(super::slack::slacks(reading)) {
        if (taken.plan.slack_days, taken.plan.critical) != (must.days, must.critical) {
            found.add(
                Some(&taken.system.id),
                None,
                "slack is not what the dates give",
                &[
                    ("is", &taken.plan.slack_days),
                    ("must", &must.days),
                    ("critical", &taken.plan.critical),
                    ("must-be-critical", &must.critical),
                ],
            );
        }
    }
}

/// ▲ of a rehost from a piece of hardware.
fn rehost(taken: &Taken<'_>) -> Option<(usize, Date)> {
    let m = taken
        .moves
        .iter()
        .find(|m| m.rule.kind == WorkKind::Rehost)?;
    Some((taken.system.hardware?.0, m.cutover))
}

fn early_moves(reading: &Reading<'_>, found: &mut Found) {
    let mut last: BTreeMap<usize, Date> = BTreeMap::new();
    for (hardware, cutover) in reading.taken.iter().filter_map(rehost) {
        let known = last.entry(hardware).or_insert(cutover);
        *known = (*known).max(cutover);
    }
    for taken in &reading.taken {
        let must = rehost(taken).is_some_and(|(hardware, cutover)| cutover < last[&hardware]);
        if taken.plan.early_move != must {
            found.add(
                Some(&taken.system.id),
                None,
                "early move is not what the dates give",
                &[("must", &must)],
            );
        }
    }
}
