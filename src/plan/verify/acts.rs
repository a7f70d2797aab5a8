//! The dated acts of one system, as they follow from the decisions.

use super::bars::{extended_stage, operation_round, step_round};
use super::reading::{Move, Reading, Taken};
use super::services::Thing;
use super::steps::end_after;
use super::{council, running};
use crate::calendar::{Calendar, Date, Duration, FiscalYear};
use crate::inventory::{Money, NoticeKind};
use crate::plan::Milestone;
use chrono::Days;

/// An act that the plan must date, and on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Act {
    pub(super) kind: &'static str,
    pub(super) stage: String,
    pub(super) round: String,
    pub(super) date: Date,
    pub(super) symbol: Option<&'static str>,
    pub(super) done: bool,
}

/// Every act of a system.
pub(super) fn acts(reading: &Reading<'_>, taken: &Taken<'_>) -> Vec<Act> {
    let mut acts = Vec::with_capacity(32);
    for m in &taken.moves {
        let stage = m.stage();
        let mut add = |kind, date, symbol, done| {
            // What leads up to going live belongs to the service that begins.
            let live = ["cutover", "ordinance", "resident_notice"].contains(&kind);
            let stage = if live { &m.rule.service.id } else { stage }.to_owned();
            acts.push(Act {
                kind,
                stage,
                round: m.round.id.clone(),
                date,
                symbol,
                done,
            });
        };
        asked(reading, taken, m, &mut add);
        around(reading, taken, m, &mut add);
        add("cutover", m.cutover, Some("▲"), m.done);
        operation(reading, taken, m, &mut acts);
    }
    notice_to_end(reading, taken, &mut acts);
    for service in &taken.services {
        let stage = extended_stage(taken, service);
        for (thing, steps) in &service.steps {
            for (n, step) in steps.iter().enumerate() {
                let round = step_round(reading, *thing, n + 1);
                let mut add = |kind, date, done| {
                    let (stage, round) = (stage.to_owned(), round.clone());
                    acts.push(Act {
                        kind,
                        stage,
                        round,
                        date,
                        symbol: None,
                        done,
                    });
                };
                step.notice
                    .iter()
                    .for_each(|(date, given)| add("notice", *date, *given));
                step.request
                    .iter()
                    .for_each(|(date, done)| add("budget_request", *date, *done));
                step.vote
                    .iter()
                    .for_each(|(date, done)| add("budget_vote", *date, *done));
                if running::of_step(reading, *thing, step) == "debt-burden" {
                    step.vote
                        .iter()
                        .for_each(|(date, done)| add("debt_burden_vote", *date, *done));
                }
                add("extension_contract", step.contract, step.done);
            }
        }
    }
    acts
}

/// The day that lies a length before another, on an open day.
pub(super) fn less(calendar: &Calendar, length: Duration, day: Date) -> Date {
    calendar.open_on_or_before(length.before(day, calendar))
}

type Add<'f> = &'f mut dyn FnMut(&'static str, Date, Option<&'static str>, bool);

/// From the enquiry to ★.
fn asked(reading: &Reading<'_>, taken: &Taken<'_>, m: &Move<'_>, add: Add<'_>) {
    let (calendar, past, shared) = (reading.calendar, reading.past(m), reading.shared(m));
    let Some(sign) = m.sign else { return };
    if matches!(m.round.money, Money::Signed { .. }) {
        return;
    }
    // Of a ★ that lies behind unrecorded, nobody knows the day.
    if !shared.behind || past.signed.is_some() {
        add("contract", sign, Some("★"), shared.behind);
    }
    if let Some(vote) = council::session(reading, m.round, sign).filter(|_| !shared.behind) {
        add("contract_vote", vote, None, false);
    }
    let bids = council::bids(reading, m.round, sign);
    if m.round.method.notice && (!shared.behind || past.noticed.is_some()) {
        match past.noticed {
            Some(given) => add("tender_notice", given, None, true),
            None => add(
                "tender_notice",
                less(calendar, m.round.method.lead, bids),
                None,
                false,
            ),
        }
    }
    if shared.voted && !shared.behind {
        return;
    }
    let (request_kind, request_symbol) = if shared.supplementary {
        ("supplementary_request", "◆")
    } else {
        ("budget_request", "●")
    };
    let crossing = reading.crosses(shared) || running::own_vote(reading, taken, m);
    let vote = |date, done, add: Add<'_>| {
        add("budget_vote", date, None, done);
        if crossing {
            add("debt_burden_vote", date, Some("◇"), done);
        }
    };
    if shared.behind {
        past.enquired
            .iter()
            .for_each(|d| add("enquiry", *d, None, true));
        past.requested
            .iter()
            .for_each(|d| add(request_kind, *d, Some(request_symbol), true));
        past.voted.iter().for_each(|d| vote(*d, true, add));
        return;
    }
    let year = FiscalYear::of(sign);
    let about = past.about(year, &m.round.money);
    let requested = past.requested_for(year, shared.supplementary, calendar);
    let requested = requested.filter(|_| about);
    let voted = past.voted_for(year).filter(|_| about);
    let (last_request, its_vote) = planned_request(reading, m, sign, shared.supplementary);
    match voted {
        Some(date) => vote(date, true, add),
        None => vote(its_vote, false, add),
    }
    let rests_on = match (requested, voted) {
        (None, Some(_)) => past.enquired,
        _ => past.enquired_before(requested.unwrap_or(last_request)),
    };
    if let Some(date) = rests_on {
        add("enquiry", date, None, true);
    }
    match (requested, voted) {
        (Some(date), _) => add(request_kind, date, Some(request_symbol), true),
        (None, Some(_)) => {}
        (None, None) => {
            add(request_kind, last_request, Some(request_symbol), false);
            if let Some(length) = m.rule.enquiry.filter(|_| rests_on.is_none()) {
                add("enquiry", less(calendar, length, last_request), None, false);
            }
        }
    }
}

