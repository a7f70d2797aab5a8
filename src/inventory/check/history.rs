//! Actuals that contradict each other or the inventory: what happened cannot have happened so.

use super::context::Context;
use crate::calendar::{Calendar, Date, FiscalYear};
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::{Actual, Contract, Event, Extend, Hardware, Money, Round, SystemIx};
use crate::source::Span;
use chrono::{Datelike, Months};
use std::collections::BTreeMap;

/// What cannot precede what: the second is not before the first.
const ORDER: [(Event, Event); 9] = [
    (Event::PiaStarted, Event::Done),
    (Event::Enquired, Event::Requested),
    (Event::Requested, Event::Voted),
    (Event::Voted, Event::Signed),
    (Event::NoticeGiven, Event::Signed),
    (Event::Signed, Event::Started),
    (Event::Signed, Event::Done),
    (Event::Started, Event::Done),
    (Event::Requested, Event::Signed),
];

/// An actual older than this many years is hardly part of what is being planned.
const OLD_YEARS: u32 = 20;

/// An actual and where its date is written.
pub(super) type Recorded = (Actual, Span);

/// The words of `event`, as they are written.
fn word(event: Event) -> &'static str {
    super::actuals::EVENTS
        .iter()
        .find(|(_, e)| *e == event)
        .map_or("", |(name, _)| *name)
}

/// One thing that actuals are about: what it is called, where it is, and how often it may be
/// extended.
struct Subject<'a> {
    id: &'a str,
    span: Span,
    limit: Span,
    extend: Option<&'a Extend>,
}

/// Reports every contradiction, each with both places.
pub(super) fn check(
    cx: &mut Context<'_>,
    calendar: &Calendar,
    recorded: &[Recorded],
    (rounds, contracts, hardware): (&[Round], &[Contract], &[Hardware]),
) {
    let mut of_rounds: BTreeMap<usize, Vec<&Recorded>> = BTreeMap::new();
    let mut of_holdings: BTreeMap<(bool, usize), Vec<&Recorded>> = BTreeMap::new();
    for one in recorded {
        unlikely(cx, calendar, one);
        if let Some(round) = one.0.round {
            of_rounds.entry(round.0).or_default().push(one);
        } else if let Some(contract) = one.0.contract {
            of_holdings
                .entry((false, contract.0))
                .or_default()
                .push(one);
        } else if let Some(hardware) = one.0.hardware {
            of_holdings.entry((true, hardware.0)).or_default().push(one);
        }
    }
    for (ix, all) in of_rounds {
        let Some(round) = rounds.get(ix) else {
            continue;
        };
        in_house(cx, round, &all);
        money(cx, round, &all);
        twice(cx, &round.id, &all);
        order(cx, &round.id, &all);
        let path = format!("procurement.{}.extend.at-most", segment(&round.id));
        let subject = Subject {
            id: &round.id,
            span: round.span,
            limit: cx.span_of(&path, round.span),
            extend: round.extend.as_ref(),
        };
        extended(cx, &subject, &all);
    }
    for ((is_hardware, ix), all) in of_holdings {
        let found = if is_hardware {
            hardware
                .get(ix)
                .map(|h| ("hardware", h.id.as_str(), h.span, h.extend.as_ref()))
        } else {
            contracts
                .get(ix)
                .map(|c| ("contract", c.id.as_str(), c.span, c.extend.as_ref()))
        };
        let Some((kind, id, span, extend)) = found else {
            continue;
        };
        let money = |(a, _): &&&Recorded| matches!(a.event, Event::Requested | Event::Voted);
        let asked: Vec<&Recorded> = all.iter().filter(money).copied().collect();
        twice(cx, id, &asked);
        let path = format!("{kind}.{}.extend.at-most", segment(id));
        let limit = cx.span_of(&path, span);
        extended(
            cx,
            &Subject {
                id,
                span,
                limit,
                extend,
            },
            &all,
        );
    }
}

fn contradiction(variant: &'static str, id: &str, (actual, at): &Recorded) -> Finding {
    Finding::new(Code::ContradictingActuals, *at)
        .variant(variant)
        .arg("of", id)
        .arg("event", word(actual.event))
        .arg("date", actual.date)
}

/// Work of the city's own staff is neither asked for, voted nor signed.
fn in_house(cx: &mut Context<'_>, round: &Round, all: &[&Recorded]) {
    if !round.in_house() {
        return;
    }
    for one in all {
        if !matches!(one.0.event, Event::Started | Event::Done) {
            let finding = contradiction("in-house", &round.id, one);
            cx.sink.push(finding.label(round.span, "label-round"));
        }
    }
}

