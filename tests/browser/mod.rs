//! A real browser for tests: headless Chromium driven by tests/page.

use std::path::Path;
use std::process::Command;

/// Why nothing can be run in a browser here.
pub(crate) fn missing(package: &str) -> Option<String> {
    let chromium = std::env::var("IKOU_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    let node = Command::new("node").arg("--version").output();
    let there = |name: &str| Path::new("tests/page/node_modules").join(name).is_dir();
    match () {
        () if !node.is_ok_and(|o| o.status.success()) => Some("no node".to_owned()),
        () if !there("playwright-core") || !there(package) => {
            Some("no packages (npm ci in tests/page)".to_owned())
        }
        () if !Path::new(&chromium).exists() => Some("no Chromium".to_owned()),
        () => None,
    }
}

/// Whether the test has to be skipped, which is told; a failure where oracles are required.
pub(crate) fn skipped(what: &str, package: &str) -> bool {
    let Some(missing) = missing(package) else {
        return false;
    };
    let required = std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1");
    assert!(!required, "{what}: {missing}");
    println!("skipped: {what}: {missing}");
    true
}
