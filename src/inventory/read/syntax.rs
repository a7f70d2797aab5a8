//! The TOML parser's errors as findings, in words of our own.

use super::MAX_NESTING;
use crate::diag::{Code, Finding, Sink};
use crate::source::{FileId, Span};
use std::ops::Range;
use toml::de::Error;

/// After this many the rest is noise that follows from the first ones.
const MOST: usize = 100;

/// What the syntax errors of a file leave behind.
pub(super) struct Damage {
    /// The places, in order.
    pub(super) places: Vec<Range<usize>>,
    /// Something may have been swallowed: what seems to be missing may be there.
    pub(super) torn: bool,
}

/// The text without the lines at which the parser gives up on the rest, where there are any:
/// a key and no `=`. With them blanked, everything else in the file is seen.
pub(super) fn blanked(text: &str, errors: &[Error]) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let mut any = false;
    for error in errors.iter().filter(|e| is_fatal(e)) {
        let at = error.span().map_or(0, |span| span.start.min(bytes.len()));
        let start = bytes[..at]
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |i| i + 1);
        let end = bytes[at..]
            .iter()
            .position(|b| *b == b'\n')
            .map_or(bytes.len(), |i| at + i);
        bytes[start..end].fill(b' ');
        any = true;
    }
    any.then(|| String::from_utf8(bytes).ok()).flatten()
}

/// Whether the parser gives up at an error.
pub(super) fn is_fatal(error: &Error) -> bool {
    error.message().starts_with("key with no value")
}

/// Pushes a finding for each line with errors.
pub(super) fn report(file: FileId, text: &str, errors: &[Error], sink: &mut Sink) -> Damage {
    let mut places: Vec<(Range<usize>, &str)> = errors
        .iter()
        .map(|e| (e.span().unwrap_or(text.len()..text.len()), e.message()))
        .collect();
    places.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut line, mut counted) = (0, 0);
    let mut last_line = None;
    let mut shown = 0;
    let mut torn = false;
    for (range, message) in &places {
        line += text
            .get(counted..range.start)
            .map_or(0, |between| between.matches('\n').count());
        counted = range.start.max(counted);
        let kind = kind(message, range.is_empty());
        torn |= swallows(kind, message);
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
        sink.push(match kind {
            "date" => Finding::new(Code::BadDate, span)
                .arg("value", text.get(range.clone()).unwrap_or("")),
            "nesting" => Finding::new(Code::TooLarge, span)
                .variant("nesting")
                .arg("most", MAX_NESTING),
            kind => Finding::new(Code::Syntax, span)
                .variant(kind)
                .arg("message", message),
        });
    }
    Damage {
        places: places.into_iter().map(|(range, _)| range).collect(),
        torn,
    }
}

/// Which sentence of `diag.ftl` says it; empty: the parser's own words.
fn kind(message: &str, nothing_there: bool) -> &'static str {
    let begins = |starts: &[&str]| starts.iter().any(|start| message.starts_with(start));
    let expects = |what: &str| {
        message
            .split(", expected ")
            .nth(1)
            .is_some_and(|e| e == what)
    };
    if begins(&["invalid date", "invalid time", "invalid offset"]) {
        "date"
    } else if begins(&["cannot recurse", "recursion limit"]) {
        "nesting"
    } else if begins(&["duplicate key", "cannot extend"]) {
        "duplicate"
    } else if begins(&["string values must be quoted", "missing value"]) && nothing_there {
        "no-value"
    } else if begins(&["string values must be quoted", "missing opening quote"]) {
        "quotes"
    } else if begins(&[
        "invalid basic string",
        "invalid multi-line basic",
        "invalid literal string",
        "invalid multi-line literal",
    ]) {
        if expects("`\"`") || expects("`'`") {
            "unclosed-text"
        } else {
            "character"
        }
    } else if begins(&["invalid comment character", "carriage return"]) {
        "character"
    } else if begins(&[
        "unclosed",
        "missing table open",
        "missing array opening",
        "missing inline table opening",
    ]) {
        "unclosed"
    } else if begins(&["missing comma", "extra comma"]) {
        "comma"
    } else if begins(&[
        "key with no value",
        "missing assignment",
        "extra `=`",
        "extra assignment",
        "unexpected `=`",
    ]) {
        "equals"
    } else if begins(&[
        "invalid unquoted key",
        "unquoted keys",
        "keys cannot be",
        "missing key",
    ]) {
        "key"
    } else if begins(&["missing escaped", "too few unicode", "invalid escape"]) {
        "escape"
    } else if begins(&[
        "`_` may only",
        "unexpected leading zero",
        "redundant",
        "integers with",
        "radix must",
        "unexpected sign",
        "invalid mantissa",
        "invalid exponent",
    ]) || (message.starts_with("invalid ") && message.contains(" number"))
    {
        "number"
    } else {
        ""
    }
}

/// Whether an error may have swallowed more than the value it points at.
fn swallows(kind: &str, message: &str) -> bool {
    matches!(
        kind,
        "nesting" | "duplicate" | "unclosed" | "equals" | "key" | ""
    ) || message.starts_with("invalid multi-line")
}
