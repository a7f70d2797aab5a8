//! Deadlines being collected: what several systems share is one deadline.

use super::{Due, DueName, DueSystem, State};
use crate::calendar::Date;
use crate::facts::{Confidence, segment};
use crate::inventory::{Inventory, ProviderIx, RoundIx};
use crate::plan::{Plan, PlanSystem};
use crate::report::{clean, wording};
use crate::words::{Lang, say};
use std::collections::BTreeMap;

/// What all parts of the list look things up in.
pub(super) struct Maker<'a> {
    pub(super) inventory: &'a Inventory,
    pub(super) plan: &'a Plan,
    pub(super) lang: Lang,
    rounds: BTreeMap<&'a str, RoundIx>,
    businesses: BTreeMap<&'a str, &'a str>,
    /// By id.
    found: BTreeMap<String, Due>,
}

/// A deadline before it is known whether others share it.
pub(super) struct New<'s> {
    pub(super) id: String,
    pub(super) kind: &'s str,
    pub(super) what: String,
    pub(super) symbol: Option<String>,
    pub(super) date: Date,
    pub(super) state: State,
    pub(super) subject: String,
    pub(super) provider: Option<ProviderIx>,
    pub(super) why: String,
    pub(super) if_missed: String,
    pub(super) assumed: bool,
}

impl New<'_> {
    /// The same once more, for the next system that shares it.
    pub(super) fn again(&self) -> Self {
        New {
            id: self.id.clone(),
            what: self.what.clone(),
            symbol: self.symbol.clone(),
            subject: self.subject.clone(),
            why: self.why.clone(),
            if_missed: self.if_missed.clone(),
            ..*self
        }
    }
}

impl<'a> Maker<'a> {
    pub(super) fn new(inventory: &'a Inventory, plan: &'a Plan, lang: Lang) -> Maker<'a> {
        let rounds = inventory.rounds.iter().enumerate();
        let businesses = inventory.catalogue.businesses.iter();
        Maker {
            inventory,
            plan,
            lang,
            rounds: rounds.map(|(i, r)| (r.id.as_str(), RoundIx(i))).collect(),
            businesses: businesses
                .map(|b| (b.id.as_str(), b.name.as_str()))
                .collect(),
            found: BTreeMap::new(),
        }
    }

    /// A sentence of the catalogue.
    pub(super) fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        say(self.lang, key, args)
    }

    /// Whether anything is planned at all.
    pub(super) fn planned(&self) -> bool {
        let systems = &self.plan.systems;
        systems.is_empty() || systems.iter().any(|s| !s.milestones.is_empty())
    }

    /// The round of a milestone: that of an extension or an operation is the one it goes on from.
    pub(super) fn round(&self, id: &str) -> Option<RoundIx> {
        let base = id.rsplit_once('/').map_or(id, |(base, _)| base);
        let found = self.rounds.get(id).or_else(|| self.rounds.get(base));
        found.copied()
    }

    /// Who does the work of a milestone, or whom it concerns.
    pub(super) fn provider(&self, system: &PlanSystem, round: &str) -> Option<ProviderIx> {
        if let Some(ix) = self.round(round) {
            return self.inventory.round(ix).provider;
        }
        let base = round.rsplit_once('/').map_or(round, |(base, _)| base);
        if let Some(id) = base.strip_prefix("contract.") {
            let contracts = self.inventory.contracts.iter();
            return contracts.filter(|c| c.id == id).find_map(|c| c.vendor);
        }
        // `SYSTEM/operation`: the standard's.
        let standard = system.stages.iter().find(|s| s.id == "standard")?;
        let ix = self.rounds.get(standard.round.as_deref()?)?;
        let of_standard = round.ends_with("/operation");
        of_standard.then(|| self.inventory.round(*ix).provider)?
    }

    /// Adds a deadline, or another system to one that is known.
    pub(super) fn add(&mut self, new: New<'_>, system: Option<&PlanSystem>) {
        let system = system.map(|s| self.system(s));
        let vendor = new.provider.map(|ix| self.vendor(ix));
        let mut id = new.id;
        if let (Some(known), Some(system)) = (self.found.get(&id), &system)
            && (known.date, &known.what) != (new.date, &new.what)
        {
            id = format!("{id}:{}", system.id);
        }
        let as_of = self.plan.as_of;
        let due = self.found.entry(id).or_insert_with_key(|id| Due {
            id: id.clone(),
            kind: new.kind.to_owned(),
            what: new.what,
            symbol: new.symbol,
            date: new.date,
            days_left: (new.date - as_of).num_days(),
            state: new.state,
            subject: clean(&new.subject),
            systems: Vec::new(),
            vendors: Vec::new(),
            why: new.why,
            if_missed: new.if_missed,
            assumed: false,
        });
        due.assumed |= new.assumed;
        due.state = due.state.max(new.state);
        if let Some(system) = system.filter(|s| due.systems.iter().all(|o| o.id != s.id)) {
            due.systems.push(system);
        }
        if let Some(vendor) = vendor.filter(|v| !due.vendors.contains(v)) {
            due.vendors.push(vendor);
        }
    }

    /// Says anew what happens if it is missed.
    pub(super) fn retell(&mut self, id: &str, told: String) {
        if let Some(due) = self.found.get_mut(id) {
            due.if_missed = told;
        }
    }

    /// By date; on one day what has a symbol first.
    pub(super) fn finish(self) -> Vec<Due> {
        let mut all: Vec<Due> = self.found.into_values().collect();
        all.sort_by(|a, b| {
            let key = |d: &Due| (d.date, d.symbol.is_none());
            key(a)
                .cmp(&key(b))
                .then_with(|| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)))
        });
        all
    }

    fn system(&self, system: &PlanSystem) -> DueSystem {
        let businesses = system.businesses.iter().map(|id| DueName {
            id: id.clone(),
            name: wording::name_or_id(self.businesses.get(id.as_str()).copied().unwrap_or(""), id),
        });
        DueSystem {
            id: system.id.clone(),
            name: wording::name_or_id(&system.name, &system.id),
            owner: clean(&system.owner),
            businesses: businesses.collect(),
        }
    }

    fn vendor(&self, ix: ProviderIx) -> DueName {
        let provider = &self.inventory.providers[ix.0];
        DueName {
            id: provider.id.clone(),
            name: wording::name_or_id(&provider.name, &provider.id),
        }
    }

    /// Whether a fact of the inventory is assumed.
    pub(super) fn assumed(&self, path: &str) -> bool {
        self.plan.facts.get(path).is_some_and(|fact| {
            fact.confidence == Confidence::Assumed && !fact.file.starts_with(crate::source::BUILTIN)
        })
    }

    /// Where a fact is written and how sure it is.
    pub(super) fn place(&self, path: &str) -> String {
        let Some(fact) = self.plan.facts.get(path) else {
            return clean(path);
        };
        let confidence = match fact.confidence {
            Confidence::Assumed => "why-assumed",
            Confidence::Stated => "why-stated",
            Confidence::Confirmed => "why-confirmed",
        };
        let args = [
            ("file", clean(&fact.file)),
            ("line", fact.line.to_string()),
            ("confidence", self.say(confidence, &[])),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        self.say("due-place", &args)
    }
}

/// `contract.tax-2016.ends`
pub(super) fn path(kind: &str, id: &str, key: &str) -> String {
    format!("{kind}.{}.{key}", segment(id))
}
