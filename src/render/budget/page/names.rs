//! Names of what the rows name by ids.

use crate::facts::segment;
use crate::plan::Plan;
use crate::report::{clean, wording};
use crate::words::{Lang, say, try_say};

/// The name of a system, or the names of all users of what is shared.
pub(in crate::render::budget) fn systems(plan: &Plan, ids: &str) -> String {
    let names: Vec<String> = ids
        .split('+')
        .filter(|id| !id.is_empty())
        .map(|id| wording::system(plan, id))
        .collect();
    names.join("・")
}

/// 債務負担行為
pub(in crate::render::budget) fn instrument(kind: &str, lang: Lang) -> String {
    word(lang, "budget-instrument-", kind)
}

/// The catalogue's word, else the id.
pub(in crate::render::budget) fn word(lang: Lang, prefix: &str, id: &str) -> String {
    let plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    plain
        .then(|| try_say(lang, &format!("{prefix}{id}"), &[]))
        .flatten()
        .unwrap_or_else(|| clean(id))
}

/// A round by its id; contracts and hardware by their names.
pub(in crate::render::budget) fn round(plan: &Plan, round: &str, lang: Lang) -> String {
    if let Some((base, step)) = round.rsplit_once("/extension-") {
        let base = self::round(plan, base, lang);
        return say(
            lang,
            "budget-extension",
            &[("name", &base), ("step", &clean(step))],
        );
    }
    for kind in ["contract", "hardware"] {
        if let Some(id) = round.strip_prefix(kind).and_then(|r| r.strip_prefix('.')) {
            let fact = plan.facts.get(&format!("{kind}.{}.name", segment(id)));
            return fact.map_or_else(|| clean(id), |fact| wording::name_or_id(&fact.value, id));
        }
    }
    if let Some(rest) = round.strip_prefix("link.") {
        let link = plan
            .links
            .iter()
            .find(|l| rest.strip_prefix(&l.from).and_then(|r| r.strip_prefix('.')) == Some(&l.to));
        if let Some(link) = link {
            let (from, to) = (
                wording::system(plan, &link.from),
                wording::system(plan, &link.to),
            );
            return say(lang, "budget-link", &[("from", &from), ("to", &to)]);
        }
    }
    clean(round)
}
