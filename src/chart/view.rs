//! Which rows are drawn in what order, and under which headings.

use super::{Chart, LinkLook};
use crate::calendar::FiscalYear;
use crate::plan::{Plan, PlanSystem};
use crate::report::{clean, wording};
use crate::words::{Lang, say};
use std::collections::BTreeMap;

/// How the rows are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// In the order of the plan.
    #[default]
    System,
    /// By the section that owns the system.
    Owner,
    /// By the vendor of the last move.
    Vendor,
    /// By the fiscal year of the last ▲.
    FiscalYear,
    /// Only the systems with the least slack or worse, and what must go before or with them or
    /// waits for them.
    Critical,
}

/// Rows under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Owner, vendor or fiscal year; `None` where the view has no headings.
    pub heading: Option<String>,
    /// Rows of the chart.
    pub rows: Vec<usize>,
}

impl View {
    /// Every view.
    pub const ALL: [View; 5] = [
        View::System,
        View::Owner,
        View::Vendor,
        View::FiscalYear,
        View::Critical,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            View::System => "system",
            View::Owner => "owner",
            View::Vendor => "vendor",
            View::FiscalYear => "fiscal-year",
            View::Critical => "critical",
        }
    }

    /// What the picture says of it; nothing of the usual one.
    pub fn words(self, lang: Lang) -> Option<String> {
        let said = || say(lang, &format!("report-view-{}", self.name()), &[]);
        (self != View::System).then(said)
    }

    /// Reads a name as `--view` takes it.
    pub fn parse(name: &str) -> Option<View> {
        let name = name.trim().to_ascii_lowercase();
        View::ALL.into_iter().find(|view| view.name() == name)
    }
}

impl Chart {
    /// The rows of a view, group by group.
    pub fn groups(&self, plan: &Plan, view: View, lang: Lang) -> Vec<Group> {
        let all = || (0..self.rows.len()).collect::<Vec<usize>>();
        match view {
            View::System => vec![plain(all())],
            View::Critical => vec![plain(self.critical())],
            View::Owner => grouped(plan, lang, |system| {
                let owner = clean(&system.owner);
                (owner.clone(), owner)
            }),
            View::Vendor => grouped(plan, lang, |system| {
                let vendor = vendor(plan, system);
                let name = wording::provider(plan, &vendor);
                (vendor, name)
            }),
            View::FiscalYear => grouped(plan, lang, |system| {
                let cutovers = system.milestones.iter().filter(|m| m.kind == "cutover");
                match cutovers.map(|m| FiscalYear::of(m.date).0).max() {
                    Some(year) => (format!("{year:08}"), wording::fiscal_year(year, true, lang)),
                    None => (String::new(), String::new()),
                }
            }),
        }
    }

    /// Rows with the least slack, and those that a link ties to them.
    fn critical(&self) -> Vec<usize> {
        let critical = |n: usize| self.rows.get(n).is_some_and(|row| row.critical || row.bad);
        let tied = |n: usize| {
            let binding = self.links.iter().filter(|link| link.look != LinkLook::Soft);
            binding.into_iter().any(|link| {
                (link.from == n && critical(link.to)) || (link.to == n && critical(link.from))
            })
        };
        (0..self.rows.len())
            .filter(|n| critical(*n) || tied(*n))
            .collect()
    }
}

fn plain(rows: Vec<usize>) -> Group {
    Group {
        heading: None,
        rows,
    }
}

/// Rows by what `key` says of them (an order, and a heading); what it says nothing of comes last.
fn grouped(plan: &Plan, lang: Lang, key: impl Fn(&PlanSystem) -> (String, String)) -> Vec<Group> {
    let mut groups: BTreeMap<(bool, String), Group> = BTreeMap::new();
    for (n, system) in plan.systems.iter().enumerate() {
        let (order, name) = key(system);
        let heading = if name.is_empty() {
            say(lang, "report-view-other", &[])
        } else {
            name
        };
        groups
            .entry((order.is_empty(), order))
            .or_insert_with(|| Group {
                heading: Some(heading),
                rows: Vec::new(),
            })
            .rows
            .push(n);
    }
    groups.into_values().collect()
}

/// Who does the last move of a system, or else has its present contract.
fn vendor(plan: &Plan, system: &PlanSystem) -> String {
    let last = system
        .milestones
        .iter()
        .filter(|m| m.kind == "cutover")
        .max_by_key(|m| m.date);
    let of_round = last.and_then(|m| {
        let paths = [
            format!("procurement.{}.vendor", m.round),
            format!("procurement.\"{}\".vendor", m.round),
        ];
        paths.iter().find_map(|path| plan.facts.get(path))
    });
    of_round.map_or_else(|| system.vendor.clone(), |fact| fact.value.clone())
}
