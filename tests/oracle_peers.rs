//! The project on which planners are compared (benches/peers/model.py), planned and judged against
//! what is known of it: half of what a vendor's two teams have to do ends on 2029-03-23 at the
//! earliest; with work in one stretch up to a day on which a service may go live the last ▲ is
//! 2029-04-09 at best (every order tried; CP-SAT proves the same with the links).
//!
//! Skipped where there is no python3; `IKOU_REQUIRE_ORACLES=1` makes that a failure.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the oracle reads files, the environment says whether it is required, a skip is told"
)]

mod planned;

use planned::{Texts, bars, milestone, symbols};
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "tests/cases/two-teams";

/// What a script of benches/peers prints; `None`: there is no python3.
fn script(name: &str, args: &[&str]) -> Option<String> {
    let output = Command::new("python3")
        .arg(Path::new("benches/peers").join(name))
        .args(args)
        .env("PYTHONIOENCODING", "utf-8")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output();
    let Ok(output) = output else {
        assert!(
            !std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1"),
            "python3 is required and missing"
        );
        println!("skipped: the compared project: no python3");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {said}{error}");
    Some(said)
}

#[test]
fn the_case_is_what_the_script_writes() {
    let folder = tempfile::tempdir().unwrap();
    if script("to_ikou.py", &["1", folder.path().to_str().unwrap()]).is_none() {
        return;
    }
    for (file, at) in [
        ("systems.toml", "systems.toml"),
        ("calendar.toml", "schedules/calendar.toml"),
    ] {
        let is = std::fs::read_to_string(Path::new(FOLDER).join(file)).unwrap();
        let must = std::fs::read_to_string(folder.path().join(at)).unwrap();
        assert_eq!(is, must, "{file}: run benches/peers/to_ikou.py 1 {FOLDER}");
    }
}

#[test]
fn its_plan_is_the_best_and_a_bound_proves_it() {
    let day = |text: &str| text.parse::<ikou::calendar::Date>().unwrap();
    let (_, plan) = Texts::of(FOLDER, "").plan(day("2026-04-01"));
    assert_eq!(
        (symbols(&plan.systems, "★"), bars(&plan.systems, "構築等")),
        (17, 17)
    );
    let rounds = plan.systems.iter().map(|s| format!("{}/standard", s.id));
    let cutovers = rounds.map(|round| milestone(&plan, &round, "cutover").unwrap().date);
    let last = cutovers.max().unwrap();
    let best = day("2029-04-09");
    assert_eq!((last, plan.outcome.objective.late_days), (best, 0));
    // No plan ends sooner: one vendor's systems, one after another in two crews, allow no earlier day.
    let bounds = plan.outcome.bound.providers.iter();
    let proved = bounds.map(|b| b.last_cutover_not_before).max();
    assert_eq!(proved, Some(best));
    assert_eq!(plan.outcome.bound.cost_yen, Some(0));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.json");
    std::fs::write(&file, plan.to_json()).unwrap();
    let Some(said) = script("judge.py", &["ikou", "1", file.to_str().unwrap()]) else {
        return;
    };
    let kept = "0 links, 0 capacities broken, 0 too short";
    assert!(said.contains(kept), "{said}");
}

/// What is claimed of a vendor is derived anew by the verifier: a day more, or a system fewer to rest on,
/// and it is refused.
#[test]
fn a_claim_that_does_not_follow_is_refused() {
    let day = |text: &str| text.parse::<ikou::calendar::Date>().unwrap();
    let two_at_once = Texts::of(FOLDER, "");
    let one_a_month = Texts {
        systems: two_at_once
            .systems
            .replace("builds = 2", "cutovers-per-month = 1"),
        ..Texts::of(FOLDER, "")
    };
    for (texts, most) in [(two_at_once, None), (one_a_month, Some(1))] {
        let (inventory, plan) = texts.plan(day("2026-04-01"));
        let claims = &plan.outcome.bound.providers;
        assert_eq!(claims.len(), 3, "{claims:#?}");
        for (at, claim) in claims.iter().enumerate() {
            assert_eq!(claim.cutovers_per_month, most);
            assert!((5..=6).contains(&claim.systems.len()), "{claim:#?}");
            let refused = |change: &dyn Fn(&mut ikou::plan::ProviderBound)| {
                let mut changed = plan.clone();
                change(&mut changed.outcome.bound.providers[at]);
                let broken = ikou::plan::verify::verify(&inventory, &changed);
                !broken.is_empty() && broken.iter().all(|v| v.rule == "objective")
            };
            assert!(refused(
                &|c| c.last_cutover_not_before = c.last_cutover_not_before + chrono::Days::new(1)
            ));
            assert!(refused(&|c| c.systems.truncate(1)));
            assert!(refused(&|c| c.provider = "nobody".to_owned()));
            assert!(!refused(&|c| c.last_cutover_not_before = day("2027-11-01")));
        }
    }
}
