//! Which language to speak: `--lang`, `IKOU_LANG`, the inventory, the locale, else Japanese.

use ikou::words::Lang;
use std::ffi::OsString;

/// What each source of the language says; decided once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Languages {
    asked: Option<Lang>,
    locale: Option<Lang>,
}

impl Languages {
    /// Looks at the arguments before they are parsed, since help and usage errors speak too.
    pub(crate) fn of(args: &[OsString]) -> Languages {
        Self::with(args, super::terminal::variable)
    }

    fn with(args: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Languages {
        let asked = flag(args).or_else(|| variable("IKOU_LANG").as_deref().and_then(Lang::parse));
        // The first of the three that is set decides, as for every program.
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(variable);
        Languages {
            asked,
            locale: locale.as_deref().and_then(Lang::parse),
        }
    }

    /// The language while no inventory has been read.
    pub(crate) fn before_reading(self) -> Lang {
        self.asked.or(self.locale).unwrap_or_default()
    }

    /// The language once `[municipality] lang` is known.
    pub(crate) fn for_inventory(self, municipality: Option<&str>) -> Lang {
        self.asked
            .or_else(|| municipality.and_then(Lang::parse))
            .unwrap_or(self.before_reading())
    }
}

/// The last `--lang X` or `--lang=X` before a `--`.
fn flag(args: &[OsString]) -> Option<Lang> {
    let mut found = None;
    let mut words = args.iter().skip(1).filter_map(|a| a.to_str()).peekable();
    while let Some(word) = words.next() {
        match word.split_once('=') {
            _ if word == "--" => break,
            _ if word == "--lang" => {
                found = words.peek().and_then(|next| Lang::parse(next)).or(found);
            }
            Some(("--lang", value)) => found = Lang::parse(value).or(found),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(args: &[&str], env: &[(&str, &str)]) -> Languages {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        Languages::with(&args, |name| {
            env.iter()
                .find(|(n, v)| *n == name && !v.is_empty())
                .map(|(_, v)| (*v).to_owned())
        })
    }

    #[test]
    fn each_source_yields_to_the_one_before() {
        let env = [("IKOU_LANG", "en"), ("LANG", "ja_JP.UTF-8")];
        assert_eq!(
            languages(&["ikou", "--lang", "ja"], &env).for_inventory(Some("en")),
            Lang::Ja
        );
        assert_eq!(
            languages(&["ikou"], &env).for_inventory(Some("ja")),
            Lang::En
        );
        assert_eq!(
            languages(&["ikou"], &env[1..]).for_inventory(Some("en")),
            Lang::En
        );
        assert_eq!(
            languages(&["ikou"], &[("LANG", "en_US.UTF-8")]).before_reading(),
            Lang::En
        );
        assert_eq!(
            languages(&["ikou"], &[("LANG", "C.UTF-8")]).before_reading(),
            Lang::Ja
        );
        assert_eq!(languages(&["ikou"], &[]).for_inventory(None), Lang::Ja);
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let env = [("LC_ALL", ""), ("LC_MESSAGES", "ja_JP"), ("LANG", "en_US")];
        assert_eq!(languages(&["ikou"], &env).before_reading(), Lang::Ja);
        let env = [("LC_ALL", "C"), ("LANG", "en_US")];
        assert_eq!(languages(&["ikou"], &env).before_reading(), Lang::Ja);
    }

    #[test]
    fn the_flag_is_found_anywhere_before_the_double_dash() {
        for args in [
            &["ikou", "plan", "--lang=en"][..],
            &["ikou", "--lang", "en", "x"],
        ] {
            assert_eq!(languages(args, &[]).before_reading(), Lang::En, "{args:?}");
        }
        assert_eq!(
            languages(&["ikou", "--", "--lang=en"], &[]).before_reading(),
            Lang::Ja
        );
        assert_eq!(
            languages(&["ikou", "--lang"], &[]).before_reading(),
            Lang::Ja
        );
        assert_eq!(
            languages(&["ikou", "--lang", "fr"], &[]).before_reading(),
            Lang::Ja
        );
    }
}
