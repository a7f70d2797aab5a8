//! The keys of one table. Most tables have a few keys and there are very many of them, so they lie
//! side by side, in order, and take no more room than they need.

use super::tree::Entry;
use std::sync::Arc;

/// Tables with more keys are searched by halves.
const SHORT: usize = 16;

/// A table: entries by key, in the order of keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    entries: Vec<(Arc<str>, Entry)>,
}

impl Table {
    /// No keys yet.
    pub fn new() -> Table {
        Table::default()
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn find(&self, key: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(k, _)| (**k).cmp(key))
    }

    /// Where a key is. Most tables are short, and most keys that are asked for differ in length
    /// from most that are there: to look at each is quicker than to compare a few.
    fn place(&self, key: &str) -> Option<usize> {
        if self.entries.len() <= SHORT {
            self.entries.iter().position(|(k, _)| **k == *key)
        } else {
            self.find(key).ok()
        }
    }

    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        let at = self.place(key)?;
        self.entries.get(at).map(|(_, entry)| entry)
    }

    /// The entry of a key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        let at = self.place(key)?;
        self.entries.get_mut(at).map(|(_, entry)| entry)
    }

    /// Whether a key is there.
    pub fn contains_key(&self, key: &str) -> bool {
        self.place(key).is_some()
    }

    /// Puts an entry under a key; the one that was there comes back.
    pub fn insert(&mut self, key: impl Into<Arc<str>>, entry: Entry) -> Option<Entry> {
        let key = key.into();
        match self.find(&key) {
            Ok(at) => self
                .entries
                .get_mut(at)
                .map(|(_, old)| std::mem::replace(old, entry)),
            Err(at) => {
                self.entries.insert(at, (key, entry));
                None
            }
        }
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let at = self.place(key)?;
        Some(self.entries.remove(at).1)
    }

    /// Keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().map(|(key, _)| &**key)
    }

    /// Entries in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|(_, entry)| entry)
    }

    /// Entries in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut().map(|(_, entry)| entry)
    }

    /// Keys and entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> + Clone {
        self.entries.iter().map(|(key, entry)| (&**key, entry))
    }

    /// Keys and entries in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Entry)> {
        self.entries.iter_mut().map(|(key, entry)| (&**key, entry))
    }
}

/// Of entries with one key the last stays.
impl FromIterator<(Arc<str>, Entry)> for Table {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Entry)>>(all: I) -> Table {
        let mut entries: Vec<(Arc<str>, Entry)> = all.into_iter().collect();
        if !entries.is_sorted_by(|(a, _), (b, _)| a < b) {
            // Stable: of equals the first one written comes first.
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            entries.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                if same {
                    std::mem::swap(&mut later.1, &mut kept.1);
                }
                same
            });
        }
        entries.shrink_to_fit();
        Table { entries }
    }
}

/// One key and its entry, as they are read.
type Read<'t> = fn(&'t (Arc<str>, Entry)) -> (&'t str, &'t Entry);

impl<'t> IntoIterator for &'t Table {
    type Item = (&'t str, &'t Entry);
    type IntoIter = std::iter::Map<std::slice::Iter<'t, (Arc<str>, Entry)>, Read<'t>>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter().map(|(key, entry)| (&**key, entry))
    }
}

impl IntoIterator for Table {
    type Item = (Arc<str>, Entry);
    type IntoIter = std::vec::IntoIter<(Arc<str>, Entry)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::read::{Node, Value};
    use crate::source::FileId;

    fn entry(n: i64) -> Entry {
        let mut node = Node::empty(FileId(0));
        node.value = Value::Integer(Ok(n));
        Entry {
            key: node.span,
            node,
        }
    }

    #[test]
    fn keys_are_in_order_however_they_came() {
        let made = [("b", 1), ("a", 2), ("c", 3), ("a", 4)];
        let mut table: Table = made
            .map(|(k, n)| (k.into(), entry(n)))
            .into_iter()
            .collect();
        assert_eq!(table.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(table.get("a"), Some(&entry(4)));
        assert_eq!(table.insert("a", entry(5)), Some(entry(4)));
        assert_eq!(table.insert("aa", entry(6)), None);
        assert_eq!(table.remove("b"), Some(entry(1)));
        assert_eq!(table.remove("b"), None);
        assert_eq!(table.keys().collect::<Vec<_>>(), ["a", "aa", "c"]);
        assert!(table.contains_key("c") && !table.contains_key("d"));
        assert_eq!(table.get_mut("c"), Some(&mut entry(3)));
        assert_eq!((table.len(), table.is_empty()), (3, false));
    }
}
