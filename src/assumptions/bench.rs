//! Facts moved both ways: what is written as a range or as a distribution to its own ends, all else by
//! [`SHIFTS`]; each is a plan of its own.

use super::{Group, Kind, Moved, MovedCutover, SHIFTS};
use crate::calendar::{Date, Duration};
use crate::compare::{Comparison, MovedDate};
use crate::diag::Sink;
use crate::facts::Fact;
use crate::inventory::read::{Node, Value};
use crate::inventory::scenario::{Action, Change, Path, Ratio, Shift, apply};
use crate::inventory::{Draft, check};
use crate::plan::{Effort, Near, Plan, Status, make_near};
use crate::source::Sources;
use chrono::Datelike;
use std::collections::BTreeMap;

/// Keys whose numbers are yen.
const YEN: [&str; 6] = ["yen", "month", "year", "once", "exit", "price"];

/// The ends of a range, by their names.
const ENDS: [&str; 2] = ["low", "high"];

/// The ends of a value that lies between two.
fn ends(value: &str) -> Option<[&str; 2]> {
    let (low, high) = value.split_once("..")?;
    (low != high).then_some([low, high])
}

/// Whether a value lies between two.
pub(super) fn is_range(path: &str, value: &str) -> bool {
    ends(value).is_some() && kind(path, value) != Kind::Other
}

/// What kind of value a fact is, as its text and the name of its key say.
fn kind(path: &str, value: &str) -> Kind {
    let each = || value.split("..");
    let day = |text: &str| text.parse::<Date>().is_ok();
    let length = |text: &str| Duration::parse(text).is_some();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let key = path.rsplit('.').next().unwrap_or("");
    if each().all(day) {
        Kind::Date
    } else if YEN.contains(&key) && each().all(number) {
        Kind::Yen
    } else if each().all(length) {
        Kind::Length
    } else {
        Kind::Other
    }
}

/// One end of a range as it could be written.
fn written(kind: Kind, end: &str) -> Option<Value> {
    match kind {
        Kind::Date => {
            let day: Date = end.parse().ok()?;
            Some(Value::Date(day.year(), day.month(), day.day()))
        }
        Kind::Yen => Some(Value::Integer(Ok(end.parse().ok()?))),
        Kind::Length => Some(Value::Text(end.to_owned())),
        Kind::Other => None,
    }
}

/// Facts that are moved together: of one kind, and either all ranges or none.
pub(super) struct Together<'i> {
    kind: Kind,
    ranges: bool,
    facts: Vec<(String, &'i Fact)>,
}

impl<'i> Group<'i> {
    /// What can be moved of it.
    pub(super) fn moves(&self) -> Vec<Together<'i>> {
        let mut all: BTreeMap<(Kind, bool), Vec<(String, &'i Fact)>> = BTreeMap::new();
        for (path, fact) in &self.facts {
            let kind = kind(path, &fact.value);
            if kind != Kind::Other {
                let ranges = ends(&fact.value).is_some();
                all.entry((kind, ranges))
                    .or_default()
                    .push((path.clone(), fact));
            }
        }
        let one = |((kind, ranges), facts)| Together {
            kind,
            ranges,
            facts,
        };
        all.into_iter().map(one).collect()
    }
}

/// What facts are moved on.
pub(super) struct Bench<'a> {
    pub(super) draft: &'a Draft,
    pub(super) sources: &'a Sources,
    pub(super) effort: Effort,
    pub(super) as_of: Date,
    pub(super) plan: &'a Plan,
    /// What may be taken over from it.
    pub(super) near: &'a Near<'a>,
}

impl Bench<'_> {
    /// Down and up, pair by pair.
    pub(super) fn moves(&self, group: &Group<'_>) -> Vec<Moved> {
        let mut all = Vec::new();
        for together in group.moves() {
            let bys = match together.ranges {
                true => Some(&ENDS),
                false => SHIFTS
                    .iter()
                    .find(|(of, _)| *of == together.kind)
                    .map(|s| &s.1),
            };
            for by in bys.into_iter().flatten() {
                all.push(self.moved(by, &together));
            }
        }
        all
    }

    fn moved(&self, by: &str, together: &Together<'_>) -> Moved {
        let kind = together.kind;
        let end = |fact: &Fact| {
            let at = ENDS.iter().position(|end| *end == by)?;
            Some(ends(&fact.value)?[at].to_owned())
        };
        let mut found = Moved {
            kind,
            by: by.to_owned(),
            end: match together.facts.as_slice() {
                [(_, only)] if together.ranges => end(only),
                _ => None,
            },
            refused: true,
            planned: false,
            gap_days: 0,
            hard_late_days: 0,
            late_days: 0,
            cost_yen: 0,
            cutovers: Vec::new(),
        };
        let action = |fact: &Fact| match (together.ranges, kind) {
            (true, _) => Some(Action::Set(Node {
                value: written(kind, &end(fact)?)?,
                span: fact.span,
                provenance: fact.provenance.clone(),
            })),
            (false, Kind::Date) => Shift::parse(by).map(Action::Shift),
            (false, _) => Ratio::parse(by).map(Action::Scale),
        };
        let changes = together.facts.iter().map(|(path, fact)| {
            Some(Change {
                path: Path::parse(path).ok()?,
                at: fact.span,
                action: action(fact)?,
                value_at: fact.span,
                provenance: fact.provenance.clone(),
            })
        });
        let changes: Vec<Change> = changes.flatten().collect();
        let (mut draft, mut sink) = (self.draft.clone(), Sink::new());
        if apply(&mut draft, &changes, &mut sink).is_empty() {
            // Rounded away: the value is the same.
            found.planned = !sink.has_errors();
            found.refused = !found.planned;
            return found;
        }
        let Some(inventory) = check(draft, self.as_of, &mut sink) else {
            return found;
        };
        found.refused = false;
        let plan = make_near(&inventory, self.sources, self.effort, self.near);
        if plan.outcome.status == Status::Unknown {
            return found;
        }
        let (old, new) = (&self.plan.outcome.objective, &plan.outcome.objective);
        found.planned = true;
        found.gap_days = new.gap_days - old.gap_days;
        found.hard_late_days = new.hard_late_days - old.hard_late_days;
        found.late_days = new.late_days - old.late_days;
        found.cost_yen = new.cost_yen - old.cost_yen;
        for moved in Comparison::of(self.plan, &plan).moved {
            let cutover = |date: &&MovedDate| date.kind == "cutover";
            found
                .cutovers
                .extend(moved.dates.iter().filter(cutover).map(|date| MovedCutover {
                    system: moved.system.clone(),
                    name: moved.name.clone(),
                    standard: date.standard,
                    old: date.old,
                    new: date.new,
                }));
        }
        found
    }
}
