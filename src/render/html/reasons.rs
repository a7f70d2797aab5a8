//! Why each date is what it is: sentences, what they rest on, and the facts at their end.
//!
//! Most of a page is this, so it lies in an element of its own that is read when somebody first asks.

use super::texts::{Text, Texts};
use crate::calendar::Date;
use crate::facts::Confidence;
use crate::plan::{Plan, PlanFact, PlanSystem};
use crate::report::{clean, reason, wording};
use serde::Serialize;
use std::collections::BTreeMap;

/// Reasons and facts of a plan.
#[derive(Debug, Default, Serialize)]
pub(super) struct Why {
    texts: Texts,
    reasons: Vec<Told>,
    facts: Vec<Fact>,
    /// Facts of what pays for a stage.
    groups: Vec<Vec<usize>>,
    #[serde(skip)]
    known_groups: BTreeMap<String, usize>,
    #[serde(skip)]
    known: BTreeMap<(String, String), usize>,
    #[serde(skip)]
    known_facts: BTreeMap<String, usize>,
}

/// One reason, as it is told of a kind of date.
#[derive(Debug, Default, Serialize)]
struct Told {
    /// The sentence.
    text: Text,
    /// Number of the system, what it is the reason of, its stage, its day.
    of: Option<(usize, Text, Text, i64)>,
    /// Reasons that it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    from: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    facts: Vec<usize>,
    /// First and last day on which the date may lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    free: Option<(i64, i64)>,
}

/// A fact: path, value, file, line, how sure, source, who confirmed it and when.
#[derive(Debug, Serialize)]
struct Fact(Text, Text, Text, usize, &'static str, Text, Text);

/// What has a reason.
#[derive(Clone, Copy)]
pub(super) struct Anchor<'p> {
    pub(super) system: usize,
    pub(super) of: &'p PlanSystem,
    /// Kind of a milestone, id of an activity.
    pub(super) kind: &'p str,
    /// The name of an activity in Japanese and English.
    pub(super) named: Option<(&'p str, &'p str)>,
    pub(super) stage: &'p str,
    pub(super) date: Date,
}

/// The first date of each reason, as the chains tell it.
pub(super) type Anchors<'p> = BTreeMap<&'p str, Anchor<'p>>;

/// Days since 1970-01-01, which the page counts in.
pub(super) fn day(date: Date) -> i64 {
    (date - Date::default()).num_days()
}

/// The dates of a plan by their reasons.
pub(super) fn anchors(plan: &Plan) -> Anchors<'_> {
    let mut anchors = Anchors::new();
    for (system, of) in plan.systems.iter().enumerate() {
        let milestones = of.milestones.iter().map(|m| {
            let anchor = Anchor {
                system,
                of,
                kind: &m.kind,
                named: None,
                stage: &m.stage,
                date: m.date,
            };
            (m.reason.as_str(), anchor)
        });
        let activities = of.activities.iter().map(|a| {
            let anchor = Anchor {
                system,
                of,
                kind: &a.id,
                named: Some((&a.name, &a.name_en)),
                stage: &a.stage,
                date: a.from,
            };
            (a.reason.as_str(), anchor)
        });
        let mut all: Vec<(&str, Anchor)> = milestones.chain(activities).collect();
        all.sort_by_key(|(_, a)| (a.date, a.kind));
        for (id, anchor) in all {
            anchors.entry(id).or_insert(anchor);
        }
    }
    anchors
}

impl Why {
    /// The number of a reason as it is told of a date, with all that it rests on; `None`: the plan
    /// holds no such reason.
    pub(super) fn add(
        &mut self,
        plan: &Plan,
        anchors: &Anchors<'_>,
        id: &str,
        of: Anchor<'_>,
    ) -> Option<usize> {
        let first = self.place(plan, id, of)?;
        let mut open = vec![(first.0, id.to_owned())];
        if !first.1 {
            open.clear();
        }
        // A loop in a damaged file ends where it comes back to what is told.
        while let Some((number, id)) = open.pop() {
            let previous = plan.reasons.get(&id).map(|r| r.previous.clone());
            let mut from = Vec::new();
            for previous in previous.unwrap_or_default() {
                let Some(anchor) = anchors.get(previous.as_str()) else {
                    continue;
                };
                if let Some((place, new)) = self.place(plan, &previous, *anchor) {
                    from.push(place);
                    if new {
                        open.push((place, previous));
                    }
                }
            }
            if let Some(told) = self.reasons.get_mut(number) {
                told.from = from;
            }
        }
        Some(first.0)
    }

