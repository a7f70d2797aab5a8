//! `actuals.toml`: what has happened, and to what.

use super::context::{Context, Kind};
use super::fields::{Fields, read_record};
use super::history::Recorded;
use super::rounds::exclusive;
use crate::calendar::Date;
use crate::diag::{Code, Finding};
use crate::inventory::read::Node;
use crate::inventory::{
    Actual, ContractIx, Event, HardwareIx, Progress, Round, RoundIx, STEPS, SystemIx,
};

/// The words of `event`.
pub(super) const EVENTS: [(&str, Event); 9] = [
    ("enquired", Event::Enquired),
    ("requested", Event::Requested),
    ("voted", Event::Voted),
    ("pia-started", Event::PiaStarted),
    ("signed", Event::Signed),
    ("notice-given", Event::NoticeGiven),
    ("extended", Event::Extended),
    ("started", Event::Started),
    ("done", Event::Done),
];

/// What has happened, by date, each with the place of its date. What happened after the as-of date
/// is not known yet: a warning.
pub(super) fn read(
    cx: &mut Context<'_>,
    node: &Node,
    rounds: &[Round],
) -> (Vec<Recorded>, Vec<Progress>) {
    let (mut actuals, mut steps) = read_record(cx, node, String::new(), |f| {
        f.number("schema", 1, 1);
        let actuals = f.each("actual", |f| actual(f, rounds));
        (actuals, f.each("progress", progress))
    })
    .unwrap_or_default();
    actuals.sort_by_key(|(a, _)| (a.date, a.event, a.span));
    steps.sort_by_key(|p| (p.date, p.system, p.span));
    (actuals, steps)
}

/// How far a system had come by the 40 steps.
fn progress(f: &mut Fields<'_, '_, '_>) -> Option<Progress> {
    f.require(&["system", "step", "date"]);
    let system = f.reference("system", Kind::System);
    let step = f.number("step", 1, STEPS);
    // What is open lies before it.
    let most = step.unwrap_or(STEPS).saturating_sub(1).max(1);
    let mut open = f.numbers("open", 1, most).unwrap_or_default();
    let date = f.first_day("date");
    let (system, step, date) = (system?, step?, date?);
    if future(f, date) {
        return None;
    }
    open.sort_unstable();
    open.dedup();
    open.retain(|n| *n < step);
    Some(Progress {
        system: SystemIx(system),
        step,
        open,
        date,
        provenance: f.provenance(),
        span: f.span(),
    })
}

/// Whether a day lies after the as-of date: what happened then is not known yet, which is told.
fn future(f: &mut Fields<'_, '_, '_>, date: Date) -> bool {
    let future = date > f.cx.as_of;
    if future {
        let finding = Finding::new(Code::FutureActual, f.span_of("date"))
            .arg("date", date)
            .arg("as-of", f.cx.as_of)
            .path(f.path_of("date"));
        f.cx.sink.push(finding);
    }
    future
}

fn actual(f: &mut Fields<'_, '_, '_>, rounds: &[Round]) -> Option<Recorded> {
    f.require(&["event", "date"]);
    let event = f.word("event", &EVENTS);
    let date = f.first_day("date");
    let round = f.reference("round", Kind::Procurement);
    let contract = f.reference("contract", Kind::Contract);
    let hardware = f.reference("hardware", Kind::Hardware);
    let system = f.reference("system", Kind::System);
    exclusive(f, "round", "contract");
    exclusive(f, "round", "hardware");
    exclusive(f, "contract", "hardware");
    if !["round", "contract", "hardware"]
        .iter()
        .any(|key| f.has(key))
    {
        let finding = Finding::new(Code::MissingKey, f.span())
            .variant("any")
            .arg("key", "round, contract, hardware")
            .arg("record", &f.path)
            .path(f.path.clone());
        f.cx.push_absence(finding);
        return None;
    }
    if let Some(round) = round.and_then(|ix| rounds.get(ix))
        && let Some(system) = system
        && !round.serves(SystemIx(system))
    {
        let finding = Finding::new(Code::UnknownId, f.span_of("system"))
            .variant("not-in-round")
            .arg(
                "id",
                f.node
                    .get("system")
                    .and_then(Node::text)
                    .unwrap_or_default(),
            )
            .arg("round", &round.id)
            .arg("kind", "system")
            .label(round.span, "label-round")
            .path(f.path_of("system"));
        f.cx.sink.push(finding);
        return None;
    }
    let (event, date) = (event?, date?);
    let of_holding = contract.or(hardware).is_some();
    let of_rounds = matches!(
        event,
        Event::Enquired | Event::PiaStarted | Event::Signed | Event::Started | Event::Done
    );
    if of_holding && of_rounds {
        let finding = Finding::new(Code::UnknownWord, f.span_of("event"))
            .variant("event")
            .arg("key", "event")
            .arg(
                "value",
                f.node.get("event").and_then(Node::text).unwrap_or_default(),
            )
            .arg("known", "requested, voted, notice-given, extended")
            .path(f.path_of("event"));
        f.cx.sink.push(finding);
        return None;
    }
    if future(f, date) {
        return None;
    }
    let at = f.span_of("date");
    let actual = Actual {
        event,
        date,
        round: round.map(RoundIx),
        system: system.map(SystemIx),
        contract: contract.map(ContractIx),
        hardware: hardware.map(HardwareIx),
        path: f.path.clone(),
        provenance: f.provenance(),
        span: f.span(),
    };
    Some((actual, at))
}
