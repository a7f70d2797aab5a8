//! The table of systems: which columns a width has room for, and how wide they are.

use super::super::terminal::{columns, cut, hidden, plain, wrap};
use super::super::{Options, TerminalStyle};
use super::{narrow, new_table};
use crate::report::{Cell, Column, Mark, Row, Summary, Value};
use crate::words::{Lang, say};
use comfy_table::CellAlignment;

/// Sets of columns from the richest to the poorest. Route, slack and notes stand below the system's
/// name where they have no column of their own.
const SETS: [&[Column]; 6] = [
    &Summary::COLUMNS,
    &[
        Column::System,
        Column::Route,
        Column::Work,
        Column::Request,
        Column::Contract,
        Column::Cutover,
        Column::Slack,
        Column::Note,
    ],
    &[
        Column::System,
        Column::Route,
        Column::Request,
        Column::Contract,
        Column::Cutover,
        Column::Slack,
        Column::Note,
    ],
    &[
        Column::System,
        Column::Request,
        Column::Contract,
        Column::Cutover,
        Column::Slack,
        Column::Note,
    ],
    &[
        Column::System,
        Column::Request,
        Column::Contract,
        Column::Cutover,
    ],
    &[Column::System, Column::Cutover],
];

/// A line of a cell with its mark.
type Line = (Mark, String);

/// The table as text, marks still hidden.
pub(super) fn systems(summary: &Summary, width: usize, options: &Options) -> String {
    let poorest = SETS.len() - 1;
    let (set, widths) = SETS
        .iter()
        .enumerate()
        .find_map(|(n, set)| Some((*set, fit(summary, set, width, n == poorest, options)?)))
        .unwrap_or((&[], Vec::new()));
    let mut table = new_table(options.style);
    let fitted = || set.iter().copied().zip(widths.iter().copied());
    let header: Vec<comfy_table::Cell> = fitted()
        .map(|(column, width)| {
            let text = Summary::heading(column, options.style.ascii, options.lang);
            cell(
                vec![(Mark::Plain, plain(&text, options.style))],
                column,
                width,
                options,
            )
        })
        .collect();
    table.set_header(header);
    for rows in by_system(&summary.rows) {
        let cells: Vec<comfy_table::Cell> = fitted()
            .map(|(column, width)| cell(lines(rows, column, set, options), column, width, options))
            .collect();
        table.add_row(cells);
    }
    narrow(&mut table).to_string()
}

/// A cell whose lines are wrapped here, since the table itself would break a line anywhere.
fn cell(lines: Vec<Line>, column: Column, width: usize, options: &Options) -> comfy_table::Cell {
    let mut text = Vec::new();
    for (mark, line) in lines {
        let words = line.trim_start();
        let indent = " ".repeat(line.len() - words.len());
        let room = width.saturating_sub(indent.len());
        // A line that stands for a round must stay beside the round's other lines.
        let parts = match one_per_round(column) {
            true => vec![cut(words, room, options.style)],
            false => wrap(words, room, ""),
        };
        for part in parts {
            text.push(hidden::wrapped(
                &format!("{indent}{part}"),
                mark,
                options.style,
            ));
        }
    }
    let cell = comfy_table::Cell::new(text.join("\n"));
    if column == Column::Slack {
        cell.set_alignment(CellAlignment::Right)
    } else {
        cell
    }
}

/// The rows of each system.
fn by_system(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    rows.chunk_by(|a, b| a.system == b.system)
}

/// What stands in a column for one system: one line for each round, or what is said once.
fn lines(rows: &[Row], column: Column, set: &[Column], options: &Options) -> Vec<Line> {
    let style = options.style;
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        let Some(cell) = cell_of(row, column) else {
            continue;
        };
        if cell.value == Value::Blank && one_per_round(column) {
            lines.push((
                Mark::Plain,
                plain(&say(options.lang, "report-none", &[]), style),
            ));
        }
        lines.extend(said(cell, options));
    }
    if column == Column::System {
        let missing = [Column::Route, Column::Slack, Column::Note];
        for below in missing.into_iter().filter(|column| !set.contains(column)) {
            let Some(cell) = rows.first().and_then(|row| cell_of(row, below)) else {
                continue;
            };
            let heading = match below {
                Column::Slack => plain(&Summary::heading(below, true, options.lang), style) + " ",
                _ => String::new(),
            };
            let below = said(cell, options).into_iter();
            lines.extend(below.map(|(mark, text)| (mark, format!("  {heading}{text}"))));
        }
    }
    lines
}

/// The lines of one cell.
fn said(cell: &Cell, options: &Options) -> Vec<Line> {
    let style = options.style;
    match &cell.value {
        Value::Blank => Vec::new(),
        Value::Text(text) | Value::Words(_, text) => vec![(cell.mark, plain(text, style))],
        Value::Day(date) => vec![(cell.mark, date.to_string())],
        Value::Days(n) => vec![(cell.mark, days(*n, options.lang, style))],
        Value::Notes(notes) => notes
            .iter()
            .map(|(mark, text)| (*mark, plain(text, style)))
            .collect(),
    }
}

fn one_per_round(column: Column) -> bool {
    matches!(
        column,
        Column::Work | Column::Request | Column::Contract | Column::Cutover
    )
}

fn cell_of(row: &Row, column: Column) -> Option<&Cell> {
    let at = Summary::COLUMNS.iter().position(|c| *c == column)?;
    row.cells.get(at)
}

fn days(n: i64, lang: Lang, style: TerminalStyle) -> String {
    plain(&say(lang, "report-days", &[("n", &n.to_string())]), style)
}

/// Least and greatest width of a column whose text may be wrapped.
fn limits(column: Column) -> Option<(usize, usize)> {
    match column {
        Column::System => Some((18, 40)),
        Column::Owner => Some((16, 30)),
        Column::Route => Some((14, 30)),
        Column::Work => Some((12, 26)),
        Column::Note => Some((12, 24)),
        _ => None,
    }
}

/// The width of each column, or `None` where the set does not fit. The poorest set `must` fit: its
/// names are wrapped as narrow as need be.
fn fit(
    summary: &Summary,
    set: &[Column],
    width: usize,
    must: bool,
    options: &Options,
) -> Option<Vec<usize>> {
    let natural: Vec<usize> = set
        .iter()
        .map(|column| {
            let heading = Summary::heading(*column, options.style.ascii, options.lang);
            let heading = columns(&plain(&heading, options.style));
            by_system(&summary.rows)
                .flat_map(|rows| lines(rows, *column, set, options))
                .map(|(_, text)| columns(&text))
                .fold(heading, usize::max)
        })
        .collect();
    // A blank before the first column, one after and one between all.
    let room = width.saturating_sub(set.len() * 2);
    let mut widths: Vec<usize> = set
        .iter()
        .zip(&natural)
        .map(|(column, natural)| limits(*column).map_or(*natural, |(least, _)| least.min(*natural)))
        .collect();
    let used: usize = widths.iter().sum();
    if used > room {
        if let Some(first) = widths.first_mut().filter(|_| must) {
            *first = first.saturating_sub(used - room).max(8);
            return Some(widths);
        }
        return None;
    }
    // What is left goes to the columns that want it, from the left.
    let mut left = room - used;
    for ((column, natural), width) in set.iter().zip(&natural).zip(&mut widths) {
        let most = limits(*column).map_or(*natural, |(_, most)| most.min(*natural));
        let more = most.saturating_sub(*width).min(left);
        *width += more;
        left -= more;
    }
    Some(widths)
}
