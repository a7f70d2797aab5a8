//! Records that nothing refers to.

use super::Lists;
use super::context::{Context, Kind};
use crate::diag::{Code, Finding};

/// Reports what is declared and never used: probably a slip in what should refer to it.
pub(super) fn check(cx: &mut Context<'_>, lists: &Lists<'_>) {
    let kinds = [
        (Kind::Contract, &lists.contracts),
        (Kind::Hardware, &lists.hardware),
        (Kind::Vendor, &lists.vendors),
        (Kind::Team, &lists.teams),
        (Kind::Platform, &lists.platforms),
        (Kind::Business, &lists.locals),
    ];
    for (kind, records) in kinds {
        for record in records.iter().filter(|r| r.first && !r.id.is_empty()) {
            let Some(ix) = cx.ids.get(kind, &record.id) else {
                continue;
            };
            // The built-in platforms and their support are used by routes.
            let builtin = kind == Kind::Platform
                && super::holdings::platform_kinds().any(|(name, _)| name == record.id);
            if !builtin && !cx.unread.contains(&kind) && !cx.used.contains(&(kind, ix)) {
                let span = cx.ids.span(kind, &record.id).unwrap_or(record.node.span);
                let finding = Finding::new(Code::UnusedId, span)
                    .arg("id", &record.id)
                    .arg("kind", kind.name())
                    .path(record.path.clone());
                cx.push_absence(finding);
            }
        }
    }
}
