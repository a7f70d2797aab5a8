//! What all sheets share: names, words, looks.

use super::style::Styles;
use crate::budget::Budget;
use crate::calendar::{FiscalYear, fiscal_year_label};
use crate::plan::Plan;
use crate::render::rows::provider_of;
use crate::render::{Options, Paper};
use crate::report::{self, clean, wording};
use crate::words::{Lang, say};
use std::collections::BTreeMap;

/// Systems of which every date is a formula or feeds one; a larger workbook would take minutes to
/// calculate, so that there dates are values.
pub(super) const LIVE: usize = 500;
/// Users of what is shared that are named.
const NAMED: usize = 5;

pub(super) struct Book<'p> {
    pub(super) plan: &'p Plan,
    pub(super) lang: Lang,
    pub(super) title: String,
    pub(super) dates: String,
    pub(super) what_ifs: Vec<String>,
    pub(super) styles: Styles,
    pub(super) names: Names,
    pub(super) budget: Budget,
    /// The roadmap's paper.
    pub(super) paper: Paper,
    /// Whether dates follow each other by formulas.
    pub(super) live: bool,
    systems: BTreeMap<&'p str, usize>,
    providers: BTreeMap<&'p str, String>,
}

/// Names of sheets.
pub(super) struct Names {
    pub(super) cover: String,
    pub(super) roadmap: String,
    pub(super) systems: String,
    pub(super) dates: String,
    pub(super) deadlines: String,
    pub(super) money: String,
    pub(super) load: String,
    pub(super) open: String,
    pub(super) findings: String,
}

impl<'p> Book<'p> {
    pub(super) fn of(plan: &'p Plan, options: &Options) -> Book<'p> {
        let lang = options.lang;
        let name = |key: &str| say(lang, &format!("sheets-{key}"), &[]);
        Book {
            plan,
            lang,
            title: report::title(plan, lang),
            dates: wording::dates(plan, lang),
            what_ifs: report::what_ifs(plan, lang),
            styles: Styles::new(lang),
            names: Names {
                cover: name("cover"),
                roadmap: name("roadmap"),
                systems: name("systems"),
                dates: name("dates"),
                deadlines: name("deadlines"),
                money: name("money"),
                load: name("load"),
                open: name("open"),
                findings: name("findings"),
            },
            budget: Budget::of(plan),
            paper: options.picture.paper,
            live: plan.systems.len() <= LIVE,
            systems: (plan.systems.iter().enumerate())
                .map(|(n, s)| (s.id.as_str(), n))
                .collect(),
            providers: (plan.load.iter())
                .map(|l| {
                    (
                        l.provider.as_str(),
                        wording::name_or_id(&l.name, &l.provider),
                    )
                })
                .collect(),
        }
    }

    pub(super) fn word(&self, key: &str) -> String {
        say(self.lang, &format!("sheets-{key}"), &[])
    }

    /// The width of a column by the language of its words.
    pub(super) fn width(&self, ja: f64, en: f64) -> f64 {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// That of a column of days: 2026-03-31 is longer than R8.3.31, and what does not fit is no day but `###`.
    pub(super) fn day_width(&self, ja: f64) -> f64 {
        self.width(ja, 10.5)
    }

    /// Index of a system.
    pub(super) fn system(&self, id: &str) -> Option<usize> {
        self.systems.get(id).copied()
    }

    /// Shown name of a system by its index.
    pub(super) fn name(&self, system: usize) -> String {
        let system = self.plan.systems.get(system);
        system.map_or_else(String::new, |s| wording::name_or_id(&s.name, &s.id))
    }

    /// Names of all users of what is shared, the first few by name.
    pub(super) fn users(&self, ids: &str) -> String {
        let ids: Vec<&str> = ids.split('+').filter(|id| !id.is_empty()).collect();
        let mut names: Vec<String> = (ids.iter().take(NAMED))
            .map(|id| self.system(id).map_or_else(|| clean(id), |n| self.name(n)))
            .collect();
        if ids.len() > NAMED {
            let more = (ids.len() - NAMED).to_string();
            names.push(say(self.lang, "report-warning-more", &[("n", &more)]));
        }
        names.join(if self.lang == Lang::Ja { "、" } else { ", " })
    }

    /// Shown name of the vendor or team of a round.
    pub(super) fn vendor_of(&self, round: &str) -> String {
        provider_of(self.plan, round).unwrap_or_default()
    }

    /// Shown name of a vendor or team.
    pub(super) fn provider(&self, id: &str) -> String {
        self.providers.get(id).cloned().unwrap_or_else(|| clean(id))
    }

    /// The name of a fiscal year's sheet: 令和８年度.
    pub(super) fn year(&self, year: i32) -> String {
        match self.lang {
            Lang::Ja => fiscal_year_label(FiscalYear(year), true),
            Lang::En => say(self.lang, "sheets-year", &[("year", &year.to_string())]),
        }
    }
}
