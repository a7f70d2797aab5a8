//! Findings for programs.

use super::{help, label_words, message, positions, severity_name};
use crate::diag::Finding;
use crate::diag::fingerprint::fingerprints;
use crate::source::{Sources, Span};
use crate::words::Lang;
use serde::Serialize;

#[derive(Serialize)]
struct Document {
    schema: u32,
    findings: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: Option<String>,
    path: Option<String>,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    labels: Vec<Marked>,
    nearest: Option<String>,
    fingerprint: String,
    extent: Option<i64>,
}

#[derive(Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Marked {
    #[serde(flatten)]
    place: Place,
    message: Option<String>,
}

fn place(span: Span, sources: &Sources) -> Place {
    let (start, end) = positions(span, sources);
    Place {
        file: sources.get(span.file).name.clone(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// `{"schema": 1, "findings": […]}`: lines and columns from 1, in characters; the end excluded.
/// `labels` holds the places after the first.
pub(super) fn document(findings: &[Finding], sources: &Sources, lang: Lang) -> String {
    let findings = findings
        .iter()
        .zip(fingerprints(findings, sources))
        .map(|(finding, fingerprint)| {
            let place = finding.labels.first().map(|l| self::place(l.span, sources));
            Item {
                code: finding.code.name(),
                severity: severity_name(finding.severity),
                message: message(finding, lang),
                help: help(finding, lang),
                path: finding.path.clone(),
                file: place.as_ref().map(|p| p.file.clone()),
                line: place.as_ref().map(|p| p.line),
                column: place.as_ref().map(|p| p.column),
                end_line: place.as_ref().map(|p| p.end_line),
                end_column: place.as_ref().map(|p| p.end_column),
                labels: finding
                    .labels
                    .iter()
                    .skip(1)
                    .map(|l| Marked {
                        place: self::place(l.span, sources),
                        message: label_words(l, lang),
                    })
                    .collect(),
                nearest: finding.nearest.clone(),
                fingerprint,
                extent: finding.extent,
            }
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&Document {
        schema: 1,
        findings,
    })
    .unwrap_or_default();
    text.push('\n');
    text
}
