//! Routes and rounds made complete: each route of each system has its rounds, written or implied.

use super::context::{Context, Kind};
use super::rounds::{Written, complete_method, method_name, misfit};
use super::{plausible, systems};
use crate::calendar::{Calendar, Date, Range};
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::{
    BridgeRule, Money, MoveRule, PlatformIx, Round, RoundIx, Route, Routes, System, SystemIx,
    WorkKind,
};
use std::collections::BTreeMap;

/// A move that a route of a system needs.
struct Need<'r> {
    system: SystemIx,
    rule: &'r MoveRule,
    /// Id of its bridge or target, and the path of its facts.
    id: &'r str,
    facts: String,
}

/// Rounds in the making.
struct Assembly<'r, 'c, 's> {
    cx: &'c mut Context<'s>,
    calendar: &'c Calendar,
    cover: BTreeMap<(SystemIx, WorkKind, Option<PlatformIx>), usize>,
    /// The moves that each written procurement is for.
    needs: Vec<Vec<Need<'r>>>,
    implied: Vec<Round>,
}

/// The rounds, written ones first, and the systems with their routes.
#[allow(
    clippy::vec_box,
    reason = "there are very many, and they are moved from list to list"
)]
pub(super) fn rounds(
    cx: &mut Context<'_>,
    calendar: &Calendar,
    routes: &Routes,
    horizon: Option<(Date, Date)>,
    written: Vec<Box<Written>>,
    systems: Vec<systems::Written>,
) -> (Vec<Round>, Vec<System>) {
    let cover = cover(cx, &written, &systems);
    let needs = written.iter().map(|_| Vec::new()).collect();
    let mut assembly = Assembly {
        cx,
        calendar,
        cover,
        needs,
        implied: Vec::new(),
    };
    let mut done: Vec<System> = Vec::with_capacity(systems.len());
    for (number, mut of) in systems.into_iter().enumerate() {
        let ix = SystemIx(number);
        let mut made = Vec::new();
        for &bridge in &of.bridges {
            let Some(rule) = routes.bridges.get(bridge) else {
                continue;
            };
            let bridge_round =
                bridge_need(ix, rule).map(|need| assembly.round_for(&of.system, &mut made, need));
            for &target in &of.targets {
                let Some(rule) = routes.targets.get(target) else {
                    continue;
                };
                let facts = format!("routes.target.{}", segment(&rule.id));
                let need = Need {
                    system: ix,
                    rule: &rule.move_to,
                    id: &rule.id,
                    facts,
                };
                let target_round = assembly.round_for(&of.system, &mut made, need);
                of.system.routes.push(Route {
                    bridge,
                    target,
                    bridge_round,
                    target_round,
                });
            }
        }
        done.push(of.system);
    }
    let Assembly { needs, implied, .. } = assembly;
    let mut all: Vec<Round> = Vec::with_capacity(needs.len() + implied.len());
    for (written, needs) in written.into_iter().zip(&needs) {
        all.push(complete(cx, calendar, routes, horizon, *written, needs));
    }
    all.extend(implied);
    plausible::prices(cx, &all, &done);
    (all, done)
}

