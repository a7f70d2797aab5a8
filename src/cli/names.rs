//! Names of files that mean something else on Windows, and names that differ only for some systems.

use std::path::{Component, Path};

/// What Windows takes for devices, whatever stands behind a dot.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// And these with a number behind them.
const PORTS: [&str; 2] = ["com", "lpt"];

/// Whether Windows takes a path for something else than the file of its name: a device, a stream of
/// another file, or a name that it shortens.
pub(crate) fn misread_on_windows(path: &Path) -> bool {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    // Also where this system knows no such folders.
    let mut names = names.flat_map(|name| {
        let parts: Vec<String> = name.split('\\').map(str::to_owned).collect();
        parts
    });
    names.any(|name| misread(&name))
}

fn misread(name: &str) -> bool {
    let odd = |c: char| c.is_control() || "<>:\"|?*".contains(c);
    if name.contains(odd) || name.ends_with(['.', ' ']) {
        return true;
    }
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_lowercase();
    let port = |kind: &&str| {
        let number = stem.strip_prefix(*kind).unwrap_or_default();
        let mut digits = number.chars();
        // ¹²³ count as digits there.
        digits
            .next()
            .is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c))
            && digits.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || PORTS.iter().any(port)
}

/// Whether two paths are one file on some system: `./A.json` and `a.json`.
pub(crate) fn may_be_one(a: &Path, b: &Path) -> bool {
    plain(a) == plain(b)
}

/// A path without `.`, and without regard to case.
fn plain(path: &Path) -> Vec<String> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts
        .map(|part| part.as_os_str().to_string_lossy().to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_and_names_that_are_shortened_are_known() {
        for name in [
            "CON",
            "nul",
            "aux.json",
            "out/Prn.svg",
            "COM1",
            "com¹.toml",
            "lpt9.x.png",
            "con .json",
            "CONIN$",
            "a.json.",
            "a /b.json",
            "x:y.json",
            "a?.svg",
            "a\tb.svg",
            "out\\nul.json",
        ] {
            assert!(misread_on_windows(Path::new(name)), "{name}");
        }
        for name in [
            "plan.json",
            "console.json",
            "com.json",
            "com10.json",
            "lpt.svg",
            "計画.json",
            "../out/a b.json",
            ".ikou",
            "nulls.toml",
            "./x.json",
            "-",
        ] {
            assert!(!misread_on_windows(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn names_that_are_one_file_somewhere_are_told() {
        for (a, b, one) in [
            ("a.json", "A.JSON", true),
            ("./a.json", "a.json", true),
            ("o/./a.json", "o/a.json", true),
            ("図.SVG", "図.svg", true),
            ("a.json", "b/a.json", false),
            ("a.json", "../a.json", false),
        ] {
            assert_eq!(may_be_one(Path::new(a), Path::new(b)), one, "{a} {b}");
        }
    }
}
