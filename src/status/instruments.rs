//! Which money a slip past 31 March asks for, and which session can vote it.
//!
//! Money is of one fiscal year (会計年度独立の原則, 地方自治法208条2項). Work that runs past 31 March on
//! one year's money needs a carry-over, voted within that year with its reason (同213条); once no
//! session is left, only an unavoidable event carries a signed contract over (同220条3項). A contract
//! that crosses by plan has a 債務負担行為 (同214条), of which years and limit are changed by vote. Voted
//! money that is not signed for by 31 March lapses.

use super::{Beside, Instrument, Needed};
use crate::calendar::{Date, FiscalYear, Supplementary};
use crate::deadlines::DueName;
use crate::inventory::{InstrumentKind, Inventory, Money};
use crate::plan::{Milestone, Plan};
use crate::report::wording;
use crate::words::{Lang, say};
use std::collections::BTreeMap;

/// What a plan says of one round.
#[derive(Default)]
struct Dates<'p> {
    systems: Vec<DueName>,
    sign: Option<&'p Milestone>,
    request: Option<&'p Milestone>,
    vote: Option<&'p Milestone>,
    debt: Option<&'p Milestone>,
    /// The last ▲.
    cutover: Option<Date>,
    stage: String,
}

impl Dates<'_> {
    /// The last day of the work.
    fn end(&self) -> Option<Date> {
        self.cutover.and_then(|d| d.pred_opt())
    }
}

fn dates<'p>(plan: &'p Plan, lang: Lang) -> BTreeMap<&'p str, Dates<'p>> {
    let mut all: BTreeMap<&str, Dates> = BTreeMap::new();
    for system in &plan.systems {
        for m in &system.milestones {
            let round = all.entry(&m.round).or_default();
            match m.kind.as_str() {
                "contract" => {
                    round.sign = Some(m);
                    let stage = system.stages.iter().find(|s| s.id == m.stage);
                    round.stage = stage.map(|s| wording::stage(s, lang)).unwrap_or_default();
                }
                "budget_request" | "supplementary_request" => round.request = Some(m),
                "budget_vote" => round.vote = Some(m),
                "debt_burden_vote" => round.debt = Some(m),
                "cutover" => {
                    round.cutover = Some(round.cutover.map_or(m.date, |d| d.max(m.date)));
                    round.systems.push(DueName {
                        id: system.id.clone(),
                        name: wording::name_or_id(&system.name, &system.id),
                    });
                }
                _ => {}
            }
        }
    }
    all
}

/// By round: what is needed since its ★ or the end of its work fell into a later fiscal year.
pub(super) fn all(beside: &Beside<'_>, shown: &dyn Fn(&str) -> bool, lang: Lang) -> Vec<Needed> {
    let before = dates(beside.baseline, lang);
    let mut found: Vec<Needed> = Vec::new();
    for (round, now) in dates(beside.forecast, lang) {
        let Some(old) = before.get(round) else {
            continue;
        };
        if now.systems.iter().any(|s| shown(&s.id)) {
            let case = Case {
                beside,
                round,
                old,
                now: &now,
                lang,
            };
            found.extend(case.needed());
        }
    }
    found.sort_by(|a, b| {
        let key = |n: &Needed| (n.request.or(n.vote), n.fiscal_year);
        key(a).cmp(&key(b)).then_with(|| a.round.cmp(&b.round))
    });
    found
}

struct Case<'c, 'a> {
    beside: &'c Beside<'a>,
    round: &'c str,
    old: &'c Dates<'c>,
    now: &'c Dates<'c>,
    lang: Lang,
}

impl Case<'_, '_> {
    fn inventory(&self) -> &Inventory {
        self.beside.inventory
    }

    fn money(&self) -> Option<&Money> {
        let ix = self.inventory().round_by_id(self.round)?;
        Some(&self.inventory().round(ix).money)
    }

    /// The instrument under which the money was voted, where it is stated or follows from a ◇.
    fn instrument(&self) -> InstrumentKind {
        match self.money() {
            Some(Money::Voted { instrument, .. }) => *instrument,
            Some(Money::Signed {
                instrument: Some(instrument),
                ..
            }) => *instrument,
            _ if self.old.debt.is_some() => InstrumentKind::DebtBurden,
            _ => InstrumentKind::Initial,
        }
    }

