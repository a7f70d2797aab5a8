//! The packages that municipalities usually run, and the businesses that share one.

use super::left_to_the_prefecture;
use super::page::{Page, quoted};
use crate::inventory::{Business, Catalogue, MunicipalityKind};

/// A package to begin with; every number is made up.
pub(super) struct Bundle<'c> {
    pub(super) id: &'c str,
    /// Its businesses: id and official name.
    pub(super) businesses: Vec<&'c Business>,
    pub(super) vendor: &'static str,
    pub(super) common: bool,
    /// On the shared server, else on a cloud of its vendor's.
    pub(super) on_server: bool,
    /// Takes resident data from the system `resident`.
    pub(super) after_resident: bool,
    pub(super) now_month: u32,
    pub(super) standard_once: u32,
    pub(super) standard_month: u32,
    /// The business it is named after, where it is no usual package.
    named_after: Option<&'c Business>,
}

/// id, businesses, vendor, on the shared server, takes resident data, size.
type Usual = (
    &'static str,
    &'static [&'static str],
    &'static str,
    bool,
    bool,
    u32,
);

/// The usual packages. Which businesses share one is inferred from the lists of delayed systems
/// and of conforming products; the two common numbers go first in each.
const USUAL: [Usual; 9] = [
    (
        "resident",
        &["juki", "inkan", "senkyo", "nenkin"],
        "vendor-a",
        true,
        false,
        4,
    ),
    (
        "family-register",
        &["koseki", "fuhyo"],
        "vendor-c",
        false,
        false,
        2,
    ),
    (
        "tax",
        &["kojin_juminzei", "hojin_juminzei", "kotei", "keiji"],
        "vendor-a",
        true,
        true,
        4,
    ),
    (
        "insurance",
        &["kokuho", "koki", "kaigo"],
        "vendor-a",
        true,
        true,
        3,
    ),
    (
        "welfare",
        &["shogai", "seiho", "jido_fuyo"],
        "vendor-b",
        false,
        true,
        2,
    ),
    (
        "child",
        &["jido_teate", "kosodate"],
        "vendor-b",
        false,
        true,
        2,
    ),
    ("school", &["shugaku"], "vendor-a", true, true, 1),
    ("health", &["kenko"], "vendor-b", false, true, 1),
    (
        "common",
        &[
            "shinsei",
            "renkei",
            "jutogai",
            "togo_atena",
            "euc",
            "togo_shuno",
            "togo_taino",
        ],
        "vendor-a",
        false,
        true,
        1,
    ),
];

/// The packages with a business in force here; a business of no usual package gets its own.
pub(super) fn bundles(kind: MunicipalityKind, catalogue: &Catalogue) -> Vec<Bundle<'_>> {
    let here = |b: &&Business| !left_to_the_prefecture(kind, &b.id);
    let mut all: Vec<Bundle<'_>> = USUAL
        .iter()
        .map(
            |&(id, members, vendor, on_server, after_resident, size)| Bundle {
                id,
                businesses: members
                    .iter()
                    .filter_map(|m| catalogue.get(m))
                    .filter(here)
                    .collect(),
                vendor,
                common: id == "common",
                on_server,
                after_resident,
                now_month: size * 600_000,
                standard_once: size * 25_000_000,
                standard_month: size * 900_000,
                named_after: None,
            },
        )
        .collect();
    let usual = |b: &Business| USUAL.iter().any(|u| u.1.contains(&b.id.as_str()));
    for business in catalogue
        .businesses
        .iter()
        .filter(|b| !usual(b))
        .filter(here)
    {
        all.push(Bundle {
            id: &business.id,
            businesses: vec![business],
            vendor: "vendor-a",
            common: business.common,
            on_server: false,
            after_resident: false,
            now_month: 600_000,
            standard_once: 25_000_000,
            standard_month: 900_000,
            named_after: Some(business),
        });
    }
    all.retain(|b| !b.businesses.is_empty());
    // Common functions come last, as on the roadmap.
    all.sort_by_key(|b| b.common);
    all
}

impl Bundle<'_> {
    /// Its name as a TOML string.
    pub(super) fn name(&self, page: &Page) -> String {
        match self.named_after {
            Some(business) => quoted(&business.name),
            None => page.word(&format!("init-v-{}", self.id)),
        }
    }
}
