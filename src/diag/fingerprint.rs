//! What makes a finding the same one after the file was edited elsewhere, and what got worse since.

use super::Finding;
use crate::source::Sources;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The name under which SARIF carries our fingerprints.
pub const KEY: &str = "ikou/v1";

/// One fingerprint for each finding: its code and the path of its fact, or else the text it points
/// at; and which of several alike it is. Lines above, spaces and file names do not matter.
pub fn fingerprints(findings: &[Finding], sources: &Sources) -> Vec<String> {
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let one = |finding: &Finding| {
        let what = match (&finding.path, finding.labels.first()) {
            (Some(path), _) => format!("path\0{path}"),
            (None, Some(label)) => format!("text\0{}", line_of(sources, label.span)),
            (None, None) => "run".to_owned(),
        };
        let same = format!("{}\0{}\0{what}", finding.code.name(), finding.variant);
        let number = alike.entry(same.clone()).or_default();
        let hash = Sha256::digest(format!("{same}\0{number}"));
        *number += 1;
        hash.iter().take(16).map(|b| format!("{b:02x}")).collect()
    };
    findings.iter().map(one).collect()
}

/// The lines of a place without the spaces in them.
fn line_of(sources: &Sources, span: crate::source::Span) -> String {
    let source = sources.get(span.file);
    let at = source.position(span.start).line;
    let (_, line) = source.line(at).unwrap_or((0, ""));
    line.split_whitespace().collect()
}

/// Findings of before: what `check` wrote, or another file's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    known: BTreeMap<String, Option<i64>>,
}

impl Before {
    /// Of these findings.
    pub fn of(findings: &[Finding], sources: &Sources) -> Before {
        let marks = fingerprints(findings, sources).into_iter();
        let known = marks
            .zip(findings)
            .map(|(mark, f)| (mark, f.extent))
            .collect();
        Before { known }
    }

    /// Of what `check --message-format json` or `sarif` wrote; `None`: it is neither.
    pub fn read(text: &str) -> Option<Before> {
        let document: Value = serde_json::from_str(text).ok()?;
        let mut known = BTreeMap::new();
        if let Some(listed) = document.get("findings").and_then(Value::as_array) {
            for item in listed {
                let mark = item.get("fingerprint")?.as_str()?;
                let extent = item.get("extent").and_then(Value::as_i64);
                known.insert(mark.to_owned(), extent);
            }
            return Some(Before { known });
        }
        for run in document.get("runs")?.as_array()? {
            for item in run.get("results")?.as_array()? {
                let mark = item.get("partialFingerprints")?.get(KEY)?.as_str()?;
                let extent = item.get("properties").and_then(|p| p.get("extent"));
                known.insert(mark.to_owned(), extent.and_then(Value::as_i64));
            }
        }
        Some(Before { known })
    }

    /// Those of `findings` that are new, or of which there is more. At which level they are told is
    /// the caller's matter and makes nothing worse.
    pub fn worse(&self, findings: Vec<Finding>, sources: &Sources) -> Vec<Finding> {
        let marks = fingerprints(&findings, sources);
        let got_worse = |(mark, finding): (String, Finding)| {
            let before = self.known.get(&mark);
            let same = before.is_some_and(|extent| finding.extent <= *extent);
            (!same).then_some(finding)
        };
        marks
            .into_iter()
            .zip(findings)
            .filter_map(got_worse)
            .collect()
    }
}
