//! What a year may hold, beside what the plan pays; where that is too much, what can be done.

use super::super::Asked;
use super::{Kind, Section, Table, columns, names, yen};
use crate::budget::{Burden, Ceiling, sum};
use crate::report::{clean, command, wording};
use crate::words::{Lang, say};

/// So many rows that can be moved are named for each ceiling.
const MOST: usize = 8;

pub(super) fn ceilings(asked: &Asked<'_>, lang: Lang) -> Vec<Section> {
    let all = &asked.budget.ceilings;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|c| {
        let kind = if c.hard { "hard" } else { "soft" };
        vec![
            wording::fiscal_year(c.fiscal_year, false, lang),
            clean(&c.name),
            say(lang, &format!("budget-ceiling-{kind}"), &[]),
            yen(c.limit, lang),
            yen(c.planned, lang),
            yen(c.over(), lang),
        ]
    });
    let keys = [
        ("year", Kind::Text),
        ("ceiling", Kind::Text),
        ("ceiling-kind", Kind::Text),
        ("ceiling-yen", Kind::Yen),
        ("planned", Kind::Yen),
        ("over", Kind::Yen),
    ];
    let mut sections = vec![Section {
        heading: say(lang, "budget-ceilings", &[]),
        table: Some(Table {
            columns: columns(lang, &keys),
            rows: rows.collect(),
            total: false,
        }),
        notes: vec![say(lang, "budget-note-ceilings", &[])],
        ..Section::default()
    }];
    let over = all.iter().filter(|c| c.over() > 0);
    sections.extend(over.map(|c| ways_out(asked, c, lang)));
    sections
}

/// What makes the year dear, and how each of it could be moved.
fn ways_out(asked: &Asked<'_>, ceiling: &Ceiling, lang: Lang) -> Section {
    let moves = |b: &&Burden| b.later.is_some() || b.supplementary.is_some();
    let movable: Vec<&Burden> = ceiling.burdens.iter().filter(moves).collect();
    let fixed: Vec<&Burden> = ceiling.burdens.iter().filter(|b| !moves(b)).collect();
    let items = movable.iter().take(MOST).map(|b| {
        let args = [
            ("round", names::round(asked.plan, &b.round, lang)),
            ("kind", wording::money_kind(&b.kind, lang)),
            ("yen", wording::grouped(b.yen)),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        (say(lang, "budget-burden", &args), ways(b, lang))
    });
    let mut notes = Vec::new();
    let rest = movable.get(MOST..).unwrap_or_default();
    for (key, rows) in [("more", rest), ("fixed", fixed.as_slice())] {
        if !rows.is_empty() {
            let args = [
                ("n", rows.len().to_string()),
                ("yen", wording::grouped(sum(rows.iter().map(|b| b.yen)))),
            ];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            notes.push(say(lang, &format!("budget-burden-{key}"), &args));
        }
    }
    let args = [
        (
            "year",
            wording::fiscal_year(ceiling.fiscal_year, false, lang),
        ),
        ("name", clean(&ceiling.name)),
        ("over", wording::grouped(ceiling.over())),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Section {
        heading: say(lang, "budget-ways-out", &args),
        sub: true,
        lines: (!movable.is_empty())
            .then(|| say(lang, "budget-burden-movable", &[]))
            .into_iter()
            .collect(),
        items: items.collect(),
        notes,
        ..Section::default()
    }
}

fn ways(burden: &Burden, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(later) = &burden.later {
        let what = if later.bridge { " bridge.cutover" } else { "" };
        let command = format!(
            "ikou why {}{what} --not-before {}",
            command::word(&clean(&later.system)),
            later.not_before
        );
        lines.push(say(lang, "budget-burden-later", &[("command", &command)]));
    }
    if let Some((session, request, vote)) = &burden.supplementary {
        let args = [
            ("session", clean(session)),
            ("request", request.to_string()),
            ("vote", vote.to_string()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        lines.push(say(lang, "budget-burden-supplementary", &args));
    }
    lines
}
