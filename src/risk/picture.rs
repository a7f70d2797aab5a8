//! Histogram and S-curve of the last ▲ and of all yen.

use super::told::percent;
use super::{CutoverRisk, Risk, YenRisk};
use crate::calendar::Date;
use crate::plan::Plan;
use crate::render::{Format, Options, RenderError, RunsPage, RunsPanel, runs_picture};
use crate::report::{clean, wording};
use crate::words::{Lang, say};
use chrono::Datelike;

/// The picture in one of the formats of pictures.
pub fn picture(
    risk: &Risk,
    plan: &Plan,
    format: Format,
    options: &Options,
) -> Result<Vec<u8>, RenderError> {
    runs_picture(&page(risk, plan, options.lang), format, options)
}

fn page(risk: &Risk, plan: &Plan, lang: Lang) -> RunsPage {
    let runs = wording::grouped(i64::try_from(risk.runs).unwrap_or(i64::MAX));
    let kept = percent(risk.all_deadlines.probability);
    let name = clean(&plan.municipality.name);
    let mut panels = Vec::new();
    if let Some(last) = &risk.last_cutover {
        panels.push(days(last, risk, lang));
    }
    if let Some(whole) = risk.yen.iter().find(|y| y.fiscal_year.is_none()) {
        panels.push(yen(whole, risk, lang));
    }
    RunsPage {
        title: say(lang, "risk-picture-title", &[("name", &name)]),
        below: format!(
            "{}  {}",
            say(
                lang,
                "report-as-of",
                &[("date", &wording::day(plan.as_of, lang))]
            ),
            say(
                lang,
                "risk-picture-sum",
                &[("runs", &runs), ("kept", &kept)]
            )
        ),
        note: say(lang, "risk-picture-note", &[]),
        panels,
    }
}

/// What lies at one place has one line; the plan's comes first, and keeps its colour.
fn merged(named: Vec<(i64, String, String)>) -> Vec<(i64, String, bool)> {
    let mut all: Vec<(i64, String, String, bool)> = Vec::new();
    for (n, (value, name, shown)) in named.into_iter().enumerate() {
        match all.iter_mut().find(|known| known.0 == value) {
            Some(known) => known.1 = format!("{} = {name}", known.1),
            None => all.push((value, name, shown, n == 0)),
        }
    }
    all.into_iter()
        .map(|(value, name, shown, plan)| (value, format!("{name} {shown}"), plan))
        .collect()
}

fn number(date: Date) -> i64 {
    i64::from(date.num_days_from_ce())
}

fn first_of_month(date: Date) -> Date {
    date.with_day(1).unwrap_or(date)
}

fn next_month(date: Date) -> Date {
    first_of_month(date) + chrono::Months::new(1)
}

/// Bars by month, the curve by day.
fn days(last: &CutoverRisk, risk: &Risk, lang: Lang) -> RunsPanel {
    let mut bars: Vec<(i64, i64, u64)> = Vec::new();
    let mut curve = Vec::new();
    let mut sum = 0;
    for day in &last.days {
        sum += day.runs;
        curve.push((number(day.date), sum));
        let from = number(first_of_month(day.date));
        let to = number(next_month(day.date));
        match bars.last_mut() {
            Some(bar) if bar.0 == from => bar.2 += day.runs,
            _ => bars.push((from, to, day.runs)),
        }
    }
    let mut marks = Vec::new();
    if let (Some(first), Some(end)) = (last.days.first(), last.days.last()) {
        let mut month = first_of_month(first.date.min(last.planned));
        let end = next_month(end.date);
        while month <= end && marks.len() < 1_000 {
            marks.push((
                number(month),
                format!("{}-{:02}", month.year(), month.month()),
            ));
            month = next_month(month);
        }
    }
    let mut named = vec![(
        number(last.planned),
        say(lang, "risk-picture-plan", &[]),
        last.planned.to_string(),
    )];
    for (share, quantile) in [("50%", last.p50), ("80%", last.p80), ("95%", last.p95)] {
        if let Some(date) = quantile.date {
            named.push((number(date), share.to_owned(), date.to_string()));
        }
    }
    let named = merged(named);
    RunsPanel {
        title: say(lang, "risk-picture-last", &[]),
        bars,
        curve,
        marks,
        named,
        runs: risk.runs,
    }
}

fn yen(whole: &YenRisk, risk: &Risk, lang: Lang) -> RunsPanel {
    let mut sum = 0;
    let mut curve = Vec::new();
    let mut bars: Vec<(i64, i64, u64)> = Vec::new();
    for part in &whole.histogram {
        sum += part.runs;
        curve.push((part.to, sum));
        bars.push((part.from, part.to, part.runs));
    }
    if bars.is_empty() {
        bars.push((whole.planned, whole.planned + 1, risk.runs));
        curve.push((whole.planned, risk.runs));
    }
    let thousands = |yen: i64| {
        let n = wording::grouped((yen + 500_000).div_euclid(1_000_000));
        say(lang, "risk-picture-million", &[("n", &n)])
    };
    let (first, last) = (
        bars.first().map_or(0, |b| b.0),
        bars.last().map_or(0, |b| b.1),
    );
    let marks = (0..=8).map(|k| first + (last - first) / 8 * k);
    let mut named = vec![(
        whole.planned,
        say(lang, "risk-picture-plan", &[]),
        thousands(whole.planned),
    )];
    for (share, quantile) in [("50%", whole.p50), ("80%", whole.p80), ("95%", whole.p95)] {
        named.push((quantile.yen, share.to_owned(), thousands(quantile.yen)));
    }
    let named = merged(named);
    RunsPanel {
        title: say(lang, "risk-picture-yen", &[]),
        marks: marks.map(|v| (v, thousands(v))).collect(),
        bars,
        curve,
        named,
        runs: risk.runs,
    }
}
