//! Contracts: 債務負担行為 as the third table of a budget, and each contract with its instrument,
//! the law behind it, the last vote, and what is left to do when it slips.

use super::super::Asked;
use super::{Kind, Section, Table, columns, names, year, yen};
use crate::budget::{Contract, Facts, Part, Way, sum};
use crate::report::{clean, wording};
use crate::words::{Lang, say};

/// 事項, 期間, 限度額.
pub(super) fn debts(asked: &Asked<'_>, lang: Lang) -> Option<Section> {
    let all = asked.budget.contracts.iter();
    let debts: Vec<&Contract> = all.filter(|c| c.limit.is_some()).collect();
    if debts.is_empty() {
        return None;
    }
    let mut rows: Vec<Vec<String>> = debts
        .iter()
        .map(|c| {
            let later = c.shares.iter().filter(|(_, yen)| **yen != 0);
            let mut shares: Vec<String> = later
                .map(|(y, share)| format!("{} {}", year(*y, lang), wording::grouped(*share)))
                .collect();
            if c.beyond != 0 {
                let args = [("yen", wording::grouped(c.beyond))];
                let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
                shares.push(say(lang, "budget-beyond", &args));
            }
            let first = c.shares.iter().find(|(_, yen)| **yen != 0).map(|(y, _)| *y);
            let period = match (first, c.until) {
                (Some(from), Some(to)) if from < to => format!(
                    "{}\n{}",
                    say(lang, "budget-from", &[("year", &year(from, lang))]),
                    say(lang, "budget-to", &[("year", &year(to, lang))])
                ),
                (_, Some(to)) => year(to, lang),
                (Some(from), None) => year(from, lang),
                (None, None) => String::new(),
            };
            vec![
                matter(asked, c, lang),
                period,
                yen(c.limit.unwrap_or(0), lang),
                shares.join("\n"),
                voted(c, lang),
            ]
        })
        .collect();
    rows.push(vec![
        say(lang, "budget-col-total", &[]),
        String::new(),
        yen(sum(debts.iter().filter_map(|c| c.limit)), lang),
        String::new(),
        String::new(),
    ]);
    Some(Section {
        heading: say(lang, "budget-debts", &[]),
        lines: vec![say(lang, "budget-note-debts", &[])],
        table: Some(Table {
            columns: columns(
                lang,
                &[
                    ("matter", Kind::Text),
                    ("period", Kind::Text),
                    ("limit", Kind::Yen),
                    ("shares", Kind::Yen),
                    ("voted", Kind::Text),
                ],
            ),
            rows,
            total: true,
        }),
        ..Section::default()
    })
}

fn matter(asked: &Asked<'_>, contract: &Contract, lang: Lang) -> String {
    let part = match contract.part {
        Part::Work => "budget-part-work",
        Part::Running => "budget-part-running",
        Part::Extension => "budget-part-extension",
    };
    format!(
        "{}\n{} {}",
        names::systems(asked.plan, &contract.system),
        names::round(asked.plan, &contract.round, lang),
        say(lang, part, &[])
    )
}

fn voted(contract: &Contract, lang: Lang) -> String {
    match contract.vote {
        Some(vote) => vote.to_string(),
        None => say(lang, "budget-voted", &[]),
    }
}

/// Every contract with its instrument, those that cross 31 March first.
pub(super) fn list(asked: &Asked<'_>, lang: Lang) -> Option<Section> {
    let all = &asked.budget.contracts;
    if all.is_empty() {
        return None;
    }
    let facts = Facts::of(asked.plan);
    let mut ordered: Vec<&Contract> = all.iter().collect();
    ordered.sort_by_key(|c| (!c.crosses, c.signed.unwrap_or(c.from), c.from));
    let items = ordered.into_iter().map(|c| {
        let span = match c.to {
            Some(to) if to == c.from => to.to_string(),
            Some(to) => say(
                lang,
                "report-span",
                &[("from", &c.from.to_string()), ("to", &to.to_string())],
            ),
            None => say(lang, "budget-open-end", &[("from", &c.from.to_string())]),
        };
        let args = [
            ("matter", matter(asked, c, lang).replace('\n', " ")),
            ("span", span),
            ("instrument", names::instrument(&c.instrument, lang)),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        (say(lang, "budget-contract", &args), below(&facts, c, lang))
    });
    let crossing = all.iter().filter(|c| c.crosses).count();
    let args = [
        ("count", all.len().to_string()),
        ("crossing", crossing.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Some(Section {
        heading: say(lang, "budget-contracts", &[]),
        lines: vec![say(lang, "budget-note-contracts", &args)],
        items: items.collect(),
        ..Section::default()
    })
}

fn below(facts: &Facts<'_>, contract: &Contract, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let base = format!("calendar.instrument.{}", contract.instrument);
    if let Some(law) = facts.fact(&format!("{base}.law")) {
        let sure = say(
            lang,
            match facts.assumed(&format!("{base}.law")) {
                true => "budget-assumed",
                false => "budget-stated",
            },
            &[],
        );
        let args = [("law", clean(&law.value)), ("sure", sure)];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        lines.push(say(lang, "budget-law", &args));
    }
    if let Some(signed) = contract.signed {
        let key = match (contract.vote, &contract.latest) {
            (Some(vote), Some((_, latest))) if vote < *latest => "budget-signed-latest",
            (Some(_), Some(_)) => "budget-signed-last",
            (Some(_), None) => "budget-signed-vote",
            (None, _) => "budget-signed",
        };
        let latest = contract.latest.as_ref();
        let args = [
            ("date", signed.to_string()),
            (
                "vote",
                contract.vote.map(|v| v.to_string()).unwrap_or_default(),
            ),
            ("session", latest.map(|l| clean(&l.0)).unwrap_or_default()),
            (
                "latest",
                latest.map(|l| l.1.to_string()).unwrap_or_default(),
            ),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let mut said = say(lang, key, &args);
        for way in contract
            .ways
            .iter()
            .filter(|w| matches!(w, Way::SignBy { .. }))
        {
            said.push_str(&self::way(way, lang));
        }
        lines.push(said);
    }
    let ways = contract.ways.iter();
    let ways = ways.filter(|w| !matches!(w, Way::SignBy { .. }));
    lines.extend(ways.map(|w| way(w, lang)));
    lines
}

fn way(way: &Way, lang: Lang) -> String {
    let (key, args) = match way {
        Way::SignBy { date, days } => (
            "budget-way-sign-by",
            vec![("date", date.to_string()), ("days", days.to_string())],
        ),
        Way::Preparation { notice, from } => (
            "budget-way-preparation",
            vec![("notice", notice.to_string()), ("from", from.to_string())],
        ),
        Way::ZeroDebt {
            session,
            request,
            vote,
        } => (
            "budget-way-zero-debt",
            vec![
                ("session", clean(session)),
                ("request", request.to_string()),
                ("vote", vote.to_string()),
            ],
        ),
        Way::CarryOver { session, vote } => (
            "budget-way-carry-over",
            vec![("session", clean(session)), ("vote", vote.to_string())],
        ),
        Way::ChangeDebt { session, vote } => (
            "budget-way-change-debt",
            vec![("session", clean(session)), ("vote", vote.to_string())],
        ),
    };
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    say(lang, key, &args)
}
