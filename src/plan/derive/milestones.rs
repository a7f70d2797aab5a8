//! The dated events of one system: of its rounds, its extensions and its operation.

use super::stages::operation_round;
use super::{Move, Part};
use crate::calendar::{Date, FiscalYear};
use crate::inventory::NoticeKind;
use crate::plan::Milestone;
use crate::plan::axis::{crosses_year, day};
use crate::plan::council;
use crate::plan::derive::running;
use crate::plan::extension::Step;
use crate::plan::funding::Source;
use crate::plan::layout;
use crate::plan::milestones::{last_session_before, pia, pia_start};
use crate::plan::model::{Model, round_steps};
use crate::plan::state::Which;
use chrono::Days;

struct Events<'m> {
    model: &'m Model<'m>,
    all: Vec<Milestone>,
}

impl Events<'_> {
    fn push(&mut self, kind: &str, stage: &str, round: &str, date: Date, done: bool) {
        self.marked(kind, stage, round, date, done, None);
    }

    fn marked(
        &mut self,
        kind: &str,
        stage: &str,
        round: &str,
        date: Date,
        done: bool,
        symbol: Option<&str>,
    ) {
        self.all.push(Milestone {
            kind: kind.to_owned(),
            stage: stage.to_owned(),
            round: round.to_owned(),
            date,
            symbol: symbol.map(str::to_owned),
            reason: String::new(),
            done,
        });
    }
}

pub(super) fn milestones(model: &Model, part: &Part) -> Vec<Milestone> {
    let mut events = Events {
        model,
        all: Vec::new(),
    };
    present_extensions(&mut events, part);
    for m in &part.moves {
        of_move(&mut events, part, m);
        let acts = &model.acts.rounds[m.index];
        if let Some((_, steps)) = round_steps(model.inventory, m.round, acts, day(m.first_cutover))
            .filter(|_| m.used.steps[0] > 0)
        {
            let stage = m.rule.extension.as_ref().unwrap_or(&m.rule.service);
            let steps = &steps[..m.used.steps[0].min(steps.len())];
            let leased = m.round.object == "lease";
            extensions(&mut events, &m.round.id, &stage.id, leased, steps);
        }
        if m.which == Which::Standard {
            operation(&mut events, part, m);
        }
    }
    events.all.sort_by(|a, b| {
        let rank = |m: &Milestone| {
            crate::plan::MILESTONE_KINDS
                .iter()
                .position(|k| *k == m.kind)
        };
        (a.date, rank(a), &a.round).cmp(&(b.date, rank(b), &b.round))
    });
    events.all
}

