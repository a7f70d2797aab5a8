//! The formats of risk.

use super::{Risk, csv, markdown, picture, told};
use crate::plan::Plan;
use crate::render::{ListFormat, Options, RenderError};

/// Risk in a format: tables, all numbers, or histogram and S-curve.
pub fn render(
    risk: &Risk,
    plan: &Plan,
    format: ListFormat,
    options: &Options,
) -> Result<Vec<u8>, RenderError> {
    let text = match format {
        ListFormat::Table => told(risk, plan, options.lang, options.width, options.style),
        ListFormat::Json => risk.to_json(),
        ListFormat::Csv => csv(risk, options.lang),
        ListFormat::Md => markdown(risk, plan, options.lang),
        ListFormat::Picture(format) => return picture(risk, plan, format, options),
    };
    Ok(text.into_bytes())
}
