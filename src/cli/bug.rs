//! A broken invariant is our mistake, not the user's: it is said politely, without a backtrace.

use ikou::words::{Lang, say};
use std::io::Write;

/// Replaces the standard message of a panic. The exit code stays 101, as Rust has it.
pub(crate) fn install_hook(lang: Lang) {
    std::panic::set_hook(Box::new(move |info| {
        let place = info
            .location()
            .map(|l| format!("{}:{}", l.file(), l.line()));
        let what = info
            .payload()
            .downcast_ref::<&str>()
            .map(|s| (*s).to_owned())
            .or_else(|| info.payload().downcast_ref::<String>().cloned());
        let text = apology(lang, place.as_deref(), what.as_deref());
        // Nowhere is left to report a failure of this.
        let _ = std::io::stderr().write_all(text.as_bytes());
    }));
}

fn apology(lang: Lang, place: Option<&str>, what: Option<&str>) -> String {
    let detail = format!(
        "ikou {} {}: {}",
        env!("CARGO_PKG_VERSION"),
        place.unwrap_or("?"),
        what.unwrap_or("?")
    );
    format!("{}\n  {detail}\n", say(lang, "bug", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_is_named_with_its_place_and_an_apology() {
        let text = apology(Lang::Ja, Some("src/a.rs:3"), Some("index out of bounds"));
        assert!(text.starts_with("申し訳ありません"), "{text}");
        assert!(text.contains("src/a.rs:3: index out of bounds"), "{text}");
        assert!(apology(Lang::En, None, None).contains("ikou "));
    }
}
