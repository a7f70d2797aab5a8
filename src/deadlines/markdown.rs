//! Deadlines as a Markdown page: a heading and a table.

use super::csv::listed;
use super::told::{heading, later, left, none, title};
use super::{Deadlines, State};
use crate::render::escaped;
use crate::report::wording;
use crate::words::{Lang, say};

/// The page.
pub fn markdown(found: &Deadlines, lang: Lang) -> String {
    let mut out = String::new();
    for (n, line) in heading(found, lang).iter().enumerate() {
        let line = escaped(line);
        out.push_str(&match n {
            0 => format!("# {line}\n"),
            _ => format!("\n{line}\n"),
        });
    }
    if found.deadlines.is_empty() {
        out.push_str(&format!("\n{}\n", escaped(&none(found, lang))));
    } else {
        let heads = [
            "date",
            "left",
            "what",
            "system",
            "owner",
            "vendor",
            "why",
            "if-missed",
        ];
        let heads = heads.map(|key| say(lang, &format!("due-col-{key}"), &[]));
        out.push_str(&format!("\n| {} |\n", heads.join(" | ")));
        out.push_str("|---|---:|---|---|---|---|---|---|\n");
    }
    for due in &found.deadlines {
        let mut what = escaped(&title(due, lang));
        if due.state != State::Open {
            what = format!("**{what}**");
        }
        let cells = [
            wording::day(due.date, lang),
            escaped(&left(due, lang)),
            what,
            escaped(&listed(due.systems.iter().map(|s| s.name.as_str()), lang)),
            escaped(&listed(due.systems.iter().map(|s| s.owner.as_str()), lang)),
            escaped(&listed(due.vendors.iter().map(|v| v.name.as_str()), lang)),
            escaped(&due.why),
            escaped(&due.if_missed),
        ];
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    if found.later > 0 {
        out.push_str(&format!("\n{}\n", escaped(&later(found, lang))));
    }
    out
}
