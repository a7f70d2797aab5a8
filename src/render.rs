//! Formats: a plan in, bytes out. No format opens a file, looks at a clock or asks the terminal;
//! what it may use comes as [`Options`].

mod budget;
mod compare;
mod drawing;
mod findings;
mod gantt;
mod graph;
mod html;
mod json;
mod listing;
mod mermaid;
mod mspdi;
mod page;
mod paper;
mod picture;
mod rows;
mod svg;
mod sweep;
mod table;
mod tasks;
pub(crate) mod terminal;
mod tjp;
mod xlsx;

pub(crate) use budget::csv_text;
pub use budget::{BudgetFormat, BudgetView, budget, budget_rows};
pub(crate) use compare::amount as yen_apart;
pub use compare::{CompareFormat, compare, compare_rows, compare_upshot};
pub use findings::findings;
pub use graph::{GraphFormat, graph};
pub use html::Named;
pub use json::plan_schema;
pub use listing::{Item, ListColumn, Listing};
pub(crate) use page::markdown::escaped;
pub use paper::{Paper, PictureStyle};
pub use picture::{
    Before, PictureFile, Pictures, compared_pictures_one_by_one, pictures, pictures_one_by_one,
};
pub(crate) use rows::vendors_of;
pub use rows::{systems, within};
pub use svg::{RunsPage, RunsPanel};
pub use sweep::{ListFormat, Tornado, TornadoBar, sweep, sweep_rows, tornado};

use crate::calendar::Date;
use crate::import::Form;
use crate::plan::Plan;
use crate::words::{Lang, say};
use std::fmt;

/// A format of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Warnings, outcome, systems and money as text for a terminal.
    Table,
    /// The roadmap as text for a terminal.
    Gantt,
    /// plan.json.
    Json,
    /// The roadmap as a picture on A3.
    Svg,
    /// The same picture in dots.
    Png,
    /// The same picture as pages of paper.
    Pdf,
    /// The page: everything, to be looked at and searched in a browser.
    Html,
    /// The roadmap as a Mermaid chart for Markdown pages.
    Mermaid,
    /// Systems and links for GraphViz.
    Dot,
    /// A workbook: roadmap, lists, budget sheets with formulas.
    Xlsx,
    /// MS Project XML: tasks, links, calendar, deadlines.
    Mspdi,
    /// A project for TaskJuggler.
    Tjp,
    /// The table of systems for spreadsheets.
    Csv,
    /// Tables for Markdown pages.
    Md,
}

/// How text for a terminal may look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TerminalStyle {
    /// Colours by escape sequences.
    pub colour: bool,
    /// Lines and symbols of ASCII only (names stay as they are).
    pub ascii: bool,
}

/// What a format may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Language of everything but names.
    pub lang: Lang,
    /// Columns of the terminal.
    pub width: usize,
    /// Style of text for a terminal.
    pub style: TerminalStyle,
    /// How pictures may look.
    pub picture: PictureStyle,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            lang: Lang::default(),
            width: 80,
            style: TerminalStyle::default(),
            picture: PictureStyle::default(),
        }
    }
}

/// What many runs came to, as a picture (svg, png, pdf).
pub fn runs_picture(
    page: &RunsPage,
    format: Format,
    options: &Options,
) -> Result<Vec<u8>, RenderError> {
    let drawing = svg::runs(page, options.lang)?;
    picture::page(&drawing, format, &page.title, options)
}

/// Why a format could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// What went wrong.
    pub cause: String,
}

