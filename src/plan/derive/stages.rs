//! Bars and activities of one system.

use super::{Move, Part};
use crate::calendar::Date;
use crate::inventory::{Named, StageRule, SystemIx, WorkKind};
use crate::plan::axis::{Day, date};
use crate::plan::layout;
use crate::plan::model::Model;
use crate::plan::state::Which;
use crate::plan::{Activity, Stage, StageKind};

struct Bars<'m> {
    model: &'m Model<'m>,
    stages: Vec<Stage>,
}

impl Bars<'_> {
    /// Adds a bar, cut to the horizon; nothing where nothing of it lies inside.
    fn push(
        &mut self,
        kind: StageKind,
        id: &str,
        name: &Named,
        round: Option<&str>,
        from: Day,
        to: Day,
    ) {
        let from = from.max(self.model.horizon.0);
        let to = to.min(self.model.horizon.1);
        if from > to {
            return;
        }
        self.stages.push(Stage {
            id: id.to_owned(),
            kind,
            name: name.ja.clone(),
            name_en: name.en.clone(),
            round: round.map(str::to_owned),
            from: date(from),
            to: date(to),
            extensions: 0,
        });
    }

    fn service(
        &mut self,
        rule: &StageRule,
        round: Option<&str>,
        from: Day,
        to: Day,
        extensions: usize,
    ) {
        let before = self.stages.len();
        self.push(StageKind::Service, &rule.id, &rule.name, round, from, to);
        if self.stages.len() > before {
            self.stages[before].extensions = extensions as u32;
        }
    }
}

pub(super) fn stages(model: &Model, part: &Part) -> Vec<Stage> {
    let inventory = model.inventory;
    let routes = &inventory.routes;
    let mut bars = Bars {
        model,
        stages: Vec::new(),
    };
    let present = part.local.present;
    let current = inventory.systems[part.system].current;
    let unnamed = StageRule {
        id: "current".to_owned(),
        name: Named::default(),
    };
    let rule = routes
        .current
        .iter()
        .find(|(c, _)| *c == current)
        .map_or(&unnamed, |(_, r)| r);
    let steps = present.steps[0] + present.steps[1];
    let covered = present.need.min(present.cover);
    let rule = StageRule {
        id: "current".to_owned(),
        name: rule.name.clone(),
    };
    bars.service(&rule, None, model.horizon.0, covered, steps);
    if present.cover < present.need {
        let from = present.cover.saturating_add(1);
        bars.push(StageKind::Gap, "gap", &routes.gap, None, from, present.need);
    }
    for m in &part.moves {
        move_bars(&mut bars, m);
    }
    let order = |s: &Stage| match s.kind {
        StageKind::Service | StageKind::Gap => 0,
        StageKind::Work => 1,
        StageKind::Operation => 2,
        StageKind::Reference => 3,
    };
    for (m, used) in reference_of(part) {
        let round = match m.which {
            _ if used.cutover == Day::MIN => None,
            _ => part.moves.first().map(|b| b.round.id.as_str()),
        };
        let from = crate::plan::axis::day(m.cutover);
        bars.push(
            StageKind::Reference,
            "reference",
            &routes.reference,
            round,
            from,
            used.reference,
        );
    }
    if let Some(m) = part.moves.iter().find(|m| m.which == Which::Standard)
        && let Some(operation) = &routes.targets[part.route.target].operation
    {
        let (id, name) = (&operation.id, &operation.name);
        let round = operation_round(model, m);
        bars.push(
            StageKind::Operation,
            id,
            name,
            Some(&round),
            m.used.cutover,
            model.horizon.1,
        );
    }
    bars.stages.sort_by_key(|s| (order(s), s.from, s.to));
    bars.stages
}

/// Each ▲ with the service that it ends.
fn reference_of<'p>(part: &'p Part) -> Vec<(&'p Move<'p>, crate::plan::evaluate::Use)> {
    let mut before = part.local.present;
    let mut all = Vec::new();
    for m in &part.moves {
        all.push((m, before));
        before = m.used;
    }
    all
}

/// The round that pays for operation.
pub(super) fn operation_round(model: &Model, m: &Move) -> String {
    operation_of(model.inventory, m.round)
}

/// `SYSTEM/operation`, or `ROUND/operation` of a round that several systems share.
pub(super) fn operation_of(
    inventory: &crate::inventory::Inventory,
    round: &crate::inventory::Round,
) -> String {
    match round.systems.as_slice() {
        [one] => format!("{}/operation", inventory.system(*one).id),
        _ => format!("{}/operation", round.id),
    }
}

fn move_bars(bars: &mut Bars, m: &Move) {
    let used = m.used;
    let id = m.round.id.as_str();
    if let Some(sign) = m.sign {
        let (from, to) = (crate::plan::axis::day(sign), used.cutover - 1);
        bars.push(
            StageKind::Work,
            &m.rule.work.id,
            &m.rule.work.name,
            Some(id),
            from,
            to,
        );
    }
    let start = bars.model.axis.service_start(used.cutover);
    let covered = used.need.min(used.cover);
    let base_end = bars.model.rounds[m.index]
        .ends
        .get(used.slot)
        .and_then(|e| e.first().copied())
        .unwrap_or(covered);
    match &m.rule.extension {
        Some(extension) if used.steps[0] > 0 => {
            bars.service(&m.rule.service, Some(id), start, covered.min(base_end), 0);
            let from = (base_end + 1).max(start);
            let first = format!("{id}/extension-1");
            bars.service(extension, Some(&first), from, covered, used.steps[0]);
        }
        _ => bars.service(&m.rule.service, Some(id), start, covered, used.steps[0]),
    }
    if used.cover < used.need {
        let gap = &bars.model.inventory.routes.gap;
        let from = used.cover.saturating_add(1).max(start);
        bars.push(StageKind::Gap, "gap", gap, None, from, used.need);
    }
}

pub(super) fn activities(model: &Model, part: &Part) -> Vec<Activity> {
    let calendar = &model.inventory.calendar;
    let mut all = Vec::new();
    for m in &part.moves {
        // When the steps of what is live were done, no actual says.
        let acts = &model.acts.rounds[m.index];
        if acts.done_for(SystemIx(part.system)).is_some() {
            continue;
        }
        let days: Vec<(Date, Date)> = layout::activities(calendar, m.round, m.sign, m.cutover);
        let stage = if m.round.work_kind == WorkKind::OwnServer && m.sign.is_none() {
            &m.rule.service.id
        } else {
            &m.rule.work.id
        };
        for (rule, (from, to)) in m.round.activities.iter().zip(days) {
            if to < from {
                continue;
            }
            all.push(Activity {
                id: rule.id.clone(),
                name: rule.name.ja.clone(),
                name_en: rule.name.en.clone(),
                stage: stage.clone(),
                round: m.round.id.clone(),
                from,
                to,
                reason: String::new(),
            });
        }
    }
    all
}
