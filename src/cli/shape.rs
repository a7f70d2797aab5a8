//! The formats of what is a list and can be a picture: by name, or by the end of a file's name.

use super::failure::Failure;
use super::session::Session;
use super::{endings, render};
use clap::ValueEnum;
use ikou::render::Format;
use std::path::Path;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    Table,
    Json,
    Csv,
    Md,
    Svg,
    Png,
    Pdf,
}

/// Files by their ends.
const ENDINGS: [(&str, Shape); 7] = [
    ("txt", Shape::Table),
    ("json", Shape::Json),
    ("csv", Shape::Csv),
    ("md", Shape::Md),
    ("svg", Shape::Svg),
    ("png", Shape::Png),
    ("pdf", Shape::Pdf),
];

/// The format that was asked for, and the file; none: standard output.
pub(crate) fn asked<'f>(
    named: Option<Shape>,
    output: Option<&'f Path>,
    session: &Session,
) -> Result<(Shape, Option<&'f Path>), Failure> {
    let file = output.filter(|path| *path != Path::new("-"));
    let shape = endings::format(named, file, Shape::Table, &ENDINGS)?;
    if let Some(picture) = shape.picture() {
        render::refuse_on_terminal(picture, file, session)?;
    }
    Ok((shape, file))
}

impl Shape {
    /// Which picture it is, if it is one.
    pub(crate) fn picture(self) -> Option<Format> {
        match self {
            Shape::Svg => Some(Format::Svg),
            Shape::Png => Some(Format::Png),
            Shape::Pdf => Some(Format::Pdf),
            Shape::Table | Shape::Json | Shape::Csv | Shape::Md => None,
        }
    }
}
