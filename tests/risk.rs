//! How likely each deadline is kept: with nothing to draw the plan itself, to the day and the yen;
//! with something to draw what closed forms say, carried through the calendar by hand.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
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

use ikou::calendar::{Date, Duration};
use ikou::inventory::Inventory;
use ikou::plan::verify::verify;
use ikou::plan::{Effort, Plan, make, with_date};
use ikou::render::TerminalStyle;
use ikou::risk::{Chance, Risk, Spreads, csv, markdown, risk, told};
use ikou::words::Lang;
use load::{Texts, checked};
use std::collections::BTreeMap;

const EFFORT: Effort = Effort {
    steps: 100_000,
    passes: 1,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn planned(texts: &Texts) -> (Inventory, Plan) {
    let (inventory, sources) = checked(texts).unwrap();
    let plan = make(&inventory, &sources, Vec::new(), EFFORT);
    (inventory, plan)
}

/// Systems without a vendor's limit, each with a contract that outlasts everything.
fn city(as_of: &str, systems: &[(&str, &str)], more: &str) -> Texts {
    let mut text = String::from(
        "schema = 1\nconfidence = \"stated\"\n[municipality]\nname = \"例示市\"\nkind = \"city\"\n\
         [horizon]\nfrom = 2021-07-01\nto = 2028-03-31\n",
    );
    for (id, procurement) in systems {
        text += &format!(
            "[[contract]]\nid = \"{id}\"\nends = 2030-03-31\nprice = {{ month = 1_000_000 }}\n\
             [[system]]\nid = \"{id}\"\nname = \"{id}\"\ncontract = \"{id}\"\ncurrent = \"existing\"\n\
             bridges = [\"none\"]\ntargets = [\"gov-cloud\"]\n\
             [[procurement]]\nid = \"{id}/standard\"\nsystems = [\"{id}\"]\nstage = \"standard\"\n\
             method = {{ kind = \"open\" }}\n{procurement}\n"
        );
    }
    Texts {
        systems: text + more,
        as_of: day(as_of),
        ..Texts::default()
    }
}

fn act(plan: &Plan, system: &str, kind: &str) -> Date {
    let acts = &plan.system(system).unwrap().milestones;
    let found = acts
        .iter()
        .find(|m| m.kind == kind && m.stage != "operation");
    found.unwrap().date
}

/// The first go-live day not before a day.
fn live(inventory: &Inventory, from: Date) -> Date {
    let rules = &inventory.calendar.rules().blackouts;
    let all = inventory
        .calendar
        .go_live_days(from, inventory.planning_end());
    let hard = |d: &Date| rules.iter().any(|b| b.hard && b.contains(*d));
    all.into_iter().find(|d| !hard(d)).unwrap()
}

/// Five deviations of an estimate, and a little for what is rounded.
fn near(found: Chance, known: f64, runs: u64) {
    let deviation = (known * (1.0 - known) / runs as f64).sqrt();
    let off = (found.probability - known).abs();
    assert!(off < 5.0 * deviation + 1e-5, "{found:?}, known {known}");
}

#[test]
fn with_nothing_to_draw_every_run_is_the_plan() {
    let mut count = 0;
    let mut texts: Vec<Texts> = (0..24)
        .map(|seed| random::spec(seed, random::TINY).plain())
        .collect();
    texts.push(Texts {
        systems: include_str!("../systems.toml").to_owned(),
        as_of: day("2021-08-03"),
        ..Texts::default()
    });
    for case in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).unwrap() {
        let folder = case.unwrap().path();
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        let Some(expected) = read("expected.toml") else {
            continue;
        };
        let as_of = expected.lines().find_map(|l| l.strip_prefix("as-of = "));
        texts.push(Texts {
            systems: read("systems.toml").unwrap(),
            calendar: read("calendar.toml").or_else(|| read("schedules/calendar.toml")),
            routes: read("routes.toml").or_else(|| read("schedules/routes.toml")),
            actuals: read("actuals.toml").or_else(|| read("schedules/actuals.toml")),
            scenario: None,
            as_of: day(as_of.unwrap()),
        });
    }
    for text in &texts {
        let Ok((inventory, sources)) = checked(text) else {
            continue;
        };
        let plan = make(&inventory, &sources, Vec::new(), EFFORT);
        if !verify(&inventory, &plan).is_empty() {
            continue;
        }
        let Ok(found) = risk(&inventory, &plan, 3, 1, Spreads::Nothing) else {
            continue;
        };
        count += 1;
        assert!(found.drawn.is_empty());
        for (system, plan) in found.systems.iter().zip(&plan.systems) {
            for cutover in &system.cutovers {
                let days: Vec<(Date, u64)> =
                    cutover.days.iter().map(|d| (d.date, d.runs)).collect();
                assert_eq!(days, [(cutover.planned, 3)], "{} {text:?}", system.id);
            }
            assert_eq!(system.gap.runs, 0);
            for due in &system.deadlines {
                let same = plan.deadlines.iter().find(|d| d.id == due.id).unwrap();
                assert_eq!(due.kept.runs == 3, same.met, "{} {}", system.id, due.id);
                assert_eq!(due.date, same.date);
            }
        }
        let mut budget: BTreeMap<Option<i32>, i64> = BTreeMap::new();
        for row in &plan.budget {
            *budget.entry(Some(row.fiscal_year)).or_default() += row.yen;
            *budget.entry(None).or_default() += row.yen;
        }
        for yen in &found.yen {
            let known = budget.get(&yen.fiscal_year).copied().unwrap_or(0);
            let all = [yen.planned, yen.mean, yen.p50.yen, yen.p80.yen, yen.p95.yen];
            assert_eq!(all, [known; 5], "{:?} {text:?}", yen.fiscal_year);
        }
        assert!(found.rounds.iter().all(|r| r.later.runs == 0));
    }
    assert!(count > 25, "{count}");
}

