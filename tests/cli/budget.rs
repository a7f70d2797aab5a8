use crate::sealed::Room;
use crate::towns;
use std::fs;

/// A town whose one system has a price before and after, and a name that spreadsheets would take for a
/// formula.
fn small() -> String {
    towns::small().replace("\"健康", "\"=健康")
}

#[test]
fn a_saved_plan_gives_the_same_budget_as_a_fresh_one() {
    let room = Room::new().file("systems.toml", small());
    assert_eq!(room.run(&["plan", "-o", "plan.json"]).code, 0);
    for format in ["table", "json", "csv", "md", "svg"] {
        let fresh = room.run(&["budget", "--format", format]);
        let saved = room.run(&["budget", "plan.json", "--format", format]);
        assert_eq!(
            (fresh.code, saved.code),
            (0, 0),
            "{}{}",
            fresh.err,
            saved.err
        );
        assert_eq!(fresh.out, saved.out, "{format}");
        assert!(!fresh.out.is_empty());
    }
    let same = room.run(&["budget", "plan.json", "--against", "plan.json"]);
    assert!(same.out.contains("差はありません。"), "{}", same.out);
}

#[test]
fn a_scenario_is_something_to_compare_with() {
    let dearer = "name = \"値上げ\"\nreason = \"事業者の申し出\"\n[change]\ncontract.now.price.month = 110_000\n";
    let room = Room::new()
        .file("systems.toml", small())
        .file("schedules/scenarios/dearer.toml", dearer);
    let run = room.run(&["budget", "--against", "dearer"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("比べた計画: 値上げ"), "{}", run.out);
    // A year at 10,000 yen less a month.
    assert!(run.out.contains("-120,000"), "{}", run.out);
    let run = room.run(&["budget", "--against", "dearest"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("dearer"), "{}", run.err);
    let both = room.run(&["budget", "--scenario", "dearer", "--against", "dearer"]);
    assert!(both.out.contains("差はありません。"), "{}", both.out);
}

#[test]
fn a_hard_ceiling_ends_with_three() {
    let ceiling = |hard: bool| {
        format!(
            "{}[[ceiling]]\nid = \"c\"\nfiscal-year = 2022\nyen = 1\nhard = {hard}\n",
            small()
        )
    };
    let room = Room::new().file("systems.toml", ceiling(false));
    assert_eq!(room.run(&["plan"]).code, 0);
    let room = Room::new().file("systems.toml", ceiling(true));
    let run = room.run(&["budget"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.out.contains("超えられない"), "{}", run.out);
}

#[test]
fn files_are_written_by_their_names() {
    let room = Room::new().file("systems.toml", small());
    let run = room.run(&["budget", "-o", "予算.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let csv = fs::read(room.path().join("予算.csv")).unwrap();
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "Excel needs the mark");
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("'=健康管理システム"), "{csv}");
    let run = room.run(&["budget", "-o", "budget.png"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let png = fs::read(room.path().join("budget.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    let run = room.run(&["budget", "-o", "budget.doc"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("txt, json, csv, md, svg, png"),
        "{}",
        run.err
    );
}

#[test]
fn what_cannot_be_summed_up_is_refused() {
    let room = Room::new().file("systems.toml", small());
    let run = room.run(&["budget", "--by", "colour"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("fiscal-year"), "{}", run.err);
    let run = room.run(&["budget", "--against", "no.json"]);
    assert_eq!(run.code, 2);
    let room = Room::new().file("systems.toml", "[municipality]\n");
    assert_eq!(room.run(&["budget"]).code, 1);
}
