//! The edits of one record: keys are replaced where they stand, else added below the record's last
//! line, as its other lines are written.

use super::Confirmation;
use crate::diag::fix::{Edit, quoted};
use crate::facts::PROVENANCE_KEYS;
use crate::inventory::read::{Entry, Node, Table, Value};
use crate::source::Span;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `[x]` or `[[x]]`, its keys in the lines below.
    Header,
    /// `{ … }`
    Inline,
    /// `x.key = …`
    Dotted,
    /// Only by tables within it.
    Implied,
}

/// The edits that confirm a record as a whole or single keys of it; `None`: it is written in a way
/// that has no place for them.
pub(super) fn record(
    text: &str,
    node: &Node,
    keys: &BTreeSet<String>,
    whole: bool,
    confirmation: &Confirmation,
    edits: &mut Vec<Edit>,
) -> Option<()> {
    let pairs = pairs(confirmation);
    let writer = Writer { text, pairs };
    if whole {
        writer.set(node, edits)?;
        return writer.below(node, edits);
    }
    let table = node.table()?;
    let inline = writer.inline();
    let Some(provenance) = table.get("provenance") else {
        let each = keys.iter().map(|key| format!("{} = {inline}", bare(key)));
        let all = each.collect::<Vec<_>>().join(", ");
        let new = [("provenance".to_owned(), format!("{{ {all} }}"))];
        return writer.add(node, &new, edits);
    };
    let singles = provenance.node.table()?;
    let mut new = Vec::new();
    for key in keys {
        match singles.get(key) {
            Some(single) => writer.set(&single.node, edits)?,
            None => new.push((bare(key), inline.clone())),
        }
    }
    writer.add(&provenance.node, &new, edits)?;
    // What lies below a key may vouch for itself.
    for key in keys {
        if let Some(entry) = table.get(key) {
            writer.within(&entry.node, edits)?;
        }
    }
    Some(())
}

/// The edit that puts a value in the place of another; `None`: it stands there already.
pub(crate) fn replaced(text: &str, entry: &Entry, value: &str) -> Option<Edit> {
    let pairs = Vec::new();
    Writer { text, pairs }.replaced(entry, value)
}

/// The edits that add keys to a table, written as its others are; `None`: there is no place.
pub(crate) fn added(
    text: &str,
    node: &Node,
    new: &[(String, String)],
    edits: &mut Vec<Edit>,
) -> Option<()> {
    let pairs = Vec::new();
    Writer { text, pairs }.add(node, new, edits)
}

fn pairs(confirmation: &Confirmation) -> Vec<(&'static str, String)> {
    let source = confirmation.source.as_ref();
    let mut pairs: Vec<_> = source.map(|s| ("source", quoted(s))).into_iter().collect();
    pairs.extend([
        ("confidence", quoted("confirmed")),
        ("confirmed-by", quoted(&confirmation.by)),
        ("confirmed-on", confirmation.on.to_string()),
    ]);
    pairs
}

/// A key as TOML writes it.
fn bare(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match !key.is_empty() && key.chars().all(plain) {
        true => key.to_owned(),
        false => quoted(key),
    }
}

struct Writer<'a> {
    text: &'a str,
    pairs: Vec<(&'static str, String)>,
}

