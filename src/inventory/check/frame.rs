//! The frame of the inventory: whose it is, the horizon, deadlines, what is outside or waived.

use super::context::{Context, Kind};
use super::fields::{Fields, read_record};
use super::ids::Record;
use crate::calendar::Date;
use crate::diag::{Code, Finding};
use crate::facts::Provenance;
use crate::inventory::scenario;
use crate::inventory::{
    Bounds, Deadline, DeadlineException, DeadlineKind, Municipality, MunicipalityKind, NoOrder,
    Order, Outside, SystemIx, Waiver,
};

const MUNICIPALITY_KINDS: [(&str, MunicipalityKind); 7] = [
    ("designated-city", MunicipalityKind::DesignatedCity),
    ("core-city", MunicipalityKind::CoreCity),
    ("city", MunicipalityKind::City),
    ("town", MunicipalityKind::Town),
    ("village", MunicipalityKind::Village),
    ("ward", MunicipalityKind::Ward),
    ("prefecture", MunicipalityKind::Prefecture),
];

const DEADLINE_KINDS: [(&str, DeadlineKind); 5] = [
    ("policy", DeadlineKind::Policy),
    ("hardware", DeadlineKind::Hardware),
    ("contract", DeadlineKind::Contract),
    ("platform", DeadlineKind::Platform),
    ("individual", DeadlineKind::Individual),
];

/// `objective`: the levels that are minded, the first counting most; no fact, but a choice.
pub(super) fn order(f: &mut Fields<'_, '_, '_>) -> Order {
    let Some(node) = f.node("objective") else {
        return Order::default();
    };
    let path = f.path_of("objective");
    let Some(items) = node.array() else {
        f.cx.wrong_type(node, &path, "list");
        return Order::default();
    };
    let known = Order::words();
    let words: Vec<(&str, &str)> = known.iter().map(|w| (w.as_str(), w.as_str())).collect();
    let named = items.iter();
    let named: Vec<Option<&str>> = named
        .map(|item| super::values::word(f.cx, item, &path, "objective", &words))
        .collect();
    f.cx.facts.remove(&path);
    match Order::asked(named.into_iter().flatten()) {
        Ok(order) => return order,
        Err(NoOrder::Nothing) => {
            let finding = Finding::new(Code::EmptyList, node.span).path(path);
            f.cx.sink.push(finding);
        }
        Err(NoOrder::Twice(name)) => {
            let finding = Finding::new(Code::NamedTwice, node.span);
            f.cx.sink.push(finding.arg("id", name).path(path));
        }
        Err(NoOrder::Unknown { .. }) => {}
    }
    Order::default()
}

const BOUNDS: [(&str, Bounds); 2] = [
    ("standard.cutover", Bounds::StandardCutover),
    ("bridge.cutover", Bounds::BridgeCutover),
];

/// An unreadable municipality: reported, and filled with anything.
pub(super) fn nobody() -> Municipality {
    Municipality {
        name: String::new(),
        code: String::new(),
        kind: MunicipalityKind::City,
        lang: None,
        population: None,
        provenance: Provenance::default(),
    }
}

pub(super) fn municipality(f: &mut Fields<'_, '_, '_>) -> Municipality {
    f.require(&["name", "kind"]);
    let name = f.text("name");
    let code = code(f);
    let kind = f
        .word("kind", &MUNICIPALITY_KINDS)
        .unwrap_or(MunicipalityKind::City);
    let lang = f
        .word("lang", &[("ja", "ja"), ("en", "en")])
        .map(str::to_owned);
    let population = f.number("population", 1, 100_000_000);
    Municipality {
        name: name.unwrap_or_default(),
        code: code.unwrap_or_default(),
        kind,
        lang,
        population,
        provenance: f.provenance(),
    }
}

/// Six digits, the last of which checks the others.
fn code(f: &mut Fields<'_, '_, '_>) -> Option<String> {
    let code = f.text("code")?;
    let folded = super::values::fold(&code);
    let digits: Option<Vec<u32>> = folded.chars().map(|c| c.to_digit(10)).collect();
    let digits = digits.unwrap_or_default();
    let check = |body: &[u32]| {
        let sum: u32 = body
            .iter()
            .zip([6, 5, 4, 3, 2])
            .map(|(digit, weight)| digit * weight)
            .sum();
        (11 - sum % 11) % 10
    };
    let (variant, right) = match digits.len() {
        6 if check(&digits[..5]) == digits[5] => return Some(folded),
        6 => {
            let body: String = folded.chars().take(5).collect();
            ("check", format!("{body}{}", check(&digits[..5])))
        }
        5 => ("check", format!("{folded}{}", check(&digits))),
        _ => ("", String::new()),
    };
    let finding = Finding::new(Code::BadCode, f.span_of("code"))
        .variant(variant)
        .arg("value", code)
        .arg("right", right)
        .path(f.path_of("code"));
    f.cx.sink.push(finding);
    None
}

