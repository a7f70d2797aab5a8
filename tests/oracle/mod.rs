//! A program of another hand that reads a workbook: run by python3, skipped by name where it is missing,
//! which `IKOU_REQUIRE_ORACLES=1` makes a failure.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the environment says whether it is required, a skip is told"
)]

use std::path::Path;
use std::process::Command;

/// What a script of `tests/` says of these files; `None`: it was skipped, told as `what`, for want of
/// `needs`. A script ends with 2 where something that it needs is missing.
pub(crate) fn said(script: &str, files: &[&Path], (what, needs): (&str, &str)) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new("python3")
        .arg(root.join("tests").join(script))
        .args(files)
        .env("PYTHONIOENCODING", "utf-8")
        .output();
    let missing = match &run {
        Err(error) => Some(error.to_string()),
        Ok(output) if output.status.code() == Some(2) => {
            Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        }
        Ok(_) => None,
    };
    if let Some(missing) = missing {
        assert!(
            !std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1"),
            "{needs} required: {missing}"
        );
        println!("skipped: {what}: {missing}");
        return None;
    }
    let output = run.unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    Some(said)
}
