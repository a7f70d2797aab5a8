//! Sections of the plan that only repeat what its dates give.

use super::Found;
use super::capacity::Burden;
use super::reading::{Reading, Taken};
use super::services::Thing;
use crate::calendar::Date;
use crate::inventory::{Bounds, DeadlineKind, LinkKind, Provider, WorkKind};
use crate::plan::{Load, LoadStep, NetworkDate, PlanDeadline, PlanLink, SystemDeadline};
use std::collections::BTreeMap;
use std::fmt::Display;

/// `section`: deadlines, links, load, slack, critical and early move are what the dates give, the
/// network what the rules give, and names are those of the inventory.
pub(super) fn section(reading: &Reading<'_>, found: &mut Found) {
    let plan = reading.plan;
    let names = |d: &PlanDeadline| {
        (
            (d.id.clone(), d.name.clone(), d.systems.clone()),
            d.date,
            d.kind.clone(),
            d.bounds.clone(),
            d.derived,
        )
    };
    // Whether a derived deadline is hard means nothing: its cover is.
    let hard = |d: &PlanDeadline| !d.derived && d.hard;
    let key = |d: &PlanDeadline| (names(d), hard(d));
    compare(
        found,
        None,
        "deadline",
        &deadlines(reading),
        &plan.deadlines,
        key,
    );
    super::shown::names(reading, found);
    if !reading.whole() {
        return;
    }
    for (taken, must) in reading.taken.iter().zip(super::spans::spans(reading)) {
        let key = |n: &NetworkDate| (n.round.clone(), n.kind.clone(), n.earliest, n.latest);
        let system = Some(taken.system.id.as_str());
        compare(
            found,
            system,
            "network date",
            &must,
            &taken.plan.network,
            key,
        );
    }
    for taken in &reading.taken {
        let key = |d: &SystemDeadline| (d.id.clone(), d.date, d.slack_days, d.met);
        let system = Some(taken.system.id.as_str());
        let musts = system_deadlines(reading, taken);
        compare(
            found,
            system,
            "deadline",
            &musts,
            &taken.plan.deadlines,
            key,
        );
    }
    let key = |l: &PlanLink| {
        (
            l.from.clone(),
            l.to.clone(),
            l.kind.clone(),
            l.interface_days,
            l.interface_yen,
        )
    };
    compare(found, None, "link", &links(reading), &plan.links, key);
    loads(reading, found);
    slack(reading, found);
    early_moves(reading, found);
}

/// Reports what is missing and what is too much, in whatever order they stand.
fn compare<T, K: Ord + std::fmt::Debug>(
    found: &mut Found,
    system: Option<&str>,
    name: &str,
    musts: &[T],
    ares: &[T],
    key: impl Fn(&T) -> K,
) {
    let mut count: BTreeMap<K, i64> = BTreeMap::new();
    musts
        .iter()
        .for_each(|must| *count.entry(key(must)).or_default() += 1);
    ares.iter()
        .for_each(|is| *count.entry(key(is)).or_default() -= 1);
    for (key, count) in count.into_iter().filter(|(_, count)| *count != 0) {
        let what = if count > 0 {
            "is missing"
        } else {
            "is not what the dates give"
        };
        found.add(
            system,
            None,
            format!("a {name} {what}"),
            &[(name, &format!("{key:?}"))],
        );
    }
}

