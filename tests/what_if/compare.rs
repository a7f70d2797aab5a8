//! Plans side by side: nothing is lost, every number is the plan's own, and the picture shows both.

use crate::{plan_of, shipped, under, with};
use ikou::compare::{Compared, Given, Origin};
use ikou::plan::Plan;
use ikou::render::{
    Before, CompareFormat, Format, Options, compare, compare_upshot, compared_pictures_one_by_one,
};
use ikou::words::Lang;
use std::sync::LazyLock;

static CURRENT: LazyLock<Plan> = LazyLock::new(|| {
    let (sources, draft) = shipped();
    plan_of(draft, &sources)
});
static LATE: LazyLock<Plan> = LazyLock::new(|| under("vendor-a-nine-months-late"));

fn given<'p>(plans: &[(&'p str, Origin, &'p Plan)]) -> Compared {
    let given = plans.iter().map(|(name, origin, plan)| Given {
        name,
        origin: *origin,
        plan,
    });
    Compared::of(&given.collect::<Vec<Given>>())
}

fn two() -> Compared {
    given(&[
        ("current", Origin::Current, &CURRENT),
        ("late", Origin::Scenario, &LATE),
    ])
}

fn text(found: &Compared, all: bool, format: CompareFormat, options: &Options) -> String {
    String::from_utf8(compare(found, all, format, options)).unwrap()
}

#[test]
fn every_number_is_the_plans_own() {
    let found = two();
    for (at, plan) in [&*CURRENT, &*LATE].into_iter().enumerate() {
        let objective = &plan.outcome.objective;
        let sum = |of: &dyn Fn(&ikou::compare::SystemValues) -> i64| -> i64 {
            found.systems.iter().map(of).sum()
        };
        assert_eq!(sum(&|s| s.yen[at].unwrap()), objective.cost_yen);
        assert_eq!(
            sum(&|s| s.years.values().map(|y| y[at].unwrap()).sum()),
            objective.cost_yen
        );
        assert_eq!(
            found.years.iter().map(|y| y.yen[at]).sum::<i64>(),
            objective.cost_yen
        );
        assert_eq!(sum(&|s| s.gap_days[at].unwrap()), objective.gap_days);
        // The target weighs 1 for every system.
        assert_eq!(sum(&|s| s.late_days[at].unwrap()), objective.late_days);
        // Every milestone, once each.
        for system in &plan.systems {
            let row = found
                .systems
                .iter()
                .find(|s| s.system == system.id)
                .unwrap();
            let dates = row.dates.iter().filter_map(|d| d.dates[at]);
            let mut dates: Vec<_> = dates.collect();
            let mut own: Vec<_> = system.milestones.iter().map(|m| m.date).collect();
            dates.sort();
            own.sort();
            assert_eq!(dates, own, "{}", system.id);
            assert_eq!(row.slack_days[at], Some(system.slack_days));
            assert_eq!(row.routes[at].as_ref(), Some(&system.route));
        }
    }
    // What matters most first: the system that is latest.
    assert_eq!(found.systems[0].system, "tax");
    assert_eq!(found.plans[1].first_difference, Some("late_days"));
    assert_eq!(found.plans[1].late_systems, 4);
    assert_eq!((found.plans[0].same, found.plans[1].same), (true, false));
}

#[test]
fn what_is_told_and_written() {
    let found = two();
    for (lang, width) in [(Lang::Ja, 80), (Lang::En, 80), (Lang::Ja, 160)] {
        let options = Options {
            lang,
            width,
            ..Options::default()
        };
        let told = text(&found, false, CompareFormat::Table, &options);
        insta::assert_snapshot!(format!("compared-{}-{width}", lang.code()), told);
    }
    let options = Options::default();
    let md = text(&found, false, CompareFormat::Md, &options);
    insta::assert_snapshot!("compared-md", md);
    let csv = text(&found, false, CompareFormat::Csv, &options);
    assert!(csv.starts_with('\u{feff}'));
    let cells: Vec<usize> = csv
        .split_terminator("\r\n")
        .map(|l| l.matches(',').count())
        .collect();
    assert!(
        cells.iter().all(|n| *n == 5) && cells.len() > 300,
        "{cells:?}"
    );
    let json: serde_json::Value = serde_json::from_str(&found.to_json()).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&Compared::schema()).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json));
    assert_eq!(
        include_str!("../../docs/compare.schema.json"),
        Compared::schema()
    );
}

