//! Why ★ is not a day earlier.

use super::{Book, Draft, Scene, path};
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Money, Round};
use crate::plan::axis::{Day, date, day};
use crate::plan::derive::Move;
use crate::plan::funding::{Source, may_sign};
use crate::plan::layout;
use crate::plan::milestones::pia_start;
use crate::plan::state::ratio;
use crate::plan::{Horizon, Worsens};
use chrono::Days;

/// The reason for a round's ★, with those for ● and the vote behind it; empty without ★.
pub(super) fn reason(scene: &Scene, book: &mut Book, m: &Move) -> String {
    let (Some(sign), Some(funding)) = (m.sign, m.funding) else {
        return String::new();
    };
    let inventory = scene.model.inventory;
    let acts = &scene.model.acts.rounds[m.index];
    if funding.source == Source::Signed {
        let draft = Draft::earliest("actual")
            .fact(path("procurement", &m.round.id, "money.date"))
            .fact(path("procurement", &m.round.id, "money"))
            .value("date", sign);
        return book.add(draft);
    }
    if acts.signed.is_some() {
        return book.add(recorded(m.round, sign));
    }
    let tried = previous(scene, sign);
    let draft = blocked(scene, m, sign, tried).tried(tried);
    let draft = match funding.vote {
        Some(vote) if draft.rule == "fiscal-year-of-money" => {
            let request = money(scene, book, m, sign);
            let vote_id = book.add(
                Draft::latest("budget-vote")
                    .fact("calendar.budget.vote".to_owned())
                    .after(&request)
                    .value("date", vote)
                    .value("fiscal_year", FiscalYear::of(sign).0),
            );
            draft.after(&vote_id)
        }
        _ => draft,
    };
    let year = FiscalYear::of(sign);
    let next = inventory.calendar.initial_budget(year.next());
    let draft = draft
        .value("date", sign)
        .value("fiscal_year", year.0)
        .value("next_contract", year.next().first_day())
        .value("next_request", next.request_to);
    let draft = match (funding.request, funding.vote) {
        (Some(request), Some(vote)) => draft.value("request", request).value("vote", vote),
        _ => draft,
    };
    book.add(draft)
}

fn recorded(round: &Round, sign: Date) -> Draft {
    Draft::earliest("actual")
        .fact(format!("actual.{}", round.id))
        .value("date", sign)
}

/// The candidate day before: an open day, or 1 April.
fn previous(scene: &Scene, sign: Date) -> Date {
    let mut d = sign - Days::new(1);
    while !may_sign(scene.model.inventory, d) && (sign - d).num_days() < 400 {
        d = d - Days::new(1);
    }
    d
}

fn blocked(scene: &Scene, m: &Move, sign: Date, tried: Date) -> Draft {
    let model = scene.model;
    let inventory = model.inventory;
    let calendar = &inventory.calendar;
    let (round, as_of) = (m.round, inventory.as_of);
    let lead = round.method.lead.before(tried, calendar);
    let lead_fact = || path("calendar.method", method_name(round), "lead");
    if round.available.is_some_and(|a| tried < a) {
        return Draft::earliest("availability")
            .fact(path("procurement", &round.id, "available"))
            .value("available", round.available.unwrap_or(sign));
    }
    if tried < as_of || calendar.open_on_or_before(lead) < as_of {
        return Draft::earliest("as-of")
            .fact(lead_fact())
            .fact(path("procurement", &round.id, "method.kind"))
            .value("as_of", as_of)
            .value("lead", round.method.lead);
    }
    let voted = matches!(round.money, Money::Voted { fiscal_year, .. } if fiscal_year == FiscalYear::of(sign));
    if FiscalYear::of(tried) != FiscalYear::of(sign) {
        // Money of the year before would need its own request; the money that the plan uses
        // cannot be spent before its year begins.
        let draft = Draft::earliest("fiscal-year-of-money")
            .fact("calendar.budget.request.to".to_owned())
            .value("voted", voted);
        return match round.money {
            Money::Voted { .. } if voted => {
                draft.fact(path("procurement", &round.id, "money.fiscal-year"))
            }
            _ => draft,
        };
    }
    let noticed = model.acts.rounds[m.index].notice_given.is_some();
    let budget = calendar.initial_budget(FiscalYear::of(sign));
    let by_initial = m.funding.is_some_and(|f| f.source == Source::Initial);
    if by_initial && !noticed && calendar.open_on_or_before(lead) < budget.preparation_from {
        return Draft::earliest("preparation")
            .fact("calendar.budget.preparation-from".to_owned())
            .fact(lead_fact())
            .fact(path("procurement", &round.id, "method.kind"))
            .value("preparation_from", budget.preparation_from)
            .value("lead", round.method.lead);
    }
    let supplementary = m
        .funding
        .filter(|f| f.source == Source::Supplementary)
        .and_then(|f| f.vote);
    if supplementary.is_some_and(|vote| calendar.open_on_or_before(lead) < vote) {
        return Draft::earliest("preparation")
            .fact(path("procurement", &round.id, "supplementary"))
            .value("preparation_from", supplementary.unwrap_or(sign))
            .value("lead", round.method.lead);
    }
    if m.rule.pia
        && let Some(from) = layout::configuration_start(calendar, round, Some(tried), m.cutover)
        && pia_start(inventory, m.rule, from) < as_of
    {
        return Draft::earliest("as-of")
            .fact("routes.pia.lead-large".to_owned())
            .fact("routes.pia.lead".to_owned())
            .value("as_of", as_of)
            .value("lead", m.rule.pia_lead)
            .value("pia", "yes");
    }
    if let Some((p, full)) = full_day(scene, m.index, day(tried), day(sign)) {
        let provider = &inventory.providers[p];
        let kind = if provider.team { "team" } else { "vendor" };
        return Draft::earliest("capacity-builds")
            .fact(path(kind, &provider.id, "builds"))
            .value("provider", &provider.name)
            .value("day", date(full));
    }
    let (before, after) = peaks(scene, m.index, day(tried), day(sign));
    let mut draft = Draft::earliest("level");
    if after > before {
        let by = (after - before) as f64 / 1_000_000.0;
        draft.worsens = Some(Worsens {
            level: "peak_load".to_owned(),
            by,
        });
        if let Some(p) = model.rounds[m.index].provider {
            let provider = &inventory.providers[p];
            let kind = if provider.team { "team" } else { "vendor" };
            draft = draft
                .fact(path(kind, &provider.id, "builds"))
                .value("provider", &provider.name);
        }
        return draft;
    }
    Draft::earliest("free")
}

