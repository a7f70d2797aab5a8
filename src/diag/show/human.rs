//! Findings for people, drawn by miette.

use super::excerpt::Excerpt;
use super::{Look, help, label_words, message};
use crate::diag::{Finding, Severity};
use crate::source::{FileId, Sources};
use crate::words::say;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters,
    ThemeStyles,
};
use std::fmt;

/// What miette is given: one stretch of one file.
#[derive(Debug)]
struct Drawn {
    header: Option<String>,
    message: String,
    severity: Severity,
    excerpt: Option<Excerpt>,
    labels: Vec<LabeledSpan>,
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawn {}

impl Diagnostic for Drawn {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.header
            .as_ref()
            .map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|e| e as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// One finding, with an empty line after it.
pub(super) fn one(finding: &Finding, sources: &Sources, look: &Look) -> String {
    let severity = match finding.severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    };
    let header = format!("{}[{}]", say(look.lang, severity, &[]), finding.code.name());
    let mut stretches = stretches(finding, sources).into_iter();
    let (excerpt, labels) = match stretches.next() {
        Some(stretch) => draw_stretch(&stretch, finding, sources, look),
        None => (None, Vec::new()),
    };
    let handler = handler(look);
    let first = Drawn {
        header: Some(header),
        message: message(finding, look.lang),
        severity: finding.severity,
        excerpt,
        labels,
    };
    let mut text = render(&handler, &first);
    for stretch in stretches {
        let (excerpt, labels) = draw_stretch(&stretch, finding, sources, look);
        let other = Drawn {
            header: None,
            message: "-".to_owned(),
            severity: finding.severity,
            excerpt,
            labels,
        };
        // Only its lines are wanted; the sentence has been said.
        text.push_str(
            render(&handler, &other)
                .split_once('\n')
                .map_or("", |(_, rest)| rest),
        );
    }
    if let Some(help) = help(finding, look.lang) {
        text.push_str(&footer(&help, look));
    }
    text.push('\n');
    text
}

fn render(handler: &GraphicalReportHandler, drawn: &Drawn) -> String {
    let mut text = String::new();
    match handler.render_report(&mut text, drawn) {
        Ok(()) => text,
        Err(fmt::Error) => format!("{}\n", drawn.message),
    }
}

fn handler(look: &Look) -> GraphicalReportHandler {
    let mut characters = if look.ascii {
        ThemeCharacters::ascii()
    } else {
        ThemeCharacters::unicode()
    };
    // The default mark of an empty place is ▲, which means a cutover here.
    characters.uarrow = '^';
    characters.error = if look.ascii { "x" } else { "×" }.to_owned();
    characters.warning = "!".to_owned();
    characters.advice = "-".to_owned();
    let styles = if look.color {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(look.width)
        .with_links(false)
        .without_syntax_highlighting()
        .without_cause_chain()
}

fn footer(help: &str, look: &Look) -> String {
    let word = say(look.lang, "show-help", &[]);
    let hang = " ".repeat(2 + textwrap::core::display_width(&word));
    let (on, off) = if look.color {
        ("\u{1b}[36m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let options = textwrap::Options::new(look.width.max(40))
        .initial_indent(&hang)
        .subsequent_indent(&hang);
    let text = textwrap::fill(help, options);
    format!("  {on}{word}{off}{}\n", text.trim_start())
}

/// Labels whose lines lie close together in one file: (file, labels by index, first and last line).
struct Stretch {
    file: FileId,
    labels: Vec<usize>,
    first: usize,
    last: usize,
}

/// The stretches of a finding: first the one with the text to change, then by place.
fn stretches(finding: &Finding, sources: &Sources) -> Vec<Stretch> {
    let mut places: Vec<(FileId, usize, usize)> = finding
        .labels
        .iter()
        .enumerate()
        .map(|(i, label)| (label.span.file, sources.position(label.span).line, i))
        .collect();
    places.sort_unstable();
    let mut all: Vec<Stretch> = Vec::new();
    for (file, line, index) in places {
        match all.last_mut() {
            Some(s) if s.file == file && line <= s.last + 3 => {
                s.last = line;
                s.labels.push(index);
            }
            _ => all.push(Stretch {
                file,
                labels: vec![index],
                first: line,
                last: line,
            }),
        }
    }
    if let Some(main) = all.iter().position(|s| s.labels.contains(&0)) {
        let main = all.remove(main);
        all.insert(0, main);
    }
    all
}

fn draw_stretch(
    stretch: &Stretch,
    finding: &Finding,
    sources: &Sources,
    look: &Look,
) -> (Option<Excerpt>, Vec<LabeledSpan>) {
    let source = sources.get(stretch.file);
    let focus: Vec<(usize, usize, usize)> = stretch
        .labels
        .iter()
        .map(|index| {
            let span = finding.labels[*index].span;
            let line = source.position(span.start).line;
            let (start, text) = source.line(line).unwrap_or((span.start, ""));
            // Underlines stay on the first line of what they mark.
            (
                line,
                span.start,
                span.end.min(start + text.len()).max(span.start),
            )
        })
        .collect();
    let from = stretch.first.saturating_sub(1).max(1);
    let (excerpt, spans) = Excerpt::new(source, from, stretch.last + 1, &focus, look);
    let labels = stretch
        .labels
        .iter()
        .zip(spans)
        .map(|(index, span)| {
            let words = label_words(&finding.labels[*index], look.lang);
            if *index == 0 {
                LabeledSpan::new_primary_with_span(words, span)
            } else {
                LabeledSpan::new_with_span(words, span)
            }
        })
        .collect();
    (Some(excerpt), labels)
}