/// The request for money of the fiscal year of ★ at its last day, and its vote. Of several
/// supplementary budgets the one that a recorded request was for, else the last whose vote lies
/// before the notice.
fn planned_request(
    reading: &Reading<'_>,
    m: &Move<'_>,
    sign: Date,
    supplementary: bool,
) -> (Date, Date) {
    let (calendar, year) = (reading.calendar, FiscalYear::of(sign));
    if supplementary {
        let contract = council::session(reading, m.round, sign);
        let notice = less(calendar, m.round.method.lead, contract.unwrap_or(sign));
        let before = |vote: Date| vote <= notice && contract.is_none_or(|contract| vote < contract);
        let budgets = calendar.supplementary_budgets(year);
        let recorded = reading.past(m).requested_for(year, true, calendar);
        let session = match recorded {
            Some(recorded) => budgets.iter().find(|b| recorded <= b.request),
            None => {
                let last = |fits: &dyn Fn(Date) -> bool| budgets.iter().rfind(|b| fits(b.vote));
                // Too early for the council's vote: the session that would pay, for the rule to say.
                let paying = || last(&|vote| vote <= sign).filter(|_| contract.is_some());
                last(&before).or_else(paying)
            }
        };
        if let Some(session) = session {
            return (session.request, session.vote);
        }
    }
    let budget = calendar.initial_budget(year);
    (budget.request_to, budget.vote)
}

/// Acts around the work that hang on ▲ and on the activities.
fn around(reading: &Reading<'_>, taken: &Taken<'_>, m: &Move<'_>, add: Add<'_>) {
    let calendar = reading.calendar;
    let behind = reading.shared(m).behind;
    let assessing = reading.past(m).assessing.filter(|_| m.sign.is_some());
    if let Some(begun) = assessing {
        add("pia_start", begun, None, true);
    }
    // Of a round whose ★ lies behind, what would lie behind as well is left out.
    let mut add = |kind, date| {
        if !behind || reading.as_of <= date {
            add(kind, date, None, false);
        }
    };
    let activities = taken.activities.iter().filter(|a| a.round == m.round.id);
    let rules = &m.round.activities;
    if m.rule.pia && m.sign.is_some() {
        let starts = rules
            .iter()
            .zip(activities.clone())
            .find(|(rule, _)| rule.configuration);
        let start = starts.map_or_else(|| super::bars::work_start(reading, m), |(_, a)| a.from);
        let pia = calendar.open_on_or_before(start - Days::new(1));
        add("pia", pia);
        if assessing.is_none() {
            add("pia_start", less(calendar, m.rule.pia_lead, pia));
        }
    }
    for (_, activity) in rules
        .iter()
        .zip(activities)
        .filter(|(rule, _)| rule.rehearsal)
    {
        add("rehearsal", calendar.open_on_or_before(activity.to));
    }
    if m.rule.ordinance
        && let Some(vote) = last_vote_before(calendar, m.cutover)
    {
        add("ordinance", vote);
    }
    if let Some(length) = m.rule.resident_notice {
        add("resident_notice", less(calendar, length, m.cutover));
    }
}

/// What goes on without notice is given notice before the end that the plan uses.
fn notice_to_end(reading: &Reading<'_>, taken: &Taken<'_>, acts: &mut Vec<Act>) {
    let inventory = reading.inventory;
    for (thing, steps) in taken.services.first().into_iter().flat_map(|s| &s.steps) {
        let (round, end, notice, past) = match *thing {
            Thing::Contract(c) => {
                let contract = &inventory.contracts[c];
                let round = format!("contract.{}", contract.id);
                (
                    round,
                    contract.ends,
                    contract.notice,
                    &reading.history.contracts[c],
                )
            }
            Thing::Hardware(h) => {
                let hardware = &inventory.hardware[h];
                let round = format!("hardware.{}", hardware.id);
                (
                    round,
                    hardware.expires,
                    hardware.notice,
                    &reading.history.hardware[h],
                )
            }
            Thing::Round(_) => continue,
        };
        let Some(notice) = notice.filter(|n| n.kind == NoticeKind::ToEnd) else {
            continue;
        };
        let next = end_after(end, steps, steps.len()) + Days::new(1);
        let last = notice.by.before(next, reading.calendar) - Days::new(1);
        let date = past
            .noticed
            .unwrap_or(reading.calendar.open_on_or_before(last));
        if past.noticed.is_some() || reading.as_of <= date {
            let (kind, stage, done) = ("notice", "current".to_owned(), past.noticed.is_some());
            acts.push(Act {
                kind,
                stage,
                round,
                date,
                symbol: None,
                done,
            });
        }
    }
}

