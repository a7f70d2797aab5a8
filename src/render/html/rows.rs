//! The roadmap as the page holds it: rows, bars, symbols, lines and arrows, as the chart has them.

use super::reasons::{Anchor, Anchors, Why, day};
use super::sheet::{Both, word};
use super::texts::{Text, Texts};
use crate::chart::{Bar, LinkLook, Look, View};
use crate::plan::{Plan, PlanSystem};
use crate::report::{clean, wording};
use crate::words::Lang;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// One system.
#[derive(Debug, Serialize)]
pub(super) struct System {
    id: String,
    name: Text,
    owner: Text,
    vendor: Text,
    businesses: Vec<Text>,
    route: Text,
    slack: i64,
    /// Least slack, or what waits for it or holds it up.
    critical: bool,
    /// Least slack itself.
    least: bool,
    /// A gap, or past a deadline.
    late: bool,
    /// A gap, or past a deadline that may not be missed.
    bad: bool,
    assumed: bool,
    notes: Vec<(&'static str, Text)>,
    /// Name, last day, days left.
    deadlines: Vec<(Text, i64, i64)>,
    /// Lanes: what citizens use, what prepares it, what is kept for reference.
    lanes: [Vec<Drawn>; 3],
    symbols: Vec<Sign>,
    /// Dated events: what, day, stage, round, reason, whether it has happened, symbol.
    dates: Vec<Dated>,
    /// Steps of work: name, first day, last day, stage, reason.
    steps: Vec<(Text, i64, i64, Text, Option<usize>)>,
}

/// A bar.
#[derive(Debug, Serialize)]
pub(super) struct Drawn {
    look: &'static str,
    from: i64,
    to: i64,
    /// Labels, the longest first.
    labels: Vec<Text>,
    #[serde(skip_serializing_if = "not")]
    assumed: bool,
    #[serde(skip_serializing_if = "not")]
    before: bool,
    #[serde(skip_serializing_if = "not")]
    beyond: bool,
    /// Dates that it begins and ends with or that belong to it, by their numbers.
    dates: Vec<usize>,
    /// Number of its facts.
    facts: usize,
}

/// A symbol: which, day, what is written beside it, number of its date.
#[derive(Debug, Serialize)]
pub(super) struct Sign(&'static str, i64, Text, Option<usize>);

/// A dated event.
#[derive(Debug, Serialize)]
pub(super) struct Dated(Text, i64, Text, Text, Option<usize>, u8, String);

/// A line at a day.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) kind: &'static str,
    pub(super) day: i64,
    pub(super) label: Text,
    pub(super) brief: Text,
    pub(super) hard: bool,
}

/// A dependency.
#[derive(Debug, Serialize)]
pub(super) struct Arrow {
    #[serde(serialize_with = "link")]
    pub(super) look: LinkLook,
    pub(super) from: usize,
    pub(super) to: usize,
    #[serde(rename = "fromDay")]
    pub(super) from_day: Option<i64>,
    #[serde(rename = "toDay")]
    pub(super) to_day: Option<i64>,
    pub(super) title: Text,
}

fn not(value: &bool) -> bool {
    !value
}

fn link<S: Serializer>(look: &LinkLook, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match look {
        LinkLook::Hard => "hard",
        LinkLook::Soft => "soft",
        LinkLook::Together => "together",
    })
}

/// The end of a look's key is its name in data and in the style.
fn look(look: Look) -> &'static str {
    look.key().trim_start_matches("report-look-")
}

/// Every system of a plan.
pub(super) fn systems(
    plan: &Plan,
    charts: &Both,
    anchors: &Anchors<'_>,
    critical: &BTreeSet<usize>,
    texts: &mut Texts,
    why: &mut Why,
) -> Vec<System> {
    let vendors = vendors(plan, charts);
    let mut all = Vec::new();
    for (n, system) in plan.systems.iter().enumerate() {
        let (Some(ja), Some(en)) = (charts.ja.rows.get(n), charts.en.rows.get(n)) else {
            continue;
        };
        let at = At {
            plan,
            n,
            system,
            anchors,
        };
        let notes = ja.notes.iter().zip(&en.notes);
        let notes = notes.map(|(ja, en)| (word(ja.0), texts.pair(ja.1.clone(), en.1.clone())));
        let notes = notes.collect();
        let (vendor_ja, vendor_en) = vendors.get(&n).cloned().unwrap_or_default();
        let lanes = [
            at.bars(&ja.service, &en.service, texts, why),
            at.bars(&ja.work, &en.work, texts, why),
            at.bars(&ja.reference, &en.reference, texts, why),
        ];
        let signs = ja.symbols.iter().zip(&en.symbols);
        let signs = signs.map(|(ja, en)| {
            let label = texts.pair(ja.label.clone(), en.label.clone());
            let char = ja.glyph.char();
            let date = system.milestones.iter().position(|m| {
                let same = m.symbol.as_deref().is_some_and(|s| s.starts_with(char));
                same && m.date == ja.date
            });
            Sign(ja.glyph.key(), day(ja.date), label, date)
        });
        let symbols = signs.collect();
        let deadlines = system.deadlines.iter().map(|d| {
            let name = texts.both(|lang| wording::deadline(plan, &d.id, lang));
            (name, day(d.date), d.slack_days)
        });
        let deadlines = deadlines.collect();
        all.push(System {
            id: system.id.clone(),
            name: texts.same(&ja.name),
            owner: texts.same(&ja.owner),
            vendor: texts.pair(vendor_ja, vendor_en),
            businesses: (system.businesses.iter())
                .map(|id| texts.same(&business(plan, id)))
                .collect(),
            route: texts.both(|lang| wording::route(&system.route, lang).0),
            slack: system.slack_days,
            critical: critical.contains(&n),
            least: ja.critical,
            late: ja.bad || system.deadlines.iter().any(|d| !d.met),
            bad: ja.bad,
            assumed: system.assumed,
            notes,
            deadlines,
            lanes,
            symbols,
            dates: at.dates(texts, why),
            steps: at.steps(texts, why),
        });
    }
    all
}

