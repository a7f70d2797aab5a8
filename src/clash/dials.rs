//! What may be turned to come out of a clash: one value of the files each, from the least change to
//! the greatest.

use super::facts::About;
use crate::calendar::{Date, Duration};
use crate::facts::segment;
use crate::inventory::{Capacity, Inventory, Link, LinkKind, Money, SystemIx};
use crate::source::Sources;
use chrono::{Datelike, Days, Months};

/// One value and what it may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dial {
    pub(super) kind: &'static str,
    pub(super) path: String,
    pub(super) old: String,
    /// As TOML, with the size of the change, the least first; each allows more than those before.
    pub(super) values: Vec<(String, i64)>,
}

/// More units or steps than this are no way out that anybody could take.
const MOST_MORE: u32 = 5;

/// The dials of a fact.
pub(super) fn dials(inventory: &Inventory, sources: &Sources, about: &About) -> Vec<Dial> {
    let one = |dial: Dial| vec![dial];
    let round = |r: usize| &inventory.rounds[r];
    let at = |r: usize| format!("procurement.{}", segment(&round(r).id));
    let contract = |c: usize| format!("contract.{}", segment(&inventory.contracts[c].id));
    let machine = |h: usize| format!("hardware.{}", segment(&inventory.hardware[h].id));
    match about {
        About::Window => {
            let now = inventory.calendar.rules().window.closed_days;
            let fewer = (1..now).rev().map(|n| (n.to_string(), i64::from(now - n)));
            one(Dial {
                kind: "window",
                path: "calendar.window.closed-days".into(),
                old: now.to_string(),
                values: fewer.collect(),
            })
        }
        About::Blackout(b) => {
            let blackout = &inventory.calendar.rules().blackouts[*b];
            one(Dial {
                kind: "blackout",
                path: format!("calendar.blackout.{}.hard", segment(&blackout.id)),
                old: "true".into(),
                values: vec![("false".into(), 1)],
            })
        }
        // What is asked for earlier or voted otherwise is law; a cause for ◆ is a fact.
        About::Season => {
            let rounds = 0..inventory.rounds.len();
            let without = rounds.filter(|r| {
                let round = round(*r);
                round.written
                    && round.money == Money::None
                    && !round.in_house()
                    && round.supplementary.is_none()
            });
            let cause = "\"期限に間に合わせるため\"";
            without
                .map(|r| Dial {
                    kind: "supplementary",
                    path: format!("{}.supplementary", at(r)),
                    old: String::new(),
                    values: vec![(cause.to_owned(), 1)],
                })
                .collect()
        }
        About::Lead(_) | About::Until(_) => Vec::new(),
        About::Term(r) => {
            let Some(Duration::Months(now)) = round(*r).term else {
                return Vec::new();
            };
            one(Dial {
                kind: "term",
                path: format!("{}.term", at(*r)),
                old: format!("{now}M"),
                values: longer(now),
            })
        }
        About::RoundSteps(r) => {
            let now = round(*r).extend.as_ref().map_or(0, |e| e.at_most);
            one(steps(format!("{}.extend.at-most", at(*r)), now))
        }
        About::ContractSteps(c) => {
            let now = inventory.contracts[*c].extend.as_ref();
            let now = now.map_or(0, |e| e.at_most);
            one(steps(format!("{}.extend.at-most", contract(*c)), now))
        }
        About::HardwareSteps(h) => {
            let now = inventory.hardware[*h].extend.as_ref();
            let now = now.map_or(0, |e| e.at_most);
            one(steps(format!("{}.extend.at-most", machine(*h)), now))
        }
        About::ContractNotice(c) => {
            let by = inventory.contracts[*c].notice.map(|n| n.by);
            notice(format!("{}.notice.by", contract(*c)), by)
        }
        About::HardwareNotice(h) => {
            let by = inventory.hardware[*h].notice.map(|n| n.by);
            notice(format!("{}.notice.by", machine(*h)), by)
        }
        About::Platform(p) => {
            let platform = &inventory.platforms[*p];
            let path = format!("platform.{}.supported-until", segment(&platform.id));
            let end = platform.supported_until;
            end.map(|end| later("platform", path, end, inventory))
                .into_iter()
                .collect()
        }
        About::ContractEnds(c) => {
            let end = inventory.contracts[*c].ends;
            one(later(
                "contract",
                format!("{}.ends", contract(*c)),
                end,
                inventory,
            ))
        }
        About::HardwareExpires(h) => {
            let end = inventory.hardware[*h].expires;
            one(later(
                "hardware",
                format!("{}.expires", machine(*h)),
                end,
                inventory,
            ))
        }
        About::Cutovers(p) => capacity(inventory, *p, "cutovers-per-month", |p| {
            &p.cutovers_per_month
        }),
        About::Builds(p) => capacity(inventory, *p, "builds", |p| &p.builds),
        About::Link(s, l) => one(link(inventory, sources, *s, *l)),
        About::Work(rounds) => {
            let written = rounds.iter().filter(|r| round(**r).written);
            written
                .filter_map(|r| shorter(inventory, *r, format!("{}.work", at(*r))))
                .collect()
        }
        About::Deadline(d) => {
            let deadline = &inventory.deadlines[*d];
            let last = inventory.planning_end();
            let days = deadline
                .date
                .iter_days()
                .skip(1)
                .take_while(|day| *day <= last);
            let values = days.map(|day| (day.to_string(), (day - deadline.date).num_days()));
            one(Dial {
                kind: "deadline",
                path: format!("deadline.{}.date", segment(&deadline.id)),
                old: deadline.date.to_string(),
                values: values.collect(),
            })
        }
        About::Available(r) => {
            let Some(now) = round(*r).available else {
                return Vec::new();
            };
            // The first days of the months before, the nearest first.
            let mut first = now.with_day(1).filter(|d| *d < now);
            let mut day = now.with_day(1).unwrap_or(now);
            let mut values = Vec::new();
            while day > inventory.as_of && values.len() < 600 {
                match first.take() {
                    Some(first) => day = first,
                    None => day = day - Months::new(1),
                }
                let day = day.max(inventory.as_of);
                values.push((day.to_string(), (now - day).num_days()));
            }
            one(Dial {
                kind: "available",
                path: format!("{}.available", at(*r)),
                old: now.to_string(),
                values,
            })
        }
    }
}

