//! Findings as JUnit XML, which most CI services show: an error is a test that failed, anything
//! else one that was skipped, so that a report fails where `check` does.

use super::{message, one_line, with_help};
use crate::diag::{Finding, Severity};
use crate::source::Sources;
use crate::words::{Lang, say};
use std::fmt::Write;

pub(super) fn report(findings: &[Finding], sources: &Sources, lang: Lang) -> String {
    let failed = findings.iter().filter(|f| f.severity == Severity::Error);
    let failed = failed.count();
    let skipped = findings.len() - failed;
    // A report without a test would count as broken.
    let tests = findings.len().max(1);
    let counts =
        format!("tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\"");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"ikou check\" {counts}>\n  \
         <testsuite name=\"ikou check\" {counts}>\n"
    );
    for finding in findings {
        case(&mut xml, finding, sources, lang);
    }
    if findings.is_empty() {
        let none = escaped(&say(lang, "summary-none", &[]));
        let _ = writeln!(xml, "    <testcase classname=\"ikou\" name=\"{none}\"/>");
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

fn case(xml: &mut String, finding: &Finding, sources: &Sources, lang: Lang) {
    let said = message(finding, lang);
    let mut name = said.clone();
    let mut place = String::new();
    if let Some(label) = finding.labels.first() {
        let at = sources.position(label.span);
        let file = one_line(&sources.get(label.span.file).name);
        name = format!("{file}:{at} {said}");
        place = format!(" file=\"{}\" line=\"{}\"", escaped(&file), at.line);
    }
    let code = finding.code.name();
    let _ = write!(
        xml,
        "    <testcase classname=\"{code}\" name=\"{}\"{place}>\n      ",
        escaped(&name)
    );
    let said = escaped(&said);
    let _ = match finding.severity {
        Severity::Error => writeln!(
            xml,
            "<failure type=\"{code}\" message=\"{said}\">{}</failure>",
            escaped(&with_help(finding, lang, "\n"))
        ),
        _ => writeln!(
            xml,
            "<skipped message=\"{}\"/>",
            escaped(&with_help(finding, lang, " "))
        ),
    };
    xml.push_str("    </testcase>\n");
}

/// Text inside an element or an attribute. Names and sentences hold nothing by now that XML 1.0 may
/// not hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
