//! Plan and actuals as a Markdown page: headings, lists and tables.

use super::told::{
    View, by_owner, cells, due_line, endangered, heading, heads, is_shown, overdue, owner_of,
    route, steps, with_reasons,
};
use super::{State, Status};
use crate::render::escaped;
use crate::report::wording;
use crate::words::{Lang, say};

/// The page.
pub fn markdown(status: &Status, view: View, lang: Lang) -> String {
    let mut out = String::new();
    for (n, line) in heading(status, lang).iter().enumerate() {
        let line = escaped(line);
        out.push_str(&match n {
            0 => format!("# {line}\n"),
            _ => format!("\n{line}\n"),
        });
    }
    let list = |out: &mut String, title: &str, lines: &[String]| {
        out.push_str(&format!("\n## {}\n\n", escaped(title)));
        for line in lines {
            out.push_str(&format!("- {}\n", escaped(line)));
        }
    };
    list(&mut out, &say(lang, "status-upshot", &[]), &status.upshot);
    if !status.endangered.is_empty() {
        list(&mut out, &say(lang, "status-endangered", &[]), &[]);
        for (one, whys) in with_reasons(status, lang) {
            out.push_str(&format!("- **{}**\n", escaped(&endangered(one, lang))));
            for line in whys {
                out.push_str(&format!("  - {}\n", escaped(&line)));
            }
        }
    }
    if !status.instruments.is_empty() {
        let lines: Vec<String> = status.instruments.iter().map(|n| n.text.clone()).collect();
        list(&mut out, &say(lang, "status-instruments", &[]), &lines);
    }
    let late = overdue(status, lang);
    if !late.is_empty() {
        list(&mut out, &say(lang, "status-overdue", &[]), &late);
    }
    let until = wording::day(status.until, lang);
    let mut lines: Vec<String> = status.due.iter().map(|d| due_line(d, lang)).collect();
    if lines.is_empty() {
        lines.push(say(lang, "status-due-none", &[]));
    }
    let title = say(lang, "status-due", &[("date", &until)]);
    list(&mut out, &title, &lines);
    for (owner, systems) in by_owner(&status.systems) {
        out.push_str(&format!("\n## {}\n", escaped(&owner_of(owner, lang))));
        for system in systems {
            out.push_str(&format!("\n### {}\n", escaped(&system.name)));
            for line in [steps(system, lang), route(system, lang)].iter().flatten() {
                out.push_str(&format!("\n{}\n", escaped(line)));
            }
            out.push_str(&format!("\n| {} |\n", heads(lang).join(" | ")));
            out.push_str("|---|---|---|---:|---|\n");
            for m in system.milestones.iter().filter(|m| is_shown(m, view)) {
                let mut cells = cells(m, lang).map(|cell| escaped(&cell));
                if matches!(m.state, State::Overdue | State::Late) {
                    cells[4] = format!("**{}**", cells[4]);
                }
                out.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
    }
    let joint = say(lang, "due-joint", &[]);
    for (key, names) in [("status-gone", &status.gone), ("status-new", &status.new)] {
        if !names.is_empty() {
            let names: Vec<&str> = names.iter().map(|n| n.name.as_str()).collect();
            let line = say(lang, key, &[("names", &names.join(&joint))]);
            out.push_str(&format!("\n{}\n", escaped(&line)));
        }
    }
    if status.systems.iter().any(|s| s.progress.is_some()) {
        let note = escaped(&say(lang, "status-steps-note", &[]));
        out.push_str(&format!("\n{note}\n"));
    }
    out
}
