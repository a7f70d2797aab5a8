//! A plan as tasks that other planners schedule: what a date follows from by a link is linked, every
//! other date is given.
//!
//! Bars lie on all days; acts are moments; a cutover is a day of the office, so that another
//! scheduler finds it behind the closed days that come before it.

use crate::budget::Facts;
use crate::calendar::{Calendar, Date, holidays_of};
use crate::plan::{Milestone, Plan, PlanSystem, Stage, StageKind};
use crate::report::{clean, wording};
use crate::words::Lang;
use chrono::Datelike;
use std::collections::BTreeMap;

/// What a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TaskKind {
    /// A moment: a request, a vote, a contract.
    Act,
    /// A stretch of days.
    Bar,
    /// ▲, a day of the office.
    Cutover,
}

/// A task.
pub(super) struct Task {
    /// Index of its system.
    pub(super) system: usize,
    pub(super) kind: TaskKind,
    pub(super) name: String,
    /// First day.
    pub(super) from: Date,
    /// Last day; of an act the same.
    pub(super) to: Date,
    /// Its day is given: no link says it.
    pub(super) given: bool,
    /// Tasks that end before it begins.
    pub(super) after: Vec<usize>,
    /// Tasks that begin before it does, or with it.
    pub(super) with: Vec<usize>,
    /// Last day that it may fall on.
    pub(super) deadline: Option<Date>,
    pub(super) done: bool,
    pub(super) round: String,
    /// Id of the stage, the activity or the kind of act.
    pub(super) id: String,
}

/// Days on which the office is closed though the week would have it open, and the other way round.
pub(super) struct Special {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) name: String,
    pub(super) open: bool,
}

/// All of a plan.
pub(super) struct Tasks {
    /// Those of a system stand together, by date.
    pub(super) all: Vec<Task>,
    /// Closed days of the week, 0 for Monday.
    pub(super) weekend: Vec<u32>,
    pub(super) special: Vec<Special>,
    /// First and last day of any task.
    pub(super) span: (Date, Date),
}

impl Tasks {
    pub(super) fn of(plan: &Plan, lang: Lang) -> Tasks {
        let calendar = Facts::of(plan).calendar(plan.as_of);
        let mut all: Vec<Task> = Vec::new();
        let mut targets: BTreeMap<&str, usize> = BTreeMap::new();
        for (n, system) in plan.systems.iter().enumerate() {
            let base = all.len();
            let (tasks, target) = of_system(plan, n, system, &calendar, base, lang);
            all.extend(tasks);
            if let Some(target) = target {
                targets.insert(&system.id, target);
            }
        }
        for link in &plan.links {
            let ends = targets
                .get(link.from.as_str())
                .zip(targets.get(link.to.as_str()));
            let Some((from, to)) = ends.map(|(from, to)| (*from, *to)) else {
                continue;
            };
            let day = |n: usize| all.get(n).map(|task| (task.from, n));
            // Links lead forward, so that they never run in a circle: of systems that go live on
            // one day, the first leads.
            let (first, second) = match (link.kind.as_str(), day(from) < day(to)) {
                ("hard" | "together", true) => (from, to),
                ("together", false) => (to, from),
                _ => continue,
            };
            if let Some(task) = all.get_mut(second).filter(|_| first != second) {
                task.with.push(first);
            }
        }
        let from = all.iter().map(|t| t.from).min().unwrap_or(plan.as_of);
        let to = all.iter().map(|t| t.to).max().unwrap_or(plan.as_of);
        let span = (
            from.min(plan.as_of).min(plan.horizon.from),
            to.max(plan.horizon.to),
        );
        let weekend = calendar.rules().closed_weekdays.clone();
        Tasks {
            special: special(&calendar, &weekend, span),
            weekend,
            all,
            span,
        }
    }
}

