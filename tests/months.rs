//! Month after month of a city's years: whatever the as-of date, the past stays as recorded, what
//! is signed is not moved, and a gate that passes without an actual is told with what it costs.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

#[expect(dead_code, reason = "other tests count bars and symbols with it")]
mod planned;

use chrono::Months;
use ikou::calendar::Date;
use ikou::plan::{Milestone, Plan, PlanWarning};
use ikou::report::Report;
use ikou::why::why;
use ikou::words::Lang;
use planned::{Texts, milestone};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The first and the last day of each month.
fn months(from: &str, n: u32) -> impl Iterator<Item = Date> {
    let first = date(from);
    (0..n).flat_map(move |m| {
        let day = first + Months::new(m);
        [day, day + Months::new(1) - chrono::Days::new(1)]
    })
}

/// What would be recorded of a milestone.
fn event(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "enquiry" => "enquired",
        "budget_request" => "requested",
        "budget_vote" => "voted",
        "pia_start" => "pia-started",
        "contract" => "signed",
        "tender_notice" => "notice-given",
        "cutover" => "done",
        _ => return None,
    })
}

/// The acts of a round that records can be about.
fn recordable(plan: &Plan) -> Vec<(String, Milestone)> {
    let mut all = Vec::new();
    for s in &plan.systems {
        for m in &s.milestones {
            let of_round = !m.round.contains("/extension-") && !m.round.ends_with("/operation");
            let known = all
                .iter()
                .any(|(_, k): &(String, Milestone)| k.round == m.round && k.kind == m.kind);
            if of_round && event(&m.kind).is_some() && !known {
                all.push((s.id.clone(), m.clone()));
            }
        }
    }
    all
}

fn records(acts: &[(String, Milestone)]) -> String {
    acts.iter()
        .map(|(_, m)| {
            let event = event(&m.kind).unwrap();
            format!(
                "\n[[actual]]\nevent = \"{event}\"\nround = \"{}\"\ndate = {}\n",
                m.round, m.date
            )
        })
        .collect()
}

/// The city does what its plan says. On every day of its years the plan keeps what has happened on
/// its day, and says of nothing else that it has.
#[test]
fn what_went_as_planned_is_kept_month_after_month() {
    let mut texts = Texts::of("tests/cases/kokuho-2023", "");
    let (_, plan) = texts.plan(date("2021-08-03"));
    let acts = recordable(&plan);
    assert!(acts.len() >= 9, "{acts:#?}");
    let before = texts.actuals.take().unwrap();
    texts.actuals = Some(format!("{before}{}", records(&acts)));
    for as_of in months("2021-09-01", 60) {
        let (_, now) = texts.plan(as_of);
        assert_eq!(now.outcome.objective.gap_days, 0, "{as_of}");
        assert_eq!(now.outcome.objective.late_days, 0, "{as_of}");
        for (_, m) in &acts {
            let is = milestone(&now, &m.round, &m.kind);
            if m.date <= as_of {
                let is = is.unwrap_or_else(|| panic!("{as_of}: {} {} is gone", m.round, m.kind));
                assert_eq!(
                    (is.date, is.done),
                    (m.date, true),
                    "{as_of} {} {}",
                    m.round,
                    m.kind
                );
            } else if let Some(is) = is {
                assert!(
                    !is.done && is.date >= as_of,
                    "{as_of} {} {}",
                    m.round,
                    m.kind
                );
            }
        }
        let done = now
            .systems
            .iter()
            .flat_map(|s| &s.milestones)
            .filter(|m| m.done);
        for m in done.filter(|m| !m.round.contains("/extension-")) {
            let recorded = acts.iter().any(|(_, a)| {
                let of = a.round == m.round && a.date == m.date && a.date <= as_of;
                // The debt burden is voted with the budget.
                of && (a.kind == m.kind || m.kind == "debt_burden_vote")
            });
            assert!(
                recorded,
                "{as_of}: nobody recorded {} {} {}",
                m.round, m.kind, m.date
            );
        }
        assert_eq!(missed(&now), Vec::<&PlanWarning>::new(), "{as_of}");
    }
}

fn missed(plan: &Plan) -> Vec<&PlanWarning> {
    let of = |w: &&PlanWarning| w.code.starts_with("missed-gate");
    plan.warnings.iter().filter(of).collect()
}

