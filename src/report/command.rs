//! Commands that are shown to be copied: words that cmd.exe, PowerShell and sh all take alike.

use crate::inventory::scenario::Path;
use toml::de::DeTable;

/// One word of a command line. Double quotes where it needs any: cmd.exe knows no others. What
/// means something even within them (`$`, `%`, a backquote) gets those of sh.
pub fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    // PowerShell takes typographic quotes for quotes; a `\` at the end would guard ours.
    let told = |c: char| "\"\u{201c}\u{201d}\u{201e}$`%!".contains(c) || c.is_control();
    if text.contains(told) || text.contains('\\') {
        return format!("'{}'", text.replace('\'', "'\\''"));
    }
    format!("\"{text}\"")
}

/// `PATH=VALUE`: a path and a TOML value as they may be typed, without double quotes within.
pub fn change(path: &str, value: &str) -> String {
    let path = Path::parse(path).map_or_else(|_| path.to_owned(), |path| path.typed());
    format!("{path}={}", bare(value))
}

/// A TOML value without double quotes, where it can do without.
fn bare(value: &str) -> String {
    if value.contains(['\'', '\\']) {
        return value.to_owned();
    }
    let inner = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    match inner {
        // What is no TOML is a text as it stands.
        Some(text) if !text.contains('"') && is_text(text) => text.to_owned(),
        _ => value.replace('"', "'"),
    }
}

fn is_text(text: &str) -> bool {
    text.trim() == text && !text.is_empty() && DeTable::parse(&format!("v={text}")).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_only_where_a_shell_would_split_them() {
        for (text, shown) in [
            (
                "contract.tax-2016.ends=2023-12-31",
                "contract.tax-2016.ends=2023-12-31",
            ),
            ("system.税総合.owner=課", "system.税総合.owner=課"),
            (
                "procurement.tax/bridge.work=6M",
                "procurement.tax/bridge.work=6M",
            ),
            ("税 総合", "\"税 総合\""),
            ("a&b|c<d>e;f,g(h)#i*{j}@k", "\"a&b|c<d>e;f,g(h)#i*{j}@k\""),
            ("x=['a', 'b']", "\"x=['a', 'b']\""),
            ("", "\"\""),
            ("a$b", "'a$b'"),
            ("100%", "'100%'"),
            ("it's \"x\"", "'it'\\''s \"x\"'"),
        ] {
            assert_eq!(word(text), shown, "{text}");
        }
    }

    #[test]
    fn a_value_is_typed_without_double_quotes() {
        for (path, value, shown) in [
            (
                "contract.c.ends",
                "2023-12-31",
                "contract.c.ends=2023-12-31",
            ),
            (
                "procurement.\"tax/bridge\".term",
                "\"36M\"",
                "procurement.tax/bridge.term=36M",
            ),
            (
                "procurement.\"a.b\".work",
                "\"6M\"",
                "\"procurement.'a.b'.work=6M\"",
            ),
            (
                "system.t.bridges",
                "[\"rehost\", \"none\"]",
                "\"system.t.bridges=['rehost', 'none']\"",
            ),
            ("system.t.owner", "\"2026\"", "\"system.t.owner='2026'\""),
            ("system.t.owner", "\"true\"", "\"system.t.owner='true'\""),
            ("system.t.owner", "\"\"", "\"system.t.owner=''\""),
            (
                "system.\"*\".owner",
                "\"課 一\"",
                "\"system.'*'.owner=課 一\"",
            ),
            (
                "system.t.owner",
                "\"a\\\"b\"",
                "'system.t.owner=\"a\\\"b\"'",
            ),
        ] {
            assert_eq!(word(&change(path, value)), shown, "{path} {value}");
        }
    }
}
