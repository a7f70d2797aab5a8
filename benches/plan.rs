//! How long planning takes: `cargo bench --bench plan [-- SIZES]`, see docs/benchmarks.md.
//! `-- --write FOLDER SIZE` only writes the generated inventory, for benches/cold.sh.
//!
//! Both the library (text to finished plan) and the cold process are timed, on the shipped
//! inventory and on generated ones. The generator knows no chance: the same size is always the
//! same file, so that times and steps of two versions can be compared.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and clocks"
)]
#![expect(clippy::print_stdout, reason = "its results are for the terminal")]

use ikou::calendar::Date;
use ikou::diag::Sink;
use ikou::inventory::check::load;
use ikou::inventory::read::Files;
use ikou::plan::{Effort, Plan, make};
use ikou::source::{FileId, Sources};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Systems of one municipality.
const CITY: usize = 20;
/// More systems than this are planned one municipality at a time, as the nation would be.
const ONE_FILE: usize = 2_000;
/// Sizes when none are asked for; 0 is the shipped inventory.
const SIZES: [usize; 5] = [0, 20, 200, 2_000, 35_000];

fn main() {
    if let Some(folder) = std::env::args().skip_while(|a| a != "--write").nth(1) {
        let size: Option<usize> = std::env::args().filter_map(|a| a.parse().ok()).next_back();
        let text = one_file(size.expect("how many systems"));
        let path = Path::new(&folder).join("systems.toml");
        std::fs::write(path, text).expect("a folder to write into");
        return;
    }
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    println!(
        "{:>8} {:>7} {:>12} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "systems",
        "files",
        "steps",
        "status",
        "library s",
        "check s",
        "plan s",
        "svg s",
        "memory MB"
    );
    for size in if asked.is_empty() {
        SIZES.to_vec()
    } else {
        asked
    } {
        let case = match size {
            0 => shipped(),
            _ => generated(size),
        };
        case.measure();
    }
}

/// One line of the table.
struct Case {
    as_of: &'static str,
    texts: Vec<(String, String)>,
    /// Folder in which a cold process plans; `None`: too many files for one process.
    folder: Option<tempfile::TempDir>,
}

fn shipped() -> Case {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder for the process");
    let text = std::fs::read_to_string(root.join("systems.toml")).expect("the shipped inventory");
    std::fs::write(folder.path().join("systems.toml"), &text).expect("a copy of it");
    Case {
        as_of: "2021-08-03",
        texts: vec![("systems.toml".to_owned(), text)],
        folder: Some(folder),
    }
}

fn generated(systems: usize) -> Case {
    let cities = systems.div_ceil(CITY);
    if systems > ONE_FILE {
        let texts = (0..cities).map(|city| {
            let text = HEAD.to_owned() + &city_text(city, CITY);
            (format!("city-{city}.toml"), text)
        });
        return Case {
            as_of: "2023-04-03",
            texts: texts.collect(),
            folder: None,
        };
    }
    let text = one_file(systems);
    let folder = tempfile::tempdir().expect("a folder for the process");
    std::fs::write(folder.path().join("systems.toml"), &text).expect("the generated inventory");
    Case {
        as_of: "2023-04-03",
        texts: vec![("systems.toml".to_owned(), text)],
        folder: Some(folder),
    }
}

/// All systems in one file.
fn one_file(systems: usize) -> String {
    let mut text = HEAD.to_owned();
    for city in 0..systems.div_ceil(CITY) {
        text += &city_text(city, CITY.min(systems - city * CITY));
    }
    text
}

const HEAD: &str = r#"schema = 1

[municipality]
name = "試験市"
kind = "city"

[horizon]
from = 2023-04-01
to   = 2029-03-31

[[deadline]]
id     = "standard"
name   = "標準アプリケーション移行期限"
date   = 2026-03-31
kind   = "policy"
hard   = false
bounds = "standard.cutover"
"#;

