//! Pictures: drawn once as SVG, and from that very drawing made into PNG and PDF.

mod pdf;
mod png;
mod tree;

use super::svg::{Drawing, Roadmap};
use super::{Format, Options, RenderError};
use crate::plan::Plan;
use crate::report;
use resvg::usvg::Tree;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
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
        .then(|| pdf::Document::new(&report::title(plan, options.lang), options.lang));
    each(&roadmap, formats, options, |page| {
        for (made, files) in page.files.into_iter().zip(&mut files) {
            files.extend(made);
        }
        match (&mut document, &page.tree) {
            (Some(document), Some(tree)) => document.page(tree),
            _ => Ok(()),
        }
    })?;
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

/// A drawing of one page in the format of a picture.
pub(super) fn page(
    drawing: &Drawing,
    format: Format,
    title: &str,
    options: &Options,
) -> Result<Vec<u8>, RenderError> {
    match format {
        Format::Png => png::write(&tree::parse(drawing)?, options.picture.dots(1)),
        Format::Pdf => {
            let mut document = pdf::Document::new(title, options.lang);
            document.page(&tree::parse(drawing)?)?;
            document.finish()
        }
        _ => Ok(drawing.document(true)?.into_bytes()),
    }
}

/// Every page in order. Pages do not know of each other: as many at a time as there are processors,
/// while the one that takes them puts them together.
fn each(
    roadmap: &Roadmap,
    formats: &[Format],
    options: &Options,
    mut take: impl FnMut(Page) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    let count = roadmap.pages();
    let hands = thread::available_parallelism().map_or(1, NonZero::get);
    if count < 2 || hands < 2 {
        return (0..count).try_for_each(|number| take(one(roadmap, number, formats, options)?));
    }
    let next = AtomicUsize::new(0);
    let (give, taken) = mpsc::sync_channel(hands);
    thread::scope(|scope| {
        for _ in 0..hands.min(count) {
            let (give, next) = (give.clone(), &next);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let page = one(roadmap, number, formats, options);
                    if give.send((number, page)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(give);
        let mut early: BTreeMap<usize, Result<Page, RenderError>> = BTreeMap::new();
        let mut due = 0;
        for (number, page) in taken {
            early.insert(number, page);
            while let Some(page) = early.remove(&due) {
                take(page?)?;
                due += 1;
            }
        }
        match due == count {
            true => Ok(()),
            false => Err(RenderError {
                cause: "thread".to_owned(),
            }),
        }
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
    let dpi = options.picture.dots(roadmap.pages());
    let make = |format: &Format| match (format, &tree) {
        (Format::Svg, _) => Ok(Some(drawing.document(true)?.into_bytes())),
        (Format::Png, Some(tree)) => Ok(Some(png::write(tree, dpi)?)),
        _ => Ok(None),
    };
    let files: Result<Vec<Option<Vec<u8>>>, RenderError> = formats.iter().map(make).collect();
    Ok(Page {
        files: files?,
        tree: tree.filter(|_| formats.contains(&Format::Pdf)),
    })
}
