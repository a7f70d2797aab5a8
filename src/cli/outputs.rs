//! Files to write: which formats, resolved before any work.

use super::failure::Failure;
use super::files::shown;
use super::names::may_be_one;
use super::pictures;
use super::session::Session;
use ikou::plan::Plan;
use ikou::render::{Format, Named, Options, PictureStyle, TerminalStyle, render};
use ikou::words::say;
use std::path::{Path, PathBuf};

/// Width of text in files: the same on every machine.
const FILE_WIDTH: usize = 120;

/// What `--output-dir` is given.
const IN_FOLDER: [&str; 5] = [
    "plan.json",
    "plan.html",
    "roadmap.svg",
    "roadmap.png",
    "roadmap.pdf",
];

/// Files and their formats.
#[derive(Debug, Default)]
pub(crate) struct Outputs {
    folder: Option<PathBuf>,
    files: Vec<(PathBuf, Format)>,
}

impl Outputs {
    /// From what was typed: each format by the end of the file's name.
    pub(crate) fn of(outputs: &[PathBuf], folder: Option<&Path>) -> Result<Outputs, Failure> {
        let mut files: Vec<(PathBuf, Format)> = Vec::new();
        let in_folder = folder
            .into_iter()
            .flat_map(|f| IN_FOLDER.map(|name| f.join(name)));
        for path in outputs.iter().cloned().chain(in_folder) {
            if path == Path::new("-") {
                return Err(Failure::TableOnStdout);
            }
            let format = by_name(&path)?;
            if files.iter().any(|(other, _)| may_be_one(other, &path)) {
                return Err(Failure::SameOutput { path: shown(&path) });
            }
            files.push((path, format));
        }
        Ok(Outputs {
            folder: folder.map(Path::to_owned),
            files,
        })
    }

    /// The formats of the files.
    pub(crate) fn formats(&self) -> impl Iterator<Item = &Format> {
        self.files.iter().map(|(_, format)| format)
    }

    /// Makes and writes every file.
    pub(crate) fn write(
        &self,
        plans: &[Named<'_>],
        style: PictureStyle,
        session: &Session,
    ) -> Result<(), Failure> {
        let options = Options {
            picture: style,
            ..for_file(session)
        };
        pictures::write(
            plans,
            None,
            &self.files,
            self.folder.as_deref(),
            &options,
            session,
        )
    }
}

/// Names the characters that stand as boxes in the pictures.
pub(crate) fn tell_unknown(unknown: &[char], session: &Session) {
    if unknown.is_empty() {
        return;
    }
    let named: Vec<String> = unknown
        .iter()
        .take(8)
        .map(|c| format!("{c} U+{:04X}", u32::from(*c)))
        .collect();
    let more = if unknown.len() > 8 { " …" } else { "" };
    let named = format!("{}{more}", named.join(", "));
    let text = say(session.lang, "unknown-glyphs", &[("chars", &named)]);
    session.tell(&format!("{text}\n"));
}

/// The format that a file's name asks for.
pub(crate) fn by_name(path: &Path) -> Result<Format, Failure> {
    Format::of_path(&shown(path)).ok_or_else(|| Failure::UnknownExtension {
        path: shown(path),
        known: Format::ALL.map(Format::extension).join(", "),
    })
}

/// A plan in a format.
pub(crate) fn draw(plan: &Plan, format: Format, options: &Options) -> Result<Vec<u8>, Failure> {
    render(plan, format, options).map_err(|error| Failure::Drawing {
        reason: error.message(options.lang),
    })
}

/// Options for a file.
pub(crate) fn for_file(session: &Session) -> Options {
    let width = session.asked_width().unwrap_or(FILE_WIDTH);
    let style = TerminalStyle {
        colour: false,
        ascii: session.asked_ascii(),
    };
    Options {
        lang: session.lang,
        width,
        style,
        ..Options::default()
    }
}

/// Options for standard output.
pub(crate) fn for_screen(session: &Session) -> Options {
    let look = session.look();
    let style = TerminalStyle {
        colour: look.color,
        ascii: look.ascii,
    };
    Options {
        lang: look.lang,
        width: look.width,
        style,
        ..Options::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_follow_the_names_and_clashes_are_refused() {
        let of = |names: &[&str], folder: Option<&str>| {
            let names: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
            Outputs::of(&names, folder.map(Path::new))
        };
        let outputs = of(&["a/PLAN.JSON"], None).unwrap();
        assert_eq!(
            outputs.files,
            [(PathBuf::from("a/PLAN.JSON"), Format::Json)]
        );
        assert_eq!(of(&["-"], None).unwrap_err(), Failure::TableOnStdout);
        assert!(matches!(
            of(&["a.toml"], None),
            Err(Failure::UnknownExtension { .. })
        ));
        assert!(matches!(
            of(&["a.json", "a.json"], None),
            Err(Failure::SameOutput { .. })
        ));
        assert!(matches!(
            of(&["o/plan.json"], Some("o")),
            Err(Failure::SameOutput { .. })
        ));
        // One file on Windows.
        assert!(matches!(
            of(&["a.json", "./A.json"], None),
            Err(Failure::SameOutput { .. })
        ));
    }
}
