//! Calendar dates and slack of the network, vendors' limits left out, against MPXJ's scheduler
//! (tests/oracle_network.py): generated inventories with work in open days, bridges, hard links,
//! systems that go live together, deadlines, contracts that end, hard blackouts.
//!
//! Skipped where python3 has no `mpxj`, `jpype1` and `holidays`, or there is no Java;
//! `IKOU_REQUIRE_ORACLES=1` makes that a failure.
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

use dice::Dice;
use ikou::plan::{Effort, Plan, make};
use load::{Texts, checked};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

/// Inventories that are compared.
const CASES: u64 = 40;

fn inventory(seed: u64) -> Texts {
    let mut dice = Dice::new(seed);
    let mut text = String::from(
        "schema = 1\n[municipality]\nname = \"試験市\"\nkind = \"city\"\n\
         [horizon]\nfrom = 2021-07-01\nto = 2027-03-31\n",
    );
    let count = dice.range(1, 9);
    // A limit that the network leaves out.
    text += "[[vendor]]\nid = \"v\"\nbuilds = 3\ncutovers-per-month = 2\n";
    for i in 0..dice.range(0, 3) {
        let date = day(&mut dice, 2024, 2027);
        let bounds = dice.pick(&["standard", "standard", "bridge"]);
        let whom = match dice.range(0, 2) {
            0 => String::new(),
            _ => format!("systems = [\"s{}\"]\n", dice.range(0, count - 1)),
        };
        _ = write!(
            text,
            "[[deadline]]\nid = \"d{i}\"\nname = \"期限\"\ndate = {date}\nbounds = \"{bounds}.cutover\"\n{whom}"
        );
    }
    let mut systems = Vec::new();
    for i in 0..count {
        let mut text = String::new();
        system(&mut dice, i, &mut text);
        systems.push(text);
    }
    dice.shuffle(&mut systems);
    text += &systems.concat();
    let closed = dice.range(1, 4);
    let mut calendar = format!("[window]\nclosed-days = {closed}\n");
    if dice.percent(30) {
        let month = dice.range(1, 11);
        let to = month + 1;
        _ = write!(
            calendar,
            "[[blackout]]\nid = \"quiet\"\nfrom = \"{month:02}-03\"\nto = \"{to:02}-10\"\nhard = true\n"
        );
    }
    Texts {
        systems: text,
        calendar: Some(calendar),
        as_of: "2021-08-03".parse().unwrap(),
        ..Texts::default()
    }
}

fn day(dice: &mut Dice, from: i64, to: i64) -> String {
    let [year, month, day] = [dice.range(from, to), dice.range(1, 12), dice.range(1, 28)];
    format!("{year}-{month:02}-{day:02}")
}

fn system(dice: &mut Dice, i: i64, text: &mut String) {
    let bridge = if dice.percent(35) { "rehost" } else { "none" };
    let mut after = Vec::new();
    for before in 0..i {
        if dice.percent(25) {
            let link = dice.pick(&["hard", "hard", "hard", "together"]);
            after.push(format!("{{ system = \"s{before}\", link = \"{link}\" }}"));
        }
    }
    let mut contract = String::new();
    if dice.percent(50) {
        let ends = day(dice, 2024, 2026);
        _ = write!(text, "[[contract]]\nid = \"c{i}\"\nends = {ends}\n");
        contract = format!("contract = \"c{i}\"\n");
    }
    _ = write!(
        text,
        "[[system]]\nid = \"s{i}\"\nname = \"システム{i}\"\n{contract}bridges = [\"{bridge}\"]\n\
         targets = [\"gov-cloud\"]\nafter = [{}]\n",
        after.join(", ")
    );
    for stage in ["rehost", "standard"] {
        if stage == "rehost" && bridge == "none" {
            continue;
        }
        let work = dice.range(20, 300);
        let available = match dice.range(0, 2) {
            0 => format!("available = {}\n", day(dice, 2022, 2023)),
            1 => "available = 2023-04-01\n".to_owned(),
            _ => String::new(),
        };
        let vendor = if dice.percent(40) {
            "vendor = \"v\"\n"
        } else {
            ""
        };
        _ = write!(
            text,
            "[[procurement]]\nid = \"s{i}/{stage}\"\nsystems = [\"s{i}\"]\nstage = \"{stage}\"\n{vendor}\
             method = {{ kind = \"negotiated\", ground = \"167-2-1-2\", lead = \"10bd\" }}\n\
             work = \"{work}bd\"\nactivities = []\n{available}"
        );
    }
}

/// `None`: what goes live together makes a cycle of its links.
fn plan_of(texts: &Texts) -> Option<Plan> {
    let (inventory, sources) = checked(texts).ok()?;
    let effort = Effort {
        steps: 100_000,
        passes: 1,
    };
    Some(make(&inventory, &sources, Vec::new(), effort))
}

fn write(folder: &Path, texts: &Texts, plan: &Plan) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("systems.toml"), &texts.systems).unwrap();
    let calendar = texts.calendar.as_deref().unwrap_or_default();
    std::fs::write(folder.join("calendar.toml"), calendar).unwrap();
    std::fs::write(folder.join("plan.json"), plan.to_json()).unwrap();
}

/// What the oracle says of the folders; `None`: there is none on this machine.
fn oracle(folders: &[std::path::PathBuf]) -> Option<Output> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle_network.py");
    let run = Command::new("python3")
        .arg(script)
        .args(folders)
        .env("PYTHONIOENCODING", "utf-8")
        .output();
    // What is missing: python3, one of its packages, or Java.
    let missing = match &run {
        Err(error) => error.to_string(),
        Ok(output) if output.status.code() == Some(2) => text(output),
        Ok(output) if text(output).contains("JVMNotFound") => "no Java".to_owned(),
        Ok(_) => return run.ok(),
    };
    assert!(
        !std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1"),
        "MPXJ is required: {missing}"
    );
    println!("skipped: the network against MPXJ: {missing}");
    None
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn dates_and_slack_are_those_of_another_scheduler() {
    let root = tempfile::tempdir().unwrap();
    let mut folders = Vec::new();
    for seed in 0..CASES {
        let texts = inventory(seed);
        let folder = root.path().join(seed.to_string());
        if let Some(plan) = plan_of(&texts) {
            write(&folder, &texts, &plan);
            folders.push(folder);
        }
    }
    let Some(output) = oracle(&folders) else {
        return;
    };
    let said = text(&output);
    assert!(output.status.success(), "{said}");
    let compared = said.trim().strip_suffix(" compared").unwrap();
    assert!(compared.parse::<u32>().unwrap() > 1_000, "{said}");
}

#[test]
fn it_finds_dates_that_are_wrong() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("edited");
    let texts = inventory(1);
    let mut plan = plan_of(&texts).unwrap();
    let system = &mut plan.systems[0];
    system.slack_days += 1;
    system.critical = !system.critical;
    let date = &mut system.network[0].latest;
    *date = date.pred_opt().unwrap();
    write(&folder, &texts, &plan);
    let Some(output) = oracle(&[folder]) else {
        return;
    };
    let said = text(&output);
    assert!(!output.status.success());
    for part in ["slack: ", "critical: ", "latest: "] {
        assert!(said.contains(part), "{part} in:\n{said}");
    }
    assert_eq!(said.matches("edited: ").count(), 3, "{said}");
}
