//! The workbook that departments fill in, before it is a workbook: its sheets, columns, choices and
//! all that stands in it. Columns and words are those that tables are read by.

use super::columns::{Column, Columns};
use super::heading::folded;
use crate::calendar::{Date, FiscalYear};
use crate::init::Start;
use crate::inventory::Catalogue;
use crate::words::{Lang, say};
use std::collections::BTreeSet;

/// Sheets to be filled in, in their order.
const PAGES: [&str; 4] = ["system", "hardware", "vendor", "municipality"];
/// Facts without which a row says nothing.
const REQUIRED: [&str; 6] = [
    "municipality.name",
    "system.name",
    "contract.ends",
    "hardware.name",
    "hardware.expires",
    "vendor.name",
];
/// Sentences of the guide.
const STEPS: usize = 6;

/// The workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Name of the sheet that tells how to fill in.
    pub guide: String,
    /// What it tells, line by line.
    pub steps: Vec<String>,
    /// Name of the sheet that holds the choices.
    pub choices: String,
    /// Businesses that can be chosen: id and name.
    pub businesses: Vec<(String, String)>,
    /// Sheets to be filled in.
    pub pages: Vec<Page>,
}

/// A sheet to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Name of the sheet.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub matter: String,
    /// Its columns.
    pub fields: Vec<Field>,
}

/// A column to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The fact: kind.key.
    pub key: String,
    /// Its heading, with what it asks for in brackets.
    pub heading: String,
    /// What to write.
    pub what: String,
    /// An example.
    pub example: String,
    /// Where to find it.
    pub found: String,
    /// Whether a row says nothing without it.
    pub required: bool,
    /// What its cells hold.
    pub holds: Holds,
    /// What is known already.
    pub known: Option<Prefilled>,
}

/// A value that is known before anybody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prefilled {
    /// Words.
    Text(String),
    /// A day.
    Day(Date),
}

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// Digits that are no number: codes, ids, ranges.
    Code,
    /// A day.
    Date,
    /// Yen.
    Yen,
    /// A whole number.
    Number,
    /// One of these words.
    Word(Vec<String>),
    /// Any of these words.
    Words(Vec<String>),
    /// Any of the businesses.
    Businesses,
    /// A name of a column of a sheet, or a new one; whether several may stand there.
    Name {
        /// Index of the sheet.
        page: usize,
        /// The fact that its column holds.
        key: &'static str,
        /// Whether several may stand there.
        several: bool,
    },
}

impl Form {
    /// The workbook in a language; businesses of `catalogue` can be chosen, and what `start` knows of
    /// the municipality stands in it.
    pub fn of(start: &Start, columns: &Columns, catalogue: &Catalogue) -> Form {
        let mut form = Form::empty(columns, catalogue, start.lang);
        let year = FiscalYear::of(start.as_of);
        for field in form.pages.iter_mut().flat_map(|page| &mut page.fields) {
            field.known = match field.key.as_str() {
                "municipality.name" => start.name.clone().map(Prefilled::Text),
                "municipality.code" => start.code.clone().map(Prefilled::Text),
                "municipality.kind" => kind(start, columns).map(Prefilled::Text),
                "horizon.from" => Some(Prefilled::Day(year.first_day())),
                "horizon.to" => Some(Prefilled::Day(FiscalYear(year.0 + 5).last_day())),
                _ => None,
            };
        }
        form
    }

    /// The workbook before anything is known.
    fn empty(columns: &Columns, catalogue: &Catalogue, lang: Lang) -> Form {
        let word = |key: &str| say(lang, &format!("form-{key}"), &[]);
        let page = |kind: &str| Page {
            name: word(kind),
            title: say(lang, "form-title", &[("sheet", &word(kind))]),
            matter: word(&format!("holds-{kind}")),
            fields: columns
                .of_template(kind)
                .map(|column| field(column, lang))
                .collect(),
        };
        let businesses = catalogue.businesses.iter();
        Form {
            guide: word("guide"),
            steps: (1..=STEPS).map(|n| word(&format!("step-{n}"))).collect(),
            choices: word("choices"),
            businesses: businesses.map(|b| (b.id.clone(), b.name.clone())).collect(),
            pages: PAGES.map(page).into(),
        }
    }

    /// What a planner reads of the guide in the columns beside its steps.
    pub fn guide_headings(lang: Lang) -> [String; 5] {
        ["sheet", "column", "what", "example", "found"]
            .map(|key| say(lang, &format!("form-col-{key}"), &[]))
    }

    /// Headings of the list of businesses.
    pub fn business_headings(lang: Lang) -> [String; 2] {
        ["business-id", "business"].map(|key| say(lang, &format!("form-col-{key}"), &[]))
    }
}

