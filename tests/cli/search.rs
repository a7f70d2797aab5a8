//! What makes a plan better, where the search begins, and how long it goes on.

use crate::sealed::{EMPTY, Room};

/// A town that may stay where it is for long, at a price, or go early and cheaply: late and cheap, or
/// in time and dear.
fn torn() -> String {
    EMPTY.to_owned()
        + r#"
[[deadline]]
id = "standard"
date = 2024-03-31

[[contract]]
id = "now"
ends = 2027-03-31
price = { month = 1_000 }

[[system]]
id = "health"
name = "健康管理システム"
contract = "now"

[[procurement]]
id = "health/standard"
systems = ["health"]
stage = "standard"
method = { kind = "open" }
cost = [{ per = "once", yen = 10_000_000 }, { per = "month", yen = 500_000 }]
"#
}

fn outcome(text: &str) -> serde_json::Value {
    let plan: serde_json::Value = serde_json::from_str(text).unwrap();
    plan["outcome"].clone()
}

fn planned(room: &Room, more: &[&str]) -> serde_json::Value {
    let args = [&["plan", "--format", "json"], more].concat();
    let run = room.run(&args);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    outcome(&run.out)
}

#[test]
fn the_order_of_the_levels_decides() {
    let room = Room::new().file("systems.toml", torn());
    let usual = planned(&room, &[]);
    let cheap = planned(&room, &["--objective", "cost_yen,late_days"]);
    let value = |o: &serde_json::Value, level: &str| o["objective"][level].as_i64().unwrap();
    assert_eq!(value(&usual, "late_days"), 0);
    assert!(value(&cheap, "late_days") > 0);
    assert!(value(&cheap, "cost_yen") < value(&usual, "cost_yen"));
    assert_eq!(usual["order"], serde_json::Value::Null);
    let order = ["gap_days", "hard_late_days", "cost_yen", "late_days"];
    assert_eq!(cheap["order"], serde_json::json!(order));
    for o in [&usual, &cheap] {
        assert_eq!(o["status"], "optimal", "{o}");
        assert_eq!(o["bound"]["cost_yen"], o["objective"]["cost_yen"]);
    }
    // The usual order, spelt out, is nothing new.
    let all =
        "gap_days,hard_late_days,late_days,cost_yen,peak_load,cutover_day_sum,contract_day_sum";
    assert_eq!(planned(&room, &["--objective", all]), usual);
}

#[test]
fn the_inventory_may_say_what_is_better() {
    let text = torn().replace("schema = 1\n", "schema = 1\nobjective = [\"cost_yen\"]\n");
    let said = planned(&Room::new().file("systems.toml", text.as_str()), &[]);
    let room = Room::new().file("systems.toml", torn());
    assert_eq!(planned(&room, &["--objective", "cost_yen"]), said);
    // What is typed counts more.
    let room = Room::new().file("systems.toml", text);
    let late = planned(&room, &["--objective", "late_days"]);
    assert_eq!(late["objective"]["late_days"], 0);
}

