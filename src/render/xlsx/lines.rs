//! The rows of the roadmap: one for each bar, with the dates that belong to it.

use super::book::Book;
use crate::calendar::Date;
use crate::chart::Look;
use crate::plan::{PlanSystem, Stage, StageKind};
use crate::report::{self, Mark, wording};

/// Kinds of milestones that the roadmap marks: column of its date, symbol.
pub(super) const MARKS: [(&[&str], &str); 4] = [
    (&["budget_request", "supplementary_request"], "●"),
    (&["debt_burden_vote"], "◇"),
    (&["contract"], "★"),
    (&["cutover"], "▲"),
];

/// A row.
pub(super) struct Line {
    /// Index of its system.
    pub(super) system: usize,
    /// Whether it is the system's first.
    pub(super) first: bool,
    pub(super) stage: String,
    pub(super) look: Option<Look>,
    pub(super) vendor: String,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    /// Symbol, day and kind by the columns of [`MARKS`].
    pub(super) marks: [Option<(String, Date, String)>; 4],
    /// Its round, or empty.
    pub(super) round: String,
    pub(super) note: Option<(Mark, String)>,
    /// Its first day is the ▲ of this row.
    pub(super) begins_with: Option<usize>,
}

impl Line {
    /// Its first day is its ★.
    pub(super) fn begins_signed(&self) -> bool {
        self.from.is_some() && self.from == self.marks[2].as_ref().map(|m| m.1)
    }

    /// Its last day is the one before its ▲.
    pub(super) fn ends_before_cutover(&self) -> bool {
        let next = self.to.and_then(|to| to.succ_opt());
        next.is_some() && next == self.marks[3].as_ref().map(|m| m.1)
    }
}

/// All rows, in the order of the plan; those of a system by date.
pub(super) fn lines(book: &Book<'_>) -> Vec<Line> {
    let mut all = Vec::new();
    for (n, system) in book.plan.systems.iter().enumerate() {
        of_system(book, n, system, &mut all);
    }
    all
}

fn of_system(book: &Book<'_>, n: usize, system: &PlanSystem, all: &mut Vec<Line>) {
    let lang = book.lang;
    let mut stages: Vec<&Stage> = system.stages.iter().collect();
    let lane = |s: &Stage| match s.kind {
        StageKind::Work => 0,
        StageKind::Service | StageKind::Gap => 1,
        StageKind::Operation => 2,
        StageKind::Reference => 3,
    };
    stages.sort_by_key(|s| (s.from, lane(s), s.to));
    // Who does it stands beside the work; beside the service where that is all there is of a round.
    let works = |stage: &Stage, round: &str| {
        let mut of_round = system
            .stages
            .iter()
            .filter(|s| s.round.as_deref() == Some(round));
        stage.kind == StageKind::Work
            || stage.kind == StageKind::Service && of_round.all(|s| s.kind != StageKind::Work)
    };
    let mut lines: Vec<Line> = stages
        .iter()
        .map(|stage| Line {
            system: n,
            first: false,
            stage: wording::stage(stage, lang),
            look: Some(Look::of(stage)),
            vendor: match &stage.round {
                Some(round) if works(stage, round) => book.vendor_of(round),
                None if stage.kind == StageKind::Service => book.provider(&system.vendor),
                _ => String::new(),
            },
            from: Some(stage.from),
            to: Some(stage.to),
            marks: Default::default(),
            round: stage.round.clone().unwrap_or_default(),
            note: None,
            begins_with: None,
        })
        .collect();
    if lines.is_empty() {
        lines.push(Line {
            system: n,
            first: true,
            stage: String::new(),
            look: None,
            vendor: String::new(),
            from: None,
            to: None,
            marks: Default::default(),
            round: String::new(),
            note: None,
            begins_with: None,
        });
    }
    for m in &system.milestones {
        let Some(symbol) = &m.symbol else { continue };
        let kinds = |(kinds, _): &(&[&str], &str)| kinds.contains(&m.kind.as_str());
        let Some(column) = MARKS.iter().position(kinds) else {
            continue;
        };
        let fits = |line: &Line| line.marks.get(column).is_some_and(Option::is_none);
        // Beside the work that it belongs to; else at another bar of its round, else anywhere.
        let ranks = |line: &Line| {
            let ours = line.round == m.round;
            (!ours, ours && line.look != Some(Look::Work))
        };
        let best = (lines.iter().enumerate())
            .filter(|(_, line)| fits(line))
            .min_by_key(|(at, line)| (ranks(line), *at))
            .map(|(at, _)| at);
        if let Some(slot) = best
            .and_then(|at| lines.get_mut(at))
            .and_then(|line| line.marks.get_mut(column))
        {
            *slot = Some((symbol.clone(), m.date, m.kind.clone()));
        }
    }
    // What goes live with a ▲ follows it.
    let base = all.len();
    let cutovers: Vec<(usize, String, Date)> = (lines.iter().enumerate())
        .filter_map(|(at, line)| {
            let (_, day, _) = line.marks[3].as_ref()?;
            Some((at, line.round.clone(), *day))
        })
        .collect();
    for (at, line) in lines.iter_mut().enumerate() {
        let own = |(of, round, day): &&(usize, String, Date)| {
            *of != at && *round == line.round && Some(*day) == line.from
        };
        line.begins_with = cutovers.iter().find(own).map(|(of, ..)| base + of);
    }
    // What is to be said about a system stands beside its first rows, the rest beside the last.
    let mut notes = report::notes(book.plan, system, lang).into_iter();
    let last = lines.len() - 1;
    for (at, line) in lines.iter_mut().enumerate() {
        line.first = at == 0;
        line.note = notes.next();
        if let (true, Some((_, text))) = (at == last, &mut line.note) {
            for (_, more) in notes.by_ref() {
                *text = format!("{text}\n{more}");
            }
        }
    }
    all.extend(lines);
}
