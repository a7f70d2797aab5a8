//! Findings that someone waived, with a reason, and waivers that do nothing.

use super::lint::Lints;
use crate::calendar::Date;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::inventory::scenario::{Part, Path};
use crate::inventory::{Inventory, Waiver};

/// Removes what is waived among the findings after the first `before`; reports waivers of unknown
/// codes, expired ones and those that hid nothing. Errors cannot be waived.
///
/// Of codes that are not looked for, nothing can be said about a waiver's use.
pub(super) fn apply(
    waivers: &mut [Waiver],
    as_of: Date,
    before: usize,
    lints: &Lints,
    sink: &mut Sink,
) {
    let mut number = 0;
    sink.retain(|finding| {
        number += 1;
        let waiver = waivers
            .iter_mut()
            .find(|w| in_force(w, as_of) && hides(w, finding));
        let waiver = waiver.filter(|_| number > before);
        if let Some(waiver) = waiver {
            waiver.used = true;
            return false;
        }
        true
    });
    for waiver in waivers.iter() {
        if !Code::ALL.iter().any(|code| code.name() == waiver.code) {
            let names = Code::ALL.iter().map(|code| code.name());
            sink.push(
                Finding::new(Code::UnknownCode, waiver.span)
                    .arg("code", &waiver.code)
                    .nearest(&waiver.code, names),
            );
        } else if !in_force(waiver, as_of) {
            sink.push(
                Finding::new(Code::UnusedWaiver, waiver.span)
                    .variant("expired")
                    .arg("code", &waiver.code)
                    .arg("until", waiver.until.unwrap_or(as_of)),
            );
        } else if !waiver.used && code(waiver).is_some_and(|code| lints.looks_for(code)) {
            sink.push(unused(waiver));
        }
    }
}

/// What is left of findings about a plan when the inventory's waivers are kept, and the waivers of
/// such findings that hide nothing.
pub fn waived(inventory: &Inventory, found: Vec<Finding>) -> Vec<Finding> {
    let as_of = inventory.as_of;
    let mut waivers: Vec<Waiver> = inventory.waivers.clone();
    let mut sink = Sink::new();
    for finding in found {
        let mut waivers = waivers.iter_mut();
        match waivers.find(|w| in_force(w, as_of) && hides(w, &finding)) {
            Some(waiver) => waiver.used = true,
            None => sink.push(finding),
        }
    }
    for waiver in waivers.iter().filter(|w| !w.used && in_force(w, as_of)) {
        if code(waiver).is_some_and(|c| c.needs_plan() || c == Code::NoticeRunningOut) {
            sink.push(unused(waiver));
        }
    }
    sink.into_sorted()
}

/// The code that a waiver is about.
fn code(waiver: &Waiver) -> Option<Code> {
    let mut all = Code::ALL.iter().copied();
    all.find(|code| code.name() == waiver.code)
}

fn unused(waiver: &Waiver) -> Finding {
    Finding::new(Code::UnusedWaiver, waiver.span).arg("code", &waiver.code)
}

fn in_force(waiver: &Waiver, as_of: Date) -> bool {
    waiver.until.is_none_or(|until| as_of <= until)
}

/// Whether a waiver is about a finding: the same code, and a path that begins like the finding's.
pub(super) fn hides(waiver: &Waiver, finding: &Finding) -> bool {
    finding.severity < Severity::Error
        && finding.code.name() == waiver.code
        && covers(&waiver.path, finding.path.as_deref().unwrap_or(""))
}

/// `system.*.owner` covers `system.tax.owner`, `system.tax` covers all of that system's.
fn covers(pattern: &str, path: &str) -> bool {
    if pattern.is_empty() {
        return true;
    }
    let (Ok(pattern), Ok(path)) = (Path::parse(pattern), Path::parse(path)) else {
        return false;
    };
    let mut parts = path.parts.iter();
    pattern.parts.iter().all(|wanted| {
        parts
            .next()
            .is_some_and(|part| *wanted == Part::Any || wanted == part)
    })
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_path_covers_what_lies_below_it() {
        assert!(covers("", "system.tax.owner"));
        assert!(covers("system.tax", "system.tax.owner"));
        assert!(covers("system.*.owner", "system.tax.owner"));
        assert!(covers(
            "procurement.\"tax/a.b\"",
            "procurement.\"tax/a.b\".cost"
        ));
        assert!(!covers("system.tax", "system.taxes.owner"));
        assert!(!covers(
            "procurement.\"tax/a\"",
            "procurement.\"tax/a.b\".cost"
        ));
        assert!(!covers("system.tax.owner", "system.tax"));
        // Quotes are needed for dots alone.
        assert!(covers("procurement.tax/a", "procurement.\"tax/a\".cost"));
        assert!(!covers("system..owner", "system.tax.owner"));
    }
}