impl RenderError {
    /// The sentence for people.
    pub fn message(&self, lang: Lang) -> String {
        say(lang, "report-error-draw", &[("cause", &self.cause)])
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for RenderError {}

impl Format {
    /// Every format.
    pub const ALL: [Format; 14] = [
        Format::Table,
        Format::Gantt,
        Format::Json,
        Format::Svg,
        Format::Png,
        Format::Pdf,
        Format::Html,
        Format::Mermaid,
        Format::Dot,
        Format::Xlsx,
        Format::Mspdi,
        Format::Tjp,
        Format::Csv,
        Format::Md,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Gantt => "gantt",
            Format::Json => "json",
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Mermaid => "mermaid",
            Format::Dot => "dot",
            Format::Xlsx => "xlsx",
            Format::Mspdi => "mspdi",
            Format::Tjp => "tjp",
            Format::Csv => "csv",
            Format::Md => "md",
        }
    }

    /// The end of its files' names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Table => "txt",
            Format::Gantt => "gantt.txt",
            Format::Json => "json",
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Mermaid => "mmd",
            Format::Dot => "dot",
            Format::Xlsx => "xlsx",
            Format::Mspdi => "xml",
            Format::Tjp => "tjp",
            Format::Csv => "csv",
            Format::Md => "md",
        }
    }

    /// Reads a name as `--format` takes it.
    pub fn parse(name: &str) -> Option<Format> {
        let name = name.trim().to_ascii_lowercase();
        Format::ALL.into_iter().find(|f| f.name() == name)
    }

    /// The format that a file's name asks for; the longest fitting end counts.
    pub fn of_path(path: &str) -> Option<Format> {
        let path = path.to_ascii_lowercase();
        Format::ALL
            .into_iter()
            .filter(|f| path.ends_with(&format!(".{}", f.extension())))
            .max_by_key(|f| f.extension().len())
    }

    /// Whether it is drawn on pages.
    pub fn is_picture(self) -> bool {
        matches!(self, Format::Svg | Format::Png | Format::Pdf)
    }

    /// Whether it is text that may go to a terminal.
    pub fn is_text(self) -> bool {
        match self {
            Format::Table
            | Format::Gantt
            | Format::Json
            | Format::Svg
            | Format::Html
            | Format::Mermaid
            | Format::Dot
            | Format::Mspdi
            | Format::Tjp
            | Format::Csv
            | Format::Md => true,
            Format::Png | Format::Pdf | Format::Xlsx => false,
        }
    }
}

/// A plan in a format: one text, one picture. What takes several pages (see [`pictures`]) is an error
/// unless the format holds them all.
pub fn render(plan: &Plan, format: Format, options: &Options) -> Result<Vec<u8>, RenderError> {
    match format {
        Format::Table => Ok(table::write(plan, options).into_bytes()),
        Format::Gantt => Ok(gantt::write(plan, options).into_bytes()),
        Format::Json => Ok(json::write(plan)),
        Format::Svg | Format::Png | Format::Pdf => {
            let mut pictures = pictures(plan, &[format], options)?;
            let mut pages = pictures.files.pop().unwrap_or_default();
            match pages.len() {
                1 => Ok(pages.pop().unwrap_or_default()),
                n => Err(RenderError {
                    cause: say(options.lang, "report-error-pages", &[("n", &n.to_string())]),
                }),
            }
        }
        Format::Html => {
            let named = Named::unnamed(plan);
            Ok(page(&[named], options))
        }
        Format::Mermaid => Ok(mermaid::write(plan, options).into_bytes()),
        Format::Dot => graph(plan, GraphFormat::Dot, options),
        Format::Xlsx => xlsx::write(plan, options),
        Format::Mspdi => mspdi::write(plan, options),
        Format::Tjp => Ok(tjp::write(plan, options).into_bytes()),
        Format::Csv => Ok(rows::csv(plan, options).into_bytes()),
        Format::Md => Ok(rows::markdown(plan, options).into_bytes()),
    }
}

/// The workbook that departments fill in, of a day (xlsx).
pub fn template(form: &Form, as_of: Date, lang: Lang) -> Result<Vec<u8>, RenderError> {
    xlsx::template::write(form, as_of, lang)
}

/// The page of several plans of one city; the first is the one that it opens with.
pub fn page(plans: &[Named<'_>], options: &Options) -> Vec<u8> {
    html::write(plans, options).into_bytes()
}