/// Koriyama, and nobody does anything any more: every plan is verified, what is live stays, and
/// the later the day the more it costs.
#[test]
fn a_city_that_does_nothing_is_told_what_each_missed_gate_costs() {
    let texts = Texts::of("tests/cases/koriyama-2026", "");
    let mut told = 0;
    let mut least = (0, date("2020-01-01"));
    for as_of in months("2026-04-01", 30) {
        let (_, plan) = texts.plan(as_of);
        for (round, day) in [
            ("resident/standard", "2026-03-30"),
            ("school/standard", "2026-01-05"),
        ] {
            let is = milestone(&plan, round, "cutover").unwrap();
            assert_eq!((is.date, is.done), (date(day), true), "{as_of} {round}");
            assert!(
                milestone(&plan, round, "contract").is_none(),
                "nobody recorded a ★"
            );
        }
        let cutover = milestone(&plan, "tax/standard", "cutover").unwrap().date;
        let is = (plan.outcome.objective.gap_days, cutover);
        assert!(
            is.1 >= least.1,
            "{as_of}: waiting made it better: {least:?} {is:?}"
        );
        least = is;
        for warning in missed(&plan) {
            let value = |key: &str| warning.values[key].as_str();
            assert!(date(value("date")) < as_of, "{as_of} {warning:?}");
            assert!(
                value("days").parse::<i64>().unwrap() > 0,
                "{as_of} {warning:?}"
            );
            told += 1;
            for lang in [Lang::Ja, Lang::En] {
                let said = Report::of(&plan, lang).warnings;
                let said: Vec<&str> = said.iter().map(|n| n.text.as_str()).collect();
                let days = value("days");
                let of = format!("{}: ", plan.system(&warning.system).unwrap().name);
                let sentence = said
                    .iter()
                    .find(|t| t.starts_with(&of) && t.contains(value("date")) && t.contains(days));
                let sentence = sentence.unwrap_or_else(|| panic!("{as_of} {said:#?}"));
                assert!(!sentence.contains("{$"), "{sentence}");
                let why = why(&plan, lang, &warning.system, None, 400).unwrap();
                assert!(why.contains(*sentence), "{as_of}\n{why}");
            }
        }
        // From the day after the season on to the end of the fiscal year the season is missed.
        if (date("2026-10-31")..=date("2027-03-31")).contains(&as_of) {
            assert_eq!(missed(&plan).len(), 4, "{as_of}");
        }
    }
    assert!(told > 80, "{told}");
}

/// The contract runs out in March and nobody asked for its extension in October: a gap, and the
/// request is named with the days of gap that it costs.
#[test]
fn a_missed_extension_is_told_with_the_gap_that_it_costs() {
    let mut texts = Texts::of("tests/cases/hakodate-2025", "");
    let (_, in_time) = texts.plan(date("2026-10-30"));
    assert_eq!(in_time.outcome.objective.gap_days, 0);
    let (_, late) = texts.plan(date("2026-11-02"));
    let gap = late.outcome.objective.gap_days;
    assert!(gap > 0);
    let gates = missed(&late);
    let of_extension = gates
        .iter()
        .find(|w| w.values["round"] == "contract.child/extension-1");
    let of_extension = of_extension.unwrap_or_else(|| panic!("{gates:#?}"));
    assert_eq!(of_extension.code, "missed-gate-gap");
    assert_eq!(of_extension.values["date"], "2026-10-30");
    assert_eq!(of_extension.values["days"], gap.to_string());
    // Signed in time after all, and recorded: no gap, and nothing is said to be missed of it.
    texts.actuals = Some(
        "[[actual]]\nevent = \"extended\"\ncontract = \"child\"\ndate = 2026-10-26\n".to_owned(),
    );
    let (_, signed) = texts.plan(date("2026-11-02"));
    assert_eq!(signed.outcome.objective.gap_days, 0);
    let step = milestone(&signed, "contract.child/extension-1", "extension_contract").unwrap();
    assert_eq!((step.date, step.done), (date("2026-10-26"), true));
    let gates = missed(&signed);
    assert!(
        gates
            .iter()
            .all(|w| !w.values["round"].contains("extension")),
        "{gates:#?}"
    );
}