fn method_name(round: &Round) -> &'static str {
    use crate::inventory::MethodKind;
    match round.method.kind {
        MethodKind::Open => "open",
        MethodKind::Designated => "designated",
        MethodKind::Proposal => "proposal",
        MethodKind::Negotiated => "negotiated",
        MethodKind::Small => "small",
        MethodKind::InHouse => "in-house",
    }
}

/// A day in `from..to` on which the provider has no room for the round.
fn full_day(scene: &Scene, round: usize, from: Day, to: Day) -> Option<(usize, Day)> {
    let model = scene.model;
    let p = model.rounds[round].provider?;
    let units = model.rounds[round].units;
    let full = (from.max(model.as_of)..to).rev().find(|d| {
        let i = (*d - model.first).max(0) as usize;
        let (load, capacity) = (scene.state.load[p].get(i), model.builds[p].get(i));
        matches!((load, capacity), (Some(l), Some(c)) if l.saturating_add(units) > *c)
    })?;
    Some((p, full))
}

/// The plan's peak, and what it would be with the round's work from `from` on, in millionths.
fn peaks(scene: &Scene, round: usize, from: Day, to: Day) -> (u64, u64) {
    let model = scene.model;
    let before = scene.peak;
    let Some(p) = model.rounds[round].provider else {
        return (before, before);
    };
    let units = model.rounds[round].units;
    let after = (from.max(model.as_of)..to).map(|d| {
        let i = (d - model.first).max(0) as usize;
        match (scene.state.load[p].get(i), model.builds[p].get(i)) {
            (Some(l), Some(c)) => ratio(l.saturating_add(units), *c),
            _ => 0,
        }
    });
    (before, after.max().unwrap_or(0).max(before))
}

/// The reason for ●: its last day, free since the season began.
fn money(scene: &Scene, book: &mut Book, m: &Move, sign: Date) -> String {
    let inventory = scene.model.inventory;
    let Some(request) = m.funding.and_then(|f| f.request) else {
        return String::new();
    };
    let budget = inventory.calendar.initial_budget(FiscalYear::of(sign));
    if scene.model.acts.rounds[m.index].requested == Some(request) {
        return book.add(recorded(m.round, request));
    }
    let mut draft = Draft::latest("budget-season")
        .fact("calendar.budget.request.to".to_owned())
        .value("fiscal_year", FiscalYear::of(sign).0)
        .value("date", request);
    if m.funding.is_some_and(|f| f.source == Source::Initial) {
        let from = budget.request_from.max(inventory.as_of);
        draft.free = Some(Horizon { from, to: request });
        draft.tried = Some(inventory.calendar.open_on_or_after(request + Days::new(1)));
    }
    book.add(draft)
}
