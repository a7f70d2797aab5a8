//! The shipped plan against a second check in another language (tests/oracle_plan.py).
//!
//! Skipped where there is no python3 with tomllib (3.11); `IKOU_REQUIRE_ORACLES=1` makes that a
//! failure.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the oracle reads files, the environment says whether it is required, a skip is told"
)]

#[path = "generate/load.rs"]
mod load;

use ikou::plan::{Effort, Plan, make};
use load::{Texts, checked};
use std::process::{Command, Output};

const SYSTEMS: &str = include_str!("../systems.toml");

fn plan_of(systems: &str) -> Plan {
    let as_of = "2021-08-03".parse().unwrap();
    let texts = Texts {
        systems: systems.to_owned(),
        as_of,
        ..Texts::default()
    };
    let (inventory, sources) = checked(&texts).unwrap();
    make(&inventory, &sources, Vec::new(), Effort::QUICK)
}

/// What the oracle says; `None`: there is none on this machine.
fn oracle(systems: &str, plan: &Plan) -> Option<Output> {
    let python = Command::new("python3")
        .args(["-c", "import tomllib"])
        .output();
    if !python.is_ok_and(|output| output.status.success()) {
        assert!(
            !std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1"),
            "python3 with tomllib is required and missing"
        );
        println!("skipped: a second check of the plan: no python3 with tomllib");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let (plan_file, systems_file) = (
        folder.path().join("plan.json"),
        folder.path().join("systems.toml"),
    );
    std::fs::write(&plan_file, plan.to_json()).unwrap();
    std::fs::write(&systems_file, systems).unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new("python3")
        .arg(format!("{root}/tests/oracle_plan.py"))
        .args([plan_file, systems_file])
        .args(["calendar", "routes"].map(|name| format!("{root}/src/builtin/{name}.toml")))
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    Some(output)
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn the_shipped_plan_stands_a_second_check() {
    let plan = plan_of(SYSTEMS);
    let Some(output) = oracle(SYSTEMS, &plan) else {
        return;
    };
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn so_does_the_plan_of_the_documented_example() {
    let page = include_str!("../docs/inventory.md");
    let start = page.find("```toml\n").unwrap() + "```toml\n".len();
    let length = page[start..].find("```").unwrap();
    let systems = &page[start..start + length];
    let Some(output) = oracle(systems, &plan_of(systems)) else {
        return;
    };
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn the_second_check_finds_what_is_wrong() {
    let plan = plan_of(SYSTEMS);
    let mut edited = plan.clone();
    edited.systems[0].slack_days += 1;
    edited.budget[0].yen += 1;
    let stages = &mut edited.systems[1].stages;
    stages[0].to = stages[0].to.pred_opt().unwrap();
    let Some(output) = oracle(SYSTEMS, &edited) else {
        return;
    };
    let said = text(&output);
    assert!(!output.status.success());
    for part in ["slack is", "yen", "service bars on"] {
        assert!(said.contains(part), "{part} in:\n{said}");
    }
}
