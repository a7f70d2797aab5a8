//! The TOML parser's errors as findings.

use crate::diag::{Code, Finding, Sink};
use crate::source::{FileId, Span};
use std::ops::Range;

/// After this many the rest is noise that follows from the first ones.
const MOST: usize = 50;

/// Pushes a finding for each error and returns their places in order.
pub(super) fn report(
    file: FileId,
    text: &str,
    errors: &[toml::de::Error],
    sink: &mut Sink,
) -> Vec<Range<usize>> {
    let mut places: Vec<(Range<usize>, &str)> = errors
        .iter()
        .map(|e| (e.span().unwrap_or(text.len()..text.len()), e.message()))
        .collect();
    places.sort_by(|a, b| (a.0.start, a.0.end).cmp(&(b.0.start, b.0.end)));
    let (mut line, mut counted) = (0, 0);
    let mut last_line = None;
    let mut shown = 0;
    for (range, message) in &places {
        line += text
            .get(counted..range.start)
            .map_or(0, |between| between.matches('\n').count());
        counted = range.start.max(counted);
        // The parser stumbles several times over one mistake: one line, one finding.
        if shown == MOST || last_line == Some(line) {
            continue;
        }
        last_line = Some(line);
        shown += 1;
        let span = Span {
            file,
            start: range.start,
            end: range.end,
        };
        sink.push(match kind(message) {
            "date" => Finding::new(Code::BadDate, span)
                .arg("value", text.get(range.clone()).unwrap_or("")),
            kind => Finding::new(Code::Syntax, span)
                .variant(kind)
                .arg("message", message),
        });
    }
    places.into_iter().map(|(range, _)| range).collect()
}

fn kind(_message: &str) -> &'static str {
    ""
}