/// Bridges that a system does not allow, one each. One that needs a procurement is tried only where
/// that is written: without it nothing is known of its price.
pub(super) fn bridges(inventory: &Inventory, system: SystemIx) -> Vec<Dial> {
    let known = &inventory.routes.bridges;
    let own = inventory.system(system);
    let mut now: Vec<usize> = own.routes.iter().map(|r| r.bridge).collect();
    now.dedup();
    let written = |b: usize| {
        known[b].move_to.as_ref().is_none_or(|to| {
            let mut rounds = inventory.rounds.iter();
            rounds.any(|r| r.written && r.work_kind == to.kind && r.serves(system))
        })
    };
    let others = (0..known.len()).filter(|b| !now.contains(b) && written(*b));
    let list = |all: &mut dyn Iterator<Item = usize>| {
        let quoted: Vec<String> = all.map(|b| text(&known[b].id)).collect();
        format!("[{}]", quoted.join(", "))
    };
    others
        .map(|b| Dial {
            kind: "bridge",
            path: format!("system.{}.bridges", segment(&own.id)),
            old: list(&mut now.iter().copied()),
            values: vec![(list(&mut now.iter().copied().chain([b])), 1)],
        })
        .collect()
}

/// A TOML string.
fn text(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// A last day moved to the month ends after it.
fn later(kind: &'static str, path: String, end: Date, inventory: &Inventory) -> Dial {
    let last = inventory.planning_end() + Months::new(1);
    let mut values = Vec::new();
    let mut month = end.with_day(1).unwrap_or(end);
    while values.len() < 600 {
        let Some(next) = month.checked_add_months(Months::new(1)) else {
            break;
        };
        let day = next - Days::new(1);
        if day > last {
            break;
        }
        if day > end {
            values.push((day.to_string(), (day - end).num_days()));
        }
        month = next;
    }
    Dial {
        kind,
        path,
        old: end.to_string(),
        values,
    }
}

fn longer(now: u32) -> Vec<(String, i64)> {
    let more = (1..=60).map(|more: u32| {
        (
            format!("\"{}M\"", now.saturating_add(more)),
            i64::from(more),
        )
    });
    more.collect()
}

fn steps(path: String, now: u32) -> Dial {
    let more = (1..=MOST_MORE).map(|more| (now.saturating_add(more).to_string(), i64::from(more)));
    Dial {
        kind: "steps",
        path,
        old: now.to_string(),
        values: more.collect(),
    }
}

fn notice(path: String, by: Option<Duration>) -> Vec<Dial> {
    let Some(Duration::Months(now)) = by else {
        return Vec::new();
    };
    let fewer = (1..now)
        .rev()
        .map(|n| (format!("\"{n}M\""), i64::from(now - n)));
    let dial = Dial {
        kind: "notice",
        path,
        old: format!("{now}M"),
        values: fewer.collect(),
    };
    vec![dial]
}

/// Work done in fewer months, down to half of them.
fn shorter(inventory: &Inventory, round: usize, path: String) -> Option<Dial> {
    let work = inventory.rounds[round].work;
    let Duration::Months(now) = work.high else {
        return None;
    };
    let fewer = (now.div_ceil(2)..now).rev();
    Some(Dial {
        kind: "work",
        path,
        old: work.to_string(),
        values: fewer
            .map(|n| (format!("\"{n}M\""), i64::from(now - n)))
            .collect(),
    })
}

fn capacity(
    inventory: &Inventory,
    p: usize,
    key: &str,
    of: fn(&crate::inventory::Provider) -> &Capacity,
) -> Vec<Dial> {
    let provider = &inventory.providers[p];
    let kind = if provider.team { "team" } else { "vendor" };
    let periods = &of(provider).periods;
    let shown = |more: u32| match &periods[..] {
        [only] if only.from.is_none() && only.to.is_none() => {
            only.value.saturating_add(more).to_string()
        }
        all => {
            let one = all.iter().map(|period| {
                let mut keys = Vec::new();
                keys.extend(period.from.map(|d| format!("from = {d}")));
                keys.extend(period.to.map(|d| format!("to = {d}")));
                keys.push(format!("value = {}", period.value.saturating_add(more)));
                format!("{{ {} }}", keys.join(", "))
            });
            format!("[{}]", one.collect::<Vec<_>>().join(", "))
        }
    };
    let dial = Dial {
        kind: if key == "builds" {
            "builds"
        } else {
            "cutovers"
        },
        path: format!("{kind}.{}.{key}", segment(&provider.id)),
        old: shown(0),
        values: (1..=MOST_MORE)
            .map(|more| (shown(more), i64::from(more)))
            .collect(),
    };
    vec![dial]
}

/// A link made soft. One that is written as an id alone becomes a table, and its list is written
/// anew with the others as they stand.
fn link(inventory: &Inventory, sources: &Sources, s: usize, l: usize) -> Dial {
    let system = &inventory.systems[s];
    let link = &system.links[l];
    let other = &inventory.system(link.system).id;
    let path = format!("system.{}.after", segment(&system.id));
    let as_written = |link: &Link| sources.snippet(link.span).replace(['\n', '\r'], " ");
    if as_written(link).trim_start().starts_with('{') {
        let kind = match link.kind {
            LinkKind::Hard => "hard",
            LinkKind::Soft => "soft",
            LinkKind::Together => "together",
        };
        return Dial {
            kind: "link",
            path: format!("{path}.{}.link", segment(other)),
            old: kind.to_owned(),
            values: vec![("\"soft\"".to_owned(), 1)],
        };
    }
    let list = |soft: Option<usize>| {
        let items = system.links.iter().enumerate().map(|(k, link)| {
            if soft == Some(k) {
                format!("{{ system = {}, link = \"soft\" }}", text(other))
            } else {
                as_written(link)
            }
        });
        format!("[{}]", items.collect::<Vec<_>>().join(", "))
    };
    Dial {
        kind: "link",
        path,
        old: list(None),
        values: vec![(list(Some(l)), 1)],
    }
}
