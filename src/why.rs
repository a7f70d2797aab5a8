//! Why then? The chain of reasons behind a date, as a person would tell it.
//!
//! Everything is read from the finished plan: the reasons it holds, and the facts behind them with
//! their files and lines. The sentences are in `why.ftl`.

use crate::calendar::{Date, wareki};
use crate::plan::{Plan, PlanSystem, Reason};
use crate::words::{Lang, say, try_say};
use std::collections::BTreeSet;
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
        /// What it has.
        known: Vec<String>,
    },
}

/// One dated thing of a system.
struct Dated<'p> {
    kind: &'p str,
    label: String,
    stage: &'p str,
    round: &'p str,
    date: Date,
    reason: &'p str,
}

/// Tells why the dates of `system` are what they are.
///
/// `what` is a kind of milestone (`contract`, `cutover`, `budget_request` …) or an activity, with
/// `bridge.`, `standard.`, a stage's or a round's id before it where one part of the route is meant;
/// `None` tells ★ and ▲ with everything they rest on.
pub fn why(plan: &Plan, lang: Lang, system: &str, what: Option<&str>) -> Result<String, WhyError> {
    let found = plan
        .systems
        .iter()
        .find(|s| s.id == system || s.name == system);
    let Some(found) = found else {
        let known: Vec<String> = plan.systems.iter().map(|s| s.id.clone()).collect();
        let nearest = crate::diag::closest(system, known.iter().map(String::as_str));
        return Err(WhyError::UnknownSystem {
            nearest: nearest.map(str::to_owned),
            known,
        });
    };
    let all = dated(found, lang);
    let chosen: Vec<&Dated> = match what {
        Some(what) => all.iter().filter(|d| matches(found, d, what)).collect(),
        None => all
            .iter()
            .filter(|d| matches!(d.kind, "contract" | "cutover"))
            .collect(),
    };
    if chosen.is_empty() && (what.is_some() || !all.is_empty()) {
        let known: BTreeSet<String> = all.iter().map(|d| d.kind.to_owned()).collect();
        return Err(WhyError::UnknownDate {
            known: known.into_iter().collect(),
        });
    }
    let mut text = heading(plan, found, lang);
    for d in chosen {
        text.push('\n');
        tell(&mut text, plan, found, d, lang);
    }
    Ok(text)
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

fn matches(system: &PlanSystem, d: &Dated, what: &str) -> bool {
    let (part, kind) = match what.rsplit_once('.') {
        Some((part, kind)) => (Some(part), kind),
        None => (None, what),
    };
    let kind = folded(kind);
    let named = folded(d.kind) == kind || folded(&d.label) == kind;
    let of_target = system
        .stages
        .iter()
        .any(|s| s.id == "standard" && s.round.as_deref() == Some(d.round));
    let there = part.is_none_or(|part| match part {
        "standard" => of_target,
        "bridge" => !of_target && !d.round.ends_with("/operation"),
        _ => part == d.stage || part == d.round,
    });
    named && there
}

fn dated<'p>(system: &'p PlanSystem, lang: Lang) -> Vec<Dated<'p>> {
    let label = |kind: &str| {
        let key = format!("why-kind-{}", kind.replace('_', "-"));
        try_say(lang, &key, &[]).unwrap_or_else(|| kind.to_owned())
    };
    let milestones = system.milestones.iter().map(|m| Dated {
        kind: &m.kind,
        label: label(&m.kind),
        stage: &m.stage,
        round: &m.round,
        date: m.date,
        reason: &m.reason,
    });
    let activities = system.activities.iter().map(|a| Dated {
        kind: &a.id,
        label: if lang == Lang::Ja {
            a.name.clone()
        } else {
            a.name_en.clone()
        },
        stage: &a.stage,
        round: &a.round,
        date: a.from,
        reason: &a.reason,
    });
    let mut all: Vec<Dated> = milestones.chain(activities).collect();
    all.sort_by(|a, b| (a.date, a.kind, a.round).cmp(&(b.date, b.kind, b.round)));
    all
}

fn heading(plan: &Plan, system: &PlanSystem, lang: Lang) -> String {
    let bridge = say(lang, &format!("report-bridge-{}", system.route.bridge), &[]);
    let target = say(lang, &format!("report-target-{}", system.route.target), &[]);
    let slack = system.slack_days.to_string();
    let args = [
        ("system", system.name.as_str()),
        ("id", system.id.as_str()),
        ("bridge", bridge.as_str()),
        ("target", target.as_str()),
        ("slack", slack.as_str()),
        ("as_of", &plan.as_of.to_string()),
    ];
    let mut text = say(lang, "why-heading", &args);
    text.push('\n');
    text
}

/// The name of the stage that a date belongs to.
fn stage_name<'p>(system: &'p PlanSystem, d: &Dated, lang: Lang) -> &'p str {
    let stage = system.stages.iter().find(|s| s.id == d.stage);
    stage.map_or("", |s| {
        if lang == Lang::Ja {
            s.name.as_str()
        } else {
            s.name_en.as_str()
        }
    })
}

