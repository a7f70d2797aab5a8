//! How long what-ifs take: `cargo bench --bench what_if`, see docs/benchmarks.md.
//!
//! One what-if in process, everything read before (a day moved, checked, planned), and a sweep of
//! 200 plans, of the shipped inventory; each sweep also with nothing taken over from one plan to
//! another. Of another inventory: `cargo bench --bench what_if -- FILE AS-OF PATH=VALUES ...`.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and clocks"
)]
#![expect(clippy::print_stdout, reason = "its results are for the terminal")]

use ikou::calendar::Date;
use ikou::diag::Sink;
use ikou::inventory::scenario::{Typed, apply, typed};
use ikou::inventory::{Draft, Files, check, read};
use ikou::plan::{Effort, make_quietly};
use ikou::source::Sources;
use ikou::sweep::{Axis, Sweep, plans};
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    if let [file, as_of, lines @ ..] = args.as_slice() {
        let as_of: Date = as_of.parse().expect("the second argument is a date");
        let (mut sources, draft) = of(file, None);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        sweep((&draft, &mut sources), as_of, &lines, Effort::QUICK);
        return;
    }
    let as_of: Date = "2021-08-03".parse().expect("a date of this file");
    let (mut sources, draft) = of("systems.toml", Some("schedules/calendar.toml"));
    let lines = "vendor.vendor-a.available=+3M";
    let file = sources.add("--shift", lines);
    let changes = typed(&mut sources, file, Typed::Shift, &mut Sink::new());
    let mut times = Vec::new();
    for _ in 0..41 {
        let started = Instant::now();
        let (mut draft, mut sink) = (draft.clone(), Sink::new());
        apply(&mut draft, &changes, &mut sink);
        let inventory = check(draft, as_of, &mut sink).expect("a sound inventory");
        let plan = make_quietly(&inventory, &sources, Effort::NORMAL);
        assert!(plan.outcome.objective.cost_yen > 0);
        times.push(started.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "one what-if, warm: median {:.1} ms, worst {:.1} ms",
        median * 1e3,
        worst * 1e3
    );
    for effort in [Effort::QUICK, Effort::NORMAL] {
        let lines = [
            "vendor.vendor-a.available=+0M..+19M/1M",
            "vendor.vendor-a.builds=1..10/1",
        ];
        sweep((&draft, &mut sources), as_of, &lines, effort);
    }
}

/// Five sweeps of each kind in turns, so that a busy machine is busy for both; medians.
fn sweep((draft, sources): (&Draft, &mut Sources), as_of: Date, lines: &[&str], effort: Effort) {
    let mut sink = Sink::new();
    let axes: Vec<Axis> = lines
        .iter()
        .map(|line| {
            let file = sources.add("--vary", *line);
            Axis::read(line, file, sources, &mut sink).expect("something to vary")
        })
        .collect();
    let inventory = check(draft.clone(), as_of, &mut sink).expect("a sound inventory");
    let mut times = [Vec::new(), Vec::new()];
    let mut between = 0;
    for _ in 0..5 {
        let started = Instant::now();
        let warm = Sweep::of((draft, &inventory), sources, &axes, effort);
        times[0].push(started.elapsed().as_secs_f64());
        let started = Instant::now();
        let cold = Sweep::from_nothing((draft, &inventory), sources, &axes, effort);
        times[1].push(started.elapsed().as_secs_f64());
        assert!(warm == cold, "what is taken over changes nothing");
        between = warm.plans_between;
    }
    let [warm, cold] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    println!(
        "sweep of {} plans and {between} between, {} steps each at most: {warm:.2} s, from nothing {cold:.2} s",
        plans(&axes).unwrap_or(0),
        effort.steps,
    );
}

/// An inventory, read.
fn of(inventory: &str, calendar: Option<&str>) -> (Sources, Draft) {
    let text = |path: &str| std::fs::read_to_string(path).expect("a file to read");
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add(inventory, text(inventory)),
        calendar: calendar.map(|path| sources.add(path, text(path))),
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let draft = read(&mut sources, &files, &mut sink);
    assert!(!sink.has_errors(), "the inventory is sound");
    (sources, draft)
}