    fn needed(&self) -> Option<Needed> {
        let (old_end, new_end) = (self.old.end()?, self.now.end()?);
        let (year, new_year) = (FiscalYear::of(old_end), FiscalYear::of(new_end));
        let as_of = self.beside.forecast.as_of;
        let signed = match self.money() {
            Some(Money::Signed { .. }) => true,
            _ => self.now.sign.is_some_and(|m| m.done),
        };
        if signed {
            if new_year <= year {
                return None;
            }
            return match self.instrument() {
                // Carried over once already.
                InstrumentKind::CarryOver | InstrumentKind::LongTerm => None,
                InstrumentKind::DebtBurden | InstrumentKind::Continuing => {
                    let until = match self.money() {
                        Some(Money::Voted { until, .. }) => (*until).max(year),
                        _ => year,
                    };
                    let session = self.session(until, as_of);
                    (new_year > until).then(|| {
                        self.tell(Instrument::ChangeDebt, until, old_end, new_end, session)
                    })
                }
                InstrumentKind::Initial | InstrumentKind::Supplementary => {
                    let session = self.session(year, as_of);
                    let kind = match session {
                        Some(_) => Instrument::CarryOver,
                        None if as_of <= year.last_day() => Instrument::AccidentCarryOver,
                        None => Instrument::YearEnded,
                    };
                    Some(self.tell(kind, year, old_end, new_end, session))
                }
            };
        }
        let (old_sign, new_sign) = (self.old.sign?, self.now.sign?);
        let (signs, new_signs) = (FiscalYear::of(old_sign.date), FiscalYear::of(new_sign.date));
        if new_signs > signs {
            return self.later(old_sign.date, new_sign.date, signs);
        }
        // Signed in the same year, and the work crosses 31 March now.
        let crosses = new_year > new_signs;
        if new_year <= year || !crosses {
            return None;
        }
        let planned_so = year > signs;
        let voted = self.old.debt.filter(|m| m.date < as_of || m.done);
        if planned_so && let Some(_voted) = voted {
            let session = self.session(year, as_of);
            return Some(self.tell(Instrument::ChangeDebt, year, old_end, new_end, session));
        }
        // A ◇ that is still to be voted; money that was voted before was voted without one.
        if let Some(debt) = self.now.debt.filter(|m| !m.done && m.date >= as_of) {
            let mut needed = self.tell(Instrument::DebtBurden, year, old_end, new_end, None);
            needed.request = self.now.request.map(|m| m.date).filter(|d| *d >= as_of);
            needed.vote = Some(debt.date);
            needed.text = self.text(&needed);
            return Some(needed);
        }
        let session = self.session_before(new_sign.date, as_of);
        Some(self.tell(Instrument::DebtBurden, year, old_end, new_end, session))
    }

    /// ★ falls into a later year than promised.
    fn later(&self, planned: Date, forecast: Date, year: FiscalYear) -> Option<Needed> {
        let as_of = self.beside.forecast.as_of;
        let voted = match self.money() {
            Some(Money::Voted { fiscal_year, .. }) => *fiscal_year == year,
            _ => self.now.vote.is_some_and(|m| m.done) || self.recorded_vote(year),
        };
        if voted && as_of <= year.last_day() {
            let session = self.session(year, as_of);
            if session.is_some() {
                let kind = Instrument::CarryOverUnsigned;
                return Some(self.tell(kind, year, planned, forecast, session));
            }
        }
        let kind = if voted {
            Instrument::Lapse
        } else {
            Instrument::LaterBudget
        };
        let mut needed = self.tell(kind, year, planned, forecast, None);
        let open = |m: Option<&Milestone>| m.filter(|m| !m.done).map(|m| m.date);
        needed.request = open(self.now.request);
        needed.vote = open(self.now.vote);
        needed.text = self.text(&needed);
        Some(needed)
    }

