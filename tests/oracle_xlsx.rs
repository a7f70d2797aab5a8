//! The workbook in LibreOffice: formulas give what is written beside them, and follow what a planner
//! changes; bars move with their dates.

mod oracle;

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
    let told = (
        "the workbook in LibreOffice",
        "LibreOffice and openpyxl are",
    );
    let Some(said) = oracle::said("oracle_xlsx.py", &[&book, folder.path()], told) else {
        return;
    };
    let compared = said.trim().strip_suffix(" compared").unwrap();
    assert!(compared.parse::<u32>().unwrap() > 1_000, "{said}");
}
