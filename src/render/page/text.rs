//! The page as text for a terminal: tables whose columns are cut into blocks where the window is
//! too narrow for all of them, so that no yen is ever rounded away.

use super::{Kind, Page, Table};
use crate::render::terminal::{
    NARROWEST, WIDEST, bold, columns, pad, pad_left, paint, plain, wrap,
};
use crate::render::{Options, TerminalStyle};
use crate::report::Mark;

pub(in crate::render) fn write(page: &Page, options: &Options) -> String {
    let style = options.style;
    let width = options.width.clamp(NARROWEST, WIDEST);
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    for text in wrap(&plain(&page.title, style), width, "") {
        line(&bold(&text, style));
    }
    for text in page
        .lines
        .iter()
        .flat_map(|l| wrap(&plain(l, style), width, ""))
    {
        line(&text);
    }
    for section in &page.sections {
        line("");
        let heading = plain(&section.heading, style);
        for text in wrap(&heading, width, "") {
            line(&if section.sub {
                text
            } else {
                bold(&text, style)
            });
        }
        for text in &section.lines {
            for text in wrap(&plain(text, style), width.saturating_sub(1), " ") {
                line(&format!(" {text}"));
            }
        }
        if let Some(rows) = &section.table {
            for text in table(rows, width, style) {
                line(&text);
            }
        }
        for (head, below) in &section.items {
            for text in wrap(&plain(head, style), width.saturating_sub(1), "  ") {
                line(&format!(" {text}"));
            }
            for text in below {
                let text = plain(text, style);
                for (n, text) in wrap(&text, width.saturating_sub(5), "").iter().enumerate() {
                    let sign = if n == 0 { "   - " } else { "     " };
                    line(&format!("{sign}{text}"));
                }
            }
        }
        for note in &section.notes {
            for text in wrap(&plain(note, style), width.saturating_sub(1), "  ") {
                line(&paint(&format!(" {text}"), Mark::Quiet, style));
            }
        }
    }
    out
}

/// Least width of a column of text that is wrapped.
const LEAST: usize = 14;

fn table(table: &Table, width: usize, style: TerminalStyle) -> Vec<String> {
    let cells: Vec<Vec<String>> = std::iter::once(titles(table))
        .chain(table.rows.iter().cloned())
        .map(|row| row.iter().map(|cell| plain_lines(cell, style)).collect())
        .collect();
    let widest = |n: usize| {
        let lines = cells.iter().filter_map(|row| row.get(n));
        lines
            .flat_map(|cell| cell.lines())
            .map(columns)
            .max()
            .unwrap_or(0)
    };
    let natural: Vec<usize> = (0..table.columns.len()).map(widest).collect();
    let mut out = Vec::new();
    for block in blocks(table, &natural, width) {
        if !out.is_empty() {
            out.push(String::new());
        }
        draw(table, &cells, &block, style, &mut out);
    }
    out
}

fn titles(table: &Table) -> Vec<String> {
    table.columns.iter().map(|c| c.title.clone()).collect()
}

fn plain_lines(cell: &str, style: TerminalStyle) -> String {
    let lines: Vec<String> = cell.lines().map(|l| plain(l, style)).collect();
    lines.join("\n")
}

/// Columns with their widths, in as many blocks as it takes; each begins with the first column.
fn blocks(table: &Table, natural: &[usize], width: usize) -> Vec<Vec<(usize, usize)>> {
    let is_text = |n: usize| table.columns.get(n).is_some_and(|c| c.kind == Kind::Text);
    let least = |n: usize| {
        let natural = natural.get(n).copied().unwrap_or(0);
        if is_text(n) {
            natural.min(LEAST)
        } else {
            natural
        }
    };
    let mut blocks: Vec<Vec<usize>> = vec![vec![0]];
    let mut used = 1 + least(0);
    for n in 1..natural.len() {
        let more = 2 + least(n);
        match blocks.last_mut() {
            Some(block) if used + more <= width || block.len() == 1 => {
                block.push(n);
                used += more;
            }
            _ => {
                blocks.push(vec![0, n]);
                used = 1 + least(0) + more;
            }
        }
    }
    let fit = |block: Vec<usize>| {
        let mut widths: Vec<usize> = block.iter().map(|n| least(*n)).collect();
        let used: usize = 1 + widths.iter().sum::<usize>() + 2 * (block.len() - 1);
        let mut left = width.saturating_sub(used);
        for (n, width) in block.iter().zip(&mut widths) {
            let more = natural
                .get(*n)
                .map_or(0, |natural| natural.saturating_sub(*width))
                .min(left);
            *width += more;
            left -= more;
        }
        block.into_iter().zip(widths).collect()
    };
    blocks.into_iter().map(fit).collect()
}

fn draw(
    table: &Table,
    cells: &[Vec<String>],
    block: &[(usize, usize)],
    style: TerminalStyle,
    out: &mut Vec<String>,
) {
    let all: usize = 1 + block.iter().map(|(_, w)| w).sum::<usize>() + 2 * (block.len() - 1);
    let rule = |c: char| c.to_string().repeat(all);
    let (thick, thin) = if style.ascii {
        ('=', '-')
    } else {
        ('━', '─')
    };
    out.push(rule(thick));
    for (n, row) in cells.iter().enumerate() {
        let last = n + 1 == cells.len();
        if table.total && last && cells.len() > 2 {
            out.push(rule(thin));
        }
        let wrapped: Vec<(usize, usize, Vec<String>)> = block
            .iter()
            .map(|(at, width)| {
                let text = row.get(*at).map_or("", String::as_str);
                let lines = text.lines().flat_map(|l| wrap(l, *width, ""));
                (*at, *width, lines.collect())
            })
            .collect();
        let height = wrapped.iter().map(|(_, _, l)| l.len()).max().unwrap_or(0);
        for at in 0..height.max(1) {
            let parts: Vec<String> = wrapped
                .iter()
                .map(|(column, width, lines)| {
                    let text = lines.get(at).map_or("", String::as_str);
                    match table.columns.get(*column).map(|c| c.kind) {
                        Some(Kind::Yen) => pad_left(text, *width),
                        _ => pad(text, *width),
                    }
                })
                .collect();
            out.push(format!(" {}", parts.join("  ")));
        }
        if n == 0 {
            out.push(rule(thin));
        }
    }
    out.push(rule(thick));
}
