//! How early and how late each ★ and ▲ could lie by what comes before and after it, if vendors
//! had no limits.

use super::acts::less;
use super::bars::work_start;
use super::frame::never;
use super::linked::links;
use super::reading::{Move, Reading, Taken};
use super::slack;
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Bounds, LinkKind, Money};
use crate::plan::NetworkDate;
use chrono::{Datelike, Days};
use std::collections::{BTreeMap, BTreeSet};

/// The dates of every system, in the order of [`Reading::taken`].
pub(super) fn spans(reading: &Reading<'_>) -> Vec<Vec<NetworkDate>> {
    let mut network = Network {
        reading,
        last: reading.inventory.planning_end(),
        by_round: BTreeMap::new(),
        signs: BTreeMap::new(),
    };
    network.all()
}

struct Network<'r, 'a> {
    reading: &'r Reading<'a>,
    /// The end of planning.
    last: Date,
    /// The first ★ by round.
    by_round: BTreeMap<usize, Option<Date>>,
    /// The first ★ of rounds by all that it depends on.
    signs: BTreeMap<String, Option<Date>>,
}

impl Network<'_, '_> {
    fn all(&mut self) -> Vec<Vec<NetworkDate>> {
        let reading = self.reading;
        let latest = slack::latest(reading);
        let own: Vec<Vec<Option<Date>>> = reading.taken.iter().map(|t| self.alone(t)).collect();
        let standards = self.linked(&own);
        let mut all = Vec::with_capacity(own.len());
        for (place, taken) in reading.taken.iter().enumerate() {
            let mut dates = Vec::new();
            let mut bound = latest[place];
            for (m, own) in taken.moves.iter().zip(&own[place]).rev() {
                let earliest = if m.standard { standards[place] } else { *own };
                let Some(earliest) = earliest else { continue };
                let (earliest, latest) = match reading.past(m).done_for(taken.ix) {
                    Some(done) => (done, done),
                    None => (earliest, self.before(taken, bound).unwrap_or(earliest)),
                };
                if let Some(first) = self.first_sign(m) {
                    let last = self.last_sign(m, latest).unwrap_or(first);
                    dates.push(named(m, "contract", first, last));
                }
                dates.push(named(m, "cutover", earliest, latest));
                bound = (latest - Days::new(1)).min(bridge_bound(reading, taken));
            }
            all.push(dates);
        }
        all
    }

    /// The earliest ▲ of each move of a system without regard to links; `None`: no day is early
    /// enough for the end of planning.
    fn alone(&mut self, taken: &Taken<'_>) -> Vec<Option<Date>> {
        let mut after = Some(self.reading.as_of);
        let mut all = Vec::new();
        for m in &taken.moves {
            let done = self.reading.past(m).done_for(taken.ix);
            let sign = self.first_sign(m);
            let ready = sign.map(|sign| m.round.work.high.after(sign, self.reading.calendar));
            let earliest = done.or_else(|| {
                let done_by_others = !self.reading.past(m).done.is_empty();
                let ready = ready.filter(|_| !done_by_others).or(sign);
                let mut day = self.candidate(taken, after.max(ready)?)?;
                let fits = |day| sign.is_none_or(|sign| self.fits(m, sign, day));
                while !(fits(day) && self.ahead(m, day)) {
                    day = self.candidate(taken, day + Days::new(1))?;
                }
                Some(day)
            });
            // What has happened lets nothing happen before as-of.
            let next = earliest.map(|day| (day + Days::new(1)).max(self.reading.as_of));
            after = next.or(after);
            all.push(earliest);
        }
        all
    }