/// `money = { state = "signed", date = … }` and an actual that says another day.
fn money(cx: &mut Context<'_>, round: &Round, all: &[&Recorded]) {
    let Money::Signed { date, .. } = round.money else {
        return;
    };
    let path = format!("procurement.{}.money.date", segment(&round.id));
    let place = cx.span_of(&path, round.span);
    for one in all.iter().filter(|(a, _)| a.event == Event::Signed) {
        if one.0.date != date {
            let finding = contradiction("money", &round.id, one).arg("other", date);
            cx.sink.push(finding.label(place, "label-money"));
        }
    }
}

/// What happens once, said with two dates. Money may be asked for and voted again in a later year.
fn twice(cx: &mut Context<'_>, id: &str, all: &[&Recorded]) {
    for (number, one) in all.iter().enumerate() {
        let (actual, _) = one;
        let again = |other: &&&Recorded| {
            let (before, _) = other;
            let same_year = FiscalYear::of(before.date) == FiscalYear::of(actual.date);
            before.event == actual.event
                && before.date != actual.date
                && match actual.event {
                    Event::Extended => false,
                    Event::Enquired | Event::Requested | Event::Voted | Event::NoticeGiven => {
                        same_year
                    }
                    Event::PiaStarted | Event::Signed | Event::Started => true,
                    Event::Done => same_system(before.system, actual.system),
                }
        };
        if let Some((before, place)) = all[..number].iter().find(again) {
            let finding = contradiction("twice", id, one).arg("other", before.date);
            cx.sink.push(finding.label(*place, "label-other-actual"));
        }
    }
}

/// No system means all of the round's.
fn same_system(one: Option<SystemIx>, other: Option<SystemIx>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// What lies before that which it follows from.
fn order(cx: &mut Context<'_>, id: &str, all: &[&Recorded]) {
    for one in all {
        let (actual, _) = one;
        // The nearest of what precedes it says enough.
        let first = |event: Event| {
            all.iter()
                .filter(|(other, _)| other.event == event)
                .min_by_key(|(other, _)| other.date)
        };
        let broken = ORDER
            .iter()
            .filter(|(_, after)| *after == actual.event)
            .filter_map(|(before, _)| first(*before))
            .find(|(before, _)| before.date > actual.date);
        if let Some((before, place)) = broken {
            let finding = contradiction("order", id, one)
                .arg("before", word(before.event))
                .arg("other", before.date);
            cx.sink.push(finding.label(*place, "label-other-actual"));
        }
    }
}

/// More extensions than the terms allow, or two on one day.
fn extended(cx: &mut Context<'_>, subject: &Subject<'_>, all: &[&Recorded]) {
    let steps: Vec<&&Recorded> = all
        .iter()
        .filter(|(a, _)| a.event == Event::Extended)
        .collect();
    let most = subject.extend.map_or(0, |e| e.at_most) as usize;
    for (number, one) in steps.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|n| steps.get(n));
        if let Some((_, place)) = before.filter(|(b, _)| b.date == one.0.date) {
            let finding = contradiction("same-day", subject.id, one);
            cx.sink.push(finding.label(*place, "label-other-actual"));
        } else if number >= most {
            let (variant, place) = match subject.extend {
                Some(_) => ("extended", subject.limit),
                None => ("no-extend", subject.span),
            };
            let finding = contradiction(variant, subject.id, one)
                .arg("count", number + 1)
                .arg("most", most);
            cx.sink.push(finding.label(place, "label-terms"));
        }
    }
}

/// What can be, and hardly is: a contract signed on a day on which the office is closed, or a
/// generation ago.
fn unlikely(cx: &mut Context<'_>, calendar: &Calendar, (actual, at): &Recorded) {
    let date = actual.date;
    let finding = |variant: &'static str| {
        Finding::new(Code::UnlikelyActual, *at)
            .variant(variant)
            .arg("event", word(actual.event))
            .arg("date", date)
            .arg("years", OLD_YEARS)
    };
    let signing = matches!(actual.event, Event::Signed | Event::Extended);
    // A contract may begin, and so be signed, on 1 April whatever the day.
    let first_of_april = (date.month(), date.day()) == (4, 1);
    let oldest: Option<Date> = cx.as_of.checked_sub_months(Months::new(12 * OLD_YEARS));
    if oldest.is_some_and(|oldest| date < oldest) {
        cx.sink.push(finding("old"));
    } else if signing && !first_of_april && !calendar.is_open(date) {
        cx.sink.push(finding("closed"));
    }
}
