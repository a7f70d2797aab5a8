//! Text on a terminal: display width, wrapping, colours, and plain ASCII where asked for.

use super::TerminalStyle;
use crate::report::{Mark, breaks};
use textwrap::{Options, WordSplitter, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The narrowest terminal that is drawn for; narrower ones wrap.
pub(crate) const NARROWEST: usize = 40;
/// The widest that is made use of.
pub(crate) const WIDEST: usize = 400;

/// Columns that a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// Columns that a character takes.
pub(super) fn char_columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The text cut to so many columns, with a mark where something was cut.
pub(crate) fn cut(text: &str, width: usize, style: TerminalStyle) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mark = if style.ascii { "~" } else { "…" };
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        if used + char_columns(c) + 1 > width {
            break;
        }
        used += char_columns(c);
        out.push(c);
    }
    if width > 0 {
        out.push_str(mark);
    }
    out
}

/// The text filled with blanks to so many columns.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// The text filled with blanks on its left.
pub(crate) fn pad_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Lines of at most `width` columns, broken where Japanese and English allow it.
pub(crate) fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    let options = Options::new(width.max(4))
        .word_separator(breaks::SEPARATOR)
        // A date is one word, hyphens and all.
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .subsequent_indent(indent);
    textwrap::wrap(text, options)
        .into_iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// The symbols of text that a terminal of ASCII lacks, as ASCII; words stay.
pub(crate) fn plain(text: &str, style: TerminalStyle) -> String {
    if !style.ascii {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '→' => out.push_str("->"),
            '−' | '–' | '—' => out.push('-'),
            '※' | '★' => out.push('*'),
            '●' => out.push('o'),
            '▲' => out.push('^'),
            '◆' => out.push('+'),
            '◇' => out.push('d'),
            '〜' | '～' => out.push('-'),
            '…' => out.push('~'),
            '¥' => out.push_str("JPY "),
            '（' => out.push_str(" ("),
            '）' => out.push(')'),
            '「' | '」' => out.push('"'),
            '、' => out.push_str(", "),
            '。' => out.push('.'),
            c => out.push(c),
        }
    }
    out.trim_end().to_owned()
}

/// A text in its colour; without colours as it is.
pub(crate) fn paint(text: &str, mark: Mark, style: TerminalStyle) -> String {
    match code(mark).filter(|_| style.colour && !text.is_empty()) {
        Some(code) => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        None => text.to_owned(),
    }
}

/// A heading.
pub(crate) fn bold(text: &str, style: TerminalStyle) -> String {
    if style.colour {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// The parameters of a mark's escape sequence: colours of the sixteen that every terminal can set
/// to be readable on its ground.
fn code(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Plain => None,
        Mark::Good => Some("32"),
        Mark::Warn => Some("33"),
        Mark::Bad => Some("1;31"),
        Mark::Quiet => Some("2"),
    }
}

/// Marks inside a table: characters of no width that no clean name holds stand for colours while
/// columns are laid out, and become escape sequences in the finished text.
pub(super) mod hidden {
    use super::{Mark, TerminalStyle, code};

    const END: char = '\u{2060}';
    const STARTS: [(char, Mark); 4] = [
        ('\u{2061}', Mark::Good),
        ('\u{2062}', Mark::Warn),
        ('\u{2063}', Mark::Bad),
        ('\u{2064}', Mark::Quiet),
    ];

    /// A line of a cell with its mark.
    pub(crate) fn wrapped(line: &str, mark: Mark, style: TerminalStyle) -> String {
        match STARTS
            .iter()
            .find(|(_, m)| *m == mark && style.colour && !line.is_empty())
        {
            Some((start, _)) => format!("{start}{line}{END}"),
            None => line.to_owned(),
        }
    }

    /// The finished text with the marks as escape sequences.
    pub(crate) fn shown(text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if c == END {
                out.push_str("\u{1b}[0m");
            } else if let Some((_, mark)) = STARTS.iter().find(|(start, _)| *start == c) {
                out.push_str(&format!("\u{1b}[{}m", code(*mark).unwrap_or("0")));
            } else {
                out.push(c);
            }
        }
        out
    }
}
