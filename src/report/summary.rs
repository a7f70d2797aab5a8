//! The table of systems: one row for each round, the columns of a system said on its first row.

use super::{clean, wording};
use crate::calendar::Date;
use crate::plan::{Milestone, Plan, PlanSystem, StageKind};
use crate::words::{Lang, say};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Shown name.
    System,
    /// Section that owns it.
    Owner,
    /// Bridge and target.
    Route,
    /// Work of the round.
    Work,
    /// ● (◆ for a supplementary budget).
    Request,
    /// ★
    Contract,
    /// ▲
    Cutover,
    /// Days of slack.
    Slack,
    /// Gaps, lateness, ※先行移設, assumed.
    Note,
}

/// How a cell or a sentence looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// As text.
    #[default]
    Plain,
    /// Kept, proved.
    Good,
    /// To be looked at.
    Warn,
    /// A gap, a missed deadline.
    Bad,
    /// Less important.
    Quiet,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// Words and a form of them for narrow columns.
    Words(String, String),
    /// A day.
    Day(Date),
    /// A count of days.
    Days(i64),
    /// Several words, each with its own mark.
    Notes(Vec<(Mark, String)>),
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// How it looks.
    pub mark: Mark,
}

/// One round of one system.
#[derive(Clone, Debug)]
pub struct Row {
    /// Index into [`Plan::systems`].
    pub system: usize,
    /// Whether it is the system's first row.
    pub first: bool,
    /// Its id, or empty.
    pub round: String,
    /// One cell for each column of [`Summary::COLUMNS`].
    pub cells: Vec<Cell>,
}

/// The table of systems.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Rows in the order of the plan.
    pub rows: Vec<Row>,
    /// What its marks mean.
    pub keys: Vec<String>,
}

impl Summary {
    /// All columns in their order.
    pub const COLUMNS: [Column; 9] = [
        Column::System,
        Column::Owner,
        Column::Route,
        Column::Work,
        Column::Request,
        Column::Contract,
        Column::Cutover,
        Column::Slack,
        Column::Note,
    ];

    /// The table of a plan.
    pub fn of(plan: &Plan, lang: Lang) -> Summary {
        let mut rows = Vec::new();
        for (index, system) in plan.systems.iter().enumerate() {
            let rounds = rounds(system);
            let empty = rounds.is_empty().then_some("");
            for (n, round) in rounds.iter().copied().chain(empty).enumerate() {
                rows.push(row(plan, index, system, round, n == 0, lang));
            }
        }
        let mut keys = Vec::new();
        if !plan.systems.is_empty() {
            keys.push(say(lang, "report-key-slack", &[]));
        }
        if plan.systems.iter().any(|s| s.early_move) {
            keys.push(say(lang, "report-key-early", &[]));
        }
        if plan.systems.iter().any(|s| s.assumed) {
            keys.push(say(lang, "report-key-assumed", &[]));
        }
        Summary { rows, keys }
    }

    /// The heading of a column; `ascii` for a terminal without the roadmap's symbols.
    pub fn heading(column: Column, ascii: bool, lang: Lang) -> String {
        let (key, mark) = match column {
            Column::System => ("report-col-system", ""),
            Column::Owner => ("report-col-owner", ""),
            Column::Route => ("report-col-route", ""),
            Column::Work => ("report-col-work", ""),
            Column::Request => ("report-col-request", if ascii { "o" } else { "●" }),
            Column::Contract => ("report-col-contract", if ascii { "*" } else { "★" }),
            Column::Cutover => ("report-col-cutover", if ascii { "^" } else { "▲" }),
            Column::Slack => ("report-col-slack", ""),
            Column::Note => ("report-col-note", ""),
        };
        say(lang, key, &[("mark", mark)])
    }
}

/// The rounds that have a ▲, by date.
fn rounds(system: &PlanSystem) -> Vec<&str> {
    let mut found: Vec<(Date, &str)> = Vec::new();
    for m in system.milestones.iter().filter(|m| m.kind == "cutover") {
        if !found.iter().any(|(_, r)| *r == m.round) {
            found.push((m.date, &m.round));
        }
    }
    found.sort();
    found.into_iter().map(|(_, round)| round).collect()
}

