//! Why then? The chain of reasons behind a date, as a person would tell it.
//!
//! Everything is read from the finished plan: the reasons it holds, and the facts behind them with
//! their files and lines. The sentences are in `why.ftl`.

mod instead;

pub use instead::{Instead, instead, instead_schema};

pub use crate::report::reason::sentence;

use crate::calendar::Date;
use crate::plan::{Plan, PlanSystem};
use crate::render::terminal::wrap;
use crate::report::{clean, wording};
use crate::words::{Lang, say};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What was asked for is not in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyError {
    /// No such system; the closest name, where one is close.
    UnknownSystem {
        /// The id that was meant, perhaps.
        nearest: Option<String>,
        /// All ids.
        known: Vec<String>,
    },
    /// The system has no such date.
    UnknownDate {
        /// The kind that was meant, perhaps.
        nearest: Option<String>,
        /// What it has.
        known: Vec<String>,
    },
}

/// One dated thing of a system.
#[derive(Clone)]
struct Dated<'p> {
    system: &'p PlanSystem,
    kind: &'p str,
    label: String,
    /// The same in the other language: either may be asked for.
    other_label: String,
    stage: &'p str,
    round: &'p str,
    date: Date,
    reason: &'p str,
    activity: bool,
}

/// Where a system stands in a plan, by its id or its name as typed.
pub fn find(plan: &Plan, system: &str) -> Result<usize, WhyError> {
    let systems = &plan.systems;
    let by = |same: &dyn Fn(&PlanSystem) -> bool| systems.iter().position(same);
    let found = by(&|s| s.id == system)
        .or_else(|| by(&|s| folded(&s.name) == folded(system)))
        .or_else(|| by(&|s| folded(&s.id) == folded(system)));
    found.ok_or_else(|| {
        let known: Vec<String> = systems.iter().map(|s| s.id.clone()).collect();
        let names = systems.iter().map(|s| s.name.as_str());
        let names = known.iter().map(String::as_str).chain(names);
        let nearest = crate::diag::closest(system, names).map(str::to_owned);
        WhyError::UnknownSystem { nearest, known }
    })
}

/// Tells why the dates of `system` are what they are.
///
/// `what` is a kind of milestone (`contract`, `cutover`, `budget_request` …) or an activity, with
/// `bridge.`, `standard.`, a stage's or a round's id before it where one part of the route is meant;
/// `None` tells ★ and ▲ with everything they rest on. Lines are broken at `width` columns.
pub fn why(
    plan: &Plan,
    lang: Lang,
    system: &str,
    what: Option<&str>,
    width: usize,
) -> Result<String, WhyError> {
    let found = &plan.systems[find(plan, system)?];
    let all = dated(found, lang);
    let mut chosen: Vec<&Dated> = match what {
        Some(what) => all.iter().filter(|d| matches(d, what)).collect(),
        None => all
            .iter()
            .filter(|d| !d.activity && matches!(d.kind, "contract" | "cutover"))
            .collect(),
    };
    // ▲ and the last activity before it bear one name: ▲ is meant.
    if chosen.iter().any(|d| !d.activity) {
        chosen.retain(|d| !d.activity);
    }
    if chosen.is_empty() && (what.is_some() || !all.is_empty()) {
        let known: BTreeSet<String> = all.iter().map(|d| d.kind.to_owned()).collect();
        let (part, kind) = what.and_then(|w| w.rsplit_once('.')).unzip();
        let kind = folded(kind.or(what).unwrap_or_default());
        let names = known.iter().map(String::as_str);
        // A kind that is there, but not in the part that was named, is no slip of the pen.
        let nearest = crate::diag::closest(&kind, names.filter(|k| *k != kind));
        let nearest = nearest.map(|near| match part {
            Some(part) => format!("{part}.{near}"),
            None => near.to_owned(),
        });
        return Err(WhyError::UnknownDate {
            nearest,
            known: known.into_iter().collect(),
        });
    }
    let mut told = Told {
        plan,
        lang,
        width,
        text: String::new(),
        dates: BTreeMap::new(),
        reasons: BTreeSet::new(),
        free: BTreeSet::new(),
        facts: BTreeSet::new(),
    };
    told.line(0, &heading(plan, found, lang));
    for what_if in crate::report::what_ifs(plan, lang) {
        told.line(0, &what_if);
    }
    for missed in crate::report::missed_gates(plan, &found.id, lang) {
        told.line(0, &missed);
    }
    for d in plan.systems.iter().flat_map(|s| dated(s, lang)) {
        told.dates.entry(d.reason).or_insert(d);
    }
    for d in chosen {
        told.text.push('\n');
        told.tell(d);
    }
    Ok(told.text)
}

