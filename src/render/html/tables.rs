//! Tables and charts as the page holds them: rounds, money, load.

use super::reasons::day;
use super::sheet::word;
use super::texts::{Text, Texts};
use crate::chart::Chart;
use crate::plan::Plan;
use crate::report::{self, Cell, Column, Summary, Value, clean, wording};
use crate::words::{Lang, say, try_say};
use serde::Serialize;
use std::collections::BTreeMap;

/// A round of a system as the table of systems tells it: number of the system, work, ●, ★, ▲.
#[derive(Debug, Serialize)]
pub(super) struct Round(usize, Told, Told, Told, Told);

/// A cell: words, a day, or nothing.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Told {
    Nothing(()),
    Day { day: i64, mark: &'static str },
    Words { text: Text, mark: &'static str },
}

/// Money of a plan.
#[derive(Debug, Serialize)]
pub(super) struct Money {
    kinds: Vec<Text>,
    instruments: Vec<Text>,
    years: Vec<(i32, Text)>,
    /// Number of the year, numbers of the systems, round, number of the kind, of the instrument, yen.
    rows: Vec<(usize, Vec<usize>, Text, usize, usize, i64)>,
    /// The plan's cost.
    total: i64,
}

/// Load of a vendor or a team.
#[derive(Debug, Serialize)]
pub(super) struct Load {
    name: Text,
    team: bool,
    most: u32,
    capacity: Option<u32>,
    over: bool,
    /// First day, last day, units at work, how many may.
    steps: Vec<(i64, i64, u32, Option<u32>)>,
}

/// The table of systems.
pub(super) fn rounds(ja: &Summary, en: &Summary, texts: &mut Texts) -> Vec<Round> {
    let both = ja.rows.iter().zip(&en.rows);
    let rows = both.map(|(ja, en)| {
        let mut told = |column: Column| {
            let at = Summary::COLUMNS.iter().position(|c| *c == column);
            let at = at.unwrap_or(usize::MAX);
            match (ja.cells.get(at), en.cells.get(at)) {
                (Some(ja), Some(en)) => told(ja, en, texts),
                _ => Told::Nothing(()),
            }
        };
        Round(
            ja.system,
            told(Column::Work),
            told(Column::Request),
            told(Column::Contract),
            told(Column::Cutover),
        )
    });
    rows.collect()
}

fn told(ja: &Cell, en: &Cell, texts: &mut Texts) -> Told {
    let mark = word(ja.mark);
    match (&ja.value, &en.value) {
        (Value::Day(date), _) => Told::Day {
            day: day(*date),
            mark,
        },
        (Value::Text(ja), Value::Text(en)) => Told::Words {
            text: texts.pair(ja.clone(), en.clone()),
            mark,
        },
        _ => Told::Nothing(()),
    }
}

/// The rows of the budget; sums by year and kind are those of every other output.
pub(super) fn money(plan: &Plan, texts: &mut Texts) -> Money {
    let sums = report::Money::of(plan, Lang::Ja);
    let mut instruments: Vec<&str> = plan.budget.iter().map(|r| &*r.instrument).collect();
    instruments.sort_unstable();
    instruments.dedup();
    let systems = plan.systems.iter().enumerate();
    let systems: BTreeMap<&str, usize> = systems.map(|(n, s)| (s.id.as_str(), n)).collect();
    let rows = plan.budget.iter().filter_map(|row| {
        let numbers = row.system.split('+').filter_map(|id| systems.get(id));
        Some((
            sums.years.iter().position(|y| y.year == row.fiscal_year)?,
            numbers.copied().collect(),
            texts.same(&clean(&row.round)),
            sums.kinds.iter().position(|(key, _)| *key == row.kind)?,
            instruments.iter().position(|i| *i == row.instrument)?,
            row.yen,
        ))
    });
    let rows = rows.collect();
    let kinds = sums.kinds.iter();
    let years = sums.years.iter();
    Money {
        rows,
        kinds: kinds
            .map(|(kind, _)| texts.both(|lang| wording::money_kind(kind, lang)))
            .collect(),
        instruments: (instruments.into_iter())
            .map(|id| texts.both(|lang| instrument(id, lang)))
            .collect(),
        years: years
            .map(|y| {
                (
                    y.year,
                    texts.both(|lang| wording::fiscal_year(y.year, false, lang)),
                )
            })
            .collect(),
        total: sums.total,
    }
}

/// Shown name of an instrument; one that the catalogue does not know stays as it is.
fn instrument(id: &str, lang: Lang) -> String {
    let plain = id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let known = plain.then(|| try_say(lang, &format!("budget-instrument-{id}"), &[]));
    known.flatten().unwrap_or_else(|| clean(id))
}

/// Vendors and teams that have work within the period.
pub(super) fn load(chart: &Chart, texts: &mut Texts) -> Vec<Load> {
    let strips = chart.load.iter().map(|strip| Load {
        name: texts.same(&strip.name),
        team: strip.team,
        most: strip.most,
        capacity: strip.capacity,
        over: strip.over,
        steps: (strip.steps.iter())
            .map(|s| (day(s.from), day(s.to), s.units, s.capacity))
            .collect(),
    });
    strips.collect()
}

/// What is to be seen to before signing, as `ikou plan` says it.
pub(super) fn remarks(plan: &Plan, texts: &mut Texts) -> Option<Text> {
    let n = crate::budget::remarks(plan).len();
    let said = |lang| say(lang, "report-warning-budget", &[("n", &n.to_string())]);
    (n > 0).then(|| texts.both(said))
}
