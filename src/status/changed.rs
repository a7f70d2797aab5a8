//! What is not as it was when the baseline was made: files, and facts.

use super::{Beside, Cause, ChangedInput, HowChanged};
use crate::inventory::Event;
use crate::plan::Input;
use crate::report::clean;
use crate::source::BUILTIN;
use crate::words::{Lang, say};
use std::collections::BTreeSet;

/// Files that differ. They are known by their names: the folders before them depend on where one
/// stands.
pub(super) fn inputs(before: &[Input], now: &[Input]) -> Vec<ChangedInput> {
    let mut found = Vec::new();
    let changed = |path: &str, how| ChangedInput {
        path: clean(path),
        how,
    };
    for input in now {
        let mut old = before.iter().filter(|old| same(&old.path, &input.path));
        match old.next() {
            None => found.push(changed(&input.path, HowChanged::New)),
            Some(first) => {
                let kept = first.sha256 == input.sha256 || old.any(|o| o.sha256 == input.sha256);
                if !kept {
                    found.push(changed(&input.path, HowChanged::Changed));
                }
            }
        }
    }
    for old in before {
        if !now.iter().any(|input| same(&old.path, &input.path)) {
            found.push(changed(&old.path, HowChanged::Gone));
        }
    }
    found
}

fn same(one: &str, other: &str) -> bool {
    let name = |path: &str| -> String {
        let end = path.rsplit(['/', '\\']).next();
        end.unwrap_or_default().to_owned()
    };
    name(one) == name(other)
}

/// The facts behind a reason, directly or through what it rests on, that are not as they were; by
/// path.
pub(super) fn causes(beside: &Beside<'_>, reason: &str, lang: Lang) -> Vec<Cause> {
    let (baseline, forecast) = (beside.baseline, beside.forecast);
    let mut open = vec![reason];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut paths: BTreeSet<&str> = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(reason) = forecast.reasons.get(id).filter(|_| seen.insert(id)) else {
            continue;
        };
        paths.extend(reason.facts.iter().map(String::as_str));
        open.extend(reason.previous.iter().map(String::as_str));
    }
    let mut found: Vec<Cause> = Vec::new();
    for path in paths {
        let (old, new) = (baseline.facts.get(path), forecast.facts.get(path));
        let value = |fact: &crate::plan::PlanFact| clean(&fact.value);
        let (was, is) = (old.map(value), new.map(value));
        let Some(place) = new.or(old).filter(|f| !f.file.starts_with(BUILTIN)) else {
            continue;
        };
        if was != is {
            found.push(Cause {
                path: clean(path),
                what: actual(beside, path, lang).unwrap_or_else(|| crate::clash::label(path, lang)),
                old: was,
                new: is,
                file: clean(&place.file),
                line: place.line,
            });
        }
    }
    found
}

/// `実績 契約（resident/bridge）`, where the fact is one of what has happened.
fn actual(beside: &Beside<'_>, path: &str, lang: Lang) -> Option<String> {
    let inventory = beside.inventory;
    let record = path.rsplit_once('.')?.0;
    let actual = inventory.actuals.iter().find(|a| a.path == record)?;
    let kind = match actual.event {
        Event::Enquired => "enquiry",
        Event::Requested => "budget_request",
        Event::Voted => "budget_vote",
        Event::PiaStarted => "pia_start",
        Event::Signed => "contract",
        Event::NoticeGiven => "notice",
        Event::Extended => "extension_contract",
        Event::Started => "start",
        Event::Done => "cutover",
    };
    let what = match kind {
        "start" => say(lang, "status-event-started", &[]),
        kind => crate::report::wording::milestone(kind, lang),
    };
    let round = actual.round.map(|r| inventory.round(r).id.as_str());
    let contract = actual
        .contract
        .map(|c| inventory.contracts[c.0].id.as_str());
    let hardware = actual.hardware.map(|h| inventory.hardware[h.0].id.as_str());
    let of = clean(round.or(contract).or(hardware).unwrap_or_default());
    let args = [("what", what.as_str()), ("of", of.as_str())];
    Some(say(lang, "status-actual", &args))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names_wherever_one_stands() {
        let input = |path: &str, sha256: &str| Input {
            path: path.to_owned(),
            sha256: sha256.to_owned(),
        };
        let before = [
            input("systems.toml", "a"),
            input("schedules/calendar.toml", "b"),
            input("schedules/routes.toml", "c"),
        ];
        let now = [
            input("../city/systems.toml", "a"),
            input("..\\city\\schedules\\calendar.toml", "x"),
            input("../city/schedules/actuals.toml", "d"),
        ];
        let found: Vec<(String, HowChanged)> = inputs(&before, &now)
            .into_iter()
            .map(|c| (c.path, c.how))
            .collect();
        let expected = [
            ("..\\city\\schedules\\calendar.toml", HowChanged::Changed),
            ("../city/schedules/actuals.toml", HowChanged::New),
            ("schedules/routes.toml", HowChanged::Gone),
        ];
        assert_eq!(found, expected.map(|(p, h)| (p.to_owned(), h)));
    }
}
