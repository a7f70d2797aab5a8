//! Combinations of values as rows.

use super::page;
use crate::calendar::Date;
use crate::render::{Item, Listing};
use crate::report::clean;
use crate::sweep::{Point, Sweep};
use crate::words::{Lang, say};

/// A row for the files as they are, and one for each combination. What is varied stands under `vary-1`,
/// `vary-2` …, with its path as the heading.
pub fn sweep_rows(found: &Sweep, lang: Lang) -> Listing {
    let mut list = Listing::new(lang, "list-col", &[]);
    for (n, axis) in (1..).zip(&found.axes) {
        list = list.and(format!("vary-{n}"), clean(&axis.path), true);
    }
    let usual = [
        "state",
        "gap",
        "hard",
        "late",
        "late-systems",
        "yen",
        "last",
    ];
    list = list.and_all("list-col", &usual, true);
    let mut base = vec![Item::text(&say(lang, "sweep-base", &[]))];
    base.resize(found.axes.len(), Item::Blank);
    list.push(row(base, &found.base, lang));
    for point in &found.points {
        let values = point.values.iter().map(|value| typed(value)).collect();
        list.push(row(values, point, lang));
    }
    list
}

/// A value as what it is: days and numbers are sorted as such.
fn typed(value: &str) -> Item {
    if let Ok(day) = value.parse::<Date>() {
        return Item::Day(day);
    }
    match value.parse() {
        Ok(number) => Item::Number(number),
        Err(_) => Item::text(value),
    }
}

fn row(mut values: Vec<Item>, point: &Point, lang: Lang) -> Vec<Item> {
    let number = |n: i64| Item::number(point.planned().then_some(n));
    values.extend([
        Item::text(&page::state(point, lang)),
        number(point.gap_days),
        number(point.hard_late_days),
        number(point.late_days),
        number(i64::try_from(point.late_systems).unwrap_or(i64::MAX)),
        number(point.cost_yen),
        Item::day(point.cutovers.values().copied().max()),
    ]);
    values
}