/// Every assumed length slips by the same share: the verifier's own reading of the moved dates has
/// the same yen, and finds no window, link or order broken.
#[test]
fn a_slip_costs_what_the_verifier_says() {
    let mut moved_plans = 0;
    for seed in 0..24 {
        for percent in [115, 160, 240] {
            let mut texts = random::spec(seed, random::TINY).plain();
            let routes = texts.routes.take().unwrap_or_default();
            texts.routes = Some(format!(
                "{routes}\n[risk]\nwork = {{ low = {percent}, likely = {percent}, high = {percent} }}\n\
                 yen = {{ low = 100, likely = 100, high = 100 }}\n\
                 available = {{ low = \"0d\", likely = \"0d\", high = \"0d\" }}\n"
            ));
            let Ok((inventory, sources)) = checked(&texts) else {
                continue;
            };
            let plan = make(&inventory, &sources, Vec::new(), EFFORT);
            if !verify(&inventory, &plan).is_empty() {
                continue;
            }
            let Ok(found) = risk(&inventory, &plan, 1, 1, Spreads::All) else {
                continue;
            };
            if found.drawn.iter().any(|d| d.kind == "yen") {
                continue;
            }
            let paid_by_activity =
                |r: &ikou::inventory::Round| r.costs.iter().any(|c| c.activity.is_some());
            let mut moved = Some(plan.clone());
            let mut count = 0;
            for system in &found.systems {
                for cutover in &system.cutovers {
                    let at = cutover.days.first().map(|d| d.date);
                    assert!(at.is_none_or(|at| at >= cutover.planned));
                    if at == Some(cutover.planned) {
                        continue;
                    }
                    count += 1;
                    moved = moved.zip(at).and_then(|(m, at)| {
                        let round = &cutover.round;
                        with_date(&inventory, &m, &system.id, round, "cutover", at)
                    });
                }
            }
            let Some(moved) = moved.filter(|_| count > 0) else {
                continue;
            };
            for violation in verify(&inventory, &moved) {
                let kept = [
                    "window",
                    "blackout",
                    "link-hard",
                    "link-together",
                    "capacity-cutovers",
                    "order",
                    "cover",
                    "extension-limit",
                ];
                assert!(
                    !kept.contains(&violation.rule),
                    "seed {seed}, {percent} %: {violation:?}"
                );
            }
            if inventory.rounds.iter().any(paid_by_activity) {
                continue;
            }
            moved_plans += 1;
            let mut budget: BTreeMap<i32, i64> = BTreeMap::new();
            for row in &moved.budget {
                *budget.entry(row.fiscal_year).or_default() += row.yen;
            }
            for yen in &found.yen {
                let Some(year) = yen.fiscal_year else {
                    continue;
                };
                let known = budget.get(&year).copied().unwrap_or(0);
                assert_eq!(yen.mean, known, "seed {seed}, {percent} %, {year}");
            }
            let gaps: f64 = found.systems.iter().map(|s| s.mean_gap_days).sum();
            let known = moved.outcome.objective.gap_days;
            assert_eq!(gaps, known as f64, "seed {seed}, {percent} %");
        }
    }
    assert!(moved_plans > 8, "{moved_plans}");
}

