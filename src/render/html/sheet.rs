//! One plan as the page holds it.

pub(super) use super::reasons::Why;

use super::Named;
use super::reasons::{anchors, day};
use super::rows::{Arrow, Line, System, systems};
use super::tables::{Load, Money, Round, load, money, remarks, rounds};
use super::texts::{Text, Texts};
use crate::chart::{Chart, LineKind, View};
use crate::plan::{Plan, Status};
use crate::report::{Mark, Notice, Report, clean, title, wording};
use crate::words::{Lang, say};
use serde::Serialize;

/// A plan: texts, days and numbers. Days are counted from 1970-01-01.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    /// What the plan is called among those of the page.
    name: Text,
    title: Text,
    /// As-of date and horizon.
    dates: Text,
    /// What is known about it: how good that is, and the words.
    status: (&'static str, Text),
    #[serde(rename = "asOf")]
    as_of: i64,
    from: i64,
    to: i64,
    /// Fiscal years: first and last day, name, short name.
    years: Vec<(i64, i64, Text, Text)>,
    lines: Vec<Line>,
    systems: Vec<System>,
    links: Vec<Arrow>,
    rounds: Vec<Round>,
    load: Vec<Load>,
    money: Money,
    warnings: Vec<(&'static str, Text)>,
    outcome: Vec<(&'static str, Text)>,
    /// What the marks of the table mean.
    keys: Vec<Text>,
    /// The files that it was made from.
    inputs: Vec<(Text, String)>,
    /// What was changed, where it is a what-if: path, before, after.
    changes: Vec<(Text, Text, Text)>,
    texts: Texts,
}

/// A plan in both languages.
pub(super) struct Both {
    pub(super) ja: Chart,
    pub(super) en: Chart,
}

impl Sheet {
    /// What a page holds of a plan; reasons and facts go into `why`.
    pub(super) fn of(named: &Named<'_>, why: &mut Why) -> Sheet {
        let plan = named.plan;
        let mut texts = Texts::default();
        let charts = Both {
            ja: Chart::of(plan, Lang::Ja),
            en: Chart::of(plan, Lang::En),
        };
        let (ja, en) = (Report::of(plan, Lang::Ja), Report::of(plan, Lang::En));
        let axis = charts.ja.axis;
        let years = axis.years().into_iter().map(|span| {
            let year = span.fiscal_year;
            (
                day(span.from),
                day(span.to),
                texts.both(|lang| wording::fiscal_year(year, true, lang)),
                texts.same(&wording::fiscal_year_short(year)),
            )
        });
        let years = years.collect();
        let critical = charts.ja.groups(plan, View::Critical, Lang::Ja);
        let critical = critical.into_iter().flat_map(|group| group.rows).collect();
        let anchors = anchors(plan);
        let systems = systems(plan, &charts, &anchors, &critical, &mut texts, why);
        let mut warnings = notices(&mut texts, &ja.warnings, &en.warnings);
        warnings.extend(remarks(plan, &mut texts).map(|text| (word(Mark::Warn), text)));
        let outcome = notices(&mut texts, &ja.outcome, &en.outcome);
        let keys = ja.summary.keys.iter().zip(&en.summary.keys);
        let keys = keys.map(|(ja, en)| texts.pair(ja.clone(), en.clone()));
        let keys = keys.collect();
        Sheet {
            name: texts.both(|lang| name(named, lang)),
            title: texts.both(|lang| title(plan, lang)),
            dates: texts.both(|lang| wording::dates(plan, lang)),
            status: status(plan, &mut texts),
            as_of: day(plan.as_of),
            from: day(axis.from),
            to: day(axis.to),
            years,
            lines: lines(&charts, &mut texts),
            links: arrows(&charts, &mut texts),
            rounds: rounds(&ja.summary, &en.summary, &mut texts),
            load: load(&charts.ja, &mut texts),
            money: money(plan, &mut texts),
            inputs: (plan.inputs.iter())
                .map(|file| (texts.same(&clean(&file.path)), clean(&file.sha256)))
                .collect(),
            changes: changes(plan, &mut texts),
            systems,
            warnings,
            outcome,
            keys,
            texts,
        }
    }
}

/// What a plan is called: as it was asked for, or else by its what-ifs.
pub(super) fn name(named: &Named<'_>, lang: Lang) -> String {
    let given = clean(named.name);
    if named.approved {
        let key = match given.is_empty() {
            true => "approved-plan",
            false => "approved-plan-named",
        };
        return say(lang, key, &[("name", &given)]);
    }
    if !given.is_empty() {
        return given;
    }
    let tried = named.plan.scenarios.iter();
    let tried = tried.map(|s| wording::name_or_id(&s.name, &s.id));
    let tried: Vec<String> = tried.collect();
    match tried.is_empty() {
        true => say(lang, "report-scenario-base", &[]),
        false => tried.join(" + "),
    }
}

fn status(plan: &Plan, texts: &mut Texts) -> (&'static str, Text) {
    let status = plan.outcome.status;
    let mark = match status {
        Status::Optimal => Mark::Good,
        Status::Feasible => Mark::Warn,
        Status::Infeasible | Status::Unknown => Mark::Bad,
    };
    (word(mark), texts.both(|lang| wording::status(status, lang)))
}

/// The name of a mark in data and in the style.
pub(super) fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "plain",
        Mark::Good => "good",
        Mark::Warn => "warn",
        Mark::Bad => "bad",
        Mark::Quiet => "quiet",
    }
}

fn notices(texts: &mut Texts, ja: &[Notice], en: &[Notice]) -> Vec<(&'static str, Text)> {
    let both = ja.iter().zip(en);
    both.map(|(ja, en)| (word(ja.mark), texts.pair(ja.text.clone(), en.text.clone())))
        .collect()
}

fn lines(charts: &Both, texts: &mut Texts) -> Vec<Line> {
    // Each language sorts lines of one day by its own names.
    let english = |id: &str| charts.en.lines.iter().find(|line| line.id == id);
    let lines = charts.ja.lines.iter().map(|ja| {
        let en = english(&ja.id).unwrap_or(ja);
        Line {
            kind: match ja.kind {
                LineKind::AsOf => "as-of",
                LineKind::Hardware => "hardware",
                LineKind::Deadline => "deadline",
            },
            day: day(ja.date),
            label: texts.pair(ja.label.clone(), en.label.clone()),
            brief: texts.pair(ja.brief.clone(), en.brief.clone()),
            hard: ja.hard,
        }
    });
    lines.collect()
}

fn arrows(charts: &Both, texts: &mut Texts) -> Vec<Arrow> {
    let both = charts.ja.links.iter().zip(&charts.en.links);
    let arrows = both.map(|(ja, en)| Arrow {
        look: ja.look,
        from: ja.from,
        to: ja.to,
        from_day: ja.from_date.map(day),
        to_day: ja.to_date.map(day),
        title: texts.pair(ja.title.clone(), en.title.clone()),
    });
    arrows.collect()
}

fn changes(plan: &Plan, texts: &mut Texts) -> Vec<(Text, Text, Text)> {
    let changes = plan.scenarios.iter().flat_map(|s| &s.changes);
    let changes = changes.map(|change| {
        let old = change.old.as_ref().map_or("", |w| &w.value);
        let new = change.new.as_ref().map_or("", |w| &w.value);
        (
            texts.same(&clean(&change.path)),
            texts.same(&clean(old)),
            texts.same(&clean(new)),
        )
    });
    changes.collect()
}
