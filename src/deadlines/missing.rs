//! What happens if an act of the plan is missed: by the rules of the calendar, and by the room that
//! the plan's network leaves.

use super::maker::Maker;
use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Money, NoticeKind, SystemIx};
use crate::plan::{Milestone, PlanSystem};
use crate::report::wording;

pub(super) fn if_missed(maker: &Maker<'_>, system: &PlanSystem, m: &Milestone) -> String {
    let case = Case { maker, system, m };
    let own = match m.kind.as_str() {
        "enquiry" => case.about("budget_request", "due-miss-enquiry"),
        "budget_request" | "supplementary_request" => case.request(),
        "budget_vote" | "debt_burden_vote" | "contract_vote" | "tender_notice" => {
            case.before_contract()
        }
        "contract" => case.contract(),
        "notice" => case.notice(),
        "extension_contract" => case.extension(),
        "operation_contract" => case.about("cutover", "due-miss-operation"),
        "pia_start" => case.about("pia", "due-miss-pia-start"),
        "pia" => case.about("cutover", "due-miss-pia"),
        "ordinance" => case.about("cutover", "due-miss-ordinance"),
        "resident_notice" => case.about("cutover", "due-miss-residents"),
        "rehearsal" => case.about("cutover", "due-miss-rehearsal"),
        "cutover" => case.cutover(),
        _ => None,
    };
    own.unwrap_or_else(|| maker.say("due-miss-other", &[]))
}

struct Case<'m, 'a> {
    maker: &'m Maker<'a>,
    system: &'m PlanSystem,
    m: &'m Milestone,
}

impl Case<'_, '_> {
    /// The milestone of another kind that this one serves.
    fn other(&self, kind: &str) -> Option<&Milestone> {
        let mut all = self.system.milestones.iter();
        // The operation is that of the standard, whatever its round is called.
        let of_standard = self.m.kind == "operation_contract" && kind == "cutover";
        all.find(|o| {
            let same = o.round == self.m.round || (of_standard && o.stage == "standard");
            o.kind == kind && same && o.date >= self.m.date
        })
    }

    fn about(&self, kind: &str, key: &str) -> Option<String> {
        let date = self.other(kind)?.date.to_string();
        Some(self.maker.say(key, &[("date", &date)]))
    }

    fn year(&self, year: FiscalYear) -> String {
        wording::fiscal_year(year.0, false, self.maker.lang)
    }

    /// The last day of the network for the act of this round that the milestone serves.
    fn latest(&self, kind: &str) -> Option<Date> {
        let mut network = self.system.network.iter();
        let found = network.find(|n| n.round == self.m.round && n.kind == kind);
        found.map(|n| n.latest)
    }

    /// What a later contract or cutover would mean, where the network knows it.
    fn room(&self, kind: &str, next: Date) -> Option<String> {
        let latest = self.latest(kind)?;
        let key = match (kind, next <= latest) {
            ("contract", true) => "due-room-contract",
            (_, true) => "due-room-cutover",
            (_, false) => "due-room-none",
        };
        Some(self.maker.say(key, &[("date", &latest.to_string())]))
    }

    fn joined(&self, first: String, then: Option<String>) -> String {
        match then {
            Some(then) if self.maker.lang == crate::words::Lang::Ja => format!("{first}{then}"),
            Some(then) => format!("{first} {then}"),
            None => first,
        }
    }

    /// A request that is not handed in: the next one, and what it can pay for.
    fn request(&self) -> Option<String> {
        let calendar = &self.maker.inventory.calendar;
        let signing = ["contract", "operation_contract", "extension_contract"];
        let act = signing.iter().find_map(|kind| self.other(kind));
        let year = act.map_or(FiscalYear::of(self.m.date).next(), |a| {
            FiscalYear::of(a.date)
        });
        let words = self.year(year);
        if let Some(act) = act.filter(|a| a.kind != "contract") {
            let key = match act.kind.as_str() {
                "operation_contract" => "due-miss-request-operation",
                _ => "due-miss-request-extension",
            };
            let args = [("year", words.as_str()), ("date", &act.date.to_string())];
            return Some(self.maker.say(key, &args));
        }
        if self.m.kind == "supplementary_request" {
            let mut later = calendar.supplementary_budgets(year).into_iter();
            let later = later.find(|s| s.request > self.m.date);
            let next = calendar.initial_budget(year.next());
            let next = later.map_or(next.request_to, |s| s.request);
            let args = [("year", words.as_str()), ("next", &next.to_string())];
            return Some(self.maker.say("due-miss-supplementary", &args));
        }
        let next = calendar.initial_budget(year.next());
        let contract = year.next().first_day();
        let args = [
            ("year", words.as_str()),
            ("next", &next.request_to.to_string()),
            ("contract", &contract.to_string()),
        ];
        let first = self.maker.say("due-miss-request", &args);
        Some(self.joined(first, self.room("contract", contract)))
    }

