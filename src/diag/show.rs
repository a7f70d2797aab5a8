//! Findings as text: for people, for editors that jump to lines, and for programs.
//!
//! All shapes list the same findings in the same order; only the drawing differs.

mod excerpt;
mod github;
mod human;
mod json;
mod junit;
mod place;
mod sarif;

pub use excerpt::visible;
pub use place::relative;

use super::{Finding, Label, Severity};
use crate::source::{Position, Sources, Span};
use crate::words::{Lang, say, try_say};
use std::fmt::Write;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// With the lines they point at.
    Human,
    /// `file:line:column: error[code]: message`, one line each.
    Short,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// Commands of GitHub's workflows, one line each.
    Github,
}

impl Shape {
    /// Whether programs read it, which look for files from the folder they work in.
    pub fn for_services(self) -> bool {
        matches!(self, Shape::Sarif | Shape::Junit | Shape::Github)
    }
}

/// What the reader's screen can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Language of the sentences.
    pub lang: Lang,
    /// Width in cells.
    pub width: usize,
    /// Whether colours are wanted.
    pub color: bool,
    /// Whether lines are drawn with ASCII only.
    pub ascii: bool,
}

/// Findings, each once, in the given order.
pub fn show(findings: &[Finding], sources: &Sources, shape: Shape, look: &Look) -> String {
    match shape {
        Shape::Human => findings
            .iter()
            .map(|f| human::one(f, sources, look))
            .collect(),
        Shape::Short => findings
            .iter()
            .map(|f| short(f, sources, look.lang))
            .collect(),
        Shape::Json => json::document(findings, sources, look.lang),
        Shape::Sarif => sarif::log(findings, sources, look.lang),
        Shape::Junit => junit::report(findings, sources, look.lang),
        Shape::Github => findings
            .iter()
            .map(|f| github::annotation(f, sources, look.lang))
            .collect(),
    }
}

/// `エラー 2件、警告 1件`; tells also when nothing was found.
pub fn summary(findings: &[Finding], lang: Lang) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, count(severity)))
        .filter(|(_, n)| *n > 0)
        .map(|(severity, n)| counted(severity, n, lang))
        .collect();
    if parts.is_empty() {
        return say(lang, "summary-none", &[]);
    }
    parts.join(&say(lang, "summary-joint", &[]))
}

fn counted(severity: Severity, n: usize, lang: Lang) -> String {
    let key = match (severity, n) {
        (Severity::Error, 1) => "summary-error-one",
        (Severity::Error, _) => "summary-errors",
        (Severity::Warning, 1) => "summary-warning-one",
        (Severity::Warning, _) => "summary-warnings",
        (Severity::Note, 1) => "summary-note-one",
        (Severity::Note, _) => "summary-notes",
    };
    say(lang, key, &[("n", &n.to_string())])
}

/// The finding's sentence.
pub fn message(finding: &Finding, lang: Lang) -> String {
    one_line(&sentence(finding, lang, "").unwrap_or_else(|| finding.code.name().to_owned()))
}

/// What to do about it: the name that was probably meant, or else the code's advice.
pub fn help(finding: &Finding, lang: Lang) -> Option<String> {
    let text = match &finding.nearest {
        Some(name) => Some(say(lang, "did-you-mean", &[("name", name)])),
        None => sentence(finding, lang, ".help"),
    };
    text.map(|t| one_line(&t)).filter(|t| !t.is_empty())
}

/// The sentence, and after `joint` what to do about it.
fn with_help(finding: &Finding, lang: Lang, joint: &str) -> String {
    let mut text = message(finding, lang);
    if let Some(help) = help(finding, lang) {
        text.push_str(joint);
        text.push_str(&say(lang, "show-help", &[]));
        text.push_str(&help);
    }
    text
}

fn sentence(finding: &Finding, lang: Lang, attribute: &str) -> Option<String> {
    let mut args: Vec<(&str, &str)> = finding
        .args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    args.push(("path", finding.path.as_deref().unwrap_or("")));
    args.push(("nearest", finding.nearest.as_deref().unwrap_or("")));
    let name = finding.code.name();
    let exact = (!finding.variant.is_empty())
        .then(|| {
            try_say(
                lang,
                &format!("{name}-{}{attribute}", finding.variant),
                &args,
            )
        })
        .flatten();
    exact.or_else(|| try_say(lang, &format!("{name}{attribute}"), &args))
}

fn label_words(label: &Label, lang: Lang) -> Option<String> {
    if label.key.is_empty() {
        return None;
    }
    let args: Vec<(&str, &str)> = label
        .args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    Some(one_line(&say(lang, label.key, &args)))
}

/// Names and values come from the user's files: nothing in them may move the cursor.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\n' { ' ' } else { visible(c) })
        .collect()
}

/// The words of programs, the same in every language.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// First and last position of a span; the end is the character after the last.
fn positions(span: Span, sources: &Sources) -> (Position, Position) {
    let source = sources.get(span.file);
    (
        source.position(span.start),
        source.position(span.end.max(span.start)),
    )
}

fn short(finding: &Finding, sources: &Sources, lang: Lang) -> String {
    let mut line = String::new();
    if let Some(label) = finding.labels.first() {
        let at = sources.position(label.span);
        let _ = write!(
            line,
            "{}:{at}: ",
            one_line(&sources.get(label.span.file).name)
        );
    }
    let severity = severity_name(finding.severity);
    let _ = writeln!(
        line,
        "{severity}[{}]: {}",
        finding.code.name(),
        message(finding, lang)
    );
    line
}

#[cfg(test)]
mod tests;
