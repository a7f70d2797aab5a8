//! Projects of the scheduling library PSPLIB: `cargo bench --bench psplib [-- FOLDER [WORK]]`, see
//! docs/benchmarks.md. The data is not part of the repository: `IKOU_PSPLIB` or ../shared/psplib.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and clocks"
)]
#![expect(clippy::print_stdout, reason = "its results are for the terminal")]

use ikou::project::{Activity, Project};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let folder = std::env::var_os("IKOU_PSPLIB").map_or("../shared/psplib".into(), PathBuf::from);
    let class = args.first().map_or("rcpsp-j30", String::as_str);
    let work = args
        .get(1)
        .and_then(|a| a.parse().ok())
        .unwrap_or(20_000_000_000);
    let Ok(entries) = std::fs::read_dir(folder.join(class)) else {
        println!("absent: {}", folder.join(class).display());
        return;
    };
    let best = best_known(&folder.join("best-known.csv"));
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let (mut proved, mut equal, mut wrong, mut unknown) = (0, 0, 0, 0);
    let mut times = Vec::new();
    for file in &files {
        let name = file.file_stem().and_then(|n| n.to_str()).unwrap_or("");
        let Some(project) = read(file) else {
            println!("cannot be read: {}", file.display());
            continue;
        };
        let begun = Instant::now();
        let Some(found) = project.makespan(work) else {
            println!("{name}: impossible");
            wrong += 1;
            continue;
        };
        let time = begun.elapsed().as_secs_f64();
        times.push(time);
        let known = best.get(name).copied();
        let is_proved = found.days == found.least;
        let right = project.allows(&found.starts) && (!is_proved || known == Some(found.days));
        proved += u32::from(is_proved);
        equal += u32::from(known == Some(found.days));
        wrong += u32::from(!right);
        unknown += u32::from(known.is_none());
        println!(
            "{name}: {} least {} known {known:?} work {} {time:.3} s{}",
            found.days,
            found.least,
            found.work,
            if right { "" } else { " WRONG" }
        );
    }
    times.sort_by(f64::total_cmp);
    let sum: f64 = times.iter().sum();
    println!(
        "{} projects: {proved} proved, {equal} as the best known, {wrong} wrong, {unknown} without a known one; {sum:.1} s in all, median {:.3}, longest {:.1}",
        files.len(),
        times.get(times.len() / 2).copied().unwrap_or(0.0),
        times.last().copied().unwrap_or(0.0),
    );
}

/// Best known makespans by the name of the project.
fn best_known(path: &Path) -> BTreeMap<String, u32> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut all = BTreeMap::new();
    for line in text.lines() {
        // Problem, set, instance, best known makespan.
        let mut cells = line.split(',').map(str::trim).skip(2);
        if let (Some(name), Some(days)) = (cells.next(), cells.next().and_then(|c| c.parse().ok()))
        {
            let stem = Path::new(name).file_stem().and_then(|n| n.to_str());
            all.insert(stem.unwrap_or(name).to_owned(), days);
        }
    }
    all
}

/// A project in the format of Patterson.
fn read(path: &Path) -> Option<Project> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut numbers = text.split_whitespace().map(|n| n.parse::<u32>().ok());
    let mut next = || numbers.next().flatten();
    let (count, resources) = (next()?, next()?);
    let capacities: Option<Vec<u32>> = (0..resources).map(|_| next()).collect();
    let mut activities = Vec::new();
    for _ in 0..count {
        let days = next()?;
        let units: Option<Vec<u32>> = (0..resources).map(|_| next()).collect();
        let followers = next()?;
        let followers: Option<Vec<usize>> =
            (0..followers).map(|_| Some(next()? as usize - 1)).collect();
        activities.push(Activity {
            days,
            units: units?,
            followers: followers?,
        });
    }
    Some(Project {
        capacities: capacities?,
        activities,
    })
}
