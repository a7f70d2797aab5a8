//! Findings: what is wrong in the user's files, where, and what to do about it.
//!
//! A check pushes a [`Finding`] that holds a code, places and values, never prose: the sentences
//! are in `src/words/*/diag.ftl` under the code's name (message, and the attribute `.help`; a
//! finding may name a `variant` of its code, then `code-variant` is looked up first). Failures of
//! the run itself (no such file, disk full) are not findings.

mod code;
pub mod diff;
pub mod fingerprint;
pub mod fix;
mod level;
pub mod show;

pub use code::Code;
pub use level::{LevelError, Levels, WARNINGS, WORDS as LEVELS};

use crate::source::Span;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never changes the exit code.
    Note,
    /// Probably a mistake; changes the exit code only where `-D` says so.
    Warning,
    /// The files cannot be used: exit code 1.
    Error,
}

/// A place and the word that is said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// Key in `diag.ftl`, e.g. `label-first-here`; empty for an underline without words.
    pub key: &'static str,
    /// Values for the label's sentence.
    pub args: Vec<(&'static str, String)>,
}

/// One problem found in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which problem.
    pub code: Code,
    /// The code's default, or what the caller raised or lowered it to.
    pub severity: Severity,
    /// A more exact sentence under the same code, or empty.
    pub variant: &'static str,
    /// The path of the fact (`contract.tax-2016.ends`), where there is one.
    pub path: Option<String>,
    /// Values for the sentence and its help.
    pub args: Vec<(&'static str, String)>,
    /// First the text to change, then the reasons. Empty for findings about a whole run.
    pub labels: Vec<Label>,
    /// The name to use instead, where one is close.
    pub nearest: Option<String>,
    /// How much of it there is (days mostly): the same finding with more of it got worse.
    pub extent: Option<i64>,
}

impl Finding {
    /// A finding of `code` at `span`.
    pub fn new(code: Code, span: Span) -> Self {
        let mut finding = Self::global(code);
        finding.labels.push(Label {
            span,
            key: "",
            args: Vec::new(),
        });
        finding
    }

    /// A finding that no single place can be named for.
    pub fn global(code: Code) -> Self {
        Finding {
            code,
            severity: code.severity(),
            variant: "",
            path: None,
            args: Vec::new(),
            labels: Vec::new(),
            nearest: None,
            extent: None,
        }
    }

    /// Adds a value for the sentence.
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Chooses a more exact sentence under the same code.
    pub fn variant(mut self, variant: &'static str) -> Self {
        self.variant = variant;
        self
    }

    /// Says how much of it there is.
    pub fn extent(mut self, extent: i64) -> Self {
        self.extent = Some(extent);
        self
    }

    /// Names the fact's path.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds a second place with its word.
    pub fn label(mut self, span: Span, key: &'static str) -> Self {
        self.labels.push(Label {
            span,
            key,
            args: Vec::new(),
        });
        self
    }

    /// Names the closest of `known` to `name`, where one is close enough.
    pub fn nearest<'a>(mut self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.nearest = closest(name, known).map(str::to_owned);
        self
    }
}

/// The known name that `name` was probably meant to be: the same word in another dress, or a close
/// one.
pub fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = |candidate: &str| match undressed(name).eq(undressed(candidate)) {
        true => 1.0,
        false => strsim::jaro_winkler(name, candidate),
    };
    known
        .into_iter()
        .map(|candidate| (likeness(candidate), candidate))
        .filter(|(likeness, candidate)| *likeness >= 0.8 && *candidate != name)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// A word without regard to case, width, and `_` for `-`.
fn undressed(word: &str) -> impl Iterator<Item = char> {
    let folded = word.trim().nfkc().flat_map(char::to_lowercase);
    folded.map(|c| if matches!(c, '_' | ' ') { '-' } else { c })
}

/// Collects findings; the only thing a check writes to.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
    counts: BTreeMap<Code, usize>,
}

/// So many findings of one code are kept: more tell nobody anything.
const MOST_OF_A_KIND: usize = 1_000;

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            self.findings.push(finding);
        }
    }

    /// Adds what another sink was given, in its order.
    pub fn absorb(&mut self, other: Sink) {
        let Sink { findings, counts } = other;
        let mut kept: BTreeMap<Code, usize> = BTreeMap::new();
        for finding in findings {
            *kept.entry(finding.code).or_default() += 1;
            self.push(finding);
        }
        for (code, count) in counts {
            let kept = kept.get(&code).copied().unwrap_or_default();
            *self.counts.entry(code).or_default() += count - kept;
        }
    }

    /// Says of the finding with a number, where it is about `id`, which name was probably meant.
    pub fn suppose(&mut self, number: usize, id: &str, nearest: Option<String>) {
        let about = |f: &&mut Finding| {
            let unknown = matches!(f.code, Code::UnknownId | Code::UnknownBusiness);
            unknown
                && f.args
                    .iter()
                    .any(|(name, text)| *name == "id" && text == id)
        };
        // Another stands there where too many of its kind were found to keep it.
        if let Some(finding) = self.findings.get_mut(number).filter(about) {
            finding.nearest = nearest;
        }
    }

    /// Keeps only the findings that `keep` wants.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.findings.retain(keep);
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error)
    }

    /// What was found so far, in the order of discovery.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// All findings by file and place, doubles removed; those without a place come first.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.findings.sort_by(|a, b| {
            let key = |f: &Finding| {
                f.labels
                    .first()
                    .map(|l| (l.span.file, l.span.start, l.span.end))
            };
            key(a)
                .cmp(&key(b))
                .then(a.code.cmp(&b.code))
                .then_with(|| a.args.cmp(&b.args))
        });
        // One mistake that many records share (`system.*.nmae`) is told once.
        self.findings.dedup_by(|b, a| {
            (a.code, a.variant, &a.labels, &a.args) == (b.code, b.variant, &b.labels, &b.args)
                && !a.labels.is_empty()
                || a == b
        });
        self.findings
    }
}
