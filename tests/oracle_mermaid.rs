//! Mermaid charts and graphs drawn by Mermaid itself, in a headless browser (tests/page/mermaid.mjs).
//!
//! Skipped where node, its packages (`npm ci` in tests/page) or Chromium are absent;
//! `IKOU_REQUIRE_ORACLES=1` makes that a failure.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads files and fails loudly, the environment says what is required, a skip is told"
)]

mod browser;
#[expect(dead_code, reason = "what other tests draw")]
mod drawn;
#[expect(dead_code, reason = "what other tests look at")]
mod planned;

use drawn::{empty, hostile, many, sample, troubled};
use ikou::chart::Chart;
use ikou::plan::Plan;
use ikou::render::{Format, GraphFormat, Options, graph, render};
use ikou::words::Lang;
use std::path::PathBuf;
use std::process::Command;

/// Days since the first bar, of each line of a chart that is a task: begin and length.
fn tasks(text: &str) -> Vec<(i64, i64)> {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().ok();
    let found = text.lines().filter_map(|line| {
        let (_, data) = line.split_once(" :")?;
        let parts: Vec<&str> = data.split(", ").collect();
        let at = parts.iter().position(|part| day(part).is_some())?;
        let from = day(parts[at])?;
        let length = parts.get(at + 1).and_then(|part| day(part));
        Some((from, length.map_or(0, |to| (to - from).num_days())))
    });
    let found: Vec<_> = found.collect();
    let first = found.iter().map(|(from, _)| *from).min();
    let since = |from: chrono::NaiveDate| first.map_or(0, |first| (from - first).num_days());
    found.iter().map(|(from, n)| (since(*from), *n)).collect()
}

#[test]
fn mermaid_draws_what_the_plan_says() {
    if browser::skipped("Mermaid in a browser", "mermaid") {
        return;
    }
    // IKOU_MERMAID: a folder that is kept, to look at the pictures in it.
    let temporary = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("IKOU_MERMAID");
    let folder = folder.map_or(temporary.path().to_owned(), PathBuf::from);
    let (_, shipped) = planned::Texts::of(".", "").plan("2021-08-03".parse().unwrap());
    let plans: [(&str, &Plan); 6] = [
        ("shipped", &shipped),
        ("sample", &sample()),
        ("troubled", &troubled()),
        ("hostile", &hostile()),
        ("many", &many(30)),
        ("empty", &empty()),
    ];
    let mut texts = Vec::new();
    for (name, plan) in plans {
        for lang in Lang::ALL {
            let options = Options {
                lang,
                ..Options::default()
            };
            let chart = render(plan, Format::Mermaid, &options).unwrap();
            let links = graph(plan, GraphFormat::Mermaid, &options).unwrap();
            for (kind, bytes) in [("gantt", chart), ("graph", links)] {
                let file = format!("{name}-{kind}-{}.mmd", lang.code());
                std::fs::write(folder.join(&file), &bytes).unwrap();
                texts.push((file, kind, lang, plan, String::from_utf8(bytes).unwrap()));
            }
        }
    }
    let output = Command::new("node")
        .arg("tests/page/mermaid.mjs")
        .arg(&folder)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for (file, kind, lang, plan, text) in texts {
        let drawn = &found[file.as_str()];
        assert_eq!(drawn["error"], serde_json::Value::Null, "{file}\n{text}");
        assert_eq!(drawn["complaints"], serde_json::json!([]), "{file}");
        match kind {
            "gantt" => bars(&file, drawn, &text),
            _ => links(&file, drawn, plan, lang),
        }
    }
}

/// Every task is a bar that begins and ends in its place.
fn bars(file: &str, drawn: &serde_json::Value, text: &str) {
    let tasks = tasks(text);
    let bars = drawn["bars"].as_array().unwrap();
    assert_eq!(bars.len(), tasks.len(), "{file}\n{text}");
    // Mermaid draws them by their beginnings, and a milestone as wide as it is high.
    let number = |bar: &serde_json::Value, key: &str| bar[key].as_f64().unwrap();
    let drawn_bars = bars.iter().filter(|bar| bar["milestone"] == false);
    let mut places: Vec<(f64, f64)> = drawn_bars
        .map(|bar| (number(bar, "x"), number(bar, "width")))
        .collect();
    let mut meant: Vec<(i64, i64)> = tasks.into_iter().filter(|(_, n)| *n > 0).collect();
    places.sort_by(|a, b| a.partial_cmp(b).unwrap());
    meant.sort_unstable();
    assert_eq!(places.len(), meant.len(), "{file}");
    let (Some(first), Some((begun, _))) = (places.first(), meant.first()) else {
        return;
    };
    let end = |(from, days): &(i64, i64)| from + days;
    let last = meant.iter().map(end).max().unwrap();
    let right = places.iter().map(|(x, width)| x + width);
    let scale = (right.fold(0.0, f64::max) - first.0) / (last - begun) as f64;
    let mut ours: Vec<(f64, f64)> = meant
        .iter()
        .map(|(from, days)| {
            let left = first.0 + (from - begun) as f64 * scale;
            (left, *days as f64 * scale)
        })
        .collect();
    ours.sort_by(|a, b| a.partial_cmp(b).unwrap());
    // To a dot: Mermaid counts in whole ones.
    for (theirs, ours) in places.iter().zip(&ours) {
        let near = (theirs.0 - ours.0).abs() < 1.5 && (theirs.1 - ours.1).abs() < 1.5;
        assert!(near, "{file}: {theirs:?} is not {ours:?}");
    }
    let told = drawn["texts"].to_string();
    let told: String = told.split_whitespace().collect();
    for line in text
        .lines()
        .filter_map(|l| l.trim().strip_prefix("section "))
    {
        let name: String = line.split_whitespace().collect();
        assert!(told.contains(&name), "{file}: {name} is not in {told}");
    }
}

/// Every system is a box with its name, every link an arrow.
fn links(file: &str, drawn: &serde_json::Value, plan: &Plan, lang: Lang) {
    let told = drawn["texts"].to_string();
    assert!(
        drawn["nodes"].as_u64().unwrap() >= plan.systems.len() as u64,
        "{file}"
    );
    if file.starts_with("shipped") {
        assert_eq!(
            drawn["edges"].as_u64().unwrap(),
            plan.links.len() as u64,
            "{file}"
        );
        for row in &Chart::of(plan, lang).rows {
            assert!(
                told.contains(&row.name),
                "{file}: {} is not in {told}",
                row.name
            );
        }
    }
}