    /// Passes the earliest ▲ of the standard along the links.
    fn linked(&self, own: &[Vec<Option<Date>>]) -> Vec<Option<Date>> {
        let reading = self.reading;
        let mut earliest: Vec<Option<Date>> = own
            .iter()
            .map(|days| days.last().copied().flatten())
            .collect();
        let place = |taken: &Taken<'_>| reading.place[taken.ix.0];
        // Who waits for whom; those who go live together wait for each other.
        let mut waiting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (taken, other, link, ..) in links(reading) {
            let (Some(after), Some(before)) = (place(taken), place(other)) else {
                continue;
            };
            if link.kind != LinkKind::Soft {
                waiting.entry(before).or_default().push(after);
            }
            if link.kind == LinkKind::Together {
                waiting.entry(after).or_default().push(before);
            }
        }
        // The earliest first: nobody is moved by one that comes after him.
        let mut open: BTreeSet<(Date, usize)> = (earliest.iter().enumerate())
            .filter_map(|(i, day)| Some(((*day)?, i)))
            .collect();
        while let Some((day, before)) = open.pop_first() {
            for after in waiting.get(&before).into_iter().flatten() {
                let taken = &reading.taken[*after];
                let Some(is) = earliest[*after].filter(|is| *is < day) else {
                    continue;
                };
                let live = taken.standard().is_some_and(|m| m.done);
                let next = match self.candidate(taken, day) {
                    _ if live => Some(day),
                    next => next,
                };
                open.remove(&(is, *after));
                earliest[*after] = next;
                open.extend(next.map(|day| (day, *after)));
            }
        }
        earliest
    }

    /// The first candidate of ▲ on or after a day.
    fn candidate(&self, taken: &Taken<'_>, from: Date) -> Option<Date> {
        let days = from.iter_days().take_while(|day| *day <= self.last);
        days.into_iter().find(|day| self.free(taken, *day))
    }

    /// The last candidate of ▲ on or before a day.
    fn before(&self, taken: &Taken<'_>, to: Date) -> Option<Date> {
        let as_of = self.reading.as_of;
        let mut day = to.min(self.last);
        while as_of <= day {
            if self.free(taken, day) {
                return Some(day);
            }
            day = day - Days::new(1);
        }
        None
    }

    /// A go-live day outside hard blackouts.
    fn free(&self, taken: &Taken<'_>, day: Date) -> bool {
        self.reading.calendar.is_go_live_day(day)
            && !super::days::blackouts(self.reading, taken, day).any(|b| b.hard)
    }

    /// Whether acts a fixed time before ▲ are not before as-of, nor in-house work too early.
    fn ahead(&self, m: &Move<'_>, day: Date) -> bool {
        let (reading, calendar) = (self.reading, self.reading.calendar);
        if reading.shared(m).behind {
            return true;
        }
        let as_of = reading.as_of;
        let moved = Move { cutover: day, ..*m };
        let notice = m.rule.resident_notice;
        let rules = &m.round.activities;
        let open = rules.iter().position(|a| a.length.is_none());
        let configured = rules.iter().position(|a| a.configuration);
        let by_cutover = configured.filter(|c| open.is_none_or(|open| open < *c));
        let start = work_start(reading, &moved);
        let in_time = match (m.round.in_house(), by_cutover) {
            (true, _) => as_of.max(m.round.available.unwrap_or(as_of)) <= start,
            (false, Some(at)) if m.rule.pia => {
                let back = rules[at..].iter().rev().filter_map(|a| a.length);
                let from = back.fold(day, |day, length| length.before(day, calendar));
                self.assessable(m, from)
            }
            _ => true,
        };
        in_time
            && notice.is_none_or(|length| as_of <= less(calendar, length, day))
            && (!m.rule.ordinance
                || super::acts::last_vote_before(calendar, day).is_some_and(|v| as_of <= v))
    }

    /// Whether the assessment that precedes configuration can still be made in its time: begun from
    /// as-of on, or on record as begun.
    fn assessable(&self, m: &Move<'_>, configuration: Date) -> bool {
        let (reading, calendar) = (self.reading, self.reading.calendar);
        let pia = calendar.open_on_or_before(configuration - Days::new(1));
        let begun = reading.past(m).assessing.unwrap_or(reading.as_of);
        begun <= less(calendar, m.rule.pia_lead, pia) && reading.as_of <= pia
    }

