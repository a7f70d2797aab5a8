//! Why ★ is not a day earlier.

use super::{Book, Draft, Pins, Scene, path};
use crate::calendar::{Date, FiscalYear};
use crate::inventory::Inventory;
use crate::plan::axis::{Day, date, day};
use crate::plan::council;
use crate::plan::derive::Move;
use crate::plan::funding::{Source, funding, may_sign};
use crate::plan::layout;
use crate::plan::milestones::assessed_in_time;
use crate::plan::state::ratio;
use crate::plan::{Horizon, Worsens};
use chrono::Days;

/// The reason for a round's ★, with those for ● and the vote behind it; none without ★.
pub(super) fn reason(scene: &Scene, book: &mut Book, m: &Move, pin: &mut Pins) {
    let (Some(sign), Some(funding)) = (m.sign, m.funding) else {
        return;
    };
    let acts = &scene.model.acts.rounds[m.index];
    if funding.source == Source::Signed {
        let draft = Draft::earliest("actual")
            .fact(path("procurement", &m.round.id, "money.date"))
            .fact(path("procurement", &m.round.id, "money"))
            .value("date", sign);
        pin.contract = book.add(draft);
        return;
    }
    if acts.signed.is_some() {
        pin.contract = book.add(recorded(sign));
        return;
    }
    let tried = previous(scene, sign);
    let draft = blocked(scene, m, sign, tried)
        .tried(tried)
        .value("date", sign);
    let asked = draft.values.get("act").is_some_and(|act| act == "request");
    let draft = if asked {
        draft.after(&vote(scene, book, m, sign, pin))
    } else {
        draft
    };
    pin.contract = book.add(draft);
}

/// The reasons for the request and the vote behind a ★.
pub(super) fn vote(scene: &Scene, book: &mut Book, m: &Move, sign: Date, pin: &mut Pins) -> String {
    let Some(funding) = m.funding else {
        return String::new();
    };
    if pin.request.is_empty() {
        pin.request = request(scene, book, m, sign);
    }
    let acts = &scene.model.acts.rounds[m.index];
    if let Some(vote) = funding.vote.filter(|_| pin.vote.is_empty()) {
        pin.vote = if acts.voted == Some(vote) {
            book.add(recorded(vote))
        } else {
            let draft = Draft::latest("budget-vote").fact(match funding.source {
                Source::Supplementary => path("procurement", &m.round.id, "supplementary"),
                _ => "calendar.budget.vote".to_owned(),
            });
            book.add(
                draft
                    .after(&pin.request)
                    .value("date", vote)
                    .value("fiscal_year", FiscalYear::of(sign).0),
            )
        };
    }
    if pin.vote.is_empty() {
        pin.request.clone()
    } else {
        pin.vote.clone()
    }
}

