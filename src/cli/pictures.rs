//! What pictures may be told: paper, rows of a page, arrangement, dots.

use super::failure::Failure;
use super::files;
use super::outputs::{draw, tell_unknown};
use super::session::Session;
use super::watched::busy;
use super::whole;
use clap::Args;
use clap::builder::PossibleValuesParser;
use ikou::chart::View;
use ikou::render::{
    Before, Format, Named, Options, Paper, PictureFile, PictureStyle, compared_pictures_one_by_one,
    page,
};
use ikou::words::say;
use std::collections::BTreeSet;
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

/// A plan in a format; the page holds the others too.
pub(crate) fn drawn(
    plans: &[Named<'_>],
    format: Format,
    options: &Options,
) -> Result<Vec<u8>, Failure> {
    match (format, plans) {
        (Format::Html, _) => Ok(page(plans, options)),
        (_, [first, ..]) => draw(first.plan, format, options),
        (_, []) => Ok(Vec::new()),
    }
}

/// Makes and writes every file of a plan (the first; the page holds the others too), all or none. Pictures are drawn once for all their formats,
/// and each file of them is laid beside its place as soon as it is made. Of several pages each has a
/// file of its own (`roadmap-1.png`), but a PDF holds them all.
pub(crate) fn write(
    plans: &[Named<'_>],
    before: Option<&Before<'_>>,
    files: &[(PathBuf, Format)],
    folder: Option<&Path>,
    options: &Options,
    session: &Session,
) -> Result<(), Failure> {
    let failed = |error: ikou::render::RenderError| Failure::Drawing {
        reason: error.message(options.lang),
    };
    let mut formats: Vec<Format> = Vec::new();
    for (_, format) in files.iter().filter(|(_, format)| format.is_picture()) {
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    let texts: Vec<&(PathBuf, Format)> = files.iter().filter(|f| !f.1.is_picture()).collect();
    let mut all = whole::Files::default();
    let mut counts: Vec<usize> = vec![0; files.len()];
    let whats = ["busy-writing", "busy-pages"];
    let unknown = busy(
        session,
        &whats,
        |progress| -> Result<BTreeSet<char>, Failure> {
            progress.begin(texts.len());
            // All of them are made before any is laid down.
            let mut made: Vec<(&Path, Vec<u8>)> = Vec::new();
            for (path, format) in &texts {
                made.push((path, drawn(plans, *format, options)?));
                progress.step();
            }
            if let Some(folder) = folder {
                files::create_folder(folder)?;
            }
            for (path, bytes) in made {
                all.add(path, &bytes)?;
            }
            let Some(first) = plans.first().filter(|_| !formats.is_empty()) else {
                return Ok(BTreeSet::new());
            };
            let mut fault = None;
            let take = |file: PictureFile| {
                if progress.stretch() < whats.len() {
                    let files = |format: &Format| match format {
                        Format::Pdf => 1,
                        _ => file.of,
                    };
                    progress.begin(formats.iter().map(files).sum());
                }
                progress.step();
                for ((path, format), count) in files.iter().zip(&mut counts) {
                    if formats.get(file.format) != Some(format) {
                        continue;
                    }
                    let path = numbered(path, file.page + 1, file.of);
                    if let Err(failure) = all.add(&path, &file.bytes) {
                        fault = Some(failure);
                        return false;
                    }
                    *count = file.of;
                }
                true
            };
            let plan = first.plan;
            let unknown = compared_pictures_one_by_one(plan, before, &formats, options, take);
            let unknown = unknown.map_err(failed)?;
            fault.map_or(Ok(unknown), Err)
        },
    )?;
    all.put()?;
    for (path, _) in texts {
        tell_written(path, 1, session);
    }
    for ((path, _), count) in files.iter().zip(counts) {
        if count > 0 {
            tell_written(path, count, session);
        }
    }
    let unknown: Vec<char> = unknown.into_iter().collect();
    tell_unknown(&unknown, session);
    Ok(())
}

/// Tells what was written: a file, or the first and the last of many.
fn tell_written(path: &Path, count: usize, session: &Session) {
    let path_of = |page| files::shown(&numbered(path, page, count));
    let text = match count {
        0 | 1 => say(session.lang, "wrote", &[("path", &path_of(1))]),
        many => {
            let (first, last, n) = (path_of(1), path_of(many), many.to_string());
            let args = [("first", first.as_str()), ("last", &last), ("n", &n)];
            say(session.lang, "wrote-pages", &args)
        }
    };
    session.tell(&format!("{text}\n"));
}

/// `roadmap.svg` of one page, `roadmap-03.svg` of twelve.
pub(crate) fn numbered(path: &Path, page: usize, of: usize) -> PathBuf {
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

/// The name without the number of its page: what `numbered` was given, where `path` is one of so many.
pub(crate) fn whole(path: &Path, of: usize) -> PathBuf {
    let stem = files::shown(Path::new(path.file_stem().unwrap_or_default()));
    let page = stem.rsplit_once('-').filter(|(_, number)| {
        of > 1 && number.len() == of.to_string().len() && number.parse::<usize>().is_ok()
    });
    match (page, path.extension().and_then(|e| e.to_str())) {
        (Some((name, _)), Some(end)) => path.with_file_name(format!("{name}.{end}")),
        _ => path.to_owned(),
    }
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

    #[test]
    fn a_page_is_known_by_its_number() {
        for (path, of, base) in [
            ("o/roadmap-2.svg", 9, "o/roadmap.svg"),
            ("o/roadmap-02.svg", 12, "o/roadmap.svg"),
            // Not as many digits as pages have: no page of this plan.
            ("o/roadmap-2.svg", 12, "o/roadmap-2.svg"),
            ("o/roadmap-2.svg", 1, "o/roadmap-2.svg"),
            ("o/roadmap.svg", 3, "o/roadmap.svg"),
            ("o/図-2026-3.png", 4, "o/図-2026.png"),
        ] {
            assert_eq!(whole(Path::new(path), of), Path::new(base), "{path}");
        }
    }
}
