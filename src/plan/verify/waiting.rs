//! How early a vendor or team can be done at the earliest, derived anew: what the search claims of it
//! counts as far as it is found here as well.
//!
//! Three arguments, each true whatever the plan is: the least work of all rounds over what can be under
//! way at once; systems dealt out to crews, each of which has one after another; ▲ a month.

use super::Found;
use super::past::{History, Past};
use super::reading::Reading;
use crate::calendar::{Date, Duration, FiscalYear};
use crate::inventory::{Inventory, Money, ProviderIx, Round, RoundIx, SystemIx};
use crate::plan::ProviderBound;
use chrono::{Datelike, Days, Months};
use std::collections::BTreeMap;

/// Systems dealt out at most: their sets double with each.
const MOST: usize = 8;

/// Months looked at for ▲ a month.
const MONTHS: usize = 1200;

/// Lowers each claim to what is found here, and drops those of which nothing is; whether any was.
pub(crate) fn confirm(inventory: &Inventory, bounds: &mut Vec<ProviderBound>) -> bool {
    let before = bounds.clone();
    let history = History::of(inventory);
    let grounds = Grounds::of(inventory, &history);
    let found = crate::parallel::map(bounds.len(), inventory.systems.len(), |at| {
        grounds.not_before(&bounds[at])
    });
    let mut found = found.into_iter();
    bounds.retain_mut(|bound| {
        let known = found.next().flatten();
        if let Some(day) = known {
            bound.last_cutover_not_before = bound.last_cutover_not_before.min(day);
        }
        known.is_some()
    });
    *bounds != before
}

/// A claim that is not found here, or that the plan itself is better than.
pub(super) fn bounds(reading: &Reading<'_>, found: &mut Found) {
    let claims = &reading.plan.outcome.bound.providers;
    if claims.is_empty() {
        return;
    }
    let grounds = Grounds::of(reading.inventory, &reading.history);
    let known = crate::parallel::map(claims.len(), reading.inventory.systems.len(), |at| {
        grounds.not_before(&claims[at])
    });
    for (claim, known) in claims.iter().zip(known) {
        if known.is_none_or(|day| day < claim.last_cutover_not_before) {
            found.add(
                None,
                None,
                "a bound of a vendor or team that does not follow",
                &[
                    ("provider", &claim.provider),
                    ("bound", &claim.last_cutover_not_before),
                    ("must", &known.map_or(String::new(), |day| day.to_string())),
                ],
            );
        }
        let mine = reading.moves().filter(|(_, m)| {
            let by = m.round.provider;
            by.is_some_and(|p| reading.inventory.providers[p.0].id == claim.provider)
        });
        let last = mine.map(|(_, m)| m.cutover).max();
        if let Some(last) = last.filter(|day| *day < claim.last_cutover_not_before) {
            found.add(
                None,
                None,
                "better than what is said to be possible",
                &[
                    ("provider", &claim.provider),
                    ("is", &last),
                    ("bound", &claim.last_cutover_not_before),
                ],
            );
        }
    }
}

/// The days of the calendar, and what has happened.
struct Grounds<'a> {
    inventory: &'a Inventory,
    history: &'a History,
    by_id: BTreeMap<&'a str, SystemIx>,
    /// Open days from as-of on.
    open: Vec<Date>,
    /// Go-live days from as-of on.
    live: Vec<Date>,
    /// By the time from notice to ★: the first ★ that the initial budget of each fiscal year allows,
    /// from that of as-of on; none where it is too late to ask for that money.
    gates: BTreeMap<Duration, Vec<Option<Date>>>,
}

/// The first day of a fiscal year on which its initial budget lets a round with this time from notice to
/// ★ be signed; `None`: it is too late to ask for that money.
fn opens(inventory: &Inventory, lead: Duration, year: FiscalYear) -> Option<Date> {
    let calendar = &inventory.calendar;
    let budget = calendar.initial_budget(year);
    if budget.request_to < inventory.as_of || budget.vote < inventory.as_of {
        return None;
    }
    let notice = |day: Date| calendar.open_on_or_before(lead.before(day, calendar));
    let first = budget.preparation_from.max(inventory.as_of);
    let days = year.first_day().iter_days();
    let mut days = days.take_while(|d| *d <= year.last_day());
    days.find(|d| first <= notice(*d) && budget.vote <= *d)
}

