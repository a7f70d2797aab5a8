//! What to ask for, request by request.

use super::super::Asked;
use super::{Kind, Section, Table, columns, names, yen};
use crate::budget::{Ask, sum};
use crate::report::wording;
use crate::words::{Lang, say};

/// One table for each budget that is still to be asked.
pub(super) fn requests(asked: &Asked<'_>, lang: Lang) -> Vec<Section> {
    let budget = asked.budget;
    let as_of = asked.plan.as_of;
    let mut sections = Vec::new();
    for sheet in budget.sheets.iter().filter(|s| s.vote >= as_of) {
        let asks = || {
            let all = budget.asks.iter();
            all.filter(|a| a.fiscal_year == sheet.fiscal_year)
        };
        let initial: Vec<&Ask> = asks().filter(|a| !a.supplementary).collect();
        let year = wording::fiscal_year(sheet.fiscal_year, false, lang);
        let vote = sheet.vote.to_string();
        let request = initial.iter().map(|a| a.request).min();
        let request = request.unwrap_or(sheet.request).to_string();
        let args = [
            ("year", year.as_str()),
            ("request", &request),
            ("vote", &vote),
        ];
        let heading = say(lang, "budget-request", &args);
        let mut section = table(asked, heading, &initial, Some(sheet.committed), lang);
        let new = initial.iter().any(|a| !a.done);
        if let Some(precheck) = sheet.precheck.filter(|day| new && *day >= as_of) {
            let args = [("date", precheck.to_string())];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            section.lines.push(say(lang, "budget-precheck", &args));
        }
        sections.push(section);
        let mut dates: Vec<_> = asks()
            .filter(|a| a.supplementary)
            .map(|a| (a.request, a.vote))
            .collect();
        dates.sort_unstable();
        dates.dedup();
        for (request, vote) in dates {
            let of: Vec<&Ask> = asks()
                .filter(|a| a.supplementary && (a.request, a.vote) == (request, vote))
                .collect();
            let (request, vote) = (
                request.to_string(),
                vote.map(|v| v.to_string()).unwrap_or_default(),
            );
            let args = [
                ("year", year.as_str()),
                ("request", &request),
                ("vote", &vote),
            ];
            let heading = say(lang, "budget-request-supplementary", &args);
            sections.push(table(asked, heading, &of, None, lang));
        }
    }
    if let Some(first) = sections.first_mut() {
        first.lines.push(say(lang, "budget-note-requests", &[]));
    }
    sections
}

fn table(
    asked: &Asked<'_>,
    heading: String,
    asks: &[&Ask],
    committed: Option<i64>,
    lang: Lang,
) -> Section {
    let mut rows: Vec<Vec<String>> = asks
        .iter()
        .map(|ask| {
            let instruments = ask.instruments.iter();
            let instruments: Vec<String> =
                instruments.map(|i| names::instrument(i, lang)).collect();
            vec![
                format!(
                    "{}\n{}",
                    names::systems(asked.plan, &ask.system),
                    names::round(asked.plan, &ask.round, lang)
                ),
                instruments.join("\n"),
                ask.contract.map(|d| d.to_string()).unwrap_or_default(),
                yen(ask.yen, lang),
                yen(ask.limit.unwrap_or(0), lang),
            ]
        })
        .collect();
    let committed_yen = committed.unwrap_or(0);
    if committed_yen != 0 {
        rows.push(vec![
            say(lang, "budget-committed", &[]),
            String::new(),
            String::new(),
            yen(committed_yen, lang),
            yen(0, lang),
        ]);
    }
    let total = sum(asks.iter().map(|a| a.yen)).saturating_add(committed_yen);
    rows.push(vec![
        say(lang, "budget-col-total", &[]),
        String::new(),
        String::new(),
        yen(total, lang),
        yen(sum(asks.iter().filter_map(|a| a.limit)), lang),
    ]);
    Section {
        heading,
        table: Some(Table {
            columns: columns(
                lang,
                &[
                    ("matter", Kind::Text),
                    ("instrument", Kind::Text),
                    ("contract", Kind::Text),
                    ("this-year", Kind::Yen),
                    ("limit", Kind::Yen),
                ],
            ),
            rows,
            total: true,
        }),
        ..Section::default()
    }
}
