//! The upshot: in one sentence, why, which cutover moves, who is late, which year costs what.

use crate::calendar::{Date, FiscalYear, fiscal_year_label};
use crate::compare::{Cause, Compared, ComparedPlan, SystemValues};
use crate::report::clean;
use crate::report::wording::{self, grouped};
use crate::words::{Lang, say};

/// A cause is cut beyond this.
const CAUSE: usize = 60;

pub(super) fn upshot(found: &Compared, at: usize, lang: Lang) -> String {
    let Some(plan) = found.plans.get(at) else {
        return String::new();
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(levels(found, at, lang));
    parts.extend(cutover(found, at, lang));
    parts.extend(late(found, at, lang));
    parts.extend(money(found, at, lang));
    if parts.is_empty() {
        let first = found.plans.first().map_or("", |p| p.name.as_str());
        let first = clean(first);
        parts.push(match plan.same {
            true => say(lang, "compare-upshot-same", &[("first", &first)]),
            false => {
                let n = plan.changed_systems.to_string();
                say(lang, "compare-upshot-small", &[("n", &n)])
            }
        });
    }
    let what = parts.join("; ");
    let causes: Vec<String> = plan.causes.iter().map(|c| cause(c, lang)).collect();
    let args = [("what", what.as_str())];
    match causes.is_empty() {
        true => {
            let name = clean(&plan.name);
            say(lang, "compare-upshot-plan", &[("plan", &name), args[0]])
        }
        false => {
            let joint = say(lang, "compare-joint", &[]);
            let named = causes.join(&joint);
            say(lang, "compare-upshot-cause", &[("cause", &named), args[0]])
        }
    }
}

/// A what-if by its name, or by what it changes.
pub(super) fn cause(cause: &Cause, lang: Lang) -> String {
    let typed = cause.scenario.starts_with("--");
    let name = clean(&cause.name);
    let text = match (&cause.path, typed || name.is_empty()) {
        (Some(path), true) => {
            let value = cause.value.as_deref().unwrap_or("-");
            let mut text = format!("{} = {}", clean(path), clean(value));
            if cause.changes > 1 {
                let n = (cause.changes - 1).to_string();
                text += &say(lang, "compare-upshot-more-changes", &[("n", &n)]);
            }
            text
        }
        (_, false) => name,
        (None, true) => clean(&cause.scenario),
    };
    if text.chars().count() <= CAUSE {
        return text;
    }
    let short: String = text.chars().take(CAUSE - 1).collect();
    format!("{short}…")
}

/// Days without cover and past hard deadlines, where they differ.
fn levels(found: &Compared, at: usize, lang: Lang) -> Vec<String> {
    let differ = |level: &&crate::compare::LevelValues| {
        matches!(level.level, "gap_days" | "hard_late_days")
            && level.values.get(at) != level.values.first()
    };
    let shown = |level: &crate::compare::LevelValues| {
        let of = |n: usize| {
            let value = level.values.get(n).copied().flatten().unwrap_or(0.0);
            grouped(value as i64)
        };
        let name = say(lang, &format!("report-level-{}", level.level), &[]);
        let args = [("level", name), ("old", of(0)), ("new", of(at))];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        say(lang, "compare-upshot-level", &args)
    };
    found.levels.iter().filter(differ).map(shown).collect()
}

/// The cutover to the standard that matters most: of a system that becomes late, else the one that
/// moves farthest.
fn cutover(found: &Compared, at: usize, lang: Lang) -> Option<String> {
    let moved = |system: &SystemValues| -> Option<(Option<Date>, Option<Date>)> {
        let dates = &system.cutovers()?.dates;
        let (old, new) = (dates.first().copied()?, dates.get(at).copied()?);
        (old != new && (old.is_some() || new.is_some())).then_some((old, new))
    };
    let weight = |system: &SystemValues| {
        let later = |values: &[Option<i64>]| {
            let of = |n: usize| values.get(n).copied().flatten().unwrap_or(0);
            (of(at) - of(0)).max(0)
        };
        let days = match moved(system) {
            Some((Some(old), Some(new))) => (new - old).num_days().abs(),
            _ => 1,
        };
        (
            later(&system.hard_late_days),
            later(&system.late_days),
            days,
        )
    };
    let moving: Vec<&SystemValues> = found
        .systems
        .iter()
        .filter(|s| moved(s).is_some())
        .collect();
    // The first of several that weigh the same.
    let most = moving.iter().rev().max_by_key(|s| weight(s))?;
    let (old, new) = moved(most)?;
    let none = || say(lang, "compare-none", &[]);
    let day = |date: Option<Date>| date.map_or_else(none, |d| d.to_string());
    let name = wording::name_or_id(&most.name, &most.system);
    let args = [
        ("name", name),
        ("old", day(old)),
        ("new", day(new)),
        ("n", (moving.len() - 1).to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let key = match moving.len() {
        1 => "compare-upshot-cutover",
        _ => "compare-upshot-cutovers",
    };
    Some(say(lang, key, &args))
}

fn late(found: &Compared, at: usize, lang: Lang) -> Option<String> {
    let of = |at: usize| found.plans.get(at).map(|p: &ComparedPlan| p.late_systems);
    let (old, new) = (of(0)?, of(at)?);
    if old == 0 && new == 0 {
        return None;
    }
    let (n, before) = (new.to_string(), old.to_string());
    let args = [("n", n.as_str()), ("old", before.as_str())];
    let key = match (old, old == new) {
        (_, true) => "compare-upshot-late-same",
        (0, _) => "compare-upshot-late",
        _ => "compare-upshot-late-from",
    };
    let differs = found.systems.iter().any(|s| s.differs(at));
    (old != new || differs).then(|| say(lang, key, &args))
}

/// The fiscal year whose yen differ most, and the whole.
fn money(found: &Compared, at: usize, lang: Lang) -> Vec<String> {
    let apart = |yen: &[i64]| {
        let of = |n: usize| yen.get(n).copied().unwrap_or(0);
        of(at).saturating_sub(of(0))
    };
    let years: Vec<(i32, i64)> = found
        .years
        .iter()
        .map(|y| (y.fiscal_year, apart(&y.yen)))
        .filter(|(_, yen)| *yen != 0)
        .collect();
    let most = years.iter().rev().max_by_key(|(_, yen)| yen.unsigned_abs());
    let Some((year, yen)) = most else {
        return Vec::new();
    };
    let label = match lang {
        Lang::Ja => fiscal_year_label(FiscalYear(*year), false),
        Lang::En => format!("FY{year}"),
    };
    let more = amount(*yen, lang);
    let mut parts = vec![say(
        lang,
        "compare-upshot-year",
        &[("year", &label), ("yen", &more)],
    )];
    if years.len() > 1 {
        let total = years
            .iter()
            .fold(0i64, |sum, (_, yen)| sum.saturating_add(*yen));
        let total = amount(total, lang);
        parts.push(say(lang, "compare-upshot-total", &[("yen", &total)]));
    }
    parts
}

/// `+4,200万円`, rounded to the unit where it has more digits than that; `+42,000,000 yen`.
pub(crate) fn amount(yen: i64, lang: Lang) -> String {
    const UNIT: i64 = 10_000;
    let sign = match yen {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    let size = i64::try_from(yen.unsigned_abs()).unwrap_or(i64::MAX);
    if lang == Lang::En || size < UNIT {
        let signed = format!("{sign}{}", grouped(size));
        return say(lang, "why-yen", &[("n", &signed)]);
    }
    let rounded = size / UNIT + i64::from(size % UNIT >= UNIT / 2);
    let signed = format!("{sign}{}", grouped(rounded));
    let text = say(lang, "budget-unit-10k", &[("n", &signed)]);
    let about = match size % UNIT {
        0 => String::new(),
        _ => say(lang, "compare-about", &[]),
    };
    format!("{about}{text}")
}

#[cfg(test)]
mod tests {
    use super::amount;
    use crate::words::Lang;

    #[test]
    fn amounts_are_told_in_the_unit_of_the_language() {
        assert_eq!(amount(42_000_000, Lang::Ja), "+4,200万円");
        assert_eq!(amount(-42_004_999, Lang::Ja), "約-4,200万円");
        assert_eq!(amount(42_005_000, Lang::Ja), "約+4,201万円");
        assert_eq!(amount(9_999, Lang::Ja), "+9,999円");
        assert_eq!(amount(0, Lang::Ja), "0円");
        assert_eq!(amount(-42_004_999, Lang::En), "-42,004,999 yen");
        assert_eq!(amount(i64::MIN, Lang::En), "-9,223,372,036,854,775,807 yen");
    }
}
