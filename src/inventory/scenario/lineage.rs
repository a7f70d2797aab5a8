//! Scenarios that go on from others.

use super::Scenario;
use crate::diag::{Code, Finding, Sink};
use std::collections::{BTreeMap, BTreeSet};

/// The scenarios that were asked for, each after those it goes on from, none twice. A parent that is
/// not in `known` and a round of parents are reported; `names` are all there are.
pub fn in_order<'s>(
    known: &'s BTreeMap<String, Scenario>,
    asked: &[String],
    names: &BTreeSet<String>,
    sink: &mut Sink,
) -> Vec<&'s Scenario> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut order = Vec::new();
    for id in asked {
        // From the one asked for up to the one without a parent.
        let mut line: Vec<&Scenario> = Vec::new();
        let mut next = known.get(id);
        while let Some(scenario) = next {
            if done.contains(scenario.id.as_str()) {
                break;
            }
            if let Some(first) = line.iter().position(|s| s.id == scenario.id) {
                let last = line.last().copied().unwrap_or(scenario);
                cycle(&line[first..], last, sink);
                break;
            }
            line.push(scenario);
            next = scenario.parent.as_ref().and_then(|parent| {
                let found = known.get(&parent.value);
                if found.is_none() {
                    sink.push(
                        Finding::new(Code::UnknownId, parent.span)
                            .variant("scenario")
                            .arg("id", &parent.value)
                            .arg("kind", "scenario")
                            .nearest(&parent.value, names.iter().map(String::as_str)),
                    );
                }
                found
            });
        }
        for scenario in line.into_iter().rev() {
            if done.insert(&scenario.id) {
                order.push(scenario);
            }
        }
    }
    order
}

fn cycle(round: &[&Scenario], last: &Scenario, sink: &mut Sink) {
    let Some(parent) = &last.parent else { return };
    let ids: Vec<&str> = round.iter().map(|s| s.id.as_str()).collect();
    let first = ids.first().copied().unwrap_or_default();
    let mut finding = Finding::new(Code::ScenarioCycle, parent.span)
        .arg("way", format!("{} → {first}", ids.join(" → ")));
    for scenario in round.iter().filter(|s| s.id != last.id).take(5) {
        if let Some(parent) = &scenario.parent {
            finding = finding.label(parent.span, "label-parent");
        }
    }
    sink.push(finding);
}
