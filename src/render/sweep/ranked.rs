//! Uncertain facts, ranked by what moving them changes.

use super::ListFormat;
use crate::render::page::{Column, Kind, Page, Section, Table, markdown, text};
use crate::render::{Options, RenderError, csv_text, picture, svg};
use crate::words::{Lang, say};

/// Facts shown at most; CSV holds all.
const MOST: usize = 40;

/// Uncertain facts by what moving them changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tornado {
    /// Above it.
    pub title: String,
    /// Below the title.
    pub lines: Vec<String>,
    /// Names of what is measured, the weightiest first.
    pub panels: Vec<String>,
    /// Facts, the greatest effect first.
    pub bars: Vec<TornadoBar>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TornadoBar {
    /// Its path.
    pub name: String,
    /// Its value, and where it is written.
    pub value: String,
    /// How far it moves down and up, in words.
    pub moves: [String; 2],
    /// For each panel the change of the move down and of the move up: a number, and its words; none
    /// where no plan can be made so.
    pub ends: Vec<[Option<(i64, String)>; 2]>,
}

/// The facts in a format; JSON is that of the assumptions they come from.
pub fn tornado(
    found: &Tornado,
    format: ListFormat,
    options: &Options,
) -> Result<Vec<u8>, RenderError> {
    let lang = options.lang;
    let text = match format {
        ListFormat::Picture(format) => {
            let drawing = svg::tornado(found, lang)?;
            return picture::page(&drawing, format, &found.title, options);
        }
        ListFormat::Csv => csv(found, lang),
        ListFormat::Md => markdown::write(&page(found, lang)),
        ListFormat::Table | ListFormat::Json => text::write(&page(found, lang), options),
    };
    Ok(text.into_bytes())
}

fn end(end: Option<&Option<(i64, String)>>, lang: Lang) -> String {
    match end {
        Some(Some((0, _))) => "0".to_owned(),
        Some(Some((_, words))) => words.clone(),
        _ => say(lang, "sweep-tornado-no-plan", &[]),
    }
}

fn page(found: &Tornado, lang: Lang) -> Page {
    let column = |title: String, kind: Kind| Column { title, kind };
    let mut columns = vec![
        column(say(lang, "sweep-col-fact", &[]), Kind::Text),
        column(say(lang, "sweep-col-move", &[]), Kind::Text),
    ];
    columns.extend(found.panels.iter().map(|p| column(p.clone(), Kind::Yen)));
    let mut rows = Vec::new();
    for bar in found.bars.iter().take(MOST) {
        for (side, by) in bar.moves.iter().enumerate() {
            let head = match side {
                0 => bar.name.clone(),
                _ => format!("  {}", bar.value),
            };
            let mut row = vec![head, by.clone()];
            row.extend(bar.ends.iter().map(|ends| end(ends.get(side), lang)));
            rows.push(row);
        }
    }
    let mut notes = vec![say(lang, "sweep-tornado-note", &[])];
    if found.bars.len() > MOST {
        let n = (found.bars.len() - MOST).to_string();
        notes.push(say(lang, "sweep-more", &[("n", &n)]));
    }
    let none = found.bars.is_empty();
    Page {
        title: found.title.clone(),
        lines: found.lines.clone(),
        sections: vec![Section {
            heading: say(lang, "sweep-tornado-heading", &[]),
            lines: match none {
                true => vec![say(lang, "sweep-tornado-none", &[])],
                false => Vec::new(),
            },
            table: (!none).then_some(Table {
                columns,
                rows,
                total: false,
            }),
            notes: if none { Vec::new() } else { notes },
            ..Section::default()
        }],
    }
}

fn csv(found: &Tornado, lang: Lang) -> String {
    let word = |key: &str| csv_text(&say(lang, &format!("sweep-col-{key}"), &[]));
    let mut heads = vec![word("rank"), word("fact"), word("value"), word("move")];
    heads.extend(found.panels.iter().map(|p| csv_text(p)));
    let mut out = format!("\u{feff}{}\r\n", heads.join(","));
    for (n, bar) in found.bars.iter().enumerate() {
        for (side, by) in bar.moves.iter().enumerate() {
            let mut cells = vec![
                (n + 1).to_string(),
                csv_text(&bar.name),
                csv_text(&bar.value),
                csv_text(by),
            ];
            cells.extend(bar.ends.iter().map(|ends| match ends.get(side) {
                Some(Some((n, _))) => n.to_string(),
                _ => String::new(),
            }));
            out.push_str(&format!("{}\r\n", cells.join(",")));
        }
    }
    out
}
