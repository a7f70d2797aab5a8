//! The workbook in LibreOffice: formulas give what is written beside them, and follow what a planner
//! changes; bars move with their dates.
#![expect(
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use std::path::Path;
use std::process::Command;

#[test]
fn formulas_and_bars_follow_what_is_changed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("roadmap.xlsx");
    let made = Command::new(env!("CARGO_BIN_EXE_ikou"))
        .current_dir(root)
        .args(["plan", "--as-of", "2021-08-03", "--lang", "ja", "--output"])
        .arg(&book)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let run = Command::new("python3")
        .arg(root.join("tests/oracle_xlsx.py"))
        .args([&book, folder.path()])
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
            "LibreOffice and openpyxl are required: {missing}"
        );
        println!("skipped: the workbook in LibreOffice: {missing}");
        return;
    }
    let output = run.unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let compared = said.trim().strip_suffix(" compared").unwrap();
    assert!(compared.parse::<u32>().unwrap() > 1_000, "{said}");
}