impl<'r> Assembly<'r, '_, '_> {
    /// The round that makes a move: the procurement written for it, or an implied one.
    fn round_for(
        &mut self,
        system: &System,
        made: &mut Vec<(WorkKind, &'r str, RoundIx)>,
        need: Need<'r>,
    ) -> RoundIx {
        let platform = self
            .cx
            .ids
            .get(Kind::Platform, &need.rule.platform)
            .map(PlatformIx);
        let kind = need.rule.kind;
        let exact = self.cover.get(&(need.system, kind, platform));
        if let Some(&at) = exact.or_else(|| self.cover.get(&(need.system, kind, None))) {
            self.needs[at].push(need);
            return RoundIx(at);
        }
        if let Some((_, _, round)) = made.iter().find(|(k, id, _)| *k == kind && *id == need.id) {
            return *round;
        }
        let first = !made.iter().any(|(k, _, _)| *k == kind);
        let round = imply(self.cx, self.calendar, system, &need, platform, first);
        let index = RoundIx(self.needs.len() + self.implied.len());
        self.cx
            .ids_mut()
            .add(Kind::Procurement, &round.id, index.0, system.span);
        made.push((kind, need.id, index));
        self.implied.push(round);
        index
    }
}

fn bridge_need<'r>(system: SystemIx, rule: &'r BridgeRule) -> Option<Need<'r>> {
    let facts = format!("routes.bridge.{}", segment(&rule.id));
    rule.move_to.as_ref().map(|to| Need {
        system,
        rule: to,
        id: &rule.id,
        facts,
    })
}

/// Which written procurement covers which stage of which system (on which platform, where it says
/// so); two for one are reported.
fn cover(
    cx: &mut Context<'_>,
    written: &[Box<Written>],
    systems: &[systems::Written],
) -> BTreeMap<(SystemIx, WorkKind, Option<PlatformIx>), usize> {
    let mut cover = BTreeMap::new();
    for (number, round) in written.iter().enumerate() {
        let Some(stage) = round.stage else { continue };
        let mut told = false;
        for system in &round.systems {
            let known = cover
                .entry((*system, stage, round.platform))
                .or_insert(number);
            if *known != number && !told {
                told = true;
                let name = systems.get(system.0).map(|s| s.system.id.as_str());
                let finding = Finding::new(Code::DuplicateProcurement, round.systems_span)
                    .arg("system", name.unwrap_or_default())
                    .arg("stage", stage.name())
                    .label(written[*known].systems_span, "label-first-here")
                    .path(round.path.clone());
                cx.sink.push(finding);
            }
        }
    }
    cover
}

/// The round of a move that no `[[procurement]]` covers.
fn imply(
    cx: &mut Context<'_>,
    calendar: &Calendar,
    system: &System,
    need: &Need<'_>,
    platform: Option<PlatformIx>,
    first: bool,
) -> Round {
    let kind = need.rule.kind.name();
    let plain = if first || need.id == kind {
        format!("{}/{kind}", system.id)
    } else {
        format!("{}/{kind}-{}", system.id, need.id)
    };
    let mut id = plain.clone();
    let mut number = 2;
    while cx.ids.get(Kind::Procurement, &id).is_some() {
        id = format!("{plain}-{number}");
        number += 1;
    }
    let path = format!("procurement.{}", segment(&id));
    let method = complete_method(calendar, None, need.rule.method);
    lend(cx, &path, Some(&need.facts), &method);
    Round {
        id,
        systems: vec![need.system],
        work_kind: need.rule.kind,
        provider: None,
        units: 1,
        method,
        object: super::law_file::SERVICES.to_owned(),
        available: None,
        availability: None,
        term: None,
        work: need.rule.length,
        activities: need.rule.activities.clone(),
        extend: None,
        notice: None,
        exit_fee: None,
        costs: Vec::new(),
        money: Money::None,
        supplementary: None,
        platform,
        hardware: None,
        written: false,
        provenance: system.provenance.clone(),
        span: system.span,
    }
}

/// What a price pays for is one of the round's activities.
fn paid_activities(cx: &mut Context<'_>, round: &Round, path: &str) {
    for (n, cost) in round.costs.iter().enumerate() {
        let Some(id) = cost.activity.as_ref() else {
            continue;
        };
        let known = || round.activities.iter().map(|a| a.id.as_str());
        if !known().any(|activity| activity == id) {
            let path = format!("{path}.cost.{n}.activity");
            let finding = Finding::new(Code::UnknownId, cx.span_of(&path, round.span))
                .arg("id", id)
                .arg("kind", "activity")
                .nearest(id, known())
                .path(path);
            cx.push_absence(finding);
        }
    }
}

