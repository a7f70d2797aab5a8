//! `ikou risk`.

use crate::sealed::{EMPTY, Room};
use crate::towns::shipped;

#[test]
fn tables_pictures_and_files_come_from_the_same_runs() {
    let room = shipped();
    let args = ["risk", "--runs", "200", "--seed", "3", "--effort", "quick"];
    let with = |more: &[&str]| room.run(&[&args[..], more].concat());
    let run = with(&["-o", "r.svg", "-o", "r.csv", "--tables", "t.json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("200回の試行（乱数の種 3）"), "{}", run.out);
    let picture = room.read("r.svg");
    assert!(picture.contains("郡山市") && picture.contains("200回の試行"));
    let tables = room.read("t.json");
    let tables: serde_json::Value = serde_json::from_str(&tables).unwrap();
    assert!(tables["variables"].as_array().unwrap().len() > 10);
    let json: serde_json::Value = serde_json::from_str(&with(&["--format", "json"]).out).unwrap();
    assert_eq!(json["runs"], 200);
    let kept = json["all_deadlines"]["probability"].to_string();
    let csv = room.read("r.csv");
    assert!(csv.contains(&format!("all-deadlines,,,{kept},")), "{csv}");
    // Where nothing but the assumption would be drawn, --written-only draws less.
    let run = with(&["--written-only", "--format", "json"]);
    let less: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let count = |json: &serde_json::Value| json["drawn"].as_array().unwrap().len();
    assert!(count(&less) < count(&json));
    // Standard output by its name is where the listing goes anyway.
    let named = with(&["-o", "-", "--format", "csv"]);
    assert_eq!((named.code, named.err.as_str()), (0, ""));
    assert_eq!(named.out, with(&["--format", "csv"]).out);
}

#[test]
fn what_cannot_be_run_is_told() {
    let room = shipped();
    for wrong in [["--runs", "0"], ["--runs", "1000001"], ["--seed", "x"]] {
        let run = room.run(&["risk", wrong[0], wrong[1]]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains(wrong[1]), "{}", run.err);
    }
    let run = room.run(&["risk", "-o", "risk.xls"]);
    assert_eq!(run.code, 2, "{}", run.err);
    let run = Room::new().file("systems.toml", EMPTY).run(&["risk"]);
    assert_eq!(run.code, 0, "{}", run.err);
}
