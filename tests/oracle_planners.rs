//! The files of other planners, in their programs: MPXJ reads MS Project XML and schedules it anew,
//! tj3 schedules TaskJuggler, and both come to the dates of the plan.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads files, fails loudly and says what it skips"
)]

use ikou::plan::Plan;
use ikou::render::{Format, Options, render};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the oracle says of a plan in a format; `None` where its program is missing.
fn oracle(name: &str, plan: &Plan, format: Format) -> Option<Output> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("plan.{}", format.extension()));
    let bytes = render(plan, format, &Options::default()).unwrap();
    std::fs::write(&file, bytes).unwrap();
    let json = folder.path().join("plan.json");
    std::fs::write(&json, plan.to_json()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle_planners.py");
    let run = Command::new("python3")
        .arg(script)
        .arg(name)
        .args([&file, &json, folder.path()])
        .env("PYTHONIOENCODING", "utf-8")
        .env("LANG", "C.UTF-8")
        .output();
    let missing = match run {
        Err(error) => error.to_string(),
        Ok(output) if output.status.code() == Some(2) => said(&output),
        Ok(output) => return Some(output),
    };
    assert!(
        !std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1"),
        "the program of {name} is required: {missing}"
    );
    println!("skipped: {name} in its own program: {missing}");
    None
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The shipped inventory, planned.
fn shipped() -> Plan {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let json = folder.path().join("plan.json");
    let made = Command::new(env!("CARGO_BIN_EXE_ikou"))
        .current_dir(root)
        .args(["plan", "--as-of", "2021-08-03", "--output"])
        .arg(&json)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    Plan::from_json(&std::fs::read_to_string(json).unwrap()).unwrap()
}

#[test]
fn ms_project_comes_to_the_dates_of_the_plan() {
    let Some(output) = oracle("mspdi", &shipped(), Format::Mspdi) else {
        return;
    };
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).trim().ends_with(" compared"));
}

#[test]
fn taskjuggler_comes_to_the_dates_of_the_plan() {
    let Some(output) = oracle("tjp", &shipped(), Format::Tjp) else {
        return;
    };
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).trim().ends_with(" compared"));
}

/// A comparison that finds nothing proves nothing: an edited plan must be found out.
#[test]
fn they_find_dates_that_are_wrong() {
    let plan = shipped();
    let mut edited = plan.clone();
    let folder = tempfile::tempdir().unwrap();
    let cutover = edited.systems[0]
        .milestones
        .iter_mut()
        .find(|m| m.kind == "cutover")
        .unwrap();
    cutover.date = cutover.date.succ_opt().unwrap();
    for (name, format) in [("mspdi", Format::Mspdi), ("tjp", Format::Tjp)] {
        let file = folder.path().join(format!("plan.{}", format.extension()));
        std::fs::write(&file, render(&plan, format, &Options::default()).unwrap()).unwrap();
        let json = folder.path().join("plan.json");
        std::fs::write(&json, edited.to_json()).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle_planners.py");
        let run = Command::new("python3")
            .arg(script)
            .arg(name)
            .args([&file, &json, folder.path()])
            .env("PYTHONIOENCODING", "utf-8")
            .env("LANG", "C.UTF-8")
            .output();
        if let Ok(output) = run {
            assert!(!output.status.success(), "{name}: {}", said(&output));
        }
    }
}