#[test]
fn the_outcome_says_which_order_and_what_was_not_minded() {
    let room = Room::new().file("systems.toml", torn());
    let run = room.run(&["plan", "--lang", "en", "--objective", "cost_yen"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lines: Vec<&str> = run.out.lines().map(str::trim).collect();
    let said = "Better means, in this order: Gaps, Past deadlines, Cost";
    assert!(lines.iter().any(|l| l.contains(said)), "{}", run.out);
    let late = lines.iter().find(|l| l.contains("Past targets:")).unwrap();
    assert!(late.ends_with("not minded"), "{late}");
    let run = room.run(&["plan", "--objective", "cost_yen"]);
    assert!(
        run.out
            .contains("良し悪しは次の順で比べています: 空白、期限の超過、費用")
    );
}

#[test]
fn what_is_no_order_is_told_with_one_action() {
    let room = Room::new().file("systems.toml", torn());
    for (levels, said, help) in [
        (
            "cost",
            "目的に「cost」という水準はありません。",
            "「cost_yen」ではありませんか。",
        ),
        (
            "zzz",
            "目的に「zzz」という水準はありません。",
            "次の中から指定してください: gap_days",
        ),
        (
            "late_days,late_days",
            "「late_days」が2回あります。",
            "1回ずつ",
        ),
        (
            "no-gap_days,no-hard_late_days",
            "水準が残っていません。",
            "cost_yen など",
        ),
    ] {
        let run = room.run(&["plan", "--objective", levels]);
        assert_eq!(run.code, 2, "{levels}: {}", run.err);
        assert!(
            run.err.contains(said) && run.err.contains(help),
            "{}",
            run.err
        );
    }
    let room = room.file(
        "systems.toml",
        torn().replace("schema = 1\n", "schema = 1\nobjective = [\"late\"]\n"),
    );
    let run = room.run(&["check", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("systems.toml:2:14"), "{}", run.out);
    assert!(run.out.contains("unknown-word"), "{}", run.out);
}

#[test]
fn an_earlier_plan_is_where_the_search_begins() {
    let room = Room::new().file("systems.toml", torn());
    let run = room.run(&["plan", "-o", "plan.json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let (first, again) = (
        outcome(&room.read("plan.json")),
        planned(&room, &["--from", "plan.json"]),
    );
    assert_eq!(again["objective"], first["objective"]);
    assert_eq!(again["status"], "optimal");
    let steps = |o: &serde_json::Value| o["steps"].as_u64().unwrap();
    assert!(steps(&again) <= steps(&first), "{again} {first}");
    // The file that it rests on is named.
    let run = room.run(&["plan", "--format", "json", "--from", "plan.json"]);
    assert!(run.out.contains("\"path\": \"plan.json\""), "{}", run.out);
}

#[test]
fn a_plan_that_cannot_be_begun_with_is_told() {
    let room = Room::new().file("systems.toml", torn());
    let run = room.run(&["plan", "-o", "plan.json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let plan = room.read("plan.json");
    let other = plan.replace("\"id\": \"health\"", "\"id\": \"another\"");
    let room = room
        .file("other.json", other)
        .file(
            "cut.json",
            &plan[..plan.floor_char_boundary(plan.len() / 2)],
        )
        .file("new.json", plan.replace("\"schema\": 1", "\"schema\": 2"));
    for (file, said) in [
        ("none.json", "計画 none.json がありません。"),
        ("cut.json", "cut.json"),
        ("new.json", "新しい書式（版 2）の計画"),
        ("other.json", "一つもこの台帳にありません。"),
    ] {
        let run = room.run(&["plan", "--from", file, "-o", "plan.json"]);
        assert_eq!(run.code, 2, "{file}: {}", run.err);
        assert!(run.err.contains(said), "{file}: {}", run.err);
        assert_eq!(room.read("plan.json"), plan, "{file}: something was lost");
    }
    // Of a plan that is partly of another inventory the rest is taken.
    let more = torn() + "\n[[system]]\nid = \"vote\"\nname = \"選挙\"\ncontract = \"now\"\n";
    let room = room.file("systems.toml", more);
    assert_eq!(room.run(&["plan", "-o", "two.json"]).code, 0);
    let room = room.file("systems.toml", torn());
    let run = room.run(&["plan", "--from", "two.json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("この台帳にない 1 システムは使いません。"),
        "{}",
        run.err
    );
}

#[test]
fn a_time_limit_that_is_not_reached_changes_nothing() {
    let room = Room::new().file("systems.toml", torn());
    let plain = room.run(&["plan", "--format", "json"]);
    let limited = room.run(&["plan", "--format", "json", "--time-limit", "1h"]);
    assert_eq!((limited.code, limited.err), (plain.code, plain.err));
    assert_eq!(limited.out, plain.out);
    let run = room.run(&["plan", "--time-limit", "soon"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("「soon」は時間として読めません。"),
        "{}",
        run.err
    );
}
