//! Whose deadlines: owners, businesses and vendors as people type them.

use super::{Chosen, Deadlines, Due, DueName};
use crate::calendar::Duration;
use crate::inventory::Inventory;
use crate::report::asked::{self, Named};
use crate::report::{NameOf, Unknown, clean, wording};

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Owners, or parts of their names.
    pub owners: Vec<String>,
    /// Businesses by id or name.
    pub businesses: Vec<String>,
    /// Vendors and teams by id or name.
    pub vendors: Vec<String>,
    /// No later than this long from the as-of date.
    pub within: Option<Duration>,
}

impl Deadlines {
    /// Only what was asked for.
    pub fn only(mut self, asked: &Asked, inventory: &Inventory) -> Result<Deadlines, Unknown> {
        let owners = found(NameOf::Owner, &asked.owners, &owners(inventory))?;
        let businesses = found(NameOf::Business, &asked.businesses, &businesses(inventory))?;
        let vendors = found(NameOf::Vendor, &asked.vendors, &vendors(inventory))?;
        let until = asked.within;
        let until = until.map(|length| length.last_day(self.as_of, &inventory.calendar));
        let has = |ids: &[DueName], id: &str| ids.iter().any(|n| n.id == id);
        let narrow = |due: &mut Due| {
            if owners.is_empty() && businesses.is_empty() {
                return true;
            }
            due.systems.retain(|s| {
                let own = owners.is_empty() || has(&owners, &s.owner);
                let mut serves = s.businesses.iter();
                own && (businesses.is_empty() || serves.any(|b| has(&businesses, &b.id)))
            });
            !due.systems.is_empty()
        };
        self.deadlines.retain_mut(narrow);
        if !vendors.is_empty() {
            let ours = |due: &Due| due.vendors.iter().any(|v| has(&vendors, &v.id));
            self.deadlines.retain(ours);
        }
        let all = self.deadlines.len();
        if let Some(until) = until {
            self.deadlines.retain(|due| due.date <= until);
        }
        self.later = all - self.deadlines.len();
        self.until = until;
        self.asked = Chosen {
            owners: owners.into_iter().map(|o| o.name).collect(),
            businesses,
            vendors,
        };
        Ok(self)
    }
}

/// The owners behind what was typed.
pub fn owners_named(typed: &[String], inventory: &Inventory) -> Result<Vec<String>, Unknown> {
    let found = found(NameOf::Owner, typed, &owners(inventory))?;
    Ok(found.into_iter().map(|owner| owner.name).collect())
}

/// The vendors and teams behind what was typed.
pub fn vendors_named(typed: &[String], inventory: &Inventory) -> Result<Vec<String>, Unknown> {
    let found = found(NameOf::Vendor, typed, &vendors(inventory))?;
    Ok(found.into_iter().map(|vendor| vendor.name).collect())
}

fn owners(inventory: &Inventory) -> Named {
    let owners = inventory.systems.iter().filter_map(|s| s.owner.as_deref());
    let owners = owners.map(clean).filter(|o| !o.is_empty());
    owners.map(|o| (o.clone(), o)).collect()
}

fn businesses(inventory: &Inventory) -> Named {
    let all = inventory.catalogue.businesses.iter();
    let all = all.map(|b| (b.id.clone(), wording::name_or_id(&b.name, &b.id)));
    let served = inventory.systems.iter().flat_map(|s| &s.businesses);
    let mut known: Named = served.map(|id| (id.clone(), clean(id))).collect();
    known.extend(all);
    known
}

fn vendors(inventory: &Inventory) -> Named {
    let all = inventory.providers.iter();
    all.map(|p| (p.id.clone(), wording::name_or_id(&p.name, &p.id)))
        .collect()
}

/// The names behind what was typed.
fn found(wanted: NameOf, typed: &[String], known: &Named) -> Result<Vec<DueName>, Unknown> {
    let found = asked::found(wanted, typed, known)?.into_iter();
    Ok(found.map(|(id, name)| DueName { id, name }).collect())
}
