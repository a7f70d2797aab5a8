//! The rows summed up by what a reader asks for, and the difference to another plan.

use super::{Budget, Nature, Row, sum};
use std::collections::BTreeMap;

/// What rows are summed up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Fiscal year.
    FiscalYear,
    /// System; what several share is a line of its own.
    System,
    /// Round, contract, hardware or link.
    Round,
    /// Instrument.
    Instrument,
    /// Section that owns it.
    Owner,
    /// Kind of cost.
    Kind,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Fiscal year, ids of systems, round, instrument, owner or kind.
    pub key: String,
    /// Yen by fiscal year.
    pub years: BTreeMap<i32, i64>,
    /// Yen that is paid once.
    pub one_off: i64,
    /// Yen that goes on.
    pub running: i64,
    /// What only the planner counts.
    pub penalty: i64,
    /// Their sum.
    pub total: i64,
}

/// All lines; their sum is the budget's total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// What they are summed up by.
    pub by: By,
    /// Fiscal years in order.
    pub years: Vec<i32>,
    /// Lines in the order of the plan.
    pub groups: Vec<Group>,
    /// Everything.
    pub sum: Group,
}

impl By {
    /// All, as named on the command line.
    pub const ALL: [(&'static str, By); 6] = [
        ("fiscal-year", By::FiscalYear),
        ("system", By::System),
        ("round", By::Round),
        ("instrument", By::Instrument),
        ("owner", By::Owner),
        ("kind", By::Kind),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        By::ALL
            .iter()
            .find(|(_, by)| *by == self)
            .map_or("", |(name, _)| name)
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<By> {
        By::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, by)| *by)
    }

    /// What a row is summed up under.
    pub fn key(self, row: &Row) -> String {
        match self {
            By::FiscalYear => row.fiscal_year.to_string(),
            By::System => row.system.clone(),
            By::Round => row.round.clone(),
            By::Instrument => row.instrument.clone(),
            By::Owner => row.owner.clone(),
            By::Kind => row.kind.clone(),
        }
    }
}

/// Instruments and kinds in the order in which they are shown.
const ORDER: [&str; 15] = [
    "once",
    "month",
    "present",
    "extension",
    "reference",
    "interface",
    "blackout",
    "exit",
    "initial",
    "supplementary",
    "debt-burden",
    "continuing",
    "long-term",
    "carry-over",
    "existing",
];

pub(super) fn groups(budget: &Budget, by: By) -> Groups {
    let mut order: Vec<String> = Vec::new();
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    let mut sum = Group::new(String::new());
    for row in &budget.rows {
        let key = by.key(row);
        let group = found.entry(key.clone()).or_insert_with(|| {
            order.push(key.clone());
            Group::new(key)
        });
        group.add(row);
        sum.add(row);
    }
    let places: BTreeMap<&str, usize> = budget
        .systems
        .iter()
        .enumerate()
        .map(|(n, id)| (id.as_str(), n))
        .collect();
    let place = |ids: &str| {
        let first = ids.split('+').next().unwrap_or_default();
        // What several share comes after what one has.
        (
            ids.matches('+').count(),
            places.get(first).copied().unwrap_or(usize::MAX),
        )
    };
    let mut of_round: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut of_owner: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in &budget.rows {
        for (map, key) in [(&mut of_round, &row.round), (&mut of_owner, &row.owner)] {
            let best = map.entry(key).or_insert((usize::MAX, usize::MAX));
            *best = (*best).min(place(&row.system));
        }
    }
    let last = (usize::MAX, usize::MAX);
    order.sort_by_cached_key(|key| {
        let at = match by {
            By::FiscalYear => (0, key.parse().unwrap_or(usize::MAX)),
            By::Kind | By::Instrument => {
                let at = ORDER.iter().position(|k| k == key);
                (0, at.unwrap_or(ORDER.len()))
            }
            By::System => place(key),
            By::Owner if key.is_empty() => last,
            By::Owner => of_owner.get(key.as_str()).copied().unwrap_or(last),
            By::Round => of_round.get(key.as_str()).copied().unwrap_or(last),
        };
        (at, key.clone())
    });
    Groups {
        by,
        years: budget.years.clone(),
        groups: order.iter().filter_map(|key| found.remove(key)).collect(),
        sum,
    }
}

impl Group {
    fn new(key: String) -> Group {
        Group {
            key,
            years: BTreeMap::new(),
            one_off: 0,
            running: 0,
            penalty: 0,
            total: 0,
        }
    }

    fn add(&mut self, row: &Row) {
        let year = self.years.entry(row.fiscal_year).or_default();
        *year = year.saturating_add(row.yen);
        let nature = match row.nature() {
            Nature::OneOff => &mut self.one_off,
            Nature::Running => &mut self.running,
            Nature::Penalty => &mut self.penalty,
        };
        *nature = nature.saturating_add(row.yen);
        self.total = self.total.saturating_add(row.yen);
    }

    /// Yen of one fiscal year.
    pub fn in_year(&self, year: i32) -> i64 {
        self.years.get(&year).copied().unwrap_or(0)
    }
}

/// Line by line what `ours` has more than `theirs`; lines that do not differ are left out.
pub fn compare(ours: &Groups, theirs: &Groups) -> Groups {
    let mut years: Vec<i32> = ours.years.iter().chain(&theirs.years).copied().collect();
    years.sort_unstable();
    years.dedup();
    let less = |a: &Group, b: Option<&Group>| {
        let of = |read: &dyn Fn(&Group) -> i64| read(a).saturating_sub(b.map_or(0, read));
        Group {
            key: a.key.clone(),
            years: years
                .iter()
                .map(|year| (*year, of(&|g| g.in_year(*year))))
                .collect(),
            one_off: of(&|g| g.one_off),
            running: of(&|g| g.running),
            penalty: of(&|g| g.penalty),
            total: of(&|g| g.total),
        }
    };
    let of = |groups: &Groups, key: &str| groups.groups.iter().find(|g| g.key == key).cloned();
    let mut keys: Vec<&str> = ours.groups.iter().map(|g| g.key.as_str()).collect();
    for group in &theirs.groups {
        if !keys.contains(&group.key.as_str()) {
            keys.push(&group.key);
        }
    }
    let groups = keys.into_iter().map(|key| {
        let ours = of(ours, key).unwrap_or_else(|| Group::new(key.to_owned()));
        less(&ours, of(theirs, key).as_ref())
    });
    let differs = |g: &Group| {
        let natures = [g.one_off, g.running, g.penalty, g.total];
        natures.iter().chain(g.years.values()).any(|yen| *yen != 0)
    };
    let sum = less(&ours.sum, Some(&theirs.sum));
    Groups {
        by: ours.by,
        groups: groups.filter(differs).collect(),
        years,
        sum,
    }
}

/// The yen of rows in one year.
pub(super) fn in_year<'r>(rows: impl IntoIterator<Item = &'r Row>, year: i32) -> i64 {
    sum(rows
        .into_iter()
        .filter(|row| row.fiscal_year == year)
        .map(|row| row.yen))
}
