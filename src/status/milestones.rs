//! Each milestone of the baseline beside the actual or the forecast.

use super::{Beside, MilestoneStatus, State};
use crate::calendar::Date;
use crate::deadlines::DueName;
use crate::inventory::{Event, SystemIx};
use crate::plan::{Milestone, PlanSystem};
use crate::report::wording;
use crate::why::sentence;
use crate::words::{Lang, say};

/// Both ends of a milestone: in the baseline, in the forecast.
type Pair<'p> = (Option<&'p Milestone>, Option<&'p Milestone>);

/// All milestones of a system, by planned date, then by what they are.
pub(super) fn all(
    beside: &Beside<'_>,
    ix: SystemIx,
    old: Option<&PlanSystem>,
    now: &PlanSystem,
    lang: Lang,
) -> Vec<MilestoneStatus> {
    let case = Case {
        beside,
        ix,
        now,
        lang,
    };
    let mut all: Vec<MilestoneStatus> = pairs(old, now)
        .into_iter()
        .map(|(old_m, new_m)| case.status(old, old_m, new_m))
        .collect();
    let day = |m: &MilestoneStatus| m.planned.or(m.actual).or(m.forecast);
    all.sort_by_key(|m| (day(m), rank(&m.kind)));
    all
}

/// Where a kind stands among those of one day.
fn rank(kind: &str) -> Option<usize> {
    let kinds = crate::plan::MILESTONE_KINDS.iter();
    kinds.clone().position(|k| *k == kind)
}

/// Milestones that are the same: of one kind and round. Of several (rehearsals) the last ones
/// correspond: what has had its day is left out at the front.
fn pairs<'p>(old: Option<&'p PlanSystem>, now: &'p PlanSystem) -> Vec<Pair<'p>> {
    let of = |system: &'p PlanSystem, like: &Milestone| -> Vec<&'p Milestone> {
        let same = |m: &&Milestone| m.kind == like.kind && m.round == like.round;
        system.milestones.iter().filter(same).collect()
    };
    let at = |all: &[&Milestone], m: &Milestone| {
        let place = all.iter().position(|o| std::ptr::eq(*o, m));
        place.map(|place| all.len() - place)
    };
    let from_end = |all: &[&'p Milestone], n: usize| {
        let place = all.len().checked_sub(n)?;
        all.get(place).copied()
    };
    let mut found: Vec<Pair<'p>> = Vec::new();
    for m in old.into_iter().flat_map(|o| &o.milestones) {
        let Some(old) = old else { continue };
        let place = at(&of(old, m), m);
        found.push((Some(m), place.and_then(|n| from_end(&of(now, m), n))));
    }
    for m in &now.milestones {
        let known = |(_, new): &Pair<'p>| new.is_some_and(|n| std::ptr::eq(n, m));
        if !found.iter().any(known) {
            found.push((None, Some(m)));
        }
    }
    found
}

struct Case<'c, 'a> {
    beside: &'c Beside<'a>,
    ix: SystemIx,
    now: &'c PlanSystem,
    lang: Lang,
}