    /// Whether money of a year is recorded as voted.
    fn recorded_vote(&self, year: FiscalYear) -> bool {
        let inventory = self.inventory();
        let round = inventory.round_by_id(self.round);
        let mut actuals = inventory.actuals.iter();
        actuals.any(|a| {
            let of = FiscalYear::of(a.date);
            a.event == crate::inventory::Event::Voted
                && a.round == round
                && round.is_some()
                && (of == year || of.next() == year)
        })
    }

    /// The last session whose vote still falls into a fiscal year, from the as-of date on.
    fn session(&self, year: FiscalYear, as_of: Date) -> Option<Supplementary> {
        let sessions = self.inventory().calendar.supplementary_budgets(year);
        let fits = |s: &Supplementary| s.vote >= as_of && s.vote <= year.last_day();
        sessions.into_iter().rfind(fits)
    }

    /// The last session whose vote is not after a day, from the as-of date on.
    fn session_before(&self, day: Date, as_of: Date) -> Option<Supplementary> {
        let year = FiscalYear::of(day);
        let calendar = &self.inventory().calendar;
        let sessions = [year.previous(), year].map(|y| calendar.supplementary_budgets(y));
        let fits = |s: &Supplementary| s.vote >= as_of && s.vote <= day;
        sessions.into_iter().flatten().rfind(fits)
    }

    fn tell(
        &self,
        instrument: Instrument,
        year: FiscalYear,
        planned: Date,
        forecast: Date,
        session: Option<Supplementary>,
    ) -> Needed {
        let rules = self.inventory().calendar.rules();
        let name = |s: &Supplementary| {
            let rule = rules.sessions.get(s.session);
            rule.map(|r| crate::report::clean(&r.name))
                .unwrap_or_default()
        };
        let mut needed = Needed {
            round: self.round.to_owned(),
            systems: self.now.systems.clone(),
            instrument,
            fiscal_year: year.0,
            planned,
            forecast,
            session: session.as_ref().map(name),
            request: session.map(|s| s.request),
            vote: session.map(|s| s.vote),
            text: String::new(),
        };
        needed.text = self.text(&needed);
        needed
    }

    fn text(&self, needed: &Needed) -> String {
        let joint = say(self.lang, "due-joint", &[]);
        let systems: Vec<&str> = needed.systems.iter().map(|s| s.name.as_str()).collect();
        let day = |date: Option<Date>| date.map(|d| d.to_string());
        let as_of = self.beside.forecast.as_of;
        let asked = needed.request.filter(|d| *d >= as_of);
        let key = match needed.instrument {
            Instrument::CarryOver if asked.is_some() => "status-need-carry-over",
            Instrument::CarryOver => "status-need-carry-over-asked",
            Instrument::AccidentCarryOver => "status-need-accident",
            Instrument::YearEnded => "status-need-year-ended",
            Instrument::ChangeDebt if needed.vote.is_some() => "status-need-change-debt",
            Instrument::ChangeDebt => "status-need-change-debt-late",
            Instrument::DebtBurden if needed.session.is_some() => "status-need-debt-session",
            Instrument::DebtBurden if needed.vote.is_some() => "status-need-debt",
            Instrument::DebtBurden => "status-need-debt-undated",
            Instrument::CarryOverUnsigned => "status-need-unsigned",
            Instrument::Lapse if needed.vote.is_some() => "status-need-lapse",
            Instrument::Lapse => "status-need-lapse-undated",
            Instrument::LaterBudget if asked.is_some() => "status-need-later",
            Instrument::LaterBudget => "status-need-later-undated",
        };
        let args = [
            ("systems", systems.join(&joint)),
            ("stage", self.now.stage.clone()),
            (
                "year",
                wording::fiscal_year(needed.fiscal_year, false, self.lang),
            ),
            ("planned", needed.planned.to_string()),
            ("forecast", needed.forecast.to_string()),
            (
                "sign",
                self.now
                    .sign
                    .map(|m| m.date.to_string())
                    .unwrap_or_default(),
            ),
            ("session", needed.session.clone().unwrap_or_default()),
            ("request", day(needed.request).unwrap_or_default()),
            ("vote", day(needed.vote).unwrap_or_default()),
            (
                "next",
                wording::fiscal_year(FiscalYear::of(needed.forecast).0, false, self.lang),
            ),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        say(self.lang, key, &args)
    }
}
