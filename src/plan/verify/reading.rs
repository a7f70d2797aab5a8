//! What the plan decides: the route of each system, each ★, each ▲; and what follows at once.

use super::acts::{self, Act};
use super::bars;
use super::capacity::{self, Burden};
use super::past::{History, Past};
use super::rows::{self, Rows};
use super::services::{self, Service};
use crate::calendar::{Calendar, Date, FiscalYear};
use crate::inventory::{
    BridgeRule, Inventory, Money, MoveRule, Round, RoundIx, Route, System, SystemIx, TargetRule,
};
use crate::plan::{Activity, Plan, PlanSystem, Stage};
use std::collections::BTreeMap;

/// A plan next to the inventory it is said to be of.
pub(super) struct Reading<'a> {
    pub(super) inventory: &'a Inventory,
    pub(super) calendar: &'a Calendar,
    pub(super) plan: &'a Plan,
    pub(super) as_of: Date,
    /// Horizon.
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) history: History,
    /// The systems whose decisions are all there, in the order of the inventory.
    pub(super) taken: Vec<Taken<'a>>,
    /// Where each system stands in `taken`.
    pub(super) place: Vec<Option<usize>>,
    /// Every budget row that follows.
    pub(super) rows: Rows,
    /// The load of every vendor and team, by its index.
    pub(super) burdens: Vec<Burden>,
    /// What is wrong with the decisions of the others.
    pub(super) gaps: Vec<Missing>,
    /// Rounds by index.
    pub(super) rounds: Vec<Shared>,
}

/// One system and its decisions.
pub(super) struct Taken<'a> {
    pub(super) ix: SystemIx,
    pub(super) system: &'a System,
    pub(super) plan: &'a PlanSystem,
    pub(super) bridge: &'a BridgeRule,
    pub(super) target: &'a TargetRule,
    /// The bridge's move, where it has one, and the target's.
    pub(super) moves: Vec<Move<'a>>,
    /// The present service and that of each move.
    pub(super) services: Vec<Service>,
    /// The acts that must be there.
    pub(super) acts: Vec<Act>,
    /// Acts that must be there and milestones that are: `(act, milestone)`.
    pub(super) pairs: Vec<(Option<usize>, Option<usize>)>,
    /// The bars that must be there.
    pub(super) stages: Vec<Stage>,
    /// The steps that must be there.
    pub(super) activities: Vec<Activity>,
}

/// One move of one system.
#[derive(Clone, Copy)]
pub(super) struct Move<'a> {
    pub(super) ix: RoundIx,
    pub(super) round: &'a Round,
    pub(super) rule: &'a MoveRule,
    pub(super) standard: bool,
    /// ▲
    pub(super) cutover: Date,
    /// ★, or the day of signing that lies behind; `None`: in-house.
    pub(super) sign: Option<Date>,
    /// ▲ has happened.
    pub(super) done: bool,
}

/// What all systems of a round have in common.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    /// In the order of the inventory: places in [`Reading::taken`]. None: no system takes it.
    pub(super) users: Vec<usize>,
    pub(super) sign: Option<Date>,
    /// First ▲.
    pub(super) first: Date,
    /// Last ▲.
    pub(super) last: Date,
    /// ★ lies behind.
    pub(super) behind: bool,
    /// Paid by ◆.
    pub(super) supplementary: bool,
    /// Money that was voted before the plan pays for it.
    pub(super) voted: bool,
}

/// A decision that the plan does not tell.
pub(super) struct Missing {
    pub(super) rule: &'static str,
    pub(super) system: String,
    pub(super) round: Option<String>,
    pub(super) what: &'static str,
}

