//! One contract for each part of a round: its days, users, shares and instrument.

use super::acts::Acts;
use super::{Contract, Part, crosses};
use crate::budget::facts::{Facts, Per};
use crate::budget::{Row, sum};
use crate::calendar::accrual::by_year;
use crate::calendar::{Calendar, Date, Duration, FiscalYear};
use crate::facts::segment;
use crate::plan::Plan;
use std::collections::BTreeMap;

/// The plan's rows and facts, from which each contract is made.
pub(super) struct Book<'p> {
    pub(super) plan: &'p Plan,
    pub(super) facts: Facts<'p>,
    pub(super) calendar: &'p Calendar,
    priced_by: BTreeMap<&'p str, &'p str>,
    /// What the plan says of each round, gathered once: of thousands of rounds, none may read all.
    rounds: BTreeMap<&'p str, OfRound<'p>>,
}

/// What a plan says of one round.
#[derive(Default)]
struct OfRound<'p> {
    rows: Vec<&'p Row>,
    /// The first ▲ of any of its systems.
    first_cutover: Option<Date>,
    /// First day of its first bar: its work, or the operation ordered apart.
    first_day: Option<Date>,
}

impl<'p> Book<'p> {
    pub(super) fn new(
        plan: &'p Plan,
        rows: &'p [Row],
        facts: Facts<'p>,
        calendar: &'p Calendar,
    ) -> Book<'p> {
        let mut rounds: BTreeMap<&str, OfRound> = BTreeMap::new();
        for row in rows {
            rounds.entry(&row.round).or_default().rows.push(row);
        }
        let first = |known: &mut Option<Date>, day: Date| {
            *known = Some(known.map_or(day, |first| first.min(day)));
        };
        for system in &plan.systems {
            for m in system.milestones.iter().filter(|m| m.kind == "cutover") {
                first(
                    &mut rounds.entry(&m.round).or_default().first_cutover,
                    m.date,
                );
            }
            for stage in &system.stages {
                if let Some(round) = stage.round.as_deref() {
                    first(&mut rounds.entry(round).or_default().first_day, stage.from);
                }
            }
        }
        Book {
            plan,
            facts,
            calendar,
            priced_by: super::priced_by(plan),
            rounds,
        }
    }

    /// The rows of one kind of a round.
    fn rows(&self, round: &str, kind: &str) -> impl Iterator<Item = &'p Row> {
        let all = self.rounds.get(round).map_or(&[][..], |of| &of.rows);
        all.iter().copied().filter(move |row| row.kind == kind)
    }

    pub(super) fn fact(&self, round: &str, key: &str) -> Option<&str> {
        self.facts
            .text(&format!("procurement.{}.{key}", segment(round)))
    }

    /// The day before the last ▲ is the last of the work.
    pub(super) fn work(&self, round: &str, acts: &Acts) -> Option<Contract> {
        if self.fact(round, "method.kind") == Some("in-house") {
            let mut contract = self.contract(round, acts, Part::Work, "once", "initial");
            contract.from = acts.last?;
            contract.to = acts.last;
            return (!contract.shares.is_empty()).then_some(contract);
        }
        let signed = acts
            .sign
            .or_else(|| self.fact(round, "money.date")?.parse().ok());
        let to = acts.last?.pred_opt()?;
        // Nobody knows when it was signed: its work bar begins where that is known.
        let from = signed.or_else(|| self.first_day(round)).unwrap_or(to);
        let voted = self.fact(round, "money.state") == Some("voted") && !acts.requested;
        let otherwise = match (voted, self.fact(round, "money.instrument")) {
            (true, Some(instrument)) => instrument,
            (true, None) => "initial",
            (false, _) if crosses(from, to) => "debt-burden",
            (false, _) => "initial",
        };
        let mut contract = self.contract(round, acts, Part::Work, "once", otherwise);
        contract.from = from;
        contract.to = Some(to);
        contract.crosses = crosses(from, to);
        self.finish(&mut contract, acts, FiscalYear::of(to).0);
        Some(contract)
    }

    /// The service of a round, or the operation that is ordered apart.
    pub(super) fn running(&self, round: &str, acts: &Acts) -> Option<Contract> {
        self.rows(round, "month").next()?;
        let priced = self.priced_by.get(round).copied().unwrap_or(round);
        let term = self.duration(priced, "term");
        let from = acts.first.or_else(|| self.first_day(round))?;
        let to = term.and_then(|term| term.after(from, self.calendar).pred_opt());
        let mut contract = self.contract(round, acts, Part::Running, "month", "long-term");
        contract.from = from;
        contract.to = to;
        contract.crosses = to.is_none_or(|to| crosses(from, to));
        let after = self.plan.horizon.to.succ_opt()?.max(from);
        if let Some(to) = to.filter(|to| *to >= after) {
            // What the whole term costs less what lies within the horizon.
            let prices = self.running_prices(priced, from).into_iter();
            contract.beyond = sum(prices.map(|(yen, yearly)| {
                let until = |day: Date| sum(by_year(yen, yearly, from, day).into_values());
                until(to).saturating_sub(until(self.plan.horizon.to))
            }));
        }
        let last = to.map_or_else(
            || FiscalYear::of(self.plan.horizon.to).0,
            |to| FiscalYear::of(to).0,
        );
        self.finish(&mut contract, acts, last);
        Some(contract)
    }

    pub(super) fn extension(
        &self,
        round: &str,
        base: &str,
        step: u32,
        acts: &Acts,
    ) -> Option<Contract> {
        let carrier = base.starts_with("contract.") || base.starts_with("hardware.");
        let end: Date = if let Some(id) = base.strip_prefix("contract.") {
            self.facts.date(&format!("contract.{}.ends", segment(id)))?
        } else if let Some(id) = base.strip_prefix("hardware.") {
            self.facts
                .date(&format!("hardware.{}.expires", segment(id)))?
        } else {
            let first = self.first_cutover(base)?;
            self.duration(base, "term")?
                .after(first, self.calendar)
                .pred_opt()?
        };
        let path = match base.split_once('.').filter(|_| carrier) {
            Some((kind, id)) => format!("{kind}.{}.extend.by", segment(id)),
            None => format!("procurement.{}.extend.by", segment(base)),
        };
        let by = self.facts.duration(&path)?;
        let start = end.succ_opt()?;
        let from = by.times(step - 1, start, self.calendar);
        let to = by.times(step, start, self.calendar).pred_opt()?;
        let mut contract = self.contract(round, acts, Part::Extension, "extension", "initial");
        contract.from = from;
        contract.to = Some(to);
        contract.crosses = crosses(from, to);
        self.finish(&mut contract, acts, FiscalYear::of(to).0);
        Some(contract)
    }

    pub(super) fn duration(&self, round: &str, key: &str) -> Option<Duration> {
        self.facts
            .duration(&format!("procurement.{}.{key}", segment(round)))
    }

    fn first_cutover(&self, round: &str) -> Option<Date> {
        self.rounds.get(round)?.first_cutover
    }

    fn first_day(&self, round: &str) -> Option<Date> {
        self.rounds.get(round)?.first_day
    }

    fn running_prices(&self, round: &str, from: Date) -> Vec<(i64, bool)> {
        let costs = self.facts.costs(round).into_iter();
        costs
            .filter(|c| c.per != Per::Once)
            .map(|c| (self.facts.gross(c, from), c.per == Per::Year))
            .collect()
    }

    /// Round, users, shares and instrument by the rows of one kind.
    fn contract(
        &self,
        round: &str,
        acts: &Acts,
        part: Part,
        kind: &str,
        otherwise: &str,
    ) -> Contract {
        let mut shares = BTreeMap::new();
        for row in self.rows(round, kind) {
            let share: &mut i64 = shares.entry(row.fiscal_year).or_default();
            *share = share.saturating_add(row.yen);
        }
        let first = self.rows(round, kind).next();
        Contract {
            round: round.to_owned(),
            system: first.map_or_else(|| acts.users.join("+"), |row| row.system.clone()),
            part,
            instrument: first.map_or(otherwise, |row| &row.instrument).to_owned(),
            from: self.plan.as_of,
            to: None,
            signed: acts
                .sign
                .or_else(|| self.fact(round, "money.date")?.parse().ok()),
            crosses: false,
            shares,
            beyond: 0,
            limit: None,
            until: None,
            vote: acts.vote,
            latest: None,
            ways: Vec::new(),
        }
    }
}
