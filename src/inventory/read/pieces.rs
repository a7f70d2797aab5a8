//! A large sound file, parsed piece by piece and on all processors: what the parser makes of a whole
//! file of some dozen megabytes takes a gigabyte.
//!
//! A piece begins at a line `[[name]]`. Where a piece is not sound by itself, or pieces do not simply
//! follow each other, the file is parsed as a whole, which also tells what is wrong with it.

use super::table::Table;
use super::tree::{Entry, Planter, Value};
use crate::source::FileId;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::DeTable;

/// Smaller files are parsed as a whole.
const LARGE: usize = 1024 * 1024;
/// Bytes of a piece, but for the table that ends it.
const PIECE: usize = 256 * 1024;

/// The tree of a file and how many tables it has; `None`: it is small, or does not come apart.
pub(super) fn plant(file: FileId, text: &str) -> Option<(Table, usize)> {
    if text.len() < LARGE {
        return None;
    }
    let places = places(text);
    let piece = |n: usize| {
        let begin = *places.get(n)?;
        let end = places.get(n + 1).copied().unwrap_or(text.len());
        let table = DeTable::parse(text.get(begin..end)?).ok()?;
        let mut planter = Planter::new(file, begin, &[]);
        let table = planter.table(table.into_inner(), 0);
        // The root is a table of the whole, not of each piece.
        planter
            .too_deep
            .is_none()
            .then_some((table, planter.records - 1))
    };
    let parsed = crate::parallel::map(places.len(), usize::MAX, piece);
    let (mut root, mut records) = (BTreeMap::new(), 1);
    for (n, piece) in parsed.into_iter().enumerate() {
        let (table, count) = piece?;
        records += count;
        for (key, entry) in table {
            join(&mut root, key, entry, n > 0)?;
        }
    }
    let root = root.into_iter().map(|(key, list)| (key, list.entry));
    Some((root.collect(), records))
}

/// The keys of the file so far.
type Root = BTreeMap<Arc<str>, List>;

/// One of them.
struct List {
    entry: Entry,
    /// Written as `[[key]]`: more may follow.
    open: bool,
}

/// Adds what a piece has under a key; `None`: that does not simply follow what was there.
fn join(root: &mut Root, key: Arc<str>, entry: Entry, headed: bool) -> Option<()> {
    let Some(list) = root.get_mut(&key) else {
        // No other list stands below a head.
        let open = headed && matches!(entry.node.value, Value::Array(_));
        root.insert(key, List { entry, open });
        return Some(());
    };
    match (&mut list.entry.node.value, entry.node.value) {
        (Value::Array(all), Value::Array(more)) if list.open => {
            all.extend(more);
            Some(())
        }
        _ => None,
    }
}

/// Where pieces begin.
fn places(text: &str) -> Vec<usize> {
    let mut places = vec![0];
    // What stands before the first such line is a piece of its own.
    let mut next = 0;
    for (at, _) in text.match_indices("\n[[") {
        if at >= next && heads(text, at + 1) {
            places.push(at + 1);
            next = at + PIECE;
        }
    }
    places
}

/// Whether the line at a place is `[[name]]` and nothing else.
fn heads(text: &str, at: usize) -> bool {
    let line = text.get(at..).and_then(|rest| rest.lines().next());
    let name = line.and_then(|line| line.trim_end().strip_prefix("[[")?.strip_suffix("]]"));
    let plain = |b: u8| b.is_ascii_lowercase();
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::inventory::read;
    use crate::source::Sources;

    /// The tree of a file, in one go and as it is read.
    fn both(text: &str) -> (Value, Option<Value>) {
        let (table, _) = DeTable::parse_recoverable(text);
        let whole = Planter::new(FileId(0), 0, &[]).table(table.into_inner(), 0);
        let pieces = plant(FileId(0), text).map(|(table, _)| Value::Table(table));
        (Value::Table(whole), pieces)
    }

    fn large(each: impl Fn(usize) -> String) -> String {
        let head = "schema = 1\n[municipality]\nname = \"市\"\n\n".to_owned();
        head + &(0..30_000).map(each).collect::<String>()
    }

    #[test]
    fn pieces_give_what_the_whole_gives() {
        let text = large(|n| {
            let lines = "price = { month = 1 }\n[[contract]]\nid = \"c\"\n[contract.extend]\nby = \"12M\"\n";
            format!("[[system]]\nid = \"s{n}\"\n{lines}[[contract.more]]\nx = [\n  1,\n]\n")
        });
        let (whole, pieces) = both(&text);
        assert!(pieces.is_some_and(|pieces| pieces == whole));
    }

    #[test]
    fn what_does_not_come_apart_is_read_as_a_whole() {
        let lines =
            large(|_| "[[system]]\nname = \"税総合システムの長い名前をここに書く\"\n".to_owned());
        for (before, after) in [
            // The list is closed: nothing may follow.
            ("system = []\n", ""),
            // A table twice.
            ("", "[municipality]\nx = 1\n"),
            // A text, or a list, in which lines look like heads of tables.
            ("x = \"\"\"\n", "\"\"\"\n"),
            ("x = '''\n", "'''\n"),
            ("x = [\n", "]\n"),
            ("", "x = \"\n"),
        ] {
            let text = format!("{before}{lines}{after}");
            assert!(plant(FileId(0), &text).is_none(), "{before}{after}");
        }
        assert!(plant(FileId(0), &lines).is_some());
    }

    /// What is wrong is told alike in a large file and in a small one.
    #[test]
    fn mistakes_of_large_files_are_told() {
        let told = |text: String| {
            let mut sources = Sources::new();
            let files = read::Files {
                inventory: sources.add("systems.toml", text),
                calendar: None,
                routes: None,
                actuals: None,
            };
            let mut sink = Sink::new();
            read::read(&mut sources, &files, &mut sink);
            let found = sink.into_sorted();
            let place =
                |f: &crate::diag::Finding| f.labels.first().map(|l| sources.position(l.span).line);
            found
                .iter()
                .map(|f| (f.code.name(), place(f)))
                .collect::<Vec<_>>()
        };
        let text = large(|n| match n {
            20_000 => "[[system]]\nname = 税\n".to_owned(),
            _ => "[[system]]\nname = \"税総合システムの長い名前をここに書く\"\n".to_owned(),
        });
        assert_eq!(told(text), [("syntax", Some(40_006))]);
    }
}