/// Makes defaults known under a round's own path, each with the place it comes from: how long its
/// work takes and how it is bought, as the move says, where there is one, and the lead of its method.
fn lend(cx: &mut Context<'_>, round: &str, from: Option<&str>, method: &crate::inventory::Method) {
    let lead = format!("calendar.method.{}.lead", method_name(method.kind));
    let of_move = |default: &str| from.map(|from| format!("{from}.move.{default}"));
    let defaults = [
        ("work", of_move("length")),
        ("method.kind", of_move("method")),
        ("method.lead", Some(lead)),
    ];
    let known = cx.facts.keys(round);
    let missing = defaults.iter().filter(|(key, _)| !known.contains(key));
    let lent =
        missing.filter_map(|(key, from)| Some((*key, cx.facts.get(from.as_ref()?)?.clone())));
    let lent: Vec<_> = lent.collect();
    cx.facts.insert_all(round, lent);
}

/// A written procurement with the defaults of the moves it is for.
fn complete(
    cx: &mut Context<'_>,
    calendar: &Calendar,
    routes: &Routes,
    horizon: Option<(Date, Date)>,
    written: Written,
    needs: &[Need<'_>],
) -> Round {
    let kind = written.stage.unwrap_or(WorkKind::Standard);
    let bridges = routes.bridges.iter().filter_map(|b| b.move_to.as_ref());
    let fallback = bridges
        .chain(routes.targets.iter().map(|t| &t.move_to))
        .find(|rule| rule.kind == kind);
    let rule = needs.first().map(|n| n.rule).or(fallback);
    if needs.is_empty() && written.stage.is_some() && !written.systems.is_empty() {
        let finding = Finding::new(Code::UnusedProcurement, written.span)
            .arg("id", &written.id)
            .arg("stage", kind.name())
            .path(written.path.clone());
        cx.push_absence(finding);
    }
    let work = written
        .work
        .or_else(|| rule.map(|r| r.length))
        .unwrap_or(Range::only(crate::calendar::Duration::Months(600)));
    let activities = match &written.activities {
        Some(own) => own.clone(),
        None => rule.map(|r| r.activities.clone()).unwrap_or_default(),
    };
    if let Some(finding) = misfit(&activities, work, written.activities_span) {
        cx.sink
            .push(finding.path(format!("{}.activities", written.path)));
    }
    let default = rule.map_or(crate::inventory::MethodKind::Open, |r| r.method);
    let method = complete_method(calendar, written.method, default);
    let from = needs.first().map(|need| need.facts.as_str());
    lend(cx, &written.path, from, &method);
    let same = |ix: PlatformIx| {
        needs
            .iter()
            .all(|n| cx.ids.get(Kind::Platform, &n.rule.platform) == Some(ix.0))
    };
    let platform = written.platform.or_else(|| {
        let first = rule
            .and_then(|r| cx.ids.get(Kind::Platform, &r.platform))
            .map(PlatformIx)?;
        same(first).then_some(first)
    });
    let round = Round {
        id: written.id,
        systems: written.systems,
        work_kind: kind,
        provider: written.provider,
        units: written.units,
        method,
        object: written.object.to_owned(),
        available: written.available.map(|days| days.high),
        availability: written.available,
        term: written.term,
        work,
        activities,
        extend: written.extend,
        notice: written.notice,
        exit_fee: written.exit_fee,
        costs: written.costs,
        money: written.money,
        supplementary: written.supplementary,
        platform,
        hardware: written.hardware,
        written: true,
        provenance: written.provenance,
        span: written.span,
    };
    if let Some(span) = written.method_span {
        plausible::ground(cx, calendar, &round, span, &written.path);
    }
    plausible::fee(cx, &round, &written.path);
    plausible::dates(cx, horizon, &round, &written.path);
    paid_activities(cx, &round, &written.path);
    round
}