/// A system that a vendor or team has to work for whatever its route is.
struct Job<'a> {
    system: SystemIx,
    /// The rounds of its routes' targets.
    rounds: Vec<(&'a Round, &'a Past)>,
    units: u32,
}

impl<'a> Grounds<'a> {
    fn of(inventory: &'a Inventory, history: &'a History) -> Grounds<'a> {
        let calendar = &inventory.calendar;
        let end = inventory.planning_end();
        let days = inventory.as_of.iter_days().take_while(|d| *d <= end);
        let mut gates: BTreeMap<Duration, Vec<Option<Date>>> = BTreeMap::new();
        let years = FiscalYear::of(inventory.as_of).0..=FiscalYear::of(end).0;
        for round in inventory.rounds.iter().filter(|r| r.provider.is_some()) {
            let lead = round.method.lead;
            let opens = |year| opens(inventory, lead, FiscalYear(year));
            gates
                .entry(lead)
                .or_insert_with(|| years.clone().map(opens).collect());
        }
        let systems = inventory.systems.iter().enumerate();
        let by_id = systems.map(|(i, s)| (s.id.as_str(), SystemIx(i))).collect();
        Grounds {
            inventory,
            history,
            by_id,
            open: days.filter(|d| calendar.is_open(*d)).collect(),
            live: calendar.go_live_days(inventory.as_of, end),
            gates,
        }
    }

    /// The last ▲ of a vendor or team is not before this day, by the systems that a claim names.
    fn not_before(&self, claim: &ProviderBound) -> Option<Date> {
        let providers = &self.inventory.providers;
        let provider = ProviderIx(providers.iter().position(|p| p.id == claim.provider)?);
        let named = claim.systems.iter();
        let named = named.filter_map(|id| self.by_id.get(id.as_str()).copied());
        let mut jobs: Vec<Job> = named.filter_map(|s| self.job(provider, s)).collect();
        jobs.sort_by_key(|job| job.system);
        jobs.dedup_by_key(|job| job.system);
        let builds = self.most(provider);
        let by_work = builds.and_then(|most| self.by_work(provider, most));
        let by_crews = builds.and_then(|most| self.by_crews(&jobs, most));
        let by_months = self.by_months(provider, &jobs);
        [by_work, by_crews, by_months].into_iter().flatten().max()
    }

    /// The greatest capacity of all days; `None`: no limit on some day.
    fn most(&self, provider: ProviderIx) -> Option<u32> {
        let builds = &self.inventory.providers[provider.0].builds;
        let mut days = vec![self.inventory.as_of];
        for period in &builds.periods {
            days.extend(period.from);
            days.extend(period.to.and_then(|to| to.succ_opt()));
        }
        let as_of = self.inventory.as_of;
        let each = days.into_iter().map(|d| builds.on(d.max(as_of)));
        each.collect::<Option<Vec<u32>>>()?.into_iter().max()
    }

    /// What a vendor or team has to do for a system on every route: a round of its own that lies ahead.
    fn job(&self, provider: ProviderIx, system: SystemIx) -> Option<Job<'a>> {
        let source = self.inventory.system(system);
        let mut rounds: Vec<RoundIx> = source.routes.iter().map(|r| r.target_round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        let known = |r: &RoundIx| {
            Some((
                self.inventory.rounds.get(r.0)?,
                self.history.rounds.get(r.0)?,
            ))
        };
        let rounds: Vec<(&Round, &Past)> = rounds.iter().filter_map(known).collect();
        let ahead = |(round, past): &(&Round, &Past)| {
            let alone = round.systems.len() == 1 && !round.in_house();
            round.provider == Some(provider) && alone && past.done.is_empty()
        };
        let units = rounds.iter().map(|(round, _)| round.units).min()?;
        (units > 0 && rounds.iter().all(ahead)).then_some(Job {
            system,
            rounds,
            units,
        })
    }

    /// The day from which a round can be signed, where that lies behind or is written.
    fn signed(round: &Round, past: &Past) -> Option<Date> {
        match round.money {
            Money::Signed { date, .. } => Some(date),
            _ => past.signed.or(past.started),
        }
    }

    /// The first ★ of a round on a day or later. Of the rules for money only those are asked that hold
    /// for every round: whoever asks for less finds an earlier day, never a later one.
    fn sign(&self, round: &Round, past: &Past, from: Date) -> Option<Date> {
        if let Some(signed) = Grounds::signed(round, past) {
            return (from <= signed.max(self.inventory.as_of)).then_some(signed);
        }
        let from = from.max(self.inventory.as_of);
        let mut from = from.max(round.available.unwrap_or(from));
        let free = past.begun()
            || past.requested.is_some()
            || past.voted.is_some()
            || past.noticed.is_some()
            || round.supplementary.is_some()
            || round.money != Money::None;
        let mut year_open = free;
        while !year_open {
            let year = FiscalYear::of(from);
            let gates = self.gates.get(&round.method.lead)?;
            let at = usize::try_from(year.0 - FiscalYear::of(self.inventory.as_of).0).ok()?;
            let day = gates.get(at)?.unwrap_or(year.next().first_day());
            from = from.max(day);
            year_open = FiscalYear::of(from) == year;
        }
        let at = self.open.partition_point(|d| *d < from);
        let open = *self.open.get(at)?;
        let april = FiscalYear::of(open).first_day();
        Some(if from <= april { april } else { open })
    }

    /// The first day after work that begins with ★ on a day.
    fn after(&self, length: Duration, sign: Date) -> Option<Date> {
        match length {
            // Counted by the list: day by day it takes long.
            Duration::OpenDays(n) if self.open.first().is_some_and(|d| *d <= sign) && n > 0 => {
                let at = self.open.partition_point(|d| *d < sign);
                self.open.get(at + n as usize - 1)?.succ_opt()
            }
            _ => Some(length.after(sign, &self.inventory.calendar)),
        }
    }

    /// The first ▲ of a system whose work begins on a day or later.
    fn next(&self, job: &Job, from: Date) -> Option<Date> {
        let one = |(round, past): &(&Round, &Past)| {
            let sign = self.sign(round, past, from)?;
            let ready = self.after(round.work.high, sign)?.max(sign.succ_opt()?);
            let at = self.live.partition_point(|d| *d < ready);
            let mut days = self.live.get(at..)?.iter();
            days.find(|d| !self.blocked(job.system, **d)).copied()
        };
        job.rounds.iter().filter_map(one).min()
    }

    fn blocked(&self, system: SystemIx, day: Date) -> bool {
        let system = self.inventory.system(system);
        let mut rules = self.inventory.calendar.rules().blackouts.iter();
        rules.any(|b| {
            let all = b.systems.is_empty() && b.businesses.is_empty();
            let named = b.systems.contains(&system.id);
            let serves = || b.businesses.iter().any(|x| system.businesses.contains(x));
            b.hard && b.contains(day) && (all || named || serves())
        })
    }

    /// The least work of all rounds that some system needs on every route, over what can be under way
    /// at once, after the first day on which any of it can begin.
    fn by_work(&self, provider: ProviderIx, most: u32) -> Option<Date> {
        let as_of = self.inventory.as_of;
        let mut least: BTreeMap<Duration, i64> = BTreeMap::new();
        let (mut first, mut work) = (None::<Date>, 0i64);
        for (r, round) in self.inventory.rounds.iter().enumerate() {
            let past = self.history.rounds.get(r)?;
            let ahead = !round.in_house() && past.done.is_empty();
            if round.provider != Some(provider) || !ahead {
                continue;
            }
            let on = |route: &crate::inventory::Route| {
                route.target_round.0 == r || route.bridge_round.is_some_and(|b| b.0 == r)
            };
            let mut systems = round.systems.iter().map(|s| self.inventory.system(*s));
            if !systems.any(|s| s.routes.iter().all(on)) {
                continue;
            }
            let Some(sign) = self.sign(round, past, as_of) else {
                continue;
            };
            let length = round.work.high;
            let days = match Grounds::signed(round, past) {
                Some(_) => (self.after(length, sign)? - sign.max(as_of)).num_days(),
                None => *least.entry(length).or_insert_with(|| self.shortest(length)),
            };
            let begins = sign.max(as_of);
            first = Some(first.map_or(begins, |f| f.min(begins)));
            work += days.max(0) * i64::from(round.units);
        }
        let days = u64::try_from(work).ok()?.div_ceil(u64::from(most.max(1)));
        first
            .filter(|_| most > 0)?
            .checked_add_days(Days::new(days))
    }

    /// The fewest days that a stretch of this length takes, whenever it begins.
    fn shortest(&self, length: Duration) -> i64 {
        let as_of = self.inventory.as_of;
        match length {
            Duration::OpenDays(0) => 0,
            Duration::OpenDays(n) => {
                let stretches = self.open.windows(n as usize);
                let days = stretches.map(|w| (w[w.len() - 1] - w[0]).num_days() + 1);
                days.min().unwrap_or(i64::from(n))
            }
            Duration::Months(_) => {
                let end = self.inventory.planning_end();
                let days = as_of.iter_days().take_while(|d| *d <= end);
                let calendar = &self.inventory.calendar;
                let days = days.map(|d| (length.after(d, calendar) - d).num_days());
                days.min().unwrap_or(0)
            }
            Duration::Weeks(w) => i64::from(w) * 7,
            Duration::Days(d) => i64::from(d),
        }
    }

    /// Rounds that together never pass the capacity can be dealt out to as many crews, each with one
    /// after another: the best dealing out of these systems.
    fn by_crews(&self, jobs: &[Job], most: u32) -> Option<Date> {
        let jobs = jobs.get(..MOST.min(jobs.len()))?;
        let units = jobs.iter().map(|job| job.units).min()?;
        let crews = (most / units) as usize;
        let sets = 1usize << jobs.len();
        // The first day by which one crew is done with a set.
        let mut one: Vec<Option<Date>> = vec![Some(self.inventory.as_of); sets];
        for set in 1..sets {
            let last = (0..jobs.len()).filter(|k| set >> k & 1 == 1);
            let done = last.filter_map(|k| self.next(&jobs[k], one[set & !(1 << k)]?));
            one[set] = done.min();
        }
        let mut dealt = one.clone();
        for _ in 1..crews.min(jobs.len()) {
            let before = dealt.clone();
            for (set, best) in dealt.iter_mut().enumerate() {
                // Any part for one more crew, the rest for those before.
                let parts =
                    std::iter::successors(Some(set), |part| part.checked_sub(1).map(|p| p & set));
                let parts = parts.take_while(|part| *part > 0);
                let days = parts.filter_map(|part| Some(one[part]?.max(before[set & !part]?)));
                *best = days.chain(*best).min();
            }
        }
        (crews > 0 && sets > 1).then_some(dealt[sets - 1]).flatten()
    }

    /// No month has more ▲ than there may be: the month in which the last of these systems has its turn.
    fn by_months(&self, provider: ProviderIx, jobs: &[Job]) -> Option<Date> {
        let capacity = &self.inventory.providers[provider.0].cutovers_per_month;
        let as_of = self.inventory.as_of;
        let first = jobs.iter().map(|job| self.next(job, as_of));
        let first: Vec<Date> = first.collect::<Option<Vec<Date>>>()?;
        let mut month = first.iter().min()?.with_day(1)?;
        let (mut done, all) = (
            0u64,
            jobs.iter().map(|job| u64::from(job.units)).sum::<u64>(),
        );
        for _ in 0..MONTHS {
            let after = month.checked_add_months(Months::new(1))?;
            let days = month.iter_days().take_while(|d| *d < after);
            let room = days.filter(|d| as_of <= *d).map(|d| capacity.on(d));
            let room = room.collect::<Option<Vec<u32>>>()?.into_iter().max()?;
            let ready = jobs.iter().zip(&first).filter(|(_, d)| **d < after);
            let ready: u64 = ready.map(|(job, _)| u64::from(job.units)).sum();
            done = (done + u64::from(room)).min(ready);
            if done == all {
                let at = self.live.partition_point(|d| *d < month.max(as_of));
                return self.live.get(at).copied();
            }
            month = after;
        }
        None
    }
}
