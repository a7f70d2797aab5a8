//! Deadlines that can be judged without a plan: notice that is due soon, extensions that are used
//! up, products that come too late, ends on closed days, changes of law at short notice, and facts
//! that nobody confirmed.

use super::lint::Lints;
use crate::calendar::{Calendar, Date, Duration};
use crate::diag::{Code, Finding, Sink};
use crate::facts::{Confidence, segment};
use crate::inventory::{
    Actual, Bounds, Event, Extend, Inventory, Money, Notice, NoticeKind, Round, System, SystemIx,
};
use crate::source::Span;
use chrono::{Days, Months};
use std::collections::BTreeMap;

/// Notice is told of this long before; where a time is asked for, a plan says which are needed.
const SOON: Duration = Duration::Days(30);
/// Extensions are told of this long before the end, unless a time is asked for.
const A_YEAR: Duration = Duration::Months(12);
/// A stretch of closed days longer than any week's end.
const LONG_CLOSED: usize = 4;

pub(super) fn check(sink: &mut Sink, inventory: &Inventory, lints: &Lints) {
    let mut run = Run {
        sink,
        inventory,
        lints,
    };
    let holdings = run.holdings();
    for holding in holdings.iter().filter(|h| h.used) {
        run.notice(holding);
        run.used_up(holding);
        run.closed(holding);
    }
    run.products();
    run.law();
    run.confirmations();
}

/// Something that ends.
struct Holding<'a> {
    kind: &'static str,
    id: &'a str,
    key: &'static str,
    /// With the steps that are signed.
    end: Date,
    signed: u32,
    extend: Option<&'a Extend>,
    notice: Option<Notice>,
    given: Option<Date>,
    signed_on: Option<Date>,
    used: bool,
    span: Span,
}

impl Holding<'_> {
    fn path(&self, key: &str) -> String {
        format!("{}.{}.{key}", self.kind, segment(self.id))
    }
}

struct Run<'a, 's> {
    sink: &'s mut Sink,
    inventory: &'a Inventory,
    lints: &'a Lints,
}

/// The end with so many steps.
fn end_after(end: Date, steps: u32, extend: Option<&Extend>, calendar: &Calendar) -> Date {
    match extend.filter(|_| steps > 0) {
        Some(extend) => {
            let anchor = end + Days::new(1);
            extend.by.times(steps.min(1_000), anchor, calendar) - Days::new(1)
        }
        None => end,
    }
}

