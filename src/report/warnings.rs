//! Warnings as sentences. Gaps and missed deadlines are read off the plan itself as well, so that a
//! plan can never keep quiet about them.

use super::{Mark, Notice, clean, wording};
use crate::plan::{Plan, PlanScenario, PlanWarning, StageKind};
use crate::words::{Lang, say, try_say};
use std::collections::BTreeMap;

/// The warnings of a plan, worst first.
pub(super) fn warnings(plan: &Plan, lang: Lang) -> Vec<Notice> {
    let mut all: Vec<PlanWarning> = plan.warnings.clone();
    for found in found_in(plan) {
        let known = |w: &PlanWarning| {
            let same = |key: &str| {
                let (ours, theirs) = (found.values.get(key), w.values.get(key));
                ours.is_none() || theirs.is_none() || ours == theirs
            };
            w.code == found.code && w.system == found.system && same("from") && same("deadline")
        };
        match all.iter_mut().find(|w| known(w)) {
            // The plan's own values hold; those it left out are filled in.
            Some(warning) => {
                for (key, value) in found.values {
                    warning.values.entry(key).or_insert(value);
                }
            }
            None => all.push(found),
        }
    }
    all.sort_by_key(rank);
    let mut notices: Vec<Notice> = what_ifs(plan, lang)
        .into_iter()
        .map(|text| Notice {
            mark: Mark::Warn,
            text,
        })
        .collect();
    notices.extend(all.iter().map(|w| Notice {
        mark: mark(w),
        text: sentence(plan, w, lang),
    }));
    notices
}

/// The gates of a system that have passed without an actual, and what each costs.
pub fn missed_gates(plan: &Plan, system: &str, lang: Lang) -> Vec<String> {
    let of = |w: &&PlanWarning| w.system == system && w.code.starts_with("missed-gate");
    let mut told: Vec<String> = Vec::new();
    for sentence in plan
        .warnings
        .iter()
        .filter(of)
        .map(|w| sentence(plan, w, lang))
    {
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    told
}

/// That this is a what-if, a sentence for each: said before anything that follows from it, on
/// whatever people may pass on.
pub fn what_ifs(plan: &Plan, lang: Lang) -> Vec<String> {
    let one = |scenario: &PlanScenario| {
        let key = match scenario.id.starts_with("--") {
            true => "report-what-if-typed",
            false => "report-what-if",
        };
        let name = wording::name_or_id(&scenario.name, &scenario.id);
        let n = scenario.changes.len().to_string();
        say(lang, key, &[("name", &name), ("n", &n)])
    };
    plan.scenarios.iter().map(one).collect()
}

/// Gaps and missed deadlines, as the plan's stages and deadlines show them.
fn found_in(plan: &Plan) -> Vec<PlanWarning> {
    let mut found = Vec::new();
    let warning = |code: &str, system: &str, values: &[(&str, String)]| PlanWarning {
        code: code.to_owned(),
        system: system.to_owned(),
        values: values
            .iter()
            .map(|(k, v)| ((*k).to_owned(), v.clone()))
            .collect(),
    };
    for system in &plan.systems {
        for gap in system.stages.iter().filter(|s| s.kind == StageKind::Gap) {
            let from = gap.from.max(plan.as_of);
            if from > gap.to {
                continue;
            }
            let values = [
                ("from", from.to_string()),
                ("to", gap.to.to_string()),
                ("days", ((gap.to - from).num_days() + 1).to_string()),
            ];
            found.push(warning("gap", &system.id, &values));
        }
        for missed in system.deadlines.iter().filter(|d| !d.met) {
            let declared = plan.deadlines.iter().find(|d| d.id == missed.id);
            let late = missed.slack_days.saturating_neg();
            let day = missed
                .date
                .checked_add_signed(chrono::TimeDelta::days(late.clamp(0, 100_000)));
            // A derived one is about the hardware, not about ▲.
            let (code, falls) = match declared {
                Some(d) if d.derived => ("overrun", "needed"),
                Some(d) if d.hard => ("hard-late", "cutover"),
                _ => ("late", "cutover"),
            };
            let values = [
                ("deadline", missed.id.clone()),
                ("date", missed.date.to_string()),
                (falls, day.map(|d| d.to_string()).unwrap_or_default()),
                ("days", late.to_string()),
            ];
            found.push(warning(code, &system.id, &values));
        }
    }
    found
}

/// Worst first; within a rank the order of the plan stays.
fn rank(warning: &PlanWarning) -> u8 {
    match warning.code.as_str() {
        "gap" => 0,
        "hard-late" | "overrun" | "hard-ceiling" => 1,
        "missed-gate" | "missed-gate-gap" | "missed-gate-late" | "missed-gate-later" => 2,
        "late" => 3,
        "assumed" => 9,
        _ => 5,
    }
}

fn mark(warning: &PlanWarning) -> Mark {
    match rank(warning) {
        0 | 1 => Mark::Bad,
        9 => Mark::Quiet,
        _ => Mark::Warn,
    }
}

/// A warning of a plan as a sentence.
pub fn sentence(plan: &Plan, warning: &PlanWarning, lang: Lang) -> String {
    let mut values: BTreeMap<&str, String> = warning
        .values
        .iter()
        .map(|(k, v)| (k.as_str(), clean(v)))
        .collect();
    values.insert("system", wording::system(plan, &warning.system));
    if let Some(id) = warning.values.get("deadline") {
        values.insert("deadline", wording::deadline(plan, id, lang));
    }
    if let Some(year) = warning
        .values
        .get("fiscal_year")
        .and_then(|y| y.parse().ok())
    {
        values.insert("year", wording::fiscal_year(year, false, lang));
    }
    for key in ["planned", "limit", "over"] {
        if let Some(yen) = warning.values.get(key).and_then(|y| y.parse().ok()) {
            values.insert(key, wording::grouped(yen));
        }
    }
    if let Some(kind) = warning.values.get("milestone") {
        values.insert("milestone", wording::milestone(kind, lang));
    }
    let args: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let plain = warning
        .code
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-');
    if let Some(text) = plain
        .then(|| try_say(lang, &format!("report-warning-{}", warning.code), &args))
        .flatten()
        // A value that the sentence wants and the plan lacks: better the bare values.
        .filter(|text| !text.contains("{$"))
    {
        return text;
    }
    let listed: Vec<String> = warning
        .values
        .iter()
        .map(|(k, v)| format!("{}={}", clean(k), clean(v)))
        .collect();
    let code = clean(&warning.code);
    let system = wording::system(plan, &warning.system);
    let args = [
        ("system", system.as_str()),
        ("code", &code),
        ("values", &listed.join(", ")),
    ];
    say(lang, "report-warning-other", &args)
}
