//! What all commands that list rows share: the shapes of a list, whose rows, which columns, in
//! which order.

use super::endings;
use super::failure::Failure;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use ikou::calendar::Duration;
use ikou::deadlines::Asked;
use ikou::plan::Plan;
use ikou::render::{self, Listing, Options};
use ikou::report::{NameOf, Unknown};
use ikou::words::{Lang, say};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The shape of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Table,
    Json,
    Csv,
    Md,
    Ics,
}

/// What most lists come as.
pub(crate) const SHAPES: [Shape; 4] = [Shape::Table, Shape::Json, Shape::Csv, Shape::Md];

impl Shape {
    fn name(self) -> &'static str {
        match self {
            Shape::Table => "table",
            Shape::Json => "json",
            Shape::Csv => "csv",
            Shape::Md => "md",
            Shape::Ics => "ics",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Shape::Table => "txt",
            other => other.name(),
        }
    }

    /// What was asked for by name, else by the end of the file's name, else a table.
    pub(crate) fn of(
        named: Option<&str>,
        file: Option<&Path>,
        known: &[Shape],
    ) -> Result<Shape, Failure> {
        let meant = |name: &str| {
            let name = if name == "markdown" { "md" } else { name };
            known.iter().copied().find(|shape| shape.name() == name)
        };
        let ends: Vec<(&str, Shape)> = known.iter().map(|s| (s.ending(), *s)).collect();
        endings::format(named.and_then(meant), file, Shape::Table, &ends)
    }
}

/// The names that `--format` takes.
pub(crate) fn shapes(known: &[Shape]) -> PossibleValuesParser {
    let value = |shape: &Shape| match shape {
        Shape::Md => PossibleValue::new("md").alias("markdown"),
        shape => PossibleValue::new(shape.name()),
    };
    PossibleValuesParser::new(known.iter().map(value))
}

/// Which columns, and in which order the rows stand.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    columns: Vec<String>,
    #[arg(
        long,
        value_name = "COLUMN",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    sort: Vec<String>,
}

impl ListArgs {
    /// Whether the list is to be another than the usual one.
    pub(crate) fn given(&self) -> bool {
        !self.columns.is_empty() || !self.sort.is_empty()
    }

    /// The list as it was asked for; `None` where the usual page is to be shown, since nobody asked.
    pub(crate) fn text(
        &self,
        list: impl FnOnce() -> Listing,
        shape: Shape,
        options: &Options,
    ) -> Result<Option<String>, Failure> {
        if !self.given() && shape != Shape::Csv {
            return Ok(None);
        }
        self.arranged(list(), shape, options).map(Some)
    }

    /// A list in its shape, with the columns and in the order that were asked for.
    pub(crate) fn arranged(
        &self,
        list: Listing,
        shape: Shape,
        options: &Options,
    ) -> Result<String, Failure> {
        let lang = options.lang;
        let list = list
            .sorted(&self.sort)
            .and_then(|list| list.with_columns(&self.columns))
            .map_err(|error| unknown(error, lang))?;
        Ok(match shape {
            Shape::Csv => list.csv(),
            Shape::Json => list.json(),
            Shape::Md => list.markdown(),
            Shape::Table | Shape::Ics => list.table(options.width, options.style),
        })
    }
}

/// Whose rows of a plan, and until when.
#[derive(Debug, Args)]
pub(crate) struct RowArgs {
    #[arg(long, value_name = "OWNER")]
    owner: Vec<String>,
    #[arg(long, value_name = "VENDOR")]
    vendor: Vec<String>,
    #[arg(long, value_name = "LENGTH")]
    within: Option<String>,
}

impl RowArgs {
    /// Whether not all rows are wanted.
    pub(crate) fn given(&self) -> bool {
        !self.owner.is_empty() || !self.vendor.is_empty() || self.within.is_some()
    }

    /// The same for lists that know businesses too; `usual` is the length of time otherwise.
    pub(crate) fn asked(
        &self,
        businesses: &[String],
        usual: Option<&str>,
    ) -> Result<Asked, Failure> {
        Ok(Asked {
            owners: self.owner.clone(),
            businesses: businesses.to_vec(),
            vendors: self.vendor.clone(),
            within: self.within.as_deref().or(usual).map(within).transpose()?,
        })
    }

    /// The length of time, where one was given.
    pub(crate) fn within(&self) -> Result<Option<Duration>, Failure> {
        self.within.as_deref().map(within).transpose()
    }

    /// Only the rows of these owners and vendors whose day in the column `by` is no later than the last
    /// day of `within` in a plan.
    pub(crate) fn only(
        &self,
        list: Listing,
        (within, by): (Option<Duration>, &str),
        plan: &Plan,
        lang: Lang,
    ) -> Result<Listing, Failure> {
        let list = list
            .only(NameOf::Owner, &self.owner)
            .and_then(|list| list.only(NameOf::Vendor, &self.vendor));
        let list = match within {
            Some(length) => list.and_then(|list| list.until(by, render::within(plan, length))),
            None => list,
        };
        list.map_err(|error| unknown(error, lang))
    }
}

/// A length of time as typed, full-width digits too.
pub(crate) fn within(text: &str) -> Result<Duration, Failure> {
    let folded: String = text.nfkc().collect();
    Duration::parse(&folded).ok_or_else(|| Failure::BadLength {
        flag: "--within".to_owned(),
        text: text.to_owned(),
    })
}

/// The failure for a name that nothing has.
pub(crate) fn unknown(error: Unknown, lang: Lang) -> Failure {
    let kind = match error.wanted {
        NameOf::Owner => say(lang, "wanted-owner", &[]),
        NameOf::Business => say(lang, "wanted-business", &[]),
        NameOf::Vendor => say(lang, "wanted-vendor", &[]),
        NameOf::Column => say(lang, "wanted-column", &[]),
    };
    let joint = say(lang, "due-joint", &[]);
    Failure::UnknownName {
        kind,
        name: error.name,
        nearest: error.nearest.unwrap_or_default(),
        known: error.known.join(&joint),
    }
}