/// The latest vote of any session before a day.
pub(super) fn last_vote_before(calendar: &Calendar, day: Date) -> Option<Date> {
    let year = FiscalYear::of(day);
    [FiscalYear(year.0 - 1), year]
        .into_iter()
        .flat_map(|y| {
            let spring = calendar.initial_budget(y.next()).vote;
            let sessions = calendar
                .supplementary_budgets(y)
                .into_iter()
                .map(|s| s.vote);
            sessions.chain([spring]).collect::<Vec<_>>()
        })
        .filter(|vote| *vote < day)
        .max()
}

/// The operation of the standard, which is procured apart.
fn operation(reading: &Reading<'_>, taken: &Taken<'_>, m: &Move<'_>, acts: &mut Vec<Act>) {
    let Some(rule) = taken.target.operation.as_ref().filter(|_| m.standard) else {
        return;
    };
    let (calendar, shared) = (reading.calendar, reading.shared(m));
    let begin = if m.round.systems.len() > 1 {
        shared.first
    } else {
        m.cutover
    };
    let before = calendar.open_on_or_before(begin - Days::new(1));
    let year = FiscalYear::of(begin);
    let contract = if FiscalYear::of(before) == year {
        before
    } else {
        year.first_day()
    };
    let budget = calendar.initial_budget(year);
    let funded = shared.behind || shared.voted || recorded(reading, m);
    let round = operation_round(taken, m);
    let mut steps = vec![
        ("budget_request", budget.request_to),
        ("budget_vote", budget.vote),
    ];
    // Too late for its own season: the supplementary budget of the build carries it.
    if let Some(sign) = m.sign.filter(|_| {
        shared.supplementary && !shared.behind && !shared.voted && budget.request_to < reading.as_of
    }) {
        let (request, vote) = planned_request(reading, m, sign, true);
        let past = reading
            .past(m)
            .requested_for(FiscalYear::of(sign), true, calendar);
        steps = vec![
            ("supplementary_request", past.unwrap_or(request)),
            ("budget_vote", vote),
        ];
        if FiscalYear::of(sign) < year {
            steps.push(("debt_burden_vote", vote));
        }
    }
    if running::needs_vote(reading, m.round, shared.first) && steps.len() < 3 {
        steps.push(("debt_burden_vote", steps[1].1));
    }
    steps.push(("operation_contract", contract));
    for (kind, date) in steps {
        if !funded || reading.as_of <= date {
            let (stage, round) = (rule.id.clone(), round.clone());
            acts.push(Act {
                kind,
                stage,
                round,
                date,
                symbol: None,
                done: false,
            });
        }
    }
}

/// Whether a request or a vote of the money that pays for ★ is recorded.
fn recorded(reading: &Reading<'_>, m: &Move<'_>) -> bool {
    let (past, shared) = (reading.past(m), reading.shared(m));
    m.sign.map(FiscalYear::of).is_some_and(|year| {
        let requested = past.requested_for(year, shared.supplementary, reading.calendar);
        past.about(year, &m.round.money) && (requested.is_some() || past.voted_for(year).is_some())
    })
}

/// Brings the acts that must be there and those that are together: by round and kind, several of
/// one kind by date.
pub(super) fn pairs(acts: &[Act], milestones: &[Milestone]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut musts: Vec<usize> = (0..acts.len()).collect();
    let mut ares: Vec<usize> = (0..milestones.len()).collect();
    let must_key = |i: &usize| (acts[*i].round.as_str(), acts[*i].kind, acts[*i].date);
    let are_key = |i: &usize| {
        (
            milestones[*i].round.as_str(),
            milestones[*i].kind.as_str(),
            milestones[*i].date,
        )
    };
    musts.sort_by_key(|i| must_key(i));
    ares.sort_by_key(|i| are_key(i));
    let (mut musts, mut ares) = (musts.into_iter().peekable(), ares.into_iter().peekable());
    let mut pairs = Vec::with_capacity(acts.len());
    loop {
        let order = match (musts.peek(), ares.peek()) {
            (None, None) => return pairs,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(must), Some(is)) => {
                let ((round, kind, _), (its_round, its_kind, _)) = (must_key(must), are_key(is));
                (round, kind).cmp(&(its_round, its_kind))
            }
        };
        pairs.push(match order {
            std::cmp::Ordering::Less => (musts.next(), None),
            std::cmp::Ordering::Greater => (None, ares.next()),
            std::cmp::Ordering::Equal => (musts.next(), ares.next()),
        });
    }
}
