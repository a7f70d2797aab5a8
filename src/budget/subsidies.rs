//! Money from elsewhere beside the city's own. No plan chooses by it.

use super::facts::Facts;
use super::{Nature, Row};
use crate::facts::segment;
use std::collections::BTreeMap;

/// What one subsidy pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subsidy {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Percent of what is eligible.
    pub rate: i64,
    /// The most it pays in all.
    pub cap: Option<i64>,
    /// Yen by fiscal year.
    pub years: BTreeMap<i32, i64>,
    /// Yen of eligible costs by fiscal year.
    pub eligible: BTreeMap<i32, i64>,
    /// Some of its facts wait for review.
    pub assumed: bool,
}

/// Who pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Subsidies in the order of their ids.
    pub subsidies: Vec<Subsidy>,
    /// The city's own money by fiscal year: costs less subsidies.
    pub own: BTreeMap<i32, i64>,
}

/// Conditions of a subsidy.
struct Terms<'p> {
    systems: Option<Vec<&'p str>>,
    stages: Vec<&'p str>,
    parts: Vec<&'p str>,
    from: i64,
    to: i64,
}

impl<'p> Terms<'p> {
    fn of(facts: Facts<'p>, base: &str) -> Terms<'p> {
        let list = |key: &str| -> Option<Vec<&'p str>> {
            let text = facts.text(&format!("{base}.{key}"))?;
            Some(text.split(", ").filter(|t| !t.is_empty()).collect())
        };
        let parts = list("per").unwrap_or_default();
        Terms {
            systems: list("systems"),
            stages: list("stages").unwrap_or_default(),
            parts: if parts.is_empty() {
                vec!["once"]
            } else {
                parts
            },
            from: facts.number(&format!("{base}.from")).unwrap_or(i64::MIN),
            to: facts.number(&format!("{base}.to")).unwrap_or(i64::MAX),
        }
    }

    fn eligible(&self, row: &Row, facts: Facts<'_>) -> bool {
        let year = i64::from(row.fiscal_year);
        let ours = |ids: &Vec<&str>| row.systems().any(|id| ids.contains(&id));
        let stage = || {
            // The operation and the extensions of a round are of its stage.
            let round = row.round.split("/extension-").next().unwrap_or_default();
            let path = format!("procurement.{}.stage", segment(round));
            let standard = row.round.ends_with("/operation").then_some("standard");
            facts.text(&path).or(standard)
        };
        (self.from..=self.to).contains(&year)
            && self.parts.contains(&row.kind.as_str())
            && self.systems.as_ref().is_none_or(ours)
            && (self.stages.is_empty() || stage().is_some_and(|s| self.stages.contains(&s)))
    }
}

pub(super) fn sources(rows: &[Row], facts: &Facts<'_>) -> Sources {
    let mut ids: Vec<(usize, &str)> = facts
        .below("subsidy.")
        .filter_map(|(path, fact)| {
            let id = path.strip_prefix("subsidy.")?.strip_suffix(".rate")?;
            Some((fact.line, id))
        })
        .collect();
    // In the order in which they are written: the first pays first.
    ids.sort_unstable();
    let mut left: Vec<i64> = rows.iter().map(|row| row.yen.max(0)).collect();
    let mut subsidies = Vec::new();
    for (_, id) in ids {
        let base = format!("subsidy.{id}");
        let rate = facts.number(&format!("{base}.rate")).unwrap_or(0);
        let cap = facts.yen(&format!("{base}.cap"));
        let terms = Terms::of(*facts, &base);
        let mut room = cap.unwrap_or(i64::MAX);
        let mut order: Vec<usize> = (0..rows.len())
            .filter(|n| rows.get(*n).is_some_and(|row| terms.eligible(row, *facts)))
            .collect();
        order.sort_by_key(|n| rows.get(*n).map(|row| row.fiscal_year));
        let (mut years, mut eligible) = (BTreeMap::new(), BTreeMap::new());
        for n in order {
            let (Some(row), Some(left)) = (rows.get(n), left.get_mut(n)) else {
                continue;
            };
            let share = i128::from(row.yen) * i128::from(rate.clamp(0, 100)) / 100;
            let share = i64::try_from(share)
                .unwrap_or(0)
                .min(*left)
                .min(room)
                .max(0);
            *left -= share;
            room -= share;
            let year: &mut i64 = years.entry(row.fiscal_year).or_default();
            *year = year.saturating_add(share);
            let all: &mut i64 = eligible.entry(row.fiscal_year).or_default();
            *all = all.saturating_add(row.yen);
        }
        let plain = id.trim_matches('"');
        subsidies.push(Subsidy {
            id: plain.to_owned(),
            name: facts
                .text(&format!("{base}.name"))
                .unwrap_or(plain)
                .to_owned(),
            rate,
            cap,
            years,
            eligible,
            assumed: ["rate", "cap", "from", "to"]
                .iter()
                .any(|key| facts.assumed(&format!("{base}.{key}"))),
        });
    }
    let mut own = BTreeMap::new();
    for (row, left) in rows.iter().zip(&left) {
        if row.nature() != Nature::Penalty {
            let year: &mut i64 = own.entry(row.fiscal_year).or_default();
            *year = year.saturating_add(*left);
        }
    }
    Sources { subsidies, own }
}