impl Case<'_, '_> {
    fn status(
        &self,
        old_system: Option<&PlanSystem>,
        old: Option<&Milestone>,
        new: Option<&Milestone>,
    ) -> MilestoneStatus {
        let as_of = self.beside.forecast.as_of;
        let planned = old.map(|m| m.date);
        let recorded = new.filter(|m| m.done).map(|m| m.date);
        let actual = recorded.or_else(|| old.and_then(|m| self.recorded(m)));
        let forecast = new.map(|m| m.date).filter(|_| actual.is_none());
        let is = actual.or(forecast);
        let state = match (planned, actual, forecast) {
            (_, Some(_), _) => State::Done,
            (None, None, _) => State::Added,
            (Some(day), None, None) if day < as_of && self.goes_on(old) => State::Passed,
            (Some(_), None, None) => State::Dropped,
            (Some(day), None, Some(_)) if day < as_of => State::Overdue,
            (Some(day), None, Some(then)) if then > day => State::Late,
            (Some(day), None, Some(then)) if then < day => State::Earlier,
            (Some(_), None, Some(_)) => State::Kept,
        };
        let m = new.or(old);
        let stage = |system: &PlanSystem| {
            let mut stages = system.stages.iter();
            let found = stages.find(|s| m.is_some_and(|m| s.id == m.stage));
            found.map(|s| wording::stage(s, self.lang))
        };
        let stage_name = stage(self.now).or_else(|| old_system.and_then(stage));
        let what = m.map(|m| wording::milestone(&m.kind, self.lang));
        let what = what.unwrap_or_default();
        let reasons = &self.beside.forecast.reasons;
        let why = new
            .filter(|_| actual.is_none())
            .and_then(|m| Some(sentence(&m.kind, reasons.get(&m.reason)?, self.lang)));
        MilestoneStatus {
            kind: m.map(|m| m.kind.clone()).unwrap_or_default(),
            what: match stage_name {
                Some(stage) => say(self.lang, "due-what", &[("what", &what), ("stage", &stage)]),
                None => what,
            },
            stage: m.map(|m| m.stage.clone()).unwrap_or_default(),
            round: m.map(|m| m.round.clone()).unwrap_or_default(),
            vendor: m.and_then(|m| self.vendor(m)),
            symbol: m.and_then(|m| m.symbol.clone()),
            planned,
            actual,
            forecast,
            slip_days: planned.zip(is).map(|(day, is)| (is - day).num_days()),
            state,
            why: why.unwrap_or_default(),
        }
    }

    /// Whether the round of a milestone goes on without it: then it has had its day.
    fn goes_on(&self, old: Option<&Milestone>) -> bool {
        let mut all = self.now.milestones.iter();
        old.is_some_and(|old| all.any(|m| m.round == old.round))
    }

    /// The day on which a milestone happened that the forecast does not show any more.
    fn recorded(&self, m: &Milestone) -> Option<Date> {
        let event = match m.kind.as_str() {
            "enquiry" => Event::Enquired,
            "budget_request" | "supplementary_request" => Event::Requested,
            "budget_vote" | "debt_burden_vote" => Event::Voted,
            "tender_notice" | "notice" => Event::NoticeGiven,
            "contract" => Event::Signed,
            "pia_start" => Event::PiaStarted,
            "extension_contract" => Event::Extended,
            "cutover" => Event::Done,
            _ => return None,
        };
        let inventory = self.beside.inventory;
        // Of an extension or an operation only what the forecast shows is certain.
        let round = inventory.round_by_id(&m.round)?;
        let own = |system: Option<SystemIx>| system.is_none_or(|s| s == self.ix);
        let mut actuals = inventory.actuals.iter().rev();
        let found = actuals.find(|a| a.round == Some(round) && a.event == event && own(a.system));
        // What was asked for in another year is not this.
        let near = |date: &Date| (*date - m.date).num_days().abs() <= 366;
        found.map(|a| a.date).filter(near)
    }

    fn vendor(&self, m: &Milestone) -> Option<DueName> {
        let inventory = self.beside.inventory;
        let base = m.round.rsplit_once('/').map_or(m.round.as_str(), |b| b.0);
        let round = inventory
            .round_by_id(&m.round)
            .or_else(|| inventory.round_by_id(base));
        let provider = match round {
            Some(round) => inventory.round(round).provider,
            None => {
                let id = base.strip_prefix("contract.");
                let contract = inventory
                    .contracts
                    .iter()
                    .find(|c| Some(c.id.as_str()) == id);
                contract.and_then(|c| c.vendor)
            }
        };
        let provider = &inventory.providers[provider?.0];
        Some(DueName {
            id: provider.id.clone(),
            name: wording::name_or_id(&provider.name, &provider.id),
        })
    }
}
