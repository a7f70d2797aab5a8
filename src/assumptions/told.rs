//! Assumptions for people, and as CSV for spreadsheets.

use super::{Assumption, Assumptions, Kind, Moved, MovedCutover};
use crate::facts::Confidence;
use crate::render::terminal::wrap;
use crate::render::{Item, Listing};
use crate::report::{clean, wording};
use crate::words::{Lang, say};
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many ▲ that move are named.
const NAMED: usize = 2;
/// So many facts of one owner are shown.
const SHOWN: usize = 20;
/// Values are cut beyond this.
const VALUE: usize = 60;

/// The list by owner, in lines of at most `width` columns; `all` also shows what changes nothing.
pub fn told(found: &Assumptions, lang: Lang, width: usize, all: bool) -> String {
    let mut text = String::new();
    let mut line = |indent: usize, sentence: &str| {
        let first = " ".repeat(indent);
        for line in wrap(sentence, width.saturating_sub(indent), "  ") {
            let _ = writeln!(text, "{first}{line}");
        }
    };
    for sentence in head(found, lang) {
        line(0, &sentence);
    }
    for (owner, rows) in sections(found, lang, all) {
        line(0, "");
        line(0, &owner);
        let (rows, more) = first(&rows, lang, all);
        for row in rows {
            line(2, &fact(row, lang));
            for sentence in effects(row, lang) {
                line(6, &sentence);
            }
        }
        more.iter().for_each(|more| line(2, more));
    }
    let rest = rest(found, lang, all);
    if !rest.is_empty() {
        line(0, "");
        rest.iter().for_each(|sentence| line(0, sentence));
    }
    text
}

/// The same as Markdown.
pub fn markdown(found: &Assumptions, lang: Lang, all: bool) -> String {
    let escaped = |text: &str| clean(text).replace('\\', "\\\\").replace('|', "\\|");
    let mut text = format!("# {}\n\n", say(lang, "assumed-title", &[]));
    for sentence in head(found, lang) {
        let _ = writeln!(text, "{}\n", escaped(&sentence));
    }
    for (owner, rows) in sections(found, lang, all) {
        let heads = ["fact", "value", "place", "effect"];
        let heads = heads.map(|key| say(lang, &format!("assumed-col-{key}"), &[]));
        let _ = writeln!(text, "## {}\n", escaped(&owner));
        let _ = writeln!(text, "| {} |\n|---|---|---|---|", heads.join(" | "));
        let (rows, more) = first(&rows, lang, all);
        for row in rows {
            let effects: Vec<String> = effects(row, lang).iter().map(|e| escaped(e)).collect();
            let _ = writeln!(
                text,
                "| {} | {} | {}:{} | {} |",
                escaped(&row.path),
                escaped(&short(&row.value)),
                escaped(&row.file),
                row.line,
                effects.join("<br>")
            );
        }
        text.push('\n');
        if let Some(more) = more {
            let _ = writeln!(text, "{}\n", escaped(&more));
        }
    }
    for sentence in rest(found, lang, all) {
        let _ = writeln!(text, "{}\n", escaped(&sentence));
    }
    text
}

/// A row for each move of a fact, one for a fact that was not moved.
pub fn listing(found: &Assumptions, lang: Lang) -> Listing {
    let keys = [
        "rank",
        "fact",
        "value",
        "confidence",
        "owner",
        "system",
        "file",
        "line",
        "dates",
        "by",
        "planned",
        "gap",
        "hard",
        "late",
        "yen",
        "cutovers",
    ];
    let list = Listing::new(lang, "assumed-csv", &keys);
    let mut list = list.and_all("list-col", &["vendor"], false);
    let joint = say(lang, "assumed-joint", &[]);
    for (number, row) in found.facts.iter().enumerate() {
        let of_row = [
            Item::count(number + 1),
            Item::text(&row.path),
            Item::text(&row.value),
            Item::text(&confidence(row, lang)),
            Item::names(row.owners.iter().map(String::as_str)),
            Item::text(&row.systems.join(" ")),
            Item::text(&row.file),
            Item::count(row.line),
            Item::count(row.dates),
        ];
        let vendors = Item::names(row.vendors.iter().map(String::as_str));
        if row.moves.is_empty() {
            let blanks = vec![Item::Blank; keys.len() - of_row.len()];
            let blanks = blanks.into_iter().chain([vendors.clone()]);
            list.push(of_row.iter().cloned().chain(blanks).collect());
        }
        for moved in &row.moves {
            let number = |n: i64| Item::number(moved.planned.then_some(n));
            let cutovers: Vec<String> = moved.cutovers.iter().map(|c| cutover(c, lang)).collect();
            let of_move = [
                Item::text(&by(moved, lang)),
                Item::text(if moved.planned { "true" } else { "false" }),
                number(moved.gap_days),
                number(moved.hard_late_days),
                number(moved.late_days),
                number(moved.cost_yen),
                Item::text(&cutovers.join(&joint)),
            ];
            let of_move = of_move.into_iter().chain([vendors.clone()]);
            list.push(of_row.iter().cloned().chain(of_move).collect());
        }
    }
    list
}

