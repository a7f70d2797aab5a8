//! Money from the state or the prefecture: what is eligible, at which rate, up to which cap, in
//! which years. A plan does not choose by it; `ikou budget` shows it beside the city's own money.

use super::context::Kind;
use super::fields::Fields;
use super::routes_file::WORK_KINDS;
use super::values;
use crate::calendar::FiscalYear;
use crate::diag::{Code, Finding};
use crate::inventory::read::Value;
use crate::source::Span;

/// Kinds of row that may be eligible.
pub(super) const PARTS: [(&str, &str); 6] = [
    ("once", "once"),
    ("month", "month"),
    ("present", "present"),
    ("extension", "extension"),
    ("interface", "interface"),
    ("exit", "exit"),
];

/// What one subsidy pays for, to see whether two pay for the same.
struct Subsidy {
    rate: u32,
    systems: Option<Vec<usize>>,
    stages: Vec<String>,
    parts: Vec<&'static str>,
    years: (i32, i32),
    span: Span,
    path: String,
}

/// `[[subsidy]]`
pub(super) fn read(f: &mut Fields<'_, '_, '_>) {
    let all = f.each_named("subsidy", "subsidy", subsidy);
    for (n, one) in all.iter().enumerate() {
        for other in &all[..n] {
            let together = one.rate.saturating_add(other.rate);
            if together > 100 && same(one, other) {
                let finding = Finding::new(Code::SubsidyBeyondCost, one.span)
                    .arg("rate", together)
                    .path(one.path.clone());
                f.cx.sink.push(finding);
                break;
            }
        }
    }
}

fn subsidy(f: &mut Fields<'_, '_, '_>) -> Option<Subsidy> {
    f.require(&["id", "rate"]);
    f.id();
    f.text("name");
    let rate = f.number("rate", 1, 100);
    let span = f.span_of("rate");
    f.yen("cap");
    let systems = f.references("systems", Kind::System);
    let stages = words(f, "stages", &WORK_KINDS.map(|(name, _)| (name, name)));
    let parts = words(f, "per", &PARTS);
    let year = |f: &mut Fields<'_, '_, '_>, key: &'static str| -> Option<FiscalYear> {
        let node = f.node(key)?;
        let path = f.path_of(key);
        values::fiscal_year(f.cx, node, &path)
    };
    let (from, to) = (year(f, "from"), year(f, "to"));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        let finding = Finding::new(Code::ReversedRange, f.span_of("to"))
            .arg("low", from.0)
            .arg("high", to.0)
            .path(f.path_of("to"));
        f.cx.sink.push(finding);
    }
    Some(Subsidy {
        rate: rate?,
        systems,
        stages: stages.into_iter().map(str::to_owned).collect(),
        parts: if parts.is_empty() {
            vec!["once"]
        } else {
            parts
        },
        years: (
            from.map_or(i32::MIN, |year| year.0),
            to.map_or(i32::MAX, |year| year.0),
        ),
        span,
        path: f.path.clone(),
    })
}

/// A list of words.
pub(super) fn words(
    f: &mut Fields<'_, '_, '_>,
    key: &'static str,
    known: &[(&str, &'static str)],
) -> Vec<&'static str> {
    let Some(node) = f.node(key) else {
        return Vec::new();
    };
    let path = f.path_of(key);
    let Value::Array(items) = &node.value else {
        f.cx.wrong_type(node, &path, "list");
        return Vec::new();
    };
    let all: Vec<&'static str> = items
        .iter()
        .filter_map(|item| values::word(f.cx, item, &path, key, known))
        .collect();
    f.cx.fact(path, all.join(", "), node);
    all
}

/// Whether some cost may be eligible for both.
fn same(a: &Subsidy, b: &Subsidy) -> bool {
    let systems = match (&a.systems, &b.systems) {
        (Some(a), Some(b)) => a.iter().any(|ix| b.contains(ix)),
        _ => true,
    };
    let stages = a.stages.is_empty()
        || b.stages.is_empty()
        || a.stages.iter().any(|stage| b.stages.contains(stage));
    let parts = a.parts.iter().any(|part| b.parts.contains(part));
    systems && stages && parts && a.years.0 <= b.years.1 && b.years.0 <= a.years.1
}
