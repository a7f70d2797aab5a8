//! How programs are told a file: relative to the folder they work in, and as a URI.

use crate::source::BUILTIN;
use std::fmt::Write;

/// `name` as seen from `folder`, both with `/` between folders: without `./`, and relative where it
/// lies below. Drives and shares of Windows are compared without regard to case.
pub fn relative(name: &str, folder: &str) -> String {
    let (name, folder) = (plain(name), plain(folder));
    let folder = folder.trim_end_matches('/');
    let split = name
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| *at == folder.len());
    if let Some((above, rest)) = split.map(|at| name.split_at(at)) {
        let windows = folder.starts_with("//") || drive(folder).is_some();
        let same = above == folder || windows && above.to_lowercase() == folder.to_lowercase();
        if let Some(rest) = rest
            .strip_prefix('/')
            .filter(|_| same && !folder.is_empty())
        {
            return rest.to_owned();
        }
    }
    name
}

/// Without `.` as a folder, and without the `//?/` before long paths of Windows.
fn plain(name: &str) -> String {
    let name = name
        .strip_prefix("//?/UNC/")
        .map(|rest| format!("//{rest}"))
        .or_else(|| name.strip_prefix("//?/").map(str::to_owned))
        .unwrap_or_else(|| name.to_owned());
    let mut name = name.replace("/./", "/");
    while let Some(rest) = name.strip_prefix("./").filter(|rest| !rest.is_empty()) {
        name = rest.to_owned();
    }
    name
}

/// `C:` of `C:/x`.
fn drive(name: &str) -> Option<&str> {
    let letter = name.chars().next().filter(char::is_ascii_alphabetic);
    letter
        .and_then(|_| name.get(..3))
        .filter(|start| start.ends_with(":/"))
        .and_then(|start| start.get(..2))
}

/// A reference as RFC 3986 has it, relative where `name` is; and whether it is.
pub(super) fn uri(name: &str) -> (String, bool) {
    if let Some(builtin) = name.strip_prefix(BUILTIN) {
        return (format!("ikou:{}", encoded(builtin)), false);
    }
    if let Some(drive) = drive(name) {
        let rest = name.get(2..).unwrap_or("");
        return (format!("file:///{drive}{}", encoded(rest)), false);
    }
    if name.starts_with("//") {
        return (format!("file:{}", encoded(name)), false);
    }
    if name.starts_with('/') {
        return (format!("file://{}", encoded(name)), false);
    }
    (encoded(name), true)
}

/// Every byte but letters, digits, `-._~` and `/` as `%XX`.
fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{relative, uri};

    #[test]
    fn files_below_the_folder_are_named_from_it() {
        for (name, folder, expected) in [
            ("/work/city/systems.toml", "/work/city", "systems.toml"),
            ("/work/city/a/./b.toml", "/work/city/", "a/b.toml"),
            ("././systems.toml", "/work", "systems.toml"),
            ("../other/systems.toml", "/work", "../other/systems.toml"),
            (
                "/work/cityhall/x.toml",
                "/work/city",
                "/work/cityhall/x.toml",
            ),
            ("/x.toml", "/", "/x.toml"),
            ("c:/Users/市民課/x.toml", "C:/users/市民課", "x.toml"),
            ("C:/市/x.toml", "C:/郡", "C:/市/x.toml"),
            ("//?/C:/w/x.toml", "C:/w", "x.toml"),
            ("//SRV/share/w/x.toml", "//srv/share/w", "x.toml"),
            ("//?/UNC/srv/share/x.toml", "//srv/share", "x.toml"),
            ("あ.toml", "/い", "あ.toml"),
            ("-", "/work", "-"),
            ("./", "/work", "./"),
        ] {
            assert_eq!(relative(name, folder), expected, "{name} {folder}");
        }
    }

    #[test]
    fn uris_hold_ascii_alone() {
        for (name, expected) in [
            ("台帳/a b.toml", "%E5%8F%B0%E5%B8%B3/a%20b.toml"),
            ("a:b%.toml", "a%3Ab%25.toml"),
            ("/work/x.toml", "file:///work/x.toml"),
            ("C:/市/x.toml", "file:///C:/%E5%B8%82/x.toml"),
            ("//srv/share/x.toml", "file://srv/share/x.toml"),
            ("<built-in>/law.toml", "ikou:law.toml"),
        ] {
            let (found, relative) = uri(name);
            assert_eq!(found, expected);
            assert_eq!(relative, !expected.contains(":"), "{name}");
        }
    }
}