fn row(
    plan: &Plan,
    index: usize,
    system: &PlanSystem,
    round: &str,
    first: bool,
    lang: Lang,
) -> Row {
    let of = |kind: &str| -> Option<&Milestone> {
        system
            .milestones
            .iter()
            .find(|m| m.round == round && m.kind == kind && !round.is_empty())
    };
    let contract = of("contract");
    let work = system
        .stages
        .iter()
        .find(|s| s.kind == StageKind::Work && s.round.as_deref() == Some(round))
        .or_else(|| {
            system
                .stages
                .iter()
                .find(|s| s.round.as_deref() == Some(round))
        });
    let request = match (of("budget_request"), of("supplementary_request"), contract) {
        (Some(m), ..) | (None, Some(m), _) => day(Some(m)),
        // ★ without a request: the money was voted before this plan began.
        (None, None, Some(_)) => quiet(say(lang, "report-voted", &[])),
        // Work without ★ was signed for before this plan began; without work it is in-house.
        (None, None, None) if of("cutover").is_some() => {
            let worked = work.is_some_and(|s| s.kind == StageKind::Work);
            let key = if worked {
                "report-signed"
            } else {
                "report-in-house"
            };
            quiet(say(lang, key, &[]))
        }
        _ => blank(),
    };
    let said = |value: Value, mark: Mark| if first { Cell { value, mark } } else { blank() };
    let loud = if system_is_bad(plan, system) {
        Mark::Bad
    } else {
        Mark::Plain
    };
    let slack = match system.slack_days {
        n if n < 0 => Mark::Bad,
        _ if system.critical => Mark::Warn,
        _ => Mark::Plain,
    };
    let cells = Summary::COLUMNS
        .iter()
        .map(|column| match column {
            Column::System => said(
                Value::Text(wording::name_or_id(&system.name, &system.id)),
                loud,
            ),
            Column::Owner => said(Value::Text(clean(&system.owner)), Mark::Plain),
            Column::Route => {
                let (full, short) = wording::route(&system.route, lang);
                said(Value::Words(full, short), Mark::Quiet)
            }
            Column::Work => work.map_or_else(blank, |s| quiet(wording::stage(s, lang))),
            Column::Request => request.clone(),
            Column::Contract => day(contract),
            Column::Cutover => day(of("cutover")),
            Column::Slack => said(Value::Days(system.slack_days), slack),
            Column::Note => said(Value::Notes(notes(plan, system, lang)), Mark::Plain),
        })
        .collect();
    Row {
        system: index,
        first,
        round: round.to_owned(),
        cells,
    }
}

fn blank() -> Cell {
    Cell {
        value: Value::Blank,
        mark: Mark::Plain,
    }
}

fn quiet(text: String) -> Cell {
    Cell {
        value: Value::Text(text),
        mark: Mark::Quiet,
    }
}

/// A milestone's day; quiet once it has happened.
fn day(milestone: Option<&Milestone>) -> Cell {
    milestone.map_or_else(blank, |m| Cell {
        value: Value::Day(m.date),
        mark: if m.done { Mark::Quiet } else { Mark::Plain },
    })
}

/// Whether a system has a gap or misses a hard deadline.
pub(crate) fn system_is_bad(plan: &Plan, system: &PlanSystem) -> bool {
    gap_days(plan, system) > 0 || system.slack_days < 0
}

/// Days of a system in gap stages, from the as-of date on: what lies before cannot be helped.
fn gap_days(plan: &Plan, system: &PlanSystem) -> i64 {
    system
        .stages
        .iter()
        .filter(|s| s.kind == StageKind::Gap)
        .map(|s| ((s.to - s.from.max(plan.as_of)).num_days() + 1).max(0))
        .sum()
}

/// What is to be said about a system beside its dates, worst first.
pub(crate) fn notes(plan: &Plan, system: &PlanSystem, lang: Lang) -> Vec<(Mark, String)> {
    let mut notes = Vec::new();
    let gap = gap_days(plan, system);
    if gap > 0 {
        notes.push((
            Mark::Bad,
            say(lang, "report-note-gap", &[("n", &gap.to_string())]),
        ));
    }
    for missed in system.deadlines.iter().filter(|d| !d.met) {
        let declared = plan.deadlines.iter().find(|d| d.id == missed.id);
        let (mark, key) = match declared {
            Some(d) if d.derived => (Mark::Bad, "report-note-overrun"),
            Some(d) if d.hard => (Mark::Bad, "report-note-hard-late"),
            _ => (Mark::Warn, "report-note-late"),
        };
        let days = missed.slack_days.saturating_neg().max(0).to_string();
        notes.push((mark, say(lang, key, &[("n", &days)])));
    }
    // A day of its own instead of everybody's (特定移行支援システム).
    for own in &system.deadlines {
        let all = plan.deadlines.iter().find(|d| d.id == own.id);
        if all.is_some_and(|d| !d.derived && d.date != own.date) {
            let date = own.date.to_string();
            let text = say(lang, "report-note-individual", &[("date", &date)]);
            notes.push((Mark::Plain, text));
        }
    }
    if system
        .milestones
        .iter()
        .any(|m| m.kind == "supplementary_request")
    {
        notes.push((Mark::Plain, say(lang, "report-note-supplementary", &[])));
    }
    if system.early_move {
        notes.push((Mark::Plain, say(lang, "report-note-early", &[])));
    }
    if system.critical {
        notes.push((Mark::Warn, say(lang, "report-note-critical", &[])));
    }
    if system.assumed {
        notes.push((Mark::Quiet, say(lang, "report-note-assumed", &[])));
    }
    notes
}