/// The tasks of a system, and which of them is the ▲ of its target.
fn of_system(
    plan: &Plan,
    n: usize,
    system: &PlanSystem,
    calendar: &Calendar,
    base: usize,
    lang: Lang,
) -> (Vec<Task>, Option<usize>) {
    let mut tasks: Vec<Task> = Vec::new();
    let new = |kind, id: &str, name: String, round: &str, span: (Date, Date)| Task {
        system: n,
        kind,
        name,
        from: span.0,
        to: span.1.max(span.0),
        given: true,
        after: Vec::new(),
        with: Vec::new(),
        deadline: None,
        done: false,
        round: clean(round),
        id: clean(id),
    };
    for stage in &system.stages {
        let round = stage.round.as_deref().unwrap_or_default();
        let name = wording::stage(stage, lang);
        tasks.push(new(
            TaskKind::Bar,
            &stage.id,
            name,
            round,
            (stage.from, stage.to),
        ));
    }
    for a in &system.activities {
        let name = match lang {
            Lang::En if !a.name_en.trim().is_empty() => &a.name_en,
            _ => &a.name,
        };
        let name = wording::name_or_id(name, &a.id);
        tasks.push(new(TaskKind::Bar, &a.id, name, &a.round, (a.from, a.to)));
    }
    for m in &system.milestones {
        let kind = match m.kind.as_str() {
            "cutover" if calendar.is_open(m.date) => TaskKind::Cutover,
            _ => TaskKind::Act,
        };
        let shown = wording::milestone(&m.kind, lang);
        let name = match &m.symbol {
            Some(symbol) => format!("{symbol} {shown}"),
            None => shown,
        };
        let mut task = new(kind, &m.kind, name, &m.round, (m.date, m.date));
        task.done = m.done;
        tasks.push(task);
    }
    tasks.sort_by_key(|t| (t.from, t.kind == TaskKind::Bar, t.to));
    link(system, &mut tasks, calendar);
    let target = deadlines(plan, system, &mut tasks);
    for task in &mut tasks {
        for other in &mut task.after {
            *other += base;
        }
    }
    (tasks, target.map(|n| n + base))
}

/// What follows from what within a system: ★ from its money, work from ★, one activity from the one
/// before, ▲ from the work. The day of a task is given unless the link alone says it.
fn link(system: &PlanSystem, tasks: &mut [Task], calendar: &Calendar) {
    let works: Vec<&Stage> = (system.stages.iter())
        .filter(|s| s.kind == StageKind::Work)
        .collect();
    let find = |tasks: &[Task], id: &str, round: &str, day: &dyn Fn(&Task) -> bool| {
        tasks
            .iter()
            .position(|t| t.id == id && t.round == round && day(t))
    };
    let of = |kinds: &[&str], round: &str| -> Vec<&Milestone> {
        let ours = |m: &&Milestone| m.round == round && kinds.contains(&m.kind.as_str());
        system.milestones.iter().filter(ours).collect()
    };
    let mut links: Vec<(usize, usize, bool)> = Vec::new();
    for m in system.milestones.iter().filter(|m| m.kind == "contract") {
        let round = clean(&m.round);
        let Some(contract) = find(tasks, "contract", &round, &|t| t.from == m.date) else {
            continue;
        };
        let money = [
            "budget_request",
            "supplementary_request",
            "budget_vote",
            "debt_burden_vote",
        ];
        for before in of(&money, &m.round).iter().filter(|b| b.date <= m.date) {
            if let Some(before) = find(tasks, &before.kind, &round, &|t| t.from == before.date) {
                links.push((before, contract, false));
            }
        }
    }
    for work in works {
        let round = work.round.clone().unwrap_or_default();
        let shown = clean(&round);
        let Some(bar) = find(tasks, &work.id, &shown, &|t| t.from == work.from) else {
            continue;
        };
        let signed = of(&["contract"], &round)
            .into_iter()
            .find(|m| m.date == work.from);
        let contract = signed.and_then(|m| find(tasks, "contract", &shown, &|t| t.from == m.date));
        if let Some(contract) = contract {
            links.push((contract, bar, true));
        }
        let next = work.to.succ_opt().map(|day| calendar.open_on_or_after(day));
        let cutover = find(tasks, "cutover", &shown, &|t| t.kind == TaskKind::Cutover);
        if let Some(cutover) = cutover {
            // Behind an open day a scheduler may begin in its evening: there the day is given.
            let says = tasks.get(cutover).map(|t| t.from) == next && !calendar.is_open(work.to);
            let before = tasks.get(cutover).is_some_and(|t| t.from > work.to);
            if before {
                links.push((bar, cutover, says));
            }
        }
        // Activities one after the other.
        let mut last: Option<(usize, Date)> = None;
        for a in (system.activities.iter()).filter(|a| a.round == round && a.stage == work.id) {
            let Some(at) = find(tasks, &clean(&a.id), &shown, &|t| {
                t.from == a.from && t.to == a.to.max(a.from)
            }) else {
                continue;
            };
            match last {
                Some((before, to)) if to.succ_opt() == Some(a.from) => {
                    links.push((before, at, true))
                }
                None if a.from == work.from => {
                    links.extend(contract.map(|contract| (contract, at, true)));
                }
                _ => {}
            }
            last = (a.from <= a.to).then_some((at, a.to));
        }
    }
    for (before, after, says) in links {
        if before == after {
            continue;
        }
        if let Some(task) = tasks.get_mut(after) {
            if !task.after.contains(&before) {
                task.after.push(before);
            }
            // What has happened keeps its day.
            task.given &= !says || task.done;
        }
    }
}

