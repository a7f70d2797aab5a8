//! The formats of what is a list and can be a picture: by name, or by the end of a file's name.

use super::failure::Failure;
use super::session::Session;
use super::{endings, listing, render};
use clap::ValueEnum;
use ikou::render::{Format, ListFormat};
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

/// The format of a file.
pub(crate) fn by_end(file: &Path) -> Result<Shape, Failure> {
    endings::by_end(file, &ENDINGS)
}

impl From<listing::Shape> for Shape {
    fn from(list: listing::Shape) -> Shape {
        match list {
            listing::Shape::Json => Shape::Json,
            listing::Shape::Csv => Shape::Csv,
            listing::Shape::Md => Shape::Md,
            listing::Shape::Table | listing::Shape::Ics => Shape::Table,
        }
    }
}

impl Shape {
    /// The list that it is; a picture is none.
    pub(crate) fn list(self) -> Result<listing::Shape, Failure> {
        match self {
            Shape::Table => Ok(listing::Shape::Table),
            Shape::Json => Ok(listing::Shape::Json),
            Shape::Csv => Ok(listing::Shape::Csv),
            Shape::Md => Ok(listing::Shape::Md),
            Shape::Svg | Shape::Png | Shape::Pdf => Err(Failure::NoList {
                format: self.picture().map_or("", Format::name).to_owned(),
            }),
        }
    }

    /// The same for the library.
    pub(crate) fn form(self) -> ListFormat {
        match (self, self.picture()) {
            (_, Some(picture)) => ListFormat::Picture(picture),
            (Shape::Json, _) => ListFormat::Json,
            (Shape::Csv, _) => ListFormat::Csv,
            (Shape::Md, _) => ListFormat::Md,
            _ => ListFormat::Table,
        }
    }

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