/// A name as typed: full-width folded, `-` and `_` alike.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.trim()
        .nfkc()
        .collect::<String>()
        .to_lowercase()
        .replace('-', "_")
}

fn matches(d: &Dated, what: &str) -> bool {
    let (part, kind) = match what.rsplit_once('.') {
        Some((part, kind)) => (Some(part), kind),
        None => (None, what),
    };
    let kind = folded(kind);
    let named = [d.kind, &d.label, &d.other_label]
        .map(folded)
        .contains(&kind);
    let of_target = d
        .system
        .stages
        .iter()
        .any(|s| s.id == "standard" && s.round.as_deref() == Some(d.round));
    let there = part.is_none_or(|part| match part {
        "standard" => of_target,
        "bridge" => !of_target && !d.round.ends_with("/operation"),
        _ => folded(part) == folded(d.stage) || folded(part) == folded(d.round),
    });
    named && there
}

fn dated<'p>(system: &'p PlanSystem, lang: Lang) -> Vec<Dated<'p>> {
    let label = |lang: Lang, kind: &str| crate::report::reason::kind(kind, lang);
    let other = match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    };
    let milestones = system.milestones.iter().map(|m| Dated {
        system,
        kind: &m.kind,
        label: label(lang, &m.kind),
        other_label: label(other, &m.kind),
        stage: &m.stage,
        round: &m.round,
        date: m.date,
        reason: &m.reason,
        activity: false,
    });
    let activities = system.activities.iter().map(|a| {
        let (ja, en) = (clean(&a.name), clean(&a.name_en));
        let (label, other_label) = if lang == Lang::Ja { (ja, en) } else { (en, ja) };
        Dated {
            system,
            kind: &a.id,
            label,
            other_label,
            stage: &a.stage,
            round: &a.round,
            date: a.from,
            reason: &a.reason,
            activity: true,
        }
    });
    let mut all: Vec<Dated> = milestones.chain(activities).collect();
    all.sort_by(|a, b| (a.date, a.kind, a.round).cmp(&(b.date, b.kind, b.round)));
    all
}