/// Declared deadlines, and one for each piece of hardware that several systems use.
pub(super) fn deadlines(reading: &Reading<'_>) -> Vec<PlanDeadline> {
    let inventory = reading.inventory;
    let ids = |systems: &[crate::inventory::SystemIx]| -> Vec<String> {
        systems
            .iter()
            .map(|s| inventory.systems[s.0].id.clone())
            .collect()
    };
    let declared = inventory.deadlines.iter().map(|d| PlanDeadline {
        id: d.id.clone(),
        name: d.name.clone(),
        date: d.date,
        kind: match d.kind {
            DeadlineKind::Policy => "policy",
            DeadlineKind::Hardware => "hardware",
            DeadlineKind::Contract => "contract",
            DeadlineKind::Platform => "platform",
            DeadlineKind::Individual => "individual",
        }
        .to_owned(),
        hard: d.hard,
        bounds: match d.bounds {
            Bounds::StandardCutover => "standard.cutover",
            Bounds::BridgeCutover => "bridge.cutover",
        }
        .to_owned(),
        confidence: d.provenance.confidence,
        derived: false,
        systems: ids(&d.systems),
    });
    let derived = inventory
        .hardware
        .iter()
        .filter(|h| h.users.len() > 1)
        .map(|h| PlanDeadline {
            id: format!("hardware/{}", h.id),
            name: h.name.clone(),
            date: h.expires,
            kind: "hardware".to_owned(),
            hard: false,
            bounds: "cover".to_owned(),
            confidence: h.provenance.confidence,
            derived: true,
            systems: ids(&h.users),
        });
    declared.chain(derived).collect()
}