fn of_move(events: &mut Events, part: &Part, m: &Move) {
    let inventory = events.model.inventory;
    let calendar = &inventory.calendar;
    let acts = &events.model.acts.rounds[m.index];
    let (work, service, round) = (&m.rule.work.id, &m.rule.service.id, &m.round.id);
    let as_of = inventory.as_of;
    let signed = acts.signed.is_some();
    if let (Some(sign), Some(funding)) = (m.sign, m.funding) {
        let asked = matches!(funding.source, Source::Initial | Source::Supplementary);
        let counts = |d: &Date| {
            let request = funding.request;
            signed || request.is_none_or(|r| acts.enquired_for(r) == Some(*d))
        };
        let enquired = acts.enquired.filter(|d| asked && counts(d));
        if let Some(enquired) = enquired {
            events.push("enquiry", work, round, enquired, true);
        }
        if let Some(request) = funding.request {
            let done = acts.requested == Some(request);
            let (kind, symbol) = match funding.source {
                Source::Supplementary => ("supplementary_request", "◆"),
                _ => ("budget_request", "●"),
            };
            if let Some(enquiry) = m.rule.enquiry.filter(|_| !done && enquired.is_none()) {
                let at = calendar.open_on_or_before(enquiry.before(request, calendar));
                events.push("enquiry", work, round, at, false);
            }
            events.marked(kind, work, round, request, done, Some(symbol));
        }
        if let Some(vote) = funding.vote {
            let done = acts.voted == Some(vote);
            events.push("budget_vote", work, round, vote, done);
            let crosses = crosses_year(day(sign), day(m.last_cutover) - 1);
            if crosses || own_service_by_debt(inventory, part, m) {
                events.marked("debt_burden_vote", work, round, vote, done, Some("◇"));
            }
        }
        if funding.source != Source::Signed {
            if let Some(vote) = council::vote(inventory, m.round, sign).filter(|_| !signed) {
                events.push("contract_vote", work, round, vote, false);
            }
            let given = acts.notice_given;
            if m.round.method.notice && (!signed || given.is_some()) {
                let bids = council::bids(inventory, m.round, sign);
                let notice = calendar.open_on_or_before(m.round.method.lead.before(bids, calendar));
                let at = given.unwrap_or(notice);
                events.push("tender_notice", work, round, at, given.is_some());
            }
            // Of a ★ that lies behind unrecorded, nobody knows the day.
            if !signed || acts.sign_recorded {
                events.marked("contract", work, round, sign, signed, Some("★"));
            }
        }
    }
    let done = acts
        .done_for(crate::inventory::SystemIx(part.system))
        .is_some();
    // Of a round whose ★ lies behind, what would lie before as-of has had its day.
    let behind = signed || done || funding_signed(m);
    let ahead = |date: Date| date >= as_of || !behind;
    if let Some(started) = acts.pia_started.filter(|_| m.sign.is_some()) {
        events.push("pia_start", work, round, started, true);
    }
    if m.rule.pia
        && m.sign.is_some()
        && let Some(from) = layout::configuration_start(calendar, m.round, m.sign, m.cutover)
    {
        let start = pia_start(inventory, m.rule, from);
        let end = pia(inventory, from);
        if acts.pia_started.is_none() && ahead(start) {
            events.push("pia_start", work, round, start, false);
        }
        if ahead(end) {
            events.push("pia", work, round, end, false);
        }
    }
    let days = layout::activities(calendar, m.round, m.sign, m.cutover);
    let stage = if m.sign.is_some() { work } else { service };
    for (rule, (from, to)) in m.round.activities.iter().zip(days) {
        let at = calendar.open_on_or_before(to);
        if rule.rehearsal && from <= to && ahead(at) {
            events.push("rehearsal", stage, round, at, false);
        }
    }
    if m.rule.ordinance
        && let Some(vote) = last_session_before(inventory, m.cutover).filter(|v| ahead(*v))
    {
        events.push("ordinance", service, round, vote, false);
    }
    if let Some(lead) = m.rule.resident_notice {
        let at = calendar.open_on_or_before(lead.before(m.cutover, calendar));
        if ahead(at) {
            events.push("resident_notice", service, round, at, false);
        }
    }
    events.marked("cutover", service, round, m.cutover, done, Some("▲"));
}

fn funding_signed(m: &Move) -> bool {
    m.funding.is_some_and(|f| f.source == Source::Signed)
}

/// Whether the service that a round begins is paid by a 債務負担行為, and with the round itself.
fn own_service_by_debt(inventory: &crate::inventory::Inventory, part: &Part, m: &Move) -> bool {
    let target = &inventory.routes.targets[part.route.target];
    let apart = m.which == Which::Standard && target.operation.is_some();
    !apart && running::by_debt(inventory, m.round, m.first_cutover)
}

fn extensions(events: &mut Events, of: &str, stage: &str, leased: bool, steps: &[Step]) {
    for (n, step) in steps.iter().enumerate() {
        let round = format!("{of}/extension-{}", n + 1);
        if let Some(notice) = step.notice {
            let given = notice < events.model.inventory.as_of || step.told;
            events.push("notice", stage, &round, notice, given);
        }
        if let Some(request) = step.request {
            events.push("budget_request", stage, &round, request, step.requested);
        }
        if let Some(vote) = step.vote {
            events.push("budget_vote", stage, &round, vote, step.voted);
            if running::of_step(events.model.inventory, leased, step.from, step.to)
                == running::DEBT_BURDEN
            {
                events.push("debt_burden_vote", stage, &round, vote, step.voted);
            }
        }
        events.push(
            "extension_contract",
            stage,
            &round,
            step.contract,
            step.done,
        );
    }
}