    /// The number of a reason, and whether it is new.
    fn place(&mut self, plan: &Plan, id: &str, of: Anchor<'_>) -> Option<(usize, bool)> {
        let key = (id.to_owned(), of.kind.to_owned());
        if let Some(number) = self.known.get(&key) {
            return Some((*number, false));
        }
        let found = plan.reasons.get(id)?;
        let kind = match of.named {
            Some((ja, en)) => self.texts.pair(clean(ja), clean(en)),
            None => self.texts.both(|lang| reason::kind(of.kind, lang)),
        };
        let stage = of.of.stages.iter().find(|s| s.id == of.stage);
        let stage = match stage {
            Some(stage) => self.texts.both(|lang| wording::stage(stage, lang)),
            None => self.texts.same(&clean(of.stage)),
        };
        let facts = found.facts.iter();
        let facts = facts.filter_map(|path| self.fact(path, plan.facts.get(path)?));
        let facts: Vec<usize> = facts.collect();
        let told = Told {
            text: self
                .texts
                .both(|lang| reason::sentence(of.kind, found, lang)),
            of: Some((of.system, kind, stage, day(of.date))),
            from: Vec::new(),
            facts,
            free: (found.free.filter(|f| f.from < f.to)).map(|f| (day(f.from), day(f.to))),
        };
        let number = self.reasons.len();
        self.reasons.push(told);
        self.known.insert(key, number);
        Some((number, true))
    }

    /// The number of a fact.
    pub(super) fn fact(&mut self, path: &str, fact: &PlanFact) -> Option<usize> {
        if let Some(number) = self.known_facts.get(path) {
            return Some(*number);
        }
        let sure = match fact.confidence {
            Confidence::Assumed => "assumed",
            Confidence::Stated => "stated",
            Confidence::Confirmed => "confirmed",
        };
        let mut who = fact.confirmed_by.as_deref().map(clean).unwrap_or_default();
        if let Some(on) = fact.confirmed_on {
            who = format!("{who} {on}");
        }
        let builtin = fact.file.strip_prefix(crate::source::BUILTIN);
        let file = builtin.map_or(&*fact.file, |f| f.trim_start_matches('/'));
        let fact = Fact(
            self.texts.same(&clean(path)),
            self.texts.same(&clean(&fact.value)),
            self.texts.same(&clean(file)),
            fact.line,
            sure,
            self.texts
                .same(&clean(fact.source.as_deref().unwrap_or_default())),
            self.texts.same(who.trim()),
        );
        let number = self.facts.len();
        self.facts.push(fact);
        self.known_facts.insert(path.to_owned(), number);
        Some(number)
    }

    /// The number of the facts of what pays for a stage: its round's; for the present service those
    /// of its contract and hardware.
    pub(super) fn group(&mut self, plan: &Plan, system: &PlanSystem, round: Option<&str>) -> usize {
        let key = round.map_or_else(|| format!("={}", system.id), str::to_owned);
        if let Some(number) = self.known_groups.get(&key) {
            return *number;
        }
        let value = |key: &str| {
            let fact = plan.facts.get(&format!("system.{}.{key}", system.id))?;
            Some(fact.value.as_str())
        };
        // An extension is paid under the round or the contract that it lengthens.
        let base = round.map(|r| r.rsplit_once("/extension-").map_or(r, |(base, _)| base));
        let records: Vec<(&str, &str)> = match base.map(|b| (b, b.split_once('.'))) {
            Some((_, Some((kind @ ("contract" | "hardware"), id)))) => vec![(kind, id)],
            Some((round, _)) => vec![("procurement", round)],
            None => {
                let of = |kind: &'static str| Some((kind, value(kind)?));
                ["contract", "hardware"]
                    .into_iter()
                    .filter_map(of)
                    .collect()
            }
        };
        let mut facts = Vec::new();
        for (kind, id) in records {
            for id in [id.to_owned(), format!("\"{id}\"")] {
                let prefix = format!("{kind}.{id}.");
                let under = plan.facts.range(prefix.clone()..);
                for (path, fact) in under.take_while(|(path, _)| path.starts_with(&prefix)) {
                    facts.extend(self.fact(path, fact));
                }
            }
        }
        let number = self.groups.len();
        self.groups.push(facts);
        self.known_groups.insert(key, number);
        number
    }
}
