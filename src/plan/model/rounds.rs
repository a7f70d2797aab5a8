//! Rounds as the search sees them: signing days with the ▲ they allow, ends of service, work.

use super::{Model, RoundModel, SignDay, move_rule};
use crate::calendar::{Calendar, Date};
use crate::inventory::{Inventory, Money, MoveRule, Round, RoundIx, WorkKind};
use crate::plan::acts::{ResourceActs, RoundActs};
use crate::plan::axis::{Day, NEVER, date, day, fiscal_end};
use crate::plan::extension::{self, Step};
use crate::plan::funding::{funding, may_sign};
use crate::plan::{layout, milestones};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All rounds, as the search sees them.
pub(super) fn all<'a>(model: &Model<'a>) -> Vec<RoundModel<'a>> {
    let open = signing_days(model);
    let calendar = &model.inventory.calendar;
    let given: Vec<Given<'a, '_>> = model
        .inventory
        .rounds
        .iter()
        .zip(&model.acts.rounds)
        .enumerate()
        .map(|(i, (round, acts))| Given {
            round,
            acts,
            rule: move_rule(model.inventory, RoundIx(i)),
        })
        .collect();
    let signs = shared(model, &given, Given::sign_key, |g| {
        let signs = |rule| sign_days(model, rule, g.round, g.acts, &open);
        g.rule.map_or_else(Vec::new, signs)
    });
    let ends = shared(model, &given, Given::end_key, |g| {
        let slots = model.slots.iter().filter(|_| g.round.term.is_some());
        let ends = slots.map(|d| service_ends(model.inventory, g.round, g.acts, *d));
        ends.collect::<Vec<_>>()
    });
    let house = shared(model, &given, Given::house_key, |g| {
        let slots = model.slots.iter().filter(|_| g.round.in_house());
        let starts = slots.map(|d| day(layout::work_start(calendar, g.round, None, date(*d))));
        starts.collect::<Vec<Day>>()
    });
    let tables = signs.into_iter().zip(ends).zip(house);
    let each = |(g, ((signs, ends), house_start)): (&Given<'a, '_>, _)| {
        let round = g.round;
        let begun = g.acts.signed.is_some()
            || g.acts.started.is_some()
            || matches!(round.money, Money::Signed { .. });
        let first_cutover = |rule| first_cutover(model, rule, round, g.acts);
        RoundModel {
            source: round,
            begun,
            provider: round.provider.map(|p| p.0),
            units: round.units,
            in_house: round.in_house(),
            signs,
            available: round.available.filter(|_| !begun).map_or(Day::MIN, day),
            first_cutover: g.rule.map_or(model.as_of, first_cutover),
            systems: round.systems.iter().map(|s| s.0).collect(),
            done: g.acts.done.iter().map(|(s, d)| (s.0, day(*d))).collect(),
            ends,
            house_start,
            standard: round.work_kind == WorkKind::Standard,
            one_term: round.systems.len() > 1 && round.term.is_some(),
            stood: None,
        }
    };
    given.iter().zip(tables).map(each).collect()
}

/// What the tables of a round depend on.
struct Given<'a, 'm> {
    round: &'a Round,
    acts: &'m RoundActs,
    rule: Option<&'a MoveRule>,
}

impl Given<'_, '_> {
    /// All that its signing days depend on.
    fn sign_key(&self) -> String {
        let round = self.round;
        format!(
            "{:?}|{:?}|{:?}|{:?}|{:?}|{}|{:?}|{}|{:?}",
            self.rule
                .map(|r| (&r.work.id, r.enquiry, r.pia, r.pia_lead)),
            round.money,
            round.method.lead,
            round.work.high,
            round.activities,
            round.supplementary.is_some(),
            self.acts,
            round.object,
            council_cost(round)
        )
    }

    /// All that the ends of its service depend on.
    fn end_key(&self) -> String {
        let round = self.round;
        format!(
            "{:?}|{:?}|{:?}|{:?}",
            round.term,
            round.extend.as_ref().map(|e| (e.by, e.at_most)),
            round.notice,
            self.acts.extended
        )
    }