const TRIANGULAR: &str = "work = { low = \"12M\", likely = \"13M\", high = \"20M\", shape = \"triangular\", plan = \"low\" }";

/// The probability of so many days, of a triangular length in whole days.
fn triangular(low: f64, likely: f64, high: f64, day: i64) -> f64 {
    let below = |x: f64| {
        let x = x.clamp(low, high);
        if x < likely {
            (x - low).powi(2) / ((high - low) * (likely - low))
        } else {
            1.0 - (high - x).powi(2) / ((high - low) * (high - likely))
        }
    };
    let d = day as f64;
    let under = if d <= low { 0.0 } else { below(d - 0.5) };
    below(d + 0.5) - under
}

/// Days with their probabilities for a length drawn from ★ on.
fn lengths(inventory: &Inventory, start: Date) -> Vec<(i64, f64)> {
    let months = |n: u32| {
        let end = Duration::Months(n).after(start, &inventory.calendar);
        (end - start).num_days()
    };
    let [low, likely, high] = [12, 13, 20].map(months);
    (low..=high)
        .map(|d| (d, triangular(low as f64, likely as f64, high as f64, d)))
        .collect()
}

#[test]
fn one_system_keeps_its_deadline_as_often_as_the_calendar_says() {
    let runs = 200_000;
    let deadline =
        "[[deadline]]\nid = \"d\"\nname = \"期限\"\ndate = 2023-07-31\nkind = \"policy\"\n";
    let (inventory, plan) = planned(&city("2021-08-03", &[("a", TRIANGULAR)], deadline));
    let (start, promised) = (act(&plan, "a", "contract"), act(&plan, "a", "cutover"));
    let mut known = 0.0;
    let mut by_day: BTreeMap<Date, f64> = BTreeMap::new();
    for (days, share) in lengths(&inventory, start) {
        let ready = start + chrono::Days::new(days as u64);
        let at = live(&inventory, ready).max(promised);
        *by_day.entry(at).or_default() += share;
        if at <= day("2023-07-31") {
            known += share;
        }
    }
    assert!(known > 0.2 && known < 0.9, "{known}");
    let found = risk(&inventory, &plan, runs, 7, Spreads::Written).unwrap();
    near(found.all_deadlines, known, runs);
    near(found.systems[0].deadlines[0].kept, known, runs);
    // Every day of ▲ has its own probability.
    for (at, share) in &by_day {
        let days = &found.systems[0].cutovers[0].days;
        let count = days.iter().find(|d| d.date == *at).map_or(0, |d| d.runs);
        near(Chance::of(count, runs), *share, runs);
    }
    // The quantile lies where the exact one does, unless that is within its interval.
    let mut sum = 0.0;
    let exact = by_day.iter().find(|(_, share)| {
        sum += **share;
        sum >= 0.8
    });
    let p80 = found.systems[0].cutovers[0].p80;
    let exact = *exact.unwrap().0;
    assert!(p80.low.unwrap() <= exact && exact <= p80.high.unwrap());
    // The buffer reaches from the deadline to that day.
    let buffer = found.systems[0].deadlines[0].buffer.unwrap();
    let lacking = (p80.date.unwrap() - day("2023-07-31")).num_days();
    assert_eq!(buffer.days, Some(lacking));
}