fn recorded(day: Date) -> Draft {
    Draft::earliest("actual").value("date", day)
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
    let bids = council::bids(inventory, round, tried);
    let lead = round.method.lead.before(bids, calendar);
    if round.available.is_some_and(|a| tried < a) {
        return Draft::earliest("availability")
            .fact(path("procurement", &round.id, "available"))
            .value("available", round.available.unwrap_or(sign));
    }
    let noticed = model.acts.rounds[m.index].notice_given.is_some();
    if tried < as_of {
        return Draft::earliest("as-of").value("as_of", as_of);
    }
    if !noticed && calendar.open_on_or_before(lead) < as_of {
        return Draft::earliest("as-of")
            .fact(path("procurement", &round.id, "method.lead"))
            .fact(path("procurement", &round.id, "method.kind"))
            .value("as_of", as_of)
            .value("act", "lead")
            .value("lead", round.method.lead);
    }
    let acts = &model.acts.rounds[m.index];
    let Some(paid) = funding(inventory, m.rule, round, acts, tried) else {
        let money = m.funding.and_then(|f| f.vote);
        let vote = council::vote(inventory, round, tried);
        // In the same year the money is there, and no session has voted the contract after it.
        if FiscalYear::of(tried) == FiscalYear::of(sign)
            && let Some((money, vote)) = money.zip(vote)
            && vote <= money
            && let Some(session) = council::vote(inventory, round, sign)
        {
            return Draft::earliest("council-vote")
                .facts(threshold(inventory, round, sign))
                .fact(path("procurement", &round.id, "object"))
                .fact(path("procurement", &round.id, "cost"))
                .value("vote", session);
        }
        return unfunded(scene, m, sign, tried);
    };
    if let Some(until) = paid.until.filter(|u| *u < m.last_cutover - Days::new(1)) {
        return Draft::earliest("lapse")
            .fact(path("procurement", &round.id, "money.until"))
            .fact(path("procurement", &round.id, "money"))
            .value("fiscal_year", FiscalYear::of(tried).0)
            .value("until", until);
    }
    if m.rule.pia
        && let Some(from) = layout::configuration_start(calendar, round, Some(tried), m.cutover)
        && !assessed_in_time(inventory, m.rule, acts.pia_started, from)
    {
        return Draft::earliest("as-of")
            .fact(inventory.routes.pia_fact.clone())
            .value("as_of", acts.pia_started.unwrap_or(as_of))
            .value("lead", m.rule.pia_lead)
            .value("act", "pia");
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

/// The fact that makes the council vote a contract.
pub(super) fn threshold(
    inventory: &Inventory,
    round: &crate::inventory::Round,
    sign: Date,
) -> Vec<String> {
    let rule = council::rule(inventory, round, FiscalYear::of(sign));
    let path = |rule: &crate::calendar::Threshold| path("calendar.threshold", &rule.id, "yen");
    rule.map(path).into_iter().collect()
}

/// Why no money could pay for a ★ on `tried`.
fn unfunded(scene: &Scene, m: &Move, sign: Date, tried: Date) -> Draft {
    let inventory = scene.model.inventory;
    let (calendar, as_of, round) = (&inventory.calendar, inventory.as_of, m.round);
    let lead = round.method.lead;
    let bids = council::bids(inventory, round, tried);
    let notice = calendar.open_on_or_before(lead.before(bids, calendar));
    let (year, own) = (FiscalYear::of(tried), FiscalYear::of(sign));
    let source = m.funding.map_or(Source::Initial, |f| f.source);
    let supplementary = source == Source::Supplementary;
    let budget = calendar.initial_budget(year);
    let sessions = || calendar.supplementary_budgets(year);
    let earlier = supplementary && sessions().iter().any(|b| b.vote <= notice);
    let enquired = scene.model.acts.rounds[m.index].enquired_for(budget.request_to);
    let enquiry = m
        .rule
        .enquiry
        .filter(|_| !supplementary && enquired.is_none());
    let asked = enquiry.map(|e| calendar.open_on_or_before(e.before(budget.request_to, calendar)));
    let late = earlier || budget.request_to < as_of || asked.is_some_and(|e| e < as_of);
    if !late {
        // The money is there in time; what must come after it would come before it.
        let vote = m.funding.and_then(|f| f.vote).filter(|_| supplementary);
        let draft = Draft::earliest("preparation").fact(match vote {
            Some(_) => path("procurement", &round.id, "supplementary"),
            None => "calendar.budget.preparation-from".to_owned(),
        });
        return draft
            .fact(path("procurement", &round.id, "method.lead"))
            .fact(path("procurement", &round.id, "method.kind"))
            .value("preparation_from", vote.unwrap_or(budget.preparation_from))
            .lead(Some(lead));
    }
    let draft = Draft::earliest("as-of").value("as_of", as_of);
    if supplementary {
        let vote = m.funding.and_then(|f| f.vote).unwrap_or(sign);
        return draft
            .fact(path("procurement", &round.id, "supplementary"))
            .value("act", "supplementary")
            .value("vote", vote);
    }
    let next = calendar.initial_budget(own.next());
    let draft = draft
        .fact("calendar.budget.request.to".to_owned())
        .value("tried_fiscal_year", year.0)
        .value("tried_request", budget.request_to)
        .value("fiscal_year", own.0)
        .value("year_from", own.first_day());
    match m.funding.and_then(|f| f.request) {
        Some(request) => draft
            .value("act", "request")
            .value("request", request)
            .value("next_request", next.request_to)
            .value("next_contract", own.next().first_day()),
        None => draft.value("act", "voted"),
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
fn request(scene: &Scene, book: &mut Book, m: &Move, sign: Date) -> String {
    let inventory = scene.model.inventory;
    let calendar = &inventory.calendar;
    let (Some(funding), acts) = (m.funding, &scene.model.acts.rounds[m.index]) else {
        return String::new();
    };
    let Some(request) = funding.request else {
        return String::new();
    };
    if acts.requested == Some(request) {
        return book.add(recorded(request));
    }
    let year = FiscalYear::of(sign);
    let draft = Draft::latest("budget-season")
        .value("fiscal_year", year.0)
        .value("date", request)
        .value("contract", sign)
        .tried(calendar.open_on_or_after(request + Days::new(1)));
    if funding.source != Source::Initial {
        let cause = path("procurement", &m.round.id, "supplementary");
        return book.add(draft.fact(cause).value("act", "supplementary"));
    }
    let enquiry = m.rule.enquiry;
    let enquiry = enquiry.map(|e| calendar.open_on_or_before(e.before(request, calendar)));
    let enquiry = acts.enquired_for(request).or(enquiry);
    book.add(season(inventory, draft, year, enquiry))
}

/// The stretch within which a request for the initial budget of `year` may lie: the season, from
/// as-of on, not before the enquiry that it waits for.
pub(super) fn season(
    inventory: &Inventory,
    mut draft: Draft,
    year: FiscalYear,
    enquiry: Option<Date>,
) -> Draft {
    let budget = inventory.calendar.initial_budget(year);
    let from = budget.request_from.max(inventory.as_of);
    let from = enquiry.map_or(from, |e| from.max(e));
    draft.free = Some(Horizon {
        from,
        to: budget.request_to,
    });
    draft.fact("calendar.budget.request.to".to_owned())
}
