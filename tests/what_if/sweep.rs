//! Many plans in a row: each is the plan that its values give by themselves, the tipping point is
//! what trying every day finds, and the threads do not show.

use crate::{checked, shipped, with};
use ikou::diag::Sink;
use ikou::plan::Effort;
use ikou::render::{Format, ListFormat, Options, sweep};
use ikou::source::Sources;
use ikou::sweep::{Axis, State, Sweep, most_plans, plans, try_out};
use ikou::words::Lang;

const AVAILABLE: &str = "procurement.\"tax/standard\".available";

fn axes(lines: &[&str], sources: &mut Sources) -> Vec<Axis> {
    let mut sink = Sink::new();
    let axes = lines.iter().map(|line| {
        let file = sources.add("--vary", *line);
        Axis::read(line, file, sources, &mut sink).unwrap()
    });
    let axes = axes.collect();
    assert!(sink.findings().is_empty());
    axes
}

fn swept(lines: &[&str]) -> Sweep {
    let (mut sources, draft) = shipped();
    let axes = axes(lines, &mut sources);
    assert!(try_out(&draft, &axes, &mut Sink::new()));
    let inventory = checked(draft.clone());
    Sweep::of((&draft, &inventory), &sources, &axes, Effort::NORMAL)
}

#[test]
fn each_point_is_the_plan_of_its_values() {
    let lines = [
        "vendor.vendor-a.builds=3,4..5/1".to_owned(),
        format!("{AVAILABLE}=2023-10-01,2024-04-01"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let found = swept(&lines);
    assert_eq!(found.points.len(), 6);
    for point in &found.points {
        let set = format!(
            "vendor.vendor-a.builds={}\n{AVAILABLE}={}",
            point.values[0], point.values[1]
        );
        let plan = with(&set);
        let objective = &plan.outcome.objective;
        assert_eq!(
            (point.gap_days, point.late_days, point.cost_yen),
            (objective.gap_days, objective.late_days, objective.cost_yen),
            "{:?}",
            point.values
        );
        assert_eq!(point.cutovers.len(), plan.systems.len());
    }
    let values: Vec<&str> = found.points.iter().map(|p| p.values[1].as_str()).collect();
    assert_eq!(
        values[..2],
        ["2023-10-01", "2024-04-01"],
        "the last changes fastest"
    );
    // Values that the files cannot have are told, not left out.
    let found = swept(&["contract.tax-2016.ends=2022-12-31,2000-01-01,\"soon\""]);
    assert_eq!(found.points[0].cost_yen, found.base.cost_yen);
    assert_eq!(found.points[2].state, State::Refused);
    assert!(found.points[2].finding.is_some());
}

/// Halving finds what trying the days around it finds.
#[test]
fn the_day_on_which_a_deadline_first_falls() {
    let line = format!("{AVAILABLE}=2023-10-01..2025-10-01/6M");
    let found = swept(&[&line]);
    let tip = found
        .tips
        .iter()
        .find(|t| t.system == "tax" && t.deadline.is_some());
    let tip = tip.unwrap();
    assert!(tip.exact, "{tip:?}");
    let day = |text: &str| text.parse::<ikou::calendar::Date>().unwrap();
    let (kept, missed) = (day(tip.kept.as_deref().unwrap()), day(&tip.missed));
    assert_eq!((missed - kept).num_days(), 1);
    let late = |day: ikou::calendar::Date| {
        let plan = with(&format!("{AVAILABLE}={day}"));
        let tax = plan.system("tax").unwrap();
        tax.deadlines.iter().any(|d| !d.met)
    };
    assert!(!late(kept) && late(missed), "{tip:?}");
    // Each deadline and system at most once where there is one axis.
    let mut all: Vec<_> = found
        .tips
        .iter()
        .map(|t| (&t.deadline, &t.system))
        .collect();
    all.sort();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn moves_and_factors_are_those_of_scenarios() {
    let found = swept(&["vendor.vendor-a.available=+0M,+9M"]);
    assert_eq!(found.points[0].late_days, 0);
    assert_eq!(found.points[0].cost_yen, found.base.cost_yen);
    assert_eq!(found.points[1].late_days, 111, "docs/scenarios.md");
    let found = swept(&["system.tax.cost=x1,x2"]);
    assert!(found.points[1].cost_yen > found.points[0].cost_yen);
}

#[test]
fn threads_do_not_show() {
    let line = format!("{AVAILABLE}=2023-10-01..2025-04-01/6M");
    let made = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().unwrap().install(|| swept(&[&line]).to_json())
    };
    assert_eq!(made(1), made(3));
}

#[test]
fn so_many_plans_and_no_more() {
    let (mut sources, _) = shipped();
    let axes = axes(&["a.b=1..100/1", "a.c=1..100/1"], &mut sources);
    assert_eq!(plans(&axes), Some(10_000));
    assert_eq!(plans(&[]), Some(1));
    assert_eq!(
        (most_plans(0), most_plans(10), most_plans(2_000)),
        (1_000, 1_000, 50)
    );
    assert_eq!(most_plans(10_000), 10);
}

#[test]
fn a_path_that_leads_nowhere_is_a_finding() {
    let (mut sources, draft) = shipped();
    let axes = axes(
        &["contract.tax-2061.ends=2023-01-01..2023-06-01/1M"],
        &mut sources,
    );
    let mut sink = Sink::new();
    assert!(!try_out(&draft, &axes, &mut sink));
    let finding = &sink.findings()[0];
    let place = finding.labels[0].span;
    assert_eq!(sources.get(place.file).name, "--vary");
}

#[test]
fn what_is_told_and_written() {
    let one = format!("{AVAILABLE}=2023-10-01..2025-10-01/6M");
    let line = swept(&[&one]);
    let map = swept(&[
        "vendor.vendor-a.builds=3..5/1",
        "vendor.vendor-a.available=+0M..+12M/6M",
    ]);
    for (lang, width) in [(Lang::Ja, 80), (Lang::En, 80)] {
        let options = Options {
            lang,
            width,
            ..Options::default()
        };
        for (name, found) in [("line", &line), ("map", &map)] {
            let told = sweep(found, ListFormat::Table, &options).unwrap();
            let told = String::from_utf8(told).unwrap();
            let wide = |line: &&str| unicode_width::UnicodeWidthStr::width(*line) > width;
            assert_eq!(told.lines().filter(wide).count(), 0, "{name}: {told}");
            for point in &found.points {
                let values = point.values.join(", ");
                assert!(told.contains(&values), "{name}, {values}: {told}");
            }
            let tax = found.tips.iter().any(|t| t.system == "tax" && t.exact);
            assert!(tax || name == "map", "{name}: {told}");
        }
    }
    let options = Options::default();
    let csv = String::from_utf8(sweep(&map, ListFormat::Csv, &options).unwrap()).unwrap();
    assert!(
        csv.starts_with('\u{feff}') && csv.contains("'+6M"),
        "no formula: {csv}"
    );
    assert_eq!(csv.matches("\r\n").count(), 2 + map.points.len());
    let json: serde_json::Value = serde_json::from_str(&map.to_json()).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&Sweep::schema()).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json));
    assert_eq!(
        include_str!("../../docs/sweep.schema.json"),
        Sweep::schema()
    );
    let picture = |found: &Sweep| {
        let bytes = sweep(found, ListFormat::Picture(Format::Svg), &options).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(
        picture(&map).matches("class=\"cell\"").count(),
        map.points.len()
    );
    assert_eq!(picture(&line).matches("class=\"curve\"").count(), 4);
}
