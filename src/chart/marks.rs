//! Symbols on the milestone line, vertical lines through all rows, and arrows between rows.

use super::{Axis, Row};
use crate::calendar::Date;
use crate::plan::{Plan, PlanSystem};
use crate::report::wording;
use crate::words::{Lang, say};
use chrono::Datelike;
use std::collections::BTreeSet;

/// A symbol of the roadmap, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Glyph {
    /// ● 当初予算要求
    Request,
    /// ◆ 補正予算要求
    Supplementary,
    /// ◇ 債務負担行為の議決
    DebtBurden,
    /// ★ 契約
    Contract,
    /// ▲ 切替
    Cutover,
}

/// A milestone on the roadmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Which symbol.
    pub glyph: Glyph,
    /// Its day, on the axis.
    pub date: Date,
    /// 予算要求 10/29
    pub label: String,
    /// 10/29
    pub short: String,
    /// System, name, day and round in full.
    pub title: String,
    /// It has happened.
    pub done: bool,
}

/// What a vertical line marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// The plan's "today".
    AsOf,
    /// A deadline derived from hardware.
    Hardware,
    /// A declared deadline.
    Deadline,
}

/// A vertical line at a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// Id of the deadline; empty for the as-of day.
    pub id: String,
    /// What it marks.
    pub kind: LineKind,
    /// The day; a deadline's line lies at its end.
    pub date: Date,
    /// Name without its day.
    pub name: String,
    /// Name and day.
    pub label: String,
    /// Name without what is in brackets, and day.
    pub brief: String,
    /// A hard deadline.
    pub hard: bool,
    /// It concerns only the rows that name it: hardware that they use.
    pub some: bool,
}

/// How a dependency looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkLook {
    /// Must go first.
    Hard,
    /// Should go first.
    Soft,
    /// Same day.
    Together,
}

/// A dependency between rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its look.
    pub look: LinkLook,
    /// Row that goes first.
    pub from: usize,
    /// Row that goes after.
    pub to: usize,
    /// ▲ of the standard of the first, where it has one.
    pub from_date: Option<Date>,
    /// ▲ of the standard of the second.
    pub to_date: Option<Date>,
    /// Both names and the kind.
    pub title: String,
}

/// A deadline that is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Its last day.
    pub deadline: Date,
    /// ▲, so many days after it.
    pub cutover: Date,
    /// 期限超過 112日
    pub label: String,
}

/// A dependency whose other end is on another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// Row that is here.
    pub row: usize,
    /// Its look.
    pub look: LinkLook,
    /// Name of the other system.
    pub other: String,
    /// Whether the other one goes first.
    pub first: bool,
}

impl Glyph {
    /// The symbol itself.
    pub fn char(self) -> char {
        match self {
            Glyph::Request => '●',
            Glyph::Supplementary => '◆',
            Glyph::DebtBurden => '◇',
            Glyph::Contract => '★',
            Glyph::Cutover => '▲',
        }
    }

    /// What stands for it where only ASCII can be shown.
    pub fn ascii(self) -> char {
        match self {
            Glyph::Request => 'o',
            Glyph::Supplementary => '+',
            Glyph::DebtBurden => 'd',
            Glyph::Contract => '*',
            Glyph::Cutover => '^',
        }
    }

    /// End of its keys in the catalogue: `report-symbol-…`, `report-short-…`.
    pub fn key(self) -> &'static str {
        match self {
            Glyph::Request => "request",
            Glyph::Supplementary => "supplementary",
            Glyph::DebtBurden => "debt-burden",
            Glyph::Contract => "contract",
            Glyph::Cutover => "cutover",
        }
    }

    fn of(symbol: &str) -> Option<Glyph> {
        match symbol {
            "●" => Some(Glyph::Request),
            "◆" => Some(Glyph::Supplementary),
            "◇" => Some(Glyph::DebtBurden),
            "★" => Some(Glyph::Contract),
            "▲" => Some(Glyph::Cutover),
            _ => None,
        }
    }
}

