//! `routes.toml`: bridges and targets.

use super::context::{Context, Kind};
use super::fields::{Fields, read_record};
use super::rounds::{self, METHODS};
use super::spreads;
use super::trace::Shape;
use super::values;
use crate::calendar::{Duration, Range};
use crate::inventory::read::{Node, Value};
use crate::inventory::{
    ActivityRule, BridgeRule, MethodKind, MoveRule, Named, Routes, StageRule, TargetRule, WorkKind,
};
use std::sync::Arc;

pub(super) const WORK_KINDS: [(&str, WorkKind); 4] = [
    ("rehost", WorkKind::Rehost),
    ("replace", WorkKind::Replace),
    ("own-server", WorkKind::OwnServer),
    ("standard", WorkKind::Standard),
];

/// Reads bridges and targets in the order in which their ids were enrolled.
pub(super) fn read(cx: &mut Context<'_>, node: &Node, population: Option<u32>) -> Routes {
    read_record(cx, node, "routes".to_owned(), |f| {
        let pia = f.record("pia", |f| pia(f, population));
        let (pia_lead, pia_fact) = pia.unwrap_or((Duration::Months(1), String::new()));
        let gap = f
            .record("gap", |f| named(f, "name"))
            .flatten()
            .unwrap_or_default();
        let reference = f
            .record("reference", |f| named(f, "name"))
            .flatten()
            .unwrap_or_default();
        let spreads = f.record("risk", spreads::defaults).unwrap_or_default();
        let current = f.each_named("current", "current", |f| {
            let kind = f.word("id", &super::systems::CURRENTS);
            let name = named(f, "name");
            let id = f
                .node
                .get("id")
                .and_then(Node::text)
                .unwrap_or_default()
                .to_owned();
            Some((kind?, StageRule { id, name: name? }))
        });
        let bridges = f.each("bridge", |f| {
            f.require(&["id"]);
            let id = f.id();
            let name = named(f, "name");
            let extends_contract = f.boolean("extends-contract").unwrap_or(false);
            let extends_hardware = f.boolean("extends-hardware").unwrap_or(false);
            let moves = f.within("move", |f| move_rule(f, pia_lead));
            // A move with mistakes was reported; the bridge keeps its place.
            Some(BridgeRule {
                id: id.unwrap_or_default(),
                name: name.unwrap_or_default(),
                extends_contract,
                extends_hardware,
                move_to: moves,
                provenance: f.provenance(),
            })
        });
        let targets = f.each("target", |f| {
            f.require(&["id", "move"]);
            let id = f.id();
            let name = named(f, "name");
            let operation = stage(f, "operation");
            let moves = f.within("move", |f| move_rule(f, pia_lead));
            Some(TargetRule {
                id: id.unwrap_or_default(),
                name: name.unwrap_or_default(),
                move_to: moves.unwrap_or_else(|| no_move(pia_lead)),
                operation,
                provenance: f.provenance(),
            })
        });
        Routes {
            current,
            gap,
            reference,
            bridges,
            targets,
            pia_fact,
            spreads,
        }
    })
    .unwrap_or_default()
}

/// How long the assessment of personal numbers takes in a place of so many inhabitants, and the
/// path of the fact that says so.
fn pia(f: &mut Fields<'_, '_, '_>, population: Option<u32>) -> (Duration, String) {
    let lead = f.duration("lead").unwrap_or(Duration::Months(1));
    let own = f.path_of("lead");
    let classes = f.each_named("class", "class", |f| {
        f.require(&["id", "from"]);
        f.id();
        named(f, "name");
        let from = f.number("from", 0, u32::MAX);
        let length = f.duration("lead").map(|lead| (lead, f.path_of("lead")));
        Some((from?, length))
    });
    let reached = classes
        .into_iter()
        .filter(|(from, _)| population >= Some(*from));
    let class = reached.max_by_key(|(from, _)| *from);
    class.and_then(|(_, length)| length).unwrap_or((lead, own))
}

fn no_move(pia_lead: Duration) -> MoveRule {
    MoveRule {
        kind: WorkKind::Standard,
        work: StageRule {
            id: String::new(),
            name: Named::default(),
        },
        service: StageRule {
            id: String::new(),
            name: Named::default(),
        },
        extension: None,
        platform: String::new(),
        length: Range::only(Duration::Days(1)),
        activities: Arc::from([]),
        method: MethodKind::Open,
        enquiry: None,
        pia: false,
        pia_lead,
        ordinance: false,
        resident_notice: None,
        reference: Duration::Days(0),
    }
}

fn move_rule(f: &mut Fields<'_, '_, '_>, pia_lead: Duration) -> MoveRule {
    f.require(&["stage", "work", "service", "platform", "length", "method"]);
    let none = no_move(pia_lead);
    f.reference("platform", Kind::Platform);
    let platform = f
        .node("platform")
        .and_then(Node::text)
        .unwrap_or_default()
        .trim()
        .to_owned();
    let rule = MoveRule {
        kind: f.word("stage", &WORK_KINDS).unwrap_or(none.kind),
        work: stage(f, "work").unwrap_or(none.work),
        service: stage(f, "service").unwrap_or(none.service),
        extension: stage(f, "extension"),
        platform,
        length: rounds::work(f, "length").unwrap_or(none.length),
        activities: rounds::activities(f, "activity", &[]).into(),
        method: f.word("method", &METHODS).unwrap_or(none.method),
        enquiry: f.duration("enquiry"),
        pia: f.boolean("pia").unwrap_or(false),
        pia_lead,
        ordinance: f.boolean("ordinance").unwrap_or(false),
        resident_notice: f.duration("resident-notice"),
        reference: f.duration("reference").unwrap_or(none.reference),
    };
    rounds::activities_fit(f, "activity", &rule.activities, rule.length);
    rule
}

fn stage(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<StageRule> {
    f.within(key, |f| {
        f.require(&["id", "name"]);
        let id = f.id();
        let name = named(f, "name");
        Some(StageRule {
            id: id?,
            name: name?,
        })
    })
    .flatten()
}

/// A name for both languages, or one of each: `{ ja = "…", en = "…" }`.
pub(super) fn named(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<Named> {
    let node = f.node(key)?;
    f.cx.saw(node, || Shape::Text);
    if let Value::Text(_) = node.value {
        let path = f.path_of(key);
        let name = values::text(f.cx, node, &path)?;
        return Some(Named {
            ja: name.clone(),
            en: name,
        });
    }
    f.within(key, |f| {
        let (ja, en) = (f.text("ja"), f.text("en"));
        let either = ja.clone().or_else(|| en.clone())?;
        Some(Named {
            ja: ja.unwrap_or_else(|| either.clone()),
            en: en.unwrap_or(either),
        })
    })
    .flatten()
}

/// The activity of the same id in a route's defaults.
pub(super) fn same_activity<'a>(rules: &'a [ActivityRule], id: &str) -> Option<&'a ActivityRule> {
    rules.iter().find(|rule| rule.id == id)
}
