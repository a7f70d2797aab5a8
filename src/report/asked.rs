//! Names as people type them: of owners, businesses, vendors, columns.

use crate::diag::closest;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOf {
    /// A section that owns systems.
    Owner,
    /// A business.
    Business,
    /// A vendor or a team.
    Vendor,
    /// A column of a list.
    Column,
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
pub(crate) type Named = BTreeMap<String, String>;

/// The ids behind what was typed, with their shown names: the id or the name itself, else every
/// name that holds it.
pub(crate) fn found(wanted: NameOf, typed: &[String], known: &Named) -> Result<Named, Unknown> {
    let mut all = Named::new();
    for text in typed {
        let asked = folded(text);
        let pick = |fits: &dyn Fn(&str) -> bool| -> Vec<(&String, &String)> {
            let both = known
                .iter()
                .filter(|(id, name)| fits(&folded(id)) || fits(&folded(name)));
            both.collect()
        };
        let mut names = pick(&|name| name == asked);
        if names.is_empty() && !asked.is_empty() {
            names = pick(&|name| name.contains(&asked));
        }
        if names.is_empty() {
            let candidates = known.iter().flat_map(|(id, name)| [id, name]);
            let shown: BTreeSet<&String> = known.values().collect();
            return Err(Unknown {
                wanted,
                name: text.clone(),
                nearest: closest(text, candidates.map(String::as_str)).map(str::to_owned),
                known: shown.into_iter().cloned().collect(),
            });
        }
        all.extend(
            names
                .into_iter()
                .map(|(id, name)| (id.clone(), name.clone())),
        );
    }
    Ok(all)
}

/// A name as typed: without regard to width, case and blanks.
pub(crate) fn folded(text: &str) -> String {
    let text = text.nfkc().flat_map(char::to_lowercase);
    text.filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Named {
        let names = ["税務部 市民税課", "税務部 資産税課", "福祉部 介護保険課"];
        names.map(|n| (n.to_owned(), n.to_owned())).into()
    }

    fn names(typed: &str) -> Result<Vec<String>, Unknown> {
        let found = found(NameOf::Owner, &[typed.to_owned()], &known())?;
        Ok(found.into_values().collect())
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