/// The marked milestones of a system that lie on the axis, by date.
pub(super) fn symbols(system: &PlanSystem, axis: &Axis, lang: Lang) -> Vec<Symbol> {
    let name = wording::name_or_id(&system.name, &system.id);
    let mut symbols: Vec<Symbol> = system
        .milestones
        .iter()
        .filter(|m| axis.shows(m.date))
        .filter_map(|m| Some((m, Glyph::of(m.symbol.as_deref()?)?)))
        .map(|(m, glyph)| {
            let (month, day) = (m.date.month().to_string(), m.date.day().to_string());
            let short = say(
                lang,
                "report-month-day",
                &[("month", &month), ("day", &day)],
            );
            let word = say(lang, &format!("report-short-{}", glyph.key()), &[]);
            let mut label = format!("{word} {short}");
            if m.done {
                label = format!("{label} {}", say(lang, "report-done", &[]));
            }
            Symbol {
                glyph,
                date: m.date,
                label,
                short,
                title: say(
                    lang,
                    "report-tip-symbol",
                    &[
                        ("system", &name),
                        ("name", &wording::milestone(&m.kind, lang)),
                        ("date", &m.date.to_string()),
                        ("round", &crate::report::clean(&m.round)),
                    ],
                ),
                done: m.done,
            }
        })
        .collect();
    symbols.sort_by_key(|s| (s.date, s.glyph));
    symbols
}

/// As-of date and deadlines on the axis, by date.
pub(super) fn lines(plan: &Plan, axis: &Axis, lang: Lang) -> Vec<DayLine> {
    let systems = plan.systems.iter().flat_map(|s| &s.deadlines);
    let users: BTreeSet<&str> = systems.map(|d| d.id.as_str()).collect();
    let mut lines: Vec<DayLine> = plan
        .deadlines
        .iter()
        .filter(|d| axis.shows(d.date))
        .map(|d| {
            let name = wording::deadline_name(plan, d, lang);
            let brief = name
                .split_once(['（', '('])
                .map_or(name.as_str(), |(before, _)| before.trim());
            DayLine {
                id: d.id.clone(),
                brief: say(
                    lang,
                    "report-deadline",
                    &[
                        ("name", if brief.is_empty() { &name } else { brief }),
                        ("date", &d.date.to_string()),
                    ],
                ),
                kind: if d.derived {
                    LineKind::Hardware
                } else {
                    LineKind::Deadline
                },
                date: d.date,
                label: say(
                    lang,
                    "report-deadline",
                    &[("name", &name), ("date", &d.date.to_string())],
                ),
                name,
                hard: d.hard,
                some: d.derived && users.contains(d.id.as_str()),
            }
        })
        .collect();
    if axis.shows(plan.as_of) {
        lines.push(DayLine {
            id: String::new(),
            kind: LineKind::AsOf,
            date: plan.as_of,
            name: say(lang, "report-look-today", &[]),
            label: say(lang, "report-today", &[("date", &plan.as_of.to_string())]),
            brief: say(lang, "report-today", &[("date", &plan.as_of.to_string())]),
            hard: false,
            some: false,
        });
    }
    lines.sort_by(|a, b| (a.date, a.kind, &a.name).cmp(&(b.date, b.kind, &b.name)));
    lines
}

/// Missed deadlines of a system.
pub(super) fn missed(plan: &Plan, system: &PlanSystem, lang: Lang) -> Vec<Missed> {
    let missed = system.deadlines.iter().filter(|d| !d.met);
    missed
        .filter_map(|d| {
            let days = d.slack_days.checked_neg()?;
            let late = chrono::TimeDelta::try_days(days)?;
            let hard = plan.deadlines.iter().any(|of| of.id == d.id && of.hard);
            let key = match hard {
                true => "report-note-hard-late",
                false => "report-note-late",
            };
            Some(Missed {
                deadline: d.date,
                cutover: d.date.checked_add_signed(late)?,
                label: say(lang, key, &[("n", &days.to_string())]),
            })
        })
        .collect()
}

/// The links whose two ends are rows.
pub(super) fn links(plan: &Plan, rows: &[Row], lang: Lang) -> Vec<Link> {
    let row = |id: &str| rows.iter().position(|r| r.id == id);
    let cutover = |id: &str| {
        let milestones = &plan.system(id)?.milestones;
        milestones
            .iter()
            .filter(|m| m.kind == "cutover")
            .map(|m| m.date)
            .max()
    };
    plan.links
        .iter()
        .filter_map(|link| {
            let (from, to) = (row(&link.from)?, row(&link.to)?);
            let (look, kind) = match link.kind.as_str() {
                "soft" => (LinkLook::Soft, "report-look-link-soft"),
                "together" => (LinkLook::Together, "report-look-link-together"),
                _ => (LinkLook::Hard, "report-look-link-hard"),
            };
            let (first, second) = (&rows.get(from)?.name, &rows.get(to)?.name);
            let kind = say(lang, kind, &[]);
            let args = [("from", first.as_str()), ("to", second), ("kind", &kind)];
            Some(Link {
                look,
                from,
                to,
                from_date: cutover(&link.from),
                to_date: cutover(&link.to),
                title: say(lang, "report-tip-link", &args),
            })
        })
        .filter(|link| link.from != link.to)
        .collect()
}
