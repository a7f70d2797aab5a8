//! What a plan shows of the inventory: names, owners, vendors, businesses.

use super::Found;
use super::reading::{Reading, Taken};
use crate::inventory::{Group, Inventory};
use crate::plan::{Activity, PlanMunicipality, PlanSystem, Stage};
use std::collections::BTreeMap;

/// The municipality as the plan shows it.
pub(super) fn municipality(inventory: &Inventory) -> PlanMunicipality {
    let source = &inventory.municipality;
    PlanMunicipality {
        code: source.code.clone(),
        name: source.name.clone(),
        lang: source.lang.clone(),
    }
}

/// Writes what is shown of a system, and nothing of its dates.
pub(super) fn describe(inventory: &Inventory, taken: &Taken<'_>, shown: &mut PlanSystem) {
    let source = taken.system;
    let contract = source.contract.and_then(|c| inventory.contracts.get(c.0));
    let vendor = contract.and_then(|c| inventory.providers.get(c.vendor?.0));
    shown.name.clone_from(&source.name);
    shown.group = match source.group {
        Group::Core => "core".to_owned(),
        Group::Common => "common".to_owned(),
    };
    shown.owner = source.owner.clone().unwrap_or_default();
    shown.businesses.clone_from(&source.businesses);
    shown.vendor = vendor.map(|v| v.id.clone()).unwrap_or_default();
}

/// Part of `section`: what is shown is what the inventory and the routes say.
pub(super) fn names(reading: &Reading<'_>, found: &mut Found) {
    let plan = reading.plan;
    if plan.municipality != municipality(reading.inventory) {
        let what = "another municipality";
        found.add(None, None, what, &[("name", &plan.municipality.name)]);
    }
    let providers = reading.inventory.providers.iter();
    let known: BTreeMap<&str, (&str, bool)> = providers
        .map(|p| (p.id.as_str(), (p.name.as_str(), p.team)))
        .collect();
    for load in &plan.load {
        let must = known.get(load.provider.as_str());
        if must.is_some_and(|must| *must != (load.name.as_str(), load.team)) {
            let what = "a vendor or team by another name";
            found.add(None, None, what, &[("provider", &load.provider)]);
        }
    }
    for taken in &reading.taken {
        let mut must = taken.plan.clone();
        describe(reading.inventory, taken, &mut must);
        let shown = |s: &PlanSystem| {
            let group = s.group.clone();
            let owner = (s.owner.clone(), s.vendor.clone());
            (s.name.clone(), group, owner, s.businesses.clone())
        };
        if shown(&must) != shown(taken.plan) {
            let what = "name, group, owner, vendor or businesses are not the inventory's";
            let system = Some(taken.system.id.as_str());
            found.add(system, None, what, &[("name", &taken.plan.name)]);
        }
        bars(taken, found);
    }
}

/// Bars and steps are called what the routes call them.
fn bars(taken: &Taken<'_>, found: &mut Found) {
    let stage = |s: &Stage| (s.name.clone(), s.name_en.clone());
    let step = |a: &Activity| (a.name.clone(), a.name_en.clone());
    let pairs = super::complete::bars(taken).into_iter();
    let stages = pairs.filter_map(|(must, is)| {
        let (must, is) = (must?, is?);
        (stage(must) != stage(is)).then_some((&is.id, &is.name, &must.name))
    });
    let steps = taken.plan.activities.iter().filter_map(|is| {
        let same = |a: &&Activity| (&a.round, &a.id) == (&is.round, &is.id);
        let must = taken.activities.iter().find(same)?;
        (step(must) != step(is)).then_some((&is.id, &is.name, &must.name))
    });
    for (id, is, must) in stages.chain(steps) {
        let system = Some(taken.system.id.as_str());
        let what = "a bar or step by another name";
        found.add(
            system,
            None,
            what,
            &[("id", id), ("is", is), ("must", must)],
        );
    }
}
