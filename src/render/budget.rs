//! The budget of a plan as text, CSV, JSON and Markdown. What is said is decided once, in
//! [`page`]; CSV and JSON hold the numbers themselves.

mod csv;
mod json;
mod page;

use super::page::{markdown, text};
use super::{Listing, Options, RenderError, picture, svg};
pub(crate) use csv::text as csv_text;

use crate::budget::{Budget, By, Groups, compare};
use crate::plan::Plan;
use crate::words::Lang;

/// A format of the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BudgetFormat {
    /// Tables for a terminal.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// A brief for the finance section.
    Md,
    /// Stacked bars by fiscal year, and what has been paid since the beginning.
    Svg,
    /// The same in dots.
    Png,
}

impl BudgetFormat {
    /// All, in the order in which they are offered.
    pub const ALL: [BudgetFormat; 6] = [
        BudgetFormat::Table,
        BudgetFormat::Json,
        BudgetFormat::Csv,
        BudgetFormat::Md,
        BudgetFormat::Svg,
        BudgetFormat::Png,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            BudgetFormat::Table => "table",
            BudgetFormat::Json => "json",
            BudgetFormat::Csv => "csv",
            BudgetFormat::Md => "md",
            BudgetFormat::Svg => "svg",
            BudgetFormat::Png => "png",
        }
    }

    /// Whether it may go to a terminal.
    pub fn is_text(self) -> bool {
        self != BudgetFormat::Png
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<BudgetFormat> {
        BudgetFormat::ALL.into_iter().find(|f| f.name() == name)
    }
}

/// What is asked about the budget.
#[derive(Clone, Copy, Debug, Default)]
pub struct BudgetView<'p> {
    /// Only the rows, summed up by this.
    pub by: Option<By>,
    /// The difference to this plan.
    pub against: Option<&'p Plan>,
}

/// The budget of a plan in a format.
pub fn budget(
    plan: &Plan,
    view: &BudgetView<'_>,
    format: BudgetFormat,
    options: &Options,
) -> Result<Vec<u8>, RenderError> {
    let dpi = match format {
        BudgetFormat::Svg => Some(None),
        BudgetFormat::Png => Some(Some(options.picture.dots(1))),
        _ => None,
    };
    if let Some(dpi) = dpi {
        return picture::single(&svg::money(plan, options.lang)?, dpi);
    }
    let all = Budget::of(plan);
    let difference = view.against.map(|other| {
        let by = view.by.unwrap_or(By::FiscalYear);
        compare(&all.groups(by), &Budget::of(other).groups(by))
    });
    let asked = Asked {
        plan,
        budget: &all,
        groups: view.by.map(|by| all.groups(by)),
        difference,
        against: view.against,
    };
    let text = match format {
        BudgetFormat::Table => text::write(&page::page(&asked, options.lang), options),
        BudgetFormat::Json => json::write(&asked),
        BudgetFormat::Csv => csv::write(&asked, options.lang),
        BudgetFormat::Md => markdown::write(&page::page(&asked, options.lang)),
        BudgetFormat::Svg | BudgetFormat::Png => String::new(),
    };
    Ok(text.into_bytes())
}

/// Every amount of a plan as a row: year, system, owner, round, kind, instrument, yen.
pub fn budget_rows(plan: &Plan, lang: Lang) -> Listing {
    csv::rows(plan, &Budget::of(plan), lang)
}

/// A round by its name; contracts and hardware by theirs.
pub(super) fn round_name(plan: &Plan, round: &str, lang: Lang) -> String {
    page::names::round(plan, round, lang)
}

/// 債務負担行為
pub(super) fn instrument_name(kind: &str, lang: Lang) -> String {
    page::names::instrument(kind, lang)
}

/// What the law asks of the contracts of a plan, one sentence each.
pub(super) fn remark_sentences(plan: &Plan, budget: &Budget, lang: Lang) -> Vec<String> {
    let asked = Asked {
        plan,
        budget,
        groups: None,
        difference: None,
        against: None,
    };
    page::remark_sentences(&asked, lang)
}

/// The numbers that all formats share.
struct Asked<'p> {
    plan: &'p Plan,
    budget: &'p Budget,
    /// What `by` asks for.
    groups: Option<Groups>,
    /// What this plan has more than another.
    difference: Option<Groups>,
    /// The other plan.
    against: Option<&'p Plan>,
}