/// Who does the last move of each system, in both languages.
fn vendors(plan: &Plan, charts: &Both) -> BTreeMap<usize, (String, String)> {
    let mut vendors: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for (chart, lang) in [(&charts.ja, Lang::Ja), (&charts.en, Lang::En)] {
        for group in chart.groups(plan, View::Vendor, lang) {
            let heading = group.heading.unwrap_or_default();
            for row in group.rows {
                let both = vendors.entry(row).or_default();
                match lang {
                    Lang::Ja => both.0.clone_from(&heading),
                    Lang::En => both.1.clone_from(&heading),
                }
            }
        }
    }
    vendors
}

/// Shown name of a business: as the catalogue that went into the plan has it.
fn business(plan: &Plan, id: &str) -> String {
    let fact = plan.facts.get(&format!("catalogue.business.{id}.name"));
    wording::name_or_id(fact.map_or("", |f| &f.value), id)
}

/// A system of a plan.
struct At<'p> {
    plan: &'p Plan,
    n: usize,
    system: &'p PlanSystem,
    anchors: &'p Anchors<'p>,
}

impl At<'_> {
    fn bars(&self, ja: &[Bar], en: &[Bar], texts: &mut Texts, why: &mut Why) -> Vec<Drawn> {
        let mut drawn = Vec::new();
        for (n, bar) in ja.iter().enumerate() {
            let english = en.get(n).unwrap_or(bar);
            let (ja, en) = (forms(bar), forms(english));
            let most = ja.len().max(en.len());
            let form = |of: &[String], n: usize| {
                let last = of.len().saturating_sub(1);
                of.get(n.min(last)).cloned().unwrap_or_default()
            };
            let labels = (0..most).map(|n| texts.pair(form(&ja, n), form(&en, n)));
            let labels = labels.collect();
            let stage = self.system.stages.iter();
            let stage = stage
                .filter(|s| s.id == bar.stage)
                .min_by_key(|s| (s.from - bar.from).num_days().abs());
            let round = stage.and_then(|s| s.round.as_deref());
            let dates = self.system.milestones.iter().enumerate();
            let dates = dates.filter(|(_, m)| {
                m.stage == bar.stage || (round.is_some() && Some(m.round.as_str()) == round)
            });
            drawn.push(Drawn {
                look: look(bar.look),
                from: day(bar.from),
                to: day(bar.to),
                labels,
                assumed: bar.assumed,
                before: bar.before,
                beyond: bar.beyond,
                dates: dates.map(|(n, _)| n).collect(),
                facts: why.group(self.plan, self.system, round),
            });
        }
        drawn
    }

    fn dates(&self, texts: &mut Texts, why: &mut Why) -> Vec<Dated> {
        let dates = self.system.milestones.iter().map(|m| {
            let anchor = Anchor {
                system: self.n,
                of: self.system,
                kind: &m.kind,
                named: None,
                stage: &m.stage,
                date: m.date,
            };
            Dated(
                texts.both(|lang| wording::milestone(&m.kind, lang)),
                day(m.date),
                self.stage(&m.stage, texts),
                texts.same(&clean(&m.round)),
                why.add(self.plan, self.anchors, &m.reason, anchor),
                u8::from(m.done),
                clean(m.symbol.as_deref().unwrap_or_default()),
            )
        });
        dates.collect()
    }

    fn steps(
        &self,
        texts: &mut Texts,
        why: &mut Why,
    ) -> Vec<(Text, i64, i64, Text, Option<usize>)> {
        let steps = self.system.activities.iter().map(|a| {
            let anchor = Anchor {
                system: self.n,
                of: self.system,
                kind: &a.id,
                named: Some((&a.name, &a.name_en)),
                stage: &a.stage,
                date: a.from,
            };
            (
                texts.pair(clean(&a.name), clean(&a.name_en)),
                day(a.from),
                day(a.to),
                self.stage(&a.stage, texts),
                why.add(self.plan, self.anchors, &a.reason, anchor),
            )
        });
        steps.collect()
    }

    /// Shown name of a stage by its id.
    fn stage(&self, id: &str, texts: &mut Texts) -> Text {
        let stage = self.system.stages.iter().find(|s| s.id == id);
        texts.both(|lang| stage.map_or_else(|| clean(id), |s| wording::stage(s, lang)))
    }
}

/// What may be written in a bar, the longest first.
fn forms(bar: &Bar) -> Vec<String> {
    std::iter::once(&bar.label)
        .chain(&bar.shorter)
        .cloned()
        .collect()
}