    /// Whether work signed for on one day is done for a ▲ on another.
    fn fits(&self, m: &Move<'_>, sign: Date, cutover: Date) -> bool {
        let calendar = self.reading.calendar;
        if !self.reading.past(m).done.is_empty() {
            return sign <= cutover;
        }
        let rules = &m.round.activities;
        let open = rules.iter().position(|a| a.length.is_none());
        let ahead = rules[..open.unwrap_or(0)].iter().filter_map(|a| a.length);
        let from = ahead.fold(sign, |day, length| length.after(day, calendar));
        let behind = rules[open.map_or(0, |open| open + 1)..].iter().rev();
        let to = (behind.filter_map(|a| a.length))
            .fold(cutover, |day, length| length.before(day, calendar));
        let room = from + Days::new(u64::from(open.is_some())) <= to;
        room && m.round.work.high.after(sign, calendar) <= cutover
    }

    /// The first day on which a round could be signed; `None`: in-house, or never.
    fn first_sign(&mut self, m: &Move<'_>) -> Option<Date> {
        if m.round.in_house() {
            return None;
        }
        if self.reading.shared(m).behind {
            return m.sign;
        }
        if let Some(known) = self.by_round.get(&m.ix.0) {
            return *known;
        }
        let (round, rule) = (m.round, m.rule);
        let key = format!(
            "{:?}",
            (
                &round.money,
                round.method.lead,
                round.available,
                &round.supplementary,
                &round.activities,
                (
                    &round.object,
                    (round.object != "services").then_some(&round.costs)
                ),
                rule.pia.then_some(rule.pia_lead),
                rule.enquiry,
                self.reading.past(m),
            )
        );
        if let Some(known) = self.signs.get(&key).copied() {
            self.by_round.insert(m.ix.0, known);
            return known;
        }
        let mut year = FiscalYear::of(self.reading.as_of);
        let mut first = None;
        while first.is_none() && year.first_day() <= self.last {
            first = self.first_in(m, year);
            year = year.next();
        }
        self.signs.insert(key, first);
        self.by_round.insert(m.ix.0, first);
        first
    }

    /// The first day of a fiscal year on which a round could be signed: its gates only pass.
    fn first_in(&self, m: &Move<'_>, year: FiscalYear) -> Option<Date> {
        let from = year.first_day().max(self.reading.as_of);
        let to = year.last_day().min(self.last);
        let first = first_day(from, to, |day| self.paid(m, day).is_some());
        let days = first.iter_days().take_while(|day| *day <= to);
        days.into_iter().find(|day| self.office(*day))
    }

    /// The last day on which a round could be signed for a ▲.
    fn last_sign(&self, m: &Move<'_>, cutover: Date) -> Option<Date> {
        if self.reading.shared(m).behind {
            return m.sign;
        }
        let as_of = self.reading.as_of;
        let mut day = first_day(as_of, cutover, |day| !self.fits(m, day, cutover));
        while as_of < day {
            day = day - Days::new(1);
            if !self.office(day) {
                continue;
            }
            let work = cutover - Days::new(1);
            if self.paid(m, day).is_some_and(|until| work <= until) {
                return Some(day);
            }
            // The last open day of a fiscal year is the one that most allows.
            day = FiscalYear::of(day).first_day();
        }
        None
    }

    /// An open day, or 1 April.
    fn office(&self, day: Date) -> bool {
        self.reading.calendar.is_open(day) || (day.month(), day.day()) == (4, 1)
    }

