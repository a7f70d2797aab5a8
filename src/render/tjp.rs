//! A project for TaskJuggler: the same tasks, links and calendar, with reports to look at.

use super::Options;
use super::tasks::{Task, TaskKind, Tasks};
use crate::calendar::Date;
use crate::plan::Plan;
use crate::report::{self, clean, wording};
use crate::words::say;
use chrono::Days;
use std::fmt::Write;

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(super) fn write(plan: &Plan, options: &Options) -> String {
    let lang = options.lang;
    let tasks = Tasks::of(plan, lang);
    let mut out = String::new();
    let name = text(&report::title(plan, lang));
    let end = tasks
        .span
        .1
        .checked_add_days(Days::new(32))
        .unwrap_or(tasks.span.1);
    // The frame is read in the time of the machine, before the time zone is named: some days more.
    let begin = tasks
        .span
        .0
        .checked_sub_days(Days::new(7))
        .unwrap_or(tasks.span.0);
    let _ = writeln!(out, "project ikou {name} {begin} - {end} {{");
    let _ = writeln!(out, "  timezone \"Asia/Tokyo\"\n  timeformat \"%Y-%m-%d\"");
    let _ = writeln!(
        out,
        "  currency \"JPY\"\n  now {}",
        plan.as_of.clamp(tasks.span.0, end)
    );
    for (n, day) in (0u32..).zip(WEEK) {
        let hours = match tasks.weekend.contains(&n) {
            true => "off",
            false => "9:00 - 12:00, 13:00 - 18:00",
        };
        let _ = writeln!(out, "  workinghours {day} {hours}");
    }
    out += "}\n\n";
    for special in tasks.special.iter().filter(|s| !s.open) {
        let name = match special.name.as_str() {
            "" => say(lang, "report-closed", &[]),
            name => name.to_owned(),
        };
        let next = special.to.succ_opt().unwrap_or(special.to);
        let _ = writeln!(
            out,
            "leaves holiday {} {} - {next}",
            text(&name),
            special.from
        );
    }
    out.push('\n');
    // Whoever cuts over does so on the first day that the office is open.
    for (n, system) in plan.systems.iter().enumerate() {
        let owner = match clean(&system.owner) {
            none if none.is_empty() => wording::name_or_id(&system.name, &system.id),
            owner => owner,
        };
        let _ = writeln!(out, "resource r{} {}", n + 1, text(&owner));
    }
    out.push('\n');
    let mut at = 0;
    for (n, system) in plan.systems.iter().enumerate() {
        let own: Vec<&Task> = tasks
            .all
            .iter()
            .skip(at)
            .take_while(|t| t.system == n)
            .collect();
        let name = text(&wording::name_or_id(&system.name, &system.id));
        let _ = writeln!(out, "task s{} {name} {{", n + 1);
        for (k, task) in own.iter().enumerate() {
            out += &one(&tasks, task, at + k);
        }
        if own.is_empty() {
            let _ = writeln!(out, "  start {}", plan.as_of);
        }
        out += "}\n";
        at += own.len();
    }
    if plan.systems.is_empty() {
        let none = text(&say(lang, "report-no-systems", &[]));
        let _ = writeln!(out, "task none {none} {{\n  start {}\n}}", plan.as_of);
    }
    let heading = text(&say(lang, "report-summary", &[]));
    let _ = write!(
        out,
        "\ntaskreport dates \"dates\" {{\n  formats csv\n  columns id, name, start, end\n  timeformat \"%Y-%m-%d-%H:%M\"\n}}\n\ntaskreport roadmap \"roadmap\" {{\n  formats html\n  headline {heading}\n  columns name, start, end, chart {{ scale month }}\n}}\n"
    );
    out
}

fn one(tasks: &Tasks, task: &Task, n: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "  task t{} {} {{", n + 1, text(&task.name));
    if task.given {
        let _ = writeln!(out, "    start {}", task.from);
    }
    for other in &task.after {
        let _ = writeln!(out, "    depends {}", path(tasks, *other));
    }
    for other in &task.with {
        let _ = writeln!(out, "    depends {} {{ onstart }}", path(tasks, *other));
    }
    match task.kind {
        TaskKind::Act => {}
        TaskKind::Bar => {
            let days = (task.to - task.from).num_days() + 1;
            let _ = writeln!(out, "    duration {days}d");
        }
        TaskKind::Cutover => {
            let _ = writeln!(out, "    effort 1d\n    allocate r{}", task.system + 1);
        }
    }
    if let Some(deadline) = task.deadline.and_then(|day: Date| day.succ_opt()) {
        // What is missed is told by the plan; a limit here would stop the scheduler.
        let _ = writeln!(out, "    # deadline: before {deadline}");
    }
    out += "  }\n";
    out
}

fn path(tasks: &Tasks, n: usize) -> String {
    let system = tasks.all.get(n).map_or(0, |task| task.system);
    format!("s{}.t{}", system + 1, n + 1)
}

/// A text in quotes. `\` and `$` would be read as its own (escapes, macros), so they become full-width.
fn text(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| match c {
            '\\' => '＼',
            '$' => '＄',
            '"' => '”',
            c => c,
        })
        .collect();
    let shown = if shown.trim().is_empty() {
        "−"
    } else {
        &shown
    };
    format!("\"{shown}\"")
}
