//! The workbook for departments filled in by another program (openpyxl), imported, checked, planned.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use std::path::Path;
use std::process::{Command, Output};

fn ikou(folder: &Path, args: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_ikou"))
        .current_dir(folder)
        .args(args)
        .args(["--as-of", "2021-08-03", "--lang", "ja"])
        .output()
        .unwrap();
    assert!(run.status.success(), "{args:?}: {run:?}");
    run
}

#[test]
fn what_departments_fill_in_becomes_a_plan() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let start = [
        "--name",
        "郡山市",
        "--code",
        "072036",
        "--kind",
        "core-city",
    ];
    ikou(at, &[&["init", "--xlsx", "form.xlsx"], &start[..]].concat());
    let run = Command::new("python3")
        .arg(root.join("tests/oracle_form.py"))
        .args([at.join("form.xlsx"), at.join("filled.xlsx")])
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
            "openpyxl is required: {missing}"
        );
        println!("skipped: the workbook for departments in openpyxl: {missing}");
        return;
    }
    let output = run.unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");

    let imported = ikou(at, &["import", "filled.xlsx"]);
    assert_eq!(
        String::from_utf8_lossy(&imported.stderr),
        "システム 2件、契約 2件、機器 1件、事業者 1件を読みました。\nsystems.toml を作りました。\n"
    );
    let text = std::fs::read_to_string(at.join("systems.toml")).unwrap();
    for line in [
        "name = \"郡山市\"",
        "kind = \"core-city\"",
        "ends = 2024-03-31",
        "price = { month = 1_200_000 }",
        "work = \"12M..18M\"",
        "after = [\"住民記録システム\"]",
        "vendor = \"east\"",
        "# 備考: =SUM(1,2) と書いても式ではない",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    ikou(at, &["check"]);
    let plan = ikou(at, &["plan", "--output", "plan.json"]);
    assert!(plan.stderr.is_empty() || !plan.stdout.is_empty());
    let plan = std::fs::read_to_string(at.join("plan.json")).unwrap();
    assert!(plan.contains("税務システム"));
}
