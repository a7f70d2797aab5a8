//! The workbook for departments filled in by another program (openpyxl), imported, checked, planned.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

mod oracle;

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
    let told = ("the workbook for departments in openpyxl", "openpyxl is");
    let files = [&*at.join("form.xlsx"), &*at.join("filled.xlsx")];
    if oracle::said("oracle_form.py", &files, told).is_none() {
        return;
    }

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
