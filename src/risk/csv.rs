//! Risk for spreadsheets: one row for each number that is told, with its interval.

use super::{Chance, CutoverRisk, Quantile, Risk};
use crate::render::csv_text;
use crate::report::clean;
use crate::words::{Lang, say};

/// A byte-order mark, CRLF, and no text that would be taken for a formula.
pub fn csv(risk: &Risk, lang: Lang) -> String {
    let heads = ["measure", "of", "planned", "value", "low", "high"];
    let heads = heads.map(|key| csv_text(&say(lang, &format!("risk-csv-{key}"), &[])));
    let mut out = Rows(format!("\u{feff}{}\r\n", heads.join(",")));
    out.chance("all-deadlines", "", "", risk.all_deadlines);
    out.chance("hard-deadlines", "", "", risk.hard_deadlines);
    out.chance("no-gap", "", "", risk.no_gap);
    for deadline in &risk.deadlines {
        let date = deadline.date.to_string();
        out.chance("deadline", &deadline.id, &date, deadline.kept);
    }
    for system in &risk.systems {
        for due in &system.deadlines {
            let of = format!("{} {}", system.id, due.id);
            out.chance("system-deadline", &of, &due.date.to_string(), due.kept);
            if let Some(buffer) = due.buffer {
                let days = buffer.days.map_or_else(String::new, |d| d.to_string());
                out.row("buffer-days", &of, "", &days, "", "");
                let by = buffer.sign_by.map_or_else(String::new, |d| d.to_string());
                out.row("sign-by", &of, "", &by, "", "");
            }
        }
        for cutover in &system.cutovers {
            out.cutover(&format!("{} {}", system.id, cutover.stage), cutover);
        }
        out.chance("gap", &system.id, "", system.gap);
        out.chance("extended", &system.id, "", system.extended);
    }
    if let Some(last) = &risk.last_cutover {
        out.cutover("last", last);
    }
    for round in &risk.rounds {
        let start = round.start.map_or_else(String::new, |d| d.to_string());
        out.chance("contract-later", &round.id, &start, round.later);
        out.chance("contract-year-lost", &round.id, &start, round.year_lost);
        out.chance("carried-over", &round.id, &start, round.carried_over);
        for (measure, share) in [
            ("critical-late", round.critical_late),
            ("critical-last", round.critical_last),
        ] {
            out.row(measure, &round.id, "", &share.to_string(), "", "");
        }
    }
    for yen in &risk.yen {
        let of = yen.fiscal_year.map_or_else(String::new, |y| y.to_string());
        let planned = yen.planned.to_string();
        out.row("yen-mean", &of, &planned, &yen.mean.to_string(), "", "");
        for (measure, quantile) in [
            ("yen-p50", yen.p50),
            ("yen-p80", yen.p80),
            ("yen-p95", yen.p95),
        ] {
            let [value, low, high] =
                [quantile.yen, quantile.low, quantile.high].map(|y| y.to_string());
            out.row(measure, &of, &planned, &value, &low, &high);
        }
        out.chance("yen-above", &of, &planned, yen.above);
    }
    out.0
}

struct Rows(String);

impl Rows {
    fn row(&mut self, measure: &str, of: &str, planned: &str, value: &str, low: &str, high: &str) {
        let of = csv_text(&clean(of));
        self.0.push_str(&format!(
            "{measure},{of},{planned},{value},{low},{high}\r\n"
        ));
    }

    fn chance(&mut self, measure: &str, of: &str, planned: &str, chance: Chance) {
        let [value, low, high] =
            [chance.probability, chance.low, chance.high].map(|x| x.to_string());
        self.row(measure, of, planned, &value, &low, &high);
    }

    fn cutover(&mut self, of: &str, cutover: &CutoverRisk) {
        let planned = cutover.planned.to_string();
        let all = [
            ("cutover-p50", cutover.p50),
            ("cutover-p80", cutover.p80),
            ("cutover-p95", cutover.p95),
        ];
        for (measure, Quantile { date, low, high }) in all {
            let [value, low, high] =
                [date, low, high].map(|d| d.map_or_else(String::new, |d| d.to_string()));
            self.row(measure, of, &planned, &value, &low, &high);
        }
        self.chance("cutover-later", of, &planned, cutover.later);
    }
}
