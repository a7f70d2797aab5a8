//! What edits change in a file, as a unified diff.

use super::fix::{Edit, apply};
use super::show::visible;
use std::fmt::Write;

/// Lines shown around a change.
const AROUND: usize = 3;

/// Lines of the old text from `first`, and what stands in their place.
struct Hunk {
    first: usize,
    old: Vec<String>,
    new: Vec<String>,
}

/// The diff of a file by edits that are in order and do not overlap; empty without any.
pub fn unified(name: &str, text: &str, edits: &[Edit]) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut starts = Vec::with_capacity(lines.len() + 1);
    let mut at = 0;
    for line in &lines {
        starts.push(at);
        at += line.len();
    }
    let line_of = |byte: usize| starts.partition_point(|s| *s <= byte).saturating_sub(1);
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut rest = edits;
    while let Some(edit) = rest.first() {
        // Edits of lines that touch belong together.
        let (first, mut last) = (line_of(edit.span.start), line_of(edit.span.end));
        let mut count = 1;
        while let Some(next) = rest.get(count).filter(|e| line_of(e.span.start) <= last) {
            last = last.max(line_of(next.span.end));
            count += 1;
        }
        let (these, others) = rest.split_at(count);
        rest = others;
        let from = starts.get(first).copied().unwrap_or(0);
        let to = starts.get(last + 1).copied().unwrap_or(text.len());
        let moved: Vec<Edit> = these
            .iter()
            .map(|edit| {
                let mut edit = edit.clone();
                edit.span.start -= from;
                edit.span.end -= from;
                edit
            })
            .collect();
        let old = text.get(from..to).unwrap_or("");
        let shown = |text: &str| text.lines().map(plain).collect();
        hunks.push(Hunk {
            first,
            old: shown(old),
            new: shown(&apply(old, &moved)),
        });
    }
    if hunks.is_empty() {
        return String::new();
    }
    let mut out = format!("--- {name}\n+++ {name}\n");
    let mut added: isize = 0;
    let mut rest = &hunks[..];
    while let Some(first) = rest.first() {
        let mut count = 1;
        let end = |h: &Hunk| h.first + h.old.len();
        while rest
            .get(count)
            .is_some_and(|next| next.first <= end(&rest[count - 1]) + 2 * AROUND)
        {
            count += 1;
        }
        let (group, others) = rest.split_at(count);
        rest = others;
        let from = first.first.saturating_sub(AROUND);
        let to = (end(&group[count - 1]) + AROUND).min(lines.len());
        let mut body = String::new();
        let (mut next, mut grown) = (from, 0_isize);
        let same = |body: &mut String, next: &mut usize, until: usize| {
            while *next < until {
                let line = lines
                    .get(*next)
                    .map_or("", |l| l.trim_end_matches(['\n', '\r']));
                let _ = writeln!(body, " {}", plain(line));
                *next += 1;
            }
        };
        for hunk in group {
            same(&mut body, &mut next, hunk.first);
            changed(&mut body, hunk);
            next = end(hunk);
            grown += hunk.new.len() as isize - hunk.old.len() as isize;
        }
        same(&mut body, &mut next, to);
        let start = from as isize + 1;
        let (old, new) = (to - from, (to - from) as isize + grown);
        let _ = writeln!(out, "@@ -{start},{old} +{},{new} @@", start + added);
        out.push_str(&body);
        added += grown;
    }
    out
}

/// The lines of a hunk; those at its ends that stay are no change.
fn changed(out: &mut String, hunk: &Hunk) {
    let (old, new) = (&hunk.old[..], &hunk.new[..]);
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    for line in &old[..head] {
        let _ = writeln!(out, " {line}");
    }
    for line in &old[head..] {
        let _ = writeln!(out, "-{line}");
    }
    for line in &new[head..] {
        let _ = writeln!(out, "+{line}");
    }
}

/// A line without what would move the cursor.
fn plain(line: &str) -> String {
    let plain = |c: char| if c == '\t' { c } else { visible(c) };
    line.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn what_changes_stands_between_what_stays() {
        let text: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let edit = |at: usize, to: usize, new: &str| Edit {
            span: Span {
                file: FileId(0),
                start: at,
                end: to,
            },
            text: new.to_owned(),
        };
        let second = text.find("line 2\n").unwrap() + 6;
        let last = text.len() - 1;
        let edits = [
            edit(second, second, "\nnew"),
            edit(last - 2, last, "twenty"),
        ];
        let expected = "--- a\n+++ a\n@@ -1,5 +1,6 @@\n line 1\n line 2\n+new\n line 3\n line 4\n \
                        line 5\n@@ -17,4 +18,4 @@\n line 17\n line 18\n line 19\n-line 20\n\
                        +line twenty\n";
        assert_eq!(unified("a", &text, &edits), expected);
        assert_eq!(unified("a", &text, &[]), "");
    }
}
