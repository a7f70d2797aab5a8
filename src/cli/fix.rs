//! `ikou check --fix`: what has one right answer is mended in the files.

use super::args::Inputs;
use super::files::{self, shown};
use super::inputs::{Loaded, Wanted, load_wanted};
use super::{Failure, Session, whole};
use ikou::diag::fix::{Edit, apply, edits};
use ikou::source::Sources;
use ikou::words::say;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One mend may bring the next mistake to light; more than this many rounds it never takes.
const ROUNDS: usize = 5;

/// A file's mark at its beginning, which is no part of its text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Mends the files, tells what was mended, and loads them again.
pub(crate) fn mend(
    inputs: &Inputs,
    mut loaded: Loaded,
    wanted: &Wanted<'_>,
    session: &mut Session,
) -> Result<Loaded, Failure> {
    if inputs.file.as_deref() == Some(Path::new("-")) {
        return Err(Failure::FixStdin);
    }
    let mut mended: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let changes = changes(&loaded);
        if changes.is_empty() {
            break;
        }
        let mut all = whole::Files::default();
        for (path, edits) in changes {
            let old = files::read(&path)?.text;
            *mended.entry(shown(&path)).or_default() += edits.len();
            all.add(&path, changed(&old, &edits).as_bytes())?;
        }
        all.put()?;
        loaded = load_wanted(inputs, wanted, session)?;
    }
    for (path, n) in mended {
        let n = n.to_string();
        let text = say(session.lang, "check-fixed", &[("path", &path), ("n", &n)]);
        session.tell(&format!("{text}\n"));
    }
    Ok(loaded)
}

/// The edits by file, where the file is one that can be read again under its name.
fn changes(loaded: &Loaded) -> Vec<(PathBuf, Vec<Edit>)> {
    let sources: &Sources = &loaded.sources;
    sources
        .iter()
        .map(|(file, source)| {
            let edits = edits(&loaded.findings, sources, file);
            (PathBuf::from(&source.name), edits)
        })
        // What was typed (`--set`) has no file.
        .filter(|(path, edits)| !edits.is_empty() && files::exists(path))
        .collect()
}

/// The text of a file after the edits, its byte order mark kept.
pub(crate) fn changed(old: &str, edits: &[Edit]) -> String {
    match old.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => format!("{BYTE_ORDER_MARK}{}", apply(text, edits)),
        None => apply(old, edits),
    }
}
