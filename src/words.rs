//! Every sentence that people read, in Japanese and English, from one catalogue of keys.
//!
//! The texts lie in `src/words/ja/*.ftl` and `src/words/en/*.ftl`, one file per area. A test holds
//! both languages to the same keys and the same variables.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use unic_langid::langid;

/// The language of messages, help and charts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// `ja` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// Reads `ja`, `en`, `ja_JP.UTF-8`, `en-US` …; `None` for anything else.
    pub fn parse(text: &str) -> Option<Lang> {
        let text = text.trim().to_ascii_lowercase();
        let base = text.split(['_', '-', '.']).next().unwrap_or("");
        match base {
            "ja" => Some(Lang::Ja),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

/// The catalogue's files: area, Japanese, English.
pub const AREAS: &[(&str, &str, &str)] = &[
    (
        "diag",
        include_str!("words/ja/diag.ftl"),
        include_str!("words/en/diag.ftl"),
    ),
    (
        "cli",
        include_str!("words/ja/cli.ftl"),
        include_str!("words/en/cli.ftl"),
    ),
    (
        "report",
        include_str!("words/ja/report.ftl"),
        include_str!("words/en/report.ftl"),
    ),
    (
        "budget",
        include_str!("words/ja/budget.ftl"),
        include_str!("words/en/budget.ftl"),
    ),
    (
        "page",
        include_str!("words/ja/page.ftl"),
        include_str!("words/en/page.ftl"),
    ),
    (
        "sheets",
        include_str!("words/ja/sheets.ftl"),
        include_str!("words/en/sheets.ftl"),
    ),
    (
        "why",
        include_str!("words/ja/why.ftl"),
        include_str!("words/en/why.ftl"),
    ),
    (
        "risk",
        include_str!("words/ja/risk.ftl"),
        include_str!("words/en/risk.ftl"),
    ),
    (
        "schema",
        include_str!("words/ja/schema.ftl"),
        include_str!("words/en/schema.ftl"),
    ),
    (
        "assumptions",
        include_str!("words/ja/assumptions.ftl"),
        include_str!("words/en/assumptions.ftl"),
    ),
    (
        "clash",
        include_str!("words/ja/clash.ftl"),
        include_str!("words/en/clash.ftl"),
    ),
    (
        "compare",
        include_str!("words/ja/compare.ftl"),
        include_str!("words/en/compare.ftl"),
    ),
    (
        "sweep",
        include_str!("words/ja/sweep.ftl"),
        include_str!("words/en/sweep.ftl"),
    ),
    (
        "deadlines",
        include_str!("words/ja/deadlines.ftl"),
        include_str!("words/en/deadlines.ftl"),
    ),
    (
        "status",
        include_str!("words/ja/status.ftl"),
        include_str!("words/en/status.ftl"),
    ),
    (
        "terms",
        include_str!("words/ja/terms.ftl"),
        include_str!("words/en/terms.ftl"),
    ),
    (
        "init",
        include_str!("words/ja/init.ftl"),
        include_str!("words/en/init.ftl"),
    ),
    (
        "import",
        include_str!("words/ja/import.ftl"),
        include_str!("words/en/import.ftl"),
    ),
    (
        "form",
        include_str!("words/ja/form.ftl"),
        include_str!("words/en/form.ftl"),
    ),
];

/// One language. An area is parsed when one of its keys is first asked for: most runs need few.
struct Catalogue {
    /// The area of each message.
    areas: BTreeMap<&'static str, usize>,
    texts: Vec<&'static str>,
    bundles: Vec<OnceLock<FluentBundle<FluentResource>>>,
    lang: Lang,
}

impl Catalogue {
    fn of(lang: Lang) -> &'static Catalogue {
        static JA: OnceLock<Catalogue> = OnceLock::new();
        static EN: OnceLock<Catalogue> = OnceLock::new();
        let cell = match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        };
        cell.get_or_init(|| {
            let texts = AREAS.iter().map(|(_, ja, en)| match lang {
                Lang::Ja => *ja,
                Lang::En => *en,
            });
            let texts: Vec<&str> = texts.collect();
            // A message begins in the first column, and what belongs to it further in.
            let ids = |text: &'static str| {
                let begun = text.lines().filter(|l| l.starts_with(char::is_alphabetic));
                begun.filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
            };
            let each = texts.iter().enumerate();
            let areas = each.flat_map(|(area, text)| ids(text).map(move |id| (id, area)));
            Catalogue {
                areas: areas.collect(),
                bundles: texts.iter().map(|_| OnceLock::new()).collect(),
                texts,
                lang,
            }
        })
    }

    /// The part that holds a message.
    fn bundle(&self, id: &str) -> Option<&FluentBundle<FluentResource>> {
        let area = *self.areas.get(id)?;
        let (cell, text) = (self.bundles.get(area)?, self.texts.get(area)?);
        Some(cell.get_or_init(|| {
            let id = match self.lang {
                Lang::Ja => langid!("ja"),
                Lang::En => langid!("en"),
            };
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            bundle.set_use_isolating(false);
            // A syntax error leaves the rest usable; the catalogue test fails on it.
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(r, _)| r);
            bundle.add_resource_overriding(resource);
            bundle
        }))
    }
}

/// The sentence for `key` with its variables filled in.
///
/// `key` is a message id, or `id.attribute`. A key that the catalogue lacks yields the key itself,
/// so that a missing text is seen and never a panic.
pub fn say(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    try_say(lang, key, args).unwrap_or_else(|| key.to_owned())
}

/// As [`say`], but `None` where the catalogue has no such key.
pub fn try_say(lang: Lang, key: &str, args: &[(&str, &str)]) -> Option<String> {
    let (id, attribute) = match key.split_once('.') {
        Some((id, attribute)) => (id, Some(attribute)),
        None => (key, None),
    };
    let bundle = Catalogue::of(lang).bundle(id)?;
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut values = FluentArgs::new();
    for (name, value) in args {
        // As a number, one is `[one]` where a sentence asks: `1 month`.
        let value = match *value {
            "1" => FluentValue::from(1),
            text => FluentValue::from(text),
        };
        values.set(*name, value);
    }
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned(),
    )
}