fn heading(plan: &Plan, system: &PlanSystem, lang: Lang) -> String {
    let (route, _) = wording::route(&system.route, lang);
    let slack = system.slack_days.to_string();
    let args = [
        ("system", wording::name_or_id(&system.name, &system.id)),
        ("id", clean(&system.id)),
        ("route", route),
        ("slack", slack),
        ("as_of", plan.as_of.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    say(lang, "why-heading", &args)
}

/// What has been told so far: nothing is told twice.
struct Told<'p> {
    plan: &'p Plan,
    lang: Lang,
    width: usize,
    text: String,
    /// The dates by reason.
    dates: BTreeMap<&'p str, Dated<'p>>,
    reasons: BTreeSet<&'p str>,
    facts: BTreeSet<&'p str>,
    /// Stretches within which an act is free, as told of the present date.
    free: BTreeSet<(Date, Date)>,
}

impl<'p> Told<'p> {
    /// A line, broken where both languages allow it; deep chains keep room for words.
    fn line(&mut self, indent: usize, text: &str) {
        let indent = indent.min(self.width / 2);
        let first = " ".repeat(indent);
        for line in wrap(text, self.width.saturating_sub(indent), "  ") {
            let _ = writeln!(self.text, "{first}{line}");
        }
    }

    /// The name of the stage that a date belongs to.
    fn stage(&self, d: &Dated) -> String {
        let stage = d.system.stages.iter().find(|s| s.id == d.stage);
        stage.map_or_else(|| clean(d.stage), |s| wording::stage(s, self.lang))
    }

    /// One date with its chain and the facts at its end.
    fn tell(&mut self, d: &Dated<'p>) {
        let args = [
            ("what", d.label.as_str()),
            ("stage", &self.stage(d)),
            ("round", &clean(d.round)),
            ("date", &wording::day(d.date, self.lang)),
        ];
        let line = say(self.lang, "why-date", &args);
        self.line(0, &line);
        if self.reasons.contains(d.reason) {
            let line = say(self.lang, "why-told", &[]);
            self.line(2, &line);
            return;
        }
        self.free.clear();
        let mut facts = Vec::new();
        self.chain(d.reason, 0, d, &mut facts);
        for path in facts {
            self.fact(path);
        }
    }

    fn chain(&mut self, id: &'p str, depth: usize, of: &Dated<'p>, facts: &mut Vec<&'p str>) {
        let Some(reason) = self.plan.reasons.get(id) else {
            return;
        };
        let anchor = self.dates.get(id).cloned();
        let kind = if depth == 0 {
            of.kind
        } else {
            anchor.as_ref().map_or("", |a| a.kind)
        };
        let mut line = String::new();
        if let Some(a) = anchor.filter(|_| depth > 0) {
            let key = if a.system.id == of.system.id {
                "why-rests-on"
            } else {
                "why-rests-on-other"
            };
            let args = [
                ("system", wording::name_or_id(&a.system.name, &a.system.id)),
                ("what", a.label.clone()),
                ("stage", self.stage(&a)),
                ("date", a.date.to_string()),
            ];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            line = say(self.lang, key, &args);
        }
        let indent = 2 + 2 * depth.min(12);
        // A chain ends where it was told before; a damaged file cannot make it endless.
        if !self.reasons.insert(id) || depth > 40 {
            if !line.is_empty() {
                line.push_str(&say(self.lang, "why-told", &[]));
                self.line(indent, &line);
            }
            return;
        }
        line.push_str(&sentence(kind, reason, self.lang));
        self.line(indent, &line);
        let aside = indent + if depth > 0 { 2 } else { 0 };
        // Two requests in one season may lie on the same days.
        if let Some(free) = reason.free.filter(|free| free.from < free.to)
            && self.free.insert((free.from, free.to))
        {
            let args = [
                ("from", &*free.from.to_string()),
                ("to", &*free.to.to_string()),
            ];
            let line = say(self.lang, "why-free-between", &args);
            self.line(aside, &line);
        }
        for fact in &reason.facts {
            if self.facts.insert(fact) {
                facts.push(fact);
            }
        }
        for previous in &reason.previous {
            self.chain(previous, depth + 1, of, facts);
        }
    }

    fn fact(&mut self, path: &str) {
        let Some(fact) = self.plan.facts.get(path) else {
            return;
        };
        let confidence = match fact.confidence {
            crate::facts::Confidence::Assumed => "why-assumed",
            crate::facts::Confidence::Stated => "why-stated",
            crate::facts::Confidence::Confirmed => "why-confirmed",
        };
        let builtin = fact.file.strip_prefix(crate::source::BUILTIN);
        let file = builtin.map(|f| f.trim_start_matches('/'));
        let key = if builtin.is_some() {
            "why-fact-default"
        } else {
            "why-fact"
        };
        let args = [
            ("path", &*clean(path)),
            ("value", &*clean(&fact.value)),
            ("file", &*clean(file.unwrap_or(&fact.file))),
            ("line", &*fact.line.to_string()),
            ("confidence", &*say(self.lang, confidence, &[])),
        ];
        let mut line = say(self.lang, key, &args);
        self.line(4, &line);
        if let Some(source) = &fact.source {
            line = say(self.lang, "why-source", &[("source", &clean(source))]);
            self.line(6, &line);
        }
    }
}
