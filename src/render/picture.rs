//! Pictures: drawn once as SVG, and from that very drawing made into PNG and PDF.

mod pdf;
mod png;
mod tree;

use super::{Format, Options, RenderError, svg};
use crate::plan::Plan;

/// The roadmap's pages in the formats of pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    /// What each format gave, in the order asked for: one file per page, a PDF all in one.
    pub files: Vec<Vec<Vec<u8>>>,
}

/// The roadmap in several formats, drawn once.
pub fn pictures(
    plan: &Plan,
    formats: &[Format],
    options: &Options,
) -> Result<Pictures, RenderError> {
    let drawings = svg::draw(plan, options)?;
    let mut files: Vec<Vec<Vec<u8>>> = formats.iter().map(|_| Vec::new()).collect();
    let raster = formats.iter().any(|f| *f != Format::Svg);
    let mut document = formats
        .contains(&Format::Pdf)
        .then(|| pdf::Document::new(plan, options.lang));
    for drawing in &drawings {
        let tree = raster.then(|| tree::parse(drawing)).transpose()?;
        for (format, files) in formats.iter().zip(&mut files) {
            match (format, &tree) {
                (Format::Svg, _) => files.push(drawing.document(true)?.into_bytes()),
                (Format::Png, Some(tree)) => files.push(png::write(tree, options.dpi)?),
                _ => {}
            }
        }
        if let (Some(document), Some(tree)) = (&mut document, &tree) {
            document.page(tree)?;
        }
    }
    if let Some(document) = document {
        let bytes = document.finish()?;
        for (_, files) in formats
            .iter()
            .zip(&mut files)
            .filter(|(f, _)| **f == Format::Pdf)
        {
            files.push(bytes.clone());
        }
    }
    Ok(Pictures { files })
}
