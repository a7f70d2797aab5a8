//! Pictures: drawn once as a list of shapes, which is written as SVG, PNG and PDF.

mod pdf;
mod png;
mod svg;

use super::drawing::Drawing;
use super::svg::Roadmap;
use super::{Format, Options, RenderError};
use crate::plan::Plan;
use crate::report;
use png::Letters;
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

/// A finished file of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// Which of the formats asked for, counted from 0.
    pub format: usize,
    /// Which page, counted from 0, and of how many files; a PDF is one.
    pub page: usize,
    /// How many files the format takes.
    pub of: usize,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The plan that a picture shows behind its own.
#[derive(Clone, Copy, Debug)]
pub struct Before<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// What it is called.
    pub name: &'p str,
    /// What the plan of the picture has otherwise, in a sentence.
    pub upshot: &'p str,
}

/// A page in the formats that have a file for each, and what the PDF needs of it.
struct Page {
    files: Vec<Option<Vec<u8>>>,
    drawing: Option<Drawing>,
}

/// The roadmap in several formats, drawn once.
pub fn pictures(
    plan: &Plan,
    formats: &[Format],
    options: &Options,
) -> Result<Pictures, RenderError> {
    let mut files: Vec<Vec<Vec<u8>>> = formats.iter().map(|_| Vec::new()).collect();
    let unknown = pictures_one_by_one(plan, formats, options, |file| {
        if let Some(files) = files.get_mut(file.format) {
            files.push(file.bytes);
        }
        true
    })?;
    Ok(Pictures { files, unknown })
}

/// The same, each file given away as soon as it is made, pages in order, so that a roadmap of a
/// hundred pages never lies in memory as a whole. Ends early where `take` says false. Characters
/// that the font lacks come back.
pub fn pictures_one_by_one(
    plan: &Plan,
    formats: &[Format],
    options: &Options,
    take: impl FnMut(PictureFile) -> bool,
) -> Result<BTreeSet<char>, RenderError> {
    compared_pictures_one_by_one(plan, None, formats, options, take)
}

/// The same with the bars of another plan behind, where they differ.
pub fn compared_pictures_one_by_one(
    plan: &Plan,
    before: Option<&Before<'_>>,
    formats: &[Format],
    options: &Options,
    mut take: impl FnMut(PictureFile) -> bool,
) -> Result<BTreeSet<char>, RenderError> {
    let roadmap = Roadmap::of(plan, before, options);
    let of = roadmap.pages();
    let mut document = formats
        .contains(&Format::Pdf)
        .then(|| pdf::Document::new(&report::title(plan, options.lang), options.lang));
    let mut more = true;
    each(&roadmap, formats, options, |number, page| {
        for (format, made) in page.files.into_iter().enumerate() {
            if let Some(bytes) = made.filter(|_| more) {
                let page = number;
                more = take(PictureFile {
                    format,
                    page,
                    of,
                    bytes,
                });
            }
        }
        if let (Some(document), Some(drawing)) = (&mut document, &page.drawing) {
            document.page(drawing)?;
        }
        Ok(more)
    })?;
    if let Some(document) = document.filter(|_| more) {
        let bytes = document.finish()?;
        for (format, asked) in formats.iter().enumerate() {
            if more && *asked == Format::Pdf {
                more = take(PictureFile {
                    format,
                    page: 0,
                    of: 1,
                    bytes: bytes.clone(),
                });
            }
        }
    }
    Ok(roadmap.unknown)
}

/// One drawing as SVG, or as PNG of so many dots per inch.
pub(super) fn single(drawing: &Drawing, dpi: Option<u32>) -> Result<Vec<u8>, RenderError> {
    match dpi {
        None => Ok(svg::write(drawing)?.into_bytes()),
        Some(dpi) => png::write(drawing, dpi, &mut Letters::default()),
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
        Format::Png => png::write(drawing, options.picture.dots(1), &mut Letters::default()),
        Format::Pdf => {
            let mut document = pdf::Document::new(title, options.lang);
            document.page(drawing)?;
            document.finish()
        }
        _ => Ok(svg::write(drawing)?.into_bytes()),
    }
}

/// Every page in order, until `take` has enough. Pages do not know of each other: as many at a time
/// as there are processors, while the one that takes them puts them together.
fn each(
    roadmap: &Roadmap,
    formats: &[Format],
    options: &Options,
    mut take: impl FnMut(usize, Page) -> Result<bool, RenderError>,
) -> Result<(), RenderError> {
    let count = roadmap.pages();
    let hands = thread::available_parallelism().map_or(1, NonZero::get);
    if count < 2 || hands < 2 {
        let mut letters = Letters::default();
        for number in 0..count {
            let page = one(roadmap, number, formats, options, &mut letters)?;
            if !take(number, page)? {
                break;
            }
        }
        return Ok(());
    }
    let next = AtomicUsize::new(0);
    let (give, taken) = mpsc::sync_channel(hands);
    thread::scope(|scope| {
        for _ in 0..hands.min(count) {
            let (give, next) = (give.clone(), &next);
            scope.spawn(move || {
                let mut letters = Letters::default();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let page = one(roadmap, number, formats, options, &mut letters);
                    if give.send((number, page)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(give);
        let mut early: BTreeMap<usize, Result<Page, RenderError>> = BTreeMap::new();
        let mut due = 0;
        // Taking it whole ends the work of the others when this returns early.
        let taken = taken;
        for (number, page) in &taken {
            early.insert(number, page);
            while let Some(page) = early.remove(&due) {
                if !take(due, page?)? {
                    return Ok(());
                }
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
    letters: &mut Letters,
) -> Result<Page, RenderError> {
    let drawing = roadmap.draw(number)?;
    let dpi = options.picture.dots(roadmap.pages());
    let mut make = |format: &Format| match format {
        Format::Svg => Ok(Some(svg::write(&drawing)?.into_bytes())),
        Format::Png => Ok(Some(png::write(&drawing, dpi, letters)?)),
        _ => Ok(None),
    };
    let files: Result<Vec<Option<Vec<u8>>>, RenderError> = formats.iter().map(&mut make).collect();
    Ok(Page {
        files: files?,
        drawing: formats.contains(&Format::Pdf).then_some(drawing),
    })
}