/// What the workbook itself holds in either language: nothing of that is an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    /// Sheets that hold no answers.
    aside: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Printed {
    pub(super) fn new(columns: &Columns, catalogue: &Catalogue) -> Printed {
        let mut printed = Printed::default();
        for lang in Lang::ALL {
            let form = Form::empty(columns, catalogue, lang);
            for name in [&form.guide, &form.choices] {
                printed.aside.insert(name.clone());
                let title = say(lang, "form-title", &[("sheet", name)]);
                printed.texts.insert(folded(&title));
            }
            let choices = say(lang, "form-holds-choices", &[]);
            let mut take = |text: &str| _ = printed.texts.insert(folded(text));
            take(&choices);
            form.steps.iter().for_each(|step| take(step));
            let headings = Form::guide_headings(lang);
            let lists = Form::business_headings(lang);
            headings.iter().chain(&lists).for_each(|text| take(text));
            for (id, name) in &form.businesses {
                take(id);
                take(name);
            }
            for page in &form.pages {
                for text in [&page.name, &page.title, &page.matter] {
                    take(text);
                }
                for field in &page.fields {
                    for text in [&field.heading, &field.what, &field.example, &field.found] {
                        take(text);
                    }
                    if let Holds::Word(words) | Holds::Words(words) = &field.holds {
                        words.iter().for_each(|word| take(word));
                    }
                }
            }
        }
        printed
    }

    /// Whether a sheet is one that asks nothing.
    pub(super) fn is_aside(&self, sheet: &str) -> bool {
        self.aside.contains(sheet)
    }

    /// Whether the workbook says this itself.
    pub(super) fn says(&self, text: &str) -> bool {
        self.texts.contains(&folded(text))
    }
}

fn field(column: &Column, lang: Lang) -> Field {
    let key = format!("form-{}", column.key.replace('.', "-"));
    let required = REQUIRED.contains(&column.key.as_str());
    let unit = match column.value.as_str() {
        "yen" => Some("form-unit-yen"),
        "length" | "lengths" => Some("form-unit-months"),
        _ => None,
    };
    let brackets = required.then_some("form-required").into_iter().chain(unit);
    let brackets: Vec<String> = brackets.map(|key| say(lang, key, &[])).collect();
    let heading = called(column, lang);
    Field {
        key: column.key.clone(),
        heading: match (brackets.is_empty(), lang) {
            (true, _) => heading.to_owned(),
            (false, Lang::Ja) => format!("{heading}（{}）", brackets.join("・")),
            (false, Lang::En) => format!("{heading} ({})", brackets.join(", ")),
        },
        what: say(lang, &key, &[]),
        example: say(lang, &format!("{key}.example"), &[]),
        found: say(lang, &format!("{key}.found"), &[]),
        required,
        holds: holds(column, lang),
        known: None,
    }
}

/// The heading that the workbook uses: the first one, in English the first in Latin letters.
fn called(column: &Column, lang: Lang) -> &str {
    let mut headers = column.headers.iter();
    let found = match lang {
        Lang::Ja => headers.next(),
        Lang::En => headers.find(|heading| heading.is_ascii()),
    };
    found.map_or(column.key.as_str(), String::as_str)
}

/// The word that a choice is shown as: the inventory's own in English, its first other name in
/// Japanese.
fn shown(words: &[String], lang: Lang) -> Option<&String> {
    words.get(usize::from(lang == Lang::Ja))
}

fn holds(column: &Column, lang: Lang) -> Holds {
    let words = || {
        let all = column.words.iter();
        all.filter_map(|words| shown(words, lang))
            .cloned()
            .collect()
    };
    let name = |page, key, several| Holds::Name { page, key, several };
    match (column.key.as_str(), column.value.as_str()) {
        ("municipality.code", _) | (_, "lengths") => Holds::Code,
        (key, _) if key.ends_with(".id") => Holds::Code,
        ("system.after", _) => name(0, "system.name", true),
        (_, "hardware") => name(1, "hardware.name", false),
        (_, "vendor") => name(2, "vendor.name", false),
        (_, "date" | "first") => Holds::Date,
        (_, "yen") => Holds::Yen,
        (_, "number" | "length") => Holds::Number,
        (_, "word") => Holds::Word(words()),
        (_, "words") => Holds::Words(words()),
        (_, "businesses") => Holds::Businesses,
        _ => Holds::Text,
    }
}

/// The kind of municipality as its column shows it.
fn kind(start: &Start, columns: &Columns) -> Option<String> {
    let mut column = columns.of_template("municipality");
    let column = column.find(|c| c.key == "municipality.kind")?;
    let name = start.kind.name();
    let means = |words: &&Vec<String>| words.first().is_some_and(|word| word == name);
    shown(column.words.iter().find(means)?, start.lang).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_read_again() {
        let columns = Columns::new(None).expect("the built-in list is readable");
        for lang in Lang::ALL {
            let form = Form::empty(&columns, &Catalogue::default(), lang);
            for field in form.pages.iter().flat_map(|page| &page.fields) {
                let found = columns.find(&field.heading);
                let (column, unit) = found.expect(&field.heading);
                assert_eq!(column.map(|c| &c.key), Some(&field.key), "{lang:?}");
                assert!(!unit.excluded && unit.scale == 1, "{}", field.heading);
            }
        }
    }

    #[test]
    fn every_column_says_what_it_asks_for() {
        let columns = Columns::new(None).expect("the built-in list is readable");
        for lang in Lang::ALL {
            let form = Form::empty(&columns, &Catalogue::default(), lang);
            for field in form.pages.iter().flat_map(|page| &page.fields) {
                for text in [&field.what, &field.example, &field.found] {
                    assert!(!text.starts_with("form-"), "{text}");
                }
            }
        }
    }
}
