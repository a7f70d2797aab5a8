//! Mending what has one right answer, by replacing the bytes of a value: comments, order and line
//! ends stay as they are.

use super::{Code, Finding, undressed};
use crate::source::{FileId, Source, Sources, Span};
use unicode_normalization::UnicodeNormalization;

/// A stretch of a file, and what is to stand there instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// Where.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// The edit that mends a finding; `None`: there are several ways, or none.
pub fn edit(finding: &Finding, sources: &Sources) -> Option<Edit> {
    let span = finding.labels.first()?.span;
    let source = sources.get(span.file);
    if source.builtin {
        return None;
    }
    let written = sources.snippet(span);
    let value = |name: &str| {
        let found = finding.args.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let instead = |text: String| Some(Edit { span, text });
    match finding.code {
        Code::UnknownKey if finding.variant.is_empty() => {
            instead(same_word(value("key"), finding.nearest.as_deref())?.to_owned())
        }
        Code::UnknownWord => instead(quoted(same_word(
            value("value"),
            finding.nearest.as_deref(),
        )?)),
        Code::UnknownId => instead(quoted(same_word(value("id"), finding.nearest.as_deref())?)),
        Code::UnknownBusiness => {
            instead(quoted(same_word(value("id"), finding.nearest.as_deref())?))
        }
        // Five digits lack the sixth, which follows from them; of six any may be wrong.
        Code::BadCode if finding.variant == "check" && digits(value("value")) == 5 => {
            instead(quoted(value("right")))
        }
        Code::WrongType => instead(of_type(written, value("expected"))?),
        Code::NamedTwice => Some(Edit {
            span: with_comma_before(source, span)?,
            text: String::new(),
        }),
        _ => None,
    }
}

/// All edits of findings that one file and round can take: none overlaps another.
pub fn edits(findings: &[Finding], sources: &Sources, file: FileId) -> Vec<Edit> {
    let mut all: Vec<Edit> = findings
        .iter()
        .filter_map(|finding| edit(finding, sources))
        .filter(|edit| edit.span.file == file)
        .collect();
    all.sort();
    let mut end = 0;
    all.retain(|edit| {
        let free = edit.span.start >= end;
        if free {
            end = edit.span.end.max(edit.span.start + 1);
        }
        free
    });
    all
}

/// A text with `edits` made, which are in order and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let Some(before) = text.get(at..edit.span.start) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// The known name, where it is the written one but for case, width, and `_` for `-`.
fn same_word<'a>(written: &str, known: Option<&'a str>) -> Option<&'a str> {
    known.filter(|known| !written.is_empty() && undressed(written).eq(undressed(known)))
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn digits(text: &str) -> usize {
    let folded: Vec<char> = text.nfkc().collect();
    match folded.iter().all(char::is_ascii_digit) {
        true => folded.len(),
        false => 0,
    }
}

/// A value written as another type than it is meant to be.
fn of_type(written: &str, expected: &str) -> Option<String> {
    let inner = written
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.contains(['"', '\\']));
    let number = |text: &str| {
        let digits = text.replace('_', "");
        (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
            .then(|| digits.parse::<i64>().ok())
            .flatten()
    };
    match (expected, inner) {
        ("number" | "yen", Some(inner)) => number(inner.trim()).map(|n| n.to_string()),
        ("boolean", Some(inner)) => {
            Some(inner.trim().to_lowercase()).filter(|word| word == "true" || word == "false")
        }
        ("list", Some(_)) => Some(format!("[{written}]")),
        ("text", None) => number(written).map(|n| quoted(&n.to_string())),
        _ => None,
    }
}

/// An element of a list with the comma before it, where nothing but space lies between.
fn with_comma_before(source: &Source, span: Span) -> Option<Span> {
    let before = source.text.get(..span.start)?.trim_end();
    let before = before.strip_suffix(',')?;
    Some(Span {
        start: before.len(),
        ..span
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_but_for_its_dress() {
        assert_eq!(same_word("at_most", Some("at-most")), Some("at-most"));
        assert_eq!(same_word("Ｃｏｒｅ", Some("core")), Some("core"));
        assert_eq!(same_word("nmae", Some("name")), None);
        assert_eq!(same_word("name", None), None);
    }

    #[test]
    fn types_are_changed_where_the_value_is_plain() {
        assert_eq!(of_type("\"12\"", "number").as_deref(), Some("12"));
        assert_eq!(of_type("\"1_000\"", "yen").as_deref(), Some("1000"));
        assert_eq!(of_type("\"True\"", "boolean").as_deref(), Some("true"));
        assert_eq!(of_type("\"kotei\"", "list").as_deref(), Some("[\"kotei\"]"));
        assert_eq!(of_type("12", "text").as_deref(), Some("\"12\""));
        assert_eq!(of_type("\"a lot\"", "number"), None);
        assert_eq!(of_type("{ a = 1 }", "list"), None);
        assert_eq!(of_type("", "number"), None);
    }

    #[test]
    fn what_a_value_holds_is_written_so_that_it_is_read_again() {
        assert_eq!(quoted("税\"\\\n"), "\"税\\\"\\\\\\u000A\"");
    }
}
