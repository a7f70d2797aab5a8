//! What a fiscal year may cost at the most.

use super::Found;
use super::reading::Reading;

/// `ceiling`: a plan says of every ceiling that it exceeds by how much, and of no other.
pub(super) fn ceiling(reading: &Reading<'_>, found: &mut Found) {
    if !reading.whole() {
        return;
    }
    let said = reading.plan.warnings.iter();
    let mut said: Vec<(&str, &str, &str)> = said
        .filter(|w| ["ceiling", "hard-ceiling"].contains(&w.code.as_str()))
        .map(|w| {
            let value = |key: &str| w.values.get(key).map_or("", String::as_str);
            (w.code.as_str(), value("ceiling"), value("over"))
        })
        .collect();
    for limit in &reading.inventory.ceilings {
        let ids = |row: &str| -> bool {
            let wanted = limit.systems.as_ref().filter(|systems| !systems.is_empty());
            wanted.is_none_or(|systems| {
                let known = |ix: &crate::inventory::SystemIx| {
                    let id = &reading.inventory.systems[ix.0].id;
                    row.split('+').any(|user| user == id)
                };
                systems.iter().any(known)
            })
        };
        let mut paid: i64 = 0;
        for ((year, systems, _, kind, _), yen) in &reading.rows {
            let counts = if limit.per.is_empty() {
                *kind != "blackout"
            } else {
                limit.per.iter().any(|per| per == kind)
            };
            if *year == limit.fiscal_year.0 && counts && ids(systems) {
                paid = paid.saturating_add(*yen);
            }
        }
        if paid <= limit.yen {
            continue;
        }
        let code = if limit.hard {
            "hard-ceiling"
        } else {
            "ceiling"
        };
        let over = (paid - limit.yen).to_string();
        let of = |w: &&(&str, &str, &str)| **w == (code, limit.name.as_str(), over.as_str());
        match said.iter().position(|w| of(&w)) {
            Some(at) => drop(said.remove(at)),
            None => found.add(
                None,
                None,
                "a ceiling is exceeded, and the plan does not say so",
                &[("ceiling", &limit.id), ("yen-over", &over)],
            ),
        }
    }
    for (_, name, over) in said {
        let what = "a ceiling is said to be exceeded, and is not";
        found.add(None, None, what, &[("ceiling", &name), ("yen-over", &over)]);
    }
}
