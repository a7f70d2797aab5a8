//! Whose deadlines: owners, businesses and vendors as people type them.

use super::{Chosen, Deadlines, Due, DueName};
use crate::calendar::Duration;
use crate::diag::closest;
use crate::inventory::Inventory;
use crate::report::{clean, wording};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

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

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOf {
    /// A section that owns systems.
    Owner,
    /// A business.
    Business,
    /// A vendor or a team.
    Vendor,
}

/// A name that nothing has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it should be of.
    pub wanted: NameOf,
    /// As typed.
    pub name: String,
    /// What was meant, perhaps.
    pub nearest: Option<String>,
    /// What there is.
    pub known: Vec<String>,
}

/// Ids with their shown names.
type Known = BTreeMap<String, String>;

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

fn owners(inventory: &Inventory) -> Known {
    let owners = inventory.systems.iter().filter_map(|s| s.owner.as_deref());
    let owners = owners.map(clean).filter(|o| !o.is_empty());
    owners.map(|o| (o.clone(), o)).collect()
}

fn businesses(inventory: &Inventory) -> Known {
    let all = inventory.catalogue.businesses.iter();
    let all = all.map(|b| (b.id.clone(), wording::name_or_id(&b.name, &b.id)));
    let served = inventory.systems.iter().flat_map(|s| &s.businesses);
    let mut known: Known = served.map(|id| (id.clone(), clean(id))).collect();
    known.extend(all);
    known
}

fn vendors(inventory: &Inventory) -> Known {
    let all = inventory.providers.iter();
    all.map(|p| (p.id.clone(), wording::name_or_id(&p.name, &p.id)))
        .collect()
}

/// The names behind what was typed: the id or the name itself, else every name that holds it.
fn found(wanted: NameOf, typed: &[String], known: &Known) -> Result<Vec<DueName>, Unknown> {
    let mut all: BTreeSet<DueName> = BTreeSet::new();
    for text in typed {
        let asked = folded(text);
        let pick = |fits: &dyn Fn(&str) -> bool| -> Vec<DueName> {
            let both = known
                .iter()
                .filter(|(id, name)| fits(&folded(id)) || fits(&folded(name)));
            both.map(|(id, name)| DueName {
                id: id.clone(),
                name: name.clone(),
            })
            .collect()
        };
        let mut names = pick(&|name| name == asked);
        if names.is_empty() && !asked.is_empty() {
            names = pick(&|name| name.contains(&asked));
        }
        if names.is_empty() {
            let candidates = known.iter().flat_map(|(id, name)| [id, name]);
            return Err(Unknown {
                wanted,
                name: text.clone(),
                nearest: closest(text, candidates.map(String::as_str)).map(str::to_owned),
                known: known.values().cloned().collect(),
            });
        }
        all.extend(names);
    }
    Ok(all.into_iter().collect())
}

/// A name as typed: without regard to width, case and blanks.
fn folded(text: &str) -> String {
    let text = text.nfkc().flat_map(char::to_lowercase);
    text.filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let names = ["税務部 市民税課", "税務部 資産税課", "福祉部 介護保険課"];
        names.map(|n| (n.to_owned(), n.to_owned())).into()
    }

    fn names(typed: &str) -> Result<Vec<String>, Unknown> {
        let found = found(NameOf::Owner, &[typed.to_owned()], &known())?;
        Ok(found.into_iter().map(|n| n.name).collect())
    }

    #[test]
    fn a_name_or_a_part_of_it_is_enough() {
        assert_eq!(names("税務部　市民税課").unwrap(), ["税務部 市民税課"]);
        assert_eq!(names("税務部").unwrap().len(), 2);
        assert_eq!(names("介護保険課").unwrap(), ["福祉部 介護保険課"]);
    }

    #[test]
    fn an_unknown_name_is_told_with_the_closest() {
        let unknown = names("税務部 市民課").unwrap_err();
        assert_eq!(unknown.nearest.as_deref(), Some("税務部 市民税課"));
        assert_eq!(unknown.known.len(), 3);
        assert_eq!(names("").unwrap_err().nearest, None);
    }
}
