//! What clashes: known clashes with known smallest sets, ways out that work as they are typed, and
//! what is said of made-up inventories tried anew.
//!
//! Each folder of `tests/clash` is an inventory; `expected.toml`: `as-of`, `trouble` by system, the
//! facts of each set, and each way out (`set`, `yen`), in order.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files, fails loudly, and asks the environment how much to try"
)]

#[path = "generate/dice.rs"]
mod dice;
#[path = "generate/load.rs"]
#[expect(dead_code, reason = "what was checked from is needed here")]
mod load;
#[path = "generate/random.rs"]
#[expect(dead_code, reason = "other tests take others")]
mod random;
#[path = "generate/spec.rs"]
#[expect(dead_code, reason = "other tests change inventories")]
mod spec;

use ikou::clash::{Clashes, Ground, MOST_GROUPS, clashes, clashes_with_wish, relaxed_but, told};
use ikou::inventory::scenario::{Typed, apply, typed};
use ikou::inventory::{Bounds, Draft, Inventory, SystemIx, check};
use ikou::plan::{Effort, Plan, Status, Wish, make, verify};
use ikou::source::Sources;
use ikou::words::Lang;
use load::{Texts, drafted};
use toml::Table;

/// An inventory, what it was checked from, and its plan.
struct Case {
    draft: Draft,
    inventory: Inventory,
    sources: Sources,
    plan: Plan,
    effort: Effort,
}

impl Case {
    fn of(texts: &Texts, effort: Effort) -> Option<Case> {
        let (draft, inventory, sources) = drafted(texts).ok()?;
        let plan = make(&inventory, &sources, Vec::new(), effort);
        Some(Case {
            draft,
            inventory,
            sources,
            plan,
            effort,
        })
    }

    fn folder(name: &str) -> (Case, Table) {
        let read = |file: &str| std::fs::read_to_string(format!("tests/clash/{name}/{file}"));
        let expected: Table = read("expected.toml").unwrap().parse().unwrap();
        let texts = Texts {
            systems: read("systems.toml").unwrap(),
            calendar: read("calendar.toml").ok(),
            as_of: expected["as-of"].to_string().parse().unwrap(),
            ..Texts::default()
        };
        (Case::of(&texts, Effort::NORMAL).unwrap(), expected)
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            inventory: &self.inventory,
            draft: &self.draft,
            sources: &self.sources,
            effort: self.effort,
            groups: MOST_GROUPS,
        }
    }

    fn clashes(&self) -> Clashes {
        clashes(self.ground(), &self.plan)
    }

    /// The plan with what is typed after `--set`.
    fn with(&self, sets: &[String]) -> Plan {
        let mut sources = self.sources.clone();
        let file = sources.add("--set", sets.join("\n"));
        let mut sink = ikou::diag::Sink::new();
        let changes = typed(&mut sources, file, Typed::Set, &mut sink);
        let mut draft = self.draft.clone();
        apply(&mut draft, &changes, &mut sink);
        let inventory = check(draft, self.inventory.as_of, &mut sink).unwrap();
        let plan = make(&inventory, &sources, Vec::new(), self.effort);
        assert!(verify::verify(&inventory, &plan).is_empty());
        plan
    }
}

fn sound(plan: &Plan, systems: &[&str]) -> bool {
    let bad = |w: &ikou::plan::PlanWarning| {
        matches!(w.code.as_str(), "gap" | "hard-late") && systems.contains(&w.system.as_str())
    };
    let placed = |id: &str| {
        let system = plan.system(id);
        system.is_some_and(|s| {
            s.milestones
                .iter()
                .any(|m| m.kind == "cutover" && m.stage == "standard")
        })
    };
    plan.outcome.status != Status::Unknown
        && !plan.warnings.iter().any(bad)
        && systems.iter().all(|id| placed(id))
}

