//! Reasons as sentences: why a date is what it is, and the words for what has a date.
//!
//! The sentences are in `why.ftl`.

use super::{clean, wording};
use crate::calendar::{FiscalYear, fiscal_year_label};
use crate::plan::Reason;
use crate::words::{Lang, say, try_say};

/// Shown name of a kind of milestone, where its reason is told.
pub fn kind(kind: &str, lang: Lang) -> String {
    let key = format!("why-kind-{}", kind.replace('_', "-"));
    try_say(lang, &key, &[]).unwrap_or_else(|| clean(kind))
}

/// The sentence for the reason of a date, whose kind decides where the rule does not.
pub fn sentence(kind: &str, reason: &Reason, lang: Lang) -> String {
    let value = |name: &str| reason.values.get(name).map(String::as_str);
    let mut args: Vec<(&str, String)> = reason
        .values
        .iter()
        .map(|(k, v)| (k.as_str(), clean(v)))
        .collect();
    if let Some(tried) = reason.tried {
        args.push(("tried", tried.to_string()));
    }
    for (from, to) in [("fiscal_year", "year"), ("tried_fiscal_year", "tried_year")] {
        let Some(year) = value(from).and_then(|y| y.parse().ok()) else {
            continue;
        };
        let label = fiscal_year_label(FiscalYear(year), false);
        let label = match lang {
            Lang::Ja => label,
            Lang::En => format!("fiscal {year}"),
        };
        args.push((to, label));
    }
    for (from, to) in [
        ("lead", "lead_words"),
        ("length", "lead_words"),
        ("work", "work_words"),
    ] {
        if let Some(length) = value(from) {
            args.push((to, duration_words(length, lang)));
        }
    }
    if let Some(money) = value("money") {
        args.push(("money", wording::money_kind(money, lang)));
    }
    let rule = match reason.rule.as_str() {
        "derived-date" | "notice" => format!("why-derived-{}", kind.replace('_', "-")),
        rule => format!("why-rule-{rule}"),
    };
    let mut keys = Vec::new();
    if let Some(w) = &reason.worsens {
        args.push(("by", amount(w.by, &w.level, lang)));
        let level = w.level.replace('_', "-");
        if value("money").is_some() {
            keys.push(format!("{rule}-{level}-money"));
        }
        keys.push(format!("{rule}-{level}"));
    }
    if let Some(act) = value("act") {
        keys.push(format!("{rule}-{}", act.replace('_', "-")));
    }
    if value("lead").is_none() {
        keys.push(format!("{rule}-at-once"));
    }
    if value("contract").is_some() {
        keys.push(format!("{rule}-for-contract"));
    }
    keys.push(rule);
    let borrowed: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    keys.iter()
        .find_map(|key| try_say(lang, key, &borrowed))
        .unwrap_or_else(|| wording::rule(&reason.rule, lang))
}

/// An amount of a level of the objective, with its unit.
pub(crate) fn amount(by: f64, level: &str, lang: Lang) -> String {
    match level {
        "promises_changed" => {
            let n = wording::grouped(by.round() as i64);
            say(lang, "why-promises", &[("n", &n)])
        }
        "cost_yen" => {
            let yen = wording::grouped(by.round() as i64);
            say(lang, "why-yen", &[("n", &yen)])
        }
        "peak_load" => say(lang, "why-percent", &[("n", &format!("{:.0}", by * 100.0))]),
        _ => say(lang, "why-days", &[("n", &format!("{by:.0}"))]),
    }
}

/// `18M` as a person says it.
fn duration_words(text: &str, lang: Lang) -> String {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.trim_end_matches(unit);
    let unit = match unit {
        "M" => "why-months",
        "W" => "why-weeks",
        "d" => "why-days",
        "bd" => "why-open-days",
        _ => return text.to_owned(),
    };
    say(lang, unit, &[("n", digits)])
}
