//! Findings as rows.

use super::{Item, Listing};
use crate::diag::show::{help, message};
use crate::diag::{Finding, Severity};
use crate::source::Sources;
use crate::words::{Lang, say};

/// A row for each finding, in their order; lines and columns are those of the text to change.
pub fn findings(all: &[Finding], sources: &Sources, lang: Lang) -> Listing {
    let usual = ["severity", "code", "file", "line", "message"];
    let more = ["column", "path", "help"];
    let mut list = Listing::new(lang, "list-col", &usual).and_all("list-col", &more, false);
    for finding in all {
        let span = finding.labels.first().map(|label| label.span);
        let at = span.map(|span| sources.position(span));
        let count = |n: Option<usize>| n.map_or(Item::Blank, Item::count);
        list.push(vec![
            Item::Text(severity(finding.severity, lang)),
            Item::text(finding.code.name()),
            Item::text(span.map_or("", |span| &sources.get(span.file).name)),
            count(at.map(|at| at.line)),
            Item::text(&message(finding, lang)),
            count(at.map(|at| at.column)),
            Item::text(finding.path.as_deref().unwrap_or_default()),
            Item::text(&help(finding, lang).unwrap_or_default()),
        ]);
    }
    list
}

fn severity(severity: Severity, lang: Lang) -> String {
    match severity {
        Severity::Error => say(lang, "severity-error", &[]),
        Severity::Warning => say(lang, "severity-warning", &[]),
        Severity::Note => say(lang, "severity-note", &[]),
    }
}
