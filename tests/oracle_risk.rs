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
use ikou::risk::{CutoverRisk, Quantile, Risk, Spreads, SystemRisk, risk, tables};
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
    let pair = Pair {
        name,
        found: &risk(&inventory, &plan, RUNS, 1, Spreads::All).unwrap(),
        oracle: &serde_json::from_slice(&output.stdout).unwrap(),
        tables: &serde_json::from_str(&all).unwrap(),
    };
    pair.days();
    pair.cover();
    pair.rounds();
    pair.yen();
    true
}

/// What both found.
struct Pair<'p> {
    name: &'p str,
    found: &'p Risk,
    oracle: &'p Json,
    tables: &'p Json,
}

fn list<'j>(of: &'j Json, key: &str) -> std::slice::Iter<'j, Json> {
    of[key].as_array().unwrap().iter()
}

impl Pair<'_> {
    fn counts(&self, mine: u64, theirs: &Json, what: &str) {
        let theirs = theirs.as_u64().unwrap();
        assert!(
            agree(mine, theirs),
            "{}: {what}: {mine} {theirs}",
            self.name
        );
    }

    /// A mean beside another with its deviation; `digits` is what mine is rounded by.
    fn means(&self, mine: f64, theirs: &Json, digits: f64, what: &str) {
        let (mean, deviation) = (theirs[0].as_f64().unwrap(), theirs[1].as_f64().unwrap());
        let error = 6.0 * deviation * (2.0 / RUNS as f64).sqrt() + digits;
        assert!(
            (mine - mean).abs() <= error,
            "{}: {what}: {mine} {theirs}",
            self.name
        );
    }

    /// Their quantile has an error too: it lies within my interval, or near.
    fn quantiles(&self, mine: &CutoverRisk, theirs: &Json) {
        for (mine, theirs) in [mine.p50, mine.p80, mine.p95]
            .iter()
            .zip(theirs.as_array().unwrap())
        {
            let theirs = theirs.as_i64().unwrap();
            let Quantile { low, high, .. } = mine;
            let number = |d: &Option<ikou::calendar::Date>| {
                d.map_or(2_000_000, |d| i64::from(d.num_days_from_ce()))
            };
            let (low, high) = (number(low) - 14, number(high) + 14);
            assert!(
                (low..=high).contains(&theirs),
                "{}: {mine:?} {theirs}",
                self.name
            );
        }
    }

    /// The system and the stage of a ▲ of the tables.
    fn cutover(&self, at: &Json) -> (&SystemRisk, &'static str) {
        let cutover = &self.tables["cutovers"][at.as_u64().unwrap() as usize];
        let id = cutover["system"].as_str().unwrap();
        let system = self.found.systems.iter().find(|s| s.id == id);
        let standard = cutover["standard"] == true;
        (
            system.unwrap(),
            if standard { "standard" } else { "bridge" },
        )
    }

    fn days(&self) {
        let (found, oracle) = (self.found, self.oracle);
        self.counts(found.all_deadlines.runs, &oracle["all"], "all");
        self.counts(found.hard_deadlines.runs, &oracle["hard"], "hard");
        for (due, kept) in list(self.tables, "dues").zip(list(oracle, "kept")) {
            let (system, stage) = self.cutover(&due["cutover"]);
            let id = due["deadline"].as_str().unwrap();
            let mine = system.deadlines.iter();
            let mine = mine.filter(|d| d.id == id && d.stage == stage);
            self.counts(mine.map(|d| d.kept.runs).next().unwrap(), kept, id);
        }
        for (c, quantiles) in list(oracle, "quantiles").enumerate() {
            let (system, stage) = self.cutover(&Json::from(c));
            let mine = system.cutovers.iter().find(|c| c.stage == stage);
            self.quantiles(mine.unwrap(), quantiles);
        }
        self.quantiles(found.last_cutover.as_ref().unwrap(), &oracle["last"]);
    }

    fn cover(&self) {
        let oracle = self.oracle;
        self.counts(self.found.no_gap.runs, &oracle["no_gap"], "no gap");
        for (i, mine) in self.found.systems.iter().enumerate() {
            self.counts(mine.gap.runs, &oracle["gap"][i], &mine.id);
            self.means(mine.mean_gap_days, &oracle["gap_days"][i], 0.006, &mine.id);
            self.counts(mine.extended.runs, &oracle["extended"][i], &mine.id);
        }
    }

    fn rounds(&self) {
        let oracle = self.oracle;
        for (w, work) in list(self.tables, "works").enumerate() {
            let id = work["round"].as_str().unwrap();
            let mine = self.found.rounds.iter().find(|r| r.id == id).unwrap();
            let share = |of: f64| (of * RUNS as f64).round() as u64;
            for (key, mine) in [
                ("start_late", mine.later.runs),
                ("year_lost", mine.year_lost.runs),
                ("carried", mine.carried_over.runs),
                ("on_last", share(mine.critical_last)),
                ("on_late", share(mine.critical_late)),
            ] {
                self.counts(mine, &oracle[key][w], &format!("{id} {key}"));
            }
        }
    }

    fn yen(&self) {
        let oracle = self.oracle;
        // With nothing drawn, to the yen.
        let planned: Vec<i64> = self.found.yen.iter().map(|y| y.planned).collect();
        let theirs = list(&oracle["planned"], "yen").map(|yen| yen.as_i64().unwrap());
        assert_eq!(
            planned[..planned.len() - 1],
            theirs.collect::<Vec<i64>>(),
            "{}",
            self.name
        );
        for (y, mine) in self.found.yen.iter().enumerate() {
            let what = format!("{:?}", mine.fiscal_year);
            self.means(mine.mean as f64, &oracle["mean_yen"][y], 1.0, &what);
            for (q, mine) in [mine.p50, mine.p80, mine.p95].iter().enumerate() {
                let theirs = oracle["yen"][y][q].as_i64().unwrap();
                // Within my interval, or as far outside as it is wide.
                let wide = mine.high - mine.low + 1;
                assert!(
                    (mine.low - wide..=mine.high + wide).contains(&theirs),
                    "{}: {what} {mine:?} {theirs}",
                    self.name
                );
            }
        }
    }
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
