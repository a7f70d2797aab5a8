//! Pictures: drawn once as SVG, and from that very drawing made into PNG and PDF.

mod pdf;
mod png;
mod tree;

use super::svg::Roadmap;
use super::{Format, Options, RenderError};
use crate::plan::Plan;
use resvg::usvg::Tree;
use std::collections::BTreeSet;
use std::num::NonZero;
use std::thread;

/// The roadmap's pages in the formats of pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    /// What each format gave, in the order asked for: one file per page, a PDF all in one.
    pub files: Vec<Vec<Vec<u8>>>,
    /// Characters of names that the font lacks: boxes with their numbers stand for them.
    pub unknown: BTreeSet<char>,
}

/// A page in the formats that have a file for each, and what the PDF needs of it.
struct Page {
    files: Vec<Option<Vec<u8>>>,
    tree: Option<Tree>,
}

/// The roadmap in several formats, drawn once.
pub fn pictures(
    plan: &Plan,
    formats: &[Format],
    options: &Options,
) -> Result<Pictures, RenderError> {
    let roadmap = Roadmap::of(plan, options);
    let mut files: Vec<Vec<Vec<u8>>> = formats.iter().map(|_| Vec::new()).collect();
    let mut document = formats
        .contains(&Format::Pdf)
        .then(|| pdf::Document::new(plan, options.lang));
    // Pages do not know of each other: as many at a time as there are processors, put together in
    // their order.
    let hands = thread::available_parallelism().map_or(1, NonZero::get);
    let all: Vec<usize> = (0..roadmap.pages()).collect();
    for numbers in all.chunks(hands) {
        for page in some(&roadmap, numbers, formats, options) {
            let page = page?;
            for (made, files) in page.files.into_iter().zip(&mut files) {
                files.extend(made);
            }
            if let (Some(document), Some(tree)) = (&mut document, &page.tree) {
                document.page(tree)?;
            }
        }
    }
    if let Some(document) = document {
        let bytes = document.finish()?;
        for (format, files) in formats.iter().zip(&mut files) {
            if *format == Format::Pdf {
                files.push(bytes.clone());
            }
        }
    }
    Ok(Pictures {
        files,
        unknown: roadmap.unknown,
    })
}

/// One drawing as SVG, or as PNG of so many dots per inch.
pub(super) fn single(
    drawing: &super::svg::Drawing,
    dpi: Option<u32>,
) -> Result<Vec<u8>, RenderError> {
    match dpi {
        None => Ok(drawing.document(true)?.into_bytes()),
        Some(dpi) => png::write(&tree::parse(drawing)?, dpi),
    }
}

/// Some pages, each on a thread of its own where there are several.
fn some(
    roadmap: &Roadmap,
    numbers: &[usize],
    formats: &[Format],
    options: &Options,
) -> Vec<Result<Page, RenderError>> {
    if let [number] = numbers {
        return vec![one(roadmap, *number, formats, options)];
    }
    thread::scope(|scope| {
        let running: Vec<_> = numbers
            .iter()
            .map(|number| scope.spawn(move || one(roadmap, *number, formats, options)))
            .collect();
        let stopped = || RenderError {
            cause: "thread".to_owned(),
        };
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(stopped())))
            .collect()
    })
}

fn one(
    roadmap: &Roadmap,
    number: usize,
    formats: &[Format],
    options: &Options,
) -> Result<Page, RenderError> {
    let drawing = roadmap.draw(number)?;
    let raster = formats.iter().any(|f| *f != Format::Svg);
    let tree = raster.then(|| tree::parse(&drawing)).transpose()?;
    let make = |format: &Format| match (format, &tree) {
        (Format::Svg, _) => Ok(Some(drawing.document(true)?.into_bytes())),
        (Format::Png, Some(tree)) => Ok(Some(png::write(tree, options.picture.dpi)?)),
        _ => Ok(None),
    };
    let files: Result<Vec<Option<Vec<u8>>>, RenderError> = formats.iter().map(make).collect();
    Ok(Page {
        files: files?,
        tree: tree.filter(|_| formats.contains(&Format::Pdf)),
    })
}
