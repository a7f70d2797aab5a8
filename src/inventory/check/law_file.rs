//! The law of budgets and contracts: `law.toml`, with what the city's calendar says otherwise.

use super::fields::Fields;
use super::routes_file::named;
use crate::calendar::{Law, NoticeDays, Threshold};

/// What is bought where nothing is said.
pub(super) const SERVICES: &str = "services";

/// What a procurement buys.
pub(super) const OBJECTS: [(&str, &str); 4] = [
    ("services", "services"),
    ("goods", "goods"),
    ("lease", "lease"),
    ("construction", "construction"),
];

const RULES: [(&str, &str); 4] = [
    ("small", "small"),
    ("council", "council"),
    ("gpa", "gpa"),
    ("eu-epa", "eu-epa"),
];

/// Agreements on procurement that a city may keep.
const AGREEMENTS: [(&str, &str); 3] = [("none", "none"), ("gpa", "gpa"), ("eu-epa", "eu-epa")];

/// Notice of more days than this is none.
const MOST_DAYS: u32 = 365;

/// Reads thresholds and days of notice; instruments and figures to compare with are facts that the
/// plan carries.
pub(super) fn read(f: &mut Fields<'_, '_, '_>) -> Law {
    f.each_named("instrument", "instrument", |f| {
        f.require(&["kind", "law"]);
        let kinds = crate::inventory::InstrumentKind::ALL.map(|kind| (kind.name(), ()));
        f.word("kind", &kinds);
        f.text("law")
    });
    f.each_named("benchmark", "benchmark", |f| {
        f.require(&["id", "percent"]);
        f.id();
        named(f, "name");
        f.texts("kinds");
        f.since("known-from");
        f.number("percent", 1, 10_000)
    });
    let thresholds = f.each_named("threshold", "threshold", threshold);
    let notice = f.record("notice-days", |f| {
        f.text("law");
        let agreement = f.word("agreement", &AGREEMENTS).map(str::to_owned);
        let mut days = |key| f.number(key, 0, MOST_DAYS).unwrap_or(0);
        NoticeDays {
            ordinary: days("ordinary"),
            urgent: days("urgent"),
            international: days("international"),
            international_urgent: days("international-urgent"),
            agreement,
        }
    });
    Law {
        thresholds: thresholds.into_iter().flatten().collect(),
        notice: notice.unwrap_or_default(),
    }
}

/// `Some(None)`: not known yet on the as-of date.
fn threshold(f: &mut Fields<'_, '_, '_>) -> Option<Option<Threshold>> {
    f.require(&["id", "rule", "object", "from", "yen"]);
    let id = f.id();
    let rule = f.word("rule", &RULES);
    let object = f.word("object", &OBJECTS);
    let kinds = f.texts("kinds").unwrap_or_default();
    let (from, known_from) = (f.since("from"), f.since("known-from"));
    let yen = f.yen("yen");
    let law = f.text("law");
    let threshold = Threshold {
        id: id?,
        rule: rule?.to_owned(),
        object: object?.to_owned(),
        kinds: kinds.into_iter().map(|(kind, _)| kind).collect(),
        from: from?,
        yen: yen?.high,
        law: law.unwrap_or_default(),
    };
    Some(Some(threshold).filter(|_| known_from.is_none_or(|day| day <= f.cx.as_of)))
}

/// The steps of a method: for readers, since the lead is what a plan keeps.
pub(super) fn steps(f: &mut Fields<'_, '_, '_>) {
    f.each_named("steps", "step", |f| {
        f.require(&["id", "length"]);
        f.id();
        named(f, "name");
        f.duration("length")
    });
}