/// The same for spreadsheets.
pub fn csv(found: &Assumptions, lang: Lang) -> String {
    listing(found, lang).csv()
}

/// Title, what was measured, and how sure that is.
fn head(found: &Assumptions, lang: Lang) -> Vec<String> {
    let count = found.facts.len().to_string();
    let as_of = found.as_of.to_string();
    let key = match found.unconfirmed {
        true => "assumed-heading-unconfirmed",
        false => "assumed-heading",
    };
    let mut lines = vec![say(lang, key, &[("n", &count), ("as-of", &as_of)])];
    if found.measured > 0 {
        let n = found.measured.to_string();
        lines.push(say(lang, "assumed-measure", &[("n", &n)]));
    }
    if found.left_out > 0 {
        let n = found.left_out.to_string();
        lines.push(say(lang, "assumed-left-out", &[("n", &n)]));
    }
    if found.measured > 0 && !found.proved {
        lines.push(say(lang, "assumed-unproved", &[]));
    }
    lines
}

/// By owner, each in the order of effect; facts of several owners, and of none, by themselves.
fn sections(found: &Assumptions, lang: Lang, all: bool) -> Vec<(String, Vec<&Assumption>)> {
    let shown = |row: &&Assumption| all || row.moves_plan() || (!row.measured && row.dates > 0);
    let mut order: Vec<String> = Vec::new();
    let mut by: BTreeMap<String, Vec<&Assumption>> = BTreeMap::new();
    for row in found.facts.iter().filter(shown) {
        let owner = match row.owners.len() {
            0 => say(lang, "assumed-of-all", &[]),
            _ => row.owners.join(&say(lang, "assumed-joint", &[])),
        };
        if !by.contains_key(&owner) {
            order.push(owner.clone());
        }
        by.entry(owner).or_default().push(row);
    }
    let take = |owner: String| by.remove(&owner).map(|rows| (owner, rows));
    order.into_iter().filter_map(take).collect()
}

/// The first rows of an owner, and how many more there are.
fn first<'r, 'f>(
    rows: &'r [&'f Assumption],
    lang: Lang,
    all: bool,
) -> (&'r [&'f Assumption], Option<String>) {
    let shown = if all {
        rows.len()
    } else {
        rows.len().min(SHOWN)
    };
    let (first, rest) = rows.split_at(shown);
    let n = rest.len().to_string();
    let more = (!rest.is_empty()).then(|| say(lang, "assumed-more-facts", &[("n", &n)]));
    (first, more)
}

fn short(value: &str) -> String {
    let value = clean(value);
    match value.chars().count() > VALUE {
        true => format!("{}…", value.chars().take(VALUE - 1).collect::<String>()),
        false => value,
    }
}

fn confidence(row: &Assumption, lang: Lang) -> String {
    let key = match row.confidence {
        Confidence::Assumed => "why-assumed",
        Confidence::Stated => "why-stated",
        Confidence::Confirmed => "why-confirmed",
    };
    say(lang, key, &[])
}

