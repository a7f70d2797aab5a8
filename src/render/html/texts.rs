//! Texts in both languages, each once: what the page holds is their numbers.

use crate::words::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// Number of a text.
pub(super) type Text = u32;

/// A text: the same in both languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
enum Said {
    Same(String),
    Both(String, String),
}

/// The texts of one element of the page, by number. Number 0 is the empty text.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    all: Vec<Said>,
    known: BTreeMap<Said, Text>,
}

impl Default for Texts {
    fn default() -> Self {
        let mut texts = Texts {
            all: Vec::new(),
            known: BTreeMap::new(),
        };
        texts.same("");
        texts
    }
}

impl Texts {
    /// A name: the same in both languages.
    pub(super) fn same(&mut self, text: &str) -> Text {
        self.add(Said::Same(text.to_owned()))
    }

    /// What each language says.
    pub(super) fn both(&mut self, said: impl Fn(Lang) -> String) -> Text {
        self.pair(said(Lang::Ja), said(Lang::En))
    }

    /// Japanese and English.
    pub(super) fn pair(&mut self, ja: String, en: String) -> Text {
        match ja == en {
            true => self.add(Said::Same(ja)),
            false => self.add(Said::Both(ja, en)),
        }
    }

    fn add(&mut self, said: Said) -> Text {
        if let Some(number) = self.known.get(&said) {
            return *number;
        }
        let number = Text::try_from(self.all.len()).unwrap_or(0);
        self.all.push(said.clone());
        self.known.insert(said, number);
        number
    }
}

impl Serialize for Texts {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.all.serialize(to)
    }
}
