//! One line for each combination, for Excel.

use super::page;
use crate::render::csv_text;
use crate::report::{clean, wording};
use crate::sweep::{Point, Sweep};
use crate::words::{Lang, say};

pub(super) fn write(found: &Sweep, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    let mut line = |cells: Vec<String>| {
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    let mut heads: Vec<String> = found
        .axes
        .iter()
        .map(|a| csv_text(&clean(&a.path)))
        .collect();
    for key in ["state", "gap", "hard", "late", "systems", "yen"] {
        heads.push(csv_text(&say(lang, &format!("sweep-col-{key}"), &[])));
    }
    for system in &found.systems {
        let name = wording::name_or_id(&system.name, &system.id);
        heads.push(csv_text(&say(
            lang,
            "sweep-csv-cutover",
            &[("name", &name)],
        )));
    }
    line(heads);
    let mut row = |values: Vec<String>, point: &Point| {
        let mut cells: Vec<String> = values.iter().map(|v| csv_text(v)).collect();
        cells.push(csv_text(&page::state(point, lang)));
        let numbers = [
            point.gap_days,
            point.hard_late_days,
            point.late_days,
            i64::try_from(point.late_systems).unwrap_or(i64::MAX),
            point.cost_yen,
        ];
        let shown = |n: i64| match point.planned() {
            true => n.to_string(),
            false => String::new(),
        };
        cells.extend(numbers.map(shown));
        for system in &found.systems {
            let date = point.cutovers.get(&system.id);
            cells.push(date.map_or_else(String::new, |d| d.to_string()));
        }
        line(cells);
    };
    let mut base = vec![say(lang, "sweep-base", &[])];
    base.resize(found.axes.len().max(1), String::new());
    row(base, &found.base);
    for point in &found.points {
        row(point.values.iter().map(|v| clean(v)).collect(), point);
    }
    out
}
