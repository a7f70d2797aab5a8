//! Whatever a file holds, no reader falls over it: real files, spoilt, through every reader.
//!
//! A few hundred inputs in every run, always the same; `IKOU_FUZZ_SECONDS=600 cargo test --release
//! --test fuzz` goes on for so long with others, and writes what it finds to `target/fuzz`. What was
//! found lies in `tests/fuzz/corpus` and is tried again each time.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

#[path = "generate/dice.rs"]
mod dice;
#[path = "fuzz/mutate.rs"]
mod mutate;
#[path = "fuzz/targets.rs"]
mod targets;

use dice::Dice;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use targets::{TARGETS, Target, example};

/// No input may keep a reader longer than this, without optimisation and on a busy machine.
const LONGEST: Duration = Duration::from_secs(30);

fn files(folder: &str, end: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.to_string_lossy().ends_with(end))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// Files named so in every case.
fn cases(name: &str) -> Vec<Vec<u8>> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("tests/cases")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let at = |folder: &PathBuf| [folder.join(name), folder.join("schedules").join(name)];
    let paths = folders.iter().flat_map(at);
    paths.filter_map(|path| std::fs::read(path).ok()).collect()
}

fn builtin(name: &str) -> Vec<u8> {
    std::fs::read(format!("src/builtin/{name}.toml")).unwrap()
}

/// What is spoilt for a reader.
fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let invalid = |end| files("tests/invalid", end);
    let mut all = match target.name {
        "inventory" => {
            let mut all = invalid(".toml");
            all.push(example().to_vec());
            all.push(std::fs::read("systems.toml").unwrap());
            all
        }
        "plan" => {
            let mut all = cases("systems.toml");
            all.retain(|text| text.len() < 5_000);
            all.push(example().to_vec());
            all
        }
        "calendar" => {
            let mut all = invalid(".calendar.toml");
            all.extend(cases("calendar.toml"));
            all.extend([builtin("calendar"), builtin("law")]);
            all
        }
        "routes" => {
            let mut all = cases("routes.toml");
            all.push(builtin("routes"));
            all
        }
        "actuals" => {
            let mut all = invalid(".actuals.toml");
            all.extend(cases("actuals.toml"));
            all.push(
                b"[[actual]]\nevent = \"signed\"\ndate = 2021-06-01\nround = \"tax/bridge\"\n"
                    .to_vec(),
            );
            all
        }
        "scenario" => {
            let mut all = invalid(".scenario.toml");
            all.extend(files("schedules/scenarios", ".toml"));
            all
        }
        "saved-plan" => files("tests/fixtures", ".json"),
        "import" => files("tests/import", ""),
        _ => Vec::new(),
    };
    all.extend(files(&format!("tests/fuzz/seeds/{}", target.name), ""));
    assert!(!all.is_empty(), "{}", target.name);
    all
}

/// Runs a reader on bytes; why it failed, where it did.
fn tried(target: &Target, data: &[u8]) -> Result<(), String> {
    let started = Instant::now();
    catch_unwind(AssertUnwindSafe(|| (target.run)(data))).map_err(|_| "fell over".to_owned())?;
    match started.elapsed() {
        long if long > LONGEST => Err(format!("took {long:?}")),
        _ => Ok(()),
    }
}

#[test]
fn what_was_found_stays_mended() {
    for target in &TARGETS {
        for data in files(&format!("tests/fuzz/corpus/{}", target.name), "") {
            let told = tried(target, &data);
            assert_eq!(
                told,
                Ok(()),
                "{}: {}",
                target.name,
                String::from_utf8_lossy(&data)
            );
        }
    }
}

#[test]
fn spoilt_files_are_read() {
    let seconds = std::env::var("IKOU_FUZZ_SECONDS").ok();
    let seconds = seconds.map(|text| text.parse().expect("a number of seconds"));
    // Few and the same each time, or others for as long as is asked for.
    let (budget, seed) = match seconds {
        None => (None, 1),
        Some(seconds) => {
            let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
            (Some(Duration::from_secs(seconds)), now.as_nanos() as u64)
        }
    };
    let seeds: Vec<Vec<Vec<u8>>> = TARGETS.iter().map(seeds).collect();
    let mut dice = Dice::new(seed);
    let (started, mut found, mut counts) = (Instant::now(), Vec::new(), [0_u64; TARGETS.len()]);
    let mut rounds = 0;
    loop {
        for (n, target) in TARGETS.iter().enumerate() {
            for _ in 0..if target.slow { 1 } else { 8 } {
                let (seed, other) = (dice.pick(&seeds[n]), dice.pick(&seeds[n]));
                let data = mutate::mutated(seed, other, &mut dice);
                counts[n] += 1;
                if let Err(why) = tried(target, &data) {
                    let path = kept(target, &data, found.len());
                    found.push(format!("{}: {why}: {}", target.name, path.display()));
                }
            }
        }
        rounds += 1;
        match budget {
            None if rounds >= 12 => break,
            Some(most) if started.elapsed() >= most => break,
            _ if found.len() >= 50 => break,
            _ => {}
        }
    }
    let names = TARGETS.iter().map(|t| t.name);
    let counts: Vec<String> = names
        .zip(counts)
        .map(|(name, n)| format!("{name} {n}"))
        .collect();
    eprintln!(
        "seed {seed}, {:?}: {}",
        started.elapsed(),
        counts.join(", ")
    );
    assert!(found.is_empty(), "{found:#?}");
}

/// The seeds as files, for `fuzz/run`: only where a folder is asked for.
#[test]
fn seeds_are_written() {
    let Ok(folder) = std::env::var("IKOU_FUZZ_SEEDS") else {
        return;
    };
    for target in &TARGETS {
        let folder = Path::new(&folder).join(target.name);
        std::fs::create_dir_all(&folder).unwrap();
        let kept = files(&format!("tests/fuzz/corpus/{}", target.name), "");
        for (number, data) in seeds(target).iter().chain(&kept).enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), data).unwrap();
        }
    }
}

/// Keeps what a reader fell over.
fn kept(target: &Target, data: &[u8], number: usize) -> PathBuf {
    let folder = Path::new("target/fuzz").join(target.name);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}-{number}", std::process::id()));
    std::fs::write(&path, data).unwrap();
    path
}
