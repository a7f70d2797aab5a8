//! The roadmap as a Mermaid Gantt chart, for Markdown pages: one section a system, its stages and
//! marked milestones.

use super::Options;
use crate::chart::{Bar, Chart, LineKind, Look};
use crate::plan::Plan;
use crate::report;
use crate::words::say;

pub(super) fn write(plan: &Plan, options: &Options) -> String {
    let lang = options.lang;
    let chart = Chart::of(plan, lang);
    let mut out = String::from("gantt\n");
    out += &format!("  title {}\n", words(&report::title(plan, lang)));
    out +=
        "  dateFormat YYYY-MM-DD\n  axisFormat %Y-%m\n  tickInterval 6month\n  todayMarker off\n";
    if !chart.lines.is_empty() {
        out += &format!(
            "  section {}\n",
            words(&say(lang, "report-look-deadline", &[]))
        );
    }
    for line in &chart.lines {
        let tag = if line.kind == LineKind::AsOf {
            "milestone"
        } else {
            "crit, milestone"
        };
        out += &format!("  {} :{tag}, {}, 0d\n", words(&line.name), line.date);
    }
    for row in &chart.rows {
        let mut name = row.name.clone();
        for (_, note) in &row.notes {
            name += &format!(" {note}");
        }
        out += &format!("  section {}\n", words(&name));
        for bar in row.service.iter().chain(&row.work).chain(&row.reference) {
            out += &task(bar);
        }
        for symbol in &row.symbols {
            let done = if symbol.done { "done, " } else { "" };
            let label = words(&format!("{} {}", symbol.glyph.char(), symbol.label));
            out += &format!("  {label} :{done}milestone, {}, 0d\n", symbol.date);
        }
    }
    if chart.rows.is_empty() {
        // A chart without a task is an error to Mermaid.
        let none = words(&say(lang, "report-no-systems", &[]));
        out += &format!(
            "  section {none}\n  {none} :milestone, {}, 0d\n",
            plan.as_of
        );
    }
    out
}

fn task(bar: &Bar) -> String {
    let tag = match bar.look {
        Look::Gap => "crit, ",
        Look::Standard => "done, ",
        Look::Work => "active, ",
        _ => "",
    };
    let next = bar.to.succ_opt().unwrap_or(bar.to);
    format!("  {} :{tag}{}, {next}\n", words(&bar.label), bar.from)
}

/// A Gantt chart of Mermaid has no escapes: what it would read as its own becomes full-width.
fn words(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| match c {
            ':' => '：',
            ';' => '；',
            '#' => '＃',
            '%' => '％',
            '<' => '＜',
            '>' => '＞',
            '&' => '＆',
            '"' => '”',
            '{' => '｛',
            '}' => '｝',
            '\\' => '＼',
            ',' => '，',
            c => c,
        })
        .collect();
    if shown.trim().is_empty() {
        "−".to_owned()
    } else {
        shown
    }
}