/// The deadlines of the ▲ that they bound; the ▲ of the target.
fn deadlines(plan: &Plan, system: &PlanSystem, tasks: &mut [Task]) -> Option<usize> {
    let round = (system.stages.iter())
        .find(|s| s.kind == StageKind::Service && s.id == "standard")
        .and_then(|s| s.round.as_deref())
        .map(clean);
    let cutovers: Vec<usize> = (tasks.iter().enumerate())
        .filter(|(_, t)| t.id == "cutover" && t.kind == TaskKind::Cutover)
        .map(|(n, _)| n)
        .collect();
    let is_target = |n: &usize| {
        tasks
            .get(*n)
            .is_some_and(|t| Some(&t.round) == round.as_ref())
    };
    let target = cutovers.iter().copied().find(is_target);
    let bridge = cutovers.iter().copied().find(|n| Some(*n) != target);
    for own in &system.deadlines {
        let declared = plan.deadlines.iter().find(|d| d.id == own.id);
        let bounds = declared.map_or("", |d| d.bounds.as_str());
        let at = match bounds {
            "standard.cutover" => target,
            "bridge.cutover" => bridge,
            _ => None,
        };
        if let Some(task) = at.and_then(|n| tasks.get_mut(n)) {
            let sooner = task.deadline.map_or(own.date, |known| known.min(own.date));
            task.deadline = Some(sooner);
        }
    }
    target
}

/// Days that differ from the week, neighbours joined.
fn special(calendar: &Calendar, weekend: &[u32], span: (Date, Date)) -> Vec<Special> {
    let mut names: BTreeMap<Date, String> = BTreeMap::new();
    for year in span.0.year()..=span.1.year() {
        names.extend(
            holidays_of(year)
                .into_iter()
                .map(|h| (h.date, h.name.to_string())),
        );
    }
    let mut all: Vec<Special> = Vec::new();
    for day in span.0.iter_days().take_while(|day| *day <= span.1) {
        let open = calendar.is_open(day);
        let usual = !weekend.contains(&day.weekday().num_days_from_monday());
        if open == usual {
            continue;
        }
        let name = names.get(&day).map(|name| clean(name)).unwrap_or_default();
        match all.last_mut() {
            Some(last)
                if last.open == open && last.to.succ_opt() == Some(day) && last.name == name =>
            {
                last.to = day;
            }
            _ => all.push(Special {
                from: day,
                to: day,
                name,
                open,
            }),
        }
    }
    all
}
