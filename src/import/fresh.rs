//! Records as a commented inventory.

use super::gather::Gathered;
use super::record::{Kind, Left, Record};
use super::value::Typed;
use crate::init::page::{Page, quoted};
use crate::init::{self};
use crate::inventory::{Catalogue, MunicipalityKind};
use crate::words::{Lang, say};
use std::collections::BTreeMap;

pub use crate::init::Start;

/// The text of an inventory made of tables; what they do not tell of the municipality and the
/// horizon is as `start` and a first inventory have it.
pub fn fresh(gathered: &Gathered, start: &Start, catalogue: &Catalogue, files: &[&str]) -> String {
    let start = told(gathered, start);
    let mut page = Page::new(start.lang);
    let as_of = start.as_of.to_string();
    let known = start.name.clone();
    let name = known.unwrap_or_else(|| init::placeholder(start.kind, start.lang));
    let names = files.join(", ");
    let args = [("name", &*name), ("date", &as_of), ("files", &names)];
    page.remark("import-head", &args);
    page.blank();
    page.line("schema = 1", "init-schema");
    init::municipality(&mut page, &start, &name);
    let of = |kind: Kind| gathered.records.iter().filter(move |r| r.kind == kind);
    match of(Kind::Horizon).next() {
        Some(record) => {
            page.heading("init-h-horizon");
            one(&mut page, record, catalogue, start.lang);
        }
        None => init::horizon(&mut page, crate::calendar::FiscalYear::of(start.as_of)),
    }
    init::deadline(&mut page, start.as_of);
    for kind in Kind::ALL.into_iter().skip(2) {
        for (number, record) in of(kind).enumerate() {
            match (number, kind) {
                (0, Kind::Deadline) => page.heading("import-h-deadline"),
                (0, _) => page.heading(&format!("init-h-{}", kind.key())),
                _ => page.blank(),
            }
            one(&mut page, record, catalogue, start.lang);
        }
    }
    left(&mut page, &gathered.left, start.lang);
    page.finish()
}

/// What the tables say of the municipality comes before what was typed.
fn told(gathered: &Gathered, start: &Start) -> Start {
    let mut start = start.clone();
    let record = gathered
        .records
        .iter()
        .find(|r| r.kind == Kind::Municipality);
    let text = |key: &str| Some(record?.facts.get(key)?.value.shown());
    start.name = text("name").or(start.name);
    start.code = text("code").or(start.code);
    let kind =
        text("kind").and_then(|kind| MunicipalityKind::ALL.into_iter().find(|k| k.name() == kind));
    start.kind = kind.unwrap_or(start.kind);
    start
}

/// New records below an inventory that is there.
pub(super) fn appended(records: &[&Record], catalogue: &Catalogue, lang: Lang) -> String {
    let mut page = Page::new(lang);
    for record in records {
        page.blank();
        one(&mut page, record, catalogue, lang);
    }
    page.finish()
}

/// One record.
fn one(page: &mut Page, record: &Record, catalogue: &Catalogue, lang: Lang) {
    for note in &record.notes {
        page.remark("import-note", &[("note", note)]);
    }
    let key = record.kind.key();
    match record.kind.single() {
        true => page.line(&format!("[{key}]"), ""),
        false => {
            page.line(&format!("[[{key}]]"), "");
            page.line(&format!("id = {}", quoted(&record.id)), "");
        }
    }
    if record.kind == Kind::Deadline {
        page.line("kind = \"individual\"", "init-k-deadline-kind");
    }
    for (key, value) in keys(record) {
        match (key.as_str(), record.facts.get(&key).map(|f| &f.value)) {
            ("businesses", Some(Typed::List(ids))) => {
                let all: Vec<_> = ids.iter().filter_map(|id| catalogue.get(id)).collect();
                page.businesses(&all, false);
            }
            _ => page.line(&format!("{key} = {value}"), ""),
        }
    }
    let row = row_of(record, lang);
    page.line(&format!("source = {}", quoted(&row)), "");
    page.line("confidence = \"stated\"", "");
}

/// The document of a record: the one that its row names, else the row.
pub(super) fn row_of(record: &Record, lang: Lang) -> String {
    if let Some(source) = &record.source {
        return source.clone();
    }
    let row = (record.at.row + 1).to_string();
    let args = [
        ("file", &*record.at.book),
        ("sheet", &*record.at.sheet),
        ("row", &*row),
    ];
    let key = match record.at.sheet.is_empty() {
        true => "import-source-text",
        false => "import-source",
    };
    say(lang, key, &args)
}

/// The keys in which a record is written, with their values.
pub(super) fn keys(record: &Record) -> Vec<(String, String)> {
    let order = |key: &str| {
        const FIRST: [&str; 8] = [
            "name", "systems", "stage", "vendor", "ends", "expires", "date", "from",
        ];
        FIRST.iter().position(|k| *k == key).unwrap_or(FIRST.len())
    };
    let mut flat: BTreeMap<&str, Vec<(&str, String)>> = BTreeMap::new();
    for (key, fact) in &record.facts {
        let (outer, inner) = key.split_once('.').unwrap_or((key, ""));
        flat.entry(outer)
            .or_default()
            .push((inner, fact.value.toml()));
    }
    let mut keys: Vec<(String, String)> = flat
        .into_iter()
        .map(|(outer, inner)| (outer.to_owned(), joined(outer, &inner)))
        .collect();
    keys.sort_by_key(|(key, _)| order(key));
    keys
}

/// The value of a key: its own, a table, or the list of costs.
fn joined(outer: &str, inner: &[(&str, String)]) -> String {
    if let [("", value)] = inner {
        return value.clone();
    }
    let tax = inner.iter().find(|(key, _)| *key == "tax");
    if outer == "cost" {
        let costs = inner.iter().filter(|(key, _)| *key != "tax");
        let costs = costs.map(|(per, yen)| cost(per, yen, tax.map(|t| t.1.as_str())));
        return format!("[{}]", costs.collect::<Vec<_>>().join(", "));
    }
    let pairs = inner.iter().map(|(key, value)| format!("{key} = {value}"));
    let kind = (outer == "notice").then(|| "kind = \"to-extend\"".to_owned());
    let all: Vec<String> = kind.into_iter().chain(pairs).collect();
    format!("{{ {} }}", all.join(", "))
}

/// One element of the list of costs.
pub(super) fn cost(per: &str, yen: &str, tax: Option<&str>) -> String {
    let tax = tax.map_or(String::new(), |tax| format!(", tax = {tax}"));
    format!("{{ per = \"{per}\", yen = {yen}{tax} }}")
}

/// What was not understood, at the end of the file.
fn left(page: &mut Page, left: &[Left], lang: Lang) {
    if left.is_empty() {
        return;
    }
    page.heading("import-left");
    for left in left {
        page.remark("import-left-line", &[("left", &left.told(lang))]);
    }
}

impl Left {
    /// Its line in a list, in the language of the reader.
    pub fn told(&self, lang: Lang) -> String {
        let (key, value) = self.why.words();
        let why = say(lang, key, &[("value", value.unwrap_or_default())]);
        let at = self.at.to_string();
        // A list has a line for each: what breaks lines is shown as what it is.
        let text: String = self.text.chars().map(crate::diag::show::visible).collect();
        say(
            lang,
            "import-left-one",
            &[("at", &at), ("text", &text), ("why", &why)],
        )
    }
}