impl<'a> Run<'a, '_> {
    fn calendar(&self) -> &'a Calendar {
        &self.inventory.calendar
    }

    /// The last day of the time that was asked for, else of `otherwise`.
    fn until(&self, otherwise: Duration) -> Date {
        let length = self.lints.within.unwrap_or(otherwise);
        length.last_day(self.inventory.as_of, self.calendar())
    }

    fn span_of(&self, path: &str, otherwise: Span) -> Span {
        let facts = &self.inventory.facts;
        facts.get(path).map_or(otherwise, |fact| fact.span)
    }

    fn holdings(&self) -> Vec<Holding<'a>> {
        let inventory = self.inventory;
        let last = |event: Event, of: &dyn Fn(&Actual) -> bool| {
            let mut days = inventory.actuals.iter();
            let days = days.by_ref().filter(|a| a.event == event && of(a));
            let days: Vec<Date> = days.map(|a| a.date).collect();
            (
                u32::try_from(days.len()).unwrap_or(u32::MAX),
                days.last().copied(),
            )
        };
        let mut all = Vec::new();
        for (ix, c) in inventory.contracts.iter().enumerate() {
            let of = |a: &Actual| a.contract.is_some_and(|o| o.0 == ix);
            let (signed, signed_on) = last(Event::Extended, &of);
            all.push(Holding {
                kind: "contract",
                id: &c.id,
                key: "ends",
                end: end_after(c.ends, signed, c.extend.as_ref(), self.calendar()),
                signed,
                extend: c.extend.as_ref(),
                notice: c.notice,
                given: last(Event::NoticeGiven, &of).1,
                signed_on,
                used: !c.users.is_empty(),
                span: c.span,
            });
        }
        for (ix, h) in inventory.hardware.iter().enumerate() {
            let of = |a: &Actual| a.hardware.is_some_and(|o| o.0 == ix);
            let (signed, signed_on) = last(Event::Extended, &of);
            all.push(Holding {
                kind: "hardware",
                id: &h.id,
                key: "expires",
                end: end_after(h.expires, signed, h.extend.as_ref(), self.calendar()),
                signed,
                extend: h.extend.as_ref(),
                notice: h.notice,
                given: last(Event::NoticeGiven, &of).1,
                signed_on,
                used: !h.users.is_empty(),
                span: h.span,
            });
        }
        for p in &inventory.platforms {
            let (Some(end), Some(span)) = (p.supported_until, p.span) else {
                continue;
            };
            all.push(Holding {
                kind: "platform",
                id: &p.id,
                key: "supported-until",
                end,
                signed: 0,
                extend: None,
                notice: None,
                given: None,
                signed_on: None,
                used: true,
                span,
            });
        }
        all
    }

    /// Notice that is due soon and that nobody recorded.
    fn notice(&mut self, holding: &Holding<'_>) {
        let Some(notice) = holding.notice else { return };
        // What was said before the last signing was said of that step.
        let given = holding
            .given
            .filter(|day| holding.signed_on.is_none_or(|s| s <= *day));
        let more = holding.extend.is_some_and(|e| e.at_most > holding.signed);
        let to_end = notice.kind == NoticeKind::ToEnd;
        if self.lints.within.is_some() || given.is_some() || (!to_end && !more) {
            return;
        }
        let calendar = self.calendar();
        let last = notice.by.before(holding.end + Days::new(1), calendar) - Days::new(1);
        let last = calendar.open_on_or_before(last);
        let as_of = self.inventory.as_of;
        if last < as_of || last > SOON.last_day(as_of, calendar) {
            return;
        }
        let path = holding.path("notice");
        let span = self.span_of(&format!("{path}.by"), holding.span);
        let finding = Finding::new(Code::NoticeRunningOut, span)
            .variant(if to_end { "to-end" } else { "" })
            .arg("date", last)
            .arg("days", (last - as_of).num_days())
            .arg("end", holding.end)
            .path(path);
        self.sink.push(finding);
    }

    /// No step of extension is left, and the end is near.
    fn used_up(&mut self, holding: &Holding<'_>) {
        let near = holding.end >= self.inventory.as_of && holding.end <= self.until(A_YEAR);
        let Some(extend) = holding
            .extend
            .filter(|e| near && e.at_most <= holding.signed)
        else {
            return;
        };
        let path = holding.path("extend");
        let span = self.span_of(&format!("{path}.at-most"), holding.span);
        let finding = Finding::new(Code::ExtensionUsedUp, span)
            .arg("date", holding.end)
            .arg("steps", extend.at_most)
            .path(path);
        self.sink.push(finding);
    }

    /// An end among closed days: nothing covers those that follow.
    fn closed(&mut self, holding: &Holding<'_>) {
        let code = Code::EndsInClosedDays;
        if !self.lints.named(code) || holding.end < self.inventory.as_of {
            return;
        }
        let calendar = self.calendar();
        let closed = |day: &Date| !calendar.is_open(*day);
        let next = holding.end + Days::new(1);
        let after = next.iter_days().take(400).take_while(closed).count();
        let before = calendar.closed_days_before(next) as usize;
        if before == 0 || after == 0 || before + after < LONG_CLOSED {
            return;
        }
        let path = holding.path(holding.key);
        let finding = Finding::new(code, self.span_of(&path, holding.span))
            .arg("date", holding.end)
            .arg("last", calendar.open_on_or_before(holding.end))
            .arg("next", calendar.open_on_or_after(next))
            .arg("days", after)
            .path(path);
        self.sink.push(finding);
    }

    /// Products that come too late for a deadline, whatever route is taken.
    fn products(&mut self) {
        for (ix, system) in self.inventory.systems.iter().enumerate() {
            for deadline in &self.inventory.deadlines {
                let ix = SystemIx(ix);
                let ours = deadline.systems.is_empty() || deadline.systems.contains(&ix);
                if deadline.bounds != Bounds::StandardCutover || !ours {
                    continue;
                }
                let mut own = deadline.exceptions.iter();
                let own = own.find(|e| e.system == ix).map(|e| e.date);
                let date = own.unwrap_or(deadline.date);
                let Some((late, round)) = self.earliest(system, ix) else {
                    continue;
                };
                if late <= date {
                    continue;
                }
                let path = format!("procurement.{}.available", segment(&round.id));
                let finding = Finding::new(Code::ProductTooLate, self.span_of(&path, round.span))
                    .arg("system", &system.name)
                    .arg("available", round.available.unwrap_or(date))
                    .arg("earliest", late)
                    .arg("deadline", &deadline.name)
                    .arg("date", date)
                    .label(deadline.span, "label-deadline")
                    .extent((late - date).num_days())
                    .path(path);
                self.sink.push(finding);
            }
        }
    }

    /// The first day on which a system could go live on the standard, and the round that says so;
    /// `None` where a route waits for no product.
    fn earliest(&self, system: &System, ix: SystemIx) -> Option<(Date, &'a Round)> {
        let inventory = self.inventory;
        let mut first: Option<(Date, &Round)> = None;
        for route in &system.routes {
            let round = inventory.round(route.target_round);
            let begun = inventory.actuals.iter().any(|a| {
                let begun = matches!(a.event, Event::Signed | Event::Started | Event::Done);
                begun && a.round == Some(route.target_round) && a.system.is_none_or(|s| s == ix)
            });
            let signed = matches!(round.money, Money::Signed { .. });
            let available = round.available.filter(|_| !begun && !signed)?;
            let start = available.max(inventory.as_of);
            let done = round.work.low.after(start, self.calendar());
            let mut days = done.iter_days().take(800);
            let day = days
                .find(|d| self.calendar().is_go_live_day(*d))
                .unwrap_or(done);
            if first.is_none_or(|(known, _)| day < known) {
                first = Some((day, round));
            }
        }
        first
    }

    /// Changes of law whose specification comes less than a year before.
    fn law(&mut self) {
        for event in &self.calendar().rules().law_events {
            let Some(published) = event.published else {
                continue;
            };
            let year = published.checked_add_months(Months::new(12));
            let mut served = self.inventory.systems.iter().flat_map(|s| &s.businesses);
            let ours = event.businesses.is_empty() || served.any(|b| event.businesses.contains(b));
            let short = year.is_some_and(|year| year > event.date);
            if !short || !ours || event.date < self.inventory.as_of {
                continue;
            }
            let path = format!("calendar.law-event.{}.published", segment(&event.id));
            let Some(fact) = self.inventory.facts.get(&path) else {
                continue;
            };
            let finding = Finding::new(Code::SpecificationLate, fact.span)
                .arg("name", &event.name)
                .arg("published", published)
                .arg("date", event.date)
                .arg("days", (event.date - published).num_days())
                .path(path);
            self.sink.push(finding);
        }
    }

    /// Facts that nobody confirmed, where that is asked for, and confirmations older than a year.
    fn confirmations(&mut self) {
        let asked = self.lints.named(Code::Unconfirmed);
        let as_of = self.inventory.as_of;
        let before = as_of.checked_sub_months(Months::new(12)).unwrap_or(as_of);
        // One finding for each record.
        let mut old: BTreeMap<String, (usize, Date, Span)> = BTreeMap::new();
        let mut assumed: BTreeMap<String, (usize, Span)> = BTreeMap::new();
        for (path, fact) in self.inventory.facts.iter() {
            let own = &fact.provenance;
            if let Some(day) = own.confirmed_on.filter(|day| *day < before) {
                let entry = old
                    .entry(record(&path.to_string()))
                    .or_insert((0, day, fact.span));
                entry.0 += 1;
                entry.1 = entry.1.min(day);
            }
            if asked && own.confidence == Confidence::Assumed && !self.lints.is_builtin(fact.span) {
                let entry = assumed
                    .entry(record(&path.to_string()))
                    .or_insert((0, fact.span));
                entry.0 += 1;
            }
        }
        for (path, (count, day, span)) in old {
            let finding = Finding::new(Code::ConfirmationOld, span)
                .arg("count", count)
                .arg("date", day)
                .path(path);
            self.sink.push(finding);
        }
        for (path, (count, span)) in assumed {
            let finding = Finding::new(Code::Unconfirmed, span)
                .arg("count", count)
                .path(path);
            self.sink.push(finding);
        }
    }
}

/// `contract.tax-2016` of `contract.tax-2016.ends`.
fn record(path: &str) -> String {
    let mut quoted = false;
    let mut dots = 0;
    let end = path.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        dots += usize::from(*c == '.' && !quoted);
        dots == 2
    });
    end.map_or(path, |(at, _)| path.split_at(at).0).to_owned()
}