#[test]
fn known_clashes_have_their_sets_and_ways() {
    let mut folders: Vec<String> = std::fs::read_dir("tests/clash")
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    assert!(folders.len() >= 5);
    for name in folders {
        println!("{name}");
        let (case, expected) = Case::folder(&name);
        let found = case.clashes();
        let mut shown = Table::new();
        shown.insert("as-of".into(), expected["as-of"].clone());
        let mut all = Vec::new();
        for clash in &found.clashes {
            assert!(clash.proved);
            let mut one = Table::new();
            let trouble = clash.systems.iter();
            let trouble = trouble.map(|s| (s.id.clone(), s.trouble.join(" ").into()));
            one.insert("trouble".into(), trouble.collect::<Table>().into());
            one.insert("gap-days".into(), clash.gap_days.into());
            one.insert("hard-late-days".into(), clash.hard_late_days.into());
            let sets = clash.sets.iter().map(|set| {
                assert!(set.minimal);
                let facts = set.facts.iter().map(|f| {
                    let line = match f.fact.file.as_str() {
                        file if file.starts_with('<') => String::new(),
                        file => format!(" ({file}:{})", f.fact.line),
                    };
                    format!("{} = {}{line}", f.path, f.fact.value)
                });
                facts.collect::<Vec<String>>()
            });
            one.insert("sets".into(), sets.collect::<Vec<_>>().into());
            let ways = clash.ways.iter().map(|way| {
                assert_eq!((way.gap_days, way.hard_late_days), (0, 0));
                let sets: Vec<String> = way.changes.iter().map(|c| c.set()).collect();
                let mut shown = Table::new();
                shown.insert("set".into(), sets.into());
                shown.insert("yen".into(), way.yen.into());
                shown
            });
            one.insert("way".into(), ways.collect::<Vec<_>>().into());
            all.push(one);
        }
        shown.insert("clash".into(), all.into());
        if std::env::var("IKOU_UPDATE").is_ok() {
            let text = toml::to_string_pretty(&shown).unwrap();
            std::fs::write(format!("tests/clash/{name}/expected.toml"), text).unwrap();
        } else {
            assert_eq!(
                toml::to_string_pretty(&shown),
                toml::to_string_pretty(&expected),
                "{name}"
            );
        }
        let json: serde_json::Value = serde_json::from_str(&found.to_json()).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&ikou::clash::schema()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(validator.is_valid(&json), "{name}");
    }
}

/// What is told to be typed is typed: the plan is sound, and costs what was said. A value one less
/// is not enough.
#[test]
fn each_way_out_works_as_it_is_typed() {
    for name in [
        "end-before-product",
        "one-vendor",
        "deadline-and-season",
        "link-and-blackout",
    ] {
        let (case, _) = Case::folder(name);
        for clash in &case.clashes().clashes {
            let ids: Vec<&str> = clash.systems.iter().map(|s| s.id.as_str()).collect();
            assert!(!sound(&case.plan, &ids));
            assert!(!clash.ways.is_empty(), "{name}");
            for way in &clash.ways {
                let sets: Vec<String> = way.changes.iter().map(|c| c.set()).collect();
                let plan = case.with(&sets);
                assert!(!plan.outcome.objective.broken(), "{name}: {sets:?}");
                let yen = plan.outcome.objective.cost_yen - case.plan.outcome.objective.cost_yen;
                assert_eq!(way.yen, yen, "{name}: {sets:?}");
                let [change] = &way.changes[..] else { continue };
                let Ok(day) = change.new.parse::<ikou::calendar::Date>() else {
                    continue;
                };
                let less = match change.kind.as_str() {
                    "deadline" => day - chrono::Days::new(1),
                    // The month end before.
                    "contract" | "hardware" => {
                        chrono::Datelike::with_day(&day, 1).unwrap() - chrono::Days::new(1)
                    }
                    _ => continue,
                };
                let plan = case.with(&[format!("{}={less}", change.path)]);
                assert!(plan.outcome.objective.broken(), "{name}: {less} is enough");
            }
            // The cheapest first.
            assert!(clash.ways.is_sorted_by_key(|way| way.yen));
        }
    }
}

