//! Bars: what a stage looks like, what is written in it, and whether it rests on assumed facts.

use super::Axis;
use crate::calendar::Date;
use crate::facts::Confidence;
use crate::plan::{Plan, PlanSystem, Stage, StageKind};
use crate::report::wording;
use crate::words::{Lang, say, try_say};

/// The look of a bar, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// 現行システム
    Present,
    /// クラウド上に移設（現行システム）
    Cloud,
    /// クラウド上で保守契約延長
    Extension,
    /// クラウド上のシステム（新システム）
    New,
    /// 市内部サーバ上のシステム
    OwnServer,
    /// 国の標準システム
    Standard,
    /// サーバ移設, 構築等
    Work,
    /// 運用の別途発注
    Operation,
    /// Old system kept for reference.
    Reference,
    /// Nothing to use.
    Gap,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its look.
    pub look: Look,
    /// First day, on the axis.
    pub from: Date,
    /// Last day, on the axis.
    pub to: Date,
    /// What is written in it.
    pub label: String,
    /// Shorter forms of the label, longest first.
    pub shorter: Vec<String>,
    /// System, stage and days in full.
    pub title: String,
    /// Id of the stage.
    pub stage: String,
    /// A fact behind it is assumed.
    pub assumed: bool,
    /// It began before the axis does.
    pub before: bool,
    /// It goes on after the axis ends.
    pub beyond: bool,
}

/// A row's bars by lane.
pub(super) struct Bars {
    pub(super) service: Vec<Bar>,
    pub(super) work: Vec<Bar>,
    pub(super) reference: Vec<Bar>,
}

impl Look {
    /// Key of its word in the legend.
    pub fn key(self) -> &'static str {
        match self {
            Look::Present => "report-look-present",
            Look::Cloud => "report-look-cloud",
            Look::Extension => "report-look-extension",
            Look::New => "report-look-new",
            Look::OwnServer => "report-look-own-server",
            Look::Standard => "report-look-standard",
            Look::Work => "report-look-work",
            Look::Operation => "report-look-operation",
            Look::Reference => "report-look-reference",
            Look::Gap => "report-look-gap",
        }
    }

    /// The look of a stage.
    pub(crate) fn of(stage: &Stage) -> Look {
        match (stage.kind, stage.id.as_str()) {
            (StageKind::Gap, _) => Look::Gap,
            (StageKind::Work, _) => Look::Work,
            (StageKind::Operation, _) => Look::Operation,
            (StageKind::Reference, _) => Look::Reference,
            (StageKind::Service, "standard") => Look::Standard,
            (StageKind::Service, "extension") => Look::Extension,
            (StageKind::Service, "rehosted") => Look::Cloud,
            (StageKind::Service, "replaced") => Look::New,
            (StageKind::Service, "own-server") => Look::OwnServer,
            // The present service may be any of these; its name says which.
            (StageKind::Service, "current") if stage.round.is_none() => match stage.name.as_str() {
                name if name.contains("新システム") => Look::New,
                name if name.contains("クラウド") => Look::Cloud,
                name if name.contains("サーバ") => Look::OwnServer,
                _ => Look::Present,
            },
            (StageKind::Service, _) => Look::New,
        }
    }
}

/// The bars of a system that lie on the axis.
pub(super) fn bars(plan: &Plan, system: &PlanSystem, axis: &Axis, lang: Lang) -> Bars {
    let mut bars = Bars {
        service: Vec::new(),
        work: Vec::new(),
        reference: Vec::new(),
    };
    let name = wording::name_or_id(&system.name, &system.id);
    for stage in &system.stages {
        if stage.to < axis.from || stage.from > axis.to || stage.to < stage.from {
            continue;
        }
        let label = match stage.kind {
            StageKind::Gap => {
                let days = (stage.to - stage.from).num_days() + 1;
                say(lang, "report-note-gap", &[("n", &days.to_string())])
            }
            _ => wording::stage(stage, lang),
        };
        let span = say(
            lang,
            "report-span",
            &[
                ("from", &stage.from.to_string()),
                ("to", &stage.to.to_string()),
            ],
        );
        let bar = Bar {
            look: Look::of(stage),
            from: stage.from.max(axis.from),
            to: stage.to.min(axis.to),
            // A plan ends its stages with the horizon: what citizens use and its operation go on.
            before: stage.from < axis.from
                || stage.from == axis.from && stage.id == "current" && stage.round.is_none(),
            beyond: stage.to > axis.to
                || stage.to == axis.to
                    && matches!(
                        stage.kind,
                        StageKind::Service | StageKind::Operation | StageKind::Gap
                    ),
            shorter: shorter(&label, stage, lang),
            title: say(
                lang,
                "report-tip-bar",
                &[("system", &name), ("name", &label), ("span", &span)],
            ),
            label,
            stage: stage.id.clone(),
            assumed: stage.kind != StageKind::Gap && assumed(plan, system, stage),
        };
        match stage.kind {
            StageKind::Service | StageKind::Gap => bars.service.push(bar),
            StageKind::Work | StageKind::Operation => bars.work.push(bar),
            StageKind::Reference => bars.reference.push(bar),
        }
    }
    for lane in [&mut bars.service, &mut bars.work, &mut bars.reference] {
        lane.sort_by_key(|bar| (bar.from, bar.to));
    }
    bars
}

