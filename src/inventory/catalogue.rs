//! The statutory businesses, as data with sources (`src/builtin/catalogue.toml`).

use crate::calendar::Date;
use crate::facts::Provenance;

/// One business (業務).
#[derive(Clone, Debug)]
pub struct Business {
    /// `juki`, `kojin_juminzei` …
    pub id: String,
    /// Official name.
    pub name: String,
    /// Official three-digit codes.
    pub codes: Vec<String>,
    /// Ministry.
    pub ministry: String,
    /// Number in the cabinet order (令和4年政令第1号), where it has one.
    pub order: Option<u32>,
    /// Known to planners from this day on.
    pub known_from: Date,
    /// Whether prefectures have it too.
    pub prefecture: bool,
    /// A common function (共通機能), not one of the statutory businesses.
    pub common: bool,
    /// Declared by the city itself.
    pub local: bool,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// The businesses in force for one municipality on its as-of date.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// By the order of the file.
    pub businesses: Vec<Business>,
}

impl Catalogue {
    /// The business with this id.
    pub fn get(&self, id: &str) -> Option<&Business> {
        self.businesses.iter().find(|b| b.id == id)
    }

    /// The statutory ones: each must be served, or declared outside.
    pub fn statutory(&self) -> impl Iterator<Item = &Business> {
        self.businesses.iter().filter(|b| !b.common && !b.local)
    }
}
