//! What pictures may be told: paper, rows of a page, arrangement, dots.

use super::failure::Failure;
use super::files;
use clap::Args;
use clap::builder::PossibleValuesParser;
use ikou::chart::View;
use ikou::plan::Plan;
use ikou::render::{Format, Options, Paper, PictureStyle, Pictures, pictures, render};
use std::path::{Path, PathBuf};

/// How pictures may look.
#[derive(Debug, Args)]
pub(crate) struct PictureArgs {
    #[arg(long, value_name = "PAPER", value_parser = papers())]
    paper: Option<String>,
    #[arg(long, value_name = "VIEW", value_parser = views())]
    view: Option<String>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    rows: Option<u16>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(30..=1200))]
    dpi: Option<u16>,
}

fn papers() -> PossibleValuesParser {
    PossibleValuesParser::new(Paper::ALL.map(Paper::name))
}

fn views() -> PossibleValuesParser {
    PossibleValuesParser::new(View::ALL.map(View::name))
}

impl PictureArgs {
    pub(crate) fn style(&self) -> PictureStyle {
        let usual = PictureStyle::default();
        PictureStyle {
            paper: self
                .paper
                .as_deref()
                .and_then(Paper::parse)
                .unwrap_or(usual.paper),
            view: self
                .view
                .as_deref()
                .and_then(View::parse)
                .unwrap_or(usual.view),
            rows: self.rows.map(usize::from),
            dpi: self.dpi.map(u32::from),
        }
    }
}

/// Files as they are written, and the characters that no picture could show.
#[derive(Debug, Default)]
pub(crate) struct Made {
    pub(crate) files: Vec<(PathBuf, Vec<u8>)>,
    pub(crate) unknown: Vec<char>,
}

/// Every file of a plan. Pictures are drawn once for all their formats; of several pages each has
/// a file of its own (`roadmap-1.png`), but a PDF holds them all.
pub(crate) fn make(
    plan: &Plan,
    files: &[(PathBuf, Format)],
    options: &Options,
) -> Result<Made, Failure> {
    let mut formats: Vec<Format> = Vec::new();
    for (_, format) in files {
        if format.is_picture() && !formats.contains(format) {
            formats.push(*format);
        }
    }
    let failed = |error: ikou::render::RenderError| Failure::Drawing {
        reason: error.message(options.lang),
    };
    let mut drawn = match formats.is_empty() {
        true => Pictures::default(),
        false => pictures(plan, &formats, options).map_err(failed)?,
    };
    let mut made = Made {
        unknown: drawn.unknown.iter().copied().collect(),
        ..Made::default()
    };
    for (place, (path, format)) in files.iter().enumerate() {
        match formats.iter().position(|f| f == format) {
            Some(n) => {
                // Pages are large: the last file of a format takes them.
                let last = files.iter().rposition(|(_, f)| f == format) == Some(place);
                let pages = match drawn.files.get_mut(n) {
                    Some(pages) if last => std::mem::take(pages),
                    Some(pages) => pages.clone(),
                    None => Vec::new(),
                };
                let count = pages.len();
                for (page, bytes) in pages.into_iter().enumerate() {
                    made.files.push((numbered(path, page + 1, count), bytes));
                }
            }
            None => {
                let bytes = render(plan, *format, options).map_err(failed)?;
                made.files.push((path.clone(), bytes));
            }
        }
    }
    Ok(made)
}

/// `roadmap.svg` of one page, `roadmap-03.svg` of twelve.
fn numbered(path: &Path, page: usize, of: usize) -> PathBuf {
    if of < 2 {
        return path.to_owned();
    }
    let digits = of.to_string().len();
    let stem = files::shown(Path::new(path.file_stem().unwrap_or_default()));
    let end = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    path.with_file_name(format!("{stem}-{page:0digits$}.{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_with_as_many_digits_as_there_are() {
        let of = |page, of| numbered(Path::new("o/図.svg"), page, of);
        assert_eq!(of(1, 1), Path::new("o/図.svg"));
        assert_eq!(of(2, 9), Path::new("o/図-2.svg"));
        assert_eq!(of(3, 12), Path::new("o/図-03.svg"));
    }
}
