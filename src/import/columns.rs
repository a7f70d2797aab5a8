//! Which heading means which fact: the built-in list, and a mapping file of the city before it.

use super::heading::{Unit, folded, units};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The built-in list.
const BUILTIN: &str = include_str!("../builtin/import.toml");

/// A mapping file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    column: Vec<Column>,
    tasks: Tasks,
    /// Headings of columns that are known to be of no use.
    skip: Vec<String>,
    /// What the name of a row says that is a sum of others.
    sums: Vec<String>,
}

/// What tasks of a chart are called.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Tasks {
    present: Vec<String>,
}

/// One kind of column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The fact: kind.key.
    pub key: String,
    /// What its cells hold; where a mapping file leaves it out, as built in.
    #[serde(default)]
    pub value: String,
    /// The sheet of the template on which it stands.
    #[serde(default)]
    pub sheet: String,
    /// What it is called, the template's name first.
    pub headers: Vec<String>,
    /// Words of the inventory, each with its other names.
    #[serde(default)]
    pub words: Vec<Vec<String>>,
}

/// Why a mapping file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadMap {
    /// It is no mapping file; the line at which that shows.
    Syntax(usize),
    /// It names a fact that tables cannot tell.
    UnknownKey(String),
}

/// All columns that are known.
#[derive(Clone, Debug)]
pub struct Columns {
    all: Vec<Column>,
    by_heading: BTreeMap<String, Option<usize>>,
    present: Vec<String>,
    sums: Vec<String>,
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

fn read(text: &str) -> Result<File, BadMap> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        BadMap::Syntax(line_of(text, at))
    })
}

impl Columns {
    /// The built-in list, behind a mapping file's where there is one.
    pub fn new(map: Option<&str>) -> Result<Columns, BadMap> {
        let builtin = read(BUILTIN)?;
        let own = map.map(read).transpose()?.unwrap_or_default();
        let skipped = own.skip.iter().chain(&builtin.skip);
        let skipped = skipped.map(|heading| (folded(heading), None)).collect();
        let sums = own.sums.iter().chain(&builtin.sums);
        let mut columns = Columns {
            sums: sums.map(|name| folded(name)).collect(),
            all: builtin.column,
            by_heading: skipped,
            present: own.tasks.present.iter().map(|name| folded(name)).collect(),
        };
        let built = columns.all.len();
        for mut column in own.column {
            let known = columns.all.iter().take(built).find(|c| c.key == column.key);
            let Some(known) = known else {
                return Err(BadMap::UnknownKey(column.key));
            };
            if column.value.is_empty() {
                column.value.clone_from(&known.value);
            }
            column.words.extend(known.words.iter().cloned());
            column.sheet.clear();
            columns.all.push(column);
        }
        let ours = (built..columns.all.len()).chain(0..built);
        for at in ours {
            for heading in &columns.all[at].headers {
                let heading = folded(heading);
                columns.by_heading.entry(heading).or_insert(Some(at));
            }
        }
        let tasks = builtin.tasks.present.iter().map(|name| folded(name));
        columns.present.extend(tasks);
        Ok(columns)
    }

    /// All columns, in order: the built-in ones, then those of a mapping file.
    pub fn all(&self) -> &[Column] {
        &self.all
    }

    /// The columns of the template, in order.
    pub fn of_template(&self, sheet: &str) -> impl Iterator<Item = &Column> {
        self.all.iter().filter(move |c| c.sheet == sheet)
    }

    /// The column of a heading, with the units that it names. The inner `None`: it is to be skipped.
    pub(super) fn find(&self, heading: &str) -> Option<(Option<&Column>, Unit)> {
        let (bare, unit) = units(heading);
        let found = self.by_heading.get(&folded(heading));
        let found = found.or_else(|| self.by_heading.get(&folded(&bare)))?;
        Some((found.map(|at| &self.all[at]), unit))
    }

    /// Whether a row of this name sums up others.
    pub(super) fn is_sum(&self, name: &str) -> bool {
        let name = folded(name);
        self.sums.contains(&name)
    }

    /// Whether a task of a chart is the present service.
    pub(super) fn is_present(&self, task: &str) -> bool {
        let task = folded(task);
        self.present.iter().any(|name| task.starts_with(name))
    }
}

impl Column {
    /// The word of the inventory that a cell means.
    pub(super) fn word(&self, text: &str) -> Option<&str> {
        let text = folded(text);
        let means = |names: &&Vec<String>| names.iter().any(|name| folded(name) == text);
        let found = self.words.iter().find(means)?;
        found.first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Columns {
        Columns::new(None).expect("the built-in list is readable")
    }

    #[test]
    fn no_heading_means_two_facts() {
        let columns = columns();
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for column in &columns.all {
            for heading in &column.headers {
                let before = seen.insert(folded(heading), &column.key);
                assert!(before.is_none_or(|b| b == column.key), "{heading}");
            }
        }
    }

    #[test]
    fn headings_are_known_by_their_other_forms() {
        let columns = columns();
        let key = |heading: &str| {
            let (column, unit) = columns.find(heading)?;
            Some((column?.key.clone(), unit.scale))
        };
        let told = |k: &str, n| Some((k.to_owned(), n));
        assert_eq!(key("契約 終了日"), told("contract.ends", 1));
        assert_eq!(key("月額（千円）"), told("contract.price.month", 1000));
        assert_eq!(key("ｼｽﾃﾑ名"), told("system.name", 1));
        assert_eq!(key("Contract End"), told("contract.ends", 1));
        assert_eq!(key("天気"), None);
    }

    #[test]
    fn a_mapping_goes_before_the_built_in_list() {
        let map = "skip = ['天気']\n[[column]]\nkey = 'system.name'\nheaders = ['契約終了日']\n";
        let columns = Columns::new(Some(map)).expect("readable");
        let key = |heading: &str| Some(columns.find(heading)?.0?.key.clone());
        assert_eq!(key("契約終了日").as_deref(), Some("system.name"));
        assert!(columns.find("天気").is_some_and(|(c, _)| c.is_none()));
        let bad = Columns::new(Some(
            "[[column]]\nkey = 'system.colour'\nheaders = ['色']\n",
        ));
        assert_eq!(
            bad.err(),
            Some(BadMap::UnknownKey("system.colour".to_owned()))
        );
        assert!(matches!(
            Columns::new(Some("\n= 3")),
            Err(BadMap::Syntax(2))
        ));
    }
}
