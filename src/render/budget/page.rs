//! What the budget says to people, before any format: headings, tables of text, sentences.

mod ceilings;
mod contracts;
mod operation;
pub(super) mod names;
mod requests;
mod sums;

use super::Asked;
use crate::facts::Confidence;
pub(super) use crate::render::page::{Column, Kind, Page, Section, Table};
use crate::report::{clean, what_ifs, wording};
use crate::words::{Lang, say};

pub(super) use sums::{heading_of, name_of};

/// Columns by their keys under `budget-col-`.
pub(super) fn columns(lang: Lang, keys: &[(&str, Kind)]) -> Vec<Column> {
    keys.iter()
        .map(|(key, kind)| Column {
            title: say(lang, &format!("budget-col-{key}"), &[]),
            kind: *kind,
        })
        .collect()
}

pub(super) fn page(asked: &Asked<'_>, lang: Lang) -> Page {
    let plan = asked.plan;
    let mut sections = Vec::new();
    if let Some(groups) = &asked.groups {
        sections.push(sums::groups(asked, groups, false, lang));
    }
    if let Some(difference) = &asked.difference {
        sections.push(sums::groups(asked, difference, true, lang));
    }
    if sections.is_empty() {
        sections.push(sums::years(asked, lang));
        sections.extend(ceilings::ceilings(asked, lang));
        sections.extend(sums::sources(asked, lang));
        sections.extend(requests::requests(asked, lang));
        sections.extend(contracts::debts(asked, lang));
        sections.extend(contracts::list(asked, lang));
        sections.extend(contracts::remarks(asked, lang));
        sections.extend(operation::running(asked, lang));
        sections.extend(operation::five_years(asked, lang));
    }
    let name = clean(&plan.municipality.name);
    let title = match name.as_str() {
        "" => say(lang, "budget-title-nameless", &[]),
        name => say(lang, "budget-title", &[("name", name)]),
    };
    let mut lines = vec![wording::dates(plan, lang)];
    lines.extend(what_ifs(plan, lang));
    lines.push(say(lang, "budget-yen", &[]));
    let facts = plan.facts.values();
    let assumed = facts
        .filter(|f| {
            f.confidence == Confidence::Assumed && !f.file.starts_with(crate::source::BUILTIN)
        })
        .count();
    if assumed > 0 {
        let count = assumed.to_string();
        lines.push(say(lang, "report-warning-assumed", &[("count", &count)]));
    }
    Page {
        title,
        lines,
        sections,
    }
}

/// What the law asks of the contracts, one sentence each.
pub(super) fn remark_sentences(asked: &Asked<'_>, lang: Lang) -> Vec<String> {
    let section = contracts::remarks(asked, lang);
    let items = section.into_iter().flat_map(|section| section.items);
    items.map(|(sentence, _)| sentence).collect()
}

/// An amount in a table: nothing is a dash.
pub(super) fn yen(amount: i64, lang: Lang) -> String {
    if amount == 0 {
        say(lang, "budget-none", &[])
    } else {
        wording::grouped(amount)
    }
}

/// A fiscal year in a column: 令和6年度, FY2024.
pub(super) fn year(year: i32, lang: Lang) -> String {
    let short = wording::fiscal_year_short(year);
    say(
        lang,
        "budget-year",
        &[("short", &short), ("year", &year.to_string())],
    )
}
