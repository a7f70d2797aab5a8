//! The formats of risk.

use super::{Risk, csv, markdown, picture, told};
use crate::plan::Plan;
use crate::render::{Format, Options, RenderError};

/// A format of risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskFormat {
    /// Tables for a terminal.
    Table,
    /// All numbers.
    Json,
    /// For spreadsheets.
    Csv,
    /// The tables as a Markdown page.
    Md,
    /// Histogram and S-curve.
    Svg,
    /// The same in dots.
    Png,
    /// The same as a page.
    Pdf,
}

impl RiskFormat {
    /// Every format.
    pub const ALL: [RiskFormat; 7] = [
        RiskFormat::Table,
        RiskFormat::Json,
        RiskFormat::Csv,
        RiskFormat::Md,
        RiskFormat::Svg,
        RiskFormat::Png,
        RiskFormat::Pdf,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            RiskFormat::Table => "table",
            RiskFormat::Json => "json",
            RiskFormat::Csv => "csv",
            RiskFormat::Md => "md",
            RiskFormat::Svg => "svg",
            RiskFormat::Png => "png",
            RiskFormat::Pdf => "pdf",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<RiskFormat> {
        RiskFormat::ALL.into_iter().find(|f| f.name() == name)
    }

    /// Whether it is text.
    pub fn is_text(self) -> bool {
        !matches!(self, RiskFormat::Svg | RiskFormat::Png | RiskFormat::Pdf)
    }
}

/// Risk in a format.
pub fn render(
    risk: &Risk,
    plan: &Plan,
    format: RiskFormat,
    options: &Options,
) -> Result<Vec<u8>, RenderError> {
    let text = match format {
        RiskFormat::Table => told(risk, plan, options.lang, options.width, options.style),
        RiskFormat::Json => risk.to_json(),
        RiskFormat::Csv => csv(risk, options.lang),
        RiskFormat::Md => markdown(risk, plan, options.lang),
        RiskFormat::Svg => return picture(risk, plan, Format::Svg, options),
        RiskFormat::Png => return picture(risk, plan, Format::Png, options),
        RiskFormat::Pdf => return picture(risk, plan, Format::Pdf, options),
    };
    Ok(text.into_bytes())
}
