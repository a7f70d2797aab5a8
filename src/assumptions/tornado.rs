//! Assumptions as ranked bars.

use super::told::by;
use super::{Assumptions, Moved};
use crate::render::{Tornado, TornadoBar};
use crate::report::{clean, wording};
use crate::words::{Lang, say};

/// Days that cutovers move, summed up.
fn days(moved: &Moved) -> i64 {
    moved
        .cutovers
        .iter()
        .fold(0i64, |sum, c| match (c.old, c.new) {
            (Some(old), Some(new)) => sum.saturating_add((new - old).num_days()),
            _ => sum,
        })
}

/// What a panel measures: its key, and the number.
type Measure = (&'static str, fn(&Moved) -> i64);

const MEASURES: [Measure; 5] = [
    ("gap", |m| m.gap_days),
    ("hard", |m| m.hard_late_days),
    ("late", |m| m.late_days),
    ("yen", |m| m.cost_yen),
    ("cutovers", days),
];

/// The facts whose moves change the plan, the greatest effect first; what changes in none of them is
/// left out.
pub fn tornado(found: &Assumptions, lang: Lang) -> Tornado {
    let moved = |m: &Moved| m.changes() || (!m.planned && !m.refused);
    let used: Vec<&Measure> = MEASURES
        .iter()
        .filter(|(_, of)| {
            let all = found.facts.iter().flat_map(|f| &f.moves);
            all.filter(|m| m.planned).any(|m| of(m) != 0)
        })
        .collect();
    let words = |key: &str, n: i64| {
        let sign = if n > 0 { "+" } else { "" };
        let text = format!("{sign}{}", wording::grouped(n));
        match key {
            "yen" => crate::render::yen_apart(n, lang),
            _ => say(lang, "report-days", &[("n", &text)]),
        }
    };
    let mut bars = Vec::new();
    for fact in &found.facts {
        for pair in fact.moves.chunks_exact(2) {
            let [down, up] = pair else { continue };
            if !pair.iter().any(moved) {
                continue;
            }
            let ends = used.iter().map(|(key, of)| {
                [down, up].map(|m| {
                    m.planned.then(|| {
                        let n = of(m);
                        (n, words(key, n))
                    })
                })
            });
            bars.push(TornadoBar {
                name: clean(&fact.path),
                value: format!(
                    "{} ({}:{})",
                    clean(&fact.value),
                    clean(&fact.file),
                    fact.line
                ),
                moves: [by(down, lang), by(up, lang)],
                ends: ends.collect(),
            });
        }
    }
    let n = found.measured.to_string();
    let date = found.as_of.to_string();
    let mut lines = vec![say(
        lang,
        "sweep-tornado-lines",
        &[("n", &n), ("date", &date)],
    )];
    if found.left_out > 0 {
        let n = found.left_out.to_string();
        lines.push(say(lang, "assumed-left-out", &[("n", &n)]));
    }
    if found.measured > 0 && !found.proved {
        lines.push(say(lang, "assumed-unproved", &[]));
    }
    let name = |key: &str| say(lang, &format!("sweep-panel-{key}"), &[]);
    Tornado {
        title: say(lang, "sweep-tornado-title", &[]),
        lines,
        panels: used.iter().map(|(key, _)| name(key)).collect(),
        bars,
    }
}
