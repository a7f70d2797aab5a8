//! Which format a file is written in: what was asked for by name, else by the end of its name.

use super::failure::Failure;
use super::files::shown;
use std::path::Path;

/// The format of a name, or of a file by a table of endings; `otherwise` where neither is given.
pub(crate) fn format<T: Copy>(
    named: Option<T>,
    file: Option<&Path>,
    otherwise: T,
    endings: &[(&str, T)],
) -> Result<T, Failure> {
    match (named, file) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) => by_end(path, endings),
        (None, None) => Ok(otherwise),
    }
}

/// The format of a file by the end of its name.
pub(crate) fn by_end<T: Copy>(path: &Path, endings: &[(&str, T)]) -> Result<T, Failure> {
    let end = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    let known = endings
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(end));
    known
        .map(|(_, format)| *format)
        .ok_or_else(|| Failure::UnknownExtension {
            path: shown(path),
            known: endings
                .iter()
                .map(|(known, _)| *known)
                .collect::<Vec<_>>()
                .join(", "),
        })
}