    /// All that the beginning of work without a contract depends on.
    fn house_key(&self) -> String {
        match self.round.in_house() {
            true => format!("{:?}{:?}", self.round.work, self.round.activities),
            false => String::new(),
        }
    }
}

/// A table for each round; those of which the key is the same share one.
fn shared<'a, 'm, T: Send + Sync>(
    model: &Model<'_>,
    given: &[Given<'a, 'm>],
    key: impl Fn(&Given<'a, 'm>) -> String,
    make: impl Fn(&Given<'a, 'm>) -> T + Sync + Send,
) -> Vec<Arc<T>> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut firsts: Vec<&Given<'a, 'm>> = Vec::new();
    let mut of: Vec<usize> = Vec::with_capacity(given.len());
    for g in given {
        let number = *numbers.entry(key(g)).or_insert(firsts.len());
        if number == firsts.len() {
            firsts.push(g);
        }
        of.push(number);
    }
    let systems = model.inventory.systems.len();
    let made = crate::parallel::map(firsts.len(), systems, |n| {
        firsts.get(n).map(|g| Arc::new(make(g)))
    });
    of.into_iter()
        .filter_map(|number| made.get(number).cloned().flatten())
        .collect()
}

/// The end of the new hardware's life and of the platform's support: the round's own platform, else
/// that of the move on the system's route.
pub(super) fn limit(inventory: &Inventory, round: &Round, rule: &MoveRule) -> Day {
    let hardware = round.hardware.map(|h| inventory.hardware[h.0].expires);
    let known = |id: &str| inventory.platforms.iter().position(|p| p.id == id);
    let platform = round.platform.map(|p| p.0).or(known(&rule.platform));
    let platform = platform.and_then(|p| inventory.platforms[p].supported_until);
    let ends = hardware.into_iter().chain(platform).map(day);
    ends.min().unwrap_or(NEVER)
}

/// Base term and steps of a round's service that starts with a ▲ on `cutover`.
pub(crate) fn round_steps(
    inventory: &Inventory,
    round: &Round,
    acts: &RoundActs,
    cutover: Day,
) -> Option<(Day, Vec<Step>)> {
    let term = round.term?;
    let end = term.after(date(cutover), &inventory.calendar) - chrono::Days::new(1);
    let resource = ResourceActs {
        requested: None,
        voted: None,
        notice_given: None,
        extended: acts.extended.clone(),
    };
    let steps = extension::steps(
        &inventory.calendar,
        inventory.as_of,
        end,
        round.extend.as_ref(),
        round.notice,
        &resource,
    );
    Some((day(end), steps))
}

fn service_ends(inventory: &Inventory, round: &Round, acts: &RoundActs, cutover: Day) -> Vec<Day> {
    let Some((end, steps)) = round_steps(inventory, round, acts, cutover) else {
        return Vec::new();
    };
    std::iter::once(end)
        .chain(steps.iter().map(|s| day(s.to)))
        .collect()
}

/// The first ▲ whose acts at a fixed distance before it are not before as-of.
fn first_cutover(model: &Model, rule: &MoveRule, round: &Round, acts: &RoundActs) -> Day {
    let inventory = model.inventory;
    let calendar = &inventory.calendar;
    // Of a round whose ★ lies behind, what would lie before as-of has had its day.
    if acts.signed.is_some()
        || acts.started.is_some()
        || matches!(round.money, Money::Signed { .. })
    {
        return model.as_of;
    }
    let by_sign = layout::fill(&round.activities);
    let configured = round.activities.iter().position(|a| a.configuration);
    let pia_by_cutover = rule.pia
        && !round.in_house()
        && configured.is_some_and(|c| by_sign.is_none_or(|f| c > f))
        && !round.activities.is_empty();
    let ok = |d: Day| {
        let cutover = date(d);
        let notice = rule.resident_notice.is_none_or(|l| {
            calendar.open_on_or_before(l.before(cutover, calendar)) >= inventory.as_of
        });
        let ordinance = !rule.ordinance
            || milestones::last_session_before(inventory, cutover)
                .is_some_and(|v| v >= inventory.as_of);
        let house = !round.in_house()
            || layout::work_start(calendar, round, None, cutover) >= inventory.as_of;
        let pia = !pia_by_cutover
            || layout::configuration_start(calendar, round, None, cutover)
                .is_none_or(|c| milestones::assessed_in_time(inventory, rule, acts.pia_started, c));
        notice && ordinance && house && pia
    };
    let i = model.slots.partition_point(|d| *d < model.as_of || !ok(*d));
    model.slots.get(i).copied().unwrap_or(NEVER)
}