pub(super) fn horizon(f: &mut Fields<'_, '_, '_>) -> Option<(Date, Date)> {
    f.require(&["from", "to"]);
    let (from, to) = (f.first_day("from"), f.last_day("to"));
    let (from, to) = (from?, to?);
    if from > to {
        let finding = Finding::new(Code::ReversedRange, f.span_of("to"))
            .arg("low", from)
            .arg("high", to)
            .label(f.span_of("from"), "label-from")
            .path(f.path_of("to"));
        f.cx.sink.push(finding);
        return None;
    }
    if f.cx.as_of > to {
        let finding = Finding::new(Code::OutsideHorizon, f.span_of("to"))
            .variant("as-of")
            .arg("date", f.cx.as_of)
            .arg("to", to)
            .path(f.path_of("to"));
        f.cx.sink.push(finding);
    }
    Some((from, to))
}

pub(super) fn deadline(cx: &mut Context<'_>, record: &Record<'_>) -> Option<Deadline> {
    read_record(cx, record.node, record.path.clone(), |f| {
        f.require(&["id", "date"]);
        let id = f.id();
        let name = f.text("name");
        let date = f.last_day("date");
        let kind = f
            .word("kind", &DEADLINE_KINDS)
            .unwrap_or(DeadlineKind::Policy);
        let hard = f.boolean("hard").unwrap_or(false);
        let bounds = f.word("bounds", &BOUNDS).unwrap_or(Bounds::StandardCutover);
        let systems = f.references("systems", Kind::System).unwrap_or_default();
        let weight = f.number("weight", 1, 1_000).unwrap_or(1);
        if hard && f.has("weight") {
            let finding = Finding::new(Code::NoEffect, f.span_of("weight"))
                .variant("weight")
                .arg("key", "weight")
                .path(f.path_of("weight"));
            f.cx.sink.push(finding);
        }
        let exceptions = exceptions(f);
        Some(Deadline {
            id: record.id.clone(),
            name: name.or(id).unwrap_or_default(),
            date: date?,
            kind,
            hard,
            bounds,
            systems: systems.into_iter().map(SystemIx).collect(),
            weight,
            exceptions,
            provenance: f.provenance(),
            span: f.span(),
        })
    })
    .flatten()
}

fn exceptions(f: &mut Fields<'_, '_, '_>) -> Vec<DeadlineException> {
    let mut seen: Vec<SystemIx> = Vec::new();
    f.each("exceptions", |f| {
        f.require(&["system", "date", "reason"]);
        let system = f.reference("system", Kind::System);
        let date = f.last_day("date");
        let reason = f.number("reason", 1, 4);
        let system = SystemIx(system?);
        if seen.contains(&system) {
            let finding = Finding::new(Code::NamedTwice, f.span_of("system"))
                .arg(
                    "id",
                    f.node
                        .get("system")
                        .and_then(|n| n.text())
                        .unwrap_or_default(),
                )
                .path(f.path.clone());
            f.cx.sink.push(finding);
            return None;
        }
        seen.push(system);
        Some(DeadlineException {
            system,
            date: date?,
            reason: reason?,
        })
    })
}

pub(super) fn outside(f: &mut Fields<'_, '_, '_>) -> Option<(Outside, crate::source::Span)> {
    f.require(&["business", "reason"]);
    let business = f.text("business");
    let reason = f.text("reason");
    let business = business?;
    let (span, path) = (f.span_of("business"), f.path_of("business"));
    if !f.cx.known_business(&business, span, &path) {
        return None;
    }
    Some((
        Outside {
            business,
            reason: reason?,
        },
        span,
    ))
}

pub(super) fn waiver(f: &mut Fields<'_, '_, '_>) -> Option<Waiver> {
    f.require(&["code", "reason"]);
    let code = f.text("code");
    let path = f.text("path").unwrap_or_default();
    let reason = f.text("reason");
    let until = f.last_day("until");
    let span = f.span_of("code");
    if !path.is_empty() && scenario::Path::parse(&path).is_err() {
        let finding = Finding::new(Code::BadPath, f.span_of("path")).arg("value", &path);
        f.cx.sink.push(finding.path(f.path_of("path")));
        return None;
    }
    Some(Waiver {
        code: code?,
        path,
        reason: reason?,
        until,
        used: false,
        span,
    })
}
