//! What operation costs: a year before and after the move, and five years by procurement.

use super::super::Asked;
use super::{Kind, Section, Table, columns, names, yen};
use crate::budget::{Facts, Running};
use crate::plan::Plan;
use crate::report::{clean, wording};
use crate::words::{Lang, say};

/// A year of operation before and after.
pub(super) fn running(asked: &Asked<'_>, lang: Lang) -> Option<Section> {
    let running = &asked.budget.running;
    if running.keys.is_empty() {
        return None;
    }
    let ratio = |before: i64, after: i64| match Running::percent(before, after) {
        Some(percent) if after > 0 => {
            say(lang, "budget-percent", &[("n", &wording::grouped(percent))])
        }
        _ => say(lang, "budget-none", &[]),
    };
    let cells = |name: String, before: i64, after: i64| {
        vec![
            name,
            yen(before, lang),
            yen(after, lang),
            ratio(before, after),
        ]
    };
    let mut rows: Vec<Vec<String>> = running
        .keys
        .iter()
        .map(|k| cells(names::systems(asked.plan, &k.system), k.before, k.after))
        .collect();
    rows.push(cells(
        say(lang, "budget-col-total", &[]),
        running.before,
        running.after,
    ));
    Some(Section {
        heading: say(lang, "budget-running", &[]),
        table: Some(Table {
            columns: columns(
                lang,
                &[
                    ("system", Kind::Text),
                    ("before", Kind::Yen),
                    ("after", Kind::Yen),
                    ("ratio", Kind::Yen),
                ],
            ),
            rows,
            total: true,
        }),
        notes: std::iter::once(say(lang, "budget-note-running", &[]))
            .chain(benchmarks(asked.plan, lang))
            .collect(),
        ..Section::default()
    })
}

/// Five years from ▲ by procurement.
pub(super) fn five_years(asked: &Asked<'_>, lang: Lang) -> Option<Section> {
    let all = &asked.budget.five_years;
    if all.is_empty() {
        return None;
    }
    let rows = all.iter().map(|f| {
        vec![
            format!(
                "{}\n{}",
                names::systems(asked.plan, &f.system),
                names::round(asked.plan, &f.round, lang)
            ),
            say(
                lang,
                "report-span",
                &[("from", &f.from.to_string()), ("to", &f.to.to_string())],
            ),
            yen(f.one_off, lang),
            yen(f.running, lang),
            yen(f.total, lang),
            yen(f.in_plan, lang),
        ]
    });
    Some(Section {
        heading: say(lang, "budget-five-years", &[]),
        table: Some(Table {
            columns: columns(
                lang,
                &[
                    ("system", Kind::Text),
                    ("service", Kind::Text),
                    ("one-off", Kind::Yen),
                    ("five-running", Kind::Yen),
                    ("five-total", Kind::Yen),
                    ("in-plan", Kind::Yen),
                ],
            ),
            rows: rows.collect(),
            total: false,
        }),
        notes: vec![say(lang, "budget-note-five-years", &[])],
        ..Section::default()
    })
}

/// Figures to compare with, those that were known on the as-of date, each with its source.
fn benchmarks(plan: &Plan, lang: Lang) -> Vec<String> {
    let facts = Facts::of(plan);
    let kind = facts.text("municipality.kind").unwrap_or_default();
    let name = match lang {
        Lang::Ja => "name.ja",
        Lang::En => "name.en",
    };
    let all = facts
        .below("calendar.benchmark.")
        .filter_map(|(path, percent)| {
            let base = path.strip_suffix(".percent")?;
            let of = |key: &str| facts.text(&format!("{base}.{key}"));
            let known: Option<crate::calendar::Date> = of("known-from")?.parse().ok();
            let kinds = of("kinds").unwrap_or_default();
            let ours = kinds.is_empty() || kinds.split(", ").any(|k| k == kind);
            if !ours || known.is_some_and(|day| day > plan.as_of) {
                return None;
            }
            let args = [
                ("name", clean(of(name)?)),
                ("percent", clean(&percent.value)),
                (
                    "source",
                    clean(percent.source.as_deref().unwrap_or_default()),
                ),
            ];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            Some(say(lang, "budget-benchmark", &args))
        });
    all.collect()
}
