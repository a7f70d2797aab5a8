//! Findings as SARIF 2.1.0, for code scanning.

use super::place::uri;
use super::{label_words, positions, severity_name, with_help};
use crate::diag::fingerprint::{KEY, fingerprints};
use crate::diag::{Code, Finding};
use crate::source::{Sources, Span};
use crate::words::Lang;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Where its schema is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One log with one run; lines and columns count from 1, columns in characters.
pub(super) fn log(findings: &[Finding], sources: &Sources, lang: Lang) -> String {
    let codes: BTreeSet<Code> = findings.iter().map(|f| f.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code, lang)).collect();
    let results: Vec<Value> = findings
        .iter()
        .zip(fingerprints(findings, sources))
        .map(|(finding, mark)| {
            let index = codes.binary_search(&finding.code).unwrap_or_default();
            result(finding, index, mark, sources, lang)
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ikou",
                "version": env!("CARGO_PKG_VERSION"),
                "language": lang.code(),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(code: Code, lang: Lang) -> Value {
    let mut rule = json!({
        "id": code.name(),
        "defaultConfiguration": { "level": severity_name(code.severity()) },
    });
    // The sentences in the catalogue are about one finding each; what a code is about as a whole
    // is told in English alone.
    if lang == Lang::En {
        rule["shortDescription"] = json!({ "text": code.about() });
    }
    rule
}

fn result(finding: &Finding, rule: usize, mark: String, sources: &Sources, lang: Lang) -> Value {
    let mut result = json!({
        "ruleId": finding.code.name(),
        "ruleIndex": rule,
        "level": severity_name(finding.severity),
        "message": { "text": with_help(finding, lang, "\n") },
        "partialFingerprints": { KEY: mark },
        "locations": [],
    });
    if let Some(first) = finding.labels.first() {
        result["locations"] = json!([location(first.span, sources, None)]);
    }
    let related: Vec<Value> = finding
        .labels
        .iter()
        .skip(1)
        .map(|label| location(label.span, sources, label_words(label, lang)))
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    let mut more = Map::new();
    if let Some(path) = &finding.path {
        more.insert("path".to_owned(), json!(path));
    }
    if let Some(extent) = finding.extent {
        more.insert("extent".to_owned(), json!(extent));
    }
    if !more.is_empty() {
        result["properties"] = more.into();
    }
    result
}

fn location(span: Span, sources: &Sources, message: Option<String>) -> Value {
    let (start, end) = positions(span, sources);
    let (uri, relative) = uri(&sources.get(span.file).name);
    let mut file = json!({ "uri": uri });
    if relative {
        file["uriBaseId"] = json!("%SRCROOT%");
    }
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": file,
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    } });
    if let Some(text) = message {
        location["message"] = json!({ "text": text });
    }
    location
}
