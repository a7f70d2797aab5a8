//! Prices in a foreign currency, at a rate that the inventory assumes and states.

use super::context::Context;
use super::fields::Fields;
use super::rounds::exclusive;
use super::trace::Shape;
use super::values::{self, MOST_YEN, grouped};
use crate::calendar::Range;
use crate::diag::{Code, Finding};
use crate::inventory::decimal;
use crate::inventory::read::{Node, Value};
use crate::source::Span;
use std::collections::BTreeMap;

/// Yen for one unit, in ten-thousandths of a yen, by the currency's id.
pub(super) type Rates = BTreeMap<String, i64>;

/// Rates are kept to so many parts of a yen.
const PARTS: i64 = 10_000;
/// No unit of a currency is worth more yen.
const MOST_RATE: i64 = 100_000;

/// `[[currency]]`: id, name, rate.
pub(super) fn read(f: &mut Fields<'_, '_, '_>) -> Rates {
    let all = f.each_named("currency", "currency", |f| {
        f.require(&["id", "rate"]);
        let id = f.id();
        f.text("name");
        let node = f.node("rate");
        let path = f.path_of("rate");
        let rate = node.and_then(|node| rate(f.cx, node, &path));
        Some((id?, rate?))
    });
    all.into_iter().collect()
}

/// `150`, `149.5`, `"149.5"`.
fn rate(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<i64> {
    cx.saw(node, || Shape::Decimal);
    let text = match &node.value {
        Value::Integer(number) => number.as_ref().map(i64::to_string).unwrap_or_default(),
        Value::Float(raw) => raw.clone(),
        Value::Text(raw) => values::fold(raw),
        _ => {
            cx.wrong_type(node, path, "number");
            return None;
        }
    };
    let parsed = decimal(&text).filter(|parts| (1..=MOST_RATE * PARTS).contains(parts));
    match parsed {
        Some(_) => cx.fact(path.to_owned(), text, node),
        None => {
            let finding = Finding::new(Code::BadNumber, node.span)
                .variant("rate")
                .arg("value", text)
                .path(path);
            cx.sink.push(finding);
        }
    }
    parsed
}

/// The yen of a price: as written, or `amount` × the currency's rate, each end rounded up.
pub(super) fn yen(f: &mut Fields<'_, '_, '_>) -> Option<Range<i64>> {
    if !f.has("amount") && !f.has("currency") {
        f.require(&["yen"]);
        return f.yen("yen");
    }
    exclusive(f, "yen", "amount");
    f.require(&["amount", "currency"]);
    let written = f.yen("yen");
    let amount = f.yen("amount");
    let rate = named(f)?;
    if written.is_some() {
        return written;
    }
    let (amount, node) = (amount?, f.node("amount")?);
    let yen = convert(f, amount, rate, node.span)?;
    // What the plan counts with, beside the amount and the rate that it comes from.
    let path = f.path_of("yen");
    f.cx.fact(path, yen.to_string(), node);
    Some(yen)
}

/// `currency = "USD"`: yen for one unit, in ten-thousandths.
pub(super) fn named(f: &mut Fields<'_, '_, '_>) -> Option<i64> {
    let currency = f.text("currency")?;
    let rate = f.cx.rates.get(&currency).copied();
    if rate.is_none() {
        let known: Vec<&str> = f.cx.rates.keys().map(String::as_str).collect();
        let finding = Finding::new(Code::UnknownId, f.span_of("currency"))
            .arg("id", &currency)
            .arg("kind", "currency")
            .nearest(&currency, known)
            .path(f.path_of("currency"));
        f.cx.push_absence(finding);
    }
    rate
}

/// The yen of a price that is written in another currency; the plan's facts hold the yen.
pub(super) fn in_yen(
    f: &mut Fields<'_, '_, '_>,
    key: &'static str,
    amount: Range<i64>,
    rate: i64,
) -> Option<Range<i64>> {
    let node = f.node(key)?;
    let yen = convert(f, amount, rate, node.span)?;
    let path = f.path_of(key);
    f.cx.fact(path, yen.to_string(), node);
    Some(yen)
}

/// An amount × the rate, each end rounded up.
fn convert(
    f: &mut Fields<'_, '_, '_>,
    amount: Range<i64>,
    rate: i64,
    at: Span,
) -> Option<Range<i64>> {
    let up = |amount: i64| {
        let yen =
            (i128::from(amount) * i128::from(rate) + i128::from(PARTS - 1)) / i128::from(PARTS);
        i64::try_from(yen).unwrap_or(i64::MAX)
    };
    let yen = Range {
        low: up(amount.low),
        high: up(amount.high),
        spread: amount.spread.map(|spread| spread.map(up)),
    };
    let most = yen.spread.map_or(yen.high, |spread| spread.high);
    if most > MOST_YEN {
        let finding = Finding::new(Code::BadAmount, at)
            .variant("large")
            .arg("value", grouped(most))
            .path(f.path_of("currency"));
        f.cx.sink.push(finding);
        return None;
    }
    Some(yen)
}