fn fact(row: &Assumption, lang: Lang) -> String {
    let line = row.line.to_string();
    let args = [
        ("path", clean(&row.path)),
        ("value", short(&row.value)),
        ("file", clean(&row.file)),
        ("line", line),
        ("confidence", confidence(row, lang)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    say(lang, "assumed-fact", &args)
}

/// One sentence for each move that changes something.
fn effects(row: &Assumption, lang: Lang) -> Vec<String> {
    if !row.measured {
        let n = row.dates.to_string();
        return vec![say(lang, "assumed-dates", &[("n", &n)])];
    }
    let changing = row.moves.iter().filter(|moved| moved.changes());
    let mut all: Vec<String> = changing.map(|moved| effect(moved, lang)).collect();
    if all.is_empty() {
        all.push(say(lang, "assumed-nothing", &[]));
    }
    all
}

pub(super) fn by(moved: &Moved, lang: Lang) -> String {
    let key = match (moved.by.as_str(), &moved.end) {
        ("low", Some(_)) => Some("assumed-end-low"),
        ("high", Some(_)) => Some("assumed-end-high"),
        ("low", None) => Some("assumed-ends-low"),
        ("high", None) => Some("assumed-ends-high"),
        _ => None,
    };
    if let Some(key) = key {
        let value = match (&moved.end, moved.kind) {
            (Some(yen), Kind::Yen) => yen.parse().map_or_else(|_| yen.clone(), wording::grouped),
            (end, _) => end.clone().unwrap_or_default(),
        };
        return say(lang, key, &[("value", &value)]);
    }
    let kind = match moved.kind {
        Kind::Date => "date",
        Kind::Yen => "yen",
        Kind::Length => "length",
        Kind::Other => return String::new(),
    };
    let down = moved.by.starts_with('-') || moved.by.starts_with("0.");
    let way = if down { "down" } else { "up" };
    say(lang, &format!("assumed-{kind}-{way}"), &[])
}

fn effect(moved: &Moved, lang: Lang) -> String {
    let mut parts = Vec::new();
    if !moved.planned {
        parts.push(say(lang, "assumed-impossible", &[]));
    }
    let signed = |n: i64| {
        let sign = if n < 0 { "-" } else { "+" };
        let digits = wording::grouped(n.saturating_abs());
        format!("{sign}{digits}")
    };
    for (key, n) in [
        ("gap", moved.gap_days),
        ("hard", moved.hard_late_days),
        ("late", moved.late_days),
        ("yen", moved.cost_yen),
    ] {
        if n != 0 {
            parts.push(say(lang, &format!("assumed-{key}"), &[("n", &signed(n))]));
        }
    }
    parts.extend(moved.cutovers.iter().take(NAMED).map(|c| cutover(c, lang)));
    if moved.cutovers.len() > NAMED {
        let n = (moved.cutovers.len() - NAMED).to_string();
        parts.push(say(lang, "assumed-more", &[("n", &n)]));
    }
    let what = parts.join(&say(lang, "assumed-joint", &[]));
    let args = [("by", by(moved, lang)), ("what", what)];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    say(lang, "assumed-effect", &args)
}

fn cutover(moved: &MovedCutover, lang: Lang) -> String {
    let none = || say(lang, "why-not-none", &[]);
    let day = |d: Option<crate::calendar::Date>| d.map_or_else(none, |d| d.to_string());
    let args = [
        ("name", wording::name_or_id(&moved.name, &moved.system)),
        ("old", day(moved.old)),
        ("new", day(moved.new)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let key = match moved.standard {
        true => "assumed-cutover",
        false => "assumed-bridge-cutover",
    };
    say(lang, key, &args)
}

/// How many facts are not shown, and why; what to do next.
fn rest(found: &Assumptions, lang: Lang, all: bool) -> Vec<String> {
    let count = |key: &str, is: &dyn Fn(&&Assumption) -> bool| {
        let n = found.facts.iter().filter(is).count();
        (n > 0).then(|| say(lang, key, &[("n", &n.to_string())]))
    };
    let mut lines = Vec::new();
    if !all {
        lines.extend(count("assumed-still", &|r| r.measured && !r.moves_plan()));
        lines.extend(count("assumed-hidden", &|r| !r.measured && r.dates == 0));
    }
    if !found.facts.is_empty() {
        lines.push(say(lang, "assumed-next", &[]));
    }
    lines
}
