//! Money by fiscal year and kind; its total is the plan's `cost_yen`.

use super::wording;
use crate::plan::Plan;
use crate::words::Lang;
use std::collections::BTreeMap;

/// The kinds in the order they are shown; what a plan holds beside them comes last.
const KINDS: [&str; 8] = [
    "once",
    "month",
    "present",
    "extension",
    "reference",
    "interface",
    "blackout",
    "exit",
];

/// Money by fiscal year.
#[derive(Clone, Debug)]
pub struct Money {
    /// Kinds that occur: key and shown name, in the order they are shown.
    pub kinds: Vec<(String, String)>,
    /// Fiscal years that occur, in order.
    pub years: Vec<MoneyYear>,
    /// The sum of everything.
    pub total: i64,
}

/// One fiscal year.
#[derive(Clone, Debug)]
pub struct MoneyYear {
    /// 2026
    pub year: i32,
    /// 令和8年度（2026）
    pub label: String,
    /// Yen by kind.
    pub yen: BTreeMap<String, i64>,
    /// Their sum.
    pub total: i64,
}

impl Money {
    /// The money of a plan.
    pub fn of(plan: &Plan, lang: Lang) -> Money {
        let mut years: BTreeMap<i32, BTreeMap<String, i64>> = BTreeMap::new();
        let mut kinds: Vec<String> = Vec::new();
        let mut total = 0i64;
        for row in &plan.budget {
            let yen = years
                .entry(row.fiscal_year)
                .or_default()
                .entry(row.kind.clone())
                .or_default();
            *yen = yen.saturating_add(row.yen);
            total = total.saturating_add(row.yen);
            if !kinds.contains(&row.kind) {
                kinds.push(row.kind.clone());
            }
        }
        kinds.sort_by_key(|kind| {
            (
                KINDS.iter().position(|k| k == kind).unwrap_or(KINDS.len()),
                kind.clone(),
            )
        });
        let years = years
            .into_iter()
            .map(|(year, yen)| MoneyYear {
                year,
                label: wording::fiscal_year(year, false, lang),
                total: yen.values().fold(0, |sum, yen| sum.saturating_add(*yen)),
                yen,
            })
            .collect();
        let kinds = kinds
            .into_iter()
            .map(|kind| (wording::money_kind(&kind, lang), kind))
            .map(|(n, k)| (k, n));
        Money {
            kinds: kinds.collect(),
            years,
            total,
        }
    }

    /// The sum of one kind over all years.
    pub fn of_kind(&self, kind: &str) -> i64 {
        self.years
            .iter()
            .filter_map(|year| year.yen.get(kind))
            .fold(0, |sum, yen| sum.saturating_add(*yen))
    }
}