/// The cause, the cutover that matters most, who is late, the year that costs most.
#[test]
fn the_upshot_is_one_sentence_in_both_languages() {
    let found = two();
    assert_eq!(
        compare_upshot(&found, 1, Lang::Ja),
        "「事業者Ａの標準システムが9か月遅れる」の場合、税総合システムの切替は2025-12-22から2026-06-01へ（ほか6システムも変わる）; 期限超過4システム; 令和8年度 約+50,673万円; 合計 約+4,968万円"
    );
    assert_eq!(
        compare_upshot(&found, 1, Lang::En),
        "With “事業者Ａの標準システムが9か月遅れる”: cutover of 税総合システム from 2025-12-22 to 2026-06-01 (and 6 more move); 4 systems past a deadline; FY2026 +506,731,765 yen; in all +49,681,006 yen"
    );
    // The other way round, nothing is the cause: the first plan rests on the scenario.
    let back = given(&[
        ("late", Origin::Scenario, &LATE),
        ("current", Origin::Current, &CURRENT),
    ]);
    assert_eq!(
        compare_upshot(&back, 1, Lang::Ja),
        "current では、住民情報システムの切替は2026-04-06から2025-10-06へ（ほか6システムも変わる）; 期限超過0システム（前は4）; 令和8年度 約-50,673万円; 合計 約-4,968万円"
    );
    let same = given(&[
        ("current", Origin::Current, &CURRENT),
        ("saved.json", Origin::Saved, &CURRENT),
    ]);
    assert_eq!(
        compare_upshot(&same, 1, Lang::Ja),
        "saved.json では、current と同じ計画です"
    );
    assert!(same.plans[1].same && same.notices.is_empty());
    let told = text(&same, false, CompareFormat::Table, &Options::default());
    assert!(told.contains("変わらないシステム 10"), "{told}");
}

#[test]
fn other_cities_horizons_and_systems_are_noticed() {
    let mut other = with("vendor.vendor-a.builds=5");
    other.municipality.name = "試験市".to_owned();
    other.horizon.to = "2028-03-31".parse().unwrap();
    other.as_of = "2021-09-01".parse().unwrap();
    other.outcome.status = ikou::plan::Status::Feasible;
    let gone = other.systems.remove(0);
    let found = given(&[
        ("current", Origin::Current, &CURRENT),
        ("other.json", Origin::Saved, &other),
    ]);
    let codes: Vec<&str> = found.notices.iter().map(|n| n.code).collect();
    assert_eq!(
        codes,
        ["unproved", "municipality", "horizon", "as-of", "systems"]
    );
    let row = found.systems.iter().find(|s| s.system == gone.id).unwrap();
    assert!(row.routes[0].is_some() && row.routes[1].is_none());
    assert_eq!(row.yen[1], None);
    let told = text(&found, false, CompareFormat::Table, &Options::default());
    assert!(
        told.contains("別の団体") && told.contains("期間が異なる"),
        "{told}"
    );
    // A system that only the plan before has is drawn too.
    let svg = picture(&CURRENT, &other, "current");
    assert!(
        svg.contains(&format!("data-system=\"{}\"", gone.id)),
        "{}",
        gone.id
    );
}

#[test]
fn any_number_of_plans_stands_side_by_side() {
    let longer = under("server-one-year-longer");
    let found = given(&[
        ("current", Origin::Current, &CURRENT),
        ("late", Origin::Scenario, &LATE),
        ("longer", Origin::Scenario, &longer),
    ]);
    assert!(found.levels.iter().all(|l| l.values.len() == 3));
    let options = Options {
        lang: Lang::En,
        ..Options::default()
    };
    let told = text(&found, true, CompareFormat::Table, &options);
    let wide = |line: &&str| unicode_width::UnicodeWidthStr::width(*line) > 80;
    assert_eq!(told.lines().filter(wide).count(), 0, "{told}");
    for system in &CURRENT.systems {
        assert!(told.contains(&system.name), "{}", system.name);
    }
}

fn picture(before: &Plan, plan: &Plan, name: &str) -> String {
    let before = Before {
        plan: before,
        name,
        upshot: "要点",
    };
    let mut pages = String::new();
    let take = |file: ikou::render::PictureFile| {
        pages.push_str(std::str::from_utf8(&file.bytes).unwrap());
        true
    };
    let options = Options::default();
    compared_pictures_one_by_one(plan, Some(&before), &[Format::Svg], &options, take).unwrap();
    pages
}

#[test]
fn the_picture_shows_the_bars_before_behind_those_that_moved() {
    let svg = picture(&CURRENT, &LATE, "current");
    let bars = |plan: &Plan| -> Vec<(String, String, String, String)> {
        let stages = plan
            .systems
            .iter()
            .flat_map(|s| s.stages.iter().map(move |t| (s, t)));
        let drawn = stages.filter(|(_, t)| {
            t.kind != ikou::plan::StageKind::Reference && t.from <= plan.horizon.to
        });
        drawn
            .map(|(s, t)| {
                let to = t.to.min(plan.horizon.to);
                (
                    s.id.clone(),
                    t.id.clone(),
                    t.from.to_string(),
                    to.to_string(),
                )
            })
            .collect()
    };
    let new = bars(&LATE);
    let gone = bars(&CURRENT).iter().filter(|b| !new.contains(b)).count();
    assert_eq!(svg.matches("class=\"before ").count(), gone);
    assert!(gone > 20, "{gone}");
    assert!(svg.contains("比べるもとの計画: current"), "named above");
    assert!(svg.contains("もとの計画（current）"), "and in the legend");
    assert!(svg.contains("要点"));
    let same = picture(&CURRENT, &CURRENT, "current");
    assert_eq!(same.matches("class=\"before ").count(), 0);
}
