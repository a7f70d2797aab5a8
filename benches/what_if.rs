//! How long what-ifs take: `cargo bench --bench what_if`, see docs/benchmarks.md.
//!
//! One what-if in process, everything read before (a day moved, checked, planned), and a sweep of
//! 200 plans, of the shipped inventory.
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
    let as_of: Date = "2021-08-03".parse().expect("a date of this file");
    let (mut sources, draft) = shipped();
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
        let mut sink = Sink::new();
        let axes: Vec<Axis> = lines
            .iter()
            .map(|line| {
                let file = sources.add("--vary", *line);
                Axis::read(line, file, &mut sources, &mut sink).expect("an axis of this file")
            })
            .collect();
        let inventory = check(draft.clone(), as_of, &mut sink).expect("a sound inventory");
        let started = Instant::now();
        let found = Sweep::of((&draft, &inventory), &sources, &axes, effort);
        println!(
            "sweep of {} plans and {} between, {} steps each at most: {:.2} s",
            plans(&axes).unwrap_or(0),
            found.plans_between,
            effort.steps,
            started.elapsed().as_secs_f64(),
        );
    }
}

fn shipped() -> (Sources, Draft) {
    let text = |path: &str| std::fs::read_to_string(path).expect("a file of the repository");
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", text("systems.toml")),
        calendar: Some(sources.add("schedules/calendar.toml", text("schedules/calendar.toml"))),
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let draft = read(&mut sources, &files, &mut sink);
    assert!(!sink.has_errors(), "the shipped inventory is sound");
    (sources, draft)
}
