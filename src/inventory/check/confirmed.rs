//! Confirmations: by whom, and on which day.

use super::fields::element;
use crate::calendar::Date;
use crate::diag::{Code, Finding, Sink};
use crate::facts::{Confidence, Provenance, segment};
use crate::inventory::read::{Node, Table, Value};
use crate::parallel::{LONG, PART};

/// The path of a value, spelt out only where something is told of it.
struct Place<'p> {
    above: Option<&'p Place<'p>>,
    part: Part<'p>,
}

/// The last part of a path.
enum Part<'p> {
    /// Nothing, or the name of a file.
    File(&'p str),
    Key(&'p str),
    /// An element of a list, and its number.
    Item(&'p Node, usize),
}

impl Place<'_> {
    fn path(&self) -> String {
        let part = match self.part {
            Part::File(name) => return name.to_owned(),
            Part::Key(key) => segment(key).into_owned(),
            Part::Item(item, number) => element(item, number),
        };
        match self.above.map(Place::path) {
            Some(above) if !above.is_empty() => format!("{above}.{part}"),
            _ => part,
        }
    }

    fn below<'b>(&'b self, part: Part<'b>) -> Place<'b> {
        Place {
            above: Some(self),
            part,
        }
    }
}

/// Looks through a file, laid over the built-in one or not.
pub(super) fn check(sink: &mut Sink, as_of: Date, node: &Node, file: &str) {
    let place = Place {
        above: None,
        part: Part::File(file),
    };
    within(sink, as_of, node, &place);
}

fn within(sink: &mut Sink, as_of: Date, node: &Node, place: &Place<'_>) {
    match &node.value {
        Value::Table(table) => {
            stated(sink, as_of, table, &node.provenance, place);
            if let Some(Value::Table(singles)) = table.get("provenance").map(|e| &e.node.value) {
                for (key, entry) in singles {
                    let of = table.get(key).map(|e| &e.node.provenance);
                    if let (Some(inner), Some(of)) = (entry.node.table(), of) {
                        stated(sink, as_of, inner, of, &place.below(Part::Key(key)));
                    }
                }
            }
            for (key, entry) in table {
                if key != "provenance" {
                    within(sink, as_of, &entry.node, &place.below(Part::Key(key)));
                }
            }
        }
        // Lists of plain values vouch for nothing.
        Value::Array(items) => {
            let each = |sink: &mut Sink, number: usize| {
                if let Some(item) = items.get(number).filter(|item| item.table().is_some()) {
                    within(sink, as_of, item, &place.below(Part::Item(item, number)));
                }
            };
            if items.len() < LONG {
                (0..items.len()).for_each(|number| each(sink, number));
                return;
            }
            let told = crate::parallel::map(items.len().div_ceil(PART), items.len(), |part| {
                let mut sink = Sink::new();
                let end = items.len().min((part + 1) * PART);
                (part * PART..end).for_each(|number| each(&mut sink, number));
                sink
            });
            told.into_iter().for_each(|told| sink.absorb(told));
        }
        _ => {}
    }
}

/// What one table says of itself, or of one key.
fn stated(sink: &mut Sink, as_of: Date, table: &Table, provenance: &Provenance, place: &Place<'_>) {
    if let (Some(entry), Some(day)) = (table.get("confirmed-on"), provenance.confirmed_on)
        && day > as_of
    {
        let finding = Finding::new(Code::FutureActual, entry.node.span)
            .variant("confirmed")
            .arg("date", day)
            .arg("as-of", as_of)
            .path(place.path());
        sink.push(finding);
    }
    let Some(confidence) = table.get("confidence") else {
        return;
    };
    if confidence.node.text() == Some("confirmed") {
        if provenance.confirmed_by.is_none() || provenance.confirmed_on.is_none() {
            let finding =
                Finding::new(Code::UndatedConfirmation, confidence.node.span).path(place.path());
            sink.push(finding);
        }
    } else if provenance.confidence != Confidence::Confirmed {
        for key in ["confirmed-by", "confirmed-on"] {
            if let Some(entry) = table.get(key) {
                let finding = Finding::new(Code::NoEffect, entry.key)
                    .variant("confirmed")
                    .arg("key", key)
                    .path(place.path());
                sink.push(finding);
            }
        }
    }
}
