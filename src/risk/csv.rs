//! Risk for spreadsheets: one row for each number that is told, with its interval.

use super::{Chance, CutoverRisk, Quantile, Risk};
use crate::plan::Plan;
use crate::render::{Item, Listing, csv_text, vendors_of};
use crate::report::{clean, wording};
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

/// A row for each ▲ of each system: the day that so many of the runs keep, the share of runs that keep
/// its deadlines, and what is lacking to 80 %.
pub fn listing(risk: &Risk, plan: &Plan, lang: Lang) -> Listing {
    let usual = [
        "system", "phase", "planned", "p50", "p80", "p95", "kept", "lacking",
    ];
    let more = [
        "sign-by", "later", "more-gap", "owner", "vendor", "round", "id",
    ];
    let list = Listing::new(lang, "list-col", &usual).and_all("list-col", &more, false);
    let mut list = list.with_vendors(plan);
    for system in &risk.systems {
        let own = plan.system(&system.id);
        for cutover in &system.cutovers {
            let dues = system.deadlines.iter();
            let dues = dues.filter(|due| due.stage == cutover.stage);
            // The deadline that is kept least often decides.
            let least = dues.min_by(|a, b| a.kept.probability.total_cmp(&b.kept.probability));
            let buffer = least.and_then(|due| due.buffer);
            let phase = match cutover.stage.as_str() {
                "bridge" => say(lang, "list-bridge", &[]),
                _ => say(lang, "list-standard", &[]),
            };
            list.push(vec![
                Item::text(&wording::name_or_id(&system.name, &system.id)),
                Item::Text(phase),
                Item::Day(cutover.planned),
                Item::day(cutover.p50.date),
                Item::day(cutover.p80.date),
                Item::day(cutover.p95.date),
                least.map_or(Item::Blank, |due| Item::Share(due.kept.probability)),
                Item::number(buffer.and_then(|buffer| buffer.days)),
                Item::day(buffer.and_then(|buffer| buffer.sign_by)),
                Item::Share(cutover.later.probability),
                Item::Share(system.gap.probability),
                Item::text(&system.owner),
                own.map_or(Item::Blank, |own| vendors_of(plan, own)),
                Item::text(&cutover.round),
                Item::text(&system.id),
            ]);
        }
    }
    list
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
