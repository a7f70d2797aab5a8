//! What a sweep says to people: where deadlines first fall, and what each combination comes to.

use crate::render::compare::signed;
use crate::render::page::{Column, Kind, Page, Section, Table};
use crate::report::clean;
use crate::report::wording::{self, grouped};
use crate::sweep::{Named, Point, State, Sweep, Tip};
use crate::words::{Lang, say};

/// Rows shown at most; CSV and JSON hold all.
const MOST: usize = 60;

pub(in crate::render) fn title(found: &Sweep, lang: Lang) -> String {
    match clean(&found.municipality).as_str() {
        "" => say(lang, "sweep-title-nameless", &[]),
        name => say(lang, "sweep-title", &[("name", name)]),
    }
}

pub(super) fn page(found: &Sweep, lang: Lang) -> Page {
    let date = found.as_of.to_string();
    let plans = (found.points.len() + found.plans_between).to_string();
    let args = [("date", date.as_str()), ("n", plans.as_str())];
    let mut lines = upshot(found, lang);
    lines.push(say(lang, "sweep-made", &args));
    lines.extend(found.axes.iter().map(|axis| {
        let n = axis.values.len().to_string();
        let path = clean(&axis.path);
        let values = listed(&axis.values);
        let args = [
            ("path", path.as_str()),
            ("n", n.as_str()),
            ("values", values.as_str()),
        ];
        say(lang, "sweep-axis", &args)
    }));
    let unproved = found.points.iter().filter(|p| p.state == State::Planned);
    let unproved = unproved.count();
    if unproved > 0 {
        let n = unproved.to_string();
        lines.push(say(lang, "sweep-unproved", &[("n", &n)]));
    }
    let mut sections = tips(found, lang);
    sections.extend(matrix(found, lang));
    sections.push(points(found, lang));
    Page {
        title: title(found, lang),
        lines,
        sections,
    }
}

/// The first few values, and the last.
fn listed(values: &[String]) -> String {
    let shown = |values: &[String]| {
        let values: Vec<String> = values.iter().map(|v| clean(v)).collect();
        values.join(", ")
    };
    match values {
        [first @ .., last] if first.len() > 6 => {
            let few = first.get(..5).unwrap_or(first);
            format!("{}, …, {}", shown(few), clean(last))
        }
        values => shown(values),
    }
}

pub(in crate::render) fn name(all: &[Named], id: &str) -> String {
    let found = all.iter().find(|n| n.id == id);
    found.map_or_else(|| clean(id), |n| wording::name_or_id(&n.name, &n.id))
}

/// A deadline's name; days without cover have one as well.
fn deadline(found: &Sweep, tip: &Tip, lang: Lang) -> String {
    match &tip.deadline {
        Some(id) => name(&found.deadlines, id),
        None => say(lang, "sweep-cover", &[]),
    }
}

/// For each deadline, in a sentence, where it first falls.
pub(super) fn upshot(found: &Sweep, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut seen: Vec<&Option<String>> = Vec::new();
    let first = found
        .axes
        .first()
        .map(|a| clean(&a.path))
        .unwrap_or_default();
    let place = |value: &str| {
        let axis = found.axes.first();
        let of = |v: &String| v == value;
        axis.and_then(|a| a.values.iter().position(of)).unwrap_or(0)
    };
    for tip in &found.tips {
        if seen.contains(&&tip.deadline) {
            continue;
        }
        seen.push(&tip.deadline);
        let own = found.tips.iter().filter(|t| t.deadline == tip.deadline);
        let own: Vec<&Tip> = own.collect();
        let falling = own.iter().filter(|t| t.kept.is_some());
        // With several axes the first line stands for all; the table has every one.
        let earliest =
            falling.min_by_key(|t| (t.others.clone(), sort_key(&t.missed, place(&t.missed))));
        let what = deadline(found, tip, lang);
        let always = own.iter().filter(|t| t.kept.is_none()).count();
        if let Some(tip) = earliest {
            let (kept, missed) = (
                clean(tip.kept.as_deref().unwrap_or_default()),
                clean(&tip.missed),
            );
            let system = name(&found.systems, &tip.system);
            let others = match tip.others.is_empty() {
                true => String::new(),
                false => {
                    let named = found.axes.iter().skip(1).zip(&tip.others);
                    let named: Vec<String> = named
                        .map(|(axis, value)| format!("{} = {}", clean(&axis.path), clean(value)))
                        .collect();
                    say(
                        lang,
                        "sweep-upshot-others",
                        &[("others", &named.join(", "))],
                    )
                }
            };
            let args = [
                ("what", what.as_str()),
                ("path", first.as_str()),
                ("kept", kept.as_str()),
                ("missed", missed.as_str()),
                ("system", system.as_str()),
                ("others", others.as_str()),
            ];
            let key = match tip.exact {
                true => "sweep-upshot-exact",
                false => "sweep-upshot-between",
            };
            lines.push(say(lang, key, &args));
        } else if always > 0 {
            let n = always.to_string();
            let args = [("what", what.as_str()), ("n", n.as_str())];
            lines.push(say(lang, "sweep-upshot-always", &args));
        }
    }
    if lines.is_empty() {
        lines.push(say(lang, "sweep-upshot-none", &[]));
    }
    lines
}

