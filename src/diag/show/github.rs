//! Findings as workflow commands, which GitHub shows beside the lines of a change.

use super::{positions, with_help};
use crate::diag::{Finding, Severity};
use crate::source::Sources;
use crate::words::Lang;

/// `::error file=…,line=…,title=…::message`, one line each.
pub(super) fn annotation(finding: &Finding, sources: &Sources, lang: Lang) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    // A file that is part of the program is none of the repository's.
    let place = finding.labels.first().map(|label| label.span);
    if let Some(span) = place.filter(|span| !sources.get(span.file).builtin) {
        let (start, end) = positions(span, sources);
        properties.push(format!("file={}", property(&sources.get(span.file).name)));
        properties.push(format!("line={}", start.line));
        properties.push(format!("endLine={}", end.line));
        properties.push(format!("col={}", start.column));
        // Columns mean something within one line alone.
        if start.line == end.line {
            properties.push(format!("endColumn={}", end.column));
        }
    }
    properties.push(format!("title={}", property(finding.code.name())));
    let said = data(&with_help(finding, lang, "\n"));
    format!("::{command} {}::{said}\n", properties.join(","))
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50%\r\n次: a,b"), "50%25%0D%0A次: a,b");
        assert_eq!(property("C:\n50%,"), "C%3A%0A50%25%2C");
    }
}
