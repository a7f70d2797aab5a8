//! Files that are refused before they are parsed.

use super::{MAX_BYTES, MAX_NESTING};
use crate::diag::{Code, Finding};
use crate::source::{FileId, Span};

/// The finding that refuses a text, where it is too large or nests too deeply to be parsed.
pub(super) fn refuse(file: FileId, text: &str) -> Option<Finding> {
    if text.len() > MAX_BYTES {
        let megabytes = MAX_BYTES / (1024 * 1024);
        return Some(
            Finding::new(
                Code::TooLarge,
                Span {
                    file,
                    start: 0,
                    end: 0,
                },
            )
            .variant("bytes")
            .arg("most", megabytes)
            .arg("count", text.len().div_ceil(1024 * 1024)),
        );
    }
    let start = too_many_dots(text.as_bytes())?;
    Some(
        Finding::new(
            Code::TooLarge,
            Span {
                file,
                start,
                end: start + 1,
            },
        )
        .variant("nesting")
        .arg("most", MAX_NESTING),
    )
}

/// The first dot of a key that makes tables nest too deeply. Brackets are limited by the parser;
/// the tables of `a.b.c` are not, and would exhaust the stack.
fn too_many_dots(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    let mut dots = 0;
    // Dots of the keys outside the open brackets.
    let mut outer: Vec<usize> = Vec::new();
    while let Some(&byte) = text.get(at) {
        match byte {
            b'#' => at += length_until(&text[at..], b'\n'),
            b'"' | b'\'' => at += quoted(&text[at..], byte).saturating_sub(1),
            b'.' => {
                dots += 1;
                if dots > MAX_NESTING {
                    return Some(at);
                }
            }
            b'{' | b'[' => outer.push(dots),
            b'}' | b']' => dots = outer.pop().unwrap_or(0),
            b',' => dots = outer.last().copied().unwrap_or(0),
            b'\n' if outer.is_empty() => dots = 0,
            _ => {}
        }
        at += 1;
    }
    None
}

/// How many bytes before the next `stop`.
fn length_until(text: &[u8], stop: u8) -> usize {
    text.iter()
        .position(|b| *b == stop)
        .unwrap_or(text.len())
        .saturating_sub(1)
}

/// Length of a quoted text that begins here, quotes included.
fn quoted(text: &[u8], quote: u8) -> usize {
    let long = [quote; 3];
    let many = text.starts_with(&long);
    let mut at = if many { 3 } else { 1 };
    while let Some(&byte) = text.get(at) {
        if byte == b'\\' && quote == b'"' {
            at += 1;
        } else if many && text[at..].starts_with(&long) {
            return at + 3;
        } else if !many && (byte == quote || byte == b'\n') {
            return at + 1;
        }
        at += 1;
    }
    text.len()
}