    /// Votes and notices on which the signing waits.
    fn before_contract(&self) -> Option<String> {
        let signing = ["contract", "operation_contract", "extension_contract"];
        let act = signing.iter().find_map(|kind| self.other(kind))?;
        let key = match self.m.kind.as_str() {
            "budget_vote" => return Some(self.maker.say("due-miss-vote", &[])),
            "debt_burden_vote" => "due-miss-debt-burden",
            "contract_vote" => "due-miss-contract-vote",
            _ => "due-miss-tender",
        };
        Some(self.maker.say(key, &[("date", &act.date.to_string())]))
    }

    fn contract(&self) -> Option<String> {
        let cutover = self.other("cutover")?.date.to_string();
        let first = self.maker.say("due-miss-contract", &[("date", &cutover)]);
        let next = self.m.date + chrono::Days::new(1);
        let told = self.joined(first, self.room("contract", next));
        let round = self.maker.round(&self.m.round)?;
        let Money::Voted { fiscal_year, .. } = self.maker.inventory.round(round).money else {
            return Some(told);
        };
        let args = [
            ("year", self.year(fiscal_year)),
            ("date", fiscal_year.last_day().to_string()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let lapse = self.maker.say("due-miss-lapse", &args);
        Some(self.joined(told, Some(lapse)))
    }

    /// The value of the milestone's reason by name.
    fn value(&self, name: &str) -> Option<&str> {
        let reason = self.maker.plan.reasons.get(&self.m.reason)?;
        reason.values.get(name).map(String::as_str)
    }

    fn notice(&self) -> Option<String> {
        let end = self.value("end").unwrap_or_default();
        let inventory = self.maker.inventory;
        let base = self.m.round.split_once('.');
        let notice = match base {
            Some(("contract", id)) => inventory
                .contracts
                .iter()
                .find(|c| c.id == id)
                .map(|c| c.notice),
            Some(("hardware", id)) => inventory
                .hardware
                .iter()
                .find(|h| h.id == id)
                .map(|h| h.notice),
            _ => None,
        };
        let to_end = notice
            .flatten()
            .is_some_and(|n| n.kind == NoticeKind::ToEnd);
        let key = match to_end {
            true => "due-miss-notice-to-end",
            false => "due-miss-notice",
        };
        Some(self.maker.say(key, &[("date", end)]))
    }

    fn extension(&self) -> Option<String> {
        let end = self.value("end")?;
        Some(self.maker.say("due-miss-extension", &[("date", end)]))
    }

    fn cutover(&self) -> Option<String> {
        let next = self.next_go_live()?;
        let args = [("date", next.to_string())];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let first = self.maker.say("due-miss-cutover", &args);
        Some(self.joined(first, self.room("cutover", next)))
    }

    /// The next day on which this system may go live.
    fn next_go_live(&self) -> Option<Date> {
        let inventory = self.maker.inventory;
        let calendar = &inventory.calendar;
        let system = inventory.system_by_id(&self.system.id)?;
        let SystemIx(ix) = system;
        let source = &inventory.systems[ix];
        let closed = |day: Date| {
            let mut rules = calendar.rules().blackouts.iter().filter(|b| b.hard);
            rules.any(|rule| {
                let all = rule.businesses.is_empty() && rule.systems.is_empty();
                let serves = source.businesses.iter();
                let ours = rule.systems.contains(&source.id)
                    || serves.into_iter().any(|b| rule.businesses.contains(b));
                (all || ours) && rule.contains(day)
            })
        };
        let later = self.m.date.iter_days().skip(1).take(800);
        let mut days = later.filter(|day| calendar.is_go_live_day(*day));
        days.find(|day| !closed(*day))
    }
}
