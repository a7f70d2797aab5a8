//! What a comparison says to people: the upshot, levels, systems, money and load, what matters most
//! first.

use super::{names, upshot};
use crate::calendar::Date;
use crate::compare::{
    CompareNotice, Compared, DateValues, LevelValues, Origin, Phase, SystemValues,
};
use crate::render::page::{Column, Kind, Page, Section, Table};
use crate::report::clean;
use crate::report::wording::{self, grouped};
use crate::words::{Lang, say};

/// Systems shown at most; CSV and JSON hold all.
const MOST: usize = 40;

/// Dates that the roadmap marks; how many others differ is told below the table.
const PROMISED: [&str; 5] = [
    "budget_request",
    "supplementary_request",
    "debt_burden_vote",
    "contract",
    "cutover",
];

pub(super) fn page(found: &Compared, all: bool, lang: Lang) -> Page {
    let mut lines: Vec<String> = (1..found.plans.len())
        .map(|at| upshot::upshot(found, at, lang))
        .collect();
    lines.extend((0..found.plans.len()).filter_map(|at| about(found, at, lang)));
    lines.extend(found.notices.iter().map(|n| notice(n, lang)));
    let first = found.plans.first();
    let title = match first.map(|p| clean(&p.municipality)).unwrap_or_default() {
        name if name.is_empty() => say(lang, "compare-title-nameless", &[]),
        name => say(lang, "compare-title", &[("name", &name)]),
    };
    let mut sections = vec![levels(found, lang)];
    sections.extend(systems(found, all, lang));
    sections.push(years(found, lang));
    sections.extend(yen(found, all, lang));
    sections.extend(load(found, all, lang));
    Page {
        title,
        lines,
        sections,
    }
}