/// A set that is said to be minimal clashes by itself, and no longer without any one of its facts.
#[test]
fn what_is_said_to_be_minimal_is() {
    let cases = std::env::var("IKOU_CASES").ok();
    let cases = cases.and_then(|n| n.parse().ok()).unwrap_or(30);
    let effort = Effort {
        steps: 100_000,
        passes: 1,
    };
    let (mut sets, mut minimal, mut ways) = (0, 0, 0);
    for seed in 0..cases {
        let Some(case) = Case::of(&random::spec(seed, random::ANY).plain(), effort) else {
            continue;
        };
        for clash in &case.clashes().clashes {
            let ids: Vec<&str> = clash.systems.iter().map(|s| s.id.as_str()).collect();
            for set in &clash.sets {
                sets += 1;
                let paths: Vec<&str> = set.facts.iter().map(|f| f.path.as_str()).collect();
                if !set.minimal {
                    continue;
                }
                minimal += 1;
                let planned = |kept: &[&str]| {
                    let relaxed = relaxed_but(&case.inventory, kept);
                    make(&relaxed, &case.sources, Vec::new(), Effort::NORMAL)
                };
                let all = planned(&paths);
                assert!(!sound(&all, &ids), "seed {seed}: {paths:?} do not clash");
                for path in &paths {
                    let fewer: Vec<&str> = paths.iter().filter(|p| *p != path).copied().collect();
                    assert!(
                        sound(&planned(&fewer), &ids),
                        "seed {seed}: {path} of {paths:?}"
                    );
                }
            }
            for way in &clash.ways {
                ways += 1;
                let typed: Vec<String> = way.changes.iter().map(|c| c.set()).collect();
                assert!(sound(&case.with(&typed), &ids), "seed {seed}: {typed:?}");
            }
        }
    }
    println!("{sets} sets, {minimal} minimal, {ways} ways");
    assert!(
        sets > 10 && minimal * 2 > sets && ways > 10,
        "{sets} {minimal} {ways}"
    );
}

#[test]
fn the_published_schema_is_the_one_printed() {
    let published = include_str!("../docs/clash.schema.json");
    assert_eq!(
        published,
        ikou::clash::schema(),
        "ikou schema clash > docs/clash.schema.json"
    );
}

#[test]
fn what_is_told() {
    for name in ["one-vendor", "deadline-and-season"] {
        let (case, _) = Case::folder(name);
        let found = case.clashes();
        for (lang, width) in [(Lang::Ja, 80), (Lang::En, 80), (Lang::En, 160)] {
            let text = told(&found, &case.plan, lang, width);
            insta::assert_snapshot!(format!("{name}-{}-{width}", lang.code()), text);
        }
    }
}

/// Where nothing is in trouble, nothing clashes.
#[test]
fn nothing_clashes_in_a_sound_plan() {
    let systems = std::fs::read_to_string("tests/cases/one-system/systems.toml").unwrap();
    let texts = Texts {
        systems,
        as_of: "2021-08-03".parse().unwrap(),
        ..Texts::default()
    };
    let case = Case::of(&texts, Effort::QUICK).unwrap();
    let found = case.clashes();
    assert!(found.clashes.is_empty() && found.left_out.is_empty());
    let text = told(&found, &case.plan, Lang::En, 80);
    assert!(text.contains("Nothing clashes"), "{text}");
    // But not with everything that could be asked for.
    let wish = Wish {
        system: SystemIx(0),
        bridge: None,
        cutover: Bounds::StandardCutover,
        not_before: None,
        not_after: Some("2022-06-30".parse().unwrap()),
    };
    let found = clashes_with_wish(case.ground(), &case.plan, &wish);
    let facts: Vec<&str> = found.clashes[0].sets[0]
        .facts
        .iter()
        .map(|f| f.path.as_str())
        .collect();
    assert!(
        facts.contains(&"procurement.\"juki/standard\".work"),
        "{facts:?}"
    );
    assert!(found.clashes[0].proved);
}