/// Every day on which ★ may be signed, with the ▲ it allows.
fn sign_days(
    model: &Model,
    rule: &MoveRule,
    round: &Round,
    acts: &RoundActs,
    all_days: &[Day],
) -> Vec<SignDay> {
    let inventory = model.inventory;
    let calendar = &inventory.calendar;
    if round.in_house() {
        return Vec::new();
    }
    let fixed = match round.money {
        Money::Signed { date, .. } => Some(date),
        _ => acts.signed,
    };
    let fill = layout::fill(&round.activities);
    let configured = round.activities.iter().position(|a| a.configuration);
    let pia_by_sign = rule.pia && configured.is_none_or(|c| fill.is_some_and(|f| c <= f));
    let days: Vec<Day> = match fixed {
        Some(date) => vec![day(date)],
        None => all_days.to_vec(),
    };
    // Activities counted back from each ▲ begin on these days; they never run backwards.
    let backward: Vec<Day> = model
        .slots
        .iter()
        .map(|d| {
            day(layout::backward_start(
                calendar,
                &round.activities,
                date(*d),
            ))
        })
        .collect();
    let allowed = |d: Day| {
        let sign = date(d);
        let funding = funding(inventory, rule, round, acts, sign)?;
        if fixed.is_none() && pia_by_sign {
            let configuration = configuration_by_sign(calendar, round, sign, configured);
            let started = acts.pia_started;
            if !milestones::assessed_in_time(inventory, rule, started, configuration) {
                return None;
            }
        }
        Some(funding)
    };
    let mut signs = Vec::with_capacity(days.len());
    // The later ★, the later all that follows from it.
    let mut slot = 0;
    let mut rest = days.as_slice();
    while let [first, ..] = rest {
        // Within a fiscal year, once a day is allowed the later ones are: its gates only pass.
        let end = fiscal_end(*first);
        let (year, after) = rest.split_at(rest.partition_point(|d| *d <= end));
        rest = after;
        let from = year.partition_point(|d| allowed(*d).is_none());
        let Some(funding) = year.get(from).and_then(|d| allowed(*d)) else {
            continue;
        };
        let until = funding.until.map_or(NEVER, day);
        for d in &year[from..] {
            let sign = date(*d);
            let forward = day(layout::forward_end(calendar, &round.activities, sign));
            let least = forward + Day::from(fill.is_some());
            while backward.get(slot).is_some_and(|b| *b < least) {
                slot += 1;
            }
            let fits = model.slots.get(slot).copied().unwrap_or(NEVER);
            let worked = day(round.work.high.after(sign, calendar));
            // What is recorded has happened however long it should have taken.
            let ready = if acts.done.is_empty() {
                worked.max(fits)
            } else {
                *d
            };
            signs.push(SignDay {
                day: *d,
                ready,
                until,
                worked,
                fits,
            });
        }
    }
    signs
}

/// What decides whether the council votes the contract: goods and construction by their price.
fn council_cost(round: &Round) -> Option<&[crate::inventory::Cost]> {
    (round.object != "services").then_some(&round.costs)
}

/// Every day on which the office signs.
fn signing_days(model: &Model) -> Vec<Day> {
    let last = day(model.inventory.planning_end());
    // 1 April may be a closed day.
    let april = |d: Day| model.axis.month_of(d).0 == d && may_sign(model.inventory, date(d));
    (model.as_of..=last)
        .filter(|d| model.axis.is_open(*d) || april(*d))
        .collect()
}

fn configuration_by_sign(
    calendar: &Calendar,
    round: &Round,
    sign: Date,
    configured: Option<usize>,
) -> Date {
    let ahead = round
        .activities
        .get(..configured.unwrap_or(0))
        .unwrap_or_default();
    ahead
        .iter()
        .filter_map(|a| a.length)
        .fold(sign, |d, l| l.after(d, calendar))
}