/// Days and numbers sort as they are written; all else by the place among the values.
fn sort_key(value: &str, place: usize) -> (usize, String) {
    match value.parse::<crate::calendar::Date>() {
        Ok(date) => (0, date.to_string()),
        Err(_) => (place, String::new()),
    }
}

fn column(title: String, kind: Kind) -> Column {
    Column { title, kind }
}

/// The names of axes, or the values of a point, in one cell: tables are cut into blocks where the
/// window is narrow, and each block repeats its first column.
fn joined<'v>(values: impl Iterator<Item = &'v String>) -> String {
    let values: Vec<String> = values.map(|v| clean(v)).collect();
    values.join(", ")
}

/// A table for each deadline: where it falls for which system.
fn tips(found: &Sweep, lang: Lang) -> Vec<Section> {
    let word = |key: &str| say(lang, &format!("sweep-col-{key}"), &[]);
    let mut groups: Vec<(&Option<String>, Vec<&Tip>)> = Vec::new();
    for tip in &found.tips {
        match groups.last_mut() {
            Some((deadline, tips)) if **deadline == tip.deadline => tips.push(tip),
            _ => groups.push((&tip.deadline, vec![tip])),
        }
    }
    let mut sections = Vec::new();
    for (n, (_, tips)) in groups.iter().enumerate() {
        let mut columns = vec![column(word("system"), Kind::Text)];
        if found.axes.len() > 1 {
            let others = found.axes.iter().skip(1).map(|axis| &axis.path);
            columns.push(column(joined(others), Kind::Text));
        }
        for key in ["kept", "missed", "days"] {
            columns.push(column(word(key), Kind::Yen));
        }
        let rows = tips.iter().take(MOST).map(|tip| {
            let mut row = vec![name(&found.systems, &tip.system)];
            if found.axes.len() > 1 {
                row.push(joined(tip.others.iter()));
            }
            row.push(match &tip.kept {
                Some(kept) => clean(kept),
                None => say(lang, "sweep-never", &[]),
            });
            let about = match (&tip.kept, tip.exact) {
                (Some(_), false) => "*",
                _ => "",
            };
            row.push(format!("{}{about}", clean(&tip.missed)));
            row.push(grouped(tip.days));
            row
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let mut notes = Vec::new();
        if tips.iter().any(|t| t.kept.is_some() && !t.exact) {
            notes.push(say(lang, "sweep-inexact", &[]));
        }
        if tips.len() > MOST {
            let n = (tips.len() - MOST).to_string();
            notes.push(say(lang, "sweep-more", &[("n", &n)]));
        }
        let what = tips
            .first()
            .map_or_else(String::new, |tip| deadline(found, tip, lang));
        sections.push(Section {
            heading: match n {
                0 => format!("{}: {what}", say(lang, "sweep-tips", &[])),
                _ => what,
            },
            sub: n > 0,
            table: Some(Table {
                columns,
                rows,
                total: false,
            }),
            notes,
            ..Section::default()
        });
    }
    sections
}

/// What stands in a cell of the map: what weighs most.
pub(in crate::render) fn cell(point: &Point, lang: Lang) -> String {
    let said = |key: &str, n: i64| say(lang, &format!("sweep-cell-{key}"), &[("n", &grouped(n))]);
    match point.state {
        State::Refused => say(lang, "sweep-state-refused", &[]),
        State::NoPlan => say(lang, "sweep-state-no-plan", &[]),
        _ if point.gap_days > 0 => said("gap", point.gap_days),
        _ if point.hard_late_days > 0 => said("hard", point.hard_late_days),
        _ => said("late", point.late_days),
    }
}

/// Two axes as a table of their own: gap or lateness of each pair.
fn matrix(found: &Sweep, lang: Lang) -> Option<Section> {
    let [down, across] = found.axes.as_slice() else {
        return None;
    };
    let mut columns = vec![column(
        format!("{} \\ {}", clean(&down.path), clean(&across.path)),
        Kind::Text,
    )];
    columns.extend(across.values.iter().map(|v| column(clean(v), Kind::Yen)));
    let rows = down.values.iter().enumerate().map(|(at, value)| {
        let mut row = vec![clean(value)];
        let from = at * across.values.len();
        let points = found.points.iter().skip(from).take(across.values.len());
        row.extend(points.map(|p| cell(p, lang)));
        row
    });
    Some(Section {
        heading: say(lang, "sweep-matrix", &[]),
        table: Some(Table {
            columns,
            rows: rows.collect(),
            total: false,
        }),
        ..Section::default()
    })
}

/// The words for what is known of a point.
pub(super) fn state(point: &Point, lang: Lang) -> String {
    match point.state {
        State::Proved => say(lang, "sweep-state-proved", &[]),
        State::Planned => say(lang, "sweep-state-planned", &[]),
        State::NoPlan => say(lang, "sweep-state-no-plan", &[]),
        State::Refused => {
            let word = say(lang, "sweep-state-refused", &[]);
            match &point.finding {
                Some(code) => format!("{word} ({code})"),
                None => word,
            }
        }
    }
}

fn points(found: &Sweep, lang: Lang) -> Section {
    let word = |key: &str| say(lang, &format!("sweep-col-{key}"), &[]);
    let paths = found.axes.iter().map(|axis| &axis.path);
    let mut columns = vec![column(joined(paths), Kind::Text)];
    // What no plan has takes no column.
    let all = || found.points.iter().chain([&found.base]);
    let gaps = all().any(|p| p.gap_days != 0);
    let hard = all().any(|p| p.hard_late_days != 0);
    let states = all().any(|p| p.state != State::Proved);
    let keys = [
        ("gap", gaps),
        ("hard", hard),
        ("late", true),
        ("systems", true),
        ("yen", true),
        ("more", true),
    ];
    for (key, _) in keys.iter().filter(|(_, shown)| *shown) {
        columns.push(column(word(key), Kind::Yen));
    }
    if states {
        columns.push(column(word("state"), Kind::Text));
    }
    let row = |values: String, point: &Point| {
        let mut row = vec![values];
        let cells = [
            grouped(point.gap_days),
            grouped(point.hard_late_days),
            grouped(point.late_days),
            point.late_systems.to_string(),
            grouped(point.cost_yen),
            signed(found.base.cost_yen, point.cost_yen),
        ];
        let shown = keys.iter().zip(cells).filter(|((_, shown), _)| *shown);
        row.extend(shown.map(|(_, cell)| match point.planned() {
            true => cell,
            false => "-".to_owned(),
        }));
        if states {
            row.push(state(point, lang));
        }
        row
    };
    let mut rows = vec![row(say(lang, "sweep-base", &[]), &found.base)];
    let shown = found.points.iter().take(MOST);
    rows.extend(shown.map(|p| row(joined(p.values.iter()), p)));
    let mut notes = Vec::new();
    if found.points.len() > MOST {
        let n = (found.points.len() - MOST).to_string();
        notes.push(say(lang, "sweep-more", &[("n", &n)]));
    }
    Section {
        heading: say(lang, "sweep-points", &[]),
        table: Some(Table {
            columns,
            rows,
            total: false,
        }),
        notes,
        ..Section::default()
    }
}
