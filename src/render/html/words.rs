//! The words of the page itself, in both languages: its own, and those that other outputs have too.

use crate::words::{Lang, say};
use serde::Serialize;
use std::collections::BTreeMap;

/// Japanese and English; `{name}` stands for a value that the page puts there.
pub(super) type Pair = (String, String);

/// What the page says without any plan, and what its plans are called.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    pub(super) words: BTreeMap<&'static str, Pair>,
    pub(super) plans: Vec<Pair>,
}

/// Words that are the page's own: `page-NAME` in the catalogue.
const OWN: [&str; 98] = [
    "all",
    "all-dates",
    "amount",
    "arrows",
    "assumed",
    "assumed-only",
    "business",
    "capacity",
    "changes",
    "clear",
    "click",
    "close",
    "compare",
    "compared",
    "confirmed",
    "controls",
    "cost",
    "count",
    "critical",
    "dark",
    "day",
    "deadlines",
    "done",
    "earlier",
    "facts",
    "filtered",
    "filters",
    "free",
    "ghost",
    "group",
    "group-business",
    "group-none",
    "group-owner",
    "group-vendor",
    "group-year",
    "id",
    "inputs",
    "instrument",
    "keys",
    "kind",
    "lanes",
    "late",
    "later",
    "legend",
    "light",
    "load-chart",
    "load-remark",
    "money-chart",
    "money-rows",
    "more",
    "new",
    "no-reason",
    "none",
    "notes",
    "nothing",
    "old",
    "other",
    "path",
    "peak",
    "plan",
    "print",
    "provider",
    "ratio",
    "read-only",
    "request",
    "round",
    "same",
    "search",
    "search-hint",
    "source",
    "span",
    "stage",
    "steps",
    "sure-assumed",
    "sure-confirmed",
    "sure-stated",
    "system",
    "systems",
    "tab-budget",
    "tab-dates",
    "tab-load",
    "tab-roadmap",
    "tab-state",
    "tab-systems",
    "tabs",
    "team",
    "today",
    "told",
    "tools",
    "vendor",
    "warning-count",
    "what",
    "why",
    "zoom",
    "zoom-fit",
    "zoom-in",
    "zoom-out",
    "zoomed",
];

/// Words that other outputs have too.
const SHARED: [(&str, &str); 39] = [
    ("contract", "report-short-contract"),
    ("cutover", "report-short-cutover"),
    ("days", "report-days"),
    ("line-as-of", "report-look-today"),
    ("line-deadline", "report-look-deadline"),
    ("line-hardware", "report-look-hardware"),
    ("link-hard", "report-look-link-hard"),
    ("link-soft", "report-look-link-soft"),
    ("link-together", "report-look-link-together"),
    ("load-most", "report-load-most"),
    ("load-of", "report-load-of"),
    ("look-assumed", "report-look-assumed"),
    ("look-cloud", "report-look-cloud"),
    ("look-extension", "report-look-extension"),
    ("look-gap", "report-look-gap"),
    ("look-new", "report-look-new"),
    ("look-operation", "report-look-operation"),
    ("look-own-server", "report-look-own-server"),
    ("look-present", "report-look-present"),
    ("look-reference", "report-look-reference"),
    ("look-standard", "report-look-standard"),
    ("look-work", "report-look-work"),
    ("money", "report-money"),
    ("outcome", "report-outcome"),
    ("owner", "report-col-owner"),
    ("page", "report-page"),
    ("quarter", "report-quarter"),
    ("route", "report-col-route"),
    ("slack", "report-col-slack"),
    ("symbol-contract", "report-symbol-contract"),
    ("symbol-cutover", "report-symbol-cutover"),
    ("symbol-debt-burden", "report-symbol-debt-burden"),
    ("symbol-request", "report-symbol-request"),
    ("symbol-supplementary", "report-symbol-supplementary"),
    ("total", "report-col-total"),
    ("warnings", "report-warnings"),
    ("work", "report-col-work"),
    ("year", "report-col-year"),
    ("yen", "report-yen"),
];

/// Values that stand for themselves, for the page to fill in.
const VALUES: [(&str, &str); 7] = [
    ("n", "{n}"),
    ("of", "{of}"),
    ("name", "{name}"),
    ("from", "{from}"),
    ("to", "{to}"),
    ("most", "{n}"),
    ("capacity", "{of}"),
];

/// Every word by its name.
pub(super) fn words() -> BTreeMap<&'static str, Pair> {
    let own = OWN.iter();
    let own = own.map(|name| (*name, format!("page-{name}")));
    let shared = SHARED.iter().map(|(name, key)| (*name, (*key).to_owned()));
    let both = |key: &str| (say(Lang::Ja, key, &VALUES), say(Lang::En, key, &VALUES));
    own.chain(shared)
        .map(|(name, key)| (name, both(&key)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_catalogue_is_on_the_page_and_each_has_a_text() {
        let catalogue = include_str!("../../words/en/page.ftl");
        let keys = catalogue
            .lines()
            .filter_map(|l| l.strip_prefix("page-")?.split_once(" ="));
        let own = OWN;
        for (key, _) in keys {
            assert!(own.contains(&key), "{key}");
        }
        for (name, (ja, en)) in words() {
            assert!(!ja.is_empty() && !en.is_empty(), "{name}");
            assert!(
                !ja.starts_with("page-") && !ja.starts_with("report-"),
                "{name}: {ja}"
            );
        }
    }
}