#[test]
fn two_in_parallel_are_as_late_as_the_later_one() {
    let runs = 100_000;
    let deadline =
        "[[deadline]]\nid = \"d\"\nname = \"期限\"\ndate = 2023-09-30\nkind = \"policy\"\n";
    let both = [("a", TRIANGULAR), ("b", TRIANGULAR)];
    let (inventory, plan) = planned(&city("2021-08-03", &both, deadline));
    let found = risk(&inventory, &plan, runs, 3, Spreads::Written).unwrap();
    let mut known = [0.0; 2];
    for (known, id) in known.iter_mut().zip(["a", "b"]) {
        let (start, promised) = (act(&plan, id, "contract"), act(&plan, id, "cutover"));
        for (days, share) in lengths(&inventory, start) {
            let ready = start + chrono::Days::new(days as u64);
            if live(&inventory, ready).max(promised) <= day("2023-09-30") {
                *known += share;
            }
        }
    }
    near(found.all_deadlines, known[0] * known[1], runs);
    let last = found.last_cutover.as_ref().unwrap();
    let kept: u64 = last
        .days
        .iter()
        .filter(|d| d.date <= day("2023-09-30"))
        .map(|d| d.runs)
        .sum();
    near(Chance::of(kept, runs), known[0] * known[1], runs);
    // Either decides the end; together they do so in every run.
    let shares: f64 = found.rounds.iter().map(|r| r.critical_last).sum();
    assert!((1.0..2.0).contains(&shares), "{shares}");
}

#[test]
fn who_waits_for_a_vendor_waits_for_both_lengths() {
    let runs = 100_000;
    let uniform = "vendor = \"v\"\nwork = { low = \"12M\", high = \"15M\", shape = \"uniform\", plan = \"low\" }";
    let more = "[[vendor]]\nid = \"v\"\nbuilds = 1\n\
                [[deadline]]\nid = \"d\"\nname = \"期限\"\ndate = 2024-06-30\nkind = \"policy\"\n";
    let (inventory, plan) = planned(&city("2021-08-03", &[("a", uniform), ("b", uniform)], more));
    let starts = ["a", "b"].map(|id| act(&plan, id, "contract"));
    let (first, second) = if starts[0] < starts[1] {
        ("a", "b")
    } else {
        ("b", "a")
    };
    let start = |id| act(&plan, id, "contract");
    let promised = |id| act(&plan, id, "cutover");
    assert!(start(second) >= promised(first));
    let calendar = &inventory.calendar;
    let ends = |from: Date| {
        [12, 15].map(|n| (Duration::Months(n).after(from, calendar) - from).num_days())
    };
    let share = |[low, high]: [i64; 2], d: i64| {
        let width = (high - low) as f64;
        if d == low || d == high {
            0.5 / width
        } else {
            1.0 / width
        }
    };
    let (one, two) = (ends(start(first)), ends(start(second)));
    let mut known = 0.0;
    for a in one[0]..=one[1] {
        let ready = start(first) + chrono::Days::new(a as u64);
        let live_first = live(&inventory, ready).max(promised(first));
        let signed = calendar.open_on_or_after(live_first).max(start(second));
        for b in two[0]..=two[1] {
            let worked = Duration::Months(12).after(signed, calendar);
            let ready = worked + chrono::Days::new((b - two[0]) as u64);
            if live(&inventory, ready).max(promised(second)) <= day("2024-06-30") {
                known += share(one, a) * share(two, b);
            }
        }
    }
    assert!(known > 0.1 && known < 0.9, "{known}");
    let found = risk(&inventory, &plan, runs, 11, Spreads::Written).unwrap();
    near(found.all_deadlines, known, runs);
    // Both rounds are behind nearly every miss.
    let late = |id: &str| {
        let id = format!("{id}/standard");
        found.rounds.iter().find(|r| r.id == id).unwrap()
    };
    assert!(late(first).critical_late > 0.5 * (1.0 - known));
    assert!(late(first).critical_late <= late(second).critical_late);
}