/// What a plan is.
fn about(found: &Compared, at: usize, lang: Lang) -> Option<String> {
    let plan = found.plans.get(at)?;
    let key = match plan.origin {
        Origin::Current => "compare-origin-current",
        Origin::Scenario => "compare-origin-scenario",
        Origin::Saved => "compare-origin-saved",
        Origin::Baseline => "compare-origin-baseline",
    };
    let names = plan.scenarios.iter().map(|s| {
        let typed = s.id.starts_with("--");
        let first = s.changes.first();
        match (typed, first) {
            (true, Some(change)) => {
                let value = change.new.as_ref().map_or("-", |w| w.value.as_str());
                format!("{} = {}", clean(&change.path), clean(value))
            }
            _ => wording::name_or_id(&s.name, &s.id),
        }
    });
    let names: Vec<String> = names.collect();
    let named = names.join(" + ");
    let mut text = say(lang, key, &[("name", &named)]);
    if plan.origin == Origin::Saved && !named.is_empty() {
        text = format!("{text} ({named})");
    }
    let status = wording::status(plan.status, lang);
    let name = clean(&plan.name);
    let args = [
        ("name", name),
        ("what", text),
        ("status", status),
        ("date", plan.as_of.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Some(say(lang, "compare-plan", &args))
}

fn notice(notice: &CompareNotice, lang: Lang) -> String {
    let (plan, value, first) = (
        clean(&notice.plan),
        clean(&notice.value),
        clean(&notice.first),
    );
    let args = [
        ("plan", plan.as_str()),
        ("value", value.as_str()),
        ("first", first.as_str()),
    ];
    say(lang, &format!("compare-notice-{}", notice.code), &args)
}

/// A column for each plan, and after each but the first one for its difference.
fn columns(found: &Compared, heads: &[&str], differences: bool, lang: Lang) -> Vec<Column> {
    let mut all: Vec<Column> = heads
        .iter()
        .map(|key| Column {
            title: say(lang, &format!("compare-col-{key}"), &[]),
            kind: Kind::Text,
        })
        .collect();
    for (at, title) in names(found).into_iter().enumerate() {
        all.push(Column {
            title,
            kind: Kind::Yen,
        });
        if at > 0 && differences {
            all.push(Column {
                title: say(lang, "compare-col-difference", &[]),
                kind: Kind::Yen,
            });
        }
    }
    all
}

/// The values of each plan, and after each but the first its difference to the first.
fn cells<T>(
    values: &[T],
    shown: impl Fn(&T) -> String,
    apart: impl Fn(&T, &T) -> String,
) -> Vec<String> {
    let mut cells = Vec::new();
    for (at, value) in values.iter().enumerate() {
        cells.push(shown(value));
        if let Some(first) = values.first().filter(|_| at > 0) {
            cells.push(apart(first, value));
        }
    }
    cells
}

/// `+12`, `-3`, `0` of whole numbers.
pub(in crate::render) fn signed(old: i64, new: i64) -> String {
    let apart = new.saturating_sub(old);
    match apart {
        1.. => format!("+{}", grouped(apart)),
        _ => grouped(apart),
    }
}

fn levels(found: &Compared, lang: Lang) -> Section {
    let row = |level: &LevelValues| {
        let mut row = vec![say(lang, &format!("compare-level-{}", level.level), &[])];
        let load = level.level == "peak_load";
        let percent = |v: f64| (v * 100.0).round().clamp(-1e15, 1e15) as i64;
        let value = |v: f64| if load { percent(v) } else { v as i64 };
        let none = || say(lang, "compare-none", &[]);
        let shown = |v: &Option<f64>| v.map_or_else(none, |v| grouped(value(v)));
        row.extend(cells(&level.values, shown, |a, b| match (a, b) {
            (Some(a), Some(b)) => signed(value(*a), value(*b)),
            _ => String::new(),
        }));
        row
    };
    Section {
        heading: say(lang, "compare-levels", &[]),
        table: Some(Table {
            columns: columns(found, &["level"], true, lang),
            rows: found.levels.iter().map(row).collect(),
            total: false,
        }),
        ..Section::default()
    }
}

/// Routes, dates, slack, lateness and gap of each system that differs.
fn systems(found: &Compared, all: bool, lang: Lang) -> Option<Section> {
    let plans = found.plans.len();
    let differs = |s: &&SystemValues| all || (1..plans).any(|at| s.differs(at));
    let shown: Vec<&SystemValues> = found.systems.iter().filter(differs).collect();
    if found.systems.is_empty() {
        return None;
    }
    let mut rows = Vec::new();
    for system in shown.iter().take(MOST) {
        let mut name = wording::name_or_id(&system.name, &system.system);
        for mut row in rows_of(system, all, lang) {
            row.insert(0, std::mem::take(&mut name));
            rows.push(row);
        }
    }
    let still = (found.systems.len() - shown.len()).to_string();
    let mut notes = Vec::new();
    if shown.len() > MOST {
        let n = (shown.len() - MOST).to_string();
        notes.push(say(lang, "compare-more", &[("n", &n)]));
    }
    let other = |d: &&DateValues| d.differs() && !PROMISED.contains(&d.kind.as_str());
    let others = shown.iter().flat_map(|s| &s.dates).filter(other).count();
    if !all && others > 0 {
        let n = others.to_string();
        notes.push(say(lang, "compare-other-dates", &[("n", &n)]));
    }
    if !all && shown.len() < found.systems.len() {
        notes.push(say(lang, "compare-still", &[("n", &still)]));
    }
    Some(Section {
        heading: say(lang, "compare-systems", &[]),
        table: (!rows.is_empty()).then(|| Table {
            columns: columns(found, &["system", "what"], true, lang),
            rows,
            total: false,
        }),
        notes,
        ..Section::default()
    })
}

/// Each value of a system that differs: its name, then the cells.
fn rows_of(system: &SystemValues, all: bool, lang: Lang) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let none = || say(lang, "compare-none", &[]);
    let blank = |_: &_, _: &_| String::new();
    let differ = |values: &[Option<i64>]| values.iter().any(|v| Some(v) != values.first());
    if all
        || system
            .routes
            .iter()
            .any(|r| Some(r) != system.routes.first())
    {
        let route = |r: &Option<crate::plan::PlanRoute>| {
            r.as_ref().map_or_else(none, |r| wording::route(r, lang).1)
        };
        let mut row = vec![say(lang, "compare-row-route", &[])];
        row.extend(cells(&system.routes, route, blank));
        rows.push(row);
    }
    // What is promised first: the standard, then the bridge.
    let mut dates: Vec<&DateValues> = system.dates.iter().collect();
    dates.sort_by_key(|d| {
        let weight = match d.kind.as_str() {
            "cutover" => 0,
            "contract" => 1,
            _ => 2,
        };
        (weight, d.phase != Phase::Standard)
    });
    let promised = |d: &&DateValues| PROMISED.contains(&d.kind.as_str()) && d.differs();
    for date in dates.into_iter().filter(|d| all || promised(d)) {
        let day = |d: &Option<Date>| d.map_or_else(none, |d| d.to_string());
        let apart = |old: &Option<Date>, new: &Option<Date>| match (old, new) {
            (Some(old), Some(new)) => {
                let n = signed(0, (*new - *old).num_days());
                say(lang, "report-days", &[("n", &n)])
            }
            _ => String::new(),
        };
        let mut row = vec![milestone(date, lang)];
        row.extend(cells(&date.dates, day, apart));
        rows.push(row);
    }
    for (key, values) in [
        ("gap", &system.gap_days),
        ("hard", &system.hard_late_days),
        ("late", &system.late_days),
        ("slack", &system.slack_days),
    ] {
        if !all && !differ(values) {
            continue;
        }
        let days = |n: &Option<i64>| {
            n.map_or_else(none, |n| say(lang, "report-days", &[("n", &grouped(n))]))
        };
        let apart = |old: &Option<i64>, new: &Option<i64>| match (old, new) {
            (Some(old), Some(new)) => say(lang, "report-days", &[("n", &signed(*old, *new))]),
            _ => String::new(),
        };
        let mut row = vec![say(lang, &format!("compare-row-{key}"), &[])];
        row.extend(cells(values, days, apart));
        rows.push(row);
    }
    rows
}

/// `▲ 切替（標準）`
pub(super) fn milestone(date: &DateValues, lang: Lang) -> String {
    let kind = wording::milestone(&date.kind, lang);
    let kind = match date.number {
        1 => kind,
        n => format!("{kind} {n}"),
    };
    let key = match date.phase {
        Phase::Bridge => "compare-of-bridge",
        Phase::Standard => "compare-of-standard",
        Phase::Extension => "compare-of-extension",
        Phase::Operation => "compare-of-operation",
        Phase::Other => return kind,
    };
    say(lang, key, &[("kind", &kind)])
}

fn years(found: &Compared, lang: Lang) -> Section {
    let plans = found.plans.len();
    let yen = |n: &i64| grouped(*n);
    let apart = |a: &i64, b: &i64| signed(*a, *b);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut total = vec![0i64; plans];
    for year in &found.years {
        for (sum, yen) in total.iter_mut().zip(&year.yen) {
            *sum = sum.saturating_add(*yen);
        }
        let mut row = vec![wording::fiscal_year(year.fiscal_year, false, lang)];
        row.extend(cells(&year.yen, yen, apart));
        rows.push(row);
    }
    let mut sum = vec![say(lang, "budget-col-total", &[])];
    sum.extend(cells(&total, yen, apart));
    rows.push(sum);
    Section {
        heading: say(lang, "compare-years", &[]),
        table: Some(Table {
            columns: columns(found, &["year"], true, lang),
            rows,
            total: true,
        }),
        ..Section::default()
    }
}

/// Yen of each system that differs.
fn yen(found: &Compared, all: bool, lang: Lang) -> Option<Section> {
    let differs = |s: &&SystemValues| all || s.yen.iter().any(|y| Some(y) != s.yen.first());
    let shown: Vec<&SystemValues> = found.systems.iter().filter(differs).collect();
    if shown.is_empty() {
        return None;
    }
    let none = || say(lang, "compare-none", &[]);
    let rows = shown.iter().take(MOST).map(|system| {
        let mut row = vec![wording::name_or_id(&system.name, &system.system)];
        row.extend(cells(
            &system.yen,
            |n| n.map_or_else(none, grouped),
            |a, b| signed(a.unwrap_or(0), b.unwrap_or(0)),
        ));
        row
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut notes = vec![say(lang, "compare-shared", &[])];
    if shown.len() > MOST {
        let n = (shown.len() - MOST).to_string();
        notes.push(say(lang, "compare-more", &[("n", &n)]));
    }
    Some(Section {
        heading: say(lang, "compare-yen", &[]),
        table: Some(Table {
            columns: columns(found, &["system"], true, lang),
            rows,
            total: false,
        }),
        notes,
        ..Section::default()
    })
}

/// Load of vendors and teams.
fn load(found: &Compared, all: bool, lang: Lang) -> Option<Section> {
    let differs = |l: &&crate::compare::LoadValues| {
        let peak = l.peak.iter().any(|p| Some(p) != l.peak.first());
        let units = l.units.iter().any(|p| Some(p) != l.units.first());
        all || peak || units || l.cutovers.iter().any(|p| Some(p) != l.cutovers.first())
    };
    let shown = found.load.iter().filter(differs).take(MOST);
    let rows: Vec<Vec<String>> = shown
        .map(|l| {
            let mut row = vec![wording::name_or_id(&l.name, &l.provider)];
            for at in 0..found.plans.len() {
                let units = l.units.get(at).copied().unwrap_or(0).to_string();
                let cutovers = l.cutovers.get(at).copied().unwrap_or(0).to_string();
                let peak = l.peak.get(at).copied().flatten();
                let percent = peak.map_or_else(
                    || say(lang, "compare-no-limit", &[]),
                    |p| format!("{:.0}%", (p * 100.0).clamp(0.0, 1e9)),
                );
                let args = [
                    ("percent", percent.as_str()),
                    ("units", units.as_str()),
                    ("cutovers", cutovers.as_str()),
                ];
                row.push(say(lang, "compare-load-cell", &args));
            }
            row
        })
        .collect();
    (!rows.is_empty()).then(|| Section {
        heading: say(lang, "compare-load", &[]),
        table: Some(Table {
            columns: columns(found, &["provider"], false, lang),
            rows,
            total: false,
        }),
        notes: vec![say(lang, "compare-load-note", &[])],
        ..Section::default()
    })
}