fn present_extensions(events: &mut Events, part: &Part) {
    let model = events.model;
    let inventory = model.inventory;
    let system = &inventory.systems[part.system];
    let used = part.local.present;
    let contract = system.contract.map(|c| {
        let contract = &inventory.contracts[c.0];
        (
            format!("contract.{}", contract.id),
            c.0,
            0,
            contract.notice,
            &model.acts.contracts[c.0],
        )
    });
    let hardware = system.hardware.map(|h| {
        let hardware = &inventory.hardware[h.0];
        let carrier = inventory.contracts.len() + h.0;
        (
            format!("hardware.{}", hardware.id),
            carrier,
            1,
            hardware.notice,
            &model.acts.hardware[h.0],
        )
    });
    for (path, carrier, which, notice, acts) in contract.into_iter().chain(hardware) {
        let carrier = &model.carriers[carrier];
        let steps = &carrier.steps[..used.steps[which].min(carrier.steps.len())];
        extensions(events, &path, "current", which == 1, steps);
        // Without notice it goes on: notice to end is due before the end that the plan uses.
        if let Some(notice) = notice.filter(|n| n.kind == NoticeKind::ToEnd) {
            let end = crate::plan::axis::date(carrier.end_after(used.steps[which]));
            let calendar = &inventory.calendar;
            let last = notice.by.before(end + Days::new(1), calendar) - Days::new(1);
            let due = acts
                .notice_given
                .unwrap_or(calendar.open_on_or_before(last));
            if acts.notice_given.is_some() || due >= inventory.as_of {
                events.push("notice", "current", &path, due, acts.notice_given.is_some());
            }
        }
    }
}

/// 運用の別途発注: asked for and signed apart from the build.
fn operation(events: &mut Events, part: &Part, m: &Move) {
    let inventory = events.model.inventory;
    let calendar = &inventory.calendar;
    let Some(stage) = &inventory.routes.targets[part.route.target].operation else {
        return;
    };
    let round = operation_round(events.model, m);
    let signed = operation_contract(calendar, m.first_cutover);
    let budget = calendar.initial_budget(FiscalYear::of(signed));
    let mut acts = vec![
        ("budget_request", budget.request_to),
        ("budget_vote", budget.vote),
    ];
    // Where its season has passed, the supplementary budget that pays for the build carries it,
    // with a 債務負担行為 where it is signed in a later year.
    if budget.request_to < inventory.as_of
        && let (Some(sign), Some(funding)) = (m.sign, m.funding)
        && funding.source == Source::Supplementary
        && let (Some(request), Some(vote)) = (funding.request, funding.vote)
    {
        acts = vec![("supplementary_request", request), ("budget_vote", vote)];
        if FiscalYear::of(sign) < FiscalYear::of(signed) {
            acts.push(("debt_burden_vote", vote));
        }
    }
    let debt = acts.iter().any(|(kind, _)| *kind == "debt_burden_vote");
    if let Some((_, vote)) = acts.get(1).copied()
        && !debt
        && running::by_debt(inventory, m.round, m.first_cutover)
    {
        acts.push(("debt_burden_vote", vote));
    }
    acts.push(("operation_contract", signed));
    for (kind, at) in acts {
        // Only a round whose money was there before the plan began can have them behind it.
        if at >= inventory.as_of {
            events.push(kind, &stage.id, &round, at, false);
        }
    }
}

/// The last open day before ▲ in the same fiscal year, else 1 April.
fn operation_contract(calendar: &crate::calendar::Calendar, cutover: Date) -> Date {
    let before = calendar.open_on_or_before(cutover - Days::new(1));
    let first = FiscalYear::of(cutover).first_day();
    before.max(first)
}