/// 1 March and at most sixty days: after 31 March the money has lapsed, and can be asked for again
/// only in the autumn.
#[test]
fn a_contract_missed_by_a_day_costs_a_year() {
    let runs = 100_000;
    let work = "work = \"12M\"\navailable = { low = 2023-03-01, high = 2023-04-30, shape = \"uniform\", plan = \"low\" }";
    let (inventory, plan) = planned(&city("2021-08-03", &[("a", work)], ""));
    assert_eq!(act(&plan, "a", "contract"), day("2023-03-01"));
    let found = risk(&inventory, &plan, runs, 5, Spreads::Written).unwrap();
    // 30 days and less are in time.
    near(found.rounds[0].year_lost, 1.0 - 30.5 / 60.0, runs);
    let days = &found.systems[0].cutovers[0].days;
    let between = |from: &str, to: &str| {
        let within = days
            .iter()
            .filter(|d| d.date >= day(from) && d.date < day(to));
        within.map(|d| d.runs).sum::<u64>()
    };
    assert_eq!(
        between("2024-03-01", "2024-07-01") + found.rounds[0].year_lost.runs,
        runs
    );
    assert_eq!(between("2024-07-01", "2025-04-01"), 0);
    assert_eq!(
        between("2025-04-01", "2025-07-01"),
        found.rounds[0].year_lost.runs
    );
}

fn shipped() -> (Inventory, Plan) {
    planned(&Texts {
        systems: include_str!("../systems.toml").to_owned(),
        as_of: day("2021-08-03"),
        ..Texts::default()
    })
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let (inventory, plan) = shipped();
    let on = |threads: usize, seed: u64| -> Risk {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().unwrap();
        pool.install(|| risk(&inventory, &plan, 3_000, seed, Spreads::All).unwrap())
    };
    let one = on(1, 1);
    for threads in [2, 3, 7] {
        assert_eq!(one.to_json(), on(threads, 1).to_json(), "{threads}");
    }
    assert_ne!(one.to_json(), on(2, 2).to_json());
    // More runs begin with the same ones.
    let more = risk(&inventory, &plan, 6_000, 1, Spreads::All).unwrap();
    assert!(more.all_deadlines.runs >= one.all_deadlines.runs);
    assert!(
        more.all_deadlines.high - more.all_deadlines.low
            <= one.all_deadlines.high - one.all_deadlines.low
    );
}

#[test]
fn the_schema_is_the_published_one_and_outputs_follow_it() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/risk.schema.json");
    let made = ikou::risk::schema();
    if std::env::var_os("IKOU_UPDATE").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap();
    assert_eq!(
        published.replace("\r\n", "\n"),
        made,
        "IKOU_UPDATE=1 cargo test --test risk"
    );
    let schema = serde_json::from_str(&published).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let empty = planned(&city("2021-08-03", &[], ""));
    for (inventory, plan) in [empty, shipped()] {
        for runs in [1, 300] {
            let found = risk(&inventory, &plan, runs, 1, Spreads::All).unwrap();
            let json = serde_json::from_str(&found.to_json()).unwrap();
            assert!(validator.is_valid(&json));
            for lang in Lang::ALL {
                for width in [80, 160] {
                    let text = told(&found, &plan, lang, width, TerminalStyle::default());
                    let wide = |line: &str| unicode_width::UnicodeWidthStr::width(line);
                    assert!(text.lines().all(|l| wide(l) <= width), "{text}");
                }
                assert!(markdown(&found, &plan, lang).starts_with("# "));
                assert!(csv(&found, lang).lines().count() > 3);
            }
        }
    }
}
