//! Contracts: 債務負担行為 as the third table of a budget, and each contract with its instrument,
//! the law behind it, the last vote, and what is left to do when it slips.

use super::super::Asked;
use super::{Kind, Section, Table, columns, names, year, yen};
use crate::budget::{Contract, Facts, Part, Way, sum};
use crate::calendar::Date;
use crate::facts::segment;
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
            // One year alone stands under its period already.
            let mut later = c.shares.values().filter(|yen| **yen != 0);
            if let (Some(share), None, 0) = (later.next(), later.next(), c.beyond) {
                shares = vec![wording::grouped(*share)];
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
    let mut instruments: Vec<String> = Vec::new();
    for contract in all {
        let said = law(&facts, &contract.instrument, lang);
        instruments.extend(said.filter(|said| !instruments.contains(said)));
    }
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
        notes: instruments,
        ..Section::default()
    })
}

/// 随意契約（…）: 見積依頼・見積徴取 2W、契約審査・契約の締結 2W
fn method(facts: &Facts<'_>, contract: &Contract, lang: Lang) -> Option<String> {
    if contract.part != Part::Work {
        return None;
    }
    let base = format!("procurement.{}.method", segment(&contract.round));
    let kind = facts.text(&format!("{base}.kind"))?;
    let name = match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let prefix = format!("calendar.method.{kind}.steps.");
    let mut steps: Vec<(usize, String)> = Vec::new();
    for (path, fact) in facts.below(&prefix) {
        let Some(id) = path
            .strip_prefix(&prefix)
            .and_then(|p| p.strip_suffix(".length"))
        else {
            continue;
        };
        let name = facts
            .text(&format!("{prefix}{id}.name.{name}"))
            .unwrap_or(id);
        steps.push((fact.line, format!("{} {}", clean(name), clean(&fact.value))));
    }
    // In the order in which they are written.
    steps.sort();
    let steps: Vec<String> = steps.into_iter().map(|(_, step)| step).collect();
    let ground = facts.text(&format!("{base}.ground")).unwrap_or_default();
    let key = match (ground.is_empty(), steps.is_empty()) {
        (_, true) => "budget-method",
        (true, false) => "budget-method-steps",
        (false, false) => "budget-method-ground",
    };
    let lead = facts.text(&format!("{base}.lead")).unwrap_or_default();
    let joint = say(lang, "summary-joint", &[]);
    let args = [
        ("method", names::word(lang, "budget-method-", kind)),
        ("ground", clean(ground)),
        ("lead", clean(lead)),
        ("steps", steps.join(&joint)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Some(say(lang, key, &args))
}

/// The article behind an instrument, and how sure that is.
fn law(facts: &Facts<'_>, instrument: &str, lang: Lang) -> Option<String> {
    let path = format!("calendar.instrument.{instrument}.law");
    let law = facts.fact(&path)?;
    let sure = match facts.assumed(&path) {
        true => say(lang, "budget-assumed", &[]),
        false => say(lang, "budget-stated", &[]),
    };
    let args = [
        ("instrument", names::instrument(instrument, lang)),
        ("law", clean(&law.value)),
        ("sure", sure),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Some(say(lang, "budget-law", &args))
}

/// What the law asks for on the days of signing.
pub(super) fn remarks(asked: &Asked<'_>, lang: Lang) -> Option<Section> {
    let remarks = &asked.budget.remarks;
    if remarks.is_empty() {
        return None;
    }
    let items = remarks.iter().map(|r| {
        let sure = match r.assumed {
            true => say(lang, "budget-assumed", &[]),
            false => say(lang, "budget-stated", &[]),
        };
        let (session, vote) = r
            .session
            .clone()
            .unwrap_or_else(|| (String::new(), r.signed));
        let args = [
            ("round", names::round(asked.plan, &r.round, lang)),
            ("date", r.signed.to_string()),
            ("yen", wording::grouped(r.yen)),
            ("limit", wording::grouped(r.limit)),
            ("law", clean(&r.law)),
            ("sure", sure),
            (
                "session",
                match session.as_str() {
                    "" => say(lang, "budget-session-initial", &[]),
                    name => clean(name),
                },
            ),
            ("vote", vote.to_string()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let key = match r.code {
            "council-vote-needed" => "budget-remark-council",
            "carry-over-needed" => "budget-remark-carry-over",
            _ => "budget-remark-small",
        };
        (say(lang, key, &args), Vec::new())
    });
    Some(Section {
        heading: say(lang, "budget-remarks", &[]),
        items: items.collect(),
        ..Section::default()
    })
}

fn below(facts: &Facts<'_>, contract: &Contract, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(method(facts, contract, lang));
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
    let of_money = |key: &str| {
        let path = format!("procurement.{}.money.{key}", segment(&contract.round));
        facts.text(&path).filter(|_| contract.part == Part::Work)
    };
    if let Some((reason, session)) = of_money("reason").zip(of_money("session")) {
        let args = [("reason", clean(reason)), ("session", clean(session))];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        lines.push(say(lang, "budget-carried", &args));
    }
    let ways = contract.ways.iter();
    let ways = ways.filter(|w| !matches!(w, Way::SignBy { .. }));
    lines.extend(ways.map(|w| way(w, lang)));
    lines
}

fn in_session(session: &str, request: Date, vote: Date) -> Vec<(&'static str, String)> {
    vec![
        ("session", clean(session)),
        ("request", request.to_string()),
        ("vote", vote.to_string()),
    ]
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
        Way::Supplementary {
            session,
            request,
            vote,
        } => (
            "budget-way-supplementary",
            in_session(session, *request, *vote),
        ),
        Way::ZeroDebt {
            session,
            request,
            vote,
        } => ("budget-way-zero-debt", in_session(session, *request, *vote)),
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