/// One municipality: three vendors, a server shared by a third of its systems, contracts that end
/// in different months, links to the residents' system.
fn city_text(city: usize, systems: usize) -> String {
    let mut text = String::new();
    let mut counter = city as u64 * 7919 + 17;
    // A step of Knuth's linear congruential generator; the high bits are the good ones.
    let mut pick = |from: u64, to: u64| {
        counter = counter
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        from + (counter >> 33) % (to - from + 1)
    };
    for vendor in 0..3 {
        let builds = pick(3, 6);
        let cutovers = pick(1, 3);
        let _ = write!(
            text,
            "\n[[vendor]]\nid = \"v{city}-{vendor}\"\nbuilds = {builds}\ncutovers-per-month = {cutovers}\n"
        );
    }
    let _ = write!(
        text,
        "\n[[hardware]]\nid = \"h{city}\"\nplatform = \"own\"\nexpires = 2025-{:02}-28\nextend = {{ by = \"12M\", at-most = 1, price = {{ month = 400_000 }} }}\n",
        pick(6, 12)
    );
    for system in 0..systems {
        let vendor = pick(0, 2);
        let ends = format!("{}-{:02}-28", pick(2025, 2026), pick(1, 12));
        let monthly = pick(4, 30) * 100_000;
        let hardware = if system % 3 == 0 {
            format!("hardware = \"h{city}\"\n")
        } else {
            String::new()
        };
        let after = match system {
            0 => String::new(),
            s if s % 5 == 0 => format!("after = [\"s{city}-0\"]\n"),
            _ => format!(
                "after = [{{ system = \"s{city}-0\", link = \"soft\", interface = {{ once = 1_000_000, month = 100_000 }} }}]\n"
            ),
        };
        let _ = write!(
            text,
            r#"
[[contract]]
id = "c{city}-{system}"
vendor = "v{city}-{vendor}"
ends = {ends}
price = {{ month = {monthly} }}
extend = {{ by = "12M", at-most = 2, price = {{ month = {extended} }} }}
notice = {{ kind = "to-extend", by = "6M" }}

[[system]]
id = "s{city}-{system}"
name = "システム{city}-{system}"
contract = "c{city}-{system}"
{hardware}{after}bridges = ["none", "extend", "re-lease", "rehost"]
targets = ["gov-cloud"]

[[procurement]]
id = "s{city}-{system}/bridge"
systems = ["s{city}-{system}"]
stage = "rehost"
vendor = "v{city}-{vendor}"
term = "36M"
cost = [{{ per = "once", yen = {move_once} }}, {{ per = "month", yen = {extended} }}]

[[procurement]]
id = "s{city}-{system}/standard"
systems = ["s{city}-{system}"]
stage = "standard"
vendor = "v{city}-{vendor}"
cost = [{{ per = "once", yen = {build} }}, {{ per = "month", yen = {operation} }}]
"#,
            extended = monthly * 6 / 5,
            move_once = pick(5, 30) * 1_000_000,
            build = pick(20, 150) * 1_000_000,
            operation = monthly * 3 / 2,
        );
    }
    text
}

impl Case {
    fn measure(&self) {
        let first = self.plan();
        let mut times = vec![first.seconds];
        // Quick cases often enough for a median; slow ones once.
        while times.len() < 9 && times.iter().sum::<f64>() < 3.0 {
            times.push(self.plan().seconds);
        }
        let commands: [&[&str]; 3] = [
            &["check"],
            &["plan", "--output", "plan.json"],
            &["plan", "--output-dir", "out"],
        ];
        let mut seconds = Vec::new();
        let mut memory = None;
        for command in commands {
            let run = self
                .folder
                .as_ref()
                .map(|f| self.process(f.path(), command));
            memory = memory.max(run.and_then(|(_, memory)| memory));
            seconds.push(run.map_or("-".to_owned(), |(seconds, _)| format!("{seconds:.3}")));
        }
        println!(
            "{:>8} {:>7} {:>12} {:>10} {:>10.3} {:>10} {:>10} {:>10} {:>10}",
            first.systems,
            self.texts.len(),
            first.steps,
            first.status,
            median(times),
            seconds[0],
            seconds[1],
            seconds[2],
            memory.map_or("-".to_owned(), |kb| (kb / 1024).to_string()),
        );
    }

    /// Plans every file once, in this process.
    fn plan(&self) -> Run {
        let as_of: Date = self.as_of.parse().expect("a date of this file");
        let started = Instant::now();
        let mut run = Run {
            seconds: 0.0,
            systems: 0,
            steps: 0,
            status: String::new(),
        };
        for (name, text) in &self.texts {
            let plan = plan_text(name, text, as_of);
            run.systems += plan.systems.len();
            run.steps += plan.outcome.steps;
            let status = format!("{:?}", plan.outcome.status).to_lowercase();
            if run.status.is_empty() {
                run.status = status;
            } else if run.status != status {
                run.status = "mixed".to_owned();
            }
        }
        run.seconds = started.elapsed().as_secs_f64();
        run
    }

    /// Median seconds of a cold process, and its greatest memory in kB.
    fn process(&self, folder: &Path, command: &[&str]) -> (f64, Option<u64>) {
        let mut times = Vec::new();
        let mut memory = None;
        while times.len() < 9 && times.iter().sum::<f64>() < 3.0 {
            let started = Instant::now();
            let mut child = Command::new(env!("CARGO_BIN_EXE_ikou"))
                .args(command)
                .args(["--as-of", self.as_of])
                .current_dir(folder)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("ikou starts");
            let status = loop {
                memory = memory.max(peak_of(child.id()));
                match child.try_wait().expect("ikou runs") {
                    Some(status) => break status,
                    None => std::thread::sleep(Duration::from_millis(1)),
                }
            };
            times.push(started.elapsed().as_secs_f64());
            let well = matches!(status.code(), Some(0 | 3));
            assert!(well, "ikou {command:?}: {status}");
        }
        (median(times), memory)
    }
}

struct Run {
    seconds: f64,
    systems: usize,
    steps: u64,
    status: String,
}

fn plan_text(name: &str, text: &str, as_of: Date) -> Plan {
    let mut sources = Sources::new();
    let inventory: FileId = sources.add(name, text);
    let files = Files {
        inventory,
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let Some(inventory) = load(&mut sources, &files, as_of, &mut sink) else {
        panic!("{name}: {:?}", sink.into_sorted().first());
    };
    make(&inventory, &sources, Vec::new(), Effort::default())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Greatest memory of a process so far, in kB; only where the system tells (Linux).
fn peak_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
