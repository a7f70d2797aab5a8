//! What the reader's screen can show.
#![expect(
    clippy::disallowed_methods,
    reason = "the environment is read here and nowhere else"
)]

use super::args::{ColorChoice, Screen};
use ikou::diag::show::Look;
use ikou::words::Lang;
use std::io::IsTerminal;

/// Widths are kept within these, however small the window.
const WIDTHS: (usize, usize) = (40, 400);
/// Where no terminal tells its width.
const DEFAULT_WIDTH: usize = 80;

/// An environment variable that is set and not empty.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// One of the two streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    Out,
    Err,
}

impl Stream {
    pub(crate) fn is_terminal(self) -> bool {
        match self {
            Stream::Out => std::io::stdout().is_terminal(),
            Stream::Err => std::io::stderr().is_terminal(),
        }
    }
}

/// Width of help texts: they are not widened beyond what reads well.
pub(crate) fn help_width() -> usize {
    width(None, Stream::Out.is_terminal()).min(100)
}

/// How to write on a stream.
pub(crate) fn look(screen: &Screen, stream: Stream, lang: Lang) -> Look {
    let terminal = stream.is_terminal();
    let color = match screen.color {
        Some(ColorChoice::Always) => true,
        Some(ColorChoice::Never) => false,
        Some(ColorChoice::Auto) | None => {
            terminal
                && variable("NO_COLOR").is_none()
                && variable("TERM").as_deref() != Some("dumb")
        }
    };
    let ascii = screen.ascii || (terminal && !draws_lines(cfg!(windows), variable));
    Look {
        lang,
        width: width(screen.width, terminal),
        color,
        ascii,
    }
}

fn width(asked: Option<u16>, terminal: bool) -> usize {
    let columns = || variable("COLUMNS").and_then(|c| c.trim().parse::<usize>().ok());
    let window = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    asked
        .map(usize::from)
        .or_else(|| if terminal { window() } else { None })
        .or_else(columns)
        .unwrap_or(DEFAULT_WIDTH)
        .clamp(WIDTHS.0, WIDTHS.1)
}

/// Whether the terminal draws lines and symbols in single cells: where the locale says UTF-8. The
/// old console of Japanese Windows draws them two cells wide, so there only terminals known to be
/// newer are trusted.
fn draws_lines(windows: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    if windows {
        return variable("WT_SESSION").is_some()
            || variable("TERM_PROGRAM").as_deref() == Some("vscode")
            || variable("ConEmuANSI").as_deref() == Some("ON");
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    locale.is_some_and(|l| {
        let l = l.to_ascii_lowercase();
        l.contains("utf-8") || l.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_drawn_where_the_terminal_has_cells_for_them() {
        let of = |windows, pairs: &'static [(&str, &str)]| {
            draws_lines(windows, |name| {
                pairs.iter().find(|p| p.0 == name).map(|p| p.1.to_owned())
            })
        };
        assert!(of(false, &[("LANG", "ja_JP.UTF-8")]));
        assert!(of(false, &[("LC_ALL", "C.utf8"), ("LANG", "C")]));
        assert!(!of(
            false,
            &[("LC_ALL", "ja_JP.eucJP"), ("LANG", "ja_JP.UTF-8")]
        ));
        assert!(!of(false, &[]));
        // A locale that Git for Windows sets says nothing about the console.
        assert!(!of(true, &[("LANG", "ja_JP.UTF-8")]));
        assert!(!of(true, &[]));
        for newer in [
            ("WT_SESSION", "1"),
            ("TERM_PROGRAM", "vscode"),
            ("ConEmuANSI", "ON"),
        ] {
            assert!(draws_lines(true, |name| (name == newer.0).then(|| newer.1.to_owned())));
        }
        assert!(!of(true, &[("ConEmuANSI", "OFF")]));
    }

    #[test]
    fn widths_are_kept_in_bounds() {
        assert_eq!(width(Some(5), false), 40);
        assert_eq!(width(Some(u16::MAX), true), 400);
        assert_eq!(width(Some(120), true), 120);
    }
}