/// The deadlines of one system.
pub(super) fn system_deadlines(reading: &Reading<'_>, taken: &Taken<'_>) -> Vec<SystemDeadline> {
    let falls = |id: &str, date: Date, until: Date| SystemDeadline {
        id: id.to_owned(),
        date,
        met: until <= date,
        slack_days: (date - until).num_days(),
    };
    let declared = reading.inventory.deadlines.iter().filter_map(|deadline| {
        let date = super::slack::date_for(deadline, taken)?;
        let standard = deadline.bounds == Bounds::StandardCutover;
        let bound = taken.moves.iter().find(|m| m.standard == standard)?;
        Some(falls(&deadline.id, date, bound.cutover))
    });
    let derived = shared_hardware(reading, taken);
    declared
        .chain(derived.map(|(id, date, needed)| falls(&id, date, needed)))
        .collect()
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

/// Every dependency with its temporary interface.
pub(super) fn links(reading: &Reading<'_>) -> Vec<PlanLink> {
    let mut yen: BTreeMap<&str, i64> = BTreeMap::new();
    for ((_, _, round, kind, _), amount) in &reading.rows {
        if *kind == "interface" {
            *yen.entry(round).or_default() += amount;
        }
    }
    let link = |(taken, other, link, own, its): (
        &Taken<'_>,
        &Taken<'_>,
        &crate::inventory::Link,
        Date,
        Date,
    )| {
        let (from, until) = (own.min(its).max(reading.from), own.max(its));
        let days = (until - from)
            .num_days()
            .min((reading.to - from).num_days() + 1)
            .max(0);
        let round = format!("link.{}.{}", other.system.id, taken.system.id);
        let soft = link.kind == LinkKind::Soft;
        PlanLink {
            from: other.system.id.clone(),
            to: taken.system.id.clone(),
            kind: match link.kind {
                LinkKind::Hard => "hard",
                LinkKind::Soft => "soft",
                LinkKind::Together => "together",
            }
            .to_owned(),
            interface_days: if soft { days } else { 0 },
            interface_yen: yen
                .get(round.as_str())
                .copied()
                .filter(|_| soft)
                .unwrap_or(0),
        }
    };
    super::linked::links(reading).map(link).collect()
}

/// Load of every vendor and team as the plan shows it.
pub(super) fn shown_loads(reading: &Reading<'_>) -> Vec<Load> {
    let shown = |(burden, provider): (&Burden, &Provider)| Load {
        provider: provider.id.clone(),
        name: provider.name.clone(),
        team: provider.team,
        builds: burden
            .builds
            .iter()
            .map(|(from, units)| LoadStep {
                from: *from,
                units: *units,
                capacity: provider.builds.on(*from),
            })
            .collect(),
        cutovers: burden
            .cutovers
            .iter()
            .map(|((year, month), (count, _))| (format!("{year:04}-{month:02}"), *count))
            .collect(),
        peak: burden.peak(
            &provider.builds,
            &provider.cutovers_per_month,
            reading.as_of,
        ),
    };
    reading
        .burdens
        .iter()
        .zip(&reading.inventory.providers)
        .map(shown)
        .collect()
}

fn loads(reading: &Reading<'_>, found: &mut Found) {
    let by_id: BTreeMap<&str, &Load> = reading
        .plan
        .load
        .iter()
        .map(|l| (l.provider.as_str(), l))
        .collect();
    let musts = shown_loads(reading);
    for (must, provider) in musts.iter().zip(&reading.inventory.providers) {
        let is = by_id.get(provider.id.as_str());
        let right: [(&str, bool); 3] = [
            (
                "builds",
                is.is_some_and(|is| same_steps(provider, must, is)),
            ),
            (
                "cutovers",
                is.is_some_and(|is| must.cutovers == is.cutovers),
            ),
            ("peak", is.is_some_and(|is| same_peak(must.peak, is.peak))),
        ];
        for (part, _) in right.iter().filter(|(_, right)| !*right) {
            let what = "the load of a vendor or team is not what the dates give";
            found.add(
                None,
                None,
                what,
                &[("provider", &provider.id), ("part", part)],
            );
        }
    }
    if by_id.len() != reading.plan.load.len() || by_id.len() != musts.len() {
        found.add(None, None, "a load twice or of nobody", &[]);
    }
}

/// Whether two lists of steps say the same of every day.
fn same_steps(provider: &Provider, must: &Load, is: &Load) -> bool {
    let table = |load: &Load| -> BTreeMap<Date, u32> {
        load.builds
            .iter()
            .map(|step| (step.from, step.units))
            .collect()
    };
    let (must, shown) = (table(must), table(is));
    let on = |steps: &BTreeMap<Date, u32>, day: &Date| {
        steps
            .range(..=*day)
            .next_back()
            .map_or(0, |(_, units)| *units)
    };
    let capacity = is
        .builds
        .iter()
        .all(|step| step.capacity == provider.builds.on(step.from));
    capacity
        && shown
            .keys()
            .chain(must.keys())
            .all(|day| on(&shown, day) == on(&must, day))
}

fn same_peak(must: Option<f64>, is: Option<f64>) -> bool {
    // Nothing done is as good as nothing limited.
    (must.unwrap_or(0.0) - is.unwrap_or(0.0)).abs() <= 1e-9
}

fn slack(reading: &Reading<'_>, found: &mut Found) {
    for (taken, must) in reading.taken.iter().zip(super::slack::slacks(reading)) {
        let is: (i64, bool) = (taken.plan.slack_days, taken.plan.critical);
        if is != (must.days, must.critical) {
            let values: [(&str, &dyn Display); 4] = [
                ("is", &is.0),
                ("must", &must.days),
                ("critical", &is.1),
                ("must-be-critical", &must.critical),
            ];
            found.add(
                Some(&taken.system.id),
                None,
                "slack is not what the dates give",
                &values,
            );
        }
    }
}

/// Whether each system moves off its hardware before the last that is rehosted from it.
pub(super) fn moves_early(reading: &Reading<'_>) -> Vec<bool> {
    let rehost = |taken: &Taken<'_>| {
        let m = taken
            .moves
            .iter()
            .find(|m| m.rule.kind == WorkKind::Rehost)?;
        Some((taken.system.hardware?, m.cutover))
    };
    let mut last = BTreeMap::new();
    for (hardware, cutover) in reading.taken.iter().filter_map(rehost) {
        let known = last.entry(hardware).or_insert(cutover);
        *known = (*known).max(cutover);
    }
    let early = |taken| rehost(taken).is_some_and(|(hardware, day)| day < last[&hardware]);
    reading.taken.iter().map(early).collect()
}

fn early_moves(reading: &Reading<'_>, found: &mut Found) {
    for (taken, must) in reading.taken.iter().zip(moves_early(reading)) {
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
