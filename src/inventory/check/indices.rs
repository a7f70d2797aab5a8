//! How prices rise (労務費、物価): percent of the amounts as written, from day to day.

use super::fields::Fields;
use super::trace::Shape;
use crate::diag::{Code, Finding};
use crate::inventory::read::{Node, Value};
use crate::inventory::{PriceIndex, WHOLE, decimal};

/// No price rises to more than ten times what it was, and none falls to nothing.
const MOST: i64 = 10 * WHOLE;

/// `[[index]]`: id, name, values.
pub(super) fn read(f: &mut Fields<'_, '_, '_>) -> Vec<PriceIndex> {
    f.each_named("index", "index", |f| {
        f.require(&["id", "values"]);
        let id = f.id();
        f.text("name");
        let mut steps = f.each("values", |f| {
            f.require(&["from", "percent"]);
            let from = f.first_day("from");
            let node = f.node("percent");
            let path = f.path_of("percent");
            let percent = node.and_then(|node| percent(f, node, &path));
            Some((from?, percent?))
        });
        steps.sort_by_key(|(from, _)| *from);
        Some(PriceIndex { id: id?, steps })
    })
}

/// `103`, `103.5`, `"103.5"` in ten-thousandths.
fn percent(f: &mut Fields<'_, '_, '_>, node: &Node, path: &str) -> Option<i64> {
    f.cx.saw(node, || Shape::Decimal);
    let text = match &node.value {
        Value::Integer(number) => number.as_ref().map(i64::to_string).unwrap_or_default(),
        Value::Float(raw) => raw.clone(),
        Value::Text(raw) => super::values::fold(raw),
        _ => {
            f.cx.wrong_type(node, path, "number");
            return None;
        }
    };
    let parsed = decimal(&text).filter(|parts| (1..=MOST).contains(parts));
    match parsed {
        Some(_) => f.cx.fact(path.to_owned(), text, node),
        None => {
            let finding = Finding::new(Code::BadNumber, node.span)
                .variant("percent")
                .arg("value", text)
                .path(path);
            f.cx.sink.push(finding);
        }
    }
    parsed
}

/// `index = "labour"`: the place of an index in the inventory.
pub(super) fn named(f: &mut Fields<'_, '_, '_>) -> Option<usize> {
    let id = f.text("index")?;
    let known = f.cx.indices.iter().position(|index| index.id == id);
    if known.is_none() {
        let ids: Vec<String> = f.cx.indices.iter().map(|i| i.id.clone()).collect();
        let finding = Finding::new(Code::UnknownId, f.span_of("index"))
            .arg("id", &id)
            .arg("kind", "index")
            .nearest(&id, ids.iter().map(String::as_str))
            .path(f.path_of("index"));
        f.cx.push_absence(finding);
    }
    known
}
