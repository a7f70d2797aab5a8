//! A page in Markdown: a brief for the finance section.

use super::{Kind, Page, Table};

pub(in crate::render) fn write(page: &Page) -> String {
    let mut out = String::new();
    out.push_str(&format!("# {}\n", escaped(&page.title)));
    for line in &page.lines {
        out.push_str(&format!("\n{}\n", escaped(line)));
    }
    for section in &page.sections {
        let level = if section.sub { "###" } else { "##" };
        out.push_str(&format!("\n{level} {}\n", escaped(&section.heading)));
        for line in &section.lines {
            out.push_str(&format!("\n{}\n", escaped(line)));
        }
        if let Some(rows) = &section.table {
            out.push('\n');
            table(rows, &mut out);
        }
        if !section.items.is_empty() {
            out.push('\n');
        }
        for (head, below) in &section.items {
            out.push_str(&format!("- {}\n", escaped(head)));
            for line in below {
                out.push_str(&format!("  - {}\n", escaped(line)));
            }
        }
        for note in &section.notes {
            out.push_str(&format!("\n{}\n", escaped(note)));
        }
    }
    out
}

fn table(table: &Table, out: &mut String) {
    let line = |cells: Vec<String>, out: &mut String| {
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    };
    let titles = table.columns.iter().map(|c| escaped(&c.title));
    line(titles.collect(), out);
    let rules = table.columns.iter().map(|c| match c.kind {
        Kind::Text => "---".to_owned(),
        Kind::Yen => "---:".to_owned(),
    });
    line(rules.collect(), out);
    for (n, row) in table.rows.iter().enumerate() {
        let total = table.total && n + 1 == table.rows.len();
        let cell = |text: &String| {
            let text = escaped(text).replace('\n', "<br>");
            if total && !text.is_empty() {
                format!("**{text}**")
            } else {
                text
            }
        };
        line(row.iter().map(cell).collect(), out);
    }
}

/// Names must not become markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '|' | '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
