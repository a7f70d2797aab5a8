//! The page that a first inventory is written on: lines with their comments beside them.

pub(crate) use crate::diag::fix::quoted;
use crate::inventory::Business;
use crate::words::{Lang, say};
use unicode_width::UnicodeWidthStr;

/// Cell in which comments begin, where the line is short enough.
const MARGIN: usize = 44;

pub(crate) struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    pub(crate) fn new(lang: Lang) -> Page {
        Page {
            lang,
            text: String::new(),
        }
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A word of the language as a TOML string.
    pub(crate) fn word(&self, key: &str) -> String {
        quoted(&say(self.lang, key, &[]))
    }

    /// Several lines of comment.
    pub(crate) fn remark(&mut self, key: &str, args: &[(&str, &str)]) {
        for line in say(self.lang, key, args).lines() {
            // A name may hold anything; a comment may not hold control characters.
            let line: String = line
                .chars()
                .map(|c| if c.is_control() { '\u{fffd}' } else { c })
                .collect();
            self.text.push_str(format!("# {line}").trim_end());
            self.text.push('\n');
        }
    }

    /// A new part: an empty line, then what it is about.
    pub(crate) fn heading(&mut self, key: &str) {
        self.blank();
        self.remark(key, &[]);
    }

    /// A line with its comment beside it.
    pub(crate) fn line(&mut self, code: &str, comment: &str) {
        self.text.push_str(code);
        if !comment.is_empty() {
            let gap = MARGIN.saturating_sub(code.width()).max(2);
            self.text.push_str(&" ".repeat(gap));
            self.text.push_str("# ");
            self.text.push_str(&say(self.lang, comment, &[]));
        }
        self.text.push('\n');
    }

    /// A line that is explained where its kind stands for the first time.
    pub(crate) fn first(&mut self, first: bool, code: &str, comment: &str) {
        self.line(code, if first { comment } else { "" });
    }

    /// `businesses = […]`, each with its official name.
    pub(crate) fn businesses(&mut self, businesses: &[&Business], first: bool) {
        self.first(first, "businesses = [", "init-k-businesses");
        for business in businesses {
            let code = format!("  {},", quoted(&business.id));
            let gap = MARGIN.saturating_sub(code.width()).max(2);
            self.text
                .push_str(&format!("{code}{}# {}\n", " ".repeat(gap), business.name));
        }
        self.text.push_str("]\n");
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}
