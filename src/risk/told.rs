//! Risk for people: the same tables on a terminal and as a Markdown page.

use super::{Chance, CutoverRisk, Quantile, Risk, SystemDeadlineRisk, YenRisk};
use crate::plan::Plan;
use crate::render::terminal::{columns, cut, pad, pad_left, plain, wrap};
use crate::render::{TerminalStyle, escaped};
use crate::report::{clean, what_ifs, wording};
use crate::words::{Lang, say};

/// Names are cut beyond this on a terminal.
const NAME: usize = 26;
/// Rounds on chains, and deadlines that want a buffer, are listed up to here.
const LISTED: usize = 12;

/// A table; the first column holds names.
struct Grid {
    heading: String,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// All that is told, before any format.
struct Page {
    title: String,
    above: Vec<String>,
    grids: Vec<Grid>,
    below: Vec<String>,
}

/// The text for a terminal, in lines of at most `width` columns.
pub fn told(risk: &Risk, plan: &Plan, lang: Lang, width: usize, style: TerminalStyle) -> String {
    let page = Page::of(risk, plan, lang);
    let mut out = String::new();
    paragraphs(&mut out, &[page.title], width, style);
    paragraphs(&mut out, &page.above, width, style);
    for grid in &page.grids {
        out.push('\n');
        paragraphs(&mut out, std::slice::from_ref(&grid.heading), width, style);
        laid(&mut out, grid, width, style);
    }
    out.push('\n');
    paragraphs(&mut out, &page.below, width, style);
    out
}

fn paragraphs(out: &mut String, texts: &[String], width: usize, style: TerminalStyle) {
    for text in texts {
        for line in wrap(&plain(text, style), width, "  ") {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// A table in columns: names left and cut, everything else right.
fn laid(out: &mut String, grid: &Grid, width: usize, style: TerminalStyle) {
    let mut widths: Vec<usize> = grid.heads.iter().map(|head| columns(head)).collect();
    for row in &grid.rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(columns(cell));
        }
    }
    let others: usize = widths.iter().skip(1).map(|w| w + 2).sum();
    if let Some(first) = widths.first_mut() {
        *first = (*first).min(width.saturating_sub(others + 2).clamp(8, NAME));
    }
    let mut put = |row: &[String]| {
        let mut line = String::from("  ");
        for (n, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let cell = plain(cell, style);
            if n == 0 {
                line.push_str(&pad(&cut(&cell, *width, style), *width));
            } else {
                line.push_str("  ");
                line.push_str(&pad_left(&cell, *width));
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    };
    put(&grid.heads);
    grid.rows.iter().for_each(|row| put(row));
}

/// The same as a Markdown page.
pub fn markdown(risk: &Risk, plan: &Plan, lang: Lang) -> String {
    let page = Page::of(risk, plan, lang);
    let mut out = format!("# {}\n", escaped(&page.title));
    for text in &page.above {
        out.push_str(&format!("\n{}\n", escaped(text)));
    }
    for grid in &page.grids {
        out.push_str(&format!("\n## {}\n\n", escaped(&grid.heading)));
        let row = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|c| escaped(c)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        out.push_str(&row(&grid.heads));
        let lines = vec!["---:"; grid.heads.len().saturating_sub(1)];
        out.push_str(&format!("|---|{}|\n", lines.join("|")));
        grid.rows.iter().for_each(|cells| out.push_str(&row(cells)));
    }
    for text in &page.below {
        out.push_str(&format!("\n{}\n", escaped(text)));
    }
    out
}

/// `93.4%`; what is all or nothing only in these runs says so by its interval.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

fn interval(chance: Chance) -> String {
    format!("{:.1}–{:.1}%", chance.low * 100.0, chance.high * 100.0)
}

fn day(quantile: Quantile, lang: Lang) -> String {
    match quantile.date {
        Some(date) => date.to_string(),
        None => say(lang, "risk-never", &[]),
    }
}

impl Page {
    fn of(risk: &Risk, plan: &Plan, lang: Lang) -> Page {
        let teller = Teller { risk, lang };
        let name = clean(&plan.municipality.name);
        let as_of = risk.as_of.to_string();
        let title = match name.as_str() {
            "" => say(lang, "risk-heading-nameless", &[("as_of", &as_of)]),
            name => say(lang, "risk-heading", &[("name", name), ("as_of", &as_of)]),
        };
        let mut above = what_ifs(plan, lang);
        let (runs, seed) = (
            wording::grouped(i64::try_from(risk.runs).unwrap_or(i64::MAX)),
            risk.seed.to_string(),
        );
        let written = risk.drawn.iter().filter(|d| !d.assumed).count();
        let assumed = risk.drawn.len() - written;
        let (written, assumed) = (written.to_string(), assumed.to_string());
        let args = [
            ("runs", runs.as_str()),
            ("seed", &seed),
            ("written", &written),
            ("assumed", &assumed),
        ];
        above.push(say(lang, "risk-drawn", &args));
        if risk.systems.is_empty() {
            return Page {
                title,
                above: vec![say(lang, "report-no-systems", &[])],
                grids: Vec::new(),
                below: Vec::new(),
            };
        }
        let grids = [
            teller.chances(),
            teller.cutovers(),
            teller.buffers(),
            teller.chains(),
            teller.yen(),
            teller.settled(),
        ];
        Page {
            title,
            above,
            grids: grids.into_iter().filter(|g| !g.rows.is_empty()).collect(),
            below: vec![say(lang, "risk-note", &[]), say(lang, "risk-note-not", &[])],
        }
    }
}

struct Teller<'t> {
    risk: &'t Risk,
    lang: Lang,
}

impl Teller<'_> {
    fn say(&self, key: &str) -> String {
        say(self.lang, key, &[])
    }

    fn grid(&self, heading: &str, heads: &[&str], rows: Vec<Vec<String>>) -> Grid {
        Grid {
            heading: self.say(heading),
            heads: heads.iter().map(|key| self.say(key)).collect(),
            rows,
        }
    }

    fn chances(&self) -> Grid {
        let row = |name: String, date: String, chance: Chance| {
            vec![name, date, percent(chance.probability), interval(chance)]
        };
        let risk = self.risk;
        let mut rows = Vec::new();
        let none = String::new;
        rows.push(row(self.say("risk-all"), none(), risk.all_deadlines));
        if risk.deadlines.iter().any(|d| d.hard) {
            rows.push(row(self.say("risk-hard"), none(), risk.hard_deadlines));
        }
        rows.push(row(self.say("risk-no-gap"), none(), risk.no_gap));
        for deadline in &risk.deadlines {
            let name = wording::name_or_id(&clean(&deadline.name), &clean(&deadline.id));
            rows.push(row(name, deadline.date.to_string(), deadline.kept));
        }
        let heads = [
            "risk-col-what",
            "risk-col-date",
            "risk-col-kept",
            "risk-col-interval",
        ];
        self.grid("risk-chances", &heads, rows)
    }

    fn cutovers(&self) -> Grid {
        let mut rows = Vec::new();
        for system in &self.risk.systems {
            let name = wording::name_or_id(&clean(&system.name), &clean(&system.id));
            for cutover in &system.cutovers {
                let bridge = cutover.stage == "bridge";
                let name = if bridge {
                    say(self.lang, "risk-bridge", &[("name", &name)])
                } else {
                    name.clone()
                };
                let dues = system.deadlines.iter();
                let least = dues
                    .filter(|d| d.stage == cutover.stage)
                    .map(|d| d.kept.probability)
                    .reduce(f64::min);
                rows.push(self.cutover(name, cutover, least));
            }
        }
        if let Some(last) = &self.risk.last_cutover {
            rows.push(self.cutover(self.say("risk-last"), last, None));
        }
        let heads = [
            "risk-col-system",
            "risk-col-planned",
            "risk-col-p50",
            "risk-col-p80",
            "risk-col-p95",
            "risk-col-kept",
        ];
        self.grid("risk-cutovers", &heads, rows)
    }

    fn cutover(&self, name: String, of: &CutoverRisk, least: Option<f64>) -> Vec<String> {
        vec![
            name,
            of.planned.to_string(),
            day(of.p50, self.lang),
            day(of.p80, self.lang),
            day(of.p95, self.lang),
            least.map_or_else(|| "-".to_owned(), percent),
        ]
    }

    /// Deadlines that are not likely enough, the least likely first.
    fn buffers(&self) -> Grid {
        let mut all: Vec<(String, &SystemDeadlineRisk)> = Vec::new();
        for system in &self.risk.systems {
            let name = wording::name_or_id(&clean(&system.name), &clean(&system.id));
            let lacking = system.deadlines.iter().filter(|d| d.buffer.is_some());
            all.extend(lacking.map(|d| (name.clone(), d)));
        }
        all.sort_by(|a, b| a.1.kept.probability.total_cmp(&b.1.kept.probability));
        let rows = all.iter().take(LISTED).filter_map(|(name, due)| {
            let buffer = due.buffer?;
            let none = || self.say("risk-not-possible");
            let months = |n: i64| say(self.lang, "risk-months", &[("n", &n.to_string())]);
            let days = |n: i64| say(self.lang, "why-days", &[("n", &wording::grouped(n))]);
            Some(vec![
                name.clone(),
                due.date.to_string(),
                percent(due.kept.probability),
                buffer.days.map_or_else(|| self.say("risk-never"), days),
                buffer.months.map_or_else(String::new, months),
                buffer.sign_by.map_or_else(none, |d| d.to_string()),
            ])
        });
        let heads = [
            "risk-col-system",
            "risk-col-date",
            "risk-col-kept",
            "risk-col-buffer",
            "risk-col-months",
            "risk-col-sign-by",
        ];
        self.grid("risk-buffers", &heads, rows.collect())
    }

    /// Rounds that decide the end, or a deadline, in some run.
    fn chains(&self) -> Grid {
        let mut all: Vec<_> = self
            .risk
            .rounds
            .iter()
            .filter(|r| r.critical_last > 0.0 || r.critical_late > 0.0 || r.year_lost.runs > 0)
            .collect();
        all.sort_by(|a, b| {
            let key = |r: &super::RoundRisk| (r.critical_late, r.critical_last);
            let (a, b) = (key(a), key(b));
            b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1))
        });
        let rows = all.iter().take(LISTED).map(|round| {
            vec![
                clean(&round.id),
                round
                    .start
                    .map_or_else(|| "-".to_owned(), |d| d.to_string()),
                percent(round.critical_late),
                percent(round.critical_last),
                percent(round.later.probability),
                percent(round.year_lost.probability),
                percent(round.carried_over.probability),
            ]
        });
        let heads = [
            "risk-col-round",
            "risk-col-sign",
            "risk-col-critical-late",
            "risk-col-critical-last",
            "risk-col-sign-later",
            "risk-col-year-lost",
            "risk-col-carried",
        ];
        self.grid("risk-chains", &heads, rows.collect())
    }

