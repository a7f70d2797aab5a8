//! One rectangle for Excel, to be filtered by its first columns: every value of every plan, whether
//! it differs or not.

use super::{names, page};
use crate::compare::Compared;
use crate::render::csv_text;
use crate::report::{clean, wording};
use crate::words::{Lang, say};

pub(super) fn write(found: &Compared, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    let mut line = |cells: Vec<String>| {
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    let heads = ["part", "id", "name", "what"];
    let heads = heads.map(|key| csv_text(&say(lang, &format!("compare-csv-{key}"), &[])));
    let names = names(found).into_iter().map(|name| csv_text(&name));
    line(heads.into_iter().chain(names).collect());
    let part = |key: &str| csv_text(&say(lang, &format!("compare-csv-{key}"), &[]));
    let mut row = |part: String, id: &str, name: String, what: String, values: Vec<String>| {
        let head = [part, csv_text(&clean(id)), csv_text(&name), csv_text(&what)];
        line(head.into_iter().chain(values).collect());
    };
    let number = |n: &Option<i64>| n.map_or_else(String::new, |n| n.to_string());
    let days = |values: &[Option<i64>]| values.iter().map(number).collect::<Vec<String>>();
    for level in &found.levels {
        let name = say(lang, &format!("compare-level-{}", level.level), &[]);
        let value = |v: &Option<f64>| v.map_or_else(String::new, |v| v.to_string());
        let values = level.values.iter().map(value).collect();
        row(part("level"), level.level, name, String::new(), values);
    }
    for system in &found.systems {
        let (id, name) = (
            system.system.as_str(),
            wording::name_or_id(&system.name, &system.system),
        );
        let routes = system.routes.iter().map(|r| {
            let words = r.as_ref().map(|r| wording::route(r, lang).0);
            words.map_or_else(String::new, |w| csv_text(&w))
        });
        let what = say(lang, "compare-row-route", &[]);
        row(part("system"), id, name.clone(), what, routes.collect());
        for date in &system.dates {
            let values = date.dates.iter();
            let values = values.map(|d| d.map_or_else(String::new, |d| d.to_string()));
            let what = page::milestone(date, lang);
            row(part("date"), id, name.clone(), what, values.collect());
        }
        for (key, values) in [
            ("gap", &system.gap_days),
            ("hard", &system.hard_late_days),
            ("late", &system.late_days),
            ("slack", &system.slack_days),
        ] {
            let what = say(lang, &format!("compare-row-{key}"), &[]);
            row(part("days"), id, name.clone(), what, days(values));
        }
        for (year, values) in &system.years {
            let what = wording::fiscal_year(*year, false, lang);
            row(part("system-yen"), id, name.clone(), what, days(values));
        }
    }
    for year in &found.years {
        let what = wording::fiscal_year(year.fiscal_year, false, lang);
        let values = year.yen.iter().map(i64::to_string).collect();
        row(part("yen"), "", String::new(), what, values);
    }
    for load in &found.load {
        let name = wording::name_or_id(&load.name, &load.provider);
        let peak = load.peak.iter();
        let peak = peak.map(|p| p.map_or_else(String::new, |p| p.to_string()));
        for (key, values) in [
            ("peak", peak.collect::<Vec<String>>()),
            ("units", load.units.iter().map(u32::to_string).collect()),
            (
                "cutovers",
                load.cutovers.iter().map(u32::to_string).collect(),
            ),
        ] {
            let what = say(lang, &format!("compare-csv-{key}"), &[]);
            row(part("load"), &load.provider, name.clone(), what, values);
        }
    }
    out
}