/// What may stand for a label where it does not fit: without what is in brackets, then the brief
/// words of its look (of a work stage, by its id).
fn shorter(label: &str, stage: &Stage, lang: Lang) -> Vec<String> {
    let mut forms = Vec::new();
    if let Some((before, _)) = label.split_once(['（', '(']) {
        forms.push(before.trim().to_owned());
    }
    let key = match Look::of(stage) {
        Look::Work => "report-look-rehost",
        look => look.key(),
    };
    if stage.kind != StageKind::Work || stage.id == "rehost" {
        for size in ["brief", "briefer", "briefest"] {
            forms.extend(try_say(lang, &key.replace("look", size), &[]));
        }
    }
    let mut least = label.chars().count();
    forms.retain(|form| {
        let shorter = !form.is_empty() && form.chars().count() < least;
        least = if shorter { form.chars().count() } else { least };
        shorter
    });
    forms
}

/// Whether a fact of what pays for a stage is assumed: its round's; for the present service those
/// of its contract and hardware; where the plan holds no such facts, what it says of the system.
fn assumed(plan: &Plan, system: &PlanSystem, stage: &Stage) -> bool {
    let mut seen = false;
    let mut any_assumed = |kind: &str, id: &str| {
        let mut found = false;
        for id in [id.to_owned(), format!("\"{id}\"")] {
            let prefix = format!("{kind}.{id}.");
            for (path, fact) in plan
                .facts
                .range(prefix.clone()..)
                .take_while(|(path, _)| path.starts_with(&prefix))
            {
                seen = true;
                let of_dates = path.get(prefix.len()..).is_none_or(moves_dates);
                found |= of_dates && fact.confidence == Confidence::Assumed;
            }
        }
        found
    };
    let found = match &stage.round {
        Some(round) => {
            // An extension or operation round is paid under the round it belongs to.
            let base = round
                .rsplit_once("/extension-")
                .map_or(round.as_str(), |(base, _)| base);
            match base.split_once('.') {
                Some((kind @ ("contract" | "hardware"), id)) => any_assumed(kind, id),
                _ => any_assumed("procurement", base),
            }
        }
        None => {
            let of = |key: &str| {
                plan.facts
                    .get(&format!("system.{}.{key}", system.id))
                    .map(|fact| fact.value.clone())
            };
            let contract = of("contract").is_some_and(|id| any_assumed("contract", &id));
            let hardware = of("hardware").is_some_and(|id| any_assumed("hardware", &id));
            contract || hardware
        }
    };
    found || (!seen && system.assumed)
}

/// Whether a fact can move a date: names and prices of a round cannot.
fn moves_dates(key: &str) -> bool {
    let first = key.split('.').next().unwrap_or(key);
    !matches!(first, "name" | "cost" | "price" | "exit")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(id: &str, kind: StageKind) -> Stage {
        let day: Date = "2024-04-01".parse().unwrap();
        let (id, name, name_en) = (id.to_owned(), String::new(), String::new());
        Stage {
            id,
            kind,
            name,
            name_en,
            round: None,
            from: day,
            to: day,
            extensions: 0,
        }
    }

    #[test]
    fn a_label_is_shortened_at_its_bracket_and_then_by_its_look() {
        let rehosted = stage("rehosted", StageKind::Service);
        assert_eq!(
            shorter("クラウド上に移設（現行システム）", &rehosted, Lang::Ja),
            ["クラウド上に移設", "移設"]
        );
        assert_eq!(
            shorter("サーバ移設", &stage("rehost", StageKind::Work), Lang::Ja),
            ["移設"]
        );
        assert!(shorter("構築等", &stage("build", StageKind::Work), Lang::Ja).is_empty());
        assert!(shorter("（）", &stage("gap", StageKind::Gap), Lang::Ja).is_empty());
    }
}
