//! Distributions: `{ low = "6M", likely = "7M", high = "10M", shape = "pert", plan = "high" }`.

use super::context::Context;
use super::fields::{Fields, read_record};
use super::values::{grouped, reversed};
use crate::calendar::{Date, Duration, Range, Shape, Spread};
use crate::diag::{Code, Finding};
use crate::inventory::AssumedSpreads;
use crate::inventory::read::Node;

/// Which of its values a plan uses.
#[derive(Clone, Copy)]
enum Planned {
    Low,
    Likely,
    High,
}

const PLANNED: [(&str, Planned); 3] = [
    ("low", Planned::Low),
    ("likely", Planned::Likely),
    ("high", Planned::High),
];

/// Percentages of defaults reach from nothing to ten times.
const MOST_PERCENT: u32 = 1_000;

/// What kind of value a distribution is over.
struct Kind<'k, T> {
    /// Reads one value.
    read: &'k dyn Fn(&mut Fields<'_, '_, '_>, &'static str) -> Option<T>,
    /// By what values are compared.
    rank: fn(T) -> i64,
    /// Words for messages.
    text: fn(T) -> String,
    /// Whether it has a nothing that it is counted from.
    counted: bool,
}

/// Lengths of time.
pub(super) fn durations(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<Range<Duration>> {
    of(cx, node, path, &LENGTHS)
}

const LENGTHS: Kind<'static, Duration> = Kind {
    read: &|f, key| f.duration(key),
    rank: Duration::rough_days,
    text: |d| d.to_string(),
    counted: true,
};

/// Whole yen.
pub(super) fn yen(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<Range<i64>> {
    let kind = Kind {
        read: &|f, key| {
            let range = f.yen(key)?;
            if range.low == range.high && range.spread.is_none() {
                return Some(range.high);
            }
            let span = f.span_of(key);
            refuse(f, "nested", span);
            None
        },
        rank: |yen| yen,
        text: grouped,
        counted: true,
    };
    of(cx, node, path, &kind)
}

/// First days.
pub(super) fn dates(cx: &mut Context<'_>, node: &Node, path: &str) -> Option<Range<Date>> {
    let kind = Kind {
        read: &|f, key| f.first_day(key),
        rank: |d: Date| i64::from(chrono::Datelike::num_days_from_ce(&d)),
        text: |d| d.to_string(),
        counted: false,
    };
    of(cx, node, path, &kind)
}

/// `[risk]` of `routes.toml`.
pub(super) fn defaults(f: &mut Fields<'_, '_, '_>) -> AssumedSpreads {
    let percent = Kind {
        read: &|f, key| f.number(key, 0, MOST_PERCENT),
        rank: i64::from,
        text: |n: u32| n.to_string(),
        counted: true,
    };
    let mut spread = |key: &'static str| {
        let node = f.node(key)?;
        let path = f.path_of(key);
        of(f.cx, node, &path, &percent).and_then(|range| range.spread)
    };
    let (work, yen) = (spread("work"), spread("yen"));
    let available = f.node("available").and_then(|node| {
        let path = f.path_of("available");
        of(f.cx, node, &path, &LENGTHS)?.spread
    });
    AssumedSpreads {
        work,
        yen,
        available,
    }
}

fn refuse(f: &mut Fields<'_, '_, '_>, variant: &'static str, span: crate::source::Span) {
    let finding = Finding::new(Code::ImpossibleDistribution, span)
        .variant(variant)
        .path(f.path.clone());
    f.cx.sink.push(finding);
}

fn of<T: Copy + PartialEq + std::fmt::Display>(
    cx: &mut Context<'_>,
    node: &Node,
    path: &str,
    kind: &Kind<'_, T>,
) -> Option<Range<T>> {
    let range = read_record(cx, node, path.to_owned(), |f| table(f, kind)).flatten();
    // The whole is the fact, not its parts.
    for part in ["low", "likely", "high", "shape", "plan"] {
        cx.facts.remove(&format!("{path}.{part}"));
    }
    let range = range?;
    cx.fact(path.to_owned(), range.to_string(), node);
    Some(range)
}

fn table<T: Copy>(f: &mut Fields<'_, '_, '_>, kind: &Kind<'_, T>) -> Option<Range<T>> {
    f.require(&["low", "high"]);
    let [low, likely, high] = ["low", "likely", "high"].map(|key| (kind.read)(f, key));
    let shape = f.word("shape", &Shape::ALL);
    let plan = f.word("plan", &PLANNED).unwrap_or(Planned::High);
    if (f.has("shape") && shape.is_none()) || (f.has("likely") && likely.is_none()) {
        return None;
    }
    let shape = shape.unwrap_or(match likely {
        Some(_) => Shape::Pert,
        None => Shape::Uniform,
    });
    let (low, high) = (low?, high?);
    if (kind.rank)(low) > (kind.rank)(high) {
        let (node, path) = (f.node, f.path.clone());
        reversed(f.cx, node, &path, &(kind.text)(low), &(kind.text)(high));
        return None;
    }
    let no_likely = likely.is_none() && matches!(plan, Planned::Likely);
    if likely.is_none() && (shape.has_likely() || no_likely) {
        f.require(&["likely"]);
        return None;
    }
    if shape == Shape::Lognormal {
        let span = f.span_of("shape");
        if !kind.counted {
            refuse(f, "date", span);
            return None;
        }
        if (kind.rank)(low) < 1 || (kind.rank)(low) == (kind.rank)(high) {
            let span = f.span_of("low");
            refuse(f, "lognormal", span);
            return None;
        }
    }
    let between = (kind.rank)(low)..=(kind.rank)(high);
    if let Some(outside) = likely.filter(|l| !between.contains(&(kind.rank)(*l))) {
        let finding = Finding::new(Code::ImpossibleDistribution, f.span_of("likely"))
            .arg("likely", (kind.text)(outside))
            .arg("low", (kind.text)(low))
            .arg("high", (kind.text)(high))
            .path(f.path.clone());
        f.cx.sink.push(finding);
        return None;
    }
    if likely.is_some() && !shape.has_likely() && !matches!(plan, Planned::Likely) {
        let finding = Finding::new(Code::NoEffect, f.span_of("likely"))
            .variant("likely")
            .arg("key", "likely")
            .path(f.path_of("likely"));
        f.cx.sink.push(finding);
    }
    let likely = likely.unwrap_or(high);
    Some(Range {
        low,
        high: match plan {
            Planned::Low => low,
            Planned::Likely => likely,
            Planned::High => high,
        },
        spread: Some(Spread {
            low,
            likely,
            high,
            shape,
        }),
    })
}