    fn yen(&self) -> Grid {
        let name = |yen: &YenRisk| match yen.fiscal_year {
            Some(year) => wording::fiscal_year(year, false, self.lang),
            None => self.say("risk-whole"),
        };
        let thousands = |yen: i64| wording::grouped((yen + 500).div_euclid(1_000));
        let rows = self.risk.yen.iter().map(|yen| {
            vec![
                name(yen),
                thousands(yen.planned),
                thousands(yen.p50.yen),
                thousands(yen.p80.yen),
                thousands(yen.p95.yen),
                percent(yen.above.probability),
            ]
        });
        let heads = [
            "risk-col-year",
            "risk-col-planned",
            "risk-col-p50",
            "risk-col-p80",
            "risk-col-p95",
            "risk-col-above",
        ];
        self.grid("risk-yen", &heads, rows.collect())
    }

    fn settled(&self) -> Grid {
        let rows = self.risk.convergence.iter().map(|settled| {
            vec![
                wording::grouped(i64::try_from(settled.runs).unwrap_or(i64::MAX)),
                percent(settled.all_deadlines.probability),
                interval(settled.all_deadlines),
            ]
        });
        let heads = ["risk-col-runs", "risk-col-kept", "risk-col-interval"];
        self.grid("risk-settled", &heads, rows.collect())
    }
}