impl Writer<'_> {
    fn inline(&self) -> String {
        let pairs = self
            .pairs
            .iter()
            .map(|(key, value)| format!("{key} = {value}"));
        format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
    }

    /// Writes the keys into a table.
    fn set(&self, node: &Node, edits: &mut Vec<Edit>) -> Option<()> {
        let table = node.table()?;
        let mut new = Vec::new();
        for (key, value) in &self.pairs {
            match table.get(key) {
                Some(entry) => edits.extend(self.replaced(entry, value)),
                None => new.push(((*key).to_owned(), value.clone())),
            }
        }
        self.add(node, &new, edits)
    }

    /// Everything below a record that vouches for itself.
    fn below(&self, node: &Node, edits: &mut Vec<Edit>) -> Option<()> {
        let table = node.table()?;
        if let Some(singles) = table.get("provenance").and_then(|e| e.node.table()) {
            for single in singles.values() {
                self.set(&single.node, edits)?;
            }
        }
        for (key, entry) in table {
            if !PROVENANCE_KEYS.contains(&key) {
                self.within(&entry.node, edits)?;
            }
        }
        Some(())
    }

    fn within(&self, node: &Node, edits: &mut Vec<Edit>) -> Option<()> {
        match &node.value {
            Value::Table(table) => {
                if PROVENANCE_KEYS[..4]
                    .iter()
                    .any(|key| table.contains_key(key))
                {
                    self.set(node, edits)?;
                }
                self.below(node, edits)
            }
            Value::Array(items) => items.iter().try_for_each(|item| self.within(item, edits)),
            _ => Some(()),
        }
    }

    /// A value in the place of another; the comment behind it stays where it is, if it can.
    fn replaced(&self, entry: &Entry, value: &str) -> Option<Edit> {
        let span = entry.node.span;
        let old = self.text.get(span.start..span.end)?;
        if old == value {
            return None;
        }
        let rest = self.text.get(span.end..)?;
        let after = rest.trim_start_matches([' ', '\t']);
        let spaces = rest.len() - after.len();
        let blank = rest
            .get(..spaces)
            .is_some_and(|s| s.bytes().all(|b| b == b' '));
        if !after.starts_with('#') || spaces == 0 || !blank {
            let text = value.to_owned();
            return Some(Edit { span, text });
        }
        let room = (old.width() + spaces).saturating_sub(value.width()).max(1);
        Some(Edit {
            span: Span {
                end: span.end + spaces,
                ..span
            },
            text: format!("{value}{}", " ".repeat(room)),
        })
    }

    /// Adds keys to a table.
    fn add(&self, node: &Node, new: &[(String, String)], edits: &mut Vec<Edit>) -> Option<()> {
        let table = node.table()?;
        if new.is_empty() {
            return Some(());
        }
        let form = self.form(node);
        if form == Form::Implied {
            return None;
        }
        let last = self.last(table);
        let (at, text) = match (form, last) {
            (Form::Inline, Some(end)) => (end, self.joined(new, ", ")),
            (Form::Inline, None) => {
                let text = self.joined(new, "");
                (node.span.start + 1, format!(" {text} "))
            }
            (Form::Header, last) => {
                let at = self.line_end(last.unwrap_or(node.span.end));
                (at, self.lines(table, new, at)?)
            }
            (Form::Dotted, last) => {
                let at = self.line_end(last?);
                (at, self.dotted(table, new, at)?)
            }
            (Form::Implied, _) => return None,
        };
        edits.push(Edit {
            span: Span {
                start: at,
                end: at,
                ..node.span
            },
            text,
        });
        Some(())
    }

    /// `first` stands before each pair but, where it is empty, only between them.
    fn joined(&self, new: &[(String, String)], first: &str) -> String {
        let pairs = new.iter().map(|(key, value)| format!("{key} = {value}"));
        format!("{first}{}", pairs.collect::<Vec<_>>().join(", "))
    }

    fn form(&self, node: &Node) -> Form {
        let rest = self.text.get(node.span.start..).unwrap_or("");
        let line = self.line_start(node.span.start);
        let before = self.text.get(line..node.span.start).unwrap_or("");
        if rest.starts_with('{') {
            Form::Inline
        } else if rest.starts_with('[') {
            Form::Header
        } else if before.trim_start().starts_with('[') {
            Form::Implied
        } else {
            Form::Dotted
        }
    }

    /// Where the values end that a table's own lines hold: behind those that say where it comes
    /// from, else behind the last.
    fn last(&self, table: &Table) -> Option<usize> {
        let vouching = PROVENANCE_KEYS[..4].iter().filter_map(|key| table.get(key));
        let end = vouching.filter_map(|e| self.end(&e.node)).max();
        end.or_else(|| table.values().filter_map(|e| self.end(&e.node)).max())
    }

    /// Where a value ends, unless it has a header of its own.
    fn end(&self, node: &Node) -> Option<usize> {
        match &node.value {
            Value::Table(table) => match self.form(node) {
                Form::Inline => Some(node.span.end),
                Form::Dotted => table.values().filter_map(|e| self.end(&e.node)).max(),
                Form::Header | Form::Implied => None,
            },
            Value::Array(items) => {
                let headed = |n: &Node| n.table().is_some() && self.form(n) == Form::Header;
                (!items.iter().any(headed)).then_some(node.span.end)
            }
            _ => Some(node.span.end),
        }
    }

    fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or("");
        before.rfind('\n').map_or(0, |i| i + 1)
    }

    /// Where the line ends that `at` lies in, before its line break.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let line = rest
            .find('\n')
            .map_or(rest, |i| rest.get(..i).unwrap_or(rest));
        let broken = line.len() < rest.len();
        let line = line.strip_suffix('\r').filter(|_| broken).unwrap_or(line);
        at + line.len()
    }

    /// The line break in use at a place.
    fn line_break(&self, at: usize) -> &'static str {
        let rest = self.text.get(at..).unwrap_or("");
        let windows = match rest.is_empty() {
            true => self.text.contains("\r\n"),
            false => rest.starts_with("\r\n"),
        };
        if windows { "\r\n" } else { "\n" }
    }

    /// New lines of a table with a header, with the indent and the alignment of its others.
    fn lines(&self, table: &Table, new: &[(String, String)], at: usize) -> Option<String> {
        let mut indent = "";
        let (mut equals, mut widths) = (BTreeSet::new(), BTreeSet::new());
        let plain = table
            .values()
            .filter(|e| {
                !matches!(e.node.value, Value::Table(_)) || self.form(&e.node) == Form::Inline
            })
            .filter(|e| self.end(&e.node).is_some());
        for entry in plain {
            let start = self.line_start(entry.key.start);
            let line = self.text.get(start..entry.key.start)?;
            if line.trim().is_empty() {
                indent = line;
            }
            let between = self.text.get(entry.key.end..entry.node.span.start)?;
            let equal = entry.key.end + between.find('=')?;
            equals.insert(self.text.get(start..equal)?.width());
            widths.insert(self.text.get(start..entry.key.end)?.width());
        }
        let aligned = widths.len() > 1 && equals.len() == 1;
        let column = equals.first().copied().filter(|_| aligned).unwrap_or(0);
        let wide = column.saturating_sub(indent.width() + 1);
        let feed = self.line_break(at);
        let line = |(key, value): &(String, String)| {
            let room = " ".repeat(wide.saturating_sub(key.width()));
            format!("{feed}{indent}{key}{room} = {value}")
        };
        Some(new.iter().map(line).collect())
    }

    /// New lines beside `x.key = …`.
    fn dotted(&self, table: &Table, new: &[(String, String)], at: usize) -> Option<String> {
        let entry = table.values().next()?;
        let start = self.line_start(entry.key.start);
        let prefix = self.text.get(start..entry.key.start)?;
        if prefix.contains(['{', ',', '=', '[']) {
            return None;
        }
        let feed = self.line_break(at);
        let line = |(key, value): &(String, String)| format!("{feed}{prefix}{key} = {value}");
        Some(new.iter().map(line).collect())
    }
}
