//! A search on a terminal: the line that tells how far it is, and what Ctrl-C does. python3 gives the
//! terminal (tests/terminal/press.py).
//!
//! Skipped where there is no python3; `IKOU_REQUIRE_ORACLES=1` makes that a failure.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the oracle reads files, the environment says whether it is required, a skip is told"
)]

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// A town whose systems all need one vendor that can do two at a time, and all by the same day: a
/// search that does not come to an end within seconds.
fn tight() -> String {
    let mut text = r#"schema = 1

[municipality]
name = "試験市"
kind = "town"

[horizon]
from = 2021-07-01
to = 2030-03-31

[[deadline]]
id = "standard"
date = 2025-03-31

[[vendor]]
id = "one"
builds = 3
cutovers-per-month = 2
"#
    .to_owned();
    for n in 0..30 {
        let months = 10 + (n * 7) % 9;
        let price = 90_000 + 7_000 * ((n * 13) % 17);
        let (year, month) = (2026 + n % 2, 1 + (n * 5) % 12);
        write!(
            text,
            r#"
[[contract]]
id = "c{n}"
ends = {year}-{month:02}-28
price = {{ month = {price} }}
extend = {{ by = "12M", at-most = 6, price = {{ month = {} }} }}

[[system]]
id = "s{n}"
name = "システム{n}"
contract = "c{n}"

[[procurement]]
id = "s{n}/standard"
systems = ["s{n}"]
stage = "standard"
vendor = "one"
work = "{months}M"
method = {{ kind = "open" }}
cost = [{{ per = "once", yen = 10_000_000 }}, {{ per = "month", yen = {} }}]
"#,
            price + 40_000,
            70_000 + 3_000 * (n % 5),
        )
        .unwrap();
    }
    text
}

struct Shown {
    code: i64,
    terminal: String,
    out: String,
    plan: Option<serde_json::Value>,
}

/// Runs a plan of the tight town on a terminal; Ctrl-C is pressed so many times.
fn on_terminal(presses: usize, more: &[&str]) -> Option<Shown> {
    let room = tempfile::tempdir().unwrap();
    std::fs::write(room.path().join("systems.toml"), tight()).unwrap();
    let args = ["plan", "--as-of", "2021-08-03", "--lang", "en"];
    let own = ["--effort", "thorough", "-o", "plan.json"];
    let args: Vec<&str> = args.iter().chain(&own).chain(more).copied().collect();
    let (code, terminal, out) = pressed(room.path(), presses, &args)?;
    let plan = std::fs::read_to_string(room.path().join("plan.json"));
    Some(Shown {
        code,
        terminal,
        out,
        plan: plan.ok().map(|text| serde_json::from_str(&text).unwrap()),
    })
}

/// Exit code, what stood on the terminal, and standard output, of a run that is pressed Ctrl-C in.
fn pressed(folder: &Path, presses: usize, args: &[&str]) -> Option<(i64, String, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terminal/press.py");
    let output = Command::new("python3")
        .arg(script)
        .args([&presses.to_string(), "out.txt", env!("CARGO_BIN_EXE_ikou")])
        .args(args)
        .current_dir(folder)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("LC_ALL", "C.UTF-8")
        .output();
    let Ok(output) = output else {
        assert!(
            !std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1"),
            "python3 is required and missing"
        );
        println!("skipped: a search on a terminal: no python3");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{error}");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let code = said["code"].as_i64().unwrap();
    let terminal = said["shown"].as_str().unwrap().to_owned();
    let out = std::fs::read_to_string(folder.join("out.txt")).unwrap();
    Some((code, terminal, out))
}

#[test]
fn ctrl_c_gives_the_best_plan_with_its_bound() {
    let Some(shown) = on_terminal(1, &[]) else {
        return;
    };
    let Shown {
        code,
        terminal,
        out,
        plan,
    } = shown;
    // So soon there is still a gap.
    assert_eq!(code, 3, "{terminal}{out}");
    // How far the search is stands on the terminal only, and is taken away in the end.
    assert!(terminal.contains("\rSearching: "), "{terminal:?}");
    assert!(terminal.contains("steps (Ctrl-C ends it"), "{terminal:?}");
    let last = terminal.split("Wrote").next().unwrap();
    assert!(last.trim_end_matches(' ').ends_with('\r'), "{last:?}");
    assert!(!out.contains("Searching") && !out.contains('\r'), "{out}");
    assert!(out.contains("The search was ended by Ctrl-C"), "{out}");
    let outcome = &plan.unwrap()["outcome"];
    assert_eq!(outcome["cut"], "interrupt", "{outcome}");
    assert_eq!(outcome["status"], "feasible", "{outcome}");
    let bound = outcome["bound"]["gap_days"].as_i64();
    assert!(bound.is_some(), "{outcome}");
    assert!(bound <= outcome["objective"]["gap_days"].as_i64());
}

#[test]
fn a_second_ctrl_c_ends_at_once() {
    // The line about the end is written once more before the second press.
    let Some(shown) = on_terminal(2, &[]) else {
        return;
    };
    // Where the search had ended before the second press, there is a plan.
    assert!([3, 130].contains(&shown.code), "{}", shown.terminal);
    assert_eq!(shown.plan.is_none(), shown.code == 130);
}

#[test]
fn a_time_limit_gives_the_best_plan_so_far() {
    let Some(shown) = on_terminal(0, &["--time-limit", "2s"]) else {
        return;
    };
    assert_eq!(shown.code, 3, "{}{}", shown.terminal, shown.out);
    let said = "The search was ended by its time limit";
    assert!(shown.out.contains(said), "{}", shown.out);
    let outcome = &shown.plan.unwrap()["outcome"];
    assert_eq!(outcome["cut"], "time-limit", "{outcome}");
    assert_eq!(outcome["status"], "feasible", "{outcome}");
}

#[test]
fn long_work_tells_how_long_it_has_gone_on() {
    let room = tempfile::tempdir().unwrap();
    std::fs::write(room.path().join("systems.toml"), tight()).unwrap();
    let args = [
        "risk",
        "--as-of",
        "2021-08-03",
        "--lang",
        "en",
        "--runs",
        "400000",
    ];
    let Some((_, terminal, out)) = pressed(room.path(), 0, &args) else {
        return;
    };
    // The plan that slips is made first.
    assert!(terminal.contains("\rPlanning: "), "{terminal:?}");
    assert!(
        terminal.contains("\rTrying how the plan may slip"),
        "{terminal:?}"
    );
    // How many of the runs are done, as a bar, in percent and in numbers that only grow.
    let shown = terminal
        .split('\r')
        .filter(|line| line.contains("Trying how"));
    let done = shown.map(|line| {
        let (bar, numbers) = line.split_once("% (").unwrap();
        assert!(bar.contains(['█', '░', '#', '-']), "{line:?}");
        let (done, _) = numbers.split_once("/400,000), ").unwrap();
        done.replace(',', "").parse::<u64>().unwrap()
    });
    let done: Vec<u64> = done.collect();
    assert!(done.is_sorted() && done.len() > 1, "{done:?}");
    assert!(done.iter().all(|n| *n <= 400_000), "{done:?}");
    assert!(
        terminal.trim_end_matches(' ').ends_with('\r'),
        "{terminal:?}"
    );
    assert!(!out.contains("Trying how") && !out.contains('\r'), "{out}");
}