impl<'a> Reading<'a> {
    pub(super) fn of(inventory: &'a Inventory, plan: &'a Plan) -> Reading<'a> {
        let mut reading = Reading {
            inventory,
            calendar: &inventory.calendar,
            plan,
            as_of: inventory.as_of,
            from: inventory.horizon.0,
            to: inventory.horizon.1,
            history: History::of(inventory),
            taken: Vec::with_capacity(inventory.systems.len()),
            place: vec![None; inventory.systems.len()],
            rows: Rows::new(),
            burdens: Vec::new(),
            gaps: Vec::new(),
            rounds: inventory.rounds.iter().map(|_| Shared::nobody()).collect(),
        };
        let by_id: BTreeMap<&str, &PlanSystem> =
            plan.systems.iter().map(|s| (s.id.as_str(), s)).collect();
        for (ix, system) in inventory.systems.iter().enumerate() {
            let Some(shown) = by_id.get(system.id.as_str()) else {
                continue;
            };
            match reading.decisions(SystemIx(ix), system, shown) {
                Ok(taken) => {
                    reading.place[ix] = Some(reading.taken.len());
                    reading.taken.push(taken);
                }
                Err(missing) => reading.gaps.push(missing),
            }
        }
        reading.share();
        let mut taken = std::mem::take(&mut reading.taken);
        for system in &mut taken {
            system.services = services::services(&reading, system);
        }
        for system in &mut taken {
            system.activities = bars::activities(&reading, system);
            system.stages = bars::stages(&reading, system);
            system.acts = acts::acts(&reading, system);
            system.pairs = acts::pairs(&system.acts, &system.plan.milestones);
        }
        reading.taken = taken;
        reading.rows = rows::rows(&reading);
        reading.burdens = capacity::burdens(&reading);
        reading
    }

    /// The decisions of one system, or the first that is missing.
    fn decisions(
        &self,
        ix: SystemIx,
        system: &'a System,
        shown: &'a PlanSystem,
    ) -> Result<Taken<'a>, Missing> {
        let missing = |rule, round: Option<&str>, what| Missing {
            rule,
            system: system.id.clone(),
            round: round.map(str::to_owned),
            what,
        };
        let routes = &self.inventory.routes;
        let named = |route: &&Route| {
            routes
                .bridges
                .get(route.bridge)
                .is_some_and(|b| b.id == shown.route.bridge)
                && routes
                    .targets
                    .get(route.target)
                    .is_some_and(|t| t.id == shown.route.target)
        };
        let route = system.routes.iter().find(named);
        let route = route.ok_or_else(|| missing("route", None, "a route that is not allowed"))?;
        let (bridge, target) = (&routes.bridges[route.bridge], &routes.targets[route.target]);
        let mut moves = Vec::with_capacity(2);
        let bridge_move = bridge.move_to.as_ref().zip(route.bridge_round);
        let all = bridge_move.map(|(rule, ix)| (rule, ix, false)).into_iter();
        for (rule, round_ix, standard) in
            all.chain(std::iter::once((&target.move_to, route.target_round, true)))
        {
            let Some(round) = self.inventory.rounds.get(round_ix.0) else {
                continue;
            };
            let past = &self.history.rounds[round_ix.0];
            let only = |kind: &str| {
                let mut dates = shown
                    .milestones
                    .iter()
                    .filter(|m| m.kind == kind && m.round == round.id);
                let first = dates.next().map(|m| m.date);
                if dates.next().is_some() { None } else { first }
            };
            let cutover = only("cutover")
                .ok_or_else(|| missing("complete", Some(&round.id), "not exactly one ▲"))?;
            let sign = match round.money {
                _ if round.in_house() => None,
                Money::Signed { date, .. } => Some(date),
                _ => match only("contract").or(past.signed) {
                    Some(date) => Some(date),
                    // Work that has begun was signed for on some day before, which nobody
                    // recorded: it took its shortest length at least.
                    None if past.begun() => past.started.or_else(|| {
                        let first = past.done.iter().map(|(_, date)| *date).min()?;
                        let least = round.work.low.before(first, self.calendar);
                        Some(self.calendar.open_on_or_before(least))
                    }),
                    None => return Err(missing("complete", Some(&round.id), "not exactly one ★")),
                },
            };
            let done = past.done_for(ix).is_some();
            moves.push(Move {
                ix: round_ix,
                round,
                rule,
                standard,
                cutover,
                sign,
                done,
            });
        }
        Ok(Taken {
            ix,
            system,
            plan: shown,
            bridge,
            target,
            moves,
            services: Vec::new(),
            acts: Vec::new(),
            pairs: Vec::new(),
            stages: Vec::new(),
            activities: Vec::new(),
        })
    }

    /// Gathers what the systems of a round have in common.
    fn share(&mut self) {
        for (place, taken) in self.taken.iter().enumerate() {
            for m in &taken.moves {
                let past = &self.history.rounds[m.ix.0];
                let asked = |kind: &str| {
                    taken
                        .plan
                        .milestones
                        .iter()
                        .any(|a| a.kind == kind && a.round == m.round.id)
                };
                let supplementary =
                    m.round.supplementary.is_some() && asked("supplementary_request");
                let shared = &mut self.rounds[m.ix.0];
                if shared.users.is_empty() {
                    shared.sign = m.sign;
                    shared.behind = past.behind(&m.round.money);
                    shared.supplementary = supplementary;
                    shared.voted = match (&m.round.money, m.sign) {
                        (Money::Voted { fiscal_year, .. }, Some(sign)) => {
                            *fiscal_year == FiscalYear::of(sign)
                        }
                        _ => false,
                    };
                }
                shared.users.push(place);
                shared.first = shared.first.min(m.cutover);
                shared.last = shared.last.max(m.cutover);
            }
        }
    }

    /// What the systems of the round of a move have in common.
    pub(super) fn shared(&self, m: &Move<'_>) -> &Shared {
        &self.rounds[m.ix.0]
    }

    /// What has happened to the round of a move.
    pub(super) fn past(&self, m: &Move<'_>) -> &Past {
        &self.history.rounds[m.ix.0]
    }

    /// Whether the decisions of all systems are there, so that sums can be judged.
    pub(super) fn whole(&self) -> bool {
        self.taken.len() == self.inventory.systems.len()
    }

    /// Every move of every system.
    pub(super) fn moves(&self) -> impl Iterator<Item = (&Taken<'a>, &Move<'a>)> {
        self.taken
            .iter()
            .flat_map(|t| t.moves.iter().map(move |m| (t, m)))
    }

    /// The rounds that are taken, each once.
    pub(super) fn taken_rounds(&self) -> impl Iterator<Item = (&'a Round, &Past, &Shared)> {
        let rounds = self
            .inventory
            .rounds
            .iter()
            .zip(&self.history.rounds)
            .zip(&self.rounds);
        rounds
            .map(|((round, past), shared)| (round, past, shared))
            .filter(|(.., shared)| !shared.users.is_empty())
    }

    /// The ids of systems, joined as budget rows join them.
    pub(super) fn joined(&self, users: &[usize]) -> String {
        let ids: Vec<&str> = users
            .iter()
            .map(|u| self.taken[*u].system.id.as_str())
            .collect();
        ids.join("+")
    }

    /// Whether the work of a round crosses 31 March.
    pub(super) fn crosses(&self, shared: &Shared) -> bool {
        let end = shared.last.pred_opt().unwrap_or(shared.last);
        shared
            .sign
            .is_some_and(|sign| FiscalYear::of(sign) < FiscalYear::of(end))
    }
}