    /// The last day of work that money for a ★ on `day` pays for; `None`: it cannot be signed then.
    fn paid(&self, m: &Move<'_>, day: Date) -> Option<Date> {
        let (reading, calendar) = (self.reading, self.reading.calendar);
        let (as_of, round, past) = (reading.as_of, m.round, reading.past(m));
        let contract = super::council::session(reading, round, day);
        let notice = less(calendar, round.method.lead, contract.unwrap_or(day));
        if contract.is_some_and(|vote| vote < as_of) {
            return None;
        }
        let voted_later = |money: Date| contract.is_none_or(|vote| money < vote);
        let noticed = past.noticed.is_some();
        let early = round.available.is_some_and(|available| day < available);
        if early || day < as_of || (!noticed && notice < as_of) {
            return None;
        }
        let rules = &round.activities;
        let open = rules.iter().position(|a| a.length.is_none());
        let configured = rules.iter().position(|a| a.configuration);
        if m.rule.pia && configured.is_none_or(|c| open.is_some_and(|open| c <= open)) {
            let ahead = rules[..configured.unwrap_or(0)].iter();
            let from = (ahead.filter_map(|a| a.length))
                .fold(day, |day, length| length.after(day, calendar));
            if !self.assessable(m, from) {
                return None;
            }
        }
        let year = FiscalYear::of(day);
        if let Money::Voted {
            fiscal_year, until, ..
        } = round.money
            && fiscal_year == year
        {
            return Some(until.last_day());
        }
        let enquired = |request: Date| {
            let enquiry = m.rule.enquiry;
            let recorded = past.enquired_before(request).is_some();
            recorded || enquiry.is_none_or(|length| as_of <= less(calendar, length, request))
        };
        let about = past.about(year, &round.money);
        let requested = past.requested_for(year, false, calendar).filter(|_| about);
        let voted = past.voted_for(year).filter(|_| about);
        let budget = calendar.initial_budget(year);
        let season = budget.request_from <= budget.request_to;
        let ask = season && as_of <= budget.request_to && enquired(budget.request_to);
        let asked = requested.is_some() || voted.is_some() || ask;
        let vote = voted.unwrap_or(budget.vote);
        let in_time = (voted.is_some() || as_of <= vote) && vote <= day && voted_later(vote);
        if asked && in_time && (noticed || budget.preparation_from <= notice) {
            return Some(never());
        }
        round.supplementary.as_ref()?;
        let recorded = past.requested_for(year, true, calendar);
        let budgets = calendar.supplementary_budgets(year);
        let mut budgets = budgets.iter();
        let session = match recorded {
            Some(recorded) => budgets.find(|b| recorded <= b.request),
            None => budgets.rfind(|b| b.vote <= notice && voted_later(b.vote)),
        };
        let session =
            session.filter(|b| as_of <= b.vote && b.vote <= notice && voted_later(b.vote));
        let ask = |request: Date| recorded.is_some() || (as_of <= request && enquired(request));
        session.filter(|b| ask(b.request)).map(|_| never())
    }
}

/// The first day from `from` on of which something holds that holds of all later ones too; the day
/// after `to` where there is none.
fn first_day(from: Date, to: Date, holds: impl Fn(Date) -> bool) -> Date {
    let (mut least, mut most) = (0, u64::try_from((to - from).num_days() + 1).unwrap_or(0));
    while least < most {
        let middle = least.midpoint(most);
        if holds(from + Days::new(middle)) {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    from + Days::new(least)
}

/// The last day for ▲ of a bridge by its own deadlines and by the cover of the present service.
fn bridge_bound(reading: &Reading<'_>, taken: &Taken<'_>) -> Date {
    let deadlines = reading.inventory.deadlines.iter();
    let own = deadlines.filter(|d| d.bounds == Bounds::BridgeCutover);
    let covered = taken.services.first().map_or(never(), |s| s.covered);
    let cover = if covered < never() {
        reading.calendar.open_on_or_after(covered + Days::new(1))
    } else {
        covered
    };
    own.filter_map(|d| slack::date_for(d, taken))
        .fold(cover, Date::min)
}

fn named(m: &Move<'_>, kind: &str, earliest: Date, latest: Date) -> NetworkDate {
    NetworkDate {
        round: m.round.id.clone(),
        kind: kind.to_owned(),
        earliest,
        latest,
    }
}
