//! `ikou risk` against the same simulation by another hand, in numpy (tests/oracle_risk.py): other
//! random numbers, other code, the same tables. Both must agree within their errors.
//!
//! Skipped where there is no python3 with numpy; `IKOU_REQUIRE_ORACLES=1` makes that a failure.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the oracle reads files, the environment says whether it is required, a skip is told"
)]

#[path = "generate/dice.rs"]
mod dice;
#[path = "generate/load.rs"]
mod load;
#[path = "generate/random.rs"]
#[expect(dead_code, reason = "other tests take others")]
mod random;
#[path = "generate/spec.rs"]
#[expect(dead_code, reason = "other tests change inventories")]
mod spec;

use chrono::Datelike;
use ikou::plan::{Effort, make};
use ikou::risk::{Quantile, Spreads, risk, tables};
use load::{Texts, checked};
use serde_json::Value as Json;
use std::process::Command;

const EFFORT: Effort = Effort {
    steps: 100_000,
    passes: 1,
};
const RUNS: u64 = 20_000;

fn numpy() -> bool {
    let python = Command::new("python3")
        .args(["-c", "import numpy"])
        .output();
    if python.is_ok_and(|output| output.status.success()) {
        return true;
    }
    assert!(
        !std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1"),
        "python3 with numpy is required and missing"
    );
    println!("skipped: the same simulation in numpy: no python3 with numpy");
    false
}

/// Whether two counts of so many runs may be of one probability: six deviations of the difference.
fn agree(a: u64, b: u64) -> bool {
    let (x, y) = (a as f64 / RUNS as f64, b as f64 / RUNS as f64);
    let p = (x + y) / 2.0;
    (x - y).abs() <= 6.0 * (2.0 * p * (1.0 - p) / RUNS as f64).sqrt() + 5.0 / RUNS as f64
}

fn compared(texts: &Texts, name: &str) -> bool {
    let Ok((inventory, sources)) = checked(texts) else {
        return false;
    };
    let plan = make(&inventory, &sources, Vec::new(), EFFORT);
    let Ok(all) = tables(&inventory, &plan, Spreads::All) else {
        return false;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tables.json");
    std::fs::write(&file, &all).unwrap();
    let output = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle_risk.py"))
        .arg(&file)
        .args([RUNS.to_string(), "99".to_owned()])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let oracle: Json = serde_json::from_slice(&output.stdout).unwrap();
    let all: Json = serde_json::from_str(&all).unwrap();
    let found = risk(&inventory, &plan, RUNS, 1, Spreads::All).unwrap();
    let of = |value: &Json| value.as_u64().unwrap();
    assert!(
        agree(found.all_deadlines.runs, of(&oracle["all"])),
        "{name}: all {} {}",
        found.all_deadlines.runs,
        oracle["all"]
    );
    for (due, kept) in all["dues"]
        .as_array()
        .unwrap()
        .iter()
        .zip(oracle["kept"].as_array().unwrap())
    {
        let cutover = &all["cutovers"][due["cutover"].as_u64().unwrap() as usize];
        let system = found
            .systems
            .iter()
            .find(|s| *s.id == *cutover["system"].as_str().unwrap());
        let stage = if cutover["standard"] == true {
            "standard"
        } else {
            "bridge"
        };
        let mine = system.unwrap().deadlines.iter();
        let mine = mine
            .filter(|d| d.id == due["deadline"].as_str().unwrap() && d.stage == stage)
            .map(|d| d.kept.runs)
            .next()
            .unwrap();
        assert!(agree(mine, of(kept)), "{name}: {due} {mine} {kept}");
    }
    for (cutover, quantiles) in all["cutovers"]
        .as_array()
        .unwrap()
        .iter()
        .zip(oracle["quantiles"].as_array().unwrap())
    {
        let system = found
            .systems
            .iter()
            .find(|s| *s.id == *cutover["system"].as_str().unwrap());
        let stage = if cutover["standard"] == true {
            "standard"
        } else {
            "bridge"
        };
        let mine = system
            .unwrap()
            .cutovers
            .iter()
            .find(|c| c.stage == stage)
            .unwrap();
        for (mine, theirs) in [mine.p50, mine.p80, mine.p95]
            .iter()
            .zip(quantiles.as_array().unwrap())
        {
            // Their quantile has an error too: it lies within both intervals, or near.
            let theirs = theirs.as_i64().unwrap();
            let Quantile { low, high, .. } = mine;
            let number = |d: &Option<ikou::calendar::Date>| {
                d.map_or(2_000_000, |d| i64::from(d.num_days_from_ce()))
            };
            let (low, high) = (number(low) - 14, number(high) + 14);
            assert!(
                (low..=high).contains(&theirs),
                "{name}: {cutover} {mine:?} {theirs}"
            );
        }
    }
    for (work, lost) in all["works"]
        .as_array()
        .unwrap()
        .iter()
        .zip(oracle["year_lost"].as_array().unwrap())
    {
        let id = work["round"].as_str().unwrap();
        let mine = found
            .rounds
            .iter()
            .find(|r| r.id == id)
            .unwrap()
            .year_lost
            .runs;
        assert!(agree(mine, of(lost)), "{name}: {id} {mine} {lost}");
    }
    true
}

#[test]
fn numpy_finds_the_same_chances() {
    if !numpy() {
        return;
    }
    let shipped = Texts {
        systems: include_str!("../systems.toml").to_owned(),
        as_of: "2021-08-03".parse().unwrap(),
        ..Texts::default()
    };
    assert!(compared(&shipped, "systems.toml"));
    let mut count = 0;
    for seed in 0..16 {
        count += u32::from(compared(
            &random::spec(seed, random::TINY).plain(),
            &format!("seed {seed}"),
        ));
    }
    assert!(count > 5, "{count}");
}