impl Shared {
    fn nobody() -> Shared {
        Shared {
            users: Vec::new(),
            sign: None,
            first: super::frame::never(),
            last: Date::MIN,
            behind: false,
            supplementary: false,
            voted: false,
        }
    }
}

impl<'a> Taken<'a> {
    /// The move to the standard.
    pub(super) fn standard(&self) -> Option<&Move<'a>> {
        self.moves.iter().find(|m| m.standard)
    }

    /// The days on which the plan dates a kind of act of a round.
    pub(super) fn dates<'s>(
        &'s self,
        round: &'s str,
        kind: &'s str,
    ) -> impl Iterator<Item = Date> + 's {
        self.plan
            .milestones
            .iter()
            .filter(move |m| m.kind == kind && m.round == round)
            .map(|m| m.date)
    }

    /// The one day on which the plan dates a kind of act of a round.
    pub(super) fn date(&self, round: &str, kind: &str) -> Option<Date> {
        self.dates(round, kind).next()
    }
}

impl Move<'_> {
    /// Stage that the round's acts name.
    pub(super) fn stage(&self) -> &str {
        if self.round.in_house() {
            &self.rule.service.id
        } else {
            &self.rule.work.id
        }
    }

    /// ▲ less work: where an in-house round with open lengths begins.
    pub(super) fn first_day(&self, calendar: &Calendar) -> Date {
        self.sign
            .unwrap_or_else(|| self.round.work.high.before(self.cutover, calendar))
    }
}