fn tell(text: &mut String, plan: &Plan, system: &PlanSystem, d: &Dated, lang: Lang) {
    let name = stage_name(system, d, lang);
    let args = [
        ("what", d.label.as_str()),
        ("stage", if name.is_empty() { d.stage } else { name }),
        ("round", d.round),
        ("date", &d.date.to_string()),
        ("wareki", &wareki(d.date)),
    ];
    let _ = writeln!(text, "{}", say(lang, "why-date", &args));
    let mut told = BTreeSet::new();
    let mut facts = Vec::new();
    chain(text, plan, d.kind, d.reason, lang, 1, &mut told, &mut facts);
    for path in facts {
        let Some(fact) = plan.facts.get(path) else {
            continue;
        };
        let confidence = match fact.confidence {
            crate::facts::Confidence::Assumed => "why-assumed",
            crate::facts::Confidence::Stated => "why-stated",
            crate::facts::Confidence::Confirmed => "why-confirmed",
        };
        let args = [
            ("path", path),
            ("value", fact.value.as_str()),
            ("file", fact.file.as_str()),
            ("line", &fact.line.to_string()),
            ("confidence", &say(lang, confidence, &[])),
        ];
        let _ = writeln!(text, "    {}", say(lang, "why-fact", &args));
        if let Some(source) = &fact.source {
            let _ = writeln!(
                text,
                "      {}",
                say(lang, "why-source", &[("source", source)])
            );
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one recursion over the chain, with what it gathers"
)]
fn chain<'p>(
    text: &mut String,
    plan: &'p Plan,
    kind: &str,
    id: &'p str,
    lang: Lang,
    depth: usize,
    told: &mut BTreeSet<&'p str>,
    facts: &mut Vec<&'p str>,
) {
    let Some(reason) = plan.reasons.get(id) else {
        return;
    };
    // A chain ends where it was told before; a damaged file cannot make it endless.
    if !told.insert(id) || depth > 12 {
        return;
    }
    let indent = "  ".repeat(depth);
    let _ = writeln!(text, "{indent}{}", sentence(kind, reason, lang));
    if let Some(free) = &reason.free {
        let args = [
            ("from", &*free.from.to_string()),
            ("to", &*free.to.to_string()),
        ];
        let _ = writeln!(text, "{indent}{}", say(lang, "why-free-between", &args));
    }
    for fact in &reason.facts {
        if !facts.contains(&fact.as_str()) {
            facts.push(fact);
        }
    }
    for previous in &reason.previous {
        chain(text, plan, "", previous, lang, depth + 1, told, facts);
    }
}

/// The sentence for one reason.
fn sentence(kind: &str, reason: &Reason, lang: Lang) -> String {
    let tried = reason.tried.map(|d| d.to_string()).unwrap_or_default();
    let mut args: Vec<(&str, String)> = reason
        .values
        .iter()
        .map(|(k, v)| (k.as_str(), v.clone()))
        .collect();
    args.push(("tried", tried));
    if let Some(year) = reason
        .values
        .get("fiscal_year")
        .and_then(|y| y.parse().ok())
    {
        let label = crate::calendar::fiscal_year_label(crate::calendar::FiscalYear(year), false);
        args.push((
            "year",
            if lang == Lang::Ja {
                label
            } else {
                format!("fiscal {year}")
            },
        ));
    }
    if let Some(lead) = reason.values.get("lead").or(reason.values.get("length")) {
        args.push(("lead_words", duration_words(lead, lang)));
    }
    if let Some(work) = reason.values.get("work") {
        args.push(("work_words", duration_words(work, lang)));
    }
    let mut key = format!("why-rule-{}", reason.rule);
    if let Some(w) = &reason.worsens {
        args.push((
            "level",
            say(lang, &format!("report-level-{}", w.level), &[]),
        ));
        args.push(("by", amount(w.by, &w.level, lang)));
    } else if reason.rule == "derived-date" {
        key = format!("why-derived-{}", kind.replace('_', "-"));
    } else if let Some(act) = reason.values.get("act") {
        key = format!("why-rule-{}-{}", reason.rule, act.replace('_', "-"));
    } else if reason.values.contains_key("pia") {
        key = format!("why-rule-{}-pia", reason.rule);
    } else if reason.rule == "as-of" && reason.values.contains_key("lead") {
        key = "why-rule-as-of-lead".to_owned();
    } else if reason.values.get("voted").is_some_and(|v| v == "true") {
        key = format!("why-rule-{}-voted", reason.rule);
    } else if reason.rule == "activity-order"
        && reason.values.get("length").is_some_and(String::is_empty)
    {
        key = "why-rule-activity-order-fill".to_owned();
    }
    let borrowed: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    try_say(lang, &key, &borrowed)
        .or_else(|| try_say(lang, &format!("why-rule-{}", reason.rule), &borrowed))
        .unwrap_or_else(|| reason.rule.clone())
}

fn amount(by: f64, level: &str, lang: Lang) -> String {
    match level {
        "cost_yen" => {
            let digits = format!("{by:.0}");
            let mut grouped = String::new();
            for (i, c) in digits.chars().enumerate() {
                if i > 0 && (digits.len() - i).is_multiple_of(3) {
                    grouped.push(',');
                }
                grouped.push(c);
            }
            say(lang, "why-yen", &[("n", &grouped)])
        }
        "peak_load" => say(lang, "why-percent", &[("n", &format!("{:.0}", by * 100.0))]),
        _ => say(lang, "why-days", &[("n", &format!("{by:.0}"))]),
    }
}

/// `18M` as a person says it.
fn duration_words(text: &str, lang: Lang) -> String {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let unit = match &text[digits.len()..] {
        "M" => "why-months",
        "W" => "why-weeks",
        "d" => "why-days",
        "bd" => "why-open-days",
        _ => return text.to_owned(),
    };
    say(lang, unit, &[("n", &digits)])
}
